"""The answer to a search: one page of hits, and what is known of all of them."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Literal, NamedTuple, overload

from minutesearch.errors import ArgumentError
from minutesearch.explanations import Explanation, make_explanation
from minutesearch.late import dataclass
from minutesearch.results.facets import FacetCount
from minutesearch.results.hits import Hit
from minutesearch.results.periods import Extent, count_periods, no_days, sum_by
from minutesearch.results.presenting import COLUMNS, make_frame, row_of
from minutesearch.results.timelines import Timeline

__all__ = ["Narrower", "Results"]


class Narrower(NamedTuple):
    """A narrower search that a question suggests, with how much it finds."""

    #: What it is of, in words: "Only what Councillor Ashby said".
    said: str
    #: The query to search for, with the same filters and options.
    query: str
    #: How many passages it finds.
    total: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Results(Sequence[Hit]):
    """The answer to a search: one page of hits, and the totals, facets and expansions of the whole search."""

    #: Whether every word was asked for ("all") or any of them ("any").
    match: Literal["all", "any"]
    #: How many passages match: exact, and the same on every page. Of passages that several sources of one meeting
    #: have in common one is counted, here, in `groups`, in facets and in the timeline, unless duplicates are kept.
    total: int
    #: This page of hits, best first.
    hits: tuple[Hit, ...]
    #: The number of the commit that was searched: the `since_generation` of who wants only what is new after it.
    generation: int = 0
    #: How many more passages match that are copies of those counted.
    copies: int = 0
    #: How many items or meetings match; None unless results are grouped.
    groups: int | None = None
    #: Whether hits are stretches of items, of which nobody counts how many there are: `total` counts passages.
    has_stretches: bool = False
    #: Whether there are further hits after this page.
    has_more: bool = False
    #: Counts by value for each facet asked for, most first, but years in their order, those between the first and
    #: the last too, as `YearCount`, and persons as `PersonCount`; each facet leaves out its own filter.
    facets: Mapping[str, tuple[FacetCount, ...]] = field(hash=False)
    #: What words of the query were expanded to: an acronym's long form, a long form's acronym, or the nearest
    #: words of the minutes for a word that they do not have.
    expansions: Mapping[str, tuple[str, ...]] = field(hash=False)
    #: The words of the query that the minutes do not have and that were matched approximately.
    approximate: tuple[str, ...] = ()
    #: The query with each unknown word replaced by the nearest known one; None if every word is known.
    suggestion: str | None = None
    #: The filters that let nothing through whatever the query, by name, each with the values of the index that are
    #: nearest; empty where anything is found.
    unmatched: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: What must be known to read the results right, in sentences: which filters let nothing through ('No council
    #: is called “Kentt”. Nearest: Kent.'), and that copies were counted once.
    notes: tuple[str, ...] = ()
    #: Narrower searches that a question suggests: "Only what Councillor Ashby said", where such a person speaks.
    narrower: tuple[Narrower, ...] = ()
    #: How long the search took, in milliseconds.
    elapsed_ms: float
    # Counting by day is a search of its own, done when somebody asks.
    _days: Callable[[], tuple[Mapping[str, int], Mapping[str, int], int]] = field(
        default=no_days, compare=False, hash=False
    )
    # Saying a query back reads it once more, so that is done when somebody asks.
    _say: Callable[[], str] = field(default=str, repr=False)

    @property
    def query(self) -> str:
        """What was asked, with the filters given as arguments, as a query that reads back to the same hits.

        Filters of very many values can make it longer than a query may be; it says the truth then, but cannot be
        searched for.
        """
        return self._say()

    @property
    def reachable(self) -> int | None:
        """How many hits all pages have together: passages or groups; None of stretches, which nobody counts."""
        if self.groups is not None:
            return self.groups
        return None if self.has_stretches else self.total

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, at: int | slice) -> Hit | tuple[Hit, ...]:
        """Return the hit at a place of this page, counted from 0, or those of a slice."""
        return self.hits[at]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        """Return the number of hits on this page; `total` is how many passages match."""
        return len(self.hits)

    def __repr__(self) -> str:
        shown = "".join(f"\n  {hit!r}" for hit in self.hits)
        return f"<Results {self.query!r}: {len(self.hits)} of {self.total:,}>{shown}"

    def _repr_html_(self) -> str:
        """Return the results as a notebook shows them: what was asked, and each hit marked; all of it escaped."""
        heading = f"{len(self.hits)} of {self.total:,} passages for {self.query or 'everything'}"
        offers = (f"{each.said} ({each.total:,}): {each.query}" for each in self.narrower)
        notes = "".join(f"<p><i>{html.escape(note)}</i></p>" for note in (*self.notes, *offers))
        return f"<p><b>{html.escape(heading)}</b></p>{notes}" + "".join(hit._repr_html_() for hit in self.hits)

    def extent(self) -> Extent:
        """Return from when to when all that was found is, on every page, and of how many meetings.

        Raises:
            IndexClosedError: The index was closed, or went on to another state, before anybody asked.
        """
        hits, _, meetings = self._days()
        days = sorted(hits)
        first, last = (datetime.date.fromisoformat(days[at]) if days else None for at in (0, -1))
        return Extent(first, last, meetings)

    def timeline(self, by: Literal["year", "month"] = "year") -> Timeline:
        """Count all that was found, on every page, by the time of its meetings.

        Times without hits, and without any passage, stand among the others. What has no date is left out.

        Args:
            by: "year" or "month".

        Returns:
            Each year or month from the first meeting of the index to the last, in order; a tuple that a notebook
            shows as a picture.

        Raises:
            ArgumentError: There is no such unit.
            IndexClosedError: The index was closed, or went on to another state, before anybody asked.
        """
        if by not in ("year", "month"):
            raise ArgumentError(f"by has no choice {by!r}: year, month", argument="by")
        hits, passages = (sum_by(each, 4 if by == "year" else 7) for each in self._days()[:2])
        return Timeline(count_periods(hits, passages))

    def to_pandas(self) -> Any:  # Any: the library may be missing, and its types with it
        """Return this page of hits as a data frame of pandas, one a row.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        return self._make_frame("pandas")

    def to_polars(self) -> Any:  # Any: as above
        """Return this page of hits as a data frame of polars, one a row.

        Raises:
            MissingLibraryError: polars is not installed.
        """
        return self._make_frame("polars")

    def _make_frame(self, library: str) -> Any:
        rows = [{"rank": hit.rank, "score": hit.score, **row_of(hit.located)} for hit in self.hits]
        return make_frame(rows, ("rank", "score", *COLUMNS), library=library)

    def explain(self, hit: Hit) -> Explanation:
        """Explain the rank of a hit by the parts of its score.

        Args:
            hit: One of these results' hits.

        Returns:
            The parts whose sum is the hit's score, each with its reason in words.
        """
        passage, meeting = hit.passage, hit.meeting
        matched = dict.fromkeys(passage.text[start:end].casefold() for start, end in hit.highlights)
        return make_explanation(
            hit.score,
            hit._parts,
            words=tuple(matched),
            title=hit.item.title,
            meeting=", ".join(filter(None, (meeting.body, meeting.date.isoformat() if meeting.date else None))),
            speakers=passage.said_by,
        )

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the results as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "query": self.query,
            "match": self.match,
            "total": self.total,
            "copies": self.copies,
            "groups": self.groups,
            "has_more": self.has_more,
            "generation": self.generation,
            "elapsed_ms": self.elapsed_ms,
            "expansions": {word: list(forms) for word, forms in self.expansions.items()},
            "approximate": list(self.approximate),
            "suggestion": self.suggestion,
            "unmatched": {name: list(nearest) for name, nearest in self.unmatched.items()},
            "notes": list(self.notes),
            "narrower": [each._asdict() for each in self.narrower],
            "facets": {name: [each.to_dict() for each in counts] for name, counts in self.facets.items()},
            "hits": [hit.to_dict() for hit in self.hits],
        }
