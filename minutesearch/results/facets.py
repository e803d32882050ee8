"""Values of a field with how often each occurs."""

from __future__ import annotations

from typing import Literal, NamedTuple, Self

__all__ = ["FacetCount", "FacetName", "YearCount"]


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


class YearCount(FacetCount):
    """How many of the matching passages are of a year, and how many passages of it there are, found or not.

    It is equal to the pair of the year and the count.
    """

    #: How many passages the index has of the year; 0 for one of which it has nothing.
    passages: int

    def __new__(cls, value: str, count: int, passages: int) -> Self:
        """Make it of the year, the count, and the number of passages."""
        made = super().__new__(cls, value, count)
        made.passages = passages
        return made

    def __getnewargs__(self) -> tuple[str, int, int]:
        return self.value, self.count, self.passages

    def __repr__(self) -> str:
        return f"YearCount(value={self.value!r}, count={self.count}, passages={self.passages})"
