"""A proxy between the client and a node, which drops, delays, cuts and falsifies answers as it is told."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import ssl
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Collection
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Proxy", "Request", "Trouble", "make_certificates"]


class Request(NamedTuple):
    """A request on its way to the node."""

    method: str
    path: str
    body: bytes


class Trouble(NamedTuple):
    """What is done to a request and its answer; nothing, if nothing is said."""

    #: Close the connection, before the node hears of the request or after it has done what was asked.
    drops: str = ""
    #: How long the answer is kept back, in seconds.
    delay: float = 0.0
    #: Whether only half of the answer is sent.
    cuts: bool = False
    #: Answer with this state, without asking the node; 0 for its own.
    status: int = 0
    #: Whether a search answers as that of an index that has lost a shard: a smaller total, and all is well.
    shrinks: bool = False


class _Handler(BaseHTTPRequestHandler):
    """What becomes of one connection of the client."""

    protocol_version = "HTTP/1.1"
    #: Answers a request, given the handler and the body.
    answer: Callable[[_Handler, bytes], None]

    def _pass_on(self) -> None:
        type(self).answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on  # noqa: N815  # as http.server calls them

    def send(self, status: int, data: bytes, kind: str, *, cuts: bool = False) -> None:
        """Send an answer, or half of it."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        # Whoever asked may have given up.
        with suppress(OSError):
            self.wfile.write(data[: len(data) // 2] if cuts else data)
        if cuts:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the connection."""
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Proxy:
    """A server before a node, in threads of this process.

    Args:
        node: The host and port of the node.
        certificate: The files of a certificate and its key, for TLS; None for none.
        login: The user and password that it asks for; None for nobody.
    """

    def __init__(
        self,
        node: tuple[str, int],
        *,
        certificate: tuple[Path, Path] | None = None,
        login: tuple[str, str] | None = None,
    ) -> None:
        self._node = node
        self._login = None if login is None else "Basic " + b64encode(":".join(login).encode()).decode()
        #: Says what is done to each request.
        self.trouble: Callable[[Request], Trouble] = lambda _: Trouble()
        #: How many requests came in.
        self.asked = 0
        #: How many of them are not over yet.
        self._open = 0
        self._over = threading.Condition()
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"answer": self._answer})
        )
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            # A client that refuses the certificate is an error of its own.
            self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # of this server alone
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def host(self) -> tuple[str, int]:
        """The host and port that it listens on."""
        return "127.0.0.1", int(self._server.server_address[1])

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def wait(self, seconds: float = 30.0) -> None:
        """Wait until the node has answered all that it was asked, also what nobody waits for any more."""
        with self._over:
            assert self._over.wait_for(lambda: not self._open, seconds)

    def _answer(self, handler: _Handler, body: bytes) -> None:
        with self._over:
            self._open += 1
        try:
            self._answer_one(handler, body)
        finally:
            with self._over:
                self._open -= 1
                self._over.notify_all()

    def _answer_one(self, handler: _Handler, body: bytes) -> None:
        self.asked += 1
        is_packed = handler.headers.get("Content-Encoding") == "gzip"
        request = Request(handler.command, handler.path, gzip.decompress(body) if is_packed else body)
        trouble = self.trouble(request)
        if trouble.drops == "before":
            handler.hang_up()
        elif self._login is not None and handler.headers.get("Authorization") != self._login:
            handler.send(401, b"Unauthorized", "text/plain")
        elif trouble.status:
            told = {"error": {"type": "trouble", "reason": "made up"}, "status": trouble.status}
            handler.send(trouble.status, json.dumps(told).encode(), "application/json")
        else:
            # What is falsified is read here, as JSON.
            status, kind, data = self._ask(handler, body, but=("Accept",) if trouble.shrinks else ())
            time.sleep(trouble.delay)
            if trouble.drops == "after":
                handler.hang_up()
                return
            if trouble.shrinks and request.path.startswith("/_msearch"):
                data = shrink(data)
            handler.send(status, data, kind, cuts=trouble.cuts)

    def _ask(self, handler: _Handler, body: bytes, *, but: Collection[str]) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection(*self._node, timeout=60)
        kept = [name for name in ("Content-Type", "Content-Encoding", "Accept") if name not in but]
        headers = {name: handler.headers[name] for name in kept if name in handler.headers}
        connection.request(handler.command, handler.path, body, headers)
        answer = connection.getresponse()
        found = answer.status, answer.headers.get("Content-Type", "text/plain"), answer.read()
        connection.close()
        return found


def shrink(data: bytes) -> bytes:
    """Return the answers to searches as an index gives them of which a shard has no copy left."""
    answer: dict[str, Any] = json.loads(data)
    for each in answer.get("responses", ()):
        if "_shards" in each:
            each["_shards"] |= {"total": each["_shards"]["total"] + 1, "failed": 0}
            each["hits"]["total"] = {
                "value": each["hits"].get("total", {"value": 0})["value"] // 2,
                "relation": "eq",
            }
    return json.dumps(answer).encode()


def make_certificates(folder: Path) -> tuple[Path, tuple[Path, Path]]:
    """Make an authority and a certificate for 127.0.0.1 that it signs; return the files of both."""
    key, authority = folder / "authority.key", folder / "authority.pem"
    own_key, request, own = folder / "own.key", folder / "own.csr", folder / "own.pem"
    names = folder / "names"
    names.write_text("subjectAltName=IP:127.0.0.1\n", encoding="ascii")
    new = ["-newkey", "rsa:2048", "-nodes"]
    _openssl(
        "req", "-x509", *new, "-days", "2", "-subj", "/CN=Anytown authority", "-keyout", key, "-out", authority
    )
    _openssl("req", *new, "-subj", "/CN=127.0.0.1", "-keyout", own_key, "-out", request)
    signed_by = ["-CA", authority, "-CAkey", key, "-CAcreateserial", "-days", "2", "-extfile", names]
    _openssl("x509", "-req", "-in", request, *signed_by, "-out", own)
    return authority, (own, own_key)


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
