"""Reading of the sentence that opens printed minutes: "Minutes of a meeting of the X held in Y on Z"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.reading.heads.bodies.body_names import has_verb
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.layout.days import FoundDay, find_day, find_time

__all__ = [
    "OpeningSentence",
    "begins_anew",
    "find_opening_lines",
    "find_place",
    "is_of_other_day",
    "join_opening",
    "read_opening_sentence",
    "read_undated",
]

#: How far minutes are.
_STATE = r"(?:(?:draft|open|(?:un)?confirmed|(?:un)?approved|unofficial|signed)\s)?"
_SENTENCE = re.compile(
    rf"{_STATE}(?:minutes?|record|notes?|resolutions and proceedings|proceedings|decisions?"
    r"|summary of (?:the )?"
    r"decisions)\s(?:(?:and|of)\s(?:the\s)?proceedings\s)?(?:of|for|taken\sat|at|from)\s(?:(?:an?|the)\b)?\s?(?P<body>.{2,160}?),?\s"
    r"(?:(?:(?:which\swas\s)?(?:held|on)|which\stook\splace)\b|(?<=meeting\s)(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|at\s[^.;:]{3,80}\son\s))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AT_A_MEETING = re.compile(
    r"(?:at\s)?(?:(?:a|the|an)\s|(?=(?:regular|special|ordinary|monthly|annual|quarterly)\s))(?P<body>.{2,160}?),?\s"
    r"(?:(?:was\s)?(?:duly\s)?(?:held|conducted)|occurred|took\splace|convened)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "The Town Board of Elmford held its regular meeting on", "The Elmford City Council met in regular session on".
_BODY_MET = re.compile(
    r"(?:the\s)?(?P<body>(?-i:[A-Z])[^.;:]{2,120}?)\s(?:(?:was\s)?(?:duly\s)?(?:met|convened)|held\s(?:its|a|an|their|the))\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "Mayor Ash called a Regular Meeting of the Elmford City Council to order at 7:00 p.m. on July 9, 2002."
_CALLED = re.compile(
    r".{0,200}?\bcalled\s(?:a|an|the)\s(?:\w+\s){0,3}meeting\sof\s(?:the\s)?(?P<body>[^.;:]{2,100}?)\sto\sorder\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CALL = 500
#: What a place ends before: the day, the time, who came, what for.
_BEHIND_PLACE = (
    r"on|[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:[ap]\.?\s?m|hrs|hours)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\s(?:the\s)?[0-9]+(?:st|nd|rd|th)?|commencing|starting|beginning|pursuant"
    r"|(?:at|from|@)\s?[0-9]{1,4}(?:(?:[.:;-]|\s:\s)[0-9]{2})?(?!\s?[0-9])(?!\s(?!Present|PRESENT|The|Mon|Tue|Wed|Thu|Fri|Sat|Sun|AM|PM|A\.M|P\.M|NOON|HRS)(?-i:[A-Z]))\w*"
    r"|by\s(?:the\s)?(?:chair|vice|mayor|president|reeve|supervisor|deputy|acting|clerk|council|mr|mrs|ms)\w*"
    r"|when|at\swhich|where\b|there\s(?:being|were|was)|immediately|following\b|after\b|attended\b|to\s(?:consider|discuss)|for\sthe\spurpose"
    r"|with\s(?=.{0,80}\b(?:presid|in\sthe\schair|present|attend))"
    r"|(?-i:(?:Deputy\s)?Mayor|Reeve|Councill?ors?|Cllrs?|Chair(?:man|woman|person)?|Supervisor|Trustees?|Members|Present|PRESENT|Apologies)\b(?!['’])(?=.)"
    r"|(?:and|was|were|is|are)\s(?:also\s)?(?:live|broadcast|streamed|livestream|webcast|via|by|called|opened|attended|commenced|present)\w*"
)
_PLACE = re.compile(
    r"(?:in|at|via|by(?=\s(?:zoom|skype|video|tele|phone|electronic|remote|conference|teams|microsoft)))\s(?:the\s)?(?P<place>[^\d\s].*?)"
    rf"(?:,?\s(?:{_BEHIND_PLACE})\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_PLACE_OPENS = re.compile(r"\b(?:in|at|via|by)\s", re.IGNORECASE)
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
#: What stands behind "at" or "in" and is a time, or a way to meet.
_NO_PLACE = re.compile(
    r"(?:half[ -]past|quarter (?:past|to)|midnight|noon|midday|morning|afternoon|evening|o['’]?clock"
    rf"|(?:{_NUMBER_WORDS})(?:[ -]thirty)?(?: o['’]?clock|\b(?! [A-Z]))"
    r"|(?:person|chair|which|accordance|order|attendance|least|once|request|invitation|session)\b"
    r"|(?:short notice|start|end|close|beginning|outset)\b"
    r"|(?:public|private)\b(?! (?-i:(?!Session|Meeting|Hearing)[A-Z]))"
    r"|(?:the )?[0-9]{1,3}(?:st|nd|rd|th)\b.{0,30}\b(?:meeting|session)\b"
    r"|(?:a |an )?(?:hybrid|virtual|remote|special|ordinary|regular|extraordinary|annual) (?:meeting|session))",
    re.IGNORECASE,
)
_LONGEST_PLACE = 160
#: "The Chairman, Mr Ash, presided", "Meeting opened at 7 pm": a line that is a sentence of its own.
_TELLS = re.compile(
    r"(?:It|There|This|These|Due|Owing)\s|(?:(?i:the|a|an|in|at|with|as|members|meeting)\s|(?:Cllr|Mr|Mrs|Ms|Dr)\b|[A-Z][\w.’'-]*\s[A-Z])[^;:]{0,120}?\b(?:presid(?:ed|ing)|opened|called|welcomed|commenced|began|started|convened|chaired"
    r"|took\sthe\s[Cc]hair|declared|thanked|were\spresent)\b"
)
_LINKED = re.compile(r"[\s,]+(?:this|the|dated|held|located|on|of|at|in)\s*\Z", re.IGNORECASE)
#: "In the Chair: ", "I Láthair / Present: ": what stands behind it is of no sentence above.
_LABEL = re.compile(r"[A-ZÀ-Þ][^\d:;,.]{2,40}:\s")
#: How a line ends that goes on in the next.
_GOES_ON = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|via|held|was|were|is|are)|[,&–-])\s*\Z",
    re.IGNORECASE,
)
#: The sentence behind other words of a line, so many letters on.
_INSIDE = re.compile(
    r"(?<=\S\s)(?:(?:MINUTES?|Minutes?)\s(?:of|OF)\s(?:(?:the|an?|THE|AN?)\s|(?=(?:\w+\s)?(?:meeting|MEETING)\b))"
    r"|An?\s(?:\w+\s){0,2}meeting\sof\s)(?=.{0,200}\b(?:held|HELD)\b)"
)
_LONGEST_BEFORE = 500
_ENDS_IN_OF = re.compile(r"\bof\Z", re.IGNORECASE)
#: The space behind a hyphen inside a word, where its line broke.
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)\s(?=[^\W\d_]{2})(?!(?:and|or|to|und)\b)", re.IGNORECASE)
#: The sentence takes so many lines, or more until it has so many letters.
_FEWEST_LINES, _SHORTEST_SENTENCE = 5, 200
#: "ON FRIDAY, 10TH" above "FEBRUARY, 2023".
_BROKEN_DAY = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\Z", re.IGNORECASE)
#: A line so long without a stop at its end may go on in the next.
_FULL = 80
_OTHER_MINUTES = re.compile(r"\s(?:minutes|agm)\b(?=.*\b(?:minutes|agm)\b)", re.IGNORECASE | re.DOTALL)
_IS_HELD = re.compile(r"\b(?:held|took place|met)\b|\bmeeting(?=\sat\s)", re.IGNORECASE)
_THIS_DATE = re.compile(r"\bthis (?:date|day|evening|morning|afternoon)\b", re.IGNORECASE)
#: A sentence without a year is read from one of so many lines at the top.
_UNDATED_WITHIN = 8
#: Names one behind the other, which no place goes on with.
_LISTED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s[A-Z][\w’'-]+(?<!Street)(?<!Road)(?<!Lane)(?<!Hall)(?<!House)(?<!Centre)(?<!Avenue),\s){2,}[A-Z]"
)
#: What no such sentence goes on with: who came.
_ATTENDANCE = re.compile(
    r"(?:(?:also|members?|councill?ors?|those|others?)\s)?(?:present|in attendance|attendance|attendees|apologies"
    r"|absent|regrets|roll call)\b",
    re.IGNORECASE,
)
#: How the sentence that says which meeting it was begins.
_OPENS_SENTENCE = re.compile(
    rf"{_STATE}(?:minutes?|record|notes?|resolutions|proceedings|decisions|summary|at a"
    r"|(?:(?:a|an|the)\s|(?=(?:regular|special|ordinary|monthly|annual)\s.{0,160}\b(?:held|conducted|convened)\b))"
    r"(?:[\w-]+\s){0,3}meeting of)\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:previous|last|next) (?:[\w’'-]+ ){0,3}(?:meeting|minutes|agm)\b"
    r"|\b(?!(?:approved|adopted|confirmed)\s(?:(?:draft|meeting)\s)?minutes\b(?!\s(?:from|were|was)))"
    r"(?:confirm|approv|adopt|accept|receiv)\w*\b.{0,80}\bminutes\b"
    r"|\bminutes\b.{0,120}(?<!\bas\s)\b(?:confirmed|approved|adopted|accepted|ratified|signed|agreed"
    r"|(?:correct|true|accurate) record|be)\b"
    r"|\bdate of next\b|\bdeadline\b|\bcall[- ]in\b",
    re.IGNORECASE,
)


class OpeningSentence(NamedTuple):
    """The contents of the opening sentence of printed minutes."""

    #: The last body that it names, as printed; None without one.
    body: str | None
    day: FoundDay
    venue: str | None


def read_opening_sentence(texts: Sequence[str]) -> OpeningSentence | None:
    """Read "Minutes of a meeting of the X held in Y on Z" from a few lines; None without such a sentence."""
    texts = [_from_sentence(text) for text in texts]
    for at, text in enumerate(texts):
        if not _OPENS_SENTENCE.match(text):
            goes_on = len(text) > _FULL and text[-1].isalnum() and at + 1 < len(texts)
            if (met := _read_met(_join_sentence(texts[at : at + 1 + goes_on]))) is not None:
                return met
            continue
        if is_of_other_day(text):
            continue
        joined = _until_stop(_join_sentence(texts[at : at + _sentence_lines(texts[at:])]))
        match = _SENTENCE.match(joined) or _AT_A_MEETING.match(joined)
        if match is None or (day := find_day(match["rest"])) is None:
            continue
        if _OTHER_MINUTES.search(match["body"]):
            continue  # "Minutes of 2020 AGM", a title, and the sentence below it of the minutes before
        rest = match["rest"]
        before, after = rest[: day.start], rest[day.end :]
        place = find_place(before) or find_place(after)
        time = day.time or find_time(rest)
        return OpeningSentence(_name_in(match["body"]), day._replace(time=time), place)
    return None


def _name_in(text: str) -> str | None:
    spans = find_body_spans(text)
    return spans[-1].name if spans else None


def _from_sentence(text: str) -> str:
    """Return a line from where such a sentence opens behind other words, as where lines ran together."""
    match = _INSIDE.search(text[:_LONGEST_BEFORE])
    if (
        match is None
        or is_of_other_day(text[: match.end()])
        or is_of_other_day(_until_stop(text[match.start() :]))
    ):
        return text
    return text[match.start() :]


def _sentence_lines(texts: Sequence[str]) -> int:
    """Return how many lines the sentence may take: five, or more where each has hardly a word."""
    total = 0
    for count, text in enumerate(texts):
        total += len(text)
        if count >= _FEWEST_LINES and total > _SHORTEST_SENTENCE and not _BROKEN_DAY.search(texts[count - 1]):
            return count
    return len(texts)


def _read_met(text: str) -> OpeningSentence | None:
    """Read "The Elmford City Council met in regular session on 3 May 2021"; None for any other text."""
    match = _BODY_MET.match(_until_stop(text)) or _CALLED.match(text[:_LONGEST_CALL])
    day = find_day(match["rest"]) if match is not None else None
    if match is None or day is None:
        return None
    body = _name_in(match["body"])
    if body is None:
        return None
    rest = match["rest"]
    place = find_place(rest[day.end :]) or find_place(rest[: day.start])
    return OpeningSentence(body, day._replace(time=day.time or find_time(rest)), place)


def find_place(text: str) -> str | None:
    """Return the first place in words such as "in the Hall at 7 pm"; times and "in person" are none."""
    text = _until_stop(text).strip().rstrip(".").strip()
    for opening in _PLACE_OPENS.finditer(text):
        match = _PLACE.match(text, opening.start())
        if match is None or _NO_PLACE.match(match["place"]):
            continue
        day = find_day(match["place"])
        place = match["place"][: day.start] if day else match["place"]
        place = _LINKED.sub("", place).strip(" ,.;-–—")  # "Elmford this 3rd day of May 2021"
        is_short = len(place) <= 3 and not (_is_named(place) and opening[0].lower().startswith("at"))
        if not is_short and len(place) <= _LONGEST_PLACE and find_time(place[:8]) is None:
            return place
    return None


def _is_named(place: str) -> bool:
    """Return whether so short a place is one: "DC", "Hub"."""
    return (len(place) > 1 and place.isupper()) or place.istitle()


def is_of_other_day(text: str) -> bool:
    """Return whether a line is of a day that is not the meeting's: of the meeting before, of a deadline."""
    return _OTHER_DAY.search(text) is not None


class Undated(NamedTuple):
    """What is told of a meeting by a sentence whose day has no year; None for what is not."""

    time: str | None
    venue: str | None


def read_undated(texts: Sequence[str]) -> Undated:
    """Read "Minutes of the meeting held on 12 April at 7pm in the Hall" from the first line that says so."""
    for at in range(min(len(texts), _UNDATED_WITHIN)):
        sentence = join_opening(texts, at) or _tell_of_this_date(texts[at])
        held = _IS_HELD.search(sentence) if not is_of_other_day(sentence) else None
        if held is not None:
            rest = sentence[held.end() :]
            return Undated(find_time(rest), find_place(rest))
    return Undated(None, None)


def _tell_of_this_date(text: str) -> str:
    """Return the sentence "The City Council met on this date at 9:30 a.m. in the Hall", or nothing."""
    sentence = _until_stop(text)
    met = _BODY_MET.match(sentence) if _THIS_DATE.search(sentence) else None
    return sentence if met is not None and _name_in(met["body"]) is not None else ""


def join_opening(texts: Sequence[str], at: int) -> str:
    """Return the sentence that says which meeting it was, if it opens on a line; otherwise nothing."""
    if not _OPENS_SENTENCE.match(texts[at]):
        return ""
    return _until_stop(_join_sentence(texts[at : at + _sentence_lines(texts[at:])]))


def find_opening_lines(texts: Sequence[str]) -> range:
    """Return which lines the sentence takes that says which meeting it was, up to its day; empty without one."""
    for at, text in enumerate(texts):
        if not _OPENS_SENTENCE.match(text) or is_of_other_day(text):
            continue
        joined = join_opening(texts, at)
        if _SENTENCE.match(joined) is None or find_day(joined) is None:
            continue
        for end in range(at + 1, len(texts) + 1):
            if (day := find_day(_join_broken(texts[at:end]))) is not None and day.end <= len(joined):
                return range(at, end)
    return range(0)


def _join_sentence(texts: Sequence[str]) -> str:
    """Join a line with those that go on in it, up to the next that opens such a sentence itself."""
    end = next(
        (
            at
            for at in range(1, len(texts))
            # "MINUTES OF" above "PROCEEDINGS AT" is one sentence
            if (_OPENS_SENTENCE.match(texts[at]) and _ENDS_IN_OF.search(texts[at - 1]) is None)
            or _ATTENDANCE.match(texts[at])
            # "HELD IN OAK HOUSE," above "ELM PARK, CO. OAK, ON FRIDAY" is no list of names
            or (_LISTED.match(texts[at]) and not _goes_on_in(texts[at - 1], texts[at]))
            or begins_anew(texts[at], texts[at - 1])
        ),
        len(texts),
    )
    return _join_broken(texts[:end])


def _goes_on_in(above: str, text: str) -> bool:
    """Return whether words parted by commas are a place in a sentence, and not those who came: a day is behind."""
    return _GOES_ON.search(above) is not None or _GOES_ON.search(text) is not None or find_day(text) is not None


def _join_broken(texts: Sequence[str]) -> str:
    """Join lines with a space, but where a word is broken at its hyphen: "DISTRICT OF ELM-", "OAK"."""
    return _HYPHEN.sub("", " ".join(texts))


def begins_anew(text: str, above: str) -> bool:
    """Return whether a line begins a sentence of how the meeting began, though none ends above it with a stop."""
    is_notice = text.isupper() and not above.isupper() and has_verb(text.lower())
    return _GOES_ON.search(above) is None and (is_notice or any(each.match(text) for each in (_TELLS, _LABEL)))


def _until_stop(text: str) -> str:
    """Return the text up to the stop of its first sentence; the stop in "6.30 p.m." does not count."""
    match = re.search(
        r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\bCo)(?<!\bCO)(?<!\bInc)(?<!\bLtd)(?<!\bSt)\.(?=\s+[A-Z])", text
    )
    return text[: match.start()] if match else text
