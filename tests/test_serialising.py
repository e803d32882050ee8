"""What an index keeps comes back as it went in."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import pickle

import pytest

from minutesearch.digests import fingerprint_of
from minutesearch.records import (
    Action,
    AgendaItem,
    Attendance,
    Declaration,
    Evidence,
    Meeting,
    Motion,
    Outcome,
    Passage,
    Presence,
    Question,
    Source,
    Span,
    Vote,
)
from minutesearch.serialising import (
    dump_arrival,
    dump_passages,
    dump_source,
    load_acronyms,
    load_passage,
    load_source,
)

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


def test_acronyms_come_back() -> None:
    pairs = (("ICB", "Integrated Care Board"), ("HWB", "Health and Wellbeing Board"))
    assert load_acronyms(dump_source(Source(name="a.txt", sha256=""), (), pairs)) == pairs


@pytest.mark.parametrize("pairs", ["[[1, 2]]", '[["ICB", ["Integrated"]]]', '["ICB"]', '"ICB"', "7"])
def test_acronyms_that_are_no_texts_are_refused(pairs: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        load_acronyms(f'{{"acronyms": {pairs}}}')


def test_a_fingerprint_is_made_of_the_text_when_somebody_asks() -> None:
    passage = Passage(text="The drains were cleared.", position=1, id="x")
    arrival = dump_arrival(1, datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC))
    (record,) = dump_passages((passage,), [arrival], meeting=0, item=0)

    def load() -> Passage:
        return load_passage(record, text=passage.text, id_="x")[0]

    whole = dataclasses.replace(passage, fingerprint=fingerprint_of(passage.text))
    assert fingerprint_of("The drains  were\ncleared.") == load().fingerprint
    assert whole == load()
    assert hash(whole) == hash(load())
    assert repr(load()).startswith(repr(whole)[: repr(whole).index("generation=")])
    assert whole == pickle.loads(pickle.dumps(load())) == copy.deepcopy(load())
    assert not hasattr(load(), "another")
