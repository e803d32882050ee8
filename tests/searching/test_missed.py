"""Where any word is enough, each hit says which words it does not have."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

TEXTS = (
    "The tarmac in Mill Lane was laid twice.",
    "The well-being grant was paid for the kerbs.",
    "Members thanked the Integrated Care System (ICS).",
    "The Integrated Care System paid for the kerbs.",
    "Section 106 money was paid.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    with ms.create_index(Path(tmp_path_factory.mktemp("missed")) / "index") as index:
        passages = tuple(ms.Passage(text=text) for text in TEXTS)
        index.add(ms.Meeting(body="Roads Board", items=(ms.AgendaItem(title="Highways", passages=passages),)))
        yield index


def missed(index: ms.Index, query: str, **options: object) -> dict[str, tuple[str, ...]]:
    results = index.search(query, **options)  # type: ignore[arg-type]  # options of a search
    return {hit.passage.text.split()[1]: hit.missed for hit in results}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tarmac kerbs", {"tarmac": ("kerbs",), "well-being": ("tarmac",), "Integrated": ("tarmac",)}),
        ("Tarmac wellbeing paid unheard", {"tarmac": ("wellbeing", "paid", "unheard")}),
        ('"mill lane" zebra', {"tarmac": ("zebra",)}),
        ("highways tarmac zebra", {"tarmac": ("zebra",)}),
        ("ICS kerbs zebra", {"Integrated": ("zebra",), "thanked": ("kerbs", "zebra")}),
        ("s106 zebra", {"106": ("zebra",)}),
        ("tarmac (kerbs OR zebra)", {"tarmac": ("kerbs OR zebra",)}),
        ("tarmac zebra -grant", {"tarmac": ("zebra",)}),
        ("tarm* zebra", {"tarmac": ("zebra",)}),
        ("well being zebra", {"well-being": ("zebra",)}),
    ],
)
def test_each_hit_says_what_it_does_not_have(
    index: ms.Index, query: str, expected: dict[str, tuple[str, ...]]
) -> None:
    found = missed(index, query)
    assert expected == {name: found[name] for name in expected}


def test_nothing_is_missed_where_all_words_are_there(index: ms.Index) -> None:
    assert set(missed(index, "paid kerbs").values()) == {()}
    assert missed(index, "paid kerbs", match="any")["well-being"] == ()
    assert set(missed(index, "tarmac OR kerbs").values()) == {()}
    assert set(missed(index, "").values()) == {()}


def test_it_is_in_the_json_and_survives_a_pickle(index: ms.Index) -> None:
    results = index.search("tarmac zebra")
    assert json.loads(json.dumps(results.to_dict()))["hits"][0]["missed"] == ["zebra"]
    again = pickle.loads(pickle.dumps(results))
    assert again[0].missed == ("zebra",)
    assert again == results
