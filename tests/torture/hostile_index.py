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
    spoken = ms.Attribution(printed=payload, person=payload, role=payload, evidence=ms.Span(0, 5))
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
    item = ms.AgendaItem(number=payload, title=f"payload {payload}", url=payload, passages=(passage,))
    return ms.Meeting(council=payload, body=f"{payload} {number}", url=payload, venue=payload, items=(item,))


def list_requests(payload: str, number: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the parameters of requests that show a payload, or that are one."""
    yield [("q", f"n{number} payload")]
    yield [("q", payload)]
    yield [("q", f'{payload} "')]
    yield [("q", "payload"), ("body", payload)]
    yield [("q", f"n{number}"), ("said_by", f"={payload}"), ("kind", "decision")]
    yield [("sort", payload)]
    yield [(payload or "x", payload)]
