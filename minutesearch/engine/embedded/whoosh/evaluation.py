"""Evaluation of Whoosh's query trees on arrays: which documents match, and the scores that Whoosh would give them.

What is known here (terms, AND, OR, NOT, phrases, prefixes and other groups of terms, ranges) is computed by
arrays, all documents at once; any other node, as spans and nested ones, by Whoosh's own matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from whoosh.fields import DATETIME, NUMERIC
from whoosh.query.compound import And, AndMaybe, AndNot, CompoundQuery, DisjunctionMax, Or, Otherwise, Require
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.ranges import DateRange, NumericRange, TermRange
from whoosh.query.terms import FuzzyTerm, PatternQuery, Prefix, Regex, Term, Variations, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not
from whoosh.reading import TermNotFound
from whoosh.scoring import WeightingModel
from whoosh.searching import Searcher

from minutesearch.engine.embedded.storage.bitpacking import Ints, distinct
from minutesearch.engine.embedded.whoosh.array_fields import NOTHING, ArrayFields, Scores, TermPostings
from minutesearch.engine.embedded.whoosh.weightings import score_postings

__all__ = ["Evaluation", "Found", "is_known"]

_Query = Query


class Found(NamedTuple):
    """The documents that match a query."""

    #: int64, ascending.
    docs: Ints
    #: float64: the score of each.
    scores: Scores


_NONE = Found(NOTHING.docs, NOTHING.weights)


class Evaluation:
    """One evaluation of a query.

    Args:
        searcher: The searcher that is asked.
        fields: The fields that it searches.
        weighting: The model that scores; None where scores do not count.
    """

    def __init__(self, searcher: Searcher, fields: ArrayFields, weighting: WeightingModel | None) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()
        self._fields = fields
        self._weighting = weighting

    def evaluate(self, query: _Query) -> Found:
        """Return the documents that match a query."""
        # A subclass may do anything, so the very classes are asked for.
        known = _KNOWN.get(type(query))
        return self._collect(query) if known is None else known(self, query)

    def _unscored(self) -> Evaluation:
        return Evaluation(self._searcher, self._fields, None)

    def _collect(self, query: _Query) -> Found:
        """Return what Whoosh's own matcher of a node finds."""
        context = self._searcher.context(weighting=self._weighting)
        try:
            matcher = query.matcher(self._searcher, context)
        except TermNotFound:
            return _NONE
        docs: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            if self._weighting is not None:
                scores.append(float(matcher.score()))
            matcher.next()
        found = np.array(docs, dtype=np.int64)
        return Found(found, np.array(scores) if self._weighting is not None else np.zeros(len(found)))

    # --- leaves

    def _bytes(self, fieldname: str, text: object) -> bytes | None:
        """Return the term that a field makes of a text; None if it cannot be one, or there is no such field."""
        if fieldname not in self._searcher.schema:
            return None
        try:
            made: bytes = self._searcher.schema[fieldname].to_bytes(text)
        except ValueError:
            return None
        return made

    def _term(self, query: Term) -> Found:
        text = self._bytes(query.fieldname, query.text)
        return _NONE if text is None else self._postings(query.fieldname, text, query.boost)

    def _postings(self, fieldname: str, text: bytes, boost: float) -> Found:
        found = self._fields.postings(fieldname, text)
        if self._weighting is None or not len(found.docs):
            return Found(found.docs, np.zeros(len(found.docs)))
        scores = score_postings(self._searcher, self._weighting, (fieldname, text), found)
        return Found(found.docs, scores if boost == 1.0 else scores * boost)

    def _every(self, query: Every) -> Found:
        docs = np.arange(self._fields.size) if query.fieldname is None else self._fields.having(query.fieldname)
        # A weight of 0 is none to Whoosh, and stands for 1.
        return Found(docs, np.full(len(docs), query.boost or 1.0))

    def _nothing(self, _: _Query) -> Found:
        return _NONE

    def _multi(self, query: PatternQuery) -> Found:
        """Return what a prefix, a pattern, a fuzzy term or a range of terms finds."""
        fieldname = query.fieldname
        if fieldname not in self._searcher.schema:
            return _NONE
        if _is_everything(query):
            return self._every(Every(fieldname, boost=query.boost))
        # Some nodes give texts, others bytes.
        texts = [
            made
            for text in query._btexts(self._reader)
            if text and (made := self._bytes(fieldname, text)) is not None
        ]
        if not texts:
            return _NONE
        if len(texts) == 1 or self._weighting is None or self._is_scored(query, len(texts)):
            return self._union([self._postings(fieldname, text, query.boost) for text in texts])
        docs = _union_docs([self._fields.postings(fieldname, text) for text in texts], self._fields.size)
        return Found(docs, np.ones(len(docs)))

    def _is_scored(self, query: PatternQuery, count: int) -> bool:
        """Return whether Whoosh scores each term of a group: it depends on their number and on the index."""
        is_added_up = count < Or.TOO_MANY_CLAUSES and (count == 2 or self._fields.size > _LARGE)
        return not query.constantscore or is_added_up

    def _number_range(self, query: NumericRange) -> Found:
        if not query.constantscore or query.fieldname not in self._searcher.schema:
            return self._collect(query)
        bounds = _sortable_bounds(query, self._searcher.schema[query.fieldname])
        docs = None if bounds is None else self._fields.within(query.fieldname, *bounds)
        if docs is None:
            return self.evaluate(query._compile_query(self._reader))
        return Found(docs, np.full(len(docs), query.boost or 1.0))

    def _phrase(self, query: Phrase) -> Found:
        fieldname = query.fieldname
        if fieldname not in self._searcher.schema:
            return _NONE
        field = self._searcher.schema[fieldname]
        has_positions = field.format and field.format.supports("positions")
        if query.slop != 1 or len(query.words) < 2 or not has_positions:
            return self._collect(query)
        words = [self._bytes(fieldname, word) for word in query.words]
        texts = [word for word in words if word is not None]
        if len(texts) < len(words) or not all(len(self._fields.postings(fieldname, each).docs) for each in texts):
            return _NONE
        docs = self._in_a_row(fieldname, texts)
        if docs is None:
            return self._collect(query)
        if self._weighting is None:
            return Found(docs, np.zeros(len(docs)))
        parts = [self._postings(fieldname, text, 1.0) for text in texts]
        total = sum((part.scores[np.searchsorted(part.docs, docs)] for part in parts), start=np.zeros(len(docs)))
        return Found(docs, total if query.boost == 1.0 else total * query.boost)

    def _in_a_row(self, fieldname: str, texts: Sequence[bytes]) -> Ints | None:
        """Return the documents with words in a row; None if the field does not say where they are."""
        having = reduce(_shared, sorted((self._fields.postings(fieldname, each).docs for each in texts), key=len))
        is_wanted = np.zeros(self._fields.size, dtype=bool)
        is_wanted[having] = True
        places: Ints | None = None
        for at, text in enumerate(texts):
            found = self._fields.occurrences(fieldname, text)
            if found is None:
                return None
            docs = self._fields.postings(fieldname, text).docs
            owners = np.repeat(docs, np.diff(found.starts))
            positions = found.positions
            if len(having) < len(docs):
                kept = is_wanted[owners]
                owners, positions = owners[kept], positions[kept]
            moved = (owners << _POSITION_BITS) + positions + (len(texts) - at)
            places = moved if places is None else _shared(places, moved)
        return NOTHING.docs if places is None else distinct(places >> _POSITION_BITS)

    # --- combinations

    def _parts(self, query: CompoundQuery) -> list[Found]:
        return [self.evaluate(part) for part in query.subqueries]

    def _boosted(self, query: CompoundQuery, found: Found) -> Found:
        # Of a combination of one, Whoosh passes the boost over.
        if query.boost == 1.0 or len(query.subqueries) < 2:
            return found
        return Found(found.docs, found.scores * query.boost)

    def _and(self, query: And) -> Found:
        parts = sorted(self._parts(query), key=lambda part: len(part.docs))
        return self._boosted(query, reduce(self._both, parts)) if parts else _NONE

    def _both(self, one: Found, other: Found) -> Found:
        at_one, at_other = _places_of_shared(one.docs, other.docs)
        return Found(one.docs[at_one], one.scores[at_one] + other.scores[at_other])

    def _or(self, query: Or) -> Found:
        if not query.scale or self._weighting is None or len(query.subqueries) < 2:
            return self._boosted(query, self._union([self.evaluate(part) for part in _alternatives(query)]))
        if not all(type(part) is Term for part in query.subqueries):
            return self._collect(query)
        parts = [part for part in self._parts(query) if len(part.docs)]
        found = self._boosted(query, self._union(parts))
        matching = self._union([Found(part.docs, np.ones(len(part.docs))) for part in parts]).scores
        return Found(found.docs, _coordinate(found.scores, matching, len(parts), query.scale))

    def _union(self, parts: Sequence[Found]) -> Found:
        parts = [part for part in parts if len(part.docs)]
        if len(parts) < 2:
            return parts[0] if parts else _NONE
        docs = np.concatenate([part.docs for part in parts])
        scores = np.concatenate([part.scores for part in parts])
        if len(docs) * _SPARSE > self._fields.size:
            has = np.zeros(self._fields.size, dtype=bool)
            has[docs] = True
            union = np.flatnonzero(has)
            return Found(union, _sums(docs, scores, self._fields.size)[union])
        # A stable sort of a few ascending runs is a merge of them.
        order = np.argsort(docs, kind="stable")
        docs = docs[order]
        firsts = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
        return Found(docs[firsts], np.add.reduceat(scores[order], firsts))

    def _not(self, query: Not) -> Found:
        barred = self._unscored().evaluate(query.query).docs
        mask = np.ones(self._fields.size, dtype=bool)
        mask[barred] = False
        docs = np.flatnonzero(mask)
        return Found(docs, np.ones(len(docs)))

    def _and_not(self, query: AndNot) -> Found:
        wanted = self.evaluate(query.a)
        barred = self._unscored().evaluate(query.b).docs
        kept = np.isin(wanted.docs, barred, assume_unique=True, invert=True)
        return Found(wanted.docs[kept], wanted.scores[kept])

    def _and_maybe(self, query: AndMaybe) -> Found:
        wanted, optional = self.evaluate(query.a), self.evaluate(query.b)
        scores = wanted.scores.copy()
        at_wanted, at_optional = _places_of_shared(wanted.docs, optional.docs)
        scores[at_wanted] += optional.scores[at_optional]
        return Found(wanted.docs, scores)

    def _require(self, query: Require) -> Found:
        wanted = self.evaluate(query.a)
        at, _ = _places_of_shared(wanted.docs, self._unscored().evaluate(query.b).docs)
        return Found(wanted.docs[at], wanted.scores[at])

    def _otherwise(self, query: Otherwise) -> Found:
        found = self.evaluate(query.a)
        return found if len(found.docs) else self.evaluate(query.b)

    def _best(self, query: DisjunctionMax) -> Found:
        parts = self._parts(query)
        if not parts:
            return _NONE
        docs = distinct(np.concatenate([part.docs for part in parts]))
        scores = np.full(len(docs), -np.inf)
        for part in parts:
            at = np.searchsorted(docs, part.docs)
            scores[at] = np.maximum(scores[at], part.scores)
        return self._boosted(query, Found(docs, scores))

    def _constant(self, query: ConstantScoreQuery) -> Found:
        docs = self._unscored().evaluate(query.child).docs
        return Found(docs, np.full(len(docs), float(query.score or 1.0)))


#: Whoosh adds up the scores of a group of terms in an index of more documents than this.
_LARGE = 5000
#: A union of more than one document in so many is made in an array of all documents, otherwise by merging. Of
#: 138,000 documents both ways take as long with 5,000 in two parts or in eight.
_SPARSE = 24
#: The highest number that a column can hold.
_HIGHEST = (1 << 64) - 1
#: How many bits of a packed occurrence are its position.
_POSITION_BITS = 27

#: Each takes the class that it is listed for.
_KNOWN: dict[type[_Query], Callable[[Evaluation, Any], Found]] = {
    Term: Evaluation._term,
    Prefix: Evaluation._multi,
    Wildcard: Evaluation._multi,
    Regex: Evaluation._multi,
    FuzzyTerm: Evaluation._multi,
    Variations: Evaluation._multi,
    TermRange: Evaluation._multi,
    NumericRange: Evaluation._number_range,
    DateRange: Evaluation._number_range,
    Phrase: Evaluation._phrase,
    And: Evaluation._and,
    Or: Evaluation._or,
    AndNot: Evaluation._and_not,
    AndMaybe: Evaluation._and_maybe,
    Require: Evaluation._require,
    Otherwise: Evaluation._otherwise,
    DisjunctionMax: Evaluation._best,
    Not: Evaluation._not,
    ConstantScoreQuery: Evaluation._constant,
    Every: Evaluation._every,
    type(NullQuery): Evaluation._nothing,
}


def is_known(query: _Query) -> bool:
    """Return whether all nodes of a query are computed by arrays."""
    return type(query) in _KNOWN and all(map(is_known, query.children()))


def _alternatives(query: Or) -> Iterator[_Query]:
    """Yield what any of is enough for an OR; an OR within it that adds scores up as they are is gone into."""
    for part in query.subqueries:
        if type(part) is Or and part.boost == 1.0 and not part.scale:
            yield from _alternatives(part)
        else:
            yield part


def _is_everything(query: PatternQuery) -> bool:
    """Return whether a pattern is one that Whoosh takes for every document that has the field."""
    if isinstance(query, Prefix):
        return bool(query.text == "")
    if isinstance(query, Wildcard):
        return bool(query.text == "*")
    return isinstance(query, Regex) and query.text == ".*"


def _sortable_bounds(query: NumericRange, field: object) -> tuple[int, int] | None:
    """Return a range of numbers as a closed range of Whoosh's sortable numbers; None if it has no such."""
    if not isinstance(field, NUMERIC) or field.numtype is not int:
        return None
    ends = [None if end is None else field.prepare_number(end) for end in (query.start, query.end)]
    # A column has days as the numbers that a range of them has too, and other numbers as sortable ones.
    low, high = (end if end is None or isinstance(field, DATETIME) else field.to_column_value(end) for end in ends)
    return (low or 0) + bool(query.startexcl), (_HIGHEST if high is None else high) - bool(query.endexcl)


def _coordinate(scores: Scores, matching: Scores, count: int, scale: float) -> Scores:
    """Return scores that are raised where more terms match, by the formula of Whoosh's CoordMatcher."""
    if count <= 1 or count == scale:
        return scores
    raised: Scores = (scores + (matching - 1) / (count - scale) ** 2) * ((count - 1) / count)
    return raised


def _sums(places: Ints, scores: Scores, size: int) -> Scores:
    return np.bincount(places, weights=scores, minlength=size).astype(np.float64, copy=False)


def _union_docs(parts: Sequence[TermPostings], size: int) -> Ints:
    has = np.zeros(size, dtype=bool)
    for part in parts:
        has[part.docs] = True
    return np.flatnonzero(has)


def _places_of_shared(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Return where the numbers that two ascending arrays share are in each of them."""
    if len(one) > len(other):
        at_other, at_one = _places_of_shared(other, one)
        return at_one, at_other
    if not len(one):
        return NOTHING.docs, NOTHING.docs
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    at_one = np.flatnonzero(other[places] == one)
    return at_one, places[at_one]


def _shared(one: Ints, other: Ints) -> Ints:
    return one[_places_of_shared(one, other)[0]]
