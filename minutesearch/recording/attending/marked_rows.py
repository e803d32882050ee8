"""Rows of a table that marks who came: "Ann Ash P P" and "Ben Birch A A", one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.records import Attendance, Passage, Presence

__all__ = ["without_marked_away"]

#: Present, yes, late; absent, no, excused: E stands for who left early too, beside another mark then.
_HERE = r"P|Y|L|Present|Here|Yes|Late|In person|Online|Virtual"
_AWAY = r"A|N|E|Absent|Away|Excused|On [Ll]eave|Regrets|Apologies|No"
#: A whole name, perhaps with a role in brackets, and the marks behind it.
_ROW = re.compile(
    rf"[A-Z][\w.’'-]*(?:\s[\w.’'-]+){{1,5}}(?:\s\([^()]{{1,60}}\))?(?P<marks>(?:\s(?:{_HERE}|{_AWAY})){{1,4}})"
)
_MARKS = re.compile(rf"(?:\s(?:{_AWAY}))+")
_LEAST_ROWS = 3


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
