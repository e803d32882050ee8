"""Movers, seconders and ends of motions as councils outside England print them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]
_BOTH = ("Ann Ash", "Ben Birch")


@pytest.mark.parametrize(
    ("paragraphs", "mover", "seconder", "outcome"),
    [
        (["RESOLVED (Cr Fitton/Cr Cato)", "That the minutes be confirmed."], "Cr Fitton", "Cr Cato", "carried"),
        (["RESOLVED      Mayor/Dunn", "That an apology be received."], "Mayor", "Dunn", "carried"),
        (
            ["Moved Cr Cairns, seconded Cr Dowd", "That it be accepted.", "LOST 2/3"],
            "Cr Cairns",
            "Cr Dowd",
            "lost",
        ),
        (["Motion by Klein, second by Olsen, to adjourn. Motion carried 5-0."], "Klein", "Olsen", "carried"),
        (["P. Bly moved to adjourn. C. Dow seconded. Voted 3-0-0."], "P. Bly", "C. Dow", "carried"),
        (["Ms. Kay made a motion to pay. Mr. Webb seconded. Motion failed, 1-3."], "Ms. Kay", "Mr. Webb", "lost"),
        (
            ["On the proposal of Cllr. Orr, seconded by Cllr. Hoey, it was agreed to sell."],
            "Cllr. Orr",
            "Cllr. Hoey",
            "carried",
        ),
        (
            ["A motion was made by Commissioner Wynn to table it.", "The motion died for lack of a second."],
            "Commissioner Wynn",
            None,
            "fell",
        ),
        (
            ["Moved by Mayor Tane, seconded by Member A Bonner", "That it be received.", "CARRIED"],
            "Mayor Tane",
            "Member A Bonner",
            "carried",
        ),
    ],
    ids="brackets gap score surnames initials made-a-motion proposal died offices".split(),
)
def test_who_moved_and_how_it_ended(
    paragraphs: list[str], mover: str, seconder: str | None, outcome: str, record: Record
) -> None:
    (motion,) = record(*paragraphs).motions
    assert (mover, seconder, outcome) == (motion.mover, motion.seconder, motion.outcome)


def test_names_set_far_apart_in_brackets_are_read(record: Record) -> None:
    (motion,) = record("RESOLVED ( Cr Fitton  /\t Cr Cato )", "That the minutes be confirmed.").motions
    assert ("Cr Fitton", "Cr Cato") == (motion.mover, motion.seconder)


def test_a_long_run_of_tabs_behind_a_resolution_takes_no_time(record: Record) -> None:
    started = time.thread_time()
    record("Resolved (unanimously) to de" + "\t" * 270 + "legate the budget to the Director.")
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("CARRIED 7/0", (7, 0, None)),
        ("CARRIED UNANIMOUSLY 3/0", (3, 0, None)),
        ("Motion passed, 4-0.", (4, 0, None)),
        ("The vote was tied at 4 votes each.", (4, 4, None)),
        ("2 members voted for the motion and 2 for the amendment.", (2, 2, None)),
        ("Yeas 3, Nays 1. Motion carried.", (3, 1, None)),
    ],
)
def test_figures_of_a_vote(paragraph: str, expected: tuple[int, int, int | None], record: Record) -> None:
    (vote,) = record(paragraph).votes
    assert expected == (vote.ayes, vote.noes, vote.abstentions)


def test_a_row_of_a_table_of_actions_has_owner_and_due(record: Record) -> None:
    item = record("Action | Owner | Due", "Order swing seats | Clerk | 31/01/2023")
    assert [("Clerk", "31/01/2023")] == [(one.owner, one.due) for one in item.actions]


def test_a_transcript_says_who_speaks(record: Record) -> None:
    item = record("Mayor Katz: Good morning, everyone.", "Leah Treat, Director of Transportation: Thank you.")
    assert ["Mayor Katz", "Leah Treat"] == [
        one.printed for passage in item.passages for one in passage.attributions
    ]


def test_the_label_behind_the_seconder_is_no_name(record: Record) -> None:
    (motion,) = record("Motion: Hill/Marsh Vote: unanimous").motions
    assert ("Hill", "Marsh") == (motion.mover, motion.seconder)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["The minutes of the last meeting were approved. Proposed by RW seconded by HP."],
            [("RW", "HP", "carried")],
        ),
        (["The payments since May were approved Prop: CR 2nd KD"], [("CR", "KD", "carried")]),
        (
            ["It was resolved to raise the limit of cash from £50 to £100.", "Prop: CR 2nd: SB"],
            [("CR", "SB", "carried")],
        ),
        (["It was resolved that joining would be useful. Prop: AM 2nd: CR"], [("AM", "CR", "carried")]),
        (["It was proposed that a new noticeboard be bought. Prop: AM 2nd: CR"], [("AM", "CR", None)]),
        (["Approved – PWh Seconded – RW"], [("PWh", "RW", "carried")]),
        (
            ["Tom Ash made a motion to elect the two and Terry Birch seconded the motion. All approved."],
            [("Tom Ash", "Terry Birch", "carried")],
        ),
        (["Additional Marina / Launch Needs", "The Manager had asked for samples of the floats."], []),
    ],
    ids=["approved", "in-one", "below", "resolved", "proposed", "approved-by", "all", "title"],
)
def test_who_is_credited_with_what_was_settled_carried_it(
    paragraphs: list[str], expected: list[tuple[str, str, str | None]], record: Callable[..., AgendaItem]
) -> None:
    """What was only proposed stays open, and a title with a slash moves nothing."""
    motions = record(*paragraphs).motions
    assert expected == [(one.mover, one.seconder, one.outcome and str(one.outcome)) for one in motions]


def test_a_line_of_hundreds_of_credits_is_read_in_time(record: Callable[..., AgendaItem]) -> None:
    """Four times as many take hardly more than four times as long: no motion goes through all the others."""

    def seconds(count: int) -> float:
        begin = time.process_time()
        item = record(" ".join(f"It was resolved to mend lamp {at}. Prop: AM 2nd: CR." for at in range(count)))
        assert count == len(item.motions)
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 10 * seconds(200) + 0.2


@pytest.mark.parametrize(
    ("text", "mover", "seconder", "outcome"),
    [
        ("R2020 -154 L. Ash, J. Birch: That the minutes be adopted. Carried.", "L. Ash", "J. Birch", "carried"),
        (
            "Resolution 2021-07 Cllr Ash and Cllr Birch: That it be deferred. Lost.",
            "Cllr Ash",
            "Cllr Birch",
            "lost",
        ),
        ("020-159 L. Ash, T. Cedar: That the grant be paid. Carried.", "L. Ash", "T. Cedar", "carried"),
    ],
)
def test_two_names_behind_the_number_of_a_resolution_moved_it(
    text: str, mover: str, seconder: str, outcome: str, record: Record
) -> None:
    (motion,) = record(text).motions
    assert (mover, seconder, outcome) == (motion.mover, motion.seconder, motion.outcome)


@pytest.mark.parametrize(
    "text",
    [
        "2020-154 Mill Lane, Elm Road: That the lamps be mended.",
        "R2020-154 Ash, Birch: That the trees be cut.",
        "The letter of L. Ash, J. Birch: That was noted.",
    ],
)
def test_places_trees_and_letters_before_a_colon_moved_nothing(text: str, record: Record) -> None:
    assert [] == [motion.mover for motion in record(text).motions if motion.mover]


@pytest.mark.parametrize(
    ("paragraphs", "mover", "seconder", "outcome"),
    [
        (
            ["The rules be as printed.", "Proposed: Ann Ash", "Seconded: Ben Birch", "Motion: Carried"],
            *_BOTH,
            "carried",
        ),
        (["Proposed: Ann Ash", "Seconded: Ben Birch", "Motion: Lost"], *_BOTH, "lost"),
        (
            ["Ann Ash proposed that we let it and Ben Birch seconded, with everyone else in favour."],
            *_BOTH,
            "carried",
        ),
    ],
)
def test_an_end_may_stand_behind_the_word_motion_or_say_everyone_else(
    paragraphs: list[str], mover: str, seconder: str, outcome: str, record: Record
) -> None:
    (motion,) = record(*paragraphs).motions
    assert (mover, seconder, outcome) == (motion.mover, motion.seconder, motion.outcome)


def test_who_moved_is_no_heading_over_what_was_moved(record: Record) -> None:
    item = record("MOTION: A. Ash/B. Birch", "That the agenda be adopted as circulated.", "CARRIED")
    assert [("A. Ash", "B. Birch", "carried")] == [(one.mover, one.seconder, one.outcome) for one in item.motions]
    assert {None} == {passage.topic for passage in item.passages}
