"""Gives the names and offices that stand at a place of a text, as printed."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.records import Span
from minutesearch.segmenting.names import PLURAL_TITLES, title_length
from minutesearch.segmenting.persons import iter_persons
from minutesearch.segmenting.sentences import iter_words
from minutesearch.segmenting.subjects import read_agent

__all__ = ["iter_names", "read_name_at"]

#: No name or office is longer.
_REACH = 300


def read_name_at(text: str, place: int) -> Span | None:
    """Gives the person or office that is named at a place ("by the Lord Mayor"); None if none is."""
    words = list(iter_words(text, place, min(len(text), place + _REACH)))
    found = read_agent(words, 0, text) if words else None
    if found is None or text[place : found.start].strip(" :("):
        return None
    return Span(found.start, found.end)


def iter_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Gives the persons named in a stretch of a text; of "Councillors Amor and Bell", "Amor" and "Bell"."""
    words = list(iter_words(text, start, end))
    for first, last in iter_persons(words, text):
        title = title_length(words, first)
        begin = first + title if title and words[first + title - 1].lower in PLURAL_TITLES else first
        yield Span(words[begin].start, words[last - 1].end)
