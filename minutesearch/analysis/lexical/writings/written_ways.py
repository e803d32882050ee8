"""Search for the stretches of a text that may be written in other ways: days, sums, ordinals, references."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from minutesearch.analysis.lexical.writings.compounds import find_small_compounds
from minutesearch.analysis.lexical.writings.ordinals import find_ordinals
from minutesearch.analysis.lexical.writings.references import find_references
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.lexical.writings.written_days import find_days
from minutesearch.analysis.lexical.writings.written_sums import find_sums
from minutesearch.analysis.normalise import normalise

__all__ = ["find_runs", "find_writings"]

#: What every such stretch has: a figure, or the ending of an ordinal in words.
_LIKELY = re.compile(r"(?i)[0-9]|(?:th|st|ond|ird)\b")


@lru_cache(maxsize=256)
def find_writings(text: str) -> tuple[Stretch, ...]:
    """Return the stretches of a text that may be written in other ways, in order; none overlaps another.

    Example:
        >>> [text for each in find_writings("the 21st report") for text in each.others]
        ['twenty-first']
    """
    normalised = normalise(text)
    source = normalised.text
    if not _LIKELY.search(source):
        return ()
    found: list[Stretch] = []
    # What is found first is surest: "3 May 2021" is a day, and its "May 2021" is no reference.
    for stretch in chain(find_days(source), find_sums(source), find_ordinals(source), find_references(source)):
        if all(stretch.end <= each.start or each.end <= stretch.start for each in found):
            found.append(stretch)
    placed = (normalised.original(each.start, each.end) for each in found)
    return tuple(
        sorted(each._replace(start=start, end=end) for each, (start, end) in zip(found, placed, strict=True))
    )


def find_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Return where several words of a text only together are what is meant: "A 229", "s.106", "well being".

    Args:
        text: A query, or a piece of one.
    """
    found = [
        (each.start, each.end)
        for each in find_writings(text)
        if each.is_one or text[each.start : each.end].startswith("A ")
    ]
    return (*found, *find_small_compounds(text))
