"""What the columns of a table are: named by its first row, or lists of those who came and who did not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Block

__all__ = [
    "are_labels_of_people",
    "counts_items",
    "holds_names",
    "is_label_of_people",
    "labels_rows",
    "lists_people",
    "marks_people",
    "names_columns",
    "names_people",
    "tells_fields",
    "texts_by_column",
]

#: "By whom", "Lead officer", "Progress to date", "MOVER & SECONDER": what names a column has few words, no figure
#: and no stop.
_NAME_OF_COLUMN = re.compile(r"[A-Z][^\W\d_’'-]*(?:(?:[ /’'-]| & )[^\W\d_]+){0,3}:?")
_MOST_OF_COLUMN = 4
#: One row below a first one of few words may be of the same table without heads.
_LEAST_ROWS = 2
_PEOPLE = (
    r"(?:(?:the|also|other|elected|council|board|committee|town|parish|city|community)\s)*"
    r"(?:members?|councillors?|councilmembers?|cllrs|officers?|officials?|staff|trustees|commissioners|directors"
    r"|guests?|visitors?|others?|those|public|press|observers?|substitutes?)"
)
_COMING = (
    r"(?:present|in\sattendance|attending|attendees|attendance|absent|apologies(?:\sfor\sabsence)?|regrets|excused"
    r"|not\spresent|roll[ -]?call|sederunt)"
)
#: The head of a column of persons; one of several says who came.
_OF_PEOPLE = re.compile(rf"(?:{_PEOPLE}\s)?(?:also\s)?(?P<coming>{_COMING})\s?:?|{_PEOPLE}\s?:?", re.IGNORECASE)
#: What names nobody: a mark, an answer, a figure.
_ANSWER = re.compile(
    r"\W*(?:x|y|n|p|a|yes|no|aye|nay|present|absent|apologies|excused|tick|[0-9]+)?\W*", re.IGNORECASE
)


#: The head of a column of items.
_OF_ITEMS = re.compile(
    r"\b(?:agenda|items?|subjects?|topics?|discussions?|minutes?|matters?|decisions?|eitem)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"([0-9]{1,3})[.)]?")


def counts_items(rows: Sequence[Sequence[tuple[str, bool]]]) -> bool:
    """Return whether a table holds minutes: below "No. | Item | Action" its rows count on, and have several lines.

    Args:
        rows: The text of each cell of each row, and whether it has several lines.
    """
    if len(rows) <= _LEAST_ROWS or not any(_OF_ITEMS.search(text) for text, _ in rows[0]):
        return False
    found = [_FIGURE.fullmatch(row[0][0].strip()) for row in rows[1:] if row]
    figures = [int(match[1]) for match in found if match is not None]
    several = sum(any(is_several for _, is_several in row) for row in rows[1:])
    if len(figures) < len(found) or figures != list(range(figures[0], figures[0] + len(figures))):
        return False
    return 2 * several >= len(figures)


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row of a table names its columns, though it is not bold.

    Its cells are a few words each, and in some column the cells of all other rows are of another sort: figures,
    or sentences.

    Args:
        rows: The texts of the cells of each row.
    """
    heads, *others = rows
    if len(others) < _LEAST_ROWS or not all(_NAME_OF_COLUMN.fullmatch(text) for text in heads):
        return False
    return any(
        all(len(row) == len(heads) and _is_content(row[column]) for row in others) for column in range(len(heads))
    )


def _is_content(text: str) -> bool:
    return len(text.split()) > _MOST_OF_COLUMN or text.endswith((".", ";")) or any(map(str.isdigit, text))


def lists_people(rows: Sequence[Sequence[Block]]) -> bool:
    """Return whether each column of a table is a list of persons below its label: "Present" beside "Apologies".

    A table of members with an answer of each in other columns is none.
    """
    if len(rows) < _LEAST_ROWS:
        return False
    heads = [cell.text.strip() for cell in rows[0] if cell.text.strip()]
    found = [_OF_PEOPLE.fullmatch(text) for text in heads]
    if len(heads) < _LEAST_ROWS or len(heads) < len(rows[0]) or not all(found):
        return False
    if not any(match["coming"] for match in found if match is not None):
        return False
    columns: dict[int, list[str]] = {}
    for block in itertools.chain.from_iterable(rows[1:]):
        if block.cell is not None and (text := block.text.strip()):
            columns.setdefault(block.cell.column, []).append(text)
    # "Absent" once among names is a label inside the column.
    return bool(columns) and not any(
        _ANSWER.fullmatch(texts[-1]) or sum(_ANSWER.fullmatch(text) is not None for text in texts) > 1
        for texts in columns.values()
    )


def is_label_of_people(text: str) -> bool:
    """Return whether a cell is the label of a list of persons: "Present", "Members absent:"."""
    match = _OF_PEOPLE.fullmatch(text.strip())
    return match is not None and match["coming"] is not None


def are_labels_of_people(texts: Sequence[str]) -> bool:
    """Return whether texts are labels of lists of persons, one of which at least says who came or did not."""
    found = [_OF_PEOPLE.fullmatch(text.strip()) for text in texts]
    return all(found) and any(match["coming"] for match in found if match is not None)


#: "Ann Ash", "Mrs F. O’Cedar", "Ben Birch-Dale (Chair)".
_PERSON = re.compile(r"(?:[A-Z][\w’'.-]*\s){1,3}[A-ZÀ-Þ][\w’'-]+(?:\s\([^()]{1,40}\))?")
_LEAST_NAMES = 4


def holds_names(rows: Sequence[Sequence[Block]]) -> bool:
    """Return whether every cell of a table of several columns may be a person's name, and none is twice there."""
    texts = [cell.text.strip(" \xa0") for row in rows for cell in row]
    names = [text for text in texts if text]
    return (
        len(names) >= _LEAST_NAMES
        and len(names) > len(rows)
        and len(set(names)) == len(names)
        and all(_PERSON.fullmatch(name) and not name.isupper() for name in names)
    )


def labels_rows(rows: Sequence[Sequence[Block]]) -> bool:
    """Return whether labels in the first column stand beside rows of persons: "Present", with nothing below it."""
    if len(rows) < _LEAST_ROWS or any(len(row) < _LEAST_ROWS for row in rows):
        return False
    firsts = [row[0].text.strip(" \xa0") for row in rows]
    if not is_label_of_people(firsts[0]):
        return False
    blank = sum(not text for text in firsts)
    rest = [cell.text.strip(" \xa0") for row in rows for cell in row[1:]]
    return (
        blank > 0
        and all(not text or is_label_of_people(text) for text in firsts)
        and not any(text and _ANSWER.fullmatch(text) for text in rest)
    )


#: The head of a column whose cells say of the person beside them who came: "Present", "P/A", "Attendance Y/N".
_OF_MARKS = re.compile(
    r"(?:present|attended|attending|attendance|in\sattendance|here|absent|apolog(?:y|ies)|excused|regrets|status"
    r"|p\s?/\s?a|present\s?(?:/|or)\s?absent)(?:\s?\(?(?:y\s?/\s?n|yes\s?/\s?no|x|p\s?/\s?a)\)?)?\W*",
    re.IGNORECASE,
)
#: What such a cell holds: a mark, or how and why somebody came or did not.
_MARK = re.compile(
    r"\W*|[^\w\s]?[xX✓✔☑☒√✗✘]\W*|[ypnaeYPNAE]\W*"
    r"|(?:yes|no|here|present|absent|apolog(?:y|ies)|excused|unexcused|regrets|attended|in\sattendance|late|remote\w*"
    r"|online|virtual\w*|in\sperson|not\spresent|away|zoom|on\sleave)\b.{0,40}",
    re.IGNORECASE | re.DOTALL,
)
#: Above the names of a table of those who came.
_OF_NAMES = re.compile(
    r"(?:(?:attendee|member|councill?or|director|trustee|commissioner|board\s?member|officer|participant|committee"
    r"\smember|full|first\sand\slast)s?[’']?\s?)*(?:names?)?(?:\(s\))?\W*",
    re.IGNORECASE,
)


def texts_by_column(row: Sequence[Block]) -> dict[int, str]:
    """Return what the cells of a row say, by their columns."""
    return {block.cell.column: block.text.strip() for block in row if block.cell is not None}


def marks_people(rows: Sequence[Sequence[Block]]) -> dict[int, str]:
    """Return the heads of a table whose columns mark who came, "Name | Role | Present"; empty for any other.

    Its first column names persons, and what stands under a head that says who came is a mark or such a word.
    """
    if len(rows) < _LEAST_ROWS:
        return {}
    heads = texts_by_column(rows[0])
    marked = {column for column, text in heads.items() if column and _OF_MARKS.fullmatch(text)}
    first = heads.get(0, "")
    if not marked or not (_OF_NAMES.fullmatch(first) or is_label_of_people(first)):
        return {}
    said = [
        cell.text.strip()
        for row in rows[1:]
        for cell in row
        if cell.cell is not None and cell.cell.column in marked
    ]
    if not any(said) or not all(_MARK.fullmatch(text) for text in said):
        return {}
    return heads


#: Above what a person is, in a table of persons.
_OF_ROLES = re.compile(
    r"(?:role|position|title|office|organi[sz]ation|representing|body|group|company|ward|department|area|constituency"
    r"|school|church|parish|initials?|e-?mail|designation|affiliation|agency|club|party)s?\b.{0,30}",
    re.IGNORECASE,
)


def names_people(rows: Sequence[Sequence[Block]]) -> dict[int, str]:
    """Return the heads of a table of persons and what each is, "Name | Organisation | Role"; empty for any other.

    It says nothing of whether they came: what stands over it does.
    """
    if len(rows) < _LEAST_ROWS:
        return {}
    heads = texts_by_column(rows[0])
    others = [text for column, text in heads.items() if column and text]
    first = heads.get(0, "")
    if not first or not _OF_NAMES.fullmatch(first) or not others or not all(map(_OF_ROLES.fullmatch, others)):
        return {}
    return heads


#: What stands in the first of two cells and says what the other holds.
_FIELD = re.compile(
    r"(?:also |members |officers |councillors )?(?:present|in attendance|attendance|attending|attendees)"
    r"|apologies(?: for absence)?|absent|regrets|excused|venue|location|place|date|time|meeting"
    r"|(?:(?:vice|deputy)[- ])?(?:chair(?:man|woman|person)?|president)|clerk|secretary|treasurer"
    r"|minutes?(?:[ -]taker)?",
    re.IGNORECASE,
)


#: Above the names of fields.
_KEY = re.compile(r"(?:key|field|detail|meeting details)s?", re.IGNORECASE)


def tells_fields(rows: Sequence[Sequence[Block]]) -> bool:
    """Return whether each row of a table is a field, its name and what it says: "Present | Ann Ash, Bob Birch".

    Its first row is a field too, and no head of the columns, whatever the markup says, unless it is "Key | Value".
    """
    if rows and rows[0] and _KEY.fullmatch(rows[0][0].text.strip()):
        rows = rows[1:]
    if not rows:
        return False
    firsts = [row[0].text.strip(" \xa0:") for row in rows if row]
    filled = [sum(bool(cell.text.strip(" \xa0")) for cell in row) for row in rows]
    named = sum(_FIELD.fullmatch(text) is not None for text in firsts)
    return (
        len(rows) >= _LEAST_ROWS
        and max(filled, default=0) == _LEAST_ROWS
        and _FIELD.fullmatch(firsts[0]) is not None
        and named >= _LEAST_ROWS
        and named * 2 >= len(firsts)
        and rows[0][-1].text.strip(" \xa0") != ""
        and not is_label_of_people(rows[0][-1].text)
    )
