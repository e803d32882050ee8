"""The fields of our segments as arrays: words by area, keys by value; removed passages have no number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from itertools import accumulate, chain
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np
from whoosh.fields import NUMERIC, Schema
from whoosh.formats import Positions

from minutesearch.engine.contract import KEYWORD_FIELDS
from minutesearch.engine.embedded.segments.integrity import examine_segment
from minutesearch.engine.embedded.segments.keyword_values import LazyKeys, PassageKeys, iter_sources, iter_values
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.vocabulary import iter_vocabulary
from minutesearch.engine.embedded.storage.bitpacking import Ints, distinct, ends_of, joined
from minutesearch.engine.embedded.storage.cache import Cache
from minutesearch.engine.embedded.storage.string_table import decode, encode
from minutesearch.engine.embedded.whoosh.array_fields import (
    NOTHING,
    KeyColumn,
    Occurrences,
    Scores,
    TermPostings,
    VectorTerm,
)
from minutesearch.errors import CorruptIndexError

__all__ = ["AREA_STRIDE", "KeyLayout", "Layout", "SegmentFields", "Stored", "TextLayout"]

#: The positions of a field of several areas: those of each begin so far after those of the one before, more words
#: than a text can have, so that no phrase closes over the gap.
AREA_STRIDE = 1 << 23
#: How many bytes the postings of terms may take that are kept for the next query.
_ROOM = 64 << 20


class TextLayout(NamedTuple):
    """What a field of words is made of."""

    #: The text areas, as indices of TEXT_FIELDS, in the order of their positions.
    areas: tuple[int, ...]
    #: Whether its terms are forms as printed, not stems.
    is_exact: bool


class KeyLayout(NamedTuple):
    """What a field of whole values is made of."""

    #: The keyword field of the engine; None for the name of the source.
    keyword: str | None
    #: Makes the value that Whoosh has of the text that is stored.
    convert: Callable[[str], object] = str


Layout = Mapping[str, TextLayout | KeyLayout]
#: Returns the stored fields of a passage, by its number in the state and its values of each keyword field, which
#: are read as they are asked for.
Stored = Callable[[int, Mapping[str, tuple[str, ...]]], Mapping[str, object]]


class _Keys(NamedTuple):
    """The values of a field of keys."""

    #: The distinct values as stored, sorted.
    texts: list[str]
    #: int64: the documents of each value, one value after the other, and where each value's begin.
    docs: Ints
    starts: Ints


#: What is raised where the arrays of a doctored file do not fit together.
_UNEXPECTED = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
_Arguments = ParamSpec("_Arguments")
_Read = TypeVar("_Read")


def _blaming(method: Callable[_Arguments, _Read]) -> Callable[_Arguments, _Read]:
    """Have a method raise CorruptIndexError where it fails because of what the files hold.

    Checksums are verified as files are read, but whoever changes a file on purpose changes its checksum too. All
    files are examined only when something went wrong, so that nobody else pays for it.
    """

    @wraps(method)
    def read(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Read:
        try:
            return method(*arguments, **named)
        except _UNEXPECTED as error:
            fields = arguments[0]
            if isinstance(fields, SegmentFields):
                for segment in fields._segments:
                    try:
                        examine_segment(segment)
                    except CorruptIndexError as damage:
                        raise damage from error
            raise

    return read


class SegmentFields:
    """The fields of one committed state of an index.

    Args:
        segments: The segments of the state.
        schema: The schema that describes the fields.
        layout: What each field with terms is made of.
        stored: Returns the stored fields of a passage, by its number in the state and its keys.
        generation: The number of the commit that made the state.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        *,
        schema: Schema,
        layout: Layout,
        stored: Stored,
        generation: int,
    ) -> None:
        self.schema = schema
        self.generation = generation
        self.kept: dict[Hashable, Scores] = {}
        self.size = sum(segment.live_count for segment in segments)
        self._segments = tuple(segments)
        self._layout = layout
        self._stored = stored
        self._vocabularies: dict[str, list[bytes]] = {}
        self._lengths: dict[str, Ints] = {}
        self._columns: dict[str, KeyColumn] = {}
        self._keys: dict[str | None, _Keys] = {}
        self._numbers: dict[str, dict[bytes, list[int]]] = {}
        self._postings: Cache[TermPostings] = Cache(_ROOM, lambda found: 16 * len(found.docs) + 200)

    # --- documents

    @cached_property
    def _bases(self) -> list[int]:
        """The first document of each segment."""
        bases: list[int] = ends_of(np.array([each.live_count for each in self._segments], dtype=np.int64)).tolist()
        return bases

    @cached_property
    def _renumbered(self) -> list[Ints]:
        """The document of each passage of each segment; of a removed one, that of the next that is there."""
        found = []
        for segment, base in zip(self._segments, self._bases, strict=False):
            live = np.ones(segment.size, dtype=np.int64) if segment.live is None else segment.live.astype(np.int64)
            found.append(ends_of(live)[:-1] + base)
        return found

    @cached_property
    def _passages(self) -> Ints:
        """The number in the state of each document's passage: int64, shape (size,)."""
        first = 0
        parts = []
        for segment in self._segments:
            parts.append(segment.everything() + first)
            first += segment.size
        return joined(parts, np.int64)

    def _documents(self, at: int, passages: np.ndarray[tuple[int], np.dtype[np.integer]]) -> Ints:
        if self._segments[at].live is None:
            return passages.astype(np.int64) + self._bases[at]
        numbers: Ints = self._renumbered[at][passages]
        return numbers

    @_blaming
    def stored(self, doc: int) -> Mapping[str, object]:
        """Return the stored fields of a document."""
        if not 0 <= doc < self.size:
            raise IndexError(f"there is no document {doc}")
        number = int(self._passages[doc])
        at = bisect_right(self._firsts, number) - 1
        keys = LazyKeys(self._segments[at], self._readers[at], number - self._firsts[at])
        return self._stored(number, keys)

    @cached_property
    def _firsts(self) -> list[int]:
        """The number in the state of each segment's first passage."""
        return list(accumulate((segment.size for segment in self._segments), initial=0))[:-1]

    @cached_property
    def _readers(self) -> list[dict[str, PassageKeys]]:
        """The readers of the keys of single passages, by keyword field, of each segment."""
        return [
            {
                keyword: PassageKeys(segment, keyword)
                for keyword in KEYWORD_FIELDS
                if keyword != "id" and segment.doc_values[keyword].values is not None
            }
            for segment in self._segments
        ]

    @_blaming
    def vector(self, doc: int, field: str) -> Iterator[VectorTerm] | None:
        """Return the terms of a document's field in order; None for a field of keys, or without text."""
        if not isinstance(self._layout.get(field), TextLayout):
            return None
        text = self.stored(doc).get(field)
        if not isinstance(text, str) or not text:
            return None
        places: dict[str, list[int]] = {}
        for token in self.schema[field].tokenize(text, positions=True, mode="index"):
            places.setdefault(token.text, []).append(token.pos)
        return (VectorTerm(word, float(len(places[word])), places[word]) for word in sorted(places))

    # --- terms

    @_blaming
    def terms(self, field: str) -> Sequence[bytes]:
        """Return the terms of a field in order; empty for a field without any."""
        if field not in self._vocabularies:
            layout = self._layout.get(field)
            if isinstance(layout, TextLayout):
                areas, is_exact = layout
                words = (iter_vocabulary(segment, areas, exact=is_exact) for segment in self._segments)
                found = sorted(set(chain.from_iterable(words)))
                # Whoosh reads them as texts, and a doctored file may have others.
                decode(b"\0".join(found))
                self._vocabularies[field] = found
            elif layout is None:
                self._vocabularies[field] = []
            elif isinstance(self.schema[field], NUMERIC):
                self._vocabularies[field] = sorted(self._number_terms(field))
            else:
                self._vocabularies[field] = [encode(text) for text in self._keys_of(layout.keyword).texts]
        return self._vocabularies[field]

    @_blaming
    def postings(self, field: str, term: bytes) -> TermPostings:
        """Return the documents that have a term; none for one that is not there."""
        return self._postings.get((field, term), lambda: self._read_postings(field, term))

    def _read_postings(self, field: str, term: bytes) -> TermPostings:
        layout = self._layout.get(field)
        if layout is None:
            return NOTHING
        if isinstance(layout, KeyLayout):
            return self._key_postings(field, layout, term)
        parts = [
            part
            for at, segment in enumerate(self._segments)
            for part in self._read_words(at, segment, layout, term)
        ]
        if not parts:
            return NOTHING
        docs, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
        if len(layout.areas) > 1 and len(docs):
            # A document may have the word in several areas.
            order = np.argsort(docs, kind="stable")
            docs, weights = docs[order], weights[order]
            firsts = np.flatnonzero(np.diff(docs, prepend=-1))
            docs, weights = docs[firsts], np.add.reduceat(weights, firsts)
        return TermPostings(docs, weights)

    def _read_words(
        self, at: int, segment: Segment, layout: TextLayout, term: bytes
    ) -> Iterator[tuple[Ints, Scores]]:
        text = _text(term)
        if text is None:
            return
        for reference in segment.posting_lists(text, exact=layout.is_exact, fields=layout.areas):
            passages, counts = segment.postings.passages_with(reference)
            weights = np.ones(len(passages)) if counts is None else counts.astype(np.float64)
            yield self._documents(at, passages), weights

    @_blaming
    def occurrences(self, field: str, term: bytes) -> Occurrences | None:
        """Return where a term occurs, for the documents of `postings`; None for a field of keys."""
        layout = self._layout.get(field)
        text = _text(term)
        if not isinstance(layout, TextLayout) or text is None:
            return None
        docs, places = [], []
        for at, segment in enumerate(self._segments):
            for reference in segment.posting_lists(text, exact=layout.is_exact, fields=layout.areas):
                found = segment.postings.open(reference)
                passages, positions = found.spread(found.passages), found.places.astype(np.int64)
                if segment.live is not None:
                    kept = segment.live[passages]
                    passages, positions = passages[kept], positions[kept]
                docs.append(self._documents(at, passages))
                places.append(positions + layout.areas.index(reference.field) * AREA_STRIDE)
        owners, positions = joined(docs, np.int64), joined(places, np.int64)
        if len(layout.areas) > 1:
            positions = positions[np.lexsort((positions, owners))]
        # A weight is the number of a document's occurrences.
        starts = ends_of(self.postings(field, term).weights.astype(np.int64))
        if int(starts[-1]) != len(positions):
            raise ValueError(f"{field}:{text!r} has other occurrences than documents")
        return Occurrences(starts, positions)

    @_blaming
    def value(self, field: str, term: bytes, at: int) -> bytes:
        """Return the value that Whoosh's format of the field encodes for one of the documents of `postings`."""
        found = self.occurrences(field, term)
        if found is None:
            return b""
        encoded: bytes = Positions().encode(found.positions[found.starts[at] : found.starts[at + 1]].tolist())
        return encoded

    @_blaming
    def having(self, field: str) -> Ints:
        """Return the documents that have any term of a field: int64, ascending."""
        layout = self._layout.get(field)
        if layout is None:
            return NOTHING.docs
        if isinstance(layout, KeyLayout):
            return distinct(self._keys_of(layout.keyword).docs)
        return np.flatnonzero(self._length_array(layout))

    # --- lengths

    @_blaming
    def lengths(self, field: str) -> Ints | None:
        """Return how many words of a field each document has: int64, shape (size,); None for one of keys."""
        layout = self._layout.get(field)
        if not isinstance(layout, TextLayout):
            return None
        if field not in self._lengths:
            self._lengths[field] = self._length_array(layout)
        return self._lengths[field]

    def _length_array(self, layout: TextLayout) -> Ints:
        total = np.zeros(self.size, dtype=np.int64)
        for segment, base in zip(self._segments, self._bases, strict=False):
            for area in layout.areas:
                lengths = segment.lengths(area)
                if lengths is not None:
                    kept = lengths if segment.live is None else lengths[segment.live]
                    total[base : base + segment.live_count] += kept.astype(np.int64)
        return total

    # --- keys

    def _keys_of(self, keyword: str | None) -> _Keys:
        if keyword not in self._keys:
            texts: list[str] = []
            docs: list[Ints] = []
            for at, segment in enumerate(self._segments):
                for text, passages in iter_sources(segment) if keyword is None else iter_values(segment, keyword):
                    texts.append(text)
                    docs.append(self._documents(at, passages))
            order = sorted(range(len(texts)), key=lambda place: (encode(texts[place]), place))
            distinct_texts: list[str] = []
            counts: list[int] = []
            for place in order:
                if not distinct_texts or distinct_texts[-1] != texts[place]:
                    distinct_texts.append(texts[place])
                    counts.append(0)
                counts[-1] += len(docs[place])
            flat = joined([docs[place] for place in order], np.int64)
            self._keys[keyword] = _Keys(distinct_texts, flat, ends_of(np.array(counts, dtype=np.int64)))
        return self._keys[keyword]

    def _key_postings(self, field: str, layout: KeyLayout, term: bytes) -> TermPostings:
        keys = self._keys_of(layout.keyword)
        if isinstance(self.schema[field], NUMERIC):
            places = self._number_terms(field).get(term, [])
        else:
            text = _text(term)
            place = _bisect(keys.texts, text) if text is not None else None
            places = [] if place is None else [place]
        parts = [keys.docs[keys.starts[place] : keys.starts[place + 1]] for place in places]
        docs = distinct(joined(parts, np.int64)) if len(parts) > 1 else joined(parts, np.int64)
        return TermPostings(docs, np.ones(len(docs)))

    def _number_terms(self, field: str) -> dict[bytes, list[int]]:
        """Return the terms of a field of numbers, those of less precision too, each with its values' places."""
        if field not in self._numbers:
            layout = self._layout[field]
            found: dict[bytes, list[int]] = {}
            if isinstance(layout, KeyLayout):
                for place, text in enumerate(self._keys_of(layout.keyword).texts):
                    value = _converted(layout, text)
                    if value is not None:
                        for term, *_ in self.schema[field].index(value):
                            found.setdefault(term, []).append(place)
            self._numbers[field] = found
        return self._numbers[field]

    @_blaming
    def column(self, field: str) -> KeyColumn | None:
        """Return the column of a field of keys; None for a field of words."""
        layout = self._layout.get(field)
        if not isinstance(layout, KeyLayout) or self.schema[field].column_type is None:
            return None
        if field not in self._columns:
            self._columns[field] = self._make_column(field, layout)
        return self._columns[field]

    def _make_column(self, field: str, layout: KeyLayout) -> KeyColumn:
        keys = self._keys_of(layout.keyword)
        kind: Any = self.schema[field]  # its column is declared to be missing
        default = kind.column_type.default_value()
        converted = [_converted(layout, text) for text in keys.texts]
        raw = [default if value is None else kind.to_column_value(value) for value in converted]
        values = sorted({*raw, default})
        places = {value: place for place, value in enumerate(values)}
        codes = np.full(self.size, places[default], dtype=np.int64)
        numbers = np.repeat(np.array([places[each] for each in raw], dtype=np.int64), np.diff(keys.starts))
        # Of several values a document has the first in order, so the last is written first.
        codes[keys.docs[::-1]] = numbers[::-1]
        return KeyColumn(values, codes, places[default])

    @_blaming
    def within(self, field: str, low: int, high: int) -> Ints | None:
        """Return the documents with a number in a closed range, as Whoosh's sortable number; None if not known."""
        column = self.column(field)
        if column is None or not isinstance(self.schema[field], NUMERIC):
            return None
        first = bisect_left(column.values, max(low, 0))  # type: ignore[type-var]  # numbers, in order
        last = bisect_right(column.values, high)  # type: ignore[type-var]  # as above
        if column.missing is not None and first <= column.missing < last:
            # Numbers that stand for none are the highest, or the lowest.
            within = (column.codes >= first) & (column.codes < last) & (column.codes != column.missing)
        else:
            within = (column.codes >= first) & (column.codes < last)
        return np.flatnonzero(within)


def _converted(layout: KeyLayout, text: str) -> object | None:
    """Return the value of a stored text; None for a text that is none, as a doctored index may have it."""
    try:
        return layout.convert(text)
    except ValueError:
        return None


def _text(term: bytes) -> str | None:
    try:
        return decode(term)
    except UnicodeDecodeError:
        return None


def _bisect(texts: Sequence[str], text: str) -> int | None:
    wanted = encode(text)
    low, high = 0, len(texts)
    while low < high:
        middle = (low + high) // 2
        if encode(texts[middle]) < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(texts) and texts[low] == text else None
