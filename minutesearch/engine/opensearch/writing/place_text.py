"""Texts as the cluster takes them: our own tokens, those of one place joined, so that it only splits them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.analysis import Chunk
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
        #: The places of each chunk: joined once here, and not again for each text that has it.
        self._chunks: dict[str, PlaceText] = {}
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
            self._chunks[chunk] = _join_places(found)
        # Dropped texts may be asked for again in one call.
        made = {text: self._join(chunks) for text, chunks in zip(new, cut, strict=True)}
        self._texts |= made
        return [self._texts[text] for text in texts]

    def _join(self, chunks: Sequence[str]) -> PlaceText:
        found = [places for places in map(self._chunks.__getitem__, chunks) if places.stem]
        return PlaceText(" ".join([places.stem for places in found]), " ".join([places.exact for places in found]))


def _join_places(chunk: Chunk) -> PlaceText:
    """Return the tokens of a chunk, each once in its place; empty if the chunk takes no place."""
    stems: list[list[str]] = [[] for _ in range(chunk.width)]
    exacts: list[list[str]] = [[] for _ in range(chunk.width)]
    for form, stem, place in chunk.tokens:
        for own, word in ((stems[place], token_of(stem)), (exacts[place], token_of(form))):
            if word not in own:
                own.append(word)
    # A place without a token would close the gap that it stands for.
    return PlaceText(*(" ".join("|".join(place) or "\x1e" for place in each) for each in (stems, exacts)))
