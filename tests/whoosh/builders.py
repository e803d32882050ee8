"""Small minutes of invented people, and a stock index of Whoosh's with the same documents, as an oracle."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index as StockIndex
from whoosh.reading import IndexReader

import minutesearch as ms
from minutesearch.whoosh import make_schema

SCHEME, PARKS = "Residents' parking scheme", "Parks and open spaces"


def a_passage(
    text: str, kind: ms.Kind = ms.Kind.DISCUSSION, *, said_by: str | None = None, **facts: str
) -> ms.Passage:
    attributions = (ms.Attribution(printed=said_by, evidence=ms.Span(0, len(said_by))),) if said_by else ()
    return ms.Passage(text=text, kind=kind, attributions=attributions, **facts)


def a_meeting(body: str, day: datetime.date | None, *items: tuple[str, tuple[ms.Passage, ...]]) -> ms.Meeting:
    return ms.Meeting(
        council="Anytown Council",
        body=body,
        date=day,
        items=tuple(
            ms.AgendaItem(number=str(number), title=title, passages=passages)
            for number, (title, passages) in enumerate(items, start=1)
        ),
    )


PLANNING = a_meeting(
    "Planning Committee",
    datetime.date(2022, 3, 7),
    (
        SCHEME,
        (
            a_passage("Ms Roe introduced the parking scheme and its permits.", said_by="Ms Roe"),
            a_passage(
                "Residents had asked for more parking permits near the station.", lead_in="It was reported that"
            ),
            a_passage("Mr Lee asked whether co-production had been tried.", ms.Kind.QUESTION, said_by="Mr Lee"),
            a_passage(
                "The Committee approved the parking scheme.",
                ms.Kind.DECISION,
                decision_type=ms.DecisionType.APPROVED,
            ),
        ),
    ),
    (PARKS, (a_passage("The open spaces strategy was noted.", ms.Kind.DECISION, topic="Strategy"),)),
)
CABINET = a_meeting(
    "Cabinet",
    datetime.date(2023, 6, 1),
    (
        PARKS,
        (
            a_passage("Mr Lee welcomed the new park and the permit scheme for cafés.", said_by="Mr Lee"),
            a_passage("The Cabinet may review the permits in 2024.", ms.Kind.DECISION),
        ),
    ),
)
UNDATED = a_meeting("Allotments Panel", None, ("Water", (a_passage("Water butts were discussed at length."),)))
MEETINGS = (CABINET, UNDATED, PLANNING)


@contextmanager
def an_index(path: Path, *meetings: ms.Meeting) -> Iterator[ms.Index]:
    """Make an index in three commits, from which a source has been removed, so that passage numbers have gaps."""
    with ms.create_index(path) as index:
        chosen = meetings or MEETINGS
        gone = a_meeting("Old Panel", None, ("Parking", (a_passage("Parking parked parks."),) * 3))
        index.add(chosen[0], name="1")
        index.add(gone, name="0")
        for number, meeting in enumerate(chosen[1:], start=2):
            index.add(meeting, name=str(number))
        index.remove("0")
        yield index


def stock_copy(reader: IndexReader) -> StockIndex:
    """Write the documents of a reader to a stock index of Whoosh's, in memory and in the same order."""
    schema = make_schema()
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for fields in reader.all_stored_fields():
        printed = {f"{name}_exact": text for name, text in fields.items() if f"{name}_exact" in schema}
        writer.add_document(**fields, **printed)
    writer.commit()
    return index
