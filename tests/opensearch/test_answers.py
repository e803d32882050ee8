"""What the connection makes of the answers of a cluster: whole, or one clear error, never a smaller answer."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from minutesearch.analysis import ENGLISH
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.client.head import read_head
from minutesearch.engine.opensearch.engine import create_cluster_engine, find_cluster_index
from minutesearch.errors import (
    IncompleteAnswerError,
    IndexAccessError,
    IndexFormatError,
    IndexMissingError,
    IndexUnavailableError,
    QueryTimeoutError,
)
from tests.opensearch.nodes import free_port

#: The answers that a server gives, one after the other; the last again and again.
Answers = Sequence[tuple[int, object]]
Serve = Callable[[Answers], Connection]

WHOLE: dict[str, Any] = {
    "took": 1,
    "timed_out": False,
    "_shards": {"total": 2, "successful": 2, "skipped": 0, "failed": 0},
    "hits": {"total": {"value": 7}, "hits": []},
}


NO_INDEX = 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
OURS = {"minutes": {"mappings": {"_meta": {"minutesearch": 1}}}}


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a server of answers, and returns a connection to it."""
    servers: list[ThreadingHTTPServer] = []

    def start(answers: Answers) -> Connection:
        waiting = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                self.rfile.read(length)
                status, body = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if isinstance(body, bytes) else "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  # as http.server calls them

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return Connection(Address(hosts=(("127.0.0.1", server.server_address[1]),), name="minutes", tls=False))

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def in_one(*answers: dict[str, Any]) -> Answers:
    return [(200, {"responses": list(answers)})]


def test_a_whole_answer_is_returned(serve: Serve) -> None:
    assert serve(in_one(WHOLE)).search("minutes", {})["hits"]["total"]["value"] == 7


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        pytest.param(
            {**WHOLE, "_shards": {"total": 2, "successful": 1, "skipped": 0, "failed": 1}},
            IncompleteAnswerError,
            "only 1 of 2 shards",
            id="a shard has failed",
        ),
        pytest.param(
            {**WHOLE, "_shards": {"total": 3, "successful": 2, "skipped": 0, "failed": 0}},
            IncompleteAnswerError,
            "only 2 of 3 shards",
            id="no copy of a shard is left, and none has failed",
        ),
        pytest.param({**WHOLE, "timed_out": True}, QueryTimeoutError, "longer", id="timed out"),
        pytest.param(
            {"error": {"root_cause": [{"reason": "all shards failed"}]}, "status": 503},
            IndexUnavailableError,
            "all shards failed",
            id="an error in an answer of 200",
        ),
    ],
)
def test_a_smaller_answer_is_an_error(serve: Serve, answer: dict[str, Any], error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        serve(in_one(WHOLE, answer)).search_all("minutes", [{}, {}])


@pytest.mark.parametrize(
    ("status", "error", "told"),
    [
        (401, IndexAccessError, "does not know this user"),
        (403, IndexAccessError, "may not do that"),
        (400, IndexUnavailableError, "refused the request .400: no such field"),
        (500, IndexUnavailableError, "refused the request .500"),
        (503, IndexUnavailableError, "refused the request .503"),
    ],
)
def test_a_refusal_is_an_error_that_names_the_index(serve: Serve, status: int, error: type, told: str) -> None:
    connection = serve([(status, {"error": {"reason": "no such field"}, "status": status})])
    with pytest.raises(error, match=told) as caught:
        connection.search("minutes", {})
    assert caught.value.path == str(connection.address)


def test_a_busy_server_is_asked_again(serve: Serve) -> None:
    busy = (429, {"error": {"reason": "rejected"}, "status": 429})
    assert serve([busy, busy, *in_one(WHOLE)]).search("minutes", {})["took"] == 1


def test_documents_that_a_busy_server_left_are_sent_again(serve: Serve) -> None:
    some = {"errors": True, "items": [{"index": {"status": 201}}, {"index": {"status": 429, "error": {}}}]}
    serve([(200, some), (200, {"errors": False, "items": [{"index": {"status": 201}}]})]).bulk(
        "minutes", [("1", "a", "{}"), ("2", "a", "{}")]
    )


def test_a_document_that_is_refused_fails_the_whole(serve: Serve) -> None:
    refused = {"errors": True, "items": [{"index": {"status": 400, "error": {"reason": "immense term"}}}]}
    with pytest.raises(IndexUnavailableError, match="immense term"):
        serve([(200, refused)]).bulk("minutes", [("1", "a", "{}")])


def test_nobody_at_the_port_is_unavailable() -> None:
    nobody = Connection(Address(hosts=(("127.0.0.1", free_port()),), name="minutes", tls=False))
    with pytest.raises(IndexUnavailableError, match="cannot be reached"):
        nobody.search("minutes", {})


def test_a_host_that_does_not_exist_is_unavailable() -> None:
    nowhere = Connection(Address(hosts=(("search.anytown.invalid", 9200),), name="minutes", tls=False))
    with pytest.raises(IndexUnavailableError, match=r"search\.anytown\.invalid.*cannot be reached"):
        nowhere.search("minutes", {})


def test_another_node_is_asked_where_one_is_away(serve: Serve) -> None:
    (there,) = serve(in_one(WHOLE)).address.hosts
    away = ("127.0.0.1", free_port())
    for hosts in ((away, there), (there, away)):
        connection = Connection(Address(hosts=hosts, name="minutes", tls=False))
        assert [connection.search("minutes", {})["took"] for _ in range(4)] == [1, 1, 1, 1]


def test_a_node_that_says_nothing_ends_at_the_deadline() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        connection = Connection(Address(hosts=(silent.getsockname(),), name="minutes", tls=False))
        with pytest.raises(QueryTimeoutError):
            connection.search("minutes", {}, deadline=Deadline(0.2))


def test_the_only_node_is_asked_again_when_it_has_closed_a_connection_that_was_kept(serve: Serve) -> None:
    # A node in the middle of a restart says so once, and then answers.
    away = 503, {"error": {"reason": "not yet"}, "status": 503}
    assert serve([away, *in_one(WHOLE)]).search("minutes", {})["took"] == 1


def test_what_was_deleted_meanwhile_is_missing(serve: Serve) -> None:
    gone = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}
    connection = serve(
        [(200, {"responses": [gone]}), (404, gone), (200, {"errors": True, "items": [{"index": gone}]})]
    )
    for ask in (
        lambda: connection.search("minutes", {}),
        lambda: connection.put("minutes.head-1", "head", {}, None),
        lambda: connection.bulk("minutes.to-1", [("1", "a", "{}")]),
    ):
        with pytest.raises(IndexMissingError, match="it was deleted, or made anew"):
            ask()


def test_plain_text_where_tls_is_wanted_is_an_error_of_access(serve: Serve) -> None:
    hosts = serve(in_one(WHOLE)).address.hosts
    with pytest.raises(IndexAccessError, match="certificate"):
        Connection(Address(hosts=hosts, name="minutes", tls=True)).search("minutes", {})


def test_a_web_site_is_no_cluster(serve: Serve) -> None:
    with pytest.raises(IndexUnavailableError, match="does not answer as OpenSearch does"):
        serve([(200, b"<html>Welcome</html>")]).search("minutes", {})


@pytest.mark.parametrize(
    ("answers", "error", "told"),
    [
        ([NO_INDEX], IndexMissingError, "no index here"),
        (
            [(404, {"found": False}), (200, {"minutes": {"mappings": {}}})],
            IndexMissingError,
            "none of minutesearch's",
        ),
        (
            [(200, {"found": True, "_source": {"title": "head"}}), (200, {"minutes": {"mappings": {}}})],
            IndexMissingError,
            "none of minutesearch's",
        ),
        ([(404, {"found": False}), (200, OURS)], IndexMissingError, "only one that was begun"),
        (
            [(200, {"found": True, "_source": {"minutesearch": True, "format": 9, "analyser": "english-2"}})],
            IndexFormatError,
            "made as format 9 with analyser english-2",
        ),
        (
            [(200, {"found": True, "_source": {"format": 1, "analyser": "english-1"}}), (200, OURS)],
            IndexFormatError,
            "made as format 1 with analyser english-1",
        ),
    ],
)
def test_what_is_no_index_of_ours_is_not_opened(serve: Serve, answers: Answers, error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        read_head(serve(answers), "english-1")


def told_as(number: object, distribution: object = "opensearch") -> tuple[int, object]:
    return 200, {"version": {"number": number, "distribution": distribution}}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (told_as("2.11.1"), "runs OpenSearch 2.11.1, which is too old; 2.19 or newer is needed"),
        (told_as("1.3.20"), "runs OpenSearch 1.3.20, which is too old"),
        (told_as("8.17.0", None), "is not OpenSearch but something else, version 8.17.0"),
        (told_as("new"), "does not answer as OpenSearch does"),
        ((200, {"hello": "world"}), "does not answer as OpenSearch does"),
    ],
    ids=["too old", "far too old", "Elasticsearch", "no version", "another service"],
)
def test_a_cluster_that_is_too_old_or_another_is_refused_and_nothing_is_made(
    serve: Serve, answer: tuple[int, object], told: str
) -> None:
    # Whatever is asked after it finds no index; to make one would be an answer that is none of ours.
    address = serve([answer]).address
    with pytest.raises(IndexUnavailableError, match=told):
        create_cluster_engine(address, analyser=ENGLISH)
    missing = serve([NO_INDEX, NO_INDEX, answer]).address
    with pytest.raises(IndexUnavailableError, match=told):
        find_cluster_index(missing)


@pytest.mark.parametrize("answer", [told_as("2.19.0"), told_as("3.9.0"), told_as("10.0"), (403, {"error": {}})])
def test_a_cluster_that_is_new_enough_or_does_not_say_is_taken(serve: Serve, answer: tuple[int, object]) -> None:
    serve([answer]).check_version()
