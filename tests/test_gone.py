"""What a change took away is known by its id: where it stood, and none of its words."""

import datetime
import os
from pathlib import Path

import pytest

import minutesearch as ms

DAY = datetime.date(2021, 3, 2)


def meeting(*texts: str) -> ms.Meeting:
    passages = tuple(ms.Passage(text=text) for text in texts)
    item = ms.AgendaItem(number="4", title="Parking permits", passages=passages)
    return ms.Meeting(council="Otherton Council", body="Highways Committee", date=DAY, items=(item,))


@pytest.fixture
def index(tmp_path: Path) -> ms.Index:
    index = ms.open_index(tmp_path / "index", create=True)
    index.add(meeting("Permits were dear.", "Councillor Dogwood lives at 4 Mill Lane."), name="permits")
    return index


def test_nothing_is_gone_before_anything_is_taken_away(index: ms.Index) -> None:
    there = index.search("permits")[0].passage
    assert None is index.gone(there.id) is index.gone("0123456789abcdef")
    assert not (index.path / "gone.jsonl").exists()


def test_a_passage_that_an_update_took_away_is_known_by_its_place_and_not_by_its_words(index: ms.Index) -> None:
    hit = index.search("Dogwood")[0]
    index.add(meeting("Permits were dear."), name="permits")
    expected = ms.GonePassage(
        id=hit.passage.id,
        item_id=hit.item.id,
        meeting_id=hit.meeting.id,
        position=2,
        fingerprint=hit.passage.fingerprint,
        council="Otherton Council",
        body="Highways Committee",
        date=DAY,
        generation=2,
    )
    assert expected == index.gone(hit.passage.id)
    assert b"Dogwood" not in (index.path / "gone.jsonl").read_bytes()
    assert None is index.gone(index.search("permits")[0].passage.id)


def test_another_process_and_a_later_opening_know_it_too(index: ms.Index) -> None:
    hit = index.search("Dogwood")[0]
    index.remove("permits")
    index.close()
    with ms.open_index(index.path) as other:
        assert hit.meeting.id == other.gone(hit.passage.id).meeting_id


def test_what_came_back_is_not_gone(index: ms.Index) -> None:
    gone = index.search("Dogwood")[0].passage.id
    for texts in (("Permits were dear.",), ("Permits were dear.", "Councillor Dogwood lives at 4 Mill Lane.")):
        index.add(meeting(*texts), name="permits")
    assert "Dogwood" in index.passage(gone).text
    assert None is index.gone(gone)


def test_what_is_kept_is_bounded_and_the_newest_stays(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    from minutesearch.index import gone

    monkeypatch.setattr(gone, "_MOST", 1_000)
    ids = []
    for number in range(20):
        index.add(meeting(f"Permit number {number} was given."), name="permits")
        ids.append(index.search(f'"number {number}"')[0].passage.id)
        index.remove("permits")
    assert (index.path / "gone.jsonl").stat().st_size <= 1_000
    assert None is index.gone(ids[0]) or ids[0] == ids[-1]
    assert ids[-1] == index.gone(ids[-1]).id


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00\xff not json", id="no JSON"),
        pytest.param(b'["ID","a"]\n', id="too short"),
        pytest.param(b'["ID",1,"m",2,"f",null,null,null,3]\n', id="a number for a name"),
        pytest.param(b'["ID","i","m",2,"f",null,null,"someday",3]\n', id="no day"),
        pytest.param(b'x["ID","i","m",2,"f",null,null,null,3]\n', id="not the start of a line"),
    ],
)
def test_a_damaged_file_says_nothing_and_stops_no_change(index: ms.Index, content: bytes) -> None:
    gone = index.search("Dogwood")[0].passage.id
    index.add(meeting("Permits were dear."), name="permits")
    (index.path / "gone.jsonl").write_bytes(content.replace(b"ID", gone.encode()))
    assert None is index.gone(gone)
    assert 1 == index.remove("permits").removed


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system has no O_NOFOLLOW")
def test_a_link_leads_to_no_file_outside(index: ms.Index, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("theirs")
    for name in ("gone.jsonl", "gone.draft"):
        (index.path / name).symlink_to(outside)
    index.remove("permits")
    assert "theirs" == outside.read_text()


def test_where_it_cannot_be_written_the_change_is_made_all_the_same(index: ms.Index) -> None:
    (index.path / "gone.jsonl").mkdir()
    gone = index.search("Dogwood")[0].passage.id
    assert 1 == index.remove("permits").removed
    assert None is index.gone(gone)


def test_what_a_broken_off_change_left_is_cleared_away_by_the_next_writer(index: ms.Index) -> None:
    index.close()
    (index.path / "gone.draft").write_text("half a li")
    with ms.open_index(index.path, create=True):
        assert not (index.path / "gone.draft").exists()


def test_an_id_that_is_no_text_is_refused(index: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError):
        index.gone(7)  # type: ignore[arg-type]
