"""Expansion: what else the words of a query find, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

import minutesearch as ms

ICS = "The Integrated Care System (ICS) was described."
BADU = "Mr Badu introduced the strategy."
CARE = "Members thanked Mr Camkpin for prescribing care."
COLOUR = "The Chair opened the colour scheme for parking."
WRITE = "Officers would write to the organisation."
LONG, SHORT = "Integrated Care System", "ICS"


def texts(results: ms.Results) -> set[str]:
    return {hit.passage.text for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "expansions"),
    [
        pytest.param("ics", {"ics": (LONG,)}, id="an acronym, letter case aside"),
        pytest.param('"integrated care system"', {"integrated care system": (SHORT,)}, id="a long form in quotes"),
        pytest.param("integrated care system", {"integrated care system": (SHORT,)}, id="without quotes"),
        pytest.param(
            "described integrated care system budget", {"integrated care system": (SHORT,)}, id="among other words"
        ),
        pytest.param("integrated system care", {}, id="in another order"),
        pytest.param("integrated care", {}, id="half of it"),
        pytest.param("color", {"color": ("colour",)}, id="the other spelling"),
        pytest.param("organization", {"organization": ("organisation",)}, id="the other spelling with its stem"),
        pytest.param("stratagy", {"stratagy": ("strategy",)}, id="the nearest word"),
        pytest.param('"stratagy"', {}, id="an exact word is taken as typed"),
        pytest.param("described -ics", {}, id="what is excluded is taken as typed"),
        pytest.param("xyzzyxyzzy", {}, id="nothing is near"),
        pytest.param("strategy", {}, id="a word of the minutes"),
    ],
)
@pytest.mark.parametrize("match", ["all", "any"])
def test_what_words_are_widened_to(
    minutes: ms.Index, match: str, query: str, expansions: dict[str, tuple[str, ...]]
) -> None:
    assert expansions == minutes.search(query, match=match).expansions


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("ics", {ICS}, id="an acronym"),
        pytest.param("integrated care system", {ICS}, id="a long form"),
        pytest.param("color", {COLOUR}, id="the other spelling"),
        pytest.param("organization", {WRITE}, id="another spelling"),
        pytest.param("stratagy", {BADU}, id="the nearest word"),
        pytest.param("color parking", {COLOUR}, id="one word of several"),
        pytest.param("prescri*", {CARE}, id="the words that begin so"),
        pytest.param("prescri* OR strat*", {CARE, BADU}, id="two beginnings"),
        pytest.param("xyzzy*", set(), id="no word begins so"),
        pytest.param("mr -prescri*", {BADU}, id="a beginning excluded"),
    ],
)
def test_what_widened_words_find(minutes: ms.Index, query: str, expected: set[str]) -> None:
    assert expected == texts(minutes.search(query, match="all"))


@pytest.mark.parametrize(
    ("query", "approximate", "suggestion"),
    [
        pytest.param("stratagy", ("stratagy",), "strategy", id="one word"),
        pytest.param(
            "stratagy AND perscribing", ("stratagy", "perscribing"), "strategy AND prescribing", id="two"
        ),
        pytest.param("(stratagy  OR care)", ("stratagy",), "(strategy  OR care)", id="the rest as typed"),
        pytest.param("stratagy stratagy", ("stratagy",), "strategy strategy", id="twice"),
        pytest.param("strategy care", (), None, id="all known"),
        pytest.param("color", (), None, id="the other spelling is no mistake"),
        pytest.param("ics", (), None, id="an acronym is no mistake"),
        pytest.param("strategy -stratagy", (), None, id="what is excluded need not be there"),
        pytest.param("xyzzyxyzzy", (), None, id="nothing is near"),
    ],
)
def test_unknown_words_are_named_and_the_nearest_suggested(
    minutes: ms.Index, query: str, approximate: tuple[str, ...], suggestion: str | None
) -> None:
    results = minutes.search(query, match="any")
    assert (approximate, suggestion) == (results.approximate, results.suggestion)


@pytest.mark.parametrize(
    ("query", "suggestion", "found"),
    [
        pytest.param("stratagy", "strategy", set(), id="the nearest word"),
        pytest.param("organization", None, set(), id="the other spelling"),
        pytest.param("ics", None, {ICS}, id="an acronym"),
    ],
)
def test_nothing_is_widened_without_leave_but_the_nearest_is_suggested(
    minutes: ms.Index, query: str, suggestion: str | None, found: set[str]
) -> None:
    results = minutes.search(query, expand=False)
    assert ({}, (), suggestion) == (results.expansions, results.approximate, results.suggestion)
    assert found == texts(results)


def index_of(folder: Path, *texts: str) -> ms.Index:
    passages = tuple(ms.Passage(text=text) for text in texts)
    index = ms.create_index(folder)
    index.add(ms.Meeting(body="Board", items=(ms.AgendaItem(title="Reports", passages=passages),)))
    return index


@pytest.mark.parametrize(
    ("query", "expansions"),
    [
        pytest.param("local plan", {"local plan": ("LP",)}, id="one of two words and nothing else"),
        pytest.param("adopted local plan", {"local plan": ("LP",)}, id="behind another word"),
        pytest.param(
            "local plan integrated care system",
            {"local plan": ("LP",), "integrated care system": ("ICS",)},
            id="one right behind another",
        ),
        pytest.param(
            "integrated care system local plan",
            {"local plan": ("LP",), "integrated care system": ("ICS",)},
            id="the other way round",
        ),
    ],
)
def test_long_forms_are_found_wherever_they_are_typed(
    tmp_path: Path, query: str, expansions: dict[str, tuple[str, ...]]
) -> None:
    with index_of(tmp_path / "index", "The Local Plan (LP) was adopted.", ICS) as index:
        assert expansions == index.search(query, match="any").expansions


@pytest.mark.parametrize("query", ["local plan", '"local plan"', "lp"])
@pytest.mark.parametrize("match", ["all", "any"])
def test_either_form_finds_the_passages_with_the_other_alone(tmp_path: Path, match: str, query: str) -> None:
    """Also where every word must be found: the short form stands for all words of the long one."""
    passages = ("The Local Plan (LP) was adopted.", "The LP is out of date.", "Our Local Plan is new.")
    with index_of(tmp_path / "index", *passages, "The café is local.") as index:
        found = texts(index.search(query, match=match))
        assert set(passages) <= found
        assert ((match, query) == ("any", "local plan")) == ("The café is local." in found)


def test_a_match_by_another_word_counts_less_than_one_by_the_word(tmp_path: Path) -> None:
    with index_of(
        tmp_path / "index",
        "The Care Quality Commission (CQC) wrote.",
        "The CQC came again.",
        "The Care Quality Commission came again.",
    ) as index:
        for query, first in (("CQC", "The CQC came again."), ('"Care Quality Commission"', "The Care Quality")):
            found = [hit.passage.text for hit in index.search(query).hits]
            assert 3 == len(found)
            assert found.index(next(text for text in found if text.startswith(first))) < 2


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        pytest.param("abcd*", None, id="as many as there may be"),
        pytest.param("abc*", (1, "1,025"), id="one more"),
        pytest.param("abcd* abce*", (7, "1,025"), id="one more with those before"),
    ],
)
def test_beginnings_stand_for_so_many_words_and_no_more(
    tmp_path: Path, query: str, refused: tuple[int, str] | None
) -> None:
    words = " ".join(f"abcd{number:04}" for number in range(1_024))
    with index_of(tmp_path / "index", f"{words} abce") as index:
        if refused is None:
            assert 1 == index.search(query).total
            return
        with pytest.raises(ms.QueryError, match=f"stands for {refused[1]} words") as caught:
            index.search(query, match="any")
        assert refused[0] == caught.value.column


def test_of_the_nearest_words_the_frequent_one_is_looked_for_and_rarer_ones_are_offered(tmp_path: Path) -> None:
    texts = ["The flooding of the road was raised."] * 9 + ["Flowing into a full river.", "Folding chairs."]
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(
            ms.Meeting(
                body="Roads",
                items=tuple(ms.AgendaItem(passages=(ms.Passage(text=text),)) for text in texts),
            )
        )
        results = index.search("floding")
    assert results.expansions == {"floding": ("flooding",)}
    assert results.total == 9
    assert results.notes == ("Near “floding” too, and not looked for: flowing, folding.",)


@pytest.mark.parametrize("match", ["all", "any"])
def test_of_near_words_about_as_frequent_the_first_counts_most_though_another_is_rarer(
    tmp_path: Path, match: Literal["all", "any"]
) -> None:
    flooding = ["The flooding of Mill Lane was raised by residents.", "Flooding again.", "The cellar is flooding."]
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(
            ms.Meeting(
                body="Roads",
                items=tuple(
                    ms.AgendaItem(passages=(ms.Passage(text=text),))
                    for text in ["Flowing traffic.", "Water was flowing over the weir.", *flooding]
                ),
            )
        )
        results = index.search("floding", match=match)
    assert results.expansions == {"floding": ("flooding", "flowing")}
    assert {hit.passage.text for hit in results[:3]} == set(flooding)
