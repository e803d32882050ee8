"""Filters that let nothing through are named, with the nearest values: a misspelt name is no silence."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    path: Path = tmp_path_factory.mktemp("councils")
    with ms.create_index(path / "index") as index:
        for council, year in (("Kent County Council", 2020), ("Medway Council", 2022)):
            text = "Councillor Ashby explained that a letter would be sent."
            item = ms.AgendaItem(title="Letters", passages=(ms.Passage(text=text, mentions=("Mr Dale",)),))
            index.add(
                ms.Meeting(
                    council=council, body="Planning Committee", date=datetime.date(year, 3, 7), items=(item,)
                )
            )
        yield index


@pytest.mark.parametrize(
    ("query", "filters", "name", "said"),
    [
        ("letter", {"council": "Kentt"}, "council", "No council is called “Kentt”. Nearest: Kent County Council."),
        ("letter council:Kentt", {}, "council", "No council is called “Kentt”. Nearest: Kent County Council."),
        (
            "",
            {"body": "Planing"},
            "body",
            "No committee or other body is called “Planing”. Nearest: Planning Committee.",
        ),
        ("", {"mentions": "Dail"}, "mentions", "Nobody who is named is called “Dail”."),
        ("", {"kind": "motion"}, "kind", "No passage is of the kind “motion”. Nearest: discussion."),
        ("", {"since": "2023"}, "since", "No meeting is from 2023-01-01. Nearest: 2022-03-07."),
        ("", {"until": "2019"}, "until", "No meeting is until 2019-12-31. Nearest: 2020-03-07."),
        (
            "",
            {"since": "2021", "until": "2021"},
            "since",
            "No meeting is from 2021-01-01 until 2021-12-31. Nearest: 2020-03-07, 2022-03-07.",
        ),
        ("letter date:2023", {}, "date", "No meeting is from 2023-01-01 until 2023-12-31. Nearest: 2022-03-07."),
    ],
)
def test_a_filter_that_lets_nothing_through_is_named(
    councils: ms.Index, query: str, filters: dict[str, Any], name: str, said: str
) -> None:
    results = councils.search(query, **filters)
    assert (results.total, list(results.unmatched), results.notes) == (0, [name], (said,))
    assert results.to_dict()["notes"] == [said]
    assert results.to_dict()["unmatched"] == {name: list(results.unmatched[name])}


def test_a_filter_that_lets_something_through_is_not_named(councils: ms.Index) -> None:
    assert councils.search("harbour", council="Kent").unmatched == {}
    assert councils.search("letter", council=["Kent", "Kentt"]).unmatched == {}


def test_that_no_meeting_has_a_date_is_said(index: ms.Index) -> None:
    results = index.search("strategy", since="2020")
    assert results.notes == ("No meeting here has a date, so since leaves out all 97 passages.",)


def test_a_misspelt_title_does_not_hide_the_nearest_name(tmp_path: Path) -> None:
    names = ["Councillor Abel", "Councillor Birch", "Councillor Cole", "T Sheehan", "Mr Sheehan"]
    passages = tuple(
        ms.Passage(text="The bridge is safe.", attributions=(ms.Attribution(printed=name),)) for name in names
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(body="Roads", items=(ms.AgendaItem(passages=passages),)), name="record")
        results = index.search(said_by="Counclllor Sheehan")
    assert set(results.unmatched["said_by"]) == {"T Sheehan", "Mr Sheehan"}


@pytest.mark.parametrize(
    ("query", "filters", "said"),
    [
        (
            "letter",
            {"council": "Kent", "since": "2021"},
            "Nothing has it all: without council 1 passage, without dates 1 passage.",
        ),
        (
            "letter council:Kent date:2022",
            {},
            "Nothing has it all: without council 1 passage, without dates 1 passage.",
        ),
        ("letter", {"council": "Kent", "kind": "discussion", "until": "2021"}, None),
        ("ferry", {"council": "Kent", "since": "2021"}, None),
    ],
)
def test_filters_that_find_nothing_together_are_told_apart(
    councils: ms.Index, query: str, filters: dict[str, Any], said: str | None
) -> None:
    """Each lets passages through, so that none of them is to blame alone."""
    results = councils.search(query, **filters)
    assert not results.unmatched
    assert [note for note in results.notes if "all:" in note] == ([said] if said else [])
    assert bool(results.total) == (query == "letter" and said is None)


def test_words_that_have_to_stand_together_are_kept_together_without_a_filter(councils: ms.Index) -> None:
    """Of "all words, then any" what has all of them is offered first."""
    results = councils.search("letter sent", council="Kent", since="2021")
    assert results.notes[0] == "Nothing has it all: without council 1 passage, without dates 1 passage."


def test_one_misspelt_value_among_several_is_told_beside_what_is_found(councils: ms.Index) -> None:
    for found in (
        councils.search("letter", council=["Kent County Council", "Medwey Council"]),
        councils.search('letter (council:"Kent County Council" OR council:"Medwey Council")'),
    ):
        assert found.total == 1
        assert not found.unmatched
        assert "No council is called “Medwey Council”. Nearest: Medway Council." in found.notes
    assert not councils.search("letter", council=["Kent County Council", "Medway Council"]).notes
