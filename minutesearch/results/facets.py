"""Values of a field with how often each occurs."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["FacetCount", "FacetName"]


#: The names of the facets, each a field that passages are filtered and counted by.
FacetName = Literal[
    "council",
    "body",
    "year",
    "item",
    "kind",
    "decision_type",
    "said_by",
    "mentions",
    "outcome",
    "moved_by",
    "seconded_by",
    "owner",
    "person",
    "party",
]


class FacetCount(NamedTuple):
    """How many of the matching passages have one value of a facet."""

    #: The value.
    value: str
    #: How many passages have it.
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a pair
