"""Answers over all segments at once: ranked by what stands around passages too, or by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from minutesearch.engine.answering import add_counts, list_facets
from minutesearch.engine.contract import Answer, Found, Request, Seed
from minutesearch.engine.evaluation import Evaluation
from minutesearch.engine.leaves import WordLeaf
from minutesearch.engine.members import Members, intersect
from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking import Block, Matcher, Memory, OwnWords, Ranking, best_first, make_block
from minutesearch.engine.ranking.best import Grouping
from minutesearch.engine.ranking.ordering import fallen
from minutesearch.engine.ranking.words import Word
from minutesearch.engine.state import State
from minutesearch.query.nodes import Every, Query, Term, TermRange

__all__ = ["answer_by_surroundings"]


def answer_by_surroundings(request: Request, state: State, evaluation: Evaluation, memory: Memory) -> Answer:
    """Answers a request; which passages match, and so every total and count, is as without ranking.

    Args:
        request: What is asked.
        state: The index.
        evaluation: What computes trees that are not known here.
        memory: The state as ranking looks at it.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    matcher = _make_matcher(evaluation, memory)
    matching = matcher.match(request.tree)
    evaluation.check_time()
    filters = {name: matcher.match(node) for name, node in request.filters.items()} if len(matching) else {}
    selected = intersect([matching, *filters.values()]) if filters else matching
    group = None if request.group is None else partial(_group_codes, request.group, state=state)
    selection = _Selection(selected, request, group, matcher, memory, evaluation.check_time)
    seeds: tuple[Seed, ...] = ()
    if request.sort == "relevance":
        block, order, seeds = _rank(selection)
    else:
        block, order = _rank_by_day(selection)
    groups: int | None = None
    more: Ints | None = None
    evaluation.check_time()
    if group is not None:
        order = order[np.sort(np.unique(group(block.passages)[order], return_index=True)[1])]
        evaluation.check_time()
    page = order[request.offset : request.offset + request.limit]
    if request.group is not None and group is not None:
        sizes = _group_sizes(request.group, selected, state)
        groups = int(np.count_nonzero(sizes))
        more = sizes[group(block.passages[page]) + 1] - 1
    return Answer(
        total=len(selected),
        groups=groups,
        found=_make_found(block, page, more),
        facets=_count_facets(request, matching, filters, state, evaluation),
        seeds=seeds,
    )


def _make_matcher(evaluation: Evaluation, memory: Memory) -> Matcher:
    def read(leaves: tuple[WordLeaf, ...]) -> Word:
        return memory.word(leaves, evaluation.check_time)

    def foreign(node: Query) -> Word:
        return memory.foreign(node, evaluation.compute_foreign)

    def select(node: Term | TermRange | Every) -> Members:
        evaluation.check_time()
        return memory.select(node)

    return Matcher(memory.whole.size, read=read, select=select, foreign=foreign)


@dataclass(frozen=True, slots=True)
class _Selection:
    """What is to be put in order."""

    passages: Members
    request: Request
    #: Gives the groups of passages, of which only the best are shown; None if each passage is shown.
    group: Grouping | None
    matcher: Matcher
    memory: Memory
    #: Raises an error if there is no more time.
    check_time: Callable[[], None]


def _rank(selection: _Selection) -> tuple[Block, Ints, tuple[Seed, ...]]:
    """Return ranked passages, their order as far as it is asked for, and the seeds of feedback."""
    request, group = selection.request, selection.group
    wanted = request.offset + request.limit
    ranking = Ranking(
        request.tree,
        selection.passages,
        selection.matcher,
        selection.memory,
        filters=request.filters,
        speakers=request.speakers,
        seeds=request.seeds,
        feedback=request.feedback,
        check_time=selection.check_time,
    )
    block = ranking.best(wanted, group) if request.limit else ranking.none()
    selection.check_time()
    places = selection.memory.layout.places(block.passages)
    return block, best_first(block.scores, places, wanted if group is None else len(places)), ranking.seeds


def _rank_by_day(selection: _Selection) -> tuple[Block, Ints]:
    """Gives passages and their order by day, of one day by their own words, as far as it is asked for."""
    request, memory = selection.request, selection.memory
    newest = request.sort == "newest"
    wanted = request.offset + request.limit if request.limit else 0
    passages = memory.days.first(
        selection.passages,
        wanted if selection.group is None else len(selection.passages),
        newest=newest,
        check_time=selection.check_time,
    )
    scores = OwnWords(selection.matcher).score_all(request.tree, passages, selection.check_time)
    days, places = memory.days.keys(passages, newest=newest), memory.layout.places(passages)
    return make_block(passages, words=scores), np.lexsort((places, fallen(scores), -days))


def _group_codes(key: str, passages: Ints, *, state: State) -> Ints:
    codes = np.empty(len(passages), dtype=np.int64)
    for at in range(len(state.segments)):
        inside = np.flatnonzero((passages >= state.bases[at]) & (passages < state.bases[at + 1]))
        codes[inside] = state.group_codes(key, at, passages[inside] - state.bases[at])
    return codes


def _group_sizes(key: str, selected: Members, state: State) -> Ints:
    """Counts the passages of each group, by its code; those of none come first."""
    sizes = np.zeros(len(state.all_values(key)) + 1, dtype=np.int64)
    for at, passages in enumerate(_by_segment([selected], state)):
        codes = state.group_codes(key, at, passages) + 1
        sizes += np.bincount(codes, minlength=len(sizes))
    return sizes


def _make_found(block: Block, page: Ints, more: Ints | None) -> tuple[Found, ...]:
    counts = [None] * len(page) if more is None else more.tolist()
    numbers, scores = block.passages[page].tolist(), block.scores[page].tolist()
    return tuple(map(Found, numbers, scores, counts, block.parts_of(page)))


def _count_facets(
    request: Request, matching: Members, filters: Mapping[str, Members], state: State, evaluation: Evaluation
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Counts the values for each facet, which leaves out its own filter."""
    counts = {name: np.zeros(0, dtype=np.int64) for name in request.facets}
    inside: dict[tuple[str, ...], list[Ints]] = {}
    for name, key in request.facets.items():
        evaluation.check_time()
        others = tuple(other for other in filters if other != name)
        if others not in inside:
            inside[others] = _by_segment([matching, *(filters[other] for other in others)], state)
        for at, passages in enumerate(inside[others]):
            counts[name] = add_counts(counts[name], state.count_values(key, at, passages))
    return list_facets(counts, request, state, evaluation)


def _by_segment(sets: Sequence[Members], state: State) -> list[Ints]:
    """Gives what is in all of the sets, segment by segment, by the numbers that passages have there."""
    passages = (intersect(sets) if len(sets) > 1 else sets[0]).numbers.astype(np.int64, copy=False)
    ends = np.searchsorted(passages, state.bases)
    return [passages[ends[at] : ends[at + 1]] - base for at, base in enumerate(state.bases[:-1])]
