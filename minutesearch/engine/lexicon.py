"""The lexicon of a writer: each distinct piece of text is analysed once, and is a number from then on."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.analysis import Piece
from minutesearch.engine.packing import Ints, differences, ends_of
from minutesearch.engine.texts import encode

__all__ = ["UNITED", "Analyser", "Lexicon", "Spread"]

#: Joins forms of one stem that share a position in one passage ("St-s" is "sts" and "st"), so that a stem never
#: has two occurrences there. No form has it in it.
UNITED = "\0"


class Analyser(Protocol):
    """What turns a text into words: `minutesearch.analysis.PieceAnalyser`, and smaller ones in tests."""

    @property
    def fingerprint(self) -> str:
        """Names the analyser and its version."""
        ...

    def cut(self, text: str) -> list[str]:
        """Gives the pieces of a text."""
        ...

    def cut_carefully(self, text: str) -> list[str]:
        """Gives the pieces of a text of which some reach over a space."""
        ...

    def analyse_piece(self, piece: str) -> Piece:
        """Gives the tokens of a piece."""
        ...


class Spread(NamedTuple):
    """The tokens of many texts, text by text; the first three are int32, shape (tokens,)."""

    #: The number of each token's form.
    forms: npt.NDArray[np.int32]
    #: The number of its text.
    texts: npt.NDArray[np.int32]
    #: Its place in the text, in words.
    positions: npt.NDArray[np.int32]
    #: int64, shape (texts,): how many words each text has.
    lengths: Ints


class Lexicon(dict[str, int]):
    """The numbers of pieces, given as they are first met, and what each piece gives.

    Attributes:
        forms: Stem and form of each form's number, as UTF-8.
    """

    def __init__(self, analyser: Analyser) -> None:
        super().__init__()
        self._analyser = analyser
        self.forms: list[tuple[bytes, bytes]] = []
        self._form_numbers: dict[tuple[str, str], int] = {}
        self._token_forms = array("i")
        self._token_places = array("i")
        self._token_counts = array("i")
        self._widths = array("i")
        self._reaches = array("B")
        self._reached = array("B")

    def __missing__(self, piece: str) -> int:
        found = self._analyser.analyse_piece(piece)
        together: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for exact, stem, position in found.tokens:
            together[position, stem].append(exact)
        for (position, stem), exacts in together.items():
            self._token_forms.append(self._number(stem, UNITED.join(sorted(set(exacts)))))
            self._token_places.append(position)
        self._token_counts.append(len(together))
        self._widths.append(found.width)
        self._reaches.append(found.reaches)
        self._reached.append(found.reached)
        self[piece] = number = len(self)
        return number

    def _number(self, stem: str, form: str) -> int:
        number = self._form_numbers.setdefault((stem, form), len(self.forms))
        if number == len(self.forms):
            self.forms.append((encode(stem), encode(form)))
        return number

    def spread(self, texts: Sequence[str]) -> Spread:
        """Analyses texts.

        Args:
            texts: Any number of them.
        """
        cut, number_of = self._analyser.cut, self.__getitem__
        codes = array("i")
        counts = array("i")
        before = 0
        for text in texts:
            codes.extend(map(number_of, cut(text)))
            counts.append(len(codes) - before)
            before = len(codes)
        numbers, ends = np.array(codes), ends_of(np.array(counts))
        crossing = self._find_crossing(numbers, ends)
        if len(crossing):
            numbers, ends = self._cut_again(texts, numbers, ends, crossing)
        return self._spread(numbers, ends)

    def _find_crossing(self, numbers: Ints, ends: Ints) -> Ints:
        """Finds the texts in which a piece may go on in the next."""
        reaches, reached = np.array(self._reaches), np.array(self._reached)
        pairs = np.flatnonzero(reaches[numbers[:-1]] & reached[numbers[1:]])
        at_first = np.searchsorted(ends, pairs, side="right") - 1
        at_second = np.searchsorted(ends, pairs + 1, side="right") - 1
        return np.unique(at_first[at_first == at_second])

    def _cut_again(self, texts: Sequence[str], numbers: Ints, ends: Ints, crossing: Ints) -> tuple[Ints, Ints]:
        parts = []
        counts = np.diff(ends)
        done = 0
        for text in crossing.tolist():
            again = [self[piece] for piece in self._analyser.cut_carefully(texts[text])]
            parts += [numbers[done : ends[text]], np.array(again, dtype=numbers.dtype)]
            counts[text] = len(again)
            done = ends[text + 1]
        return np.concatenate([*parts, numbers[done:]]), ends_of(counts)

    def _spread(self, numbers: Ints, ends: Ints) -> Spread:
        # 32 bits are enough for a batch, and a batch is what takes most memory.
        widths, token_counts = np.array(self._widths), np.array(self._token_counts)
        text_of_piece = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), differences(ends))
        place_of_piece = ends_of(widths[numbers]).astype(np.int32)
        starts_of_text = place_of_piece[ends]
        bases = place_of_piece[:-1] - starts_of_text[text_of_piece]
        counts = token_counts[numbers]
        firsts = ends_of(token_counts).astype(np.int32)[:-1][numbers]
        ends_of_tokens = ends_of(counts).astype(np.int32)
        tokens = np.repeat(firsts - ends_of_tokens[:-1], counts)
        tokens += np.arange(ends_of_tokens[-1], dtype=np.int32)
        return Spread(
            forms=np.array(self._token_forms)[tokens],
            texts=np.repeat(text_of_piece, counts),
            positions=np.repeat(bases, counts) + np.array(self._token_places)[tokens],
            lengths=differences(starts_of_text),
        )
