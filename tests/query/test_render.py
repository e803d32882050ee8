"""A query said back is what was understood, and reads back to it."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from minutesearch.analysis.lexical.units import query_units
from minutesearch.errors import QueryError
from minutesearch.query import ParsedQuery, parse_query, render_query


def parse(text: str, match: str = "all") -> ParsedQuery:
    return parse_query(text, units=query_units, match=match)


SAID_BACK = {
    "exclusion": ("voluntary -sector", "voluntary -sector", "voluntary -sector"),
    "phrase": ("“social prescribing”", '"social prescribing"', '"social prescribing"'),
    "filter": ("kind:decision letter", "letter kind:decision", "letter kind:decision"),
    "words": ("letter to MPs", "letter MPs", "letter OR MPs"),
    "words and filter": ("letter MPs Kind:Motion", "letter MPs kind:Motion", "(letter OR MPs) kind:Motion"),
    "what OR binds": (
        "parking school OR college",
        "parking (school OR college)",
        "parking OR school OR college",
    ),
    "required": ("+plan levy", "plan levy", "+plan MAYBE levy"),
    "both required": ("plan AND levy", "plan AND levy", "+plan +levy"),
    "mixed": ("plan OR levy AND tax", "plan OR (levy AND tax)", "plan OR (+levy +tax)"),
    "punctuation goes": ("Mr. Badu's plan (2020)?", "Mr Badu's plan 2020", "Mr OR Badu's OR plan OR 2020"),
    "stop word kept": ("+the plan", "+the plan", "+the MAYBE plan"),
    "stop words alone": ("to the", "to the", "to OR the"),
    "negative alone": ("NOT sector", "-sector", "-sector"),
    "negative in a union": ("plan OR -sector", "plan OR NOT sector", "plan OR NOT sector"),
    "distance": ('"letter MPs"~5', '"letter MPs"~5', '"letter MPs"~5'),
    "prefix": ("[prescri*],", "prescri*", "prescri*"),
    "a word like an operator": ("plan NOT,", "plan 'NOT'", "plan OR 'NOT'"),
    "words typed apart": ("5 (million)", "5, million", "5 OR million"),
    "browsing": (" ", "", ""),
    "dates": ("plan date:..2020-06", "plan date:..2020-06", "plan date:..2020-06"),
    "value in quotes": ("said-by:“Mr  Badu”", 'said_by:"Mr Badu"', 'said_by:"Mr Badu"'),
    "a bracket excluded": ("plan -(levy tax)", "plan -(levy tax)", "plan -(levy OR tax)"),
}


@pytest.mark.parametrize(("text", "said", "_"), SAID_BACK.values(), ids=SAID_BACK)
def test_a_query_is_said_back(text: str, said: str, _: str) -> None:
    assert said == render_query(parse(text))


@pytest.mark.parametrize(("text", "_", "said"), SAID_BACK.values(), ids=SAID_BACK)
def test_a_query_for_any_word_is_said_back_with_its_operators(text: str, _: str, said: str) -> None:
    assert said == render_query(parse(text, "any"))


WORDS = """
    plan Plans levy the of IT A NOT, OR. Covid-19 health;social M&S £5.4 million 5 2 per cent 50% MC/21/0302
    prescri* co-prod* kind:decision said_by:Badu date:2020.. date:2020-01 10:30 ? - people's http://x.org/a
    N.H.S. (s) ,x:y@z.org "plan" "levy"~2 “plan”
"""
QUOTED = [
    "K & M",
    '"social prescribing"',
    '"the plan levy"~3',
    '"Covid-19 plan"',
    'body:"Health Board"',
    "“to be”",
]
ATOMS = st.sampled_from([*WORDS.split(), *QUOTED])
TEXTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("{} OR {}".format, inner, inner),
        st.builds("{} AND {}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("{} MAYBE ({})".format, inner, inner),
        st.sampled_from(["+", "-", "NOT ", "MAYBE "]).flatmap(
            lambda sign: inner.map(lambda text: f"{sign}({text})")
        ),
        st.sampled_from(["+", "-", "NOT "]).flatmap(lambda sign: inner.map(sign.__add__)),
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(["all", "any"]), st.sampled_from(["all", "any"]))
@example("-x A budget", "all", "all")
@example("the MAYBE (of to)", "all", "all")
@example("(the AND of) OR to", "any", "all")
@example("-(the -(the))", "all", "all")
@example("AND, THE", "all", "all")
@example('IT "budget"', "any", "all")
def test_what_is_said_back_reads_back_to_the_same(text: str, match: str, again: str) -> None:
    try:
        parsed = parse(text, match)
    except QueryError:
        assume(False)
    said = render_query(parsed)
    # What was read with "all" says its words side by side, and needs "all" again; "any" is said for both.
    reread = parse(said, "all" if match == "all" else again)

    assert parsed.tree == reread.tree
    assert parsed.filters == reread.filters
    assert said == render_query(reread) or match != again


def test_a_query_of_any_word_reads_back_without_it_mattering_how() -> None:
    said = render_query(parse("+plan levy tax -sector", "any"))

    assert parse(said, "any").tree == parse(said, "all").tree
