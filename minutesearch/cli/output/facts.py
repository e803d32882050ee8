"""Output of the facts of an agenda item: motions, votes, actions, declarations, questions, attendance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import minutesearch as ms

__all__ = ["fact_values", "iter_fact_lines"]


def fact_values(item: ms.AgendaItem) -> dict[str, Any]:  # Any: JSON values
    """Return an item's facts as JSON values; null for whatever the page does not say."""
    return {
        "motions": [
            {
                "mover": one.mover,
                "seconder": one.seconder,
                "outcome": one.outcome.value if one.outcome else None,
                "text": one.text,
                "is_amendment": one.is_amendment,
            }
            for one in item.motions
        ],
        "votes": [
            {
                "for": one.ayes,
                "against": one.noes,
                "abstentions": one.abstentions,
                "names_for": list(one.names_for),
                "names_against": list(one.names_against),
                "names_abstaining": list(one.names_abstaining),
                "by_casting_vote": one.by_casting_vote,
            }
            for one in item.votes
        ],
        "actions": [{"text": one.text, "owner": one.owner, "due": one.due} for one in item.actions],
        "declarations": [
            {"member": one.member, "interest": one.interest, "matter": one.matter} for one in item.declarations
        ],
        "questions": [
            {"text": one.text, "asker": one.asker, "answer": one.answer, "answerer": one.answerer}
            for one in item.questions
        ],
        "attendance": [
            {"name": one.name, "presence": one.presence.value, "role": one.role} for one in item.attendance
        ],
    }


def iter_fact_lines(item: ms.AgendaItem) -> Iterator[tuple[str, str]]:
    """Yield an item's facts as lines for people: the sort of fact, and its words."""
    for motion in item.motions:
        said = (
            f"moved by {motion.mover}" if motion.mover else None,
            f"seconded by {motion.seconder}" if motion.seconder else None,
            motion.outcome.value if motion.outcome else "no outcome printed",
        )
        yield "amendment" if motion.is_amendment else "motion", ", ".join(filter(None, said))
    for vote in item.votes:
        abstained = "abstention" if vote.abstentions == 1 else "abstentions"
        sides = (("for", vote.ayes), ("against", vote.noes), (abstained, vote.abstentions))
        yield "vote", ", ".join(f"{count} {side}" for side, count in sides if count is not None)
    for action in item.actions:
        yield "action", " · ".join(filter(None, (action.owner, action.text, action.due)))
    for declared in item.declarations:
        yield "declaration", " · ".join(filter(None, (declared.member, declared.interest, declared.matter)))
    for person in item.attendance:
        yield person.presence.value, " · ".join(filter(None, (person.name, person.role)))
