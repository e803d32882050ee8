"""The context cache: everything that ranking computes about a committed state, bounded in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.collection_view import CollectionView
from minutesearch.engine.embedded.ranking.context.concepts import (
    Concept,
    QueryConcept,
    concepts_of,
    make_meeting_scores,
)
from minutesearch.engine.embedded.ranking.context.day_order import DayOrder
from minutesearch.engine.embedded.ranking.context.layout import Layout, read_layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import MeetingScores
from minutesearch.engine.embedded.ranking.context.positions import TextPositions
from minutesearch.engine.embedded.ranking.context.term_hits import (
    FieldedHits,
    ScoredDocs,
    TermHits,
    find_other_forms,
    join_found,
    read_hits,
)
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.cache import Cache
from minutesearch.query.nodes import Query

__all__ = ["ContextCache"]

#: How many bytes are cached of hits, of meeting scores, of positions in texts, and of conditions.
_WORDS, _MEETING_SCORES, _POSITIONS, _CONDITIONS = (megabytes * 2**20 for megabytes in (88, 54, 30, 4))
#: How many bytes are cached of the hits of several terms that count as one, as a prefix's: to read its hundreds of
#: words again takes 20 ms over a million passages, to read one word one, so they have a room of their own.
_UNIONS = 32 * 2**20
#: How many bytes are cached of the passages with a word in other forms than the one typed.
_OTHER_FORMS = 14 * 2**20
#: What a set takes beside its passages, with its key: most sets of other forms are empty.
_A_SET = 768
#: How many terms are known of the parts of queries, at some 200 bytes each; a concept itself counts as two.
_PART_TERMS = 2**15
#: At most so many bytes for a passage, but at least so many in all: a small index is cached as a whole. Hits are
#: large: their room is full after a few hundred queries. Of the others a query adds some kilobytes: with as much
#: room for them, the memory of a server still rose after 10,000 different queries.
_A_PASSAGE, _OF_A_QUERY, _LEAST = 160, 64, 2**21


class ContextCache:
    """The cache of one committed state's context; any number of threads may use it.

    Args:
        reader: The open segments of the state.
    """

    def __init__(self, reader: IndexReader) -> None:
        self.collection = CollectionView(reader)
        self._reader = reader
        most = max(_A_PASSAGE * self.collection.size, _LEAST)
        less = max(_OF_A_QUERY * self.collection.size, _LEAST)
        self._hits: Cache[TermHits] = Cache(min(_WORDS, most), lambda hits: hits.cost)
        self._unions: Cache[TermHits] = Cache(min(_UNIONS, most), lambda hits: hits.cost)
        self._meeting_scores: Cache[MeetingScores] = Cache(min(_MEETING_SCORES, less), lambda scores: scores.cost)
        self._positions: Cache[TextPositions] = Cache(min(_POSITIONS, less), lambda positions: positions.cost)
        self._conditions: Cache[DocSet] = Cache(min(_CONDITIONS, less), lambda docs: docs.cost + _A_SET)
        self._other_forms: Cache[DocSet] = Cache(min(_OTHER_FORMS, less), lambda docs: docs.cost + _A_SET)
        self._parts: dict[int, tuple[Query, tuple[QueryConcept, ...]]] = {}
        self._part_terms = 0

    @cached_property
    def layout(self) -> Layout:
        """The layout: the place of each passage among its neighbours."""
        return read_layout(self.collection)

    @cached_property
    def day_order(self) -> DayOrder:
        """The passages in the order of their days."""
        return DayOrder(self.collection)

    def concepts_of(self, node: Query) -> tuple[QueryConcept, ...] | None:
        """Return what a leaf of a query asks for, or a leaf and what it was widened to; None for any other node.

        A part that comes again, as those of words that were asked for before do, is known by itself: to go through
        the hundreds of words that a prefix stands for, or to hash them, would take longer than all of the search.
        """
        known = self._parts.get(id(node))
        # It is held on to, so that no other has its id; but for one that was here before.
        if known is not None and known[0] is node:
            return known[1]
        made = concepts_of(node)
        if made is not None:
            self._part_terms += sum([len(each.terms) + 2 for each in made])
            if self._part_terms > _PART_TERMS:
                self._parts.clear()
                self._part_terms = 0
            self._parts[id(node)] = node, made
        return made

    def hits(self, terms: tuple[QueryTerm, ...], check_time: Callable[[], None]) -> TermHits:
        """Return the hits of terms that count as one; `check_time` may raise an error to stop it."""
        cache = self._hits if len(terms) == 1 else self._unions
        return cache.get(terms, lambda: read_hits(terms, self._reader, check_time))

    def all_hits(
        self, asked: Sequence[tuple[QueryTerm, ...]], check_time: Callable[[], None]
    ) -> Sequence[TermHits]:
        """Return the hits of each of several terms, or of terms that count as one, as `hits` does."""
        if max(map(len, asked), default=0) > 1:
            return [self.hits(terms, check_time) for terms in asked]
        return self._hits.get_all(asked, lambda terms: read_hits(terms, self._reader, check_time))

    def concepts(
        self,
        asked: Sequence[tuple[tuple[QueryTerm, ...], TermHits]],
        own_weight: float,
        check_time: Callable[[], None],
    ) -> list[Concept]:
        """Return the concepts of some terms, from their hits and the weight of a passage's own words."""

        def make(key: tuple[tuple[QueryTerm, ...], float]) -> MeetingScores:
            check_time()
            return make_meeting_scores(dict(asked)[key[0]], self.layout, own_weight)

        # The hits are cached by themselves, since they take ten times the memory.
        scores = self._meeting_scores.get_all([(terms, own_weight) for terms, _ in asked], make)
        return [Concept(hits, each) for (_, hits), each in zip(asked, scores, strict=True)]

    def text_positions(self, asked: Mapping[str, TermHits], check_time: Callable[[], None]) -> list[TextPositions]:
        """Return the positions of stems in texts, given the hits of the term of each."""

        def make(stem: str) -> TextPositions:
            check_time()
            return self._read_positions(stem, asked[stem])

        return self._positions.get_all(tuple(asked), make)

    def _read_positions(self, stem: str, hits: TermHits) -> TextPositions:
        postings = hits.postings if isinstance(hits, FieldedHits) else ()
        like = next((each for each in postings if TEXT_FIELDS[each.field] == "text"), None)
        return TextPositions(stem, self._reader, like=like)

    def with_other_forms(
        self, asked: Mapping[tuple[QueryTerm, tuple[str, ...]], TermHits], check_time: Callable[[], None]
    ) -> list[DocSet]:
        """Return the passages that have each of some words in other forms only than the given ones.

        Args:
            asked: The hits of each word, by the word, looked for by its stem, and its forms as printed; if no
                passage has any of them, there are none.
            check_time: Called now and then; may raise an error.
        """

        def make(key: tuple[QueryTerm, tuple[str, ...]]) -> DocSet:
            return find_other_forms(*key, asked[key].doc_set, self._reader, check_time)

        return self._other_forms.get_all(tuple(asked), make)

    def everything(self) -> DocSet:
        """Return all live passages."""
        return self._conditions.get("", lambda: DocSet(self.collection.size, self.collection.passages))

    def having(self, field: str, value: str) -> DocSet:
        """Return the live passages with a value of a keyword field."""
        return self._conditions.get(
            (field, value), lambda: DocSet(self.collection.size, self.collection.having(field, value))
        )

    def between(self, field: str, start: str | None, end: str | None) -> DocSet:
        """Return the live passages with a value of a field within a closed range; None is an open end."""
        return self._conditions.get(
            (field, start, end), lambda: DocSet.of_mask(self.collection.between(field, start, end))
        )

    def fallback(self, node: Query, compute: Callable[[Query, int], Sequence[ScoredDocs]]) -> TermHits:
        """Return the hits of a node that `compute` evaluates segment by segment; they are not cached."""
        bases = self._reader.bases[:-1]
        return join_found(((base, compute(node, at)) for at, base in enumerate(bases)), size=self.collection.size)
