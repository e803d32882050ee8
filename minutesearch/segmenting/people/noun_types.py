"""Classification of noun phrases: person, office, group, body, organisation or thing."""

from __future__ import annotations

import re
from enum import StrEnum

from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES, UNNAMED, is_initial
from minutesearch.segmenting.people.persons import bare, is_possessive, read_person
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["DETERMINERS", "NounType", "classify"]

_COUNTED = word_set("number one some several most many majority couple two three four both all each")
_UNNAMED_ARTICLES = word_set("a an another one further second third")
#: Words that end the head of a noun phrase: "the Director | of Communications".
_PREPOSITIONS = word_set("of for from at in on with to representing responsible via and under within &")
#: Nouns of things that say nothing themselves, though "the report stated" is printed.
_DOCUMENTS = word_set(
    "act agenda agreement analysis appendix application article assessment audit bill budget case charter "
    "code condition consultation contract data document draft email evidence feedback figures findings "
    "framework guidance history information inspection item law legislation letter map minutes model "
    "motion notice paper papers paragraph petition plan plans policy presentation programme project "
    "proposal proposals questionnaire recommendation recommendations record records regulations report "
    "reports research results review rules schedule scheme section slide statement statistics strategy "
    "study submission survey table terms text update video website work year impacts themes system "
    "services service changes change issues issue concerns concern questions question request comment "
    "point points comments"
)
DETERMINERS = word_set(
    "the a an another one its our their his her some several two three four both many most all other "
    "further each committee board panel ward local lead county district town parish cabinet no"
)


#: Nouns of who acts; a union made once, for one made at each word costs more than the look-up.
_NAMED_NOUNS = OFFICES | GROUPS | UNNAMED | BODIES
_SMALL = _PREPOSITIONS | DETERMINERS
_AGENTS = ("er", "or", "ist", "ian", "ant")
#: Things that end so.
_NO_AGENTS = word_set(
    "answer banner barrier border buffer centre chapter charter cluster corner counter cover disaster "
    "factor filter floor flyer folder footer grant header helicopter heater letter leaflet matter meter "
    "monitor motor newsletter number offer order plant power poster quarter register restaurant river "
    "sector sewer shelter slaughter tender theatre tower trailer user warrant water winter"
)
_LONGEST_AGENT = 6


class NounType(StrEnum):
    """The type of thing that a noun phrase names."""

    PERSON = "person"
    OFFICE = "office"
    UNNAMED = "unnamed"
    GROUP = "group"
    BODY = "body"
    ORGANISATION = "organisation"
    PRONOUN = "pronoun"
    THING = "thing"


def classify(phrase: list[Word], text: str) -> NounType:
    """Return the type of a noun phrase; THING for whatever can neither speak nor act."""
    if not phrase or bare(phrase[-1]) in _PREPOSITIONS or phrase[-1].lower in ("the", "a", "an"):
        return NounType.THING
    named = read_person(phrase, 0, text)
    if named and not is_possessive(phrase[named - 1]):
        return NounType.PERSON
    counted = _counted(phrase)
    if counted:
        return (
            NounType.GROUP
            if classify(counted, text) in (NounType.GROUP, NounType.UNNAMED, NounType.OFFICE, NounType.PERSON)
            else NounType.THING
        )
    head = _head(phrase, text)
    return _type_of(bare(head), phrase, head, text)


def _counted(phrase: list[Word]) -> list[Word]:
    """Return the phrase after "a number of" or "one of"; empty if it does not begin so."""
    for place, word in enumerate(phrase[:4]):
        if word.lower == "of" and place and phrase[place - 1].lower in _COUNTED:
            return phrase[place + 1 :]
    return []


def _head(phrase: list[Word], text: str) -> Word:
    """Return the head noun of a phrase: the last word before a preposition, comma, dash or bracket."""
    for place in range(1, len(phrase)):
        gap = text[phrase[place - 1].end : phrase[place].start]
        cut = any(mark in gap for mark in ",(–—") or " - " in gap
        before = bare(phrase[place - 1]) in _NAMED_NOUNS and not is_possessive(phrase[place - 1])
        # "The Health and Wellbeing Board" goes on over its "and"; "the Chair and ..." stops at the office.
        if cut or (
            phrase[place].text in _PREPOSITIONS and (before or phrase[place].lower not in ("and", "&", "in"))
        ):
            return phrase[place - 1]
    return phrase[-1]


def _is_agent(head: str, first: str, phrase: list[Word]) -> bool:
    """Return whether a phrase names one person by an occupation: "a care leaver", "a shop owner"."""
    return (
        first in _UNNAMED_ARTICLES
        and 1 < len(phrase) <= _LONGEST_AGENT
        and head.endswith(_AGENTS)
        and head not in _DOCUMENTS
        and head not in _NO_AGENTS
    )


def _is_named(word: Word, text: str) -> bool:
    """Return whether one word is a name: in capitals, or with a capital where no sentence begins.

    "Ofsted reported" may be one; "Further discussed" and "Monthly reported" are none, and look the same.
    """
    if word.text.isupper() and len(word.text) > 1:
        return True
    within = re.compile(rf"(?<=[a-z,;]\s){re.escape(word.text)}\b")
    return within.search(text) is not None


def _type_of(head: str, phrase: list[Word], word: Word, text: str) -> NounType:
    first = phrase[0].lower
    if is_possessive(word):
        return NounType.THING
    if head in GROUPS and head not in UNNAMED:
        return NounType.GROUP
    if head in UNNAMED or _is_agent(head, first, phrase) or (head in OFFICES and first in _UNNAMED_ARTICLES):
        return NounType.UNNAMED
    if head in OFFICES:
        return NounType.OFFICE
    if head in BODIES:
        return NounType.THING if head == "meeting" else NounType.BODY
    lowercase = [one for one in phrase if not one.is_capitalised and one.lower not in _SMALL]
    if not lowercase and word.is_capitalised and any(bare(one) in OFFICES for one in phrase[:-1]):
        return NounType.OFFICE  # "Library Director Ana Ruiz"
    if head in _DOCUMENTS or lowercase or not word.is_capitalised or is_initial(phrase[0].text):
        return NounType.THING
    if len(phrase) == 1 and not _is_named(word, text):
        return NounType.THING
    return NounType.ORGANISATION
