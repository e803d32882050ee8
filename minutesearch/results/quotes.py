"""What checking a quotation returns: where it stands, and what differs, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from minutesearch.late import dataclass
from minutesearch.located import Located
from minutesearch.records import Attribution, Span
from minutesearch.results.hits import spoken_values

__all__ = ["QuoteCheck", "QuoteMark", "QuotePart", "QuotePlace", "QuoteStretch", "Verdict"]

Verdict = Literal["exact", "near", "altered", "not found"]
QuoteMark = Literal["same", "changed", "left out", "put in", "elided", "torn off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteStretch:
    """A stretch of a quotation beside the stretch of the minutes that it stands for."""

    #: What it is: "same"; "changed"; "left out", printed words that the quotation does not have; "put in", words
    #: of its own; "elided", left out with a sign that says so; or "torn off", a negation right beside the stretch
    #: that was quoted, which governs it.
    mark: QuoteMark
    #: The words of the quotation; empty where it has none.
    quoted: str = ""
    #: The words of the minutes; empty where they have none.
    printed: str = ""
    #: Whether the sense may be another: a negation or a number differs.
    changes_sense: bool = False

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return it as plain values that `json.dumps` takes."""
        return {
            "mark": self.mark,
            "quoted": self.quoted,
            "printed": self.printed,
            "changes_sense": self.changes_sense,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePart:
    """One passage that a quotation stands in, or a part of it."""

    #: The passage, in its place.
    located: Located
    #: The stretch from the first word that was quoted to the last: half-open, in code points.
    span: Span
    #: The text that the stretch is of: the passage's own, or its lead-in.
    text_of: Literal["text", "lead_in"] = "text"

    @property
    def text(self) -> str:
        """The words of the stretch as printed."""
        whole = self.located.passage.text if self.text_of == "text" else self.located.passage.lead_in or ""
        return whole[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePlace:
    """A place in the minutes that a quotation is compared with."""

    #: The passages that it stands in, in reading order: mostly one.
    parts: tuple[QuotePart, ...]
    #: The comparison of quotation and minutes in order, equal stretches included.
    stretches: tuple[QuoteStretch, ...]
    #: The share of words that are the same, from 0 to 1.
    similarity: float
    #: Those whose words it can be, of all who speak in its passages; empty where it stands before what they say.
    speakers: tuple[Attribution, ...] = ()

    @property
    def differences(self) -> tuple[QuoteStretch, ...]:
        """What differs; what was left out with a sign that says so is no difference."""
        return tuple(each for each in self.stretches if each.mark not in ("same", "elided"))

    @property
    def changes_sense(self) -> bool:
        """Whether a negation or a number differs, or a negation was torn off."""
        return any(each.changes_sense for each in self.stretches)

    @property
    def printed(self) -> str:
        """The words of the minutes, from the first that was quoted to the last."""
        return " ".join(part.text for part in self.parts)

    @property
    def located(self) -> Located:
        """The first of its passages, in its place."""
        return self.parts[0].located

    @property
    def citation(self) -> str:
        """A reference to print, to the first of its passages."""
        return self.located.citation

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who speaks in its passages, in their order; empty where the minutes name nobody."""
        passages = dict.fromkeys(part.located.passage for part in self.parts)
        return tuple(spoken for passage in passages for spoken in passage.attributions)

    @property
    def said_by(self) -> tuple[str, ...]:
        """The names of its speakers: the person if the page says who it is, else as printed."""
        return tuple(dict.fromkeys(each.person or each.printed for each in self.speakers))

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the place as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        item, meeting = self.located.item, self.located.meeting
        return {
            "similarity": self.similarity,
            "changes_sense": self.changes_sense,
            "printed": self.printed,
            "stretches": [each.to_dict() for each in self.stretches],
            "said_by": list(self.said_by),
            "attributions": [spoken_values(each) for each in self.attributions],
            "citation": self.citation,
            "passages": [
                {
                    "id": part.located.passage.id,
                    "text": part.located.passage.text,
                    "span": list(part.span),
                    "text_of": part.text_of,
                }
                for part in self.parts
            ],
            "item": {"id": item.id, "number": item.number, "title": item.title, "url": item.url},
            "meeting": {
                "id": meeting.id,
                "council": meeting.council,
                "body": meeting.body,
                "date": meeting.date.isoformat() if meeting.date else None,
                "url": meeting.url,
            },
            "source": self.located.source,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """Whether a quotation is in the minutes, where, and how it differs."""

    #: The quotation as it was given.
    quote: str
    #: "exact": word for word, whatever its case, quotation marks and dashes; "near": nearly; "altered": nearly,
    #: but a negation or a number differs, or a negation was torn off; "not found": nothing is like it.
    verdict: Verdict
    #: The places that it may be from, the most alike first; empty if it was not found.
    places: tuple[QuotePlace, ...] = ()
    #: How many passages have it word for word, in their text, title, topic or lead-in; with less than that, the
    #: number of `places`.
    total: int = 0
    #: Where it was not found, what is least unlike it; None if there is nothing.
    nearest: QuotePlace | None = None
    #: The filters that let nothing through, by name, each with the nearest values of the index.
    unmatched: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: The same in sentences, and whether the words are of others than `said_by` asked for.
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the answer as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "quote": self.quote,
            "verdict": self.verdict,
            "total": self.total,
            "places": [place.to_dict() for place in self.places],
            "nearest": self.nearest.to_dict() if self.nearest else None,
            "unmatched": {name: list(nearest) for name, nearest in self.unmatched.items()},
            "notes": list(self.notes),
        }
