"""What is kept of a snapshot's work, so that the next query need not do it again: bounded, and safe in threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Kept"]

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """Values by key, those used last; what was used longest ago goes when there is no more room.

    Args:
        room: How many bytes the values may take together.
        cost: Gives how many bytes a value takes.
    """

    def __init__(self, room: int, cost: Callable[[_Value], int]) -> None:
        self._room = room
        self._cost = cost
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Gives the value of a key, made now if it is not kept. Two threads may both make it; both are right."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[0]
        value = make()
        cost = self._cost(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = (value, cost)
                self._room -= cost
                while self._room < 0:
                    _, (_, freed) = self._values.popitem(last=False)
                    self._room += freed
        return value
