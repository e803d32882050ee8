"""What queries mean: trees, filters and words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis.lexical.units import query_units
from minutesearch.query import Alternatives, Boosted, DateRange, Form, Near, ParsedQuery, parse_query, parser
from minutesearch.query.nodes import And, Every, Not, Or, Phrase, Prefix, Query, Term, TermRange, place_of


def parse(text: str, match: str = "all") -> ParsedQuery:
    return parse_query(text, units=query_units, match=match)


def stem(text: str) -> Term:
    return Term("any", text)


def exact(text: str) -> Term:
    return Term("any_exact", text)


COVID = Alternatives([Phrase("any", ["covid", "19"]), stem("covid19")])

BOTH_WAYS = {
    "a word": ("plans", stem("plan")),
    "a phrase keeps stems in order": ('"social prescribing"', Phrase("any", ["social", "prescrib"])),
    "curly quotes": ("“social prescribing”", Phrase("any", ["social", "prescrib"])),
    "low and angle quotes": ("„social prescribing»", Phrase("any", ["social", "prescrib"])),
    "a quoted word is that form": ('"Plans"', exact("plans")),
    "stop words stay in a phrase": ('"end of life"', Phrase("any", ["end", "of", "life"])),
    "a hyphenated word": ("Covid-19", COVID),
    "a quoted hyphenated word": ('"Covid-19"', Phrase("any_exact", ["covid", "19"])),
    "a phrase with a hyphenated word": (
        '"Covid-19 response"',
        Alternatives([Phrase("any", ["covid", "19", "respons"]), Phrase("any", ["covid19", "respons"])]),
    ),
    "a distance": ('"letter MPs"~5', Near("any", ["letter", "mp"], 5)),
    "a distance of none": ('"letter MPs"~0', Near("any", ["letter", "mp"], 0)),
    "a distance with one word is no distance": ('"letter"~5', exact("letter")),
    "a prefix": ("prescri*", Prefix("any_exact", "prescri")),
    "a prefix before a comma": ("(Prescri*,)", Prefix("any_exact", "prescri")),
    "a prefix over a hyphen is written together": ("co-prod*", Prefix("any_exact", "coprod")),
    "an amount over a space": ("£5.4 million", stem("£5.4m")),
    "AND": ("plan AND budget", And([stem("plan"), stem("budget")])),
    "OR": ("plan OR budget", Or([stem("plan"), stem("budget")])),
    "NOT": ("plan NOT budget", And([stem("plan"), Not(stem("budget"))])),
    "AND binds tighter than OR": (
        "plan OR budget AND rent",
        Or([stem("plan"), And([stem("budget"), stem("rent")])]),
    ),
    "brackets": ("(plan OR budget) AND rent", And([Or([stem("plan"), stem("budget")]), stem("rent")])),
    "needless brackets": ("((plan) AND (budget AND (rent)))", And([stem("plan"), stem("budget"), stem("rent")])),
    "a union in a union": (
        "plan OR (budget OR rent)",
        Or([stem("plan"), stem("budget"), stem("rent")]),
    ),
    "exclusion alone is everything but": ("-sector", And([Every(), Not(stem("sector"))])),
    "NOT alone": ("NOT sector", And([Every(), Not(stem("sector"))])),
    "two exclusions": ("-plan -rent", And([Every(), Not(stem("plan")), Not(stem("rent"))])),
    "exclusion comes last": ("-plan budget", And([stem("budget"), Not(stem("plan"))])),
    "an excluded phrase": ('plan -"the rent"', And([stem("plan"), Not(Phrase("any", ["the", "rent"]))])),
    "an excluded bracket": (
        "plan -(budget OR rent)",
        And([stem("plan"), Not(Or([stem("budget"), stem("rent")]))]),
    ),
    "an excluded stop word stays": ("plan -the", And([stem("plan"), Not(stem("the"))])),
    "exclusion in a union": ("plan OR -budget", Or([stem("plan"), And([Every(), Not(stem("budget"))])])),
    "NOT twice is none": ("NOT NOT plan", stem("plan")),
    "NOT three times is once": ("NOT NOT NOT plan", And([Every(), Not(stem("plan"))])),
    "minus of minus": ("-(-plan)", stem("plan")),
    "both required": ("+plan +budget", And([stem("plan"), stem("budget")])),
    "a stop word is dropped": ("the plan", stem("plan")),
    "a stop word is dropped beside an operator": ("plan OR the", stem("plan")),
    "a stop word alone stays": ("the", stem("the")),
    "a stop word with nothing else wanted stays": ("the -plan", And([stem("the"), Not(stem("plan"))])),
    "MAYBE ranks": ("+plan MAYBE budget", Boosted(stem("plan"), stem("budget"))),
    "MAYBE alone asks": ("MAYBE plan", stem("plan")),
    "lower-case operators are words": ("not", stem("not")),
    "an operator with punctuation is a word": ("NOT,", stem("not")),
    "punctuation around brackets of nothing": ("plan () ? ! []", stem("plan")),
    "empty quotation marks": ('plan ""', stem("plan")),
    "a dash by itself": ("plan -", stem("plan")),
    "a sign before punctuation": ("plan -? ", stem("plan")),
    "an arrow": ("plan ->", stem("plan")),
    "C++": ("C++", stem("c")),
    "50+": ("50+", stem("50")),
    "square brackets": ("[plan]", stem("plan")),
    "a time": ("10:30", stem("10.30")),
    "a star by itself": ("* plan", stem("plan")),
    "filters of two fields joined by OR stay in the tree": (
        "plan (kind:decision OR item:5)",
        And([stem("plan"), Or([Term("kind", "decision"), Term("item", "5")])]),
    ),
    "an excluded filter stays": (
        "plan -kind:motion",
        And([stem("plan"), Not(Term("kind", "motion"))]),
    ),
    "a filter under OR stays in the tree": ("plan OR item:5", Or([stem("plan"), Term("item", "5")])),
    "a range under NOT stays in the tree": (
        "plan -date:2020",
        And([stem("plan"), Not(TermRange("date", "2020-01-01", "2020-12-31"))]),
    ),
    "blank": (" \n", Every()),
    "nothing": ("", Every()),
}


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(("text", "tree"), BOTH_WAYS.values(), ids=BOTH_WAYS)
def test_a_query_means_the_same_with_all_and_any(text: str, tree: Query, match: str) -> None:
    parsed = parse(text, match)

    assert tree == parsed.tree
    assert () == parsed.filters
    assert not parsed.match_matters


SIDE_BY_SIDE = {
    "words": ("plan budget", And([stem("plan"), stem("budget")]), Or([stem("plan"), stem("budget")])),
    "OR binds tighter than standing side by side": (
        "rent plan OR budget",
        And([stem("rent"), Or([stem("plan"), stem("budget")])]),
        Or([stem("rent"), stem("plan"), stem("budget")]),
    ),
    "AND binds tighter too": (
        "rent plan AND budget",
        And([stem("rent"), stem("plan"), stem("budget")]),
        Or([stem("rent"), And([stem("plan"), stem("budget")])]),
    ),
    "required": ("+plan budget", And([stem("plan"), stem("budget")]), Boosted(stem("plan"), stem("budget"))),
    "required and excluded": (
        "+plan budget rent -sector",
        And([stem("plan"), stem("budget"), stem("rent"), Not(stem("sector"))]),
        And([Boosted(stem("plan"), Or([stem("budget"), stem("rent")])), Not(stem("sector"))]),
    ),
    "optional parts of brackets come out": (
        "(+plan budget) AND rent",
        And([stem("plan"), stem("budget"), stem("rent")]),
        Boosted(And([stem("plan"), stem("rent")]), stem("budget")),
    ),
    "a required stop word": ("+the plan", And([stem("the"), stem("plan")]), Boosted(stem("the"), stem("plan"))),
    "excluded": (
        "plan budget -rent",
        And([stem("plan"), stem("budget"), Not(stem("rent"))]),
        And([Or([stem("plan"), stem("budget")]), Not(stem("rent"))]),
    ),
    "filters hold in both": (
        "plan budget (kind:motion OR kind:decision)",
        And([stem("plan"), stem("budget")]),
        Or([stem("budget"), stem("plan")]),
    ),
    "optional beside one bare word": (
        "plan MAYBE budget",
        Boosted(stem("plan"), stem("budget")),
        Or([stem("budget"), stem("plan")]),
    ),
    "capitals that are meant": (
        "IT strategy",
        And([stem("it"), stem("strategi")]),
        Or([stem("it"), stem("strategi")]),
    ),
    "a sentence": (
        "Mr. Badu's plan (2020)?",
        And([stem("mr"), stem("badu"), stem("plan"), stem("2020")]),
        Or([stem("mr"), stem("badu"), stem("plan"), stem("2020")]),
    ),
    "colons in text": (
        "Re: parking Agenda: item",
        And([stem("re"), stem("park"), stem("agenda"), stem("item")]),
        Or([stem("re"), stem("park"), stem("agenda"), stem("item")]),
    ),
    "words written together": (
        "health;social",
        And([stem("health"), stem("social")]),
        Or([stem("health"), stem("social")]),
    ),
}


@pytest.mark.parametrize(("text", "tree", "_"), SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE)
def test_side_by_side_all_must_match(text: str, tree: Query, _: Query) -> None:
    parsed = parse(text, "all")

    assert tree == parsed.tree
    assert parsed.match_matters


@pytest.mark.parametrize(("text", "_", "tree"), SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE)
def test_side_by_side_any_may_match(text: str, _: Query, tree: Query) -> None:
    parsed = parse(text, "any")

    assert tree == parsed.tree if not isinstance(tree, Or) else set(tree) == set(parsed.tree.children())
    assert parsed.match_matters


FILTERS = {
    "kind": ("kind:decision", "kind", "decision"),
    "letter case": ("Kind:Decision", "kind", "decision"),
    "decision type": ("decision_type:noted", "decision_type", "noted"),
    "hyphen for underscore": ("decision-type:noted", "decision_type", "noted"),
    "one word": ("said_by:badu", "said_by", "badu"),
    "two words": ('said_by:"Mr  Badu "', "said_by", "Mr Badu"),
    "curly quotes": ("mentions:“Dr Rickard”", "mentions", "Dr Rickard"),
    "item": ("item:12A", "item", "12A"),
    "comma after it": ("council:Kent,", "council", "Kent"),
    "required": ('+body:"Health and Wellbeing Board"', "body", "Health and Wellbeing Board"),
    "in brackets": ("(kind:motion)", "kind", "motion"),
    "date": (
        "date:2020-01..2020-06",
        "date",
        DateRange(datetime.date(2020, 1, 1), datetime.date(2020, 6, 30)),
    ),
    "open date": ("date:2020..", "date", DateRange(datetime.date(2020, 1, 1), None)),
    "open date first": ("date:..2020-06", "date", DateRange(None, datetime.date(2020, 6, 30))),
}


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(("text", "field", "value"), FILTERS.values(), ids=FILTERS)
def test_a_filter_for_the_whole_query_is_taken_out_of_the_tree(
    text: str, field: str, value: str | DateRange, match: str
) -> None:
    parsed = parse(f"plan {text} -sector", match)

    assert [(field, value)] == [(found.field, found.value) for found in parsed.filters]
    assert And([stem("plan"), Not(stem("sector"))]) == parsed.tree
    assert not parsed.match_matters


def test_filters_alone_match_everything_that_they_let_through() -> None:
    parsed = parse("kind:decision said_by:badu")

    assert Every() == parsed.tree
    assert [("kind", 1), ("said_by", 15)] == [(found.field, found.column) for found in parsed.filters]


@pytest.mark.parametrize("match", ["all", "any"])
def test_filters_of_one_field_joined_by_or_are_one_filter_with_alternatives(match: str) -> None:
    parsed = parse("plan (kind:decision OR kind:motion OR kind:answer) (date:2019 OR date:2021)", match)

    assert stem("plan") == parsed.tree
    kind, date = parsed.filters
    assert ["decision", "motion", "answer"] == [each.value for each in kind.alternatives]
    assert [2019, 2021] == [each.value.first.year for each in date.alternatives]  # type: ignore[union-attr]  # ranges


def test_a_filter_joined_by_and_is_taken_out_too() -> None:
    parsed = parse("plan AND kind:decision")

    assert stem("plan") == parsed.tree
    assert "kind" == parsed.filters[0].field


def test_filters_do_not_make_the_other_words_optional() -> None:
    assert Or([stem("letter"), stem("mp")]) == parse("kind:decision letter MPs", "any").tree


def test_words_are_listed_with_form_and_place() -> None:
    text = 'the "social  prescribing" prescri* -"Plan" Covid-19 "letter MPs"~5 kind:decision'
    parsed = parse(text)

    assert [
        (Form.PHRASE, "social  prescribing", False),
        (Form.PREFIX, "prescri*", False),
        (Form.EXACT, "Plan", True),
        (Form.WORD, "Covid-19", False),
        (Form.NEAR, "letter MPs", False),
    ] == [(word.form, word.surface, word.is_excluded) for word in parsed.words]
    assert all(text[word.start : word.end] == word.surface for word in parsed.words)
    assert ["covid", "19"] == [token.exact for token in parsed.words[3].tokens]


def test_every_leaf_knows_its_place() -> None:
    parsed = parse('plan OR (Covid-19 "social care"~3) -kind:motion said*', "any")
    places = {(word.start, word.end) for word in parsed.words}

    leaves = [leaf for leaf in parsed.tree.leaves() if not isinstance(leaf, Every)]

    assert {"kind:motion"} == {
        parsed.text[leaf.startchar : leaf.endchar]
        for leaf in leaves
        if (leaf.startchar, leaf.endchar) not in places
    }


def test_a_word_is_excluded_only_under_an_odd_number_of_exclusions() -> None:
    parsed = parse("-(plan -budget)")

    assert [("plan", True), ("budget", False)] == [(word.surface, word.is_excluded) for word in parsed.words]


def test_near_and_boosted_differ_by_all_that_they_hold() -> None:
    assert Near("any", ["plan"], 5) != Near("any", ["plan"], 4)
    assert Near("any", ["plan"], 5) != Near("any", ["rent"], 5)
    assert Boosted(stem("plan"), stem("rent")) != Boosted(stem("rent"), stem("plan"))
    assert 2 == len({Boosted(stem("a"), stem("b")), Boosted(stem("a"), stem("b")), Near("any", ["a", "b"], 1)})


def test_our_nodes_can_be_walked_and_rebuilt_as_whoosh_ones() -> None:
    tree = Boosted(stem("plan"), Near("any", ["letter", "mp"], 5))

    assert tree == tree.accept(lambda node: node)
    assert {("any", "plan"), ("any", "letter"), ("any", "mp")} == set(tree.iter_all_terms())
    assert '(any:plan MAYBE any:"letter mp"~5)' == str(tree)
    assert "Boosted(Term('any', 'plan'), Near('any', ['letter', 'mp'], 5))" == repr(tree)


@given(st.text("acdeimnostv", min_size=1, max_size=8) | st.sampled_from(["it", "not", "may", "o", "cllr"]))
@example("the")
def test_a_word_alone_is_read_as_any_other(text: str) -> None:
    for match in ("all", "any"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parser, "_read_alone", lambda *_: None)
            expected = parse(text, match)
        found = parse(text, match)
        assert expected == found
        assert [place_of(each) for each in expected.tree.leaves()] == [
            place_of(each) for each in found.tree.leaves()
        ]
