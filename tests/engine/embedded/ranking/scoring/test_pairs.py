"""Pairs: which words of a query are neighbours."""

from __future__ import annotations

from minutesearch.engine.embedded.ranking.context.concepts import gather_concepts
from minutesearch.engine.embedded.ranking.scoring.pairs import find_paired
from minutesearch.query.nodes import ANY, ANY_EXACT, Or, Phrase, Query, Term, Widened, weighed


def _pairs(*words: Query) -> list[tuple[str, str]]:
    return find_paired(gather_concepts(Or(list(words))))


def test_neighbouring_words_are_pairs():
    assert _pairs(Term(ANY, "flood"), Term(ANY, "defenc"), Term(ANY, "cost")) == [
        ("flood", "defenc"),
        ("defenc", "cost"),
    ]


def test_what_a_word_is_widened_to_stands_between_no_neighbours():
    for other in (Term(ANY, "floodwat"), weighed(Term(ANY, "floodwat"), 0.01), Term(ANY_EXACT, "floods")):
        widened = Widened([Term(ANY, "flood"), other])
        assert _pairs(widened, Term(ANY, "defenc")) == [("flood", "defenc")]


def test_words_with_another_writing_as_one_are_pairs_with_the_next():
    widened = Widened([Or([Term(ANY, "car"), Term(ANY, "park")]), weighed(Term(ANY, "carpark"), 0.1)])
    assert _pairs(widened, Term(ANY, "charg")) == [("car", "park"), ("park", "charg")]


def test_a_phrase_typed_parts_its_neighbours():
    assert _pairs(Term(ANY, "flood"), Phrase(ANY, ["risk", "plan"]), Term(ANY, "cost")) == []


def test_a_word_that_asks_makes_no_pair_and_parts_its_neighbours():
    assert _pairs(Term(ANY, "flood"), weighed(Term(ANY, "discuss"), 0.3), Term(ANY, "cost")) == []
