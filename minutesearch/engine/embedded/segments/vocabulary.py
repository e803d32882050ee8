"""The vocabulary of a segment: the stems, or forms as printed, that its live passages have in some text fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.terms.term_builder import UNITED

__all__ = ["iter_vocabulary"]

#: How many occurrences are read at once where all are read.
_AT_ONCE = 4_000_000
_UNITED = UNITED.encode()


def iter_vocabulary(segment: Segment, fields: Sequence[int], *, exact: bool) -> Iterator[bytes]:
    """Yield the words that any live passage has in some text fields, in no promised order; some may come twice.

    Args:
        segment: The segment.
        fields: The text fields, as indices of TEXT_FIELDS.
        exact: Whether to yield forms as printed, not stems.
    """
    if not exact and segment.live is None:
        # Which stems have a list in an area is known without reading any list.
        listed = np.asarray(segment.terms.list_field)
        stems = np.repeat(np.arange(len(segment.stems)), np.diff(np.asarray(segment.terms.stem_lists)))
        used = np.zeros(len(segment.stems), dtype=bool)
        used[stems[np.isin(listed, fields)]] = True
        everything = segment.stems.everything()
        yield from (everything[number] for number in np.flatnonzero(used).tolist())
        return
    table = segment.forms if exact else segment.stems
    used = np.zeros(len(table), dtype=bool)
    firsts = segment.stem_forms.astype(np.int64)
    for first, last in segment.postings.iter_stem_ranges(_AT_ONCE):
        found = segment.postings.occurrences(first, last)
        kept = np.isin(found.fields, fields)
        if segment.live is not None:
            kept &= segment.live[found.passages]
        used[(firsts[found.stems] + found.forms if exact else found.stems)[kept]] = True
    everything = table.everything()
    for number in np.flatnonzero(used).tolist():
        yield from everything[number].split(_UNITED)
