"""Batches of documents, which are drawn, sent to another process and built into a segment."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutesearch.engine.contract import PassageTable, RunLengths, SourceDocument
from minutesearch.engine.embedded.storage.array_file import FileFacts, write_arrays
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing.segment_builder import build_segment

__all__ = ["SegmentBuilder", "count_characters", "decode_batch", "encode_batch", "iter_batches"]

#: How many chunks of text an interner may hold before it is replaced: about 60 bytes each.
_MOST_CHUNKS = 1_500_000


def iter_batches(
    documents: Iterable[SourceDocument], *, characters: int, first: int | None = None
) -> Iterator[list[SourceDocument]]:
    """Yield the documents in batches; of two with one name in a batch only the later is kept.

    Args:
        documents: The documents.
        characters: How many characters of text fill a batch.
        first: How many fill the first batch; None for the same number.
    """
    batch: dict[str, SourceDocument] = {}
    size, full = 0, characters if first is None else first
    for document in documents:
        batch[document.name] = document
        size += count_characters(document)
        if size >= full:
            yield list(batch.values())
            batch, size, full = {}, 0, characters
    if batch:
        yield list(batch.values())


def count_characters(document: SourceDocument) -> int:
    """Return the number of characters of text in a document."""
    return sum(sum(map(len, texts)) for texts in document.passages.texts.values())


def encode_batch(batch: list[SourceDocument]) -> bytes:
    """Return a batch of documents as bytes, for another process of ours."""
    # Columns of plain values: pickling a frozen record for each passage takes ten times as long, and marshalling
    # the columns takes half as long as pickling them.
    plain = [
        (
            *(each.name, each.record, each.acronyms, table.ids),
            *(dict(table.texts), *_split_run_lengths(table), table.records),
        )
        for each in batch
        for table in (each.passages,)
    ]
    try:
        return marshal.dumps(plain)
    except ValueError:
        # A caller's text may be of a class of its own.
        return pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL)


def _split_run_lengths(table: PassageTable) -> tuple[dict[str, object], dict[str, object]]:
    """Return the columns by passage, and those by run as plain tuples."""
    runs = {field: tuple(column) for field, column in table.keywords.items() if isinstance(column, RunLengths)}
    return {field: column for field, column in table.keywords.items() if field not in runs}, dict(runs)


def decode_batch(data: bytes) -> list[SourceDocument]:
    """Return the documents of a batch that `encode_batch` encoded."""
    # A pickle begins so, and nothing that is marshalled does. Both are from our own parent.
    load = pickle.loads if data.startswith(pickle.PROTO) else marshal.loads
    return [
        SourceDocument(
            name=name,
            record=record,
            passages=PassageTable(
                ids=ids,
                texts=texts,
                keywords=keywords | {field: RunLengths(*lengths) for field, lengths in run_lengths.items()},
                records=records,
            ),
            acronyms=acronyms,
        )
        for name, record, acronyms, ids, texts, keywords, run_lengths, records in load(data)
    ]


class SegmentBuilder:
    """Builder of segments from batches, one after the other.

    Args:
        folder: The folder of the index.
        interner: The interner with the chunks of text met so far.
    """

    def __init__(self, folder: Path, interner: TokenInterner) -> None:
        self._folder = folder
        self._interner = interner

    def build(self, name: str, documents: list[SourceDocument], *, sync: bool) -> FileFacts:
        """Build the segment of a batch, write it, and return the facts of its file.

        Args:
            name: The name of the file.
            documents: The batch.
            sync: Whether to wait until the file is on the disk.
        """
        if len(self._interner) > _MOST_CHUNKS:
            self._interner = TokenInterner(self._interner.analyser)
        return write_arrays(self._folder / name, build_segment(documents, self._interner), sync=sync)
