"""Headings and labels of an agenda item's page: the words on a line of their own that are structure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim

__all__ = ["Heading", "Label", "find_header_number", "find_label", "is_header", "is_other_page"]


class Heading(StrEnum):
    """The part of a page that a label opens."""

    MINUTES = "minutes"
    DISCUSSION = "discussion"
    DECISION = "decision"
    DOCUMENTS = "documents"


class Label(NamedTuple):
    """A label found on a line."""

    heading: Heading
    #: Whether it is printed with a colon, which a title or a word of a list hardly ever is.
    has_colon: bool


_HEADINGS = {
    "minutes": Heading.MINUTES,
    "discussion": Heading.DISCUSSION,
    "discussions": Heading.DISCUSSION,
    "decision": Heading.DECISION,
    "decisions": Heading.DECISION,
    "supporting documents": Heading.DOCUMENTS,
    "supporting document": Heading.DOCUMENTS,
    "accompanying documents": Heading.DOCUMENTS,
    "cofnodion": Heading.MINUTES,
    "penderfyniad": Heading.DECISION,
    "penderfyniadau": Heading.DECISION,
    "dogfennau ategol": Heading.DOCUMENTS,
}
#: No label or trail of links is longer, with room for no-break spaces; longer lines are not looked at.
_LONGEST_LABEL = 300

_HEADER = re.compile(r"agenda item(?: (?P<number>[0-9]{1,3}[a-z]?))?")
_TRAIL = re.compile("[>»›/|]")
#: What only the page of a whole meeting or of a matter's history says above its first minutes.
_OTHER_PAGE = re.compile(
    r"agenda(?:(?:,| and) .*)?|issue - meetings|(?:printed |draft )?minutes of .*"
    r"|(?:venue|contact|meeting|lleoliad|cyswllt):.*|no\."
    r"|(?:agenda|rhaglen) a (?:ch)?ofnodion.*|rhif\b.*|eitemau"
)


def find_label(line: Line) -> Label | None:
    """Return the label that a line consists of; None if it is anything else, or says anything more."""
    text = _short(line)
    bare = text.removesuffix(":")
    heading = _HEADINGS.get(_plain(bare))
    return Label(heading, bare != text) if heading else None


def is_header(line: Line) -> bool:
    """Return whether a line is "Agenda item", or a trail of links that ends so ("Home > Agenda item")."""
    text = _plain(_short(line)).removesuffix(":").rstrip()
    return _HEADER.fullmatch(_plain(_TRAIL.split(text)[-1])) is not None


def find_header_number(line: Line) -> str | None:
    """Return the item's number in a header line, as printed: "12A" for "Agenda item 12A"; None without one."""
    text = " ".join(_short(line).removesuffix(":").split())
    match = _HEADER.fullmatch(text.lower())
    return text[match.start("number") :] if match and match["number"] else None


def is_other_page(line: Line) -> bool:
    """Return whether a line heads another form of page: a whole meeting, or all meetings of a matter."""
    return _OTHER_PAGE.fullmatch(_plain(_short(line))) is not None


def _short(line: Line) -> str:
    """Return a line without blanks at its ends; empty if it is too long for a label."""
    return trim(line.text) if len(line.text) <= _LONGEST_LABEL else ""


def _plain(text: str) -> str:
    """Return the words in lower case with single spaces."""
    return " ".join(trim(text).split()).lower()
