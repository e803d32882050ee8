"""Whoosh's index reader over arrays: one reader for all segments, without any file, lock or pickle of Whoosh's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import Automata, FieldCursor
from whoosh.columns import Column, ColumnReader, EmptyColumnReader, TranslatingColumnReader
from whoosh.formats import Format
from whoosh.matching.mcore import ListMatcher, Matcher
from whoosh.reading import IndexReader, ReaderClosed, TermInfo, TermNotFound
from whoosh.scoring import BaseScorer
from whoosh.spelling import ReaderCorrector

from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields, KeyColumn, TermPostings, VectorTerm
from minutesearch.engine.embedded.whoosh.array_matchers import TermMatcher

__all__ = ["ArrayReader"]

_Term = tuple[str, bytes]


class ArrayReader(IndexReader):
    """Reader of one committed state; it never changes, and any number of threads may read it.

    Args:
        fields: The fields of the state.
    """

    def __init__(self, fields: ArrayFields) -> None:
        self.schema = fields.schema
        self.is_closed = False
        self._fields = fields

    @property
    def fields(self) -> ArrayFields:
        """The fields as arrays.

        Raises:
            ReaderClosed: The reader has been closed.
        """
        if self.is_closed:
            raise ReaderClosed
        return self._fields

    def close(self) -> None:
        """Close the reader.

        Raises:
            ReaderClosed: It has been closed already.
        """
        if self.is_closed:
            raise ReaderClosed("Reader already closed")
        self.is_closed = True

    def generation(self) -> int:
        """Return the number of the commit that made the state."""
        return self._fields.generation

    def __repr__(self) -> str:
        return f"<ArrayReader of {self._fields.size} documents, generation {self._fields.generation}>"

    # --- documents

    def doc_count_all(self) -> int:
        """Return the number of documents: none that has been removed is counted."""
        return self.fields.size

    def doc_count(self) -> int:
        """Return the number of documents."""
        return self.fields.size

    def has_deletions(self) -> bool:
        """Return False: removed documents have no number here."""
        return False

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002  # Whoosh asks
        """Return False: removed documents have no number here."""
        return False

    def all_doc_ids(self) -> Iterator[int]:
        """Return the numbers of all documents."""
        return iter(range(self.fields.size))

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """Return the stored fields of a document."""
        return dict(self.fields.stored(docnum))

    def all_stored_fields(self) -> Iterator[dict[str, object]]:
        """Yield the stored fields of every document."""
        return (self.stored_fields(docnum) for docnum in self.all_doc_ids())

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Return whether a document has a term vector for a field."""
        return fieldname in self.schema and self.fields.vector(docnum, fieldname) is not None

    def vector(self, docnum: int, fieldname: str, format_: Format | None = None) -> Matcher:
        """Return a matcher over the terms of a document's field, made of its text now.

        Raises:
            TermNotFound: There is no such field.
            KeyError: The document has no vector of it.
        """
        if fieldname not in self.schema:
            raise TermNotFound(f"No field {fieldname!r}")
        used: Any = format_ or self.schema[fieldname].vector or self.schema[fieldname].format
        found = self.fields.vector(docnum, fieldname)
        if found is None:
            raise KeyError(f"Document {docnum} has no vector of field {fieldname!r}")
        terms = list(found)
        values = [_encode(term, used) if term.value is None else term.value for term in terms]
        return ListMatcher(
            [term.text for term in terms], [term.weight for term in terms], values=values, format=used
        )

    # --- lengths

    def field_length(self, fieldname: str) -> int:
        """Return the number of words of a field in all documents."""
        fields = self.fields
        key = ("length", fieldname)
        if key not in fields.kept:
            lengths = fields.lengths(fieldname)
            fields.kept[key] = np.array([0 if lengths is None else lengths.sum()], dtype=np.float64)
        return int(fields.kept[key][0])

    def min_field_length(self, fieldname: str) -> int:
        """Return the lowest number of words of a field in any document."""
        lengths = self.fields.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the highest number of words of a field in any document."""
        lengths = self.fields.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the exact number of words of a field in a document; Whoosh's own lengths are one byte wide."""
        lengths = self.fields.lengths(fieldname)
        return default if lengths is None else int(lengths[docnum]) or default

    # --- terms

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return [name for name in sorted(self.schema.names()) if len(self.fields.terms(name))]

    def terms_of(self, fieldname: str) -> Sequence[bytes]:
        """Return the terms of a field in order.

        Raises:
            TermNotFound: There is no such field, or it has no terms.
        """
        if fieldname not in self.schema:
            raise TermNotFound(f"No field {fieldname!r}")
        if self.schema[fieldname].format is None:
            raise TermNotFound(f"Field {fieldname!r} is not indexed")
        return self.fields.terms(fieldname)

    def __contains__(self, term: tuple[str, str | bytes]) -> bool:
        fieldname, text = term
        return fieldname in self.schema and len(self._postings(fieldname, text).docs) > 0

    def cursor(self, fieldname: str) -> TermCursor:
        """Return a cursor at the first term of a field."""
        return TermCursor(self, fieldname)

    def all_terms(self) -> Iterator[_Term]:
        """Yield all terms of all fields, in order."""
        return ((name, term) for name in self.indexed_field_names() for term in self.fields.terms(name))

    def terms_from(self, fieldname: str, prefix: str | bytes) -> Iterator[_Term]:
        """Yield the terms of a field from a given one on."""
        terms = self.terms_of(fieldname)
        begin = prefix if isinstance(prefix, bytes) else self.schema[fieldname].to_bytes(prefix)
        return ((fieldname, term) for term in terms[bisect_left(terms, begin) :])

    def lexicon(self, fieldname: str) -> Iterator[bytes]:
        """Yield the terms of a field in order."""
        return iter(self.terms_of(fieldname))

    def field_terms(self, fieldname: str) -> Iterator[object]:
        """Yield the values of a field in order; of numbers, none of the terms of less precision."""
        field = self.schema[fieldname]
        # Whoosh 2.7.4 decodes those too, to nonsense.
        return (field.from_bytes(term) for term in field.sortable_terms(self, fieldname))

    def corrector(self, fieldname: str) -> ReaderCorrector:
        """Return what suggests words as printed, the most frequent first, also for a field by stem."""
        spelled = self.schema[fieldname].spelling_fieldname(fieldname)
        return ReaderCorrector(self, spelled, self.schema[spelled])

    def terms_within(self, fieldname: str, text: str, maxdist: int, prefix: int = 0) -> Iterable[str]:
        """Yield the terms of a field within an edit distance of a text, by Whoosh's own automaton."""
        if not text:
            # Of which the automaton knows nothing.
            return iter(())
        spelled = self.schema[fieldname].spelling_fieldname(fieldname)
        found: Iterable[str] = Automata().terms_within(self.cursor(spelled), text, maxdist, prefix)
        return found

    def term_info(self, fieldname: str, text: str | bytes) -> TermInfo:
        """Return the statistics of a term.

        Raises:
            TermNotFound: No document has it.
        """
        found = self._postings(fieldname, text)
        if not len(found.docs):
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        lengths = self.fields.lengths(fieldname)
        having = None if lengths is None else lengths[found.docs]
        return TermInfo(
            weight=float(found.weights.sum()),
            df=len(found.docs),
            minlength=1 if having is None else int(having.min()),
            maxlength=1 if having is None else int(having.max()),
            maxweight=float(found.weights.max()),
            minid=int(found.docs[0]),
            maxid=int(found.docs[-1]),
        )

    def frequency(self, fieldname: str, text: str | bytes) -> float:  # type: ignore[override]  # weights are floats
        """Return how often a term occurs."""
        return float(self._postings(fieldname, text).weights.sum())

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        """Return how many documents have a term."""
        return len(self._postings(fieldname, text).docs)

    def postings(self, fieldname: str, text: str | bytes, scorer: BaseScorer | None = None) -> Matcher:  # type: ignore[override]  # SegmentReader's takes a scorer too
        """Return a matcher over the documents that have a term.

        Raises:
            TermNotFound: No document has it.
        """
        found = self._postings(fieldname, text)
        if not len(found.docs):
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        fields = self.fields
        field: Any = self.schema[
            fieldname
        ]  # a format is declared to be missing, and every field with terms has one
        term = field.to_bytes(text)
        return TermMatcher(
            (fieldname, term),
            found,
            occurrences=lambda: fields.occurrences(fieldname, term),
            encode=lambda at: fields.value(fieldname, term, at),
            format_=field.format,
            scorer=scorer,
        )

    def _postings(self, fieldname: str, text: str | bytes) -> TermPostings:
        fields = self.fields
        if fieldname not in self.schema:
            raise TermNotFound(f"No field {fieldname!r}")
        return fields.postings(fieldname, self.schema[fieldname].to_bytes(text))

    # --- columns

    def has_column(self, fieldname: str) -> bool:
        """Return whether a field can be sorted by."""
        return fieldname in self.schema and self.fields.column(fieldname) is not None

    def column_reader(
        self,
        fieldname: str,
        column: Column | None = None,  # noqa: ARG002  # Whoosh's readers take one
        reverse: bool = False,
        translate: bool = True,
    ) -> ColumnReader:
        """Return a reader of the values of a field by document."""
        found = self.fields.column(fieldname)
        field = self.schema[fieldname]
        if found is None:
            if field.column_type is None:
                raise TermNotFound(f"No column for field {fieldname!r}")
            reader: ColumnReader = EmptyColumnReader(field.column_type.default_value(reverse), self.fields.size)
        else:
            reader = ArrayColumnReader(found)
            if reverse:
                reader.set_reverse()
        return TranslatingColumnReader(reader, field.from_column_value) if translate else reader


def _encode(term: VectorTerm, format_: Any) -> bytes:
    encoded: bytes = (
        format_.encode(list(term.positions)) if format_.supports("positions") else int(term.weight).to_bytes(4)
    )
    return encoded


class ArrayColumnReader(ColumnReader):
    """Reader of a column of values by document.

    Args:
        column: The column.
    """

    def __init__(self, column: KeyColumn) -> None:
        self._column = column
        self._codes = column.codes.tolist()
        self._is_reverse = False

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, docnum: int) -> object:
        return self._column.values[self._codes[docnum]]

    def sort_key(self, docnum: int) -> object:  # type: ignore[override]  # a number for numbers, as Whoosh's own
        """Return what a document is sorted by."""
        value = self[docnum]
        return -value if self._is_reverse and isinstance(value, int | float | np.number) else value

    def __iter__(self) -> Iterator[object]:
        return (self._column.values[code] for code in self._codes)

    def load(self) -> list[object]:
        """Return the values of all documents."""
        return list(self)

    def set_reverse(self) -> None:
        """Sort from the greatest down."""
        self._is_reverse = True


class TermCursor(FieldCursor):
    """A cursor over the terms of a field, as texts.

    Args:
        reader: The reader.
        fieldname: The field.
    """

    def __init__(self, reader: ArrayReader, fieldname: str) -> None:
        self._reader = reader
        self._field = fieldname
        self._terms = reader.terms_of(fieldname)
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term, and return it."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that does not come before a text, and return it; None after the last."""
        wanted = string.encode("utf-8", "surrogatepass") if isinstance(string, str) else string
        self._at = bisect_left(self._terms, wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term, and return it; None after the last."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term at the cursor; None after the last."""
        return self._reader.schema[self._field].from_bytes(self._terms[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo:
        """Return the statistics of the term at the cursor."""
        return self._reader.term_info(self._field, self._terms[self._at])

    def term(self) -> str | None:
        """Return the term at the cursor; None after the last."""
        return self.text()

    def is_valid(self) -> bool:
        """Return whether the cursor is at a term."""
        return self._at < len(self._terms)
