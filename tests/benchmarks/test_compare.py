"""A tiny comparison, whole: the figures mean nothing, their shape and the agreement of the totals do."""

import dataclasses
import datetime
import json
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import compare, peers, reporting
from benchmarks.corpus import cut, load, save
from benchmarks.figures import Comparison, Measured, Selection, agreement, as_json, ratios, times_of
from benchmarks.generator import generate
from benchmarks.measuring import add, index, search
from benchmarks.peers.contract import Searcher
from benchmarks.queries import KIND_NAMES, Query, draw_queries, take_sample
from benchmarks.results_file import write_section
from benchmarks.tasks import Added, AddTask, Indexed, IndexTask, Searched, SearchTask

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


def test_searching_is_timed_by_query_and_round(folders: dict[str, Path], queries: tuple[Query, ...]) -> None:
    task = SearchTask(
        peer="fts5", folder=str(folders["fts5"]), queries=queries, warm_up=queries[:3], rounds=2, budget=60
    )
    found = search(task)
    assert len(queries) == len(found.times_ms) == len(found.totals)
    assert 2 == found.rounds
    assert all(each is not None and each > 0 for each in found.times_ms)
    assert found.open_ms > 0
    assert found.resident_mb > 0


def test_no_round_begins_after_the_budget(folders: dict[str, Path], queries: tuple[Query, ...]) -> None:
    task = SearchTask(peer="fts5", folder=str(folders["fts5"]), queries=queries, warm_up=(), rounds=9, budget=0)
    assert 1 == search(task).rounds


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
        "bytes",
        "open_ms",
        "index_peak_mb",
        "search_peak_mb",
        "p50_ms",
        "p95_ms",
        "kinds",
    } == set(engine)
    assert list(KIND_NAMES) == list(engine["kinds"])
    assert all({"p50_ms", "p95_ms"} == set(times) for times in engine["kinds"].values())


def test_an_engine_that_fails_is_named_and_stops_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("fts5 failed: the disk is full")

    monkeypatch.setattr(compare, "run_apart", fail)
    compare.main(["--passages", "50", "--queries", "11", "--engines", "fts5"])
    assert "- fts5 has no figures: fts5 failed: the disk is full" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[], ["--passages", "0"], ["--passages", "9", "--corpus", "no-such-file.gz"]])
def test_a_wrong_command_line_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as failure:
        compare.read_options(wrong)
    assert 2 == failure.value.code


# --- figures and tables, from made-up measurements

QUERIES = (Query(kind="any_2", words=("road", "works")), Query(kind="phrase", words=("road", "works")))


def made_up(times: tuple[float | None, ...], totals: tuple[int | None, ...], *, passages: int = 100) -> Measured:
    return Measured(
        indexed=Indexed(passages=passages, seconds=2.0, convert_seconds=0.5, bytes=1_000_000, peak_mb=50.0),
        searched=Searched(
            open_ms=1.0,
            first_open_ms=9.0,
            times_ms=times,
            first_ms=times,
            totals=totals,
            rounds=1,
            peak_mb=20.0,
            resident_mb=30.0,
        ),
        added=Added(milliseconds=None if None in times else 30.0),
        cannot={} if None not in times else {"phrase": "it keeps no positions"},
    )


@pytest.fixture
def comparison() -> Comparison:
    engines = {"minutesearch": made_up((2.0, 4.0), (10, 3)), "bm25s": made_up((1.0, None), (8, None))}
    return Comparison(
        passages=100, queries=QUERIES, engines=engines, missing={"tantivy": ("tantivy",)}, notes=["Seed 1."]
    )


def test_a_ratio_is_over_the_queries_that_both_can_do(comparison: Comparison) -> None:
    assert 3.0 == times_of(comparison.engines["minutesearch"], QUERIES).p50
    shared = ratios(comparison, "bm25s")
    assert shared is not None
    assert (0.5, 0.5) == (shared.p50, shared.p95)
    assert ratios(comparison, "bm25s", Selection(kind="phrase")) is None


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
    assert "1.000 / 1.000 (x 0.50 / x 0.50)" in text
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


def test_an_engine_without_ours_beside_it_has_no_ratios(comparison: Comparison) -> None:
    alone = dataclasses.replace(comparison, engines={"bm25s": comparison.engines["bm25s"]})
    assert "x 0.50" not in reporting.render_tables(alone)
