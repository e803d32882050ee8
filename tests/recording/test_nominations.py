"""Motions told in passing: who was proposed for an office, what other minutes should read, counts run on."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome


@pytest.mark.parametrize(
    "said",
    [
        "CC Finch proposed Sandra Reed for the position of Secretary and was seconded by CC Adams.",
        "CMcD proposed June Hood as chair and this was seconded by LR - June accepted.",
    ],
)
def test_whom_somebody_proposed_moved_nothing(record, said):
    assert not {"Sandra Reed", "June Hood"} & {one.mover for one in record(said).motions}


def test_what_minutes_should_read_is_moved_by_nobody(record):
    assert (
        () == record("Agenda item 12 should read: Proposed by Cllr. P Ridge and seconded by Cllr. A Sims.").motions
    )


def test_a_count_of_those_for_runs_on_to_those_who_abstained(record):
    item = record("Proposed by Cllr. K Butler and seconded by Cllr. A Sims. CARRIED: 8 for 2 abstentions.")
    assert [(8, None, 2)] == [(one.ayes, one.noes, one.abstentions) for one in item.votes]
    assert [Outcome.CARRIED] == [one.outcome for one in item.motions]


def test_what_was_proposed_and_resolved_is_carried(record):
    (motion,) = record("It was proposed by Cllr Hillman and resolved to go into closed session.").motions
    assert ("Cllr Hillman", None, Outcome.CARRIED) == (motion.mover, motion.seconder, motion.outcome)


@pytest.mark.parametrize(
    "said",
    [
        "A motion was made to close under Act 91 II(a) by Ms Keel, seconded by Mr Konop. Motion passed 4-0.",
        "Motion to accept the spending of $2500 by Selectman Keel, seconded by Selectman Konop. All in Favor.",
    ],
)
def test_who_made_a_motion_may_stand_behind_what_was_moved(record, said):
    (motion,) = record(said).motions
    assert ("Keel", "Konop", Outcome.CARRIED) == (
        motion.mover.split()[-1],
        motion.seconder.split()[-1],
        motion.outcome,
    )


def test_a_resolution_below_another_number_closes_no_motion(record):
    item = record(
        "3. It was proposed by Cllr R Wills and seconded by Cllr M Cane to co-opt Peter Gebb to the Parish.",
        "4. Neighbourhood planning:",
        "4.1. The Clerk updated the Parish Council.",
        "4.2. The Council AGREED to set up a group for a plan of the parish.",
    )
    assert [None] == [one.outcome for one in item.motions]


def test_a_motion_may_be_made_in_the_middle_of_a_paragraph(record):
    (motion,) = record(
        "Chr. Zell said that bills need approval. Commissioner Meier made a motion to approve the bills."
        " Commissioner Fann seconded the motion. All voted aye. The motion is approved."
    ).motions
    assert ("Commissioner Meier", "Commissioner Fann", Outcome.CARRIED) == (
        motion.mover,
        motion.seconder,
        motion.outcome,
    )


def test_a_seconder_may_stand_behind_seconded_alone(record):
    (motion,) = record("Motion to approve by Worth, seconded Haskin, approved unanimously.").motions
    assert ("Worth", "Haskin", Outcome.CARRIED) == (motion.mover, motion.seconder, motion.outcome)
