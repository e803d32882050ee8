"""A bounded, thread-safe cache for results that the next query may need again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

__all__ = ["Cache"]

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)

#: The counts of uses are halved after this many requests for each cached value, but not before so many requests.
_AGE, _LEAST = 32, 4096
#: At most this many keys are counted for each cached value, so that the counts take little room.
_COUNTED = 4


class Cache(Generic[_Value]):
    """A cache of values by key, bounded in bytes.

    The least recently used value is evicted first, but only for one that is asked for more than twice as often:
    else a cycle through more values than fit would evict each just before it is asked for again. Einziger,
    Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017.

    Args:
        room: How many bytes the values may take together.
        cost: A function that returns how many bytes a value takes.
    """

    def __init__(self, room: int, cost: Callable[[_Value], int]) -> None:
        self._room = room
        self._cost = cost
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        #: How often each key was asked for lately, whether its value is cached or not.
        self._uses: dict[Hashable, int] = {}
        self._asked = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return the value of a key, made now if it is not cached; two threads may both make it."""
        with self._lock:
            self._uses[key] = self._uses.get(key, 0) + 1
            self._asked += 1
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[0]
        value = make()
        self._keep(key, value)
        return value

    def get_all(self, keys: Sequence[_Key], make: Callable[[_Key], _Value]) -> list[_Value]:
        """Return the values of keys, as `get` does for each, under one lock for all that are cached.

        Args:
            keys: The keys.
            make: Makes the value of a key.
        """
        found: list[tuple[_Value, int] | None] = []
        with self._lock:
            uses, values = self._uses, self._values
            for key in keys:
                uses[key] = uses.get(key, 0) + 1
                found.append(known := values.get(key))
                if known is not None:
                    values.move_to_end(key)
            self._asked += len(keys)
        made = []
        for key, known in zip(keys, found, strict=True):
            if known is None:
                value = make(key)
                self._keep(key, value)
            else:
                value = known[0]
            made.append(value)
        return made

    def _keep(self, key: Hashable, value: _Value) -> None:
        """Cache a value, if it is worth more than what would have to go for it."""
        cost = self._cost(value)
        with self._lock:
            values = len(self._values)
            if self._asked > max(_AGE * values, _LEAST) or len(self._uses) > max(_COUNTED * values, _LEAST):
                self._asked = 0
                self._uses = {each: uses // 2 for each, uses in self._uses.items() if uses > 1}
            if key not in self._values and self._make_room(cost, self._uses.get(key, 0)):
                self._values[key] = (value, cost)
                self._room -= cost

    def _make_room(self, cost: int, uses: int) -> bool:
        """Evict the least recently used values for a new one, and return whether there is room for it now."""
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
