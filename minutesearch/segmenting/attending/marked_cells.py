"""Rows of a table whose columns mark who came: whom a row names, in what role, and what it marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.segmenting.cues.attendance_labels import Coming

__all__ = ["MarkedPerson", "marks_coming", "read_marked"]


class MarkedPerson(NamedTuple):
    """Whom the row of a table names, and what its marks say."""

    #: The cell of the name as printed, perhaps with a role behind it.
    name: str
    #: The cell of the role as printed; None where there is none.
    role: str | None
    #: How the person came or did not.
    coming: Coming


#: The head of a column of marks, by what a mark in it says.
_HEADS = (
    (
        re.compile(
            r"(?:present|attended|attending|attendance|in\s?attendance|here|status|p\s?/\s?a)\b", re.IGNORECASE
        ),
        Coming.PRESENT,
    ),
    (re.compile(r"(?:apolog(?:y|ies)|excused|regrets)\b", re.IGNORECASE), Coming.APOLOGIES),
    (re.compile(r"(?:absent)\b", re.IGNORECASE), Coming.ABSENT),
)
_ROLE = re.compile(r"(?:role|position|title|office|capacity|post|representing)\b", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:\w+\s){0,3}(?:names?|attendees?|members?|councill?ors?|directors?|trustees?|officers?)\b", re.IGNORECASE
)
#: What a cell says whatever stands above it.
_WORDS = (
    (re.compile(r"(?:excused|apolog(?:y|ies)|regrets)\b", re.IGNORECASE), Coming.APOLOGIES),
    (re.compile(r"(?:no|n|a|e|absent|not\b.*|away|unexcused|on\sleave)\b", re.IGNORECASE), Coming.ABSENT),
)
#: The same of a cell for roles, in which a letter is none.
_AWAY = (
    (_WORDS[0][0], Coming.APOLOGIES),
    (re.compile(r"(?:absent|away|not\spresent|on\sleave)\b", re.IGNORECASE), Coming.ABSENT),
)
#: What counts those above it.
_NOBODY = re.compile(
    r"(?:sub-?|grand\s)?totals?(?:\s\w+)?\W*|quorum\W*|numbers?\s(?:present|attending)\W*", re.IGNORECASE
)
#: An empty box, a dash, nothing: no mark.
_BLANK = re.compile(r"[\s\[\]()☐□○✗✘.–—-]*")


def marks_coming(cells: Sequence[tuple[str, str]]) -> bool:
    """Return whether the cells of a row have a column that says who came, or all are of a person and a role.

    Args:
        cells: The cells, each with the head of its column.
    """
    return len(cells) > 1 and (_names_only(cells) or any(_read_head(head) is not None for head, _ in cells[1:]))


def _names_only(cells: Sequence[tuple[str, str]]) -> bool:
    """Return whether no column says who came, so that what stands over the table does: "Name | Role"."""
    return _NAMES.match(cells[0][0]) is not None and not any(_read_head(head) for head, _ in cells[1:])


def read_marked(cells: Sequence[tuple[str, str]]) -> MarkedPerson | None:
    """Return whom a row names and what it marks; None where it names nobody.

    Without a mark in any column somebody was absent; with one that says otherwise than the head, the cell counts.

    Args:
        cells: The cells, each with the head of its column.
    """
    name = cells[0][1].strip()
    if not name or _NOBODY.fullmatch(name) or name.lower() == cells[0][0].strip().lower():
        return None  # a total, or the heads of the columns again on a new page
    role = next((text for head, text in cells[1:] if text and _ROLE.match(head)), None)
    if _names_only(cells):
        coming = next((each for pattern, each in _AWAY if role and pattern.match(role)), Coming.UNSAID)
        return MarkedPerson(name, role, coming)
    told = [said for head, text in cells[1:] if (said := _read_cell(head, text)) is not None]
    return MarkedPerson(name, role, told[0] if told else Coming.ABSENT)


def _read_head(head: str) -> Coming | None:
    return next((coming for pattern, coming in _HEADS if pattern.match(head.strip())), None)


def _read_cell(head: str, text: str) -> Coming | None:
    """Return what a cell says of whether somebody came; None for no mark, or in a column of another matter."""
    under = _read_head(head)
    if under is None or _BLANK.fullmatch(text):
        return None
    if under is not Coming.PRESENT:
        # "Absent: No" and "Apologies: n/a" say nothing of how somebody came.
        return None if re.match(r"(?:no|n)\b", text, re.IGNORECASE) else under
    said = next((coming for pattern, coming in _WORDS if pattern.match(text.strip())), None)
    return said or Coming.PRESENT
