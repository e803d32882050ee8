"""A bounded, thread-safe cache for results that the next query may need again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

__all__ = ["Cache"]

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)

#: A use is counted up to so many: what was asked for a thousand times is not asked for for ever.
_MOST = 64
#: The counts of uses are halved after this many values that were not there for each cached one, but not before so
#: many.
_AGE, _LEAST = 4, 4096


class _Entry(Generic[_Value]):
    """A cached value with its cost, how often it was asked for, and whether it was since the last look at it."""

    __slots__ = ("cost", "is_fresh", "uses", "value")

    def __init__(self, value: _Value, cost: int, uses: int) -> None:
        self.value = value
        self.cost = cost
        self.uses = uses
        self.is_fresh = False


class Cache(Generic[_Value]):
    """A cache of values by key, bounded in bytes.

    What was not asked for lately is evicted first, but only for one that is asked for more than twice as often:
    else a cycle through more values than fit would evict each just before it is asked for again. Einziger,
    Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017. What was asked for lately is
    told by a mark, as the CLOCK algorithm does (Corbató 1968): a value that is there is given without a lock, and
    nothing is put in order for it.

    Args:
        room: How many bytes the values may take together.
        cost: A function that returns how many bytes a value takes.
    """

    def __init__(self, room: int, cost: Callable[[_Value], int]) -> None:
        self._room = room
        self._cost = cost
        self._entries: dict[Hashable, _Entry[_Value]] = {}
        #: How often each key that is not cached was asked for lately.
        self._missed: dict[Hashable, int] = {}
        self._misses = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return the value of a key, made now if it is not cached; two threads may both make it."""
        entry = self._entries.get(key)
        if entry is None:
            value = make()
            self._keep(key, value)
            return value
        # Two threads at once may count one use: a count need not be exact.
        entry.is_fresh = True
        if entry.uses < _MOST:
            entry.uses += 1
        return entry.value

    def get_all(self, keys: Sequence[_Key], make: Callable[[_Key], _Value]) -> list[_Value]:
        """Return the values of keys, as `get` does for each.

        Args:
            keys: The keys.
            make: Makes the value of a key.
        """
        entries, found = self._entries, []
        for key in keys:
            entry = entries.get(key)
            if entry is None:
                value = make(key)
                self._keep(key, value)
                found.append(value)
                continue
            entry.is_fresh = True
            if entry.uses < _MOST:
                entry.uses += 1
            found.append(entry.value)
        return found

    def _keep(self, key: Hashable, value: _Value) -> None:
        """Cache a value, if it is worth more than what would have to go for it."""
        cost = self._cost(value)
        with self._lock:
            if key in self._entries:
                return
            self._misses += 1
            if self._misses > _LEAST and self._misses > _AGE * len(self._entries):
                self._age()
            uses = self._missed.pop(key, 0) + 1
            if self._room >= cost or self._make_room(cost, uses):
                self._entries[key] = _Entry(value, cost, uses)
                self._room -= cost
            else:
                self._missed[key] = uses

    def _age(self) -> None:
        """Halve all counts of uses, so that what is no longer asked for can go."""
        self._misses = 0
        self._missed = {key: uses // 2 for key, uses in self._missed.items() if uses > 1}
        for entry in self._entries.values():
            entry.uses //= 2

    def _make_room(self, cost: int, uses: int) -> bool:
        """Evict what was not asked for lately for a new value, and return whether there is room for it now."""
        going: list[Hashable] = []
        spared: list[Hashable] = []
        room = self._room
        for key, entry in self._entries.items():
            if entry.is_fresh:
                entry.is_fresh = False
                spared.append(key)
            elif entry.uses * 2 >= uses:
                break
            else:
                going.append(key)
                room += entry.cost
                if room >= cost:
                    break
        for key in spared:
            # They are looked at again after all others.
            self._entries[key] = self._entries.pop(key)
        if room < cost:
            return False
        for key in going:
            del self._entries[key]
        self._room = room
        return True
