"""Batches of documents on their way to a segment: drawn, sent to another process, written to disk."""

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

#: How many chunks of text an interner may know before it starts afresh: about 60 bytes each.
_MOST_CHUNKS = 1_500_000


def iter_batches(
    documents: Iterable[SourceDocument], *, characters: int, first: int | None = None
) -> Iterator[list[SourceDocument]]:
    """Yield the documents in batches, the later of two with one name only.

    Args:
        documents: The documents.
        characters: How much text makes a batch full.
        first: How much makes the first one full; None for as much.
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
    """Return how much text a document has."""
    return sum(sum(map(len, texts)) for texts in document.passages.texts.values())


def encode_batch(batch: list[SourceDocument]) -> bytes:
    """Return the documents of a batch as bytes, for another process of ours."""
    # Columns of plain values: a frozen record for each passage takes ten times as long to pickle, and to marshal
    # these takes half as long as to pickle them.
    plain = [
        (each.name, each.record, table.ids, dict(table.texts), *_split_run_lengths(table), table.records)
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
    """Return the documents that `encode_batch` was given."""
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
        )
        for name, record, ids, texts, keywords, run_lengths, records in load(data)
    ]


class SegmentBuilder:
    """Makes segments of batches, one after the other.

    Args:
        folder: The folder of the index.
        interner: What is known of chunks of text already.
    """

    def __init__(self, folder: Path, interner: TokenInterner) -> None:
        self._folder = folder
        self._interner = interner

    def build(self, name: str, documents: list[SourceDocument], *, sync: bool) -> FileFacts:
        """Write the segment of a batch.

        Args:
            name: The name of the file.
            documents: The batch.
            sync: Whether to wait until the file is on the disk.
        """
        if len(self._interner) > _MOST_CHUNKS:
            self._interner = TokenInterner(self._interner.analyser)
        return write_arrays(self._folder / name, build_segment(documents, self._interner), sync=sync)
