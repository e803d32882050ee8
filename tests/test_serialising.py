"""What an index keeps comes back as it went in."""

from __future__ import annotations

from minutesearch.records import (
    Action,
    AgendaItem,
    Attendance,
    Declaration,
    Evidence,
    Meeting,
    Motion,
    Outcome,
    Presence,
    Question,
    Source,
    Span,
    Vote,
)
from minutesearch.serialising import dump_source, load_source

SHOWN = (Evidence(2, Span(0, 12)),)
ITEM = AgendaItem(
    title="Budget",
    motions=(Motion(mover="Councillor Lowe", outcome=Outcome.LOST, is_amendment=True, evidence=SHOWN), Motion()),
    votes=(Vote(ayes=3, noes=0, names_for=("Adams", "Baker"), by_casting_vote=True, evidence=SHOWN),),
    actions=(Action(text="circulate the slides", owner="Democratic Services", due="in due course"),),
    declarations=(Declaration(member="Councillor Fox", interest="personal", matter="item 5", evidence=SHOWN),),
    questions=(Question(text="Why?", asker="Mrs Brown", answer="Because.", answerer="The Leader"),),
    attendance=(Attendance(name="Councillor Rook", presence=Presence.APOLOGIES, evidence=SHOWN),),
)


def test_what_an_item_records_comes_back() -> None:
    meeting = Meeting(body="Council", items=(ITEM, AgendaItem(title="Parking")))
    text = dump_source(Source(name="a.txt", sha256=""), (meeting,), ())
    assert (meeting,) == load_source(text)[1]
