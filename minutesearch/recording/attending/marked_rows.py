"""Rows of a table that marks who came: by the heads of its columns, or as "Ann Ash P P" over "Ben Birch A A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.records import Attendance, Evidence, Passage, Presence, Span
from minutesearch.segmenting.attending.attendance_lines import clean_role
from minutesearch.segmenting.attending.attendance_lists import Entry, iter_entries
from minutesearch.segmenting.attending.list_names import MOST_OF_NAME, NO_NAMES
from minutesearch.segmenting.attending.marked_cells import read_marked
from minutesearch.segmenting.cues.attendance_labels import Coming
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import OFFICES, is_name_word
from minutesearch.segmenting.people.persons import bare
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["read_marked_row", "without_marked_away"]

_STANCES = {Coming.PRESENT: Presence.PRESENT, Coming.APOLOGIES: Presence.APOLOGIES}

#: Present, yes, late; absent, no, excused: E stands for who left early too, beside another mark then.
_HERE = r"P|Y|L|Present|Here|Yes|Late|In person|Online|Virtual"
_AWAY = r"A|N|E|Absent|Away|Excused|On [Ll]eave|Regrets|Apologies|No"
#: A whole name, perhaps with a role in brackets, and the marks behind it.
_ROW = re.compile(
    rf"[A-Z][\w.’'-]*(?:\s[\w.’'-]+){{1,5}}(?:\s\([^()]{{1,60}}\))?(?P<marks>(?:\s(?:{_HERE}|{_AWAY})){{1,4}})"
)
_MARKS = re.compile(rf"(?:\s(?:{_AWAY}))+")
_LEAST_ROWS = 3


def read_marked_row(
    text: str, cells: Sequence[tuple[str, str]], position: int, *, under: Coming | None
) -> Iterator[Attendance]:
    """Yield whom a row names whose columns mark who came: nobody without a mark, "Bob Birch | Treasurer | ".

    Args:
        text: The text of the passage, which begins with the name's cell.
        cells: The cells of the row, each with the head of its column.
        position: The position of the passage in its item.
        under: What the label over the table says, which counts where no column of it says who came.
    """
    marked = read_marked(cells)
    coming = under if marked is not None and marked.coming is Coming.UNSAID else marked and marked.coming
    presence = _STANCES.get(coming) if coming is not None else None
    begin = text.find(marked.name) if marked is not None else -1
    if marked is None or presence is None or begin < 0:
        return
    entry = next(iter_entries(text, begin, begin + len(marked.name)), None) or _read_name(begin, marked.name)
    if entry is None:
        return
    role = text[entry.role.start : entry.role.end] if entry.role is not None else marked.role
    yield Attendance(
        name=text[entry.name.start : entry.name.end],
        presence=presence,
        role=clean_role(role) if role and presence is Presence.PRESENT else None,
        evidence=(Evidence(position, Span(entry.name.start, entry.name.end)),),
    )


def _read_name(begin: int, name: str) -> Entry | None:
    """Return a cell of names that is one though a word of it is of bodies too: "Royal Hill"."""
    words = list(iter_words(name))
    if not 1 < len(words) <= MOST_OF_NAME or not all(word.is_capitalised and is_name_word(word) for word in words):
        return None
    if bare(words[-1]) in NO_NAMES or any(bare(word) in OFFICES | BODIES for word in words):
        return None
    return Entry(Span(begin, begin + len(name)), None)


def without_marked_away(found: Sequence[Attendance], passages: Sequence[Passage]) -> list[Attendance]:
    """Leave out who is said to be present by a row whose every mark says that they were away.

    Marks are such where three rows or more end in some, and one of them says that somebody came.
    """
    rows = {
        place: row["marks"]
        for place, passage in enumerate(passages, 1)
        if (row := _ROW.fullmatch(passage.text.strip())) is not None
    }
    away = {place for place, marks in rows.items() if _MARKS.fullmatch(marks)}
    if len(rows) < _LEAST_ROWS or len(away) == len(rows):
        return list(found)
    return [
        one
        for one in found
        if one.presence is not Presence.PRESENT or not away.issuperset(each.position for each in one.evidence)
    ]
