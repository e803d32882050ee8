"""Splitting of a text into sentences and words with their offsets, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "MOST_READ",
    "Word",
    "ends_sentence",
    "first_sentence",
    "iter_sentences",
    "iter_words",
    "last_sentence",
    "words_between",
]

#: Texts up to this length keep their words for a while.
_SHORT = 4000
#: How much of one passage is read for speakers, names and facts, in code points. The longest paragraph of 138,166
#: real ones has 26,960; a page of one endless line would take minutes without a bound.
MOST_READ = 50_000

#: Words that a full stop follows without ending the sentence, in lower case and without their stops.
ABBREVIATIONS = word_set(
    "ald cllr cllrs cr crs cyng comh dr mr mrs ms messrs prof rev revd hon st sgt insp supt capt col gen lt jr sr "
    "no nos para "
    "paras p pp co dir asst snr eng dept comm eg ie e.g i.e etc vs "
    "sup sup't sup’t treas pres det cmdr "
    "admin rh ll dd ff ltd ref approx cont esq min max fig vol ch sec art reg regs inc "
    "am pm a.m p.m"
)

# Possessive quantifiers: a run of spaces or brackets is read once, however long it is.
_STOP = re.compile(r"[.?!][”’\"')\]]*+\s++(?=[“‘\"'(\[A-Z0-9£])")
_WORD = re.compile(r"[^\W_]++(?:[’'&/.\-‐‑][^\W_]++)*+")
_TIME_OF_DAY = re.compile(r"\d\s?[ap]\.m\.\s+\Z")
_LAST_WORD = re.compile(r"[^\s(“‘\"'\[]+\Z")


class Word(NamedTuple):
    """One word of a text."""

    text: str
    lower: str
    start: int
    end: int
    #: Whether it begins with a capital letter.
    is_capitalised: bool


def _is_abbreviation(text: str, stop: int) -> bool:
    # Forty code points hold any abbreviation; looking further back would make this quadratic.
    before = _LAST_WORD.search(text[max(0, stop - 40) : stop])
    if before is None:
        return False
    word = before.group()
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper()) or _is_initials(word)


def _ends_at_time(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence ends at a time of day: "adjourned at 2.15 p.m. Carried."."""
    return (
        _TIME_OF_DAY.search(text, max(0, match.start() - 12), match.end()) is not None
        and text[match.end()].isupper()
    )


def _is_initials(word: str) -> bool:
    return len(word) <= 7 and "." in word and all(len(part) == 1 and part.isupper() for part in word.split("."))


def iter_sentences(text: str, start: int = 0) -> Iterator[Span]:
    """Return an iterator over the sentences of a text; together they cover it, but for the space between.

    Args:
        text: The text.
        start: The offset to begin at, in code points.
    """
    return iter(_remember_sentences(text, start)) if len(text) <= _SHORT else _find_sentences(text, start)


@lru_cache(maxsize=1024)
def _remember_sentences(text: str, start: int) -> tuple[Span, ...]:
    return tuple(_find_sentences(text, start))


def _find_sentences(text: str, start: int) -> Iterator[Span]:
    begin = start
    for match in _STOP.finditer(text, start):
        if text[match.start()] == "." and _is_abbreviation(text, match.start()) and not _ends_at_time(text, match):
            continue
        yield Span(begin, match.start() + len(match.group().rstrip()))
        begin = match.end()
    if text[begin:].strip():
        yield Span(begin, len(text))


def first_sentence(text: str, start: int = 0) -> str:
    """Return the first sentence of a text; empty for an empty text."""
    for span in iter_sentences(text, start):
        return text[span.start : span.end]
    return ""


def last_sentence(text: str) -> str:
    """Return the last sentence of a text; empty for an empty text."""
    found = ""
    for span in iter_sentences(text):
        found = text[span.start : span.end]
    return found


def ends_sentence(text: str) -> bool:
    """Return whether a text ends like a sentence or list entry: in a stop, colon or semicolon."""
    bare = text.rstrip().rstrip("”’\"')]")
    if bare.endswith((":-", ":–", ":—", ": -", ": –")):
        return True
    return bare.endswith((".", "?", "!", ":", ";", "…"))


def iter_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Return an iterator over the words of a stretch of a text; "Badu’s" and "K&M" are one word each."""
    if not start and (end is None or end >= len(text)) and len(text) <= _SHORT:
        return iter(_remember_words(text))
    return iter(_find_words(text, start, end))


def words_between(text: str, start: int, end: int) -> list[Word]:
    """Return the words that begin in a stretch of a text; quick if all words of the text are asked for too."""
    if len(text) > _SHORT:
        return _find_words(text, start, end)
    words = _remember_words(text)
    return list(words[bisect_left(words, start, key=_start_of) : bisect_left(words, end, key=_start_of)])


_start_of = attrgetter("start")


@lru_cache(maxsize=1024)
def _remember_words(text: str) -> tuple[Word, ...]:
    # A paragraph is asked for its words ten times over: by its heading, its kind, its speakers, its names.
    return tuple(_find_words(text, 0, None))


#: A small word that a surname is written together with: "deHaan", "vanDyke".
_PARTICLED = re.compile(r"(?:da|de|del|della|der|di|du|la|le|mac|mc|ten|van|vander|von)[A-Z][^\W\d_]")


def _is_particled(word: str) -> bool:
    """Return whether a word begins with a small letter and is a surname all the same."""
    return not word.islower() and _PARTICLED.match(word) is not None


def _find_words(text: str, start: int, end: int | None) -> list[Word]:
    make = tuple.__new__  # a quarter of the time that the class takes to make one
    found: list[Word] = []
    place = start
    for piece in text[start:end].split(" "):
        following = place + len(piece)
        # Nine of ten pieces are a word, or a word and one mark, and the expression takes longer to say so.
        if piece.isalnum():
            lower = piece.lower()
            capital = piece[0].isupper() or (lower != piece and _is_particled(piece))
            found.append(make(Word, (piece, lower, place, following, capital)))
        elif (word := piece[:-1]).isalnum():
            lower = word.lower()
            capital = word[0].isupper() or (lower != word and _is_particled(word))
            found.append(make(Word, (word, lower, place, following - 1, capital)))
        else:
            for match in _WORD.finditer(piece):
                begin, stop = match.span()
                word = match[0]
                found.append(
                    make(
                        Word,
                        (
                            word,
                            word.lower(),
                            place + begin,
                            place + stop,
                            word[0].isupper() or _is_particled(word),
                        ),
                    )
                )
        place = following + 1
    return found
