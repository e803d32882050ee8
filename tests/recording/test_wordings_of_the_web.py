"""Facts in the words of web pages: abbreviations of moving, titles in small letters, initials, lost commas."""

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("text", "mover", "seconder", "outcome"),
    [
        ("M/C/S Birch/Cedar to approve the minutes.", "Birch", "Cedar", "carried"),
        ("M/S Ash/Birch Unanimous to pay the bills.", "Ash", "Birch", "carried"),
        (
            "Moved by board member Ash, seconded by board member Birch to adopt the budget. Motion carried.",
            "board member Ash",
            "board member Birch",
            "carried",
        ),
        ("Motion by deHaan, seconded by Van Dyke to adjourn. Motion carried.", "deHaan", "Van Dyke", "carried"),
        (
            "It was proposed by Cllr Ash and seconded by Cllr Elm and it was the unanimous decision to let it.",
            "Cllr Ash",
            "Cllr Elm",
            "carried",
        ),
    ],
)
def test_who_moved_and_seconded(record: Record, text: str, mover: str, seconder: str, outcome: str) -> None:
    (motion,) = record(text, title="Business").motions
    assert (mover, seconder, outcome) == (motion.mover, motion.seconder, motion.outcome)


def test_initials_declare_an_interest(record: Record) -> None:
    """Those present are given initials at the top, by which they are called below."""
    item = record(
        "AA declared an interest in item 4. BB and CC declared an interest in item 6.",
        title="Declarations of interest",
    )
    assert ["AA", "BB", "CC"] == [one.member for one in item.declarations]


def test_what_is_declared_in_capitals_is_not_its_member(record: Record) -> None:
    item = record("The Clerk said that NCC declared no interest in the land.", title="Land")
    assert () == item.declarations


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Apologises were received from Dr Andrew Fir", "Matters", ["Dr Andrew Fir apologies"]),
        ("T Elm was away and was unable to give apologies.", "Apologies", []),
        ("Apologies: Councillor Patsy O’ Neill", None, ["Councillor Patsy O’ Neill apologies"]),
        (
            "Present: Ann Ash Bob Birch Carol Cedar Dan Elm",
            None,
            ["Ann Ash present", "Bob Birch present", "Carol Cedar present", "Dan Elm present"],
        ),
        (
            "In attendance: Manager of Communications and Strategic Initiatives, D. Kell",
            None,
            ["D. Kell present"],
        ),
        (
            "Staff: Jane Oak, Superintendent; Tim Teak, Principal",
            None,
            ["Jane Oak present Superintendent", "Tim Teak present Principal"],
        ),
    ],
)
def test_who_came(record: Record, text: str, title: str | None, expected: list[str]) -> None:
    found = record(text, title=title).attendance
    assert expected == [" ".join(filter(None, (one.name, one.presence, one.role))) for one in found]


def test_what_is_moved_and_resolved_in_one_paragraph_is_carried(record: Record) -> None:
    text = "Resolution No. 1 Moved by Ron Ash Seconded by Gerry Elm RESOLVED that the agenda be approved."
    (motion,) = record(text, title="Agenda").motions
    assert ("Ron Ash", "Gerry Elm", "carried") == (motion.mover, motion.seconder, motion.outcome)


def test_the_form_of_a_resolution_that_is_moved_says_no_outcome(record: Record) -> None:
    text = "Moved by Ron Ash Seconded by Gerry Elm BE IT RESOLVED THAT the agenda be approved."
    (motion,) = record(text, title="Agenda").motions
    assert motion.outcome is None


@pytest.mark.parametrize(
    "ending",
    ["Motion Carried Unanimously, By All Members Present", "All present agreed.", "Carried by all present."],
)
def test_a_line_that_all_agreed(record: Record, ending: str) -> None:
    (motion,) = record("Moved by Cllr Ash, seconded by Cllr Elm to adjourn.", ending, title="Close").motions
    assert "carried" == motion.outcome


def test_those_who_left_declare_nothing(record: Record) -> None:
    item = record(
        "Deputy Reeve Cedar declared a conflict of interest in item 6.",
        "Deputy Reeve Cedar left his chair and did not vote.",
        title="Disclosure of interest",
    )
    assert ["Deputy Reeve Cedar"] == [one.member for one in item.declarations]


def test_a_heading_behind_a_seconder_is_none_of_the_name(record: Record) -> None:
    text = "Proposed: Simon Kerr Seconded: John Pine Declarations of Interest None"
    (motion,) = record(text, title="Minutes").motions
    assert ("Simon Kerr", "John Pine") == (motion.mover, motion.seconder)


def test_labels_of_a_vote(record: Record) -> None:
    item = record(
        "Moved by V Birch, second by D Cedar to pay the bills.",
        "Voting AYE: Ash, Birch and Cedar",
        "Voting Nay: none",
        "Motion carried",
        title="Bills",
    )
    (vote,) = item.votes
    assert (("Ash", "Birch", "Cedar"), 0) == (vote.names_for, vote.noes)


def test_the_public_below_apologies_came(record: Record) -> None:
    found = record("Apologies: Jeff Oak", "Members of the public: Andrew Pine", "Councillors: Cllr Fir").attendance
    assert ["Jeff Oak apologies", "Andrew Pine present"] == [f"{one.name} {one.presence}" for one in found[:2]]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Apologies: Cllr R Beal (reason accepted)", None, ["Cllr R Beal apologies"]),
        (
            "Present: Margaret Chad-Chairman (MC), Brian Ambrose (BA), Lynn Reed-Vice Chairman (LR)",
            None,
            ["Margaret Chad present Chairman", "Brian Ambrose present", "Lynn Reed present Vice Chairman"],
        ),
        ("Present: Tom Thom (TT), Eilidh Green (EG)", None, ["Tom Thom present", "Eilidh Green present"]),
        (
            "Apologies: Darryl Wilson [appointed Trustee] and Leigh Man [Elected Trustee]",
            None,
            ["Darryl Wilson apologies", "Leigh Man apologies"],
        ),
        (
            "Apologies: Jamie Dun and Liz Sinclair No quorum",
            None,
            ["Jamie Dun apologies", "Liz Sinclair apologies"],
        ),
        (
            "Chair Moira Cross (MC), Sec Sue Grant (SG), Scott Mill (SM)",
            "Sederunt",
            ["Moira Cross present", "Sue Grant present", "Scott Mill present"],
        ),
    ],
)
def test_lists_of_community_councils(record: Record, text: str, title: str | None, expected: list[str]) -> None:
    found = record(text, title=title).attendance
    assert expected == [" ".join(filter(None, (one.name, one.presence, one.role))) for one in found]


def test_a_motion_that_was_seconded_and_voted_unanimously(record: Record) -> None:
    text = (
        "A motion was made by Selectman Ash, seconded by Selectman Elm and voted unanimously to approve the "
        "licence."
    )
    (motion,) = record(text, title="Licences").motions
    assert ("Selectman Ash", "Selectman Elm", "carried") == (motion.mover, motion.seconder, motion.outcome)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Present: Sara Box (Vice Chairman), Helen Neary, Philip Warden (Chairman) and Mark Wilson",
            ["Sara Box present Vice Chairman", "Helen Neary present", "Philip Warden present Chairman"],
        ),
        (
            "Present: Chairman, Geoffrey Walker, Selectmen Chuck Bear and J.R. Colby",
            ["Geoffrey Walker present", "Chuck Bear present", "J.R. Colby present"],
        ),
        ("Councillors: J Green (JG), A.Wragg (AWr)", ["J Green present", "A.Wragg present"]),
    ],
)
def test_surnames_that_are_offices_and_initials_in_brackets(
    record: Record, text: str, expected: list[str]
) -> None:
    found = record(text).attendance
    assert (
        expected == [" ".join(filter(None, (one.name, one.presence, one.role))) for one in found][: len(expected)]
    )


def test_the_board_opened_the_meeting_with_those_present(record: Record) -> None:
    found = record(
        "Opened the meeting and declared a quorum present. Selectmen present: Ben Ash, Colby Birch. "
        "Also present: Fire Chief David Cedar."
    ).attendance
    assert ["Ben Ash", "Colby Birch", "David Cedar"] == [one.name for one in found]


def test_an_irish_office_behind_a_name_is_no_name(record: Record) -> None:
    found = record("Present: Cllr. Joe Sull, Leas-Chathaoirleach, Cllr. Oliver Wall").attendance
    assert [("Cllr. Joe Sull", "Leas-Chathaoirleach"), ("Cllr. Oliver Wall", None)] == [
        (one.name, one.role) for one in found
    ]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [("Ash/Cedar That the flag be green. CARRIED", "carried"), ("Cedar/Elm That a poll be held. LOST", "lost")],
)
def test_the_row_of_a_table_of_motions(record: Record, row: str, outcome: str) -> None:
    (motion,) = record(row, title="Motions").motions
    assert [*row.split()[0].split("/"), outcome] == [motion.mover, motion.seconder, motion.outcome]


def test_a_ward_of_two_names_moves_nothing(record: Record) -> None:
    assert () == record("Ash/Cedar ward lost its polling place.", title="Wards").motions
