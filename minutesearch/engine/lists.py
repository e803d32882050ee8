"""The lists of a segment: which passages have a stem in an area, how often, where, and in which form.

The occurrences of all words are sorted by stem, area, passage and place at once, as single numbers; everything
else follows by looking where neighbours differ. A list holds a whole class of forms, since most queries ask for
the stem; a form is found again by its number within the class, which takes no bit at all where there is only one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Bytes, Ints, Packed, ends_of, narrow, pack, pack_bits

__all__ = ["Lists", "Spots", "bits_for", "join_lists", "list_arrays", "make_lists"]

_Numbers = npt.NDArray[np.integer]


class Spots(NamedTuple):
    """Occurrences of words, in any order; each array of whole numbers, shape (n,)."""

    #: The number of the stem.
    stems: _Numbers
    #: The number of the area in AREAS.
    areas: _Numbers
    passages: _Numbers
    #: The place in words.
    positions: _Numbers
    #: The number of the form among those of its stem.
    forms: _Numbers


class Lists(NamedTuple):
    """Lists in the order of stem and area; the first four arrays are of whole numbers, shape (lists,)."""

    stems: _Numbers
    areas: _Numbers
    #: How many passages each list has, and how many occurrences.
    passages: _Numbers
    occurrences: _Numbers
    #: The passages as gaps, the first from 0.
    gaps: Packed
    #: How often each passage has the stem; of no bytes in a list where all have it once.
    frequencies: Packed
    #: The places.
    positions: Packed
    #: The forms.
    forms: Packed


def bits_for(forms: npt.NDArray[np.integer]) -> Ints:
    """Gives how many bits a form's number takes for classes with so many forms: 0, 1, 2, 4, 8 or 16."""
    widths = np.array([0, 1, 2, 4, 8, 16])
    return widths[np.searchsorted(2**widths, forms)]


def make_lists(spots: Spots, form_counts: npt.NDArray[np.integer]) -> Lists:
    """Sorts occurrences into lists.

    Args:
        spots: The occurrences.
        form_counts: Shape (stems,): how many forms each stem has.
    """
    stems, areas, passages, positions, forms = _sorted(spots)
    begins_list = _differs(stems) | _differs(areas)
    begins_posting = begins_list | _differs(passages)
    first_spots = np.flatnonzero(begins_posting)
    first_postings = np.flatnonzero(begins_list[first_spots])
    first = first_spots[first_postings]
    passage_counts = np.diff(first_postings, append=len(first_spots))
    occurrence_counts = np.diff(first, append=len(stems))
    gaps = np.diff(passages[first_spots], prepend=0)
    gaps[first_postings] = passages[first]
    return Lists(
        stems=stems[first],
        areas=areas[first],
        passages=passage_counts,
        occurrences=occurrence_counts,
        gaps=pack(gaps, passage_counts),
        frequencies=_pack_frequencies(np.diff(first_spots, append=len(stems)), passage_counts, occurrence_counts),
        positions=pack(positions, occurrence_counts),
        forms=pack_bits(forms, occurrence_counts, bits_for(form_counts[stems[first]])),
    )


def _differs(values: _Numbers) -> npt.NDArray[np.bool_]:
    changed = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _sorted(spots: Spots) -> Spots:
    """Sorts by stem, area, passage, place and form, and drops what is there twice."""
    if not len(spots.stems):
        return spots
    bits = [int(numbers.max()).bit_length() for numbers in spots]
    if sum(bits) > 64:
        order = np.lexsort(spots[::-1])
        return Spots(*(numbers[order] for numbers in spots))
    key = np.zeros(len(spots.stems), dtype=np.uint64)
    for numbers, width in zip(spots, bits, strict=True):
        key <<= np.uint64(width)
        key |= numbers.astype(np.uint64)
    # Sorting single numbers is ten times as fast as finding the order of several (np.lexsort).
    key.sort()
    parts = []
    for width in reversed(bits):
        parts.append((key & np.uint64((1 << width) - 1)).astype(np.int32))
        key >>= np.uint64(width)
    return Spots(*reversed(parts))


def _pack_frequencies(counts: _Numbers, passage_counts: _Numbers, occurrence_counts: _Numbers) -> Packed:
    chosen = occurrence_counts > passage_counts
    packed = pack(counts[np.repeat(chosen, passage_counts)], passage_counts[chosen])
    sizes = np.zeros(len(passage_counts), dtype=np.int64)
    widths = np.zeros(len(passage_counts), dtype=np.uint8)
    sizes[chosen], widths[chosen] = packed.sizes, packed.widths
    return Packed(packed.data, sizes, widths)


def join_lists(parts: list[Lists]) -> Lists:
    """Gives lists one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Lists(
        stems=np.concatenate([part.stems for part in parts]),
        areas=np.concatenate([part.areas for part in parts]),
        passages=np.concatenate([part.passages for part in parts]),
        occurrences=np.concatenate([part.occurrences for part in parts]),
        gaps=_join_packed([part.gaps for part in parts]),
        frequencies=_join_packed([part.frequencies for part in parts]),
        positions=_join_packed([part.positions for part in parts]),
        forms=_join_packed([part.forms for part in parts]),
    )


def _join_packed(parts: list[Packed]) -> Packed:
    return Packed(
        data=np.concatenate([part.data for part in parts]),
        sizes=np.concatenate([part.sizes for part in parts]),
        widths=np.concatenate([part.widths for part in parts]),
    )


def list_arrays(lists: Lists, *, stem_count: int) -> dict[str, npt.NDArray[np.generic]]:
    """Gives the arrays of a file for lists.

    Args:
        lists: The lists.
        stem_count: How many stems there are; a stem may have no list.
    """
    per_stem = np.bincount(lists.stems, minlength=stem_count)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "stem.lists": narrow(ends_of(per_stem)),
        "list.area": lists.areas.astype(np.uint8),
        "list.passages": narrow(lists.passages),
        "list.occurrences": narrow(lists.occurrences),
        "list.widths": _join_widths(lists),
    }
    for name, packed in zip(("gaps", "frequencies", "positions", "forms"), lists[4:], strict=True):
        arrays[f"{name}.at"] = narrow(ends_of(packed.sizes))
        arrays[f"{name}.data"] = packed.data
    return arrays


def _join_widths(lists: Lists) -> Bytes:
    joined = lists.gaps.widths | (lists.frequencies.widths << 2) | (lists.positions.widths << 4)
    return joined.astype(np.uint8)
