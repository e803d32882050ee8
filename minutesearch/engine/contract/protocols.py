"""The protocols of an engine, its snapshots and its commits, by which everything above knows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from minutesearch.engine.contract.documents import LazyPassage, SourceDocument, StoredPassage, StoredSource
from minutesearch.engine.contract.requests import Expected, SearchRequest, SearchResponse
from minutesearch.late import dataclass

__all__ = ["Damage", "Engine", "Snapshot", "WriteOptions", "WriteTransaction"]


class Damage(NamedTuple):
    """A damaged file of an index, and what is wrong with it."""

    #: The name of the file; empty if no one file is wrong.
    file: str
    #: What is wrong with it.
    message: str


class Snapshot(Protocol):
    """One committed state of an index. It never changes, and any number of threads may read it."""

    @property
    def generation(self) -> int:
        """The number of the commit that made this state; 0 for a new index."""
        ...

    @property
    def identity(self) -> str:
        """What tells the index from another that is made in its place; the same for all of its states."""
        ...

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a round trip, so that it pays to say beforehand what will be asked for."""
        ...

    @property
    def may_have_copies(self) -> bool:
        """Whether any passage may be a copy of another; True where that is not known yet."""
        ...

    def expect(self, expected: Expected) -> None:
        """Look up at once what is about to be asked for."""
        ...

    @property
    def passage_count(self) -> int:
        """The number of passages; they are numbered with gaps, in no promised order."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Return the record of each source by its name, in the order of the names."""
        ...

    def passage_counts(self) -> Mapping[str, int]:
        """Return the number of passages of each source, by its name, in the order of the names."""
        ...

    def source(self, name: str) -> StoredSource:
        """Return all stored fields of a source and its passages.

        Raises:
            KeyError: There is no source of that name.
        """
        ...

    def iter_sources(self) -> Iterator[StoredSource]:
        """Iterate over all stored fields of all sources, in the order of their names, few at once."""
        ...

    def passage(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage, by its number."""
        ...

    def passage_lazily(self, number: int) -> LazyPassage:
        """Return the same, of which some may be read when they are asked for, also once the snapshot is closed."""
        ...

    def passages_with(self, field: str, value: str) -> Sequence[int]:
        """Return the numbers of the passages with a value of a keyword field, in reading order; may be empty."""
        ...

    def item_of(self, number: int) -> Sequence[int]:
        """Return the numbers of all passages of the item that a passage belongs to, in reading order."""
        ...

    def is_told_by_several(self, number: int) -> bool:
        """Return whether several sources tell of a meeting of a passage's council, body and day."""
        ...

    def copies_of(self, number: int) -> Sequence[int]:
        """Return the numbers of the copies of a passage in reading order, without itself; may be empty.

        Copies are passages that several sources of one meeting have in common: those with the same words, which
        stand under the same item where a meeting has them more than once.
        """
        ...

    def values(self, field: str) -> Mapping[str, int]:
        """Return every value of a keyword field with its number of passages, in the order of the values."""
        ...

    def values_like(self, field: str, words: Sequence[str]) -> Mapping[str, int] | None:
        """Return the values of a keyword field that have every one of some words, with their passages.

        Args:
            field: The field.
            words: The words in small letters, without accents and signs.

        Returns:
            The values in order, and perhaps others; None where `values` are at hand, which say it sooner.
        """
        ...

    def values_near(self, field: str, words: Sequence[str]) -> Mapping[str, int] | None:
        """Return the values of a keyword field with a word that is within two edits of any of some, or is one.

        Args:
            field: The field.
            words: The words in small letters; only those that begin as one of them does are near it.

        Returns:
            The values in order, and perhaps others; None where `values` are at hand, which say it sooner.
        """
        ...

    def speakers_named(self, words: Collection[str]) -> Sequence[str]:
        """Return the values of said_by that have any of some words, in the order of the values.

        Args:
            words: The words, as `name_words` returns them; any other is in no name.
        """
        ...

    def acronyms(self, keys: Collection[str]) -> Mapping[tuple[str, str], int] | None:
        """Return the acronyms with any of some keys, each with its long form and how often it is defined.

        Args:
            keys: The keys, of those that the analyser gives an acronym.

        Returns:
            The acronyms in no order; None where the records of all sources are at hand, which say it sooner.
        """
        ...

    def words(self, prefix: str = "") -> Sequence[str]:
        """Return the distinct words, in lower case as printed, that begin with a prefix, in order."""
        ...

    def near_words(self, word: str, edits: int) -> Mapping[str, int] | None:
        """Return the words within some edits of one that begin as it does, with about how many passages have each.

        They are no fewer than there are, and some that nobody has any more may be among them: `totals` says it.

        Args:
            word: A word in lower case, of letters from a to z, that no passage has.
            edits: How many letters may be put in, left out, changed, or change places with a neighbour: 1 or 2.

        Returns:
            The words; None where `words` are at hand, which say it sooner.
        """
        ...

    def has_word(self, stem: str, *, exact: bool = False) -> bool:
        """Return whether any passage has a word with this stem, or exactly this word, in any text field."""
        ...

    def word_count(self, stem: str) -> int:
        """Return about how many passages have a word with this stem: those of each text field, added up."""
        ...

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the snapshot, and return the response to a request.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
        """
        ...

    def search_first(self, requests: Sequence[SearchRequest]) -> tuple[int, SearchResponse]:
        """Search for the first of some requests that anything matches, or for the last.

        An engine that is far away is asked for all of them at once.

        Returns:
            The place of the request, from 0, and the response to it.

        Raises:
            QueryTimeoutError: The deadline of one has passed.
        """
        ...

    def totals(self, requests: Sequence[SearchRequest]) -> Sequence[int]:
        """Return how many passages match each of some requests; an engine that is far away is asked once.

        What is asked of order, groups, pages and facets is passed over.

        Raises:
            QueryTimeoutError: The deadline of one has passed.
        """
        ...

    def select(self, request: SearchRequest) -> Iterator[int]:
        """Iterate over all passages that match a request, in reading order; none is ranked or counted.

        What is asked of order, groups, pages and facets is passed over. Matching is done before it returns.

        Raises:
            QueryTimeoutError: Matching takes longer than the request gives it.
        """
        ...

    def select_among(self, request: SearchRequest, numbers: Collection[int]) -> Sequence[int]:
        """Return those of some passages that match a request, in reading order.

        What is asked of order, groups, pages and facets is passed over.

        Raises:
            QueryTimeoutError: Matching takes longer than the request gives it.
        """
        ...

    def examine(self) -> None:
        """Read the whole snapshot, and raise an error if any of it is damaged.

        Raises:
            CorruptIndexError: A file is damaged, or does not fit the others.
        """
        ...

    def close(self) -> None:
        """Close the snapshot's files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """Options of a commit: what it may use of the machine, and how durable it must be."""

    #: How many processes to use at most; None for as many as the machine has cores.
    workers: int | None = None
    #: Whether to wait until the change is safe from a power cut.
    durable: bool = True


class WriteTransaction(Protocol):
    """A change under way, which holds the write lock: nobody else can commit until it is over."""

    @property
    def generation(self) -> int:
        """The number of the commit that `commit` will make: above that of every one there has been."""
        ...

    @property
    def resumed(self) -> int:
        """How many of the sources committed were there already, sent by a commit that was interrupted."""
        ...

    def snapshot(self) -> Snapshot:
        """Open the newest committed state."""
        ...

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Add and remove sources in one commit, all or nothing.

        Args:
            documents: The sources to add; one with the name of a source already there replaces it.
            remove: The names of the sources to remove, looked at when the documents have all been drawn.
            options: What the commit may use; None for all cores, and durable.

        Raises:
            IndexLockedError: The change is over, or belongs to the process that this one was forked from.
            IndexFolderError: The folder cannot be written to.
        """
        ...


class Engine(Protocol):
    """An index that can be read in snapshots and changed in commits."""

    def snapshot(self) -> Snapshot:
        """Open the newest committed state."""
        ...

    def transaction(self, *, timeout: float | None = None) -> AbstractContextManager[WriteTransaction]:
        """Hold the write lock within the `with` block, against every other thread and process.

        Args:
            timeout: How long to wait for another writer, in seconds; None for ten.

        Raises:
            IndexLockedError: Somebody else is writing all that time.
            IndexFolderError: The folder cannot be written to.
        """
        ...

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Commit a change that needs no look at the newest state first, as `WriteTransaction.commit` does.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        ...

    def find_damage(self) -> Sequence[Damage]:
        """Read every file of the newest state, and return those that are not as they were written."""
        ...

    def verify(self, documents: Iterable[SourceDocument]) -> Iterable[Damage]:
        """Compare the stored sources with rebuilt documents in both directions, and return the differences.

        Args:
            documents: The documents of all sources of the newest state, rebuilt from their stored fields.
        """
        ...

    def byte_size(self) -> int:
        """Return the size of the index's files, in bytes."""
        ...
