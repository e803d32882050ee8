"""A network that drops, delays, cuts and falsifies: typed errors in time, and never a smaller answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.query import Term

from minutesearch.engine import SearchRequest, Snapshot
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.opensearch.client import connection as connections
from minutesearch.engine.opensearch.client import head as heads
from minutesearch.engine.opensearch.client.address import Address, read_address
from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.engine import ClusterEngine, create_cluster_engine, open_cluster_engine
from minutesearch.errors import (
    IncompleteAnswerError,
    IndexAccessError,
    IndexUnavailableError,
    QueryTimeoutError,
)
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.proxy import Proxy, Request, Trouble, make_certificates

pytestmark = pytest.mark.cluster

HOUSING = a_source("housing.txt", a_passage("1", "new homes need schools"), a_passage("2", "the motion fell"))
ROADS = a_source("roads.txt", a_passage("3", "the road is closed"))


@pytest.fixture
def engine(cluster_address: Address, proxy: Proxy) -> ClusterEngine:
    """Return the engine of an index with two passages, behind the proxy."""
    create_cluster_engine(cluster_address, analyser=SplitAnalyser(), shards=2).commit([HOUSING])
    behind = Address(hosts=(proxy.host,), name=cluster_address.name, tls=False)
    return open_cluster_engine(behind, analyser=SplitAnalyser())


def total(snapshot: Snapshot, word: str = "the", deadline: Deadline | None = None) -> int:
    request = SearchRequest(tree=Term("any", word), limit=3)
    if deadline is not None:
        request = SearchRequest(tree=Term("any", word), limit=3, deadline=deadline)
    return snapshot.search(request).total


class Once:
    """Trouble for one request of a kind, and for no other."""

    def __init__(self, trouble: Trouble, wanted: Callable[[Request], bool] = lambda _: True) -> None:
        self.waiting = [trouble]
        self._wanted = wanted

    def __call__(self, request: Request) -> Trouble:
        return self.waiting.pop() if self.waiting and self._wanted(request) else Trouble()


def makes(generation: int, request: Request) -> bool:
    """Return whether a request writes the head of a commit."""
    is_head = request.method == "PUT" and request.path.partition("?")[0].endswith("/_doc/head")
    return is_head and json.loads(request.body)["generation"] == generation


TROUBLES = [
    pytest.param(Trouble(drops="before"), IndexUnavailableError, id="hangs up"),
    pytest.param(Trouble(drops="after"), IndexUnavailableError, id="loses the answer"),
    pytest.param(Trouble(cuts=True), IndexUnavailableError, id="cuts the answer"),
    pytest.param(Trouble(status=503), IndexUnavailableError, id="503"),
    pytest.param(Trouble(status=502), IndexUnavailableError, id="502"),
    pytest.param(Trouble(status=429), (IndexUnavailableError, QueryTimeoutError), id="429"),
    pytest.param(Trouble(delay=4.0), QueryTimeoutError, id="is slow"),
    pytest.param(Trouble(shrinks=True), IncompleteAnswerError, id="has lost a shard and says nothing"),
]


@pytest.mark.parametrize(("trouble", "error"), TROUBLES)
def test_trouble_without_end_is_a_typed_error_in_time(
    engine: ClusterEngine, proxy: Proxy, trouble: Trouble, error: type[Exception]
) -> None:
    snapshot = engine.snapshot()
    proxy.trouble = lambda _: trouble
    begin = time.monotonic()
    with pytest.raises(error):
        total(snapshot, deadline=Deadline(2.0))
    assert time.monotonic() - begin < 4.0
    proxy.trouble = lambda _: Trouble()
    assert total(snapshot) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(drops="before"),
        Trouble(drops="after"),
        Trouble(cuts=True),
        Trouble(status=503),
        Trouble(status=429),
    ],
    ids=["hangs up", "loses the answer", "cuts the answer", "503", "429"],
)
def test_trouble_that_passes_is_not_noticed_by_who_reads(
    engine: ClusterEngine, proxy: Proxy, trouble: Trouble
) -> None:
    proxy.trouble = opening = Once(trouble)
    snapshot = engine.snapshot()
    proxy.trouble = searching = Once(trouble)
    assert total(snapshot) == 1
    assert (opening.waiting, searching.waiting) == ([], [])


@pytest.mark.parametrize("drops", ["before", "after"])
@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda request: "_bulk" in request.path, id="documents"),
        pytest.param(lambda request: makes(2, request), id="the head"),
        pytest.param(lambda request: "_refresh" in request.path, id="the refresh"),
    ],
)
def test_a_commit_whose_answer_is_lost_is_made_once(
    engine: ClusterEngine, proxy: Proxy, drops: str, step: Callable[[Request], bool]
) -> None:
    proxy.trouble = losing = Once(Trouble(drops=drops), step)
    engine.commit([ROADS])
    assert losing.waiting == []
    snapshot = engine.snapshot()
    assert (total(snapshot), total(snapshot, "road"), snapshot.generation) == (2, 1, 2)
    engine.commit([], remove=["housing.txt"])
    assert total(engine.snapshot()) == 1


def test_a_commit_that_the_head_never_takes_is_an_error_and_the_old_state_stays(
    engine: ClusterEngine, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heads, "_UNCERTAIN", 1.0)
    proxy.trouble = lambda request: Trouble(drops="before" if makes(2, request) else "")
    with pytest.raises(IndexUnavailableError):
        engine.commit([ROADS])
    proxy.trouble = lambda _: Trouble()
    assert total(engine.snapshot()) == 1
    engine.commit([ROADS])
    assert total(engine.snapshot()) == 2


def test_a_node_that_stays_busy_ends_in_an_error(
    engine: ClusterEngine, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_WAITS", 0.3)
    snapshot = engine.snapshot()
    proxy.trouble = lambda _: Trouble(status=429)
    with pytest.raises(IndexUnavailableError, match="too busy"):
        total(snapshot)


def test_documents_that_are_too_many_at_once_are_sent_in_smaller_parts(
    engine: ClusterEngine, proxy: Proxy
) -> None:
    """A node has room for so much under way, and never for more: to wait alone would not help."""
    taken: list[int] = []

    def crowded(request: Request) -> Trouble:
        if "_bulk" not in request.path:
            return Trouble()
        many = request.body.count(b"\n") // 2
        if many > 3:
            return Trouble(status=429)
        taken.append(many)
        return Trouble()

    proxy.trouble = crowded
    engine.commit([a_source("lanes.txt", *(a_passage(f"lane {at}", "the lane is closed") for at in range(20)))])
    assert (total(engine.snapshot(), "lane"), max(taken) <= 3, sum(taken)) == (20, True, 23)


def test_documents_that_nobody_takes_end_in_an_error_and_nothing_has_changed(
    engine: ClusterEngine, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_LOAD_WAITS", 0.5)
    proxy.trouble = lambda request: Trouble(status=429 if "_bulk" in request.path else 0)
    with pytest.raises(IndexUnavailableError, match="too busy to take documents"):
        engine.commit([ROADS])
    proxy.trouble = lambda _: Trouble()
    assert total(engine.snapshot()) == 1


@pytest.mark.parametrize(("refusals", "seconds"), [(2, 20.0), (1000, 0.5)], ids=["passes", "stays"])
def test_a_shard_that_is_too_busy_is_waited_for_within_the_deadline(
    engine: ClusterEngine, monkeypatch: pytest.MonkeyPatch, refusals: int, seconds: float
) -> None:
    """OpenSearch answers 200 then, and says 429 of one search of several."""
    left = [refusals]
    ask: Callable[..., Json] = Connection.ask

    def busy(self: Connection, method: str, url: str, *rest: object, **options: object) -> Json:
        answer = ask(self, method, url, *rest, **options)
        if url == "/_msearch" and left[0]:
            left[0] -= 1
            answer["responses"][-1] = {"error": {"type": "rejected_execution_exception"}, "status": 429}
        return answer

    snapshot = engine.snapshot()
    monkeypatch.setattr(Connection, "ask", busy)
    if refusals < 1000:
        assert total(snapshot, deadline=Deadline(seconds)) == 1
    else:
        with pytest.raises(QueryTimeoutError):
            total(snapshot, deadline=Deadline(seconds))


# --- TLS and users


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Path, Path]]:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def guarded(cluster_hosts: list[tuple[str, int]], certificates: tuple[Path, tuple[Path, Path]]) -> Iterator[Proxy]:
    made = Proxy(cluster_hosts[0], certificate=certificates[1], login=("clerk", "a long secret"))
    yield made
    made.close()


def address_of(proxy: Proxy, name: str, **known: str) -> Address:
    variables = {f"MINUTESEARCH_OPENSEARCH_{key.upper()}": value for key, value in known.items()}
    return read_address(f"opensearch+https://127.0.0.1:{proxy.host[1]}/{name}", variables)


def test_with_its_authority_user_and_password_an_index_is_made_and_searched(
    guarded: Proxy, cluster_address: Address, certificates: tuple[Path, tuple[Path, Path]]
) -> None:
    known = {"ca": str(certificates[0]), "user": "clerk", "password": "a long secret"}
    address = address_of(guarded, cluster_address.name, **known)
    made = create_cluster_engine(address, analyser=SplitAnalyser())
    made.commit([HOUSING])
    assert total(open_cluster_engine(address, analyser=SplitAnalyser()).snapshot()) == 1


@pytest.mark.parametrize(
    ("known", "told"),
    [
        pytest.param({}, "certificate cannot be verified", id="an authority that nobody knows"),
        pytest.param({"ca": "right"}, "does not know this user or password", id="nobody"),
        pytest.param(
            {"ca": "right", "user": "clerk", "password": "guessed secret"},
            "does not know this user or password",
            id="a wrong password",
        ),
    ],
)
def test_who_is_not_let_in_is_told_why_and_no_secret_is_shown(
    guarded: Proxy,
    cluster_address: Address,
    certificates: tuple[Path, tuple[Path, Path]],
    known: dict[str, str],
    told: str,
) -> None:
    given = known | ({"ca": str(certificates[0])} if "ca" in known else {})
    address = address_of(guarded, cluster_address.name, **given)
    with pytest.raises(IndexAccessError, match=told) as caught:
        open_cluster_engine(address, analyser=SplitAnalyser())
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"
    assert Connection(cluster_address).get(cluster_address.name, "head") is None


def test_a_certificate_of_another_host_is_refused(
    cluster_hosts: list[tuple[str, int]], cluster_address: Address, certificates: tuple[Path, tuple[Path, Path]]
) -> None:
    made = Proxy(cluster_hosts[0], certificate=certificates[1])
    address = read_address(
        f"opensearch+https://localhost:{made.host[1]}/{cluster_address.name}",
        {"MINUTESEARCH_OPENSEARCH_CA": str(certificates[0])},
    )
    with pytest.raises(IndexAccessError, match="certificate cannot be verified"):
        open_cluster_engine(address, analyser=SplitAnalyser())
    made.close()
