"""Cleaning of text for output on a terminal, so that nothing in the minutes can steer it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_text"]

_SPACE = re.compile(r"\s+")

#: What stands for a character that must not be shown.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean_text(text: str) -> str:
    """Return a text as one line of plain characters.

    Any run of white space, no-break spaces and line ends among it, becomes one space. Control characters, with
    which escape sequences begin, and lone surrogates, which no stream can write, become U+FFFD. Format characters
    are left out: they are invisible, and some of them turn round the order in which a line is shown.

    Args:
        text: Any text.
    """
    text = _SPACE.sub(" ", text)
    return text if text.isascii() and text.isprintable() else "".join(map(_clean_character, text))


def _clean_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return _REPLACEMENT if category in {"Cc", "Cs"} else character
