"""What is kept of a snapshot's work, so that the next query need not do it again: bounded, and safe in threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Cache"]

_Value = TypeVar("_Value")

#: After so many times as many requests as there are values, and at least so many, each counts half of what it did.
_AGE, _LEAST = 32, 4096
#: No more keys than this many times the values are counted, so that they take little room beside them.
_COUNTED = 4


class Cache(Generic[_Value]):
    """Values by key, as many as there is room for.

    What was used longest ago goes first, but only for what is asked for more than twice as often: else a round of
    more than there is room for would push out every value just before it is asked for again. Einziger, Friedman
    and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017.

    Args:
        room: How many bytes the values may take together.
        cost: Gives how many bytes a value takes.
    """

    def __init__(self, room: int, cost: Callable[[_Value], int]) -> None:
        self._room = room
        self._cost = cost
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        #: How often each key was asked for lately, also of what is not kept.
        self._uses: dict[Hashable, int] = {}
        self._asked = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Gives the value of a key, made now if it is not kept. Two threads may both make it; both are right."""
        with self._lock:
            self._uses[key] = self._uses.get(key, 0) + 1
            self._asked += 1
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[0]
        value = make()
        cost = self._cost(value)
        with self._lock:
            values = len(self._values)
            if self._asked > max(_AGE * values, _LEAST) or len(self._uses) > max(_COUNTED * values, _LEAST):
                self._asked = 0
                self._uses = {each: uses // 2 for each, uses in self._uses.items() if uses > 1}
            if key not in self._values and self._make_room(cost, self._uses.get(key, 0)):
                self._values[key] = (value, cost)
                self._room -= cost
        return value

    def _make_room(self, cost: int, uses: int) -> bool:
        """Lets go of what is used longest ago, if all that would have to go is used seldom enough."""
        going = []
        room = self._room
        for key, (_, freed) in self._values.items():
            if room >= cost or self._uses.get(key, 0) * 2 >= uses:
                break
            going.append(key)
            room += freed
        if room < cost:
            return False
        for key in going:
            del self._values[key]
        self._room = room
        return True
