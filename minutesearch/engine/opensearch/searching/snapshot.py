"""A snapshot of an index in a cluster: one commit, seen whole from its head to its last document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from minutesearch.engine.contract import (
    Damage,
    Expected,
    LazyPassage,
    SearchRequest,
    SearchResponse,
    StoredPassage,
    StoredSource,
)
from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.head import SeenHead
from minutesearch.engine.opensearch.client.mapping import keyword_of, token_of, told_of
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments
from minutesearch.engine.opensearch.live.lookups import Lookups
from minutesearch.engine.opensearch.live.query_dsl import Clause, counted_by, selecting
from minutesearch.engine.opensearch.live.telling import Telling
from minutesearch.engine.opensearch.searching.packs import Pack, PackReader, Packs
from minutesearch.engine.opensearch.searching.search import ClusterSearch
from minutesearch.engine.opensearch.searching.shared_copies import SharedCopies
from minutesearch.engine.opensearch.searching.source_records import SourceRecords, name_and_record
from minutesearch.engine.opensearch.searching.statistics import ClusterStats
from minutesearch.errors import CorruptIndexError, IncompleteAnswerError

__all__ = ["ClusterSnapshot"]

#: How many sources are read at once.
_SOURCES = 50


class ClusterSnapshot:
    """One committed state of an index in a cluster; any number of threads may read it.

    Args:
        seen: Its head.
        packs: The packs that are kept.
        checks: Whether a lost document is an error whatever is asked; not for whoever saves what is left.
    """

    def __init__(self, seen: SeenHead, packs: Packs, *, checks: bool = True) -> None:
        #: Its documents, for whoever writes and checks.
        self.documents = documents = LiveDocuments(seen, checks=checks)
        self.packs = PackReader(documents, packs)
        self._told = Telling(documents)
        self._sources = SourceRecords(documents)
        self._lookups = lookups = Lookups(documents)
        self._search = ClusterSearch(
            documents, self.packs, ClusterStats(documents), lookups, self._told, self._sources
        )

    @property
    def generation(self) -> int:
        """The number of the commit that made this state; 0 for a new index."""
        return self.documents.head.generation

    @property
    def identity(self) -> str:
        """What tells the index from another that is made in its place."""
        return self.documents.head.identity

    @property
    def passage_count(self) -> int:
        """The number of passages."""
        return self.documents.head.totals.passages

    # --- sources and passages

    def sources(self) -> Mapping[str, str]:
        """Return the record of each source by its name, in the order of the names; records are read lazily."""
        return self._sources

    def passage_counts(self) -> Mapping[str, int]:
        """Return the number of passages of each source, by its name, in the order of the names."""
        counts = {}
        for hit in self.documents.iterate(
            "s", {"match_all": {}}, values=("size",), stored=("record",), order=("source",)
        ):
            counts[name_and_record(hit)[0]] = int(hit["fields"]["size"][0])
        return dict(sorted(counts.items()))

    def source(self, name: str) -> StoredSource:
        """Return all stored fields of a source and its passages.

        Raises:
            KeyError: There is no source of that name.
            CorruptIndexError: The cluster has lost some of them.
        """
        (found,) = self._stored([name])
        return found

    def iter_sources(self) -> Iterator[StoredSource]:
        """Iterate over all stored fields of all sources, in the order of their names, few at once."""
        waiting = iter(self.passage_counts())
        while names := list(islice(waiting, _SOURCES)):
            yield from self._stored(names)

    def _stored(self, names: Sequence[str]) -> Iterator[StoredSource]:
        """Yield all stored fields of some sources, which are asked for at once.

        Raises:
            KeyError: There is no source of a name.
            CorruptIndexError: The cluster has lost some of one.
        """
        clause: Clause = {"terms": {"source": [keyword_of(name) for name in names]}}
        hits = self.documents.iterate("s", clause, stored=("record",), values=("size",), order=("source",))
        heads = {name_and_record(hit)[0]: hit for hit in hits}
        packs: dict[str, list[Pack]] = {}
        for pack in self.packs.fetch(clause):
            packs.setdefault(pack.source, []).append(pack)
        for name in names:
            own, size = packs.get(name, []), int(heads[name]["fields"]["size"][0])
            found = sum(pack.segment.size for pack in own)
            if found != size:
                lost = f"has {found:,} of {size:,} passages of source {name!r}"
                raise CorruptIndexError(f"{self.documents.place}: {lost}", path=self.documents.place)
            placed = [
                (place, pack.passage(pack.first + at))
                for pack in own
                for at, place in enumerate(pack.places.tolist())
            ]
            passages = tuple(passage for _, passage in sorted(placed, key=lambda pair: pair[0]))
            yield StoredSource(name, name_and_record(heads[name])[1], passages)

    def passage(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage, by its number."""
        pack = self.packs.holding(number)
        self._sources.note(pack.source)
        return pack.passage(number)

    def passage_lazily(self, number: int) -> LazyPassage:
        """Return the same, all of it read: its pack is at hand now."""
        return self.passage(number)

    def passages_with(self, field: str, value: str) -> Sequence[int]:
        """Return the numbers of the passages with a value of a keyword field, in reading order; may be empty."""
        return list(self.documents.numbers({"term": {field: {"value": keyword_of(value)}}}))

    def item_of(self, number: int) -> Sequence[int]:
        """Return the numbers of all passages of the item that a passage belongs to, in reading order."""
        pack = self.packs.holding(number)
        alike = pack.segment.doc_values["item"].passages_like(number - pack.first)
        return [pack.first + int(each) for each in alike]

    def is_told_by_several(self, number: int) -> bool:
        """Return whether several sources tell of a meeting of a passage's council, body and day."""
        pack = self.packs.holding(number)
        told = told_of([pack.value(field, number) for field in ("council", "body", "date")])
        return self._told.is_by_several(told)

    def copies_of(self, number: int) -> Sequence[int]:
        """Return the numbers of the copies of a passage in reading order, without itself; may be empty."""
        copies = self._search.copies()
        return () if copies is None else copies.of(number)

    # --- values and words

    def values(self, field: str) -> Mapping[str, int]:
        """Return every value of a keyword field with its number of passages, in the order of the values."""
        return self._lookups.values(field)

    def words(self, prefix: str = "") -> Sequence[str]:
        """Return the distinct words, in lower case as printed, that begin with a prefix, in order."""
        if prefix and (found := self._lookups.words(prefix)) is not None:
            return found
        everything: Clause = {"match_all": {}}
        # A prefix itself comes before what is asked for after it.
        words = [prefix] if prefix and self.has_word(prefix, exact=True) else []
        after = token_of(prefix) if prefix else None
        for word, _ in self.documents.iter_values("forms", everything, what="m", after=after):
            if not word.startswith(prefix):
                break
            words.append(word)
        return words

    def near_words(self, word: str, edits: int) -> Mapping[str, int]:
        """Return the words within some edits of one that begin as it does, with about how many passages have each.

        They are no fewer than there are, and some that nobody has any more may be among them.
        """
        return self._lookups.near(word, edits)

    def has_word(self, stem: str, *, exact: bool = False) -> bool:
        """Return whether any passage has a word with this stem, or exactly this word, in any text field."""
        return self._lookups.count(stem, "exact" if exact else "stem") > 0

    def word_count(self, stem: str) -> int:
        """Return how many passages have a word with this stem."""
        return self._lookups.count(stem, "stem")

    def values_like(self, field: str, words: Sequence[str]) -> Mapping[str, int]:
        """Return the values of a keyword field that have every one of some words, and perhaps others, in order."""
        return self._lookups.values_like(field, words)

    def values_near(self, field: str, words: Sequence[str]) -> Mapping[str, int]:
        """Return the values of a keyword field with a word near any of some, and perhaps others, in order."""
        return self._lookups.values_near(field, words)

    def speakers_named(self, words: Collection[str]) -> Sequence[str]:
        """Return the values of said_by that have any of some words, in the order of the values."""
        return self._lookups.names(words)

    def acronyms(self, keys: Collection[str]) -> Mapping[tuple[str, str], int]:
        """Return the acronyms with any of some keys, each with its long form and how often it is defined."""
        return self._lookups.acronyms(keys)

    @property
    def may_have_copies(self) -> bool:
        """Whether any passage may be a copy of another."""
        return self.documents.head.shares

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a round trip: it is."""
        return True

    def expect(self, expected: Expected) -> None:
        """Look up at once what is about to be asked for."""
        self._lookups.expect(expected)

    # --- searching

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the snapshot, and return the response to a request.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
            IndexUnavailableError: The cluster cannot answer.
        """
        return self._search.execute(request)

    def search_first(self, requests: Sequence[SearchRequest]) -> tuple[int, SearchResponse]:
        """Search for the first of some requests that anything matches, or for the last; all are asked for at once.

        Raises:
            QueryTimeoutError: The deadline of one has passed.
            IndexUnavailableError: The cluster cannot answer.
        """
        return self._search.execute_first(requests)

    def totals(self, requests: Sequence[SearchRequest]) -> Sequence[int]:
        """Return how many passages match each of some requests, asked for at once.

        Raises:
            QueryTimeoutError: The deadline of one has passed.
        """
        if self.documents.head.shares and any(each.collapses_copies for each in requests):
            # Which of them are copies is found out for one request after the other.
            return [self.search(each.counting()).total for each in requests]
        deadline = min((each.deadline for each in requests), key=Deadline.left, default=NEVER)
        return self._lookups.totals(list(map(counted_by, requests)), deadline=deadline)

    def select(self, request: SearchRequest) -> Iterator[int]:
        """Iterate over all passages that match a request, in reading order.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
        """
        clause = selecting(request)
        copies = self._search.copies(request.deadline) if request.collapses_copies else None
        if copies is None:
            return self.documents.numbers(clause, deadline=request.deadline)
        return self._select_first(clause, copies, request.deadline)

    def _select_first(self, clause: Clause, copies: SharedCopies, deadline: Deadline) -> Iterator[int]:
        shared: Clause = {"bool": {"must": [clause], "filter": [copies.clause]}}
        beyond = copies.beyond_first(self.documents.numbers(shared, deadline=deadline))
        return (number for number in self.documents.numbers(clause, deadline=deadline) if number not in beyond)

    def select_among(self, request: SearchRequest, numbers: Collection[int]) -> Sequence[int]:
        """Return those of some passages that match a request, in reading order.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
        """
        return self._search.select_among(request, numbers)

    # --- checking

    def find_damage(self) -> tuple[Damage, ...]:
        """Compare the head with the documents, and return what is missing."""
        return tuple(Damage("", message) for message in self.documents.find_lost())

    def examine(self) -> None:
        """Compare the head with the documents, and raise an error if any are missing.

        Raises:
            IncompleteAnswerError: The cluster has lost some.
        """
        for damage in self.find_damage():
            place = self.documents.place
            raise IncompleteAnswerError(f"{place}: {damage.message}", path=place)

    def close(self) -> None:
        """Do nothing: a snapshot holds nothing that others could use."""
