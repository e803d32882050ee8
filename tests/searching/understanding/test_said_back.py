"""What was asked is said back whole: filters too, and so that it reads back to the same hits."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minutesearch as ms


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("strategy", {"said_by": "Badu"}, "strategy said_by:Badu"),
        (
            "strategy",
            {"said_by": "Vincent Badu", "since": "2020"},
            'strategy said_by:"Vincent Badu" date:2020-01-01..',
        ),
        ("", {"kind": ("decision", "motion")}, "(kind:decision OR kind:motion)"),
        ("strategy OR plan", {"kind": "motion"}, "strategy OR plan kind:motion"),
        ("plan kind:motion", {"until": "2020-01-31"}, "plan kind:motion date:..2020-01-31"),
        ("plan", {"body": 'The "Health" Board'}, 'plan body:"The Health Board"'),
        ("plan", {"item": "=5A"}, 'plan item:"=5A"'),
        ("plan", {}, "plan"),
        ("strategy?", {"kind": "motion"}, "kind:motion strategy?"),
        ("what changed", {"kind": "motion"}, "kind:motion changed?"),
    ],
)
def test_filters_are_said(index: ms.Index, query: str, filters: dict[str, Any], expected: str) -> None:
    assert expected == index.search(query, match="all", **filters).query


_WORDS = st.lists(
    st.sampled_from(["strategy", "care", "the", "OR", "AND", "-trust", "vol*", '"health board"', "plan"])
)
_QUERIES = st.one_of(
    _WORDS.map(" ".join),
    st.sampled_from(
        [
            "What did the Chair say about prescribing?",
            "letter MPs MAYBE housing",
            "co-production,workforce",
            "kind:motion",
        ]
    ),
)
_FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "said_by": st.sampled_from(["Badu", "the Chair", "=Chair", ["Badu", "Chair"], "Nobody", 'Mr "B"']),
        "kind": st.sampled_from(["motion", "decision", ["question", "answer", "discussion"]]),
        "item": st.sampled_from(["Kent and Medway", "strategy", "12"]),
        "since": st.sampled_from(["2019", "2020-10-07"]),
        "until": st.sampled_from(["2022", "7 October 2021"]),
        "match": st.sampled_from(["all", "any", "auto"]),
    },
)


@settings(max_examples=150)
@given(query=_QUERIES, filters=_FILTERS)
def test_what_is_said_reads_back_to_the_same_hits(index: ms.Index, query: str, filters: dict[str, Any]) -> None:
    try:
        asked = index.search(query, limit=100, **filters)
    except ms.QueryError:
        return
    again = index.search(asked.query, limit=100, match="all")
    assert {hit.passage.id for hit in asked} == {hit.passage.id for hit in again}
    assert asked.total == again.total


@pytest.mark.parametrize(
    "text",
    [
        'He said: "vote now',
        "What about A&E (casualty?",
        "NOT",
        "AND OR",
        "***",
        "kind:foo (",
        "date:never",
        ")(",
        "flood* NEAR/3",
        "\x00\ud800",
        "strategy " * 50_000,
        "x" * 100_000,
        "",
    ],
)
def test_plain_text_is_never_refused(index: ms.Index, text: str) -> None:
    results = index.search(text, syntax="plain")
    assert results.total >= 0
    assert sum(1 for _ in index.scan(text, syntax="plain")) == results.total


@given(text=st.text())
def test_no_text_is_refused_as_plain(index: ms.Index, text: str) -> None:
    index.search(text, syntax="plain", limit=1)


def test_the_words_of_plain_text_are_looked_for(index: ms.Index) -> None:
    plain = index.search('the "integrated care strategy (draft', syntax="plain")
    assert plain.hits == index.search("integrated care strategy draft").hits
    assert index.search("***", syntax="plain").total == 0


def test_a_syntax_that_does_not_exist_is_an_error(index: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError, match="syntax has no choice 'plane': query, plain; did you mean 'plain'"):
        index.search("care", syntax="plane")  # type: ignore[arg-type]  # what is wrong


ASKED = (
    *(
        "",
        "what did Badu say about primary care",
        "What about the strategy?",
        "letter MPs",
        "Badu apologies gallery",
    ),
    *('"motion fell"', "strategy -trust", "care OR trust", "care kind:decision", 'describe "voluntary sector"'),
    *(
        "(care OR trust) strategy",
        "NOT care",
        "why MAYBE care strategy",
        "zzz qqq",
        "ICS xyzzy",
        "***",
        "AND care",
    ),
)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": "decision"},
    {"kind": ["decision", "answer"]},
    {"said_by": ["Badu", "=The Chair"], "until": "2020"},
    {"item": 'the "big" one'},
    {"council": ["Kent (North)", "Medway"], "kind": "answer"},
)


@pytest.mark.parametrize("match", ["auto", "all", "any"])
@pytest.mark.parametrize("syntax", ["query", "plain"])
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_all_that_was_asked_reads_back_to_the_same_hits(
    index: ms.Index, filters: dict[str, Any], match: Any, syntax: Any
) -> None:
    for asked in ASKED:
        try:
            results = index.search(asked, match=match, syntax=syntax, limit=100, **filters)
        except ms.QueryError:
            assert syntax == "query"
            continue
        again = index.search(results.query, limit=100)
        found, expected = ([hit.passage.id for hit in each] for each in (again, results))
        assert set(found) == set(expected), (asked, results.query)
        # Alternatives of a filter stand beside the words in the tree that is read back, and not apart from it.
        assert found == expected or any(isinstance(each, list) for each in filters.values()), (
            asked,
            results.query,
        )


def test_every_word_asked_for_in_vain_is_not_tried_with_any_when_read_back(index: ms.Index) -> None:
    results = index.search("Badu apologies gallery", match="all")
    assert (results.total, results.query) == (0, "Badu AND apologies AND gallery")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("NEAR/5 gallery strategy", "'NEAR/5' AND gallery AND strategy", id="before"),
        pytest.param("gallery strategy NEAR/5", "gallery AND strategy AND 'NEAR/5'", id="behind"),
        pytest.param("MAYBE care gallery w/3", "+gallery +'w/3' MAYBE care", id="as small letters"),
        pytest.param("kind:motion what be", "(what AND be kind:motion)", id="behind a filter"),
    ],
)
def test_words_that_elsewhere_are_operators_stay_words_that_are_all_wanted(
    index: ms.Index, query: str, said: str
) -> None:
    results = index.search(query, match="all")
    assert 0 == results.total
    assert said == results.query
    assert 0 == index.search(results.query).total


_PIECES = st.sampled_from(
    [
        *(
            "strategy",
            "care",
            "the",
            "be",
            "what",
            "why",
            "gallery",
            "qqq",
            "plan",
            "Badu",
            "1st",
            "21st",
            "5",
            "million",
        ),
        *(
            "NEAR",
            "NEAR/5",
            "ONEAR/2",
            "ADJ3",
            "WITHIN/4",
            "PRE/2",
            "w/3",
            "p/s",
            "MAYBE",
            "AND",
            "OR",
            "NOT",
            "&&",
            "||",
        ),
        *(
            "-trust",
            "–bench",
            "+the",
            "+care",
            "vol*",
            '"health board"',
            '"letter MPs"~5',
            "(",
            ")",
            "?",
            "~",
            "^2",
        ),
        *("kind:motion", "said_by:Badu", "wellbeing", "co-production", "s.106", "£5.4m"),
    ]
)


@settings(max_examples=300)
@given(pieces=st.lists(_PIECES, min_size=1, max_size=6), match=st.sampled_from(["all", "any", "auto"]))
def test_whatever_is_typed_reads_back_to_the_same_hits(index: ms.Index, pieces: list[str], match: Any) -> None:
    try:
        asked = index.search(" ".join(pieces), match=match, limit=100)
    except ms.QueryError:
        return
    again = index.search(asked.query, limit=100)
    assert {hit.passage.id for hit in asked} == {hit.passage.id for hit in again}
    assert asked.total == again.total
