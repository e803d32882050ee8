"""Reading of the fields of a head: lines and cells such as "Venue: Guildhall"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.reading.heads.bodies.body_names import has_verb, is_executive_member, looks_like_body
from minutesearch.reading.layout.days import find_day, find_time

__all__ = ["DAY_FIELDS", "FIELD", "names_day", "read_fields"]

FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z/’' ]{1,40}?)\s{0,2}:\s*(?P<value>.*)", re.DOTALL)
_VENUES = {
    "venue",
    "proposed venue",
    "location",
    "place",
    "lleoliad",
    "man cyfarfod",
    "meeting venue",
    "meeting location",
    "held at",
    "held in",
    "where",
}
_CHAIR = re.compile(
    r"(?:chair(?:man|woman|person)?|presiding|cadeirydd)(?:\s?(?:and|&|/)\s?(?:\w+\s?){1,2})?", re.IGNORECASE
)
_INITIALS = re.compile(r"\s\([A-Z]{1,4}\)\Z")
DAY_FIELDS = {
    "date",
    "meeting date",
    "hearing date",
    "date of meeting",
    "date of hearing",
    "dyddiad",
    "date and time",
    "held on",
    "when",
    "meeting",
}
_TIMES = {
    "time",
    "when",
    "held on",
    "start",
    "start time",
    "meeting time",
    "amser",
    "commenced",
    "started at",
    "meeting started at",
    "meeting opened at",
    "meeting opened",
    "commenced at",
    "opened",
    "opened at",
    "called to order",
    "call to order",
}
_BODIES = {
    "committee",
    "body",
    "meeting of",
    "meeting",
    "board",
    "decision maker",
    "title of meeting",
    "name of meeting",
    "name of committee",
}
#: Of these, those that say nothing but which body met.
_SAYS_BODY = {"title of meeting", "name of meeting", "name of committee"}
#: What is the name of a field though no colon follows, beside another.
_NAMED_ALONE = (_VENUES | _TIMES | DAY_FIELDS | _BODIES) - {"meeting", "board", "body"}
#: "Time and place of meeting: ", "Date, Time & Venue: ".
_SEVERAL = re.compile(
    r"(?P<names>(?:day|date|time|place|venue|location)(?:(?:\s?[,/&]\s?|\s)(?:and\s|&\s)?(?:day|date|time|place|venue|location)){1,3})"
    r"(?:\sof\s(?:the\s)?(?:meeting|hearing|session))?\s?:\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_PLACE = re.compile(r"place|venue|location", re.IGNORECASE)
#: Where the next field of one row begins: "Date: 8 October 2014 Time: 19:30 Venue: 14 Fold Close".
_BESIDE = re.compile(
    r"(?<!\band)(?<![&/])[\s,;|]+(?=(?:Date|Time|Venue|Location|Place|Chair(?:man|person|woman)?|Minutes|Minute\s[Tt]aker|Present|Apologies|Clerk"
    r"|DATE|TIME|VENUE|LOCATION|PLACE)\s?:)"
)
_LONGEST_ROW = 200
#: What stands in a field that nobody filled.
_UNKNOWN = re.compile(
    r"\W*(?:vacan(?:t|cy)|t\.?b\.?[cad]\b|to\sbe\s(?:confirmed|advised|announced|elected|decided)|none|nil|n/?a\b|not\sapplicable"
    r"|absent|apologies|see\s(?:below|above)|as\sabove)\b|\W*(?:\{\{|\{%)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:Cllr|Councill?or|Cr|Mr|Mrs|Ms|Miss|Dr|Clerk)\b")
#: Words that names have in lower case are no longer.
_LONGEST_PARTICLE = 3
_DIRECTIONS = re.compile(r"[.\s]*\b(?:view directions|gweld cyfarwyddiadau|map)\b.*", re.IGNORECASE | re.DOTALL)
#: "Elmford Libraries Ltd - Board Meeting": which of its meetings it was.
_MEETING_BEHIND = re.compile(r"\s[-–—]\s(?:(?:\w+\s){0,2}(?:meeting|a\.?g\.?m\.?|session))\Z", re.IGNORECASE)


def read_fields(texts: Sequence[str]) -> dict[str, str]:
    """Return the values of lines such as "Venue: Guildhall", by the name of the field that they fill."""
    values: dict[str, str] = {}
    for several in filter(None, map(_SEVERAL.fullmatch, texts)):
        if (place := _find_place_of(several)) is not None:
            values.setdefault("venue", place)
        if time := find_time(several["value"]):
            values.setdefault("time", time)
    for name, value in _iter_fields(texts):
        if _UNKNOWN.match(value):
            continue
        if name in _VENUES and value and not has_verb(value.partition(". ")[0]):
            values["venue"] = _DIRECTIONS.sub("", value).strip().rstrip(".") or value
        elif _CHAIR.fullmatch(name) and value:
            # "Chairperson: Fred Oak: Club President.", "Chair: Ann Ash (AA)", "Chair: A Fir, Clerk (at first)"
            printed = value.partition("; ")[0].partition(": ")[0].partition(", ")[0]
            values.setdefault("chair", _INITIALS.sub("", printed).strip())
        elif name in _TIMES and (time := find_time(value)):
            values.setdefault("time", time)
        elif name in _BODIES and (
            looks_like_body(value) or is_executive_member(value) or (name in _SAYS_BODY and _is_name(value))
        ):
            values.setdefault("body", _MEETING_BEHIND.sub("", value))
    return values


def names_day(text: str) -> bool:
    """Return whether a line is the field of a day and more: "Date, time and place: "."""
    return _SEVERAL.fullmatch(text) is not None


def _find_place_of(several: re.Match[str]) -> str | None:
    """Return the place in "Time and place: 6 p.m., March 5, 2019, Elm Hall": what is no day and no time."""
    if _OF_PLACE.search(several["names"]) is None:
        return None
    value = several["value"]
    if (day := find_day(value)) is not None:
        value = f"{value[: day.start]},{value[day.end :]}"
    parts = [part.strip(" .–-") for part in re.split(r"[,;|]|\s(?:at|in)\s(?=[A-Z])|\s[–-]\s", value)]
    kept = [part for part in parts if part and find_time(part) is None]
    if any(_UNKNOWN.match(part) or _PERSON.match(part) for part in kept):
        return None
    return ", ".join(kept) or None


def _iter_fields(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return names and values of lines such as "Venue: Guildhall"; the value may be on the next line.

    Where two lines are the names of fields and nothing else, as in the cells of a table, no colon is needed.
    """
    fields = []
    bare = [at for at, text in enumerate(texts[:-1]) if text.lower() in _NAMED_ALONE and ":" not in texts[at + 1]]
    if len(bare) > 1:
        fields += [(texts[at].lower(), texts[at + 1]) for at in bare if at - 1 not in bare]
    for at, text in enumerate(texts):
        is_row = len(text) <= _LONGEST_ROW and not names_day(text)
        for part in _BESIDE.split(text) if is_row else (text,):
            match = FIELD.fullmatch(part)
            if match is None:
                continue
            value = match["value"].strip()
            if not value and part is text and at + 1 < len(texts) and ":" not in texts[at + 1]:
                value = texts[at + 1]
            fields.append((match["name"].strip().lower(), value))
    return fields


def _is_name(text: str) -> bool:
    """Return whether the long words of a value have capitals, as in a name, and it has no figures."""
    words = [word for word in text.split() if len(word) > _LONGEST_PARTICLE]
    return len(words) > 1 and all(word[0].isupper() for word in words) and not any(map(str.isdigit, text))
