"""Shared meetings: those that several sources tell of, under one id or under several.

A meeting has the same id in all its sources if they say which meeting it is. Where one page says more than
another, such as its time or Modern.Gov's number, the ids differ: two of one body and day are one meeting if nearly
all words of the shorter stand in the longer. Two sittings on one day have their attendance and their closing
sentences in common, and are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT, TEXT_FIELDS
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["find_shared"]

#: What share of the words of the shorter must stand in the longer, and how many words these must be at least.
#: Confirmed minutes have 90 % and more of their drafts; two sittings of a day were seen with up to 30 %.
_SAME, _FEWEST = 0.8, 30
#: How many meetings of one body and day are compared with each other: more are of several councils, or are no
#: meetings of a body.
_MOST = 16
_NOTHING: Ints = np.empty(0, dtype=np.int64)

_Keys = npt.NDArray[np.uint64]


@dataclass(slots=True)
class _Run:
    """Neighbouring passages of one meeting in one source."""

    segment: int
    #: Where they begin and end among the live passages of the segment.
    begin: int
    end: int
    source: tuple[int, int]


@dataclass(slots=True)
class _Meeting:
    """An id of a meeting, and the passages that have it."""

    code: int
    council: str
    runs: list[_Run] = field(default_factory=list)
    keys: _Keys | None = None
    lengths: Ints = field(default_factory=lambda: _NOTHING)

    @property
    def sources(self) -> set[tuple[int, int]]:
        """The sources that have it."""
        return {run.source for run in self.runs}


def find_shared(reader: IndexReader, keys_of: Callable[[Segment], _Keys]) -> tuple[Ints, Ints]:
    """Return the live passages of meetings that several sources tell of, ascending, and the meeting of each.

    Args:
        reader: The open segments of a state.
        keys_of: Returns the copy key of each passage of a segment.
    """
    passages = [segment.everything() for segment in reader.segments]
    meetings = [reader.group_codes("meeting", at, each) for at, each in enumerate(passages)]
    runs = list(_iter_runs(reader, passages, meetings))
    one = _find_same(reader, passages, runs, lru_cache(maxsize=None)(keys_of))
    told = Counter(code for code, _ in {(one.get(code, code), run.source) for code, run in runs if code >= 0})
    shared = {code for code, count in told.items() if count > 1}
    wanted = np.array(sorted({code for code, _ in runs if one.get(code, code) in shared}), dtype=np.int64)
    if not len(wanted):
        return _NOTHING, _NOTHING
    found = [np.isin(each, wanted) for each in meetings]
    named = np.array([one.get(code, code) for code in wanted.tolist()], dtype=np.int64)
    bases = [int(base) for base in reader.bases]
    return (
        np.concatenate([each[at] + base for each, at, base in zip(passages, found, bases, strict=False)]),
        np.concatenate(
            [named[np.searchsorted(wanted, each[at])] for each, at in zip(meetings, found, strict=True)]
        ),
    )


def _iter_runs(
    reader: IndexReader, passages: Sequence[Ints], meetings: Sequence[Ints]
) -> Iterator[tuple[int, _Run]]:
    """Yield the runs of each segment with the codes of their meetings, -1 for none."""
    for at, segment in enumerate(reader.segments):
        sources = segment.sources_of(passages[at])
        differs = (np.diff(meetings[at], prepend=-2) != 0) | (np.diff(sources, prepend=-1) != 0)
        begins = np.flatnonzero(differs)
        bounds = pairwise([*begins.tolist(), len(passages[at])])
        codes = zip(meetings[at][begins].tolist(), sources[begins].tolist(), strict=True)
        for (code, source), (begin, end) in zip(codes, bounds, strict=True):
            yield code, _Run(at, begin, end, (at, source))


def _find_same(
    reader: IndexReader,
    passages: Sequence[Ints],
    runs: Sequence[tuple[int, _Run]],
    keys_of: Callable[[Segment], _Keys],
) -> Mapping[int, int]:
    """Return for each id of a meeting that has several ids the first of them."""
    one: dict[int, int] = {}
    for meetings in _iter_likely(reader, passages, runs):
        for each in meetings:
            each.keys, each.lengths = _words_of(reader, passages, each, keys_of)
        sources = {each.code: each.sources for each in meetings}
        for first, second in combinations(meetings, 2):
            # By the id that each is counted under by now.
            known, other = (one.get(each.code, each.code) for each in (first, second))
            if known == other or sources[known] & sources[other] or not _is_same(first, second):
                continue
            sources[known] |= sources[other]
            one |= {code: known for code in [*one, other] if one.get(code, code) == other}
    return one


def _iter_likely(
    reader: IndexReader, passages: Sequence[Ints], runs: Sequence[tuple[int, _Run]]
) -> Iterator[Sequence[_Meeting]]:
    """Yield the meetings of one body and day that have several ids."""
    fields = ("body", "date", "council")
    values = {name: [*map(_fold, reader.all_values(name)), ""] for name in fields}
    codes = {
        name: [
            reader.group_codes(name, at, each[begins]) for at, (each, begins) in enumerate(_begins(passages, runs))
        ]
        for name in fields
    }
    places: defaultdict[tuple[str, str], dict[int, _Meeting]] = defaultdict(dict)
    seen: Counter[int] = Counter()
    for code, run in runs:
        at = seen[run.segment]
        seen[run.segment] += 1
        body, day, council = (values[name][codes[name][run.segment][at]] for name in fields)
        if code >= 0 and body and day:
            places[body, day].setdefault(code, _Meeting(code, council)).runs.append(run)
    for meetings in places.values():
        if 1 < len(meetings) <= _MOST:
            yield list(meetings.values())
        elif len(meetings) > _MOST:
            yield from _iter_by_council(list(meetings.values()))


def _iter_by_council(meetings: Sequence[_Meeting]) -> Iterator[Sequence[_Meeting]]:
    """Yield the meetings of each council: many of them have a body of one name that meets on the same day."""
    councils: defaultdict[str, list[_Meeting]] = defaultdict(list)
    for each in meetings:
        councils[each.council].append(each)
    unnamed = councils.pop("", [])
    for named in councils.values():
        if 1 < len(named) + len(unnamed) <= _MOST:
            yield [*named, *unnamed]


def _begins(passages: Sequence[Ints], runs: Sequence[tuple[int, _Run]]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the passages of each segment, and where among them its runs begin."""
    begins: list[list[int]] = [[] for _ in passages]
    for _, run in runs:
        begins[run.segment].append(run.begin)
    for each, places in zip(passages, begins, strict=True):
        yield each, np.array(places, dtype=np.int64)


def _words_of(
    reader: IndexReader, passages: Sequence[Ints], meeting: _Meeting, keys_of: Callable[[Segment], _Keys]
) -> tuple[_Keys, Ints]:
    """Return the copy keys of a meeting's passages, each once, and how many words each passage has."""
    keys, lengths = [], []
    for run in meeting.runs:
        segment = reader.segments[run.segment]
        inside = passages[run.segment][run.begin : run.end]
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
