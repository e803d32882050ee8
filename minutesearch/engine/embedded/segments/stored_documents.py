"""Stored documents: the sources and passages of a segment as the contract's records."""

from __future__ import annotations

from minutesearch.engine.contract import StoredPassage, StoredSource
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.errors import CorruptIndexError

__all__ = ["PassageInSegment", "stored_passage", "stored_source"]


def stored_source(segment: Segment, source: int) -> StoredSource:
    """Return all stored fields of a source and its passages.

    Args:
        segment: The segment.
        source: The index of the source in it.

    Raises:
        CorruptIndexError: The stored fields cannot be read.
    """
    first, last = (int(each) for each in segment.source_first[source : source + 2])
    try:
        name, record = decode(segment.source_names[source]), decode(segment.source_records.record(source))
    except UnicodeDecodeError as error:
        raise segment.file.corrupt("has sources that are no text") from error
    return StoredSource(name, record, tuple(stored_passage(segment, number) for number in range(first, last)))


class PassageInSegment:
    """A passage of a segment: its record and its id are read when they are asked for.

    Args:
        segment: The segment.
        number: The number of the passage in it.

    Raises:
        CorruptIndexError: The stored fields cannot be read; so do the record and the id.
    """

    __slots__ = ("_number", "_segment", "source", "text")

    def __init__(self, segment: Segment, number: int) -> None:
        self._segment = segment
        self._number = number
        self.source = self._decoded(segment.source_names[segment.source_of(number)])
        try:
            self.text = segment.token_store.text(number)
        except UnicodeDecodeError as error:
            raise _no_text(segment) from error

    @property
    def record(self) -> str:
        """Its record, as JSON text."""
        return self._decoded(self._segment.passage_records.record(self._number))

    @property
    def id(self) -> str:
        """Its id."""
        return self._decoded(self._segment.ids[self._number])

    def _decoded(self, data: bytes) -> str:
        try:
            return decode(data)
        except UnicodeDecodeError as error:
            raise _no_text(self._segment) from error


def _no_text(segment: Segment) -> CorruptIndexError:
    return segment.file.corrupt("has passages that are no text")


def stored_passage(segment: Segment, number: int) -> StoredPassage:
    """Return the stored fields of a passage.

    Args:
        segment: The segment.
        number: The number of the passage in it.

    Raises:
        CorruptIndexError: The stored fields cannot be read.
    """
    read = PassageInSegment(segment, number)
    return StoredPassage(read.source, read.record, read.text, read.id)
