"""How motions end, in whatever order and number of words of voting it is told."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from minutesearch.records import AgendaItem, Motion, Outcome

Record = Callable[..., AgendaItem]

MOVES = [
    "{mover} moved to approve the budget",
    "{mover} made a motion that the budget be approved",
    "{mover} motions to approve the budget",
    "{mover} moved for approval of the budget",
    "A motion was made by {mover} to approve the budget",
    "Motion by {mover} to approve the budget",
    "It was proposed by {mover} that the budget be approved",
]
SECONDS = [
    ", seconded by {seconder}",
    " and {seconder} seconded",
    ". {seconder} seconded the motion",
    ". Second by {seconder}",
    ", with {seconder} seconding",
    ". {seconder} made the second",
    " and this was seconded by {seconder}",
]
PAIRS = [
    ("Cllr Reed", "Cllr Brook"),
    ("Nan Reed", "Guy Brook"),
    ("Reed", "O’Brook"),
    ("Trustee Reed", "Ms. Brook"),
]
CARRIED = [
    ". Motion carried.",
    " and all voted in favor thereof.",
    ". Unanimous approval.",
    ". The board voted all in favour.",
    ". Voted unanimously.",
    ". Voice vote: all ayes.",
    ". So carried.",
    ". Action: Unanimously approved.",
    ". There being no opposition, the motion was carried.",
    ", which passed unanimously.",
    ", all in favour.",
    ". All those present voted yes.",
    ". The vote was 5-0 in favor.",
    ". None opposed. Carried.",
    ". All agreed and the minutes were duly signed.",
]
OTHERS = [
    (". The motion did not pass.", Outcome.LOST),
    (". Not approved.", Outcome.LOST),
    (". On a show of hands the motion was declared lost.", Outcome.LOST),
    (". The motion failed, two to three.", Outcome.LOST),
    (". Motion withdrawn.", Outcome.WITHDRAWN),
    (". The motion died.", Outcome.FELL),
]
ENDS = [*((end, Outcome.CARRIED) for end in CARRIED), *OTHERS]


def _only(item: AgendaItem) -> Motion:
    (motion,) = item.motions
    return motion


@pytest.mark.parametrize(("end", "outcome"), ENDS)
def test_every_wording_of_mover_and_seconder_takes_every_ending(
    end: str, outcome: Outcome, record: Record
) -> None:
    told = {}
    for place, (moves, seconds) in enumerate(product(MOVES, SECONDS)):
        mover, seconder = PAIRS[place % len(PAIRS)]
        text = (moves + seconds).format(mover=mover, seconder=seconder) + end
        motion = _only(record(text))
        if (motion.mover, motion.seconder, motion.outcome) != (mover, seconder, outcome):
            told[text] = motion
    assert not told


@pytest.mark.parametrize(
    "sentence",
    [
        "The Clerk agreed to check the cost.",
        "Council members agreed that it was late.",
        "Members voted.",
        "The vote was 3-3.",
        "Two members agreed.",
        "All were opposed.",
        "Not all agreed.",
        "None agreed.",
        "No vote was taken on the motion.",
        "The motion was not put to the vote.",
        "The meeting carried on.",
        "The motion passed to the next item.",
        "Agreed with the Chair.",
        "Three members voted in favour.",
        "All agreed that the lamps were dear.",
        "He hoped the motion would be carried.",
    ],
)
def test_words_of_voting_that_decide_nothing_end_no_motion(sentence: str, record: Record) -> None:
    assert _only(record(f"Cllr Reed moved to buy the lamps, seconded by Cllr Brook. {sentence}")).outcome is None


@pytest.mark.parametrize(
    "moved",
    [
        "that the report be noted and approved.",
        "that the minutes be received, read and agreed.",
        "that the plan be supported by all members.",
    ],
)
def test_what_is_moved_is_no_ending(moved: str, record: Record) -> None:
    assert _only(record(f"Cllr Reed moved, seconded by Cllr Brook, {moved}")).outcome is None


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Motion: To close the hearing",
            "Moved by Nan Reed, seconded by Guy Brook",
            "Action: Unanimously approved",
        ],
        ["Motion by: Nan Reed", "Second by: Guy Brook", "Result: Motion carried"],
        ["Mover: Nan Reed", "Seconder: Guy Brook", "Outcome: Passed unanimously"],
        ["Motion: Nan Reed", "Second: Guy Brook", "Discussion: none", "Vote: 5-0"],
        ["M: Nan Reed S: Guy Brook Unanimous"],
        ["| Moved | Nan Reed |", "| Seconded | Guy Brook |", "| Result | Carried |"],
        ["Proposed by: Nan Reed Seconded by: Guy Brook All in favour"],
        ["Moved Nan Reed - Guy Brook:", "That the hearing be closed.", "Carried"],
        ["Nan Reed/Guy Brook: That the hearing be closed. Carried"],
        ["APPROVED the budget. M/S Nan Reed/Guy Brook."],
    ],
)
def test_labels_name_mover_seconder_and_end_in_any_layout(lines: list[str], record: Record) -> None:
    motion = _only(record(*lines))
    assert ("Nan Reed", "Guy Brook", Outcome.CARRIED) == (motion.mover, motion.seconder, motion.outcome)


def test_what_was_moved_stands_behind_its_label(record: Record) -> None:
    motion = _only(record("Mover: Nan Reed", "Seconder: Guy Brook", "Result: Motion failed"))
    assert Outcome.LOST is motion.outcome


def test_a_verb_behind_a_name_is_no_part_of_it(record: Record) -> None:
    motion = _only(record("Proposed by: Nan Reed Seconded by: Guy Brook Defeated"))
    assert ("Nan Reed", "Guy Brook", Outcome.LOST) == (motion.mover, motion.seconder, motion.outcome)


def test_a_name_ends_with_its_sentence(record: Record) -> None:
    motion = _only(
        record("Motion to approve the minutes by Reed, seconded by Brook. O’Fir abstained. Motion carried.")
    )
    assert ("Reed", "Brook", Outcome.CARRIED) == (motion.mover, motion.seconder, motion.outcome)
