"""Finds who speaks in a text: the subject of a verb of speech, and the words that show it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.names import title_length
from minutesearch.segmenting.sentences import MOST_READ, Word, iter_sentences, iter_words
from minutesearch.segmenting.subjects import LEADING, Sort, Subject, read_agent, read_subject
from minutesearch.segmenting.verbs import (
    PARTICIPLES,
    PRESENT,
    REPORTING,
    SPEECH,
    is_finite_verb,
)
from minutesearch.segmenting.word_lists import word_set

__all__ = ["Speech", "iter_speech", "read_speeches"]

_REACH = 60
_SMALL = word_set("also then again therefore further subsequently now still both all not never once either had")
#: "was keen", "were concerned": what minutes say of a person who said so.
_FEELINGS = word_set(
    "keen concerned pleased disappointed surprised grateful happy unhappy delighted supportive worried "
    "sceptical satisfied unconvinced minded confident hopeful disappointing mindful adamant unsure sure "
    "glad sorry anxious"
)
_FELT_NOT = word_set("accept agree believe consider feel recognise support think understand want wish see")
#: Verbs that speak only with one of these words soon after ("gave an update", but not "gave a grant").
_WITH_OBJECT = {
    "gave": "account apology apologies assurance assurances briefing details evidence example examples "
    "explanation information introduction notice "
    "outline overview presentation reasons report reply speech statement summary thanks update updates",
    "provided": "account assurance briefing clarification details explanation information introduction outline "
    "overview "
    "presentation report response statement summary update updates",
    "made": "appeal case comment comments declaration observation observations plea point points presentation "
    "proposal reference request statement suggestion suggestions",
    "delivered": "presentation speech update report",
    "had": "asked concerns queries questions reservations",
    "drew": "attention",
    "put": "forward question questions",
    "read": "out statement aloud",
    "took": "through view",
    "led": "through discussion",
    "went": "through",
    "set": "out",
    "would": "like",
    "ran": "through",
    "talked": "",
}
#: Reporting verbs that need one of these words next, for they have other meanings.
_NEEDS = {
    "addressed": word_set("assembly board cabinet committee council meeting members panel forum"),
    "considered": word_set("that it whether this there the"),
    "sought": word_set(
        "advice an assurance assurances clarification confirmation details further guidance information views"
    ),
    "referred": frozenset(("to", "members", "back")),
    "moved": word_set(
        "that the a an and seconded to it approval acceptance recommendation recommendations formally"
    ),
}
#: The verbs that nothing but speech is meant by, whoever the subject is.
_OF_ORGANISATIONS = word_set(
    "advised argued asked claimed commented confirmed explained informed objected queried replied "
    "reported requested responded said stated suggested told"
)
#: What a body does by deciding, not by speaking.
_DECIDING = word_set(
    "agreed concluded moved noted resolved approved considered endorsed recommended accepted supported nominated "
    "voted"
)
#: "A question was raised by PC Lowe": what "by" can stand after.
_AGENT_VERBS = (SPEECH | {"sought", "made", "given", "put"}) - {"noted"}
_BE = word_set("was were been is are being")
_CONJUNCTIONS = frozenset(("and", "but", "while", "whilst", "then", "although"))


class Speech(NamedTuple):
    """One act of speech."""

    subject: Subject
    #: The subject and its verb, in code points of the text.
    evidence: Span
    #: The verb in lower case.
    verb: str


def iter_speech(text: str, start: int = 0) -> Iterator[Speech]:
    """Gives the acts of speech of a text in order.

    Args:
        text: The text.
        start: Where to begin: after a run-in heading.
    """
    text = text[:MOST_READ]
    words = list(iter_words(text))
    place = bisect_left(words, start, key=_start_of)
    for sentence in iter_sentences(text, start):
        end = bisect_left(words, sentence.end, lo=place, key=_start_of)
        yield from _in_sentence(words[place:end], text)
        place = end


def _start_of(word: Word) -> int:
    return word.start


def read_speeches(text: str, start: int = 0) -> tuple[Speech, ...]:
    """Gives all that `iter_speech` does; remembered, since a passage and its lead-in are read for several ends."""
    return _remember(text[:MOST_READ], start)


@lru_cache(maxsize=512)
def _remember(text: str, start: int) -> tuple[Speech, ...]:
    return tuple(iter_speech(text, start))


def _in_sentence(words: list[Word], text: str) -> Iterator[Speech]:
    if not words:
        return
    place = 0
    while place < len(words):
        found = None
        if _begins_clause(words, place, text):
            subject = read_subject(words, place, text)
            found = _active(words, subject, place, text) if subject else None
            if found is not None and _is_relative(words, place, found, text):
                found = None
        if found is None and words[place].lower in ("by", "of") and 0 < place < len(words) - 1:
            found = _passive(words, place, text)
        if found is None:
            place += 1
            continue
        yield found
        while place < len(words) and words[place].end <= found.evidence.end:
            place += 1


def _begins_clause(words: list[Word], place: int, text: str) -> bool:
    """Tells whether a subject may begin at a word: at the sentence's start, after a comma or after "and"."""
    if place == 0:
        return True
    before = words[place - 1]
    gap = text[before.end : words[place].start]
    if gap != " " and (any(mark in gap for mark in ",;:“–") or " - " in gap):
        return True
    if before.lower in _CONJUNCTIONS:
        return place == 1 or not _is_inside_phrase(words, place)
    if place == 2 and words[0].lower == "in" and before.lower in ("response", "reply", "answer"):
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
        and before not in LEADING
        and not is_finite_verb(before)
        and title_length(words, place) > 0
    )


def _is_relative(words: list[Word], place: int, speech: Speech, text: str) -> bool:
    """Tells whether a verb is only told of: "In response to the point Councillor Smith raised, ..."."""
    return place > 0 and _lacks_comma(words, place) and text[speech.evidence.end : speech.evidence.end + 1] == ","


def _is_inside_phrase(words: list[Word], place: int) -> bool:
    # "Children and Adults said": the word before "and" is part of a name, so "Adults" begins nothing.
    return (
        words[place].is_capitalised
        and words[place].lower not in ("councillor", "cllr", "mr", "mrs", "ms", "miss", "dr")
        and (words[place - 2].is_capitalised)
    )


def _active(words: list[Word], subject: Subject, place: int, text: str) -> Speech | None:
    """Gives the act that a subject does with the verb after it, or with a later verb of the same sentence."""
    verb = _verb_after(words, subject, place)
    if verb is None:
        verb = _later_verb(words, subject, text)
    if verb is None:
        return None
    return Speech(subject, Span(subject.start, words[verb].end), words[verb].lower)


def _verb_after(words: list[Word], subject: Subject, place: int) -> int | None:
    here = _skip_small(words, subject.next)
    if here >= len(words):
        return None
    lower = words[here].lower
    if place and "had" in (word.lower for word in words[subject.next : here]):
        return None  # "and the Chief Executive had confirmed" is told of, not said, in the middle of a sentence
    if lower in REPORTING:
        return here if _speaks(words, here, subject) else None
    if subject.sort is Sort.ORGANISATION:
        return None
    if lower in PRESENT:
        return here
    return _phrase_verb(words, here) if subject.sort is not Sort.BODY else None


def _skip_small(words: list[Word], here: int) -> int:
    while here < len(words) and (words[here].lower in _SMALL or words[here].lower.endswith("ly")):
        here += 1
    return here


def _speaks(words: list[Word], here: int, subject: Subject) -> bool:
    """Tells whether a verb of the list speaks where it stands, of a subject of this sort."""
    verb = words[here].lower
    if subject.sort is Sort.ORGANISATION:
        return verb in _OF_ORGANISATIONS
    if subject.sort is Sort.BODY and verb in _DECIDING:
        return False
    needed = _NEEDS.get(verb)
    if needed is None:
        return True
    return bool(needed & {word.lower for word in words[here + 1 : here + 4]}) or (
        verb == "moved" and here + 1 == len(words)
    )


def _phrase_verb(words: list[Word], here: int) -> int | None:
    """Finds speech in several words: "was keen", "did not feel", "gave an update", "would like"."""
    lower = words[here].lower
    after = [word.lower for word in words[here + 1 : here + 9]]
    if lower in ("was", "were"):
        step = 1 if after[:1] and (after[0] in _SMALL or after[0].endswith("ly") or after[0] == "very") else 0
        return here + 1 + step if after[step : step + 1] and after[step] in _FEELINGS else None
    if lower == "did":
        return here + 2 if after[:1] == ["not"] and after[1:2] and after[1] in _FELT_NOT else None
    if words[here - 1].lower == "had" and lower in ("concerns", "reservations", "queries", "questions"):
        return here
    objects = _WITH_OBJECT.get(lower)
    return here if objects is not None and set(objects.split()) & set(after) else None


def _later_verb(words: list[Word], subject: Subject, text: str) -> int | None:
    """Finds a later verb of the subject: "had not been involved but recognised", "opened it, explaining"."""
    here = subject.next
    if subject.sort in (Sort.ORGANISATION, Sort.BODY, Sort.PRONOUN) or here >= len(words):
        return None
    if not is_finite_verb(_skip_to_lower(words, here)):
        return None
    for place in range(here + 1, min(len(words), here + _REACH)):
        word, before = words[place], words[place - 1]
        gap = text[before.end : word.start]
        if ";" in gap or _opens_another_clause(words, place):
            return None
        if "," in gap and word.lower in PARTICIPLES:
            return place
        joined = before.lower in ("and", "but", "then") or (
            before.lower in _SMALL and words[place - 2].lower in ("and", "but")
        )
        if joined and word.lower in REPORTING and _speaks(words, place, subject):
            return place
    return None


def _skip_to_lower(words: list[Word], here: int) -> str:
    place = _skip_small(words, here)
    return words[place].lower if place < len(words) and words[place - 1].lower != "had" else "had"


def _opens_another_clause(words: list[Word], place: int) -> bool:
    """Tells whether a new clause with its own subject may begin; "in that programme" begins none."""
    lower, before = words[place].lower, words[place - 1].lower
    if lower == "that":
        return before not in ("in", "of", "on", "at", "for", "to", "with", "by", "from", "about")
    return lower in ("which", "who", "whether", "because", "whose", "if", "where", "it", "they", "he", "she")


def _passive(words: list[Word], place: int, text: str) -> Speech | None:
    """Reads who acts in words such as "was introduced by its Director" or "Moved by Councillor Duffin"."""
    verb = place - 1
    if words[place].lower == "of":
        return _on_proposal_of(words, place, text)
    if words[verb].lower == "and":
        verb = _verb_before(words, verb)
    if words[verb].lower not in _AGENT_VERBS or not _is_done_by(words, verb, text):
        return None
    agent = read_agent(words, place + 1, text)
    if agent is None:
        return None
    return Speech(agent, Span(words[verb].start, agent.end), words[verb].lower)


def _on_proposal_of(words: list[Word], place: int, text: str) -> Speech | None:
    if place > 3 or words[place - 1].lower not in ("proposal", "proposition") or words[0].lower != "on":
        return None
    agent = read_agent(words, place + 1, text)
    return Speech(agent, Span(words[place - 1].start, agent.end), "proposed") if agent else None


def _verb_before(words: list[Word], place: int) -> int:
    """Gives the verb that a second "by" hangs from."""
    for here in range(place - 1, max(0, place - 30), -1):
        if words[here].lower == "by":
            return here - 1
    return place


def _is_done_by(words: list[Word], verb: int, text: str) -> bool:
    """Tells whether a participle is the verb of its clause: after "was", or at the start ("Seconded by")."""
    before = [word.lower for word in words[max(0, verb - 5) : verb]]
    if any(word in _BE for word in before):
        return True
    if verb == 0 or words[verb].is_capitalised:
        return True
    gap = text[words[verb - 1].end : words[verb].start]
    if words[verb].lower in ("moved", "proposed", "seconded", "raised", "asked", "submitted", "put"):
        return "," in gap or words[verb - 1].lower in ("and", "duly") or verb <= 6
    return False
