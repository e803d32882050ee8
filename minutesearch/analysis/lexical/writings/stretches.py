"""The stretch record: a piece of a text that may be written in other ways."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Stretch"]


class Stretch(NamedTuple):
    """A piece of a text that means one thing, with the other ways of writing it."""

    #: Where it stands: half-open, in code points.
    start: int
    end: int
    #: The other ways, each as it may be printed.
    others: tuple[str, ...]
    #: Whether it was typed as one, so that its parts alone are not what was meant.
    is_one: bool
    #: Whether it is looked for as printed, since its stem means something else: "21st".
    is_exact: bool = False
    #: Whether what has a hyphen is looked for as one word only, since its parts are something else: "by-law".
    is_joined: bool = False
    #: Other ways that are no such thing behind a sign of money or before a per cent: "19.30" in "£19.30".
    unless_sum: tuple[str, ...] = ()
