"""Motions and votes in the words of parishes, townships, boards and commissions on four continents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


def told(item: AgendaItem) -> list[str]:
    return [f"{one.mover}/{one.seconder} {one.outcome}" for one in item.motions]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["President Oakes moved to sign the new lease.", "Vice President Birch seconded the motion."],
            ["President Oakes/Vice President Birch None"],
        ),
        (
            [
                "President Oakes moved to sign the new lease.",
                "Motion carried with the following votes: Oakes – aye.",
            ],
            ["President Oakes/None carried"],
        ),
        (
            ["Vice Mayor Larch seconded the motion, which carried by unanimous voice vote – 5."],
            ["None/Vice Mayor Larch carried"],
        ),
        (["Director Hazel seconded the motion and it carried with 4 Aye votes."], ["None/Director Hazel carried"]),
        (["He proposed a walk by the river.", "Members discussed the walk."], []),
        (["A motion was made and seconded (Ash/Elm) to write a letter. Unanimous"], ["Ash/Elm carried"]),
        (
            ["Motion and second for an increase of $75 (Member Ash and Member Elm).", "Motion failed 2-3."],
            ["Member Ash/Member Elm lost"],
        ),
        (["Member Ash made a motion for an increase of $93. No second."], ["Member Ash/None fell"]),
        (
            ["A motion was made by Commissioner Ash, but failed for lack of a second."],
            ["Commissioner Ash/None fell"],
        ),
        (["Ash moved the plan. Elm seconded. The motion did not carry."], ["Ash/Elm lost"]),
        (
            ["They were read, then moved for approval with changes by Member Ash and seconded by Member Elm."],
            ["Member Ash/Member Elm None"],
        ),
        (["NO proposed and KD seconded the proposal and it was agreed to buy it."], ["NO/KD carried"]),
        (
            ["The following accounts were approved for payment: proposed by NO , seconded by HD Paid by cheque"],
            ["NO/HD carried"],
        ),
        (["MP proposed DP second PK. The proposal was carried."], ["MP/PK carried"]),
        (
            ["It was agreed to look at three options. This was proposed by SK and seconded by SB."],
            ["SK/SB carried"],
        ),
        (
            ["SK proposed to adopt this paper, AM seconded, and the Board were in full agreement."],
            ["SK/AM carried"],
        ),
        (
            ["Proposed (AH) & Seconded (SB) that it be approved. Unanimously agreed and signed by the Chair."],
            ["AH/SB carried"],
        ),
        (
            ["Marcus proposed that the accounts be accepted, Sue seconded. The accounts were approved"],
            ["Marcus/Sue carried"],
        ),
        (
            ["Cllr Ash proposed Cllr Elm, seconded by Cllr Fir. So it was resolved that he be Chair."],
            ["Cllr Ash/Cllr Fir carried"],
        ),
        (
            ["RESOLVED: Cllr Elm elected as vice-chair, with Cllr Ash proposing the item."],
            ["Cllr Ash/None carried"],
        ),
        (
            ["RESOLVED on the motion of Councillors Ash and Elm-Fir that Standing Orders be suspended."],
            ["Ash/Elm-Fir carried"],
        ),
        (
            ["Resolved (Cr Dena Ash)", "That Council:", "1. Calls on the Minister to act."],
            ["Cr Dena Ash/None carried"],
        ),
        (["19/086 ASH: That the minutes of January 10 be accepted as presented. Carried"], ["ASH/None carried"]),
        (
            [
                "Agenda: Motion-4314-19-Councillor S. Ash/Councillor G. Elm Resolve that the Agenda be adopted.",
                "Motion Carried.",
            ],
            ["Councillor S. Ash/Councillor G. Elm carried"],
        ),
        (["E. Ash – W. Elm", "RESOLVED THAT the accounts be paid.", "Carried."], ["E. Ash/W. Elm carried"]),
        (["Ash/Elm: SRD 373/22", "THAT the agenda be adopted.", "CARRIED"], ["Ash/Elm carried"]),
        (
            [
                "Moved by Councillor M. Ash",
                "Seconded by Councillor J. Elm Approve that the order be changed.",
                "Motion Passed",
            ],
            ["Councillor M. Ash/Councillor J. Elm carried"],
        ),
        (
            ["NEW SERGEANT – Councilwoman Ash made a motion to do so. Seconded by Councilwoman Elm, all ayes."],
            ["Councilwoman Ash/Councilwoman Elm carried"],
        ),
        (
            ["Motion By: Trustee District 3 Ann Ash", "Second By: Trustee District 2 Cy Elm"],
            ["Trustee District 3 Ann Ash/Trustee District 2 Cy Elm None"],
        ),
        (["Motion S. Ash to adopt the agenda. Second Elm. Motion carried."], ["S. Ash/Elm carried"]),
        (["The motion was for the plan by the Convener (9)."], []),
        (
            [
                "Commissioner Ash made a motion that the letter be signed.",
                "M/S/C Commissioner Ash / Vice Chair Elm",
            ],
            ["Commissioner Ash/Vice Chair Elm carried"],
        ),
        (
            ["A motion to adopt Resolution No. 0821 was made by Director Ash and seconded by Director Elm."],
            ["Director Ash/Director Elm None"],
        ),
        (
            ["The minutes of July were approved on a motion made by Vice President Ash and seconded by Kit Elm."],
            ["Vice President Ash/Kit Elm carried"],
        ),
        (["President Ash **moved** to adjourn.", "**The motion passed 5-0**."], ["President Ash/None carried"]),
        (["Mr Ash nominated Ms Elm for chair. Mr Fir seconded."], []),
        (["Motion: Ash", "Second: Elm", "Vote: 5-0"], ["Ash/Elm carried"]),
        (["MOTION:      Dan Ash", "SECOND:     Ray Elm", "MOTION CARRIED"], ["Dan Ash/Ray Elm carried"]),
        (
            ["RESULT: ADOPTED [UNANIMOUS]", "MOVER: Ann Ash, Trustee", "SECONDER: Bob Elm, Trustee"],
            ["Ann Ash/Bob Elm carried"],
        ),
        (["1st: Ash 2nd: Elm All in favor"], ["Ash/Elm carried"]),
        (["Ash moved / Elm 2nd, passed unanimously"], ["Ash/Elm carried"]),
        (["PROPOSED: Cllr Ash SECONDED: Cllr Elm RESOLVED unanimously"], ["Cllr Ash/Cllr Elm carried"]),
        (
            ["Proposed by: Cllr Ash Seconded by: Cllr Elm Carried: 6 votes for, 1 against"],
            ["Cllr Ash/Cllr Elm carried"],
        ),
        (
            ["Motion to approve but not to release them:", "Dan Ash", "Second:  Jon Elm", "Vote:  5-0-0"],
            ["Dan Ash/Jon Elm carried"],
        ),
        (
            ["This was introduced by Supervisor Ash and seconded by Councilman Elm with this vote: Ash - aye."],
            ["Supervisor Ash/Councilman Elm None"],
        ),
        (
            ["Moved by Councillor Ash that it be accepted.", "CARRIED MINUTES: 1. March"],
            ["Councillor Ash/None carried"],
        ),
        (
            ["On a motion by Ms Ash and seconded by Ms Elm, the Board voted 6-0 by roll call vote to renew it."],
            ["Ms Ash/Ms Elm carried"],
        ),
        (["Motion to reconvene at 7:50 PM:  Dan Ash Second:  Fay Elm Vote:  5-0-0"], ["Dan Ash/Fay Elm carried"]),
        (
            ["Councillor C Ash to MOVE and Councillor Elm to SECOND:", "Council notes that:"],
            ["Councillor C Ash/Councillor Elm None"],
        ),
    ],
)
def test_mover_seconder_and_outcome(paragraphs: list[str], expected: list[str], record: Record) -> None:
    assert expected == told(record(*paragraphs))


@pytest.mark.parametrize(
    "paragraph",
    [
        "Cllr Ash proposed acceptance seconded by Cllr Elm with the above amendment.",
        "Once this amendment had been made Cllr Ash proposed that they be accepted seconded by Cllr Elm.",
        "Councillor Ash moved to adopt the budget with the following amendment. Councillor Elm seconded.",
    ],
)
def test_what_is_moved_with_an_amendment_is_none(paragraph: str, record: Record) -> None:
    (motion,) = record(paragraph).motions
    assert not motion.is_amendment


def test_a_motion_whose_votes_are_broken_off_still_ends(record: Record) -> None:
    item = record(
        "A motion to approve the minutes was made by Member Ash and seconded by Member Elm. Ayes: Ash, Elm. Nays:",
        "none. Motion carried 2-0.",
    )
    assert ["Member Ash/Member Elm carried"] == told(item)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Ash moved it. Elm seconded. It was approved 5-0."], [(5, 0, None)]),
        (["Member Elm seconded the motion, which passed with a 4-0 vote."], [(4, 0, None)]),
        (["Ash moved it and Elm seconded; the motion was adopted by a roll call vote of 4-0-1."], [(4, 0, 1)]),
        (["Ash seconded the motion, which carried by unanimous voice vote – 5."], [(5, None, None)]),
        (["President Ash moved to approve; seconded.", "Adopted 7–0"], [(7, 0, None)]),
        (["All present in favor with a 4 – 0 vote."], [(4, 0, None)]),
        (["Ms Elm made a motion. The vote was 6 – in favor; 0 –opposed. Motion passed."], [(6, 0, None)]),
        (
            ["The motion carried as follows: Commissioners Ash: No; Elm: Aye; Fir: Aye. Ayes: 2. Noes: 1."],
            [(2, 1, None)],
        ),
        (
            [
                "For the Motion were Councillors Ash, Elm and Fir (Total 3).",
                "Against the Motion was Nil (Total 0).",
            ],
            [(3, 0, None)],
        ),
        (
            [
                "The motion carried by the following voice vote: Ayes:",
                "Councillors Ash and Elm - 2. Noes:",
                "Councillor Fir – 1.",
            ],
            [(2, 1, None)],
        ),
        (["The meeting approved 10-12 new lamps and 3-4 benches."], []),
        (["Minutes approved 5/3/2019."], []),
    ],
)
def test_figures_of_a_vote(paragraphs: list[str], expected: list[tuple[int | None, ...]], record: Record) -> None:
    assert expected == [(one.ayes, one.noes, one.abstentions) for one in record(*paragraphs).votes]


def test_the_first_of_a_roll_under_a_plural_title_is_named(record: Record) -> None:
    (vote,) = record("The motion carried. Commissioners Ash: No; Elm: Aye; Fir: Aye.").votes
    assert (("Elm", "Fir"), ("Ash",)) == (vote.names_for, vote.names_against)
