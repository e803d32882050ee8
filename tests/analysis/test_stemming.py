import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import stem
from minutesearch.analysis.fast.stems import stem_all
from minutesearch.analysis.stemming import stem_by_rules


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("partnership", "partnerships"), "partnership"),
        (("plan", "plans", "planning", "planned"), "plan"),
        (("people", "people's", "peoples"), "peopl"),
        (("o'brien", "obrien", "o'brien's"), "obrien"),
        (("gp", "gps", "gp's"), "gp"),
        (("cllr", "cllrs"), "cllr"),
        (("18", "18th"), "18"),
        (("1980s", "1980's"), "1980"),
        (("nhs",), "nhs"),
        (("aed", "aeds", "aed's"), "aed"),
        (("eing", "eings"), "eing"),
        (("mrs",), "mrs"),
        (("mc/21/0302",), "mc/21/0302"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...], expected: str) -> None:
    assert [expected] * len(words) == [stem(word) for word in words]


def test_mr_and_mrs_are_two() -> None:
    assert stem("mr") != stem("mrs")


@given(st.text(alphabet="adeginosy", min_size=3, max_size=6))
def test_no_word_becomes_a_letter(word: str) -> None:
    """ "AED" is no "a", of which every passage has some."""
    assert len(stem(word)) > 1
    assert [stem_by_rules(word)] == stem_all([word]) == [stem(word)]


@given(st.text(min_size=1))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)
