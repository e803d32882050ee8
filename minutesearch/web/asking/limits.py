"""Rate limit: how often one client may ask for what costs more than a page."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["RateLimit"]

#: How many clients are remembered; the one that has not asked for the longest goes first.
_CLIENTS = 10_000


class RateLimit:
    """A token bucket for each client: `per_minute` at once, and as many again over a minute.

    Args:
        per_minute: How many requests a client may make a minute; 0 for any number.
        clock: The seconds since some moment.
    """

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Count a request, and return 0, or the seconds to wait if it is one too many.

        Args:
            client: Who asks: an address.
        """
        if not self._per_minute:
            return 0
        now = self._clock()
        with self._lock:
            left, seen = self._left.pop(client, (float(self._per_minute), now))
            left = min(self._per_minute, left + (now - seen) * self._per_minute / 60)
            is_free = left >= 1
            self._left[client] = (left - is_free, now)
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        return 0 if is_free else max(1, round((1 - left) * 60 / self._per_minute))
