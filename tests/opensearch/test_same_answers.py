"""The seeds in a cluster and in a folder: the same answers to whatever is asked of an index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import minutesearch as ms
from minutesearch.cli.program import program
from minutesearch.engine.opensearch.client.address import Address
from tests.test_copies import CLOSED, CONFIRMED, DRAFT, LONG, a_meeting, titled

pytestmark = pytest.mark.cluster

QUERIES = (
    "",
    "voluntary sector engagement",
    '"social prescribing"',
    '"care homes"~5',
    "letter MPs",
    "health NOT mental",
    "care*",
    "flooding",
    "what was decided about carers?",
    "kind:decision letter",
    "MTFS",
    "councillor two years 5 per cent",
    "cllr 19:00 phase II 01634 306000",
)
OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"match": "any"},
    {"group": "item"},
    {"group": "meeting"},
    {"sort": "newest"},
    {"sort": "oldest", "limit": 3, "offset": 2},
    {"limit": 4, "offset": 6},
    {"duplicates": "keep"},
    {"facets": ("kind", "said_by", "body"), "facet_limit": 3},
    {"kind": "decision", "facets": ("kind",)},
    {"facets": ("person", "kind"), "person": "Badu", "limit": 2},
)


@pytest.fixture
def both(index: ms.Index, seeds: Path, cluster_address: Address) -> Iterator[tuple[ms.Index, ms.Index]]:
    with ms.open_index(str(cluster_address), create=True) as other:
        other.add(seeds)
        yield index, other


def seen(results: ms.Results) -> object:
    return (
        results.total,
        results.groups,
        results.query,
        results.facets,
        [(hit.passage.id, round(hit.score, 9), hit.more, hit.highlights, hit.citation) for hit in results],
        [hit.stretch.to_dict() if hit.stretch else None for hit in results],
    )


def test_searches_are_answered_alike(both: tuple[ms.Index, ms.Index]) -> None:
    for query in QUERIES:
        for options in (*OPTIONS, {"stretch": True, "limit": 3}):
            answers = [seen(index.search(query, **options)) for index in both]
            assert answers[0] == answers[1], (query, options)


def test_everything_else_is_answered_alike(both: tuple[ms.Index, ms.Index]) -> None:
    folder, cluster = both
    assert cluster.path == str(cluster.path).replace("//", "//", 1)
    assert [hit.passage.id for hit in cluster.scan("care")] == [hit.passage.id for hit in folder.scan("care")]
    assert list(cluster.sources()) == list(folder.sources())
    some = folder.search("voluntary sector")[0]
    assert cluster.item(some.item.id) == folder.item(some.item.id)
    assert cluster.meeting(some.meeting.id) == folder.meeting(some.meeting.id)
    assert cluster.more_like(some.passage.id) == folder.more_like(some.passage.id)
    assert cluster.check_quote(some.passage.text) == folder.check_quote(some.passage.text)
    assert (cluster.check(), cluster.check(deep=True)) == ((), ())


def test_an_index_is_kept_in_step_with_a_folder(seeds: Path, cluster_address: Address, tmp_path: Path) -> None:
    for path in sorted(seeds.iterdir())[:2]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with ms.open_index(str(cluster_address), create=True) as index:
        assert index.sync(tmp_path).added == 2
        assert index.sync(tmp_path).unchanged == 2
        (tmp_path / min(seeds.iterdir()).name).unlink()
        assert index.sync(tmp_path).removed == 1
        assert len(index.sources()) == 1
    assert ms.repair_index(str(cluster_address), rebuild=True).done == "rebuilt"
    with ms.open_index(str(cluster_address)) as index:
        assert (len(index.sources()), index.check(deep=True)) == (1, ())


#: People and bodies as pages print them, with what of them is typed otherwise.
PRINTED = (
    ("Councillor Siân O’Brien", "Planning Committee", "8.a", "Flood defences at Mill Lane"),
    ("Cllr. Sian O'Brien", "PLANNING AND TRANSPORT COMMITTEE", "8.A", "FLOOD DEFENCES"),
    ("Ó Briain", "Licensing Sub-Committee", "9", "Licensing of the Café Æther"),
    ("Mr Tom Penhale", "Planning Committee Working Group", "10", "The Chair's remarks"),
    ("T. Penhale", "Council", "11", "Any other business"),
    ("Mrs Penhale", "Health & Wellbeing Board", "12", "Item 4 — Wellbeing"),
    ("Councillor Hale", "Cabinet", "13", "Budget 2020/21"),
    ("Mayor Hale", "Cabinet", "14", "Budget"),
    ("Tom Hale", "Cabinet", "15", "A-roads"),
)
#: Filters as they are typed.
TYPED = {
    "said_by": "O'Brien|obrien|O Brien|sian o'brien|=Ó Briain|Penhale|Mr|T Penhale|A Penhale|Tom|Mayor|Zorblat|V",
    "person": "Hale|Tom|Tom Hale|Cllr Hale|=Mayor Hale|O'Brien|Penhole",
    "mentions": "Penhale|Hale|Hole",
    "body": "planning committee|planning|health and wellbeing|&|cabinet|cabnet|*",
    "item": "8.A|flood defences|cafe aether|budget|a roads|chairs|bugdet|*",
    "council": "anytown|Anytwon Council|=Anytown Council",
}
#: Several at once.
SEVERAL: tuple[dict[str, Any], ...] = (
    {"body": ("Cabinet", "Zorbling Panel")},
    {"said_by": ("Hale", "Penhole"), "facets": ("person", "said_by")},
)


def test_filters_are_answered_alike_however_names_are_printed_and_typed(
    cluster_address: Address, tmp_path: Path
) -> None:
    for month, (name, body, number, title) in enumerate(PRINTED, start=1):
        said = f"{name} said that the works would go on.\n\nThe Clerk thanked {name}.\n\nMoved by {name}."
        items = [{"number": number, "title": title, "minutes": said}]
        line = {"council": "Anytown Council", "body": body, "date": f"2020-0{month}-04", "items": items}
        (tmp_path / f"{month}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with ms.create_index(tmp_path / "one") as folder, ms.create_index(str(cluster_address), shards=2) as cluster:
        for index in (folder, cluster):
            index.add(*sorted(tmp_path.glob("*.jsonl")))
        typed = [{name: value} for name, values in TYPED.items() for value in values.split("|")]
        found = 0
        for options in (*typed, *SEVERAL):
            results = [index.search("", limit=50, **options) for index in (folder, cluster)]
            ids = [sorted(hit.passage.id for hit in each) for each in results]
            assert ids[0] == ids[1], options
            assert results[0].unmatched == results[1].unmatched, options
            assert results[0].notes == results[1].notes, options
            assert results[0].facets == results[1].facets, options
            found += bool(ids[0])
        assert found > len(typed) // 2


def test_near_words_that_were_removed_are_neither_named_nor_looked_for(
    cluster_address: Address, asked: list[str], tmp_path: Path
) -> None:
    """The cluster says how many documents have a near word, ended ones too: what of it is wrong is found out."""
    told = {
        "drains.jsonl": ["The flooding of Mill Lane was noted.", "Flooding was reported again."],
        "papers.jsonl": [f"The folding of leaflet {number} was agreed." for number in range(9)],
        "halls.jsonl": ["The folding doors of the hall were repaired."],
        "slips.jsonl": ["The floding of the lane was noted."],
    }
    for month, (name, texts) in enumerate(told.items(), start=1):
        items = [{"title": "Works", "minutes": "\n\n".join(texts)}]
        line = {"body": "Works Committee", "date": f"2020-0{month}-04", "items": items}
        (tmp_path / name).write_text(json.dumps(line), encoding="utf-8")
    with ms.create_index(tmp_path / "one") as folder, ms.create_index(str(cluster_address)) as cluster:
        for index in (folder, cluster):
            index.add(*(tmp_path / name for name in told))
        for removed in (None, "slips.jsonl", "papers.jsonl", "halls.jsonl"):
            for index in (folder, cluster):
                if removed:
                    assert index.remove(removed)
            for query in ("floding", "floding repaired", "what was floding?"):
                found = [index.search(query) for index in (folder, cluster)]
                ids = [sorted(hit.passage.id for hit in results) for results in found]
                assert (ids[0], found[0].total) == (ids[1], found[1].total), (removed, query)
                assert found[0].expansions == found[1].expansions, (removed, query)
                assert (found[0].suggestion, found[0].notes) == (found[1].suggestion, found[1].notes)
            assert [hit.passage.id for hit in folder.scan("floding")] == [
                hit.passage.id for hit in cluster.scan("floding")
            ]
        asked.clear()
        assert cluster.search("floding").suggestion == "flooding"
        assert len(asked) <= 2


def test_what_needs_a_folder_says_so(both: tuple[ms.Index, ms.Index]) -> None:
    _, cluster = both
    with pytest.raises(ms.ArgumentError, match="only an index in a folder"):
        _ = cluster.whoosh
    with pytest.raises(ms.ArgumentError, match="no file of watches"):
        ms.open_watches(cluster)


def test_minutes_published_twice_are_counted_once_as_in_a_folder(cluster_address: Address, tmp_path: Path) -> None:
    """Under one id as draft and confirmed, and under two; two sittings on one day stay two."""
    records = {
        "draft.txt": a_meeting(DRAFT),
        "confirmed.txt": a_meeting(CONFIRMED),
        "one.txt": titled(LONG, body="Planning Committee"),
        "other.txt": titled(LONG, body="PLANNING COMMITTEE", time="19:00"),
        "later.txt": titled([CLOSED], body="Planning Committee", time="20:00"),
    }
    with ms.create_index(tmp_path / "one") as folder, ms.create_index(str(cluster_address), shards=2) as cluster:
        for name, record in records.items():
            folder.add(record, name=name)
            cluster.add(record, name=name)
        assert folder.search("flooded road").copies == 2
        for query in ("", "flooded road", "the", "closed -salt"):
            for options in (*OPTIONS, {"facets": ("year", "item", "council")}):
                found = [counted(index.search(query, **options)) for index in (folder, cluster)]
                assert found[0] == found[1], (query, options)
            scanned = [[hit.passage.id for hit in index.scan(query)] for index in (folder, cluster)]
            assert scanned[0] == scanned[1], query


def test_persons_are_folded_as_in_a_folder(cluster_address: Address, tmp_path: Path) -> None:
    speakers = ("Councillor Ashgrove", "Mayor Ashgrove", "J Thornbury", "Councillor J. Thornbury", "K Thornbury")
    weir = [f"{each} said that weir {at} was leaking." for at, each in enumerate(speakers)]
    weir.append("It was proposed by Councillor Ashgrove and seconded by Mayor Ashgrove that the weir be raised.")
    board = {"council": "Elmford Council", "body": "Weir Board", "date": "2019-03-04"}
    for name, more in (("confirmed", []), ("draft", ["The meeting ended at noon."])):
        line = board | {"items": [{"title": "The weir", "minutes": "\n\n".join([*weir, *more])}]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with ms.create_index(tmp_path / "one") as folder, ms.create_index(str(cluster_address), shards=2) as cluster:
        for index in (folder, cluster):
            index.add(tmp_path / "confirmed.jsonl", tmp_path / "draft.jsonl")
        everybody = folder.search("", facets="person").facets["person"]
        assert (folder.search("").copies, ("Councillor Ashgrove", 3) in everybody) == (6, True)
        for options in ({}, {"facet_limit": 1}, {"duplicates": "keep"}, {"person": "=Mayor Ashgrove"}):
            for query in ("", "leaking", "raised", "nowhere"):
                found = [
                    index.search(query, facets=("person", "said_by"), **options)  # type: ignore[arg-type]
                    for index in (folder, cluster)
                ]
                assert counted(found[0]) == counted(found[1]), (query, options)
        for value, count in everybody:
            assert count == cluster.search(person=f"={value}").total


def counted(results: ms.Results) -> object:
    # A meeting of several sources counts once for each of them in the rarity of words there, and scores show it.
    hits = sorted(
        (hit.passage.id, hit.more, hit.citation, [each.source for each in hit.also_in]) for hit in results
    )
    return results.total, results.copies, results.groups, results.facets, hits


def test_judged_queries_are_answered_as_well(seeds: Path, cluster_address: Address) -> None:
    asked = ["eval", str(seeds / "judgements"), "--json"]
    told = [CliRunner().invoke(program, [*asked, *more]) for more in ((), ("--index", str(cluster_address)))]
    figures = [json.loads(each.output) for each in told]
    assert [each | {"qps": 0} for each in figures] == [figures[0] | {"qps": 0}] * 2


def test_the_command_line_takes_an_address(seeds: Path, cluster_address: Address) -> None:
    place = str(cluster_address)
    asked = [
        ["index", str(seeds), "--index", place],
        ["search", "letter", "MPs", "--index", place],
        ["stats", "--index", place],
    ]
    told = [CliRunner().invoke(program, each) for each in asked]
    assert [each.exit_code for each in told] == [0, 0, 0]
    assert "1 passage for: letter MPs" in told[1].output
    assert not Path("opensearch:").exists()
