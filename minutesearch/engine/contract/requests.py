"""Requests to an engine and its answers, as plain data, since an engine elsewhere cannot call back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.late import dataclass

if TYPE_CHECKING:
    from minutesearch.query.nodes import Query  # loading Whoosh is left to those who make a tree

__all__ = ["Expected", "Grouping", "ScoredPassage", "SearchRequest", "SearchResponse", "Seed", "Sorting"]

Sorting = Literal["relevance", "newest", "oldest"]
Grouping = Literal["item", "meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search in a snapshot: what to match, and how to rank, sort, group, page and count."""

    #: The query: which passages match, and what of it scores.
    tree: Query
    #: Further conditions by name; they select and do not score. A facet leaves out the filter of its own name.
    filters: Mapping[str, Query] = field(default_factory=dict)
    #: The order of the passages: by score, or by the meeting's date with the undated last. Ties go in reading
    #: order: source name, then place in the source.
    sort: Sorting = "relevance"
    #: Show only the best passage of each item or meeting.
    group: Grouping | None = None
    #: How many passages (or groups) to skip.
    offset: int = 0
    #: How many passages (or groups) to return at most.
    limit: int = 10
    #: The keyword field to count the values of for each facet.
    facets: Mapping[str, str] = field(default_factory=dict)
    #: By facet the values that are counted as another, each with that value: a passage counts once for all that
    #: are counted as the same.
    folded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: How many values of each facet to return at most; None for all.
    facet_limit: int | None = None
    #: When to stop.
    deadline: Deadline = NEVER
    #: The values of said_by that the query names, each with the certainty of it, from 0 to 1; they only rank.
    speakers: Mapping[str, float] = field(default_factory=dict)
    #: Whether the query asks something: its own words then say less about the answer than what surrounds it.
    is_question: bool = False
    #: The forms that count as typed of each word that is looked for by its stem, by the stem; passages with other
    #: forms of it only rank lower.
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: How many of the best passages the response is to name as seeds of feedback, if feedback would rank anything.
    seeds: int = 0
    #: The stems that the seeds of an earlier response have in common, each with its share of their words; they
    #: only rank. Empty in a first request, and if that had no seeds.
    feedback: Mapping[str, float] = field(default_factory=dict)
    #: Whether passages are ranked by their own words alone, without their context.
    passage_score_only: bool = False
    #: Whether copies, passages that several sources of one meeting have in common, count and are given as one: the
    #: first of them in reading order that matches.
    collapses_copies: bool = False
    #: What will be asked for when this is answered: who is far away looks it up in the same round.
    beside: Expected | None = None

    def counting(self) -> SearchRequest:
        """Return the request that only counts what this one matches: without order, groups, pages and facets."""
        return replace(self, limit=0, offset=0, facets={}, group=None, seeds=0, beside=None)


class Expected(NamedTuple):
    """What a snapshot is about to be asked for, look-up by look-up."""

    #: The stems, and the words as printed, that `has_word` and `word_count` will be asked for.
    stems: Sequence[str] = ()
    forms: Sequence[str] = ()
    #: The words of names that `speakers_named` will be asked for, and the keys that `acronyms` will.
    names: Sequence[str] = ()
    keys: Sequence[str] = ()
    #: The beginnings that `words` will be asked for.
    prefixes: Sequence[str] = ()
    #: The trees of the requests that `totals` will be asked for.
    trees: Sequence[Query] = ()
    #: The requests that `totals` will be asked for beside them.
    totals: Sequence[SearchRequest] = ()
    #: The keyword fields and words that `values_like` will be asked for, and those that `values_near` will.
    like: Sequence[tuple[str, tuple[str, ...]]] = ()
    nearby: Sequence[tuple[str, tuple[str, ...]]] = ()
    #: The keyword fields that `values` will be asked for.
    values: Sequence[str] = ()
    #: The words that `near_words` will be asked for if no passage has them, each with how many edits.
    near: Sequence[tuple[str, int]] = ()


class ScoredPassage(NamedTuple):
    """One passage of a response, with its score."""

    #: The passage's number in the snapshot.
    number: int
    #: Its score.
    score: float
    #: How many more passages of its group match; None without grouping.
    more: int | None
    #: The parts whose sum is the score, each with its name.
    parts: tuple[tuple[str, float], ...] = ()


class Seed(NamedTuple):
    """One of the best passages, whose words are taken for feedback."""

    #: The passage's number in the snapshot.
    number: int
    #: Its score without feedback.
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResponse:
    """The response of a snapshot to a request: one page of passages, and the totals and counts."""

    #: How many passages match, exactly; of copies that are collapsed, one.
    total: int
    #: How many groups match; None without grouping.
    groups: int | None
    #: The passages asked for, in order.
    passages: tuple[ScoredPassage, ...]
    #: Counts by value for each facet, most first, then by value.
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    #: The passages to take feedback from, best first: the same request with their common words as its feedback
    #: ranks better. Empty if feedback would change nothing, or was not asked for.
    seeds: tuple[Seed, ...] = ()
    #: How many more passages match that are copies of those counted; 0 where copies are not collapsed.
    copies: int = 0
