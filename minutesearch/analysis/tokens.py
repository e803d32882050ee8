"""The token record: one searchable word of a text, with its place."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Token"]


class Token(NamedTuple):
    """One searchable word of a text.

    Several tokens may share a position: "co-production" is "coproduction" (joined), "co" and, one place on,
    "production".
    """

    #: The word as printed, normalised and in lower case: "partnerships". What a quoted word matches.
    exact: str
    #: Its stem: "partnership". What an unquoted word matches.
    stem: str
    #: Its place in the text, counted from 0 in words.
    position: int
    #: Where it begins and ends in the original text, half-open, in code points.
    start: int
    end: int
    #: Whether it stands for several tokens written together; they follow it with `joined` False.
    joined: bool = False
