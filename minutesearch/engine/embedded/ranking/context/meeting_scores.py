"""Meeting scores: how well an item or a meeting matches as a whole, to put the right minutes first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.postings.bm25 import idf, saturate

__all__ = [
    "ALONE_WORDS",
    "ITEM",
    "K1",
    "MEETING",
    "OPENING",
    "OPENING_COUNT",
    "QUESTION_WORDS",
    "TITLE_COUNT",
    "WORDS",
    "B",
    "MeetingScores",
    "score_meetings",
]

#: The weights of item and meeting. They were chosen together with the other parts on qmsum_train, 0 to 3 for both.
#: Where a meeting has one item, as there, they are the same and their weights add up; their shares are not tuned.
ITEM, MEETING = 1.0, 0.5

#: The weight of a passage's own words: in a question, whose answer often has none of them; where each passage is a
#: meeting of its own, so that item, meeting and neighbours are its own words again; and in all other queries. In a
#: question it was chosen with the other parts, from 0 to 1. Alone it was chosen on the classic collections from
#: 0.25, 0.5 and 1: 0.25 gives 0.006 less MRR@10 on time, 1 gives 0.002 less nDCG@10 on med. Else it was chosen on
#: known items, where 0.25 and no bonus for coverage give 0.3 less MRR@10.
QUESTION_WORDS, ALONE_WORDS, WORDS = 0.25, 0.5, 1.0

#: How soon further occurrences in an item or meeting stop counting; far later than in a passage, since a whole
#: meeting repeats its words. Chosen on qmsum_train from 0.8, 1.2, 3 and 6: 0.004 nDCG@10 over 1.2, flat after 3.
K1 = 3.0

#: How much a long item or meeting is held against it. On qmsum_train 0.3, 0.75 and 1 differ by 0.001.
B = 0.75

#: The weight of a word in an item's title, as a number of occurrences in its passages. Not tuned: no judged
#: collection has both titles and neighbours.
TITLE_COUNT = 3.0

#: How many passages open an item and say what it is about, and how many occurrences more a word counts in each of
#: them where any word of what is no question is enough. Chosen on headings typed as queries, seed 2 of
#: `benchmarks.known_items`: 1, 3 and 6 more in the first passage give 0.003, 0.005, 0.007 more nDCG@10, 3 in the
#: first two 0.006; 6 in the first takes 0.006 MRR@10 where one word is wrong, 3 in the first two 0.002.
OPENING, OPENING_COUNT = 2, 3.0

#: The scores of a concept that fewer than one in so many meetings have are kept for these meetings alone.
_FEW = 8
#: The number of steps in which bounds are stored: one less than a byte has, since the highest may be rounded up.
_STEPS = 254

_Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class MeetingScores:
    """The scores that a concept of weight 1 gives items and meetings."""

    #: Its idf among items, times the weight of items; the scores of items are computed where they are needed.
    item_worth: float
    #: Unsigned, shape (m,): the meetings with the concept; None if the arrays below are over all meetings.
    having: npt.NDArray[np.unsignedinteger] | None
    #: float32, shape (m,): the scores of the meetings.
    meetings: npt.NDArray[np.float32]
    #: uint8, shape (m,): the upper bound of what a passage of the meeting can score by meeting, item and own
    #: words, in steps, rounded up: a bound need not be tight, and those of thousands of words are cached.
    max_scores: npt.NDArray[np.uint8]
    step: float
    #: How many meetings there are.
    count: int

    @cached_property
    def capsule(self) -> object:
        """The scores as the kernel takes them."""
        arrays = self.having, self.meetings, self.max_scores
        return kernel.compiled.make_scores(self.count, arrays, self.step, self.item_worth)  # type: ignore[union-attr]

    def add(self, meetings: _Floats, max_scores: _Floats, weight: float) -> None:
        """Add the scores to those of all meetings, and the upper bounds to those of their passages, in place."""
        where = slice(None) if self.having is None else self.having
        meetings[where] += self.meetings * np.float32(weight)
        max_scores[where] += self.max_scores * np.float32(weight * self.step)

    @property
    def cost(self) -> int:
        """The size in memory, in bytes."""
        room = 1664 + self.meetings.nbytes + self.max_scores.nbytes
        return room if self.having is None else room + self.having.nbytes


def score_meetings(
    item_runs: int,
    meeting_count: int,
    having: npt.NDArray[np.int32],
    counts: _Floats,
    item_max_scores: _Floats,
    passage_max_scores: npt.NDArray[np.float32],
    *,
    total: int,
    total_meetings: int,
    meeting_norms: _Floats,
    own_weight: float,
) -> MeetingScores:
    """Return the BM25 scores of meetings for one concept, with upper bounds for their passages.

    Args:
        item_runs: How many item runs have the concept.
        meeting_count: How many meetings have it.
        having: int32, shape (n,), ascending: the meetings that have it.
        counts: Shape (n,): the frequency of the concept in each of them.
        item_max_scores: Shape (n,): the upper bound of BM25 for any item of each, without idf and k1 + 1: 0 to 1.
        passage_max_scores: Shape (n,): the upper bound of the score that any passage of each has by its own words.
        total: How many item runs there are.
        total_meetings: How many meetings there are.
        meeting_norms: Shape (meetings,): the length normalisation of all meetings.
        own_weight: The weight of a passage's own words.
    """
    item_worth = ITEM * idf(item_runs, total)
    meetings = saturate(counts, meeting_norms[having], k1=K1).astype(np.float32)
    meetings *= np.float32(MEETING * idf(meeting_count, total_meetings))
    max_scores = meetings + np.float32(item_worth * (K1 + 1.0)) * item_max_scores
    max_scores += np.float32(own_weight) * passage_max_scores
    step = float(max_scores.max(initial=0.0)) / _STEPS
    steps = np.ceil(max_scores / np.float32(step)).astype(np.uint8) if step else np.zeros(len(having), np.uint8)
    if len(having) * _FEW < len(meeting_norms):
        narrow = having.astype(np.min_scalar_type(len(meeting_norms)))
        return MeetingScores(item_worth, narrow, meetings, steps, step, len(meeting_norms))
    wide, wide_steps = np.zeros(len(meeting_norms), np.float32), np.zeros(len(meeting_norms), np.uint8)
    wide[having], wide_steps[having] = meetings, steps
    return MeetingScores(item_worth, None, wide, wide_steps, step, len(meeting_norms))
