"""Stretches: the discussion round each of the best passages, as one hit of several passages of its item.

It stands on what every engine does, so that an index in a folder and one in a cluster give the same stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from minutesearch.engine import ScoredPassage, SearchRequest, SearchResponse
from minutesearch.late import dataclass
from minutesearch.query.nodes import Or, Term
from minutesearch.results import Stretch
from minutesearch.searching.store import DocumentStore

__all__ = ["Extent", "Page", "deepen", "find_extents", "make_stretches"]

#: How many words a stretch reaches before its best passage, and how many after it, within its item. On qmsum_val
#: nDCG@10 is 0.303, 0.308 and 0.309 with 150, 300 and 500, recall@100 0.413, 0.431 and 0.422; on a quarter of
#: qmsum_train 0.251, 0.249 and 0.248, and 0.408, 0.407 and 0.397. An agenda item of minutes is mostly shorter.
REACH = 300
#: What would be left over of an item, or between two stretches, goes with the one before if it has no more words
#: than this: a short item is one discussion.
LEFT_OVER = 300
#: How many passages are ranked for each stretch that is wanted, and how many times as many where they are too few.
_DEPTH, _TIMES = 8, 4
#: The condition that keeps matching to the items of a page has this name among the filters, which no field has.
_WITHIN = "stretch"


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a stretch begins and ends, and the passage that it is made round."""

    #: The best passage.
    best: ScoredPassage
    #: The numbers of all passages of the item, in reading order.
    item: Sequence[int]
    #: The places in the item where the stretch begins and ends, half-open.
    start: int
    end: int

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its passages, in reading order."""
        return self.item[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of stretches."""

    #: The stretches, best first.
    extents: tuple[Extent, ...]
    #: Whether there are further ones after them.
    has_more: bool


def deepen(request: SearchRequest) -> SearchRequest:
    """Return a request for the passages that a page of stretches may need, from the best on.

    Args:
        request: What is asked, with the page in stretches. Where each group has one stretch, it stays as it is.
    """
    if request.group is not None:
        return request
    return replace(request, offset=0, limit=_DEPTH * (request.offset + request.limit + 1))


def find_extents(
    store: DocumentStore,
    request: SearchRequest,
    response: SearchResponse,
    search: Callable[[SearchRequest], SearchResponse],
) -> Page:
    """Find the stretches of one page: each round the best passage that no better stretch has.

    Args:
        store: The state that is searched.
        request: What is asked, with the page in stretches.
        response: What was found for it, made as deep as `deepen` says.
        search: Searches for more.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    if request.group is not None:
        extents = _lay_out(store, response.passages, request)
        return Page(tuple(extents), request.offset + len(extents) < (response.groups or 0))
    wanted = request.offset + request.limit
    depth = deepen(request).limit
    while True:
        extents = _lay_out(store, response.passages, request, most=wanted + 1)
        if len(extents) > wanted or len(response.passages) >= response.total:
            return Page(tuple(extents[request.offset : wanted]), len(extents) > wanted)
        depth *= _TIMES
        response = search(replace(request, offset=0, limit=depth, facets={}))


def _lay_out(
    store: DocumentStore, found: Iterable[ScoredPassage], request: SearchRequest, *, most: int | None = None
) -> list[Extent]:
    """Return the stretches of ranked passages, best first: a passage within one already there makes none."""
    extents: list[Extent] = []
    taken: set[int] = set()
    places: dict[int, tuple[Sequence[int], int]] = {}
    for each in found:
        if each.number in taken:
            continue
        if len(extents) == most:
            break
        request.deadline.check()
        if each.number not in places:
            item = store.snapshot.item_of(each.number)
            places.update((number, (item, at)) for at, number in enumerate(item))
        item, at = places[each.number]
        start = at - _reach(store, item[:at][::-1], taken)
        end = at + 1 + _reach(store, item[at + 1 :], taken)
        extents.append(Extent(each, item, start, end))
        taken.update(item[start:end])
    return extents


def _reach(store: DocumentStore, ahead: Sequence[int], taken: set[int]) -> int:
    """Return how many of the passages ahead belong to a stretch: up to its reach, or to another stretch."""
    words, reached = 0, None
    for count, number in enumerate(ahead):
        if number in taken:
            return count
        if words >= REACH and reached is None:
            reached = count
        words += len(store.place(number).passage.text.split())
        if reached is not None and words > REACH + LEFT_OVER:
            return reached
    return len(ahead)


def make_stretches(store: DocumentStore, request: SearchRequest, extents: Sequence[Extent]) -> tuple[Stretch, ...]:
    """Return the stretches themselves, with what in them matches.

    Args:
        store: The state that was searched.
        request: What was asked.
        extents: Where they begin and end.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    if not extents:
        return ()
    items = dict.fromkeys(store.place(each.best.number).item.id for each in extents)
    within = {**request.filters, _WITHIN: Or([Term("item", each) for each in items])}
    numbers = [number for each in extents for number in each.numbers]
    # What is a copy of a passage elsewhere matches here all the same.
    asked = replace(request, filters=within, collapses_copies=False)
    matching = set(store.snapshot.select_among(asked, numbers))
    return tuple(_make(store, each, matching) for each in extents)


def _make(store: DocumentStore, extent: Extent, matching: set[int]) -> Stretch:
    numbers = extent.numbers
    located = store.place_all(numbers)
    return Stretch(
        passages=tuple(each.passage for each in located),
        matching=tuple(
            each.passage.id for number, each in zip(numbers, located, strict=True) if number in matching
        ),
        is_whole=len(numbers) == len(extent.item),
        ends=(located[0], located[-1]),
    )
