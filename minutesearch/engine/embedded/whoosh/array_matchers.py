"""Whoosh's matchers over arrays: of the postings of a term, and of what our evaluation has found and scored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from whoosh.formats import Format
from whoosh.matching.mcore import Matcher, NullMatcher, ReadTooFar
from whoosh.matching.wrappers import WrappingMatcher
from whoosh.query.spans import Span
from whoosh.scoring import BaseScorer

from minutesearch.engine.embedded.whoosh.array_fields import Occurrences, Scores, TermPostings

__all__ = ["FoundMatcher", "SteadyMatcher", "TermMatcher"]


class _ListedMatcher(Matcher):
    """A matcher over listed documents; nothing is ever skipped for its score, since Whoosh's bounds are wrong."""

    def __init__(self, docs: Sequence[int]) -> None:
        self._docs = docs
        self._at = 0

    def is_active(self) -> bool:
        """Return whether the matcher is at a document."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def id(self) -> int:
        """Return the document that the matcher is at."""
        return self._docs[self._at]

    def all_ids(self) -> Iterator[int]:
        """Return the documents from the one that the matcher is at."""
        return iter(self._docs[self._at :])

    def next(self) -> bool:  # type: ignore[override]  # Whoosh's own say whether a block ended
        """Go on to the next document."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> bool:  # type: ignore[override]  # noqa: A002  # as above; Whoosh's name
        """Go on to the first document that does not come before a given one."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, id, self._at)
        return False

    def replace(self, minquality: float = 0) -> Matcher:  # noqa: ARG002  # a document that scores less may still count
        """Return the matcher, or one of nothing if it is at its end."""
        return self if self.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """Return False: nothing may be skipped."""
        return False


class TermMatcher(_ListedMatcher):
    """Matcher of the documents that have a term.

    Args:
        term: Its field and text.
        postings: The documents.
        occurrences: Reads where it occurs, when that is first asked for; gives None for a field without positions.
        encode: Returns the value that Whoosh's format encodes for one of the documents.
        format_: That format.
        scorer: Scores a document; None for the weight.
    """

    def __init__(
        self,
        term: tuple[str, bytes],
        postings: TermPostings,
        *,
        occurrences: Callable[[], Occurrences | None],
        encode: Callable[[int], bytes],
        format_: Format,
        scorer: BaseScorer | None,
    ) -> None:
        super().__init__(postings.docs.tolist())
        self._term = term
        self._postings = postings
        self._weights: list[float] = postings.weights.tolist()
        self._read = occurrences
        self._places: tuple[list[int], Occurrences] | None = None
        self._encode = encode
        self._format = format_
        self._scorer = scorer

    def term(self) -> tuple[str, bytes]:
        """Return the field and text of the term."""
        return self._term

    def copy(self) -> TermMatcher:
        """Return a matcher at the same document."""
        copied = TermMatcher(
            self._term,
            self._postings,
            occurrences=self._read,
            encode=self._encode,
            format_=self._format,
            scorer=self._scorer,
        )
        copied._at = self._at
        copied._places = self._places
        return copied

    def weight(self) -> float:
        """Return how often the document has the term."""
        return self._weights[self._at]

    def block_max_weight(self) -> float:
        """Return the highest weight in any document."""
        return max(self._weights)

    def max_quality(self) -> float:
        """Return the highest score that any document can have."""
        return self._weights[self._at] if self._scorer is None else self._scorer.max_quality()

    def score(self) -> float:
        """Return the score of the document."""
        return self.weight() if self._scorer is None else self._scorer.score(self)

    def supports(self, astype: str) -> bool:
        """Return whether the field records something of a term: "positions", "frequency"."""
        supported: bool = self._format.supports(astype)
        return supported

    def value(self) -> bytes:
        """Return the value of the posting as Whoosh's format encodes it."""
        return self._encode(self._at)

    def value_as(self, astype: str) -> object:
        """Return something that is recorded of the term in the document."""
        # Whoosh keeps positions as pickles. These are taken from the arrays, so that none is loaded.
        if astype in ("weight", "frequency"):
            return self.weight() if astype == "weight" else int(self.weight())
        positions = self._positions()
        if positions is not None and astype == "positions":
            return positions
        if positions is not None and astype == "position_boosts":
            return [(place, 1.0) for place in positions]
        return self._format.decoder(astype)(self.value())

    def spans(self) -> list[Span]:
        """Return where the document has the term."""
        positions = self._positions()
        return super().spans() if positions is None else [Span(place) for place in positions]

    def _positions(self) -> list[int] | None:
        if self._places is None:
            found = self._read()
            if found is None:
                return None
            self._places = found.starts.tolist(), found
        starts, found = self._places
        listed: list[int] = found.positions[starts[self._at] : starts[self._at + 1]].tolist()
        return listed


class FoundMatcher(_ListedMatcher):
    """Matcher of documents that have been found and scored already.

    Args:
        docs: The documents, ascending.
        scores: The score of each.
    """

    def __init__(self, docs: Sequence[int], scores: Scores) -> None:
        super().__init__(docs)
        self._scores = scores

    def copy(self) -> FoundMatcher:
        """Return a matcher at the same document."""
        copied = FoundMatcher(self._docs, self._scores)
        copied._at = self._at
        return copied

    def supports(self, astype: str) -> bool:  # noqa: ARG002  # Whoosh asks
        """Return False: single terms are not known any more."""
        return False

    def value(self) -> bytes:
        """Return nothing: single terms are not known any more."""
        return b""

    def value_as(self, astype: str) -> float:  # noqa: ARG002  # nothing else is known
        """Return the score of the document."""
        return self.score()

    def weight(self) -> float:
        """Return the score of the document."""
        return self.score()

    def score(self) -> float:
        """Return the score of the document."""
        return float(self._scores[self._at])

    def max_quality(self) -> float:
        """Return the highest score of any document."""
        return float(self._scores.max(initial=0.0))


class SteadyMatcher(WrappingMatcher):
    """A matcher that stays as it is while documents are collected.

    Whoosh's collectors have the tree of matchers rewritten as they go, by the lowest score that still counts; that
    turns OR into AndMaybe, which loses its place, and true hits with it.
    """

    def replace(self, minquality: float = 0) -> Matcher:  # noqa: ARG002  # the very thing that is not done
        """Return the matcher, or one of nothing if it is at its end."""
        return self if self.child.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """Return False: nothing may be skipped."""
        return False

    def weight(self) -> float:
        """Return the weight of the document."""
        return float(self.child.weight())

    def score(self) -> float:
        """Return the score of the document."""
        return float(self.child.score())
