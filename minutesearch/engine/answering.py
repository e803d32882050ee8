"""The steps from matching passages to an answer: filters, order, groups, one page, facets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import Answer, Found, Request
from minutesearch.engine.evaluation import Floats, Ints, Matching, evaluate
from minutesearch.engine.ranking import ColumnPostings, Layout, Ranked, best_first, own_words, rank, single_codes
from minutesearch.engine.ranking.layout import Column

__all__ = ["answer_request"]

_Mask = npt.NDArray[np.bool_]


def answer_request(request: Request, postings: ColumnPostings, layout: Layout) -> Answer:
    """Answers a request.

    Filters select before anything is ranked, counted or paged, so totals are exact and the same on every page.

    Args:
        request: What is asked.
        postings: The index.
        layout: Where its passages stand; ties go in reading order.

    Returns:
        The answer, whole.
    """
    matching = evaluate(request.tree, postings)
    masks = {
        name: _mask(evaluate(node, postings).passages, postings.size) for name, node in request.filters.items()
    }
    selected = _select(matching, masks)
    if request.surroundings and request.limit:
        ranked = rank(
            request.tree, selected, postings, layout, speakers=request.speakers, feedback=request.feedback
        )
    else:
        ranked = own_words(selected)
    order = _order(selected.passages, ranked.scores, request, postings, layout)
    groups, more = None, None
    if request.group is not None:
        codes = single_codes(postings.column(request.group), postings.size)
        first, more = _group(selected.passages[order], codes)
        order, groups = order[first], len(first)
    page = slice(request.offset, request.offset + request.limit)
    return Answer(
        total=len(selected.passages),
        groups=groups,
        found=_make_found(selected.passages, ranked, order[page], None if more is None else more[page]),
        facets={
            name: _count(_select(matching, masks, leave_out=name).passages, postings.column(key), postings.size)
            for name, key in request.facets.items()
        },
    )


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


def _select(matching: Matching, masks: Mapping[str, _Mask], *, leave_out: str | None = None) -> Matching:
    kept = np.ones(len(matching.passages), dtype=bool)
    for name, mask in masks.items():
        if name != leave_out:
            kept &= mask[matching.passages]
    return Matching(matching.passages[kept], matching.scores[kept])


def _mask(passages: Ints, size: int) -> _Mask:
    mask = np.zeros(size, dtype=bool)
    mask[passages] = True
    return mask


def _order(passages: Ints, scores: Floats, request: Request, postings: ColumnPostings, layout: Layout) -> Ints:
    places = layout.ranks[passages]
    if request.sort == "relevance":
        # A group has its best passage anywhere among the rest, so all must be in order.
        wanted = len(passages) if request.group is not None else request.offset + request.limit
        return best_first(scores, places, wanted)
    # Codes follow the sorted ISO dates; -1 is no date at all.
    days = single_codes(postings.column("date"), postings.size)[passages]
    undated = days < 0
    return np.lexsort((places, -np.round(scores, 9), -days if request.sort == "newest" else days, undated))


def _group(passages: Ints, codes: Ints) -> tuple[Ints, Ints]:
    """Finds the first passage of each group in an ordered list, and how many more each group has."""
    _, first, counts = np.unique(codes[passages], return_index=True, return_counts=True)
    order = np.argsort(first)
    return first[order], counts[order] - 1


def _count(passages: Ints, column: Column, size: int) -> tuple[tuple[str, int], ...]:
    inside = _mask(passages, size)[column.passages]
    counts = np.bincount(column.codes[inside], minlength=len(column.values))
    order = np.lexsort((np.arange(len(counts)), -counts))
    return tuple((column.values[code], int(counts[code])) for code in order if counts[code])
