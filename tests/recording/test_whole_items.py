"""Motions, amendments and votes of whole items in the words of bodies far apart: who, how, and which of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem, Motion

Record = Callable[..., AgendaItem]


def read(motion: Motion) -> tuple[str | None, str | None, str | None, bool]:
    """Return mover, seconder, outcome and whether it amends."""
    return motion.mover, motion.seconder, motion.outcome, motion.is_amendment


def figures(item: AgendaItem) -> list[tuple[int | None, int | None, int | None]]:
    """Return the three figures of each vote."""
    return [(vote.ayes, vote.noes, vote.abstentions) for vote in item.votes]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The amendment was lost by 47 votes to 17.", (17, 47, None)),
        ("The motion was defeated by eleven votes to nine with two abstentions.", (9, 11, 2)),
        ("The amendment was carried by 20 votes to 11.", (20, 11, None)),
        ("The amendment was lost by 11 votes to 20.", (11, 20, None)),
        ("The motion failed on a vote of 66 no and 28 yes.", (28, 66, None)),
    ],
)
def test_more_are_against_what_was_lost(record: Record, said: str, expected: tuple[int | None, ...]) -> None:
    assert [expected] == figures(record(said))


def test_each_sentence_that_ends_a_motion_tells_of_its_own_poll(record: Record) -> None:
    item = record(
        "The amendment by the Green Group was lost by 56 votes, with 1 abstention.",
        "The main motion was carried by 31 votes to 29.",
    )
    assert (31, 29, None) == figures(item)[-1]


@pytest.mark.parametrize(
    "said",
    [
        ("Amendment A was put and was lost. Amendment B was put and was carried.",),
        ("The amendment by the Labour Group was lost.", "The amendment by the Green Group was carried."),
        ("The Labour amendment was lost.", "The Green amendment was carried."),
    ],
)
def test_amendments_that_are_called_by_a_name_are_several(record: Record, said: tuple[str, ...]) -> None:
    assert [(None, None, "lost", True), (None, None, "carried", True)] == [
        read(one) for one in record(*said).motions
    ]


def test_a_main_motion_stands_below_its_amendments(record: Record) -> None:
    item = record(
        "Motion to amend the main motion by striking the fee was made by Ash and seconded by Elm. "
        "The motion to amend failed 2-3. The main motion passed 4-1."
    )
    assert [("Ash", "Elm", "lost", True), (None, None, "carried", False)] == [read(one) for one in item.motions]
    assert [(2, 3, None), (4, 1, None)] == figures(item)


def test_the_amendment_becomes_the_finding_of_the_meeting(record: Record) -> None:
    item = record(
        "Councillor Ash moved to refuse the licence. This was seconded by Councillor Elm.",
        "Councillor Fay Oak proposed, seconded by Councillor Fir to grant it until midnight.",
        "On the division there voted:",
        "For the Motion (2)  Councillors Ash and Elm",
        "For the Amendment (3)  Councillors Oak, Fir and Yew",
        "Accordingly the amendment became the finding of the meeting.",
    )
    assert [
        ("Councillor Ash", "Councillor Elm", None, False),
        ("Councillor Fay Oak", "Councillor Fir", "carried", True),
    ] == [read(one) for one in item.motions]


def test_an_amendment_that_was_carried_and_became_the_motion_is_carried_once(record: Record) -> None:
    item = record(
        "Councillor Ash moved an amendment, seconded by Councillor Elm, that it be deferred.",
        "Councillor Oak moved an amendment, seconded by Councillor Fir, that it be refused.",
        "The second amendment was carried and became the substantive motion.",
    )
    assert [None, "carried"] == [one.outcome for one in item.motions]


@pytest.mark.parametrize(
    ("said", "amends"),
    [
        ("Motion was made by Dan Ash second by Joy Elm to amend motion to exceed the levy by $50.", True),
        ("Trustee Ash moved to amend her motion to include the fee. Trustee Elm seconded.", True),
        ("Trustee Ash moved to amend the agenda to add item 7. Trustee Elm seconded.", False),
        ("Motion by Ash, second by Elm, to amend the zoning bylaw. Motion carried.", False),
        ("Trustee Ash moved to amend the motion passed in May. Trustee Elm seconded.", False),
        (
            "Councillor Ash did not agree with it and moved, as an amendment, that it stay; seconded by Cllr Elm.",
            True,
        ),
    ],
)
def test_only_who_amends_a_motion_moves_an_amendment(record: Record, said: str, amends: bool) -> None:
    (motion,) = record(said).motions
    assert amends is motion.is_amendment
    assert ("Ash", "Elm") == (str(motion.mover).split()[-1], str(motion.seconder).split()[-1])


@pytest.mark.parametrize(
    "said",
    [
        "It was moved, seconded and RESOLVED that Councillor Lena Oak be elected Vice Chair.",
        "It was proposed, seconded and agreed that the accounts be approved.",
        "A motion was made to suspend the rules, which was passed without objection.",
        "A motion to approve the minutes was made and seconded. The vote was unanimous.",
        "Voice vote on the motion to adjourn carried unanimously.",
        "Voice vote on the motion to approve the minutes carried by a majority, with a nay vote from Dr. Ash.",
    ],
)
def test_a_motion_whose_mover_nobody_names(record: Record, said: str) -> None:
    assert [(None, None, "carried", False)] == [read(one) for one in record(said).motions]


def test_a_motion_that_nobody_is_named_for_ends_by_itself(record: Record) -> None:
    item = record(
        "Ella Ash moved to open nominations. A motion was then made to suspend the rules, which was passed."
    )
    assert [("Ella Ash", None, None, False), (None, None, "carried", False)] == [read(one) for one in item.motions]


@pytest.mark.parametrize(
    ("said", "mover", "seconder"),
    [
        ("Lloyd made motion to accept, Fern seconded, Motion carried.", "Lloyd", "Fern"),
        (
            "Mr. Ash nominated Ms. Reed for Vice Chair, was seconded by Mr. Elm and the motion carried.",
            "Mr. Ash",
            "Mr. Elm",
        ),
        ("Proposed by ClIr.Ash, seconded by Cllr. Elm, resolution carried.", "ClIr.Ash", "Cllr. Elm"),
        ("Proposed by Cllr.Ash, seconded by Cllr. Elm, resolution carried.", "Cllr.Ash", "Cllr. Elm"),
        ("On motion by Trustee Ash, seconded by Trustee elm, it was carried.", "Trustee Ash", "Trustee elm"),
        (
            "002-16 Councillor Ash that the agenda be accepted with the letter added. Carried",
            "Councillor Ash",
            None,
        ),
        (
            "Councillor Ash said it was narrow and moved that it be one-way; seconded by Councillor Elm; carried.",
            "Councillor Ash",
            "Councillor Elm",
        ),
    ],
)
def test_who_moved_and_seconded(record: Record, said: str, mover: str, seconder: str | None) -> None:
    assert [(mover, seconder, "carried", False)] == [read(one) for one in record(said).motions]


def test_a_title_alone_names_nobody(record: Record) -> None:
    item = record("Moved by Trustee Ash and seconded by Trustee, with all in favour. Carried.")
    assert [("Trustee Ash", None)] == [(one.mover, one.seconder) for one in item.motions]


def test_who_went_somewhere_moved_nothing(record: Record) -> None:
    assert () == record("Councillor Ash reported that the Clerk had resigned and moved to Leeds.").motions


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        ("All were in favour and the minutes were duly signed by the Chairman.", "carried"),
        ("All members voted in favour and the Clerk will order it.", "carried"),
        ("The vote was unanimous in favor.", "carried"),
        ("All were in favour of a bench in oak, but no maker was known.", None),
    ],
)
def test_all_were_in_favour(record: Record, end: str, outcome: str | None) -> None:
    (motion,) = record("Cllr Ash proposed the purchase of a bench, Cllr Elm seconded.", end).motions
    assert outcome == motion.outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Moved by Cllr Ash, seconded by Cllr Elm, that the fee be raised and the motion was carried.", "carried"),
        ("Cllr Ash moved, seconded by Cllr Elm, that the fee be raised and the motion was lost.", "lost"),
        ("Cllr Ash proposed that the fee be raised and the motion was carried.", "carried"),
        ("Moved by Cllr Ash, seconded by Cllr Elm, that the motion be duly carried.", None),
    ],
)
def test_an_ending_joined_to_the_words_moved(record: Record, said: str, outcome: str | None) -> None:
    assert [outcome] == [one.outcome for one in record(said).motions]


def test_those_who_voted_are_listed_by_side(record: Record) -> None:
    item = record(
        "Cllr Ash moved, seconded by Cllr Elm, that it be refused.",
        "The following councillors voted for the motion: Ash, Elm and Oak.",
        "The following councillors voted against: Fir and Yew.",
        "The motion was carried.",
    )
    (vote,) = item.votes
    assert (("Ash", "Elm", "Oak"), ("Fir", "Yew")) == (vote.names_for, vote.names_against)


@pytest.mark.parametrize(
    "said",
    [
        "Councillor Ash, supported by Councillor Elm, proposed that it be cut. Carried.",
        "The leader, Councillor Ash, supported by the deputy, Councillor Elm, proposed that it be cut. Carried.",
        "At Hawthorn Road, Newton Councillor Ash, seconded by, Councillor Elm, moved that it be cut. Carried.",
        "Councillor Ash, seconded by Councillor Elm moved that it be cut. Carried.",
    ],
)
def test_who_seconds_stands_between_mover_and_verb(record: Record, said: str) -> None:
    assert [("Councillor Ash", "Councillor Elm", "carried", False)] == [read(one) for one in record(said).motions]


def test_two_motions_of_one_sentence_have_each_their_seconder(record: Record) -> None:
    item = record(
        "In Newton Councillor Ash, seconded by, Councillor Elm, moved that it be refused Councillor J Oak, "
        "seconded by Councillor M Fir, moved as an Amendment that it be granted.",
        "On a vote being taken, 14 Members voted for the Amendment and 8 Members voted for the Motion. "
        "The Amendment was declared carried.",
        "Decided: that the application be dealt with so.",
    )
    assert [
        ("Councillor Ash", "Councillor Elm", None, False),
        ("Councillor J Oak", "Councillor M Fir", "carried", True),
    ] == [read(one) for one in item.motions]


def test_a_motion_that_is_named_again_is_no_other(record: Record) -> None:
    item = record(
        "Councillor Ash proposed that the minutes be amended. The proposal was seconded by Councillor Elm. "
        "The Chairman used his casting vote to vote against the amendment proposed by Councillor Ash.",
        "Subject to the amendment proposed by Councillor Oak, the minutes were approved.",
    )
    assert [("Councillor Ash", "Councillor Elm", "lost", False)] == [read(one) for one in item.motions]


def test_minutes_confirmed_with_a_change_are_no_amendment(record: Record) -> None:
    item = record(
        "The minutes were confirmed, subject to the following amendment, as moved and seconded by Councillors "
        "Ash and Elm."
    )
    assert [("Councillors Ash", "Elm", "carried", False)] == [read(one) for one in item.motions]


@pytest.mark.parametrize(
    ("said", "mover", "seconder"),
    [
        ("A motion was made by J. Ash and seconded by A. Elm to pay $2,800.00. Carried.", "J. Ash", "A. Elm"),
        ("A motion was made by R. Ash, seconded by L. Elm, and voted unanimously to close.", "R. Ash", "L. Elm"),
        ("REPORT: Ash/Elm motion to put the report on file. Motion Carried.", "Ash", "Elm"),
        ("Old Meeting-Motion to approve minutes by Ash, seconded by Elm motion carried", "Ash", "Elm"),
        (
            "They were signed. This was proposed by Mr Ash and seconded by Mr Elm with all agreed.",
            "Mr Ash",
            "Mr Elm",
        ),
    ],
)
def test_who_moved_and_seconded_what_was_carried(record: Record, said: str, mover: str, seconder: str) -> None:
    assert [(mover, seconder, "carried", False)] == [read(one) for one in record(said).motions]


def test_a_name_does_not_begin_in_the_sentence_before(record: Record) -> None:
    item = record(
        "Nominations were sought for the Committee.  Mrs Ruth Ash nominated Mr. Ed Elm as Chairman.  "
        "The nomination was seconded by Mr. Jo Oak.",
        "RESOLVED:",
        "That Mr. Ed Elm be appointed Chairman.",
    )
    assert [("Mrs Ruth Ash", "Mr. Jo Oak", "carried", False)] == [read(one) for one in item.motions]


def test_who_moved_names_himself_before_the_words_in_capitals(record: Record) -> None:
    item = record("11-13 REPORTS – Ash: That the reports be accepted as presented.", "CARRIED")
    assert [("Ash", None, "carried", False)] == [read(one) for one in item.motions]


@pytest.mark.parametrize(
    "said", ["11-13 FIRE DEPARTMENT: That the reports be accepted.", "Path/Road motion sensors."]
)
def test_a_heading_moves_nothing(record: Record, said: str) -> None:
    assert not {one.mover for one in record(said, "CARRIED").motions} - {None}


def test_who_proposed_stands_over_the_words(record: Record) -> None:
    item = record("Councillor Ash proposed:", "“That the bridge be closed.”", "The motion was carried.")
    assert [("Councillor Ash", None, "carried", False)] == [read(one) for one in item.motions]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Thirty-two Members voted to accept the wording and twenty-one against and it was carried.",
            (32, 21, None),
        ),
        ("Motion carried with 4 yes.", (4, None, None)),
        ("For 5_ Against 0", (5, 0, None)),
        ("The vote was 3-2 against, and the motion failed.", (2, 3, None)),
        ("Council voted five to one in favor of the plan.", (5, 1, None)),
        ("Council voted 5 to 1 against the plan.", (1, 5, None)),
        ("Members voted by six to five in favour of closure, with two abstentions.", (6, 5, 2)),
        ("Councillors voted 8:3 in favour.", (8, 3, None)),
        ("By 31 votes to 24 the amendment was then lost.", (24, 31, None)),
        ("By 31 votes to 24 Council carried it.", (31, 24, None)),
        ("Motion failed 2-3.", (2, 3, None)),
    ],
)
def test_figures_of_a_vote(record: Record, said: str, expected: tuple[int | None, ...]) -> None:
    assert [expected] == figures(record(said))


@pytest.mark.parametrize("said", ["The motion failed 3-2.", "All but one voted in favour."])
def test_figures_that_may_be_those_of_either_side_are_none(record: Record, said: str) -> None:
    assert [] == figures(record(said))


def test_the_number_of_a_rule_is_no_count(record: Record) -> None:
    assert [] == figures(record("Under rule 11.5 for any member the vote on a motion is recorded."))


def test_a_row_of_a_table_is_a_side_with_its_names_and_their_number(record: Record) -> None:
    item = record(
        "| Vote | Councillors | Count |",
        "| For | R Ash, N Elm and Mrs L Oak | 3 |",
        "| Against | None | 0 |",
        "| Abstain | P Fir | 1 |",
    )
    (vote,) = item.votes
    assert [(3, 0, 1)] == figures(item)
    assert (("R Ash", "N Elm", "Mrs L Oak"), (), ("P Fir",)) == (
        vote.names_for,
        vote.names_against,
        vote.names_abstaining,
    )


@pytest.mark.parametrize(
    "said",
    [
        "Motion to accept the Agenda as amended was passed unanimously",
        "Oakman Watershed update, Motion was made to send a Councillor to the meeting passed unanimously.",
    ],
)
def test_a_motion_whose_end_is_told_in_its_own_sentence(record: Record, said: str) -> None:
    assert [(None, None, "carried", False)] == [read(one) for one in record(said).motions]


@pytest.mark.parametrize(
    ("said", "mover"),
    [
        ("When the questions were answered Teresa made a motion that we proceed, seconded by Marvin.", "Teresa"),
        (
            "Approval of Agenda Commissioner Ash moved to approve the Agenda. Motion seconded by Marvin.",
            "Commissioner Ash",
        ),
        (
            "The Reeve told of matter 13.1 Moved by Councillor Ash RC19-190 That Council adopt the agenda.",
            "Councillor Ash",
        ),
    ],
)
def test_who_moved_stands_behind_words_without_a_mark(record: Record, said: str, mover: str) -> None:
    assert [mover] == [one.mover for one in record(said).motions]


def test_who_lives_elsewhere_now_moved_nothing(record: Record) -> None:
    assert () == record("They recalled how in 1990 Mary moved to Ohio.").motions


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Motion passed with three yes votes.", (3, None, None)),
        ("The motion was put. ROLL CALL: 5 ayes; 1 abstain", (5, None, 1)),
    ],
)
def test_one_side_of_a_vote(record: Record, said: str, expected: tuple[int | None, ...]) -> None:
    assert [expected] == figures(record(said))


def test_who_moved_what_was_moved_is_said_behind_it(record: Record) -> None:
    item = record(
        "A Motion was made to table the item until the January meeting.",
        "M/S Ash/Elm Unanimous.",
        "Councillor Oak (C) moved the Motion on his behalf.",
        "The Motion was proposed by Councillor Oak (C), seconded by Councillor Fir, and adopted.",
    )
    assert [("Ash", "Elm", "carried", False), ("Councillor Oak (C)", "Councillor Fir", "carried", False)] == [
        read(one) for one in item.motions
    ]


@pytest.mark.parametrize("between", [0, 12])
def test_nobody_seconds_a_motion_of_his_own_or_of_long_ago(record: Record, between: int) -> None:
    seconder = "Councillor Elm" if between else "Councillor Ash"
    item = record(
        "It was moved by Councillor Ash that the plan be drawn up.",
        *("The engineer told of works on a road.",) * between,
        f"The motion was seconded by {seconder}.",
    )
    assert ("Councillor Ash", None) == (item.motions[0].mover, item.motions[0].seconder)
