"""What an engine is given of a source: every value in the row of its passage."""

from minutesearch.indexing.document_builder import make_document
from minutesearch.records import Action, AgendaItem, Evidence, Meeting, Motion, Passage, Source, Span


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(text=text) for text in texts)


def test_facts_stand_in_the_rows_of_their_evidence() -> None:
    """Also where items before theirs have other numbers of passages, and none of them a fact."""
    first = AgendaItem(title="Apologies", passages=passages("Cllr Ash.", "Cllr Bell.", "Cllr Carr."))
    moved = AgendaItem(
        title="Rents",
        passages=passages("The Committee met.", "Cllr Hill moved that the rents stay."),
        motions=(Motion(mover="Cllr Hill", evidence=(Evidence(2, Span(0, 15)),)),),
    )
    done = AgendaItem(
        title="Gates",
        passages=passages("The Head of Parks will write."),
        actions=(Action(text="write", owner="The Head of Parks", evidence=(Evidence(1, Span(0, 20)),)),),
    )
    meetings = (Meeting(items=(first, moved)), Meeting(items=(done,)))
    table = make_document(Source(name="a.txt", sha256=""), meetings, lambda *_: ["2024-01-01"] * 6).passages
    assert [(), (), (), (), ("Councillor Hill",), ()] == [row.keywords.get("moved_by", ()) for row in table]
    assert [(), (), (), (), (), ("Head of Parks",)] == [row.keywords.get("owner", ()) for row in table]
