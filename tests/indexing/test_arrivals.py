"""When a passage came into the index: kept while its words stay, whatever else happens to them."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

NOTED = "The report was noted."
FLOODS = "Councillor Marsh asked when the culvert under Mill Lane would be cleared of silt."
BUS = "The Officer said that the 14 bus would run until the end of March."
RENTS = "Members agreed that rents for the allotments would rise by two per cent."


def write(folder: Path, name: str, *items: tuple[str, list[str]], date: str = "7 October 2026") -> None:
    """Write the minutes of one meeting, with items of a title and paragraphs."""
    lines = ["Anytown Council", "Environment Committee", f"Minutes of the meeting held on {date}", ""]
    for number, (title, paragraphs) in enumerate(items, start=1):
        lines += [f"{number}. {title}", "", *(line for each in paragraphs for line in (each, ""))]
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(lines))


def meeting(
    *items: tuple[str, list[str]], body: str | None = "Environment Committee", time: str | None = None
) -> ms.Meeting:
    """Return the minutes of one meeting as a record."""
    return ms.Meeting(
        council="Anytown Council",
        body=body,
        date=datetime.date(2026, 10, 7),
        time=time,
        items=tuple(
            ms.AgendaItem(title=title, passages=tuple(ms.Passage(text=text) for text in texts))
            for title, texts in items
        ),
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ms.Index]:
    with ms.open_index(tmp_path / "index", create=True) as opened:
        yield opened


def arrived(index: ms.Index) -> list[tuple[str, int | None]]:
    """Return the text of each passage with the commit that it came in with, in reading order."""
    return [(hit.passage.text, hit.passage.generation) for hit in index.scan()]


def test_a_passage_says_which_commit_it_came_with_and_when(index: ms.Index) -> None:
    before = datetime.datetime.now(datetime.UTC)
    index.add(meeting(("Floods", [FLOODS])), name="october")
    (hit,) = index.search("culvert")
    assert hit.passage.generation == index.generation == 1
    assert hit.passage.indexed_at is not None
    assert before <= hit.passage.indexed_at <= datetime.datetime.now(datetime.UTC)
    values = hit.to_dict()
    assert values["generation"] == 1
    assert values["indexed_at"] == f"{hit.passage.indexed_at:%Y-%m-%dT%H:%M:%SZ}"


def test_of_an_edited_source_only_the_changed_paragraph_is_new(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED]), ("Buses", [BUS, NOTED])), name="october")
    index.add(
        meeting(("Floods", [FLOODS, NOTED]), ("Buses", [f"{BUS} It would then end.", NOTED])), name="october"
    )
    assert [number for _, number in arrived(index)] == [1, 1, 2, 1]
    assert [hit.passage.text for hit in index.search(since_generation=1)] == [f"{BUS} It would then end."]


def test_a_paragraph_put_in_before_others_is_the_only_new_one(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED])), name="october")
    index.add(meeting(("Floods", [RENTS, FLOODS, NOTED])), name="october")
    assert arrived(index) == [(RENTS, 2), (FLOODS, 1), (NOTED, 1)]


def test_items_that_change_places_bring_nothing_new(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED]), ("Buses", [BUS, NOTED])), name="october")
    index.add(meeting(("Buses", [BUS, NOTED]), ("Floods", [FLOODS, NOTED])), name="october")
    assert [number for _, number in arrived(index)] == [1, 1, 1, 1]


def test_an_item_with_another_title_brings_nothing_new(index: ms.Index) -> None:
    index.add(meeting(("Rents", [RENTS]), ("Floods", [FLOODS, NOTED])), name="october")
    index.add(meeting(("Floods in Mill Lane", [FLOODS, NOTED]), ("Rents of allotments", [RENTS])), name="october")
    assert [number for _, number in arrived(index)] == [1, 1, 1]


def test_a_common_sentence_under_a_new_item_is_new_though_it_left_another(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED]), ("Rents", [RENTS, NOTED])), name="october")
    index.add(meeting(("Floods", [FLOODS, NOTED]), ("Rents", [RENTS]), ("Buses", [BUS, NOTED])), name="october")
    assert arrived(index) == [(FLOODS, 1), (NOTED, 1), (RENTS, 1), (BUS, 2), (NOTED, 2)]


def test_a_sentence_said_once_more_is_new_once(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED])), name="october")
    index.add(meeting(("Floods", [FLOODS, NOTED]), ("Buses", [NOTED])), name="october")
    assert [number for _, number in arrived(index)] == [1, 1, 2]


def test_a_renamed_file_brings_nothing_new(index: ms.Index, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    write(folder, "draft.txt", ("Floods", [FLOODS, NOTED]))
    index.sync(folder)
    (folder / "draft.txt").rename(folder / "confirmed.txt")
    report = index.sync(folder)
    assert (report.added, report.removed) == (1, 1)
    assert index.search(since_generation=1).total == 0


def test_a_renamed_file_of_no_known_meeting_brings_nothing_new(index: ms.Index, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "The pond behind the library was drained in May."}\n')
    index.sync(folder)
    (folder / "a.jsonl").rename(folder / "b.jsonl")
    index.sync(folder)
    assert [number for _, number in arrived(index)] == [1]


def test_the_confirmed_minutes_of_a_meeting_bring_only_what_their_draft_had_not(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED])), name="draft")
    index.add(meeting(("Floods", [FLOODS, NOTED, BUS])), name="confirmed")
    assert [hit.passage.text for hit in index.search(since_generation=1)] == [BUS]


def test_a_common_sentence_of_another_meeting_is_new(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS, NOTED])), name="october")
    index.add(meeting(("Floods", [NOTED]), body="Finance Committee"), name="finance")
    assert [hit.source for hit in index.search(since_generation=1)] == ["finance"]


def test_what_is_removed_and_added_again_is_new_again(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS])), name="october")
    index.remove("october")
    index.add(meeting(("Floods", [FLOODS])), name="october")
    assert arrived(index) == [(FLOODS, 3)]


def test_merging_segments_and_repairing_keep_arrivals(tmp_path: Path) -> None:
    path = tmp_path / "index"
    with ms.open_index(path, create=True) as index:
        for number in range(1, 14):
            index.add(
                meeting(("Floods", [f"{FLOODS} For the {number}th time."]), time=f"{number}:00"),
                name=f"m{number:02}",
            )
        expected = [(hit.passage.text, hit.passage.generation, hit.passage.indexed_at) for hit in index.scan()]
        assert [generation for _, generation, _ in expected] == list(range(1, 14))
        assert len(list(path.glob("*.arrays"))) < 13
        assert index.check(deep=True) == ()
    ms.repair_index(path, rebuild=True)
    with ms.open_index(path) as index:
        assert [
            (hit.passage.text, hit.passage.generation, hit.passage.indexed_at) for hit in index.scan()
        ] == expected
        assert index.check(deep=True) == ()
        assert index.search(since_generation=10).total == 3


def test_the_instants_of_later_commits_are_later(index: ms.Index) -> None:
    index.add(meeting(("Floods", [FLOODS])), name="a")
    index.add(meeting(("Buses", [BUS]), body="Transport"), name="b")
    first, second = (hit.passage.indexed_at for hit in index.scan())
    assert first is not None
    assert second is not None
    assert first < second
