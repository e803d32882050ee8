"""Fields of a motion: labels with who moved, who seconded, what, and how it ended, in any order and layout."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from minutesearch.records import Outcome, Span
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.moving.names_behind import name_behind
from minutesearch.segmenting.moving.verdicts import read_verdict, verdict_behind

__all__ = ["Field", "Slot", "read_fields"]


class Slot(StrEnum):
    """What a field of a motion says."""

    MOVER = "mover"
    SECONDER = "seconder"
    WORDS = "words"
    END = "end"
    OTHER = "other"


class Field(NamedTuple):
    """One label with what stands behind it."""

    slot: Slot
    #: The name or the words, as printed; "" where the field has neither.
    value: str
    #: How the motion ended, where the field says it.
    outcome: Outcome | None


_LABEL = re.compile(
    r"(?:\A|(?<=[\s|;,.(–]))(?:"
    r"(?P<mover>mover|proposer|(?:motion\s)?(?:moved|proposed|made)(?:\sby)?|motion\sby|m|1st|first)"
    r"|(?P<seconder>seconder|(?:motion\s)?seconded(?:\sby)?|second(?:\sby)?|s|2nd(?:\sby)?)"
    r"|(?P<words>motion|resolution|proposal)"
    r"|(?P<end>(?:(?:motion|voice|roll[ -]call)\s)?(?:vote|status)|result|outcome|action|decision|disposition)"
    r"|(?P<other>discussion|comments))"
    r"(?:\s?(?::|[|–])|(?<=\sby))\s*",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})(?:\s?[-–]\s?\d{1,3})?")
_ENDED = re.compile(
    r"(?:carried|passed|adopted|approved|lost|defeated|failed|withdrawn)"
    r"(?:,?\s(?:unanimous(?:ly)?|by (?:a )?(?:unanimous|majority) vote|nem\.? con\.?))?\.?",
    re.IGNORECASE,
)
_BY_AT_END = re.compile(r"\bby\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3},?(?:\sand)?\Z")
_LONGEST = 600
_AROUND = " \t\n|;,.()–"


def read_fields(text: str) -> list[Field]:
    """Return the fields that a text is made of; none unless it is made of nothing else."""
    if len(text) > _LONGEST:
        return []
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip(_AROUND):
        return []
    ends = [label.start() for label in labels[1:]] + [len(text)]
    found: list[Field] = []
    for label, end in zip(labels, ends, strict=True):
        field = _read(Slot(label.lastgroup or "other"), text[label.end() : end].strip(_AROUND))
        if field is None:
            return []
        found.append(field)
    return found


def _read(slot: Slot, value: str) -> Field | None:
    """Return the field of a label and its value; None where the value is nothing that the label can have."""
    if slot in (Slot.MOVER, Slot.SECONDER):
        return _read_name(slot, value)
    if slot is Slot.WORDS and _ENDED.fullmatch(value):
        slot = Slot.END  # "Motion: Carried"
    if slot is Slot.END:
        verdict = read_verdict(value, Span(0, len(value)))
        return Field(slot, "", verdict.outcome if verdict is not None else _of_score(value))
    if slot is Slot.WORDS and (named := _read_name(Slot.MOVER, value)) is not None:
        return named  # "Motion: Ash"
    if slot is Slot.WORDS and (read_acts(value) or _BY_AT_END.search(value)):
        return None  # "Motion: Ash moved to", "Motion: Hang the gate by Ash and seconded by Elm": a sentence
    return Field(slot, value, None)


def _of_score(value: str) -> Outcome | None:
    """Return how a vote of "5-0-0" ended; None for a tie, and for anything else."""
    score = _SCORE.fullmatch(value)
    if score is None or int(score["ayes"]) == int(score["noes"]):
        return None
    return Outcome.CARRIED if int(score["ayes"]) > int(score["noes"]) else Outcome.LOST


def _read_name(slot: Slot, value: str) -> Field | None:
    """Return a field with one name, behind which may stand how the motion ended: "Elm Carried"."""
    name = name_behind(value, 0)
    if name is None or name.start:
        return None
    outcome = verdict_behind(value, name.end, len(value)) if value[name.end :].strip(_AROUND) else None
    if outcome is None and value[name.end :].strip(_AROUND):
        return None
    return Field(slot, value[name.start : name.end], outcome)
