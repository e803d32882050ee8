"""Questions: weights for the words of a query that ask, and the speakers that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from minutesearch.engine import name_words
from minutesearch.late import compile_later, dataclass
from minutesearch.query import Form, ParsedQuery, QueryWord

__all__ = [
    "REQUEST_WEIGHT",
    "SPEAKER_WEIGHT",
    "Question",
    "SpeakersNamed",
    "is_question",
    "is_title",
    "names_speaker",
    "read_question",
]

#: The weight of "discuss" or "think" in a question, against 1 for a word of its matter. Chosen on qmsum_train from
#: 0, 0.15, 0.3, 0.6 and 1: 1 gives 0.006 less nDCG@10; 0 gives 0.001 less, and a question of nothing else nothing.
REQUEST_WEIGHT = 0.15

#: The weight of a speaker's name as words of the text in a question, beside its weight as the speaker. "What did
#: User Interface think" is not about user interfaces. Chosen on qmsum_train from 0.2, 0.3, 0.4, 0.6 and 1: 1 gives
#: 0.008 less nDCG@10.
SPEAKER_WEIGHT = 0.2

#: How much of a name must be typed: "Badu" is half of "Vincent Badu".
_LEAST_SHARE = 0.5
#: No more speakers than this are looked for: a word that fits more names no one.
_MOST_SPEAKERS = 32
#: Of how many names the words are remembered, at some 500 bytes each.
_NAMES = 10_000

#: What a question begins with, or whoever asks for a summary; a first look, for which no pattern need be compiled.
_BEGINNINGS = ("wh", "how", "summari", "describe", "explain", "outline", "tell", "list", "give")
_QUESTION = compile_later(
    r"\s*(?:(?:what|why|how|who|whom|whose|when|where|which|summari[sz]e|describe|explain)\b"
    # "Outline planning permission" and "give way signs" ask nothing.
    r"|(?:outline|tell|list|give)\s+(?:me|us|the|all|any|each|every|what|why|how|who|which|your|their|its)\b)"
    r"|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: By the form as typed, not by stem: "decision" asks, "decisive" does not.
_REQUEST_WORDS = frozenset(
    """
    summarize summarise summary describe described explain tell give list
    discuss discussed discussing discussion discussions talk talked talking say said says mention mentioned
    ask asks asked asking tells told state stated comment commented comments
    answer answered reply replied respond responded
    think thought thinks opinion opinions view views attitude
    meeting decision decided conclusion team group member members participants
    """.split()  # noqa: SIM905  # a list of forty quoted words is no easier to read
)
#: Titles and particles around names, which tell nobody apart.
_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady rev cllr councillor hon right am mp ms mla the a an of".split()  # noqa: SIM905
)

#: Returns the speakers of an index whose names have any of some words.
SpeakersNamed = Callable[[Collection[str]], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The roles of a query's words: how much each counts, and which speakers they name."""

    #: The weights of the words that do not count 1.0, by their start and end in the query.
    weights: Mapping[tuple[int, int], float]
    #: The speakers that the query names, each with the share of the name that was typed.
    speakers: Mapping[str, float]
    #: Whether the query is a question, or asks for a summary.
    is_question: bool = False

    def asides(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the words that only ask, and titles, by their start and end in the text of the query."""
        return tuple(
            (start, end)
            for (start, end), weight in self.weights.items()
            if weight == REQUEST_WEIGHT or is_title(text[start:end])
        )


def is_question(text: str) -> bool:
    """Return whether a text asks or requests something: by its first word, or by the mark at its end."""
    if text.isascii() and "?" not in text and not text.lstrip().lower().startswith(_BEGINNINGS):
        return False
    return _QUESTION.match(text) is not None


def is_title(word: str) -> bool:
    """Return whether a word stands before names and tells nobody apart: "Councillor", "Dr"."""
    return word.casefold().removesuffix(".") in _TITLES


def names_speaker(word: str, speakers: SpeakersNamed) -> bool:
    """Return whether a word stands in the name of a speaker, and is no title."""
    return word not in _TITLES and any(True for _ in speakers((word,)))


def read_question(parsed: ParsedQuery, speakers: SpeakersNamed) -> Question:
    """Return the weights of a query's words, and the speakers that it names.

    Args:
        parsed: The query.
        speakers: Looks up the speakers of the index.

    Returns:
        Weights only if the query is a question of two plain words or more; speakers in any case.
    """
    plain = [word for word in parsed.words if word.form is Form.WORD and not word.is_excluded]
    named = _find_speakers(plain, speakers)
    if not is_question(parsed.text) or len(plain) < 2:
        return Question(weights={}, speakers=named)
    names = _TITLES.union(*map(_telling_words, named))
    weights = {}
    for word in plain:
        typed = {token.exact for token in word.tokens}
        if typed <= _REQUEST_WORDS:
            weights[word.start, word.end] = REQUEST_WEIGHT
        elif named and typed <= names:
            weights[word.start, word.end] = SPEAKER_WEIGHT
    return Question(weights=weights, speakers=named, is_question=True)


def _find_speakers(words: list[QueryWord], speakers: SpeakersNamed) -> dict[str, float]:
    typed = {token.exact.removesuffix("'s") for word in words for token in word.tokens} - _TITLES
    names = {name: _telling_words(name) for name in speakers(typed)} if typed else {}
    shares = {name: len(parts & typed) / len(parts) for name, parts in names.items()}
    likely = sorted((-share, name) for name, share in shares.items() if share >= _LEAST_SHARE)
    return {name: -share for share, name in likely[:_MOST_SPEAKERS]}


@lru_cache(maxsize=_NAMES)
def _telling_words(name: str) -> frozenset[str]:
    """Return the words of a name, titles left out."""
    return name_words(name) - _TITLES
