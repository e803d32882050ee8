"""An index whose every text, title, name and address is a payload, and the requests that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import minutesearch as ms

__all__ = ["index_payloads", "list_requests"]


def index_payloads(folder: Path, payloads: Sequence[str]) -> None:
    """Make an index of one meeting for each payload, which the word "payload" and its number find."""
    with ms.create_index(folder) as index:
        index.add(*(_meeting(payload, number) for number, payload in enumerate(payloads)), workers=1)


def _meeting(payload: str, number: int) -> ms.Meeting:
    spoken = ms.Attribution(printed=payload, person=payload, role=payload, party=payload, evidence=ms.Span(0, 5))
    shown = (ms.Evidence(1, ms.Span(0, 5)),)
    passage = ms.Passage(
        text=f"n{number} payload {payload} payload",
        kind=ms.Kind.DECISION,
        decision_type=ms.DecisionType.NOTED,
        label=payload,
        marker=payload,
        lead_in=f"payload {payload}",
        topic=f"payload {payload}",
        attributions=(spoken,),
        mentions=(payload,),
    )
    motion = ms.Motion(mover=payload, seconder=payload, text=payload, outcome=ms.Outcome.CARRIED, evidence=shown)
    vote = ms.Vote(ayes=1, names_for=(payload,), names_against=(payload,), names_abstaining=(payload,))
    asked = ms.Question(text=payload, asker=payload, answer=payload, answerer=payload, evidence=shown)
    came = tuple(ms.Attendance(name=payload, presence=each, role=payload) for each in ms.Presence)
    item = ms.AgendaItem(
        number=payload,
        title=f"payload {payload}",
        summary=payload,
        url=payload,
        modgov_item=payload,
        modgov_issue=payload,
        agenda_number=payload,
        passages=(passage,),
        motions=(motion,),
        votes=(vote,),
        actions=(ms.Action(text=payload, owner=payload, due=payload, evidence=shown),),
        declarations=(ms.Declaration(member=payload, interest=payload, matter=payload, evidence=shown),),
        questions=(asked,),
        attendance=came,
    )
    return ms.Meeting(
        council=payload,
        body=f"{payload} {number}",
        time=payload,
        venue=payload,
        chair=payload,
        status=payload,
        url=payload,
        items=(item,),
    )


def list_requests(payload: str, number: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the parameters of requests that show a payload, or that are one."""
    yield [("q", f"n{number} payload")]
    yield [("q", payload)]
    yield [("q", f'{payload} "')]
    yield [("q", "payload"), ("body", payload)]
    yield [("q", f"n{number}"), ("said_by", f"={payload}"), ("kind", "decision")]
    yield [("sort", payload)]
    yield [(payload or "x", payload)]
