"""A passage as the answer to a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any

from minutesearch.late import dataclass
from minutesearch.located import Located
from minutesearch.records import AgendaItem, Attribution, Meeting, Passage, Span
from minutesearch.results.presenting import cut_short, hit_html, instant_text
from minutesearch.results.stretches import Stretch

__all__ = ["Hit", "spoken_values"]


def _miss_nothing(_: Sequence[str]) -> tuple[str, ...]:
    return ()


def _mark_nothing(_: str) -> tuple[Span, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit:
    """A passage that matches a query, or the stretch that it is the best of, with its rank and its score."""

    #: The place in the results, counted from 1 over all pages.
    rank: int
    #: How well the passage matches; comparable within one search only. 0.0 where filters alone chose it.
    score: float
    #: The passage in its place: with its item, its meeting and its source.
    located: Located
    #: The passages before it within its item, in order; empty unless asked for, by number or as its stretch.
    before: tuple[Passage, ...] = ()
    #: The passages after it within its item, in order; empty unless asked for, by number or as its stretch.
    after: tuple[Passage, ...] = ()
    #: How many more passages of its item or meeting match; None unless results are grouped.
    more: int | None = None
    #: The same passage in other sources of its meeting: the draft of these minutes, say. They are in the index,
    #: whether the query matches them or not.
    also_in: tuple[Located, ...] = ()
    #: The stretch of the item that the hit stands for, of which the passage is the best; None unless asked for.
    stretch: Stretch | None = None
    # Finding highlights reads the passage's words again, which costs more than the search itself where somebody
    # wants only totals, ids or texts: so they are found when they are asked for, by a value that knows the words.
    _mark: Callable[[str], tuple[Span, ...]] = field(default=_mark_nothing, repr=False)
    #: The parts that the score is the sum of, each with its name; ask `Results.explain` for them.
    _parts: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    #: Says which words of the query some texts do not have.
    _missing: Callable[[Sequence[str]], tuple[str, ...]] = field(default=_miss_nothing, repr=False)

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

    @property
    def missed(self) -> tuple[str, ...]:
        """The words of the query, as typed, that the passage has nowhere, nor its title, topic or lead-in.

        Empty where all words were asked for, and where all are there: only a search for any of them misses some.
        Of a stretch, what none of its passages has.
        """
        passages = self.stretch.passages if self.stretch else (self.passage,)
        texts = [text or "" for each in passages for text in (each.text, each.topic, each.lead_in)]
        return self._missing([*texts, self.item.title or ""])

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
        """A reference to print: council, body, date, item, paragraph and source, so far as they are known.

        Of a stretch, from its first paragraph to its last.
        """
        return self.stretch.citation if self.stretch else self.located.citation

    def __repr__(self) -> str:
        return f"<Hit {self.rank}: {cut_short(self.passage.text)!r} ({self.source}, {self.passage.id})>"

    def _repr_html_(self) -> str:
        """Return the hit as a notebook shows it: what matches marked, with the citation; all of it escaped."""
        return hit_html(self.located, self.highlights)

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the hit as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        passage, item, meeting = self.passage, self.item, self.meeting
        attributions = [spoken_values(spoken) for spoken in passage.attributions]
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
            "generation": passage.generation,
            "indexed_at": instant_text(passage.indexed_at) if passage.indexed_at else None,
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
            "also_in": [
                {"id": copy.passage.id, "source": copy.source, "citation": copy.citation} for copy in self.also_in
            ],
            "missed": list(self.missed),
            "stretch": self.stretch.to_dict() if self.stretch else None,
        }


def spoken_values(spoken: Attribution) -> dict[str, Any]:  # Any: a JSON value
    """Return an attribution as plain values that `json.dumps` takes."""
    return {
        "printed": spoken.printed,
        "person": spoken.person,
        "role": spoken.role,
        "party": spoken.party,
        "act": spoken.act.value,
        "evidence": None if spoken.evidence is None else list(spoken.evidence),
        "evidence_in": spoken.evidence_in,
    }
