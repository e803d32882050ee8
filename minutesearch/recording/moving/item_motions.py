"""What is known of an item's motions while its passages are read: the drafts, and what is taken already."""

from __future__ import annotations

from collections.abc import Sequence

from minutesearch.recording.moving.motion_draft import MotionDraft, MotionDrafts
from minutesearch.records import Passage

__all__ = ["ItemMotions"]

#: So many passages lie at most between what is moved in talk and what shows that it was a motion.
_NOTED = 2


class ItemMotions:
    """The motions of one item so far, with the passages that they are read from."""

    __slots__ = ("began", "drafts", "line", "noted", "passages", "taken", "title", "told")

    def __init__(self, passages: Sequence[Passage], title: str | None) -> None:
        self.passages = passages
        self.title = title
        self.drafts = MotionDrafts()
        #: What somebody moved in talk, which is a motion only if somebody seconds it or it is said to have ended.
        self.noted: MotionDraft | None = None
        #: Passages that are the text of a motion, and so say nothing of how it ended.
        self.taken: set[int] = set()
        #: The passage in which the last motion began.
        self.began = -1
        #: The passage that last told of a motion of another meeting or body.
        self.told = -1
        #: The line over the passages that was last read as naming mover and seconder.
        self.line: str | None = None

    @property
    def last(self) -> MotionDraft | None:
        """The motion that began last; None before any."""
        return self.drafts[-1] if self.drafts else None

    def before(self, place: int) -> Passage | None:
        """Return the passage before a place; None before the first."""
        return self.passages[place - 1] if place else None

    def after(self, place: int) -> Passage | None:
        """Return the passage behind a place; None behind the last."""
        return self.passages[place + 1] if place + 1 < len(self.passages) else None

    def begin(self, draft: MotionDraft, place: int) -> None:
        """Add a motion that begins in the passage at a place.

        One right before it that nobody moved is the same: "MOTION: That it be adopted." over "MOVER: Ash".
        """
        last = self.last
        if draft.mover and last is not None and last.is_bare and last.is_shown_at(place - 1):
            draft.text = draft.text or last.text
            self.drafts.pop()
        self.drafts.append(draft)
        self.began = place

    def settle_noted(self, place: int) -> bool:
        """Take what was noted right before a passage for a motion; return whether anything was."""
        noted, self.noted = self.noted, None
        if noted is None or not any(noted.is_shown_at(place - back) for back in range(1, _NOTED + 1)):
            return False
        self.drafts.append(noted)
        return True
