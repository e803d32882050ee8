"""Wholes: how well an item or a meeting matches as a whole, so that the right stretch of minutes comes first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import firsts_of
from minutesearch.engine.ranking.saturation import saturate
from minutesearch.engine.scoring import rarity

__all__ = ["ITEM", "K1", "MEETING", "TITLE_COUNT", "WORDS", "B", "Wholes", "score_wholes"]

#: What item and meeting weigh. They were chosen together with the other parts on qmsum_train, 0 to 3 for both.
#: Where a meeting has one item, as there, they are the same and their weights add up; their shares are not tuned.
ITEM, MEETING = 1.0, 0.5

#: What a passage's own words weigh. Chosen with the others, from 0 to 1.
WORDS = 0.25

#: How soon a further occurrence in an item or meeting stops to count; far later than in a passage, since a whole
#: meeting repeats its words. Chosen on qmsum_train from 0.8, 1.2, 3 and 6: 0.004 nDCG@10 over 1.2, flat after 3.
K1 = 3.0

#: How much a long item or meeting is held against it. On qmsum_train 0.3, 0.75 and 1 differ by 0.001.
B = 0.75

#: How many occurrences in its passages a word in an item's title is worth. Not tuned: no judged collection has
#: both titles and neighbours.
TITLE_COUNT = 3.0

#: What fewer than this share of the meetings have is kept for these alone.
_FEW = 8

_Floats = npt.NDArray[np.floating]


class Wholes(NamedTuple):
    """What a concept of weight 1 gives items and meetings."""

    #: int32, shape (n,), ascending: the stretches that have it; float32: what their items score by it.
    stretches: npt.NDArray[np.int32]
    items: npt.NDArray[np.float32]
    #: int32, shape (m,): the meetings that have it; None if the arrays below are over all meetings.
    having: npt.NDArray[np.int32] | None
    #: float32, shape (m,): what the meetings score by it; and the most that a passage of theirs can, by meeting,
    #: item and own words.
    meetings: npt.NDArray[np.float32]
    ceilings: npt.NDArray[np.float32]

    def items_at(self, stretches: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """Gives what the items of some stretches score: float32, 0 where they do not have the concept."""
        if not len(self.stretches):
            return np.zeros(len(stretches), dtype=np.float32)
        at = self.stretches.searchsorted(stretches.astype(np.int32, copy=False))
        at[at == len(self.stretches)] = 0
        found = self.items[at]
        found[self.stretches[at] != stretches] = 0.0
        return found

    def add(self, meetings: _Floats, ceilings: _Floats, weight: float) -> None:
        """Adds what it gives to the scores of all meetings, and to what their passages can score at most by it."""
        where = slice(None) if self.having is None else self.having
        meetings[where] += self.meetings * np.float32(weight)
        ceilings[where] += self.ceilings * np.float32(weight)

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        arrays = (self.stretches, self.items, self.meetings, self.ceilings)
        return sum(array.nbytes for array in arrays) + (0 if self.having is None else self.having.nbytes)


def score_wholes(
    stretches: npt.NDArray[np.int32],
    counts: _Floats,
    tops: npt.NDArray[np.float32],
    *,
    stretch_held: _Floats,
    meeting_held: _Floats,
    meeting_of: npt.NDArray[np.int32],
) -> Wholes:
    """Scores items and meetings for one concept by BM25, as if each were one long passage.

    Args:
        stretches: int32, shape (n,), ascending: the stretches that have the concept.
        counts: Shape (n,): how often.
        tops: Shape (n,): the highest score that any passage of theirs has by its own words.
        stretch_held: Shape (stretches,): what holds frequencies back in each item, by its length.
        meeting_held: Shape (meetings,): the same for meetings.
        meeting_of: int32, shape (stretches,): the meeting of each stretch.
    """
    items = saturate(counts, stretch_held[stretches], k1=K1).astype(np.float32)
    items *= np.float32(ITEM * rarity(len(stretches), len(stretch_held)))
    members = meeting_of[stretches]
    highest = items + np.float32(WORDS) * tops
    if (members[1:] < members[:-1]).any():
        # A meeting that several sources tell of; without, stretches stand in the order of their meetings.
        order = members.argsort(kind="stable")
        members, counts, highest = members[order], counts[order], highest[order]
    first = firsts_of(members)
    having = members[first]
    totals = np.add.reduceat(counts, first) if len(first) else counts
    meetings = saturate(totals, meeting_held[having], k1=K1).astype(np.float32)
    meetings *= np.float32(MEETING * rarity(len(having), len(meeting_held)))
    ceilings = meetings + (np.maximum.reduceat(highest, first) if len(first) else highest)
    if len(having) * _FEW < len(meeting_held):
        return Wholes(stretches, items, having, meetings, ceilings)
    wide = np.zeros((2, len(meeting_held)), dtype=np.float32)
    wide[0, having], wide[1, having] = meetings, ceilings
    return Wholes(stretches, items, None, wide[0], wide[1])
