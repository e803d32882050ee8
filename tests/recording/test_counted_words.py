"""The figures of votes, in whatever order figures, sides and words of voting stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]

MOVED = "Cllr Reed moved to approve the budget, seconded by Cllr Brook. "


def _figures(item: AgendaItem) -> list[tuple[int | None, int | None, int | None]]:
    return [(vote.ayes, vote.noes, vote.abstentions) for vote in item.votes]


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("Motion carried (5 to 2)", (5, 2, None)),
        ("The motion passed (5 to 0) unanimously", (5, 0, None)),
        ("Motion carried 5:2", (5, 2, None)),
        ("Motion passed with 5 Yes votes and 2 No votes", (5, 2, None)),
        ("Motion passed by a 5 to 2 vote", (5, 2, None)),
        ("Approved by a margin of 5 to 2", (5, 2, None)),
        ("The vote was 5 in support, 2 opposed", (5, 2, None)),
        ("Motion passed by the members with 2 no’s and 5 yeses", (5, 2, None)),
        ("Motion carried 5 yays, 2 nays", (5, 2, None)),
        ("Motion approved 5-2 with 1 abstention", (5, 2, 1)),
        ("There voted for the motion 5 and against 2", (5, 2, None)),
        ("Carried 5 votes for 2 votes against", (5, 2, None)),
        ("Carried 5 FOR, 2 AGAINST, 1 ABST", (5, 2, 1)),
        ("Unanimously approved (5-0)", (5, 0, None)),
        ("Motion carried with two opposed", (None, 2, None)),
        ("Motion carried, 5 in favor", (5, None, None)),
        ("This passed by the members with 2 no’s and the rest ayes", (None, 2, None)),
        ("This failed with 3 yays, 6 abstentions, and the rest nays", (3, None, 6)),
        ("Yes: 3 No: 2 carried", (3, 2, None)),
    ],
)
def test_figures_stand_before_sides_behind_them_or_as_a_score(
    told: str, figures: tuple[int | None, ...], record: Record
) -> None:
    assert [figures] == _figures(record(f"{MOVED}{told}."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Motion carried. The shop opens 9 to 5.",
        "The motion was carried to buy 2 to 3 lamps.",
        "The plan passed 2 to 4 inch pipes.",
        "Members voted for 2 lamps and against 3 benches.",
        "In favour of 3 lamps, against 2 benches.",
        "Resolution 5-2 was passed.",
        "Resolution C-36-79 was carried on being put to a vote.",
        "Motion No. 5 was carried.",
        "Motion No. 10.237 carried unanimously.",
        "Zoning 2 to 1 was passed by the board.",
        "Members voted 5 to retain and 2 to sell.",
        "Vote on items 1, 2 and 3: carried.",
    ],
)
def test_figures_of_something_else_are_no_vote(sentence: str, record: Record) -> None:
    assert not _figures(record(sentence))


def test_who_voted_for_is_told_in_a_sentence(record: Record) -> None:
    (vote,) = record(
        "Mr Reed moved the budget. It was adopted by a vote of 3-1 with Supervisors Brook, Fir and Reed voting in "
        "favor of the motion; and Oak voting against."
    ).votes
    assert (("Brook", "Fir", "Reed"), ("Oak",)) == (vote.names_for, vote.names_against)


def test_who_only_speaks_for_something_did_not_vote(record: Record) -> None:
    (vote,) = record("Motion carried 3-2. Mr Reed spoke in favour of it, and Mr Fir, who was opposed, left.").votes
    assert ((), ()) == (vote.names_for, vote.names_against)


def test_a_label_with_a_colon_begins_a_side_without_a_mark(record: Record) -> None:
    (vote,) = record("The vote was: Aye: Tim Reed, Nan Brook and Guy Fir Nay: None").votes
    assert (("Tim Reed", "Nan Brook", "Guy Fir"), 0) == (vote.names_for, vote.noes)


def test_an_ending_beside_a_side_is_nobody(record: Record) -> None:
    item = record("Moved by Mr Reed that it be bought.", "In Favour: Carried", "T. Reed, N. Brook, G. Fir")
    assert "Carried" not in {name for vote in item.votes for name in vote.names_for}
