"""The context cache: what ranking knows of a committed state, worked out when asked for and kept within bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.collection_view import CollectionView
from minutesearch.engine.embedded.ranking.context.concepts import Concept, make_meeting_scores
from minutesearch.engine.embedded.ranking.context.day_order import DayOrder
from minutesearch.engine.embedded.ranking.context.layout import Layout, read_layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import MeetingScores
from minutesearch.engine.embedded.ranking.context.positions import TextPositions
from minutesearch.engine.embedded.ranking.context.term_hits import (
    FieldedHits,
    ScoredDocs,
    TermHits,
    join_found,
    read_hits,
)
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.cache import Cache
from minutesearch.query.nodes import Query

__all__ = ["ContextCache"]

#: How many bytes are kept of words, of what they give meetings, of places in texts, and of conditions.
_WORDS, _MEETING_SCORES, _POSITIONS, _CONDITIONS = (megabytes * 2**20 for megabytes in (112, 60, 30, 6))
#: No more of each than so many bytes a passage, but this many at least: a small index is kept whole, near enough.
_A_PASSAGE, _LEAST = 160, 2**21


class ContextCache:
    """A committed state as ranking looks at it. Any number of threads may ask.

    Args:
        reader: The open segments of the state.
    """

    def __init__(self, reader: IndexReader) -> None:
        self.collection = CollectionView(reader)
        self._reader = reader
        most = max(_A_PASSAGE * self.collection.size, _LEAST)
        self._hits: Cache[TermHits] = Cache(min(_WORDS, most), lambda hits: hits.cost)
        self._meeting_scores: Cache[MeetingScores] = Cache(min(_MEETING_SCORES, most), lambda scores: scores.cost)
        self._positions: Cache[TextPositions] = Cache(min(_POSITIONS, most), lambda positions: positions.cost)
        self._conditions: Cache[DocSet] = Cache(min(_CONDITIONS, most), lambda docs: docs.cost + 256)

    @cached_property
    def layout(self) -> Layout:
        """Where each passage stands among its neighbours."""
        return read_layout(self.collection)

    @cached_property
    def day_order(self) -> DayOrder:
        """The passages in the order of their days."""
        return DayOrder(self.collection)

    def hits(self, terms: tuple[QueryTerm, ...], check_time: Callable[[], None]) -> TermHits:
        """Gives what terms find that count as one; what checks the time may stop it."""
        return self._hits.get(terms, lambda: read_hits(terms, self._reader, check_time))

    def concept(self, terms: tuple[QueryTerm, ...], hits: TermHits) -> Concept:
        """Gives the concept that terms stand for, of what they find."""
        # The word is kept by itself: it takes ten times the room.
        return Concept(hits, self._meeting_scores.get(terms, lambda: make_meeting_scores(hits, self.layout)))

    def text_positions(self, stem: str, hits: TermHits) -> TextPositions:
        """Gives where a stem stands in texts, of what it finds anywhere."""
        postings = hits.postings if isinstance(hits, FieldedHits) else ()
        like = next((each for each in postings if TEXT_FIELDS[each.field] == "text"), None)
        return self._positions.get(stem, lambda: TextPositions(stem, self._reader, like=like))

    def everything(self) -> DocSet:
        """Return all passages that are there."""
        return self._conditions.get("", lambda: DocSet(self.collection.size, self.collection.passages))

    def having(self, field: str, value: str) -> DocSet:
        """Return the passages with a value of a field."""
        return self._conditions.get(
            (field, value), lambda: DocSet(self.collection.size, self.collection.having(field, value))
        )

    def between(self, field: str, start: str | None, end: str | None) -> DocSet:
        """Return the passages with a value of a field within a range, both ends included; None is open."""
        return self._conditions.get(
            (field, start, end), lambda: DocSet.of_mask(self.collection.between(field, start, end))
        )

    def fallback(self, node: Query, compute: Callable[[Query, int], Sequence[ScoredDocs]]) -> TermHits:
        """Gives what a node finds that is computed elsewhere, segment by segment."""
        bases = self._reader.bases[:-1]
        return join_found(((base, compute(node, at)) for at, base in enumerate(bases)), size=self.collection.size)
