"""Unread passages: passages of which the text is known, and all else is read when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, SupportsIndex

from minutesearch.records import Passage

__all__ = ["read_later"]

_NAMES = tuple(field.name for field in fields(Passage))
#: Where a passage keeps each of its fields.
_SLOTS = {name: Passage.__dict__[name] for name in _NAMES}
#: The field in whose place the reader is kept until all is read.
_HELD = "indexed_at"


class _Read:
    """What reads a passage; a type of its own, so that it is told from what a field has."""

    __slots__ = ("load",)

    def __init__(self, load: Callable[[], Passage]) -> None:
        self.load = load


class _UnreadPassage(Passage):
    """A passage with its text alone, which becomes a plain one as soon as anything else is asked of it.

    To read a passage takes as long as to find it, and most who search want its text. `Passage` has no
    `__getattr__` for this: with one each field of every passage takes twice as long to read.
    """

    __slots__ = ()

    # Both sides must be of one class to be the same, and Python asks the derived one first.
    def __eq__(self, other: object) -> bool:
        return _whole(self) == other

    def __hash__(self) -> int:
        return hash(_whole(self))

    def __repr__(self) -> str:
        return repr(_whole(self))

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:  # as `object` has it
        return _whole(self).__reduce_ex__(protocol)


def _field(name: str) -> property:
    return property(lambda passage: getattr(_whole(passage), name))


for _name in _NAMES:
    if _name != "text":
        setattr(_UnreadPassage, _name, _field(_name))


def _whole(passage: Passage) -> Passage:
    """Read a passage, which is a plain one from then on. Two threads may both do it; they read equal values."""
    read = _SLOTS[_HELD].__get__(passage)
    if isinstance(read, _Read):
        found = read.load()
        for name in _NAMES:
            # What is made of the text when somebody asks for it is not set.
            if name not in ("text", "fingerprint", _HELD):
                _SLOTS[name].__set__(passage, getattr(found, name))
        _SLOTS[_HELD].__set__(passage, found.indexed_at)
    object.__setattr__(passage, "__class__", Passage)
    return passage


def read_later(text: str, load: Callable[[], Passage]) -> Passage:
    """Return a passage of a text, of which all else is read when it is first asked for.

    It equals one that was read as a whole, and pickles and copies as one.

    Args:
        text: Its text.
        load: Returns the passage as read; it may be called twice, and again where it raised an error.
    """
    passage = _UnreadPassage.__new__(_UnreadPassage)
    _SLOTS["text"].__set__(passage, text)
    _SLOTS[_HELD].__set__(passage, _Read(load))
    return passage
