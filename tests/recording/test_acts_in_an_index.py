"""Who speaks, who moves and who seconds: three filters, and all of it in a hit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

PAGE = """Agenda item

Drains

Minutes:

1.      Councillor Ashby asked when the drains would be cleared. Mr Lee replied that this was in hand.

2.      Councillor Birch moved that the report be noted, seconded by Councillor Ashby.

3.      Seconded by Councillor Birch;

Supporting documents:"""


@pytest.fixture
def drains(tmp_path: Path) -> Iterator[ms.Index]:
    (tmp_path / "drains.txt").write_text(PAGE)
    with ms.create_index(tmp_path / "index") as index:
        index.add(tmp_path / "drains.txt")
        yield index


@pytest.mark.parametrize(
    ("filters", "labels"),
    [
        ({"said_by": "Ashby"}, "1"),
        ({"said_by": "Lee"}, "1"),
        ({"said_by": "Birch"}, ""),
        ({"moved_by": "Birch"}, "2"),
        ({"seconded_by": "Ashby"}, "2"),
        ({"seconded_by": "Birch"}, "3"),
    ],
)
def test_speaking_moving_and_seconding_are_three_things(
    drains: ms.Index, filters: dict[str, str], labels: str
) -> None:
    assert labels.split() == [hit.passage.label for hit in drains.scan(**filters)]  # type: ignore[arg-type]


def test_a_hit_names_all_who_speak_with_the_words_that_show_it(drains: ms.Index) -> None:
    (hit,) = drains.search(said_by="Lee")
    values = hit.to_dict()
    text = values["text"]
    assert [
        (spoken["printed"], spoken["act"], text[slice(*spoken["evidence"])], spoken["evidence_in"])
        for spoken in values["attributions"]
    ] == [
        ("Councillor Ashby", "asked", "Councillor Ashby asked", "text"),
        ("Mr Lee", "answered", "Mr Lee replied", "text"),
    ]
    assert values["attribution"] == values["attributions"][0]


def test_every_passage_that_a_filter_finds_names_who_was_asked_for(index: ms.Index) -> None:
    hits = list(index.scan(said_by="Badu"))
    assert hits
    for hit in hits:
        speakers = [
            spoken for spoken in hit.to_dict()["attributions"] if spoken["act"] in ("said", "asked", "answered")
        ]
        assert any("Badu" in f"{spoken['printed']} {spoken['person']}" for spoken in speakers)
