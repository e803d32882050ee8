"""Analysis of a text chunk by chunk, so that a chunk that recurs is analysed only once.

Indexing meets the same hundred thousand chunks millions of times. A chunk is what stands between two spaces, but
where an amount or a "per cent" goes on over a space; the tokens of a text's chunks, put one after the other, are
what `analyse` returns for the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from minutesearch import kernel
from minutesearch.analysis.analyser import FINGERPRINT
from minutesearch.analysis.fast.boundaries import ANY, CENT, CURRENCY, EDGES, FIGURE, PER, UNIT
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.shapes import RUN, outline_of
from minutesearch.analysis.stemming import stem
from minutesearch.analysis.toolkit import span_tokenizer
from minutesearch.late import compile_later, dataclass

if TYPE_CHECKING:
    from minutesearch.analysis.fast.cutting import Cuts  # loads NumPy, which only a writer needs, as the next do
    from minutesearch.analysis.fast.packed_words import Words
    from minutesearch.analysis.fast.plain import Plain

__all__ = ["Chunk", "ChunkAnalyser", "goes_on"]

_BEFORE = (
    (FIGURE, compile_later(r"\d-?$")),
    (CURRENCY, compile_later(r"[£€$]$")),
    (PER, compile_later(r"(?i)per$")),
)
_AFTER = (
    (FIGURE, compile_later(rf"(?i)^{UNIT}")),
    (CURRENCY, compile_later(r"^\d")),
    (PER, compile_later(rf"(?i)^{CENT}")),
)
#: The spaces that a word may go on over, as far as what stands behind them says.
_LIKELY = compile_later(rf"(?i)\s++(?=\d|{CENT}|{UNIT})")
_UNIT_BEHIND, _CENT_BEHIND = compile_later(rf"(?i){UNIT}"), compile_later(rf"(?i){CENT}")
#: What must stand behind them, by the character before them: the rest of an amount, a figure, "cent".
_BEHIND = {"-": _UNIT_BEHIND, **dict.fromkeys("£€$", compile_later(r"\d")), **dict.fromkeys("rR", _CENT_BEHIND)}
#: The ends of a text that `_BEFORE` may match, and the beginnings that `_AFTER` may.
_ENDS = frozenset("0123456789rR")
_BEGINNINGS = frozenset("0123456789mMbBtTpPaAkKcC")

#: A word; words joined; or a figure, with its currency sign. A dot after it is none of its own.
_PLAIN = compile_later(
    r"(?:([A-Za-z]+(?:'[A-Za-z]+)*)|([A-Za-z]+(?:[-/][A-Za-z]+)+)"
    r"|([£€$]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?))\.*"
)
_LONGEST = 60


class Chunk(NamedTuple):
    """The tokens of a chunk."""

    #: For each token its form as printed, its stem, and its position counted from the start of the chunk.
    tokens: tuple[tuple[str, str, int], ...]
    #: How many positions it takes up.
    width: int
    #: Bits for what of it may go on in the next chunk.
    reaches: int
    #: Bits for what may have gone on into it.
    reached: int


class _Cut(NamedTuple):
    """The tokens of a chunk before stemming."""

    #: For each token its form, and its position counted from the start of the chunk.
    forms: tuple[tuple[str, int], ...]
    width: int
    reaches: int
    reached: int


@dataclass(frozen=True, slots=True)
class ChunkAnalyser:
    """The analyser for index writing, which cuts texts into chunks and analyses each distinct chunk."""

    #: Names the analyser and its version.
    fingerprint: str = FINGERPRINT
    #: Returns the stem of a word in lower case; None for ours, which arrays make of many words at once.
    stem: Callable[[str], str] | None = None

    @property
    def cuts_at_spaces(self) -> bool:
        """True: a text is the sum of its chunks."""
        return True

    @property
    def travels(self) -> bool:
        """Whether another process can have it."""
        return self.stem is None

    def cut_carefully(self, text: str) -> list[str]:
        """Return the chunks of a text, cut at no space that a word may continue over; several times slower."""
        source = normalise(text).text
        spaces = [found.span() for found in _LIKELY.finditer(source) if goes_on(source, *found.span())]
        chunks = source[: spaces[0][0] if spaces else None].split()
        for (start, end), (after, _) in pairwise([*spaces, (len(source), 0)]):
            first, *others = source[end:after].split()
            chunks[-1] += source[start:end] + first
            chunks += others
        return chunks

    def analyse_chunk(self, chunk: str) -> Chunk:
        """Return the tokens of one chunk."""
        forms, *rest = _cut(chunk)
        stemmed = self.stem or stem
        return Chunk(tuple((form, stemmed(form), position) for form, position in forms), *rest)

    def analyse_chunks(self, chunks: Sequence[str]) -> list[Chunk]:
        """Return the tokens of each chunk, as `analyse_chunk` does; many are stemmed at once."""
        cuts = [_cut(chunk) for chunk in chunks]
        words = list({form for cut in cuts for form, _ in cut.forms})
        stems = dict(zip(words, self._stem_words(words), strict=True))
        return [
            Chunk(tuple((form, stems[form], position) for form, position in forms), *rest) for forms, *rest in cuts
        ]

    def _stem_words(self, words: Sequence[str]) -> list[str]:
        from minutesearch.analysis.fast.stems import stem_all

        return [self.stem(word) for word in words] if self.stem else stem_all(words)

    def cut_chunks(self, chunks: Sequence[bytes]) -> Cuts | None:
        """Return the forms of chunks in UTF-8, cut all at once; None where that cannot be done."""
        from minutesearch.analysis.fast.cutting import cut_chunks

        return cut_chunks(chunks)

    def stem_forms(self, forms: Sequence[bytes]) -> list[bytes]:
        """Return the stem of each form, both in UTF-8."""
        from minutesearch.analysis.fast.stems import stem_encoded

        if self.stem is None:
            return stem_encoded(forms)
        texts = [form.decode("utf-8", "surrogatepass") for form in forms]
        return [self.stem(text).encode("utf-8", "surrogatepass") for text in texts]

    def analyse_plain(self, chunks: Words) -> Plain:
        """Return the tokens of those chunks, among many short ones, that are plain words."""
        from minutesearch.analysis.fast.plain import find_plain

        # The kernel cuts and stems these with all others, in a fifth of the time.
        is_left = self.stem is not None or kernel.compiled is not None
        return find_plain(chunks.chosen(chunks.first < 0) if is_left else chunks)


def _cut(chunk: str) -> _Cut:
    if not chunk.isascii() or "`" in chunk:
        chunk = normalise(chunk).text
    core = chunk.strip(EDGES)
    plain = _PLAIN.fullmatch(core)
    if plain is None or len(core) > _LONGEST:
        return _cut_any(chunk)
    # Nine chunks of ten: a word or a figure and the signs around it, of which none can go on over a space.
    reaches = _bits(core, _BEFORE, core[-1] in _ENDS) if chunk.endswith(core) else 0
    reached = _bits(core, _AFTER, core[0] in _BEGINNINGS) if chunk.startswith(core) else 0
    if plain[1]:
        return _Cut(((plain[1].lower(), 0),), 1, reaches, reached)
    if plain[2]:
        # Words with hyphens or slashes between them: first as written together, then one by one.
        text = plain[2].lower()
        parts = text.replace("/", "-").split("-")
        forms = ((text.replace("-", ""), 0), *((part, place) for place, part in enumerate(parts)))
        return _Cut(forms, len(parts), reaches, reached)
    number = plain[4].replace(",", "")
    figures = (f"{plain[3]}{number}", number) if plain[3] else (number,)
    return _Cut(tuple((form, 0) for form in figures), 1, reaches, reached)


def goes_on(source: str, start: int, end: int) -> bool:
    """Return whether a word may continue over the spaces between two offsets of a normalised text."""
    before = source[start - 1 : start]
    behind = _UNIT_BEHIND if before.isdecimal() else _BEHIND.get(before)
    return behind is not None and behind.match(source, end) is not None


def _bits(text: str, patterns: Iterable[tuple[int, re.Pattern[str]]], is_likely: bool) -> int:
    if not is_likely:
        return 0
    return sum(bit for bit, pattern in patterns if pattern.search(text))


def _cut_any(chunk: str) -> _Cut:
    source = normalise(chunk).text
    forms: list[tuple[str, int]] = []
    position = 0
    for begin, finish in span_tokenizer(RUN)(source):
        outline = outline_of(source[begin:finish])
        forms += [(exact, position + place) for exact, place, *_ in outline.words]
        position += outline.width
    bare = source.strip()
    if not bare:
        return _Cut(tuple(forms), position, ANY, ANY)
    return _Cut(tuple(forms), position, _bits(bare, _BEFORE, True), _bits(bare, _AFTER, True))
