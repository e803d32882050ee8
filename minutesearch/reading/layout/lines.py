"""Splitting of a text into its non-blank lines, numbered, with the blank lines before each counted."""

from __future__ import annotations

import re
import string

from minutesearch.pages import Line

__all__ = ["count_visible", "is_blank", "split_lines", "trim", "trim_start"]

# Not `str.splitlines`: it also splits at form feeds and at U+2028, which stand inside paragraphs of pasted text.
_LINE_END = re.compile("\r\n|\r|\n")

#: What shows nothing: all white space of Unicode, and the marks of no width (soft hyphen, joiners and so on).
_INVISIBLE = (
    string.whitespace
    + "\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x2010)))
)
#: Those that `str.split` does not part words at.
_OF_NO_WIDTH = tuple(mark for mark in _INVISIBLE if mark.split())


def trim(text: str) -> str:
    """Return the text without white space and marks of no width at its ends."""
    return text.strip(_INVISIBLE)


def trim_start(text: str) -> str:
    """Return the text without white space and marks of no width before its first visible character."""
    return text.lstrip(_INVISIBLE)


def count_visible(text: str) -> int:
    """Count the visible characters of a text."""
    count = sum(map(len, text.split()))
    # Ten searches for one character each cost a fifth of a translation of the text; ASCII has no mark of no width.
    return count if text.isascii() else count - sum(map(text.count, _OF_NO_WIDTH))


def is_blank(text: str) -> bool:
    """Return whether a text has no visible characters."""
    return not trim(text)


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Split a text at `\r\n`, `\r` and `\n`, and at nothing else.

    Args:
        text: The text of a source.

    Returns:
        Its non-blank lines exactly as they stand, with their numbers from 1; `starts_block` is true of the first
        and of each that a blank line stands before.
    """
    lines: list[Line] = []
    gap = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if is_blank(line):
            gap += 1
            continue
        lines.append(Line(text=line, number=number, starts_block=gap > 0 or not lines, gap=gap))
        gap = 0
    return tuple(lines)
