"""Location of the names and offices in a text, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.records import Span
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES, PLURAL_TITLES, UNNAMED, title_length
from minutesearch.segmenting.people.initials_behind import name_end
from minutesearch.segmenting.people.persons import iter_persons
from minutesearch.segmenting.people.subjects import read_agent
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["iter_names", "read_credits", "read_name_at"]

#: A surname by itself, as in "Motion by Klein, second by Olsen".
_SURNAME = re.compile(
    r"(?:[A-Z]\.\s)?[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*(?=\s*(?:[,.;:)/]|\Z|(?:and|second|to|that)\b))"
)
#: Words with a capital that something is moved by, or that are moved, and that are no names.
_NO_SURNAMES = word_set("tbc tba nil the it motion amendment who he she they this that which all then we i duly")
#: Who moved and who seconded, in brackets behind a resolution: "RESOLVED (Cr Fitton/Cr Cato)". A run of spaces is
#: read in one way only: if names too began or ended with spaces, 300 tabs would be cut in a thousand million ways.
_CREDITS = re.compile(
    r"(?:\(\s*+|(?<!\s)\s{3,}+)(?P<first>[^()/]{2,60}?)(?<!\s)\s*+(?:/|,\s*+seconded\s(?:by\s)?)\s*+"
    r"(?P<second>[^()/]{2,60}?)(?<!\s)\s*+(?:\)|\Z)"
)
#: "Resolved (Cr Ash)".
_CREDIT = re.compile(
    r"\s*(?:RESOLVED|Resolved)\s\((?P<name>(?:Councill?or|COUNCILL?OR|Cllr|Cr|CR|Mayor|Member|Director)\.?"
    r"(?:\s[A-Z][\w’'.-]*){1,3})\)"
)
#: No name or office is longer.
_REACH = 300


def read_name_at(text: str, place: int, *, bare: bool = False) -> Span | None:
    """Return the span of the person or office named at a place ("by the Lord Mayor"); None if none is.

    Args:
        text: The text.
        place: The offset at which the name begins, in code points.
        bare: Whether a capitalised word by itself is a surname there: behind "by", and not behind "proposed".
    """
    words = list(iter_words(text, place, min(len(text), place + _REACH)))
    found = read_agent(words, 0, text) if words else None
    if found is None and bare and words and not text[place : words[0].start].strip(" :("):
        return _read_surname(text, words[0].start)
    if found is None or text[place : found.start].strip(" :("):
        return None
    return Span(found.start, found.end)


def _read_surname(text: str, place: int) -> Span | None:
    match = _SURNAME.match(text, place)
    unknown = OFFICES | GROUPS | BODIES | UNNAMED | _NO_SURNAMES
    known = match is not None and match[0].split()[-1].lower() not in unknown
    return Span(place, name_end(text, *match.span())) if match is not None and known else None


def read_credits(text: str) -> tuple[Span, Span | None] | None:
    """Return the spans of mover and seconder in brackets after a resolution; None where they are not named so.

    The mover may stand alone in the brackets, with a title.
    """
    match = _CREDITS.search(text[:_REACH])
    if match is None:
        alone = _CREDIT.match(text)
        return (Span(*alone.span("name")), None) if alone is not None else None
    names = []
    for group in ("first", "second"):
        name = read_name_at(match[group], 0, bare=True)
        if name is None:
            return None
        names.append(Span(match.start(group) + name.start, match.start(group) + name.end))
    return names[0], names[1]


def iter_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the persons named in a stretch of a text: "Amor" and "Bell" for "Councillors Amor and Bell"."""
    words = list(iter_words(text, start, end))
    for first, last in iter_persons(words, text):
        title = title_length(words, first)
        begin = first + title if title and words[first + title - 1].lower in PLURAL_TITLES else first
        yield Span(words[begin].start, name_end(text, words[begin].start, words[last - 1].end))
