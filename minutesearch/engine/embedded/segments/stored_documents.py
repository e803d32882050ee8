"""Stored documents: the sources and passages of a segment as the contract's records."""

from __future__ import annotations

from minutesearch.engine.contract import StoredPassage, StoredSource
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.string_table import decode

__all__ = ["stored_passage", "stored_source"]


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


def stored_passage(segment: Segment, number: int) -> StoredPassage:
    """Return the stored fields of a passage.

    Args:
        segment: The segment.
        number: The number of the passage in it.

    Raises:
        CorruptIndexError: The stored fields cannot be read.
    """
    try:
        return StoredPassage(
            decode(segment.source_names[segment.source_of(number)]),
            decode(segment.passage_records.record(number)),
            segment.token_store.text(number),
            decode(segment.ids[number]),
        )
    except UnicodeDecodeError as error:
        raise segment.file.corrupt("has passages that are no text") from error
