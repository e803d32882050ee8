"""The passages that open an item say what it is about: their words count more for all of the item."""

import datetime
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch import kernel

_MATTER = "Allotment rents were reviewed by the working party."
_ASKED = "The clerk would write to the tenants about drainage."
_FILLING = ("The report was circulated in May.", "Members thanked the officers.", "A plan was on display.")


def make_meeting(day: str, *, texts: tuple[str, ...]) -> ms.Meeting:
    item = ms.AgendaItem(passages=tuple(ms.Passage(text=text) for text in texts))
    return ms.Meeting(council="Ashby", body="Parish Council", date=datetime.date.fromisoformat(day), items=(item,))


@pytest.fixture
def index(tmp_path: Path) -> ms.Index:
    """Two items of the same words, as far apart: one opens with its matter, the other ends with it."""
    one, two, three = _FILLING
    index = ms.create_index(tmp_path / "index")
    index.add(
        make_meeting("2024-04-01", texts=(one, two, _ASKED, three, _MATTER)),
        make_meeting("2024-05-01", texts=(_MATTER, three, _ASKED, two, one)),
    )
    return index


def days_of(index: ms.Index, query: str) -> list[str]:
    results = index.search(query, match="any")
    return [str(hit.meeting.date) for hit in results if hit.passage.text == _ASKED]


def test_what_an_item_opens_with_counts_for_all_of_it(index: ms.Index) -> None:
    assert days_of(index, "allotment rents drainage") == ["2024-05-01", "2024-04-01"]


def test_it_does_without_the_kernel(index: ms.Index) -> None:
    with kernel.without():
        assert days_of(index, "allotment rents drainage") == ["2024-05-01", "2024-04-01"]


def test_a_question_is_ranked_as_before(index: ms.Index) -> None:
    results = index.search("What was said of allotment rents and drainage?", match="any", limit=10)
    scores = {hit.score for hit in results if hit.passage.text == _ASKED}
    assert len(scores) == 1


def test_it_changes_no_total(index: ms.Index) -> None:
    assert index.search("allotment rents drainage", match="any").total == 4
