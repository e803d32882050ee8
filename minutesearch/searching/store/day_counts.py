"""How many hits and how many passages there are of each day, of which a timeline is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from minutesearch.engine import Deadline, SearchRequest, Snapshot
from minutesearch.errors import IndexClosedError
from minutesearch.query.nodes import every

__all__ = ["DayCounts"]

_Counts = tuple[Mapping[str, int], Mapping[str, int], int]

#: What is said of results that outlived what they are of.
_GONE = "the index was closed, or has changed, since this search, before anybody counted its days: search again"


class DayCounts:
    """The hits and the passages of each day, counted when somebody asks, and then kept.

    It pickles as what was counted, so that it can be asked where there is no index.

    Args:
        snapshot: The state that was searched.
        request: What it was asked.
    """

    def __init__(self, snapshot: Snapshot, request: SearchRequest) -> None:
        self._asked: tuple[Snapshot, SearchRequest, int] | None = (
            snapshot,
            request,
            snapshot.passage_count,
        )
        self._counts: _Counts | None = None

    def __call__(self) -> _Counts:
        """Return how many hits there are of each day, how many passages, and of how many meetings the hits are.

        Raises:
            IndexClosedError: Nobody asked before the index was closed, or went on to another state.
        """
        if self._counts is None:
            if self._asked is None:
                raise IndexClosedError(_GONE)
            snapshot, request, count = self._asked
            counted = snapshot.search(_by_day(request)).facets
            hits = dict(counted["day"])
            passages = dict(snapshot.search(_everything(_by_day(request))).facets["day"])
            if snapshot.passage_count != count:
                # It was let go meanwhile, and what it says of itself is nothing.
                raise IndexClosedError(_GONE)
            self._counts = hits, passages, len(counted["meeting"])
        return self._counts

    def __reduce__(self) -> tuple[Callable[[_Counts | None], DayCounts], tuple[_Counts | None]]:
        try:
            return _restore, (self(),)
        except IndexClosedError:
            return _restore, (None,)


def _restore(counts: _Counts | None) -> DayCounts:
    restored = DayCounts.__new__(DayCounts)
    restored._asked, restored._counts = None, counts
    return restored


def _everything(request: SearchRequest) -> SearchRequest:
    return replace(request, tree=every(), filters={}, speakers={}, feedback={})


def _by_day(request: SearchRequest) -> SearchRequest:
    """Return the request that counts by day what another finds."""
    return replace(
        request,
        limit=0,
        offset=0,
        group=None,
        facets={"day": "date", "meeting": "meeting"},
        facet_limit=None,
        seeds=0,
        deadline=Deadline(None),
    )
