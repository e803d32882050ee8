"""Lists of those who came, one to a line: lines in a row that are persons, perhaps with labels between."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from minutesearch.pages import Hint, Line
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.rosters.person_lines import Sort, read_row, sort_of

__all__ = ["mark_rosters"]

#: Within so many lines of a page's top those who came are listed.
_WITHIN = 120
_LEAST = 3
#: What says that those below came: in a sentence, in a label, in a title.
_SAYS = re.compile(
    r"\b(?:present|attend\w*|in\sattendance|roll[\s-]?call|participat\w*|sederunt)\b(?!\sto\b)", re.IGNORECASE
)
_MARK = re.compile(r"(?:absent|excused|apolog(?:y|ies)|present|late|regrets|not\s.*)\W*", re.IGNORECASE)
_SAYS_OF_OTHERS = re.compile(r"\b(?:visitors?|guests?|absent|excused|apologies)\b", re.IGNORECASE)
_SAYS_OF_ABSENT = re.compile(r"\b(?:absent|excused|apologies|regrets)\b", re.IGNORECASE)
#: How far above a list that may be said.
_ABOVE = 3


def _find_rosters(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> list[range]:
    """Return where lists of persons stand near the top, one to a line, of whom something says that they came.

    Args:
        lines: The lines of the page.
        is_label: Whether a line is a label of attendance.
    """
    top = lines[:_WITHIN]
    sorts = [_sort(line, is_label=is_label) for line in top]
    found: list[range] = []
    at = 0
    while at < len(top):
        if sorts[at] is Sort.TEXT:
            at += 1
            continue
        end = at
        while end < len(top) and sorts[end] is not Sort.TEXT:
            end += 1
        begin, stop = at, end
        at = end
        while stop > begin and sorts[stop - 1] is Sort.LABEL:
            stop -= 1  # what nobody stands below may be a title
        if begin and _is_of_others(top[begin - 1].text, is_label=is_label):
            begin = next((at for at in range(begin, stop) if sorts[at] is Sort.LABEL), stop)
        if _is_roster(sorts[begin:stop]) and _is_told(top, sorts, begin, stop, is_label=is_label):
            found.append(range(begin, stop))
    return found


def _sort(line: Line, *, is_label: Callable[[str], bool]) -> Sort:
    if line.hint in (Hint.MENU, Hint.RUNNING, Hint.COLUMNS, Hint.NUMBER) or line.hint is Hint.ROLL:
        return Sort.TEXT
    if line.hint is Hint.ROW and len(line.cells) > 1:
        return Sort.TEXT if _is_marked(line) else sort_of(line.cells[0][1])
    sort = sort_of(line.text)
    if sort is Sort.TEXT and is_label(line.text):
        return Sort.LABEL if len(line.text.split()) <= _LEAST else Sort.TEXT  # "Absent", "Present:"
    return sort


def _is_marked(line: Line) -> bool:
    """Return whether a cell of a row may say who came: nothing but a letter or a sign."""
    return any(len(trim(cell)) == 1 or _MARK.fullmatch(trim(cell)) for _, cell in line.cells[1:])


def _is_roster(sorts: Sequence[Sort]) -> bool:
    """Return whether most of several lines are surely persons."""
    persons = sum(sort is Sort.PERSON for sort in sorts)
    maybe = sum(sort is Sort.MAYBE for sort in sorts)
    return persons + maybe >= _LEAST and persons >= 2 * maybe and persons > 1


def _is_told(
    lines: Sequence[Line], sorts: Sequence[Sort], begin: int, end: int, *, is_label: Callable[[str], bool]
) -> bool:
    """Return whether a label in a list, or what stands right above it, says that those in it came."""
    for at in range(begin, end):
        if sorts[at] is Sort.LABEL and _SAYS.search(lines[at].text):
            return True
        # Those above or beside "Visitors" and above "Absent" came as these did, or did not.
        said = _SAYS_OF_OTHERS.search(lines[at].text) if sorts[at] is Sort.LABEL else None
        if said is not None and (at > begin or said.start() > 0):
            return True
    for at in range(begin - 1, max(-1, begin - 1 - _ABOVE), -1):
        text = lines[at].text
        if len(text.split()) <= 2 * _LEAST and _SAYS.search(text) and _SAYS_OF_ABSENT.search(text):
            return False  # "Present" beside "Absent"
        if is_label(text) or (_SAYS.search(text[-200:]) is not None and _opens(text)):
            # "Present: Ash, Birch, Cedar" has its list behind it, and goes on in nobody but the next line.
            goes_on = at == begin - 1 and sorts[begin] is not Sort.LABEL
            return goes_on or ":" not in trim(text).rstrip(":")
        if _is_of_others(text, is_label=is_label):
            return False
    return False


def _is_of_others(text: str, *, is_label: Callable[[str], bool]) -> bool:
    """Return whether a text opens a list of others than those who came: "The following were nominated:"."""
    return trim(text).endswith(":") and _SAYS.search(text) is None and not is_label(text)


def _opens(text: str) -> bool:
    """Return whether a text opens a list: it ends in a colon, or is a title of a few words."""
    plain = trim(text)
    return plain.endswith((":", "-", "–", "—")) or len(plain.split()) <= 2 * _LEAST


def mark_rosters(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> list[Line]:
    """Mark the lines of such lists as persons, each by itself."""
    marked = list(lines)
    for region in _find_rosters(lines, is_label=is_label):
        offices = _find_offices(lines, region)
        for at in region:
            if not is_label(lines[at].text):
                marked[at] = _mark(lines[at], offices.get(at, ""))
        if region.stop < len(lines):
            marked[region.stop] = dataclasses.replace(lines[region.stop], starts_block=True)
    return marked


def _find_offices(lines: Sequence[Line], region: range) -> dict[int, str]:
    """Return the office of each person whose own line has none, where offices stand on lines below the names.

    They do where no office begins the list, and each stands below a person.
    """
    sorts = {at: sort_of(lines[at].text) for at in region if sort_of(lines[at].text) is not Sort.LABEL}
    under = {at - 1: trim(lines[at].text) for at, sort in sorts.items() if sort is Sort.OFFICE}
    is_below = all(sorts.get(at) in (Sort.PERSON, Sort.MAYBE) for at in under)
    return under if is_below and len(under) > 1 else {}


def _mark(line: Line, office: str) -> Line:
    """Return a line of a list marked as a person of it, its name told from the office, or as a group's name."""
    sort = sort_of(line.text)
    if sort is Sort.OFFICE:
        return dataclasses.replace(line, starts_block=True)
    if sort is Sort.LABEL:
        return dataclasses.replace(line, starts_block=True, hint=Hint.GROUP)
    if line.hint is Hint.ROW and len(line.cells) > 1:
        named = (("Name", line.cells[0][1]), ("Position", line.cells[1][1]))
        return dataclasses.replace(line, starts_block=True, hint=Hint.PERSON, cells=named)
    row = read_row(line.text)
    cells = (("Name", row.name), ("Position", row.office or office)) if row is not None else ()
    return dataclasses.replace(line, starts_block=True, hint=Hint.PERSON, cells=cells)
