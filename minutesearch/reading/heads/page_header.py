"""Reading of a page's head: body, date, time, venue, chair, and whether the minutes are a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.heads.absences import (
    chairs_other,
    find_absent_lines,
    find_guest_lines,
    is_absent,
    is_guest,
)
from minutesearch.reading.heads.body_choice import choose_bodies
from minutesearch.reading.heads.body_names import (
    LONGEST_BODY,
    is_plain_council,
    plain_words,
)
from minutesearch.reading.heads.head_fields import DAY_FIELDS, FIELD, read_fields
from minutesearch.reading.heads.letterhead import NAMED_WITHIN, PRESENT, first_column, split_columns
from minutesearch.reading.heads.opening_sentence import (
    find_place,
    is_of_other_day,
    read_opening_sentence,
)
from minutesearch.reading.heads.start_times import find_start_time
from minutesearch.reading.layout.days import FoundDay, find_day, find_time, find_unread_day
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.records import Meeting, Problem

__all__ = ["Head", "is_place", "read_head"]

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
_PUBLISHED = re.compile(r"\b(?:published|issued|despatched|dated)\b", re.IGNORECASE)
_HEADS_MINUTES = re.compile(r"\b(?:minutes?|agm)\b(?!\s+(?:of|for)\s+(?:the\s+)?\w+\s+committee)", re.IGNORECASE)
#: Words before a day that is another's: of an account, of a letter.
_NOT_MEETINGS = re.compile(
    r"\b(?:as at|as of|dated|until|by|since|ending|ended|due|(?:approved|adopted|accepted|amended|revised|posted"
    r"|uploaded|updated|confirmed|printed)(?:\s(?:on|at))?\s?:?)\s?(?:the\s)?\Z",
    re.IGNORECASE,
)
#: "Elm City Hall", "CONFERENCE ROOM 391", "Oak Centre Community Room".
_IS_PLACE = re.compile(
    r"(?:[A-Z][\w’'&.-]*\s){0,6}(?i:hall|chambers?|centre|center|room|rooms|offices?|schoolroom|pavilion|chapel)"
    r"(?:\s#?[0-9]{1,4}[A-Z]?)?"
)
_ADDRESS = re.compile(r"[0-9]{1,5}\s[A-Z]")
_HELD_ALONE = re.compile(r"(?:Meeting\s)?[Hh]eld\s(?P<at>(?:at|in)\s[^.;:]{3,100})(?:\.(?=\s[A-Z0-9]|\Z)|\Z)")
#: "Inaugural Meeting of the Council held in the Town Hall on": the place before the day.
_HELD_BEFORE = re.compile(r"(?<=\bheld\s)(?:in|at)\s", re.IGNORECASE)
_MONTHS = 12
_MOST_LINES = 60
#: The meeting's day stands in so many lines at the top, and below those present with so few letters beside it.
_DAY_WITHIN, _MOST_BESIDE = 30, 12


_IN_FIGURES = re.compile(r"(?<![0-9/])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?![0-9/])")


#: A line that says that minutes follow, and whose they are or of when.
_HEADLINE = re.compile(r"(?:[\w’'&,/.-]+\s){0,12}minutes\b(?!\s(?:was|were|are|is|be)\b).{0,100}", re.IGNORECASE)
#: Beside the day of posting stands no more than a name, and the meeting's stands so near the headline.
_MOST_POSTING, _BELOW_HEADLINE = 30, 6


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
    texts = [plain_words(first_column(line.text)) for line in lines[:_MOST_LINES]]
    told = read_opening_sentence(texts)
    at = _find_day_line(texts)
    found = find_day(texts[at]) if at is not None else None
    day = told.day if told else found
    day = _turn_about(day, texts)
    values = read_fields(texts)
    if at is not None and found is not None:
        below = (text for text in texts[at + 1 : at + 3] if _HELD.match(text))
        place = find_place(texts[at][found.end :]) or next(filter(None, map(find_place, below)), None)
        if place := place or _find_place_at(texts, at, found):
            values.setdefault("venue", place)
    if told and told.venue and told.venue.startswith(values.get("venue", "")):
        values["venue"] = told.venue  # "Reading", where its line breaks, is the Reading Room
    if place := next(filter(None, map(_read_held, texts[:NAMED_WITHIN])), None):
        values.setdefault("venue", place)
    if at is not None and (beside := _find_place_beside(texts, at)) is not None:
        values.setdefault("venue", beside)
    body, council, rivals = choose_bodies(split_columns(lines[:_MOST_LINES]))
    if body is None and (named := values.get("body")) and not is_plain_council(named):
        body = named
    problems = []
    if body is None and rivals:
        named = " or ".join(f"“{name}”" for name in rivals)
        problems.append(
            Problem(path=source, message=f"the head names {named}, and which of them met is not plain")
        )
    if day is not None and day.doubt:
        problems.append(Problem(path=source, message=day.doubt, line=lines[at].number if at is not None else None))
    if day is None and (unread := _find_unread(texts)) is not None:
        message = f"“{unread[1]}” is not a date that can be read for certain, so the meeting has none"
        problems.append(Problem(path=source, message=message, line=lines[unread[0]].number))
    ids = _ids(lines)
    absent = find_absent_lines(texts) | find_guest_lines(texts)
    came = [text for at, text in enumerate(texts) if at not in absent]  # and are no guests
    names = tuple(name for name in (body, council) if name)
    meeting = Meeting(
        council=council if council != body else None,
        body=body,
        date=day.date if day else None,
        time=_find_meeting_time(texts, at, day) or values.get("time"),
        venue=values.get("venue"),
        chair=_find_chair(came, names) or read_fields(came).get("chair"),
        status=_read_status(texts),
        modgov_committee=ids.get("modgov_committee"),
        modgov_meeting=ids.get("modgov_meeting"),
    )
    return Head(meeting, tuple(problems))


def is_place(text: str) -> bool:
    """Return whether a line of a head is a place, or an address with a time: "2263 OAK AVENUE – 7:00 PM"."""
    plain = plain_words(text)
    addressed = _ADDRESS.match(plain) is not None and find_time(plain) is not None
    return len(plain) <= LONGEST_BODY and (
        addressed or _IS_PLACE.fullmatch(plain.split(",")[0].strip()) is not None
    )


def _find_place_beside(texts: Sequence[str], at: int) -> str | None:
    """Return a place that stands on a line of its own near the day, or behind it on its line; None without one."""
    found = find_day(texts[at])
    behind = [part.strip() for part in texts[at][found.end :].split(",")[1:]] if found else []
    behind = [", ".join(behind[each:]) for each in range(len(behind))]  # "28 August 2018, 7pm, Elm Village Hall"
    for text in (*behind, *texts[at + 1 : at + 4], *texts[max(0, at - 2) : at]):
        first = text.split(",")[0].strip()
        parts = re.split(r"\s[–—-]\s", first)  # "Meeting Room – Elm Medical Centre"
        if len(text) <= LONGEST_BODY and ":" not in text and all(map(_IS_PLACE.fullmatch, parts)):
            return text.strip(" ,.")
    return None


def _turn_about(day: FoundDay | None, texts: Sequence[str]) -> FoundDay | None:
    """Return the day in words where the head has one that "7/11/2021" is if its month stands first."""
    if day is None or day.date.day > _MONTHS or not any(map(_IN_FIGURES.search, texts)):
        return day
    turned = day.date.replace(month=day.date.day, day=day.date.month)
    others = (other for text in texts if not _IN_FIGURES.search(text) and (other := find_day(text)) is not None)
    return next((other for other in others if other.date == turned and other.date != day.date), day)


def _find_meeting_time(texts: Sequence[str], at: int | None, day: FoundDay | None) -> str | None:
    """Return the time printed after the day, or on one of the next lines; None without one."""
    if day is None:
        return None
    place = at or 0
    return day.time or next((time for text in texts[place : place + 4] if (time := find_start_time(text))), None)


def _find_place_at(texts: Sequence[str], at: int, found: FoundDay) -> str | None:
    """Find the place beside the same day below a headline, or before the day: "held in the Town Hall on"."""
    # "Monday 28 October 2024 7.30 PM in the Progress Hall" below a headline with the same day.
    again = ((text, other) for text in texts[at + 1 : at + 4] if (other := find_day(text)) is not None)
    beside = (find_place(text[other.end :]) for text, other in again if other.date == found.date)
    held = _HELD_BEFORE.search(texts[at][: found.start])
    return next(filter(None, beside), None) or (find_place(texts[at][held.start() :]) if held else None)


def _read_held(text: str) -> str | None:
    """Return the place of "Held at Elm House, Elmford. 3 members present.", without a day; or None."""
    sentence = _HELD_ALONE.match(text)
    return find_place(sentence["at"]) if sentence is not None else None


def _find_day_line(texts: Sequence[str]) -> int | None:
    """Return the index of the first line with the meeting's date, and not with a date of publication; or None."""
    names = next((at for at, text in enumerate(texts) if PRESENT.match(text)), len(texts))
    for at, text in enumerate(texts[:_DAY_WITHIN]):
        field = FIELD.fullmatch(text)
        name = field["name"].lower() if field else ""
        if name and name not in DAY_FIELDS and not name.startswith("minutes") and not name.endswith("minutes"):
            continue
        if at > names and not name and (day := find_day(text)) and len(text) - day.end + day.start > _MOST_BESIDE:
            continue  # below the names of those present a day among other words is one of the text's
        if (day := find_day(text)) and _NOT_MEETINGS.search(text[: day.start]):
            continue
        if len(text) <= 200 and day and not _PUBLISHED.search(text) and not is_of_other_day(text):
            later = _find_headline_day(texts, at, day, min(names, _DAY_WITHIN))
            return at if later is None else later
    return None


def _find_headline_day(texts: Sequence[str], at: int, day: FoundDay, end: int) -> int | None:
    """Return where the meeting's day stands in or below the headline, if the first day stands above it; or None.

    On the page of a web site the first day is when it was posted: "6 November 2024", "Minutes of 28 October 2024".
    """
    beside = texts[at][: day.start] + texts[at][day.end :]
    if _HEADS_MINUTES.search(texts[at]) or len(beside.strip(" ,.:|-–")) > _MOST_POSTING or ":" in beside:
        return None
    headed = next((each for each in range(at + 1, end) if _HEADLINE.fullmatch(texts[each])), None)
    if headed is None:
        return None
    for each in range(headed, min(end, headed + _BELOW_HEADLINE)):
        found = find_day(texts[each])
        if found is None or is_of_other_day(texts[each]) or _NOT_MEETINGS.search(texts[each][: found.start]):
            continue
        if found.date < day.date and len(texts[each]) <= LONGEST_BODY:
            return each
    return None


def _find_unread(texts: Sequence[str]) -> tuple[int, str] | None:
    """Return the first line of the head with a date that cannot be read, and the date as printed; or None."""
    for at, text in enumerate(texts):
        if len(text) <= 200 and not _PUBLISHED.search(text) and (printed := find_unread_day(text)):
            return at, printed
    return None


def _find_chair(texts: Sequence[str], names: Sequence[str]) -> str | None:
    """Return who is called the chair and came, and is not said to lead another body than those named."""
    for text in texts:
        if len(text) > 1500:
            continue
        bare = PRESENT.sub("Present: ", text, count=1)
        in_chair, called_chair = _IN_CHAIR
        for pattern in (in_chair, called_chair):
            for match in pattern.finditer(bare):
                if re.search(r"\b(?:vice|deputy|co)\W*$", match["name"], re.IGNORECASE):
                    break
                if pattern is called_chair and (
                    is_absent(bare, match.end("name"), match.end())
                    or is_guest(text, text.find(match["name"]))
                    or chairs_other(bare, match.end(), names)
                ):
                    continue
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
