"""Weighting models over arrays: the scores that Whoosh's own scorers give, for all documents at once."""

from __future__ import annotations

import numpy as np
from whoosh.matching.mcore import Matcher
from whoosh.scoring import (
    BM25F,
    TF_IDF,
    BaseScorer,
    Frequency,
    MultiWeighting,
    ReverseWeighting,
    WeightingModel,
    WeightScorer,
)
from whoosh.searching import Searcher

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.bm25 import FIELD_WEIGHTS, K1, B, idf
from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields, Scores, TermPostings
from minutesearch.engine.embedded.whoosh.array_reader import ArrayReader

__all__ = ["PassageBM25F", "score_postings"]


class PassageBM25F(WeightingModel):
    """Our BM25F as a weighting model of Whoosh's: one word in one field.

    The inverse document frequency is Lucene's, which is never negative; lengths are held against the mean of the
    passages that have the field; a word of a title, topic or lead-in counts half. What minutesearch ranks by
    besides (neighbours, items, meetings) is no matter of single words, and not in it.
    """

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: float = 1) -> BaseScorer:  # type: ignore[override]  # noqa: ARG002  # bytes is what it is called with
        """Return the scorer of a term."""
        reader = searcher.reader()
        if not isinstance(reader, ArrayReader) or not searcher.schema[fieldname].scorable:
            return WeightScorer.for_(searcher, fieldname, text)  # type: ignore[arg-type]  # bytes, as above
        return _PassageScorer(reader.fields, fieldname, reader.doc_frequency(fieldname, text))


class _PassageScorer(BaseScorer):
    def __init__(self, fields: ArrayFields, fieldname: str, frequency: int) -> None:
        self._norms = _passage_norms(fields, fieldname)
        self._factor = idf(frequency, fields.size) * (K1 + 1.0)

    def score(self, matcher: Matcher) -> float:
        """Return the score of the document that a matcher is at."""
        weighted = matcher.weight() * float(self._norms[matcher.id()])
        return self._factor * weighted / (weighted + K1)

    def score_all(self, found: TermPostings) -> Scores:
        """Return the scores of all documents with the term."""
        weighted = found.weights * self._norms[found.docs]
        scores: Scores = self._factor * weighted / (weighted + K1)
        return scores

    def max_quality(self) -> float:
        """Return the highest score that there can be."""
        return self._factor


def _passage_norms(fields: ArrayFields, fieldname: str) -> Scores:
    """Return the weight of an occurrence by document: float64, shape (size,)."""
    key = ("passage norms", fieldname)
    if key not in fields.kept:
        lengths = fields.lengths(fieldname)
        counted = np.ones(fields.size, dtype=np.int64) if lengths is None else lengths
        having = int(np.count_nonzero(counted))
        average = max(int(counted.sum()) / having if having else 0.0, 1.0)
        area = fieldname.removesuffix("_exact")
        weight = FIELD_WEIGHTS[area] if area in TEXT_FIELDS else 1.0
        norms = weight / (1.0 - B + B * counted / average)
        fields.kept[key] = norms.astype(np.float64, copy=False)
    return fields.kept[key]


def score_postings(
    searcher: Searcher, weighting: WeightingModel, term: tuple[str, bytes], found: TermPostings
) -> Scores:
    """Return the scores of all documents with a term, as the model's own scorer gives them one by one.

    Args:
        searcher: The searcher, which knows the inverse document frequency.
        weighting: The model. Those that are not known here are asked for each document.
        term: The field and text of the term.
        found: The documents.
    """
    fieldname, text = term
    kind = type(weighting)
    if isinstance(weighting, MultiWeighting) and kind is MultiWeighting:
        return score_postings(searcher, weighting.weightings.get(fieldname, weighting.default), term, found)
    if isinstance(weighting, ReverseWeighting) and kind is ReverseWeighting:
        return -score_postings(searcher, weighting.weighting, term, found)
    if kind is Frequency or (kind is BM25F and not searcher.schema[fieldname].scorable):
        return found.weights
    if kind is TF_IDF:
        scores: Scores = found.weights * searcher.idf(fieldname, text)
        return scores
    reader = searcher.reader()
    if isinstance(reader, ArrayReader):
        if isinstance(weighting, BM25F) and kind is BM25F:
            return _score_bm25f(searcher, reader.fields, weighting, term, found)
        if kind is PassageBM25F and searcher.schema[fieldname].scorable:
            return _PassageScorer(reader.fields, fieldname, len(found.docs)).score_all(found)
    return _score_each(searcher, term, weighting)


def _score_bm25f(
    searcher: Searcher, fields: ArrayFields, weighting: BM25F, term: tuple[str, bytes], found: TermPostings
) -> Scores:
    # Whoosh's formula with its own idf and mean length, so that the scores are its own; `postings.bm25` is ours.
    fieldname, text = term
    average = searcher.avg_field_length(fieldname) or 1
    b, k1 = weighting._field_B.get(fieldname, weighting.B), weighting.K1
    key = ("norms", fieldname, b, k1)
    if key not in fields.kept:
        lengths = fields.lengths(fieldname)
        counted = np.ones(fields.size, dtype=np.int64) if lengths is None else np.maximum(lengths, 1)
        norms: Scores = k1 * ((1 - b) + b * counted / average)
        fields.kept[key] = norms
    # In two arrays: each more that is allocated takes a fifth of the time.
    below = fields.kept[key].take(found.docs)
    below += found.weights
    scores: Scores = found.weights * (searcher.idf(fieldname, text) * (k1 + 1))
    scores /= below
    return scores


def _score_each(searcher: Searcher, term: tuple[str, bytes], weighting: WeightingModel) -> Scores:
    matcher = searcher.postings(*term, weighting=weighting)
    scores = []
    while matcher.is_active():
        scores.append(float(matcher.score()))
        matcher.next()
    return np.array(scores, dtype=np.float64)
