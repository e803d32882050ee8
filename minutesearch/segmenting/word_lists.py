"""Reads a list of words written as running text, which is how long ones are kept readable."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """Gives the words of a text that is parted by space."""
    return frozenset(text.split())
