"""A small index of made-up minutes, of which every filter chooses some."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

import minutesearch as ms


def said(text: str, printed: str, person: str | None = None, role: str | None = None) -> ms.Passage:
    evidence = ms.Span(0, len(printed))
    spoken = ms.Attribution(printed=printed, person=person, role=role, evidence=evidence)
    return ms.Passage(text=text, attributions=(spoken,))


def shown(position: int) -> tuple[ms.Evidence, ...]:
    return (ms.Evidence(position, ms.Span(0, 5)),)


KENT = ms.Meeting(
    council="Kent County Council",
    body="Health Overview and Scrutiny Committee",
    date=datetime.date(2024, 3, 6),
    items=(
        ms.AgendaItem(
            number="12",
            title="Winter plan",
            passages=(
                ms.Passage(text="The Integrated Care System (ICS) was described."),
                said("Mr Badu introduced the strategy.", "Mr Badu", "Vincent Badu", "Chief Strategy Officer"),
                ms.Passage(text="Members thanked Mr Camkpin for prescribing care.", mentions=("Jon Camkpin",)),
                ms.Passage(
                    text="RESOLVED that the report be noted.",
                    kind=ms.Kind.DECISION,
                    decision_type=ms.DecisionType.NOTED,
                ),
            ),
            motions=(
                ms.Motion(
                    mover="Gavin Dale",
                    seconder="Ann Marsh",
                    outcome=ms.Outcome.CARRIED,
                    text="x",
                    evidence=shown(4),
                ),
            ),
        ),
    ),
)
LEEDS = ms.Meeting(
    council="Leeds City Council",
    body="Planning Committee",
    date=datetime.date(2025, 7, 2),
    items=(
        ms.AgendaItem(
            number="7A",
            title="Parking on High Street",
            passages=(
                said("The Chair opened the colour scheme for parking.", "The Chair"),
                ms.Passage(text="Officers would write to the organisation.", kind=ms.Kind.ACTION),
                ms.Passage(
                    text="RESOLVED that permission be granted.",
                    kind=ms.Kind.DECISION,
                    decision_type=ms.DecisionType.APPROVED,
                ),
            ),
            actions=(ms.Action(text="write", owner="Paul Hume", evidence=shown(2)),),
        ),
    ),
)


@pytest.fixture(scope="session")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    """Open an index of the two meetings; tests only read it."""
    with ms.create_index(tmp_path_factory.mktemp("minutes") / "index") as index:
        index.add(KENT, LEEDS)
        yield index
