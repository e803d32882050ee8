import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import STOP_WORDS, analyse, query_units

TEXTS = st.one_of(st.text(), st.text(alphabet="aA19 .,:;'’-/&@£%\n\u0301\u00adﬁ½_", max_size=60))


def outlines(text: str) -> list[tuple[str, list[str], str | None]]:
    return [
        (unit.surface, [token.exact for token in unit.sequence], unit.joined.exact if unit.joined else None)
        for unit in query_units(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("?!", []),
        ("Covid-19", [("Covid-19", ["covid", "19"], "covid19")]),
        ("health;social", [("health", ["health"], None), ("social", ["social"], None)]),
        ("MC/21/0302", [("MC/21/0302", ["mc", "21", "0302"], "mc/21/0302")]),
        ("M&S ICP", [("M&S", ["m", "and", "s"], "m&s"), ("ICP", ["icp"], None)]),
        ("M & S", [("M", ["m"], None), ("&", ["and"], None), ("S", ["s"], None)]),
        ("£5.4 million", [("£5.4 million", ["£5.4m"], None)]),
        ("2% cut", [("2%", ["2%"], None), ("cut", ["cut"], None)]),
        ("people’s", [("people’s", ["people's"], None)]),
        ("£2-3m", [("£2-3m", ["£2", "3m"], "£2-3m")]),
        ("kent.gov.uk", [("kent.gov.uk", ["kent", "gov", "uk"], None)]),
        ("x@kent.gov.uk", [("x@kent.gov.uk", ["x", "kent", "gov", "uk"], "x@kent.gov.uk")]),
    ],
)
def test_gives_one_unit_for_each_typed_word(text: str, expected: list[tuple[str, list[str], str | None]]) -> None:
    assert expected == outlines(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the role of Care Navigators", ["the", "of"]),
        ("Health & Care", ["&"]),
        ("A Member questioned", ["A"]),
        ("Class A drugs", []),
        ("CLASS A DRUGS", ["A"]),
        ("IT systems", []),
        ("the WHO", ["the"]),
        ("Who said", ["Who"]),
        ("may not be built", ["be"]),
        ("Class E", []),
        ("to-do list", []),
        ("it’s agreed", ["it’s"]),
    ],
)
def test_knows_which_words_a_query_may_leave_out(text: str, expected: list[str]) -> None:
    assert expected == [unit.surface for unit in query_units(text) if unit.is_stop]


@pytest.mark.parametrize("word", ["may", "will", "no", "not", "against", "e", "i", "s"])
def test_words_that_minutes_mean_are_not_stop_words(word: str) -> None:
    assert word not in STOP_WORDS


@given(TEXTS)
def test_units_are_in_order_and_are_stretches_of_the_text(text: str) -> None:
    units = query_units(text)
    for unit in units:
        assert text[unit.start : unit.end] == unit.surface != ""
        assert [*range(unit.sequence[0].position, unit.sequence[-1].position + 1)] == [
            token.position for token in unit.sequence
        ]
    assert sorted(unit.sequence[0].position for unit in units) == [unit.sequence[0].position for unit in units]


@given(TEXTS)
def test_units_ask_for_tokens_that_the_same_text_has(text: str) -> None:
    indexed = set(analyse(text))
    for unit in query_units(text):
        assert {*unit.sequence, *([unit.joined] if unit.joined else [])} <= indexed


@given(TEXTS)
def test_every_position_of_a_text_belongs_to_one_unit(text: str) -> None:
    positions = [token.position for unit in query_units(text) for token in unit.sequence]
    assert sorted({token.position for token in analyse(text)}) == positions


def test_a_long_text_is_analysed_however_busy_the_machine(monkeypatch):
    """NLTK would stop its own regular expressions by the clock."""
    monkeypatch.setattr("nltk.redos.DEFAULT_TIMEOUT", 1e-9)
    assert 20_000 == len(query_units("notedж " * 20_000))
    assert 1 == len(analyse("ж" * 1_000_000))
