"""A motion under construction, which later words of the item may still complete."""

from __future__ import annotations

from minutesearch.records import Evidence, Motion, Outcome, Span

__all__ = ["MotionDraft"]


class MotionDraft:
    """A motion that later passages may still complete."""

    __slots__ = ("_evidence", "is_amendment", "is_implied", "mover", "outcome", "seconder", "text")

    def __init__(self, *, mover: str | None = None, is_amendment: bool = False) -> None:
        self.mover = mover
        self.seconder: str | None = None
        self.text: str | None = None
        self.outcome: Outcome | None = None
        self.is_amendment = is_amendment
        #: Whether the outcome is only shown by a resolution that follows, and so yields to one that is said.
        self.is_implied = False
        self._evidence: list[Evidence] = []

    def show(self, place: int, span: Span) -> None:
        """Add a span of a passage to the evidence; the passage is given by its index, counted from 0."""
        evidence = Evidence(place + 1, span)
        if evidence not in self._evidence:
            self._evidence.append(evidence)

    def is_shown_at(self, place: int) -> bool:
        """Return whether words of a passage, given by its index, show the motion."""
        return any(one.position == place + 1 for one in self._evidence)

    def to_motion(self) -> Motion:
        """Return the finished record."""
        return Motion(
            mover=self.mover,
            seconder=self.seconder,
            text=self.text,
            outcome=self.outcome,
            is_amendment=self.is_amendment,
            evidence=tuple(self._evidence),
        )
