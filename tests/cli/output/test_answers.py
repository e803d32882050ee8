import dataclasses
import datetime
import io

import pytest

from minutesearch.cli.output.answers import print_results
from minutesearch.cli.output.terminal import Terminal
from minutesearch.located import Located
from minutesearch.records import Act, AgendaItem, Attribution, DecisionType, Kind, Meeting, Passage, Span
from minutesearch.results import FacetCount, Hit, Results

PASSAGE = Passage(
    id="5f1c",
    text="Mr Badu introduced the\N{NO-BREAK SPACE}strategy.",
    label="1",
    marker="1.",
    attributions=(
        Attribution(
            printed="Mr Badu",
            person="Vincent Badu",
            role="Chief Strategy Officer, K&M ICB",
            evidence=Span(0, 18),
        ),
    ),
)
HIT = Hit(
    rank=1,
    score=2.5,
    located=Located(
        passage=PASSAGE,
        item=AgendaItem(title="Kent and Medway Integrated Care Strategy"),
        meeting=Meeting(),
        source="002.txt",
    ),
    _mark=lambda text: (Span(23, 31),) if text == PASSAGE.text else (),
)
RESULTS = Results(
    match="all", total=1, hits=(HIT,), facets={}, expansions={}, elapsed_ms=1.5, _say=lambda: "strategy"
)


def _print(
    *, match: str = "auto", group: str | None = None, offset: int = 0, full: bool = False, **changes: object
) -> str:
    pipe = io.StringIO()
    results = dataclasses.replace(RESULTS, **changes)
    results = dataclasses.replace(results, has_more=offset + len(results.hits) < (results.reachable or 0))
    print_results(results, Terminal(pipe), match=match, group=group, offset=offset, full=full)
    return pipe.getvalue()


def _print_hit(**changes: object) -> list[str]:
    places = {name: changes.pop(name) for name in ("passage", "item", "meeting", "source") if name in changes}
    hit = dataclasses.replace(HIT, located=dataclasses.replace(HIT.located, **places), **changes)
    return _print(hits=(hit,)).splitlines()[2:]


def _print_passage(**changes: object) -> list[str]:
    passage = dataclasses.replace(PASSAGE, **changes)
    return _print_hit(passage=passage, _mark=lambda _: ())


def test_an_answer_says_what_was_found_where_and_who_said_it() -> None:
    assert _print() == (
        "1 passage for: strategy\n"
        "\n"
        "1. Kent and Medway Integrated Care Strategy\n"
        "    discussion 1 · said by Mr Badu (Vincent Badu, Chief Strategy Officer, K&M ICB)\n"
        "    Mr Badu introduced the strategy.\n"
        "    id 5f1c · 002.txt\n"
    )


def test_what_is_known_of_the_meeting_stands_before_the_item() -> None:
    meeting = Meeting(council="Kent County Council", date=datetime.date(2023, 1, 26))

    lines = _print_hit(meeting=meeting, item=AgendaItem(number="7", title="Integrated Care Strategy"))

    assert ["1. Kent County Council · 26 January 2023", "    Item 7: Integrated Care Strategy"] == lines[:2]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(AgendaItem(number="7"), "1. Item 7", id="a number alone"),
        pytest.param(AgendaItem(), "1. Before the first item", id="neither number nor title"),
    ],
)
def test_an_item_is_named_by_what_is_known_of_it(item: AgendaItem, expected: str) -> None:
    assert expected == _print_hit(item=item)[0]


def test_a_decision_shows_its_type_lead_in_and_topic() -> None:
    lines = _print_passage(
        kind=Kind.DECISION,
        decision_type=DecisionType.AGREED,
        label="d",
        text="agreed that a letter be sent to MPs.",
        lead_in="The Health and Wellbeing Board:",
        topic="Next steps",
        attributions=(),
    )

    assert [
        "    decision d (agreed)",
        "    topic: Next steps",
        "    lead-in: The Health and Wellbeing Board:",
        "    agreed that a letter be sent to MPs.",
    ] == lines[1:-1]


def test_the_passages_around_a_hit_stand_around_it_with_their_labels() -> None:
    before = Passage(text="The Chair opened.", label="9", marker="9.")

    lines = _print_hit(before=(before,), after=(Passage(text="The motion fell."),))

    assert [
        "    before: 9. The Chair opened.",
        "    Mr Badu introduced the strategy.",
        "    after: The motion fell.",
    ] == lines[2:5]


def test_a_long_passage_is_cut_round_its_matches_unless_it_is_asked_for_in_full() -> None:
    passage = dataclasses.replace(PASSAGE, text=f"{'before ' * 200}strategy{' after' * 200}")
    hit = dataclasses.replace(
        HIT,
        located=dataclasses.replace(HIT.located, passage=passage),
        _mark=lambda text: (Span(1400, 1408),) if len(text) > 1000 else (),
    )

    cut = _print(hits=(hit,)).splitlines()[-2]

    assert cut.startswith("    …before")
    assert cut.endswith("after…")
    assert " strategy " in cut
    assert f"    {passage.text}" in _print(hits=(hit,), full=True).splitlines()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"match": "any"}, "No passage has every word; showing passages with any of them.", id="any for all"
        ),
        pytest.param(
            {"expansions": {"ICS": ("Integrated Care System",)}},
            "ICS also as Integrated Care System.",
            id="acronym",
        ),
        pytest.param(
            {"expansions": {"Healthwatch": ("Healtwatch",)}, "approximate": ("Healthwatch",)},
            "No passage has “Healthwatch”; showing the nearest: Healtwatch.",
            id="approximate",
        ),
        pytest.param({"suggestion": "strategy"}, "Did you mean: strategy", id="suggestion"),
    ],
)
def test_a_reader_is_told_how_the_words_were_widened(changes: dict[str, object], expected: str) -> None:
    results = dataclasses.replace(RESULTS, **changes)
    pipe = io.StringIO()

    print_results(results, Terminal(pipe), match="auto", group=None, offset=0, full=False)

    assert expected == pipe.getvalue().splitlines()[1]


def test_any_word_is_no_news_to_who_asked_for_it() -> None:
    results = dataclasses.replace(RESULTS, match="any")
    pipe = io.StringIO()

    print_results(results, Terminal(pipe), match="any", group=None, offset=0, full=False)

    assert "" == pipe.getvalue().splitlines()[1]


def test_no_hits_are_one_line() -> None:
    assert "No passages for: strategy\n" == _print(total=0, hits=())


def test_the_foot_says_how_to_see_more() -> None:
    assert "11 to 11 of 1,031 shown; --offset 11 for the next" == _print(total=1031, offset=10).splitlines()[-1]


def test_groups_are_counted_and_paged_as_groups() -> None:
    hit = dataclasses.replace(HIT, more=3)

    lines = _print(total=31, groups=5, group="item", hits=(hit,)).splitlines()

    assert "31 passages in 5 items for: strategy" == lines[0]
    assert "    and 3 more in this item" in lines
    assert "1 to 1 of 5 shown; --offset 1 for the next" == lines[-1]


def test_facets_are_tables_below_the_hits() -> None:
    lines = _print(facets={"kind": (FacetCount("decision", 10), FacetCount("answer", 3))}).splitlines()

    assert ["", "kind", "  decision  10", "  answer    3"] == lines[-4:]


def test_a_browse_without_words_says_no_query() -> None:
    assert "1 passage" == _print(_say=str).splitlines()[0]


def test_who_moved_and_who_seconded_did_not_say_it() -> None:
    acts = (("Councillor Hill", Act.MOVED), ("Councillor Marsh", Act.SECONDED), ("Mr Reed", Act.ANSWERED))
    attributions = tuple(Attribution(printed=name, act=act, evidence=Span(0, 1)) for name, act in acts)
    lines = "\n".join(_print_passage(attributions=attributions))
    assert "· moved by Councillor Hill · seconded by Councillor Marsh · said by Mr Reed" in lines


def test_what_the_results_say_of_filters_is_shown() -> None:
    said = "No council is called “Kentt”. Nearest: Kent."
    assert said in _print(hits=(), total=0, notes=(said,))


def test_a_page_past_the_end_says_so() -> None:
    assert "There is none from 31 on: --offset takes a number below 26" in _print(total=26, hits=(), offset=30)
    assert "--offset" not in _print(total=0, hits=(), offset=30)
