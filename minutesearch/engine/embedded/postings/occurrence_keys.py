"""The occurrences of whole posting lists as sort keys of another segment, for merging.

What it does is `PostingsReader.occurrences`, renumbered and put together as `pack_postings` does; the kernel does
it in one go, with eight bytes for each occurrence where those take a hundred.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minutesearch import kernel
from minutesearch.engine.embedded.postings.postings_writer import KeyBits, OccurrenceKeys
from minutesearch.engine.embedded.storage.bitpacking import Ints, differences
from minutesearch.engine.embedded.terms.term_dictionary import TermDictionary

__all__ = ["NewNumbers", "put_keys"]

#: How many bytes a number of an array may have for the kernel to read it.
_WIDEST = 4


class NewNumbers(NamedTuple):
    """The numbers that a segment's stems, passages and forms get in another; each array is int64."""

    #: By stem; only those of the stems that are asked for are looked at.
    stems: Ints
    #: By passage; -1 for one that is left out.
    passages: Ints
    #: By form; the number is that among the forms of its stem.
    forms: Ints


def put_keys(
    terms: TermDictionary, stems: tuple[int, int], numbers: NewNumbers, bits: KeyBits, keys: OccurrenceKeys
) -> int | None:
    """Put the sort keys of all occurrences of some stems into an array, and return how many there are.

    Args:
        terms: The term dictionary.
        stems: The first stem, and the one after the last.
        numbers: The new numbers.
        bits: How many bits each part of a key has.
        keys: Where to put them: uint64, with room for all occurrences of the stems.

    Returns:
        None without the kernel, where a number does not fit, and where a list does not add up, which reading it
        otherwise tells.
    """
    first, last = stems
    begin, end = terms.stem_lists[first], terms.stem_lists[last]
    ends = tuple(terms.streams[at].at[begin : end + 1] for at in (0, 2))
    if kernel.compiled is None or any(each.itemsize > _WIDEST for each in ends):
        return None
    stem_of = np.arange(first, last).repeat(differences(np.asarray(terms.stem_lists[first : last + 1])))
    first_forms = terms.form_starts[first : last + 1].astype(np.int64)[stem_of - first]
    count: int = kernel.compiled.list_keys(
        (
            *(
                numbers.stems[stem_of],
                first_forms,
                differences(terms.form_starts[first : last + 1])[stem_of - first],
            ),
            *(terms.list_field[begin:end], terms.list_passages[begin:end]),
            *(terms.list_occurrences[begin:end], terms.list_widths[begin:end]),
        ),
        (*(each.read(begin, end) for each in terms.streams), *ends, numbers.passages, numbers.forms),
        tuple(bits),
        keys,
    )
    return count if count >= 0 else None
