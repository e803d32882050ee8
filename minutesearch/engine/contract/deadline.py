"""The deadline of a search: one clock for all its steps, from reading the query to loading the hits."""

from __future__ import annotations

import math
import time

from minutesearch.errors import QueryTimeoutError

__all__ = ["NEVER", "Deadline"]


class Deadline:
    """The time that a search has left.

    Args:
        seconds: How long it may take from now on; None for as long as it takes.
    """

    __slots__ = ("_until",)

    def __init__(self, seconds: float | None) -> None:
        self._until = math.inf if seconds is None else time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left: none below 0, infinitely many where there is no end of them."""
        return self._until if self._until == math.inf else max(self._until - time.monotonic(), 0.0)

    def check(self) -> None:
        """Stop a search that has no time left.

        Raises:
            QueryTimeoutError: There is none.
        """
        if self._until != math.inf and time.monotonic() >= self._until:
            raise QueryTimeoutError


#: The deadline of what may take as long as it takes.
NEVER = Deadline(None)
