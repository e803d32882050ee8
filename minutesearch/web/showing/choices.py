"""A choice on a page: a filter, an order or a form of download, with where it leads."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen on a page."""

    #: What it says.
    text: str
    #: Where it leads.
    address: str
    #: How many passages have it; None where that is not known.
    count: int | None = None
    #: Whether it is chosen now.
    is_on: bool = False
