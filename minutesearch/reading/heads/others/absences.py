"""Detection of those whom a line of a head lists as absent, as a guest or as the chair of another body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.reading.heads.others.other_meetings import names_other_body

__all__ = ["chairs_other", "find_absent_lines", "find_guest_lines", "is_absent", "is_guest"]

_ABSENCE = (
    r"(?:apolog(?:y|ies)|absent(?:ees)?|absences?|regrets|excused|not\spresent|unable\sto\sattend|ymddiheuriadau)"
)
#: Of those behind it: they are absent ("Apologies: ", "Apologies were received from"), or came.
_LABEL = re.compile(
    rf"\b(?:(?P<absent>{_ABSENCE})\b(?!\sof\b)|(?:present|in\sattendance|attending|attendees|attendance|sederunt"
    r"|in\sthe\schair\s?:|presiding)\b)",
    re.IGNORECASE,
)
#: Of those behind it: they came beside the members ("Also present: ").
_GUESTS = re.compile(
    r"\b(?:(?P<guests>(?:also|others?)\s(?:present|in\sattendance|attending|attended)|guests?|visitors?|observers?|public|press)"
    r"|present|in\sattendance|attending|attendees|attendance|sederunt|members|councillors)\b",
    re.IGNORECASE,
)
_GUESTS_ALONE = re.compile(rf"{_GUESTS.pattern}\s?[:–-]{{0,2}}", re.IGNORECASE)
_IN_ABSENCE = re.compile(r"\bin\s(?:the\s)?(?:\w+[’']s?\s)?\Z", re.IGNORECASE)
#: Behind a person: "(Chair) sent apologies", "(Chair) – absent".
_SENT = re.compile(
    rf"(?:[\w\s]{{0,20}}\))?[\s,(–-]{{0,4}}(?:(?:was|were|is|has|had|who|sent|gave|tendered|his|her|their|with|being)\s){{0,4}}"
    rf"{_ABSENCE}\b(?!\s?:|\s(?:for|from|were|was|received)\b)",
    re.IGNORECASE,
)
#: A label with nothing behind it, so that those below are absent.
_BARE = re.compile(
    rf"(?:[0-9]{{1,3}}[.)]?\s+)?(?:(?:members?|councill?ors?|to\sreceive|also)\s)?(?:{_ABSENCE})"
    r"(?:\s(?:for|of|and|from|with|without|or|received|absences?|apologies|members?|excused|noted)){0,5}\s?[:.–-]{0,2}",
    re.IGNORECASE,
)
#: What ends such a list: another label, or a sentence.
_ENDS = re.compile(
    r"(?:\w+\s){0,3}(?:present|in\sattendance|attendees|attendance|presiding|minutes|officers|venue|date|time)\b"
    r"|.{0,300}\b(?:was|were|called|opened|commenced|convened|began|chaired|met|took|welcomed|presid(?:ed|ing)|in\sthe\schair)\b",
    re.IGNORECASE,
)
#: Another label too, unless right below the one of the absent.
_CHAIR_LABEL = re.compile(r"chair\w*\s?:", re.IGNORECASE)
#: The rest of a role: "Chair of the Elm Trust", "Chair, Elm Trust", "Chair – Roads Committee".
_ROLE = re.compile(
    r"\s?(?:(?P<of>of|for)\s|[,:–/-]\s?)(?:the\s)?(?P<body>[^()\n;]{2,80}?)\s?(?:\)|\Z|[,;\n])", re.IGNORECASE
)
_BODY_WORD = re.compile(
    r"\b(?:trust|committee|council|board|commission|association|society|group|panel|forum|partnership|authority"
    r"|club|charity|federation|foundation|governors|trustees|ltd|limited|company|party|plc|cic)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"(?:(?:this|the)\s)?(?:meeting|session|day|evening|night)\b", re.IGNORECASE)


def find_absent_lines(texts: Sequence[str]) -> set[int]:
    """Return the indexes of lines that list only who is absent: those below a label with nothing behind it."""
    found: set[int] = set()
    for at, text in enumerate(texts):
        goes_on = text.rstrip().endswith((",", " and")) and _last_label(text) is not None and at not in found
        if _BARE.fullmatch(text.strip()) or (goes_on and is_absent(text, len(text))):
            found.update(_below(texts, at))
    return found


def _below(texts: Sequence[str], at: int) -> Iterator[int]:
    for below in range(at + 1, len(texts)):
        if _ENDS.match(texts[below]) or (below > at + 1 and _CHAIR_LABEL.match(texts[below])):
            return
        yield below


def _last_label(text: str) -> re.Match[str] | None:
    labels = [
        match
        for match in _LABEL.finditer(text)
        if not (match["absent"] and _IN_ABSENCE.search(text[max(0, match.start() - 40) : match.start()]))
    ]
    return labels[-1] if labels else None


def is_absent(text: str, start: int, end: int | None = None) -> bool:
    """Return whether the person between two places of a line is said to be absent, before or behind the name."""
    label = _last_label(text[:start])
    if label is not None and label["absent"]:
        return True
    return end is not None and _SENT.match(text, end) is not None


def find_guest_lines(texts: Sequence[str]) -> set[int]:
    """Return the indexes of lines that list only those who came beside the members: below "Also present:"."""
    labels = ((at, _GUESTS_ALONE.fullmatch(text.strip())) for at, text in enumerate(texts))
    return {below for at, label in labels if label and label["guests"] for below in _below(texts, at)}


def is_guest(text: str, start: int) -> bool:
    """Return whether the last label before a place of a line says that those behind it came beside the members."""
    labels = list(_GUESTS.finditer(text, 0, start))
    return bool(labels) and labels[-1]["guests"] is not None


def chairs_other(text: str, end: int, names: Sequence[str]) -> bool:
    """Return whether the words behind "Chair" name another body, or part of one: "of Roads", ", Elm Trust"."""
    role = _ROLE.match(text, end)
    if role is None or _MEETING.match(role["body"]):
        return False
    is_body = _BODY_WORD.search(role["body"]) is not None
    if role["of"] is None:
        return is_body and (not names or names_other_body(role["body"], names, is_kind=True))
    return names_other_body(role["body"], names, is_kind=True) or not (is_body or names)
