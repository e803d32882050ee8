"""Names of who moved or seconded before their verb: "Councillor Ash (Leader) moved", "Ash moves, Elm seconds"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.person_names import BEFORE_TITLES, OFFICE_TITLES
from minutesearch.records import Span
from minutesearch.segmenting.cues.names import FIRST_NAMES, PLURAL_TITLES, title_length
from minutesearch.segmenting.moving.act_words import is_active, is_no_name
from minutesearch.segmenting.moving.names_behind import BARE_NAME, FIRST_AND_LETTER, MEMBER_OF_BODY, whole_name
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.persons import read_person
from minutesearch.segmenting.people.speech import read_speeches
from minutesearch.segmenting.people.subjects import read_agent
from minutesearch.segmenting.text.sentences import Word, words_between
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "INITIALS",
    "apposed_before",
    "begins_clause",
    "joined_before",
    "lone_before",
    "persons_before",
    "subject_before",
]

#: Initials that stand for a name.
INITIALS = re.compile(r"[A-Z]{2,3}(?![\w’'-])")
_LONGEST_NAME, _LONGEST_BOUNDARY = 60, 30
_LONGEST_OFFICE = 200
_MOST_WORDS = 8
#: What parts a bare name before its verb from what stands before: the start, a mark, a small word.
_BOUNDARY = re.compile(
    r"(?:\A|[.,;:!?()|/–—\n\t\"“”’-]\s*|(?-i:[A-Z]{4,}\s)|(?:^|\s)(?:and|but|then|when|as|so|while|with)\s"
    r"|\b(?:resolution|motion)\s(?:no\.?\s)?[\w/.-]{0,12}\d\s)\Z",
    re.IGNORECASE,
)
#: An insertion between a subject and its verb: "(seconded by Mr Birch)", ", seconded by Mr Birch,".
_INSERTED = re.compile(
    r"\s*(?:\([^()]{1,80}\)|,\s(?:second|support|as|who|in|on)[^,;.]{1,80},"
    # ", supported by the member for finance, Councillor Elm,", ", seconded by, Councillor Elm,".
    r"|,\s(?:second|support)ed\sby(?:,?\s[^,;.]{1,60},)?,?\s[^,;.]{1,60},)\s*\Z",
    re.IGNORECASE,
)
#: What parts a heading from the name behind it: "NEW SERGEANT – Councilwoman Ash moved".
_DASH = re.compile(r"(?:\s(?:[–—]|-{1,2})|(?<=[a-z])[–-])\s")
#: "Ash, Jr. moved": the comma is of the name.
_YOUNGER = re.compile(r",\s(?:Jr|Sr)\.?\Z")
_CLAUSE = re.compile(r"(?:[.;:!?\n]\s+|,\s(?:and\s)?|\A)(?=[A-Z])")


def _clause_start(text: str, end: int) -> int:
    begin = max(0, end - 120)
    found = [match.end() for match in _CLAUSE.finditer(text, begin, end)]
    return found[-1] if found else begin


def begins_clause(text: str, place: int) -> bool:
    """Return whether a clause begins at a place: behind a mark, a small word, or nothing."""
    return _BOUNDARY.search(text[max(0, place - _LONGEST_BOUNDARY) : place]) is not None or place == 0


#: Before "The Cabinet Member for Finance, Councillor Ash, moved".
_STOP = re.compile(r"[.;:!?]\s|\n")


def apposed_before(text: str, cue: re.Match[str]) -> Span | None:
    """Return a person with an office between commas: "Councillor Ash, Leader of the Council, moved"."""
    begin = max(0, cue.start() - _LONGEST_OFFICE)
    begin = max((stop.end() for stop in _STOP.finditer(text, begin, cue.start())), default=begin)
    verb = cue[0].split()[-1].lower()
    for speech in read_speeches(text[begin : cue.end()]):
        if speech.verb == verb and begin + speech.evidence.end >= cue.end():
            return Span(begin + speech.subject.start, begin + speech.subject.end)
    return None


_LONE = re.compile(r"\s(?P<name>[A-Z][\w’'-]+)\s\Z")


def lone_before(text: str, end: int, start: int) -> Span | None:
    """Return the surname right before a verb that goes on from a mover: "Ash moves, ad Elm seconds"."""
    match = _LONE.search(text, start, end)
    return Span(*match.span("name")) if match is not None and not is_no_name(match["name"]) else None


#: "... did not agree and | moved": the verb goes on from a subject at the start of its sentence.
_JOINED = re.compile(r"\band\s(?:therefore\s|accordingly\s|then\s|so\s)?\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?:]\s+|\n\s*|\A\s*")


def joined_before(text: str, end: int) -> Span | None:
    """Return the one person that a sentence begins with and names: "Councillor Ash was ill and | moved"."""
    if _JOINED.search(text, max(0, end - 20), end) is None:
        return None
    begin = max(0, end - _LONGEST_OFFICE)
    starts = [match.end() for match in _SENTENCE.finditer(text, begin, end)]
    words = words_between(text, starts[-1], end) if starts else []
    count = read_person(words, 0, text) if words and title_length(words, 0) else 0
    if not count or any(title_length(words, place) for place in range(count, len(words))):
        return None
    return Span(words[0].start, words[count - 1].end)


def persons_before(text: str, end: int) -> Iterator[Span]:
    """Yield the persons of a subject that is nothing but them: "Councillors Hill and Marsh"."""
    start = _clause_start(text, end)
    words = words_between(text, start, end)
    place = title_length(words, 0) if words and words[0].lower in PLURAL_TITLES else 0
    found = []
    while place < len(words):
        here = words[place]
        if here.lower in ("and", "&"):
            place += 1
            continue
        count = read_person(words, place, text) or _bare_count(words, place)
        if not count:
            return
        found.append(Span(here.start, words[place + count - 1].end))
        place += count
    yield from found


def _bare_count(words: list[Word], place: int) -> int:
    count = 0
    while place + count < len(words) and words[place + count].is_capitalised and count < 3:
        if is_no_name(words[place + count].text):
            return 0
        count += 1
    return count


def subject_before(text: str, verb: int) -> Span | None:
    """Return the person or office right before a verb: "Councillor Ash (Leader) | moved", "Foster | seconded"."""
    end = verb
    while end and text[end - 1] in " \n*_":  # "Ash **moved**" too
        end -= 1
    younger = _YOUNGER.search(text, max(0, end - _LONGEST_NAME), end)
    if younger is not None:
        found = subject_before(text, younger.start()) if younger.start() else None
        return Span(found.start, end) if found is not None else None
    start = max(0, end - _LONGEST_NAME)
    start = max((mark.end() for mark in _DASH.finditer(text, start, end)), default=start)
    words = _behind_sign(text, words_between(text, start, end))
    inserted = _INSERTED.search(text, max(0, end - 160), end)
    if inserted is not None:
        return whole_name(text, subject_before(text, inserted.start())) if inserted.start() else None
    if not words or words[-1].end != end - (text[end - 1] == "."):
        return None
    for place in range(max(0, len(words) - _MOST_WORDS), len(words)):
        count = read_person(words, place, text)
        if count and place + count == len(words) and not _ends_sentence(text, words[place]):
            title = title_length(words, place)
            plural = title and words[place + title - 1].lower in PLURAL_TITLES
            first = place - 1 if place and _is_member_of(words, place) else place
            return Span(words[place + title if plural else first].start, words[-1].end)
    member = _MEMBER.search(text, start, end)
    if member is not None and not is_no_name(member["name"].split()[-1]):
        return Span(*member.span("name"))
    return _office_before(text, words) or _bare_before(text, words)


#: "Planning | Commission Member Maren Ash", whose first name no list has.
_MEMBER = re.compile(
    rf"\b(?:[A-Z][\w’'&-]*\s){{1,4}}(?P<name>{MEMBER_OF_BODY}(?:[A-Z][\w’'.-]*\s){{0,2}}[A-Z][\w’'-]+)\Z"
)
_WITH_MEMBERS = word_set("council board committee commission")


def _is_member_of(words: list[Word], place: int) -> bool:
    """Return whether the word before a title belongs to it: "Council Member Ash"."""
    before, word = words[place - 1], words[place]
    return word.lower == "member" and before.is_capitalised and before.lower in _WITH_MEMBERS


def _behind_sign(text: str, words: list[Word]) -> list[Word]:
    """Return the words behind the last "&", which parts clauses as "and" does: "as Mayor & Cllr Elm seconded"."""
    signs = [place for place, word in enumerate(words) if "&" in text[words[place - 1].end : word.start] and place]
    return words[signs[-1] :] if signs else words


#: Words before a title that are printed with a stop.
_STOPPED = word_set("hon right")


#: A longer word is not printed short; "to the Mayor. Cllr Ash" is two sentences.
_LONGEST_SHORT = 4
_NEXT_TITLE = re.compile(r"\.\s(?:Cllrs?|Crs?|Councill?ors?|Mrs?|Ms|Miss|Dr|Alderman|Commissioner|Trustee)\b")


def _ends_sentence(text: str, word: Word) -> bool:
    """Return whether a word that may stand before a title ends a sentence: "for the Committee. Mrs Ash"."""
    if not text.startswith(".", word.end):
        return False
    whole = len(word.text) > _LONGEST_SHORT and _NEXT_TITLE.match(text, word.end) is not None
    return whole or (word.lower in BEFORE_TITLES and word.lower not in _STOPPED)


def _office_before(text: str, words: list[Word]) -> Span | None:
    """Return the office that a subject ends with: "The Chairman", "the Leader of the Council"."""
    for place in range(max(0, len(words) - _MOST_WORDS), len(words)):
        if words[place].lower != "the":
            continue
        found = read_agent(words, place, text)
        if (
            found is not None
            and found.sort is NounType.OFFICE
            and found.end == words[-1].end
            and is_active(words[-1].text)
        ):
            return Span(found.start, found.end)
    return None


#: Letters that are a body or an office, and nobody's initials.
_BODIES = word_set("pc cc tc dc bc mp mla bod llc ltd uk us usa nhs cic")


def _stands_alone(words: list[Word]) -> bool:
    """Return whether initials stand behind a heading and are not of it: "New Lamps AS proposed"."""
    before = words[-2] if len(words) > 1 else None
    return (
        INITIALS.fullmatch(words[-1].text) is not None
        and words[-1].lower not in _BODIES
        and before is not None
        and before.is_capitalised
        and not before.text.isupper()
        and before.lower not in _ARTICLES
    )


_ARTICLES = word_set("the a an our your their this that")


#: "Grant made a motion": nothing else than a person makes one; "April" is proposed in by others.
_MADE = re.compile(
    r"\s(?:(?:made|makes)\s(?:(?:a|the)\s)?motion|motion(?:ed|s)|moved\s(?:that|to\s(?:approve|accept|adopt|adjourn|table)))\b"
)


def _is_known(text: str, name: list[Word]) -> bool:
    """Return whether words are a person without a mark before them: "... Teresa made a motion"."""
    if len(name) == 1:
        return name[0].lower in FIRST_NAMES and _MADE.match(text, name[0].end) is not None
    return len(name) == len(("title", "name")) and name[0].lower in OFFICE_TITLES


#: "With nothing further to be discussed | Ash motioned": a phrase before the subject wants its comma.
_LED = re.compile(
    r"(?:\A|[.;]\s+|\n)(?:With|Having|After|Following|Since|There\sbeing)\b[^.;,:]{3,160}\b[a-z]{2,}\s\Z"
)
_MOTIONED = re.compile(r"\s(?:motion(?:ed|s)|moved|moves|made\s(?:a|the)\smotion)\b")


def _is_led(text: str, name: list[Word]) -> bool:
    """Return whether a surname stands between a phrase that begins its sentence and a verb of moving."""
    if len(name) > 1 or _MOTIONED.match(text, name[0].end) is None:
        return False
    return _LED.search(text, max(0, name[0].start - _LONGEST_OFFICE), name[0].start) is not None


def _bare_before(text: str, words: list[Word]) -> Span | None:
    """Return the surname, perhaps with a first name, that stands by itself before a verb."""
    for count in (3, 2, 1):
        name = words[-count:]
        if len(name) < count or not all(word.is_capitalised for word in name):
            continue
        if any(is_no_name(word.text) for word in name):
            continue
        known = _is_known(text, name) or _is_led(text, name)
        if not begins_clause(text, name[0].start) and not known and not (count == 1 and _stands_alone(words)):
            continue
        span = (name[0].start, name[-1].end)
        if BARE_NAME.fullmatch(text, *span) or FIRST_AND_LETTER.fullmatch(text, *span):
            return Span(name[0].start, name[-1].end)
    return None
