"""The backoff from a server that is busy: how long it is waited for, in pauses that grow and are never alike."""

from __future__ import annotations

import random
import time

from minutesearch.engine.contract.deadline import NEVER, Deadline

__all__ = ["Backoff"]

#: The first pause, and the longest, in seconds; from one to the next it doubles. Of many who wait some would be
#: overtaken again and again if the longest were long: with 13 s one of six loads gave up where each could have
#: had its turn.
_FIRST, _LONGEST = 0.1, 3.0


class Backoff:
    """The pauses of one who waits for a busy server.

    Each is drawn at random from the upper half of its length, so that those who were refused together do not come
    again together.

    Args:
        seconds: How long to wait in all while nothing is taken.
        deadline: When to stop in any case.
    """

    def __init__(self, seconds: float, deadline: Deadline = NEVER) -> None:
        self._seconds = seconds
        self._deadline = deadline
        self.reset()

    def reset(self) -> None:
        """Begin anew, since something was taken."""
        self._until = time.monotonic() + self._seconds
        self._next = _FIRST

    def pause(self) -> bool:
        """Pause, and return whether it is worth asking again; do not pause if it is not."""
        if time.monotonic() >= self._until:
            return False
        drawn = self._next * random.uniform(0.5, 1.0)  # noqa: S311  # nothing is kept secret by it
        self._next = min(2 * self._next, _LONGEST)
        time.sleep(min(drawn, self._deadline.left()))
        return True
