"""What is known of an item's motions while its passages are read: the drafts, and what is taken already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.motion_draft import MotionDraft, MotionDrafts
from minutesearch.recording.printed.members import Members
from minutesearch.recording.printed.person_names import in_order, surname
from minutesearch.records import Passage, Span
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import MovingAct

__all__ = ["ItemMotions", "is_speaking"]

#: So many passages lie at most between what is moved in talk and what shows that it was a motion.
_NOTED = 2
#: So many rows of a table lie at most between a motion and the row that says again who moved it.
_ROWS = 3
#: Who speaks to a motion so has moved or seconded it, or does so now.
_SPEAKING = re.compile(r"\bin\s(?:proposing|moving|seconding)\s", re.IGNORECASE)


class ItemMotions:
    """The motions of one item so far, with the passages that they are read from."""

    __slots__ = ("began", "drafts", "line", "marked", "members", "noted", "passages", "taken", "title", "told")

    def __init__(self, passages: Sequence[Passage], title: str | None, members: Members) -> None:
        self.passages = passages
        #: Those of whom the page says that they came or moved something.
        self.members = members
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
        #: The row of a table in which a mark last said who moved or seconded.
        self.marked = -1
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

        One right before it that nobody moved is the same: "MOTION: That it be adopted." over "MOVER: Ash". So is
        one that its mover spoke to before: "Councillor Ash in proposing the motion said" over "Proposed: Ash".
        """
        spoken = self._take_spoken(draft.mover) if draft.mover and not draft.is_spoken else None
        if spoken is not None:
            draft.text, draft.seconder = draft.text or spoken.text, draft.seconder or spoken.seconder
        last = self.last
        if draft.mover and last is not None and last.is_bare and last.is_shown_at(place - 1):
            draft.text = draft.text or last.text
            self.drafts.pop()
        self.drafts.append(draft)
        self.began = place

    def without_told(self, text: str, acts: Sequence[MovingAct]) -> list[MovingAct]:
        """Return acts without those of persons who speak to a motion that they moved before in the item."""
        return [
            act
            for act in acts
            if act.role is not Role.MOVES
            or not is_speaking(text, act)
            or self._find_mover(text[act.name.start : act.name.end]) is None
        ]

    def is_told_again(self, draft: MotionDraft, place: int) -> bool:
        """Take a draft that rows "MOVER: Ash" below the last motion give for that motion, if Ash moved it.

        Return whether it is that one; what the rows say of its end is kept.
        """
        last = self.last
        if last is None or not last.mover or not draft.mover or last.outcome not in (None, draft.outcome):
            return False
        if not any(last.is_shown_at(place - back) for back in range(1, _ROWS + 1)):
            return False
        if surname(in_order(last.mover)) != surname(in_order(draft.mover)):
            return False
        last.outcome = last.outcome or draft.outcome
        last.show(place, Span(0, len(self.passages[place].text)))
        self.began = place
        return True

    def is_of_other(self, owner: str | None) -> bool:
        """Return whether a motion that is called somebody's is not the last: nobody is said to have moved it."""
        mover = self.last.mover if self.last is not None else None
        if self.noted is not None and owner:
            mover = self.noted.mover
        if owner is None or mover is None:
            return owner is not None
        if owner.startswith("the ") or owner in mover.split():
            return False  # "the Chair's motion", "Ann's motion": who that is may just have moved it
        return surname(in_order(mover)) != surname(in_order(owner))

    def _take_spoken(self, mover: str) -> MotionDraft | None:
        """Take back the open motion that only a speech of somebody told of, who now is said to have moved it."""
        draft = self._find_mover(mover)
        if draft is None or not draft.is_spoken or draft.outcome is not None:
            return None
        self.drafts.remove(draft)
        return draft

    def _find_mover(self, name: str) -> MotionDraft | None:
        """Return the last motion of whoever has the surname of a name; None without any."""
        key = surname(in_order(name))
        moved = (draft for draft in reversed(self.drafts) if draft.mover)
        return next((draft for draft in moved if surname(in_order(str(draft.mover))) == key), None)

    def settle_noted(self, place: int) -> bool:
        """Take what was noted right before a passage for a motion; return whether anything was."""
        noted, self.noted = self.noted, None
        if noted is None or not any(noted.is_shown_at(place - back) for back in range(1, _NOTED + 1)):
            return False
        self.drafts.append(noted)
        return True


def is_speaking(text: str, act: MovingAct) -> bool:
    """Return whether somebody moves or seconds in a speech: "Councillor Ash in proposing the motion said"."""
    return _SPEAKING.search(text, *act.evidence) is not None
