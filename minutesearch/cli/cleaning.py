"""Makes any text fit to be shown in a terminal: what minutes say must never steer the terminal."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_text", "replace_controls"]

_SPACE = re.compile(r"\s+")

#: What stands for a character that must not be shown.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean_text(text: str) -> str:
    """Gives a text as one line of plain characters.

    Any run of white space, no-break spaces and line ends among it, becomes one space. Control characters, with
    which escape sequences begin, and lone surrogates, which no stream can write, become U+FFFD. Format characters
    are left out: they are invisible, and some of them turn round the order in which a line is shown.

    Args:
        text: Any text.
    """
    text = _SPACE.sub(" ", text)
    return text if text.isascii() and text.isprintable() else "".join(map(_clean_character, text))


def replace_controls(text: str) -> str:
    r"""Gives a text with every control character but `\n` and `\t` as U+FFFD, and all else as it is.

    Args:
        text: Any text.
    """
    return "".join(
        _REPLACEMENT if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" else each
        for each in text
    )


def _clean_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return _REPLACEMENT if category in {"Cc", "Cs"} else character
