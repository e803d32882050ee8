"""Reading of the label or bullet at the start of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Marker", "Style", "read_marker"]

#: Bullets that may touch the word after them.
_BULLETS = "·•▪●◦‣⁃∙○■□►▶➢➤✓✔§¨"
# The names of the groups are the styles. A roman numeral is read as one only up to 39: "(mix)" is a word.
_LABEL = re.compile(
    r"""
    (?P<open>\(?)
    (?:
        (?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})
      | (?P<number>\d{1,3})
      | (?P<roman>x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}|X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})
      | (?P<letter>[a-z]|[A-Z]|(?P<twice>[a-z])(?P=twice))
    )
    (?P<close>\)\.|\.\)|\)|\.|)
    (?P<space>\s*+)
    (?=\S)
    """,
    re.VERBOSE,
)
_DASH = re.compile(r"(?:[-–—*]|o(?=\s\s))\s++(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ROMAN_LETTERS = "ivxIVX"


class Style(StrEnum):
    """The numbering style of a list."""

    NUMBER = "number"
    DOTTED = "dotted"
    LETTER = "letter"
    ROMAN = "roman"
    BULLET = "bullet"


class Marker(NamedTuple):
    """A printed label or bullet."""

    #: As printed: "8.", "d)", "(iv)", "·".
    printed: str
    #: Without dots and brackets: "8"; empty for a bullet.
    label: str
    style: Style
    #: Its place in its list, counted from 1; 0 for a bullet or a dotted number.
    value: int
    #: What is printed round it ("." or "()"); lists within lists differ in it.
    form: str
    #: Where the text after it begins, in code points.
    end: int
    #: Its place if the letter is meant as a letter ("i" after "h") where `style` says roman; 0 if it cannot be.
    letter_value: int = 0


def read_marker(text: str, *, is_lettered: bool = False) -> Marker | None:
    """Read the marker at the start of a text without space before it.

    Args:
        text: The text.
        is_lettered: Whether it is known to stand in a list by capitals, so that "A. " is no initial.

    Returns:
        The marker, or None if the text begins with a word, or is nothing but a marker.
    """
    return _read_bullet(text) or _read_label(text, is_lettered=is_lettered)


def _read_bullet(text: str) -> Marker | None:
    if text[:1] and (text[0] in _BULLETS or unicodedata.category(text[0]) == "Co"):
        rest = text[1:].lstrip()
        return Marker(text[0], "", Style.BULLET, 0, text[0], len(text) - len(rest)) if rest else None
    match = _DASH.match(text)
    return Marker(text[0], "", Style.BULLET, 0, text[0], match.end()) if match else None


def _read_label(text: str, *, is_lettered: bool) -> Marker | None:
    if text[:3].isalpha() and text[:3].strip(_ROMAN_LETTERS):
        return None  # most paragraphs begin with a word
    match = _LABEL.match(text)
    if match is None:
        return None
    style = Style(next(name for name in ("dotted", "number", "roman", "letter") if match[name]))
    label, opened, closed = match[style.value], match["open"], match["close"]
    if not _is_set_off(text, match, style, is_lettered=is_lettered):
        return None
    form = ("(" if opened else "") + closed
    printed = opened + label + closed
    single = len(label) == 1
    letter_value = ord(label.lower()) - 96 if style is Style.ROMAN and single else 0
    if label.isupper():
        form += "A"
    return Marker(printed, label, style, _place(label, style), form, match.end(), letter_value)


def _is_set_off(text: str, match: re.Match[str], style: Style, *, is_lettered: bool) -> bool:
    """Return whether the label is set apart from the text, and not the first word of a sentence."""
    label, opened, closed = match[style.value], match["open"], match["close"]
    space, after = match["space"], text[match.end()]
    if opened and ")" not in closed:
        return False
    if not space:
        # "1.The report" and "(a)the report" are printed; "1.5%", "a.m." and "3)" in a sum are not labels.
        return (
            style is not Style.DOTTED and bool(closed) and after.isupper() and (")" in closed or label.isdigit())
        )
    wide = len(space) > 1 or space != " "
    if not closed:
        # A bare number needs a gap that no sentence has ("1          Details"), or two parts ("4.1 The").
        return (wide and style in (Style.NUMBER, Style.DOTTED)) or (
            style is Style.DOTTED and (after.isupper() or text.startswith("that ", match.end()))
        )
    if closed == "." and label.isupper() and style in (Style.LETTER, Style.ROMAN):
        return wide or is_lettered  # "A. Smith reported" is a name
    return True


def _place(label: str, style: Style) -> int:
    if style is Style.NUMBER:
        return int(label)
    if style is Style.LETTER:
        return ord(label[0].lower()) - 96 + 26 * (len(label) - 1)
    if style is Style.DOTTED:
        return 0
    values = [_ROMAN[letter] for letter in label.lower()]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
