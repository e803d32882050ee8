"""A quotation as it was typed: its words, cut where it says that something is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.errors import ArgumentError

__all__ = ["Quotation", "Segment", "Word", "read_quotation", "read_segments", "words_of"]

#: How long a quotation may be: some four pages.
_MOST_LETTERS, _MOST_WORDS = 12_000, 2_000
#: What says that something is left out, or put in another's place: "…", "...", "[…]", "(...)", "[the Council]".
_ELISION = re.compile(
    r"""
      (?<!\w) \[ [^\[\]]{0,200} \] (?!\w)
    | \( \s* (?: \.{2,} | … ) \s* \)
    | …+ | \.{3,} | \. (?: \s \. ){2,}
    """,
    re.VERBOSE,
)
#: What a quoter has changed in a word: "[t]he", "support[ed]".
_CHANGED = re.compile(r"\w\[[^\[\]\s]{1,40}\]|\[[^\[\]\s]{1,40}\]\w")
_BRACKETS = str.maketrans("", "", "[]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    #: As it is compared: in lower case, without accents and signs; an amount as one word.
    form: str
    #: Where it stands in its text: half-open, in code points.
    start: int
    end: int
    #: Whether the quoter says that it was changed.
    is_changed: bool = False
    #: What a part of it is, if it is an amount: "3.30" of "3.30 p.m.", "million" of "£5.4 million".
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quotation that leaves nothing out."""

    #: Its text.
    text: str
    #: Its words; at least one.
    words: tuple[Word, ...]
    #: What stands between it and the segment before: a sign that something is left out, or words of the quoter's.
    sign: str = "…"
    #: Whether that says that something may be left out there.
    may_leave_out: bool = True

    @property
    def forms(self) -> list[str]:
        """Its words as they are compared."""
        return [word.form for word in self.words]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, cut where it says that something is left out."""

    segments: tuple[Segment, ...]

    @property
    def forms(self) -> list[str]:
        """The words of all segments as they are compared."""
        return [form for segment in self.segments for form in segment.forms]


def read_quotation(text: str, analyser: Analyser = ENGLISH) -> Quotation:
    """Read a quotation.

    Args:
        text: The quotation as typed.
        analyser: The analyser of the index.

    Raises:
        ArgumentError: It is no text, has no word, or has more than a quotation may.
    """
    if not isinstance(text, str):
        raise ArgumentError(f"a quotation must be a text, not {str(text)[:80]!r}", argument="text")
    if len(text) > _MOST_LETTERS:
        raise ArgumentError(
            f"a quotation may have {_MOST_LETTERS:,} letters, and this has {len(text):,}: check it in parts",
            argument="text",
        )
    segments = read_segments(text, analyser)
    if not segments:
        raise ArgumentError("a quotation must have a word", argument="text")
    count = sum(len(segment.words) for segment in segments)
    if count > _MOST_WORDS:
        raise ArgumentError(
            f"a quotation may have {_MOST_WORDS:,} words, and this has {count:,}: check it in parts",
            argument="text",
        )
    return Quotation(segments)


def read_segments(text: str, analyser: Analyser = ENGLISH) -> tuple[Segment, ...]:
    """Return the stretches of a text that leave nothing out, in order; empty where it has no word.

    Args:
        text: Any text.
        analyser: The analyser of the index.
    """
    return tuple(filter(None, (_read_segment(each, analyser) for each in _ELISION.split(text))))


def _read_segment(text: str, analyser: Analyser) -> Segment | None:
    changed = [match.span() for match in _CHANGED.finditer(text)]
    # Brackets within a word would cut it in two; a text without them says which words they were in.
    plain, places = text, list(range(len(text) + 1))
    if changed:
        places = [at for at, letter in enumerate(text) if letter not in "[]"] + [len(text)]
        plain = text.translate(_BRACKETS)
    words = tuple(
        Word(word.form, word.start, word.end, any(_overlap(places, word, span) for span in changed))
        for word in words_of(plain, analyser)
    )
    return Segment(plain, words) if words else None


def _overlap(places: list[int], word: Word, span: tuple[int, int]) -> bool:
    return places[word.start] < span[1] and span[0] < places[word.end - 1] + 1


def words_of(text: str, analyser: Analyser = ENGLISH) -> list[Word]:
    """Return the words of a text, as an index has them: each once, in its most specific form.

    Args:
        text: Any text.
        analyser: The analyser of the index.
    """
    words: list[Word] = []
    last = -1
    for token in analyser.analyse(text):
        if token.joined:
            continue
        if token.position == last:
            words[-1] = replace(words[-1], parts=(*words[-1].parts, token.exact))
        else:
            words.append(Word(token.exact, token.start, token.end))
        last = token.position
    return words
