"""The façade: changing, searching and opening an index."""

import dataclasses
import datetime
import hashlib
import itertools
import json
import re
import threading
import typing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.embedded.writing import worker_pool
from minutesearch.index import lifetime
from minutesearch.searching.options import FACET_KEYS

PAGE = """Agenda item

{title}

Minutes:

1.      {text}

2.      The Chair thanked officers.

Decision

The Committee noted the report.

Supporting documents:"""


def write_page(path: Path, title: str = "Parking", text: str = "Mr Lee introduced the parking report.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title, text=text), encoding="utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    write_page(tmp_path / "pages" / "a.txt")
    write_page(tmp_path / "pages" / "b.txt", "Libraries", "Ms Roe introduced the libraries report.")
    return tmp_path / "pages"


@pytest.fixture
def empty(tmp_path: Path):
    with ms.create_index(tmp_path / "index") as index:
        yield index


MEETING = ms.Meeting(
    council="Anytown Council",
    body="Planning Committee",
    date=datetime.date(2022, 3, 7),
    items=(
        ms.AgendaItem(
            number="5",
            title="Harbour wall",
            passages=(
                ms.Passage(text="Members asked about the harbour wall.", label="1"),
                ms.Passage(
                    text="The report was noted.", kind=ms.Kind.DECISION, decision_type=ms.DecisionType.NOTED
                ),
            ),
        ),
    ),
)


# --- adding


def test_an_edited_file_is_updated_and_its_old_words_are_gone(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    write_page(pages / "a.txt", text="Mr Lee introduced the footpath report.")
    report = empty.add(pages)
    assert (report.added, report.updated, report.unchanged, report.passages) == (0, 1, 1, 3)
    assert empty.search("footpath", match="all").total == 1
    assert empty.search('"parking report"').total == 0


def test_one_bad_file_stops_no_other(empty: ms.Index, pages: Path) -> None:
    bad = {
        "binary.txt": b"\x00\x01\x02\xff" * 50,
        "empty.txt": b"",
        "gone.txt": b"404 Not Found\n\nThe page is not there.\n",
        "page.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    }
    for name, content in bad.items():
        (pages / name).write_bytes(content)
    report = empty.add(pages)
    assert report.added == 2
    assert sorted(Path(problem.path).name for problem in report.problems) == sorted(bad)


def test_a_text_that_is_no_minutes_is_added_with_a_problem_that_says_so(empty: ms.Index, pages: Path) -> None:
    (pages / "letter.txt").write_bytes(b"Dear Sir,\n\nThank you for your letter about the giraffe.\n")
    report = empty.add(pages)
    assert (3, ["letter.txt"]) == (report.added, [Path(problem.path).name for problem in report.problems])
    assert 1 == empty.search("giraffe").total


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_a_file_in_another_encoding_is_read_and_says_so(empty: ms.Index, tmp_path: Path, encoding: str) -> None:
    text = PAGE.format(title="Parking", text="The Board’s view – “urgent” – was noted.")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    report = empty.add(tmp_path / "a.txt")
    assert report.added == 1
    assert [Path(problem.path).name for problem in report.problems] == ["a.txt"]
    assert empty.search("urgent").hits[0].passage.text == "The Board’s view – “urgent” – was noted."


def test_a_path_that_does_not_exist_is_an_error_if_it_is_all_there_is(empty: ms.Index, tmp_path: Path) -> None:
    with pytest.raises(ms.SourceError, match=r"nowhere: does not exist"):
        empty.add(tmp_path / "nowhere")


def test_a_path_that_does_not_exist_is_a_problem_among_others(empty: ms.Index, pages: Path) -> None:
    report = empty.add(pages, pages / "nowhere")
    assert (report.added, len(report.problems)) == (2, 1)


def test_the_sidecar_gives_meeting_and_item(empty: ms.Index, pages: Path) -> None:
    (pages / "metadata.csv").write_text(
        "file,council,body,date,item number,url\n"
        "a.txt,Anytown Council,Planning Committee,07/10/2020,5,https://example.org/mgAi.aspx?ID=77\n"
        "b.txt,Anytown Council,Planning Committee,31/02/2020,6,\n"
    )
    report = empty.add(pages)
    assert (report.added, len(report.problems)) == (2, 1)
    assert report.problems[0].line == 3
    hit = empty.search("parking").hits[0]
    assert (hit.meeting.council, hit.meeting.date) == ("Anytown Council", datetime.date(2020, 10, 7))
    assert hit.citation == (
        "Anytown Council, Planning Committee, 7 October 2020, item 5: Parking, paragraph 1"
        " (https://example.org/mgAi.aspx?ID=77)"
    )
    assert hit.item.modgov_item == "77"


def test_a_changed_sidecar_updates_the_files_it_speaks_of(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    (pages / "metadata.json").write_text('[{"file": "a.txt", "council": "Anytown Council"}]')
    report = empty.add(pages)
    assert (report.updated, report.unchanged) == (1, 1)
    assert empty.search(council="anytown", limit=100).total == 3


def test_a_folder_that_moved_is_the_same_sources(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    report = empty.add(pages.rename(pages.parent / "moved"))
    assert (report.unchanged, report.problems) == (2, ())


def test_a_different_file_of_the_same_name_does_not_replace_the_first(empty: ms.Index, tmp_path: Path) -> None:
    empty.add(write_page(tmp_path / "2020" / "minutes.txt"))
    report = empty.add(write_page(tmp_path / "2021" / "minutes.txt", text="Ms Roe introduced the harbour report."))
    assert (report.updated, report.unchanged) == (0, 0)
    assert "has another file of this name" in report.problems[0].message
    assert empty.search('"parking report"').total == 1


def test_two_files_of_one_name_in_one_call_are_not_both_taken_for_it(empty: ms.Index, tmp_path: Path) -> None:
    first = write_page(tmp_path / "2020" / "minutes.txt")
    second = write_page(tmp_path / "2021" / "minutes.txt", text="Ms Roe introduced the harbour report.")
    report = empty.add(first, second, first)
    assert (report.added, len(report.problems)) == (1, 1)
    assert str(second) in report.problems[0].path


def test_progress_is_told_of_every_source(empty: ms.Index, pages: Path) -> None:
    told = []
    empty.add(pages, progress=lambda done, total, name: told.append((done, total, name)))
    assert told == [(1, 2, "a.txt"), (2, 2, "b.txt")]


def test_an_add_that_is_interrupted_changes_nothing(empty: ms.Index, pages: Path) -> None:
    def interrupt(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty.add(pages, progress=interrupt)
    assert empty.search().total == 0
    assert empty.add(pages).added == 2


# --- records


def test_a_record_is_added_as_it_is(empty: ms.Index) -> None:
    assert empty.add(MEETING).added == 1
    hit = empty.search("harbour", kind="discussion").hits[0]
    assert (hit.meeting.body, hit.item.number, hit.passage.label) == ("Planning Committee", "5", "1")
    assert hit.source == "Anytown Council/Planning Committee/2022-03-07"
    assert empty.add(MEETING).unchanged == 1


def test_a_record_that_nothing_is_known_of_needs_a_name(empty: ms.Index) -> None:
    unknown = ms.Meeting(items=MEETING.items)
    with pytest.raises(ms.ArgumentError, match="name"):
        empty.add(unknown)
    assert empty.add(unknown, name="from the archive").added == 1
    assert empty.remove("from the archive").removed == 1


def test_a_name_goes_with_one_record_only(empty: ms.Index, pages: Path) -> None:
    with pytest.raises(ms.ArgumentError, match="exactly one Meeting"):
        empty.add(pages, name="pages")


def test_a_passage_without_text_is_refused_at_the_call(empty: ms.Index) -> None:
    blank = ms.Meeting(body="Cabinet", items=(ms.AgendaItem(passages=(ms.Passage(text=" \xa0"),)),))
    with pytest.raises(ms.ArgumentError, match="Cabinet: item 1, passage 1 has no text"):
        empty.add(blank)


# --- sync and remove


def test_sync_adds_updates_and_removes(empty: ms.Index, pages: Path) -> None:
    empty.add(MEETING)
    empty.add(pages)
    write_page(pages / "a.txt", text="Mr Lee introduced the footpath report.")
    (pages / "b.txt").unlink()
    write_page(pages / "c.txt", "Museums")
    report = empty.sync(pages)
    assert (report.added, report.updated, report.unchanged, report.removed) == (1, 1, 0, 2)
    assert [item.title for item in empty.items()] == ["Parking", "Museums"]


def test_sync_keeps_what_it_has_of_a_file_that_is_broken_now(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    (pages / "b.txt").write_bytes(b"")
    report = empty.sync(pages)
    assert (report.removed, len(report.problems)) == (0, 1)
    assert empty.search("libraries").total


def test_sync_with_another_folder_takes_its_files_for_the_same_names(empty: ms.Index, tmp_path: Path) -> None:
    empty.add(write_page(tmp_path / "2020" / "minutes.txt").parent)
    other = write_page(tmp_path / "2021" / "minutes.txt", text="Ms Roe introduced the harbour report.").parent
    assert empty.sync(other).updated == 1


def test_sync_with_what_is_no_folder_is_an_error(empty: ms.Index, pages: Path) -> None:
    with pytest.raises(ms.SourceError, match="is not a folder"):
        empty.sync(pages / "a.txt")


def test_removing_what_is_not_there_is_an_error_and_removes_nothing(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    with pytest.raises(ms.NotFoundError, match=r"'z\.txt'"):
        empty.remove("a.txt", "z.txt")
    assert len(empty.items()) == 2


def test_the_days_of_an_index_are_dates_and_texts_in_json(empty: ms.Index) -> None:
    assert (None, None) == (empty.stats().first_date, empty.stats().last_date)
    empty.add(MEETING, name="record")
    stats = empty.stats()
    assert (datetime.date(2022, 3, 7), datetime.date(2022, 3, 7)) == (stats.first_date, stats.last_date)
    shown = json.loads(json.dumps(stats.to_dict()))
    assert ("2022-03-07", "2022-03-07") == (shown["first_date"], shown["last_date"])
    assert stats.size_bytes == shown["bytes"] > 0
    assert [{"value": value, "count": count} for value, count in stats.kinds] == shown["kinds"]


def test_sources_say_what_each_has_and_what_remove_takes(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    empty.add(MEETING, name="record")
    first, second, record = empty.sources()
    assert ["a.txt", "b.txt", "record"] == [first.name, second.name, record.name]
    assert [str(pages / "a.txt"), str(pages / "b.txt"), None] == [first.path, second.path, record.path]
    assert hashlib.sha256((pages / "a.txt").read_bytes()).hexdigest() == first.sha256
    assert empty.stats().passages == sum(each.passages for each in empty.sources())
    assert list(empty.meetings()) == [meeting for each in empty.sources() for meeting in each.meetings]
    empty.remove(second.name)
    assert ["a.txt", "record"] == [each.name for each in empty.sources()]
    assert {name: len(list(found)) for name, found in _by_source(empty)} == {
        each.name: each.passages for each in empty.sources()
    }


def _by_source(index: ms.Index):
    hits = sorted(index.search(limit=100), key=lambda hit: hit.source)
    return itertools.groupby(hits, key=lambda hit: hit.source)


@pytest.mark.parametrize("error", [TypeError("mine"), KeyError("mine"), RuntimeError("mine")])
def test_what_the_callers_progress_raises_sets_off_no_search_for_damage(
    empty: ms.Index, pages: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A callback's own mistake says nothing of the index, all of which would be read to find damage."""
    blamed: list[object] = []
    monkeypatch.setattr(lifetime, "blame_files", lambda *facts: blamed.append(facts))

    def fail(done: int, total: int, name: str) -> None:
        raise error

    for _ in range(2):
        with pytest.raises(type(error), match="mine"):
            empty.add(pages, progress=fail)
        empty.add(pages)
    assert [] == blamed


# --- arguments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"committee": "Planning"}, "no filter or option 'committee'"),
        ({"facets": ["commitee"]}, "facets has no choice 'commitee'"),
        ({"facets": "colour"}, "facets has no choice"),
        ({"kind": "decisions"}, "did you mean 'decision'"),
        ({"decision_type": "rejected"}, "decision_type has no choice"),
        ({"match": "some"}, "match has no choice"),
        ({"sort": "date"}, "sort has no choice"),
        ({"group": "council"}, "group has no choice"),
        ({"limit": -1}, "limit must be"),
        ({"offset": "3"}, "offset must be"),
        ({"since": "soon"}, "since must be a date"),
        ({"since": ["2021"]}, "since must be a date or a text"),
        ({"since": "2021", "until": "2020"}, "is after until"),
        ({"facets": 5}, "facets must be names"),
        ({"facet_limit": -1}, "facet_limit must be a whole number from 0, not -1"),
        ({"facet_limit": "12"}, "facet_limit must be a whole number from 0, not '12'"),
        ({"council": " "}, "council must be a text"),
        ({"body": [None]}, "body must be a text"),
    ],
)
def test_a_bad_argument_is_an_error_at_the_call(
    index: ms.Index, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(ms.ArgumentError, match=message):
        index.search("care", **arguments)


def test_an_unknown_option_is_what_python_and_we_call_it(index: ms.Index) -> None:
    with pytest.raises(TypeError, match="committee"):
        index.search("care", committee="Planning")
    with pytest.raises(ms.MinuteSearchError, match=r"council, body, kind.*deadline_ms$"):
        index.search("care", committee="Planning")


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("kind", ms.Kind),
        ("decision_type", ms.DecisionType),
        ("outcome", ms.Outcome),
        ("facets", FACET_KEYS),
    ],
)
def test_a_type_checker_knows_every_choice(name: str, choices: Iterable[str]) -> None:
    """The names in the signature are those of the records, so that a misspelt one is seen before it runs."""
    hints = typing.get_type_hints(ms.Index.search)[name]
    assert {*choices} == {value for value in _literals(hints) if isinstance(value, str)}


def _literals(hint: object) -> Iterator[object]:
    for part in typing.get_args(hint):
        if typing.get_origin(hint) is typing.Literal:
            yield part
        else:
            yield from _literals(part)


def test_several_values_of_a_filter_are_alternatives(index: ms.Index) -> None:
    one, other = (index.search(kind=kind, limit=0).total for kind in ("decision", "motion"))
    assert one + other == index.search(kind=["decision", "motion"], limit=0).total


def test_a_filter_in_the_query_is_the_same_as_beside_it(index: ms.Index) -> None:
    inside = index.search("kind:decision report")
    beside = index.search("report", kind="decision")
    assert [hit.passage.id for hit in inside] == [hit.passage.id for hit in beside]
    assert inside.hits[0].score == beside.hits[0].score


def test_a_facet_value_given_back_as_a_filter_finds_what_was_counted(index: ms.Index) -> None:
    facets = index.search("care", facets=["kind", "item", "said_by", "mentions"]).facets
    for name, counts in facets.items():
        assert counts, name
        for value, count in counts:
            assert count == index.search("care", limit=0, **{name: f"={value}"}).total, (name, value)


def test_a_facet_counts_without_its_own_filter(index: ms.Index) -> None:
    free = index.search("care", facets="kind").facets
    held = index.search("care", kind="decision", facets="kind").facets
    assert free == held


@pytest.mark.parametrize("query", ["care", '"social prescribing"', ""])
@pytest.mark.parametrize("limit", [0, 1, 2, 3, 1000])
def test_a_facet_limit_leaves_the_values_that_most_passages_have(query: str, limit: int, index: ms.Index) -> None:
    names = ["kind", "item", "said_by", "year"]
    whole = index.search(query, facets=names).facets
    few = index.search(query, facets=names, facet_limit=limit).facets
    assert few == {name: counts[:limit] for name, counts in whole.items()}


def test_grouping_leaves_the_total_and_says_how_many_more(index: ms.Index) -> None:
    whole = index.search("care", limit=1000)
    grouped = index.search("care", group="item", limit=1000)
    assert (grouped.total, grouped.groups) == (whole.total, len(grouped))
    assert sum(1 + (hit.more or 0) for hit in grouped) == whole.total
    assert len({hit.item.id for hit in grouped}) == len(grouped)


def test_context_stays_within_the_item(index: ms.Index) -> None:
    hit = index.search('"motion fell"', context=2).hits[0]
    assert [passage.label for passage in (*hit.before, *hit.after)] == ["13", None, "15", "16"]
    first = index.search("kind:summary", context=3, item="Sustainability and Transformation Plan").hits[0]
    assert first.before == ()


def test_any_word_will_do_if_no_passage_has_them_all_and_it_says_so(index: ms.Index) -> None:
    results = index.search("purdah tablets")
    assert (results.match, results.query) == ("any", "purdah OR tablets")
    assert results.total == index.search("purdah tablets", match="any").total
    assert index.search("purdah tablets", match="all").total == 0


def test_what_was_understood_reads_back_to_the_same_hits(index: ms.Index) -> None:
    for query in ("purdah tablets", "voluntary -sector", 'kind:decision "the board" OR letter', "prescri* +care"):
        results = index.search(query, limit=1000)
        again = index.search(results.query, limit=1000)
        assert results, query
        assert [hit.passage.id for hit in results] == [hit.passage.id for hit in again]


def test_an_unknown_filter_value_finds_nothing(index: ms.Index) -> None:
    assert index.search("care", council="Atlantis").total == 0


def test_results_are_plain_values(index: ms.Index) -> None:
    shown = index.search("ICS", facets=["kind"], context=1, group="item").to_dict()
    assert list(shown) == [
        *(
            "query",
            "match",
            "total",
            "copies",
            "groups",
            "has_more",
            "generation",
            "elapsed_ms",
            "expansions",
            "approximate",
            "suggestion",
        ),
        *("unmatched", "notes", "narrower", "facets", "hits"),
    ]
    assert shown["hits"][0]["meeting"]["date"] is None


# --- looking up


def test_an_unknown_id_is_an_error(index: ms.Index) -> None:
    for look_up in (index.passage, index.locate, index.around):
        with pytest.raises(ms.NotFoundError, match="'xyz'"):
            look_up("xyz")


def test_meetings_have_their_items(index: ms.Index) -> None:
    meetings = index.meetings()
    assert (len(meetings), [len(meeting.items) for meeting in meetings]) == (5, [1] * 5)
    assert [item.title for item in index.items()] == [meeting.items[0].title for meeting in meetings]


def test_check_finds_a_sound_index_sound(index: ms.Index) -> None:
    assert index.check() == index.check(deep=True) == ()


# --- opening, threads


def test_opening_with_create_keeps_what_is_there(tmp_path: Path, pages: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(pages)
    with ms.open_index(tmp_path / "index", create=True) as index:
        assert index.search("parking").total


def test_a_missing_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ms.IndexMissingError):
        ms.open_index(tmp_path / "index")


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    index = ms.create_index(tmp_path / "index")
    index.close()
    index.close()
    for use in (index.search, index.reopen, index.items):
        with pytest.raises(ms.IndexClosedError):
            use()


def test_reopening_sees_the_commit_of_another(tmp_path: Path, pages: Path) -> None:
    with ms.create_index(tmp_path / "index") as reader, ms.open_index(tmp_path / "index") as writer:
        writer.add(pages)
        assert reader.search("parking").total == 0
        reader.reopen()
        assert reader.search("parking").total


def test_a_change_is_planned_on_what_is_committed_now(tmp_path: Path, pages: Path) -> None:
    with ms.create_index(tmp_path / "index") as one, ms.open_index(tmp_path / "index") as other:
        one.add(pages)
        assert other.add(pages).unchanged == 2


def test_many_threads_search_while_one_adds(tmp_path: Path, pages: Path) -> None:
    failures: list[BaseException] = []
    with ms.create_index(tmp_path / "index") as index:
        index.add(pages)

        def search() -> None:
            try:
                for _ in range(30):
                    results = index.search("report introduced", facets=["kind"], context=1)
                    assert results.total == len(results) or results.total > 10
                    assert {hit.passage.text for hit in results}
            except BaseException as error:  # shown below
                failures.append(error)

        threads = [threading.Thread(target=search) for _ in range(8)]
        for thread in threads:
            thread.start()
        for number in range(5):
            index.add(write_page(pages / f"more{number}.txt"))
        for thread in threads:
            thread.join()
    assert failures == []


def test_two_workers_give_the_report_and_the_answers_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_CHARACTERS", "_CHARACTERS_FIRST", "_CHARACTERS_TO_START"):
        monkeypatch.setattr(worker_pool, name, 2_000)
    meetings = [
        ms.Meeting(
            body=f"Board {board}",
            items=(
                ms.AgendaItem(
                    title=f"Footpath {board % 7}",
                    passages=tuple(ms.Passage(text=f"Path {board * n} was walled. " * n) for n in range(1, 9)),
                ),
                ms.AgendaItem(passages=(ms.Passage(text="The wall stood."),)),
            ),
        )
        for board in range(40)
    ]
    found = []
    for count in (1, 2):
        with ms.create_index(tmp_path / str(count)) as index:
            report = index.add(*meetings, workers=count)
            hits = [index.search(query, limit=500).hits for query in ("wall", "footpath 3 walled", "path 40")]
        found.append((report, [(hit.passage, hit.source, hit.score) for each in hits for hit in each]))
    assert found[0] == found[1]
    assert found[1][0].added == 40


@pytest.mark.parametrize("workers", [0, -1, 1.5])
def test_workers_are_counted_from_one(tmp_path: Path, workers: object) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index, pytest.raises(ms.ArgumentError, match="from 1"):
        index.add("seeds/", workers=workers)  # type: ignore[arg-type]


def test_a_search_stops_at_its_deadline(index: ms.Index) -> None:
    with pytest.raises(ms.QueryTimeoutError, match="longer than it was given"):
        index.search("voluntary sector engagement", deadline_ms=1e-6)
    assert index.search("voluntary sector engagement", deadline_ms=60_000).total


@pytest.mark.parametrize("deadline_ms", [0, -5, True, "1"])
def test_a_deadline_is_a_number_above_zero(index: ms.Index, deadline_ms: object) -> None:
    with pytest.raises(ms.ArgumentError, match="deadline_ms must be"):
        index.search("voluntary", deadline_ms=deadline_ms)  # type: ignore[arg-type]


def test_checking_reads_every_file(tmp_path: Path, seeds: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(seeds)
        assert index.check() == ()
        (segment,) = (tmp_path / "index").glob("segment-*")
        # Another file in its place: what is mapped stays as it was.
        content = bytearray(segment.read_bytes())
        content[-40] ^= 1
        segment.unlink()
        segment.write_bytes(content)
        assert [(segment.name, "is not the file that was written")] == [
            (Path(problem.path).name, problem.message) for problem in index.check()
        ]


# --- what a review found


def test_a_word_is_found_after_a_second_add_with_other_areas(empty: ms.Index, seeds: Path, pages: Path) -> None:
    """Whoosh leaves segments without a column out of the whole column."""
    for path in (*sorted(seeds.glob("*.txt")), pages / "a.txt"):
        empty.add(path)
        assert empty.search("report", limit=0).total
    assert empty.check(deep=True) == ()


def test_an_index_with_a_history_answers_as_a_fresh_one(tmp_path: Path, seeds: Path, pages: Path) -> None:
    with ms.create_index(tmp_path / "one") as grown, ms.create_index(tmp_path / "two") as fresh:
        for path in sorted(seeds.glob("*.txt"), reverse=True):
            grown.add(path)
        grown.add(pages)
        grown.remove("a.txt", "b.txt")
        fresh.add(seeds)
        for query in ("report", "voluntary sector", '"social prescribing"', "prescri*", "kind:decision"):
            expected = [(hit.passage.id, hit.score) for hit in fresh.search(query, limit=1000)]
            assert expected, query
            assert expected == [(hit.passage.id, hit.score) for hit in grown.search(query, limit=1000)]


def test_one_file_is_not_there_twice_under_two_names(empty: ms.Index, tmp_path: Path) -> None:
    page = write_page(tmp_path / "minutes" / "2020" / "a.txt")
    empty.add(tmp_path / "minutes")
    assert empty.add(page).unchanged == 1
    write_page(page, text="Mr Lee introduced the footpath report.")
    assert "has this file as '2020/a.txt'" in empty.add(page.parent).problems[0].message
    assert empty.add(tmp_path / "minutes").updated == 1


def test_a_name_finds_every_way_in_which_pages_print_it(empty: ms.Index) -> None:
    def said(name: str, person: str | None = None) -> ms.Passage:
        span = ms.Span(0, len(name))
        return ms.Passage(
            text=f"{name} spoke.", attributions=(ms.Attribution(printed=name, person=person, evidence=span),)
        )

    passages = (
        said("Ms Chen"),
        said("Ms Chen", "Jo Chen"),
        said("The Chair"),
        said("The Vice-Chair"),
        said("Mr Chen"),
    )
    empty.add(ms.Meeting(items=(ms.AgendaItem(passages=passages),)), name="record")

    def found(name: str) -> list[int]:
        return [hit.passage.position for hit in empty.search(said_by=name)]

    assert found("Chen") == [1, 2, 5]
    assert found("Ms Chen") == [1, 2]
    assert found("=Jo Chen") == [2]
    assert found("Chair") == [3, 4]
    assert found("=Chair") == [3]


@pytest.mark.parametrize(
    ("meeting", "message"),
    [
        (ms.Meeting(date="2020-10-07"), "datetime.date"),
        (ms.Meeting(items=(ms.AgendaItem(number=5),)), "item 1: number must be a text"),
        (ms.Meeting(items=None), "the meeting: items must be a tuple, not None"),
        (ms.Meeting(items=(5,)), "item 1 must be an AgendaItem, not int"),
        (ms.Meeting(chair=5), "the meeting: chair must be a text or None, not 5"),
        (ms.Meeting(venue="Hall \ud800"), "the meeting: venue has half of a pair of surrogates"),
        (ms.Meeting(items=(ms.AgendaItem(motions=None),)), "item 1: motions must be a tuple, not None"),
        (ms.Meeting(items=(ms.AgendaItem(passages="x"),)), "item 1: passages must be a tuple, not 'x'"),
        (
            ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="x \udfff"),)),)),
            "item 1, passage 1: text has half of a pair of surrogates",
        ),
        (
            ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="x", mentions=None),)),)),
            "item 1, passage 1: mentions must be a tuple, not None",
        ),
        (
            ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="x", label=8),)),)),
            "item 1, passage 1: label",
        ),
        (ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="x", kind="speech"),)),)), "'speech'"),
        (
            ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="x", decision_type="noted"),)),)),
            "of kind discussion",
        ),
    ],
)
def test_a_record_with_values_of_other_types_is_refused_at_the_call(
    empty: ms.Index, meeting: ms.Meeting, message: str
) -> None:
    sound = ms.Meeting(
        items=(ms.AgendaItem(passages=(ms.Passage(text="The bridge was repaired."),)),), body="Roads"
    )
    with pytest.raises(ms.ArgumentError, match=re.escape(message)):
        empty.add(meeting, name="record")
    with pytest.raises(ms.ArgumentError):
        empty.add(sound, dataclasses.replace(meeting, body="Bins"))
    assert empty.stats().passages == 0


@pytest.mark.parametrize(
    ("spoken", "message"),
    [
        ("Mr Badu", "attribution 1 must be an Attribution, not str"),
        (ms.Attribution(printed=" "), "attribution 1 names nobody"),
        (ms.Attribution(printed="Mr Badu", person=5), "person must be a text or None, not 5"),
        (
            ms.Attribution(printed="Mr Badu", evidence=ms.Span(0, 0)),
            "evidence must be None or a stretch of the text",
        ),
        (
            ms.Attribution(printed="Mr Badu", evidence=ms.Span(3, 99)),
            "evidence must be None or a stretch of the text",
        ),
        (
            ms.Attribution(printed="Mr Badu", evidence=ms.Span(0, 2), evidence_in="lead_in"),
            "stretch of the lead_in",
        ),
    ],
)
def test_a_speaker_that_the_text_cannot_show_is_refused(empty: ms.Index, spoken: object, message: str) -> None:
    passage = ms.Passage(text="Mr Badu spoke.", attributions=(spoken,))  # type: ignore[arg-type]  # what is wrong
    with pytest.raises(ms.ArgumentError, match="record: item 1, passage 1"):
        empty.add(ms.Meeting(items=(ms.AgendaItem(passages=(passage,)),)), name="record")
    with pytest.raises(ms.ArgumentError, match=re.escape(message)):
        empty.add(ms.Meeting(items=(ms.AgendaItem(passages=(passage,)),)), name="record")


def test_a_speaker_given_beside_the_text_has_no_evidence(empty: ms.Index) -> None:
    passage = ms.Passage(text="The bridge is safe.", attributions=(ms.Attribution(printed="Mr Badu"),))
    empty.add(ms.Meeting(items=(ms.AgendaItem(passages=(passage,)),)), name="record")
    (hit,) = empty.search(said_by="Badu")
    assert hit.to_dict()["attributions"][0]["evidence"] is None
    assert empty.check(deep=True) == ()


@pytest.mark.parametrize("wrong", [None, 5, b"7htg35e52xs9zm20", ["7htg35e52xs9zm20"], object()])
def test_an_id_that_is_no_text_is_an_error_of_ours(index: ms.Index, wrong: Any) -> None:
    look_ups: tuple[Callable[[Any], object], ...] = (
        *(index.passage, index.locate, index.around, index.more_like, index.related_items, index.item),
        *(index.meeting, index.remove),
    )
    for look_up in look_ups:
        with pytest.raises(ms.ArgumentError, match="must be a text, not"):
            look_up(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"expand": "no"},
        {"expand": None},
        {"limit": True},
        {"limit": "10"},
        {"offset": 1.0},
        {"context": None},
        {"facet_limit": True},
        {"facets": None},
        {"match": None},
        {"sort": ["newest"]},
        {"group": "year"},
        {"duplicates": True},
        {"syntax": None},
        {"deadline_ms": "soon"},
        {"council": 5},
        {"since": 2020},
    ],
    ids=str,
)
def test_an_option_of_another_type_is_an_error_that_names_it(index: ms.Index, wrong: dict[str, Any]) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        index.search("care", **wrong)
    assert [caught.value.argument] == list(wrong)
    assert str(caught.value).startswith(caught.value.argument)


def test_a_facets_value_finds_what_the_facet_counted_letter_by_letter(empty: ms.Index) -> None:
    names = ["K Hill", "K. Hill", "k Hill", "K  Hill", "Miss Hill"]
    passages = tuple(
        ms.Passage(text=f"The bridge, said {name}.", attributions=(ms.Attribution(printed=name),))
        for name in names
    )
    empty.add(ms.Meeting(items=(ms.AgendaItem(passages=passages),), council="Hill's End"), name="record")
    for name, count in empty.search(facets="said_by").facets["said_by"]:
        assert empty.search(said_by=f"={name}").total == count
    assert empty.search(council="=hill’s end").total == len(names)


def test_kinds_may_be_given_as_plain_text(empty: ms.Index) -> None:
    passage = ms.Passage(text="noted the report", kind="decision", decision_type="noted")
    empty.add(ms.Meeting(items=(ms.AgendaItem(passages=(passage,)),)), name="record")
    assert empty.search(kind="Decision", decision_type="noted").total == 1


def test_an_empty_list_of_values_is_no_filter(index: ms.Index) -> None:
    assert index.search("care", kind=[], limit=0).total == index.search("care", limit=0).total


@pytest.mark.parametrize("call", [lambda index: index.search(5), lambda index: index.search("care", council=3)])
def test_values_that_are_no_text_are_argument_errors(index: ms.Index, call: object) -> None:
    with pytest.raises(ms.ArgumentError):
        call(index)


def test_a_source_that_is_no_path_is_an_argument_error(empty: ms.Index, pages: Path) -> None:
    with pytest.raises(ms.ArgumentError, match="not list"):
        empty.add([pages])


def test_reopening_keeps_what_was_read_if_nothing_is_new(empty: ms.Index, pages: Path) -> None:
    empty.add(pages)
    before = empty._state
    empty.reopen()
    assert empty._state is before
