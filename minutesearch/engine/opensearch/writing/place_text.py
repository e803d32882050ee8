"""Texts as the cluster takes them: our own tokens, those of one place joined, so that it only splits them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.opensearch.client.mapping import token_of

__all__ = ["PlaceText", "Tokeniser"]

#: How many texts are kept with their tokens: an item's passages share its title.
_KEPT = 50_000


class PlaceText(NamedTuple):
    """The tokens of one text: a string of places with a space between them, and "|" between tokens of a place."""

    stem: str
    exact: str


class Tokeniser:
    """The tokens of texts, each distinct chunk analysed once.

    Args:
        analyser: The analyser.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._chunks: dict[str, tuple[tuple[tuple[str, str, int], ...], int]] = {}
        self._texts: dict[str, PlaceText] = {}

    def tokenise(self, texts: Sequence[str]) -> list[PlaceText]:
        """Return the tokens of some texts."""
        if len(self._texts) > _KEPT:
            self._texts.clear()
        if len(self._chunks) > 10 * _KEPT:
            self._chunks.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._texts]
        cut = [self._analyser.cut_carefully(text) for text in new]
        unknown = [
            chunk for chunk in dict.fromkeys(chunk for each in cut for chunk in each) if chunk not in self._chunks
        ]
        for chunk, found in zip(unknown, self._analyser.analyse_chunks(unknown), strict=True):
            tokens = tuple((token_of(form), token_of(stem), place) for form, stem, place in found.tokens)
            self._chunks[chunk] = tokens, found.width
        # Dropped texts may be asked for again in one call.
        made = {text: self._join(chunks) for text, chunks in zip(new, cut, strict=True)}
        self._texts |= made
        return [self._texts[text] for text in texts]

    def _join(self, chunks: Sequence[str]) -> PlaceText:
        stems: list[list[str]] = []
        exacts: list[list[str]] = []
        start = 0
        for chunk in chunks:
            tokens, width = self._chunks[chunk]
            stems += [[] for _ in range(width)]
            exacts += [[] for _ in range(width)]
            for form, stem, place in tokens:
                if stem not in stems[start + place]:
                    stems[start + place].append(stem)
                if form not in exacts[start + place]:
                    exacts[start + place].append(form)
            start += width
        # A place without a token would close the gap that it stands for.
        return PlaceText(*(" ".join("|".join(place) or "\x1e" for place in each) for each in (stems, exacts)))
