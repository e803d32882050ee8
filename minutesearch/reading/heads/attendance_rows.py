"""Rows of a list of those who came that stand below each other in one shape, each of which is by itself."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim

__all__ = ["part_rows"]

#: "Bonhill and Dalmonach: Jack Fordy", whom each of several sends; "Frank Oak, District Clerk", who each is.
_SHAPES = (
    re.compile(r"[A-Z][^:;.|\n]{2,60}:\s+\S.{1,200}"),
    re.compile(
        r"(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.?)){1,3},\s[A-Z][\w’'/& -]{2,40}"
        r"(?:\s?[(–-][^,;]{2,60})?"
    ),
)
_LEAST = 3
#: What stands before the first of them on the line of their label: "Members Present: ".
_LABEL = re.compile(r"[^:]{3,60}:\s+(?=\S)")


def part_rows(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> list[Line]:
    """Begin a paragraph at each of the rows of one shape that stand below a label of attendance: three or more.

    What a row says, "Apologies from Ann Ash", is of those on it, and not of those on the next.

    Args:
        lines: The lines of the page.
        is_label: Whether a line is a label of attendance.
    """
    parted = list(lines)
    for at, line in enumerate(lines):
        if not is_label(line.text):
            continue
        first = _LABEL.sub("", trim(line.text), count=1)
        for shape in _SHAPES:
            end = at + 1
            while end < len(lines) and not is_label(lines[end].text) and shape.fullmatch(trim(lines[end].text)):
                end += 1
            if end - at - 1 + (shape.fullmatch(first) is not None) >= _LEAST:
                parted[at + 1 : end + 1] = [
                    dataclasses.replace(row, starts_block=True) for row in lines[at + 1 : end + 1]
                ]
                break
    return parted
