"""The searcher: a snapshot of the embedded engine, which looks things up and searches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, ItemsView, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from minutesearch import kernel
from minutesearch.engine.contract import (
    Expected,
    LazyPassage,
    SearchRequest,
    SearchResponse,
    Snapshot,
    StoredPassage,
    StoredSource,
    name_words,
)
from minutesearch.engine.embedded.ranking import ContextCache, FirstPass
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs
from minutesearch.engine.embedded.search.query_execution import count_passages, execute, select_passages
from minutesearch.engine.embedded.search.query_gate import QueryGate
from minutesearch.engine.embedded.segments.collection_stats import GlobalStats
from minutesearch.engine.embedded.segments.copies import Copies
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.integrity import examine_segment
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.stored_documents import PassageInSegment, stored_passage, stored_source
from minutesearch.engine.embedded.storage.cache import Cache
from minutesearch.engine.embedded.storage.string_table import decode, encode
from minutesearch.errors import ArgumentError
from minutesearch.query.nodes import Query

if TYPE_CHECKING:
    from whoosh.fields import Schema

    from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields
    from minutesearch.engine.embedded.whoosh.fallback import WhooshFallback
    from minutesearch.engine.embedded.whoosh.segment_fields import Layout, SegmentFields, Stored

__all__ = ["Searcher", "array_fields"]

#: For how many stems it is cached whether the index has them, at some 300 bytes each: those of 2,000 queries.
_KNOWN = 10_000


class Searcher:
    """A snapshot of the embedded engine: one committed state; any number of threads may read it.

    Args:
        segments: The segments of the state.
        generation: The number of the commit that made it.
        everywhere: The statistics of the collection that they are a part of; None if they are all of it.
    """

    def __init__(
        self, segments: Sequence[Segment], *, generation: int, everywhere: GlobalStats | None = None
    ) -> None:
        self._generation = generation
        self._reader = IndexReader(segments, everywhere)
        # A caller that holds it may still read it when the snapshot has been closed.
        self._sources = _SourceRecords(self._reader)
        self._whoosh_fallback: WhooshFallback | None = None
        self._known: Cache[bool] = Cache(_KNOWN, lambda _: 1)
        self._gate = QueryGate()
        self._first_pass = FirstPass()

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
        """Whether any passage is a copy of another."""
        return self._copies.are_there

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a round trip: nothing is further away than the disk."""
        return False

    def expect(self, expected: Expected) -> None:
        """Do nothing: what is asked for is at hand."""

    @property
    def passage_count(self) -> int:
        """The number of passages."""
        return self._reader.statistics.passage_count

    def sources(self) -> Mapping[str, str]:
        """Return the record of each source by its name, in the order of the names; records are read lazily."""
        return self._sources

    def passage_counts(self) -> Mapping[str, int]:
        """Return the number of passages of each source, by its name, in the order of the names."""
        counts = {}
        for name, (at, source) in self._reader.sources.items():
            first, last = self._reader.segments[at].source_first[source : source + 2]
            counts[name] = int(last) - int(first)
        return counts

    def source(self, name: str) -> StoredSource:
        """Return all stored fields of a source and its passages.

        Raises:
            KeyError: There is no source of that name.
        """
        found = self._reader.find_source(name)
        if found is None:
            raise KeyError(name)
        return stored_source(self._reader.segments[found[0]], found[1])

    def iter_sources(self) -> Iterator[StoredSource]:
        """Iterate over all stored fields of all sources, in the order of their names."""
        return map(self.source, self.sources())

    def passage(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage, by its number."""
        at, local = self._reader.place_of(number)
        return stored_passage(self._reader.segments[at], local)

    def passage_lazily(self, number: int) -> LazyPassage:
        """Return the same, of which some is read when it is asked for, also once the snapshot is closed."""
        at, local = self._reader.place_of(number)
        return PassageInSegment(self._reader.segments[at], local)

    def passages_with(self, field: str, value: str) -> Sequence[int]:
        """Return the numbers of the passages with a value of a keyword field, in reading order; may be empty."""
        return self._reader.in_reading_order(
            [(at, segment.having(field, value)) for at, segment in enumerate(self._reader.segments)]
        )

    def item_of(self, number: int) -> Sequence[int]:
        """Return the numbers of all passages of the item that a passage belongs to, in reading order."""
        at, local = self._reader.place_of(number)
        segment = self._reader.segments[at]
        passages = segment.only_live(segment.doc_values["item"].passages_like(local))
        return self._reader.in_reading_order([(at, passages)])

    def is_told_by_several(self, number: int) -> bool:
        """Return whether several sources tell of a meeting of a passage's council, body and day."""
        return self._copies.is_told_by_several(number)

    def copies_of(self, number: int) -> Sequence[int]:
        """Return the numbers of the copies of a passage in reading order, without itself; may be empty."""
        return self._copies.of(number)

    def values(self, field: str) -> Mapping[str, int]:
        """Return every value of a keyword field with its number of passages, in the order of the values."""
        return self._reader.values(field)

    def values_like(self, field: str, words: Sequence[str]) -> None:
        """Return None: the values are at hand."""

    def values_near(self, field: str, words: Sequence[str]) -> None:
        """Return None: the values are at hand."""

    def speakers_named(self, words: Collection[str]) -> Sequence[str]:
        """Return the values of said_by that have any of some words, in the order of the values."""
        return sorted({name for word in words for name in self._names.get(word, ())})

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The values of said_by by each of their words."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.values("said_by"):
            for word in name_words(name):
                found[word].append(name)
        # Tuples of texts, and nothing that Python's garbage collector would go through ever after.
        return {word: tuple(names) for word, names in found.items()}

    def acronyms(self, _: Collection[str]) -> None:
        """Return None: the records of all sources are at hand."""
        return

    def words(self, prefix: str = "") -> Sequence[str]:
        """Return the distinct words, in lower case as printed, that begin with a prefix, in order."""
        found = {form for segment in self._reader.segments for form in segment.forms_from(encode(prefix))}
        return [decode(form) for form in sorted(found)]

    def near_words(self, word: str, edits: int) -> None:
        """Return None: the words are at hand."""

    def has_word(self, stem: str, *, exact: bool = False) -> bool:
        """Return whether any passage has a word with this stem, or exactly this word, in any text field."""
        if kernel.compiled is not None:
            # It finds a word in less time than a cache takes to keep it.
            return self._reader.has_word(stem, exact=exact)
        return self._known.get((stem, exact), lambda: self._reader.has_word(stem, exact=exact))

    def word_count(self, stem: str) -> int:
        """Return about how many passages have a word with this stem: those of each text field, added up."""
        # What has been removed counts until its segment is merged, since only reading the list would tell.
        return self._reader.count_word(stem)

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the snapshot, and return the response to a request.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
        """
        with self._gate.enter(request):
            return execute(
                request,
                self._reader,
                self._cache,
                self._copies,
                first_pass=self._first_pass,
                fallback=self._fallback,
            )

    def search_first(self, requests: Sequence[SearchRequest]) -> tuple[int, SearchResponse]:
        """Search for the first of some requests that anything matches, or for the last.

        Raises:
            QueryTimeoutError: The deadline of one is over.
        """
        for at, request in enumerate(requests[:-1]):
            response = self.search(request)
            if response.total:
                return at, response
        return len(requests) - 1, self.search(requests[-1])

    def totals(self, requests: Sequence[SearchRequest]) -> Sequence[int]:
        """Return how many passages match each of some requests.

        Raises:
            QueryTimeoutError: The deadline of one is over.
        """
        return list(map(self._count, requests))

    def _count(self, request: SearchRequest) -> int:
        with self._gate.enter(request):
            return count_passages(request, self._cache, self._copies, fallback=self._fallback)

    def select(self, request: SearchRequest) -> Iterator[int]:
        """Iterate over all passages that match a request, in reading order.

        Raises:
            QueryTimeoutError: Its deadline is over.
        """
        numbers = select_passages(request, self._cache, self._copies, fallback=self._fallback)
        # A Python number takes seven times the room of one in an array, so they are made as they are asked for.
        return map(int, numbers)

    def select_among(self, request: SearchRequest, numbers: Collection[int]) -> Sequence[int]:
        """Return those of some passages that match a request, in reading order.

        Raises:
            QueryTimeoutError: Its deadline is over.
        """
        wanted = frozenset(numbers)
        return [number for number in self.select(request) if number in wanted]

    @cached_property
    def _copies(self) -> Copies:
        return Copies(self._reader)

    @cached_property
    def _cache(self) -> ContextCache:
        return ContextCache(self._reader)

    def _fallback(self, node: Query, at: int) -> Sequence[ScoredDocs]:
        if self._whoosh_fallback is None:
            # Imported late: few queries need it, and it is most of what there is of Whoosh.
            from minutesearch.engine.embedded.whoosh.fallback import WhooshFallback

            self._whoosh_fallback = WhooshFallback(self._reader.segments)
        return self._whoosh_fallback.evaluate(node, at)

    def array_fields(self, *, schema: Schema, layout: Layout, stored: Stored) -> SegmentFields:
        """Return this state as the fields of a schema of Whoosh's, for a reader of Whoosh's over them.

        Args:
            schema: The schema.
            layout: What each of its fields is made of.
            stored: Returns the stored fields of a passage, by its number and its keys.
        """
        from minutesearch.engine.embedded.whoosh.segment_fields import SegmentFields

        return SegmentFields(
            self._reader.segments, schema=schema, layout=layout, stored=stored, generation=self._generation
        )

    def examine(self) -> None:
        """Read the whole snapshot, and raise an error if any of it is damaged.

        Raises:
            CorruptIndexError: A file is damaged, or does not fit the others.
        """
        for segment in self._reader.segments:
            examine_segment(segment)

    def close(self) -> None:
        """Release the files; searches under way still finish."""
        self._reader = IndexReader(())
        self.__dict__.pop("_copies", None)


def array_fields(snapshot: Snapshot, *, schema: Schema, layout: Layout, stored: Stored) -> ArrayFields:
    """Return a snapshot as the fields of a schema of Whoosh's, as `Searcher.array_fields` does.

    Raises:
        ArgumentError: The index is not one in a folder, so that it has no arrays here.
    """
    if not isinstance(snapshot, Searcher):
        raise ArgumentError("only an index in a folder can be read through Whoosh", argument="index")
    return snapshot.array_fields(schema=schema, layout=layout, stored=stored)


class _SourceRecords(Mapping[str, str]):
    """The records of the sources by name, as a lazy mapping."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def __getitem__(self, name: str) -> str:
        found = self._reader.find_source(name)
        if found is None:
            raise KeyError(name)
        at, source = found
        return decode(self._reader.segments[at].source_records.record(source))

    def items(self) -> ItemsView[str, str]:
        """Return all names and records, read in order and not looked up one by one."""
        return _EverySource(self, self._reader)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._reader.find_source(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._reader.sources)

    def __len__(self) -> int:
        return len(self._reader.sources)


class _EverySource(ItemsView[str, str]):
    """The names and records of all sources, as `items` returns them."""

    def __init__(self, records: _SourceRecords, reader: IndexReader) -> None:
        super().__init__(records)
        self._reader = reader

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for name, (at, source) in self._reader.sources.items():
            yield name, decode(self._reader.segments[at].source_records.record(source))
