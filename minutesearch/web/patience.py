"""How long the site bears with a connection that stands still, and how it ends one in the middle of an answer."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import ClassVar

from uvicorn.protocols.http.auto import AutoHTTPProtocol

__all__ = ["Patient"]


class Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # uvicorn chooses which when it is imported
    """What uvicorn speaks HTTP with, over a connection that is not left open for whoever stands still.

    uvicorn ends a connection on which no further request begins. One that never asks for anything, breaks off in
    the middle of asking, or takes no more of its answer it keeps for ever, and with it one of the few files that a
    process may have open and the state of the index that the answer is read from.
    """

    #: How many seconds at least, and at most twice as many, a connection may stand still.
    patience: ClassVar[float] = 30.0

    _looking: asyncio.TimerHandle | None = None
    #: How often more of an answer was asked for, since the client had taken what there was.
    _taken = 0
    #: How it stood at the last look: the last request, and how much of its answer was taken and is left.
    _seen: tuple[object, int, int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection up."""
        super().connection_made(transport)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of a connection."""
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take up what a client says."""
        super().data_received(data)
        if self.scope is not None and self.scope["http_version"] == "1.0":
            self._reset_when_closed(is_cut=self.cycle is not None and not self.cycle.response_complete)

    def on_response_complete(self) -> None:
        """Go on to the next request: this answer is whole."""
        if self.scope["http_version"] == "1.0":
            self._reset_when_closed(is_cut=False)
        super().on_response_complete()

    def _reset_when_closed(self, *, is_cut: bool) -> None:
        """Have a client of HTTP/1.0 see that an answer is cut: it has no other end than that of the connection."""
        connection = self.transport.get_extra_info("socket")
        if connection is not None and connection.fileno() >= 0:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", is_cut, 0))

    def resume_writing(self) -> None:
        """Go on with an answer, of which the client has taken enough."""
        self._taken += 1
        super().resume_writing()

    def _look(self) -> None:
        """End the connection if it stands as it stood at the last look."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        # While an answer is made, it is not the client who is waited for.
        is_waiting = self.flow.write_paused or not is_answering
        now = (self.cycle, self._taken, self.transport.get_write_buffer_size()) if is_waiting else None
        if now is not None and now == self._seen:
            self.transport.abort()
            return
        self._seen = now
        self._looking = self.loop.call_later(self.patience, self._look)
