"""A tiny comparison, whole: the figures mean nothing, their shape and the agreement of the totals do."""

import argparse
import dataclasses
import datetime
import json
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import compare, full_run, peers, reporting, series
from benchmarks.alternating import alternate
from benchmarks.apart import run_compiled
from benchmarks.corpus import cut, load, save
from benchmarks.figures import Comparison, Measured, Selection, agreement, as_json, multiples, times_of
from benchmarks.generator import generate
from benchmarks.load import ask_many
from benchmarks.measuring import add, index, search
from benchmarks.peers.contract import Searcher
from benchmarks.queries import KIND_NAMES, Query, draw_queries, take_sample
from benchmarks.results_file import write_section
from benchmarks.tasks import (
    Added,
    AddTask,
    AlternateTask,
    Indexed,
    IndexTask,
    Load,
    LoadTask,
    Searched,
    SearchTask,
    Started,
    StartTask,
    Timed,
)

PASSAGES = 200
#: What needs nothing but the package itself.
ALWAYS = ("minutesearch", "whoosh", "fts5")
INSTALLED = [name for name in peers.NAMES if not peers.missing_needs(name)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "corpus.jsonl"
    save(cut(generate(words=25), PASSAGES), path)
    return path


@pytest.fixture(scope="module")
def queries(corpus: Path) -> tuple[Query, ...]:
    return draw_queries(take_sample(load(corpus), seed=1)[0], seed=1, per_kind=6)


@pytest.fixture(scope="module")
def folders(corpus: Path) -> dict[str, Path]:
    """Return an index of the corpus by each engine that is installed; tests only read them."""
    folders = {name: corpus.parent / name for name in INSTALLED}
    for name, folder in folders.items():
        task = IndexTask(peer=name, corpus=str(corpus), folder=str(folder), passages=PASSAGES, batch=150)
        indexed = index(task)
        assert PASSAGES == indexed.passages
        assert 0 <= indexed.convert_seconds <= indexed.seconds
        assert indexed.bytes > 0
        assert indexed.peak_mb > 0
    return folders


@pytest.fixture
def searchers(folders: dict[str, Path]) -> Iterator[dict[str, Searcher]]:
    opened = {name: peers.load_peer(name).open_searcher(folder) for name, folder in folders.items()}
    yield opened
    for searcher in opened.values():
        searcher.close()


def test_what_needs_no_other_package_is_installed() -> None:
    assert set(ALWAYS) <= set(INSTALLED)


def test_engines_agree_on_totals_and_facets(searchers: dict[str, Searcher], queries: tuple[Query, ...]) -> None:
    for name, searcher in searchers.items():
        able = [query for query in queries if query.kind not in peers.load_peer(name).CANNOT]
        answers = [(searchers["minutesearch"].search(query), searcher.search(query)) for query in able]
        differences = [abs(ours.total - theirs.total) for ours, theirs in answers]
        # Stemmers differ in single words; nothing else does.
        assert 0 == statistics.median(differences), name
        assert differences.count(0) >= 0.8 * len(differences), name
        for ours, theirs in answers:
            assert len(theirs.texts) == min(10, theirs.total)
            if ours.facets and ours.total == theirs.total:
                assert ours.facets == theirs.facets, name


def test_engines_give_the_newest_first(
    searchers: dict[str, Searcher], queries: tuple[Query, ...], corpus: Path
) -> None:
    dates = {text: each.date for each in load(corpus) for item in each.items for _, text in item.passages}
    assert any(query.newest for query in queries)
    for name, searcher in searchers.items():
        if "by_date" in peers.load_peer(name).CANNOT:
            continue
        for query in queries:
            if query.newest:
                found = [dates[text] for text in searcher.search(query).texts]
                assert found, name
                assert sorted(found, reverse=True) == found, name


def test_filtered_passages_are_of_the_kind_and_the_years(
    searchers: dict[str, Searcher], queries: tuple[Query, ...], corpus: Path
) -> None:
    known = {
        text: (kind, each.date) for each in load(corpus) for item in each.items for kind, text in item.passages
    }
    filtered = [query for query in queries if query.kind == "filtered"]
    assert all(query.days for query in filtered)
    for name in ALWAYS:
        assert any(searchers[name].search(query).texts for query in filtered), name
        for query in filtered:
            for text in searchers[name].search(query).texts:
                kind, date = known[text]
                assert query.passage_kind == kind
                assert query.days[0] <= date <= query.days[1]


def test_engines_are_timed_in_turn_by_query_and_round(
    folders: dict[str, Path], queries: tuple[Query, ...]
) -> None:
    task = AlternateTask(
        peer="fts5",
        folders={name: str(folders[name]) for name in ("minutesearch", "fts5")},
        queries=queries,
        warm_up=queries[:3],
        rounds=2,
        budget=60,
    )
    timed = alternate(task)
    assert ["minutesearch", "fts5"] == list(timed)
    for each in timed.values():
        assert 2 == each.rounds
        for times in (each.cpu_ms, each.wall_ms, each.first_cpu_ms, each.first_wall_ms):
            assert len(queries) == len(times)
            assert all(one is not None and one > 0 for one in times)
    assert all(ours is not None for ours in timed["minutesearch"].totals)


def test_the_engine_that_is_asked_first_changes(
    folders: dict[str, Path], queries: tuple[Query, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("minutesearch", "fts5"):
        searcher = peers.load_peer(name).open_searcher(folders[name])
        searcher.close()
        kind = type(searcher)
        plain = kind.search
        monkeypatch.setattr(
            kind, "search", lambda self, query, name=name, plain=plain: asked.append(name) or plain(self, query)
        )
    alternate(
        AlternateTask(
            peer="fts5",
            folders={name: str(folders[name]) for name in ("minutesearch", "fts5")},
            queries=queries[:2],
            warm_up=(),
            rounds=2,
            budget=60,
        )
    )
    one, other = ["minutesearch", "fts5"], ["fts5", "minutesearch"]
    assert other + one + one + other == asked


def test_no_round_begins_after_the_budget(folders: dict[str, Path], queries: tuple[Query, ...]) -> None:
    task = AlternateTask(
        peer="fts5", folders={"fts5": str(folders["fts5"])}, queries=queries, warm_up=(), rounds=9, budget=0
    )
    assert 1 == alternate(task)["fts5"].rounds


def test_opening_and_memory_are_measured(folders: dict[str, Path], queries: tuple[Query, ...]) -> None:
    found = search(SearchTask(peer="fts5", folder=str(folders["fts5"]), queries=queries, warm_up=()))
    assert found.open_ms > 0
    assert found.resident_mb > 0


def test_a_start_counts_the_whole_process(folders: dict[str, Path], queries: tuple[Query, ...]) -> None:
    started = run_compiled(StartTask(peer="fts5", folder=str(folders["fts5"]), queries=queries[:1]))
    assert started.cpu_ms > 1


@pytest.mark.parametrize(("threads", "processes"), [(1, 1), (2, 1), (1, 2)], ids=["one", "threads", "processes"])
def test_many_queries_at_once_are_counted(
    folders: dict[str, Path], queries: tuple[Query, ...], threads: int, processes: int
) -> None:
    task = LoadTask(
        peer="minutesearch",
        folder=str(folders["minutesearch"]),
        queries=queries,
        threads=threads,
        processes=processes,
        seconds=0.2,
    )
    found = ask_many(task)
    assert (threads, processes) == (found.threads, found.processes)
    assert found.per_second > 0
    assert found.cpu_ms > 0


def test_adding_a_meeting_leaves_an_index_that_finds_it(corpus: Path, tmp_path: Path) -> None:
    for name in ALWAYS:
        folder = tmp_path / name
        index(IndexTask(peer=name, corpus=str(corpus), folder=str(folder), passages=40, batch=40))
        query = Query(kind="one_common", words=("council",))
        assert add(AddTask(peer=name, folder=str(folder))).milliseconds is not None
        searcher = peers.load_peer(name).open_searcher(folder)
        # 40 passages and four meetings more.
        assert searcher.search(query).total > 40
        searcher.close()


def test_the_command_prints_the_object_of_the_contract(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "missing_needs", lambda name: () if name == "fts5" else ("minutesearch[bench]",))
    compare.main(["--passages", "50", "--words", "20", "--rounds", "1", "--queries", "22", "--json"])
    printed, said = capsys.readouterr()
    figures = json.loads(printed)
    assert {"passages", "engines", "missing"} == set(figures)
    assert 50 == figures["passages"]
    assert ["minutesearch", "whoosh", "tantivy", "bm25s"] == figures["missing"]
    assert "tantivy: missing (minutesearch[bench] is not installed)" in said
    engine = figures["engines"]["fts5"]
    assert {
        "index_per_s",
        "index_per_cpu_s",
        "index_per_s_by_two",
        "bytes",
        "open_ms",
        "start_cpu_ms",
        "index_peak_mb",
        "search_peak_mb",
        "p50_ms",
        "p95_ms",
        "kinds",
        "wall",
        "first",
        "first_kinds",
        "ours",
        "loads",
    } == set(engine)
    assert list(KIND_NAMES) == list(engine["kinds"]) == list(engine["first_kinds"])
    assert all({"p50_ms", "p95_ms"} == set(times) for times in engine["kinds"].values())


def test_an_engine_that_fails_is_named_and_stops_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("fts5 failed: the disk is full")

    monkeypatch.setattr(series, "run_apart", fail)
    compare.main(["--passages", "50", "--queries", "11", "--engines", "fts5"])
    assert "- fts5 has no figures: fts5 failed: the disk is full" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[], ["--passages", "0"], ["--passages", "9", "--corpus", "no-such-file.gz"]])
def test_a_wrong_command_line_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as failure:
        compare.read_options(wrong)
    assert 2 == failure.value.code


# --- figures and tables, from made-up measurements

QUERIES = (Query(kind="any_2", words=("road", "works")), Query(kind="phrase", words=("road", "works")))


def made_up(
    times: tuple[float | None, ...],
    totals: tuple[int | None, ...],
    *,
    ours: tuple[float, ...] | None = None,
    passages: int = 100,
) -> Measured:
    return Measured(
        indexed=Indexed(
            passages=passages, seconds=2.0, cpu_seconds=1.6, convert_seconds=0.5, bytes=1_000_000, peak_mb=50.0
        ),
        searched=Searched(open_ms=1.0, first_open_ms=9.0, peak_mb=20.0, resident_mb=30.0),
        timed=made_up_times(times, totals),
        ours=made_up_times(ours or times, totals),
        added=Added(milliseconds=None if None in times else 30.0),
        started=Started(cpu_ms=300.0),
        cannot={} if None not in times else {"phrase": "it keeps no positions"},
    )


def made_up_times(times: tuple[float | None, ...], totals: tuple[int | None, ...]) -> Timed:
    doubled = tuple(None if each is None else 2 * each for each in times)
    return Timed(
        cpu_ms=times, wall_ms=doubled, first_cpu_ms=doubled, first_wall_ms=doubled, totals=totals, rounds=1
    )


@pytest.fixture
def comparison() -> Comparison:
    engines = {
        "minutesearch": made_up((2.0, 4.0), (10, 3)),
        "bm25s": made_up((1.0, None), (8, None), ours=(3.0, 4.0)),
    }
    return Comparison(
        passages=100, queries=QUERIES, engines=engines, missing={"tantivy": ("tantivy",)}, notes=["Seed 1."]
    )


def test_our_multiples_are_of_the_queries_that_both_can_do_in_turn(comparison: Comparison) -> None:
    assert 3.0 == times_of(comparison.engines["minutesearch"], QUERIES).p50
    shared = multiples(comparison, "bm25s")
    assert shared is not None
    assert (3.0, 3.0) == (shared.p50, shared.p95)
    assert multiples(comparison, "bm25s", Selection(kind="phrase")) is None


def test_times_by_the_clock_and_of_the_first_round_are_told_apart(comparison: Comparison) -> None:
    ours = comparison.engines["minutesearch"]
    assert 6.0 == times_of(ours, QUERIES, Selection(is_wall=True)).p50
    assert 6.0 == times_of(ours, QUERIES, Selection(is_first=True)).p50


def test_agreement_is_of_totals_over_the_same_passages(comparison: Comparison) -> None:
    found = agreement(comparison, "bm25s")
    assert found is not None
    assert (0.0, 0.2) == (found.equal, found.median_difference)
    comparison.engines["bm25s"] = made_up((1.0, None), (8, None), passages=50)
    assert agreement(comparison, "bm25s") is None


def test_a_kind_that_an_engine_cannot_do_is_null(comparison: Comparison) -> None:
    kinds = as_json(comparison)["engines"]["bm25s"]["kinds"]  # type: ignore[index]
    assert kinds["phrase"] is None
    assert {"p50_ms": 1.0, "p95_ms": 1.0} == kinds["any_2"]


def test_the_tables_name_the_missing_the_reasons_and_the_ratios(comparison: Comparison) -> None:
    text = reporting.render_tables(comparison)
    assert "- tantivy was not measured: tantivy is not installed." in text
    assert "phrase: it keeps no positions" in text
    assert "1.000 / 1.000 (x 3.00 / x 3.00)" in text
    assert "0% / 20.00%" in text
    assert "- Seed 1." in text


def test_a_run_replaces_its_own_section_of_the_results(comparison: Comparison, tmp_path: Path) -> None:
    def section(passages: int, command: str) -> str:
        measured = dataclasses.replace(comparison, passages=passages)
        day = datetime.date(2026, 11, 21)
        return reporting.render_section(
            measured, corpus="generated", command=command, machine={"Cores": "2"}, day=day
        )

    path = tmp_path / "RESULTS.md"
    for passages, command in ((100_000, "first"), (9_000, "second"), (100_000, "third")):
        write_section(path, section(passages, command))
    text = path.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert [
        "# Results of the benchmark",
        "## 9,000 passages, generated",
        "## 100,000 passages, generated",
    ] == headings
    assert "    first" not in text
    assert "    second" in text
    assert "    third" in text


def test_an_engine_without_ours_beside_it_has_no_multiples(comparison: Comparison) -> None:
    alone = dataclasses.replace(comparison.engines["bm25s"], ours=None)
    text = reporting.render_tables(dataclasses.replace(comparison, engines={"bm25s": alone}))
    assert "x 3.00" not in text
    assert "x 1.00" not in text


def test_threads_and_processes_stand_in_the_tables_if_they_were_measured(comparison: Comparison) -> None:
    assert "Many at once" not in reporting.render_tables(comparison)
    load = Load(threads=1, processes=2, per_second=1500.0, cpu_ms=0.7)
    comparison.engines["minutesearch"] = dataclasses.replace(comparison.engines["minutesearch"], loads=(load,))
    assert "| 2 processes | 1,500 (0.700 ms) |" in reporting.render_tables(comparison)


def test_the_whole_run_begins_with_our_multiples_of_tantivy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comparison: Comparison
) -> None:
    def compared(options: argparse.Namespace, _: Path) -> Comparison:
        figures = {name: made_up((2.0, 4.0), (10, 3), ours=(1.0, 6.0)) for name in ("minutesearch", "tantivy")}
        return dataclasses.replace(comparison, passages=options.passages, engines=figures, missing={})

    monkeypatch.setattr(full_run, "compare", compared)
    results = tmp_path / "RESULTS.md"
    full_run.main(["--sizes", "50", "9000", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert [
        "# Results of the benchmark",
        "## Our figures as multiples of tantivy's",
        "## 50 passages, generated, 70 words each",
        "## 9,000 passages, generated, 70 words each",
    ] == headings
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    assert ["any_2", "0.50 / 0.50", "0.50 / 0.50"] in rows
    assert ["bytes of the index", "1.00", "1.00"] in rows
    assert ["two threads, times the rate of one", "-", "-"] in rows
