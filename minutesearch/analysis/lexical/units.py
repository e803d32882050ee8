"""Division of a query into units, which are typed words with the tokens to look for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from minutesearch.analysis.lexical.writings.written_ways import find_runs
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.shapes import RUN, shape_of
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.analysis.tokens import Token
from minutesearch.analysis.toolkit import span_tokenizer
from minutesearch.late import dataclass

__all__ = ["Unit", "make_unit", "query_units", "stems_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One typed word of a query; a passage matches by the sequence as a phrase, or by the joined token."""

    #: The word as typed: "Covid-19".
    surface: str
    #: Where it begins and ends in the text that was typed, half-open, in code points.
    start: int
    end: int
    #: The tokens to look for side by side, one per position; never empty.
    sequence: tuple[Token, ...]
    #: The token to look for instead of the sequence; None if the word is not written in several ways.
    joined: Token | None
    #: Whether a query may leave the word out, outside of a phrase and if other words remain.
    is_stop: bool
    #: Whether it is several words that only together are what was meant: "A 229", "s.106", "well being".
    is_run: bool = False


def stems_of(units: Iterable[Unit], *, bare: bool = False) -> tuple[str, ...]:
    """Return the stems of typed words, side by side.

    Args:
        units: The words.
        bare: Whether to leave out what a query may leave out.
    """
    return tuple(token.stem for unit in units if not (bare and unit.is_stop) for token in unit.sequence)


# One text is read several times: with all words, with any, and when what was understood is said back. No more are
# kept than are asked for at once, since the units of the longest query take half a megabyte.
@lru_cache(maxsize=64)
def query_units(text: str, stop_words: frozenset[str] = STOP_WORDS) -> tuple[Unit, ...]:
    """Return the typed words of a query, each with the tokens to look for.

    Pass the words of a query together: "£5.4 million" and "2 per cent" are one unit each. Where no space is
    typed there may be several units: "health;social" is two, "MC/21/0302" is one.

    Args:
        text: Any string.
        stop_words: The words that a query may leave out.

    Returns:
        The units in the order of the text; empty if it has no word.

    Example:
        >>> [(unit.surface, unit.is_stop) for unit in query_units("the M&S ICP")]
        [('the', True), ('M&S', False), ('ICP', False)]
    """
    normalised = normalise(text)
    source = normalised.text
    is_mixed_case = any(character.islower() for character in source)
    found: list[Unit] = []
    position = 0
    for begin, finish in span_tokenizer(RUN)(source):
        tokens, width, units = shape_of(source[begin:finish])
        moved = [
            Token(
                token.exact,
                token.stem,
                position + token.position,
                *normalised.original(begin + token.start, begin + token.end),
                token.joined,
            )
            for token in tokens
        ]
        for first, last in units:
            found.append(
                make_unit(
                    text,
                    moved[first:last],
                    is_first=not found,
                    is_mixed_case=is_mixed_case,
                    stop_words=stop_words,
                )
            )
        position += width
    return _join_runs(found, text)


def _join_runs(found: list[Unit], text: str) -> tuple[Unit, ...]:
    """Return the units with those made one that are parts of a single thing."""
    runs = find_runs(text) if len(found) > 1 else ()
    if not runs:
        return tuple(found)
    joined: list[Unit] = []
    for unit in found:
        run = next(((start, end) for start, end in runs if start <= unit.start and unit.end <= end), None)
        if run is not None and joined and joined[-1].start >= run[0] and joined[-1].end <= run[1]:
            before = joined.pop()
            unit = Unit(
                surface=text[before.start : unit.end],
                start=before.start,
                end=unit.end,
                sequence=before.sequence + unit.sequence,
                joined=None,
                is_stop=False,
                is_run=True,
            )
        joined.append(unit)
    return tuple(joined)


def make_unit(
    text: str, tokens: list[Token], *, is_first: bool, is_mixed_case: bool, stop_words: frozenset[str]
) -> Unit:
    """Make a unit of the tokens of one typed word.

    Args:
        text: The text that was typed.
        tokens: The tokens; at least one.
        is_first: Whether it is the first word of the text.
        is_mixed_case: Whether the text has small letters.
        stop_words: The words that a query may leave out.
    """
    joined = tokens[0] if tokens[0].joined else None
    by_position: dict[int, Token] = {}
    for token in tokens:
        if not token.joined:
            by_position.setdefault(token.position, token)
    sequence = tuple(by_position.values())
    start, end = sequence[0].start, sequence[-1].end
    surface = text[start:end]
    is_stop = len(sequence) == 1 and sequence[0].exact in stop_words
    if is_stop and is_mixed_case and surface.isupper():
        # "Class A", "the WHO", "IT systems": capitals among small letters are meant. But "A Member" is an article.
        is_stop = is_first and len(surface) == 1
    return Unit(surface=surface, start=start, end=end, sequence=sequence, joined=joined, is_stop=is_stop)
