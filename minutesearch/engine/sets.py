"""Sets of passages as sorted arrays: met, united and taken apart by whichever way is cheapest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Ints, chosen_of, distinct, firsts_of
from minutesearch.engine.scoring import Scores

__all__ = ["Matching", "locate", "shared", "unite", "within_mask"]

_Numbers = npt.NDArray[np.integer]


class Matching:
    """The passages that match, and the score of each.

    Where many match, their scores come as one array over all passages of the segment, and who matches is read off
    it only if somebody asks.

    Args:
        passages: int64, shape (n,), strictly ascending passage numbers within a segment; None to read them off.
        scores: float32, shape (n,); None if nothing of it scores.
        dense: float32, shape (size,): the score of every passage, zero where it does not match.
    """

    __slots__ = ("_passages", "_scores", "dense")

    def __init__(self, passages: Ints | None, scores: Scores | None, *, dense: Scores | None = None) -> None:
        self._passages = passages
        self._scores = scores
        self.dense = dense

    @property
    def passages(self) -> Ints:
        """The passages, int64, strictly ascending."""
        if self._passages is None:
            # Comparing first is four times as fast: np.flatnonzero of numbers is no vector code.
            self._passages = np.flatnonzero(self.dense > 0)  # type: ignore[operator]  # one of the two is there
        return self._passages

    @property
    def scores(self) -> Scores | None:
        """The score of each passage, float32; None if nothing of it scores."""
        if self._scores is None and self.dense is not None:
            self._scores = self.dense[self.passages]
        return self._scores

    @property
    def is_scored(self) -> bool:
        """Whether it has scores."""
        return self._scores is not None or self.dense is not None

    def __len__(self) -> int:
        if self._passages is None:
            return int(np.count_nonzero(self.dense > 0))  # type: ignore[operator]  # one of the two is there
        return len(self._passages)


def locate(wanted: _Numbers, among: _Numbers, *, size: int) -> tuple[Ints, Ints]:
    """Finds what two sets share.

    Args:
        wanted: Whole numbers, ascending.
        among: Whole numbers, ascending.
        size: One more than the highest number that can be in either.

    Returns:
        The places in `wanted` and in `among` of what is in both, int64, ascending.
    """
    if not len(wanted) or not len(among):
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing
    if len(wanted) > len(among):
        at_among, at_wanted = locate(among, wanted, size=size)
        return at_wanted, at_among
    if not _is_sooner_searched(len(wanted), len(among), size):
        mask = np.zeros(size, dtype=bool)
        mask[wanted] = True
        at_among = np.flatnonzero(mask[among])
        mask[wanted] = False
        mask[among[at_among]] = True
        return np.flatnonzero(mask[wanted]), at_among
    # Of another type, the many would be copied to be of one with the few.
    places = np.searchsorted(among, wanted.astype(among.dtype, copy=False))
    places[places == len(among)] = 0
    found = np.flatnonzero(among[places] == wanted)
    return found, places[found]


def shared(wanted: _Numbers, among: _Numbers, *, size: int) -> _Numbers:
    """Gives what of one set is in another too: `locate` without the places, in a third of its time.

    Args:
        wanted: Whole numbers, ascending.
        among: Whole numbers, ascending.
        size: One more than the highest number that can be in either.
    """
    few, many = sorted((len(wanted), len(among)))
    if _is_sooner_searched(few, many, size):
        return wanted.take(locate(wanted, among, size=size)[0])
    return chosen_of(wanted, within_mask(among, size=size).take(wanted))


def _is_sooner_searched(few: int, many: int, size: int) -> bool:
    """Says whether so many numbers are sooner searched for among others than found by a mask."""
    # A search costs about 40 ns for each number wanted, a mask 1 ns for each number of either set.
    return few * 32 <= many + size // 16


def within_mask(numbers: _Numbers, *, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Gives a set as a mask: bool, shape (size,)."""
    mask = np.zeros(size, dtype=bool)
    mask[numbers] = True
    return mask


def unite(found: list[Matching], *, size: int) -> Matching:
    """Gives the union; where several match, their scores are added in their order.

    Args:
        found: The sets.
        size: One more than the highest number that can be in any.
    """
    sizes = [size if each.dense is not None else len(each) for each in found]
    found = [each for each, length in zip(found, sizes, strict=True) if length]
    if len(found) <= 1:
        return found[0] if found else Matching(np.empty(0, dtype=np.int64), None)
    if sum(sizes) * 8 < size:
        return _merge(found, is_scored=any(each.is_scored for each in found))
    if all(each.is_scored for each in found):
        # Scores are above zero, so one array says both who matches and how well.
        return Matching(None, None, dense=_added(found, size=size))
    mask = np.zeros(size, dtype=bool)
    for each in found:
        mask[each.passages] = True
    passages = np.flatnonzero(mask)
    scored = [each for each in found if each.is_scored]
    return Matching(passages, _added(scored, size=size)[passages] if scored else None)


def _added(scored: list[Matching], *, size: int) -> Scores:
    scores = np.zeros(size, dtype=np.float32)
    for each in scored:
        if each.dense is not None:
            scores += each.dense
        elif each.scores is not None:
            scores[each.passages] += each.scores
    return scores


def _merge(found: list[Matching], *, is_scored: bool) -> Matching:
    passages = np.concatenate([each.passages for each in found])
    if not is_scored:
        return Matching(distinct(passages), None)
    scores = np.concatenate(
        [np.zeros(len(each.passages), np.float32) if each.scores is None else each.scores for each in found]
    )
    order = np.argsort(passages, kind="stable")
    passages = passages[order]
    first = firsts_of(passages)
    return Matching(passages[first], np.add.reduceat(scores[order], first))
