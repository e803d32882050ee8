"""Direct speech with its speaker between: of '"We must," said Mrs Holt, "act."' only the quoted words count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.quoting.quotation import Quotation, Segment, read_segments
from minutesearch.results import QuoteCheck
from minutesearch.searching.store.question_weights import is_title

__all__ = ["Speech", "note_asides", "read_speech"]

#: Double marks of any form; with those of one form only the place says which begin and which end a quotation.
_DOUBLE = re.compile('["“”„‟«»＂]')
#: Single ones: an apostrophe stands behind a letter, so that one that ends a quotation has a sign before it.
_SINGLE = re.compile(r"(?<![^\s(\[—–-])['‘‚](?=\w)|(?<=[,.;:?!…—–-])['’](?!\w)")
#: Behind these a new quotation begins, which may be from elsewhere; behind a comma the same goes on.
_STOPS = ".?!…"
_WORD = re.compile(r"\w+")
#: Fewer quoted words are a name or a single word held at arm's length, and no speech.
_FEWEST = 3


class Speech(NamedTuple):
    """A text of somebody who quotes: what stands between quotation marks, and the words of the quoter."""

    #: The quoted words, a segment or more for each stretch between marks.
    quotation: Quotation
    #: What the quoter says round and between them, as typed.
    asides: tuple[str, ...]


class _Stretch(NamedTuple):
    text: str
    is_quoted: bool


def read_speech(text: str, analyser: Analyser = ENGLISH) -> Speech | None:
    """Return what a text quotes, and what it says beside; None if it is not of both.

    Args:
        text: The text as typed.
        analyser: The analyser of the index.
    """
    for marks in (_DOUBLE, _SINGLE):
        stretches = _cut(text, marks)
        asides = tuple(
            each.text.strip(" ,;:-–—\n\t") for each in stretches if not each.is_quoted and _WORD.search(each.text)
        )
        segments = tuple(_read_stretches(stretches, analyser))
        if asides and sum(len(each.words) for each in segments) >= _FEWEST:
            return Speech(Quotation(segments), asides)
    return None


def note_asides(speech: Speech, checked: QuoteCheck) -> Iterator[str]:
    """Yield what was taken for the quoter's own words, and whom the minutes name where these name somebody else.

    Args:
        speech: The text as it was read.
        checked: What became of the words that it quotes.
    """
    asides = " … ".join(speech.asides)
    yield f"Only what stands between quotation marks was compared, and not “{asides}”."
    names = dict.fromkeys(name for place in checked.places for name in place.said_by)
    known = {word for name in names for word in _words(name)}
    names_anybody = any(word[0].isupper() for each in speech.asides for word in _WORD.findall(each)[1:])
    if names and names_anybody and known.isdisjoint(_words(asides)):
        yield f"The minutes give the words to {'; '.join(names)}."


def _words(text: str) -> set[str]:
    """Return the words of a text that may tell persons apart."""
    return {word.casefold() for word in _WORD.findall(text) if not is_title(word)}


def _cut(text: str, marks: re.Pattern[str]) -> list[_Stretch]:
    """Return a text cut at its quotation marks; empty where they do not make pairs."""
    places = [match.span() for match in marks.finditer(text)]
    if not places:
        return []
    is_inside = _ends(text, *places[0])
    stretches, begin = [], 0
    for start, end in places:
        if _ends(text, start, end) is not is_inside:
            return []
        stretches.append(_Stretch(text[begin:start], is_inside))
        begin, is_inside = end, not is_inside
    return [*stretches, _Stretch(text[begin:], is_inside)]


def _ends(text: str, start: int, end: int) -> bool:
    """Return whether a mark ends a quotation: it stands behind something, and before nothing or a gap."""
    return bool(text[:start].strip()) and not text[start - 1].isspace() and not text[end : end + 1].isalnum()


def _read_stretches(stretches: list[_Stretch], analyser: Analyser) -> Iterator[Segment]:
    """Yield the segments of what is quoted, each with what stands before it."""
    said, aside = "", ""
    for each in stretches:
        if not each.is_quoted:
            aside = each.text
            continue
        for at, segment in enumerate(read_segments(each.text, analyser)):
            if at or not said:
                yield segment
            else:
                is_new = said.rstrip()[-1:] in _STOPS or aside.rstrip()[-1:] in _STOPS
                yield replace(segment, sign=aside.strip(), may_leave_out=is_new)
        if _WORD.search(each.text):
            said = each.text
