"""The values of a filter: which of the index's values a person means by what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["match_values"]

_WORD = re.compile(r"[\w&]+(?:['’.]\w+)*")

#: Words that say nothing of which value is meant: "the Chair" is "Chair".
_ARTICLES = frozenset({"a", "an", "the"})


def match_values(asked: str, values: Iterable[str], *, wider: Iterable[str] | None = None) -> tuple[str, ...]:
    """Finds the values that a typed one means.

    A value that is the same, letter case, punctuation and articles aside, is meant alone, so that a value taken
    from a facet finds what the facet counted. Only if there is none are all values meant that have every word of
    it: "planning" means every planning committee.

    Args:
        asked: What was typed.
        values: The values that the index has.
        wider: The values to look for the words in, if they are others than those to be the same as.

    Returns:
        The values meant, in the order given; empty if there are none.
    """
    wanted = _words(asked)
    if not wanted:
        return ()
    values = tuple(values)
    same = tuple(value for value in values if _words(value) == wanted)
    return same or tuple(
        value for value in (values if wider is None else wider) if set(wanted) <= set(_words(value))
    )


# A snapshot has the same values at every search, and splitting them is most of the work.
@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    found = tuple(word.replace(".", "").replace("’", "'") for word in _WORD.findall(text.casefold()))
    return tuple(word for word in found if word not in _ARTICLES) or found
