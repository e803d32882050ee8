"""Detection of agents after a verb: "introduced by its Director", "moved by Cllr Duffin", "said the Chair"."""

from __future__ import annotations

from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES, UNNAMED
from minutesearch.segmenting.cues.verbs import SPEECH
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.persons import read_person
from minutesearch.segmenting.people.subjects import Subject, read_agent
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["AGENTS", "Speech", "read_inverted", "read_passive"]

#: "A question was raised by PC Lowe": what "by" can stand after.
_AGENT_VERBS = (SPEECH | {"sought", "made", "given", "put"}) - {"noted"}
_TAKING_BY = _AGENT_VERBS | {"noted"}
_SPEAKERS = OFFICES | GROUPS | UNNAMED | BODIES | {"he", "she", "they", "it", "who"}
_BE = word_set("was were been is are being")
#: Verbs that stand before their subject after quoted words: "We must act," said Cllr Jones.
_INVERTED = word_set(
    "added answered asked commented explained observed remarked replied responded said stated warned"
)
#: "Answering a question from Cllr Wynn, Ms Vail said".
_ANSWERING = word_set("answering responding replying following after in to")
#: "On a motion by Councillor Dale", "on the proposal of Cllr. Foley".
_PROPOSALS = word_set("motion proposal proposition")
_ANSWERS = word_set("answer reply response")
_MOST_BEFORE_ANSWERER = 4
#: One of these stands in every sentence that has an agent.
AGENTS = _TAKING_BY | _PROPOSALS | _ANSWERS | {"question"}


class Speech(NamedTuple):
    """One act of speech: who speaks, and the words that show it."""

    subject: Subject
    #: The subject and its verb, in code points of the text.
    evidence: Span
    #: The verb in lower case.
    verb: str


def read_passive(words: list[Word], place: int, text: str) -> Speech | None:
    """Read the agent of a passive verb: "was introduced by its Director", "Moved by Councillor Duffin"."""
    verb = place - 1
    if words[0].lower in _ANSWERS or (words[0].lower == "supplementary" and words[1].lower in _ANSWERS):
        return _answered_by(words, place, text)
    if words[place].lower == "from":
        return _asked_from(words, place, text)
    if words[place].lower == "of":
        return _on_proposal_of(words, place, text)
    if words[verb].lower in _PROPOSALS:
        return _on_proposal_of(words, place, text)
    if words[verb].lower == "and":
        verb = _verb_before(words, verb)
    if words[verb].lower not in _TAKING_BY or not _is_done_by(words, verb, text):
        return None
    agent = read_agent(words, place + 1, text)
    if agent is None or (words[verb].lower == "noted" and agent.sort is not NounType.PERSON):
        return None  # a group that notes does not speak
    return Speech(agent, Span(words[verb].start, agent.end), words[verb].lower)


def _answered_by(words: list[Word], place: int, text: str) -> Speech | None:
    """Read who answers in a label such as "Reply from Councillor Marsh:"; None in a sentence about a reply."""
    agent = read_agent(words, place + 1, text) if place <= _MOST_BEFORE_ANSWERER else None
    if agent is None or text[agent.end :].strip(" :.–—-"):
        return None
    return Speech(agent, Span(words[0].start, agent.end), "replied")


def _asked_from(words: list[Word], place: int, text: str) -> Speech | None:
    """Read who asks in words such as "Supplementary question 2 from Mrs J Brown"."""
    if place > 4 or "question" not in [word.lower for word in words[:place]] or words[0].lower in _ANSWERING:
        return None
    agent = read_agent(words, place + 1, text)
    return Speech(agent, Span(words[0].start, agent.end), "asked") if agent else None


def _on_proposal_of(words: list[Word], place: int, text: str) -> Speech | None:
    if place > 3 or words[place - 1].lower not in _PROPOSALS or words[0].lower not in ("on", "upon"):
        return None
    agent = read_agent(words, place + 1, text)
    return Speech(agent, Span(words[place - 1].start, agent.end), "proposed") if agent else None


def _verb_before(words: list[Word], place: int) -> int:
    """Return the place of the verb that a second "by" belongs to ("moved by X and by Y")."""
    for here in range(place - 1, max(0, place - 30), -1):
        if words[here].lower == "by":
            return here - 1
    return place


def _is_done_by(words: list[Word], verb: int, text: str) -> bool:
    """Return whether a participle is the verb of its clause: after "was", or at the start ("Seconded by")."""
    before = [word.lower for word in words[max(0, verb - 5) : verb]]
    if any(word in _BE for word in before):
        return True
    if verb == 0 or words[verb].is_capitalised:
        return True
    gap = text[words[verb - 1].end : words[verb].start]
    if words[verb].lower in ("moved", "proposed", "seconded", "raised", "asked", "submitted", "put"):
        return "," in gap or words[verb - 1].lower in ("and", "duly") or verb <= 6
    return False


def read_inverted(words: list[Word], text: str) -> Speech | None:
    """Read the speaker that follows a verb of speech: "Not so, replied Councillor Hill."."""
    for verb, word in enumerate(words[1:-1], 1):
        if word.lower not in _INVERTED or not _follows_quoted(words, verb, text):
            continue
        agent = read_agent(words, verb + 1, text)
        if agent is None or agent.sort not in (NounType.PERSON, NounType.OFFICE, NounType.UNNAMED):
            continue
        if agent.next >= len(words) or text[agent.end : agent.end + 1] in (",", ":", ";"):
            return Speech(agent, Span(words[verb].start, agent.end), words[verb].lower)
    return None


def _follows_quoted(words: list[Word], verb: int, text: str) -> bool:
    """Return whether the words before a verb are what was said: a comma or quotation mark parts them from it."""
    gap = text[words[verb - 1].end : words[verb].start]
    if any(mark in gap for mark in ',?!”"’'):
        return True
    # "Hello said the Chair": one word that can be no speaker.
    return verb == 1 and not read_person(words, 0, text) and words[0].lower not in _SPEAKERS
