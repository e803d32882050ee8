"""The constructions in which minutes say who moved and who seconded, in every voice, tense and order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

_Moved = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ("It was moved by Councillor Ash and seconded by Councillor Birch that the lamps be bought. Carried."),
            [("Councillor Ash", "Councillor Birch", "carried")],
        ),
        ("On a motion by Ash, seconded by Birch, the Council approved the lamps.", [("Ash", "Birch", "carried")]),
        (
            (
                "On motion of Commissioner Ash, seconded by Commissioner Birch, and carried, the "
                "lamps were approved."
            ),
            [("Commissioner Ash", "Commissioner Birch", "carried")],
        ),
        ("Ash moved to approve the lamps. Birch seconded. Motion carried 5-0.", [("Ash", "Birch", "carried")]),
        (
            (
                "MOTION: Council member Ash moved to approve the lamps. Council member Birch seconded "
                "the motion. The motion carried unanimously."
            ),
            [("Council member Ash", "Council member Birch", "carried")],
        ),
        ("Moved Ash/Birch that the lamps be bought. Carried", [("Ash", "Birch", "carried")]),
        (("Ash/Birch\nThat the lamps be bought.\nCARRIED"), [("Ash", "Birch", "carried")]),
        (
            ("Moved: Cr Ash\nSeconded: Cr Birch\nThat the lamps be bought.\nCARRIED"),
            [("Cr Ash", "Cr Birch", "carried")],
        ),
        ("Cr Ash moves, Cr Birch seconds that the lamps be bought. Carried.", [("Cr Ash", "Cr Birch", "carried")]),
        (
            ("It was proposed by Cllr Ash, seconded by Cllr Birch and RESOLVED that the lamps be bought."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        ("Proposed Cllr Ash, seconded Cllr Birch, all in favour.", [("Cllr Ash", "Cllr Birch", "carried")]),
        ("Prop. Cllr Ash, sec. Cllr Birch. Agreed.", [("Cllr Ash", "Cllr Birch", "carried")]),
        ("M/S Ash/Birch to approve the lamps. Motion passed 5-0.", [("Ash", "Birch", "carried")]),
        ("m/s/c Ash, Birch to approve the lamps.", [("Ash", "Birch", "carried")]),
        (
            "Motion by Ash, 2nd by Birch to approve the lamps. All ayes. Motion carried.",
            [("Ash", "Birch", "carried")],
        ),
        ("Moved by Ash, supported by Birch, to approve the lamps. Motion carried.", [("Ash", "Birch", "carried")]),
        (
            ("Motion was made by Mr. Ash and seconded by Ms. Birch to approve the lamps. Motion carried."),
            [("Mr. Ash", "Ms. Birch", "carried")],
        ),
        (
            ("Mr. Ash made a motion to approve the lamps, seconded by Ms. Birch. All voted in favor."),
            [("Mr. Ash", "Ms. Birch", "carried")],
        ),
        (
            "Ash made the motion to approve the lamps with a second by Birch. Motion passed.",
            [("Ash", "Birch", "carried")],
        ),
        (
            ("A motion was made by Ash with a second from Birch to approve the lamps. Motion passed unanimously."),
            [("Ash", "Birch", "carried")],
        ),
        (
            "Councillors Ash and Birch moved and seconded that the lamps be bought. Carried.",
            [("Ash", "Birch", "carried")],
        ),
        (
            "Moved and seconded by Ash and Birch to approve the lamps. Motion carried.",
            [("Ash", "Birch", "carried")],
        ),
        (
            (
                "RESOLUTION No. 2025-14\n"
                "Moved by: Councillor Ash\n"
                "Seconded by: Councillor Birch\n"
                "BE IT RESOLVED THAT the lamps be bought.\n"
                "Carried"
            ),
            [("Councillor Ash", "Councillor Birch", "carried")],
        ),
        (
            ("2025-14 Moved by Ash, Seconded by Birch\nTHAT the lamps be bought.\nCARRIED"),
            [("Ash", "Birch", "carried")],
        ),
        (
            ("R2025-041 B. Reed, C. Stone:\nThat the lamps be bought. Carried."),
            [("B. Reed", "C. Stone", "carried")],
        ),
        (
            ("Council RESOLVED on the proposal of Cllr Ash, seconded by Cllr Birch, that the lamps be bought."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            (
                "On the proposal of Cllr. J. Ash, seconded by Cllr. M. Birch, it was agreed that the "
                "lamps be bought."
            ),
            [("Cllr. J. Ash", "Cllr. M. Birch", "carried")],
        ),
        (
            "RESOLVED that the lamps be bought. (Proposed Cllr Ash; seconded Cllr Birch)",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            ("Cllr Ash proposed the lamps be bought, Cllr Birch seconded this and all were in favour."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            "It was MOVED by Cr Ash SECONDED by Cr Birch that the lamps be bought. CARRIED (7/0)",
            [("Cr Ash", "Cr Birch", "carried")],
        ),
        (("MOVED COUNCILLOR ASH\nThat the lamps be bought.\nCARRIED"), [("COUNCILLOR ASH", None, "carried")]),
        (("That the lamps be bought.\nCr Ash / Cr Birch\nCarried"), [("Cr Ash", "Cr Birch", "carried")]),
        (("That the lamps be bought.\n(Ash/Birch)\nCarried unanimously"), [("Ash", "Birch", "carried")]),
        ("Moved (Ash / Birch) that the lamps be bought. Carried", [("Ash", "Birch", "carried")]),
        (
            "Resolved: (Councillor Ash/Councillor Birch) that the lamps be bought.",
            [("Councillor Ash", "Councillor Birch", "carried")],
        ),
        ("Motion: Ash Second: Birch Motion carried 4-1", [("Ash", "Birch", "carried")]),
        ("Motion to approve the lamps: Ash. Second: Birch. Vote: 5-0.", [("Ash", "Birch", "carried")]),
        ("Ash motioned to approve the lamps, Birch seconded, motion carried.", [("Ash", "Birch", "carried")]),
        (
            (
                "Council Member Ash moved, seconded by Council Member Birch, to approve the lamps. "
                "The vote was unanimous."
            ),
            [("Council Member Ash", "Council Member Birch", "carried")],
        ),
        (
            ("Upon motion by Mr. Ash, second by Ms. Birch, the Board voted 5-0 to approve the lamps."),
            [("Mr. Ash", "Ms. Birch", "carried")],
        ),
        (
            ("Motion by Councilor Ash to approve the lamps. Seconded by Councilor Birch. Motion failed 2-3."),
            [("Councilor Ash", "Councilor Birch", "lost")],
        ),
        (
            "Councilor Ash moved to table the lamps; motion died for lack of a second.",
            [("Councilor Ash", None, "fell")],
        ),
        (
            ("Jane Ash moved to approve the lamps and Tom Birch seconded the motion. All were in favor."),
            [("Jane Ash", "Tom Birch", "carried")],
        ),
        ("Motion made by Jane Ash and 2nd by Tom Birch. Carried.", [("Jane Ash", "Tom Birch", "carried")]),
        ("Proposer: Cllr Ash Seconder: Cllr Birch. Resolved.", [("Cllr Ash", "Cllr Birch", "carried")]),
        (
            ("Moved by Deputy Mayor Ash, seconded by Councillor Birch\nthat the lamps be bought.\nMotion Carried"),
            [("Deputy Mayor Ash", "Councillor Birch", "carried")],
        ),
        (
            ("The motion, moved by Councillor Ash and seconded by Councillor Birch, was put and lost."),
            [("Councillor Ash", "Councillor Birch", "lost")],
        ),
        (
            (
                "Cr Ash moved that the lamps be bought. Cr Birch seconded the motion. The motion was "
                "put and carried."
            ),
            [("Cr Ash", "Cr Birch", "carried")],
        ),
        (
            ("Motion: That the lamps be bought.\nMoved: Ash\nSeconded: Birch\nCarried."),
            [("Ash", "Birch", "carried")],
        ),
        (
            "A motion to approve the lamps was made by Ash and seconded by Birch; motion carried.",
            [("Ash", "Birch", "carried")],
        ),
        ("Ash moves to approve the lamps. Birch seconds. All in favour. Carried.", [("Ash", "Birch", "carried")]),
        (
            (
                "Moved by Ash and seconded by Birch to approve the lamps. Roll call: Ash, yes; Birch, "
                "yes; Cedar, no. Motion passed. Moved by Cedar and seconded by Ash to close. Roll "
                "call: all yes. Motion passed."
            ),
            [("Ash", "Birch", "carried"), ("Cedar", "Ash", "carried")],
        ),
        (
            (
                "Councilmember Ash moved, and Councilmember Birch seconded, to approve the lamps; the "
                "motion passed 6-1."
            ),
            [("Councilmember Ash", "Councilmember Birch", "carried")],
        ),
        (
            ("Vice Mayor Ash motioned for approval, seconded by Council Member Birch. The motion passed 5-0."),
            [("Vice Mayor Ash", "Council Member Birch", "carried")],
        ),
        ("It was moved and seconded to approve the lamps. Motion carried.", [(None, None, "carried")]),
        (
            ("Cllr Ash proposed and Cllr Birch seconded the proposal that the lamps be bought and it was agreed."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            "It was proposed (Cllr Ash) and seconded (Cllr Birch) to buy the lamps. All agreed.",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            "It was RESOLVED to buy the lamps, proposed Cllr Ash, seconded Cllr Birch.",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        ("Motion Ash, Second Birch to approve the lamps. Motion carried.", [("Ash", "Birch", "carried")]),
        ("Ash so moved; Birch seconded. Motion carried unanimously.", [("Ash", "Birch", "carried")]),
        (
            (
                "The motion to approve the lamps was moved by Ash, seconded by Birch and approved by "
                "a vote of 5 to 0."
            ),
            [("Ash", "Birch", "carried")],
        ),
        (
            ("Director Ash moved, Director Birch seconded, and it was unanimously carried to approve the lamps."),
            [("Director Ash", "Director Birch", "carried")],
        ),
        (
            (
                "Chairman Ash entertained a motion to approve the lamps. Ms. Birch so moved. Mr. "
                "Cedar seconded. The motion carried."
            ),
            [("Ms. Birch", "Mr. Cedar", "carried")],
        ),
        (
            ("MOVED by Councillor J. Ash and SECONDED by Councillor M. Birch THAT the lamps be bought. CARRIED."),
            [("Councillor J. Ash", "Councillor M. Birch", "carried")],
        ),
        (
            ("Selectman Ash made a motion to approve the lamps; Selectman Birch seconded; 3-0 motion passes."),
            [("Selectman Ash", "Selectman Birch", "carried")],
        ),
        ("Ash moved and Birch seconded that the lamps be bought. Motion passed.", [("Ash", "Birch", "carried")]),
        (
            "It was agreed to buy the lamps (proposed: Cllr Ash, seconded: Cllr Birch).",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            (
                "Cllr Ash proposed that the lamps be bought, this was seconded by Cllr Birch and "
                "carried unanimously."
            ),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            "The lamps were approved on a motion from Cllr Ash seconded by Cllr Birch.",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            "PROPOSED by Cllr ASH, SECONDED by Cllr BIRCH and RESOLVED to buy the lamps.",
            [("Cllr ASH", "Cllr BIRCH", "carried")],
        ),
        (
            (
                "Mayor Ash called for a motion. MOTION by Birch and second by Cedar to approve. Roll "
                "call vote: all ayes. CARRIED."
            ),
            [("Birch", "Cedar", "carried")],
        ),
        (
            "Ayes: Ash, Birch. Nays: None. Motion by Ash, seconded by Birch. Motion carried.",
            [("Ash", "Birch", "carried")],
        ),
        ("With no further business, Ash moved to adjourn, seconded by Birch.", [("Ash", "Birch", None)]),
        ("The minutes were proposed by Cllr Ash and seconded by Cllr Birch.", [("Cllr Ash", "Cllr Birch", None)]),
        ("The mayor asked for a proposer. Cllr Ash moved the bench to the park.", []),
        (("Cllr Ash said the bus stop had been moved by the county and that Mr Birch proposed a visit."), []),
        (
            "Mr Ash, seconded by Mr Birch, moved that the lamps be bought. The motion was agreed.",
            [("Mr Ash", "Mr Birch", "carried")],
        ),
        (
            "Councillor Ash (seconded by Councillor Birch) moved that the lamps be bought.",
            [("Councillor Ash", "Councillor Birch", None)],
        ),
        ("Moved, seconded (Ash, Birch) and carried to approve the lamps.", [("Ash", "Birch", "carried")]),
        ("Motion (Ash/Birch) to approve the lamps. All aye. MC", [("Ash", "Birch", "carried")]),
        ("Motion/Second: Ash/Birch. Passed 5-0", [("Ash", "Birch", "carried")]),
        (
            (
                "Trustee Ash, seconded by Trustee Birch, moved to approve the lamps. AYES: Ash, "
                "Birch. NAYS: None. Motion carried."
            ),
            [("Trustee Ash", "Trustee Birch", "carried")],
        ),
        ("Proposed Cllr. Ash\tSeconded Cllr. Birch\tAgreed", [("Cllr. Ash", "Cllr. Birch", "carried")]),
        ("ACTION: Moved/Seconded/Carried (Ash/Birch) to approve the lamps.", [("Ash", "Birch", "carried")]),
        (
            "Cllr Ash's proposal to buy the lamps was seconded by Cllr Birch and carried.",
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            (
                "On a motion made by Ash and seconded by Birch, the Board of Selectmen voted to close "
                "the warrant. (Ash – yes, Birch – yes)"
            ),
            [("Ash", "Birch", "carried")],
        ),
        (
            (
                "Motion to approve the quote for repair of the lamps for the amount listed made by "
                "Ash, 2nd by Birch and all were in favor."
            ),
            [("Ash", "Birch", "carried")],
        ),
        (
            (
                "Moved by: Tom Ash\n"
                "Seconded by: Jane Birch\n"
                "Be it resolved that the Council of the Town of Elmford approve the lamps. Carried"
            ),
            [("Tom Ash", "Jane Birch", "carried")],
        ),
        (
            (
                "Moved by: Tom Ash\n"
                "Seconded by: Jane Birch\n"
                "Be it resolved that the Council of the Town of Elmford approve the lamps. Defeated"
            ),
            [("Tom Ash", "Jane Birch", "lost")],
        ),
        (
            ("Proposed as a true record by Cllr Ash seconded by Cllr Birch and unanimously approved."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            (
                "The Board reviewed the draft of the lamp report. Commissioner Ash moved to approve "
                "the report as the official record.\n"
                "The Chairperson ruled the motion had been adopted unanimously."
            ),
            [("Commissioner Ash", None, "carried")],
        ),
        (
            ("The lamps were discussed at length by everybody in the room.\nAsh/Birch Carried"),
            [("Ash", "Birch", "carried")],
        ),
        (
            ("That the lamps be bought. MOVED: Cr Ash SECONDED: Cr Birch CARRIED RESOLUTION NO.2017/12 5/0"),
            [("Cr Ash", "Cr Birch", "carried")],
        ),
        (
            "Proposed by Cllr. Peter ‘Chap’ Ash, seconded by Cllr. Ann Birch and agreed.",
            [("Cllr. Peter ‘Chap’ Ash", "Cllr. Ann Birch", "carried")],
        ),
        (
            ("It was proposed by Cllr Ash and seconded by Cllr Birch that these be accepted. Resolution passed."),
            [("Cllr Ash", "Cllr Birch", "carried")],
        ),
        (
            ("Motion to approve the lamps as presented, by Jim.\nSecond by Dave.\nMotion carried."),
            [("Jim", "Dave", "carried")],
        ),
        (
            (
                "Motion was made by Brian to go on with the lamps as proposed by Fehr-Graham in three "
                "phases.\n"
                "Motion second by Larry. Motion carried."
            ),
            [("Brian", "Larry", "carried")],
        ),
        (
            ("A motion was made by Tr. Ash and 2nd by Tr. Birch, to defer the lamps. Unanimous Voice Vote."),
            [("Tr. Ash", "Tr. Birch", "carried")],
        ),
        (
            (
                "Member Ash moved to approve the lamps, Member Birch seconding. Upon voice vote, the "
                "motion carried unanimously."
            ),
            [("Member Ash", "Member Birch", "carried")],
        ),
        (
            "Paul Ash moved for the clerk to sign the plan; the vote was unanimous (4-0).",
            [("Paul Ash", None, "carried")],
        ),
    ],
)
def test_mover_seconder_and_outcome_of_every_construction(
    text: str, expected: list[_Moved], record: Callable[..., AgendaItem]
) -> None:
    """Each line of the text is a paragraph, as on the page."""
    motions = record(*text.split("\n"), title="Lamps for Mill Road").motions
    assert expected == [(one.mover, one.seconder, one.outcome and str(one.outcome)) for one in motions]
