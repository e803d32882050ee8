"""Wholes: how well an item or a meeting matches as a whole, so that the right stretch of minutes comes first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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

    #: How rare it is among items, times what items weigh; what an item scores is worked out where it is wanted.
    item_worth: float
    #: int32, shape (m,): the meetings that have it; None if the arrays below are over all meetings.
    having: npt.NDArray[np.int32] | None
    #: float32, shape (m,): what the meetings score by it; and the most that a passage of theirs can, by meeting,
    #: item and own words.
    meetings: npt.NDArray[np.float32]
    ceilings: npt.NDArray[np.float32]

    def add(self, meetings: _Floats, ceilings: _Floats, weight: float) -> None:
        """Adds what it gives to the scores of all meetings, and to what their passages can score at most by it."""
        where = slice(None) if self.having is None else self.having
        meetings[where] += self.meetings * np.float32(weight)
        ceilings[where] += self.ceilings * np.float32(weight)

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        return 1024 + (2 if self.having is None else 3) * self.meetings.nbytes


def score_wholes(
    stretches: int,
    having: npt.NDArray[np.int32],
    counts: _Floats,
    highest: _Floats,
    tops: npt.NDArray[np.float32],
    *,
    total: int,
    meeting_held: _Floats,
) -> Wholes:
    """Scores meetings for one concept by BM25, as if each were one long passage, and bounds what is in them.

    Args:
        stretches: How many stretches have the concept.
        having: int32, shape (n,), ascending: the meetings that have it.
        counts: Shape (n,): how often.
        highest: Shape (n,): what BM25 gives any item of theirs at most, from 0 to 1.
        tops: Shape (n,): the highest score that any passage of theirs has by its own words.
        total: How many stretches there are.
        meeting_held: Shape (meetings,): what holds them back in each meeting, by its length.
    """
    item_worth = ITEM * rarity(stretches, total)
    meetings = saturate(counts, meeting_held[having], k1=K1).astype(np.float32)
    meetings *= np.float32(MEETING * rarity(len(having), len(meeting_held)))
    ceilings = meetings + np.float32(item_worth * (K1 + 1.0)) * highest
    ceilings += np.float32(WORDS) * tops
    if len(having) * _FEW < len(meeting_held):
        return Wholes(item_worth, having, meetings, ceilings)
    wide = np.zeros((2, len(meeting_held)), dtype=np.float32)
    wide[0, having], wide[1, having] = meetings, ceilings
    return Wholes(item_worth, None, wide[0], wide[1])
