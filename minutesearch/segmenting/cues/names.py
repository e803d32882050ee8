"""Vocabulary for persons and offices in minutes: titles, nouns for offices, the words of names."""

from __future__ import annotations

import re

from minutesearch.person_names import BEFORE_TITLES, FIRST_NAMES, OFFICE_TITLES, PLURAL_TITLES, SINGULAR_TITLES
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "BEGINNINGS",
    "FIRST_NAMES",
    "GROUPS",
    "HONORIFICS",
    "OFFICES",
    "OFFICE_TITLES",
    "PLURAL_TITLES",
    "UNNAMED",
    "is_initial",
    "is_name_word",
    "names_place",
    "title_length",
]

#: Titles before a name, in lower case.
HONORIFICS = SINGULAR_TITLES | PLURAL_TITLES

#: Nouns that a person's office ends with, in lower case.
OFFICES = word_set(
    "accountant administrator adviser advisor assessor attorney collector"
    "  advocate agent ambassador analyst applicant architect archivist "
    "assistant auditor barrister bursar captain caseworker cathaoirleach ceo cfo chair "
    "chairman chairperson "
    "chairwoman leas-cathaoirleach leas-chathaoirleach champion chaplain clerk coach commander "
    "commissioner comptroller constable consultant "
    "controller convener convenor coordinator co-ordinator coroner correspondent counsel counsellor "
    "curator dean deputy designer developer director doctor ecologist economist editor engineer executive "
    "facilitator finance foreman governor gp head headteacher historian holder inspector investigator lawyer lead "
    "leader librarian lieutenant manager marshal mayor mayoress minister monitor nurse objector officer official "
    "ombudsman operator organiser owner partner petitioner pharmacist physician planner postmaster "
    "postmistress practitioner president principal programmer provost psychologist ranger rapporteur recorder "
    "reeve "
    "registrar rfo cao reporter resident researcher scientist scrutineer secretary sergeant sheriff solicitor "
    "speaker specialist sponsor strategist substitute superintendent supervisor supporter surgeon "
    "surveyor teacher technician treasurer trustee tutor undersecretary valuer vice-chair vice-chairman "
    "vice-chairperson vice-president volunteer warden worker"
)
#: Nouns for one person whom the minutes do not name.
UNNAMED = word_set(
    "attendee councillor member parishioner person questioner representative student visitor witness"
)
#: Nouns for several persons.
GROUPS = word_set(
    "alderman aldermen applicants attendees auditors businesses clerks colleagues commissioners "
    "councillors delegates directors governors gps headteachers leaders managers members neighbours "
    "objectors officers officials parents parishioners partners people petitioners planners practitioners "
    "presenters reps representatives residents secretaries speakers staff students supervisors supporters "
    "surveyors treasurers trustees tenants volunteers witnesses"
)

#: Words that a capitalised pair ends with when it is no person: "Victoria Park".
_PLACES = word_set(
    "academy avenue bay bridge building buildings centre chambers church close college common corner "
    "court crescent cross day drive estate farm field fields garden gardens gate green grove hall heath "
    "hill hospital hotel house industrial lane library lodge mews mill park parish place plan primary "
    "quay ring road row school science square station stadium street surgery terrace theatre town township trust "
    "university valley view village walk ward way wharf wood woods works yard"
)
#: The words that a person's printed name begins with, but for initials.
_TITLES = HONORIFICS | OFFICE_TITLES
_TITLE_WORDS = _TITLES | BEFORE_TITLES
BEGINNINGS = HONORIFICS | OFFICE_TITLES | BEFORE_TITLES | FIRST_NAMES
_NAME = re.compile(
    r"(?:(?:d[aeiu]|del|la|le|mac|mc|van|von)?[A-ZÀ-Þ][^\W\d_]*+(?:[’'\-‐‑.][^\W\d_]++)*+|(?:[A-Z]\.)+[A-Z]?)\Z"
)
#: Small words inside surnames.
_PARTICLES = word_set("ab ap ferch de da di del der van von la le bin ibn al el uí ní mac mc ó o")


#: "D.J.E.H": a word ends in no stop, and has one letter between two.
_LONGEST_INITIALS = 7


#: Letters of the Welsh alphabet that two signs write: "Cllr. Ll. Rees".
_DIGRAPHS = ("Dd", "Ff", "Ll", "Rh")


def is_initial(word: str) -> bool:
    """Return whether a word is one or more initials of a name: "J", "H.A"."""
    if len(word) > _LONGEST_INITIALS:
        return False  # most words
    if word in _DIGRAPHS:
        return True
    return word.isupper() and (len(word) == 1 or ("." in word and all(len(one) <= 1 for one in word.split("."))))


def is_name_word(word: Word) -> bool:
    """Return whether a word can be part of a person's printed name."""
    return _NAME.match(word.text) is not None or word.lower in _PARTICLES


def names_place(word: Word) -> bool:
    """Return whether a capitalised word at the end of a name makes it the name of a place."""
    return word.lower in _PLACES


def _is_title(words: list[Word], place: int, here: int) -> bool:
    """Return whether a word of a title has its capital, or stands behind one that has: "Council member Ash"."""
    return words[here].is_capitalised or (
        here > place
        and words[here].lower in OFFICE_TITLES
        and here + 1 < len(words)
        and words[here + 1].is_capitalised
    )


def title_length(words: list[Word], place: int) -> int:
    """Count the words of a title at a place: 3 for "County Borough Councillor", 0 for "the report"."""
    here, end = place, len(words)
    if here >= end or words[here].lower not in _TITLE_WORDS:
        return 0  # most words
    while here < end and here < place + 3 and words[here].lower in BEFORE_TITLES and words[here].is_capitalised:
        here += 1
    while here < end and here < place + 5 and words[here].lower in _TITLES and _is_title(words, place, here):
        here += 1
    titled = here > place and words[here - 1].lower in _TITLES
    return here - place if titled else 0
