"""The frozen values that searching or changing an index returns."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, overload

from minutesearch.errors import ArgumentError
from minutesearch.explanations import Explanation, make_explanation
from minutesearch.located import Located
from minutesearch.presenting import COLUMNS, cut_short, hit_html, make_frame, row_of
from minutesearch.records import AgendaItem, Attribution, Meeting, Passage, Problem, Span

__all__ = [
    "Acronym",
    "DroppedLine",
    "FacetCount",
    "FileReading",
    "Hit",
    "IndexedSource",
    "Period",
    "Progress",
    "Related",
    "Repair",
    "Report",
    "Results",
    "Similar",
    "Stats",
]


class FacetCount(NamedTuple):
    """How many of the matching passages have one value of a facet."""

    #: The value.
    value: str
    #: How many passages have it.
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a pair


class Acronym(NamedTuple):
    """An acronym that the minutes themselves define, as in "Integrated Care Partnership (ICP)"."""

    #: The acronym as printed: "ICP".
    short: str
    #: What it stands for, as printed: "Integrated Care Partnership".
    long: str
    #: How many passages and titles define it so.
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a triple


def _mark_nothing(_: str) -> tuple[Span, ...]:
    return ()


class Period(NamedTuple):
    """A year or a month, with how much was found of it."""

    #: The year or month, as "2020" or "2020-10".
    period: str
    #: How many hits are of it.
    hits: int
    #: How many passages the index has of it, found or not.
    passages: int
    #: How many of a thousand of these passages were found; 0.0 where there are none.
    per_1000: float


def _no_days() -> tuple[Mapping[str, int], Mapping[str, int]]:
    return {}, {}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit:
    """A passage that matches a query, with its rank, its score and what in it matched."""

    #: The place in the results, counted from 1 over all pages.
    rank: int
    #: How well the passage matches; comparable within one search only. 0.0 where filters alone chose it.
    score: float
    #: The passage in its place: with its item, its meeting and its source.
    located: Located
    #: The passages before it within its item, in order; empty unless asked for.
    before: tuple[Passage, ...] = ()
    #: The passages after it within its item, in order; empty unless asked for.
    after: tuple[Passage, ...] = ()
    #: How many more passages of its item or meeting match; None unless results are grouped.
    more: int | None = None
    # Finding highlights reads the passage's words again, which costs more than the search itself where somebody
    # wants only totals, ids or texts: so they are found when they are asked for, by a value that knows the words.
    _mark: Callable[[str], tuple[Span, ...]] = field(default=_mark_nothing, repr=False)
    #: The parts that the score is the sum of, each with its name; ask `Results.explain` for them.
    _parts: tuple[tuple[str, float], ...] = field(default=(), repr=False)

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.located.passage

    @property
    def item(self) -> AgendaItem:
        """The agenda item that it belongs to."""
        return self.located.item

    @property
    def meeting(self) -> Meeting:
        """The meeting that it belongs to."""
        return self.located.meeting

    @property
    def source(self) -> str:
        """The name of the source that it came from."""
        return self.located.source

    @property
    def highlights(self) -> tuple[Span, ...]:
        """The stretches of `passage.text` that matched: half-open, in code points, in order, disjoint."""
        return self._mark(self.passage.text)

    def mark(self, text: str) -> tuple[Span, ...]:
        """Return the stretches that the query matches in another text of the hit: a title, topic or lead-in.

        Args:
            text: Any text.

        Returns:
            Half-open stretches of the text in code points, in order, never overlapping; empty if nothing matches.
        """
        return self._mark(text)

    @property
    def citation(self) -> str:
        """A reference to print: council, body, date, item, paragraph and source, so far as they are known."""
        return self.located.citation

    def __repr__(self) -> str:
        return f"<Hit {self.rank}: {cut_short(self.passage.text)!r} ({self.source}, {self.passage.id})>"

    def _repr_html_(self) -> str:
        """Return the hit as a notebook shows it: what matches marked, with the citation; all of it escaped."""
        return hit_html(self.located, self.highlights)

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the hit as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        passage, item, meeting = self.passage, self.item, self.meeting
        attributions = [_spoken_values(spoken) for spoken in passage.attributions]
        return {
            "rank": self.rank,
            "score": self.score,
            "id": passage.id,
            "citation": self.citation,
            "text": passage.text,
            "kind": passage.kind.value,
            "label": passage.label,
            "lead_in": passage.lead_in,
            "topic": passage.topic,
            "decision_type": passage.decision_type.value if passage.decision_type else None,
            "attribution": attributions[0] if attributions else None,
            "attributions": attributions,
            "highlights": [list(span) for span in self.highlights],
            "position": passage.position,
            "item": {"id": item.id, "number": item.number, "title": item.title, "url": item.url},
            "meeting": {
                "id": meeting.id,
                "council": meeting.council,
                "body": meeting.body,
                "date": meeting.date.isoformat() if meeting.date else None,
                "url": meeting.url,
            },
            "source": self.source,
            "before": [{"id": passage.id, "text": passage.text} for passage in self.before],
            "after": [{"id": passage.id, "text": passage.text} for passage in self.after],
            "more": self.more,
        }


def _sum_by(days: Mapping[str, int], letters: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for day, count in days.items():
        counts[day[:letters]] = counts.get(day[:letters], 0) + count
    return counts


def _iter_periods(known: Mapping[str, int]) -> Iterator[str]:
    """Iterate over the years, or months, from the first that is known to the last."""
    if not known:
        return
    first, last = min(known), max(known)
    if len(first) == len("2020"):
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
        return
    begin, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1))


def _spoken_values(spoken: Attribution) -> dict[str, Any]:  # Any: a JSON value
    return {
        "printed": spoken.printed,
        "person": spoken.person,
        "role": spoken.role,
        "act": spoken.act.value,
        "evidence": list(spoken.evidence),
        "evidence_in": spoken.evidence_in,
    }


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Results(Sequence[Hit]):
    """The answer to a search: one page of hits, and the totals, facets and expansions of the whole search."""

    #: Whether every word was asked for ("all") or any of them ("any").
    match: Literal["all", "any"]
    #: How many passages match: exact, and the same on every page.
    total: int
    #: This page of hits, best first.
    hits: tuple[Hit, ...]
    #: How many items or meetings match; None unless results are grouped.
    groups: int | None = None
    #: Counts by value for each facet asked for, most first; each facet leaves out its own filter.
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
    #: The same in sentences: 'No council is called “Kentt”. Nearest: Kent.'
    notes: tuple[str, ...] = ()
    #: How long the search took, in milliseconds.
    elapsed_ms: float
    # Counting by day is a search of its own, done when somebody asks.
    _days: Callable[[], tuple[Mapping[str, int], Mapping[str, int]]] = field(
        default=_no_days, compare=False, hash=False
    )
    # Saying a query back reads it once more, so that is done when somebody asks.
    _say: Callable[[], str] = field(default=str, repr=False)

    @property
    def query(self) -> str:
        """What was asked, with the filters given as arguments, as a query that reads back to the same hits."""
        return self._say()

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
        return f"<p><b>{html.escape(heading)}</b></p>" + "".join(hit._repr_html_() for hit in self.hits)

    def timeline(self, by: Literal["year", "month"] = "year") -> tuple[Period, ...]:
        """Count all that was found, on every page, by the time of its meetings.

        Times without hits, and without any passage, stand among the others. What has no date is left out.

        Args:
            by: "year" or "month".

        Returns:
            Each year or month from the first meeting of the index to the last, in order.

        Raises:
            ArgumentError: There is no such unit.
            IndexClosedError: The index was closed, or went on to another state, before anybody asked.
        """
        if by not in ("year", "month"):
            raise ArgumentError(f"by has no choice {by!r}: year, month", argument="by")
        hits, passages = (_sum_by(each, 4 if by == "year" else 7) for each in self._days())
        return tuple(
            Period(
                period,
                hits.get(period, 0),
                passages.get(period, 0),
                round(1000 * hits.get(period, 0) / passages[period], 3) if period in passages else 0.0,
            )
            for period in _iter_periods(passages)
        )

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
            speakers=tuple(
                dict.fromkeys(
                    spoken.person or spoken.printed for spoken in passage.attributions if spoken.is_speech
                )
            ),
        )

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the results as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "query": self.query,
            "match": self.match,
            "total": self.total,
            "groups": self.groups,
            "elapsed_ms": self.elapsed_ms,
            "expansions": {word: list(forms) for word, forms in self.expansions.items()},
            "approximate": list(self.approximate),
            "suggestion": self.suggestion,
            "unmatched": {name: list(nearest) for name, nearest in self.unmatched.items()},
            "notes": list(self.notes),
            "facets": {
                name: [{"value": value, "count": count} for value, count in counts]
                for name, counts in self.facets.items()
            },
            "hits": [hit.to_dict() for hit in self.hits],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A passage that resembles another one."""

    #: The passage, in its place.
    located: Located
    #: How alike, from 0 to 1.
    score: float
    #: The telling words that both have, the most telling first.
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the passage as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        passage = self.located.passage
        return {
            "id": passage.id,
            "score": self.score,
            "words": list(self.words),
            "text": passage.text,
            "item": self.located.item.title,
            "citation": self.located.citation,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An agenda item of another meeting that is about the same matter."""

    #: The item's best matching passage, in its place.
    located: Located
    #: How much of the matter's telling words the item has, from 0 to 1.
    score: float
    #: The telling words that both have, the most telling first.
    words: tuple[str, ...]
    #: Whether the council itself gives both items the same number of a matter.
    same_matter: bool

    @property
    def item(self) -> AgendaItem:
        """The item, without its passages."""
        return self.located.item

    @property
    def meeting(self) -> Meeting:
        """The meeting that it belongs to."""
        return self.located.meeting

    @property
    def source(self) -> str:
        """The name of the source that it came from."""
        return self.located.source

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the item as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "id": self.item.id,
            "score": self.score,
            "words": list(self.words),
            "same_matter": self.same_matter,
            "title": self.item.title,
            "body": self.meeting.body,
            "date": self.meeting.date.isoformat() if self.meeting.date else None,
            "source": self.source,
        }


class Progress(Protocol):
    """A function that `Index.add` and `Index.sync` call after each source.

    It takes, by their place, how many sources are done, how many there are, and the name of the last.
    """

    def __call__(self, done: int, total: int, name: str, /) -> object:
        """Take note of one more source done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedSource:
    """A source in an index: one file or record, with the meetings read from it."""

    #: Its name: what `Index.remove` takes, and `Hit.source` has.
    name: str
    #: The SHA-256 of its content and of what the sidecar says of it, in hexadecimal.
    sha256: str
    #: Where it was read from; None for a record.
    path: str | None
    #: How many passages it has.
    passages: int
    #: Its meetings in the order of the source, each with its items, which are without their passages.
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a change of the index, in figures; a change is made as a whole or not at all."""

    #: How many sources are new.
    added: int = 0
    #: How many sources were there with other content and were replaced.
    updated: int = 0
    #: How many sources were there already, with the same content.
    unchanged: int = 0
    #: How many sources were taken out.
    removed: int = 0
    #: How many passages the sources added and updated have.
    passages: int = 0
    #: What could not be read, or only in part; each names its file.
    problems: tuple[Problem, ...] = ()
    #: How many sources were read now as each form of page, most first; those unchanged were not read again.
    page_kinds: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedLine:
    """Words of a file that are no passage: a label, a heading, a menu, a running head."""

    #: The words.
    text: str
    #: The line of the file, counted from 1; None if it has no lines.
    line: int | None = None
    #: The printed page, counted from 1; None if it has no pages.
    page: int | None = None
    #: Whether it runs from page to page: a running head or foot, or a page number.
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What was read from one file, without adding it to an index."""

    #: The file: its path, or "archive.zip/inner.txt".
    file: str
    #: The form it was read as: "agenda item", "whole meeting", "issue" and so on; "unread" if it could not be.
    page_kind: str
    #: The meetings with their items and passages, without ids.
    meetings: tuple[Meeting, ...] = ()
    #: What was dropped knowingly, in the order of the file where it has lines.
    dropped: tuple[DroppedLine, ...] = ()
    #: What is wrong with it.
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The outcome of a repair of an index."""

    #: "nothing" if all was sound; "marker" if only minutesearch.json was written anew; "went back" to an
    #: older committed state; or "rebuilt", from stored passages.
    done: Literal["nothing", "marker", "went back", "rebuilt"]
    #: The number of the commit that the index holds now.
    generation: int
    #: The sources that are lost, or are as they were before; by name, where that could still be read. Adding or
    #: syncing them puts them right.
    lost: tuple[str, ...] = ()
    #: What was damaged.
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The size of an index, in figures."""

    #: How many sources.
    sources: int
    #: How many meetings.
    meetings: int
    #: How many agenda items.
    items: int
    #: How many passages.
    passages: int
    #: How many distinct words (as printed, letter case aside) the passages have.
    words: int
    #: How many passages there are of each kind, most first.
    kinds: tuple[FacetCount, ...]
    #: The earliest day of a meeting; None where no meeting has a date.
    first_date: datetime.date | None
    #: The latest day of a meeting; None where no meeting has a date.
    last_date: datetime.date | None
    #: The size of the index's files, in bytes.
    size_bytes: int

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the figures as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "sources": self.sources,
            "meetings": self.meetings,
            "items": self.items,
            "passages": self.passages,
            "words": self.words,
            "kinds": [count._asdict() for count in self.kinds],
            "first_date": self.first_date.isoformat() if self.first_date else None,
            "last_date": self.last_date.isoformat() if self.last_date else None,
            "bytes": self.size_bytes,
        }
