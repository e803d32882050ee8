"""Which values a person means by what was typed."""

import pytest

from minutesearch.searching.filter_values import match_names, match_values

BODIES = ("Planning Committee", "Planning Sub-Committee B", "Cabinet", "The Board")
NAMES = ("Vincent Badu", "Mrs Badu", "Mr Camkpin", "Chair", "Vice-Chair", "Member")


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
    ],
)
def test_match_names(asked: str, expected: str) -> None:
    assert expected == ", ".join(match_names(asked, NAMES))


def test_the_words_of_a_name_may_stand_in_what_is_known_of_the_speaker() -> None:
    speakers = ("Vincent Badu Mr Badu Chief Strategy Officer, K&M ICB", "Mr Camkpin")
    assert match_names("chief strategy officer", ("Vincent Badu",), speakers) == speakers[:1]
