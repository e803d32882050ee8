"""Where a query is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis.lexical.units import query_units
from minutesearch.query.lexer import lex, lex_with_units

KINDS = {
    "words": ("plan levy", ["word", "word"]),
    "hyphens and dashes": ("Covid-19 a - b", ["word", "word", "word", "word"]),
    "signs": ("+plan -levy", ["sign", "word", "sign", "word"]),
    "dashes that a phone makes of signs": ("plan –levy −rent", ["word", "sign", "word", "sign", "word"]),
    "signs in brackets": ("(-plan)", ["open", "sign", "word", "close"]),
    "signs after words": ("C++ 50+ a-b", ["word", "word", "word"]),
    "two signs": ("--plan", ["word"]),
    "apostrophes": ("'plan' Badu's members’", ["word", "word", "word"]),
    "distance": ('"a b"~5 "a"~', ["quoted", "quoted", "word"]),
    "operators": ("a AND b and ANDY AND.", ["word", "operator", "word", "word", "word", "word"]),
    "operators at brackets": ("(a)OR(b)", ["open", "word", "close", "operator", "open", "word", "close"]),
    "known fields": ("kind:x BODY:“a b” said-by:y", ["field", "field", "field"]),
    "unknown fields": ("foo:bar foo-bar:2", ["unknown", "word", "unknown", "word"]),
    "no fields": ("Item: 10:30 http://x.y Re: a::b :c x.y:z", ["word"] * 7),
    "field after a sign": ("-kind:x", ["sign", "field"]),
    "stars": ("ab* *b a*b * ** a,*", ["starred", "starred", "starred", "word", "word", "word"]),
    "unclosed": ('a "b c', ["word", "unclosed", "word", "word"]),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.values(), ids=KINDS)
def test_lexemes_have_kinds(text: str, kinds: list[str]) -> None:
    assert [*kinds, "end"] == [lexeme.kind for lexeme in lex(text)]


@given(st.text())
def test_lexemes_are_the_text_without_white_space(text: str) -> None:
    lexemes = lex(text)

    assert all(text[lexeme.start : lexeme.end] == lexeme.text for lexeme in lexemes)
    outside = list(text)
    for lexeme in lexemes:
        outside[lexeme.start : lexeme.end] = [" "] * len(lexeme.text)
    assert "" == "".join(outside).strip()


def test_words_that_make_one_unit_are_one_lexeme() -> None:
    lexemes = lex_with_units("+£5.4 million budget 2 per cent", query_units)

    assert [[], ["£5.4 million"], ["budget"], ["2 per cent"], []] == [
        [unit.surface for unit in lexeme.units] for lexeme in lexemes
    ]


def test_a_quotation_between_two_words_keeps_them_apart() -> None:
    lexemes = lex_with_units('5 "levy" million', query_units)

    assert ["5", "million"] == [unit.surface for lexeme in lexemes for unit in lexeme.units]


def test_a_sign_before_mere_punctuation_does_not_reach_the_next_word() -> None:
    assert ["word", "word", "end"] == [lexeme.kind for lexeme in lex_with_units("plan -? levy", query_units)]
