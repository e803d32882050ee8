"""Processes that serve one address share the connections to it, here as event loops in threads."""

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest

from minutesearch.web import connections
from minutesearch.web.connections import SharingLoop

WAITING = 30.0


class Taker(asyncio.Protocol):
    """Keeps what it takes up open, and counts it."""

    def __init__(self, taken: list[asyncio.BaseTransport]) -> None:
        self._taken = taken

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._taken.append(transport)


@pytest.fixture
def shared() -> Iterator[socket.socket]:
    """A socket as processes inherit it, which nobody listens at yet."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound


@contextmanager
def a_crowd(shared: socket.socket, size: int) -> Iterator[list[socket.socket]]:
    crowd = [socket.create_connection(shared.getsockname(), timeout=WAITING) for _ in range(size)]
    try:
        yield crowd
    finally:
        for each in crowd:
            each.close()


def run(work: Callable[[], Awaitable[None]]) -> None:
    with asyncio.Runner(loop_factory=SharingLoop) as runner:
        runner.run(asyncio.wait_for(work(), WAITING))  # type: ignore[arg-type]  # each work here is a coroutine


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.005)


async def serve(shared: socket.socket, taken: list[asyncio.BaseTransport]) -> asyncio.AbstractServer:
    return await asyncio.get_running_loop().create_server(lambda: Taker(taken), sock=shared, backlog=100)


def test_a_crowd_that_comes_at_once_is_shared_about_evenly(shared: socket.socket) -> None:
    taken: tuple[list[asyncio.BaseTransport], ...] = ([], [])
    ended = threading.Event()
    # A crowd that comes before both are there is the first one's.
    are_there = threading.Barrier(3)

    def process(mine: list[asyncio.BaseTransport]) -> None:
        async def work() -> None:
            with shared.dup() as handed_on:
                server = await serve(handed_on, mine)
                are_there.wait(WAITING)
                await until(ended.is_set)
                server.close()
                await server.wait_closed()

        run(work)

    threads = [threading.Thread(target=process, args=(each,)) for each in taken]
    shared.listen(100)
    for thread in threads:
        thread.start()
    try:
        are_there.wait(WAITING)
        with a_crowd(shared, 40):
            deadline = time.monotonic() + WAITING
            while sum(map(len, taken)) < 40 and time.monotonic() < deadline:
                time.sleep(0.01)
    finally:
        ended.set()
        for thread in threads:
            thread.join(WAITING)
    assert 40 == sum(map(len, taken))
    assert min(map(len, taken)) >= 10


def test_no_end_of_a_page_waits_until_its_beginning_is_acknowledged(shared: socket.socket) -> None:
    """A socket that processes share does not say that it is of TCP, and asyncio leaves such connections alone."""

    async def work() -> None:
        taken: list[asyncio.BaseTransport] = []
        server = await serve(shared, taken)
        with a_crowd(shared, 1):
            await until(lambda: bool(taken))
        connection = taken[0].get_extra_info("socket")
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        server.close()

    run(work)


def test_who_is_served_stays_when_no_more_are_taken_up(shared: socket.socket) -> None:
    async def work() -> None:
        taken: list[asyncio.BaseTransport] = []
        server = await serve(shared, taken)
        with a_crowd(shared, 2):
            await until(lambda: 2 == len(taken))
            server.close()
            await server.wait_closed()
            assert not any(each.is_closing() for each in taken)
            with a_crowd(shared, 1):
                await asyncio.sleep(0.05)
                assert 2 == len(taken)

    run(work)


def test_connections_that_have_ended_hold_up_no_others(
    shared: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_LEFT", 1.0)
    monkeypatch.setattr(connections, "_MOST", 2 * WAITING)
    waits: list[float] = []
    here = threading.current_thread()

    async def work() -> None:
        taken: list[asyncio.BaseTransport] = []
        server = await serve(shared, taken)
        sleep = asyncio.sleep

        async def waiting(seconds: float) -> None:
            # A site that other tests have open sleeps too.
            if threading.current_thread() is not here:
                await sleep(seconds)
                return
            waits.append(seconds)
            await sleep(0)

        monkeypatch.setattr(connections.asyncio, "sleep", waiting)
        for already in range(3):
            with a_crowd(shared, 1):
                while already == len(taken):
                    await sleep(0.005)
            while not taken[-1].is_closing():
                await sleep(0.005)
        server.close()

    run(work)
    assert [1.0, 1.0, 1.0] == waits


def test_whatever_goes_wrong_with_one_the_next_is_taken_up(shared: socket.socket) -> None:
    said: list[str] = []

    async def work() -> None:
        taken: list[asyncio.BaseTransport] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, facts: said.append(facts["message"]))
        made = iter((None, Taker(taken)))

        def make() -> asyncio.BaseProtocol:
            if (protocol := next(made)) is None:
                raise RuntimeError("nobody can speak with this one")
            return protocol

        server = await loop.create_server(make, sock=shared)
        with a_crowd(shared, 2):
            await until(lambda: bool(taken))
        server.close()

    run(work)
    assert ["a connection cannot be served"] == said


def test_where_the_system_has_no_room_the_next_is_taken_up_later(
    shared: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_NO_ROOM", 0.01)
    said: list[str] = []
    faults: Iterator[OSError] = iter((OSError(24, "Too many open files"), ConnectionAbortedError()))
    accept = SharingLoop.sock_accept

    async def accepting(loop: SharingLoop, listening: socket.socket) -> object:
        for fault in faults:
            raise fault
        return await accept(loop, listening)

    monkeypatch.setattr(SharingLoop, "sock_accept", accepting)

    async def work() -> None:
        taken: list[asyncio.BaseTransport] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, facts: said.append(facts["message"]))
        server = await serve(shared, taken)
        with a_crowd(shared, 1):
            await until(lambda: bool(taken))
        server.close()

    run(work)
    assert ["no connection can be taken up"] == said
