"""Protocols: an engine, its snapshots and its commits, as everything above them knows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from minutesearch.engine.contract.documents import SourceDocument, StoredPassage, StoredSource
from minutesearch.engine.contract.requests import SearchRequest, SearchResponse

__all__ = ["Damage", "Engine", "Snapshot", "WriteOptions", "WriteTransaction"]


class Damage(NamedTuple):
    """What is wrong with an index."""

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
    def passage_count(self) -> int:
        """How many passages there are; they are numbered, with gaps, in no promised order."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Gives the record of each source by its name, in the order of the names."""
        ...

    def passage_counts(self) -> Mapping[str, int]:
        """Return how many passages each source has, by its name, in the order of the names."""
        ...

    def source(self, name: str) -> StoredSource:
        """Gives all that is kept of a source.

        Raises:
            KeyError: There is none of that name.
        """
        ...

    def passage(self, number: int) -> StoredPassage:
        """Gives what is kept of a passage."""
        ...

    def passages_with(self, field: str, value: str) -> Sequence[int]:
        """Return the passages with a value of a keyword field, in reading order; empty if there are none."""
        ...

    def item_of(self, number: int) -> Sequence[int]:
        """Gives all passages of the item that a passage belongs to, in reading order."""
        ...

    def values(self, field: str) -> Mapping[str, int]:
        """Gives every value of a field with the number of passages that have it, in the order of the values."""
        ...

    def words(self, prefix: str = "") -> Sequence[str]:
        """Gives the distinct words, as printed but in lower case, that begin with a prefix, in order."""
        ...

    def has_word(self, stem: str) -> bool:
        """Says whether any passage has a word with this stem in any field."""
        ...

    def search(self, request: SearchRequest) -> SearchResponse:
        """Return the response to a request.

        Raises:
            QueryTimeoutError: It takes longer than the request gives it.
        """
        ...

    def examine(self) -> None:
        """Reads everything, to find out why reading something went wrong.

        Raises:
            CorruptIndexError: A file of it does not fit together; nothing if all is well.
        """
        ...

    def close(self) -> None:
        """Lets go of the files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """What a commit may use of the machine, and how sure it has to be."""

    #: How many processes to use at most; None for as many as the machine has cores.
    workers: int | None = None
    #: Whether to wait until the change is safe from a power cut.
    durable: bool = True


class WriteTransaction(Protocol):
    """A change under way: nobody else can commit, so what is planned on the newest state is true of it."""

    def snapshot(self) -> Snapshot:
        """Opens the newest committed state."""
        ...

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Puts sources in and takes sources out, all or nothing.

        Args:
            documents: The sources to put in; one with the name of a source already there replaces it.
            remove: The names of the sources to take out.
            options: How to go about it; None for all cores, and safe.

        Raises:
            IndexLockedError: The change is over, or that of the process that this one was forked from.
            IndexFolderError: The folder cannot be written to.
        """
        ...


class Engine(Protocol):
    """An index that can be read in snapshots and changed in commits."""

    def snapshot(self) -> Snapshot:
        """Opens the newest committed state."""
        ...

    def transaction(self, *, timeout: float | None = None) -> AbstractContextManager[WriteTransaction]:
        """Keeps other writers out while a change is planned and committed, whatever process they are in.

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
        """Commits a change that needs no plan, as in `WriteTransaction.commit`.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        ...

    def find_damage(self) -> Sequence[Damage]:
        """Reads every file of the newest state and says what is not what was written."""
        ...

    def verify(self, documents: Iterable[SourceDocument]) -> Iterable[Damage]:
        """Makes sources again and says where they differ from what is stored, in either direction.

        Args:
            documents: What the sources of the newest state should be.
        """
        ...

    def byte_size(self) -> int:
        """Gives the size of the index's files, in bytes."""
        ...
