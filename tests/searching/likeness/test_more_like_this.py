"""Passages like a passage, and items that carry the same matter."""

from pathlib import Path

import pytest

import minutesearch as ms


def test_the_decision_is_like_the_concern_that_it_answers(index: ms.Index) -> None:
    decision = index.search("letter MPs", kind="decision").hits[0].passage
    first = index.more_like(decision.id)[0]
    assert "29,000 homes" in first.located.passage.text
    assert {"infrastructure", "funding"} <= set(first.words)
    assert 0 < first.score < 1


def test_no_passage_is_like_itself_and_all_share_two_words(index: ms.Index) -> None:
    hits = index.search("workforce", limit=5).hits
    assert hits
    for hit in hits:
        found = index.more_like(hit.passage.id, limit=5)
        assert found
        assert hit.passage.id not in {each.located.passage.id for each in found}
        assert all(len(each.words) >= 2 for each in found)
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_related_items_are_of_other_meetings(index: ms.Index) -> None:
    item = index.search("Care Wheel").hits[0].item
    found = index.related_items(item.id)
    assert item.id not in {each.item.id for each in found}
    assert all(each.words and not each.same_matter for each in found)
    assert len(index.related_items(item.id, limit=1)) == 1


def test_the_councils_own_number_of_a_matter_comes_first(tmp_path: Path) -> None:
    def meeting(body: str, text: str, issue: str | None) -> ms.Meeting:
        passages = (ms.Passage(text=text),)
        return ms.Meeting(body=body, items=(ms.AgendaItem(title=body, modgov_issue=issue, passages=passages),))

    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(
            meeting("One", "The harbour bridge needs repair before winter.", "7"),
            meeting("Two", "The harbour bridge repair was tendered before winter.", None),
            meeting("Three", "The repair is over.", "7"),
            meeting("Four", "Books are lent for three weeks.", None),
        )
        item = index.search("needs").hits[0].item
        found = index.related_items(item.id)
        assert [(each.meeting.body, each.same_matter) for each in found] == [("Three", True), ("Two", False)]


def test_an_unknown_id_is_an_error(index: ms.Index) -> None:
    with pytest.raises(ms.NotFoundError):
        index.more_like("nothing")
    with pytest.raises(ms.NotFoundError):
        index.related_items("nothing")
