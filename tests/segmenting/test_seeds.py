from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minutesearch.reading import read_page
from minutesearch.records import Kind, Passage
from minutesearch.segmenting import Segmented, segment_item

SEEDS = Path(__file__).parents[2] / "seeds"
STEMS = sorted(path.stem for path in SEEDS.glob("*.txt"))
FIELDS = ("kind", "label", "lead_in", "topic", "decision_type", "attribution")


def read_seed(stem: str) -> Segmented:
    path = SEEDS / f"{stem}.txt"
    page = read_page(path.read_bytes(), source=path.name)
    return segment_item(page.meetings[0].items[0])


def read_expected(stem: str) -> dict[str, Any]:
    return json.loads((SEEDS / "_expected" / f"{stem}.json").read_text(encoding="utf-8"))


def squeeze(text: str) -> str:
    return "".join(text.split())


def value(passage: Passage, field: str) -> str | None:
    if field == "attribution":
        return passage.attribution.printed if passage.attribution else None
    found = getattr(passage, field)
    return None if found is None else str(found)


def strategy() -> dict[str, Passage]:
    stem = next(stem for stem in STEMS if stem.startswith("002"))
    return {passage.label: passage for passage in read_seed(stem).passages if passage.label}


@pytest.mark.parametrize("stem", STEMS)
def test_each_expected_passage_is_found_in_order(stem: str) -> None:
    expected = read_expected(stem)["passages"]
    actual = read_seed(stem).passages
    assert len(expected) == len(actual)
    for gold, passage in zip(expected, actual, strict=True):
        text = squeeze(passage.text)
        assert text.startswith(squeeze(gold["start"]))
        assert text.endswith(squeeze(gold["end"]))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("stem", STEMS)
def test_each_field_is_as_expected(stem: str, field: str) -> None:
    expected = [gold[field] for gold in read_expected(stem)["passages"]]
    assert expected == [value(passage, field) for passage in read_seed(stem).passages]


@pytest.mark.parametrize("stem", STEMS)
def test_the_expected_reading_covers_the_whole_seed(stem: str) -> None:
    expected = read_expected(stem)
    text = squeeze((SEEDS / f"{stem}.txt").read_text(encoding="utf-8"))
    place = 0
    for gold in expected["passages"]:
        place = text.index(squeeze(gold["start"]), place)
        assert squeeze(gold["end"]) in text[place:]
    for line in (*expected["structure"], expected["item"]["title"]):
        assert squeeze(line) in text


def test_the_seeds_have_97_passages_and_ten_decisions() -> None:
    seeds = [read_seed(stem).passages for stem in STEMS]
    assert 97 == sum(map(len, seeds))
    assert [1, 4, 2, 1, 2] == [sum(one.kind is Kind.DECISION for one in passages) for passages in seeds]


def test_badu_speaks_in_nine_paragraphs_of_the_strategy_item() -> None:
    spoken = {
        label
        for label, passage in strategy().items()
        if any(one.person == "Vincent Badu" for one in passage.attributions)
    }
    assert {"1", "4", "5", "7", "9", "10", "15", "16", "17"} == spoken


@pytest.mark.parametrize(
    ("label", "mentioned"),
    [("11", ("Vincent Badu",)), ("18", ("Vincent Badu", "Ellen Schwartz"))],
    ids=["department", "thanked"],
)
def test_a_person_who_does_not_speak_is_mentioned(label: str, mentioned: tuple[str, ...]) -> None:
    assert mentioned == strategy()[label].mentions


def test_the_attendance_line_mentions_and_does_not_attribute() -> None:
    passage = read_seed("002_bc4105604c79a47d").passages[1]
    assert (Kind.ATTENDANCE, (), ("Vincent Badu", "Ellen Schwartz")) == (
        passage.kind,
        passage.attributions,
        passage.mentions,
    )


def test_a_speaker_is_resolved_to_person_and_role_by_the_attendance_line() -> None:
    spoken = strategy()["3"].attribution
    assert spoken is not None
    assert ("Ms Schwartz", "Ellen Schwartz", "Deputy Director of Public Health, KCC") == (
        spoken.printed,
        spoken.person,
        spoken.role,
    )


def test_all_speakers_of_a_paragraph_stand_in_its_order() -> None:
    assert ["A Member", "Mr Badu", "Ms Schwartz"] == [one.printed for one in strategy()["10"].attributions]


def test_a_member_is_never_a_person() -> None:
    spoken = [one for stem in STEMS for passage in read_seed(stem).passages for one in passage.attributions]
    assert [] == [one for one in spoken if "Member" in one.printed and one.person]


@pytest.mark.parametrize("stem", STEMS)
def test_evidence_shows_subject_and_verb(stem: str) -> None:
    passages = read_seed(stem).passages
    assert any(passage.attributions for passage in passages)
    for passage in passages:
        for spoken in passage.attributions:
            text = passage.text if spoken.evidence_in == "text" else passage.lead_in
            assert text is not None
            assert spoken.printed in text[spoken.evidence.start : spoken.evidence.end]


@pytest.mark.parametrize("stem", STEMS)
def test_each_passage_names_the_line_it_begins_at(stem: str) -> None:
    lines = (SEEDS / f"{stem}.txt").read_text(encoding="utf-8").split("\n")
    passages = read_seed(stem).passages
    assert passages
    for passage in passages:
        assert passage.line is not None
        assert squeeze(lines[passage.line - 1]).startswith(squeeze(passage.marker + passage.text)[:40])
