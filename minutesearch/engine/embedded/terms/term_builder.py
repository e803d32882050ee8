"""The terms of a segment while it is written: stems in order, and under each its forms in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Ints, ends_of, narrow
from minutesearch.engine.embedded.storage.string_table import prefix_keys, table_arrays
from minutesearch.engine.embedded.terms.hash_table import Numbers, StringInterner

__all__ = ["UNITED", "OrderedTerms", "TermInterner", "TermTable", "term_arrays"]

#: Joins forms of one stem that share a position in a passage ("St-s" is "sts" and "st"), so that a stem never has
#: two occurrences at one position. No form contains it.
UNITED = "\0"
_UNITED = UNITED.encode()


class TermTable(NamedTuple):
    """The terms of a segment: stems in order, and under each its forms in order."""

    stems: list[bytes]
    #: The forms, grouped by stem.
    forms: list[bytes]
    #: int64, shape (stems,): how many forms each stem has.
    counts: Ints
    #: int64, shape (forms,): the indices of the forms in the order of their text.
    order: Ints


class OrderedTerms(NamedTuple):
    """Terms in order, with the new places of the numbers that they had before."""

    words: TermTable
    #: int32, by the number of a form: the index of its stem; 0 for forms that were not ordered.
    stem_of: Numbers
    #: int32, by the number of a form: its index among the forms of its stem.
    form_of: Numbers
    #: int32, by the number of a stem: its index; -1 if none of its forms was ordered.
    places: Numbers


class TermInterner:
    """The numbers of stems and forms, given as they are first met.

    Attributes:
        forms: The forms by number; those that share stem and position are joined by `UNITED`.
        stems: The stems by number.
        stem_of: int32, shape (forms,): the number of each form's stem, which depends on the form alone.
    """

    def __init__(self) -> None:
        self.forms = StringInterner()
        self.stems = StringInterner()
        self.stem_of = np.zeros(1, dtype=np.int32)

    def note(self, forms: Numbers, stems: Numbers) -> Numbers:
        """Record the stem of each form, and return the forms as they were given."""
        more = self.forms.count - len(self.stem_of)
        self.stem_of = np.concatenate((self.stem_of, np.zeros(more, dtype=np.int32)))
        self.stem_of[forms] = stems
        return forms

    def order(self, used: npt.NDArray[np.integer]) -> OrderedTerms:
        """Return some forms and their stems in order.

        Args:
            used: The numbers of the forms, each once; members of united forms need not be among them.
        """
        used = self._with_members(used)
        is_used = np.zeros(self.stems.count, dtype=bool)
        is_used[self.stem_of[used]] = True
        stems = np.flatnonzero(is_used)
        stems = stems[self.stems.order(stems)]
        by_text = self.forms.order(used)
        places = np.full(self.stems.count, -1, dtype=np.int32)
        places[stems] = np.arange(len(stems), dtype=np.int32)
        ranks = places[self.stem_of[used]]
        # Ordered by their text already, they need only be grouped by stem.
        order = by_text[np.argsort(ranks[by_text], kind="stable")]
        counts = np.bincount(ranks, minlength=len(stems))
        place = np.empty(len(used), dtype=np.int64)
        place[order] = np.arange(len(used))
        stem_of = np.zeros(self.forms.count, dtype=np.int32)
        form_of = np.zeros(self.forms.count, dtype=np.int32)
        stem_of[used] = ranks
        form_of[used] = place - ends_of(counts)[ranks]
        words = TermTable(self.stems.texts(stems), self.forms.texts(used[order]), counts, place[by_text])
        return OrderedTerms(words, stem_of, form_of, places)

    def _with_members(self, used: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return numbers of forms together with those of the forms that united ones are made of."""
        long = used[self.forms.find_long(used)]
        found = [used]
        for number, form in zip(long.tolist(), self.forms.texts(long), strict=True):
            if _UNITED in form:
                members: Sequence[bytes] = form.split(_UNITED)
                stems = np.full(len(members), self.stem_of[number], dtype=np.int32)
                found.append(self.note(self.forms.number_any(members), stems))
        return used if len(found) == 1 else np.unique(np.concatenate(found))


def term_arrays(forms: TermTable) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for the terms of a segment, by name."""
    return {
        "stem.key": prefix_keys(forms.stems),
        **table_arrays("stem", forms.stems),
        "stem.forms": narrow(ends_of(forms.counts)),
        **table_arrays("form", forms.forms),
        "form.order": narrow(forms.order),
    }
