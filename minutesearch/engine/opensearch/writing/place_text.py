"""Texts as the cluster takes them: our own tokens, those of one place joined, so that it only splits them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from minutesearch.engine.embedded.storage.bitpacking import ends_of
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.engine.embedded.terms.term_builder import UNITED
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.opensearch.client.json_text import escape
from minutesearch.engine.opensearch.client.mapping import token_of

__all__ = ["NOWHERE", "PlaceText", "PlaceTextMaker"]

#: How many chunks of text the interner may hold before it is replaced: about 60 bytes each there, and 200 here.
_MOST_CHUNKS = 500_000
#: What stands in a place without a token, which would close the gap that it stands for.
NOWHERE = "\\u001e"


class PlaceText(NamedTuple):
    """The tokens of one text: a string of places with a space between them, and "|" between tokens of a place.

    Both strings are as JSON has them between its quotation marks: a text has the same few thousand words as all
    others, and none of them need be looked at again.
    """

    stem: str
    exact: str
    #: How many places it has.
    length: int

    def unescaped(self) -> tuple[str, str]:
        """Return both strings as they are."""
        stem, exact = (str(json.loads(f'"{text}"')) for text in self[:2])
        return stem, exact


class PlaceTextMaker:
    """The tokens of texts, each distinct chunk looked at once.

    Args:
        analyser: The analyser.

    Attributes:
        interner: The chunks and words of the texts so far.
    """

    def __init__(self, analyser: Analyser) -> None:
        self.interner = TokenInterner(analyser)
        self._forget()

    def _forget(self) -> None:
        #: The places of each chunk, by its number: joined once here, and not again for each text that has it.
        self._stems: list[str] = []
        self._exacts: list[str] = []
        #: int32: how many places each chunk has.
        self._widths = np.empty(0, dtype=np.int32)

    def make(self, texts: Sequence[str]) -> list[PlaceText]:
        """Return the tokens of texts, which are best given many at a time."""
        if len(self.interner) > _MOST_CHUNKS:
            self.interner = TokenInterner(self.interner.analyser)
            self._forget()
        if not self.interner.analyser.cuts_at_spaces:
            found = self.interner.analyser.analyse_chunks(texts)
            return [PlaceText(*_join_places(chunk.tokens, chunk.width), chunk.width) for chunk in found]
        chunked = self.interner.settle(self.interner.code(texts))
        self._learn()
        widths = self._widths[chunked.numbers]
        # A chunk that takes no place would leave a space behind.
        counts = np.minimum(widths, 1)
        numbers = chunked.numbers[counts > 0].tolist()
        ends = ends_of(counts)[chunked.ends].tolist()
        lengths = np.diff(ends_of(widths)[chunked.ends]).tolist()
        stems, exacts = (list(map(pieces.__getitem__, numbers)) for pieces in (self._stems, self._exacts))
        return [
            PlaceText(" ".join(stems[begin:end]), " ".join(exacts[begin:end]), length)
            for (begin, end), length in zip(pairwise(ends), lengths, strict=True)
        ]

    def _learn(self) -> None:
        """Join the places of the chunks that are new since the last time."""
        new = np.arange(len(self._stems), len(self.interner), dtype=np.int32)
        found = self.interner.tokens_of(new)
        order = np.argsort(found.texts, kind="stable")
        forms, terms = found.forms[order], self.interner.terms
        tokens = zip(
            map(decode, terms.forms.texts(forms)),
            map(decode, terms.stems.texts(terms.stem_of[forms])),
            found.positions[order].tolist(),
            strict=True,
        )
        counts = np.bincount(found.texts, minlength=len(new)).tolist()
        for count, width in zip(counts, found.lengths.tolist(), strict=True):
            stem, exact = _join_places(_parted(islice(tokens, count)), width)
            self._stems.append(stem)
            self._exacts.append(exact)
        self._widths = np.concatenate((self._widths, found.lengths.astype(np.int32)))


def _parted(tokens: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    """Yield tokens with those forms apart that the interner has united, since they share stem and place."""
    for forms, stem, place in tokens:
        for form in forms.split(UNITED):
            yield form, stem, place


def _join_places(tokens: Iterable[tuple[str, str, int]], width: int) -> tuple[str, str]:
    """Return the places of a chunk, as stems and as forms, with each token once in its place.

    Args:
        tokens: The form of each token, its stem, and its place.
        width: How many places it has.
    """
    stems: list[list[str]] = [[] for _ in range(width)]
    exacts: list[list[str]] = [[] for _ in range(width)]
    for form, stem, place in tokens:
        for own, word in ((stems[place], stem), (exacts[place], form)):
            if (token := escape(token_of(word))) not in own:
                own.append(token)
    return _joined(stems), _joined(exacts)


def _joined(places: Sequence[Sequence[str]]) -> str:
    return " ".join("|".join(tokens) or NOWHERE for tokens in places)
