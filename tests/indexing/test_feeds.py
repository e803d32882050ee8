"""Feeds over 20 MB: one source, taken in parts, in memory that does not grow with the file."""

import json
import tracemalloc
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.indexing.parsing import find_files


def write_feed(path: Path, *, meetings: int, lines: int = 60) -> None:
    """Write a feed of so many meetings, of half a megabyte for each sixty lines."""
    sentence = "The Harbour Master reported that the ferry had sailed in all weathers and the piers are sound. "
    with path.open("w", encoding="utf-8") as file:
        for meeting in range(meetings):
            for line in range(lines):
                text = f"{sentence * 80}Voyage {meeting}-{line}."
                row = {
                    "body": "Harbour Board",
                    "date": f"{1990 + meeting}-05-12",
                    "item_title": "Ferries",
                    "text": text,
                }
                file.write(json.dumps(row) + "\n")


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feed") / "feed.jsonl"
    write_feed(path, meetings=48)
    assert path.stat().st_size > 22_000_000
    return path


@pytest.fixture(scope="module")
def index(feed: Path, tmp_path_factory: pytest.TempPathFactory):
    with ms.open_index(tmp_path_factory.mktemp("index") / "index", create=True) as index:
        report = index.add(feed, workers=1)
        (told,) = report.problems
        assert told.message.startswith("no kind or speaker is given in 2,880 passages")
        assert (1, 2_880) == (report.added, report.passages)
        yield index


def test_a_feed_is_one_source_whatever_its_size(index: ms.Index):
    (source,) = index.sources()
    assert ("feed.jsonl", 2_880, 48) == (source.name, source.passages, len(source.meetings))
    assert (1, 48) == (index.stats().sources, index.stats().meetings)
    assert {"feed.jsonl"} == {hit.source for hit in index.scan("ferry")}


def test_hits_of_every_part_have_their_meeting_and_their_neighbours(index: ms.Index):
    (hit,) = index.search('"Voyage 45-30"', context=1).hits
    assert ("Harbour Board", 2035, "Ferries") == (hit.meeting.body, hit.meeting.date.year, hit.item.title)
    assert hit.before[0].text.endswith("45-29.")
    assert 60 == len(index.meeting(hit.meeting.id).items[0].passages)


def test_a_feed_that_has_not_changed_is_left_alone_and_the_index_is_sound(index: ms.Index, feed: Path):
    assert 1 == index.add(feed).unchanged
    assert () == index.check(deep=True)


def test_a_feed_that_has_become_small_leaves_nothing_of_its_parts_behind(feed: Path, tmp_path: Path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes(feed.read_bytes())
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(path, workers=1)
        write_feed(path, meetings=1, lines=2)
        report = index.add(path)
        assert (0, 1, 2) == (report.added, report.updated, index.stats().passages)
        assert 1 == len(index.sources())


def test_an_index_of_a_feed_that_is_built_again_has_it_as_one_source(feed: Path, tmp_path: Path):
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(feed, workers=1)
    assert ("rebuilt", ()) == ((repair := ms.repair_index(tmp_path / "index", rebuild=True)).done, repair.lost)
    with ms.open_index(tmp_path / "index") as index:
        assert [("feed.jsonl", 2_880)] == [(source.name, source.passages) for source in index.sources()]


def test_removing_a_feed_removes_all_of_its_parts(feed: Path, tmp_path: Path):
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(feed, workers=1)
        assert 1 == index.remove("feed.jsonl").removed
        assert (0, ()) == (index.stats().passages, index.sources())


def test_memory_does_not_grow_with_the_feed(tmp_path: Path):
    peaks = []
    for meetings in (48, 96):
        path = tmp_path / f"{meetings}.jsonl"
        write_feed(path, meetings=meetings)
        (file,), _ = find_files(path)
        tracemalloc.start()
        counts = [len(part.meetings) for part in file.load().iter_parts()]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert meetings == sum(counts)
    assert peaks[1] < 1.1 * peaks[0] < 60_000_000, peaks


def test_a_name_with_the_sign_that_parts_are_told_by_is_refused(tmp_path: Path):
    with ms.open_index(tmp_path / "index", create=True) as index:
        record = ms.Meeting(body="Cabinet", items=(ms.AgendaItem(passages=(ms.Passage(text="Noted."),)),))
        (problem,) = index.add(record, name="a\x1fpart 000001").problems
        assert "not added: its name has the character U+001F" == problem.message
