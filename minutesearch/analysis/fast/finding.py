"""Search for given words in a text, without making tokens of all the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add

from minutesearch.analysis.analyser import analyse
from minutesearch.analysis.fast.chunks import ChunkAnalyser
from minutesearch.analysis.tokens import Token

__all__ = ["analyse_chunk", "find_tokens"]

_ANALYSER = ChunkAnalyser()
#: How many distinct chunks are remembered: some 15 MB. With half as many, a page of hits in real minutes met 70
#: chunks anew, and looking these up was nine tenths of marking its words.
_MOST = 2**16
#: Where the width of a chunk begins among its bits: below are those for words that go on over its two ends.
_REACHED, _WIDTH = 3, 6
_BITS = 2**_REACHED - 1


class _Chunks:
    """The chunks that were met: which of them have a word, how wide each is, and what goes on over its ends.

    Threads may add the same chunk at once: then it stands twice with its words, which changes no answer.
    """

    __slots__ = ("facts", "having", "reaching", "uneven")

    def __init__(self) -> None:
        #: Of each chunk its width and its bits, in one number: numbers so small are one object each.
        self.facts: dict[str, int] = {}
        #: The chunks that have a form or stem: a frequent word stands in hundreds, with the signs around it.
        self.having: dict[str, list[str]] = {}
        #: The chunks that do not take up one position: signs alone take none, words joined several.
        self.uneven: set[str] = set()
        #: The chunks in which a word may begin that goes on over the space after them.
        self.reaching: set[str] = set()

    def add(self, chunk: str) -> None:
        """Look a chunk up."""
        tokens, width, reaches, reached = _ANALYSER.analyse_chunk(chunk)
        for word in {word for exact, stem, _ in tokens for word in (exact, stem)}:
            self.having.setdefault(word, []).append(chunk)
        if width != 1:
            self.uneven.add(chunk)
        if reaches:
            self.reaching.add(chunk)
        # Whoever finds it here may rely on all of the above.
        self.facts[chunk] = width << _WIDTH | reached << _REACHED | reaches


_met = _Chunks()


def find_tokens(text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Token, ...]:
    """Return the tokens of a text that have a given form or stem, in the order of `analyse`.

    A hit is shown with a few of its words marked, so nine tokens in ten would be made for nothing; this takes a
    twentieth of the time of `analyse` once it has met the chunks of the text, which most texts share.

    Args:
        text: Any string.
        exacts: Forms as printed, as `Token.exact` has them.
        stems: Stems.

    Returns:
        The tokens whose form is among `exacts` or whose stem is among `stems`.
    """
    chunks = text.split()
    distinct = set(chunks)
    met = _remember(distinct)
    facts = met.facts
    wanted: set[str] = set()
    for word in {*exacts, *stems}:
        wanted |= distinct.intersection(met.having.get(word, ()))
    # Where a word may go on over a space, what stands on either side has to be looked at as one.
    open_ends: set[int] = set()
    if not distinct.isdisjoint(met.reaching):
        open_ends = {
            at
            for at, (before, after) in enumerate(pairwise(chunks))
            if facts[before] & facts[after] >> _REACHED & _BITS
        }
    if not wanted and not open_ends:
        return ()
    looked_at = wanted | distinct & met.uneven
    numbers = {number for number, chunk in enumerate(chunks) if chunk in looked_at}
    starts = _find_starts(text, chunks)
    found: list[Token] = []
    # By how much the next chunk's position is ahead of its number.
    ahead = 0
    first = -1
    for number in sorted(numbers.union(open_ends, (before + 1 for before in open_ends))):
        first = number if first < 0 else first
        if number in open_ends:
            continue
        chunk, start, position = chunks[number], starts[first], first + ahead
        if first < number:
            tokens = analyse(text[start : starts[number] + len(chunk)])
            width = tokens[-1].position + 1 if tokens else 0
        else:
            tokens = analyse_chunk(chunk) if chunk in wanted else ()
            width = facts[chunk] >> _WIDTH
        for exact, stem, place, begin, end, joined in tokens:
            if exact in exacts or stem in stems:
                found.append(Token(exact, stem, position + place, start + begin, start + end, joined))
        ahead += width - (number + 1 - first)
        first = -1
    return tuple(found)


def _find_starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Return where each chunk of a text begins."""
    ends = list(accumulate(map(len, chunks), initial=0))
    if ends[-1] + len(chunks) - 1 == len(text):
        # One space between each two, as in all that was cut to passages.
        return list(map(add, ends, range(len(chunks))))
    starts: list[int] = []
    cursor = 0
    for chunk in chunks:
        starts.append(text.find(chunk, cursor))
        cursor = starts[-1] + len(chunk)
    return starts


def _remember(distinct: set[str]) -> _Chunks:
    """Return what is known of chunks, with all that are asked for."""
    # It begins anew when it is full; a thread that has the old one goes on with that.
    global _met
    met = _met
    unmet = distinct.difference(met.facts)
    if len(unmet) + len(met.facts) > _MOST:
        met = _met = _Chunks()
        unmet = distinct
    for chunk in unmet:
        met.add(chunk)
    return met


# A page marks the same few words over and over.
analyse_chunk = lru_cache(maxsize=2**13)(analyse)
