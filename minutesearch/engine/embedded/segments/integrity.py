"""The integrity check of a segment, which is made when reading it went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.segments.copies import read_copy_keys
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.stored_documents import stored_source
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.errors import CorruptIndexError

__all__ = ["examine_segment"]

_AT_ONCE = 1_000_000


def examine_segment(segment: Segment) -> None:
    """Read the whole content of a segment, and raise an error if any of it does not fit together.

    Checksums show that a file is what was written; this shows whether that was a valid segment. It is only needed
    for a doctored index, since the sizes of the parts are compared as they are read.

    Args:
        segment: The segment.

    Raises:
        CorruptIndexError: The content does not fit together; the message names the file.
    """
    try:
        segment.file.verify()
        _check_order("sources", segment.source_names.everything())
        _check_order("stems", segment.stems.everything())
        for text in segment.forms.everything():
            decode(text)
        for source in range(len(segment.source_names)):
            stored_source(segment, source)
        for field in KEYWORD_FIELDS:
            segment.doc_values[field].sets()
            _ = segment.doc_values[field].column.codes
        for number in range(len(TEXT_FIELDS)):
            segment.lengths(number)
        read_copy_keys(segment)
        for first, last in segment.postings.iter_stem_ranges(_AT_ONCE):
            segment.postings.occurrences(first, last)
    except CorruptIndexError:
        raise
    except Exception as error:
        # Any error may occur in reading: a doctored file may hold anything.
        raise segment.file.corrupt(f"cannot be read ({type(error).__name__}: {error})") from error


def _check_order(name: str, texts: Sequence[bytes]) -> None:
    if any(one >= other for one, other in pairwise(texts)):
        raise ValueError(f"the {name} are out of order")
    for text in texts:
        decode(text)
