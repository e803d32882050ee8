"""Extraction of who came where a sentence tells it: "Also present were Clerk Ann Ash and Bob Birch"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.recording.attending.attendees import record_named
from minutesearch.recording.printed.person_names import KnownNames, is_no_person
from minutesearch.records import Attendance, Presence, Span
from minutesearch.segmenting.cues.names import OFFICES
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.text.sentences import iter_sentences, iter_words

__all__ = ["opens_list", "read_told_presence"]

_CAME = r"(?<!not\s)\b(?:present|in\sattendance|attending)\b"
_BE = r"(?:were|was|included|are)"
_HERE = r"(?:\s(?:at|for)\s(?:the|this)\s(?!last|previous|next|earlier|other)(?:[\w:.]+\s){0,4}?meeting)?"
#: What members are called before their names, in small letters: "other Commission members Mrs Ash".
_WHO = (
    r"(?:(?:(?:the|other|fellow|following|ex-officio|associate|alternate|board|council|committee|commission|town|staff)\s)*"
    r"(?:members?|trustees|directors|commissioners|councill?ors|supervisors|selectmen|alternates?|guests?)\s)?"
)
#: The office of the first of them, in small letters: "Also present were clerk Ann Ash and Bob Birch".
_IN_OFFICE = rf"(?:(?:(?:town|city|village|county|district|vice|deputy)\s)?(?:{'|'.join(sorted(OFFICES))})s?\s)?"
#: How they came: "present via teleconference".
_BY = (
    r"(?:\s(?:remotely|virtually|online|electronically|in\sperson"
    r"|(?:via|by|on|through|over)\s(?:\w+\s){0,2}\w+))?"
)
#: What begins a sentence of somebody else, or of nobody: "On behalf of Ann Ash", "Neither Bob Birch nor".
_OF_OTHERS = re.compile(
    r"(?:on|in|at|for|from|after|before|instead|besides|neither|no|none|nobody|not|without|unlike|only|if|when|while|as)\b"
    r"|.*\b(?:nor|except|excepting|but not|apart from|other than)\b",
    re.IGNORECASE | re.DOTALL,
)
#: "Members present, besides the Mayor, were Ann Ash and Bob Birch": who came stands behind.
_BEHIND = re.compile(
    rf"{_CAME}(?:,\s[^,]{{3,60}},)?{_HERE}{_BY}\s{_BE}\s?:?\s+{_WHO}{_IN_OFFICE}"
    r"(?P<list>(?-i:[A-Z]).+)",
    re.IGNORECASE | re.DOTALL,
)
#: "Roll call showed the following members present at 6:30 p.m. Ash, Birch and Cedar": a list behind it.
_FOLLOWS = re.compile(
    r"\bfollowing\b[^.:;]{0,60}?\b(?:present|in\sattendance|answer\w*|respond\w*|attend\w*|participat\w*)\b"
    r"(?:[^.:;]|(?<=[ap])\.m|(?<=\d):(?=\d)){0,80}?(?::|[ap]\.m\.|\broll(?:\scall)?\.?)\s*[-–—]?\s*(?P<list>(?-i:[A-Z])[^;:]+)",
    re.IGNORECASE | re.DOTALL,
)
#: "there being present the following members to wit: Mayor Ash Councilman Birch And none being absent".
_TO_WIT = re.compile(
    r"\b(?:present|in\sattendance)\b[^.:;]{0,40}?\bfollowing\b[^.:;]{0,40}?(?:,?\sto[- ]wit)?\s?:"
    r"\s*(?P<list>(?-i:[A-Z])[^;:]+)",
    re.IGNORECASE | re.DOTALL,
)
#: "called to order at 7 pm with Ann Ash, Bob Birch and Cy Cedar in attendance": who came stands between.
_BETWEEN = re.compile(
    rf"\bwith\s{_WHO}(?P<list>(?-i:[A-Z]).{{3,600}}?),?\s(?:(?:all|also|both)\s)?(?:being\s)?{_CAME}",
    re.IGNORECASE | re.DOTALL,
)
_ADVERBS = r"(?:(?:all|also|both|too|again|then|each|likewise|still)\s)*"
#: How, where, what for and till when somebody came: nothing else may follow.
_MANNER = (
    r"(?:electronically|remotely|virtually|online|in person|by invitation|throughout"
    r"|(?:by|via|over|through|on)\s(?:[\w-]+\s){0,3}(?:zoom|teams|skype|webex|phone|telephone|video\w*|link|call|audio\S*|internet"
    r"|electronic\s\w+|speakerphone|teleconference|computer)"
    r"|(?:in|at)\s(?:the\s|this\s)?(?:[A-Z]\w*\s){0,3}(?:council\s)?(?:chambers?|hall|room|audience|gallery|office|roll\scall)"
    r"|(?:at|for)\s(?:the|this)\s(?!last|previous|next|earlier|other)(?:\w+\s){0,2}?meeting"
    r"|as\s(?:an?\s|the\s)?(?:alternates?|substitutes?|observers?|guests?|visitors?)"
    r"(?:\s(?:for|of|to)\s[^.;]{3,60})?"
    r"|for\s(?:the\s)?(?:part|whole|duration|items?|public|open|first|second)\b[^.;]{0,60}"
    r"|(?:until|till|from)\s[^.;]{1,40}"
    r"|to\s(?:answer|present|discuss|speak|observe|represent|take|record|address|listen|give|explain|assist)\b[^.;]{0,160}"
    r"|(?:along\s|together\s)?with\s(?:approximately\s|about\s|some\s)?(?:\d+|no|several|two|three|four|five|six|seven|eight|nine|ten)\b[^.;]{0,60}"
    r"|representing\s[^.;]{2,60})"
)
_TAIL = rf"(?:[,(]?\s*{_MANNER}\)?)*"
#: "Ann Ash, Bob Birch and Clerk Cy Cedar were also present": who came begins the sentence, or the clause.
_BEFORE = re.compile(
    r"(?P<list>(?-i:[A-Z]).{2,600}?),?\s"
    rf"(?:(?:{_BE}\s)?{_ADVERBS}(?:{_CAME}|attended(?:\s(?:the|this)\smeeting)?|participat(?:ed|ing)(?:\sin\s(?:the|this)\smeeting)?"
    r"|took\spart|joined\s(?:the\smeeting\s)?(?=by\b|via\b|remotely|virtually|online|electronically)"
    r"|(?:answered|responded\sto|answering)\s(?:the\s)?roll(?:[\s-]call)?|answered\s[“\"]?(?:present|here)[”\"]?))"
    rf"{_TAIL}\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
#: "called to order by Mayor Ash", "President Ann Ash called the meeting to order": who did so was there.
_CALLED = (
    re.compile(
        r"\bcalled\b[^.;]{0,160}?\bto\sorder\b(?:[^.;]|(?<=[AaPp])\.[Mm]|(?<=[Mm])\.(?=,?\sby\b)|(?<=\d)\.(?=\d)){0,120}?"
        r"\sby\s(?:the\s)?(?P<list>(?:[A-Z][\w.’'-]*\s){1,5}?[A-Z][\w’'-]+)"
        r"(?=\s(?:at|on|in|and|with|who|as|via|pursuant|to|this)\b|\s[@(–-]|[.,;]|\Z)"
    ),
    re.compile(
        r"(?P<list>(?:[A-Z][\w.’'-]*\s){1,5}?[A-Z][\w’'-]+),?\s(?:duly\s)?called\s(?:[^.;]|(?<=\b[A-Z])\.){0,160}?\bto\sorder\b"
    ),
)
#: "The Board met at 7 pm with the following present:" over a list.
_OPENS = re.compile(rf"{_CAME}(?:\s{_BE})?\s?:\s*\Z", re.IGNORECASE)
#: What goes on from a list to something said of the last in it.
_GOES_ON = re.compile(
    r",?\s(?i:and\s)?(?i:none|nobody|no\sone)\b|,?\s(?:who|which|while|as\swell\sas|representing|on\sbehalf)\b"
    r"|(?<!\b[A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Messrs)(?<!Cllr)(?<!Cllrs)(?<!Cr)(?<!Rev)\.\s+(?=[A-Z][a-z]+\s[a-z])"
)
#: Where a sentence seems to end.
_AT_TIME = re.compile(r"\d\s?[AaPp]\.[Mm]\.\Z")
_LONGEST = 1_500
#: No sentence without one of these words tells that somebody came.
_TELLS = re.compile(r"[Pp]resent|[Aa]ttend|participat|answer|respond|took part|joined|to order")


def opens_list(text: str) -> bool:
    """Return whether a text ends in the words that a list of those who came stands below."""
    return _OPENS.search(text) is not None


def read_told_presence(text: str, position: int, *, known: KnownNames) -> Iterator[Attendance]:
    """Yield who is told to have come in the sentences of a passage, with the role beside each name.

    Args:
        text: The text of the passage.
        position: The position of the passage in its item.
        known: The names that are recorded already, which are passed over; who is told of is added.
    """
    if len(text) > _LONGEST or _TELLS.search(text) is None:
        return
    is_first = not known
    for sentence in _iter_sentences(text):
        for one in _read_sentence(text, sentence, position):
            if not is_no_person(one.name) and not known.may_have(one.name):
                known.add(one.name)
                yield one
    # A list below a label names all whom it means; a sentence names those who came to whoever opened the meeting.
    caller = _find_caller(text, position) if is_first and known else None
    if caller is not None and not known.have_surname(caller.name):
        known.add(caller.name)
        yield caller


def _iter_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text; one that ends at a time of day goes on: "at the 7:00 P.M. meeting were"."""
    begin: int | None = None
    for sentence in iter_sentences(text):
        start = sentence.start if begin is None else begin
        begin = None
        behind = text[sentence.end :].lstrip()[:1]
        if (
            _AT_TIME.search(text, sentence.start, sentence.end)
            and behind
            and _TELLS.search(text, start, sentence.end)
        ):
            begin = start
            continue
        yield Span(start, sentence.end)
    if begin is not None:
        yield Span(begin, len(text))


def _read_sentence(text: str, sentence: Span, position: int) -> Iterator[Attendance]:
    for pattern in (_FOLLOWS, _TO_WIT, _BEHIND, _BETWEEN, _BEFORE):
        told = _match_before(text, sentence) if pattern is _BEFORE else pattern.search(text, *sentence)
        if told is None:
            continue
        begin, end = told.span("list")
        other = _GOES_ON.search(text, begin, end)
        span = Span(begin, other.start() if other is not None else end)
        if not _says_something(text, span) and _OF_OTHERS.match(text, *span) is None:
            yield from record_named(text, span, Presence.PRESENT, position, is_list=True)
            return


def _find_caller(text: str, position: int) -> Attendance | None:
    """Return who called the meeting to order; None where nobody is named."""
    for sentence in _iter_sentences(text):
        for told in (_CALLED[0].search(text, *sentence), _CALLED[1].match(text, *sentence)):
            if told is None:
                continue
            found = list(record_named(text, Span(*told.span("list")), Presence.PRESENT, position, is_list=True))
            if len(found) == 1 and not is_no_person(found[0].name):
                return found[0]
    return None


def _match_before(text: str, sentence: Span) -> re.Match[str] | None:
    """Return the list that a sentence begins with, or its part behind a colon: "the roll: Ash was present"."""
    colon = text.rfind(": ", *sentence)
    behind = _BEFORE.match(text, colon + 2, sentence.end) if colon >= 0 else None
    return behind or _BEFORE.match(text, *sentence)


def _says_something(text: str, span: Span) -> bool:
    """Return whether what stands for a list has a verb, and so is none."""
    return any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(text, *span))
