"""The shape of a roll: whether a text is nothing but persons who came, perhaps below the name of their group."""

from __future__ import annotations

import re

from minutesearch.segmenting.attending.attendance_lists import is_sure, iter_entries
from minutesearch.segmenting.attending.list_pieces import iter_pieces
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["group_length", "is_roll", "names_staff"]

#: "Program staff: Grant Elm", "School Committee: S. Ash": whatever group the persons are of.
_GROUP = re.compile(r"[\[(]?(?P<group>[A-Z][\w’'&/.-]*(?:\s[\w’'&/.-]+){0,6}?)\s?:\s*(?=[A-Z])")
#: What stands before a colon and is no group.
_NO_GROUP = re.compile(
    r"(?:motions?|moved|seconded|second|proposed|actions?|votes?|ayes|nays|noes|yes|no|for|against|abstain\w*"
    r"|date|time|venue|place|location|notes?|re|subject|resolved|decision|item|title|page|contact|website|next"
    r"|apolog\w*|absent|regrets|excused|interests?|declarations?)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|officers?|officials?|administration|attorney|clerk|management|public|press|media|guests?|visitors?"
    r"|recorder|recording secretary|others?)\b",
    re.IGNORECASE,
)
_LONGEST = 2_000


def group_length(text: str) -> int:
    """Count the characters of a group's name before those of it, "Program staff: "; 0 where none stands there."""
    match = _GROUP.match(text[:_LONGEST])
    if match is None or _NO_GROUP.match(match["group"]) or _has_verb(match["group"]):
        return 0
    return match.end() if _lists(text, match.end()) else 0


def names_staff(group: str) -> bool:
    """Return whether a group is of officers or others who attend a body and are no members of it."""
    return _STAFF.search(group) is not None


def is_roll(text: str) -> bool:
    """Return whether a text below a list of those who came goes on with it: persons, and nothing said of them."""
    if len(text) > _LONGEST or text.rstrip().endswith(("?", ":")):
        return False
    return group_length(text) > 0 or _lists(text, 0)


def _lists(text: str, start: int) -> bool:
    """Return whether all from a place on are persons, most with a title, an initial or a known first name."""
    if _has_verb(text[start:]):
        return False
    entries = list(iter_entries(text, start))
    sure = sum(is_sure(text, entry.name) for entry in entries)
    if not sure or sure * 2 < len(entries) or ". " in text[start : entries[0].name.start]:
        return False
    taken = [span for entry in entries for span in entry if span is not None]
    others = [
        piece
        for piece in iter_pieces(text, start, len(text))
        if not text[piece.span.start : piece.span.end].isupper()
        and not any(span.start < piece.span.end and piece.span.start < span.end for span in taken)
    ]
    return len(others) * 2 <= len(entries)


def _has_verb(text: str) -> bool:
    return any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(text))
