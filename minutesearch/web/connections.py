"""How processes that serve one address share the connections to it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["SharingLoop"]

#: How long a process leaves the next connection to the others, in seconds for each that it has open, and at most.
_LEFT, _MOST = 0.001, 0.02
#: How long to wait where the system has no room for a connection, in seconds.
_NO_ROOM = 1.0


class SharingLoop(asyncio.SelectorEventLoop):
    """An event loop that leaves connections to a socket which processes share to those that have fewer.

    asyncio takes up all that wait whenever some wait. Of a crowd that comes together the process that wakes first
    has nearly all, for as long as they keep their connections open: whoever is served by it waits twice as long,
    while the other process has little to do.
    """

    async def create_server(  # type: ignore[override]  # the other arguments are asyncio's
        self,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        *arguments: Any,
        sock: socket.socket | None = None,
        backlog: int = 100,
        **options: Any,
    ) -> asyncio.AbstractServer:
        """Serve at a socket that is given by sharing it, and elsewhere as asyncio does."""
        if sock is None:
            return await super().create_server(protocol_factory, *arguments, backlog=backlog, **options)
        return _SharingServer(self, protocol_factory, sock, backlog)


class _SharingServer(asyncio.AbstractServer):
    """Takes up one connection after the other, each the later the more are open."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        listening: socket.socket,
        backlog: int,
    ) -> None:
        listening.listen(backlog)
        listening.setblocking(False)
        self._loop = loop
        self._protocol_factory = protocol_factory
        self._listening = listening
        self._open: list[asyncio.Transport] = []
        self._taking = loop.create_task(self._take())

    @property
    def sockets(self) -> Sequence[socket.socket]:
        """The sockets that are listened at."""
        return () if self._taking.done() else (self._listening,)

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """Return the event loop."""
        return self._loop

    def is_serving(self) -> bool:
        """Return whether connections are taken up."""
        return not self._taking.done()

    async def start_serving(self) -> None:
        """Do nothing: connections are taken up since this was made."""

    async def serve_forever(self) -> None:
        """Serve until the server is closed."""
        await self._taking

    def close(self) -> None:
        """Take up no more; those that are open stay."""
        self._taking.cancel()

    async def wait_closed(self) -> None:
        """Wait until no more is taken up."""
        with contextlib.suppress(asyncio.CancelledError):
            await self._taking

    async def _take(self) -> None:
        while True:
            try:
                connection, _ = await self._loop.sock_accept(self._listening)
            except ConnectionAbortedError:
                continue
            except OSError as error:
                self._loop.call_exception_handler({"message": "no connection can be taken up", "exception": error})
                await asyncio.sleep(_NO_ROOM)
                continue
            await self._serve(connection)
            await asyncio.sleep(min(_LEFT * len(self._open), _MOST))

    async def _serve(self, connection: socket.socket) -> None:
        try:
            if connection.family in (socket.AF_INET, socket.AF_INET6):
                # A page is written in two parts, its headers and its body, and TCP keeps the second until the
                # first is acknowledged, which most systems put off for 40 ms (RFC 9293, section 3.7.4). asyncio
                # sees to this itself, but not where a socket that was handed on does not say that it is of TCP.
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            transport, _ = await self._loop.connect_accepted_socket(self._protocol_factory, connection)
        except Exception as error:
            # Whatever it is, or if who asked has gone already: the next has not.
            connection.close()
            self._loop.call_exception_handler({"message": "a connection cannot be served", "exception": error})
        else:
            self._open = [*(each for each in self._open if not each.is_closing()), transport]
