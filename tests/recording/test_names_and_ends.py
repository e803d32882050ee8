"""Movers at the end of a line or without a colon, and what shows how their motions ended."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome

CARRIED = Outcome.CARRIED


def _facts(item):
    return [(one.mover, one.seconder, one.outcome) for one in item.motions]


def test_who_moved_may_end_a_line_over_who_seconded(record):
    item = record(
        "Motion to buy a lamp for up to $380 per year in lieu of repairs by Tom Tierney",
        "Seconded by Ann Dunphy",
        "Motion carried",
    )
    assert [("Tom Tierney", "Ann Dunphy", CARRIED)] == _facts(item)


def test_a_motion_that_nobody_is_said_to_have_moved_may_be_carried(record):
    item = record("A motion was made, seconded, and passed that the officers can decide on sums up to $100.")
    assert [(None, None, CARRIED)] == _facts(item)


def test_who_makes_it_unanimous_shows_that_a_motion_was_carried(record):
    item = record("Tom Tierney Jr. made the motion, Ann Dunphy second, with Mark Roe making it unanimous.")
    assert [CARRIED] == [one.outcome for one in item.motions]


def test_proposer_and_seconder_may_stand_without_a_colon(record):
    item = record(
        "It was proposed that the minutes should be approved as a correct record",
        "Proposer T Tierney",
        "Seconded by J. Dunphy",
        "It was RESOLVED to accept the minutes as a correct record of the meeting.",
    )
    assert [("T Tierney", "J. Dunphy", CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    "said",
    [
        "All four were duly re-elected (proposed by Tom Tierney, seconded by Ann Dunphy).",
        "Brackwell were duly appointed (proposed by Tom Tierney, seconded (remotely) by Ann Dunphy).",
    ],
)
def test_whoever_was_elected_on_a_proposal_shows_that_it_was_carried(record, said):
    assert [("Tom Tierney", "Ann Dunphy", CARRIED)] == _facts(record(said))


def test_names_below_a_title_that_says_what_was_agreed_are_of_a_motion_carried(record):
    item = record(
        "Proposed by T. Tierney  seconded by A. Dunphy",
        title="MINUTES OF THE PREVIOUS MEETING were agreed as a true record",
    )
    assert [("T. Tierney", "A. Dunphy", CARRIED)] == _facts(item)


def test_a_motion_may_be_regularly_moved_by_nobody(record):
    item = record("01-07: IT WAS REGULARLY MOVED AND SECONDED THAT THE AGENDA BE APPROVED AS CIRCULATED. CARRIED.")
    assert [(None, None, CARRIED)] == _facts(item)


def test_a_line_of_names_with_a_number_is_of_what_stands_below(record):
    item = record(
        "The Chair welcomed a guest who spoke of the harbour.",
        "Tierney/Dunphy: HRD 14/19",
        "THAT letters be sent to the Minister.",
        "CARRIED",
    )
    assert [("Tierney", "Dunphy", CARRIED)] == _facts(item)


def test_a_motion_that_the_council_resolved_to_reject_is_lost(record):
    item = record(
        "Councillor Tierney moved as a procedural motion, seconded by Councillor Ann Dunphy:-",
        "That the Council suspend Standing Order 5.1.",
        "The Council resolved:-",
        "to reject the procedural motion.",
    )
    assert [("Councillor Tierney", "Councillor Ann Dunphy", Outcome.LOST)] == _facts(item)


def test_the_words_moved_may_end_in_how_the_motion_ended(record):
    item = record(
        "Additional Information Council’s Resolution Proposed by Mayor Tierney, seconded by Cr Dunphy:",
        "THAT the additional information tabled is taken with the relevant item. CARRIED",
    )
    assert [("Mayor Tierney", "Cr Dunphy", CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    "said",
    [
        "Proposed Material Contravention to the Development Plan 2010-2016 was discussed at length.",
        "Proposed Amendments",
        "Proposed Rear Porch at 4 Mill Lane. The report was noted.",
    ],
)
def test_a_thing_that_is_proposed_moves_nothing(record, said):
    assert () == tuple(one for one in record(said).motions if one.mover)


@pytest.mark.parametrize(
    "said",
    [
        "Proposed Tierney, seconded Dunphy. Carried.",
        "Proposed Cllr Tierney to adopt them, seconded Cllr Dunphy. Carried.",
    ],
)
def test_whoever_stands_behind_proposed_still_moves(record, said):
    (motion,) = record(said).motions
    assert ("Tierney", "Dunphy", CARRIED) == (
        motion.mover.split()[-1],
        motion.seconder.split()[-1],
        motion.outcome,
    )


@pytest.mark.parametrize(
    ("said", "mover"),
    [
        ("Donations- Imogen made a motion to give $50. Rosalind seconded. Motion carried.", "Imogen"),
        ("Tom Tierney, Jr. made the motion, Ann Dunphy seconded. Motion carried.", "Tom Tierney, Jr."),
    ],
)
def test_a_mover_is_named_whole_and_alone(record, said, mover):
    assert [mover.rstrip(".")] == [str(one.mover).rstrip(".") for one in record(said).motions]


def test_a_county_moves_nothing(record):
    item = record("Tom Tierney, Harrow County moved to adopt the Resolution. The motion was seconded and passed.")
    assert "Harrow County" not in {one.mover for one in item.motions}


def test_those_who_declined_to_vote_are_counted_on_a_division(record):
    item = record(
        "Councillor Tierney moved, as an amendment, seconded by Councillor Dunphy, that no action be taken.",
        "On a division, there voted:- For the motion by the Convener (3)  -  Councillors Roe, Oakes and Hale;"
        " For the amendment by Councillor Tierney (1)  - Councillor Tierney;"
        " Declined to vote (2) Councillors Finch, Adams.",
    )
    assert [(3, 1, 2)] == [(one.ayes, one.noes, one.abstentions) for one in item.votes]


def test_that_nobody_abstained_is_no_vote_by_itself(record):
    item = record(
        "On a vote, the MOTION received 22 votes and the AMENDMENT received 35 votes, with no abstentions."
    )
    assert () == item.votes
