"""Search for the stretches of a text that may be written in other ways: days, sums, ordinals, references."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from minutesearch.analysis.lexical.writings.compounds import find_small_compounds
from minutesearch.analysis.lexical.writings.contacts import find_addresses, find_postcodes, find_telephones
from minutesearch.analysis.lexical.writings.contractions import CONTRACTED, find_contractions
from minutesearch.analysis.lexical.writings.numbers import ROMANS, WORDS
from minutesearch.analysis.lexical.writings.ordinals import find_ordinals
from minutesearch.analysis.lexical.writings.references import LETTERED, find_references
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.lexical.writings.written_days import find_days, find_parts
from minutesearch.analysis.lexical.writings.written_measures import find_counts, find_measures
from minutesearch.analysis.lexical.writings.written_sums import find_sums
from minutesearch.analysis.lexical.writings.written_times import CLOCK_WORDS, find_clocks, find_times
from minutesearch.analysis.normalise import normalise
from minutesearch.late import compile_later

__all__ = ["find_runs", "find_writings"]

#: What every such stretch has: a figure, an ordinal, an address, or one of some words. "Cost" ends as one only.
_LIKELY = compile_later(
    r"[0-9%]|(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|teen|tie)th|[a-z]month)\b|www\.|://"
    r"|\bby[e-]|\bww[iv]"
)
_LIKELY_WORDS = frozenset((*WORDS, *ROMANS, *CONTRACTED, *CLOCK_WORDS, *LETTERED, "half", "hundred"))
_LETTERS = compile_later(r"[a-z]+")
#: Searches for each kind, the surest first: "3 May 2021" is a day, and its "May 2021" is no reference.
_KINDS = (
    find_addresses,
    find_days,
    find_telephones,
    find_postcodes,
    find_times,
    find_clocks,
    find_parts,
    find_sums,
    find_measures,
    find_ordinals,
    find_references,
    find_counts,
    find_contractions,
)


@lru_cache(maxsize=256)
def find_writings(text: str) -> tuple[Stretch, ...]:
    """Return the stretches of a text that may be written in other ways, in order; none overlaps another.

    Example:
        >>> [text for each in find_writings("the 21st report") for text in each.others]
        ['twenty-first']
    """
    normalised = normalise(text)
    source = normalised.text
    small = source.lower()
    if not _LIKELY.search(small) and _LIKELY_WORDS.isdisjoint(_LETTERS.findall(small)):
        return ()
    found: list[Stretch] = []
    taken = bytearray(len(source))
    for stretch in chain.from_iterable(find(source) for find in _KINDS):
        if taken.find(1, stretch.start, stretch.end) < 0:
            taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
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
        # A bracket is a sign of the query language too, and what has one in it stays in parts.
        if (each.is_one and ")" not in text[each.start : each.end]) or text[each.start : each.end].startswith("A ")
    ]
    return (*found, *find_small_compounds(text))
