"""Who stands before a verb of moving or seconding, wherever the clause begins that it is the verb of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.records import Span
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.names_before import (
    apposed_before,
    joined_before,
    lone_before,
    subject_before,
)
from minutesearch.segmenting.people.noun_types import NounType, classify
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["LONGEST_BOUNDARY", "acting_subject", "goes_on"]

#: What parts a clause from the one before is no longer; nor is a name that the next verb goes on from.
LONGEST_BOUNDARY, _LONGEST_NAME = 30, 60
#: A surname that lost its capital behind a title: "Councilman hall seconds".
_SMALL = re.compile(
    r"\b(?:Councilm[ae]n|Councilwoman|Commissioner|Supervisor|Trustee|Councill?or|Cllr|Alderman)\.?\s"
    r"(?!(?:who|that|then|also|and|had|has|was|is|so|duly)\s)[a-z][a-z’'-]{2,}\s\Z"
)
#: "Ash motioned to pay the bills/| Elm | seconded", where a slash parts the clauses.
_BY_SLASH = re.compile(r"[\w.)]\s?/(?P<name>[A-Z][a-z][\w’'-]*)\s\Z")
#: The end of a sentence, behind which "Proposed" has no subject; not "Ash, Jr. Moved", "Michael G. Moved".
_ENDED = re.compile(r"(?<!\b[A-Z])(?<!\bJr)(?<!\bSr)[.;]\s+\Z")
#: Behind a verb that goes on from a subject further off: "and moved that", "and moved, as an amendment, that".
_ACTIVE = re.compile(r"(?:,\sas\s(?:an\s)?\w+,)?\sthat\b|,\sas\san\samendment\b", re.IGNORECASE)
#: "Ash, seconded by Elm moved", with one comma.
_SECOND_INSERTED = re.compile(r",\s(?:second|support)ed\sby,?\s\Z", re.IGNORECASE)
_BODIES = (NounType.BODY, NounType.GROUP)


def acting_subject(text: str, cue: re.Match[str], role: Role, taken: Sequence[Span]) -> Span | None:
    """Return the name of who does what a verb says; None where nobody stands before it.

    Args:
        text: The text.
        cue: The verb.
        role: What it says that they do.
        taken: The last names that other verbs took.
    """
    found = _before(text, cue)
    if role is Role.SECONDS:
        return found or _seconder(text, cue, taken)
    if found is None and _ACTIVE.match(text, cue.end()):
        return joined_before(text, cue.start())
    if found is not None and taken and found.end == taken[-1].end:
        inserted = _SECOND_INSERTED.search(text, max(0, taken[-1].start - 30), taken[-1].start)
        return subject_before(text, inserted.start()) if inserted else found
    return found


def _before(text: str, cue: re.Match[str]) -> Span | None:
    """Return the subject right before a verb, or before a comma or an insertion between the two."""
    begins = cue[0][:1].isupper() and _ENDED.search(text, max(0, cue.start() - LONGEST_BOUNDARY), cue.start())
    found = None if begins else subject_before(text, cue.start())
    if found is not None or not text.startswith(", ", max(0, cue.start() - 2)):
        return found
    if cue[0].lower().startswith("in "):  # "Councillor Ash, in proposing the motion, said"
        return subject_before(text, cue.start() - 2)
    found = apposed_before(text, cue)
    if found is not None and classify(list(iter_words(text, *found)), text) in _BODIES:
        return None  # "The Board, by motion made by Ash, seconded and approved, adjourned"
    return found


def _seconder(text: str, cue: re.Match[str], taken: Sequence[Span]) -> Span | None:
    """Return who seconds where no subject is plain: in small letters, behind a slash, or going on from a mover."""
    small = _SMALL.search(text, max(0, cue.start() - 40), cue.start())
    if small is not None:
        return Span(small.start(), small.end() - 1)
    if cue.lastgroup != "short" and goes_on(text, cue, taken):
        lone = lone_before(text, cue.start(), taken[-1].end)
        if lone is not None:
            return lone
    slash = _BY_SLASH.search(text, taken[-1].end, cue.start()) if taken else None
    return Span(*slash.span("name")) if slash is not None else None


def goes_on(text: str, cue: re.Match[str], taken: Sequence[Span]) -> bool:
    """Return whether "second" goes on from a mover in the same clause: "Ash proposed Elm, second Birch"."""
    start = taken[-1].end if taken else None
    if start is None or cue.start() - start > _LONGEST_NAME:
        return False
    return not any(mark in text[start : cue.start()] for mark in ".;:?")
