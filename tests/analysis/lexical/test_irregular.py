"""Forms of one word that no ending tells to belong together."""

from importlib import resources

import pytest

from minutesearch.analysis import other_forms, stem

_TABLE = resources.files("minutesearch.analysis.lexical").joinpath("irregular_forms.txt").read_text("utf-8")
PAIRS = [(word, form) for word, *forms in map(str.split, _TABLE.splitlines()) if word != "#" for form in forms]


def test_every_pair_of_the_table_meets_both_ways() -> None:
    assert len(PAIRS) > 1000
    lacking = [
        (word, form) for word, form in PAIRS if form not in other_forms(word) or word not in other_forms(form)
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("child", "children"),
        ("person", "people"),
        ("life", "lives"),
        ("foot", "feet"),
        ("index", "indices"),
        ("hold", "held"),
        ("bring", "brought"),
        ("pay", "paid"),
        ("bus", "buses"),
        ("gas", "gases"),
        ("add", "added"),
        ("adding", "add"),
        ("woman", "women"),
        ("chairman", "chairmen"),
        ("firemen", "fireman"),
        ("money", "monies"),
        ("speak", "spoke"),
        ("found", "find"),
        ("felt", "feel"),
    ],
)
def test_the_forms_of_everyday_words_meet(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert other in other_forms(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("underspend", "underspent"),
        ("resold", "resell"),
        ("schoolchild", "schoolchildren"),
        ("spokespeople", "spokesperson"),
        ("bookshelf", "bookshelves"),
    ],
)
def test_a_compound_has_the_forms_of_its_last_part(one: str, other: str) -> None:
    assert other in other_forms(one)
    assert one in other_forms(other)


@pytest.mark.parametrize("word", ["great", "play", "visit", "council", "present day"])
def test_a_word_that_ends_like_a_short_one_is_no_compound_of_it(word: str) -> None:
    assert other_forms(word) == ()


def test_forms_of_the_same_stem_and_other_words_are_left_out() -> None:
    assert other_forms("meeting") == ()
    assert other_forms("rose") == ()
    assert other_forms("") == ()


def test_words_of_the_table_and_their_stems_begin_alike() -> None:
    """It is looked up by what a stem begins with, so that not all of it is stemmed for one word."""
    assert [word for word, _ in PAIRS if stem(word)[:2] != word[:2]] == []
