"""Motions as councils print them: names on lines of their own, initials, nominations, what was done."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome

CARRIED = Outcome.CARRIED


def _facts(item):
    return [(one.mover, one.seconder, one.outcome) for one in item.motions]


@pytest.mark.parametrize(
    "resolved",
    ["And Resolved:", "Resolved:-", "AND AGREED", "And Agreed:"],
    ids=["and", "alone", "shouted", "agreed"],
)
def test_a_resolution_below_two_lines_of_names_is_carried(record, resolved):
    item = record(
        "Proposed by Councillor Tierney;",
        "Seconded by Councillor Dunphy;",
        resolved,
        "“That the draft Minutes, as circulated, be taken as read and adopted and signed.”",
    )
    assert [("Councillor Tierney", "Councillor Dunphy", CARRIED)] == _facts(item)


def test_a_seconder_below_a_line_with_a_colon_is_no_text_of_the_motion(record):
    item = record(
        "Proposed by Councillor Tierney:",
        "Seconded by Councillor Dunphy;",
        "And Resolved:",
        "“That the draft Minutes be adopted.”",
    )
    assert [("Councillor Tierney", "Councillor Dunphy", CARRIED)] == _facts(item)


def test_a_seconder_may_stand_in_what_leads_to_the_resolution(record):
    item = record(
        "It was proposed by Cllr. Tom Tierney",
        "Seconded by Cllr. Ann Dunphy And Resolved:",
        "That we the Members hereby declare the lane to be a public road.",
    )
    assert [("Cllr. Tom Tierney", "Cllr. Ann Dunphy", CARRIED)] == _facts(item)


def test_names_below_a_motion_are_those_of_that_motion(record):
    item = record(
        "MOTION: That the report of the Treasurer be adopted as tabled.", "MOVER: Imogen / SECONDER: Rosalind"
    )
    assert [("Imogen", "Rosalind", None)] == _facts(item)


@pytest.mark.parametrize(
    "said",
    [
        "Motion (GT) & seconded (PD) that the minutes be approved. Unanimously agreed.",
        "Full meeting 12/4/2022 - Proposal (GT), seconded (PD) that the minutes be approved. Agreed unanimously.",
    ],
    ids=["sign", "comma"],
)
def test_initials_in_brackets_move_and_second(record, said):
    assert [("GT", "PD", CARRIED)] == _facts(record(said))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Cllr J Tierney proposed Cllr PA Dunphy as Cathaoirleach & Cllr M Roe seconded this proposition.",
            ("Cllr J Tierney", "Cllr M Roe", None),
        ),
        (
            "Cllr Oakes was proposed in his absence by Cllr Tierney, seconded by Cllr Dunphy.",
            ("Cllr Tierney", "Cllr Dunphy", None),
        ),
        (
            "Cllr. Tierney proposed that the minutes be signed. This was seconded by Cllr.M.Dunphy, and agreed.",
            ("Cllr. Tierney", "Cllr.M.Dunphy", CARRIED),
        ),
        (
            "Proposed by Councillor Tierney and seconded by Comhairleoir Ó Duinn and agreed.",
            ("Councillor Tierney", "Comhairleoir Ó Duinn", CARRIED),
        ),
    ],
    ids=["sign", "absence", "glued", "irish"],
)
def test_a_proposer_and_a_seconder_are_named(record, said, expected):
    assert [expected] == _facts(record(said))


def test_what_somebody_offers_is_no_motion(record):
    item = record(
        "It was moved by Trustee Tierney and seconded by Trustee Dunphy to approve the paving proposal from"
        " Brackwell in the amount of $2485. There being no further discussion, the motion carried unanimously."
    )
    assert [("Trustee Tierney", "Trustee Dunphy", CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Motion to adjourn by Imogen.", ("Imogen", None, None)),
        ("Motion to Adjourn Imogen, Rosalind Seconds; Motion unanimous", ("Imogen", "Rosalind", CARRIED)),
        ("A motion was made (Tom Tierney) to change the date. Motion carried.", ("Tom Tierney", None, CARRIED)),
    ],
    ids=["alone", "two", "brackets"],
)
def test_a_mover_may_stand_behind_what_is_moved(record, said, expected):
    assert [expected] == _facts(record(said))


def test_the_motion_that_an_amendment_is_of_is_not_moved_again(record):
    item = record(
        "Councillor Tierney put forward the following motion which was seconded by Councillor Roe:"
        " “That the park close.”",
        "Councillor Dunphy proposed the following as an amendment to Councillor Tierney’s motion and this was"
        " seconded by Councillor Oakes.",
        "The Mayor declared Councillor Dunphy’s motion carried.",
    )
    assert [
        ("Councillor Tierney", "Councillor Roe", None),
        ("Councillor Dunphy", "Councillor Oakes", CARRIED),
    ] == _facts(item)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (
            "On the proposal of Councillor Tierney, seconded by Councillor Dunphy, the rules were suspended.",
            CARRIED,
        ),
        (
            "Standing Orders were suspended on the proposal of Councillor Tierney, seconded by Councillor Dunphy.",
            CARRIED,
        ),
        (
            "On the proposal of Councillor Tierney, seconded by Councillor Dunphy, it was suggested that it rest.",
            None,
        ),
    ],
    ids=["before", "behind", "suggested"],
)
def test_what_is_done_on_a_proposal_shows_that_it_was_carried(record, said, outcome):
    assert [("Councillor Tierney", "Councillor Dunphy", outcome)] == _facts(record(said))


def test_a_credit_behind_a_resolution_that_a_heading_runs_into_is_carried(record):
    item = record(
        "Confirmation of the Minutes – RESOLVED that the minutes be confirmed as a true record."
        " Proposed Cllr P Tierney, Seconded Cllr J Dunphy."
    )
    assert [("Cllr P Tierney", "Cllr J Dunphy", CARRIED)] == _facts(item)


def test_a_disposition_without_a_colon_ends_the_motion(record):
    item = record(
        "Motion: 12-2011      Moved by Tom Tierney          Seconded by Ann Dunphy",
        "“That the agenda be adopted as amended.”",
        "Disposition                        Carried",
    )
    assert [("Tom Tierney", "Ann Dunphy", CARRIED)] == _facts(item)
