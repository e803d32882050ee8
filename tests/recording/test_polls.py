"""One poll is one vote, in however many words, lines or rows its sides are printed."""

from collections.abc import Callable

import pytest

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.recording import record_item
from minutesearch.records import AgendaItem, Section

Record = Callable[..., AgendaItem]
Figures = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["The motion was approved. Ayes: 5. Noes: 2. Abstain: 1."], [(5, 2, 1)]),
        (["Ayes 5. Noes 2."], [(5, 2, None)]),
        (["Ayes – 6; Nays – 1; Abstain – 0."], [(6, 1, 0)]),
        (["Vote: 5 in favor, 2 opposed, 1 abstention."], [(5, 2, 1)]),
        (["5 Yes, 2 No, 1 Abstain."], [(5, 2, 1)]),
        (["The motion was put: eleven in favour, none against, one abstention."], [(11, 0, 1)]),
        (["M/S/C (Tran/Ochoa) to continue. 4-2-1."], [(4, 2, 1)]),
        (["Motion: Ms Ash moved to close. Mr Elm seconded. It passed 3-0. Mr Jay abstained."], [(3, 0, 1)]),
        (["Ayes: 14", "Noes: 9", "Abstentions: 2"], [(14, 9, 2)]),
        (
            [
                "The Chairman put the motion to the vote and the voting was as follows:",
                *("For (4)", "Mr Ash, Mrs Birch MBE, Sir Paul Carter CBE, Mr Elm OBE", "Against (0)"),
                *("Abstain (2)", "Mr Fern, Mrs Gorse"),
            ],
            [(4, 0, 2)],
        ),
        (
            ["The amendment was put: For 4, Against 9. Lost.", "The motion was put: For 9, Against 4."],
            [(4, 9, None), (9, 4, None)],
        ),
        (["The motion was carried 5-0.", "The next motion was carried 5-0."], [(5, 0, None), (5, 0, None)]),
        (["Policy 7-3 was adopted. The meeting of 4-5 March was approved. The score was 3-2."], []),
        (["Section 5-2 was read."], []),
        (["Opposed: Councillor Petersen"], []),
        (["Seconded by Councilman Lord. Ayes 5 Noes 0 Absent 0. Resolution adopted."], [(5, 0, None)]),
        (["Motion FAILED by a vote of 2 to 3."], [(2, 3, None)]),
        (["(For: 9; Against: 0; Abstained: 1)"], [(9, 0, 1)]),
        (["The motion was put: seven were in favour and one was against."], [(7, 1, None)]),
        (["Two councillors voted for all five, one councillor voted for four."], []),
        (["No 5 bus passed 3-4 times a day, and the budget was carried forward 10-12 days."], []),
        (
            [
                "There voted for the report:",
                "Councillors Bain and Carr (2)",
                "There voted against:",
                "Councillors Dodd and East (2)",
            ],
            [(2, 2, None)],
        ),
    ],
)
def test_the_figures_of_a_poll_stand_together(
    paragraphs: list[str], expected: list[Figures], record: Record
) -> None:
    assert expected == [(one.ayes, one.noes, one.abstentions) for one in record(*paragraphs).votes]


@pytest.mark.parametrize(
    ("paragraphs", "names_for", "against", "abstaining"),
    [
        (
            ["AYES: Hill, Marsh, Okoro. NOES: Petrov. ABSENT: Quill. ABSTAIN: None. Motion passed 3-1."],
            "Hill Marsh Okoro",
            "Petrov",
            "",
        ),
        (["Ayes (2): Hill, Marsh. Noes (1): Petrov."], "Hill Marsh", "Petrov", ""),
        (
            ["Ayes: Councillors Hill and Marsh", "Noes: Councillors Petrov and Quill"],
            "Hill Marsh",
            "Petrov Quill",
            "",
        ),
        (
            ["Roll call vote: Hill - yes; Marsh - no; Okoro - yes; Petrov - abstained."],
            "Hill Okoro",
            "Marsh",
            "Petrov",
        ),
        (
            ["A recorded vote was taken:", "For (2)", "Councillors Cedar and Dogwood", "Against (1)", "Mr Ash"],
            "Cedar Dogwood",
            "Mr Ash",
            "",
        ),
        (["A roll call vote was taken:", "Hill  Yes", "Marsh  No", "Okoro  Yes"], "Hill Okoro", "Marsh", ""),
        (
            [
                "A recorded vote was held:",
                "Name | For | Against | Abstained",
                "Hill | X |  | ",
                "Marsh |  | X | ",
                "Okoro |  |  | X",
            ],
            "Hill",
            "Marsh",
            "Okoro",
        ),
        (
            [
                "The motion was put: For: Councillors Abel and Booth (2)",
                "Against: Councillors Dyson and Eccles (2)",
            ],
            "Abel Booth",
            "Dyson Eccles",
            "",
        ),
    ],
)
def test_the_names_of_a_poll_stand_by_side(
    paragraphs: list[str], names_for: str, against: str, abstaining: str, record: Record
) -> None:
    (vote,) = record(*paragraphs).votes
    found = (vote.names_for, vote.names_against, vote.names_abstaining)
    assert (names_for, against, abstaining) == tuple(" ".join(names) for names in found)
    assert vote.evidence


def test_a_mark_under_the_head_of_its_column_is_a_vote() -> None:
    rows = (("Cllr Hill", "For"), ("Cllr Marsh", "Against"), ("Cllr Okoro", "For"), ("Cllr Quill", "Absent"))
    lines = [Line(text="A recorded vote was taken:")]
    lines += [Line(text=f"{name} X", cells=(("Member", name), (head, "X"))) for name, head in rows]
    section = SectionLines(section=Section.MINUTES, lines=tuple(lines))
    (vote,) = record_item(ItemLines(sections=(section,))).item.votes
    assert (("Cllr Hill", "Cllr Okoro"), ("Cllr Marsh",), ()) == (
        vote.names_for,
        vote.names_against,
        vote.names_abstaining,
    )
