from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.recording.printed.numerals import read_numeral
from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["The change was agreed after a vote:", "For: 35", "Against: 0", "Abstentions: 21"], [(35, 0, 21)]),
        (
            ["Resolved (4 votes to 4 – and on the Chair's casting vote) to reject the officer's advice."],
            [(4, 4, None)],
        ),
        (["The motion was carried by eleven votes to three."], [(11, 3, None)]),
        (["The motion was put to the vote, 7 in favour, 2 against and 1 abstention."], [(7, 2, 1)]),
        (["On a vote, nine Members voted for the amendment and nine against."], [(9, 9, None)]),
        (["The motion was declared CARRIED with 30 in favour, 12 against and no abstentions."], [(30, 12, 0)]),
        (["Voting: For 7, Against 2, Abstain 1."], [(7, 2, 1)]),
        (["RESOLVED (unanimously) that the report be noted."], []),
        (["The motion was carried unanimously."], []),
        (["Members voted for the motion at length."], []),
        (["There were three for the price of two and two against the wall."], []),
    ],
    ids="lines words-to eleven spoken members none-abstained row unanimous carried wordless wall".split(),
)
def test_votes_need_printed_figures(
    paragraphs: list[str], expected: list[tuple[object, ...]], record: Record
) -> None:
    assert expected == [(one.ayes, one.noes, one.abstentions) for one in record(*paragraphs).votes]


def test_names_stand_with_their_side(record: Record) -> None:
    (vote,) = record(
        "For the motion: Councillors Adams, Baker and Clark (3)",
        "Against the motion: Councillors Davies and Evans (2)",
        "Abstentions: 0",
    ).votes
    assert (("Adams", "Baker", "Clark"), ("Davies", "Evans"), ()) == (
        vote.names_for,
        vote.names_against,
        vote.names_abstaining,
    )


def test_names_on_the_next_line_stand_with_their_side(record: Record) -> None:
    (vote,) = record("YES – 31", "Councillors Amor, Bell and Carr", "NO – 57", "Councillors Lowe and Scott").votes
    assert (31, 57, ("Amor", "Bell", "Carr"), ("Lowe", "Scott")) == (
        vote.ayes,
        vote.noes,
        vote.names_for,
        vote.names_against,
    )


@pytest.mark.parametrize("text", ["The motion was put and lost (5:7).", "Resolved (5:7) - That it be refused."])
def test_a_vote_in_brackets_with_a_colon_is_a_vote(text: str, record: Record) -> None:
    (vote,) = record(text).votes
    assert (5, 7) == (vote.ayes, vote.noes)


def test_a_time_in_brackets_is_no_vote(record: Record) -> None:
    assert () == record("The Board adjourned (10:30) and met again (11:05).").votes


def test_a_casting_vote_is_told(record: Record) -> None:
    (vote,) = record("The vote was 6 for and 6 against. The Chair used her casting vote against the motion.").votes
    assert vote.by_casting_vote


@pytest.mark.parametrize(
    ("printed", "expected"), [("12", 12), ("eleven", 11), ("no", 0), ("twenty-one", 21), ("Forty", 40)]
)
def test_figures_are_read_in_digits_and_words(printed: str, expected: int) -> None:
    assert expected == read_numeral(printed)


def test_one_answer_is_no_poll(record: Record) -> None:
    assert () == record("Dorothy Marsh: Yes.", "Mayor Hill: Thank you.").votes
    (vote,) = record("Mrs Marsh: Yes", "Mr Quill: Yes", "Mr Okoro: No").votes
    assert (("Mrs Marsh", "Mr Quill"), ("Mr Okoro",)) == (vote.names_for, vote.names_against)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("The vote was 2-3 in favour, and the motion failed.", (2, 3)),
        ("The motion failed with 2 to 3 in favour.", (2, 3)),
        ("The motion passed 4-3 against the advice of the Clerk.", (4, 3)),
        ("Council voted 5-1 against the plan.", (1, 5)),
        ("The plan was approved by six to five in favour.", (6, 5)),
    ],
)
def test_a_side_behind_a_score_agrees_with_how_the_motion_ended(
    record: Record, words: str, figures: tuple[int, int]
) -> None:
    (vote,) = record(words).votes
    assert figures == (vote.ayes, vote.noes)
