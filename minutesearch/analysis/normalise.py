"""Normalisation of a text to one way of writing each letter, quote, hyphen and space, with original offsets.

Unicode's NFKC does too much and too little here: it composes across code points, so that offsets are hard to keep,
and it keeps accents, so that "Sian" would miss "Siân". Instead each code point is taken apart by itself (NFKD) and
its accents are dropped. Whatever NFKC makes equal, this makes equal too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from minutesearch.late import compile_later, dataclass

__all__ = ["Normalised", "normalise", "one_to_one"]

_SPECIAL = {
    # Quotes, and the accents and primes that are typed for an apostrophe.
    **dict.fromkeys("‘’‚‛′ʼʹ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "⁄": "/",
    # Letters that Unicode does not take apart, as the rest of us type them.
    **dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True)),
    **dict(zip("æÆœŒþÞßẞ", ("ae", "AE", "oe", "OE", "th", "TH", "ss", "SS"), strict=True)),
    # NFKD would glue these to the word before: "Word™" would become "WordTM", "11…" would become "11...".
    **dict.fromkeys("™℠®©…", " "),
}
#: Non-spacing and enclosing marks, and the invisible: soft hyphen, zero-width characters, direction marks.
_MARKS = frozenset({"Mn", "Me"})
_INVISIBLE = "Cf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A normalised text, with the place in the original that each of its characters comes from."""

    #: The normalised text; letter case is left as it was.
    text: str
    #: For each character of `text`, where the original code point begins; None if both texts align one to one.
    starts: tuple[int, ...] | None = None
    #: For each character of `text`, where the original code point ends, its combining marks included.
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the original that a non-empty range of `text` comes from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """Return a text with a single way of writing each letter, quote, hyphen and space.

    Compatibility characters are taken apart ("ﬁ" becomes "fi"), accents and invisible characters (soft hyphen,
    zero-width, direction marks) dropped, curly quotes made straight, dashes made hyphens, no-break spaces made
    spaces. A fraction sign stands apart from the number before it ("1½" is "1 1/2", not "11/2"), and so does
    a raised figure other than ² and ³ ("Board¹" is a word and a footnote mark).

    Args:
        text: Any string, lone surrogates included.

    Returns:
        The normalised text with the offsets of the original.
    """
    if text.isascii() and "`" not in text:
        return Normalised(text=text)
    if keeps_offsets(text):
        return Normalised(text=_FOREIGN.sub(_translate, text))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        folded = _fold(character)
        for part in folded:
            characters.append(part)
            starts.append(index)
            ends.append(index + 1)
        # A mark belongs to the letter before it, also where that letter ends a word; a soft hyphen does not.
        if not folded and ends and ends[-1] == index and unicodedata.category(character) in _MARKS:
            ends[-1] = index + 1
    return Normalised(text="".join(characters), starts=tuple(starts), ends=tuple(ends))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """Return the normal form of one code point; empty if it is dropped."""
    if character in _SPECIAL:
        return _SPECIAL[character]
    apart = _decompose(character)
    decomposition = unicodedata.decomposition(character)
    is_footnote = decomposition.startswith("<super>") and apart.isdigit() and character not in "²³"
    return f" {apart}" if is_footnote or decomposition.startswith("<fraction>") else apart


def _decompose(character: str) -> str:
    kept = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category not in _MARKS and category != _INVISIBLE:
            kept.append(_SPECIAL.get(part, part))
    return "".join(kept)


def _one_to_one() -> dict[int, str]:
    """Return the common characters (Latin letters, punctuation, currency, bullets) that become one character."""
    common = [*range(0x80, 0x250), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0), ord("−"), 0xF0B7, 0xF0A7]
    folded = {point: _fold(chr(point)) for point in [*common, ord("`")]}
    return {point: character for point, character in folded.items() if len(character) == 1}


# Nearly every paragraph of real minutes is made of these, and keeps its offsets: no map is built for it.
_TRANSLATION = _one_to_one()
_ONE_TO_ONE = compile_later(f"[\x00-\x7f{re.escape(''.join(map(chr, _TRANSLATION)))}]*+")
#: Few letters of a paragraph are others than those of English, and only these are looked up.
_FOREIGN = compile_later("[^\x00-_a-\x7f]+")


def keeps_offsets(text: str) -> bool:
    """Return whether each character of a text becomes one character, wherever it stands."""
    return text.isascii() or _ONE_TO_ONE.fullmatch(text) is not None


def _translate(found: re.Match[str]) -> str:
    return found[0].translate(_TRANSLATION)


def one_to_one() -> dict[int, str]:
    """Return the code points that become one character wherever they stand, with that character."""
    return {point: chr(point) for point in range(0x80)} | _TRANSLATION
