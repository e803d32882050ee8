"""The deadline of a search: one clock for all its steps, from parsing the query to loading the hits."""

from __future__ import annotations

import math
import time

from minutesearch.errors import QueryTimeoutError

__all__ = ["NEVER", "Deadline"]


class Deadline:
    """The point in time at which a search must stop.

    Args:
        seconds: How long the search may take from now on; None for no limit.
    """

    __slots__ = ("_until",)

    def __init__(self, seconds: float | None) -> None:
        self._until = math.inf if seconds is None else time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left: 0.0 after the deadline, `math.inf` without one."""
        return self._until if self._until == math.inf else max(self._until - time.monotonic(), 0.0)

    def check(self) -> None:
        """Raise an error if the deadline has passed.

        Raises:
            QueryTimeoutError: The deadline has passed.
        """
        if self._until != math.inf and time.monotonic() >= self._until:
            raise QueryTimeoutError


#: A deadline that never passes.
NEVER = Deadline(None)
