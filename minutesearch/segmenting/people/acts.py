"""The act of a speaker: said, asked, answered, moved, seconded or proposed, by the verb that shows it."""

from __future__ import annotations

from minutesearch.records import Act
from minutesearch.segmenting.cues.verbs import QUESTIONS
from minutesearch.segmenting.people.agents import Speech
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["read_act"]

_ACTS = (
    dict.fromkeys(QUESTIONS | word_set("ask asks asking questioning querying"), Act.ASKED)
    | dict.fromkeys(word_set("answered replied responded responding retorted rejoined"), Act.ANSWERED)
    | dict.fromkeys(word_set("propose proposes proposed proposing"), Act.PROPOSED)
    | {"moved": Act.MOVED, "seconded": Act.SECONDED}
)


def read_act(speech: Speech, text: str) -> Act:
    """Return what a speaker did.

    Args:
        speech: The act of speech.
        text: The text that it stands in.
    """
    act = _ACTS.get(speech.verb, Act.SAID)
    if act is Act.PROPOSED and speech.evidence.start == speech.subject.start and "seconded" not in text.lower():
        # "Mr Lee proposed a visit to the site": nobody was to second it.
        return Act.SAID
    return act
