"""Reading of the labels over and in attendance lists: "Present:", "Apologies from", "Absent:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    GROUPS,
    HONORIFICS,
    OFFICE_TITLES,
    OFFICES,
    PLURAL_TITLES,
    is_initial,
    is_name_word,
    title_length,
)
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "ROLL",
    "Coming",
    "Stretch",
    "answers_roll",
    "is_attendance_label",
    "iter_stretches",
    "label_length",
    "read_answer",
    "read_label",
    "read_opening",
    "read_title",
]


class Coming(StrEnum):
    """What a label says of those under it."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    #: Absent, and nothing said of apologies.
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    #: Officers, who may be listed below apologies and have come.
    STAFF = "staff"
    #: A label of persons that says nothing of whether they came: "Members:".
    UNSAID = "unsaid"


class Stretch(NamedTuple):
    """A part of a paragraph, and what the label before it says of those named there."""

    span: Span
    #: None before the first label.
    coming: Coming | None


_WHO = (
    r"(?:(?:the\s)?(?:also,?|other|following|those|community|planning|alternate|library|media|school|town|village|board|council|committee|elected|voting"
    r"|non-voting|ex[- ]officio)\s)*"
    r"(?:(?:members?|councill?ors?|councilmembers?|aldermen|commissioners|trustees|directors|supervisors|selectmen|employees|officers?"
    r"|officials?|staff|others?|those|alternates?|guests?|visitors?|public|press)\s(?:were\s)?(?:of\s(?:the\s)?[^:,.;]{1,50}?\s)?)?"
)
#: Any words before or behind "present", where a colon or the end of the line says that they are a label.
_ANY = (
    r"(?:(?!(?:is|are|was|were|be|been|has|have|had|not|non(?!-)|no|none|will|would|who|that|all|apolog\w*|regrets)\b)"
    r"(?:[\w’'&/.–-]*[\w’'&/–-]|cllrs\.)\s){0,6}?"
)
_OF = r"(?:\s(?:for|from|of|in|at|by|on|via)\s[^:.;|]{2,60}?)?"
#: Behind "absent": with what excuse, and why.
_EXCUSE = (
    r"(?:,?\swith(?:out)?\s(?:an?\s|any\s|their\s|prior\s)?"
    r"(?:apolog(?:y|ies)|leave|notice|excuse|permission|reasons?|cause)"
    r"|\s(?:due\sto|owing\sto|because\sof|through)\s\w+(?:\s\w+){0,3}?)"
)
#: Those who are absent or present, behind the word that says so: "Absent Board Members:".
_MEMBERS = (
    r"(?:\s(?:board|council|committee|commission|elected|voting|parish|town|village|city|club))*"
    r"\s(?:members|trustees|directors|commissioners|councill?ors|officers|aldermen|supervisors|staff)"
    r"(?=\s?[:(]|\W*\Z)"
)
_ENDS = r"(?=\s?(?:\([^()]{1,40}\)\s?)?(?:[:|]|\s[–—-]\s(?-i:[A-Z])|\Z))"
_ABSENCE = (
    r"apolog(?:y|ies)(?:\s(?:received|noted|given|tendered))?"
    r"(?:\s(?:for|of)\s(?:absence|non-?attendance|inability to attend))?"
)
_SAYS = re.compile(
    # Of two things a label says the first where another says the second; else nobody knows which.
    r"(?P<first>(?:attendance|present) (?:and|&) apologies(?=\s?:(?s:.){3,900}?\bapologies(?: from)?\s?:))"
    r"|(?:attendance|present) (?:and|&) apologies(?=\s?:)"
    rf"|(?P<apologies>{_ABSENCE}(?!\s(?:for|of)\b)|regrets|excused{_MEMBERS}|{_WHO}(?:excused|unable to attend)"
    r"|ymddiheuriadau|leithscéalta"
    rf"|sent apologies|{_ANY}(?<!without\s)apologies(?=\s?:)"
    rf"|{_ANY}absent,?\swith\s(?:an?\s|their\s)?apolog(?:y|ies){_ENDS})"
    rf"|(?P<absent>{_ANY}(?:absent|not present|not in attendance)(?:{_EXCUSE}|{_OF}){_ENDS}"
    rf"|absent{_MEMBERS}|(?:on\s)?leave\sof\sabsence(?:\sgranted)?(?=\s?:|\Z)"
    rf"|{_WHO}absent(?:ees?)?|as láthair|yn absennol|not in attendance|{_WHO}not (?:present|attending))"
    r"|(?P<substitute>(?:named\s)?substitutes?|substitute members?|alternates?(?!\s(?:present|absent|excused"
    r"|arriving)))"
    r"|(?P<present>(?:(?:present|in attendance) at|attending|participating in)\s(?:the|this)\s"
    r"(?:(?!last|previous|next|prior|earlier)[\w’'-]+\s){0,3}meeting(?=\s(?:were|was)\b)"
    rf"|{_ANY}(?:present|in attendance|attendance|attendees|attending){_OF}{_ENDS}"
    rf"|(?:present|attending){_MEMBERS}"
    rf"|{_WHO}(?:present|in attendance|attending|attended|participating)|attendance|attendees"
    r"|sederunt|(?:hefyd\syn\s)?(?:bresennol|presennol)|yn bresennol"
    r"|(?:members|trustees|councillors|commissioners|aldermen)\s(?:answering|responding to"
    r"|answered)\s(?:the\s)?roll(?:\s"
    r"?call)?"
    r"|(?:in\s)?(?:the\s)?chair(?:man|person|woman)?|(?:vice|deputy)[- ]?chair(?:man|person)?|clerk|town clerk"
    r"|presiding|witnesses|(?:[^\W\d_]+\s){0,2}i láthair"
    # "Roll Call: Ann Ash, Bob Elm, ...", and no vote by roll call
    r"|roll call(?=\s?:\s(?!.*\b(?:yes|aye|yea|nay|no)\b)(?-i:[A-Z][\w.’'-]*\s[A-Z][\w’'-]+,\s[A-Z]))"
    r"|(?:the\s)?following\s(?:[\w’'-]+\s){1,5}(?:were|was)\s(?:also\s)?"
    r"(?:present|in attendance|attending|participating)[^:.;]{0,60}(?=:)"
    r"|(?:the\s)?following\s(?:[\w’'-]+\s){0,5}(?:(?:also\s)?(?:attended|participated)|answered (?:the )?roll"
    r"|responded to (?:the )?roll)[^:.;]{0,60}(?=:)"
    r"|(?:others?|(?:members of (?:the )?)?public|press|media|guests|visitors|police|(?:via\s|by\s|on\s)?zoom"
    r"|by (?:tele)?phone|online|virtually|remotely)(?=\s*:))"
    r"|(?P<unsaid>also(?=\s*:)|(?:[a-z]+\s)?(?:board|committee|commission|council|staff)\s(?:members|alternates?)(?=\s*:)"
    r"|(?:recording\s)?secretary(?=\s*:)|(?:other\s|council\s|elected\s)*(?:members|councillors|cllrs|aldermen|governors))"
    r"|(?P<staff>(?:council\s|senior\s|management\sand\s|town\s|city\s|village\s)*(?:officers?|officials?|staff)(?=\W*\Z|\s*[:–—\t]))",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"[*_([]{{0,3}}(?:[^/|:.;()]{{2,40}}(?:\s[/|]\s|/))?(?:{_SAYS.pattern})\b", re.IGNORECASE)
#: What follows a label in a paragraph: a colon, a dash, a tab or a wide space, a number of persons.
_BEHIND = re.compile(
    r"(?:\s(?:for this item|for the meeting|at the meeting|virtually|remotely|online|by zoom|via zoom))?"
    r"(?:\sto[- ]wit)?"
    r"(?:/[^/|:.;()]{2,40}(?=\s?:))?"  # "Present/I láthair:"
    r"(?:\s?\(\d{1,3}\)|\s?\([^()]{1,40}\))?\s*(?::|[–—|\t]|-\s|;\s|\s{2,}|\s\d{1,2}\s?[-–:]\s)[*_\s:,–—-]*"
    r"|(?<=[Ii]n [Aa]ttendance),\s(?=[A-Z])"
    r"|\s(?:were\s|was\s)?(?:received\s|submitted\s|sent\s|given\s|noted\s)?from:?\s+"
    r"|(?<=PRESENT)\s(?=[A-Z][a-z])|(?<=ABSENT)\s(?=[A-Z][a-z])|(?<=APOLOGIES)\s(?=[A-Z][a-z])"
    r"|(?<=IN ATTENDANCE)\s(?=[A-Z][a-z])|\s(?=(?:[A-Z]\s){1,3}[A-Z][a-z])"
    # "Apologies Ann Ash, Bob Birch": two names behind it, or two words and a title
    r"|(?:(?<=Apologies)|(?<=Present)|(?<=Absent)|(?<=In [Aa]ttendance))"
    r"\s(?=[A-Z][a-z’'-]+\s[A-Z][\w’'-]+(?:,|\sand)\s(?:[A-Z][a-z’'-]+\s[A-Z]|[A-Z]\.))"
    r"|\s(?=(?:Councill?ors?|Cllrs?|Mrs?|Ms|Miss|Dr|Mayor|Aldermen|Alderman|Chair(?:man|woman|person)?)\s[A-Z])|\s(?:was|were)\s?:\s*[-–—]*\s*|\s(?:was"
    r"|were)\s+(?=(?-i:[A-Z]))"
)
#: A label begins a paragraph, or stands behind a stop, a bar, a tab or a wide space.
_PLACES = re.compile(
    r"\A(?:(?i:roll call)\W{1,40}+(?![A-Z][\w.’'-]*\s[A-Z][\w’'-]+,\s[A-Z]))?"
    r"|[.;|\t\n]\s*|\s{3,}|,?\s(?=with\sapologies\b)|,\s(?=[Aa]pologies\b)"
    r"|\bwith\s(?=the\sfollowing\s)|\band\s(?=(?:the\s)?(?:\w+\s){0,2}(?:present|in attendance)\s(?:was|were):)"
    # "Clerk Ann Ash Others present were:", whose line is lost
    r"|(?<=[\w.)]\s)(?=(?:Also|Others?|Officers|Officials|Staff|Members|Guests|Visitors)\s(?:also\s)?"
    r"(?:[Pp]resent|[Ii]n [Aa]ttendance|[Aa]ttending|[Aa]bsent)(?:\s(?:was|were))?\s?:)"
    r"|(?<=[0-9a-z.]\s)(?=(?:PRESENT|APOLOGIES|IN ATTENDANCE|ABSENT)\b[^:.]{0,40}:)"
)
_PLACE_MARKS = (".", ";", "|")
_LONGEST_LABEL = 80
#: How members answer when the roll is called: "Hill - present, Marsh: absent".
ROLL = re.compile(
    r"(?<=[\w.])(?:\s\([^()]{1,40}\))?(?:\s?[-–—:]\s?|\sanswered\s)[“\"]?(?:(?P<present>present|here)"
    r"|(?P<apologies>excused|apolog(?:y|ies)(?!\s?:))|(?P<absent>absent))\b",
    re.IGNORECASE,
)
#: How somebody came, and why somebody did not.
_HOW = (
    r"(?:,?\s\(?(?:(?:by|via|on|over|through)\s(?:\w+\s){0,2}\w+|in\sperson|(?:attending\s)?(?:remotely|online|virtually"
    r"|electronically)))?"
)
_WHY = r"(?:,?\s\(?(?:with|without|due|owing|because|on|through|for)\s[^,;:|()]{2,40})?"
#: The line of one person behind the name: "Cllr Ann Ash Present by phone", "Mr Oak | Absent".
_ANSWER = re.compile(
    r"(?:,\s?|\s\|\s|\s?[:–—\t-]\s?|\s+)\(?"
    rf"(?:(?P<present>(?:present|here|in attendance){_HOW})|(?P<apologies>(?:excused|apolog(?:y|ies)){_WHY})"
    rf"|(?P<absent>(?:absent|not (?:present|here)){_WHY}))"
    r"\)?\.?\s*\|?\s*\Z",
    re.IGNORECASE,
)
#: Parted by a mark, it answers for a name of which nothing else is known: "Hall - Here", "Cal Cedar: absent".
_ANSWERED = re.compile(r"\s?[:–—|-]\s?(?i:(?:not )?here|present|absent|excused)\W*\Z")
#: With them the words of a label say who came.
_SIGNS = word_set(
    "absent absentees also apologies apology attendance attended attendees attending excused in not participating "
    "present regrets unable"
)
#: Who else may stand before them.
_PEOPLE = GROUPS | BODIES | PLURAL_TITLES | word_set("guests media others press public those visitors")
#: The stop of an initial or a title, behind which a surname stands.
_NAME_STOP = re.compile(r"\b(?:[A-Z]|Cllrs?|Crs?|Comh|Cyng|Mrs?|Ms|Dr|Rev|Hon|Ald|St)\.\s*\Z")
#: What is present or absent without having come: "Quorum: Present", "Kerbs: absent".
_THINGS = word_set(
    "quorum minutes agenda notice report reports accounts documents papers signatures kerbs works equipment "
    "damage road street lane"
)
_MOST_NAMES, _MOST_OF_OFFICE = 4, 5
_COMING_WORDS = (
    "absent",
    "also",
    "apolog",
    "attend",
    "excused",
    "in att",
    "not ",
    "present",
    "regrets",
    "substit",
    "those",
    "as láthair",
    "i láthair",
    "leithscéal",
    "yn absennol",
    "yn bresennol",
    "presennol",
    "hefyd yn ",
    "ymddiheuriad",
)
_COMINGS = ("present", "attendees", "in attendance", "absent", "attending", "i láthair")
#: "The other Councillors present were:-".
_WERE = re.compile(r"\b(?:present|in attendance)\s(?:was|were)\s?:[-–—]*\Z", re.IGNORECASE)
_ATTENDS = ("attend", "present", "roll call", "sederunt", "i láthair", "yn bresennol", "presennol")
#: In a title: "Record of non-attendance".
_NOT_THERE = re.compile(r"\b(?:non|not)[- ](?:in\s)?(?:attend|present)\w*")
_WITH = re.compile(r"(?:(?:and|with)\s+)?")
_ALONE = re.compile(
    rf"[*_([]{{0,3}}(?:[^/|:.;()]{{2,40}}(?:\s[/|]\s|/))?(?:{_SAYS.pattern})(?:\s(?:was|were))?(?:\s?\([^()]{{1,40}}\)\.?)?[\s:–—()*_-]*(?:\d{{1,3}}[\s)-]*)?",
    re.IGNORECASE,
)


#: "The following staff members were also participating:" over a list.
_OPENS = re.compile(
    r"\b(?:(?P<absent>absent|not (?:present|in attendance))"
    r"|(?P<apologies>excused|apolog(?:y|ies)(?: from)?|regrets(?: from)?)"
    r"|(?P<present>present|in attendance|attending|participating|attended|participated"
    r"|answered (?:the |to the )?roll(?: call)?|responded to (?:the )?roll(?: call)?|answered (?:as )?present))"
    r"(?:\s(?:were|was|are|included|include))?"
    r"(?:\s(?:the|this)\smeeting|\s(?:remotely|virtually|online|electronically|in person)"
    r"|\s(?:via|by|on)\s\w+|\sto[- ]wit)?\s?(?::|:?\s?[-–—])\s*\Z",
    re.IGNORECASE,
)
_LONGEST_OPENING = 300


def read_label(text: str) -> Coming | None:
    """Return what a line that is nothing but a label says: "APOLOGIES", "Members of the Board present:"."""
    match = _ALONE.fullmatch(text.strip()) if len(text) <= 120 else None
    return _coming(match) if match and not _holds_name("", match[0]) else None


def read_answer(text: str) -> tuple[Span, Coming] | None:
    """Return who answers the roll on a line, and how: "Cllr Ann Ash Present"; None where none does."""
    match = _ANSWER.search(text) if len(text) <= _LONGEST_LABEL else None
    words = list(iter_words(text, 0, match.start())) if match else []
    if match is None:
        return None
    comma = text.find(",", 0, match.start())
    if comma >= 0:
        return _read_office_answer(text, match, words, comma)
    if not _is_person(words) and not (_ANSWERED.match(text, match.start()) and _may_be_person(words)):
        return None
    return Span(words[0].start, match.start()), Coming(match.lastgroup or Coming.UNSAID)


def _read_office_answer(
    text: str, match: re.Match[str], words: list[Word], comma: int
) -> tuple[Span, Coming] | None:
    """Return who answers with an office behind the name: "Lee Marsh, Alternate - Excused"."""
    named = [word for word in words if word.end <= comma]
    office = [word for word in words if word.start > comma]
    if not _ANSWERED.match(text, match.start()) or "," in text[comma + 1 : match.start()]:
        return None
    is_named = _is_person(named) or (len(named) > 1 and _may_be_person(named))
    if not is_named or not 0 < len(office) <= _MOST_OF_OFFICE or not office[0].is_capitalised:
        return None
    return Span(named[0].start, named[-1].end), Coming(match.lastgroup or Coming.UNSAID)


def is_attendance_label(text: str) -> bool:
    """Return whether a line is nothing but a label of who came or did not: "Attendees:", "NOT IN ATTENDANCE"."""
    bare = text.strip()
    if " | " in bare and read_label(bare) is not None:
        return True  # in two languages
    if not (bare.rstrip("-–— ").endswith(":") or bare.isupper() or bare.istitle()) or read_label(bare) is None:
        return False
    if bare.rstrip(":-–— ").lower().endswith(_COMINGS):
        return True
    return bare.lower().removeprefix("the ").startswith(_COMING_WORDS) or _WERE.search(bare) is not None


def read_title(title: str) -> Coming | None:
    """Return what the title of an item says of the names under it; None where it says two things or nothing."""
    lower = _NOT_THERE.sub("", title.lower())
    if "calling of the roll" in lower:
        return Coming.PRESENT  # what is said below of apologies says so itself
    apologises = "apolog" in lower or "regrets" in lower or "ymddiheuriadau" in lower
    apologises = apologises or "leithscéal" in lower
    attends = any(word in lower for word in _ATTENDS)
    if apologises and (attends or "absen" in lower.replace("for absence", "").replace("of absence", "")):
        return None
    return Coming.APOLOGIES if apologises else Coming.PRESENT if attends else None


def read_opening(text: str) -> Coming | None:
    """Return what a sentence says that ends over a list: "with the following directors in attendance:"."""
    match = _OPENS.search(text) if len(text) <= _LONGEST_OPENING else None
    return Coming(match.lastgroup) if match is not None and match.lastgroup else None


def answers_roll(text: str) -> bool:
    """Return whether a text says how several members answered the roll: "Hill - present, Marsh - absent"."""
    return len(ROLL.findall(text)) > 1


def iter_stretches(text: str) -> Iterator[Stretch]:
    """Yield the parts of a paragraph that labels begin, in order, with what stands before the first."""
    begin, coming = 0, None
    for place in _PLACES.finditer(text):
        linked = _WITH.match(text, place.end())
        start = linked.end() if linked else place.end()
        if text[start : start + 1] in _PLACE_MARKS:
            continue  # another place comes at once: a line of dots has thousands
        label = _LABEL.match(text, start)
        behind = _BEHIND.match(text, label.end()) if label else None
        if label is None or behind is None or _holds_name(text[: label.start()], label[0]):
            continue
        if text[begin : place.start()].strip(" .;,|\t\n"):
            yield Stretch(Span(begin, place.start()), coming)
        begin, coming = behind.end(), _coming(label)
    if text[begin:].strip():
        yield Stretch(Span(begin, len(text)), coming)


def label_length(text: str) -> int:
    """Count the characters of the label that a paragraph begins with, "MEMBERS PRESENT: "; 0 without one."""
    first = next(iter_stretches(text[: 2 * _LONGEST_LABEL]), None)
    labelled = first is not None and first.coming is not None and first.span.start <= _LONGEST_LABEL
    return first.span.start if first is not None and labelled else 0


def _coming(match: re.Match[str]) -> Coming:
    told = Coming.PRESENT if match["first"] else Coming.UNSAID
    return next((one for one in Coming if match[one.value]), told)


def _holds_name(before: str, label: str) -> bool:
    """Return whether what seems a label holds a person: "Cllr Ann Ash Present", "Elm. Absent" behind "Cllr E."."""
    words = list(takewhile(lambda word: word.lower not in _SIGNS, iter_words(label)))
    if not words or any(word.lower in _PEOPLE for word in words):
        return False
    if _NAME_STOP.search(before[-8:]):
        return words[0].is_capitalised and words[0].lower not in OFFICES
    return _is_person(words)


def _may_be_person(words: list[Word]) -> bool:
    """Return whether words may be one person's name: one to three with capitals, none of an office or group."""
    return 0 < len(words) < _MOST_NAMES and all(
        word.is_capitalised
        and is_name_word(word)
        and word.lower not in _PEOPLE
        and word.lower not in OFFICES
        and word.lower not in _SIGNS
        and word.lower not in _THINGS
        for word in words
    )


def _is_person(words: list[Word]) -> bool:
    """Return whether words are one person: a title with a name, or a first name or an initial and a surname."""
    title = title_length(words, 0)
    names = words[title:]
    if not names or len(names) > _MOST_NAMES or not all(is_name_word(word) for word in names):
        return False
    if any(word.lower in _PEOPLE for word in words) or not names[0].is_capitalised:
        return False
    if title:
        last = words[title - 1].lower
        return last in HONORIFICS - OFFICE_TITLES or (last in OFFICE_TITLES and names[-1].lower not in OFFICES)
    known = names[0].lower in FIRST_NAMES or is_initial(names[0].text)
    return known and len(names) > 1 and names[-1].is_capitalised and names[-1].lower not in OFFICES
