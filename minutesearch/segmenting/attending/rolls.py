"""The shape of a roll: whether a text is nothing but persons who came, perhaps below the name of their group."""

from __future__ import annotations

import re

from minutesearch.records import Span
from minutesearch.segmenting.attending.attendance_lists import is_sure, iter_entries
from minutesearch.segmenting.attending.list_pieces import iter_pieces
from minutesearch.segmenting.attending.roster import read_roster
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES, PLURAL_TITLES
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import begins_with_person
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "group_length",
    "is_group",
    "is_group_label",
    "is_list",
    "is_on_other_matter",
    "is_roll",
    "names_staff",
    "names_visitors",
    "other_matter_start",
]

#: "Program staff: Grant Elm", "School Committee: S. Ash": persons below the name of their group.
_LABELLED = re.compile(r"[\[(]?(?P<label>[A-Z][^:;.|?!]{1,80}?)\s?:\s*(?=[A-Z]|\Z)")
#: What somebody is called for something done, wherever that was.
_HONOUR = (
    r"awards?|awarded|honou?rs?|medals?|prizes?|winners?|recipients?|runners?[- ]up"
    r"|of\s(?:the\s)?(?:day|week|fortnight|month|quarter|season|term|year|decade)"
)
#: "Officer of the week - Dora Dale".
_HONOURED = re.compile(rf"[A-Z][^:;.,|?!–—-]{{0,60}}?\b(?i:{_HONOUR})\s[–—-]\s+(?=[A-Z])")
#: Who a group is, beside the nouns for offices, groups and bodies.
_PEOPLE = (
    OFFICES
    | GROUPS
    | BODIES
    | PLURAL_TITLES
    | word_set(
        "administration administrators agencies agency alternate alternates association attorneys "
        "authorities centre chairpersons community chief chiefs chairs cllr cllrs college commissions consultants "
        "contractors councillor councilmember councilmembers councilors county department departments "
        "deputies district division employees engineers fire garda gardaí guest guests liaison liaisons "
        "library management mayors media member office officio others party personnel police press professionals "
        "public reporters school secretariat section selectmen service services society student "
        "supervisors team teams town trust trustee university village visitor visitors voting non-voting ward "
    )
) - word_set("applicant applicants finance meeting objector objectors petitioner petitioners speakers")
#: A label with such a word is on another matter, or on who did not come.
_NO_GROUP = re.compile(
    r"(?:motions?|moved|moving|seconded|second|proposed|actions?|votes?|voted|ayes|nays|noes|yes|no|none|for|against"
    r"|abstain\w*|dates?|time|venue|place|location|notes?|re|subject|resolved|decision|item|title|pages?|contact"
    r"|website|next|previous|former|late|outgoing|incoming|new|interests?|declarations?|reports?|minutes"
    r"|not|non(?!-voting)|absen\w*|apolog\w*|regrets?|excused?|unexcused|leave|unable|unavailable|away|missing|sick|ill(?:ness)?"
    r"|holidays?|lateness|tardy|suspended|resign\w*|retire\w*|deceased|died|memor\w+|obituar\w+|condolences?"
    r"|congratulations|thanks|thanked|declin\w+|invit\w+|vacan\w+|nominees?|candidates?|proxy|cop(?:y|ies)|cc(?!\s\w)"
    r"|circulat\w+|distribut\w+|correspondence|letters?|applications?|applicants?|elections?|appointments?|appointed"
    rf"|co-opt\w*(?!\s(?:\w+\s)?(?:members?|councillors?|trustees?|governors?)\b)|signed|prepared|to|by|{_HONOUR})\b",
    re.IGNORECASE,
)
#: Those of the nouns that several are called by, beside the nouns for groups.
_SEVERAL = word_set(
    "administration administrators alternates attendees board commission commissioners committee consultants "
    "council councillors councilmembers councilors employees guest guests liaisons management members others "
    "personnel press public staff team trustees visitor visitors"
)
_LONGEST_GROUP = 60
#: Letters alone, and whom a letter is copied to.
_HEADING = re.compile(r"[A-Z][^\W\d_]*(?:[ ’'-]+[^\W\d_]+){0,5}")
_COPIED = re.compile(r"[Cc]\.?[Cc]\.?\s?:")
_OF_NAME = 2
#: What the heads of a table's columns begin with: "Name Title Agency".
_OF_COLUMNS = ("name", "names", "attendee", "attendees")
_VISITORS = re.compile(r"\b(?:guests?|visitors?|public|press|media|others?|residents)\W*\Z", re.IGNORECASE)
#: Such a label where lines have been joined.
_WITHIN = re.compile(r"(?<=[\w.)]\s)(?P<label>[A-Z][\w’'-]*(?:\s[a-z][\w’'-]*){0,4})\s?:\s")
_WORD_START = re.compile(r"(?<![\w’'-])(?=\w)")
#: Behind it stands whose group it is: "Members of the public", "Staff from Vale".
_WHOSE = re.compile(r"\s(?:of|from|for|at|in|on|with|via)\s.*|\s?\([^()]*\)", re.IGNORECASE | re.DOTALL)
#: "Garda nominations": whom a force sent.
_SENT = re.compile(r"\b(?:garda|police)\snominations\Z", re.IGNORECASE)
#: A label that says in words of its own that those behind it came.
_CAME = re.compile(r"\b(?:present|attend\w*|roll|came|sederunt|chair\w*|quorum)\b", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:staff|officers?|officials?|administration|attorney|clerk|management|public|press|media|guests?|visitors?"
    r"|recorder|recording secretary|others?)\b",
    re.IGNORECASE,
)
_LONGEST = 2_000


def group_length(text: str) -> int:
    """Count the characters of a group's name before those of it, "Program staff: "; 0 where none stands there."""
    match = _LABELLED.match(text[:_LONGEST])
    if match is None or not is_group(match["label"]):
        return 0
    return match.end() if _lists(text, match.end(), named=True) else 0


def is_group(label: str) -> bool:
    """Return whether a label says what persons are, "City Attorney staff", and nothing else of them."""
    label = label.strip(" :–—-")
    if _says_otherwise(label) or _has_verb(label):
        return False
    words = [word.lower for word in iter_words(_WHOSE.sub("", label)) if not word.text.isdigit()]
    return bool(words) and (words[-1] in _PEOPLE or _SENT.search(label) is not None)


def is_group_label(text: str) -> bool:
    """Return whether a line is the name of a group without a mark, over those of it: "Staff Members"."""
    if len(text) > _LONGEST_GROUP or ":" in text or "," in text or begins_with_person(text):
        return False
    if not is_group(text):
        return False
    words = [word for word in iter_words(text) if word.lower not in ("and", "of", "the", "for")]
    return words[-1].lower in GROUPS | _SEVERAL and all(word.is_capitalised for word in words)


def is_on_other_matter(text: str) -> bool:
    """Return whether a text begins with a label that names no group: "Planning applications: Mr Oak", "Sick:"."""
    match = _LABELLED.match(text[:_LONGEST])
    if match is None:
        return _HONOURED.match(text) is not None or _COPIED.match(text) is not None or _heads_other_matter(text)
    if begins_with_person(match["label"]) or is_group(match["label"]):
        return False
    return _says_otherwise(match["label"]) or _CAME.search(match["label"]) is None


def _heads_other_matter(text: str) -> bool:
    """Return whether a line without a mark heads another list: "Resignations", "Honor Roll", "Staff on leave"."""
    if len(text) > _LONGEST_GROUP or not _HEADING.fullmatch(text) or begins_with_person(text):
        return False
    words = list(iter_words(text))
    if words[0].lower in (*_OF_COLUMNS, "late") or words[0].lower in OFFICES or words[-1].lower in OFFICES:
        return False  # heads of columns, who came late, and "Clerk to the Council" below a name
    # "Royal Page" may be a person whose surname is such a word.
    is_name = len(words) == _OF_NAME and all(word.is_capitalised for word in words)
    return _says_otherwise(words[0].text if is_name else text)


def other_matter_start(text: str, span: Span) -> int:
    """Return where a label within a list says otherwise and so ends it: "B. Elm Leave granted: C. Oak"."""
    for label in _WITHIN.finditer(text, *span):
        if _says_otherwise(label["label"]):
            return label.start()
    return span.end


def _says_otherwise(label: str) -> bool:
    """Return whether a label is on who did not come or on another matter by one of its words."""
    return any(_NO_GROUP.match(label, place.start()) for place in _WORD_START.finditer(label))


def names_staff(group: str) -> bool:
    """Return whether a group is of officers or others who attend a body and are no members of it."""
    return _STAFF.search(group) is not None


def names_visitors(group: str) -> bool:
    """Return whether a group is of those who are listed for having come and for nothing else."""
    return _VISITORS.search(group) is not None


def is_roll(text: str) -> bool:
    """Return whether a text below a list of those who came goes on with it: persons, and nothing said of them."""
    if len(text) > _LONGEST or text.rstrip().endswith(("?", ":")):
        return False
    return group_length(text) > 0 or (not is_on_other_matter(text) and _lists(text, 0))


def is_list(text: str, *, least: int = 3) -> bool:
    """Return whether a text is a roll of several persons."""
    return is_roll(text) and len(list(iter_entries(text))) >= least


def _lists(text: str, start: int, *, named: bool = False) -> bool:
    """Return whether all from a place on are persons, most with a title, an initial or a known first name.

    Behind the name of their group an office before a surname is as good: "Administration: CAO Shaw".
    """
    if _has_verb(text[start:]):
        return False
    entries = list(iter_entries(text, start))
    roster = read_roster(text, start, len(text)) if named else None
    held = (
        {one.name for one, sure in zip(roster.entries, roster.are_sure, strict=True) if sure} if roster else set()
    )
    sure = sum(entry.name in held or is_sure(text, entry.name) for entry in entries)
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
