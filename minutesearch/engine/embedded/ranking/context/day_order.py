"""The day order: passages in the order of their meetings' dates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.matching.top_k import top_places
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.collection_view import CollectionView
from minutesearch.engine.embedded.storage.bitpacking import Ints, joined, narrow

__all__ = ["DayOrder"]

#: How many passages are looked at first, from the start of the order.
_FIRST = 2**12


class DayOrder:
    """The passages of a committed state in the order of their meetings' dates.

    Args:
        collection: The view of the state.
    """

    def __init__(self, collection: CollectionView) -> None:
        #: Unsigned, shape (size,), by passage number: the rank of the day, from 1; 0 without a date.
        self._ranks = narrow(collection.days() + 1)

    @cached_property
    def _latest(self) -> npt.NDArray[np.int32]:
        """The passages, the last day first and those without a date last."""
        return np.argsort(self._ranks.max(initial=0) - self._ranks, kind="stable").astype(np.int32)

    @cached_property
    def _earliest(self) -> npt.NDArray[np.int32]:
        """The passages, the first day first and those without a date last."""
        dated, dateless = np.split(self._latest, [len(self._latest) - int(self._ends[1])])
        return np.concatenate((dated[::-1], dateless))

    @cached_property
    def _ends(self) -> Ints:
        """The number of passages with a lower rank than each, and of all: int64, shape (ranks + 1,)."""
        return np.concatenate(([0], np.cumsum(np.bincount(self._ranks, minlength=1))))

    def keys(self, passages: npt.NDArray[np.integer], *, newest: bool) -> Ints:
        """Return sort keys of the passages' days, the highest first; those without a date come last either way."""
        ranks = self._ranks[passages].astype(np.int64)
        return ranks if newest else np.where(ranks == 0, -len(self._ends), -ranks)

    def first(self, among: DocSet, wanted: int, *, newest: bool, check_time: Callable[[], None]) -> Ints:
        """Return the first of a set of passages in the order of days.

        Args:
            among: The passages.
            wanted: How many at least, if there are so many; the others of the same day come with them.
            newest: Whether the last day comes first, and not the first.
            check_time: Called now and then; raises an error once the deadline has passed.

        Returns:
            The passages: int64, ascending by number.
        """
        if wanted >= len(among):
            return among.numbers.astype(np.int64)
        if not wanted or among.is_few:
            numbers = among.numbers[: None if wanted else 0].astype(np.int64)
            return numbers[top_places(self.keys(numbers, newest=newest), wanted)] if wanted else numbers
        order = self._latest if newest else self._earliest
        found: list[npt.NDArray[np.int32]] = []
        count = begin = 0
        end = _FIRST
        while count < wanted:
            check_time()
            found.append(among.only(order[begin:end]))
            count += len(found[-1])
            begin, end = end, end * 4
        last = int(joined(found, np.int32)[wanted - 1])
        found.append(among.only(order[begin : self._end_of_day(last, newest=newest)]))
        return np.sort(joined(found, np.int32)).astype(np.int64)

    def _end_of_day(self, passage: int, *, newest: bool) -> int:
        """Return where in the order the day of a passage ends."""
        rank = int(self._ranks[passage])
        if rank == 0:
            return len(self._ranks)
        return len(self._ranks) - int(self._ends[rank]) if newest else int(self._ends[rank + 1] - self._ends[1])
