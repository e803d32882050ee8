"""Meeting scores: how well an item or a meeting matches as a whole, so that the right minutes come first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.postings.bm25 import idf, saturate

__all__ = ["ITEM", "K1", "MEETING", "TITLE_COUNT", "WORDS", "B", "MeetingScores", "score_meetings"]

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
#: In how many steps bounds are kept: one less than a byte has, since the highest may round up to one more.
_STEPS = 254

_Floats = npt.NDArray[np.floating]


class MeetingScores(NamedTuple):
    """What a concept of weight 1 gives items and meetings."""

    #: How rare it is among items, times what items weigh; what an item scores is worked out where it is wanted.
    item_worth: float
    #: Unsigned, shape (m,): the meetings that have it; None if the arrays below are over all meetings.
    having: npt.NDArray[np.unsignedinteger] | None
    #: float32, shape (m,): what the meetings score by it.
    meetings: npt.NDArray[np.float32]
    #: uint8, shape (m,): the most that a passage of theirs can score by meeting, item and own words, in steps and
    #: rounded up: a bound need not be close, and thousands of words are kept.
    max_scores: npt.NDArray[np.uint8]
    step: float

    def add(self, meetings: _Floats, max_scores: _Floats, weight: float) -> None:
        """Adds what it gives to the scores of all meetings, and to what their passages can score at most by it."""
        where = slice(None) if self.having is None else self.having
        meetings[where] += self.meetings * np.float32(weight)
        max_scores[where] += self.max_scores * np.float32(weight * self.step)

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        room = 1024 + self.meetings.nbytes + self.max_scores.nbytes
        return room if self.having is None else room + self.having.nbytes


def score_meetings(
    item_runs: int,
    having: npt.NDArray[np.int32],
    counts: _Floats,
    item_max_scores: _Floats,
    passage_max_scores: npt.NDArray[np.float32],
    *,
    total: int,
    meeting_norms: _Floats,
) -> MeetingScores:
    """Scores meetings for one concept by BM25, as if each were one long passage, and bounds what is in them.

    Args:
        item_runs: How many item runs have the concept.
        having: int32, shape (n,), ascending: the meetings that have it.
        counts: Shape (n,): how often.
        item_max_scores: Shape (n,): what BM25 gives any item of theirs at most, from 0 to 1.
        passage_max_scores: Shape (n,): the highest score that any passage of theirs has by its own words.
        total: How many item runs there are.
        meeting_norms: Shape (meetings,): what holds them back in each meeting, by its length.
    """
    item_worth = ITEM * idf(item_runs, total)
    meetings = saturate(counts, meeting_norms[having], k1=K1).astype(np.float32)
    meetings *= np.float32(MEETING * idf(len(having), len(meeting_norms)))
    max_scores = meetings + np.float32(item_worth * (K1 + 1.0)) * item_max_scores
    max_scores += np.float32(WORDS) * passage_max_scores
    step = float(max_scores.max(initial=0.0)) / _STEPS
    steps = np.ceil(max_scores / np.float32(step)).astype(np.uint8) if step else np.zeros(len(having), np.uint8)
    if len(having) * _FEW < len(meeting_norms):
        narrow = having.astype(np.min_scalar_type(len(meeting_norms)))
        return MeetingScores(item_worth, narrow, meetings, steps, step)
    wide, wide_steps = np.zeros(len(meeting_norms), np.float32), np.zeros(len(meeting_norms), np.uint8)
    wide[having], wide_steps[having] = meetings, steps
    return MeetingScores(item_worth, None, wide, wide_steps, step)
