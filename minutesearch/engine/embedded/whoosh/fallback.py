"""The Whoosh fallback: Whoosh's own matchers evaluate the nodes that our own matching does not know.

Prefixes, wildcards, regular expressions, fuzzy terms, spans, ranges of words: passage by passage, so
thousands of times slower than our own matching, but right.
"""

from __future__ import annotations

import copy
from functools import cached_property

import numpy as np
from whoosh import fields
from whoosh.analysis.filters import LowercaseFilter
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.matching.mcore import Matcher
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import exact_field, text_fields_of
from minutesearch.engine.embedded.postings.bm25 import FIELD_WEIGHTS, K1, B, idf
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs
from minutesearch.engine.embedded.segments.collection_stats import CollectionStats
from minutesearch.engine.embedded.whoosh.codec import SegmentHandle
from minutesearch.query.nodes import ANY, ANY_EXACT, Query

__all__ = ["FieldWeighting", "WhooshFallback", "make_schema", "open_reader"]


def make_schema() -> fields.Schema:
    """Return the schema that Whoosh sees: words as they are in the index, and keyword fields as whole values."""
    words = SpaceSeparatedTokenizer() | LowercaseFilter()
    schema = fields.Schema(source=fields.ID(stored=True), record=fields.STORED())
    for field in KEYWORD_FIELDS:
        schema.add(field, fields.ID())
    for field in TEXT_FIELDS:
        schema.add(field, fields.TEXT(analyzer=words))
        schema.add(exact_field(field), fields.TEXT(analyzer=words))
    return schema


def open_reader(statistics: CollectionStats, *, generation: int = 0) -> IndexReader:
    """Open a state as a reader of Whoosh's, for `whoosh.searching.Searcher` and any query of Whoosh's.

    Args:
        statistics: The statistics of the state, which have its segments.
        generation: The number of the commit that made it.
    """
    schema = make_schema()
    readers: list[IndexReader] = [
        SegmentReader(None, schema, SegmentHandle(segment), generation=generation)  # type: ignore[arg-type,abstract]  # it
        for segment in statistics.segments  # would be asked for files, and there are none
    ]
    if not readers:
        return EmptyReader(schema)
    return readers[0] if len(readers) == 1 else MultiReader(readers, generation)


class FieldWeighting(WeightingModel):
    """Our BM25F as a weighting model of Whoosh's, for one word in one text field.

    Args:
        statistics: The statistics of the state.
    """

    def __init__(self, statistics: CollectionStats) -> None:
        self._statistics = statistics

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: float = 1) -> BaseScorer:  # type: ignore[override]  # noqa: ARG002  # bytes is what it is called with
        """Return the scorer of a term."""
        found = text_fields_of(fieldname)
        if found is None:
            return _FieldScorer(searcher, fieldname, factor=0.0, weight=1.0, average=1.0)
        frequency = searcher.get_parent().doc_frequency(fieldname, text)
        (field,) = found[0]
        return _FieldScorer(
            searcher,
            fieldname,
            factor=idf(frequency, self._statistics.passage_count),
            weight=FIELD_WEIGHTS[TEXT_FIELDS[field]],
            average=self._statistics.average_length(field),
        )


class _FieldScorer(BaseScorer):
    def __init__(
        self, searcher: Searcher, fieldname: str, *, factor: float, weight: float, average: float
    ) -> None:
        self._length = searcher.ixreader.doc_field_length
        self._field = fieldname
        self._factor = factor
        self._weight = weight
        self._average = max(average, 1.0)

    def supports_block_quality(self) -> bool:
        """Return False: nothing may be skipped, since Whoosh's block quality is wrong."""
        return False

    def score(self, matcher: Matcher) -> float:
        """Return the score of the passage that a matcher is at."""
        length = self._length(matcher.id(), self._field, 0)
        frequency = self._weight * matcher.weight() / (1.0 - B + B * length / self._average)
        return float(self._factor * frequency * (K1 + 1.0) / (frequency + K1))


class WhooshFallback:
    """Evaluator of the nodes that our own matching does not know, by Whoosh's matchers.

    Args:
        statistics: The statistics of the state.
    """

    def __init__(self, statistics: CollectionStats) -> None:
        self._statistics = statistics

    @cached_property
    def _searcher(self) -> Searcher:
        # Kept, since the searchers of the segments have only a weak reference to it.
        return Searcher(open_reader(self._statistics), weighting=FieldWeighting(self._statistics))

    def evaluate(self, node: Query, at: int) -> list[ScoredDocs]:
        """Return the passages of a segment that match a node, with scores, for each text field that it looks in.

        Args:
            node: Any query of Whoosh's, in the fields of the index or in "any" and "any_exact".
            at: The index of the segment.

        Raises:
            TypeError: Whoosh cannot compute it either.
        """
        return [self._collect(each, at) for each in _by_field(node)]

    def _collect(self, node: Query, at: int) -> ScoredDocs:
        searcher = self._searcher.leaf_searchers()[at][0]
        try:
            matcher = node.matcher(searcher, searcher.context())
        except NotImplementedError:
            raise TypeError(f"no evaluation for {type(node).__name__}") from None
        passages = []
        scores = []
        while matcher.is_active():
            passages.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        array = np.array(scores, dtype=np.float32)
        # If some are not above 0, they are no scores.
        return ScoredDocs(np.array(passages, dtype=np.int32), array if (array > 0).all() else np.zeros_like(array))


def _by_field(node: Query) -> list[Query]:
    """Return a copy of a node for each text field if it looks in all of them, else the node itself."""
    if not any(getattr(each, "fieldname", None) in (ANY, ANY_EXACT) for each in _iter_nodes(node)):
        return [node]
    copies = []
    for field in TEXT_FIELDS:
        each = copy.deepcopy(node)
        for part in _iter_nodes(each):
            fieldname = getattr(part, "fieldname", None)
            if fieldname in (ANY, ANY_EXACT):
                # Spans have no field, so the type of a query has none either.
                vars(part)["fieldname"] = field if fieldname == ANY else exact_field(field)
        copies.append(each)
    return copies


def _iter_nodes(node: Query) -> list[Query]:
    found = [node]
    parts = [
        *node.children(),
        *getattr(node, "subqs", ()),
        *(getattr(node, name, None) for name in ("q", "a", "b")),
    ]
    for part in parts:
        if isinstance(part, Query) and not any(part is each for each in found):
            found += _iter_nodes(part)
    return found
