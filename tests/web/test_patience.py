"""What becomes of connections that stand still, and what a client sees of an answer that is cut."""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from uvicorn.server import ServerState

from minutesearch.web.patience import Patient

STARTING = 60.0
#: An answer that no buffers of the system hold.
LARGE = 64 << 20


async def answer(scope: dict[str, str], receive: Callable[..., object], send: Callable[..., object]) -> None:
    """Answer "/slow" after a while, "/large" with more than buffers hold, "/cut" in part, and all else at once."""
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"keep-alive")]})
    if scope["path"] == "/large":
        for _ in range(LARGE >> 16):
            await send({"type": "http.response.body", "body": b"." * (1 << 16), "more_body": True})
    await send({"type": "http.response.body", "body": b"done", "more_body": scope["path"] == "/cut"})


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Serve the app for clients who stand still no longer than a fifth of a second."""

    class Hasty(Patient):
        patience = 0.1

    config = uvicorn.Config(answer, port=0, http=Hasty, lifespan="off", log_config=None, timeout_keep_alive=60)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTING
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()
    finally:
        server.should_exit = True
        thread.join(STARTING)


def take_to_the_end(connection: socket.socket) -> int:
    """Return how much the other side still says before it ends a connection."""
    taken = 0
    with suppress(ConnectionResetError):
        while block := connection.recv(1 << 20):
            taken += len(block)
    return taken


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTT", id="the beginning of a request"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", id="no second request"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET", id="the beginning of a second request"),
    ],
)
def test_a_client_who_stops_asking_is_left(said: bytes) -> None:
    with served() as place, socket.create_connection(place, timeout=STARTING) as connection:
        connection.sendall(said)
        assert take_to_the_end(connection) < 1000


def test_a_client_who_takes_no_more_of_an_answer_is_left() -> None:
    with served() as place, socket.create_connection(place, timeout=STARTING) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1)
        assert take_to_the_end(connection) < LARGE


def test_an_answer_that_takes_long_to_make_is_waited_for() -> None:
    with served() as place:
        asking = http.client.HTTPConnection(*place, timeout=STARTING)
        asking.request("GET", "/slow")
        assert asking.getresponse().read() == b"done"
        asking.close()


class Standing(asyncio.Transport):
    """A connection of which a test says how much of an answer the client has yet to take."""

    def __init__(self) -> None:
        super().__init__({"socket": None})
        self.left = 0
        self.is_ended = False

    def get_write_buffer_size(self) -> int:
        return self.left

    def abort(self) -> None:
        self.is_ended = True


class Waiting:
    """A loop that looks when a test says so."""

    def call_later(self, _: float, look: Callable[[], None]) -> None:
        self.look = look


@pytest.mark.parametrize(
    ("left", "resumes", "ended"),
    [
        pytest.param((9, 9), 0, True, id="takes nothing"),
        pytest.param((9, 8), 0, False, id="takes a byte"),
        pytest.param((9, 9), 1, False, id="takes as much as it is given"),
    ],
)
def test_a_client_who_takes_little_is_waited_for(left: tuple[int, int], resumes: int, *, ended: bool) -> None:
    loop, transport = Waiting(), Standing()
    config = uvicorn.Config(answer, log_config=None, lifespan="off")
    protocol = Patient(config=config, server_state=ServerState(), app_state={}, _loop=loop)
    protocol.connection_made(transport)
    protocol.pause_writing()
    transport.left = left[0]
    loop.look()
    for _ in range(resumes):
        protocol.resume_writing()
        protocol.pause_writing()
    transport.left = left[1]
    loop.look()
    assert transport.is_ended is ended


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_that_is_cut_is_seen_to_be(version: str) -> None:
    """HTTP/1.1 has an end of its own, and HTTP/1.0 none but that of the connection, which is then reset."""

    def ask(path: str) -> bytes:
        with socket.create_connection(place, timeout=STARTING) as connection:
            connection.sendall(f"GET {path} HTTP/{version}\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            said = b""
            while block := connection.recv(1 << 16):
                said += block
        return said

    with served() as place:
        assert b"done" in ask("/")
        if version == "1.1":
            assert ask("/").endswith(b"0\r\n\r\n")
            assert not ask("/cut").endswith(b"0\r\n\r\n")
        else:
            with pytest.raises(ConnectionResetError):
                ask("/cut")
