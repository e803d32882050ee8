"""Explanations of a hit's score, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from minutesearch.late import dataclass

__all__ = ["Explanation", "Part", "make_explanation"]


class Part(NamedTuple):
    """One part of a score."""

    #: Its short name: words, coverage, form, neighbours, stretch, item, meeting, speaker, feedback or procedural.
    name: str
    #: What it adds to the score; below 0 if it takes away.
    value: float
    #: What it stands for, as a sentence.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The parts of a hit's score, which explain its rank."""

    #: The score of the hit.
    score: float
    #: The parts that add up to it, in a fixed order; parts of 0 are left out. Empty where filters alone chose the
    #: passage.
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        lines = [f"{part.value:10.4f}  {part.name}: {part.reason}" for part in self.parts]
        return "\n".join([*lines, f"{self.score:10.4f}  in all"])

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the explanation as plain values that `json.dumps` takes."""
        return {"score": self.score, "parts": [part._asdict() for part in self.parts]}


def make_explanation(
    score: float,
    parts: Sequence[tuple[str, float]],
    *,
    words: Sequence[str],
    title: str | None,
    meeting: str | None,
    speakers: Sequence[str],
) -> Explanation:
    """Return an explanation of a score, with each part in words.

    Args:
        score: The score.
        parts: Names and values, which add up to the score but for rounding.
        words: The words of the passage that matched, as printed.
        title: The title of its item; None if unknown.
        meeting: Its meeting, as one would say it; None if unknown.
        speakers: The speakers of the passage.
    """
    reasons = {
        "words": f"its own words ({', '.join(words)})" if words else "the words of its title, topic or lead-in",
        "coverage": "how much of the query it holds by itself",
        "form": "words in another form than the one typed",
        "neighbours": "the words in it and close around it, the more of the query's words the better",
        "stretch": "the best place of its item",
        "item": f"its item as a whole{f', “{title}”' if title else ''}",
        "meeting": f"its meeting as a whole{f', {meeting}' if meeting else ''}",
        "speaker": f"said by {', '.join(speakers) or 'a speaker'}, whom the query names",
        "feedback": "words that it shares with the best passages",
        "procedural": "a procedural passage counts half",
    }
    values = {name: round(value, 6) for name, value in parts}
    if values:
        # What rounding takes from the sum goes to the greatest part, so that the parts add up as printed.
        greatest = max(values, key=lambda name: abs(values[name]))
        values[greatest] = round(values[greatest] + score - sum(values.values()), 6)
    return Explanation(
        score=score, parts=tuple(Part(name, value, reasons.get(name, name)) for name, value in values.items())
    )
