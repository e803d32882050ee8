"""Patterns of values: no value that is meant by what was typed is passed over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.live.patterns import beginning_with, having, in_groups, near
from minutesearch.searching.options.filter_values import telling_words
from tests.engine.builders import SplitAnalyser, a_passage, a_source

#: Texts of the letters that stand in names and titles, with accents and signs, and any others.
VALUES = st.text(st.sampled_from("abOofFfihTtsSße éÉøæŒﬁß'’.-–&/1½№°\u0301\u00ad\u0302Ŵŷ"), max_size=12) | st.text(
    max_size=9
)


def is_found(pattern: str, value: str) -> bool:
    # What is asked of these patterns means the same in both languages of patterns.
    return re.fullmatch(pattern, value, re.DOTALL) is not None


@given(value=VALUES, is_name=st.booleans())
def test_each_word_of_a_value_finds_it(value: str, is_name: bool) -> None:
    for word in telling_words(value, is_name=is_name):
        assert is_found(having(word), value), (word, value)


@pytest.mark.parametrize(
    ("word", "value", "found"),
    [
        ("obrien", "Councillor Siân O’Brien", True),
        ("obrien", "Mrs O BRIEN", True),
        ("obrien", "Mr Bo Briens", True),
        ("obrien", "Mr Brian", False),
        ("sian", "Cllr Sia\u0302n O'Brien", True),
        ("aether", "The Café Æther", True),
        ("committee", "PLANNING COMMITTEE", True),
        ("committee", "Cabinet", False),
        ("8a", "8.A", True),
        ("health&social", "Health&Social Care", True),
        ("no", "Item № 4", True),
    ],
)
def test_a_word_is_found_however_it_is_printed(word: str, value: str, found: bool) -> None:
    assert is_found(having(word), value) is found


@pytest.mark.parametrize(
    ("word", "value", "found"),
    [
        ("bado", "Mr Vincent Badu", True),
        ("penhole", "Tom PENHALE", True),
        ("penhole", "Penhale-Smith", True),
        ("cabnet", "Cabinet", True),
        ("cabnet", "Planning Committee", False),
        ("bado", "Mr Olubadu", False),
        ("a", "Item A", True),
    ],
)
def test_a_near_word_begins_as_it_does_and_is_about_as_long(word: str, value: str, found: bool) -> None:
    assert is_found(near(word), value) is found


@pytest.mark.cluster
def test_no_word_makes_a_pattern_that_the_cluster_refuses(cluster_address: Address) -> None:
    # Imported late: not every environment of the tests has the client.
    from minutesearch.engine.opensearch.engine import create_cluster_engine

    engine = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    engine.commit([a_source("a.txt", a_passage("1", "homes", said_by="Councillor Siân Penhale"))])
    snapshot = engine.snapshot()
    hard = ("ffiffiffiffi", "stststststst", "aeoeaeoeaeoe", "oooooooooooo", "neighbourhoods", "s" * 40, "a" * 200)
    odd = ("o", "&&&", "siân", "ŵŷŵŷŵŷŵŷ", "8a", "ⅷ", "№", "日本語", "\u0301", "\U0001f600")
    for word in (*hard, *odd):
        snapshot.values_like("said_by", (word, "penhale"))
        snapshot.values_near("said_by", (word,))
    snapshot.values_near("said_by", (*hard, *odd, *(f"word{number}" for number in range(13))))
    assert list(snapshot.values_like("said_by", ("penhale", "sian"))) == ["Councillor Siân Penhale"]
    assert list(snapshot.values_near("said_by", ("penhole",))) == ["Councillor Siân Penhale"]
    assert list(snapshot.values_near("said_by", ("siân",))) == ["Councillor Siân Penhale"]


def test_signs_in_a_beginning_mean_themselves() -> None:
    pattern = beginning_with("mc/21.(a")
    assert pattern is not None
    assert is_found(pattern, "mc/21.(a)") is True
    assert is_found(pattern, "mc/21x(a)") is False
    assert beginning_with("(" * 199) is not None


def test_parts_are_put_together_as_long_as_a_pattern_may_be() -> None:
    assert list(in_groups(["a" * 500, "b" * 500, "c"])) == [["a" * 500], ["b" * 500, "c"]]
    assert list(in_groups([])) == []
