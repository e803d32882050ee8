"""Where filters and words find nothing together: how much there is without each filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from minutesearch.query.nodes import Query

__all__ = ["say_loosened"]

#: Filters that are called otherwise than in a request, which has the names of the facets that must ignore them.
_CALLED = {"year": "dates", "arrival": "since_generation"}


def say_loosened(
    filters: Mapping[str, Query], count: Callable[[Sequence[Mapping[str, Query]]], Sequence[int]]
) -> str | None:
    """Return a sentence that says how much is found without each filter; None if there is nothing to gain.

    Args:
        filters: The filters of the search, by name; together they find nothing.
        count: Returns how many passages the search finds with each of some other filters in place of these.
    """
    fewer = [{other: node for other, node in filters.items() if other != name} for name in filters]
    counts = count([*fewer, {}] if len(filters) > 1 else fewer)
    found = {_CALLED.get(name, name): total for name, total in zip(filters, counts, strict=False) if total}
    if not found and len(filters) > 1 and counts[-1]:
        found = {"filters": counts[-1]}
    if not found:
        return None
    said = [f"without {name} {total:,} {'passage' if total == 1 else 'passages'}" for name, total in found.items()]
    return f"Nothing has it all: {', '.join(said)}."
