"""What the columns of a table are: named by its first row, or lists of those who came and who did not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.pages import Block

__all__ = ["counts_items", "lists_people", "names_columns"]

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
    r"|not\spresent)"
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
    texts = [cell.text for row in rows[1:] for cell in row if cell.text.strip()]
    return bool(texts) and not any(_ANSWER.fullmatch(text) for text in texts)
