"""Commits to a cluster: all or nothing, one writer at a time, and never seen before they are made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NoReturn

import pytest
from whoosh.query import And, Every, Or, Phrase, Term

from minutesearch.engine import SearchRequest, Snapshot, StoredSource
from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.opensearch import engine as engines
from minutesearch.engine.opensearch.client import lease as leases
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.client.head import SeenHead
from minutesearch.engine.opensearch.client.mapping import data_mapping
from minutesearch.engine.opensearch.engine import ClusterEngine, create_cluster_engine, open_cluster_engine
from minutesearch.engine.opensearch.writing import commit as commits
from minutesearch.engine.opensearch.writing import sending
from minutesearch.engine.opensearch.writing.documents import Numbering
from minutesearch.errors import (
    ArgumentError,
    IncompleteAnswerError,
    IndexExistsError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
    IndexUnavailableError,
    SourceError,
)
from tests.engine.builders import SplitAnalyser, a_passage, a_source

pytestmark = pytest.mark.cluster

HOUSING = a_source("housing.txt", a_passage("1", "new homes need schools"), a_passage("2", "the motion fell"))
ROADS = a_source("roads.txt", a_passage("3", "the road is closed"))


class PowerCutError(Exception):
    """The end of a writer, at a step of its own choice."""


@pytest.fixture
def engine(cluster_address: Address) -> ClusterEngine:
    return create_cluster_engine(cluster_address, analyser=SplitAnalyser())


def ids(snapshot: Snapshot, word: str | None = None) -> list[str]:
    tree = Every() if word is None else Term("any", word)
    answer = snapshot.search(SearchRequest(tree=tree, limit=1000))
    found = sorted(snapshot.passage(each.number).id for each in answer.passages)
    assert answer.total == len(found)
    return found


def die(*_: object, **__: object) -> NoReturn:
    raise PowerCutError


@pytest.mark.parametrize(
    "step",
    [
        pytest.param((commits, "claim"), id="before a number is claimed"),
        pytest.param((sending.SourceIndexer, "index_all"), id="before the first document"),
        pytest.param((Connection, "bulk"), id="as documents are sent"),
        pytest.param((commits.ClusterTransaction, "_find_versions"), id="when all documents are there"),
        pytest.param((SeenHead, "change"), id="before the head shows them"),
    ],
)
def test_a_writer_that_dies_at_any_step_leaves_the_old_state_whole(
    engine: ClusterEngine, step: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.commit([HOUSING])
    with monkeypatch.context() as patch:
        if step == (SeenHead, "change"):
            change: Callable[..., SeenHead] = SeenHead.change
            patch.setattr(
                SeenHead, "change", lambda seen, **values: die() if "totals" in values else change(seen, **values)
            )
        elif step == (commits, "claim"):
            patch.setattr("minutesearch.engine.opensearch.engine.claim", die)
        else:
            patch.setattr(*step, die)
        with pytest.raises(PowerCutError):
            engine.commit([ROADS], remove=["housing.txt"])
    assert ids(engine.snapshot()) == ["1", "2"]
    engine.commit([ROADS])
    assert ids(engine.snapshot()) == ["1", "2", "3"]
    assert engine.find_damage() == ()


def test_what_a_dead_writer_left_is_never_seen_and_soon_gone(
    engine: ClusterEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some() -> object:
        yield HOUSING
        raise PowerCutError

    engine.commit([ROADS])
    monkeypatch.setattr(sending, "_AT_ONCE", 1)
    for _ in range(3):
        with pytest.raises(PowerCutError):
            engine.commit(some())  # type: ignore[arg-type]  # it yields sources
        assert ids(engine.snapshot()) == ["3"]
    engine.commit([])
    seen = engine.snapshot().documents
    raw = engine._connection.search(seen._seen.data, {"size": 0, "track_total_hits": True})
    assert raw["hits"]["total"]["value"] == 4, "one passage, item, meeting and source"


def test_an_old_snapshot_still_finds_by_words_what_a_later_commit_replaced(engine: ClusterEngine) -> None:
    engine.commit([HOUSING])
    before = engine.snapshot()
    engine.commit([a_source("housing.txt", a_passage("9", "flats"))])
    assert (ids(before, "school"), ids(before, "flat")) == (["1"], [])
    assert (ids(engine.snapshot(), "school"), ids(engine.snapshot(), "flat")) == ([], ["9"])


def test_versions_that_ended_long_ago_are_deleted_and_older_snapshots_say_so(
    engine: ClusterEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.commit([HOUSING])
    before = engine.snapshot()
    engine.commit([ROADS], remove=["housing.txt"])
    monkeypatch.setattr(commits, "_OLD", -1)
    engine.commit([])
    assert engine.snapshot().documents.head.ended == ()
    assert ids(engine.snapshot()) == ["3"]
    with pytest.raises(IncompleteAnswerError, match="0 of 5 documents"):
        ids(before)


def test_a_source_that_comes_twice_in_a_commit_counts_once(engine: ClusterEngine) -> None:
    engine.commit([HOUSING, ROADS, a_source("housing.txt", a_passage("9", "flats"))])
    snapshot = engine.snapshot()
    assert (ids(snapshot), snapshot.passage_count, len(snapshot.sources())) == (["3", "9"], 2, 2)


def test_two_writers_at_once_are_one_writer_and_one_locked_error(
    engine: ClusterEngine, cluster_address: Address
) -> None:
    other = open_cluster_engine(cluster_address, analyser=SplitAnalyser())
    with engine.transaction() as transaction:
        with pytest.raises(IndexLockedError, match="another process is writing"):
            other.transaction(timeout=0.3).__enter__()
        transaction.commit([HOUSING])
    other.commit([ROADS])
    assert ids(engine.snapshot()) == ["1", "2", "3"]


def test_the_lock_of_a_dead_writer_is_taken_over_and_the_dead_come_too_late(
    engine: ClusterEngine, cluster_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_LEASE", 0.5)
    monkeypatch.setattr(leases, "_BEAT", 60.0)
    with engine.transaction() as late:
        other = open_cluster_engine(cluster_address, analyser=SplitAnalyser())
        other.commit([ROADS])
        with pytest.raises(IndexLockedError, match="another process has written"):
            late.commit([HOUSING])
    assert ids(engine.snapshot()) == ["3"]


def test_a_long_commit_keeps_its_lock(engine: ClusterEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "_LEASE", 2.0)
    monkeypatch.setattr(leases, "_BEAT", 0.2)

    def slow() -> object:
        time.sleep(4.0)
        yield HOUSING

    writer = threading.Thread(target=lambda: engine.commit(slow()))  # type: ignore[arg-type]  # it yields sources
    writer.start()
    time.sleep(1.0)
    with pytest.raises(IndexLockedError):
        engine.transaction(timeout=2.5).__enter__()
    writer.join()
    assert ids(engine.snapshot()) == ["1", "2"]


def test_a_lost_passage_is_an_error_and_a_finding_of_the_check(engine: ClusterEngine) -> None:
    engine.commit([HOUSING, ROADS])
    snapshot = engine.snapshot()
    data = snapshot.documents._seen.data
    query = {"query": {"bool": {"filter": [{"term": {"what": "p"}}, {"term": {"id": "1"}}]}}}
    engine._connection.ask("POST", f"/{data}/_delete_by_query", query, params={"refresh": "true"})
    with pytest.raises(IncompleteAnswerError, match="8 of 9 documents"):
        ids(engine.snapshot(), "road")
    assert [damage.message for damage in engine.find_damage()] == ["the cluster has 2 passages of 3"]


def test_a_rebuilt_index_is_seen_at_once_and_the_old_one_is_gone(engine: ClusterEngine) -> None:
    def restore(stored: object) -> SourceDocument:
        return {"housing.txt": HOUSING, "roads.txt": ROADS}[stored.name]  # type: ignore[attr-defined]  # a StoredSource

    engine.commit([HOUSING, ROADS])
    before = engine.snapshot()
    assert engine.repair(restore).done == "nothing"
    assert engine.repair(restore, rebuild=True).done == "rebuilt"
    assert ids(engine.snapshot()) == ["1", "2", "3"]
    assert list(engine.verify([HOUSING, ROADS])) == []
    with pytest.raises(IndexMissingError, match="it was deleted, or made anew"):
        ids(before)


def test_a_document_that_was_changed_behind_our_back_is_found_by_the_deep_check(engine: ClusterEngine) -> None:
    engine.commit([HOUSING, ROADS])
    other = a_source("roads.txt", a_passage("3", "the road is open"))
    found = list(engine.verify([HOUSING, other]))
    assert found
    assert all("roads.txt" in damage.message for damage in found)


@pytest.mark.parametrize(
    ("field", "told"),
    [("speakers", "speakers that are not found by their names"), ("acronyms", "acronyms that are not found")],
)
def test_names_and_acronyms_that_lead_nowhere_are_found_by_the_deep_check(
    engine: ClusterEngine, field: str, told: str
) -> None:
    def roads(speaker: str = "Ms Ash", short: str = "RTO") -> SourceDocument:
        acronyms = [(short, "Road Traffic Order"), ("TRO", "Traffic Regulation Order")]
        return a_source("roads.txt", a_passage("3", "the road is closed", said_by=speaker), acronyms=acronyms)

    engine.commit([HOUSING, roads()])
    assert list(engine.verify([HOUSING, roads()])) == []
    changed = roads(speaker="Ms Elm") if field == "speakers" else roads(short="RO")
    assert f"source 'roads.txt' has {told}" in [each.message for each in engine.verify([HOUSING, changed])]


def test_an_acronym_that_is_lost_is_an_error_and_a_finding_of_the_check(engine: ClusterEngine) -> None:
    engine.commit(
        [a_source("roads.txt", a_passage("3", "closed"), acronyms=[("TRO", "Traffic Regulation Order")])]
    )
    seen = engine.snapshot().documents._seen
    query = {"query": {"term": {"what": "a"}}}
    engine._connection.ask("POST", f"/{seen.data}/_delete_by_query", query, params={"refresh": "true"})
    with pytest.raises(IncompleteAnswerError, match="4 of 5 documents"):
        engine.snapshot().acronyms(["tro"])
    assert [damage.message for damage in engine.find_damage()] == ["the cluster has 0 acronyms of 1"]


def test_a_refusal_in_cbor_says_why(engine: ClusterEngine) -> None:
    """What is asked for as bytes is refused in bytes, within an answer and instead of one."""
    engine.commit([HOUSING])
    seen, asked = engine.snapshot().documents._seen, {"query": {"wish": {}}}
    with pytest.raises(IndexUnavailableError, match="wish"):
        engine._connection.search_all(seen.data, [asked], packed=True)
    with pytest.raises(IndexUnavailableError, match=r"refused the request .400: (?!no reason given)"):
        engine._connection.ask("POST", "/_msearch", "no search\n", headers={"accept": "application/cbor"})


def test_a_cluster_that_is_away_while_an_index_is_rebuilt_loses_nothing(engine: ClusterEngine) -> None:
    def restore(_: object) -> SourceDocument:
        raise IndexUnavailableError("the cluster is away", path="")

    engine.commit([HOUSING, ROADS])
    with pytest.raises(IndexUnavailableError, match="is away"):
        engine.repair(restore, rebuild=True)
    assert ids(engine.snapshot()) == ["1", "2", "3"]


def test_what_cannot_be_restored_is_told_and_the_old_index_is_left(engine: ClusterEngine) -> None:
    def restore(stored: StoredSource) -> SourceDocument:
        if stored.name == "roads.txt":
            raise SourceError("its record cannot be read", source=stored.name)
        return HOUSING

    engine.commit([HOUSING, ROADS])
    old = engine.snapshot().documents._seen.data
    repaired = engine.repair(restore, rebuild=True)
    assert (repaired.done, repaired.lost) == ("rebuilt", ("roads.txt",))
    assert ids(engine.snapshot()) == ["1", "2"]
    assert "error" not in engine._connection.ask("GET", f"/{old}/_mapping", ignore=(404,))


def test_names_that_are_no_utf8_stay_apart(engine: ClusterEngine) -> None:
    names = ["caf\udce9.txt", "caf\udcea.txt"]
    engine.commit([a_source(name, a_passage(str(at), "parking")) for at, name in enumerate(names)])
    engine.commit([a_source(names[0], a_passage("9", "parking"))])
    assert ids(engine.snapshot()) == ["1", "9"]
    assert sorted(engine.snapshot().sources()) == names


def test_documents_that_an_earlier_index_left_are_not_taken_over(
    engine: ClusterEngine, cluster_address: Address
) -> None:
    engine.commit([HOUSING])
    engine._connection.ask("DELETE", f"/{cluster_address.name}")
    made = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    assert (ids(made.snapshot()), made.find_damage()) == ([], ())
    made.commit([ROADS])
    assert ids(made.snapshot()) == ["3"]


def test_an_index_that_was_begun_is_finished_by_the_next(
    cluster_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_on_passages(connection: Connection, name: str, body: dict[str, object]) -> bool:
        return die() if ".passages" in name else create(connection, name, body)

    create = engines._create
    for step in ((engines, "_create", die_on_passages), (Connection, "put", die)):
        with monkeypatch.context() as patch:
            patch.setattr(*step)
            with pytest.raises(PowerCutError):
                create_cluster_engine(cluster_address, analyser=SplitAnalyser())
        with pytest.raises(IndexMissingError, match="only one that was begun"):
            open_cluster_engine(cluster_address, analyser=SplitAnalyser())
    made = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    made.commit([ROADS])
    assert ids(made.snapshot()) == ["3"]


def test_an_index_made_anew_is_never_taken_for_the_one_before(
    engine: ClusterEngine, cluster_address: Address
) -> None:
    """Its passages have the same numbers, and its commits too."""
    engine.commit([HOUSING])
    before = engine.snapshot()
    assert [before.passage(number).id for number in before.passages_with("id", "1")] == ["1"]
    delete(engine, cluster_address)
    create_cluster_engine(cluster_address, analyser=SplitAnalyser()).commit([ROADS])
    after = engine.snapshot()
    assert (before.generation, before.identity) != (after.generation, after.identity)
    assert before.generation == after.generation
    assert (ids(after), ids(after, "road"), ids(after, "school")) == (["3"], ["3"], [])
    with pytest.raises(IndexMissingError, match="it was deleted, or made anew"):
        ids(before, "fell")


def test_a_writer_whose_index_is_deleted_makes_none_and_writes_into_no_other(
    engine: ClusterEngine, cluster_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_BEAT", 0.2)
    with engine.transaction() as transaction:
        delete(engine, cluster_address)
        time.sleep(0.8)
        with pytest.raises(IndexMissingError):
            transaction.commit([HOUSING])
        found = engine._connection.ask("GET", "/_cat/indices", params={"format": "json", "h": "index"})
        assert cluster_address.name not in str(found)
        made = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
        with made.transaction() as other:
            # The beats of the lock of the index before are none of this one's.
            time.sleep(0.8)
            other.commit([ROADS])
        with pytest.raises(IndexMissingError):
            transaction.commit([HOUSING])
    assert ids(made.snapshot()) == ["3"]


def delete(engine: ClusterEngine, address: Address) -> None:
    engine._connection.ask("DELETE", f"/{address.name},{address.name}.passages-*")


def test_an_index_that_replicates_by_segments_is_refused(cluster_address: Address) -> None:
    """A copy would show a commit only some time after it was made."""
    made = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    seen = made.snapshot().documents._seen
    made._connection.ask("DELETE", f"/{seen.data}")
    body = data_mapping(seen.data_alias, 1, 0)
    body["settings"]["replication.type"] = "SEGMENT"  # type: ignore[index]  # a dict of dicts
    made._connection.ask("PUT", f"/{seen.data}", body)
    with pytest.raises(IndexFormatError, match="replicates by SEGMENT"):
        open_cluster_engine(cluster_address, analyser=SplitAnalyser())


def test_an_index_is_made_once(engine: ClusterEngine, cluster_address: Address) -> None:
    with pytest.raises(IndexExistsError, match="an index here already"):
        create_cluster_engine(cluster_address, analyser=SplitAnalyser())


def test_an_index_of_somebody_else_is_left_alone(cluster_address: Address) -> None:
    connection = Connection(cluster_address)
    connection.ask("PUT", f"/{cluster_address.name}", {"mappings": {"properties": {"a": {"type": "keyword"}}}})
    with pytest.raises(IndexExistsError, match="none of minutesearch's"):
        create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    with pytest.raises(IndexMissingError, match="none of minutesearch's"):
        open_cluster_engine(cluster_address, analyser=SplitAnalyser())


def test_what_is_missing_is_not_made_by_looking(cluster_address: Address) -> None:
    with pytest.raises(IndexMissingError, match="no index here"):
        open_cluster_engine(cluster_address, analyser=SplitAnalyser())
    found = Connection(cluster_address).ask("GET", "/_cat/indices", params={"format": "json", "h": "index"})
    assert cluster_address.name not in str(found)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("p", "the cluster has 2 passages of 3"),
        ("i", "the cluster has 1 items of 2"),
        ("m", "the cluster has 1 meetings of 2"),
        ("s", "the cluster has 1 sources of 2"),
    ],
)
def test_a_lost_document_of_any_kind_is_an_error_and_is_repaired(
    engine: ClusterEngine, what: str, told: str
) -> None:
    engine.commit([HOUSING, ROADS])
    lose(engine, {"bool": {"filter": [{"term": {"what": what}}, {"term": {"source": "roads.txt"}}]}})
    snapshot = engine.snapshot()
    asked: tuple[Callable[[], object], ...] = (
        lambda: ids(snapshot, "road"),
        lambda: snapshot.source("roads.txt"),
        lambda: dict(snapshot.sources()),
    )
    for ask in asked:
        with pytest.raises(IncompleteAnswerError, match="documents; some are lost"):
            ask()
    assert [damage.message for damage in engine.find_damage()] == [told]
    known = {"housing.txt": HOUSING, "roads.txt": ROADS}
    repaired = engine.repair(lambda stored: known[stored.name])
    # Without its record, or without its meeting, a source cannot be made anew; it is said which it was.
    lost = ("roads.txt",) if what in "ms" else ()
    assert (repaired.done, repaired.lost) == ("rebuilt", lost)
    assert ids(engine.snapshot()) == (["1", "2"] if lost else ["1", "2", "3"])
    assert engine.find_damage() == ()


def lose(engine: ClusterEngine, query: object) -> None:
    data = engine.snapshot().documents._seen.data
    engine._connection.ask("POST", f"/{data}/_delete_by_query", {"query": query}, params={"refresh": "true"})


def test_the_deep_check_finds_a_passage_that_its_words_no_longer_lead_to(engine: ClusterEngine) -> None:
    """As many documents as there should be, the packed meeting whole, and one word or value wrong."""
    engine.commit([HOUSING, ROADS])
    assert list(engine.verify([HOUSING, ROADS])) == []
    seen = engine.snapshot().documents._seen
    written = next(sending.SourceIndexer(SplitAnalyser()).index_all([ROADS], [Numbering(1, 2, 2)]))
    (document,) = (each for each in written.documents if '"what": "p"' in each.text)
    for sound, wrong in (
        ('"stem": ["the road i closed"]', '"stem": ["the road closed i"]'),
        ('"exact": ["the road is closed"]', '"exact": ["the road is open"]'),
        ('"item": ["item-1"]', '"item": ["item-2"]'),
    ):
        assert sound in document.text
        engine._connection.bulk(seen.data_alias, [document._replace(text=document.text.replace(sound, wrong))])
        engine._connection.refresh(seen.data)
        assert engine.find_damage() == ()
        (damage,) = engine.verify([HOUSING, ROADS])
        assert damage.message == "source 'roads.txt' has a passage that is not found by its words or values: 3"
    engine._connection.bulk(seen.data_alias, [document])
    engine._connection.refresh(seen.data)
    assert list(engine.verify([HOUSING, ROADS])) == []


def test_long_passages_are_looked_for_in_parts(engine: ClusterEngine) -> None:
    words = " ".join(f"ward{at}" for at in range(2500))
    long = a_source("long.txt", a_passage("1", words), a_passage("2", "one"))
    engine.commit([long])
    assert list(engine.verify([long])) == []


def test_any_number_of_versions_may_have_ended(engine: ClusterEngine) -> None:
    """More than one clause may name."""
    engine.commit([HOUSING])
    engine.commit([a_source("housing.txt", a_passage("9", "flats"))])
    seen = engine.snapshot().documents._seen
    more = tuple((f"0-{at}", 1, int(time.time())) for at in range(70_000))
    seen.change(ended=(*more, *seen.head.ended))
    assert (ids(engine.snapshot()), ids(engine.snapshot(), "school")) == (["9"], [])
    engine.commit([ROADS], remove=["housing.txt"])
    assert ids(engine.snapshot()) == ["3"]


def test_a_query_may_have_more_words_than_the_cluster_has_clauses(engine: ClusterEngine) -> None:
    engine.commit([HOUSING, ROADS])
    snapshot = engine.snapshot()
    words = Or([Term("any", word) for word in ("school", "closed", *(f"ward{at}" for at in range(3000)))])
    tree = And([Every(), words])
    found = snapshot.search(SearchRequest(tree=tree))
    assert sorted(snapshot.passage(each.number).id for each in found.passages) == ["1", "3"]
    assert len(list(snapshot.select(SearchRequest(tree=tree)))) == found.total == 2
    phrases = Or([Phrase("any", ["road", f"ward{at}"]) for at in range(1200)])
    with pytest.raises(ArgumentError, match="1,200 conditions; an index in a cluster takes"):
        snapshot.search(SearchRequest(tree=phrases))
