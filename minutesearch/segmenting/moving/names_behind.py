"""Names of who moved or seconded behind a word that announces them: "by Ash", "Moved: Cr Elm"."""

from __future__ import annotations

import re

from minutesearch.records import Span
from minutesearch.segmenting.cues.names import is_initial, title_length
from minutesearch.segmenting.moving.act_words import is_no_name
from minutesearch.segmenting.people.initials_behind import name_end
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.subjects import read_agent
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "BARE_NAME",
    "FIRST_AND_LETTER",
    "MEMBER_OF_BODY",
    "is_title_alone",
    "name_behind",
    "name_linked",
    "whole_name",
]

#: Titles and first names that are printed short, with a stop; any other word with a stop ends its sentence.
_SHORTENED = (
    r"Mr|Mrs|Ms|Dr|Cllr|Clr|Clir|Cmhlr|Comhlr|Cr|Comh|Cyng|Tr|Trus|Com|Comm|Coun|Supv?|Sel|Ald|Pres|Dir|Mem|Mbr|Supt|Rev|Hon|Prof|Sgt|Lt|Capt|Gov|Sen|Rep"
    r"|Con|Atty|Comr|Cmsr|Maj|Col|Sec|Treas|Chm|Chr|Wm|Geo|Chas|Thos|Jas|Jos|Robt|Edw|Benj"
)
#: A name without title or first name: surnames, initials, at most three words.
BARE_NAME = re.compile(
    r"(?:(?:[A-Z]\.?\s?){1,3}(?=[A-Z][\w’'-])|(?-i:[A-Z])[\w’'-]+\s(?=[A-Z])"
    rf"|(?-i:{_SHORTENED})\.\s(?=[A-Z]))?"
    r"(?:(?:d[aeiu]|del|la|le|van|von)?[A-Z][\w’'-]+)(?:\s(?:[A-Z][\w’'-]+)){0,1}|[A-Z]{2,3}"
)
#: "Moved: Mark G; Seconded: Ann B." where surnames are not printed.
FIRST_AND_LETTER = re.compile(r"[A-Z][a-z’'-]+\s[A-Z]")
_BEHIND_LETTER = re.compile(
    r"\.?\s*(?:[,;:)/]|\Z|\n|(?:and|second(?:ed|s)?|to|that|with|without|but|for|was|who|made|makes|moved|motioned)\b)|\.\s(?:Second|Motion|All|Carried|Passed|Unan|Approved)"
)
#: What may follow a bare name that a verb or mark announced.
_BEHIND = re.compile(
    r"\s*(?:[,.;:)/(&|–—-]|\Z|\t|\n|(?:and|second(?:ed|s)?|2nd(?:ed)?|to|that|for|with|moved|supported|made|sec|was"
    r"|it|the|who|be|unanim\w+|carried|motion|passed|vote|all|approved|then|aye|in|on|at|as|this|a|voted|roll"
    r"|support|cuidithe|ac|agus|without|but|if|so|after|before|by|from|per|while|during|seconds|which|regarding)\b|\s[SV]\s?[:–-])",
    re.IGNORECASE,
)
#: A title that is short for a word, or in small letters, and a surname: "Tr. Bolger", "councillor Kang".
_ABBREVIATED = re.compile(
    rf"(?!(?:Mr|Mrs|Ms|Dr|Cr|Cllr)\.)(?:{_SHORTENED})\.\s(?:(?:Ó|Ní|Nic|Uí)\s)?[A-ZÁÉÍÓÚ][\w’'-]+(?=\s*(?:[,.;:)]|\Z|and\b|to\b|that\b|[A-Z]))"
    r"|(?:[Cc]ouncill?or|[Tt]rustee|[Cc]ommissioner)\s(?!St\.)[A-Za-z][\w’'-]+(?=\s*(?:[,.;\n]|\Z))"
    r"|(?:(?:board|council|committee|commission|village|town|city|vice)[ -]?)?"
    r"(?:member|president|chair(?:man|woman|person)?|mayor|councilm[ae]n|supervisor|director|trustee|alderman"
    r"|commissioner|councill?or)\s(?!St\.)(?:[A-Z]\.?\s){0,2}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
    r"(?=\s*(?:[,.;:)\n]|\Z|(?:and|to|that|with|seconded|second|for)\b))"
)
#: Titles that many hold, so that none of them is named by the title alone.
_OF_MANY = word_set(
    "alderman clir cllr com comm commissioner councillor councilor cr director member supervisor trustee"
)
_LONGEST_NAME = 60
_LONGEST_OFFICE = 200


#: A person by a title, who holds the office before the comma.
_TITLED = r"(?:Councill?or|Cllr|Cr|Mr|Mrs|Ms|Miss|Dr|Alderman)\b\.?\s[A-Z]"
#: "the portfolio holder for finance, Councillor Ash".
_OFFICE = re.compile(rf"the\s[a-z][^,;.:]{{2,60}},\s(?={_TITLED})", re.IGNORECASE)
#: "Board Member", "Commission Vice Chair", before a name.
MEMBER_OF_BODY = (
    r"(?:Board|Commission|Committee|Council)\s"
    r"(?:Member|(?:Vice[ -])?(?:Chair(?:man|woman|person)?|President))\s"
)
#: Whose board it is that somebody is a member of: "Parks | Board Member Ash".
_WHOSE = re.compile(rf"(?:[A-Z][\w’'&-]*\s){{1,4}}?(?={MEMBER_OF_BODY}[A-Z])")
#: Behind an office, its holder: "Vice Chair, Mr. Ash", "Secretary, Ann Ash,".
_HOLDER = re.compile(rf",\s(?={_TITLED}|[A-Z][a-z’'-]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+\s?[,;)])")
#: "Cllr.Ash", "Cllr.B.Ash": a title that has lost the space behind it.
_GLUED = re.compile(r"(?:C(?:ll|lI|Il|II)r|Cr|Mr|Mrs|Ms|Dr)\.(?=(?:[A-Z]\.){0,3}[A-Z][\w’'-])")
#: "Commissioner Precinct 3 Ann Ash": what a member sits for, between title and name.
_SEAT = re.compile(
    r"[A-Z][a-z]{2,14}(?:[ -]?[a-z]{3,8})?,?\s"
    r"(?:At[- ]Large|(?:Precinct|District|Ward|Division|Place|Position|Seat|Zone)\s(?:No\.?\s?)?\d{1,3})[,:]?\s"
)


_LINK = re.compile(r"\s?(?:/|,|&|\band\b|;)\s?(?:and\s|(?:seconded|second|2nd)\s(?:by\s)?)?", re.IGNORECASE)


def name_linked(text: str, place: int) -> Span | None:
    """Return the second of two names: behind "and", a slash or a comma; None where no name follows."""
    link = _LINK.match(text, place)
    return name_behind(text, link.end()) if link else None


def whole_name(text: str, name: Span | None) -> Span | None:
    """Return a name with the initials in brackets behind it: "Collins (M)"."""
    return Span(name.start, name_end(text, *name)) if name is not None else None


def name_behind(text: str, place: int) -> Span | None:
    """Return the person or office that stands at a place, behind "by" or a label; None where none does."""
    found = _read_behind(text, place)
    return None if found is not None and is_title_alone(text, found) else whole_name(text, found)


def is_title_alone(text: str, name: Span) -> bool:
    """Return whether a name is no more than a title that many hold: the name behind it could not be read."""
    alone = text[name.start : name.end].strip(" .")
    return alone.lower() in _OF_MANY and not alone.isupper()  # "CR" is somebody's initials


def _read_behind(text: str, place: int) -> Span | None:
    while text[place : place + 1] in (" ", "\t", "(", "*", "_") and place < len(text):
        place += 1
    office = _OFFICE.match(text, place)
    if office is not None:
        place = office.end()
    whose = _WHOSE.match(text, place)
    place = whose.end() if whose is not None else place
    glued = _GLUED.match(text, place)
    if glued is not None:
        surname = BARE_NAME.match(text, glued.end())
        return _trim(text, Span(place, surname.end())) if surname and not is_no_name(surname[0]) else None
    seat = _SEAT.match(text, place)
    if seat is not None:
        named = _read_behind(text, seat.end())
        return Span(place, named.end) if named is not None else None
    titled = _ABBREVIATED.match(text, place)
    if titled is not None and not is_no_name(titled[0].split()[-1]):
        return Span(*titled.span())
    slash = text.find("/", place, place + _LONGEST_NAME)
    window = text[place : slash if slash > 0 else place + _LONGEST_OFFICE]
    words = list(iter_words(window))
    agent = read_agent(words, 0, window) if words else None
    if agent is not None and not window[: agent.start].strip(" :(") and agent.sort is not NounType.GROUP:
        holder = _HOLDER.match(text, place + agent.end) if agent.sort is NounType.OFFICE else None
        named = _read_behind(text, holder.end()) if holder is not None else None
        if named is not None:
            return named
        return _trim(text, Span(place + agent.start, place + agent.end))
    return _read_lettered(text, place) or _read_bare(text, place)


def _read_lettered(text: str, place: int) -> Span | None:
    match = FIRST_AND_LETTER.match(text, place)
    if match is not None and match[0].endswith((" S", " V")) and text.startswith(":", match.end()):
        return None  # "M: Ash S: Elm"
    if match is None or _BEHIND_LETTER.match(text, match.end()) is None or is_no_name(match[0].split()[0]):
        return None
    return Span(*match.span())


def _read_bare(text: str, place: int) -> Span | None:
    """Return the surname, perhaps with a first name or initials, that stands at a place by itself."""
    match = BARE_NAME.match(text, place)
    while match is not None:
        words = list(iter_words(match[0]))
        name = _trim(text, Span(*match.span())) if _begins_name(match[0], words[0]) else None
        if name is not None and (name.end < match.end() or _BEHIND.match(text, name.end)):
            return name
        if len(words) < 2:
            return None
        match = BARE_NAME.match(text, place, place + words[-2].end)
    return None


def _begins_name(text: str, word: Word) -> bool:
    """Return whether a name may begin with a word: "A. Ash" with an initial, "A bench" with an article."""
    return not is_no_name(word.text) or (is_initial(word.text) and text.startswith(".", word.end))


_LABEL_BEHIND = re.compile(r"\s?[:–-]")


def _trim(text: str, name: Span) -> Span | None:
    """Return a name without the words behind it that no name has: "Ash Seconded", "Birch Carried"."""
    words = list(iter_words(text, *name))
    title = title_length(words, 0)
    if not words or not (_begins_name(text, words[0]) or title or words[0].lower == "the"):
        return None
    if len(words) > 1 and words[-1].text in ("S", "V") and _LABEL_BEHIND.match(text, name.end):
        return Span(name.start, words[-2].end)  # "P: Cllr Ash S: Cllr Elm V: 5-0"
    for place, word in enumerate(words[max(1, title) :], max(1, title)):
        if is_no_name(word.text) and words[0].lower != "the" and not is_initial(word.text):
            return Span(name.start, words[place - 1].end)
    return name
