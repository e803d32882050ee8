"""The postings merger, which makes the terms and the posting lists of one segment of those of several.

Stems are done in ranges, of which the packed bytes are put aside on the disk, so that memory does not grow with
the texts. With the kernel the lists are read straight into sort keys, eight bytes for each occurrence: of the
commonest word a million passages have five million, which are sorted at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.occurrence_keys import NewNumbers, put_keys
from minutesearch.engine.embedded.postings.postings_writer import (
    KeyBits,
    Occurrences,
    PackedPostings,
    join_postings,
    pack_keyed_postings,
    pack_postings,
    postings_arrays,
)
from minutesearch.engine.embedded.storage.bitpacking import Ints, differences
from minutesearch.engine.embedded.storage.spool import Spool
from minutesearch.engine.embedded.terms.term_builder import OrderedTerms, TermInterner, TermTable, term_arrays
from minutesearch.engine.embedded.writing.merge_plan import MergePlan, number_all

__all__ = ["merge_terms"]

#: How many occurrences are sorted together: in NumPy a quarter of a million take about 30 MB meanwhile; a million
#: take four times that, and as long.
_AT_ONCE = 250_000
#: The packed parts of posting lists, as arrays and as fields of `PackedPostings`.
_STREAMS = ("gaps", "frequencies", "positions", "forms")


def merge_terms(plan: MergePlan) -> dict[str, npt.NDArray[np.generic] | Spool]:
    """Return the arrays to be written for the terms of all segments and their postings, by name."""
    ordered, maps = _order_words(plan)
    words = ordered.words
    parts: list[PackedPostings] = []
    spools = {name: Spool(next(plan.aside)) for name in _STREAMS}
    before = np.zeros(len(words.stems) + 1, dtype=np.int64)
    for segment, (stems, _) in zip(plan.segments, maps, strict=True):
        counts = differences(segment.postings.occurrences_before)
        np.add.at(before, stems[stems >= 0] + 1, counts[stems >= 0])
    before = np.cumsum(before)
    first = 0
    while first < len(words.stems):
        last = int(np.searchsorted(before, before[first] + _AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), len(words.stems))
        parts.append(_put_aside(_merge_stem_range(plan, maps, words, first, last), spools))
        plan.release_pages()
        first = last
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        parts.append(pack_postings(Occurrences(*[nothing] * 5), words.counts))
    arrays = postings_arrays(join_postings(parts), stem_count=len(words.stems))
    return {**term_arrays(words), **arrays, **{f"{name}.data": spools[name] for name in _STREAMS}}


def _put_aside(lists: PackedPostings, spools: Mapping[str, Spool]) -> PackedPostings:
    """Put the bytes of posting lists aside, and return the rest, which is a few bytes a list."""
    nothing = np.empty(0, dtype=np.uint8)
    kept = {}
    for name in _STREAMS:
        packed = getattr(lists, name)
        spools[name].add(packed.data)
        kept[name] = packed._replace(data=nothing)
    return lists._replace(**kept)


def _order_words(plan: MergePlan) -> tuple[OrderedTerms, list[tuple[Ints, Ints]]]:
    """Sort the terms of all segments.

    Returns:
        The terms; and for each segment the merged number of each stem, -1 if it is dropped, and of each form under
        its stem.
    """
    names = TermInterner()
    found = []
    for segment in plan.segments:
        stems = number_all(names.stems, segment.stems)
        stem_of = np.repeat(stems, differences(segment.stem_forms))
        found.append((stems, names.note(number_all(names.forms, segment.forms), stem_of)))
    used = np.zeros(names.forms.count, dtype=bool)
    for segment, (_, forms) in zip(plan.segments, found, strict=True):
        # Forms that only removed passages have are dropped.
        used[forms if segment.live_forms is None else forms[segment.live_forms]] = True
    ordered = names.order(np.flatnonzero(used))
    maps = [
        (ordered.places[stems].astype(np.int64), ordered.form_of[forms].astype(np.int64)) for stems, forms in found
    ]
    return ordered, maps


def _merge_stem_range(
    plan: MergePlan, maps: list[tuple[Ints, Ints]], words: TermTable, first: int, last: int
) -> PackedPostings:
    packed = _pack_by_keys(plan, maps, words, first, last)
    if packed is not None:
        return packed
    found = []
    for segment, numbers, (stems, forms) in zip(plan.segments, plan.numbers, maps, strict=True):
        inside = np.flatnonzero((stems >= first) & (stems < last))
        if not len(inside):
            continue
        occurrences = segment.postings.occurrences(int(inside[0]), int(inside[-1]) + 1)
        passages = numbers[occurrences.passages]
        flat = segment.stem_forms.astype(np.int64)[occurrences.stems] + occurrences.forms
        merged = Occurrences(
            stems[occurrences.stems], occurrences.fields, passages, occurrences.positions, forms[flat]
        )
        found.append(merged if segment.live is None else Occurrences(*(each[passages >= 0] for each in merged)))
    return pack_postings(Occurrences(*map(np.concatenate, zip(*found, strict=True))), words.counts)


def _pack_by_keys(
    plan: MergePlan, maps: list[tuple[Ints, Ints]], words: TermTable, first: int, last: int
) -> PackedPostings | None:
    """Return the posting lists of a range of stems as the kernel makes them; None without it.

    None too where a list does not add up, which is told when it is read without the kernel.
    """
    form_counts = words.counts[first:last]
    bits = KeyBits(
        stems=(last - first - 1).bit_length(),
        fields=(len(TEXT_FIELDS) - 1).bit_length(),
        passages=max(int(plan.counts.sum()) - 1, 0).bit_length(),
        positions=plan.longest.bit_length(),
        forms=(int(form_counts.max()) - 1).bit_length(),
    )
    if kernel.compiled is None or sum(bits) > 64:
        return None
    found = [np.flatnonzero((stems >= first) & (stems < last)) for stems, _ in maps]
    ranges = [(int(each[0]), int(each[-1]) + 1) if len(each) else (0, 0) for each in found]
    rooms = [
        int(np.diff(segment.postings.occurrences_before[[*stems]])[0])
        for segment, stems in zip(plan.segments, ranges, strict=True)
    ]
    keys = np.empty(sum(rooms), dtype=np.uint64)
    count = 0
    for segment, stems, numbers, (new_stems, forms) in zip(plan.segments, ranges, plan.numbers, maps, strict=True):
        new = NewNumbers(new_stems - first, numbers, forms)
        more = put_keys(segment.terms, stems, new, bits, keys[count:])
        if more is None:
            return None
        count += more
    packed = pack_keyed_postings(keys[:count], bits, form_counts)
    return packed._replace(stems=packed.stems + np.int32(first))
