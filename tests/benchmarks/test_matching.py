"""The scorer's rules, each as the conventions of a reading give it."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.gold import Gold, load_gold
from benchmarks.matching import align, is_passage, is_right
from benchmarks.scoring import Counts, score_reading

#: The pages whose words stand in the file as a reader sees them.
GOLD = [gold for gold in load_gold() if gold.path.suffix == ".txt"]


def squeeze(text: str) -> str:
    return "".join(text.split())


def as_predicted(reading: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a predicted reading that says exactly what the gold does."""
    page, place = squeeze(text), 0

    def passage(gold: dict[str, Any]) -> dict[str, Any]:
        nonlocal place
        start = page.index(squeeze(gold["start"]), place)
        end = page.index(squeeze(gold["end"]), start) + len(squeeze(gold["end"]))
        place = end
        return {**gold, "text": page[start:end]}

    meetings = [
        {
            **meeting,
            "items": [
                {**item, "passages": [passage(one) for one in item["passages"]]} for item in meeting["items"]
            ],
        }
        for meeting in reading["meetings"]
    ]
    return {**reading, "meetings": meetings}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RESOLVED that the report be noted.", True),
        ("the report be noted.", True),
        ("a) the report\nbe noted.", True),
        ("the report be noted. And more.", False),
        ("report be noted.", False),
    ],
    ids=["label", "bare", "marker-and-space", "longer", "shorter"],
)
def test_a_passage_matches_by_its_first_and_last_words(text: str, found: bool) -> None:
    gold = {"start": "RESOLVED that the report", "end": "be noted."}
    assert found == is_passage(gold, {"text": text})


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Miss J Marsh, Cabinet Member for Social Care", True),
        ("Miss J Marsh", True),
        ("Miss Marsh", False),
        (None, False),
    ],
)
def test_the_name_alone_stands_for_the_whole_phrase(printed: str | None, right: bool) -> None:
    gold = {"attribution": "Miss J Marsh, Cabinet Member for Social Care"}
    assert right == is_right(gold, {"attribution": printed}, "attribution")


def test_another_right_value_is_right() -> None:
    gold = {"kind": "question", "also": {"kind": ["discussion"]}}
    assert is_right(gold, {"kind": "discussion"}, "kind")


def test_pairs_keep_the_order_and_are_as_many_as_can_be() -> None:
    assert [(0, 1), (2, 2)] == align("abc", "xac", lambda one, other: one == other)


def test_what_is_neither_said_nor_expected_is_no_mistake() -> None:
    assert (1.0, 1.0, 1.0) == (Counts().precision, Counts().recall, Counts().f1)


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.stem)
def test_the_gold_scores_full_marks_against_itself(gold: Gold) -> None:
    predicted = as_predicted(gold.reading, gold.path.read_text(encoding="utf-8"))
    counts, misses = score_reading(gold.reading, predicted)
    assert [] == misses
    assert {1.0} == {count.f1 for count in counts.values()}


@pytest.mark.parametrize("gold", [gold for gold in GOLD if gold.form != "seed"], ids=lambda gold: gold.stem)
def test_every_line_of_a_sample_is_in_a_passage_or_structure(gold: Gold) -> None:
    page = squeeze(gold.path.read_text(encoding="utf-8"))
    items = [item for meeting in gold.reading["meetings"] for item in meeting["items"]]
    titles = sum(len(squeeze(item["title"] or "")) for item in items)
    passages = sum(
        len(squeeze(one["text"]))
        for meeting in as_predicted(gold.reading, gold.path.read_text(encoding="utf-8"))["meetings"]
        for item in meeting["items"]
        for one in item["passages"]
    )
    named = sum(map(len, map(squeeze, gold.reading["structure"])))
    # Labels, bullets and the bars of tables are in neither.
    assert len(page) - titles - passages - named <= 12 * sum(len(item["passages"]) + 1 for item in items)


def test_some_samples_are_held_out() -> None:
    assert 10 <= sum(gold.share == "held out" for gold in GOLD)
