"""Motions in the wordings of many bodies: speeches, participles, nobody named, and the end in other words."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome

CARRIED, LOST, FELL = Outcome.CARRIED, Outcome.LOST, Outcome.FELL


def _facts(item):
    return [(one.mover, one.seconder, one.outcome) for one in item.motions]


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        ("The Parish Council was all in favour and Cllr Fitch signed the minutes.", CARRIED),
        ("The remainder of the Parish Council was all in favour.", CARRIED),
        ("All others were in favour.", CARRIED),
        ("The motion was successful.", CARRIED),
        ("The motion was unsuccessful.", LOST),
        ("It was a successful meeting.", None),
    ],
    ids=["council", "remainder", "others", "successful", "unsuccessful", "meeting"],
)
def test_a_motion_ends_as_the_rest_of_the_body_voted(record, end, outcome):
    item = record(f"It was proposed by Cllr Garrow and seconded by Cllr Tindle that the gate be hung. {end}")
    assert [("Cllr Garrow", "Cllr Tindle", outcome)] == _facts(item)


def test_a_motion_to_do_anything_ends_as_the_sentence_says(record):
    item = record(
        "A motion was made by Ms. Orde and seconded by Mr. Pym to set aside the rules.",
        "The motion to set aside the rules carried by the following vote:",
    )
    assert [("Ms. Orde", "Mr. Pym", CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    "words",
    [
        "The proposed budget was discussed and a precept of £5,700 was approved. Prop KD 2nd: CR",
        "The Council approved the annual return and the notice is on the board. Prop KD 2nd: CR",
        "All approved for payment. Proposed by KD, seconded by CR.",
        "A letter could be sent, and it was resolved that the Clerk would write. Prop: KD 2nd CR",
    ],
    ids=["passive", "active", "all", "could"],
)
def test_a_credit_is_of_the_decision_before_it(record, words):
    assert [("KD", "CR", CARRIED)] == _facts(record(words))


def test_a_credit_behind_what_is_left_open_has_no_end(record):
    assert [("KD", "CR", None)] == _facts(record("It was asked if the fee was approved. Prop KD 2nd: CR"))


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("Motion was made by Una Voss, seconded, and voted to approve the minutes.", ("Una Voss", None, CARRIED)),
        ("Moved to adjourn the regular meeting by Una Voss, seconded and approved.", ("Una Voss", None, CARRIED)),
        (
            "The plan was approved with Una Voss making the motion, Bo Lark second.",
            ("Una Voss", "Bo Lark", CARRIED),
        ),
        (
            "Michael G. made a motion to accept the report. Mia seconded and it passed.",
            ("Michael G", "Mia", CARRIED),
        ),
        ("Moved: Mark G; Seconded: Peter L; Motion passed without dissent.", ("Mark G", "Peter L", CARRIED)),
        ("Jerry motioned to adjourn. All in favor and carried.", ("Jerry", None, CARRIED)),
        ("Kelly move to approve the report. Cindy second. Approved.", ("Kelly", "Cindy", CARRIED)),
        ("Approved by Cllr Voss, seconded Cllr Lark and signed as correct.", ("Cllr Voss", "Cllr Lark", CARRIED)),
        ("Accounts circulated Proposed PE Seconded SH to accept them All agreed.", ("PE", "SH", CARRIED)),
        ("Proposed PE Seconded SH free parking on the Car Park. All agreed motion passed.", ("PE", "SH", CARRIED)),
        ("Motion: Table the lawn care bid by Una Voss and seconded by Bo Lark.", ("Una Voss", "Bo Lark", None)),
        ("MOTION BY VOSS TO APPROVE THE PLAN. NO SECOND.", ("VOSS", None, FELL)),
        (
            "Councilwoman Voss makes the motion to have the workshop on April 2nd at 6pm.",
            ("Councilwoman Voss", None, None),
        ),
        (
            "On the proposal of Councillor Voss, seconded by Councillor Lark, Standing Order No. 4 was suspended.",
            ("Councillor Voss", "Councillor Lark", CARRIED),
        ),
        (
            "Al moved we add it to our page, Tim seconded. Following discussion there was unanimous agreement.",
            ("Al", "Tim", CARRIED),
        ),
    ],
)
def test_who_moved_is_read_in_many_wordings(record, words, facts):
    assert [facts] == _facts(record(words))


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("That the agenda be approved. (Voss/Lark) CARRIED", ("Voss", "Lark", CARRIED)),
        ("Resolved – To pay it. Prop – Cllr Voss, Sec – Cllr Lark.", ("Cllr Voss", "Cllr Lark", CARRIED)),
        ("Orders adopted. Proposed by Cllr Voss, seconded by Cllr Lark.", ("Cllr Voss", "Cllr Lark", CARRIED)),
        (
            "After that Bobbie motioned to approve it. It was seconded by Bea and passed.",
            ("Bobbie", "Bea", CARRIED),
        ),
        (
            "Cllr Voss was re-elected as Chairman of it, proposed by Cllr Lark and seconded by Cllr Orde.",
            ("Cllr Lark", "Cllr Orde", CARRIED),
        ),
        ("The minutes were approved by Una Voss and seconded by Bo Lark.", ("Una Voss", "Bo Lark", CARRIED)),
        (
            "Motion by Voss to adopt it, second by Lark, 5 yes, ordinance adopted.",
            ("Voss", "Lark", CARRIED),
        ),
        (
            "Una Voss motioned that it stay Second: Bo Lark Passes. Others are far.",
            ("Una Voss", "Bo Lark", CARRIED),
        ),
        (
            "A constitutional amendment was proposed by the Chair. The amendment was passed.",
            ("the Chair", None, CARRIED),
        ),
        (
            "PB has proposed it and this was seconded by KF. All others were in favour apart from Mo, against.",
            ("PB", "KF", CARRIED),
        ),
        ("Moved by Una Voss, seconded by Bo Lark. CWD.", ("Una Voss", "Bo Lark", CARRIED)),
        ("Proposed: ML, Seconded: MS. For: All", ("ML", "MS", CARRIED)),
        (
            "Councilman Voss makes the motion to pay, Councilman lark seconds.",
            ("Councilman Voss", "Councilman lark", None),
        ),
        (
            "Charities – Cllr Ash. Proposed \t by Cllr Voss, seconded by Cllr Lark.",
            ("Cllr Voss", "Cllr Lark", None),
        ),
        ("Motion to adjourn by Una Voss and seconded by Bo Lark.", ("Una Voss", "Bo Lark", None)),
        (
            "A motion to approve a budget amendment was made by Una Voss. Seconded by Bo Lark. Motion carried.",
            ("Una Voss", "Bo Lark", CARRIED),
        ),
    ],
)
def test_who_seconded_is_told_from_who_moved(record, words, facts):
    item = record(words)
    assert [facts] == _facts(item)
    assert not item.motions[0].is_amendment


@pytest.mark.parametrize(
    "words",
    [
        "The application was approved (Hall/Park ward).",
        "PROPOSED FEES",
        "In April moved to approve.",
        "PENDERFYNWYD / RESOLVED to accept the report.",
        "Charities – Cllrs Ash & Elm, County Cllr Webb. Proposed for the year.",
        "Properly moved and seconded. And we'll go to roll call.",
        "Councillor Voss has moved to Leeds and a replacement was seconded to us.",
    ],
    ids=["ward", "heading", "month", "welsh", "sentence", "adverb", "town"],
)
def test_what_names_nobody_is_no_motion(record, words):
    assert not record(words).motions


def test_a_motion_named_first_is_not_taken_for_the_seconding_of_the_last(record):
    item = record(
        "Motion to hang the gate by Una Voss and seconded by Bo Lark.",
        "Vote: All in favor.",
        "Motion: Paint it at 3:00pm by Bo Lark and seconded by Una Voss.",
        "Vote: All in favor.",
    )
    assert [("Una Voss", "Bo Lark", CARRIED), ("Bo Lark", "Una Voss", CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    "words",
    [
        "By motion duly made and seconded, the Board bought the lamps.",
        "Upon motion duly made and seconded, it was RESOLVED that the lamps be bought.",
        "Todd received a motion and a second to waive the reading. The motion was approved.",
        "There was a motion to approve the minutes, which was seconded and passed.",
        "A motion from the floor was received and a second to approve the agenda. The motion was approved.",
        "A motion was made, seconded and unanimously approved to drain the lake.",
        "It was moved and seconded and unanimously approved by the board to move ahead with planning.",
        "Motion was made and passed to keep Una Voss as Vice President until the next election.",
    ],
)
def test_each_motion_that_nobody_is_named_for_is_one_of_its_own(record, words):
    item = record(words, "The dam is old.", words)
    assert [(None, None, CARRIED)] * 2 == _facts(item)


def test_who_speaks_in_proposing_a_motion_moved_it(record):
    item = record("In proposing the Motion Councillor Voss said it was due. Councillor Lark seconded the Motion.")
    assert [("Councillor Voss", "Councillor Lark", None)] == _facts(item)


def test_who_speaks_in_seconding_a_motion_seconded_it(record):
    item = record(
        "Councillor Voss, in proposing the Motion, stated that no spaces should go.",
        "Councillor Lark in seconding the Motion stated that he agreed.",
    )
    assert [("Councillor Voss", "Councillor Lark", None)] == _facts(item)


@pytest.mark.parametrize(
    "speech",
    [
        "Councillor Voss in proposing the Motion stated that no spaces should go.",
        "In proposing this motion Councillor Voss told the meeting of the flood.",
    ],
)
def test_a_motion_is_one_where_its_mover_speaks_and_is_named_below(record, speech):
    below = ("Proposed: Councillor B. Voss", "Seconded: Councillor Lark")
    item = record(speech, "Councillor Lark in seconding the Motion stated that he agreed.", *below)
    assert [("Councillor B. Voss", "Councillor Lark", None)] == _facts(item)


def test_a_speech_behind_who_moved_moves_nothing_more(record):
    item = record(
        "The Motion was proposed by Councillor Voss and seconded by Councillor Lark and agreed.",
        "In proposing the motion Councillor Voss said that no spaces should go.",
    )
    assert [("Councillor Voss", "Councillor Lark", CARRIED)] == _facts(item)


def test_a_line_over_the_names_of_voters_ends_the_motion_before_it(record):
    item = record(
        "Motion by Una Voss, second by Bo Lark.",
        "Final Resolution: Motion Carries",
        "Aye: Una Voss, Bo Lark, Mo Fenn",
    )
    assert [("Una Voss", "Bo Lark", CARRIED)] == _facts(item)


def test_a_motion_without_names_may_stand_behind_talk(record):
    item = record("The bids are high. Motion to hire his firm approved unanimously.")
    assert [(None, None, CARRIED)] == _facts(item)


@pytest.mark.parametrize(
    ("words", "mover"),
    [
        ("Moved to pay the bill sent by Elm Garage.", None),
        ("Moved to approve the plan drawn by Marsh.", None),
        ("Moved to accept the bid submitted by Oak Paving. Second by Marsh.", None),
        ("Moved to close the road by Elm Hall.", None),
        ("Moved to amend the boundary by Mill Lane; seconded by Marsh.", None),
        ("Moved to adjourn the meeting by Ann Ash, seconded and approved.", "Ann Ash"),
        ("Moved to approve the minutes as presented by Ann Ash, seconded by Ben Elm.", "Ann Ash"),
    ],
)
def test_who_made_what_is_moved_or_what_it_lies_by_is_not_the_mover(record, words, mover):
    movers = [one.mover for one in record(words).motions if one.mover]
    assert ([mover] if mover else []) == movers


def test_a_seconder_who_agrees_in_a_speech_has_not_carried_the_motion(record):
    item = record("Councillor Voss moved the motion. In seconding the motion Councillor Hume agreed.")
    assert [("Councillor Voss", "Councillor Hume", None)] == _facts(item)
