"""The steps from matching passages to an answer: filters, order, groups, one page, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import ScoredPassage, SearchRequest, SearchResponse, Sorting
from tests.engine.stock.evaluation import Ints, Matching, Postings, evaluate
from tests.engine.stock.postings import DocValues

__all__ = ["ColumnPostings", "execute", "reading_ranks"]

_Mask = npt.NDArray[np.bool_]


class ColumnPostings(Postings, Protocol):
    """Postings with columns of values beside them."""

    def column(self, key: str) -> DocValues:
        """Return the values of a keyword field, by passage."""
        ...


def execute(request: SearchRequest, postings: ColumnPostings, ranks: Ints) -> SearchResponse:
    """Search, and return the response to a request.

    Filters select before anything is ranked, counted or paged, so totals are exact and the same on every page.

    Args:
        request: What is asked.
        postings: The index.
        ranks: int64, shape (size,): the place of each passage in reading order; ties go by it.

    Returns:
        The complete answer.
    """
    matching = evaluate(request.tree, postings)
    masks = {
        name: _mask(evaluate(node, postings).passages, postings.size) for name, node in request.filters.items()
    }
    selected = _select(matching, masks)
    order = _order(selected, request.sort, postings, ranks)
    passages, scores = selected.passages[order], selected.scores[order]
    groups, more = None, None
    if request.group is not None:
        first, more = _group(passages, _single_codes(postings.column(request.group), postings.size))
        passages, scores, groups = passages[first], scores[first], len(first)
    page = slice(request.offset, request.offset + request.limit)
    return SearchResponse(
        total=len(selected.passages),
        groups=groups,
        passages=tuple(
            ScoredPassage(int(number), float(score), None if more is None else int(rest))
            for number, score, rest in zip(
                passages[page], scores[page], passages[page] if more is None else more[page], strict=True
            )
        ),
        facets={
            name: _count(
                _select(matching, masks, leave_out=name).passages,
                postings.column(key),
                postings.size,
                request.folded.get(name, {}),
            )[: request.facet_limit]
            for name, key in request.facets.items()
        },
    )


def reading_ranks(postings: ColumnPostings) -> Ints:
    """Return the place of each passage in reading order: by source name, then by place in the source.

    Returns:
        int64, shape (size,), by passage number.
    """
    passages = postings.everything()
    sources = _single_codes(postings.column("source"), postings.size)
    ranks = np.zeros(postings.size, dtype=np.int64)
    ranks[passages[np.lexsort((passages, sources[passages]))]] = np.arange(len(passages))
    return ranks


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


def _order(selected: Matching, sort: Sorting, postings: ColumnPostings, ranks: Ints) -> Ints:
    # Sums of the same parts in another order differ in their last bits; rounding keeps equal scores equal.
    descending = -np.round(selected.scores, 9)
    place = ranks[selected.passages]
    if sort == "relevance":
        return np.lexsort((place, descending))
    # Codes follow the sorted ISO dates; -1 is no date at all.
    days = _single_codes(postings.column("date"), postings.size)[selected.passages]
    undated = days < 0
    return np.lexsort((place, descending, -days if sort == "newest" else days, undated))


def _group(passages: Ints, codes: Ints) -> tuple[Ints, Ints]:
    """Return the first passage of each group in an ordered list, and how many more each group has."""
    _, first, counts = np.unique(codes[passages], return_index=True, return_counts=True)
    order = np.argsort(first)
    return first[order], counts[order] - 1


def _single_codes(column: DocValues, size: int) -> Ints:
    codes = np.full(size, -1, dtype=np.int64)
    codes[column.passages] = column.codes
    return codes


def _count(passages: Ints, column: DocValues, size: int, folded: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    inside = _mask(passages, size)[column.passages]
    values = [column.values[code] for code in column.codes[inside].tolist()]
    having = {
        (passage, folded.get(value, value))
        for passage, value in zip(column.passages[inside].tolist(), values, strict=True)
    }
    counts = Counter(value for _, value in having)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
