"""Known items are drawn the same for one seed, and measured beside plain BM25."""

import json
from pathlib import Path

import pytest

from benchmarks.corpus import Item, MeetingText, Text, cut
from benchmarks.generator import generate
from benchmarks.known_items import FLOORS, below_floors, main, measure_known_items
from benchmarks.known_queries import Passages, draw_headings, draw_known_items, heading_of, without_headings
from benchmarks.plain_bm25 import PlainBM25
from minutesearch.analysis import stem

TEXTS = [
    "The bridge on Mill Lane will be closed for repairs in June.",
    "Members asked when the bridge would open again.",
    "The allotment rents were agreed.",
]


@pytest.fixture(scope="module")
def passages() -> Passages:
    corpus = cut(generate(seed=3), 1500)
    return Passages([text for meeting in corpus for item in meeting.items for _, text in item.passages])


def test_plain_bm25_ranks_by_rare_words_and_short_texts() -> None:
    assert PlainBM25(TEXTS).search("bridge repairs", 10) == [0, 1]
    assert PlainBM25(TEXTS).search("the of lido", 10) == []


def test_drawing_is_the_same_for_one_seed_and_another_for_the_next(passages: Passages) -> None:
    once, again, other = (draw_known_items(passages, seed=seed, count=20) for seed in (1, 1, 2))
    assert once == again != other


def test_each_query_has_what_its_set_says(passages: Passages) -> None:
    drawn = draw_known_items(passages, seed=1, count=30)
    for item in drawn["rare words"] + drawn["middling words"]:
        words = item.text.split()
        assert 3 <= len(words) <= 5
        assert set(item.right) <= set(passages.bm25.texts_with_all([stem(each) for each in words]).tolist())
    for item in drawn["one typo"]:
        unknown = [each for each in item.text.split() if not len(passages.bm25.texts_with(stem(each)))]
        assert len(unknown) == 1
    for item in drawn["one word wrong"]:
        assert not len(passages.bm25.texts_with_all([stem(each) for each in item.text.split()]))


def test_an_acronym_is_asked_for_where_only_its_long_form_stands() -> None:
    defined = ["The Integrated Care System (ICS) was explained to members."]
    spelt = [f"The Integrated Care System funds surgery number{n} and pharmacies." for n in "ab"]
    others = [
        "Pharmacies close early.",
        "The surgery has a new door.",
        "Each surgery and pharmacies were visited.",
    ]
    drawn = draw_known_items(Passages(defined + spelt + others), seed=1, count=3)["acronym"]
    assert drawn
    assert all("ICS" in item.text.split() and set(item.right) <= {1, 2} for item in drawn)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4. Schedule of Meetings:", "Schedule of Meetings"),
        ("13\\. Update on the Website", "Update on the Website"),
        ("## 7.2 Repairs to Mill Lane bridge", "Repairs to Mill Lane bridge"),
        ("12. The clerk was asked to write to the county.", None),
        ("Update on the Website", None),
        ("3. Apologies", None),
    ],
)
def test_a_heading_is_a_short_numbered_line_that_says_something(text: str, said: str | None) -> None:
    assert heading_of(text) == said


def test_headings_are_asked_for_and_are_not_in_their_corpus() -> None:
    texts = ["Present: all.", "1. Repairs to Mill Lane bridge", *TEXTS[:2], "2. Rents of the allotments", TEXTS[2]]
    meeting = MeetingText(
        council="A", body="B", date="2020-01-01", items=(Item(None, tuple(Text("discussion", t) for t in texts)),)
    )
    ((bare, under),) = without_headings([meeting])
    assert [text for item in bare.items for _, text in item.passages] == [texts[0], *TEXTS]
    assert [len(item.passages) for item in bare.items] == [1, 2, 1]
    drawn = {item.text: item.right for item in draw_headings(under, seed=1, count=9)}
    assert drawn == {"Repairs to Mill Lane bridge": (1, 2), "Rents of the allotments": (3,)}


def test_every_set_is_measured_beside_plain_bm25(tmp_path: Path) -> None:
    found = measure_known_items(cut(generate(seed=1), 3000), tmp_path, seed=1, queries=15)
    assert {"rare words", "middling words", "one typo", "one word wrong"} <= set(found)
    for figures in found.values():
        assert set(figures) == {"queries", "ours", "auto", "bm25"}
        assert all(0.0 <= value <= 1.0 for who in ("ours", "auto", "bm25") for value in figures[who].values())
    assert found["middling words"]["ours"]["recall@100"] == 1.0


def test_a_figure_below_its_floor_is_named() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["known_items"]
    perfect = {name: {"ours": dict.fromkeys(least, 1.0)} for name, least in floors.items()}
    assert below_floors(perfect, floors) == []
    perfect["rare words"]["ours"]["mrr@10"] = 0.1
    (sentence,) = below_floors(perfect, floors)
    assert sentence.startswith("rare words: mrr@10 is 0.100, below")


def test_wrong_options_end_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--corpus", "nowhere.jsonl"])
    assert "there is no file nowhere.jsonl" in capsys.readouterr().err
