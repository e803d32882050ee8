"""Reading of a page's head: body, date, time, venue, chair, and whether the minutes are a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.heads.body_names import (
    LONGEST_BODY,
    clean_body,
    has_verb,
    is_page_title,
    is_plain_council,
    looks_like_body,
    looks_like_council,
    names_body,
    plain_words,
)
from minutesearch.reading.heads.opening_sentence import (
    find_place,
    is_of_other_day,
    read_body_of_sentence,
    read_opening_sentence,
)
from minutesearch.reading.layout.days import FoundDay, find_day, find_time, find_unread_day
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.records import Meeting, Problem

__all__ = ["Head", "read_head"]

_TITLE_FOR = re.compile(
    r"(?:agenda|minutes|decisions?|draft|and|,|\s)+\s(?:for"
    r"|of)\s(?:the\s)?(?:meeting\sof\s(?:the\s)?)?(?P<rest>.+)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z/’' ]{1,40}?)\s{0,2}:\s*(?P<value>.*)", re.DOTALL)
_VENUES = {"venue", "location", "place", "lleoliad", "man cyfarfod", "meeting venue", "held at", "held in"}
_CHAIRS = {"chair", "chairman", "chairperson", "chairwoman", "presiding", "cadeirydd"}
_DATES = {
    "date",
    "meeting date",
    "hearing date",
    "date of meeting",
    "date of hearing",
    "dyddiad",
    "date and time",
    "meeting",
}
_TIMES = {"time", "start time", "meeting time", "amser", "commenced", "started at"}
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
_DIRECTIONS = re.compile(r"[.\s]*\b(?:view directions|gweld cyfarwyddiadau|map)\b.*", re.IGNORECASE | re.DOTALL)
#: "at 7.15 pm on", "held in the Hall on": what stands before a date and is no body.
_TIME_OR_PLACE = re.compile(r"(?:(?:held|commencing|starting|taking place)\s)?(?:at|in|via)\b", re.IGNORECASE)
#: "Minutes of a meeting held on": the body stands above.
_A_MEETING = re.compile(r"(?:an?|the)\s(?:\w+\s){0,2}(?:meeting|session)", re.IGNORECASE)
#: The line below the date that says where.
_HELD = re.compile(r"(?:held|taking place|which took place)\s(?:\w+\s){0,2}(?:in|at)\b", re.IGNORECASE)
_IN_CHAIR = (
    re.compile(
        r"(?P<name>[A-Z][^,;:()]{2,60}?(?:\s\([A-Z][^)]{2,40}\))?),?\s\(?(?:was\s)?in\sthe\schair\b", re.IGNORECASE
    ),
    re.compile(
        r"(?P<name>[A-Z][^,;:()\n]{2,60}?)\s{0,2}[(–-]\s?(?:the\s)?chair(?:man|woman|person)?\b(?!['’])",
        re.IGNORECASE,
    ),
)
#: The title of all that follow ("Councillors Ash (Chair), Bell and Carr"), not of the chair alone.
_PLURAL = re.compile(r"(?:Councillors|Cllrs\.?|Messrs\.?)\s", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:[0-9]{1,3}[.)]?\s+)?(?:\w+\s)?"
    r"(?:(?:present|in attendance)\s{0,3}:[-–]?|(?:those\s|members\s)?(?:attending|present)\b:?)\s*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|issued|despatched|dated)\b", re.IGNORECASE)
#: "Minutes of AGM": a headline that names no body.
_MINUTES = re.compile(r"(?:(?:draft|approved|final)\s)*minutes\b", re.IGNORECASE)
_HEADS_MINUTES = re.compile(r"\b(?:minutes?|agm)\b(?!\s+(?:of|for)\s+(?:the\s+)?\w+\s+committee)", re.IGNORECASE)
#: Words that no name ends with.
_BROKEN_OFF = re.compile(r"\b(?:of|for|the|at|in|on|and|to|by|held|minutes)\Z", re.IGNORECASE)
#: Words that the next line goes on from.
_GOES_ON = re.compile(r"\b(?:of|for)(?:\sthe)?\Z|\A(?:the|and)\Z", re.IGNORECASE)
#: Words before a day that is another's: of an account, of a letter.
_NOT_MEETINGS = re.compile(r"\b(?:as at|as of|dated|until|by|since|ending|ended|due)\s(?:the\s)?\Z", re.IGNORECASE)
_MONTHS = 12
_MOST_LINES = 60
#: The body and the council stand on one of so many lines at the top.
_NAMED_WITHIN = 8
_WIDE = re.compile(r"\s{3,}")
#: Words that names have in lower case are no longer.
_LONGEST_PARTICLE = 3
#: The meeting's day stands in so many lines at the top, and below those present with so few letters beside it.
_DAY_WITHIN, _MOST_BESIDE = 30, 12


_FIGURE = re.compile(r"[0-9]")
_IN_FIGURES = re.compile(r"(?<![0-9/])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?![0-9/])")


class Head(NamedTuple):
    """The meeting as described by a page's head."""

    meeting: Meeting
    problems: tuple[Problem, ...]


def read_head(lines: Sequence[Line], *, source: str = "") -> Head:
    """Read the meeting from the lines above the first item.

    Args:
        lines: The lines of the head, and of the attendance if it stands there.
        source: The name of the file, for problems.

    Returns:
        The meeting, and what is doubtful in it. What the head does not say is None.
    """
    texts = [plain_words(_first_column(line.text)) for line in lines[:_MOST_LINES]]
    told = read_opening_sentence(texts)
    at = _find_day_line(texts)
    found = find_day(texts[at]) if at is not None else None
    day = told.day if told else found
    body = told.body if told else None
    day = _turn_about(day, texts)
    values = _read_values(texts)
    if at is not None and found is not None:
        body = body or _body_before(texts, at, found)
        below = (text for text in texts[at + 1 : at + 3] if _HELD.match(text))
        if place := find_place(texts[at][found.end :]) or next(filter(None, map(find_place, below)), None):
            values.setdefault("venue", place)
    if told and told.venue:
        values.setdefault("venue", told.venue)
    heading, council = _read_headings(lines[:_MOST_LINES])
    body = clean_body(body)
    heading = clean_body(heading)
    if body is not None and (
        has_verb(body) or (not looks_like_body(body) and (heading or council or values.get("body")))
    ):
        body = None
    if body is not None and (_is_no_body(body, texts) or not names_body(body)):
        body = None
    if heading is not None and (_is_no_body(heading, texts) or not names_body(heading)):
        heading = None
    body = _choose_body(body or clean_body(values.get("body")), heading, council, texts)
    problems = []
    if day is not None and day.doubt:
        problems.append(Problem(path=source, message=day.doubt, line=lines[at].number if at is not None else None))
    if day is None and (unread := _find_unread(texts)) is not None:
        message = f"“{unread[1]}” is not a date that can be read for certain, so the meeting has none"
        problems.append(Problem(path=source, message=message, line=lines[unread[0]].number))
    ids = _ids(lines)
    meeting = Meeting(
        council=council if council != body else None,
        body=body,
        date=day.date if day else None,
        time=_find_meeting_time(texts, at, day) or values.get("time"),
        venue=values.get("venue"),
        chair=_find_chair(texts) or values.get("chair"),
        status=_read_status(texts),
        modgov_committee=ids.get("modgov_committee"),
        modgov_meeting=ids.get("modgov_meeting"),
    )
    return Head(meeting, tuple(problems))


def _choose_body(body: str | None, heading: str | None, council: str | None, texts: Sequence[str]) -> str | None:
    """Return the body's fullest name: "Elmford Parish Council" of a heading or a sentence for "Parish Council"."""
    if body is None or (heading and is_plain_council(body)):
        body = heading or body
    body = body or _council_that_met(council, texts)
    if body is not None and is_plain_council(body):
        return read_body_of_sentence(texts[:_NAMED_WITHIN]) or body
    return body


def _council_that_met(council: str | None, texts: Sequence[str]) -> str | None:
    """Return the council where no committee is named and "Elmford Community Council – Minutes" heads the page."""
    heads = council is not None and any(
        council in text and _HEADS_MINUTES.search(text) for text in texts[:_NAMED_WITHIN]
    )
    return council if heads else None


def _turn_about(day: FoundDay | None, texts: Sequence[str]) -> FoundDay | None:
    """Return the day in words where the head has one that "7/11/2021" is if its month stands first."""
    if day is None or day.date.day > _MONTHS or not any(map(_IN_FIGURES.search, texts)):
        return day
    turned = day.date.replace(month=day.date.day, day=day.date.month)
    others = (other for text in texts if not _IN_FIGURES.search(text) and (other := find_day(text)) is not None)
    return next((other for other in others if other.date == turned and other.date != day.date), day)


def _is_no_body(text: str, texts: Sequence[str]) -> bool:
    """Return whether words taken for a body are a time, break off ("Meeting of") or are a step of a menu."""
    if _BROKEN_OFF.search(text) or find_time(text) is not None:
        return True
    steps = {step.strip(" |").lower() for each in texts if " > " in each for step in each.split(" > ")}
    return text.lower() in steps


def _read_values(texts: Sequence[str]) -> dict[str, str]:
    """Return the values of lines such as "Venue: Guildhall", by the name of the field that they fill."""
    values: dict[str, str] = {}
    for name, value in _iter_fields(texts):
        if name in _VENUES and value:
            values["venue"] = _DIRECTIONS.sub("", value).strip().rstrip(".") or value
        elif name in _CHAIRS and value:
            values.setdefault("chair", value)
        elif name in _TIMES and (time := find_time(value)):
            values.setdefault("time", time)
        elif name in _BODIES and looks_like_body(value):
            values.setdefault("body", value)
    return values


def _find_meeting_time(texts: Sequence[str], at: int | None, day: FoundDay | None) -> str | None:
    """Return the time printed after the day, or on one of the next lines; None without one."""
    if day is None:
        return None
    place = at or 0
    return day.time or next((time for text in texts[place : place + 4] if (time := find_time(text))), None)


def _find_day_line(texts: Sequence[str]) -> int | None:
    """Return the index of the first line with the meeting's date, and not with a date of publication; or None."""
    names = next((at for at, text in enumerate(texts) if _PRESENT.match(text)), len(texts))
    for at, text in enumerate(texts[:_DAY_WITHIN]):
        field = _FIELD.fullmatch(text)
        name = field["name"].lower() if field else ""
        if name and name not in _DATES and not name.startswith("minutes"):
            continue
        if at > names and not name and (day := find_day(text)) and len(text) - day.end + day.start > _MOST_BESIDE:
            continue  # below the names of those present a day among other words is one of the text's
        if (day := find_day(text)) and _NOT_MEETINGS.search(text[: day.start]):
            continue
        if len(text) <= 200 and day and not _PUBLISHED.search(text) and not is_of_other_day(text):
            return at
    return None


def _find_unread(texts: Sequence[str]) -> tuple[int, str] | None:
    """Return the first line of the head with a date that cannot be read, and the date as printed; or None."""
    for at, text in enumerate(texts):
        if len(text) <= 200 and not _PUBLISHED.search(text) and (printed := find_unread_day(text)):
            return at, printed
    return None


def _body_before(texts: Sequence[str], at: int, day: FoundDay) -> str | None:
    """Return the body's name, before the date on its line or on the line above; None without one."""
    text = texts[at]
    before = text[: day.start].strip(" ,-–—:|")
    title = _TITLE_FOR.fullmatch(before)
    before = title["rest"].strip() if title else before
    before = re.sub(r",?\s(?:held\s)?on$|^meeting of (?:the )?", "", before, flags=re.IGNORECASE).strip()
    before = "" if _A_MEETING.fullmatch(before) else before
    if _TIME_OR_PLACE.match(before):
        before = ""
    if before and not is_page_title(before) and before.lower() not in (*_DATES, "held", "on", "at"):
        return before if len(before) <= LONGEST_BODY else None
    if before and not re.fullmatch(r"(?:date|held|on|at|meeting)?:?", before, re.IGNORECASE):
        return None
    for back in range(at - 1, max(at - 4, -1), -1):
        above = texts[back]
        if (
            is_page_title(above)
            or ":" in above
            or not above
            or ">" in above
            or above.lower() in ("agenda", "items")
            or (_MINUTES.match(above) and clean_body(above) is None)
        ):
            continue
        return above if len(above) <= LONGEST_BODY and not above.endswith(".") and _is_name(above) else None
    return None


def _is_name(text: str) -> bool:
    """Return whether most words of a line have capitals, as in a name, and not "The last meeting before"."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _LONGEST_PARTICLE]
    return 2 * sum(1 for word in words if word[:1].isupper()) > len(words)


def _iter_fields(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return names and values of lines such as "Venue: Guildhall"; the value may be on the next line."""
    fields = []
    for at, text in enumerate(texts):
        match = _FIELD.fullmatch(text)
        if match is None:
            continue
        value = match["value"].strip()
        if not value and at + 1 < len(texts) and ":" not in texts[at + 1]:
            value = texts[at + 1]
        fields.append((match["name"].strip().lower(), value))
    return fields


def _first_column(text: str) -> str:
    """Return a line without what a wide gap parts from a body's name at its start, unless that is a day."""
    first, *others = _WIDE.split(text.strip())
    named = bool(others) and (looks_like_body(first) or looks_like_council(first))
    return first if named and not any(map(find_day, others)) else text


def _read_headings(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Return the body and the council as printed on lines of their own at the top; None for one not found.

    What a wide gap parts stands in columns of their own: "City of Anyford      Commissioners:".
    """
    body = council = None
    parts = [plain_words(part) for line in lines[:_NAMED_WITHIN] for part in _WIDE.split(line.text.strip())]
    for at, text in enumerate(_join_names(list(_join_broken(parts)))):
        if _PRESENT.match(text) or len(text) > LONGEST_BODY:
            break
        if find_day(text):
            if at and body:
                break
            continue  # "July 25, 2021 Minutes" above the name of the board
        if "," in text and _FIGURE.search(text):
            continue  # an address: "City Hall, 22 High Street, Board Room"
        bare = clean_body(text) or text
        if looks_like_council(bare):
            council = council or bare
        elif looks_like_body(bare) and ":" not in text and clean_body(bare) is not None:
            body = body or bare
    return body, council


def _join_broken(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines of a head, those that break off joined with the next: "Minutes of the" and "Library Board"."""
    opened = ""
    for text in texts:
        joined = f"{opened} {text}".strip()
        if _GOES_ON.search(text) and len(joined) <= LONGEST_BODY:
            opened = joined
            continue
        # What breaks off above a day or a label goes on in neither.
        yield text if opened and (find_day(text) or ":" in text) else joined
        opened = ""


def _join_names(parts: Sequence[str]) -> list[str]:
    """Return lines with a council's name in capitals joined to the place above: "ELMFORD VALE", "TOWN COUNCIL"."""
    joined: list[str] = []
    for part in parts:
        above = joined[-1] if joined else ""
        is_rest = part.isupper() and (is_plain_council(part) or part.startswith(("OF ", "FOR ")))
        if is_rest and above.isupper() and len(above) + len(part) < LONGEST_BODY and not find_day(above):
            of_place = not looks_like_body(above) and not looks_like_council(above) and not is_page_title(above)
            if of_place or part.startswith(("OF ", "FOR ")):
                joined[-1] = f"{above} {part}"
                continue
        joined.append(part)
    return joined


def _find_chair(texts: Sequence[str]) -> str | None:
    for text in texts:
        if len(text) > 1500:
            continue
        bare = _PRESENT.sub("", text, count=1)
        for pattern in _IN_CHAIR:
            match = pattern.search(bare)
            if match and not re.search(r"\b(?:vice|deputy)\W*$", match["name"], re.IGNORECASE):
                return _PLURAL.sub("", match["name"].strip(" –-:"))
    return None


def _read_status(texts: Sequence[str]) -> str | None:
    for text in texts:
        plain = text.lower()
        if len(plain) > 120:
            continue
        if "draft" in plain and ("minutes" in plain or plain == "draft"):
            return "draft"
        if "subject to confirmation" in plain:
            return "draft"
        if re.search(r"\b(?:cancelled|postponed)\b", plain) and len(plain) < 60:
            return "cancelled"
        if "confirmed minutes" in plain or "minutes confirmed" in plain:
            return "confirmed"
    return None


def _ids(lines: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        for link in line.links:
            ids = parse_modgov_url(link)
            if ids.meeting:
                found.setdefault("modgov_meeting", ids.meeting)
            if ids.committee:
                found.setdefault("modgov_committee", ids.committee)
    return found
