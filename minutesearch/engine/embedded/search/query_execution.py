"""The execution of a search request: matching, filtering, ordering, grouping, paging and facets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import ScoredPassage, SearchRequest, SearchResponse, Seed
from minutesearch.engine.embedded.matching.top_k import ascending_keys, best_first
from minutesearch.engine.embedded.postings.doc_set import DocSet, intersect
from minutesearch.engine.embedded.ranking import (
    ContextCache,
    FirstPass,
    Matcher,
    PassageScorer,
    Ranker,
    ScoreBlock,
    make_block,
)
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs
from minutesearch.engine.embedded.ranking.scoring.score_blocks import Row
from minutesearch.engine.embedded.ranking.scoring.top_passages import GroupOf
from minutesearch.engine.embedded.segments.copies import Copies
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.late import dataclass
from minutesearch.query.nodes import Query

__all__ = ["count_passages", "execute", "select_passages"]

#: How many values of a facet are listed between two looks at the clock.
_AT_ONCE = 2**14
_AS_PASSAGE: Callable[[Row], ScoredPassage] = partial(tuple.__new__, ScoredPassage)
_NOTHING: Ints = np.empty(0, dtype=np.int64)


def execute(
    request: SearchRequest,
    reader: IndexReader,
    cache: ContextCache,
    copies: Copies,
    *,
    first_pass: FirstPass,
    fallback: Callable[[Query, int], Sequence[ScoredDocs]],
) -> SearchResponse:
    """Execute a request, and return the response.

    Filters are applied before ranking, counting and paging, so totals are exact and the same on every page.

    Args:
        request: The request.
        reader: The open segments of the state.
        cache: The context cache of the state.
        copies: The copies of the state.
        first_pass: The result kept from a first pass, for the second with the words of its seeds.
        fallback: A function that evaluates, in one segment, a node that only Whoosh can compute.

    Raises:
        QueryTimeoutError: The request's deadline has passed.
    """
    check_time = request.deadline.check
    matcher = Matcher(cache, fallback=fallback, check_time=check_time)
    check_time()
    matching, filters, everything = _select(request, matcher)
    selected = copies.only_first(everything) if request.collapses_copies else everything
    group = None if request.group is None else partial(_group_codes, request.group, reader=reader)
    selection = _Selection(selected, request, group, matcher, cache, first_pass)
    seeds: tuple[Seed, ...] = ()
    if request.sort == "relevance":
        block, order, seeds = _rank(selection)
    else:
        block, order = _rank_by_day(selection)
    groups: int | None = None
    more: Ints | None = None
    check_time()
    begin, end = request.offset, request.offset + request.limit
    if order is None:
        # Rows have the fields of a scored passage already.
        passages = tuple(map(_AS_PASSAGE, (block.rows or ())[begin:end]))
    else:
        if group is not None:
            order = order[np.sort(np.unique(group(block.passages)[order], return_index=True)[1])]
            check_time()
        page = order[begin:end]
        if request.group is not None and group is not None:
            sizes = _group_sizes(request.group, selected, reader)
            groups = int(np.count_nonzero(sizes))
            more = sizes[group(block.passages[page]) + 1] - 1
        passages = _make_passages(block, page, more)
    return SearchResponse(
        total=len(selected),
        groups=groups,
        passages=passages,
        facets=_count_facets(request, matching, filters, reader, copies) if request.facets else {},
        seeds=seeds,
        copies=len(everything) - len(selected),
    )


def count_passages(
    request: SearchRequest,
    cache: ContextCache,
    copies: Copies,
    *,
    fallback: Callable[[Query, int], Sequence[ScoredDocs]],
) -> int:
    """Return how many passages match a request, without all else that a response has.

    Args:
        request: What is asked; only its tree, its filters and its copies count.
        cache: What ranking knows of the state.
        copies: The copies of the state.
        fallback: Computes a node that is not known here in a segment.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    selected = _select(request, Matcher(cache, fallback=fallback, check_time=request.deadline.check))[2]
    request.deadline.check()
    return len(copies.only_first(selected) if request.collapses_copies else selected)


def select_passages(
    request: SearchRequest,
    cache: ContextCache,
    copies: Copies,
    *,
    fallback: Callable[[Query, int], Sequence[ScoredDocs]],
) -> npt.NDArray[np.integer]:
    """Return the passages that match a request, in reading order.

    Args:
        request: What is asked; only its tree and its filters count.
        cache: What ranking knows of the state.
        copies: The copies of the state.
        fallback: Computes a node that is not known here in a segment.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    matcher = Matcher(cache, fallback=fallback, check_time=request.deadline.check)
    selected = _select(request, matcher)[2]
    selected = copies.only_first(selected) if request.collapses_copies else selected
    numbers: npt.NDArray[np.integer] = selected.numbers
    places = cache.layout.places(numbers)
    return numbers if places is numbers else numbers[np.argsort(places)]


def _select(request: SearchRequest, matcher: Matcher) -> tuple[DocSet, Mapping[str, DocSet], DocSet]:
    """Return what matches the tree, what matches each filter, and what matches all of them."""
    check_time = request.deadline.check
    matching = matcher.match_whole(request.tree)
    check_time()
    filters = (
        {name: matcher.match(node) for name, node in request.filters.items()}
        if request.filters and matching
        else {}
    )
    return matching, filters, intersect([matching, *filters.values()]) if filters else matching


@dataclass(frozen=True, slots=True)
class _Selection:
    """The passages selected by query and filters, with all that ordering them needs."""

    passages: DocSet
    request: SearchRequest
    #: A function that returns the group of each passage; of each group only the best is shown. None without
    #: groups.
    group: GroupOf | None
    matcher: Matcher
    cache: ContextCache
    first_pass: FirstPass


def _rank(selection: _Selection) -> tuple[ScoreBlock, Ints | None, tuple[Seed, ...]]:
    """Rank passages by relevance; return them, their order as far as it is needed, and the seeds of feedback.

    The order is None where they are in order, as the rows of the block.
    """
    request, group = selection.request, selection.group
    seeds: tuple[Seed, ...] = ()
    wanted = request.offset + request.limit
    if not request.limit or not selection.passages:
        return make_block(_NOTHING), _NOTHING, ()
    if request.passage_score_only:
        block = PassageScorer(selection.matcher).rank(
            request.tree,
            selection.passages,
            selection.cache.layout,
            wanted=wanted if group is None else None,
            check_time=request.deadline.check,
        )
    else:
        ranker = Ranker(
            request.tree,
            selection.passages,
            selection.matcher,
            selection.cache,
            filters=request.filters,
            speakers=request.speakers,
            is_question=request.is_question,
            typed=request.typed,
            seeds=request.seeds,
            feedback=request.feedback,
            first_pass=selection.first_pass,
            check_time=request.deadline.check,
        )
        block = ranker.best(wanted, group)
        seeds = ranker.seeds
    request.deadline.check()
    if block.rows is not None and group is None:
        return block, None, seeds
    places = selection.cache.layout.places(block.passages)
    return block, best_first(block.scores, places, wanted if group is None else len(places)), seeds


def _rank_by_day(selection: _Selection) -> tuple[ScoreBlock, Ints]:
    """Order passages by day, and those of one day by their own words, as far as it is needed."""
    request, cache = selection.request, selection.cache
    check_time = request.deadline.check
    newest = request.sort == "newest"
    wanted = request.offset + request.limit if request.limit else 0
    passages = cache.day_order.first(
        selection.passages,
        wanted if selection.group is None else len(selection.passages),
        newest=newest,
        check_time=check_time,
    )
    scores = PassageScorer(selection.matcher).score_all(request.tree, passages, check_time)
    days, places = cache.day_order.keys(passages, newest=newest), cache.layout.places(passages)
    return make_block(passages, words=scores), np.lexsort((places, ascending_keys(scores), -days))


def _group_codes(field: str, passages: Ints, *, reader: IndexReader) -> Ints:
    codes = np.empty(len(passages), dtype=np.int64)
    for at in range(len(reader.segments)):
        inside = np.flatnonzero((passages >= reader.bases[at]) & (passages < reader.bases[at + 1]))
        codes[inside] = reader.group_codes(field, at, passages[inside] - reader.bases[at])
    return codes


def _group_sizes(field: str, selected: DocSet, reader: IndexReader) -> Ints:
    """Return the number of passages of each group, by its code plus one; those without a group are first."""
    sizes = np.zeros(len(reader.all_values(field)) + 1, dtype=np.int64)
    for at, passages in enumerate(_by_segment(selected, reader)):
        codes = reader.group_codes(field, at, passages) + 1
        sizes += np.bincount(codes, minlength=len(sizes))
    return sizes


def _make_passages(block: ScoreBlock, page: Ints, more: Ints | None) -> tuple[ScoredPassage, ...]:
    counts = [None] * len(page) if more is None else more.tolist()
    numbers, scores = block.passages[page].tolist(), block.scores[page].tolist()
    return tuple(map(ScoredPassage, numbers, scores, counts, block.parts_of(page)))


def _count_facets(
    request: SearchRequest,
    matching: DocSet,
    filters: Mapping[str, DocSet],
    reader: IndexReader,
    copies: Copies,
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return the counts of each facet, which ignores the filter of its own name, most first."""
    if not len(matching):
        return dict.fromkeys(request.facets, ())
    counted = {}
    inside: dict[tuple[str, ...], tuple[DocSet, Callable[[], list[Ints]], tuple[Ints, Ints]]] = {}
    for name, field in request.facets.items():
        request.deadline.check()
        if name in request.folded:
            field = reader.fold(field, request.folded[name])
        others = tuple(other for other in filters if other != name)
        if others not in inside:
            chosen = intersect([matching, *(filters[other] for other in others)]) if others else matching
            copied = copies.within(chosen) if request.collapses_copies else (_NOTHING, _NOTHING)
            # Listed once for all facets, where they are counted without the kernel.
            inside[others] = chosen, cache(partial(_by_segment, chosen, reader)), copied
        chosen, apart, copied = inside[others]
        counts = reader.count_all(field, chosen, apart)
        if len(copied[0]):
            counts -= _count_repeated(field, *copied, reader)
        request.deadline.check()
        order = _order_values(counts, reader.value_ranks(field), request.facet_limit)
        counted[name] = tuple(_iter_listed(reader.all_values(field), counts, order, request.deadline.check))
    return counted


def _count_repeated(field: str, passages: Ints, groups: Ints, reader: IndexReader) -> Ints:
    """Return how often each value stands in copies beyond the first of each group that has it, by its code.

    Copies may differ in their values: one page may print a speaker in full. Each value counts its own passages,
    so that a facet says how many a filter of that value finds.
    """
    repeated = np.zeros(len(reader.all_values(field)), dtype=np.int64)
    pairs = []
    for at, (first, last) in enumerate(pairwise(reader.bases)):
        inside = (passages >= first) & (passages < last)
        places, codes = reader.values_of(field, at, passages[inside] - first)
        pairs.append(groups[inside][places] * len(repeated) + codes)
    found = np.concatenate(pairs)
    distinct = np.unique(found)
    repeated += np.bincount(found % len(repeated), minlength=len(repeated)) if len(found) else 0
    repeated -= np.bincount(distinct % len(repeated), minlength=len(repeated)) if len(distinct) else 0
    return repeated


def _by_segment(selected: DocSet, reader: IndexReader) -> list[Ints]:
    """Return the passages of a set segment by segment, by their numbers in the segment."""
    passages = selected.numbers.astype(np.int64, copy=False)
    ends = np.searchsorted(passages, reader.bases)
    return [passages[ends[at] : ends[at + 1]] - base for at, base in enumerate(reader.bases[:-1])]


def _order_values(counts: Ints, ranks: npt.NDArray[np.int32], limit: int | None) -> Ints:
    """Return the values with any passages, those with most first, ties by their ranks."""
    found = np.flatnonzero(counts)
    if limit is not None and 0 < limit < len(found):
        found = found[counts[found] >= np.partition(counts[found], -limit)[-limit]]
    return found[np.lexsort((ranks[found], -counts[found]))][:limit]


def _iter_listed(
    values: list[str], counts: Ints, ordered: Ints, check_time: Callable[[], None]
) -> Iterator[tuple[str, int]]:
    """Yield values with their counts, looking at the clock now and then: there may be 100,000 items."""
    for begin in range(0, len(ordered), _AT_ONCE):
        check_time()
        some = ordered[begin : begin + _AT_ONCE]
        yield from zip(map(values.__getitem__, some.tolist()), counts[some].tolist(), strict=True)
