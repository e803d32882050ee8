"""What cannot be read as a query, where it goes wrong, and that nothing else ever comes of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minutesearch.analysis.lexical.units import query_units
from minutesearch.errors import QueryError
from minutesearch.query import FIELDS, ParsedQuery, parse_query

ERRORS = {
    "unclosed quotation": ('plan "social care', 6, "the quotation mark is never closed"),
    "unclosed curly quotation": ("“social care", 1, "the quotation mark is never closed"),
    "unclosed quotation after a pair": ('"a plan" "levy', 10, "the quotation mark is never closed"),
    "unclosed value": ('kind:"decision', 6, "the quotation mark is never closed"),
    "unclosed bracket": ("plan (levy OR", 12, "OR has nothing after it"),
    "unclosed outer bracket": ("plan ((levy)", 6, "this bracket is never closed"),
    "closing bracket": ("plan levy)", 10, "this bracket closes none"),
    "AND first": ("AND plan", 1, "AND has nothing before it"),
    "OR last": ("plan OR", 6, "OR has nothing after it"),
    "OR in brackets": ("plan (OR levy)", 7, "OR has nothing before it"),
    "two operators": ("plan AND OR levy", 6, "AND has nothing after it"),
    "NOT alone": ("plan NOT", 6, "NOT has nothing after it"),
    "NOT before AND": ("NOT AND plan", 1, "NOT has nothing after it"),
    "minus before AND": ("plan -AND levy", 6, "- has nothing after it"),
    "MAYBE beside OR": ("plan OR MAYBE levy", 9, "MAYBE cannot stand beside OR"),
    "unknown field": ("plan minister:badu", 6, 'there is no field "minister"'),
    "field nearly known": ("plan sad_by:badu", 6, 'did you mean "said_by"?'),
    "excluded unknown field": ("plan -minister:badu", 7, 'there is no field "minister"'),
    "said by, not said_by": ("said by:badu", 6, 'there is no field "by"'),
    "kind": ("plan kind:decison", 11, 'kind is never "decison" (did you mean "decision"?)'),
    "decision type": ("decision_type:nothing", 15, "it is one of noted, agreed"),
    "value in brackets": ("kind:(decision OR motion)", 6, 'kind: takes one value, kind:word or kind:"two words"'),
    "value without a word": ('said_by:" ? "', 11, "said_by: needs a word"),
    "value with a star": ("plan said_by:bad*", 17, "said_by: takes no *"),
    "star before a word": ("plan *tion", 6, "a * can stand only at the end of a word"),
    "star within a word": ("wom*n", 4, "a * can stand only at the end of a word"),
    "two stars": ("plan**", 5, "a * can stand only at the end of a word"),
    "short prefix": ("plan ab*", 8, "a * needs at least 3 letters before it"),
    "prefix of two words": ("health;soc*", 11, "a * needs one plain word before it"),
    "distance": ('"a plan"~101', 10, "~ takes at most 100 words"),
    "no such day": ("plan date:2021-02-29", 11, 'there is no such date as "2021-02-29"'),
    "no such month": ("date:2020-01..2020-13", 15, 'there is no such date as "2020-13"'),
    "no such British day": ("date:31/11/2020", 6, 'there is no such date as "31/11/2020"'),
    "no date": ("date:sometime", 6, '"sometime" is no date; write 2020'),
    "no date in a range": ("date:2020..soon", 12, '"soon" is no date'),
    "only dots": ("date:..", 6, "a date is wanted here"),
    "backward range": ("date:2021..2020", 6, '"2021..2020" ends before it begins'),
    "only punctuation": ("  ??? !", 3, "there is no word here to search for"),
    "only an empty bracket": ("()", 1, "there is no word here to search for"),
    "only empty quotation marks": ('""', 1, "there is no word here to search for"),
}


@pytest.mark.parametrize(("text", "column", "reason"), ERRORS.values(), ids=ERRORS)
def test_an_error_says_what_is_wrong_and_in_which_column(text: str, column: int, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text, units=query_units)

    assert reason in caught.value.reason
    assert column == caught.value.column
    assert text == caught.value.query


def test_an_unknown_field_names_all_that_there_are() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("foo:bar", units=query_units)

    assert all(name in caught.value.reason for name in FIELDS)


LIMITS = {
    "length": ("plan" + " " * 2044, "plan" + " " * 2045, 2049),
    "words": ("plan " * 64, "plan " * 65, 321),
    "words of a phrase": (f'"{"plan " * 64}"', f'plan "{"levy " * 64}"', 7),
    "parts of words": ("co-production " * 32, "co-production " * 32 + "plan", 449),
    "filters": ("item:5 " * 64, "item:5 " * 65, 449),
    "depth": ("(" * 20 + "plan" + ")" * 20, "(" * 21 + "plan" + ")" * 21, 21),
    "stop words do not count": ("the plan " * 64, "the plan " * 64 + "levy", 577),
}


@pytest.mark.parametrize(("within", "beyond", "column"), LIMITS.values(), ids=LIMITS)
def test_limits_are_exact(within: str, beyond: str, column: int) -> None:
    assert isinstance(parse_query(within, units=query_units), ParsedQuery)
    with pytest.raises(QueryError) as caught:
        parse_query(beyond, units=query_units)
    assert column == caught.value.column


def test_a_query_too_deep_to_be_said_back_is_refused() -> None:
    text = "plan levy OR (" * 11 + "plan AND tax" + ")" * 11

    with pytest.raises(QueryError, match="nested too deeply"):
        parse_query(text, units=query_units)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2048,
        "((((" * 10_000,
        "NOT " * 512,
        "NOT " * 511 + "plan",
        "-(" * 1024,
        '"' * 2047,
        "[" * 2048,
        "*" * 2048,
    ],
    ids=["brackets", "ten thousand", "NOT", "NOT plan", "minus", "quotes", "square", "stars"],
)
def test_chains_neither_overflow_nor_crawl(text: str) -> None:
    _check(text)


SIGNS = "“”()+-*~:.,?![]/&£% \"'’\t\n_ñß٣\u200b\u0301😀"
WORDS = """
    AND OR NOT MAYBE the plan Covid-19 £5.4 million per cent kind: date: 2020 .. decision said_by: IT A co ~3 http://
"""
PIECES = st.sampled_from([*SIGNS, *WORDS.split()])


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
@example("\x00")
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    _check(text)


@settings(max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_the_longest_texts_are_read_quickly(text: str) -> None:
    _check("plan")  # what is loaded or remembered at first is not what is measured
    text = (text * 2048)[:2048]
    seconds = []
    for _ in range(3):
        before = time.thread_time()
        _check(text)
        seconds.append(time.thread_time() - before)

    # Twice 20 ms at the worst; ten times that when coverage is traced. Anything quadratic takes far longer.
    assert min(seconds) < 0.5


def _check(text: str) -> None:
    for match in ("all", "any"):
        column = 1
        try:
            parse_query(text, units=query_units, match=match)
        except QueryError as error:
            column = error.column
        assert 1 <= column <= len(text) + 1
