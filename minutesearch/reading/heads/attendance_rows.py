"""Rows of a list of those who came that stand below each other in one shape, each of which is by itself."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from minutesearch.pages import Hint, Line
from minutesearch.person_names import OFFICE_TITLES, SINGULAR_TITLES
from minutesearch.reading.layout.lines import trim

__all__ = ["part_rows"]

#: "Elmhill and Dalmore: Jack Fordham", whom each of several sends; "Frank Oak, District Clerk", who each is.
_GROUPED = re.compile(
    r"[A-Z][^:;.|\n]{2,60}:\s+\S.{1,200}"
    # "Strath - Mr H. Birch, Mr C. Cedar"
    r"|[A-Z][^:;.|\n–—-]{2,40}\s[–—-]\s(?:Mr|Mrs|Ms|Miss|Dr|Rev|Cllr|Councillor|Cr)\.?\s[A-Z].{1,200}"
)
_PERSONS = (
    re.compile(
        r"(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.?)){1,3},\s[A-Z][\w’'/& -]{2,40}"
        r"(?:\s?[(–-][^,;]{2,60})?"
    ),
    # "Councilman James H. Elm, Jr.", "Highway Superintendent Ray C. Oak": the office stands before the name.
    re.compile(
        r"(?:(?:Councill?ors|Cllrs|Commissioners|Trustees)\.?\s(?=[A-Z][^:]{2,200}\Z).*|"
        r"(?:(?:[A-Z][\w’'/&-]*|of|the|and|&)\s){0,6}?(?:[A-Z]\w*[-/])?"
        rf"(?i:{'|'.join(sorted(SINGULAR_TITLES | OFFICE_TITLES))}|clerk|manager|director|chief|engineer|treasurer"
        r"|secretary|officer|administrator|assessor|recorder|solicitor)\.?\s"
        r"(?:(?:[A-Z][\w’'-]+|[A-Z]\.?)\s){0,3}[A-Z][\w.’'-]+(?:,\s(?:Jr|Sr|I{2,3}|IV)\.?)?(?:\s?\([^()]{2,60}\))?)"
    ),
    # "Division No. 4 Murray Ash, Reeve"
    re.compile(
        r"(?:Division|Ward|District|Precinct|Zone|Area|Seat)\s(?:No\.?\s?)?(?:[0-9]{1,3}|[IVX]{1,4})\s?[:,–-]?\s+"
        r"[A-Z][^:;|\n]{3,80}"
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
        for shape in (_GROUPED, *_PERSONS):
            end = at + 1
            while end < len(lines) and not is_label(lines[end].text) and shape.fullmatch(trim(lines[end].text)):
                end += 1
            if end - at - 1 + (shape.fullmatch(first) is not None) >= _LEAST:
                hint = None if shape is _GROUPED else Hint.PERSON
                parted[at + 1 : end] = [
                    dataclasses.replace(row, starts_block=True, hint=row.hint or hint)
                    for row in lines[at + 1 : end]
                ]
                if end < len(lines):
                    parted[end] = dataclasses.replace(lines[end], starts_block=True)
                break
    return parted
