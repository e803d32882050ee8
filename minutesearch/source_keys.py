"""Keys of sources in an engine: the name of a source, and of each further part of one that is taken in parts."""

from __future__ import annotations

import re

from minutesearch.records import Source

__all__ = ["has_key_mark", "key_of", "name_of", "part_key"]

#: Before every letter that a file's name may have, so that the parts of a source stand together behind it.
_MARK = "\x1f"
_PART = re.compile(_MARK + r"part [0-9]{6}\Z")


def part_key(name: str, part: int) -> str:
    """Return the key of one part of a source: the name itself for the first, whose number is 0."""
    return f"{name}{_MARK}part {part:06}" if part else name


def key_of(source: Source) -> str:
    """Return the key of a source, or of the part of it that the record is of."""
    return part_key(source.name, source.part)


def name_of(key: str) -> str:
    """Return the name of the source that a key is of."""
    return _PART.sub("", key) if _MARK in key else key


def has_key_mark(name: str) -> bool:
    """Return whether the name of a file has the mark in it by which keys tell parts, so that it may be no name."""
    return _MARK in name
