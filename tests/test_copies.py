"""Minutes published twice: what several sources of one meeting have in common is one hit, and is counted once."""

import copy
import dataclasses
import datetime
import json
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.engine.embedded.segments.copies import COPY_KEYS, Copies
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import ArrayFile, write_arrays

DAY = datetime.date(2020, 3, 4)
DRAFT = [
    ("Flood defences", ["The river flooded the lower road twice.", "The report was noted."]),
    ("Winter maintenance", ["Salt bins flooded with rain had been emptied.", "The report was noted."]),
]
CONFIRMED = [
    ("FLOOD DEFENCES", ["The river flooded the lower road twice.", "The report was noted."]),
    ("Winter maintenance", ["Salt bins flooded by rain had been emptied.", "The report was noted."]),
    ("Any other business", ["The flooded underpass was raised."]),
]


def a_meeting(items: list[tuple[str, list[str]]], *, date: datetime.date | None = DAY) -> ms.Meeting:
    return ms.Meeting(
        council="Anytown Council",
        body="Roads Committee",
        date=date,
        items=tuple(
            ms.AgendaItem(number=str(number), title=title, passages=tuple(ms.Passage(text=text) for text in texts))
            for number, (title, texts) in enumerate(items, start=1)
        ),
    )


@pytest.fixture
def twice(tmp_path: Path) -> Iterator[ms.Index]:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(a_meeting(DRAFT), name="draft.txt")
        index.add(a_meeting(CONFIRMED), name="confirmed.txt")
        yield index


def test_the_same_passage_of_draft_and_confirmed_minutes_is_one_hit(twice: ms.Index) -> None:
    results = twice.search("river")
    (hit,) = results
    assert (results.total, results.copies) == (1, 1)
    assert (hit.source, [each.source for each in hit.also_in]) == ("confirmed.txt", ["draft.txt"])
    assert hit.also_in[0].passage.text == hit.passage.text
    assert results.notes == ("Counted once: 1 more passage is the same in another source of the same meeting.",)
    (named,) = results.to_dict()["hits"][0]["also_in"]
    assert (named["source"], named["id"]) == ("draft.txt", hit.also_in[0].passage.id)


def test_a_passage_of_other_words_is_a_hit_of_its_own(twice: ms.Index) -> None:
    results = twice.search("salt bins")
    assert sorted(hit.source for hit in results) == ["confirmed.txt", "draft.txt"]
    assert (results.copies, [hit.also_in for hit in results], results.notes) == (0, [(), ()], ())


def test_what_one_meeting_decides_twice_stays_two_decisions(twice: ms.Index) -> None:
    results = twice.search('"the report was noted"')
    assert (results.total, results.copies) == (2, 2)
    assert {hit.item.title for hit in results} == {"FLOOD DEFENCES", "Winter maintenance"}
    assert all(hit.item.title.casefold() == hit.also_in[0].item.title.casefold() for hit in results)  # type: ignore[union-attr]  # titled


def test_duplicates_keep_gives_every_passage(twice: ms.Index) -> None:
    results = twice.search("river", duplicates="keep")
    assert (results.total, len(results), results.copies, results.notes) == (2, 2, 0, ())
    assert [[each.source for each in hit.also_in] for hit in results] == [["draft.txt"], ["confirmed.txt"]]


def test_facets_years_groups_and_pages_count_distinct_passages(twice: ms.Index) -> None:
    results = twice.search("flood*", facets=("year", "body", "item"), group="meeting", limit=1)
    assert (results.total, results.copies, results.groups) == (5, 2, 1)
    assert results.facets["year"] == (("2020", 5),)
    assert results[0].more == 4
    assert results.timeline() == (("2020", 5, 6, round(5000 / 6, 3)),)
    pages = [hit.passage.id for at in range(5) for hit in twice.search("flood*", limit=1, offset=at)]
    assert len(set(pages)) == 5
    assert not twice.search("flood*", offset=5)


def test_a_copy_stands_for_the_passage_where_a_filter_leaves_only_it(twice: ms.Index) -> None:
    (hit,) = twice.search("river", item="Flood defences")
    assert hit.also_in
    counted = dict(twice.search("river", facets="item").facets["item"])
    for title, count in counted.items():
        assert twice.search("river", item=f"={title}").total == count


def test_a_scan_and_an_export_give_each_passage_once(twice: ms.Index) -> None:
    assert len(list(twice.scan())) == 6
    assert len(list(twice.scan(duplicates="keep"))) == 9
    assert {hit.passage.id for hit in twice.scan("flood*")} == {hit.passage.id for hit in twice.search("flood*")}


@pytest.mark.parametrize(
    "other",
    [
        a_meeting(DRAFT, date=datetime.date(2020, 3, 5)),
        a_meeting(DRAFT, date=None),
        ms.Meeting(council="Othertown Council", body="Roads Committee", date=DAY, items=a_meeting(DRAFT).items),
    ],
    ids=["another day", "no day", "another council"],
)
def test_another_meeting_is_never_a_copy(tmp_path: Path, other: ms.Meeting) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(a_meeting(DRAFT), name="one")
        index.add(other, name="two")
        assert (index.search("river").total, index.search("river").copies) == (2, 0)


LONG = [
    (
        "Flood defences",
        ["The river flooded the lower road twice, and the upper one once, in the first days of May."],
    ),
    ("Winter", ["Salt bins had been emptied by the frost, which was the longest since the council was formed."]),
    ("Bridges", ["The bridge at the mill is closed to lorries until its parapet has been rebuilt in stone."]),
]
CLOSED = ("Close", ["The Chair thanked all and closed the meeting, as is usual, at nine in the evening."])


def titled(items: list[tuple[str, list[str]]], **facts: str | None) -> ms.Meeting:
    return dataclasses.replace(a_meeting(items), **facts)  # type: ignore[arg-type]  # texts all of them


@pytest.mark.parametrize(
    "other",
    [
        titled(LONG, time="19:00"),
        titled(LONG, modgov_meeting="4711"),
        titled(LONG, council=None),
        titled(LONG, body="ROADS  COMMITTEE", time="19:00"),
        titled(LONG[:2], time="19:00"),
        titled([*LONG, CLOSED, ("Lights", ["Two more lamps at the ford were asked for."])], time="19:00"),
    ],
    ids=["a time", "a number", "no council", "in capitals", "a part of it", "more of it"],
)
def test_one_meeting_under_two_ids_is_one(tmp_path: Path, other: ms.Meeting) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(a_meeting(LONG), name="a.txt")
        index.add(other, name="b.txt")
        assert len({each.id for each in index.meetings()}) == 2
        results = index.search("flooded road")
        assert (results.total, results.copies, [each.source for each in results[0].also_in]) == (1, 1, ["b.txt"])
        assert index.search("flooded road", duplicates="keep").total == 2
        assert index.check(deep=True) == ()


@pytest.mark.parametrize(
    "other",
    [
        titled(
            [CLOSED, ("Other matters", ["The path by the weir is to be raised a foot."])],
            time="20:00",
        ),
        titled([CLOSED], time="20:00"),
        titled(LONG, council="Othertown Council", time="20:00"),
        titled(LONG, body="Finance Committee", time="20:00"),
    ],
    ids=["another sitting", "a short sitting", "another council", "another body"],
)
def test_two_sittings_on_one_day_stay_two(tmp_path: Path, other: ms.Meeting) -> None:
    """They have the closing sentence in common, or another council says the same words."""
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(titled([*LONG, CLOSED], time="18:00"), name="a.txt")
        index.add(other, name="b.txt")
        assert index.search("", duplicates="keep").copies == 0
        assert index.search("").copies == 0


def test_two_sittings_in_one_source_stay_two_whatever_a_third_source_says(tmp_path: Path) -> None:
    both = [{**titled(LONG, time=time).to_dict()} for time in ("10:00", "14:00")]
    for each in both:
        for at, item in enumerate(each["items"], start=1):
            item.update(position=at)
    lines = [
        json.dumps(
            {
                "body": each["body"],
                "date": each["date"],
                "time": each["time"],
                "items": [{"title": item["title"], "passages": item["passages"]} for item in each["items"]],
            }
        )
        for each in both
    ]
    (tmp_path / "both.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "both.jsonl")
        index.add(titled(LONG, council=None), name="z.txt")
        results = index.search("flooded road")
        assert (results.total, results.copies) == (2, 1)


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("draft", "confirmed", "b.txt"),
        ("draft", None, "b.txt"),
        (None, "approved", "b.txt"),
        ("confirmed", "draft", "a.txt"),
        (None, None, "a.txt"),
        ("Confirmed", "signed", "a.txt"),
        ("not yet approved", "final", "b.txt"),
    ],
)
def test_what_is_confirmed_is_shown_before_a_draft(
    tmp_path: Path, first: str | None, second: str | None, shown: str
) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(titled(DRAFT, status=first), name="a.txt")
        index.add(titled(CONFIRMED, status=second), name="b.txt")
        (hit,) = index.search("river")
        assert (hit.source, len(hit.also_in)) == (shown, 1)
        (scanned,) = index.scan("river")
        assert scanned.source == shown
        # A filter that leaves only the other finds that.
        assert {one.source for one in index.search("river", duplicates="keep")} == {"a.txt", "b.txt"}
        assert index.check(deep=True) == ()


def test_a_files_name_may_say_that_it_is_a_draft(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(a_meeting(DRAFT), name="2020/Draft Minutes 4 March.txt")
        index.add(a_meeting(CONFIRMED), name="2020/Minutes 4 March.txt")
        (hit,) = index.search("river")
        assert hit.source == "2020/Minutes 4 March.txt"


def test_copies_go_when_their_source_does(twice: ms.Index) -> None:
    twice.remove("confirmed.txt")
    (hit,) = twice.search("river")
    assert (hit.source, hit.also_in) == ("draft.txt", ())
    twice.add(a_meeting(CONFIRMED), name="confirmed.txt")
    twice.add(a_meeting([("Flood defences", ["The river rose."])]), name="draft.txt")
    assert twice.search("lower road").copies == 0
    assert twice.check(deep=True) == ()


def test_hits_with_copies_pickle_without_the_index(twice: ms.Index) -> None:
    results = twice.search("river")
    twice.close()
    for again in (pickle.loads(pickle.dumps(results)), copy.deepcopy(results)):
        assert again.to_dict() == results.to_dict()


def test_a_segment_without_copy_keys_has_them_made_anew(twice: ms.Index, tmp_path: Path) -> None:
    whole, pruned = [], []
    for path in sorted(twice.path.glob("segment-*.arrays")):
        file = ArrayFile(path)
        write_arrays(
            tmp_path / path.name, {name: file[name] for name in file.names if name != COPY_KEYS}, sync=False
        )
        whole.append(Segment(path))
        pruned.append(Segment(tmp_path / path.name))
    copies, again = (Copies(IndexReader(segments)) for segments in (whole, pruned))
    numbers = range(sum(segment.size for segment in whole))
    assert [copies.of(number) for number in numbers] == [again.of(number) for number in numbers]
    assert sum(bool(copies.of(number)) for number in numbers) == 6


texts = st.lists(st.sampled_from(["Noted.", "The road flooded.", "The bins were full."]), max_size=4)
minutes = st.lists(st.tuples(st.sampled_from(["Roads", "Bins"]), texts), min_size=1, max_size=3)


@settings(max_examples=40)
@given(sources=st.lists(minutes, min_size=1, max_size=3), keep=st.booleans())
def test_totals_are_those_of_counting_by_hand(
    tmp_path_factory: pytest.TempPathFactory, sources: list[list[tuple[str, list[str]]]], keep: bool
) -> None:
    with ms.open_index(tmp_path_factory.mktemp("copies") / "index", create=True) as index:
        for at, items in enumerate(sources):
            index.add(a_meeting(items), name=f"source {at}", durable=False)
        keys = [_keys_by_hand(items) for items in sources]
        everything = [key for each in keys for key in each]
        expected = len(everything) if keep else len(set(everything))
        results = index.search(duplicates="keep" if keep else "collapse", facets=("year", "item"), limit=100)
        assert (results.total, len(results)) == (expected, expected)
        assert results.copies == len(everything) - expected
        assert sum(count for _, count in results.facets["year"]) == expected
        for title, count in results.facets["item"]:
            found = index.search(item=f"={title}", duplicates="keep" if keep else "collapse")
            assert found.total == count


def _keys_by_hand(items: list[tuple[str, list[str]]]) -> list[tuple[str, ...]]:
    said = Counter(text for _, each in items for text in each)
    seen: Counter[tuple[str, str]] = Counter()
    keys: list[tuple[str, ...]] = []
    for title, each in items:
        for text in each:
            seen[title, text] += 1
            keys.append((text,) if said[text] == 1 else (text, title, str(seen[title, text])))
    return keys
