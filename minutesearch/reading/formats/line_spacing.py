"""Closing up of pages on which every printed line is a paragraph of its own.

A converter from PDF that knows no paragraphs puts a blank line, or a tag, after each line that it finds; so does
whoever copies a page line by line into a word processor. What parts paragraphs elsewhere says nothing there, and
the width of the lines says what goes on.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import read_number_and_title

__all__ = ["close_up"]

#: The width of a page is what so many of a hundred of its lines do not exceed.
_WIDTH_RANK = 90
#: A line that was broken for want of room reaches so much of the width, in hundredths.
_FULL = 75
#: So many full lines tell how a page is set.
_LEAST_FULL = 12
#: The end of a sentence, or of an entry of a list; the stop of a title or an initial is none.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\bCllr)(?<!\bCr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.?!:;…][”’\"')\]]*\Z")
#: The mark of an entry.
_ENTRY = re.compile(r"[•·▪●◦§*–—-]\s|\(?(?:[a-z]|[ivx]{1,5}|\d{1,3})[.)]\s|\uf0b7")


def close_up(lines: Sequence[Line]) -> Sequence[Line]:
    """Take away the breaks inside the paragraphs of a page that has one after every line.

    Args:
        lines: The lines of a source.

    Returns:
        The same lines; where the page is so, none that goes on from a full line above it begins a block.
    """
    width = _measure_width(lines)
    going_on = [at for at in range(1, len(lines)) if _goes_on(lines[at - 1], lines[at], width)]
    full = sum(_is_full(before, width) and after.starts_block for before, after in itertools.pairwise(lines))
    # Elsewhere a paragraph ends in a stop, and hardly any begins with a small letter.
    small = sum(trim(lines[at].text)[:1].islower() for at in going_on)
    if full < _LEAST_FULL or len(going_on) * 2 < full or small * 3 < len(going_on):
        return lines
    closed = list(lines)
    for at in going_on:
        closed[at] = dataclasses.replace(lines[at], starts_block=False, gap=0)
    return closed


def _measure_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(trim(line.text)) for line in lines if not line.cells)
    return lengths[len(lengths) * _WIDTH_RANK // 100] if lengths else 0


def _is_full(line: Line, width: int) -> bool:
    return not line.cells and len(trim(line.text)) * 100 >= width * _FULL


def _goes_on(before: Line, after: Line, width: int) -> bool:
    """Return whether a line that begins a block is the rest of the full line before it."""
    text = trim(after.text)
    return (
        after.starts_block
        and not after.cells
        and (before.hint, before.style.heading, before.style.bold)
        == (after.hint, after.style.heading, after.style.bold)
        and _is_full(before, width)
        and _STOP.search(trim(before.text)) is None
        and _ENTRY.match(text) is None
        and read_number_and_title(text) is None
    )
