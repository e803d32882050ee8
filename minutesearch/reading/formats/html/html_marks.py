"""What a page of HTML hides, strikes through or raises: no words of its text, and marks of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["is_bold", "is_gone", "read_mark"]

_STRUCK = frozenset({"s", "strike", "del"})
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[^;]*line-through)", re.IGNORECASE
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
#: The mark of a note, as against "th" in "5th" and the square of "m2".
_MARK = re.compile(r"\s*[\[(]?(?P<mark>[0-9]{1,3}|[*†‡]{1,3})[\])]?\s*")
#: What a mark stands behind: a word of three letters or more, or the end of a sentence.
_MARKED = re.compile(r"(?:[^\W\d_]{3,}|[.,;:!?)\]”’\"])\s*\Z")


def is_gone(tag: Tag) -> bool:
    """Return whether a tag's text is hidden or struck through."""
    if tag.name in _STRUCK:
        return True
    if not tag.attrs:
        return False
    style = tag.attrs.get("style")
    return "hidden" in tag.attrs or (isinstance(style, str) and _HIDDEN.search(style) is not None)


def is_bold(tag: Tag) -> bool:
    """Return whether a tag makes its text bold."""
    if tag.name in ("b", "strong", "u"):
        return True
    style = tag.attrs.get("style")
    return isinstance(style, str) and _BOLD.search(style) is not None


def read_mark(text: str, before: str) -> str | None:
    """Return the mark of a note apart from its word and in brackets; None if a text is none.

    Args:
        text: A string of the tree.
        before: What stands before it.
    """
    parents = getattr(text, "parents", None)
    if parents is None or len(text) > 10 or not _MARKED.search(before):
        return None
    if not any(parent.name == "sup" for parent, _ in zip(parents, range(3), strict=False)):
        return None
    match = _MARK.fullmatch(text)
    return f" [{match['mark']}]" if match else None
