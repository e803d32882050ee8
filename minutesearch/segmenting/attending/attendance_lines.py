"""Reading of attendance lists: who attended, and in what role."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutesearch.segmenting.attending.attendance_lists import iter_entries
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.attendees import Attendee
from minutesearch.segmenting.people.initials_behind import in_order
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["clean_role", "is_attendance_list", "names_attendees", "read_attendees"]

_LIST = re.compile(
    r"(?:also\s)?(?:(?:officers? |members |meeting )?(?:present|in attendance|attendees)"
    r"|attendance|attending|witnesses)"
    r"\b[^:.]{0,60}:",
    re.IGNORECASE,
)
# What stands in the role's place but says how somebody attended.
_HOW = re.compile(
    r"(?:\s*[-–—,;]\s*|\s+|\A)(?:attend(?:ed|ing)\s)?"
    r"(?:virtual(?:ly)?|remote(?:ly)?|online|in attendance|present|in person"
    r"|via\s\w+|by (?:video|phone|telephone)\w*)\Z",
    re.IGNORECASE,
)
#: A list that ends as a sentence does: "Rob Ash, Jan Elm, and Joe Oak were present."
_WERE_PRESENT = re.compile(r",?\s(?:were|was)\s(?:all\s|also\s)?(?:present|in attendance)\W*\Z")
#: What is said of somebody in a list of who attended.
_COMINGS = word_set("absent arrived attended joined left departed excused retired")
#: What is done next, below those who came.
_NO_LIST = re.compile(r"(?:welcome|opening|introductions?|matters|agenda|call to order)\b", re.IGNORECASE)
_LONGEST_NAMES = 4000
#: What is said of the person before it: "Cllr Ash (reason accepted)".
_REMARK = re.compile(
    r"\([^()]{1,60}\)"
    r"|\b(?:\d{1,3}|one|two|three|four|five|six|several|no)\s(?:members?\sof\s(?:the\s)?public|residents?|parishioners?"
    r"|visitors?)\s[^,;:]{0,60}\Z"
    r"|\b(?:(?:and\s)?others\s)?(?:(?:as\s)?per|see|on)\s(?:the\s)?attached\s\w+"
)


def names_attendees(text: str) -> bool:
    """Return whether the text under "Present" only names persons and offices, and when they came or went."""
    if len(text) > _LONGEST_NAMES:
        return False
    if _NO_LIST.match(text):
        return False
    text = _REMARK.sub("", text)
    told = _WERE_PRESENT.search(text)
    return not any(
        word.text.islower() and word.lower not in _COMINGS and is_finite_verb(word.lower)
        for word in iter_words(text, 0, told.start() if told else None)
    )


def is_attendance_list(text: str) -> bool:
    """Return whether a paragraph begins an attendance list ("In attendance for this item:")."""
    return _LIST.match(text) is not None


def read_attendees(texts: Iterable[str]) -> tuple[Attendee, ...]:
    """Return the persons of attendance lines in order, each with the role printed in brackets or after a comma."""
    found: list[Attendee] = []
    for text in texts:
        heading = _LIST.match(text)
        for entry in iter_entries(text, heading.end() if heading else 0, bare_names=False):
            words = list(iter_words(in_order(text[entry.name.start : entry.name.end])))
            name = " ".join(word.text for word in words[title_length(words, 0) :])
            if name:  # else a title that has lost its name
                role = clean_role(text[entry.role.start : entry.role.end]) if entry.role else None
                found.append(Attendee(name=name, role=role))
    return tuple(dict.fromkeys(found))


def clean_role(role: str) -> str | None:
    """Return a role without what is printed beside it of how somebody attended; None where nothing else is."""
    bare = _HOW.sub("", role.strip().rstrip("."))
    return bare.strip(" ,–-") or None
