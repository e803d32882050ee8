"""Reading of who presided, and of when and where the meeting was called to order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.reading.heads.opening_sentence import begins_anew, find_place
from minutesearch.reading.heads.others.absences import find_absent_lines
from minutesearch.reading.heads.others.other_meetings import Own, tells_of_other
from minutesearch.reading.layout.days import find_time

__all__ = [
    "NAME",
    "READ_LINES",
    "Call",
    "find_start_time",
    "is_office",
    "is_person",
    "opens_meeting",
    "read_call",
    "tells_call",
    "tells_opening",
    "without_title",
]


class Call(NamedTuple):
    """What is told of how a meeting began; None for what is not."""

    #: Who presided, as printed: "President Hale".
    chair: str | None
    #: The time at which it was called to order, as "HH:MM".
    time: str | None
    #: Where that was.
    venue: str | None


#: Words of a printed name: initials, titles with their stop, and whatever has a capital.
_WORD = (
    r"(?:(?:Cllr|Clr|Cr|Mr|Mrs|Ms|Dr|Hon|Rev|Revd|St|Ald|Prof|Sgt|Comm|Pres|Supt|Capt|Col)\.|(?:[A-ZÀ-Þ]\.){1,3}(?:[A-ZÀ-Þ][\w’'-]*+)?"
    r"|[A-ZÀ-Þ][\w’'-]*+)"
)
NAME = rf"{_WORD}(?:[ ](?:(?:de|da|di|van|von|der|la|le|Mc|Mac)[ ])?{_WORD}){{0,6}}"
_MEETING = (
    r"(?:(?:the|this|a|an|our|its)\s)?(?:[\w’'-]+(?:\s?,)?\s){0,12}?"
    r"(?:[Mm]eeting|MEETING|[Ss]ession|retreat|hearing|workshop|council|board|commission|committee)\b"
)
_TO_ORDER = rf"(?:called|calls|brought)\s(?:to\sorder\s{_MEETING}|{_MEETING}(?:[^.;:]{{0,160}}?)\sto\sorder)"
_SITTING = _MEETING.replace("|hearing", "")
_OPENED = (
    rf"(?:(?:convened|opened|reconvened|chaired)\s{_SITTING}(?!\s(?:hearing|comment))"
    rf"|declared\s{_MEETING}(?:\s\w+){{0,3}}?\sopen(?:ed)?)"
)
#: "Mayor Ash presided over the opening of the library".
_OVER_OTHER = (
    r"\s(?:over|at(?=\s(?:the|an?)\s))\s"
    r"(?!(?:(?:the|this|a|an)\s)?(?:(?!(?:of|before|after|at)\b)[\w’'-]+\s){0,5}(?:meeting|session|council|board|commission|committee|sitting)\b)"
)
#: "Mayor Ash called the meeting to order", "Jan Elm, Vice Chair, chaired the meeting", "Chair Oak presiding".
_DOES = re.compile(
    rf"(?P<name>{NAME})(?:\s\([A-Z][^()\n]{{2,40}}\)|,\s(?:[\w‐\xad-]+\s){{0,3}}?(?:[Cc]hair\w*|[Pp]resident|[Mm]ayor)\b)?,?\s{{1,2}}"
    r"(?:(?:then|duly|formally)\s)?"
    rf"(?P<act>{_TO_ORDER}|{_OPENED}|(?:is\s|was\s)?presid(?:ed|ing)\b(?!\s(?:officer|member))(?!{_OVER_OTHER})|(?:took|assumed)\sthe\s[Cc]hair"
    r"|chaired(?=[.;]|\Z)|(?:acted|served)\sas\s(?:the\s)?[Cc]hair(?:man|woman|person)?\b(?!\sof\s(?!th(?:e|is)\smeeting)))"
)
#: "The meeting was called to order by the vice president, Jan Elm".
_DONE_BY = re.compile(
    rf"(?P<act>\b(?:(?i:call(?:ed)?\sto\sorder)\s?[:–-]|[Cc]alled\sto\sorder|convened|[Oo]pened|reconvened|[Cc]haired|presided\sover))(?:\b|(?<=[:–-]))(?P<between>(?:(?!\b(?:followed|led)\b)(?:[^.;:]|(?<=[0-9])[.:](?=[0-9])|(?<=[AaPp])\.(?=\s?[Mm])|(?<=\s[Mm])\.|(?<=\.[Mm])\.|(?<=[Pp][Mm])\.)){{0,120}}?)"
    rf"\sby\s(?:the\s)?(?:(?:[a-z]+\s){{0,2}}[A-Za-z-]+,\s|(?:(?:vice|deputy|acting)[\s-])?(?:chair(?:man|woman|person)?|president|mayor)\s)?(?P<name>{NAME}(?:\n{NAME})?)"
)
_WHOLE_NAME = re.compile(NAME)
#: "Chair", "Vice Chair", "Treasurer" on a line of its own.
_OFFICE_LINE = re.compile(
    r"(?:(?:vice|deputy|acting|assistant|parish|town|village|board)[\s-])*(?:chair\w*|president|mayor|secretary|treasurer"
    r"|clerk|member|trustee|director|councill?or|commissioner|supervisor|manager|officer|reeve)",
    re.IGNORECASE,
)
#: "CHAIR: Cllr Ash", "Present in the chair" over the name, "PRESIDING: Mayor Oak".
_LABEL = re.compile(
    rf"(?:\A|\n|[.;]\s)(?:\|\s?)?[*_]{{0,2}}(?i:(?:present\s)?in\sthe\schair|presiding(?:\sofficer)?|chaired\sby"
    rf"|chair(?:man|person|woman)?|cathaoirleach|cadeirydd)\s?(?:[:|][\s:|–-]*|\n)[*_]{{0,2}}(?P<name>{NAME})"
    rf"(?=[*_.]{{0,3}}\s*(?:[,;(|\n]|\Z|\s(?i:Mayor\s)?(?i:present|apologies)\b))"
)
#: What a meeting's beginning is told with, though nobody is named: "Meeting called to order: 6:50 p.m."
_BEGAN = re.compile(
    r"\b(?:called\b[^.;]{0,160}?\bto\sorder|(?:meeting|session|board|commission|council|committee)\b[^.;:\n]{0,60}?"
    r"\b(?:convened|opened|commenced|began|start(?:ed|s)|reconvened|came\sto\sorder|open(?=\s(?:at\s)?[0-9]))"
    r"|convened\s(?:the|a)\b|call(?:ed)?\sto\sorder|opened\s(?:the|this)\s(?:\w+\s)?meeting)\b",
    re.IGNORECASE,
)
#: A title in capitals that runs on into a name: "WELCOME Cllr Ash (Chair)".
_SHOUTED = re.compile(r"\A(?:[A-Z&][A-Z’'&-]{3,}\s)(?:(?:[A-Z’'&-]{2,}|&)\s)*(?=[A-Z][a-z])")
_TAKE = r"(?:[Cc]hair\s(?:the|this)\smeeting(?!\s(?:of|with)\b)|take\sthe\s[Cc]hair)\b"
#: "Mr Ash was elected chairman for the meeting", "Cllr Ash agreed to chair the meeting".
_ELECTED = re.compile(
    rf"(?P<name>{NAME})\s(?P<act>(?:was|is)\s(?:\w+ly\s)?(?:elected|appointed|voted|chosen)\s(?:(?:as|to\sbe)\s)?(?:the\s)?"
    r"[Cc]hair(?:man|woman|person)?\s(?:for|of)\s(?:the|this)\s(?:meeting|evening)\b"
    rf"|(?:(?:was|is)\s(?:\w+ly\s)?(?:elected|appointed|voted|chosen|asked|invited)|agreed)\sto\s{_TAKE})"
)
#: "Members called on Cllr Ash to chair this meeting", "it was agreed that Cllr Ash take the chair".
_ASKED = re.compile(
    r"(?P<act>\b(?:called\s(?:up)?on|invited|asked|(?P<that>(?:agreed|resolved)\sthat))"
    rf"\s(?P<name>{NAME})\s(?(that)(?:(?:should|would)\s)?|to\s){_TAKE})"
)
#: "The Chairman, Cllr Ash, welcomed everyone", "Cllr Ash (Chair) thanked all for coming".
_WELCOMES = (
    r"(?P<act>welcomed\s(?:everyone|everybody|all|members|those|councillors|residents|attendees|the\s(?:public|members|meeting)"
    r"|(?:\w+\s){1,3}to\sthe\smeeting)|opened\s(?:the\smeeting|proceedings)|thanked\s(?:everyone|all|those)\b)"
)
_CHAIR = r"(?i:chair(?:man|woman|person)?)\b"
_WELCOMED = (
    re.compile(
        rf"(?<!Vice[ -])(?<!Deputy )(?<!Vice)(?<!ormer )(?<!ast )(?<!utgoing )\b{_CHAIR},?"
        rf"\s(?P<name>{NAME}),?\s{_WELCOMES}"
    ),
    re.compile(rf"(?P<name>{NAME})(?:\s\((?i:the\s)?{_CHAIR}\)|,\s(?i:the\s)?{_CHAIR}),?\s{_WELCOMES}"),
)
_STOP = re.compile(
    r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!Cllr)(?<!Hon)(?<!\bRev)(?<!Revd)(?<!\sNo)[.;]\s|\Z"
)
#: What is presided over by somebody: "The meeting was duly presided over by Cllr Elm".
_OVER_MEETING = re.compile(
    r"(?:\b(?:meeting|session|sitting|which)|(?:\A|[.\n]\s?)(?-i:It))\s(?:[^,]{0,60}\s)?(?:was|is)\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
#: What somebody opens who presides, "Opened by Cllr Elm" too; and where its sentence begins.
_IS_SITTING = re.compile(
    r"\b(?:meeting|session|sitting|council|board|commission|committee|hearing|assembly|agm|which|it)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;:\n]\s*(?=[^.;:\n]*\Z)")
#: Where what is told of the beginning ends, without a stop.
_GOES_OFF = re.compile(r"\n|:\s")
#: Who opens a meeting, or takes its minutes, and does not preside.
_NO_CHAIRS = frozenset(
    (
        *("clerk", "secretary", "recorder", "manager", "administrator", "cao", "ceo", "officer", "executive"),
        *("superintendent", "attorney", "auditor", "solicitor", "treasurer"),
    )
)
#: What stands behind "Chair:" where there was none.
_NOBODY = frozenset(("vacant", "vacancy", "tbc", "tba", "none", "nil", "absent", "apologies", "designate"))
#: What a body is, which opens a meeting itself.
_BODIES = frozenset(
    (
        *("board", "council", "commission", "committee", "authority", "trustees", "district", "supervisors"),
        *("commissioners", "selectmen", "directors", "panel", "association", "meeting", "session", "order"),
    )
)
#: The office before a name, and behind it: "the Town Clerk, Mrs Ash", "Mrs Ash, Clerk to the Council,".
_OFFICE_BEFORE = re.compile(
    r"(?:\b(?:by|[Tt]he)\s|\A|[\n.;]\s?)"
    r"(?P<office>(?:(?!(?:and|called)\b)[A-Za-z-]+[ ]){0,5}?[A-Za-z-]+(?<!and))[,(]?\s\Z"
)
_OFFICE_BEHIND = re.compile(
    r"(?:,\s|\s\(|\s[–-]\s)(?:the\s)?(?P<office>(?:[A-Za-z-]+\s){0,3}?[A-Za-z-]+)(?=[,.)\n]|\Z|\s(?:at|to|of|in|on|and)\b)"
)
#: What the title of an item begins with that tells how the meeting began.
_OPENING = re.compile(
    r"(?:the\s|those\s|members\s|councillors\s)?(?:meeting\s|formal\s|official\s|chair\w*(?:[’']s)?\s)?(?:call(?:ed|ing)?\s(?:(?:of\s)?(?:the\s)?meeting\s)?to\sorder"
    r"|open(?:ing|ed)?\b(?!\s(?:forum|session|discussion|spaces?|floor|mic|house|issues?|items?|day))"
    r"(?!\sof\s(?!(?:the\s)?(?:meeting|session|council|board)))"
    r"|welcom(?:e|ing)|convene|convening|commencement|start\sof|declaration\sof\sopening|procedural|roll[ -]?call"
    r"|(?:in\s)?(?:attendance|attendees|present)(?=\s*(?:[:.–-]|\Z|and\b|&)))(?!\w)",
    re.IGNORECASE,
)
#: A line in which somebody calls the meeting to order, or that a label says to tell of it.
_CALLS = re.compile(
    rf"\W{{0,4}}(?:{NAME},?\s(?:called|convened)\s(?:the|this)\s(?:\w+\s){{0,4}}meeting\s(?:to\sorder|at\s[0-9])"
    r"|(?i:call\sto\sorder)\s?[:–-]\s)"
)
_OFFICES = frozenset(
    (
        *(
            "chair",
            "chairman",
            "chairwoman",
            "chairperson",
            "vice",
            "vice-chair",
            "vice-chairman",
            "deputy",
            "acting",
        ),
        *("mayor", "president", "vice-president", "reeve", "convener", "convenor", "cathaoirleach", "leas", "the"),
        *(
            "leader",
            "supervisor",
            "moderator",
            "member",
            "councillor",
            "commissioner",
            "trustee",
            "cllr",
            "mr",
            "ms",
        ),
        *("mrs", "lord", "pro", "tem", "board", "council", "committee", "commission", "town", "city", "village"),
        *("warden", "provost", "interim", "outgoing", "elect", "chairs", "senate", "faculty", "student", "club"),
    )
)
_IN_PLACE = re.compile(r"\b(?:in|at)[ ](?:the[ ])?(?=[A-Z])")
#: What another is told to have done behind a name: "Chaired by Ann Ash Clerked by Bob Elm".
_DONE_TOO, _DONE_WORD = re.compile(r"\sby\s"), re.compile(r"\s[A-Z][a-z]+ed\Z")
#: What goes on from a place, or is none.
_NO_VENUE = re.compile(r"[\n()]|\b(?:present|attendance|presiding|[Pp]ledge|prayer)\b")
#: So much of a page may tell how the meeting began.
READ_LINES, _LONGEST = 70, 9_000
_LONGEST_LINE, _LONGEST_INITIALS = 2_000, 3
_SHORTEST_SAID = 25
#: What a sentence in capitals says of how a meeting began, beside names and places.
_PLAIN = re.compile(
    r"\b[AP]\.?M\b\.?|\b(?:CALLED|CONVENED|OPENED|PRESID(?:ED|ING)|WELCOMED|TOOK|WAS|WERE|IS|BY|TO|AT|IN|OF|ON|WITH|AND|FOR|ORDER|A|AN|THE"
    r"(?:\sCHAIR)?|(?:(?:REGULAR|SPECIAL|ANNUAL|MONTHLY|ORDINARY|CALLED|TOWN|CITY|COUNTY|VILLAGE|COUNCIL|BOARD|COMMISSION|COMMITTEE"
    r"|SCHEDULED|PUBLIC|JOINT|WORK)\s){0,4}(?:MEETING|SESSION))\b"
)
_REACH = 240
#: So many letters of a match stand in its sentence.
_SURE = 6
#: When one person came or went, in brackets or behind the name.
_OF_PERSON = re.compile(
    r"\b(?:arriv(?:ed|ing|al)|left|leaving|joined|joining|departed|entered|returned|late)\b(?:[^.;,\n()]|(?<=[0-9])\.(?=[0-9]))*",
    re.IGNORECASE,
)
#: What the time of an end stands behind, up to the end of its clause.
_ENDED = re.compile(
    r"(?:(?<![0-9]\s)(?<![ap]m\s)(?<!m\.\s)(?:until|till)|\badjourn(?:s|ed|ment)?\b(?!\s(?!the|this)(?:\w+\s)?(?:meeting|session))"
    r"|\bclos(?:es|ed|ing|e\sof)\b(?!\s(?:session|door|meeting))|\bat\sthe\s(?:close|end)|\bend(?:s|ed|ing)|\bconclud(?:es|ed|ing)"
    r"|\bfinish(?:es|ed|ing)?|\bdissolved|\bdispersed|(?-i:\brose))\b(?:[^.;,\n]|(?<=[0-9])\.(?=[0-9])|\.(?=\s?m\b))*",
    re.IGNORECASE,
)


def find_start_time(text: str) -> str | None:
    """Return the first time of day in a text that tells of no end and of nobody's coming: "(arrived at 8 pm)"."""
    return find_time(_OF_PERSON.sub(" ", _ENDED.sub(" ", text)))


def read_call(texts: Sequence[str], own: Own | None = None) -> Call:
    """Read how a meeting began from the lines at the top of its minutes, those of the items that open it too.

    Args:
        texts: The lines.
        own: The meeting, as far as its head names it; what is told of another is passed over.
    """
    own = own or Own()
    absent = find_absent_lines(texts)
    text = "\n".join(_join([_hush(line) for at, line in enumerate(texts) if at not in absent]))[:_LONGEST]
    began = next((match for match in _BEGAN.finditer(text) if not _begins_other(match, text, own)), None)
    told = _sentence_at(text, began.start()).partition(began[0][:_SURE]) if began else ("", "", "")
    behind = told[1] + told[2]
    time = find_start_time(behind) or find_start_time(
        told[0]
    )  # "At 7:03 pm Chair Ash called the meeting to order"
    return Call(_find_chair(text, own), time, _find_venue(behind))


def opens_meeting(title: str) -> bool:
    """Return whether an item's first words are of the beginning of the meeting: "Call to order", "Roll call"."""
    return _OPENING.match(title) is not None or _BEGAN.search(title[:_REACH]) is not None


def tells_opening(text: str) -> bool:
    """Return whether a text tells how a meeting began: "Ash called the meeting to order at 8"."""
    return _BEGAN.search(text[:_REACH]) is not None


def tells_call(text: str) -> bool:
    """Return whether a line begins with somebody calling the meeting to order."""
    return _CALLS.match(text[:_REACH]) is not None


def _begins_other(match: re.Match[str], text: str, own: Own) -> bool:
    """Return whether how another meeting began is told by what was found, or below it where that is a title."""
    end = match.start() + len(_sentence_at(text, match.start()))
    return any(_is_other(each, text, own) for each in (match, *_BEGAN.finditer(text, match.end(), end)))


def _is_other(match: re.Match[str], text: str, own: Own) -> bool:
    """Return whether what a sentence tells is how another meeting began."""
    at, end = match.start(), match.end()
    if "act" in match.groupdict():
        at, end = match.start("act"), match.end("act")
    sentence = _sentence_at(text, at)
    begin = text.rfind(sentence, max(0, at - _REACH), at + len(sentence) + 1)
    said = text[begin:end] if begin >= 0 else match[0]
    sentence = sentence[: len(said)] + _GOES_OFF.split(sentence[len(said) :], maxsplit=1)[0]
    return tells_of_other(sentence.replace("\n", " "), own, said=said.replace("\n", " "))


def _hush(text: str) -> str:
    """Return a sentence in capitals with its plain words in small letters, so that only names have capitals."""
    return (
        _PLAIN.sub(lambda match: match[0].lower(), text) if text.isupper() and len(text) > _SHORTEST_SAID else text
    )


def _join(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines, those joined with the next that break off in a sentence."""
    held = ""
    for text in texts:
        if held and (_LABEL.match(text) or begins_anew(text.strip(), held)):
            yield held  # "Present: Cllrs Ash and Birch" above "In the Chair: Cllr Elm"
            held = ""
        line = f"{held} {text[:_LONGEST_LINE]}".strip() if held else text[:_LONGEST_LINE].strip()
        if (
            len(held) < _LONGEST_LINE
            and line
            and (line[-1].islower() or line[-1] == ",")
            and len(text) > _REACH // 6
        ):
            held = line
            continue
        held = ""
        yield line
    if held:
        yield held


def _sentence_at(text: str, at: int) -> str:
    begin = max(
        (mark.end() for mark in _STOP.finditer(text, max(0, at - _REACH), at) if mark[0]),
        default=max(0, at - _REACH),
    )
    begin = max(begin, text.rfind("\n", 0, at) + 1)
    end = _STOP.search(text, at)
    last = min(end.start() if end else len(text), at + _REACH)
    return text[begin:last] if last < at + _REACH else text[begin:last].rpartition(" ")[0]


def _find_venue(told: str) -> str | None:
    """Return the place that the sentence names behind its verb; names have capitals."""
    opened = _IN_PLACE.search(told)
    place = find_place(told[opened.start() :]) if opened else None
    return place if place is not None and not _NO_VENUE.search(place) else None


def _find_chair(text: str, own: Own) -> str | None:
    """Return who presided; None where nobody is named, or two are."""
    for pattern in (_LABEL, _DOES, _DONE_BY, _ELECTED, _ASKED, *_WELCOMED):
        for match in pattern.finditer(text):
            if pattern is not _LABEL and _is_other(match, text, own):
                continue
            if pattern is _DONE_BY and not _is_over_meeting(match, text):
                continue
            if pattern is _LABEL and _stands_below_name(match, text):
                continue
            if re.match(r"\s(?:and|&)\s[A-Z]", text[match.end() :]) and pattern is _DONE_BY:
                return None  # "called to order by President Ash and Mayor Oak"
            if (name := _chair_of(match, text)) is not None and (pattern is _LABEL or _is_whole(name, text)):
                return _in_full(name, text, own)
    return None


def _stands_below_name(label: re.Match[str], text: str) -> bool:
    """Return whether a label on a line of its own is the office of who stands above: "Ann Ash", "Chair".

    Offices and names take turns; the first of them tells which stands over which.
    """
    if re.search(r"[:|.;]", text[label.start() : label.start("name")]):
        return False
    turns = 0
    for line in reversed(text[: label.start()].splitlines()):
        is_turn = (
            _OFFICE_LINE.fullmatch(line) is not None
            if turns % 2
            else _WHOLE_NAME.fullmatch(line) is not None and is_person(line)
        )
        if not is_turn:
            break
        turns += 1
    return turns % 2 == 1


def _is_whole(name: str, text: str) -> bool:
    """Return whether a name is more than a first name: two words, or one that stands behind another somewhere."""
    if " " in name:
        return True
    return re.search(rf"(?:\b[A-Z][\w’'-]*\.?|[a-z]\.)[ ]{re.escape(name)}\b", text) is not None


def _in_full(name: str, text: str, own: Own) -> str:
    """Return a bare surname as who called the meeting to order is named: "by Chair Ann Ash ... Ash reconvened"."""
    if " " in name:
        return name
    called = (_chair_of(match, text) for match in _DONE_BY.finditer(text) if not _is_other(match, text, own))
    return next((full for full in called if full is not None and full.split()[-1] == name), name)


def _is_over_meeting(match: re.Match[str], text: str) -> bool:
    """Return whether what somebody presided over or opened was a meeting, and no "wetland opened by" somebody."""
    before = text[max(0, match.start() - _REACH // 2) : match.start()]
    act = match["act"].lower()
    if act == "opened":
        begun = _SENTENCE.search(before)
        told = before[begun.end() :] if begun else before
        return not any(map(str.isalnum, told)) or _IS_SITTING.search(told) is not None
    return not act.startswith("presided") or _OVER_MEETING.search(before) is not None


def is_office(name: str) -> bool:
    """Return whether words are an office and name nobody: "Vice-Chair", "the Mayor"."""
    return all(word.strip(".").lower() in _OFFICES for word in re.split(r"[\s-]", name) if word)


def without_title(name: str) -> str:
    """Return a name without the words of a title in capitals that run on into it."""
    return _SHOUTED.sub("", name)


def is_person(name: str) -> bool:
    """Return whether words with capitals may be a person's name: two or more, and no body, office or initials."""
    words = [word.strip(".,").lower() for word in re.split(r"[\s-]", name)]
    letters = [word.strip(".") for word in name.split() if word.strip(".,").lower() not in _OFFICES]
    return (
        len(words) > 1
        and _NO_CHAIRS.isdisjoint(words)
        and _BODIES.isdisjoint(words)
        and any(len(word) > _LONGEST_INITIALS or not word.isupper() for word in letters)
    )


def _is_clerk(match: re.Match[str], text: str) -> bool:
    """Return whether the words right before or behind a name say that it is a clerk's: "the Clerk, Mrs Ash"."""
    start, end = match.start("name"), match.end("name")
    before = _OFFICE_BEFORE.search(text[max(0, start - _REACH // 3) : start])
    behind = _OFFICE_BEHIND.match(text[end : end + _REACH // 3])
    words = " ".join(found["office"] for found in (before, behind) if found)
    words = re.sub(r"\b(?:presiding|returning)\sofficer\b", "", words.lower())
    return not _NO_CHAIRS.isdisjoint(re.findall(r"[a-z]+", words))


def _chair_of(match: re.Match[str], text: str) -> str | None:
    """Return the person of a match; an office alone stands behind its holder: "Jan Elm, Vice Chair, called"."""
    first, _, second = match["name"].partition("\n")
    # A name of one word, or an office, goes on in the next line.
    goes_on = " " not in first or first.rpartition(" ")[2].strip(".").lower() in _OFFICES
    name = (f"{first} {second}" if goes_on else first).strip(" -–")
    if _DONE_TOO.match(text, match.end("name")):
        name = _DONE_WORD.sub("", name)
    words = [word.strip(".").lower() for word in re.split(r"[\s-]", name)]
    if (
        not words
        or words[0] in _NOBODY
        or not _NO_CHAIRS.isdisjoint(words)
        or words[-1] in _BODIES
        or (text and _is_clerk(match, text))
    ):
        return None
    if all(word in _OFFICES for word in words):
        before = re.search(rf"(?P<name>{NAME}),\s\Z", text[max(0, match.start("name") - 80) : match.start("name")])
        return _chair_of(before, "") if before else None
    name = without_title(name)
    letters = [word for word in re.split(r"\s", name) if word.strip(".").lower() not in _OFFICES]
    if all(word.isupper() and len(word) <= _LONGEST_INITIALS for word in letters):
        return None  # initials alone are nobody's name
    return name
