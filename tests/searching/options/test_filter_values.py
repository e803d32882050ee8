"""Which values a person means by what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.searching.options.filter_values import match_names, match_values

BODIES = ("Planning Committee", "Planning Sub-Committee B", "Cabinet", "The Board")
NAMES = ("Vincent Badu", "Mrs Badu", "Mr Camkpin", "Chair", "Vice-Chair", "Member", "Mayor Hale")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("planning", BODIES[:2], id="a word of several"),
        pytest.param("Planning Committee", BODIES[:1], id="the same value leaves the wider ones out"),
        pytest.param("planning sub committee b", BODIES[1:2], id="letter case and punctuation aside"),
        pytest.param("board", BODIES[3:], id="an article aside"),
        pytest.param("=planning", (), id="only the same value"),
        pytest.param("=cabinet", BODIES[2:3], id="the same value, letter case aside"),
        pytest.param("plan", (), id="half a word is none"),
        pytest.param("...", (), id="no word"),
        pytest.param("=", (), id="nothing after the sign"),
        pytest.param("Health Committee", (), id="every word is needed"),
    ],
)
def test_match_values(asked: str, expected: tuple[str, ...]) -> None:
    assert expected == match_values(asked, BODIES)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("Badu", "Vincent Badu, Mrs Badu", id="a surname"),
        pytest.param("Mr Badu", "Vincent Badu", id="a title counts against another title only"),
        pytest.param("Mrs. Badu", "Vincent Badu, Mrs Badu", id="a full stop aside"),
        pytest.param("chair", "Chair, Vice-Chair", id="all that have the word"),
        pytest.param("=Chair", "Chair", id="only the same"),
        pytest.param("a member", "Member", id="an article aside"),
        pytest.param("Mr", "Mr Camkpin", id="nothing but a title"),
        pytest.param("", "", id="nothing"),
        pytest.param("Mr Hale", "", id="a mayor is no mister"),
        pytest.param("Cllr Hale", "Mayor Hale", id="a mayor is a councillor"),
        pytest.param("Mayor Hale", "Mayor Hale", id="an office by its word"),
    ],
)
def test_match_names(asked: str, expected: str) -> None:
    assert expected == ", ".join(match_names(asked, NAMES))


PENHALES = (
    "Tom Penhale",
    "Councillor A. Penhale",
    "Councillor Penhale",
    "T.J. Penhale",
    "Mrs Anne Penhale",
    "Member",
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("T Penhale", "Tom Penhale, T.J. Penhale", id="a first name that begins with it"),
        pytest.param("t. penhale", "Tom Penhale, T.J. Penhale", id="in any letter case"),
        pytest.param(
            "A Penhale", "Councillor A. Penhale, Mrs Anne Penhale", id="no article where it is an initial"
        ),
        pytest.param("Cllr A Penhale", "Councillor A. Penhale", id="a title against another"),
        pytest.param("J Penhale", "", id="an initial in its place: T.J. is no J."),
        pytest.param("TJ Penhale", "", id="two letters are a word"),
        pytest.param("T.J. Penhale", "T.J. Penhale", id="two initials in their order"),
        pytest.param("J.T. Penhale", "", id="and in no other"),
        pytest.param("Z Penhale", "", id="contradicted by every first name"),
        pytest.param("Penhale, T", "Tom Penhale, T.J. Penhale", id="behind the surname"),
        pytest.param("Tom Penhale", "Tom Penhale", id="a first name is no initial"),
        pytest.param("Penhale", ", ".join(PENHALES[:-1]), id="a surname alone is any of them"),
        pytest.param("a member", "Member", id="an article"),
        pytest.param("=A Penhale", "", id="only the same"),
        pytest.param("=T J Penhale", "T.J. Penhale", id="the same, full stops aside"),
        pytest.param("T", "", id="nothing but an initial"),
        pytest.param("Mr T", "", id="nothing but a title and an initial"),
    ],
)
def test_an_initial_is_of_a_first_name_that_begins_with_it(asked: str, expected: str) -> None:
    assert expected == ", ".join(match_names(asked, PENHALES))


def test_an_article_that_might_be_an_initial_finds_no_other_first_name() -> None:
    names = ("Tom Penhale", "Local resident", "Resident of Mill Lane")
    assert match_names("A Penhale", names) == ()
    assert match_names("a penhale", names) == ()
    assert match_names("a resident", names) == names[1:]


def test_a_sign_and_a_figure_are_no_initials() -> None:
    names = ("Health & Safety Officer", "Speaker 3", "Mr E")
    assert match_names("health & safety", names) == names[:1]
    assert match_names("speaker 3", names) == names[1:2]
    assert match_names("mr e", names) == names[2:]


def test_an_initial_may_stand_in_what_is_known_of_the_speaker() -> None:
    speakers = ("Galway Councillor L. Galway", "Penhale Mr Penhale Tom Rees, Director")
    assert match_names("L Galway", ("Galway",), speakers) == speakers[:1]
    assert match_names("J Galway", ("Galway",), speakers) == ()
    assert match_names("T Penhale", (), speakers) == ()


WORDS = st.sampled_from(
    ["Tom", "Anne", "T", "A", "J.", "T.J.", "Penhale", "O’Brien", "Mr", "Councillor", "the", "of"]
)


@given(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
)
def test_a_name_always_means_itself_and_an_initial_never_another(asked: str, other: str) -> None:
    assert asked in match_names(asked, (asked, other))
    assert asked in match_names(f"={asked}", (asked, other))
    for letter in "bcz":
        assert match_names(f"{letter} Penhale", (f"Tom {other}",)) == ()


def test_the_words_of_a_name_may_stand_in_what_is_known_of_the_speaker() -> None:
    speakers = ("Vincent Badu Mr Badu Chief Strategy Officer, K&M ICB", "Mr Camkpin")
    assert match_names("chief strategy officer", ("Vincent Badu",), speakers) == speakers[:1]
