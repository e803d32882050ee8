"""Merging: several segments made one, without what has been removed.

Everything is put together from the arrays of the segments; no text is analysed again. Lists are done in stretches
of stems, so that memory does not grow with the segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.columns import column_arrays, id_arrays
from minutesearch.engine.contract import AREAS, KEYS
from minutesearch.engine.gathering import Arrays, Forms, form_arrays, order_forms, source_arrays
from minutesearch.engine.keys import Names
from minutesearch.engine.lexicon import Coded
from minutesearch.engine.lists import Lists, Spots, join_lists, list_arrays, make_lists
from minutesearch.engine.packing import Ints, differences, ends_of, narrow, ranges
from minutesearch.engine.records import record_arrays
from minutesearch.engine.segment import Segment
from minutesearch.engine.wordings import wording_arrays

__all__ = ["merge_segments"]

#: How many occurrences are sorted together: a million take about 100 MB while they are.
_STRETCH = 1_000_000


class _Plan(NamedTuple):
    """Where everything goes."""

    segments: Sequence[Segment]
    #: Segment and place of each source that is there, in the order of the names.
    sources: list[tuple[int, int]]
    #: int64, shape (sources,): how many passages each has.
    counts: Ints
    #: For each segment, int64 by passage: its number in the merged one; -1 if it has been removed.
    numbers: list[Ints]


def merge_segments(segments: Sequence[Segment]) -> Arrays:
    """Gives the arrays of the segment that holds what is there of some segments."""
    plan = _make_plan(segments)
    names = [segments[at].source_names[source] for at, source in plan.sources]
    records = [segments[at].source_records.record(source) for at, source in plan.sources]
    arrays = source_arrays(names, plan.counts, records)
    largest = max(segments, key=lambda segment: segment.size)
    arrays |= record_arrays("passage.records", _iter_records(plan), largest.passage_records.dictionary)
    arrays |= _merge_wordings(plan)
    arrays |= _merge_columns(plan)
    arrays |= _merge_lengths(plan)
    return arrays | _merge_words(plan)


def _make_plan(segments: Sequence[Segment]) -> _Plan:
    named = sorted(
        (segment.source_names[source], at, source)
        for at, segment in enumerate(segments)
        for source in segment.live_sources()
    )
    sources = [(at, source) for _, at, source in named]
    sizes = [differences(segment.source_first) for segment in segments]
    counts = np.array([sizes[at][source] for at, source in sources], dtype=np.int64)
    shifts = [np.zeros(len(segment.source_names), dtype=np.int64) for segment in segments]
    for (at, source), first in zip(sources, ends_of(counts)[:-1].tolist(), strict=True):
        shifts[at][source] = first - int(segments[at].source_first[source])
    numbers = []
    for at, segment in enumerate(segments):
        moved = np.arange(segment.size) + np.repeat(shifts[at], sizes[at])
        if segment.live is not None:
            moved[~segment.live] = -1
        numbers.append(moved)
    return _Plan(segments, sources, counts, numbers)


def _iter_records(plan: _Plan) -> Iterator[bytes]:
    # The sources of a segment are in the order of their names too, so each is read from front to back.
    readers = [segment.passage_records.everything() for segment in plan.segments]
    read = [0] * len(readers)
    for at, source in plan.sources:
        first, last = (int(each) for each in plan.segments[at].source_first[source : source + 2])
        for number in range(read[at], last):
            record = next(readers[at])
            if number >= first:
                yield record
        read[at] = max(last, read[at])


def _merge_wordings(plan: _Plan) -> Arrays:
    """Puts the texts together: the numbers of their pieces, numbered anew over all segments."""
    names = Names()
    starts = np.zeros(int(plan.counts.sum()), dtype=np.int64)
    sizes = np.zeros(len(starts), dtype=np.int64)
    parts: list[npt.NDArray[np.int32]] = []
    before = 0
    for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
        coded = segment.wordings.coded()
        parts.append(names.number_any(segment.wordings.pieces.everything())[coded.numbers])
        kept = numbers >= 0
        starts[numbers[kept]] = before + coded.ends[:-1][kept]
        sizes[numbers[kept]] = differences(coded.ends)[kept]
        before += len(coded.numbers)
    flat = np.concatenate(parts)[ranges(starts, sizes)]
    used, renumbered = np.unique(flat, return_inverse=True)
    return wording_arrays(Coded(renumbered.astype(np.int32), ends_of(sizes)), names.texts(used))


def _merge_columns(plan: _Plan) -> Arrays:
    total = int(plan.counts.sum())
    ids: list[bytes] = [b""] * total
    for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
        for number, value in zip(numbers.tolist(), segment.columns["id"].ids().everything(), strict=True):
            if number >= 0:
                ids[number] = value
    arrays = id_arrays(ids)
    for key in KEYS:
        if key == "id":
            continue
        sets: dict[tuple[str, ...], int] = {}
        codes = np.zeros(total, dtype=np.int64)
        for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
            mapped = np.array([sets.setdefault(each, len(sets)) for each in segment.columns[key].sets()])
            kept = numbers >= 0
            codes[numbers[kept]] = mapped[segment.columns[key].column.codes[kept]]
        arrays |= column_arrays(key, *_only_used(list(sets), codes))
    return arrays


def _only_used(sets: list[tuple[str, ...]], codes: Ints) -> tuple[list[tuple[str, ...]], Ints]:
    """Drops the sets that only removed passages had."""
    used, renumbered = np.unique(codes, return_inverse=True)
    return [sets[code] for code in used.tolist()], renumbered


def _merge_lengths(plan: _Plan) -> Arrays:
    arrays: Arrays = {}
    for area, name in enumerate(AREAS):
        merged = np.zeros(int(plan.counts.sum()), dtype=np.int64)
        for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
            lengths = segment.lengths(area)
            if lengths is not None:
                merged[numbers[numbers >= 0]] = lengths[numbers >= 0]
        if merged.any():
            arrays[f"lengths.{name}"] = narrow(merged)
    return arrays


def _merge_words(plan: _Plan) -> Arrays:
    words = order_forms(pair for segment in plan.segments for pair in _iter_pairs(segment) if pair is not None)
    stem_numbers = {stem: number for number, stem in enumerate(words.stems)}
    stem_of = [stem for stem, count in zip(words.stems, words.counts.tolist(), strict=True) for _ in range(count)]
    within = (np.arange(len(words.forms)) - np.repeat(ends_of(words.counts)[:-1], words.counts)).tolist()
    places = dict(zip(zip(stem_of, words.forms, strict=True), within, strict=True))
    maps = [_map_words(segment, stem_numbers, places) for segment in plan.segments]
    del places
    parts: list[Lists] = []
    before = np.zeros(len(words.stems) + 1, dtype=np.int64)
    for segment, (stems, _) in zip(plan.segments, maps, strict=True):
        counts = differences(segment.occurrences_before)
        np.add.at(before, stems[stems >= 0] + 1, counts[stems >= 0])
    before = np.cumsum(before)
    first = 0
    while first < len(words.stems):
        last = int(np.searchsorted(before, before[first] + _STRETCH, side="right")) - 1
        last = min(max(last, first + 1), len(words.stems))
        parts.append(_merge_stretch(plan, maps, words, first, last))
        first = last
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        parts.append(make_lists(Spots(*[nothing] * 5), words.counts))
    return form_arrays(words) | list_arrays(join_lists(parts), stem_count=len(words.stems))


def _iter_pairs(segment: Segment) -> Iterator[tuple[bytes, bytes] | None]:
    """Gives stem and form of each form; None for one that only removed passages have."""
    counts = differences(segment.stem_forms)
    stems = np.repeat(np.arange(len(segment.stems)), counts).tolist()
    texts = segment.stems.everything()
    live = segment.live_forms
    kept = [True] * len(stems) if live is None else live.tolist()
    forms = segment.forms.everything()
    return (
        (texts[stem], form) if is_kept else None for stem, form, is_kept in zip(stems, forms, kept, strict=True)
    )


def _map_words(
    segment: Segment, stem_numbers: dict[bytes, int], places: dict[tuple[bytes, bytes], int]
) -> tuple[Ints, Ints]:
    """Gives the merged number of each stem, -1 if it is gone, and of each form under its stem."""
    stems = [stem_numbers.get(stem, -1) for stem in segment.stems.everything()]
    forms = [0 if pair is None else places[pair] for pair in _iter_pairs(segment)]
    return np.array(stems, dtype=np.int64), np.array(forms, dtype=np.int64)


def _merge_stretch(plan: _Plan, maps: list[tuple[Ints, Ints]], words: Forms, first: int, last: int) -> Lists:
    found = []
    for segment, numbers, (stems, forms) in zip(plan.segments, plan.numbers, maps, strict=True):
        inside = np.flatnonzero((stems >= first) & (stems < last))
        if not len(inside):
            continue
        spots = segment.spots(int(inside[0]), int(inside[-1]) + 1)
        passages = numbers[spots.passages]
        flat = segment.stem_forms.astype(np.int64)[spots.stems] + spots.forms
        merged = Spots(stems[spots.stems], spots.areas, passages, spots.positions, forms[flat])
        found.append(merged if segment.live is None else Spots(*(each[passages >= 0] for each in merged)))
    return make_lists(Spots(*map(np.concatenate, zip(*found, strict=True))), words.counts)
