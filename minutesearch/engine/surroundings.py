"""Answers whose passages are ranked by what stands around them too, over all segments at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from minutesearch.engine.answering import count_facets, list_facets, match_request, select
from minutesearch.engine.contract import Answer, Found, Request
from minutesearch.engine.evaluation import Evaluation
from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking import Layout, Ranked, Scored, Whole, best_first, own_words, rank, read_layout
from minutesearch.engine.state import State

__all__ = ["Surroundings", "answer_by_surroundings"]


class Surroundings:
    """A state as ranking looks at it, worked out at the first search and then kept.

    Args:
        state: The state.
    """

    def __init__(self, state: State) -> None:
        self.whole = Whole(state)

    @cached_property
    def layout(self) -> Layout:
        """Where each passage stands among its neighbours."""
        return read_layout(self.whole)


def answer_by_surroundings(
    request: Request, state: State, evaluation: Evaluation, surroundings: Surroundings
) -> Answer:
    """Answers a request; which passages match, and so every total and count, is as without ranking.

    Args:
        request: What is asked, by relevance.
        state: The index.
        evaluation: What computes trees on it.
        surroundings: The state as ranking looks at it.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    counts = {name: np.zeros(0, dtype=np.int64) for name in request.facets}
    passages, scores = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    groups = [np.empty(0, dtype=np.int64)]
    for at, base in enumerate(state.bases[: len(state.segments)]):
        matching, masks = match_request(request, at, state, evaluation)
        selected = select(matching, masks)
        own = selected.scores
        passages.append(selected.passages + base)
        scores.append(np.zeros(len(selected)) if own is None else own.astype(np.float64))
        if request.group is not None:
            groups.append(state.group_codes(request.group, at, selected.passages))
        evaluation.check_time()
        count_facets(counts, request, matching, masks, at, state)
    scored = Scored(np.concatenate(passages), np.concatenate(scores))
    ranked = _rank(request, scored, surroundings)
    evaluation.check_time()
    places = surroundings.layout.ranks[scored.passages]
    wanted = len(places) if request.group is not None else request.offset + request.limit
    order = best_first(ranked.scores, places, wanted)
    group_count, more = None, None
    if request.group is not None:
        first, more = _group(np.concatenate(groups)[order])
        order, group_count = order[first], len(first)
    page = slice(request.offset, request.offset + request.limit)
    return Answer(
        total=len(scored.passages),
        groups=group_count,
        found=_make_found(scored.passages, ranked, order[page], None if more is None else more[page]),
        facets=list_facets(counts, request, state),
    )


def _rank(request: Request, scored: Scored, surroundings: Surroundings) -> Ranked:
    if not request.limit:
        return own_words(scored)
    return rank(
        request.tree,
        scored,
        surroundings.whole,
        surroundings.layout,
        speakers=request.speakers,
        feedback=request.feedback,
    )


def _group(codes: Ints) -> tuple[Ints, Ints]:
    """Finds the first passage of each group in an ordered list, and how many more each group has."""
    _, first, counts = np.unique(codes, return_index=True, return_counts=True)
    order = np.argsort(first)
    return first[order], counts[order] - 1


def _make_found(passages: Ints, ranked: Ranked, at: Ints, more: Ints | None) -> tuple[Found, ...]:
    parts = ranked.parts(at)
    return tuple(
        Found(
            int(passages[number]),
            float(ranked.scores[number]),
            None if more is None else int(more[place]),
            tuple((name, float(values[place])) for name, values in parts.items() if values[place]),
        )
        for place, number in enumerate(at)
    )
