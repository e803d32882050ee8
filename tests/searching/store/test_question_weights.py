"""The words of a question: what asks, what names a speaker, what it is about."""

from collections.abc import Collection

import pytest

from minutesearch.analysis import query_units
from minutesearch.engine import name_words
from minutesearch.query import parse_query
from minutesearch.searching.store.question_weights import (
    REQUEST_WEIGHT,
    SPEAKER_WEIGHT,
    names_speaker,
    read_question,
)

_NAMES = ("Vincent Badu", "Chair", "Senior Responsible Officer", "Ms Schwartz")


def named(words: Collection[str]) -> list[str]:
    return [name for name in _NAMES if not name_words(name).isdisjoint(words)]


def weights(text: str) -> dict[str, float]:
    question = read_question(parse_query(text, units=query_units, match="any"), named)
    return {text[start:end]: weight for (start, end), weight in question.weights.items()}


def speakers(text: str) -> dict[str, float]:
    return dict(read_question(parse_query(text, units=query_units, match="any"), named).speakers)


def test_what_asks_and_what_names_counts_less() -> None:
    assert weights("What did Mr Badu say about the budget?") == {
        "Mr": SPEAKER_WEIGHT,
        "Badu": SPEAKER_WEIGHT,
        "say": REQUEST_WEIGHT,
    }


@pytest.mark.parametrize(
    "text", ["members allowances", "decision making", "outline discussion", "list of decisions", "Badu budget"]
)
def test_in_plain_words_all_count(text: str) -> None:
    assert weights(text) == {}


def test_a_question_mark_makes_a_question() -> None:
    assert weights("members allowances?") == {"members": REQUEST_WEIGHT}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Badu budget", {"Vincent Badu": 0.5}),
        ("vincent badu", {"Vincent Badu": 1.0}),
        ("What did Ms Schwartz think?", {"Ms Schwartz": 1.0}),
        ("the chair's view", {"Chair": 1.0}),
        ("officer reports", {}),
        ('"Badu"', {}),
        ("budget -badu", {}),
    ],
)
def test_a_speaker_is_named_by_half_of_the_name(text: str, expected: dict[str, float]) -> None:
    assert expected == speakers(text)


@pytest.mark.parametrize(("word", "expected"), [("badu", True), ("chair", True), ("ms", False), ("budget", False)])
def test_a_word_names_a_speaker_unless_it_is_a_title(word: str, expected: bool) -> None:
    assert names_speaker(word, named) == expected
