"""Reading of word lists that are written as running text, which keeps long ones readable."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, split at white space, as a set."""
    return frozenset(text.split())
