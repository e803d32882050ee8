"""Reading of a page's head: body, date, time, venue, chair, and whether the minutes are a draft."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.days.plain_days import find_open_day, has_figures, write_plain
from minutesearch.reading.days.written_order import WrittenDays, read_written_days
from minutesearch.reading.heads.bodies.body_names import (
    LONGEST_BODY,
    find_unlike_body,
    has_verb,
    is_executive_member,
    is_plain_council,
    plain_words,
)
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.heads.body_choice import choose_bodies
from minutesearch.reading.heads.called_chairs import find_called_chair, without_absent
from minutesearch.reading.heads.head_fields import DAY_FIELDS, FIELD, names_day, read_fields
from minutesearch.reading.heads.head_places import find_venue
from minutesearch.reading.heads.letterhead import NAMED_WITHIN, PRESENT, first_column, split_columns
from minutesearch.reading.heads.opening_sentence import (
    is_of_other_day,
    read_opening_sentence,
    read_undated,
)
from minutesearch.reading.heads.others.other_meetings import names_other_body
from minutesearch.reading.heads.presiding import find_start_time, tells_opening
from minutesearch.reading.layout.days import FoundDay, find_day, find_unread_day
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.records import Meeting, Problem

__all__ = ["Head", "complete_from_sentence", "read_head"]

#: A day without its year.
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3,9}\b"
    r"|[a-z]{3,9}\s(?:the\s)?[0-9]{1,2})",
    re.IGNORECASE,
)
#: The line of a letter with minutes that says of which meeting they are: "Re: 15 May 2021 meeting".
_SUBJECT = re.compile(r"(?:re|subject)\s?:(?=.*[0-9]{4}).*\bmeeting\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|issued|despatched|dated)\b", re.IGNORECASE)
_HEADS_MINUTES = re.compile(r"\b(?:minutes?|agm)\b(?!\s+(?:of|for)\s+(?:the\s+)?\w+\s+committee)", re.IGNORECASE)
#: Words before a day that is another's: of an account, of a letter.
_NOT_MEETINGS = re.compile(
    r"\b(?:as at|as of|dated|until|by|since|ending|ended|due|(?:approved|adopted|accepted|amended|revised|posted"
    r"|uploaded|updated|confirmed|printed)(?:\s(?:on|at))?\s?:?)\s?(?:the\s)?\Z",
    re.IGNORECASE,
)
#: "The Board of Supervisors met in regular session at 9:00 A.M."
_MET = re.compile(
    r"(?P<body>(?:The\s|An?\s)?[^.;:]{2,100}?)\s(?:met|(?:was|were)\s(?:\w+ly\s)?(?:held|called|convened)|held\s(?:its|an?|their|the))\b"
)
#: "The 2026 annual meeting of the Elm Golf Club was called to order".
_CALLED_OF = re.compile(
    r"\b(?:meeting|session)\sof\s(?:the\s)?(?=(?:(?!\b(?:which|that|who)\b).){3,120}"
    r"\b(?:called\sto\sorder|to\sorder\b|convened|opened|commenced|began))",
    re.IGNORECASE,
)
#: "Public hearing opened at 6:30 p.m."
_OPENED = re.compile(r"(?<=\s)(?:opened|closed|adjourned|reconvened|recessed|arrived|left)\b", re.IGNORECASE)
#: What is named so may have the meeting's time.
_OF_TIME = re.compile(
    r"time|start|commence|begin|began|open|meeting|date|day|held|venue|place|location|order", re.IGNORECASE
)
#: A sentence without any of these is of no meeting.
_OF_MEETINGS = re.compile(
    r"\b(?:meet|met|minutes|held|session|agm|conven|hearing|assembl|conference|council|board|committee|cyfarfod)\w*"
    r"|\bcalled\b|\border\b|\bpresent\b",
    re.IGNORECASE,
)
#: From when to when, below a day that is not read: "7pm-9pm".
_ONLY_TIMES = re.compile(
    r"(?:[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:[ap]\.?m\.?)?\s?(?:-|–|to|until)?\s?){1,2}", re.IGNORECASE
)
#: Where it was, below such a day, with the time behind: "Held in the Elm Room at 7 p.m."
_HELD = re.compile(r"held\s(?:in|at)\b(?!.*\b(?:last|next|previous)\b)", re.IGNORECASE)
#: The address of a page may have a day in it.
_SITE = re.compile(r"https?://\S+|\bwww\.\S+")
_MONTHS = 12
_MOST_LINES = 60
#: The meeting's day stands in so many lines at the top, and below those present with so few letters beside it.
_DAY_WITHIN, _MOST_BESIDE = 30, 12
#: A longer line with a day is a paragraph, but for one of the first that holds the whole head.
_LONGEST_DATED, _RUN_ON_WITHIN = 200, 2


_IN_FIGURES = re.compile(r"(?<![0-9/])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?![0-9/])")


#: A line that says that minutes follow, and whose they are or of when.
_HEADLINE = re.compile(r"(?:[\w’'&,/.-]+\s){0,12}minutes\b(?!\s(?:was|were|are|is|be)\b).{0,100}", re.IGNORECASE)
#: Beside the day of posting stands no more than a name, and the meeting's stands so near the headline.
_MOST_POSTING, _BELOW_HEADLINE = 30, 6


#: Between two columns of a line.
_GAP = re.compile(r"(?<=[a-z)])[ \t\u00a0]{3,}(?=[A-Z])")


#: The item on the minutes before: "1. Minutes meeting 1st November 2013".
_ITEM_ON_MINUTES = re.compile(r"[0-9]{1,2}[.)]\s+(?:the\s)?minutes\b(?!.*\bheld\b)", re.IGNORECASE)
#: What a browser prints over each page: "1/6/22, 2:29 PM          Board Documents".
_PRINTED_AT = re.compile(
    r"\W*[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2},\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s[AP]M)?\s{3,}\S"
)


class Head(NamedTuple):
    """The meeting as described by a page's head."""

    meeting: Meeting
    problems: tuple[Problem, ...]


def read_head(lines: Sequence[Line], *, page: Sequence[Line] = (), source: str = "") -> Head:
    """Read the meeting from the lines above the first item.

    Args:
        lines: The lines of the head, and of the attendance if it stands there.
        page: All lines of the page, which show how it writes days in figures; without them the day stands first.
        source: The name of the file, for problems.

    Returns:
        The meeting, and what is doubtful in it. What the head does not say is None.
    """
    lines = [line for line in lines if _PRINTED_AT.match(line.text) is None]
    texts = [plain_words(first_column(line.text)) for line in lines[:_MOST_LINES]]
    ids = _ids(lines)
    written: WrittenDays | None = None
    if page and not ids and any(map(has_figures, texts)):  # Modern.Gov writes the day first
        written = read_written_days(line.text for line in page)
        texts = [write_plain(text, written) for text in texts]
    told = read_opening_sentence(texts)
    dated = [_SITE.sub(" ", text) for text in texts]
    at = _find_day_line(dated)
    found = find_day(dated[at]) if at is not None else None
    day = told.day if told else found
    day = _turn_about(day, texts)
    values = read_fields(texts)
    told_venue = told.venue if told else None
    venue = find_venue(texts, at, told=told_venue, field=values.get("venue"))
    body, council, rivals = choose_bodies(split_columns(lines[:_MOST_LINES], page=page))
    if body is None and (named := values.get("body")) and not is_plain_council(named):
        body = named
    if body is None and not rivals:
        body = next(filter(is_executive_member, texts[:NAMED_WITHIN]), None)
    if body is None and council is None and not rivals:
        end = next((each for each, text in enumerate(texts) if PRESENT.match(text)), len(texts))
        body = find_unlike_body([text for text in texts[:end] if not is_of_other_day(text)])
    problems = []
    if body is None and rivals:
        named = " or ".join(f"“{name}”" for name in rivals)
        problems.append(
            Problem(path=source, message=f"the head names {named}, and which of them met is not plain")
        )
    if day is not None and day.doubt:
        problems.append(Problem(path=source, message=day.doubt, line=lines[at].number if at is not None else None))
    is_open = day is not None and written is not None and written.order is None
    open_day = find_open_day(texts, day.date) if is_open and day is not None else None
    if open_day is not None:
        message = f"“{open_day}” may be either of two days, and nothing says which, so the meeting has no date"
        problems.append(Problem(path=source, message=message))
    if day is None and (unread := _find_unread(texts)) is not None:
        message = f"“{unread[1]}” is not a date that can be read for certain, so the meeting has none"
        problems.append(Problem(path=source, message=message, line=lines[unread[0]].number))
    # A wide gap parts two columns: "Mayor Ida Ivory      Kep Nash, Chairman" is two persons.
    parted = [plain_words(_GAP.sub("; ", first_column(line.text))) for line in lines[:_MOST_LINES]]
    came = without_absent(parted)
    names = tuple(name for name in (body, council) if name)
    meeting = Meeting(
        council=council if council != body else None,
        body=body,
        date=day.date if day and open_day is None else None,
        time=_find_meeting_time(texts, at, day, names) or values.get("time") or _find_undated_time(texts, day),
        venue=venue,
        chair=find_called_chair(came, names) or read_fields(came).get("chair"),
        status=_read_status(texts),
        modgov_committee=ids.get("modgov_committee"),
        modgov_meeting=ids.get("modgov_meeting"),
    )
    return Head(meeting, tuple(problems))


def complete_from_sentence(meeting: Meeting, texts: Sequence[str]) -> Meeting:
    """Return a meeting without a body with what a sentence of the same day below its head says of it.

    Some books number even the line "Minutes of a meeting of the Council held on 3 May 2021 in the Hall", and some
    name the body nowhere but where it was called to order.

    Args:
        meeting: What the head says.
        texts: The first lines of the first item.
    """
    if meeting.body is not None:
        return meeting
    told = read_opening_sentence(texts) if meeting.date is not None else None
    if told is None or told.body is None or told.day.date != meeting.date:
        named = None if meeting.council else next(filter(None, map(_find_called, texts)), None)
        return dataclasses.replace(meeting, body=named) if named else meeting
    return dataclasses.replace(
        meeting, body=told.body, time=meeting.time or told.day.time, venue=meeting.venue or told.venue
    )


def _find_called(text: str) -> str | None:
    """Return whose meeting a sentence says was called to order: "The meeting of the Elm Club was called"."""
    called = _CALLED_OF.search(text) if not is_of_other_day(text) else None
    spans = find_body_spans(text[called.end() : called.end() + LONGEST_BODY]) if called else []
    if called is None or not spans or text[called.end() :][: spans[0].start].lower().strip() not in ("", "the"):
        return None
    return spans[0].name


def _turn_about(day: FoundDay | None, texts: Sequence[str]) -> FoundDay | None:
    """Return the day in words where the head has one that "7/11/2021" is if its month stands first."""
    if day is None or day.date.day > _MONTHS or not any(map(_IN_FIGURES.search, texts)):
        return day
    turned = day.date.replace(month=day.date.day, day=day.date.month)
    others = (other for text in texts if not _IN_FIGURES.search(text) and (other := find_day(text)) is not None)
    return next((other for other in others if other.date == turned and other.date != day.date), day)


def _find_meeting_time(
    texts: Sequence[str], at: int | None, day: FoundDay | None, names: Sequence[str]
) -> str | None:
    """Return the time printed after the day, or on one of the next lines; None without one."""
    if day is None:
        return None
    place = at or 0
    below = (text for text in texts[place + 1 : place + 4] if _may_say_when(text, day, names))
    near = (find_start_time(text) for text in (texts[place], *below))
    return day.time or next(filter(None, near), None)


def _tells_met(text: str, names: Sequence[str]) -> bool:
    """Return whether a sentence tells that the body met: "The Board met at 9:00 A.M.", "A meeting was held at"."""
    met = _MET.match(text)
    if met is None or has_verb(met["body"]):
        return False
    spans = find_body_spans(met["body"])
    return not names_other_body(spans[-1].name, names) if spans else "meeting" in met["body"].lower()


def _may_say_when(text: str, day: FoundDay, names: Sequence[str]) -> bool:
    """Return whether the time on a line below the day may be the meeting's: no other sentence, no other field."""
    field = FIELD.fullmatch(text)
    other = find_day(text)
    return (
        (not (has_verb(text) or _OPENED.search(text)) or _tells_met(text, names))
        and not tells_opening(text)  # what is told of the beginning is read below, with whose it was
        and not is_of_other_day(text)
        and (other is None or other.date == day.date)
        and (field is None or _OF_TIME.search(field["name"]) is not None)
    )


def _find_undated_time(texts: Sequence[str], day: FoundDay | None) -> str | None:
    """Return the time beside a day without a year, where the head has no other: "Monday 16 November at 7pm"."""
    if day is not None:
        return None
    end = next((at for at, text in enumerate(texts) if PRESENT.match(text)), len(texts))
    head = texts[: min(end, NAMED_WITHIN)]
    days = [at for at, text in enumerate(head) if (_WEEKDAY.search(text) or find_unread_day(text))]
    lines = [head[at] for at in days if not has_verb(head[at])]
    lines += [
        text for at in days for text in head[at + 1 : at + 3] if _ONLY_TIMES.fullmatch(text) or _HELD.match(text)
    ]
    return read_undated(texts).time or next(filter(None, map(find_start_time, lines)), None)


def _find_day_line(texts: Sequence[str]) -> int | None:
    """Return the index of the first line with the meeting's date, and not with a date of publication; or None."""
    names = next((at for at, text in enumerate(texts) if PRESENT.match(text)), len(texts))
    if (
        subject := next((at for at, text in enumerate(texts[:_DAY_WITHIN]) if _SUBJECT.match(text)), None)
    ) is not None:
        return subject if find_day(texts[subject]) else None
    for at, text in enumerate(texts[:_DAY_WITHIN]):
        field = FIELD.fullmatch(text)
        name = field["name"].lower() if field and not names_day(text) else ""
        if name and name not in DAY_FIELDS and not name.startswith("minutes") and not name.endswith("minutes"):
            continue
        if at > names and not name and (day := find_day(text)) and len(text) - day.end + day.start > _MOST_BESIDE:
            continue  # below the names of those present a day among other words is one of the text's
        if (day := find_day(text)) and (_NOT_MEETINGS.search(text[: day.start]) or _tells_else(text)):
            continue
        if _ITEM_ON_MINUTES.match(text):
            continue
        if day and at < _RUN_ON_WITHIN and len(text) > _LONGEST_DATED and _runs_on(text, day):
            return at
        if len(text) <= _LONGEST_DATED and day and not _PUBLISHED.search(text) and not is_of_other_day(text):
            later = _find_headline_day(texts, at, day, min(names, _DAY_WITHIN))
            return at if later is None else later
    return None


def _tells_else(text: str) -> bool:
    """Return whether a sentence tells of something else than a meeting: "The fair is on 3 May 2021"."""
    return has_verb(text) and _OF_MEETINGS.search(text) is None


def _runs_on(text: str, day: FoundDay) -> bool:
    """Return whether a long line is a whole head that lost its line breaks, with the day in its headline."""
    before = text[: day.start]
    is_headed = not before.strip() or _HEADLINE.match(before) is not None
    is_other = is_of_other_day(before) or _NOT_MEETINGS.search(before) or _PUBLISHED.search(before)
    return is_headed and day.end <= _LONGEST_DATED and not is_other and has_verb(text[day.end :])


def _find_headline_day(texts: Sequence[str], at: int, day: FoundDay, end: int) -> int | None:
    """Return where the meeting's day stands in or below the headline, if the first day stands above it; or None.

    On the page of a web site the first day is when it was posted: "6 November 2024", "Minutes of 28 October 2024".
    """
    beside = texts[at][: day.start] + texts[at][day.end :]
    if _HEADS_MINUTES.search(texts[at]) or len(beside.strip(" ,.:|-–")) > _MOST_POSTING or ":" in beside:
        return None
    if any(_HEADLINE.fullmatch(text) and not has_verb(text) for text in texts[:at]):
        return None  # above it stands whose minutes they are: it is the meeting's
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
        if len(text) <= _LONGEST_DATED and not _PUBLISHED.search(text) and (printed := find_unread_day(text)):
            return at, printed
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
