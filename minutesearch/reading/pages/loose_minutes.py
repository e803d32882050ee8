"""Reader of minutes without their page: paragraphs with a resolution or a label, and no title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.pages import Line, MeetingLines, Page
from minutesearch.reading.items.sections import read_item
from minutesearch.reading.layout.labels import find_part_label, split_labels
from minutesearch.reading.layout.lines import trim
from minutesearch.records import Meeting

__all__ = ["KIND", "accepts", "read"]

KIND = "minutes"

_RESOLUTION = re.compile(
    r"(?:\(?[0-9a-z]{1,3}[.)]\s*)?(?:unanimously\s|[Ii]t was\s)?(?:RESOLVED|Resolved|AGREED|resolved|"
    r"DECIDED)\b(?=\s*(?:[-–—:(]|that\b|That\b|to\b|unanimously|$|,))"
)
_LONGEST_LOOK = 400


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether any line is a resolution, or a label of minutes."""
    return any(_RESOLUTION.match(trim(line.text[:_LONGEST_LOOK])) for line in lines) or any(
        find_part_label(line.text) for line in split_labels(lines)
    )


def read(lines: Sequence[Line]) -> Page:
    """Read a text as the minutes of one matter without a title."""
    parted = read_item(split_labels(lines), is_minuted=True, is_titled=False)
    return Page(
        kind=KIND,
        meetings=(MeetingLines(meeting=Meeting(), items=(parted.item,)),),
        structure=parted.structure,
    )
