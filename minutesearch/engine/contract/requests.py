"""Requests to an engine, and its responses: data, since an engine elsewhere cannot call back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from minutesearch.engine.contract.deadline import NEVER, Deadline

if TYPE_CHECKING:
    from minutesearch.query.nodes import Query  # loading Whoosh is left to those who make a tree

__all__ = ["Grouping", "ScoredPassage", "SearchRequest", "SearchResponse", "Seed", "Sorting"]

Sorting = Literal["relevance", "newest", "oldest"]
Grouping = Literal["item", "meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One question to a snapshot."""

    #: Which passages match, and what of it scores.
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
    #: How many passages (or groups) to give.
    limit: int = 10
    #: The keyword field to count the values of for each facet.
    facets: Mapping[str, str] = field(default_factory=dict)
    #: How many values of each facet to give at most; None for all.
    facet_limit: int | None = None
    #: When to stop.
    deadline: Deadline = NEVER
    #: The values of said_by that the query names, each with how surely, from 0 to 1; they only rank.
    speakers: Mapping[str, float] = field(default_factory=dict)
    #: How many of the best passages to name in the response as seeds of feedback, where it would rank anything.
    seeds: int = 0
    #: What the seeds of a response have in common, for asking again: stems, each with its share of their words.
    #: They only rank. Empty the first time, and where there were no seeds.
    feedback: Mapping[str, float] = field(default_factory=dict)
    #: Whether a passage is ranked by its own words alone, and not by what stands around it too.
    passage_score_only: bool = False


class ScoredPassage(NamedTuple):
    """One passage of a response."""

    #: The passage's number in the snapshot.
    number: int
    #: Its score.
    score: float
    #: How many more passages of its group match; None without grouping.
    more: int | None
    #: The parts that the score is the sum of, each with its name.
    parts: tuple[tuple[str, float], ...] = ()


class Seed(NamedTuple):
    """One of the best passages, whose words can find what the query's own words cannot tell apart."""

    #: The passage's number in the snapshot.
    number: int
    #: Its score, feedback aside.
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResponse:
    """What a snapshot has to say to a request."""

    #: How many passages match, exactly.
    total: int
    #: How many groups match; None without grouping.
    groups: int | None
    #: The passages asked for, in order.
    passages: tuple[ScoredPassage, ...]
    #: Counts by value for each facet, most first, then by value.
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    #: The best passages by whose words the others could be ranked better, best first, if the same request comes
    #: again with these words as its feedback. Empty if that would change nothing, or nobody asked for them.
    seeds: tuple[Seed, ...] = ()
