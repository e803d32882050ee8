"""Questions to an index and its copy, whose answers must be the same."""

from __future__ import annotations

from typing import Any

import minutesearch as ms

__all__ = ["asked", "everything_else"]

#: Searches of every sort.
_SEARCHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("voluntary sector engagement", {"context": 1}),
    ('"social prescribing"', {"facets": ("kind", "item", "said_by")}),
    ("letter MPs", {"kind": "decision"}),
    ("care near navigators", {"group": "item"}),
    ("ICP", {}),
    ("helth", {}),
    ("prescrib*", {"duplicates": "keep", "limit": 30}),
    ("", {"said_by": "badu", "limit": 30}),
    ("", {"sort": "oldest", "limit": 200, "facets": ("kind", "mentions", "person")}),
    ("health -care", {"match": "any", "sort": "newest"}),
    ("how was the voluntary sector engaged?", {}),
    ("", {"since_generation": 1, "limit": 200}),
    ("fair hall", {}),
)


def asked(index: ms.Index) -> list[dict[str, Any]]:
    """Return the answers to searches of every sort, but for how long they took and of which commit they are."""
    found = [index.search(query, **options).to_dict() for query, options in _SEARCHES]
    for each in found:
        del each["elapsed_ms"], each["generation"]
        for hit in each["hits"]:
            hit["score"] = round(hit["score"], 4)
    return found


def everything_else(index: ms.Index) -> list[object]:
    """Return what an index says beside searches, but for its size and place."""
    first = next(index.scan("health")).passage.id
    stats = index.stats().to_dict()
    del stats["bytes"]
    return [
        *(stats, index.sources(), index.items(), index.meetings(), index.acronyms()),
        [hit.passage.id for hit in index.scan("")],
        index.check_quote("care navigators"),
        [each.id for each in index.around(first, before=3, after=3)],
        [(each.located.passage.id, round(each.score, 4)) for each in index.more_like(first)],
        index.related_items(next(index.scan("health")).item.id),
        index.arrivals(),
    ]
