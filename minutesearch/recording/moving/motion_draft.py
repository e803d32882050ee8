"""Motions under construction, which later words of the item may still complete."""

from __future__ import annotations

from minutesearch.records import Evidence, Motion, Outcome, Span

__all__ = ["MotionDraft", "MotionDrafts"]

#: So many passages lie at most between a motion and an outcome that names none.
_REACH = 8


class MotionDraft:
    """A motion that later passages may still complete."""

    __slots__ = (
        "_evidence",
        "called",
        "doubted_at",
        "is_amendment",
        "is_implied",
        "is_spoken",
        "mover",
        "names_amendment",
        "outcome",
        "seconder",
        "text",
    )

    def __init__(self, *, mover: str | None = None, is_amendment: bool = False) -> None:
        self.mover = mover
        self.seconder: str | None = None
        self.text: str | None = None
        self.outcome: Outcome | None = None
        self.is_amendment = is_amendment
        #: Whether the outcome is only shown by a resolution that follows, and so yields to one that is said.
        self.is_implied = False
        #: Whether it is to amend something else than a motion: "a constitutional amendment was proposed".
        self.names_amendment = False
        #: Whether it is known by a speech alone: "Councillor Ash in proposing the motion said".
        self.is_spoken = False
        #: The passage whose words moved name the outcome, which so yields to one that it names later.
        self.doubted_at: int | None = None
        #: What an outcome called it by, where it named no mover: "A", "by the Labour Group".
        self.called: str | None = None
        self._evidence: list[Evidence] = []

    def show(self, place: int, span: Span) -> None:
        """Add a span of a passage to the evidence; the passage is given by its index, counted from 0."""
        evidence = Evidence(place + 1, span)
        if evidence not in self._evidence:
            self._evidence.append(evidence)

    @property
    def is_bare(self) -> bool:
        """Whether neither who moved nor who seconded it is known, nor how it ended."""
        return self.mover is None and self.seconder is None and self.outcome is None

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

    def is_near(self, place: int) -> bool:
        """Return whether the motion was last told of so near that a bare "Carried." can be of it."""
        return any(self.is_shown_at(place - back) for back in range(_REACH + 1))


class MotionDrafts(list[MotionDraft]):
    """The motions of an item so far, in order, and which of them the next words are of."""

    __slots__ = ()

    def may_be_seconded(self, place: int, seconder: str) -> bool:
        """Return whether somebody can second the last motion: it is near, not seconded, and not theirs."""
        last = self[-1] if self else None
        return last is not None and last.seconder is None and last.mover != seconder and last.is_near(place)

    def is_last_repeated(self, place: int, mover: str | None) -> bool:
        """Return whether the last motion, still open and not seconded, is right before by the same mover."""
        last = self[-1] if self else None
        return (
            last is not None
            and last.mover == mover
            and last.seconder is None
            and last.outcome is None
            and any(last.is_shown_at(place - back) for back in range(2 if mover else 3))
        )

    def end_last(self, place: int, sentence: Span) -> None:
        """Mark the last motion as carried, if it is seconded and still open."""
        last = self[-1] if self else None
        if last is not None and last.outcome is None and last.seconder:
            last.outcome = Outcome.CARRIED
            last.show(place, sentence)

    def correct_last(self, place: int, outcome: Outcome, *, amends: bool, is_doubtful: bool) -> bool:
        """Set the outcome of the last motion anew, if it was doubtful and of the same passage."""
        last = self[-1] if self else None
        if last is None or last.doubted_at != place or last.is_amendment != amends or last.outcome is outcome:
            return False
        last.outcome, last.doubted_at = None if is_doubtful else outcome, None
        return True

    def was_amended(self) -> bool:
        """Return whether an amendment was carried."""
        return any(draft.is_amendment and draft.outcome is Outcome.CARRIED for draft in self)

    def find_target(self, name: str) -> MotionDraft | None:
        """Return the motion that an outcome refers to: the nearest still open of that name; or None.

        Args:
            name: "amendment", "substantive" or "motion"; "" for none of them.
        """
        if name == "amendment" and not any(draft.is_amendment for draft in self):
            if self and self[-1].names_amendment and self[-1].outcome is None:
                return self[-1]
            if len(self) > 1:  # the second of two motions, called an amendment where it is voted on
                self[-1].is_amendment = True
            else:  # one whose mover is not named
                self.append(MotionDraft(is_amendment=True))
            return self[-1]
        motions: list[MotionDraft] = self
        if name:
            amends = name == "amendment"
            motions = [draft for draft in self if draft.is_amendment == amends] or self
        if name == "substantive":
            if motions[0].is_amendment and all(draft.outcome is not None for draft in motions):
                self.append(MotionDraft())  # one whose mover is not named, below its amendments
                return self[-1]
            return motions[0]
        return next((draft for draft in reversed(motions) if draft.outcome is None or draft.is_implied), None)
