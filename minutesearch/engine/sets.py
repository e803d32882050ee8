"""Sets of passages as sorted arrays: met, united and taken apart by whichever way is cheapest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.scoring import Scores

__all__ = ["Matching", "locate", "unite", "within_mask"]


class Matching(NamedTuple):
    """The passages that match, and the score of each."""

    #: int64, shape (n,), strictly ascending passage numbers within a segment.
    passages: Ints
    #: float32, shape (n,); None if nothing of it scores.
    scores: Scores | None


def locate(wanted: Ints, among: Ints, *, size: int) -> tuple[Ints, Ints]:
    """Finds what two sets share.

    Args:
        wanted: int64, ascending.
        among: int64, ascending.
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
    # A search costs about 40 ns for each number wanted, a mask 1 ns for each number of either set.
    if len(wanted) * 32 > len(among) + size // 16:
        mask = np.zeros(size, dtype=bool)
        mask[wanted] = True
        at_among = np.flatnonzero(mask[among])
        mask[wanted] = False
        mask[among[at_among]] = True
        return np.flatnonzero(mask[wanted]), at_among
    places = np.searchsorted(among, wanted)
    places[places == len(among)] = 0
    shared = np.flatnonzero(among[places] == wanted)
    return shared, places[shared]


def within_mask(numbers: Ints, *, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
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
    found = [each for each in found if len(each.passages)]
    if len(found) <= 1:
        return found[0] if found else Matching(np.empty(0, dtype=np.int64), None)
    scored = [each for each in found if each.scores is not None]
    total = sum(len(each.passages) for each in found)
    if total * 8 < size:
        return _merge(found, is_scored=bool(scored))
    if len(scored) < len(found):
        mask = np.zeros(size, dtype=bool)
        for each in found:
            mask[each.passages] = True
        passages = np.flatnonzero(mask)
        return Matching(passages, _added(scored, size=size)[passages] if scored else None)
    # Scores are above zero, so one array says both who matches and how well.
    scores = _added(scored, size=size)
    passages = np.flatnonzero(scores > 0)
    return Matching(passages, scores[passages])


def _added(scored: list[Matching], *, size: int) -> Scores:
    scores = np.zeros(size, dtype=np.float32)
    for each in scored:
        scores[each.passages] += each.scores
    return scores


def _merge(found: list[Matching], *, is_scored: bool) -> Matching:
    passages = np.concatenate([each.passages for each in found])
    if not is_scored:
        return Matching(np.unique(passages), None)
    scores = np.concatenate(
        [np.zeros(len(each.passages), np.float32) if each.scores is None else each.scores for each in found]
    )
    order = np.argsort(passages, kind="stable")
    passages = passages[order]
    first = np.flatnonzero(np.diff(passages, prepend=-1))
    return Matching(passages[first], np.add.reduceat(scores[order], first))
