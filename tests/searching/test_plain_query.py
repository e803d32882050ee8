"""Plain queries: the short way to their plan comes to the same as reading and expanding them as a whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.engine import Deadline
from minutesearch.searching import make_options, search
from minutesearch.searching.plan import Plan, make_plan, plan_as_a_whole
from minutesearch.searching.store import DocumentStore

#: Words of the minutes of `conftest`: plain ones, stop words, an acronym, parts of its long form, names of those
#: who speak, words with another spelling or form, unknown ones, and words that ask.
WORDS = (
    *("parking", "strategy", "care", "system", "integrated", "ics", "badu", "chair", "report", "noted"),
    *("scheme", "street", "permission", "granted", "winter", "plan", "write", "officers", "parkings"),
    *("the", "of", "to", "be", "or", "not", "no", "and", "what", "describe", "colour", "color", "organization"),
    *("stratagy", "shceme", "parkinh", "xyzzyxyzzy", "say", "people", "person", "ns", "minutes", "well", "being"),
    *(
        "building",
        "councillor",
        "been",
        "were",
        "have",
        "committee",
        "Parking",
        "Street",
        "The",
        "May",
        "Ics",
        "Not",
        "Or",
        "Near",
        "Well",
        "What",
        "First",
        "Colour",
        "Stratagy",
    ),
    *("first", "second", "twenty", "may", "carpark", "park", "wrote", "grant", "men", "man", "highstreet"),
)
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=2, max_size=4).map(lambda each: f'"{" ".join(each)}"')
prefixes = words.filter(lambda word: len(word) > 2).map(lambda word: f"{word[:4]}*")
queries = st.lists(st.one_of(words, words, words, phrases, prefixes), min_size=1, max_size=7).map(" ".join)
chosen = st.fixed_dictionaries(
    {},
    optional={
        "match": st.sampled_from(["all", "any"]),
        "expand": st.booleans(),
        "sort": st.sampled_from(["newest", "oldest"]),
        "group": st.sampled_from(["item", "meeting"]),
        "kind": st.sampled_from(["decision", "discussion"]),
        "since": st.just("2025"),
        "facets": st.just(("kind", "year", "said_by")),
        "context": st.just(1),
        "offset": st.just(1),
    },
)


def store_of(index: ms.Index) -> DocumentStore:
    with index._reading() as store:
        return store


def options_of(**given: Any) -> Any:
    names = ("council", "body", "kind", "decision_type", "said_by", "mentions", "item")
    plain = {"limit": 10, "offset": 0, "since": None, "until": None, "match": "auto", "sort": "relevance"}
    plain |= {"group": None, "context": 0, "facets": (), "facet_limit": None, "expand": True, "deadline_ms": None}
    return make_options(
        filters={name: given.get(name) for name in names},
        **plain | {name: value for name, value in given.items() if name not in names},
    )


def same_plan(plan: Plan) -> tuple[object, ...]:
    """Return what of a plan decides what is found and said."""
    request, expanded = plan.request, plan.expanded
    return (
        *(plan.match, plan.text, plan.match_matters, plan.filters, plan.question, plan.is_wordless, plan.asides),
        *(repr(request.tree), request.tree == expanded.tree, repr(request.filters), dict(request.typed)),
        *(request.speakers, request.is_question, request.seeds, request.facets, request.sort, request.group),
        *(expanded.expansions, expanded.approximate, expanded.suggestion, expanded.notes),
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, match=st.sampled_from(["all", "any"]), given=chosen)
def test_both_ways_make_the_same_plan(minutes: ms.Index, query: str, match: Any, given: dict[str, Any]) -> None:
    store, options = store_of(minutes), options_of(**given)
    short = make_plan(store, query, options, match, Deadline(None))
    assert same_plan(plan_as_a_whole(store, query, options, match, Deadline(None))) == same_plan(short)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, match=st.sampled_from(["all", "any"]), given=chosen)
def test_both_ways_make_the_same_plan_of_plain_text(
    minutes: ms.Index, query: str, match: Any, given: dict[str, Any]
) -> None:
    store, options = store_of(minutes), options_of(syntax="plain", **given)
    short = make_plan(store, query, options, match, Deadline(None))
    assert same_plan(plan_as_a_whole(store, query, options, match, Deadline(None))) == same_plan(short)


def test_bare_words_of_plain_text_take_the_short_way(minutes: ms.Index) -> None:
    plan = make_plan(store_of(minutes), " parking  scheme\n", options_of(syntax="plain"), "any", Deadline(None))
    assert plan.parsed is None
    assert plan.text == "parking scheme"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, given=chosen)
def test_both_ways_find_the_same(
    minutes: ms.Index, monkeypatch: pytest.MonkeyPatch, query: str, given: dict[str, Any]
) -> None:
    store, options = store_of(minutes), options_of(**given)
    short = search(store, query, options)
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules[search.__module__], "make_plan", plan_as_a_whole)
        whole = search(store, query, options)
    told = [
        {**found.to_dict(), "elapsed_ms": 0, "parts": [found.explain(hit).parts for hit in found]}
        for found in (whole, short)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("parking scheme", id="words"),
        pytest.param("the parking of the street", id="with stop words"),
        pytest.param("Parking on The Street", id="words with a capital"),
        pytest.param('"high street"', id="a phrase"),
        pytest.param("park*", id="a prefix"),
        pytest.param('winter "high street" park* the', id="all of them"),
        pytest.param("integrated system care", id="an acronym's words in another order"),
        pytest.param("ics parking", id="an acronym"),
        pytest.param("color scheme", id="another spelling"),
        pytest.param("parking stratagy", id="a misspelt word"),
    ],
)
def test_plain_words_phrases_and_prefixes_take_the_short_way(minutes: ms.Index, query: str) -> None:
    plan = make_plan(store_of(minutes), query, options_of(kind="decision"), "all", Deadline(None))
    assert plan.parsed is None


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("integrated care system parking", id="a long form"),
        pytest.param("twenty first parking", id="words that are one ordinal"),
        pytest.param("badu parking", id="the name of someone who speaks"),
        pytest.param("what was granted", id="a question"),
        pytest.param("to be or not to be", id="nothing but stop words and a negation"),
        pytest.param("PARKING scheme", id="a word in capitals"),
        pytest.param("parking -street", id="an operator"),
        pytest.param("kind:decision parking", id="a typed filter"),
        pytest.param("covid-19", id="a word of parts"),
        pytest.param("", id="nothing"),
    ],
)
def test_whatever_means_more_than_its_words_is_read_as_a_whole(minutes: ms.Index, query: str) -> None:
    plan = make_plan(store_of(minutes), query, options_of(), "all", Deadline(None))
    assert plan.parsed is not None


def test_prefixes_that_stand_for_too_many_words_together_are_refused_as_ever(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    ends = [one + other for one in letters for other in letters]
    passages = tuple(ms.Passage(text=" ".join(start + end for end in ends)) for start in ("park", "road"))
    with ms.create_index(tmp_path / "index") as index:
        index.add(ms.Meeting(body="Roads", items=(ms.AgendaItem(title="x", passages=passages),)))
        assert 1 == index.search("park*").total == index.search("road*").total
        with pytest.raises(ms.QueryError, match="stands for 1,352 words") as refused:
            index.search("park* road*")
        assert 7 == refused.value.column


def test_a_change_of_the_index_changes_what_its_words_are(tmp_path: Path) -> None:
    def meeting(*texts: str) -> ms.Meeting:
        passages = tuple(ms.Passage(text=text) for text in texts)
        return ms.Meeting(body=texts[0], items=(ms.AgendaItem(title="x", passages=passages),))

    with ms.create_index(tmp_path / "index") as index:
        index.add(meeting("The drains were cleared."))
        assert {} == index.search("drains sts").expansions
        index.add(meeting("The Sewage Treatment Site (STS) was closed."))
        assert {"sts": ("Sewage Treatment Site",)} == index.search("drains sts").expansions
