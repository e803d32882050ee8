"""A narrower search that a question suggests."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Narrower"]


class Narrower(NamedTuple):
    """A narrower search that a question suggests, with how much it finds."""

    #: What it is of, in words: "Only what Councillor Ashby said".
    said: str
    #: The query to search for, with the same filters and options.
    query: str
    #: How many passages it finds.
    total: int
