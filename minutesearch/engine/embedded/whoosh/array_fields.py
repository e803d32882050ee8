"""The fields of an index as arrays: all that our reader of Whoosh's kind knows of where they come from."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from whoosh.fields import Schema

from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["NOTHING", "ArrayFields", "KeyColumn", "Occurrences", "Scores", "TermPostings", "VectorTerm"]

#: float64: Whoosh scores in double precision, and ours are to equal its own.
Scores = npt.NDArray[np.float64]


class TermPostings(NamedTuple):
    """The documents that have a term."""

    #: int64, shape (n,), ascending: the documents.
    docs: Ints
    #: float64, shape (n,): how often each has the term.
    weights: Scores


#: The postings of a term that no document has.
NOTHING = TermPostings(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64))


class Occurrences(NamedTuple):
    """Every place where a term occurs, document by document."""

    #: int64, shape (docs + 1,): the offset of each document's positions.
    starts: Ints
    #: int64: the positions, ascending within a document.
    positions: Ints


class KeyColumn(NamedTuple):
    """The first value of a field by document, for sorting and grouping."""

    #: The distinct values as Whoosh's columns have them, bytes or numbers, in order; the default is among them.
    values: Sequence[object]
    #: int64, shape (size,): the index of each document's value.
    codes: Ints
    #: The index of the value that stands for none; None if every document has one.
    missing: int | None


class VectorTerm(NamedTuple):
    """A term in the vector of a document's field."""

    text: str
    weight: float
    #: Its positions in the document; empty if the field has none.
    positions: Sequence[int]
    #: What Whoosh's format of the vector encodes of it; None if that is to be made of the others.
    value: bytes | None = None


class ArrayFields(Protocol):
    """The fields of one committed state. Documents are numbered from 0 without gaps: none is a removed one."""

    @property
    def schema(self) -> Schema:
        """The schema of Whoosh's that describes the fields."""
        ...

    @property
    def size(self) -> int:
        """The number of documents."""
        ...

    @property
    def kept(self) -> dict[Hashable, Scores]:
        """Arrays that were made of the state and may be needed again, by what they are."""
        ...

    @property
    def generation(self) -> int:
        """The number of the commit that made the state."""
        ...

    def terms(self, field: str) -> Sequence[bytes]:
        """Return the terms of a field in order; empty for a field without any."""
        ...

    def postings(self, field: str, term: bytes) -> TermPostings:
        """Return the documents that have a term; none for one that is not there."""
        ...

    def occurrences(self, field: str, term: bytes) -> Occurrences | None:
        """Return where a term occurs, for the documents of `postings`; None for a field without positions."""
        ...

    def value(self, field: str, term: bytes, at: int) -> bytes:
        """Return the value that Whoosh's format of the field encodes for one of the documents of `postings`."""
        ...

    def having(self, field: str) -> Ints:
        """Return the documents that have any term of a field: int64, ascending."""
        ...

    def lengths(self, field: str) -> Ints | None:
        """Return how many words of a field each document has: int64, shape (size,); None if it has none."""
        ...

    def column(self, field: str) -> KeyColumn | None:
        """Return the column of a field; None for one that cannot be sorted by."""
        ...

    def within(self, field: str, low: int, high: int) -> Ints | None:
        """Return the documents with a number in a closed range, as Whoosh's sortable number; None if not known."""
        ...

    def stored(self, doc: int) -> Mapping[str, object]:
        """Return the stored fields of a document."""
        ...

    def vector(self, doc: int, field: str) -> Iterator[VectorTerm] | None:
        """Return the terms of a document's field in order; None if it has no vector."""
        ...
