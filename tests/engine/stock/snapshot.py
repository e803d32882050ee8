"""A snapshot of a plain Whoosh index, as the engine's contract has it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from whoosh.index import FileIndex

from minutesearch.engine.contract import (
    TEXT_FIELDS,
    Expected,
    SearchRequest,
    SearchResponse,
    StoredPassage,
    name_words,
)
from tests.engine.stock.answering import execute, reading_ranks
from tests.engine.stock.evaluation import Ints
from tests.engine.stock.postings import WhooshPostings
from tests.engine.stock.schema import exact_field

__all__ = ["WhooshSnapshot"]


class WhooshSnapshot:
    """One committed state of a Whoosh index; any number of threads may read it."""

    def __init__(self, index: FileIndex) -> None:
        reader = index.reader()
        self._generation = int(reader.generation() or 0)
        self._postings = WhooshPostings(reader)

    @property
    def generation(self) -> int:
        """The number of the commit that made this state; 0 for a new index."""
        return self._generation

    @property
    def identity(self) -> str:
        """What tells the index from another that is made in its place: its folder, which is held open."""
        return ""

    @property
    def may_have_copies(self) -> bool:
        """Whether any passage may be a copy of another: that is only known when they are looked for."""
        return True

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a round trip: nothing is further away than the disk."""
        return False

    def expect(self, expected: Expected) -> None:
        """Do nothing: what is asked for is at hand."""

    @property
    def passage_count(self) -> int:
        """The number of passages."""
        return len(self._postings.everything())

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        column = self._postings.column("source_record")
        return {
            column.values[code]: self._postings.stored(int(number))["record"]
            for code, number in sorted(zip(column.codes.tolist(), column.passages.tolist(), strict=True))
        }

    def sources(self) -> Mapping[str, str]:
        """Return the record of each source by its name, in the order of the names."""
        return self._sources

    def passage(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage."""
        column = self._postings.column("source")
        at = int(np.searchsorted(column.passages, number))
        return StoredPassage(column.values[column.codes[at]], *self._postings.stored(number)["record"])

    def passage_lazily(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage, all of them read."""
        return self.passage(number)

    def passages_with(self, key: str, value: str) -> Sequence[int]:
        """Return the passages with a value of a key, in reading order; empty if there are none."""
        found, _ = self._postings.passages_with(key, value)
        return [int(number) for number in found[np.argsort(self._ranks[found])]]

    def is_told_by_several(self, _: int) -> bool:
        """Return False: this engine does not look."""
        return False

    def copies_of(self, _: int) -> Sequence[int]:
        """Return nothing: this engine knows of no copies, and collapses none."""
        return ()

    def item_of(self, number: int) -> Sequence[int]:
        """Return all passages of the item that a passage belongs to, in reading order."""
        column = self._postings.column("item")
        codes = column.codes[column.passages == number]
        return self.passages_with("item", column.values[codes[0]]) if len(codes) else [number]

    def values(self, key: str) -> Mapping[str, int]:
        """Return every value of a key with the number of passages that have it, in the order of the values."""
        column = self._postings.column(key)
        counts = np.bincount(column.codes, minlength=len(column.values))
        return dict(zip(column.values, counts.tolist(), strict=True))

    def values_like(self, field: str, words: Sequence[str]) -> None:
        """Return None: the values are at hand."""

    def values_near(self, field: str, words: Sequence[str]) -> None:
        """Return None: the values are at hand."""

    def speakers_named(self, words: Collection[str]) -> Sequence[str]:
        """Return the values of said_by that have any of some words, in the order of the values."""
        return [name for name in self.values("said_by") if not name_words(name).isdisjoint(words)]

    def acronyms(self, _: Collection[str]) -> None:
        """Return None: the records of all sources are at hand."""
        return

    @cached_property
    def _words(self) -> tuple[str, ...]:
        fields = [exact_field(text_field) for text_field in TEXT_FIELDS]
        return tuple(
            sorted(
                {
                    word
                    for field in fields
                    for word in self._postings.lexicon(field)
                    if len(self._postings.passages_with(field, word)[0])
                }
            )
        )

    def words(self, prefix: str = "") -> Sequence[str]:
        """Return the distinct words, as printed but in lower case, that begin with a prefix, in order."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + "\U0010ffff")
        return self._words[first:last]

    def near_words(self, word: str, edits: int) -> None:
        """Return None: the words are at hand."""

    def has_word(self, stem: str, *, exact: bool = False) -> bool:
        """Return whether any passage has a word with this stem, or exactly this word, in any text field."""
        fields = [exact_field(text_field) if exact else text_field for text_field in TEXT_FIELDS]
        return any(len(self._postings.passages_with(each, stem)[0]) for each in fields)

    def word_count(self, stem: str) -> int:
        """Return how many passages have a word with this stem: those of each text field, added up."""
        return sum(len(self._postings.passages_with(each, stem)[0]) for each in TEXT_FIELDS)

    @cached_property
    def _ranks(self) -> Ints:
        return reading_ranks(self._postings)

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search, and return the response to a request."""
        return execute(request, self._postings, self._ranks)

    def search_first(self, requests: Sequence[SearchRequest]) -> tuple[int, SearchResponse]:
        """Search for the first of some requests that anything matches, or for the last."""
        for at, request in enumerate(requests[:-1]):
            response = self.search(request)
            if response.total:
                return at, response
        return len(requests) - 1, self.search(requests[-1])

    def totals(self, requests: Sequence[SearchRequest]) -> Sequence[int]:
        """Return how many passages match each of some requests."""
        return [self.search(each.counting()).total for each in requests]

    def select(self, request: SearchRequest) -> Iterator[int]:
        """Iterate over all passages that match a request, in reading order."""
        whole = replace(request, offset=0, limit=self.passage_count, group=None, facets={})
        found = [each.number for each in self.search(whole).passages]
        return iter(sorted(found, key=self._ranks.__getitem__))

    def select_among(self, request: SearchRequest, numbers: Collection[int]) -> Sequence[int]:
        """Return those of some passages that match a request, in reading order."""
        return [number for number in self.select(request) if number in numbers]

    def close(self) -> None:
        """Close the snapshot's files."""
        self._postings.close()
