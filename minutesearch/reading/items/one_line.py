"""Restoration of the lines of a page that was saved as one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.sections import split_run_on
from minutesearch.reading.layout.lines import trim

__all__ = ["spread_line"]

#: Where a sentence ends and a resolution begins with its label.
_BEFORE_RESOLUTION = re.compile(
    r"(?<=[.!?”])\s+(?=(?:UNANIMOUSLY\s|Unanimously\s)?(?:RESOLVED|Resolved|AGREED|Agreed)\b\s*"
    r"(?:[:–—-]|that\b|That\b|THAT\b|to\b|unanimously\b))"
)
_HEADER = re.compile(r"(?P<header>Agenda item)\s+(?=\S)", re.IGNORECASE)


def spread_line(split: Sequence[Line]) -> list[Line]:
    """Split a page of one line into lines for its header, title, purpose and resolutions.

    Args:
        split: The line, already split at its labels.
    """
    lines: list[Line] = []
    for at, line in enumerate(split):
        lines += _lines_of_title(line) if not at else [line]
    texts = ((line, part) for line in lines for part in _BEFORE_RESOLUTION.split(line.text) if trim(part))
    return [dataclasses.replace(line, text=part, starts_block=True) for line, part in texts]


def _lines_of_title(line: Line) -> list[Line]:
    header = _HEADER.match(line.text, len(line.text) - len(line.text.lstrip()))
    if header is None:
        return [line]
    rest = line.text[header.end() :]
    parts = (header["header"], *(split_run_on(rest) or (rest,)))
    return [dataclasses.replace(line, text=part) for part in parts if trim(part)]
