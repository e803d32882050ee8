"""Which values a person means by what was typed."""

import pytest

from minutesearch.searching.values import match_values

SPEAKERS = ("Vincent Badu", "Mr Camkpin", "The Chair", "The Vice-Chair", "A Member")
BODIES = ("Planning Committee", "Planning Sub-Committee B", "Cabinet")


@pytest.mark.parametrize(
    ("asked", "values", "expected"),
    [
        pytest.param("Badu", SPEAKERS, ("Vincent Badu",), id="a surname"),
        pytest.param("vincent badu", SPEAKERS, ("Vincent Badu",), id="letter case aside"),
        pytest.param("chair", SPEAKERS, ("The Chair",), id="an article aside, the same value is meant alone"),
        pytest.param("the vice chair", SPEAKERS, ("The Vice-Chair",), id="punctuation aside"),
        pytest.param("planning", BODIES, BODIES[:2], id="a word of several"),
        pytest.param("Planning Committee", BODIES, BODIES[:1], id="the same value leaves the wider ones out"),
        pytest.param("plan", BODIES, (), id="half a word is none"),
        pytest.param("Mr. Camkpin", SPEAKERS, ("Mr Camkpin",), id="a full stop aside"),
        pytest.param("...", SPEAKERS, (), id="no word"),
        pytest.param("Health Committee", BODIES, (), id="every word is needed"),
    ],
)
def test_match_values(asked: str, values: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert expected == match_values(asked, values)


def test_words_may_be_looked_for_in_other_texts_than_the_values() -> None:
    speakers = ("Vincent Badu Mr Badu Chief Strategy Officer, K&M ICB", "Mr Camkpin")
    assert match_values("chief strategy officer", ("Vincent Badu",), wider=speakers) == speakers[:1]
    assert match_values("Vincent Badu", ("Vincent Badu",), wider=speakers) == ("Vincent Badu",)
