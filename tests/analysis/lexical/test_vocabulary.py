"""Near words among all words of an index: none that is near is left out."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.analysis import Vocabulary, edits_allowed, nearest

words = st.text(alphabet="abes", min_size=5, max_size=10).map("c".__add__)


@settings(max_examples=400)
@given(vocabulary=st.sets(words, max_size=30), typed=words)
def test_looking_at_some_lengths_only_loses_no_near_word(vocabulary: set[str], typed: str) -> None:
    likely = Vocabulary(sorted(vocabulary)).near(typed, edits=edits_allowed(len(typed)))
    assert nearest(typed, vocabulary) == nearest(typed, likely)


def test_few_words_are_left() -> None:
    vocabulary = Vocabulary([f"co{a}{b}cil" for a in string.ascii_lowercase for b in string.ascii_lowercase])
    likely = vocabulary.near("council", edits=1)
    assert {"cooncil", "coubcil", "conucil", "council"} <= set(likely)
    assert len(likely) < 110


def test_nothing_is_near_in_an_empty_vocabulary_or_to_a_figure() -> None:
    assert Vocabulary([]).near("council", edits=1) == []
    assert Vocabulary(["council"]).near("£5.4m", edits=1) == []
    assert Vocabulary(["council"]).near("", edits=1) == []


def test_near_words_come_by_the_alphabet_and_from_every_length() -> None:
    assert Vocabulary(["counsil", "councils", "concil", "xouncil"]).near("council", edits=1) == [
        "concil",
        "councils",
        "counsil",
    ]


def test_only_words_of_the_letter_that_is_wanted_are_asked_for_and_once() -> None:
    asked: list[str] = []

    def beginning(letter: str) -> list[str]:
        asked.append(letter)
        return ["council", "concil"]

    vocabulary = Vocabulary(beginning)
    assert [vocabulary.near("counsil", edits=1) for _ in range(2)] == [["council"], ["council"]]
    assert asked == ["c"]
