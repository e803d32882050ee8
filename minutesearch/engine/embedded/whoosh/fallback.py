"""The Whoosh fallback: evaluation of the nodes that our own matching does not know, and Whoosh does.

Prefixes, wildcards, regular expressions, fuzzy terms and ranges of words by the terms that they stand for; spans
and the like by Whoosh's own matchers, passage by passage, so thousands of times slower, but right.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from whoosh import fields
from whoosh.analysis.filters import LowercaseFilter
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import exact_field
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.whoosh.array_reader import ArrayReader
from minutesearch.engine.embedded.whoosh.array_searcher import ArraySearcher
from minutesearch.engine.embedded.whoosh.evaluation import Evaluation, Found
from minutesearch.engine.embedded.whoosh.segment_fields import KeyLayout, Layout, SegmentFields, TextLayout
from minutesearch.engine.embedded.whoosh.weightings import PassageBM25F
from minutesearch.query.nodes import ANY, ANY_EXACT, Query

__all__ = ["WhooshFallback"]

#: What each field of a query tree is made of.
_LAYOUT: Layout = {
    **{name: TextLayout((at,), is_exact=False) for at, name in enumerate(TEXT_FIELDS)},
    **{exact_field(name): TextLayout((at,), is_exact=True) for at, name in enumerate(TEXT_FIELDS)},
    **{name: KeyLayout(name) for name in KEYWORD_FIELDS},
    "source": KeyLayout(None),
}


def _make_schema() -> fields.Schema:
    """Return the schema of a query tree: words as they are in the index, and keys as whole values."""
    words = SpaceSeparatedTokenizer() | LowercaseFilter()
    kinds = {
        name: fields.TEXT(analyzer=words) if isinstance(layout, TextLayout) else fields.ID()
        for name, layout in _LAYOUT.items()
    }
    return fields.Schema(**kinds)


class WhooshFallback:
    """Evaluator of the nodes that our own matching does not know.

    Args:
        segments: The segments of the state.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        #: The node that was evaluated last, which is asked for segment by segment, with what was found.
        self._last: tuple[Query, list[Found]] | None = None

    @cached_property
    def _searcher(self) -> ArraySearcher:
        found = SegmentFields(
            self._segments, schema=_make_schema(), layout=_LAYOUT, stored=lambda _, keys: keys, generation=0
        )
        return ArraySearcher(ArrayReader(found), weighting=PassageBM25F())

    @cached_property
    def _numbers(self) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
        """The number within its segment of each document, segment by segment."""
        return [segment.everything().astype(np.int64) for segment in self._segments]

    def evaluate(self, node: Query, at: int) -> list[ScoredDocs]:
        """Return the passages of a segment that match a node, with scores, for each text field that it looks in.

        Args:
            node: Any query of Whoosh's, in the fields of the index or in "any" and "any_exact".
            at: The index of the segment.

        Raises:
            TypeError: Whoosh cannot compute it either.
        """
        last = self._last
        if last is None or last[0] is not node:
            # Two threads may both do it, and each goes on with its own.
            last = self._last = (node, [self._find(each) for each in _by_field(node)])
        return [self._of_segment(found, at) for found in last[1]]

    def _find(self, node: Query) -> Found:
        searcher = self._searcher
        try:
            return Evaluation(searcher, searcher.fields, searcher.weighting).evaluate(node)
        except NotImplementedError:
            raise TypeError(f"no evaluation for {type(node).__name__}") from None

    def _of_segment(self, found: Found, at: int) -> ScoredDocs:
        base = sum(map(len, self._numbers[:at]))
        first, last = np.searchsorted(found.docs, [base, base + len(self._numbers[at])])
        passages = self._numbers[at][found.docs[first:last] - base].astype(np.int32)
        scores = found.scores[first:last].astype(np.float32)
        # If some are not above 0, they are no scores.
        return ScoredDocs(passages, scores if (scores > 0).all() else np.zeros_like(scores))


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
