"""Those who came, as web pages list them: offices before names, columns, labels in more words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Present", "The Mayor, Councillor Dallas Ash", "Director Strategy and Projects      (Mr P Birch)"],
            [("Councillor Dallas Ash", None), ("Mr P Birch", "Director Strategy and Projects")],
        ),
        (
            ["In Attendance", "Danielle Ash     Acting Director Water and Sewer"],
            [("Danielle Ash", "Acting Director Water and Sewer")],
        ),
        (
            ["The following officials were present:", "Mayor Ash", "Trustee Birch"],
            [("Mayor Ash", None), ("Trustee Birch", None)],
        ),
        (
            ["Members answering roll call: President Ash, Todd Birch and Matt Cedar."],
            [("President Ash", None), ("Todd Birch", None), ("Matt Cedar", None)],
        ),
        (
            ["Alternates Present:    J.D. Ash and Clyde Birch"],
            [("J.D. Ash", None), ("Clyde Birch", None)],
        ),
        (
            ["Present: Cllrs Ash (Chairman), Box, Marsh, Neary and Warden"],
            [("Ash", "Chairman"), ("Box", None), ("Marsh", None), ("Neary", None), ("Warden", None)],
        ),
        (
            ["Present: Councillors Dean Ash and Julian Dean"],
            [("Dean Ash", None), ("Julian Dean", None)],
        ),
        (
            ["Present; Sheila Ash (SA), Alan Birch, Chair (AB), Tamsyn Cedar (TC)"],
            [("Sheila Ash", None), ("Alan Birch", "Chair"), ("Tamsyn Cedar", None)],
        ),
        (
            ["PRESENT", "Rob Ash (Chair)   RA", "Sue Birch SB", "Paul Cedarhouse PCe"],
            [("Rob Ash", "Chair"), ("Sue Birch", None), ("Paul Cedarhouse", None)],
        ),
        (
            ["Attendees", "Tony Ash (Chair), Sue Birch, Ann Elm"],
            [("Tony Ash", "Chair"), ("Sue Birch", None), ("Ann Elm", None)],
        ),
        (
            ["Community Members Present: Mary Ash, Roger Birch, and Clyde Cedar"],
            [("Mary Ash", None), ("Roger Birch", None), ("Clyde Cedar", None)],
        ),
        (["PRESENT:", "His Worship, Mayor Derek R. Ash"], [("Mayor Derek R. Ash", None)]),
        (
            ["Present: A. Ash, B. Birch. The Mayor swore in two officers ? Ryan Cedar and Adam Dale."],
            [("A. Ash", None), ("B. Birch", None)],
        ),
    ],
    ids=(
        "office-first columns officials roll-call alternates warden dean semicolon initials attendees community"
        " worship sworn-in"
    ).split(),
)
def test_who_came(paragraphs: list[str], expected: list[tuple[str, str | None]], record: Record) -> None:
    """Name and role, in order; what follows a sentence is no list."""
    assert expected == [(one.name, one.role) for one in record(*paragraphs).attendance]


def test_a_line_of_those_who_did_not_come_is_no_part_of_the_line_above(record: Record) -> None:
    """ "Not in attendance - Jim Dale" stands below "Administrator – Michael Cedar"."""
    item = record(
        "Councillors – Dale Ash, Bryan Birch", "Administrator – Michael Cedar", "Not in attendance - Jim Dale"
    )
    assert "Dale" not in {one.name.split()[-1] for one in item.attendance}


def test_the_words_below_a_mover_and_an_open_seconder_are_what_was_moved(record: Record) -> None:
    """ "Seconded: TBC" names nobody, and "That ..." below it resolves nothing."""
    (motion,) = record(
        "Moved: Cr Ash",
        "Seconded: TBC",
        "That it is in the public interest that Cr Elm be asked to leave the room whilst the item is voted on.",
    ).motions
    assert ("Cr Ash", None, None) == (motion.mover, motion.seconder, motion.outcome)


def test_who_is_said_to_be_away_among_those_present_is_not_present(record: Record) -> None:
    """A bracket behind a name says more of that person than the label over all."""
    item = record(
        "The board members present were Trustee Ash, Trustee Birch (Excused Absent), Trustee Cedar (absent) and"
        " Supervisor Dale."
    )
    assert [("Trustee Ash", "present"), ("Trustee Birch", "apologies"), ("Supervisor Dale", "present")] == [
        (one.name, str(one.presence)) for one in item.attendance
    ]


def test_a_list_that_ends_as_a_sentence_names_its_last_too(record: Record) -> None:
    """So it stands under the item that calls to order."""
    item = record(
        "Commissioners Present:  President Rob Ash, Vice-President Jan Birch, and Chuck Cedar were present.",
        title="CALL TO ORDER",
    )
    assert ["President Rob Ash", "Jan Birch", "Chuck Cedar"] == [one.name for one in item.attendance]


def test_a_councillor_of_another_council_sends_apologies(record: Record) -> None:
    """What council it is stands before the title."""
    item = record("Apologies:  County councillor Stephen Ash, District councillor David Birch")
    assert [("councillor Stephen Ash", "apologies"), ("councillor David Birch", "apologies")] == [
        (one.name, str(one.presence)) for one in item.attendance
    ]


def test_initials_of_who_is_to_act_are_no_heading_of_those_below(record: Record) -> None:
    """They stand in a column of their own beside the title."""
    item = record("HP", "• Shay Ash", "• Ella Birch", title="Apologies received from")
    assert [("Shay Ash", "apologies"), ("Ella Birch", "apologies")] == [
        (one.name, str(one.presence)) for one in item.attendance
    ]


def test_a_sentence_behind_those_present_is_no_part_of_the_list(record: Record) -> None:
    """The label stands on a line of its own."""
    item = record(
        "Present:",
        "Mayor Heather Ash and Councilors Carolyn Birch and Bill Cedar were present. City Recorder Leanne Dale"
        " declared a quorum.",
        title="CALL TO ORDER AND ROLL CALL",
    )
    assert ["Mayor Heather Ash", "Carolyn Birch", "Bill Cedar"] == [one.name for one in item.attendance]
