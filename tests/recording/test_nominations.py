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
