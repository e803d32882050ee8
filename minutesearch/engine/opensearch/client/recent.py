"""What was used last: a bounded cache in which whatever is made is kept, and what was used longest ago goes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Recent"]

_Value = TypeVar("_Value")


class Recent(Generic[_Value]):
    """A cache of the values that were used last; any number of threads may use it.

    A search is asked again, or for its next page, soon or never. The engine's own cache keeps what is asked for
    most often, so that a search that is asked for the second time would not be found in it.

    Args:
        room: What the values may cost together; one is kept whatever it costs.
        cost: A function that returns what a value costs.
    """

    def __init__(self, room: int, cost: Callable[[_Value], int]) -> None:
        self._room = room
        self._cost = cost
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> _Value | None:
        """Return the value of a key; None if it is not kept."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, value: _Value) -> _Value:
        """Keep a value, and return it; or the one that another thread has kept meanwhile."""
        cost = self._cost(value)
        with self._lock:
            if key in self._values:
                return self._values[key][0]
            self._values[key] = value, cost
            self._taken += cost
            while self._taken > self._room and len(self._values) > 1:
                _, (_, freed) = self._values.popitem(last=False)
                self._taken -= freed
            return value
