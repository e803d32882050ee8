"""The deadline of a search: one clock for all its steps, from reading the query to loading the hits."""

from __future__ import annotations

import time

from minutesearch.errors import QueryTimeoutError

__all__ = ["Deadline"]


class Deadline:
    """The time that a search has left.

    Args:
        seconds: How long it may take from now on; None for as long as it takes.
    """

    __slots__ = ("_until",)

    def __init__(self, seconds: float | None) -> None:
        self._until = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float | None:
        """Gives the seconds that are left; None for as long as it takes.

        Raises:
            QueryTimeoutError: There are none.
        """
        if self._until is None:
            return None
        left = self._until - time.monotonic()
        if left <= 0:
            raise QueryTimeoutError
        return left
