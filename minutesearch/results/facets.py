"""Values of a field with how often each occurs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, Self

__all__ = ["FacetCount", "FacetName", "PersonCount", "YearCount"]


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

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return what is counted as plain values that `json.dumps` takes."""
        return {"value": self.value, "count": self.count}


class _WiderCount(FacetCount):
    """A count with one thing more, which is no part of the pair, and goes with it into what is made of it."""

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]  # Any: as the parts of it are
        return cls(*iterable)

    def _replace(self, **changed: Any) -> Self:  # Any: as the parts of it are
        return type(self)(**{**self._asdict(), **vars(self), **changed})

    __replace__ = _replace


class PersonCount(_WiderCount):
    """How many of the matching passages a person takes part in, by whatever of the printed names.

    It is equal to the pair of the name and the count.
    """

    #: The ways in which the index prints the name, the most frequent first, which is the value: they differ by
    #: titles and stops alone.
    forms: tuple[str, ...]

    def __new__(cls, value: str, count: int, forms: tuple[str, ...]) -> Self:
        """Make it of the name, the count, and the ways in which the name is printed."""
        made = super().__new__(cls, value, count)
        made.forms = forms
        return made

    def __getnewargs__(self) -> tuple[str, int, tuple[str, ...]]:
        return self.value, self.count, self.forms

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return what is counted, and how it is printed, as plain values that `json.dumps` takes."""
        return {**super().to_dict(), "forms": list(self.forms)}

    def __repr__(self) -> str:
        return f"PersonCount(value={self.value!r}, count={self.count}, forms={self.forms!r})"


class YearCount(_WiderCount):
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

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return what is counted, and of how many, as plain values that `json.dumps` takes."""
        return {**super().to_dict(), "passages": self.passages}

    def __repr__(self) -> str:
        return f"YearCount(value={self.value!r}, count={self.count}, passages={self.passages})"
