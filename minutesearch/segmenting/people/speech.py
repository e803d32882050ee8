"""Detection of acts of speech: subjects of verbs of speech, with the words that show it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from minutesearch.records import Act, Span
from minutesearch.segmenting.cues.moving_away import made_is_moved
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.cues.verbs import QUESTIONS, is_finite_verb
from minutesearch.segmenting.people.agents import AGENTS, Speech, read_inverted, read_passive
from minutesearch.segmenting.people.noun_types import DETERMINERS, NounType
from minutesearch.segmenting.people.reporting import SPEAKING, find_verb
from minutesearch.segmenting.people.subjects import LEADING, Subject, is_label, is_opening, read_subject
from minutesearch.segmenting.text.sentences import MOST_READ, Word, iter_sentences, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Speech", "read_act", "read_speeches"]

#: The acts that verbs show; any other verb of speech shows that something was said.
_ACTS = (
    dict.fromkeys(QUESTIONS | word_set("ask asks asking questioning querying"), Act.ASKED)
    | dict.fromkeys(word_set("answered replied responded responding retorted rejoined"), Act.ANSWERED)
    | dict.fromkeys(word_set("propose proposes proposed proposing"), Act.PROPOSED)
    | {"moved": Act.MOVED, "seconded": Act.SECONDED}
)

#: Before "made by": what is made is a motion. No sentence is longer.
_MOTION_MADE = re.compile(r"\b(?:[Mm]otion|MOTION|[Aa]mendment)\b[^.;]*\Z")
_SENTENCE = 300
#: Behind "made": "made the motion to fell the oak".
_MAKES_MOTION = re.compile(
    r"\s(?:an?|the|this|that)\s(?:(?:main|following|first|second|substitute|new|formal)\s)?(?:motion|amendment)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s[–—-]\s[A-Z]{2,4}\Z|\)\s(?:and|&)\s[^()]*\([^()]*\)\s[A-Z]|\bvery\Z|(?:\S+\s+){14}")
_TO_DO = re.compile(r"\bto (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b|our\b)[a-z]+(?: [a-z]+)*\Z")
#: A bracket that closes before any opens, or that nothing closes.
_OPEN_BRACKET = re.compile(r"[^()]*\).*|(?:[^()]|\([^()]*\))*\([^()]*", re.DOTALL)
_MANY = (NounType.BODY, NounType.GROUP)
_CONJUNCTIONS = frozenset(("and", "but", "while", "whilst", "then", "although"))
_REPLIES = frozenset(("response", "reply", "answer"))
_AGENT_MARKS = frozenset(("by", "of", "from"))
_LEADING_IN = LEADING | DETERMINERS
_BEFORE_CLAUSE = _CONJUNCTIONS | _REPLIES
#: How many words are looked at in one go.
_STRIDE = 40
#: A sentence without one of these words has no speech in it.
_SPOKEN = SPEAKING | AGENTS


def _iter_speech(text: str, start: int = 0) -> Iterator[Speech]:
    """Yield the acts of speech in a text, in order.

    Args:
        text: The text.
        start: The offset to begin at, after a run-in heading, in code points.
    """
    text = text[:MOST_READ]
    words = list(iter_words(text))
    place = bisect_left(words, start, key=_start_of)
    for sentence in iter_sentences(text, start):
        end = bisect_left(words, sentence.end, lo=place, key=_start_of)
        own = words[place:end]
        if not _SPOKEN.isdisjoint([word.lower for word in own]):
            yield from _in_sentence(own, text)
        place = end


def _start_of(word: Word) -> int:
    return word.start


def read_speeches(text: str, start: int = 0) -> tuple[Speech, ...]:
    """Return the acts of speech in a text as a tuple; it is remembered, since passages are read repeatedly."""
    return _remember(text[:MOST_READ], start)


@lru_cache(maxsize=512)
def _remember(text: str, start: int) -> tuple[Speech, ...]:
    return tuple(_iter_speech(text, start))


def _in_sentence(words: list[Word], text: str) -> Iterator[Speech]:
    inverted = read_inverted(words, text)
    if inverted is not None:
        yield inverted
        return
    place = 0
    while place < len(words):
        place = _skip_words(words, place, text)
        found = None
        if _begins_clause(words, place, text):
            subject = read_subject(words, place, text)
            found = _active(words, subject, place, text) if subject else None
            if found is not None and _is_relative(words, place, found, text):
                found = None
        if found is None and words[place].lower in _AGENT_MARKS and 0 < place < len(words) - 1:
            found = read_passive(words, place, text)
        if found is None:
            place += 1
            continue
        yield found
        while place < len(words) and words[place].end <= found.evidence.end:
            if words[place].lower == "by" and words[place].start > found.subject.end:
                inserted = read_passive(
                    words, place, text
                )  # "Councillor Patel, seconded by Councillor Webb, moved"
                if inserted is not None and inserted.evidence.end <= found.evidence.end:
                    yield inserted
            place += 1


def _skip_words(words: list[Word], place: int, text: str) -> int:
    """Return the index of the next word that may begin a clause or an agent, or of the last word looked at."""
    last = len(words) - 1
    if place <= 1 or place >= last:
        return place  # the second may begin a clause behind an adverb
    _, before, _, end, _ = words[place - 1]
    for printed, lower, start, following, is_capitalised in words[place : min(last, place + _STRIDE)]:
        if (
            is_capitalised
            or start - end != 1
            or lower in _AGENT_MARKS
            or before in _BEFORE_CLAUSE
            or text[end] != " "
            or not printed[0].islower()
        ):
            break
        before, end = lower, following
        place += 1
    return place


def _begins_clause(words: list[Word], place: int, text: str) -> bool:
    """Return whether a subject may begin at a word: at the start of the sentence, after a comma or after "and"."""
    if place == 0:
        return True
    if place == 1 and is_opening(words, 0, text):
        return True
    before = words[place - 1]
    gap = text[before.end : words[place].start]
    if gap != " " and (any(mark in gap for mark in ",;:“–") or "-" in gap):
        return True
    if place == 1 and is_label(words, 0, text):
        return True
    if before.lower in _CONJUNCTIONS:
        return place == 1 or not _is_inside_phrase(words, place)
    if place == 2 and words[0].lower == "in" and before.lower in _REPLIES:
        return True
    # A heading may run into its paragraph ("Environmental Services The Mayor welcomed"), and a phrase before the
    # subject may want its comma ("In proposing the motion Councillor Galvin noted").
    if words[place].text == "The":
        return before.text[-1].isalnum() and before.lower not in LEADING
    return _lacks_comma(words, place)


def _lacks_comma(words: list[Word], place: int) -> bool:
    if not words[place].is_capitalised or words[0].lower not in LEADING:
        return False
    before = words[place - 1].lower
    return (
        before.islower()
        and before not in _LEADING_IN
        and not is_finite_verb(before)
        and title_length(words, place) > 0
    )


def _is_relative(words: list[Word], place: int, speech: Speech, text: str) -> bool:
    """Return whether a verb is in a relative clause: "In response to the point Councillor Smith raised, ..."."""
    return place > 0 and _lacks_comma(words, place) and text[speech.evidence.end : speech.evidence.end + 1] == ","


def _is_inside_phrase(words: list[Word], place: int) -> bool:
    # "Children and Adults said": the word before "and" is part of a name, so "Adults" begins nothing.
    return (
        words[place].is_capitalised
        and words[place].lower not in ("councillor", "cllr", "mr", "mrs", "ms", "miss", "dr")
        and (words[place - 2].is_capitalised)
    )


def _active(words: list[Word], subject: Subject, place: int, text: str) -> Speech | None:
    """Return the act of speech of a subject by its own verb, the next or a later one; None without one."""
    verb = find_verb(words, subject, place, text)
    if verb is None or _TO_DO.search(text, subject.start, subject.end):
        return None  # "Council to receive requested information"
    if words[verb].lower == "seconded" and subject.sort in _MANY:
        return None  # "The Board, by motion made, seconded and approved, adjourned"
    if _OPEN_BRACKET.fullmatch(text, subject.start, subject.end):
        return None  # "Elm, Delegates) (both absent) (Ash": brackets of the line before
    if _HEADED.search(text, subject.start, subject.end):
        return None  # "Parent Council - HR said": a heading runs into the sentence, and nobody is called so
    if words[verb].lower == "accepted" and verb + 1 < len(words) and words[verb + 1].lower in ("and", "office"):
        return None  # "accepted and signed the declaration"
    return Speech(subject, Span(subject.start, words[verb].end), words[verb].lower)


def read_act(speech: Speech, text: str) -> Act:
    """Return what a speaker did.

    Args:
        speech: The act of speech.
        text: The text that it stands in.
    """
    act = _ACTS.get(speech.verb, Act.SAID)
    made = speech.evidence.start
    motion = _MOTION_MADE.search(text, max(0, made - _SENTENCE), made) if speech.verb == "made" else None
    if motion is not None and made_is_moved(text, motion.start(), made):
        return Act.MOVED  # "Motion to adjourn was made by Trustee Elton"
    if speech.verb == "made" and _MAKES_MOTION.match(text, speech.evidence.end) is not None:
        return Act.MOVED
    if act is Act.PROPOSED and speech.evidence.start == speech.subject.start and "seconded" not in text.lower():
        # "Mr Lee proposed a visit to the site": nobody was to second it.
        return Act.SAID
    return act
