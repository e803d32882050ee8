"""Shared meetings: those that several sources tell of, under one id or under several.

A meeting has the same id in all its sources if they say which meeting it is. Where one page says more than
another, such as its time or Modern.Gov's number, the ids differ: two of one body and day are one meeting if nearly
all words of the shorter stand in the longer. Two sittings on one day have their attendance and their closing
sentences in common, and are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT, TEXT_FIELDS
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, begins_of, distinct, firsts_of, sizes_of

__all__ = ["find_shared"]

#: What share of the words of the shorter must stand in the longer, and how many words these must be at least.
#: Confirmed minutes have 90 % and more of their drafts; two sittings of a day were seen with up to 30 %.
_SAME, _FEWEST = 0.8, 30
#: How many meetings of one body and day are compared with each other: more are of several councils, or are no
#: meetings of a body.
_MOST = 16
_NOTHING: Ints = np.empty(0, dtype=np.int64)

_Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of neighbouring passages of one meeting in one source, by segment: each int64, shape (runs,)."""

    segments: Ints
    #: Where each begins and ends among the live passages of its segment.
    begins: Ints
    ends: Ints
    #: The code of its meeting, -1 for none.
    codes: Ints
    #: Its source, numbered through all segments.
    sources: Ints


@dataclass(slots=True)
class _Meeting:
    """An id of a meeting, and the passages that have it."""

    code: int
    council: str
    #: The places of its runs among all.
    runs: list[int] = field(default_factory=list)
    keys: _Keys | None = None
    lengths: Ints = field(default_factory=lambda: _NOTHING)


def find_shared(reader: IndexReader, keys_of: Callable[[Segment], _Keys]) -> tuple[Ints, Ints]:
    """Return the live passages of meetings that several sources tell of, ascending, and the meeting of each.

    Args:
        reader: The open segments of a state.
        keys_of: Returns the copy key of each passage of a segment.
    """
    passages = [segment.everything() for segment in reader.segments]
    meetings = [reader.group_codes("meeting", at, each) for at, each in enumerate(passages)]
    runs = _read_runs(reader, passages, meetings)
    one = _find_same(reader, passages, runs, lru_cache(maxsize=None)(keys_of))
    named = runs.codes.copy()
    for code, first in one.items():
        named[runs.codes == code] = first
    is_shared = (named >= 0) & _is_among(named, _having_several(named, runs.sources))
    wanted = distinct(runs.codes[is_shared])
    if not len(wanted):
        return _NOTHING, _NOTHING
    found = [_is_among(each, wanted) for each in meetings]
    names = np.array([one.get(code, code) for code in wanted.tolist()], dtype=np.int64)
    bases = [int(base) for base in reader.bases]
    return (
        np.concatenate([each[at] + base for each, at, base in zip(passages, found, bases, strict=False)]),
        np.concatenate(
            [names[np.searchsorted(wanted, each[at])] for each, at in zip(meetings, found, strict=True)]
        ),
    )


def _having_several(groups: Ints, members: Ints) -> Ints:
    """Return the groups that have several members, ascending; both from -1 on, side by side."""
    width = int(members.max(initial=0)) + 2
    owners = distinct(groups * width + members + 1) // width
    first = firsts_of(owners)
    several: Ints = owners[first[sizes_of(first, len(owners)) > 1]]
    return several


def _is_among(values: Ints, wanted: Ints) -> npt.NDArray[np.bool_]:
    """Return which values are among others, which ascend; np.isin would load NumPy's masked arrays."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    found: npt.NDArray[np.bool_] = wanted[np.searchsorted(wanted[1:], values, side="right")] == values
    return found


def _read_runs(reader: IndexReader, passages: Sequence[Ints], meetings: Sequence[Ints]) -> _Runs:
    columns = [[_NOTHING] * 5]
    before = 0
    for at, segment in enumerate(reader.segments):
        sources = segment.sources_of(passages[at])
        differs = begins_of(meetings[at]) | begins_of(sources)
        begins = differs.nonzero()[0]
        columns.append(
            [
                np.full(len(begins), at, dtype=np.int64),
                begins,
                begins + sizes_of(begins, len(sources)),
                meetings[at][begins],
                sources[begins] + before,
            ]
        )
        before += len(segment.source_names)
    return _Runs(*map(np.concatenate, zip(*columns, strict=True)))


def _find_same(
    reader: IndexReader,
    passages: Sequence[Ints],
    runs: _Runs,
    keys_of: Callable[[Segment], _Keys],
) -> Mapping[int, int]:
    """Return for each id of a meeting that has several ids the first of them."""
    one: dict[int, int] = {}
    for meetings in _iter_likely(reader, passages, runs):
        for each in meetings:
            each.keys, each.lengths = _words_of(reader, passages, runs, each, keys_of)
        sources = {each.code: set(runs.sources[each.runs].tolist()) for each in meetings}
        for first, second in combinations(meetings, 2):
            # By the id that each is counted under by now.
            known, other = (one.get(each.code, each.code) for each in (first, second))
            if known == other or sources[known] & sources[other] or not _is_same(first, second):
                continue
            sources[known] |= sources[other]
            one |= {code: known for code in [*one, other] if one.get(code, code) == other}
    return one


def _iter_likely(reader: IndexReader, passages: Sequence[Ints], runs: _Runs) -> Iterator[Sequence[_Meeting]]:
    """Yield the meetings of one body and day that have several ids."""
    bodies, body_of = _fold_values(reader, passages, runs, "body")
    days, day_of = _fold_values(reader, passages, runs, "date")
    councils, council_of = _fold_values(reader, passages, runs, "council")
    place_of = body_of * len(days) + day_of
    unknown = (runs.codes < 0) | (body_of == bodies[""]) | (day_of == days[""])
    place_of[unknown] = -1
    likely = place_of.copy()
    # Nearly all bodies have one meeting a day: only those with several are looked at one by one.
    likely[~_is_among(place_of, _having_several(place_of, runs.codes))] = -1
    names = list(councils)
    places: defaultdict[int, dict[int, _Meeting]] = defaultdict(dict)
    for at in (likely >= 0).nonzero()[0].tolist():
        code = int(runs.codes[at])
        found = places[int(likely[at])].setdefault(code, _Meeting(code, names[council_of[at]]))
        found.runs.append(at)
    for meetings in places.values():
        if len(meetings) <= _MOST:
            yield list(meetings.values())
        else:
            yield from _iter_by_council(list(meetings.values()))


def _fold_values(
    reader: IndexReader, passages: Sequence[Ints], runs: _Runs, field: str
) -> tuple[dict[str, int], Ints]:
    """Return the numbers of the folded values of a field, "" for none among them, and that of each run: int64."""
    numbers: dict[str, int] = {}
    of_code = np.array(
        [numbers.setdefault(_fold(value), len(numbers)) for value in (*reader.all_values(field), "")],
        dtype=np.int64,
    )
    # What has no value has the code -1, which the last is.
    return numbers, np.concatenate(
        [
            _NOTHING,
            *(
                of_code[reader.group_codes(field, at, each[runs.begins[runs.segments == at]])]
                for at, each in enumerate(passages)
            ),
        ]
    )


def _iter_by_council(meetings: Sequence[_Meeting]) -> Iterator[Sequence[_Meeting]]:
    """Yield the meetings of each council: many of them have a body of one name that meets on the same day."""
    councils: defaultdict[str, list[_Meeting]] = defaultdict(list)
    for each in meetings:
        councils[each.council].append(each)
    unnamed = councils.pop("", [])
    for named in councils.values():
        if 1 < len(named) + len(unnamed) <= _MOST:
            yield [*named, *unnamed]


def _words_of(
    reader: IndexReader,
    passages: Sequence[Ints],
    runs: _Runs,
    meeting: _Meeting,
    keys_of: Callable[[Segment], _Keys],
) -> tuple[_Keys, Ints]:
    """Return the copy keys of a meeting's passages, each once, and how many words each passage has."""
    keys, lengths = [], []
    for run in meeting.runs:
        at = int(runs.segments[run])
        segment = reader.segments[at]
        inside = passages[at][runs.begins[run] : runs.ends[run]]
        counted = segment.lengths(TEXT_FIELDS.index(TEXT))
        keys.append(keys_of(segment)[inside])
        lengths.append(np.zeros(len(inside), np.int64) if counted is None else counted[inside].astype(np.int64))
    distinct, first = np.unique(np.concatenate(keys), return_index=True)
    return distinct, np.concatenate(lengths)[first]


def _is_same(one: _Meeting, other: _Meeting) -> bool:
    """Return whether nearly all words of the shorter of two meetings stand in the longer."""
    if one.keys is None or other.keys is None or (one.council and other.council and one.council != other.council):
        return False
    common = np.isin(one.keys, other.keys, assume_unique=True)
    words = int(one.lengths[common].sum())
    return words >= max(_FEWEST, _SAME * min(int(one.lengths.sum()), int(other.lengths.sum())))


def _fold(value: str) -> str:
    return " ".join(value.casefold().split())
