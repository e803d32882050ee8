"""The postings writer, which sorts the occurrences of a segment's words into packed posting lists.

The occurrences of all words are sorted by stem, text field, passage and position at once, each as a single number;
the lists follow from where neighbours differ. A list holds all forms of a stem, since most queries ask for the
stem; an occurrence has the number of its form among those of the stem, which takes no bit where there is only one.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.storage.bitpacking import (
    Bytes,
    Ints,
    Packed,
    array_of,
    bits_for,
    ends_of,
    narrow,
    pack,
    pack_bits,
)

__all__ = [
    "KeyBits",
    "OccurrenceKeys",
    "Occurrences",
    "PackedPostings",
    "join_postings",
    "pack_keyed_postings",
    "pack_postings",
    "postings_arrays",
]

_Numbers = npt.NDArray[np.integer]
_Kind = TypeVar("_Kind", bound=np.generic)
_BYTE = np.dtype(np.uint8)
OccurrenceKeys = npt.NDArray[np.uint64]


class Occurrences(NamedTuple):
    """Occurrences of words, in any order; each array of whole numbers, shape (n,)."""

    #: The number of the stem.
    stems: _Numbers
    #: The index of the text field in TEXT_FIELDS.
    fields: _Numbers
    passages: _Numbers
    #: The position in words.
    positions: _Numbers
    #: The number of the form among those of its stem.
    forms: _Numbers


class KeyBits(NamedTuple):
    """The number of bits of each part of an occurrence in its sort key, the highest part first."""

    stems: int
    fields: int
    passages: int
    positions: int
    forms: int


class PackedPostings(NamedTuple):
    """Packed posting lists in the order of stem and text field; the first four arrays have shape (lists,)."""

    stems: _Numbers
    fields: _Numbers
    #: The number of passages of each list, and of occurrences.
    passages: _Numbers
    occurrences: _Numbers
    #: The passages as gaps, the first from 0.
    gaps: Packed
    #: The frequency of each passage: one bit for each occurrence, set for the first in its passage; no bytes for a
    #: list where all are.
    frequencies: Packed
    #: The positions in words.
    positions: Packed
    #: The numbers of the forms among those of the stem.
    forms: Packed


def pack_postings(occurrences: Occurrences, form_counts: npt.NDArray[np.integer]) -> PackedPostings:
    """Sort occurrences into packed posting lists.

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
    """Sort occurrences, given as sort keys, into packed posting lists.

    Args:
        keys: uint64, shape (n,): each occurrence as one number, its parts side by side; sorted in place.
        bits: How many bits each part has.
        form_counts: Shape (stems,): how many forms each stem has.
    """
    if kernel.compiled is not None:
        # By their digits keys are sorted three times as fast; those that are in order already are passed over.
        kernel.compiled.sort_keys(keys, sum(bits) - bits.stems, bits.forms)
        return _read_packed(kernel.compiled.pack_postings(keys, tuple(bits), form_counts.astype(np.int64)))
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


def _read_packed(found: tuple[bytes, ...]) -> PackedPostings:
    """Return the posting lists that the kernel packed."""
    stems, fields, passages, occurrences, *streams = found
    whole = np.dtype(np.int64)
    gaps, frequencies, positions, forms = (
        Packed(array_of(data, _BYTE), array_of(sizes, whole), array_of(widths, _BYTE))
        for data, sizes, widths in zip(*(streams[at::3] for at in range(3)), strict=True)
    )
    return PackedPostings(
        array_of(stems, np.dtype(np.int32)),
        array_of(fields, _BYTE),
        array_of(passages, whole),
        array_of(occurrences, whole),
        gaps,
        frequencies,
        positions,
        forms,
    )


def _cut_postings(occurrences: Occurrences, form_counts: npt.NDArray[np.integer]) -> PackedPostings:
    """Pack sorted occurrences into posting lists."""
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
    # Unsigned numbers wrap where a list begins; they are corrected there.
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
    """Return the index of the first of each run of equal keys: int64."""
    return np.flatnonzero(_differs(values))


def _part(keys: OccurrenceKeys, shift: int, bits: int) -> npt.NDArray[np.unsignedinteger]:
    """Return one part of the keys, in the narrowest unsigned type that holds it."""
    most = (1 << bits) - 1
    kind = np.min_scalar_type(most)
    # The narrower type cuts off the higher parts at no cost, down to a whole number of bytes.
    part: npt.NDArray[np.unsignedinteger] = (keys >> np.uint64(shift) if shift else keys).astype(kind)
    part &= kind.type(most)
    return part


def _pack_frequencies(
    first_occurrences: Ints, count: int, passage_counts: _Numbers, occurrence_counts: _Numbers
) -> Packed:
    marks = np.zeros(count, dtype=np.uint8)
    marks[first_occurrences] = 1
    return pack_bits(marks, occurrence_counts, (occurrence_counts > passage_counts).astype(np.int64))


def join_postings(parts: list[PackedPostings]) -> PackedPostings:
    """Return packed posting lists concatenated; the parts are taken out of the list, for their memory."""
    stems, fields = [part.stems for part in parts], [part.fields for part in parts]
    passages, occurrences = [part.passages for part in parts], [part.occurrences for part in parts]
    gaps, frequencies = [part.gaps for part in parts], [part.frequencies for part in parts]
    positions, forms = [part.positions for part in parts], [part.forms for part in parts]
    parts.clear()
    return PackedPostings(
        stems=_taken(stems),
        fields=_taken(fields),
        passages=_taken(passages),
        occurrences=_taken(occurrences),
        gaps=_join_packed(gaps),
        frequencies=_join_packed(frequencies),
        positions=_join_packed(positions),
        forms=_join_packed(forms),
    )


def _join_packed(parts: list[Packed]) -> Packed:
    data, sizes, widths = (
        [part.data for part in parts],
        [part.sizes for part in parts],
        [part.widths for part in parts],
    )
    parts.clear()
    return Packed(data=_taken(data), sizes=_taken(sizes), widths=_taken(widths))


def _taken(parts: list[npt.NDArray[_Kind]]) -> npt.NDArray[_Kind]:
    """Return arrays concatenated, and take them out of the list."""
    joined = parts[0] if len(parts) == 1 else np.concatenate(parts)
    parts.clear()
    return joined


def postings_arrays(lists: PackedPostings, *, stem_count: int) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for packed posting lists, by name.

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
        # How many bytes the others take is known by the sizes of their list.
        if name in ("gaps", "positions"):
            arrays[f"{name}.at"] = narrow(ends_of(packed.sizes))
        arrays[f"{name}.data"] = packed.data
    return arrays


def _join_widths(lists: PackedPostings) -> Bytes:
    joined = lists.gaps.widths | (lists.positions.widths << 2)
    return joined.astype(np.uint8)
