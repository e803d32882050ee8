"""Detection of the verb of speech that belongs to a subject: the next verb, or a later one of its clause."""

from __future__ import annotations

from minutesearch.segmenting.cues.moving_away import goes_elsewhere
from minutesearch.segmenting.cues.verbs import PARTICIPLES, PRESENT, REPORTING, is_finite_verb
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.subjects import Subject
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["SPEAKING", "find_verb"]

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
    "made": "appeal motion case comment comments declaration observation observations plea point points"
    " presentation "
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
    "addressed": word_set(
        "assembly board cabinet committee council meeting members panel forum sub-committee executive authority"
    ),
    "considered": word_set("that it whether this there the"),
    "sought": word_set(
        "advice an assurance assurances clarification confirmation details further guidance information "
        "reassurance reassurances views"
    ),
    "referred": frozenset(("to", "members", "back")),
    "moved": word_set(
        "that the a an and seconded to it approval acceptance adoption adjournment deferral refusal "
        "recommendation recommendations formally"
    ),
}
#: The verbs that mean speech and nothing else, whatever the subject is.
_OF_ORGANISATIONS = word_set(
    "advised argued asked claimed commented confirmed explained informed objected queried replied "
    "reported requested responded said stated suggested told"
)
#: What a body does by deciding, not by speaking.
_DECIDING = word_set(
    "agreed concluded moved noted resolved approved considered endorsed recommended accepted supported nominated "
    "voted"
)


#: One of these stands in every sentence that `find_verb` finds a verb in.
SPEAKING = REPORTING | PRESENT | PARTICIPLES | _FEELINGS | {"did", "concerns", *_WITH_OBJECT}


#: What is done to a meeting ("called the meeting to order", "rejoined the meeting") and no speech.
_ACTS = frozenset(("called", "rejoined"))


def find_verb(words: list[Word], subject: Subject, place: int, text: str) -> int | None:
    """Return the index of the verb by which a subject speaks; None if it does not speak.

    Args:
        words: The words of the sentence.
        subject: The subject.
        place: The word that it begins at.
        text: The text that the words stand in.
    """
    verb = _verb_after(words, subject, place)
    if verb is not None and words[verb].lower == "moved" and goes_elsewhere(text, words[verb].end):
        return None  # "The Chair moved on to the next item"
    return verb if verb is not None else _later_verb(words, subject, text)


def _verb_after(words: list[Word], subject: Subject, place: int) -> int | None:
    here = _skip_small(words, subject.next)
    if here >= len(words):
        return None
    lower = words[here].lower
    if place and "had" in (word.lower for word in words[subject.next : here]):
        return None  # "and the Chief Executive had confirmed" is told of, not said, in the middle of a sentence
    if lower in REPORTING:
        return here if _speaks(words, here, subject) else None
    if subject.sort is NounType.ORGANISATION:
        return None
    if lower in PRESENT:
        return here
    return _phrase_verb(words, here) if subject.sort is not NounType.BODY else None


def _skip_small(words: list[Word], here: int) -> int:
    while here < len(words) and (words[here].lower in _SMALL or words[here].text.endswith("ly")):
        here += 1
    return here


def _speaks(words: list[Word], here: int, subject: Subject) -> bool:
    """Return whether a reporting verb means speech where it stands, given the type of its subject."""
    verb = words[here].lower
    if verb in _ACTS and [word.lower for word in words[here + 1 : here + 3]] == ["the", "meeting"]:
        return False
    if subject.sort in (NounType.ORGANISATION, NounType.BODY) and here + 1 == len(words):
        return False  # "Replies requested", "Street Partnership – already discussed": it was done to them
    if subject.sort is NounType.ORGANISATION:
        return verb in _OF_ORGANISATIONS
    if subject.sort is NounType.BODY and verb in _DECIDING:
        return False
    needed = _NEEDS.get(verb)
    if needed is None:
        return True
    return bool(needed & {word.lower for word in words[here + 1 : here + 4]}) or (
        verb == "moved" and here + 1 == len(words)
    )


def _phrase_verb(words: list[Word], here: int) -> int | None:
    """Return the index of speech in several words ("was keen", "did not feel", "gave an update"), or None."""
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
    """Return the index of a later verb of the subject: "had not been involved but recognised"; None without."""
    here = subject.next
    if subject.sort in (NounType.ORGANISATION, NounType.BODY, NounType.PRONOUN) or here >= len(words):
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
        went = word.lower == "moved" and goes_elsewhere(text, word.end)
        if joined and not went and word.lower in REPORTING and _speaks(words, place, subject):
            passive = words[place + 1 : place + 2] and words[place + 1].lower == "by"
            return None if passive else place  # "Mr Lamb was proposed by Ms Wren and seconded by Mr Teal"
    return None


def _skip_to_lower(words: list[Word], here: int) -> str:
    place = _skip_small(words, here)
    return words[place].lower if place < len(words) and words[place - 1].lower != "had" else "had"


def _opens_another_clause(words: list[Word], place: int) -> bool:
    """Return whether a clause with its own subject may begin here; "in that programme" begins none."""
    lower, before = words[place].lower, words[place - 1].lower
    if lower == "that":
        return before not in ("in", "of", "on", "at", "for", "to", "with", "by", "from", "about")
    return lower in ("which", "who", "whether", "because", "whose", "if", "where", "it", "they", "he", "she")
