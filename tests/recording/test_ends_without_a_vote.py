"""Ends of motions that nobody seconds, that the chair orders, and words that look like an end and are none."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome

MOVED = "Moved by Ann Hill, seconded by Ben Marsh, to drain the pond."


@pytest.mark.parametrize(
    "words",
    [
        "Cllr Hill proposed a new lamp but found no seconder.",
        "Cllr Hill proposed that a lamp be bought but this was not seconded.",
        "Cllr Hill moved to buy a lamp but there was no second.",
        "Cllr Hill moved to buy a lamp; not seconded.",
    ],
)
def test_what_nobody_seconds_fell(record, words):
    (motion,) = record(words).motions
    assert ("Cllr Hill", None, Outcome.FELL) == (motion.mover, motion.seconder, motion.outcome)


@pytest.mark.parametrize(
    "told", ["So voted.", "So ordered.", "All those in favor responded with aye; there were none opposed."]
)
def test_what_the_chair_orders_is_carried(record, told):
    assert [Outcome.CARRIED] == [one.outcome for one in record(f"{MOVED} {told}").motions]


@pytest.mark.parametrize("told", ["4 yes, 0 no.", "Roll call: all aye.", "Ayes: Hill, Marsh. Nays: none."])
def test_who_voted_how_is_a_vote_and_says_no_end(record, told):
    """Whether that was enough the page says in words or not at all."""
    assert [None] == [one.outcome for one in record(f"{MOVED} {told}").motions]


def test_the_words_over_a_roll_end_a_motion_that_is_a_list(record):
    item = record(
        "Ann Hill moved to approve the plan; Ben Marsh seconded and recommended the following plan:",
        "- Publisher: Elm Press",
        "- Grades: 9 to 12, be sent to the Board. Motion was carried as follows;",
        "Ann Hill: aye",
        "Ben Marsh: aye",
    )
    assert [Outcome.CARRIED] == [one.outcome for one in item.motions]


@pytest.mark.parametrize(
    "words",
    [
        "Minutes of 5/9/17 approved – Z. Hill (motion), T. Marsh (second)",
        "Minutes approved – proposed Cllr Hill, seconded Cllr Marsh.",
        "Minutes approved. P: Cllr Hill S: Cllr Marsh",
        "On the proposition of Cllr Hill, seconded by Cllr Marsh, it was recommended that it be sent.",
        "Ar moladh Cllr Hill, cuidithe ag Cllr Marsh, agus glacadh leis.",
    ],
)
def test_what_is_approved_by_names_behind_or_before_it_is_carried(record, words):
    assert [Outcome.CARRIED] == [one.outcome for one in record(words).motions]


def test_the_end_of_a_motion_below_its_colon_is_no_part_of_it(record):
    item = record(
        "A motion was made by Ann Hill and seconded by Ben Marsh to approve the agenda, as read:",
        "The motion carried by the following vote:",
        "AYES: Hill, Marsh",
    )
    assert [Outcome.CARRIED] == [one.outcome for one in item.motions]


@pytest.mark.parametrize("title", ["Ms.", "Cllr.", "Mrs.", "Councillor"])
def test_whether_a_motion_is_withdrawn_may_be_asked_for_anybody(record, title):
    item = record(
        f"{title} Hill proposed the motion. Cllr Marsh seconded the motion. "
        f"He wished to know if {title} Hill’s motion is withdrawn in light of this."
    )
    assert [None] == [one.outcome for one in item.motions]


def test_a_creek_is_no_end_of_a_motion(record):
    item = record("The fee is $5. Ann Hill made the motion, Ben Marsh second.", "Lost Creek Park: The fans help.")
    assert [None] == [one.outcome for one in item.motions]


@pytest.mark.parametrize(
    "words",
    [
        "It was moved and seconded that the plan shall be put to the voters. Carried.",
        "A motion was made and seconded that the seat will be moved. Carried.",
        "The proposal to close the school was moved and seconded. Carried.",
    ],
)
def test_a_motion_whose_words_are_like_a_rule_is_one(record, words):
    assert [Outcome.CARRIED] == [one.outcome for one in record(words).motions]


def test_minutes_that_are_not_approved_are_not_carried(record):
    item = record("Minutes not approved – Ann Hill (motion), Ben Marsh (second).")
    assert Outcome.CARRIED not in [one.outcome for one in item.motions]


@pytest.mark.parametrize("words", ["7 For 2 Against 1 Abstention", "Vote: 7 for - 2 against - 1 abstention."])
def test_figures_before_each_side_are_not_those_of_the_side_before(record, words):
    assert [(7, 2, 1)] == [(one.ayes, one.noes, one.abstentions) for one in record(words).votes]


def test_figures_before_their_words_are_told_from_those_behind(record):
    item = record(f"{MOVED} Roll call vote(5 yes- 0 no) motion carried.")
    assert [(5, 0)] == [(one.ayes, one.noes) for one in item.votes]
    assert [(14, 3)] == [(one.ayes, one.noes) for one in record("Resolved (14 to 3) that it be paid.").votes]
