"""Whoosh's codec for our segments, by which its own readers, searchers and queries work on them, slowly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
from whoosh.codec import base
from whoosh.formats import Format, Positions
from whoosh.matching.mcore import ListMatcher, Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import exact_field, text_fields_of
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of
from minutesearch.engine.embedded.storage.string_table import decode, encode
from minutesearch.engine.embedded.terms.term_builder import UNITED

__all__ = ["FIELDS", "ArrayCodec", "SegmentHandle"]

#: The Whoosh fields of words: for each text field one of stems, and one of forms as printed.
_WORD_FIELDS = tuple(name for field in TEXT_FIELDS for name in (field, exact_field(field)))
#: All Whoosh fields that have terms, in order.
FIELDS = tuple(sorted((*_WORD_FIELDS, *KEYWORD_FIELDS, "source")))

_AT_ONCE = 4_000_000
_Term = tuple[str, bytes]


class SegmentHandle(base.Segment):
    """A segment as Whoosh knows it.

    Args:
        segment: The segment.
    """

    def __init__(self, segment: Segment) -> None:
        self.arrays = segment
        self.indexname = "minutesearch"
        self.segid = segment.file.path.stem
        self.compound = False

    def codec(self) -> ArrayCodec:
        """Return the codec that reads the segment."""
        return ArrayCodec()  # type: ignore[abstract]  # nothing that writes

    def doc_count_all(self) -> int:
        """Return the number of passages, removed ones included."""
        return self.arrays.size

    def deleted_count(self) -> int:
        """Return the number of removed passages."""
        return self.arrays.size - self.arrays.live_count


class ArrayCodec(base.Codec):
    """Codec that reads our segments; Whoosh never writes them."""

    def per_document_reader(self, _: object, segment: SegmentHandle) -> PassageReader:
        """Return the reader of a segment's passages."""
        return PassageReader(segment.arrays)

    def terms_reader(self, _: object, segment: SegmentHandle) -> WordReader:
        """Return the reader of a segment's terms."""
        return WordReader(segment.arrays)


class PassageReader(base.PerDocumentReader):
    """Whoosh's reader of the passages of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of live passages."""
        return self._segment.live_count

    def doc_count_all(self) -> int:
        """Return the number of passages, removed ones included."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Return whether any passage has been removed."""
        return self._segment.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a passage has been removed."""
        return self._segment.live is not None and not self._segment.live[docnum]

    def deleted_docs(self) -> list[int]:
        """Return the removed passages, ascending."""
        live = self._segment.live
        removed: list[int] = [] if live is None else np.flatnonzero(~live).tolist()
        return removed

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the exact number of words of a field in a passage; Whoosh's own lengths are one byte wide."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return the number of words of a field in all live passages."""
        found = text_fields_of(fieldname)
        return 0 if found is None else self._segment.totals(found[0][0]).words

    def min_field_length(self, fieldname: str) -> int:
        """Return the lowest number of words of a field in any passage."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the highest number of words of a field in any passage."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return the name of a passage's source, and the passage's record."""
        segment = self._segment
        return {
            "source": decode(segment.source_names[segment.source_of(docnum)]),
            "record": decode(segment.passage_records.record(docnum)),
        }

    def _lengths(self, fieldname: str) -> npt.NDArray[np.unsignedinteger] | None:
        found = text_fields_of(fieldname)
        return None if found is None else self._segment.lengths(found[0][0])


class WordReader(base.TermsReader):
    """Whoosh's reader of the terms of a segment; the terms of a field are listed when first asked for."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._vocabularies: dict[str, list[bytes]] = {}

    def vocabulary(self, fieldname: str) -> list[bytes]:
        """Return the terms of a field that any live passage has, sorted."""
        if fieldname not in self._vocabularies:
            self._vocabularies[fieldname] = sorted(self._iter_vocabulary(fieldname))
        return self._vocabularies[fieldname]

    def _iter_vocabulary(self, fieldname: str) -> set[bytes]:
        segment = self._segment
        if fieldname == "source":
            return {segment.source_names[source] for source in segment.live_sources()}
        if fieldname in KEYWORD_FIELDS:
            column = segment.doc_values[fieldname].column
            counts = column.tally(column.codes[segment.everything()])
            return {column.values[code] for code in np.flatnonzero(counts).tolist()}
        found = text_fields_of(fieldname)
        if found is None:
            return set()
        (field,), is_exact = found
        numbers = self._used_words[is_exact][field]
        table = segment.forms if is_exact else segment.stems
        united = UNITED.encode()
        return {part for number in np.flatnonzero(numbers).tolist() for part in table[number].split(united)}

    @cached_property
    def _used_words(self) -> tuple[Ints, Ints]:
        """Which stems, and which forms, any live passage has in each text field: 0 or 1, (fields, words)."""
        segment = self._segment
        stems = np.zeros((len(TEXT_FIELDS), len(segment.stems)), dtype=np.int64)
        forms = np.zeros((len(TEXT_FIELDS), len(segment.forms)), dtype=np.int64)
        firsts = segment.stem_forms.astype(np.int64)
        for first, last in segment.postings.iter_stem_ranges(_AT_ONCE):
            occurrences = segment.postings.occurrences(first, last)
            kept = slice(None) if segment.live is None else segment.live[occurrences.passages]
            stems[occurrences.fields[kept], occurrences.stems[kept]] = 1
            forms[occurrences.fields[kept], (firsts[occurrences.stems] + occurrences.forms)[kept]] = 1
        return stems, forms

    def __contains__(self, term: _Term) -> bool:
        field, text = term
        terms = self.vocabulary(field)
        place = bisect_left(terms, text)
        return place < len(terms) and terms[place] == text

    def cursor(self, fieldname: str, _: object) -> WordCursor:
        """Return a cursor at the first term of a field."""
        return WordCursor(self.vocabulary(fieldname))

    def terms(self) -> Iterator[_Term]:
        """Yield all terms of all fields, in order."""
        return ((field, text) for field in FIELDS for text in self.vocabulary(field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[_Term]:
        """Yield the terms of a field from a given text on."""
        terms = self.vocabulary(fieldname)
        return ((fieldname, text) for text in terms[bisect_left(terms, prefix) :])

    def items(self) -> Iterator[tuple[_Term, TermInfo]]:
        """Yield all terms with their statistics, in order."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[_Term, TermInfo]]:
        """Yield the terms of a field from a given text on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term.

        Raises:
            KeyError: No passage has the term.
        """
        passages, weights = self._postings(fieldname, text)
        if not len(passages):
            raise KeyError((fieldname, text))
        return TermInfo(
            weight=float(weights.sum()),
            df=len(passages),
            minlength=1,
            maxlength=2**31,
            maxweight=float(weights.max()),
            minid=int(passages[0]),
            maxid=int(passages[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term occurs."""
        return float(self._postings(fieldname, text)[1].sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the document frequency of a term: how many passages have it."""
        return len(self._postings(fieldname, text)[0])

    def indexed_field_names(self) -> tuple[str, ...]:
        """Return the names of the fields that have terms."""
        return FIELDS

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None) -> Matcher:
        """Return a matcher over the passages that have a term.

        Raises:
            TermNotFound: No passage has the term.
        """
        passages, weights = self._postings(fieldname, text)
        if not len(passages):
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        values = self._values(fieldname, text, passages) if fieldname in _WORD_FIELDS else None
        return ListMatcher(
            passages.tolist(),
            weights.astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _postings(self, fieldname: str, text: bytes) -> tuple[Ints, Ints]:
        segment = self._segment
        if fieldname == "source":
            place = segment.source_names.find(text)
            passages = np.empty(0, dtype=np.int64)
            if place is not None and place not in segment.dead:
                passages = np.arange(int(segment.source_first[place]), int(segment.source_first[place + 1]))
            return passages, np.ones(len(passages), dtype=np.int64)
        if fieldname in KEYWORD_FIELDS:
            passages = segment.only_live(segment.doc_values[fieldname].passages_of(decode(text)))
            return passages, np.ones(len(passages), dtype=np.int64)
        found = text_fields_of(fieldname)
        lists = segment.posting_lists(decode(text), exact=found[1], fields=found[0]) if found else []
        if not lists:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        having, counts = segment.postings.passages_with(lists[0])
        passages = having.astype(np.int64)
        return passages, np.ones(len(passages), dtype=np.int64) if counts is None else counts.astype(np.int64)

    def _values(self, fieldname: str, text: bytes, passages: Ints) -> list[bytes]:
        found_in = text_fields_of(fieldname)
        if found_in is None:
            return []
        (word,) = self._segment.posting_lists(decode(text), exact=found_in[1], fields=found_in[0])
        found = self._segment.postings.open(word).only(passages, size=self._segment.size)
        encode_positions = Positions().encode
        starts = firsts_of(found.spread(found.passages)).tolist()
        listed = found.places.tolist()
        ends = [*starts[1:], len(listed)]
        return [encode_positions(listed[start:end]) for start, end in zip(starts, ends, strict=True)]


class WordCursor(base.FieldCursor):
    """A cursor over the terms of a field."""

    def __init__(self, terms: list[bytes]) -> None:
        self._terms = terms
        self._place = 0

    def first(self) -> str | None:
        """Move to the first term, and return it."""
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Move to the first term that does not come before a text, and return it; None after the last."""
        self._place = bisect_left(self._terms, encode(term) if isinstance(term, str) else term)
        return self.text()

    def next(self) -> str | None:
        """Move to the next term, and return it; None after the last."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term at the cursor; None after the last."""
        return decode(self._terms[self._place]) if self._place < len(self._terms) else None

    def is_valid(self) -> bool:
        """Return whether the cursor is at a term."""
        return self._place < len(self._terms)
