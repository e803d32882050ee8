"""Alignment of some words with the stretch of a longer text that is most like them, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

import numpy as np
import numpy.typing as npt

__all__ = ["Edit", "Place", "align_words", "find_alike"]


_Kind = Literal["equal", "replace", "insert", "delete"]


class Place(NamedTuple):
    """The stretch of a text that is most like some words: half-open, counted in words."""

    start: int
    end: int
    #: How many words must be put in, left out or changed to make one of the other.
    edits: int


class Edit(NamedTuple):
    """A step of an alignment: what becomes of a stretch of words, in a stretch of the other text."""

    kind: _Kind
    first: int
    last: int
    other_first: int
    other_last: int


def find_alike(words: Sequence[str], text: Sequence[str], *, last: bool = False) -> Place:
    """Return the stretch of a text that is fewest edits from some words (Sellers 1980), the shortest of its end.

    Args:
        words: The words; at least one.
        text: The words of the text.
        last: Whether to take the last of several as near, not the first.
    """
    if last:
        found = find_alike(words[::-1], text[::-1])
        return Place(len(text) - found.end, len(text) - found.start, found.edits)
    numbers: dict[str, int] = {}
    wanted, there = (
        np.array([numbers.setdefault(word, len(numbers)) for word in each], dtype=np.int32)
        for each in (words, text)
    )
    distances = _distances(wanted, there)
    end = int(np.argmin(distances))
    # The same from that end backwards says where it begins.
    back = _distances(wanted[::-1], there[:end][::-1])
    return Place(end - int(np.argmin(back)), end, int(distances[end]))


def _distances(words: npt.NDArray[np.int32], text: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return the fewest edits from some words to any stretch that ends at each place: shape (len(text) + 1,)."""
    places = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, dtype=np.int64)
    for done, word in enumerate(words, start=1):
        fresh = np.empty_like(row)
        fresh[0] = done
        np.minimum(row[:-1] + (text != word), row[1:] + 1, out=fresh[1:])
        # A word put in costs one for each place that it moves on: the least of all places before.
        row = np.minimum.accumulate(fresh - places) + places
    return row


def align_words(words: Sequence[str], text: Sequence[str]) -> list[Edit]:
    """Return the fewest edits that make one sequence of words of another, in order, equal stretches included.

    Args:
        words: The words.
        text: The words that they become.
    """
    # Imported late, since few need it.
    from rapidfuzz.distance import Levenshtein

    return [
        # The library says only that it is a text; these four are all that there are.
        Edit(cast("_Kind", code.tag), code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(words, text)
    ]
