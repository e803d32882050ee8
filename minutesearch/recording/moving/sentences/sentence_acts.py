"""What a sentence says was moved and by whom, also of a line of a thousand motions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from minutesearch.recording.moving.sentences.credits import is_doubtful, read_pair
from minutesearch.recording.printed.members import Members
from minutesearch.recording.printed.person_names import person_named
from minutesearch.records import Span
from minutesearch.segmenting.moving.act_words import ANY_CUE, Role
from minutesearch.segmenting.moving.moving_acts import MovingAct, read_acts

__all__ = ["acts_of", "is_unknown_pair", "words_moved"]

#: So many acts are looked up by their place, where none is longer than so many letters.
_MANY, _LONGEST_ACT = 32, 800
_WORDS_MOVED = re.compile(
    r"(?:,|;|\s|(?<=\s))\s*(?:(?:and|it was)\s+){0,3}(?:resolved\s+|agreed,?\s+)?(?P<text>(?:that|to)\s.+)",
    re.DOTALL,
)


@lru_cache(maxsize=4)
def words_moved(text: str, sentence: Span) -> str | None:
    """Return what a sentence says was moved; remembered, since one may have a thousand motions."""
    last = max((act.evidence.end for act in acts_of(text, sentence)), default=None)
    for match in ANY_CUE.finditer(text, *sentence):
        last = max(last or 0, match.end())
    said = _WORDS_MOVED.search(text, last or sentence.start, sentence.end)
    return said["text"].strip() if said else None


def acts_of(text: str, sentence: Span, *, members: Members | None = None) -> list[MovingAct]:
    """Return who moved and who seconded in a sentence, in its order.

    Args:
        text: The text.
        sentence: The sentence.
        members: Those of whom the page says that they came or moved; two words in brackets are persons only
            among them. None takes any two for persons.
    """
    pair = read_pair(text, sentence)
    if pair is not None and (members is None or not is_unknown_pair(text, pair, members)):
        return [MovingAct(role, name, name) for role, name in zip(Role, pair, strict=True)]
    nearby = _acts_near(text, sentence)
    acts = [act for act in nearby if sentence.start <= act.evidence.start < sentence.end]
    if len(acts) == 2:
        return sorted(acts, key=lambda act: act.role is Role.SECONDS)
    return sorted(acts, key=lambda act: act.name.start)  # "Ash, seconded by Elm, moved", and others after them


def is_unknown_pair(text: str, pair: tuple[Span, Span], members: Members) -> bool:
    """Return whether nothing on the page says that a pair in brackets, "(Elmford/Oakton)", is of persons."""
    if not is_doubtful(text, pair, ended=not members):
        return False
    names = (text[name.start : name.end] for name in pair)
    return not all(members.knows(name) or members.has_initials(name) or person_named(name) for name in names)


def _acts_near(text: str, sentence: Span) -> Sequence[MovingAct]:
    """Return the acts of a text about a sentence: of a line of a thousand motions not all for each of them."""
    acts = read_acts(text)
    if len(acts) <= _MANY:
        return acts
    ordered, starts = _by_place(text)
    return ordered[bisect_left(starts, sentence.start - _LONGEST_ACT) : bisect_left(starts, sentence.end)]


@lru_cache(maxsize=4)
def _by_place(text: str) -> tuple[tuple[MovingAct, ...], tuple[int, ...]]:
    """Return the acts of a text by their places, and these."""
    acts = tuple(sorted(read_acts(text), key=lambda act: act.evidence.start))
    return acts, tuple(act.evidence.start for act in acts)
