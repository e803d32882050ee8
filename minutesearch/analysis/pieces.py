"""Pieces: the stretches of a text that can be analysed each by itself, so that a repeated one is looked at once.

Indexing meets the same hundred thousand pieces millions of times. A piece is what stands between two spaces, but
where an amount or a "per cent" goes on over a space; what the pieces of a text give, put one after the other, is
what `analyse` gives for the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.analysis.analyser import FINGERPRINT
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.shapes import RUN, shape_of
from minutesearch.analysis.toolkit import span_tokenizer

__all__ = ["Piece", "PieceAnalyser"]

#: What may go on over a space, as bits: a figure and its unit, a currency sign and its figure, "per" and "cent".
_FIGURE, _CURRENCY, _PER, _ANY = 1, 2, 4, 7

_SPACE = re.compile(r"\s+")
_BEFORE = ((_FIGURE, re.compile(r"\d-*$")), (_CURRENCY, re.compile(r"[£€$]$")), (_PER, re.compile(r"(?i)per$")))
_AFTER = (
    (_FIGURE, re.compile(r"(?i)-*(?:%|(?:[mb]|tr)illion|thousand|bn|mn|tn|per|[ap]\.?m|[mk]\b|$)")),
    (_CURRENCY, re.compile(r"\d")),
    (_PER, re.compile(r"(?i)cent")),
)


class Piece(NamedTuple):
    """What a piece gives."""

    #: For each token its form as printed, its stem, and its position counted from the start of the piece.
    tokens: tuple[tuple[str, str, int], ...]
    #: How many positions it takes up.
    width: int
    #: Bits for what of it may go on in the next piece.
    reaches: int
    #: Bits for what may have gone on into it.
    reached: int


@dataclass(frozen=True, slots=True)
class PieceAnalyser:
    """The analyser as a writer wants it: texts cut into pieces, and what each distinct piece gives."""

    #: Names the analyser and its version.
    fingerprint: str = FINGERPRINT

    def cut(self, text: str) -> list[str]:
        """Gives the pieces of a text, cut at every space.

        It is right unless two neighbours have `first.reaches & second.reached`: then `cut_carefully` is asked.
        """
        if text.isascii() and "`" not in text:
            return text.split()
        return normalise(text).text.split()

    def cut_carefully(self, text: str) -> list[str]:
        """Gives the pieces of a text, cut at no space that a word goes on over; about 30 times slower."""
        source = normalise(text).text
        inside = {
            space.start() for span in span_tokenizer(RUN)(source) for space in _SPACE.finditer(source, *span)
        }
        pieces = []
        first = 0
        for space in _SPACE.finditer(source):
            if space.start() in inside:
                continue
            if space.start() > first:
                pieces.append(source[first : space.start()])
            first = space.end()
        return [*pieces, source[first:]] if first < len(source) else pieces

    def analyse_piece(self, piece: str) -> Piece:
        """Gives the tokens of one piece."""
        source = normalise(piece).text
        tokens: list[tuple[str, str, int]] = []
        position = 0
        for begin, finish in span_tokenizer(RUN)(source):
            shape = shape_of(source[begin:finish])
            tokens += [(token.exact, token.stem, position + token.position) for token in shape.tokens]
            position += shape.width
        bare = source.strip()
        if not bare:
            return Piece(tuple(tokens), position, _ANY, _ANY)
        reaches = sum(bit for bit, pattern in _BEFORE if pattern.search(bare))
        reached = sum(bit for bit, pattern in _AFTER if pattern.match(bare))
        return Piece(tuple(tokens), position, reaches, reached)
