"""Reading of how each member voted: "Hill - yes; Marsh - no", a row "Nolan    Yes", a table with X under For."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.recording.printed.members import NOBODY, Members
from minutesearch.recording.voting.tallies import may_name_sides
from minutesearch.records import Span
from minutesearch.segmenting.attending.attendance_lists import iter_entries

__all__ = ["Ballot", "Row", "read_ballots", "read_columns", "read_marks", "read_row"]

#: The cells of a table's row, each with the words at the head of its column.
Row = tuple[tuple[str, str], ...]


class Ballot(NamedTuple):
    """How one member voted."""

    #: "ayes", "noes", "abstentions"; None for one who was away.
    side: str | None
    name: str
    span: Span


_WORDS = {
    "ayes": r"yes|ayes?|yeas?|for|in favou?r",
    "noes": r"no|noes|nays?|against|opposed",
    "abstentions": r"abst(?:ain(?:ed|s|ing)?|entions?)",
    "away": r"absent|excused|recused|away|not voting|not present|present",
}
_VOTE = "|".join(f"(?P<{side}>{words})" for side, words in _WORDS.items())
#: "Hill - yes", "Councillor Marsh: No", "Okoro (aye)", "Petrov voted no", "Nolan    Yes".
_INLINE = re.compile(
    r"(?:(?<=[;,.|:]\s)|\A|(?<=\sand\s)|(?<=\s\())(?:(?:Council\s?members|Councillors|Commissioners|Trustees|Directors|Members|Supervisors)\s)?(?P<name>(?!(?:The|Motion|It|On|Vote|Roll)\s)(?:(?:Cllrs?|Crs?|Mrs?|Ms|Dr)\.\s)?[A-Z][^;:,()|–—]{1,50}?)"
    rf"(?:\s*[–—:]\s*|\s-\s|\s?-(?=[a-z])|\s*\(|\s{{2,}}|\s\|\s|,\s|\svot(?:ed|ing)\s"
    rf"|\s)(?i:{_VOTE})\b\)?(?=\s*(?:[;,.|)]|\Z|and\b))"
)
_COLUMNS = re.compile(rf"\W*(?i:vot(?:ed|ing|es?)\s)?(?i:{_VOTE})\W*")
_MARK = re.compile(r"[xX✓✔√•●*YyTt1/]|yes|Yes|YES|✗|☒|☑")


def read_ballots(text: str, *, members: Members = NOBODY) -> list[Ballot]:
    """Return how the members named in a passage voted; empty unless two are, or it is nothing else."""
    if not may_name_sides(text):
        return []
    found = [
        Ballot(_side(match), match["name"], Span(*match.span()))
        for match in _INLINE.finditer(text[:8000])
        if _is_name(match["name"], members)
    ]
    if len(found) > 1 or (found and found[0].span == (0, len(text.rstrip(" .")))):
        return found
    return []


def _side(match: re.Match[str]) -> str | None:
    return next((side for side in ("ayes", "noes", "abstentions") if match[side]), None)


def _is_name(text: str, members: Members) -> bool:
    """Return whether a text is one name and nothing else."""
    if members.knows(text):
        return True
    entries = list(iter_entries(text))
    return len(entries) == 1 and entries[0].name == (0, len(text))


def read_columns(cells: Sequence[str]) -> tuple[str | None, ...]:
    """Return the side that each column of a table of votes is for, by its heads; empty for any other row.

    The column of names, and one of who was away, is for none.
    """
    matches = [_COLUMNS.fullmatch(cell) for cell in cells]
    sides = tuple(_side(match) if match else None for match in matches)
    return sides if len({side for side in sides if side}) > 1 else ()


def read_row(text: str, row: Row, *, members: Members = NOBODY) -> Ballot | None:
    """Return how the member of a row voted whose columns have heads; None where it is no row of a vote."""
    sides = [
        (_side(head), head)
        for head, cell in ((_COLUMNS.fullmatch(head), cell) for head, cell in row[1:])
        if head is not None and _MARK.fullmatch(cell.strip())
    ]
    name = row[0][1].strip() if row else ""
    if len(sides) != 1 or not _is_name(name, members):
        return None
    return Ballot(sides[0][0], name, Span(0, len(text)))


def read_marks(
    text: str, cells: Sequence[str], columns: Sequence[str | None], *, members: Members = NOBODY
) -> Ballot | None:
    """Return how the member of a table's row voted; None where no cell, or more than one, is marked."""
    marked = [place for place, cell in enumerate(cells[1:], 1) if _MARK.fullmatch(cell.strip())]
    name = cells[0].strip() if cells else ""
    if len(marked) != 1 or marked[0] >= len(columns) or not _is_name(name, members):
        return None
    return Ballot(columns[marked[0]], name, Span(0, len(text)))
