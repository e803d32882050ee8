"""Batches: documents drawn until they are enough for a segment, and segments made of them, here or in workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from minutesearch.engine.arrays import FileFacts, write_arrays
from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.gathering import gather
from minutesearch.engine.lexicon import Lexicon

__all__ = ["SegmentMaker", "count_characters", "iter_batches"]

#: How many pieces of text a lexicon may know before it starts afresh: about 60 bytes each.
_MOST_PIECES = 1_500_000


def iter_batches(
    documents: Iterable[SourceDocument], *, characters: int, first: int | None = None
) -> Iterator[list[SourceDocument]]:
    """Gives the documents in batches, the later of two with one name only.

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
    """Gives how much text a document has."""
    return sum(sum(map(len, texts)) for texts in document.passages.texts.values())


class SegmentMaker:
    """Makes segments of batches, one after the other.

    Args:
        folder: The folder of the index.
        lexicon: What is known of pieces of text already.
    """

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        self._folder = folder
        self._lexicon = lexicon

    def make(self, name: str, documents: list[SourceDocument], *, sync: bool) -> FileFacts:
        """Writes the segment of a batch.

        Args:
            name: The name of the file.
            documents: The batch.
            sync: Whether to wait until the file is on the disk.
        """
        if len(self._lexicon) > _MOST_PIECES:
            self._lexicon = Lexicon(self._lexicon.analyser)
        return write_arrays(self._folder / name, gather(documents, self._lexicon), sync=sync)
