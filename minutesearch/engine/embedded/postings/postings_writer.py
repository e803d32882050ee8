"""The posting lists of a segment: which passages have a stem in a field, how often, where, and in which form.

The occurrences of all words are sorted by stem, field, passage and place at once, as single numbers; everything
else follows by looking where neighbours differ. A list holds a whole class of forms, since most queries ask for
the stem; a form is found again by its number within the class, which takes no bit at all where there is only one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Bytes, Ints, Packed, ends_of, narrow, pack, pack_bits

__all__ = [
    "KeyBits",
    "OccurrenceKeys",
    "Occurrences",
    "PackedPostings",
    "bits_for",
    "join_postings",
    "pack_keyed_postings",
    "pack_postings",
    "postings_arrays",
]

_Numbers = npt.NDArray[np.integer]
OccurrenceKeys = npt.NDArray[np.uint64]


class Occurrences(NamedTuple):
    """Occurrences of words, in any order; each array of whole numbers, shape (n,)."""

    #: The number of the stem.
    stems: _Numbers
    #: The number of the field in TEXT_FIELDS.
    fields: _Numbers
    passages: _Numbers
    #: The place in words.
    positions: _Numbers
    #: The number of the form among those of its stem.
    forms: _Numbers


class KeyBits(NamedTuple):
    """How many bits each part of an occurrence takes in a key, the highest part first."""

    stems: int
    fields: int
    passages: int
    positions: int
    forms: int


class PackedPostings(NamedTuple):
    """Posting lists in the order of stem and field; the first four arrays are of whole numbers, shape (lists,)."""

    stems: _Numbers
    fields: _Numbers
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


def pack_postings(occurrences: Occurrences, form_counts: npt.NDArray[np.integer]) -> PackedPostings:
    """Sorts occurrences into lists.

    Args:
        occurrences: The occurrences.
        form_counts: Shape (stems,): how many forms each stem has.
    """
    bits = KeyBits(*(int(numbers.max()).bit_length() if len(numbers) else 0 for numbers in occurrences))
    if sum(bits) > 64:
        order = np.lexsort(occurrences[::-1])
        return _cut_postings(Occurrences(*(numbers[order] for numbers in occurrences)), form_counts)
    keys = np.zeros(len(occurrences.stems), dtype=np.uint64)
    for numbers, width in zip(occurrences, bits, strict=True):
        keys <<= np.uint64(width)
        # In place: an array of 64 bits for each part is what takes most memory here.
        np.bitwise_or(keys, numbers, out=keys, casting="unsafe", dtype=np.uint64)
    return pack_keyed_postings(keys, bits, form_counts)


def pack_keyed_postings(
    keys: OccurrenceKeys, bits: KeyBits, form_counts: npt.NDArray[np.integer]
) -> PackedPostings:
    """Sorts occurrences into lists.

    Args:
        keys: Shape (n,): each occurrence as one number, its parts side by side; sorted in place.
        bits: How many bits each part has.
        form_counts: Shape (stems,): how many forms each stem has.
    """
    # Sorting single numbers is ten times as fast as finding the order of several (np.lexsort).
    keys.sort()
    postings = keys >> np.uint64(bits.positions + bits.forms)
    first_occurrences = _begins(postings)
    postings = postings[first_occurrences]
    lists = postings >> np.uint64(bits.passages)
    first_postings = _begins(lists)
    lists = lists[first_postings]
    return _pack_lists(
        stems=(lists >> np.uint64(bits.fields)).astype(np.int32),
        fields=_part(lists, 0, bits.fields),
        passages=_part(postings, 0, bits.passages),
        positions=_part(keys, bits.forms, bits.positions),
        forms=_part(keys, 0, bits.forms),
        first_occurrences=first_occurrences,
        first_postings=first_postings,
        form_counts=form_counts,
    )


def _cut_postings(occurrences: Occurrences, form_counts: npt.NDArray[np.integer]) -> PackedPostings:
    """Cuts sorted occurrences into lists."""
    stems, fields, passages, positions, forms = occurrences
    begins_list = _differs(stems) | _differs(fields)
    first_occurrences = np.flatnonzero(begins_list | _differs(passages))
    first_postings = np.flatnonzero(begins_list[first_occurrences])
    first = first_occurrences[first_postings]
    return _pack_lists(
        stems=stems[first],
        fields=fields[first],
        passages=passages[first_occurrences],
        positions=positions,
        forms=forms,
        first_occurrences=first_occurrences,
        first_postings=first_postings,
        form_counts=form_counts,
    )


def _pack_lists(
    *,
    stems: _Numbers,
    fields: _Numbers,
    passages: _Numbers,
    positions: _Numbers,
    forms: _Numbers,
    first_occurrences: Ints,
    first_postings: Ints,
    form_counts: npt.NDArray[np.integer],
) -> PackedPostings:
    first = first_occurrences[first_postings]
    passage_counts = np.diff(first_postings, append=len(first_occurrences))
    occurrence_counts = np.diff(first, append=len(positions))
    gaps = passages.copy()
    # Unsigned numbers wrap where a list begins, and are put right there.
    np.subtract(passages[1:], passages[:-1], out=gaps[1:])
    gaps[first_postings] = passages[first_postings]
    return PackedPostings(
        stems=stems,
        fields=fields,
        passages=passage_counts,
        occurrences=occurrence_counts,
        gaps=pack(gaps, passage_counts),
        frequencies=_pack_frequencies(first_occurrences, len(positions), passage_counts, occurrence_counts),
        positions=pack(positions, occurrence_counts),
        forms=pack_bits(forms, occurrence_counts, bits_for(form_counts[stems])),
    )


def _differs(values: _Numbers) -> npt.NDArray[np.bool_]:
    changed = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _begins(values: OccurrenceKeys) -> Ints:
    """Gives where a run of equal numbers begins."""
    return np.flatnonzero(_differs(values))


def _part(keys: OccurrenceKeys, shift: int, bits: int) -> npt.NDArray[np.unsignedinteger]:
    """Takes a part out of keys, in the narrowest type that holds it."""
    most = (1 << bits) - 1
    kind = np.min_scalar_type(most)
    # What is above is cut off by the narrower type for nothing, down to a whole number of bytes.
    part: npt.NDArray[np.unsignedinteger] = (keys >> np.uint64(shift) if shift else keys).astype(kind)
    part &= kind.type(most)
    return part


def _pack_frequencies(
    first_occurrences: Ints, count: int, passage_counts: _Numbers, occurrence_counts: _Numbers
) -> Packed:
    chosen = occurrence_counts > passage_counts
    counts = np.diff(first_occurrences, append=count)
    packed = pack(narrow(counts[np.repeat(chosen, passage_counts)]), passage_counts[chosen])
    sizes = np.zeros(len(passage_counts), dtype=np.int64)
    widths = np.zeros(len(passage_counts), dtype=np.uint8)
    sizes[chosen], widths[chosen] = packed.sizes, packed.widths
    return Packed(packed.data, sizes, widths)


def join_postings(parts: list[PackedPostings]) -> PackedPostings:
    """Gives lists one after the other."""
    if len(parts) == 1:
        return parts[0]
    return PackedPostings(
        stems=np.concatenate([part.stems for part in parts]),
        fields=np.concatenate([part.fields for part in parts]),
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


def postings_arrays(lists: PackedPostings, *, stem_count: int) -> dict[str, npt.NDArray[np.generic]]:
    """Gives the arrays of a file for lists.

    Args:
        lists: The lists.
        stem_count: How many stems there are; a stem may have no list.
    """
    per_stem = np.bincount(lists.stems, minlength=stem_count)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "stem.lists": narrow(ends_of(per_stem)),
        "list.area": lists.fields.astype(np.uint8),
        "list.passages": narrow(lists.passages),
        "list.occurrences": narrow(lists.occurrences),
        "list.widths": _join_widths(lists),
    }
    for name, packed in zip(("gaps", "frequencies", "positions", "forms"), lists[4:], strict=True):
        arrays[f"{name}.at"] = narrow(ends_of(packed.sizes))
        arrays[f"{name}.data"] = packed.data
    return arrays


def _join_widths(lists: PackedPostings) -> Bytes:
    joined = lists.gaps.widths | (lists.frequencies.widths << 2) | (lists.positions.widths << 4)
    return joined.astype(np.uint8)
