"""Detection of text in HTML whose own line breaks a person sees: of `pre`, or of a style that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from minutesearch.reading.formats.html.html_tree import is_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

__all__ = ["find_kept_classes", "split_kept_lines"]

#: Style sheets are not read, so a style that keeps breaks shows in the text alone. A program that wraps the source
#: of a page breaks a line only where the next word would not fit; lines of print end short at each heading.
_FEWEST_LINES = 8
_LONGEST_LINE = 160
#: Which part of the lines must have had room for the next word. Source that a program wrapped has next to none;
#: pages of print that keep their breaks have a third and more.
_SHORT_PART = 0.2
#: How many places must be free behind the next word: what is wrapped by hand is uneven by a few letters.
_SPARE = 12


def find_kept_classes(soup: BeautifulSoup) -> frozenset[str]:
    """Return the classes of tags whose text shows its breaks; a page of unbroken prose is told by its siblings."""
    texts = soup.find_all(string=lambda text: text is not None and text.count("\n") >= _FEWEST_LINES - 1)
    return frozenset(
        name
        for text in texts
        if is_text(text) and text.parent is not None and (name := _class_of(text.parent))
        if _is_ragged(text.split("\n"))
    )


def split_kept_lines(text: NavigableString, kept: frozenset[str]) -> list[str] | None:
    """Split a piece of text at its own line breaks; return None where they are only those of the page's source."""
    if "\n" not in text:
        return None
    tag = text.parent
    if tag is not None and (tag.name == "pre" or _class_of(tag) in kept):
        return text.split("\n")
    lines = text.split("\n")
    return lines if _is_ragged(lines) else None


def _class_of(tag: Tag) -> str:
    name = tag.attrs.get("class")
    return f"{tag.name} {name}" if name else ""


def _is_ragged(lines: Sequence[str]) -> bool:
    """Return whether many lines of a text end with room for the first word of the next."""
    filled = [words for line in lines if (words := line.split())]
    if len(filled) < _FEWEST_LINES:
        return False
    lengths = [sum(map(len, words)) + len(words) - 1 for words in filled]
    width = max(lengths)
    if width > _LONGEST_LINE:
        return False
    short = sum(
        length + 1 + len(after[0]) + _SPARE <= width for length, after in zip(lengths, filled[1:], strict=False)
    )
    return short >= _SHORT_PART * len(filled)
