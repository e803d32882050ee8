"""How a process of the site takes up connections: which of those that wait, and how it writes to them."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

__all__ = ["AtOnce", "OneByOne"]


class OneByOne(asyncio.SelectorEventLoop):
    """An event loop that takes up one connection at a time, so that processes which share a socket share the work.

    asyncio takes up as many as the queue of the socket is long whenever some wait. Of a crowd that comes together
    the process that wakes first has nearly all, for as long as they keep their connections open, and whoever is
    served by it waits twice as long while the other has nothing to do.
    """

    async def create_server(
        self, *arguments: Any, sock: socket.socket | None = None, backlog: int = 100, **options: Any
    ) -> asyncio.Server:
        """Serve as asyncio does; at a socket that is given one connection is taken up at a time."""
        if sock is None:
            return await super().create_server(*arguments, backlog=backlog, **options)
        # To asyncio it is one number how many may wait and how many are taken up; here they are two.
        server = await super().create_server(*arguments, sock=sock, backlog=1, **options)
        sock.listen(backlog)
        return server


class AtOnce(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # uvicorn chooses which when it is imported
    """What uvicorn speaks HTTP with, over a connection that holds nothing back.

    A page is written in two parts, its headers and its body, and TCP keeps the second until the first is
    acknowledged, which most systems put off for 40 ms (RFC 9293, section 3.7.4). asyncio sets `TCP_NODELAY`
    against this, but not on connections to a socket that processes share, since that does not say it is of TCP.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection up."""
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
