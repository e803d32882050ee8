"""Choice of the place of a meeting from its head: in a field, in a sentence, beside the day or the time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minutesearch.reading.heads.bodies.body_names import LONGEST_BODY, has_verb, plain_words
from minutesearch.reading.heads.letterhead import NAMED_WITHIN, PRESENT
from minutesearch.reading.heads.opening_sentence import find_place, is_of_other_day, read_undated
from minutesearch.reading.layout.days import find_day, find_time

__all__ = ["find_venue", "is_place"]

#: The line below the date that says where.
_HELD = re.compile(
    r"(?:(?:the\s)?meeting\s(?:was\s)?)?(?:held|taking place|which took place)\s(?:\w+\s){0,2}(?:in|at)\b",
    re.IGNORECASE,
)
_HELD_ALONE = re.compile(
    r"(?:Meeting\s)?(?:[Hh]eld\s(?=at|in)|(?=At\s))(?P<at>(?:[Aa]t|in)\s(?:[^.;:]|(?<=[0-9])[.:](?=[0-9])"
    r"|(?<=\b[ap])\.(?=m\b)|(?<=[ap]\.m)\.){3,100})(?:\.(?=\s[A-Z0-9]|\Z)|\Z)"
)
#: "Annual General Meeting held in Elm Hall", above the day.
_HELD_ABOVE = re.compile(r"(?:[\w’'-]+\s+){0,8}?(?i:held|taking\splace|took\splace)\s(?=(?i:in|at)\s)")
#: "at Elm Hall": the place by itself, below the day.
_AT_ALONE = re.compile(r"at\s(?:the\s)?[A-Z][^.:;]{2,60}\Z")
#: "Minutes of the meeting at 8 Elm Hill": somebody's house, above the day or below it.
_AT_HOME = re.compile(
    r"(?:\A|\bmeeting\s(?:held\s)?)(?i:at)\s(?P<place>[0-9]{1,4}[A-Z]?\s[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,3})\Z"
)
#: "Inaugural Meeting of the Council held in the Town Hall on": the place before the day.
_HELD_BEFORE = re.compile(r"(?<=\bheld\s)(?:in|at)\s", re.IGNORECASE)
#: "Venue The Elm Hall", "3 May 2021 Venue, Church House": a label without its colon.
_LABELLED = re.compile(r"(?:\A|\s)(?:Venue|VENUE|Location|LOCATION)\b[\s,|–-]+(?P<place>[A-Z0-9][^:.]{2,100})\Z")
_BARE_LABEL = re.compile(r"(?:meeting\s)?(?:venue|location)\s?:?", re.IGNORECASE)
_NAME_WORDS = r"(?:(?:[A-Z][\w’'&.-]*|(?<=\s)[0-9]{1,3}|of|the|and|&)\s){0,7}"
_ROOM = (
    r"hall|chambers?|cent(?:re|er)|rooms?|boardroom|offices?|schoolroom|pavilion|chapel|clubhouse|auditorium"
    r"|ballroom|court\s?house|headquarters|hub"
)
#: "Elm City Hall", "CONFERENCE ROOM 391", "Oak Centre Community Room", "Room B45".
_IS_PLACE = re.compile(
    rf"(?:[0-9]{{1,4}}[A-Z]?\s(?=.*\b(?i:hall)\Z))?{_NAME_WORDS}(?i:{_ROOM})(?:\s#?[A-Z]?[0-9]{{1,4}}[A-Z]?)?"
)
#: What is as often the name of who met, and a place only beside the day or below it.
_MAY_BE_PLACE = re.compile(
    rf"{_NAME_WORDS}(?:[A-Z][\w’'&.-]*|(?<=\s)[0-9]{{1,3}})\s(?i:school|library|church|house|college|academy|surgery|institute|museum|hotel|inn"
    r"|pub|arms|lodge|barn|complex|building|theatre|gymnasium|cafeteria|annexe?|station|restaurant|caf[eé]"
    r"|coffee\s?(?:house|shop)|tavern|tap\s?(?:house|room)|brewery|picnic\sarea|park|workspace|campus|gallery|studio"
    r"|lounge|farm|garage|marina|airport|temple|cathedral|abbey|manor|university|unit|block|hospital)"
    r"|(?:The\s)?(?:Museum|University|College|Church|Institute)\sof\s(?:[A-Z][\w’'&.-]*|of|the|and|\s){1,8}"
)
_ADDRESS = re.compile(r"[0-9]{1,5}\s[A-Z]")
#: "3713 W. Oak Street", "181 ELM RD".
_STREET = re.compile(
    r"[0-9]{1,5}[A-Z]?\s(?:(?:[NSEW]|[NS][EW])\b\.?\s|N\.E\.\s|N\.W\.\s|S\.E\.\s|S\.W\.\s)?(?:[A-Z0-9][\w.’'-]*\s){1,3}(?i:street|st|avenue|ave"
    r"|road|rd|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|highway|hwy|mall|terrace|square|parade|crescent"
    r"|close|row|pike)\b\.?"
)
_STREET_LINE = re.compile(rf"{_STREET.pattern}(?:,.*)?")
#: "8pm at 5 Elm Close": a house behind the day.
_AT_STREET = re.compile(rf"\bat\s(?P<place>{_STREET.pattern}(?:,\s[A-Z][\w\s,]*)?)\Z")
#: A house and where it stands: "Elm Corner, 645 Oak Ave."
_HOUSE = re.compile(rf"(?:[A-Z0-9][\w’'&.-]*,?\s){{1,6}}(?:at\s)?{_STREET.pattern}.*")
#: Whose address it is, or what is told of a house, and nowhere that a meeting was.
_NO_HOUSE = re.compile(
    r"(?:(?:posted|copies|offices?)\sat\b|re\b|regarding\b)"
    r"|.*\b(?:clerk|secretary|treasurer|chair(?:man|woman|person)?|applications?|correspondence|contact|phone|tel"
    r"|telephone|e-?mail|proposed)\b",
    re.IGNORECASE,
)
#: A house with a name behind the day and the time of its line: "ELM SPORTS CENTER OAK ROOM".
_HOUSED = re.compile(
    rf"{_NAME_WORDS}(?i:{_ROOM}|school|library|church|college|club)\s(?:[A-Z][\w’'&.-]*\s?){{1,4}}"
)
#: Where nobody went, on a line of its own.
_NOWHERE = re.compile(
    r"(?:(?:Microsoft|MS|Cisco|Google)\s)?(?:Zoom|Teams|Hangouts?|GoToMeeting|Skype|WebEx|Meet)\b"
    r"(?:[\s,–-]+(?:virtual|online|remote|video|meeting|call|conference|only))*",
    re.IGNORECASE,
)
#: What names no place, but leads to one.
_LEADS_ON = re.compile(r"(?:the\s)?(?:following|above|below|usual|same)\b|.*:\Z", re.IGNORECASE)
#: A day whose place stands on the next line.
_BROKEN = re.compile(r"\b(?:at|in)\Z", re.IGNORECASE)
#: A time, or from when to when, and the words before it.
_CLOCK = (
    r"[0-9]{1,2}(?:[.:][0-9]{2}\s?(?:[ap]\.?\s?m\b\.?|hrs|hours|noon)?|\s?(?:[ap]\.?\s?m\b\.?|hrs|hours|noon))"
)
_TIMES = re.compile(
    r"\b(?:time\s?:?|at|from|@|commencing|starting|beginning)?\s?"
    rf"(?:[0-9]{{1,2}}\s?(?:-|–|to)\s?(?={_CLOCK}))?{_CLOCK}(?:\s?(?:-|–|to|until)\s?{_CLOCK})?",
    re.IGNORECASE,
)
_TIME_BEHIND = re.compile(rf"[\s,;–-]*(?:{_TIMES.pattern})\s*\Z", re.IGNORECASE)
_DAYS = re.compile(r"\b(?:date\s?:|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.IGNORECASE)
_PARTS = re.compile(r"\s[–—-]\s|[;|()]")
#: Where nobody need go: "remote meeting via Zoom", "held by video conference".
_REMOTE = re.compile(
    r"\b(?:via|by|on|over|using|through|ar|drwy)\s(?:the\s)?(?P<place>(?:(?:Microsoft|MS|Cisco|Google)\s)?(?:Zoom|Teams|GoToMeeting|Go\sTo\sMeeting"
    r"|Skype|WebEx|Meet|Jitsi|BlueJeans|Starleaf)\b(?:\s(?:video\s?conferenc(?:e|ing)|webinar|platform|app))?"
    r"|(?:video|audio|tele)\s?-?conferenc(?:e|ing)|(?:group\s)?conference\scall)(?!\S)",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(
    r"\b(?:meeting|held|conducted|minutes|remote(?:ly)?|virtual(?:ly)?|session|cyfarfod)\b", re.IGNORECASE
)
#: The place in a sentence in Welsh or Irish: "a gynhaliwyd yn Neuadd y Pentref ar nos Lun".
_HELD_IN_WELSH = re.compile(
    r"\b(?:[gc]h?ynhaliwyd|thionóladh|tionóladh)\b.*?\b(?:yn|yng|ym|i|in|sa|ag)\s(?P<place>[A-ZÀ-Þ][^.;:]{3,80}?)"
    r"(?=,?\s(?:ar|am|nos|ddydd|dydd|dé|[0-9]+)\b|\.?\Z)",
    re.IGNORECASE,
)
#: Lines so near the day, or a time by itself, may say where.
_BELOW, _ABOVE, _TIME_WITHIN = 4, 2, 12
_LONGEST_BEHIND, _MOST_WORDS = 80, 7


def find_venue(texts: Sequence[str], at: int | None, *, told: str | None, field: str | None) -> str | None:
    """Return the place of the meeting; None where nothing says it.

    Args:
        texts: The lines of the head.
        at: Which of them has the day; None where none has.
        told: The place that the sentence names which opens the minutes.
        field: The value of a field such as "Venue: Guildhall".
    """
    place = _find_named(texts, at, told=told, field=field)
    if place is not None and _LEADS_ON.match(place):
        return None
    return _TIME_BEHIND.sub("", place) or place if place is not None else None


def _find_named(texts: Sequence[str], at: int | None, *, told: str | None, field: str | None) -> str | None:
    said = _find_said(texts, at) if at is not None else None
    place = field or _find_labelled(texts) or (said if told and said and said.startswith(told) else told or said)
    if place and told and told.startswith(place):
        return told  # "Reading", where its line breaks, is the Reading Room
    place = place or _find_held(texts) or read_undated(texts).venue or next(_find_beside(texts, at), None)
    if place is None and at is not None:
        place = _find_behind(texts[at]) or _find_after_comma(texts[at])
    return place or _find_remote(texts)


def is_place(text: str) -> bool:
    """Return whether a line of a head is a place, or an address with a time: "2263 OAK AVENUE – 7:00 PM"."""
    plain = plain_words(text)
    addressed = _ADDRESS.match(plain) is not None and find_time(plain) is not None
    return len(plain) <= LONGEST_BODY and (
        addressed or _IS_PLACE.fullmatch(plain.split(",")[0].strip()) is not None
    )


def _find_labelled(texts: Sequence[str]) -> str | None:
    """Return what stands behind "Venue" without a colon, or below it."""
    for text, below in itertools.pairwise((*texts, "")):
        if PRESENT.match(text):
            return None
        if _BARE_LABEL.fullmatch(text) and below[:1].isupper() and ":" not in below:
            return below.strip(" ,.")
        if len(text) <= LONGEST_BODY and (match := _LABELLED.search(text)):
            return match["place"].strip(" ,.")
    return None


def _find_said(texts: Sequence[str], at: int) -> str | None:
    """Return the place in words beside the day: behind it, before it, below it, or beside the same day again."""
    found = find_day(texts[at])
    if found is None:
        return None
    behind = texts[at][found.end :]
    if _BROKEN.search(behind) and at + 1 < len(texts) and not PRESENT.match(texts[at + 1]):
        behind = f"{behind} {texts[at + 1]}"  # "3 May 2021, 6:30pm at", and the house below
    if place := find_place(behind):
        return place
    if (street := _AT_STREET.search(behind)) is not None:
        return street["place"]
    below = (find_place(text) for text in texts[at + 1 : at + 3] if _HELD.match(text) or _AT_ALONE.match(text))
    if place := next(filter(None, below), None):
        return place
    if at and (above := _find_held_above(texts[at - 1], texts[at][: found.start])) is not None:
        return above
    # "Monday 28 October 2024 7.30 PM in the Progress Hall" below a headline with the same day.
    again = ((text, other) for text in texts[at + 1 : at + 4] if (other := find_day(text)) is not None)
    beside = (find_place(text[other.end :]) for text, other in again if other.date == found.date)
    held = _HELD_BEFORE.search(texts[at][: found.start])
    place = next(filter(None, beside), None) or (find_place(texts[at][held.start() :]) if held else None)
    homes = map(_AT_HOME.search, (*texts[at + 1 : at + 2], *texts[max(0, at - 1) : at]))
    return place or next((home["place"] for home in homes if home is not None), None)


def _find_held_above(text: str, before: str) -> str | None:
    """Return the place in a line above the day that says where: "Annual General Meeting held in Elm Hall"."""
    held = _HELD_ABOVE.match(text) if len(text) <= LONGEST_BODY and not is_of_other_day(text) else None
    if held is None or has_verb(text[: held.end()]):
        return None
    return find_place(f"{text[held.end() :]} {before}")


def _find_held(texts: Sequence[str]) -> str | None:
    """Return the place of "Held at Elm House, Elmford. 3 members present.", without a day; or None."""
    sentences = (_HELD_ALONE.match(text) for text in texts[:NAMED_WITHIN] if not is_of_other_day(text))
    return next(filter(None, (find_place(match["at"]) for match in sentences if match)), None)


def _find_beside(texts: Sequence[str], at: int | None) -> Iterator[str]:
    """Yield places that stand beside the day or the time, or on lines of their own near these."""
    end = next((each for each, text in enumerate(texts) if PRESENT.match(text)), len(texts))
    anchors = [at] if at is not None else []
    anchors += [each for each in range(min(end, _TIME_WITHIN)) if find_time(texts[each]) and each != at]
    for anchor in anchors:
        behind = range(anchor, min(anchor + 1 + _BELOW, max(end, anchor + 1)))
        for each in (*behind, *range(anchor - 1, max(0, anchor - _ABOVE) - 1, -1)):
            text = texts[each]
            if len(text) <= LONGEST_BODY and (place := _read_place(text, may_be=each >= anchor)) is not None:
                yield place


def _names_room(text: str) -> bool:
    """Return whether a line names a house and a room in it: "Elm Public Library, Second Floor Conference Room"."""
    names = [part.strip() for part in text.split(",")]
    houses = all(part[:1].isupper() and len(part.split()) <= _MOST_WORDS and not has_verb(part) for part in names)
    return len(names) > 1 and houses and any(_IS_PLACE.fullmatch(part) for part in names[1:])


def _find_behind(text: str) -> str | None:
    """Return what stands behind the day and the time of a line: "3 May 2021, 7 pm, Elm Café", "7 PM ELM HALL"."""
    day = find_day(text)
    time = _TIMES.match(text, day.end + len(text[day.end :]) - len(text[day.end :].lstrip(" ,"))) if day else None
    if day is None or time is None:
        return None
    rest = text[time.end() :].strip(" .")
    place = rest.strip(" ,")
    # A name alone may be of anything: "7:00 PM, Budget Review".
    is_place = _IS_PLACE.fullmatch(place.split(",")[0].strip()) is not None
    return place if is_place and len(place) <= _LONGEST_BEHIND else None


def _find_after_comma(text: str) -> str | None:
    """Return what stands behind the day and ends with a place: "1 May 2021, N Block, The Elm High School"."""
    day = find_day(text)
    if day is None or not text[day.end :].startswith(","):
        return None
    place = text[day.end :].strip(" ,.")
    names = [part.strip() for part in place.split(",")]
    are_names = all(
        part[:1].isupper() and len(part.split()) <= _MOST_WORDS and not has_verb(part) for part in names
    )
    is_place = any(kind.fullmatch(names[-1]) for kind in (_IS_PLACE, _MAY_BE_PLACE))
    return place if len(names) > 1 and are_names and is_place and find_time(place) is None else None


def _find_remote(texts: Sequence[str]) -> str | None:
    """Return by what means a meeting was held at which nobody had to be, or where in Welsh or Irish words."""
    end = next((each for each, text in enumerate(texts) if PRESENT.match(text)), len(texts))
    for text in texts[: min(end, NAMED_WITHIN)]:
        if (held := _HELD_IN_WELSH.search(text)) is not None:
            return held["place"].strip(" ,")
    for text in texts[: min(end, NAMED_WITHIN)]:
        remote = _REMOTE.search(text) if len(text) <= LONGEST_BODY and not is_of_other_day(text) else None
        if remote is not None and (_OF_MEETING.search(text) or find_day(text) or find_time(text)):
            return remote["place"]
    return None


def _read_place(text: str, *, may_be: bool) -> str | None:
    """Return the place that a line is, or has beside a day or a time; None for any other line.

    Args:
        text: The line.
        may_be: Whether the line is so near that what may be a place is one.
    """
    day = find_day(text)
    rest = f"{text[: day.start]} ; {text[day.end :]}" if day else text
    is_beside = day is not None or find_time(text) is not None
    if is_beside:
        rest = _DAYS.sub(" ", _TIMES.sub(" ; ", rest))
    if ":" in rest:
        return None
    parts = [part.strip(" ,.–-") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    kinds = (_IS_PLACE, _MAY_BE_PLACE) if may_be else (_IS_PLACE,)
    whole = (_STREET_LINE, _HOUSE, _NOWHERE, *((_HOUSED,) if is_beside else ())) if may_be else ()
    are_places = [
        (
            any(kind.fullmatch(part.split(",")[0].strip()) for kind in kinds)
            or (any(kind.fullmatch(part) for kind in whole) and not _NO_HOUSE.match(part))
        )
        and not has_verb(part.lower())
        for part in parts
    ]
    if not is_beside and len(parts) == 1 and _names_room(parts[0]):
        return parts[0]
    if parts and all(are_places):
        return parts[0] if len(parts) == 1 else rest.strip(" ,.;–-|")
    found = [part for part, is_one in zip(parts, are_places, strict=True) if is_one]
    # "Elm Centre, 43 Oak St. (or by Zoom)" needs no day beside it.
    return found[0] if found and (is_beside or (may_be and _HOUSE.fullmatch(parts[0]))) else None
