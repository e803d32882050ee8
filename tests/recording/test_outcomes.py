"""An outcome belongs to the nearest motion or amendment that is still open; what is not said is None."""

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]
MOVED = "Councillor Hill moved, seconded by Councillor Marsh, that the rents be raised."


def say(item: AgendaItem) -> list[str]:
    return [
        f"{'amendment ' if one.is_amendment else ''}{one.mover}/{one.seconder} {one.outcome}"
        for one in item.motions
    ]


def test_a_lost_amendment_is_not_said_to_be_carried(record: Record) -> None:
    item = record(
        "Mr Ash proposed and Mrs Birch seconded the motion that “This Council thanks the crew.”",
        "Mr Cedar proposed and Ms Dale seconded the following amendment to the motion:",
        "“This Council thanks the crew and will freeze fares.”",
        "The Chairman put the amendment to the vote and the voting was as follows:",
        "For (1)",
        "Mr Cedar",
        "Against (2)",
        "Mr Ash, Mrs Birch",
        "Amendment lost.",
        "Mr Elm proposed and Mr Fern seconded the following amendment to the motion:",
        "“This Council will wait.”",
        "Amendment lost.",
        "The Chairman put the motion to the vote and it was agreed.",
        "RESOLVED that the Council thanks the crew.",
    )
    assert ["Mr Ash/Mrs Birch carried", "amendment Mr Cedar/Ms Dale lost", "amendment Mr Elm/Mr Fern lost"] == say(
        item
    )
    assert [(1, 2, None)] == [(one.ayes, one.noes, one.abstentions) for one in item.votes]


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        ("The motion was rejected.", "lost"),
        ("The motion was not agreed.", "lost"),
        ("The proposal was negatived.", "lost"),
        ("It failed 2-3.", "lost"),
        ("All in favour. Carried.", "carried"),
        ("Approved unanimously.", "carried"),
        ("Carried nem con.", "carried"),
        ("Carried, nem. con.", "carried"),
        ("Agreed without dissent.", "carried"),
        ("Motion carries.", "carried"),
        ("It passed 4-0.", "carried"),
        ("RESOLVED that the rents be raised by 3%.", "carried"),
        ("Councillor Hill withdrew the motion.", "withdrawn"),
        ("It was agreed that the meeting would stop for lunch.", "None"),
        ("Councillor Marsh said that takings fell last year and that a plan had been rejected.", "None"),
        ("The Clerk reported that the budget was approved by the auditor.", "None"),
        ("The meeting was adjourned.", "None"),
    ],
)
def test_the_words_of_an_outcome(ending: str, outcome: str, record: Record) -> None:
    assert [f"Councillor Hill/Councillor Marsh {outcome}"] == say(record(f"{MOVED} {ending}")) or [
        f"Councillor Hill/Councillor Marsh {outcome}"
    ] == say(record(MOVED, ending))


def test_a_motion_that_has_an_outcome_is_closed(record: Record) -> None:
    item = record(
        f"{MOVED} LOST.", "Moved by Councillor Dunn, seconded by Councillor Egan, that they stay. CARRIED."
    )
    assert ["Councillor Hill/Councillor Marsh lost", "Councillor Dunn/Councillor Egan carried"] == say(item)


def test_a_resolution_below_an_open_amendment_leaves_both_open(record: Record) -> None:
    item = record(
        MOVED,
        "Councillor Dunn moved an amendment, seconded by Councillor Egan, that they be raised by half.",
        "RESOLVED that the rents be raised.",
    )
    assert ["Councillor Hill/Councillor Marsh None", "amendment Councillor Dunn/Councillor Egan None"] == say(item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Motion (Hill/Marsh): to approve. Carried 4/1.", "Hill/Marsh carried"),
        ("Motion Pell/Stroud to adjourn. All ayes. Motion carried.", "Pell/Stroud carried"),
        ("M/S/C (Tran/Ochoa) to continue the hearing.", "Tran/Ochoa carried"),
        ("Motion to lay a path - approved - Ash (motion), Birch (second)", "Ash/Birch carried"),
        ("Motion to fell the oak - defeated - Cedar (motion), Elm (second)", "Cedar/Elm lost"),
        ("Councillors Hill and Marsh moved and seconded respectively that the rents rise.", "Hill/Marsh None"),
        ("It was moved and seconded by Councillors Hill and Marsh respectively to rise.", "Hill/Marsh None"),
        (
            "Councillor Hill (seconded by Councillor Marsh) moved the report. It was carried.",
            "Councillor Hill/Councillor Marsh carried",
        ),
        (
            "Motion by Council Member Doty, seconded by Council Member Ruiz, to pay. Motion carried 3-1.",
            "Council Member Doty/Council Member Ruiz carried",
        ),
    ],
)
def test_who_moved_and_who_seconded(text: str, expected: str, record: Record) -> None:
    assert [expected] == say(record(text))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "MOVED by Cr Quirk",
                "SECONDED by Cr Rowe",
                "THAT Council approve 100 homes.",
                "AMENDMENT MOVED by Cr Shaw",
                "SECONDED by Cr Tate",
                "THAT the number be 120.",
                "LOST",
                "The amendment having lost, the motion was put and CARRIED.",
            ],
            ["Cr Quirk/Cr Rowe carried", "amendment Cr Shaw/Cr Tate lost"],
        ),
        (
            [
                "Proposer: Councillor Irwin",
                "Seconder: Councillor Jolly",
                "“Council calls for a bus.”",
                "14 voted for and 16 against. The motion was lost.",
            ],
            ["Councillor Irwin/Councillor Jolly lost"],
        ),
        (
            [
                "Mr Udall moved the report. Mr Vine seconded it.",
                "Mr Webb moved an amendment, that the fee be waived, and Mr Xu seconded the amendment.",
                "The amendment was carried. The motion, as amended, was then put and declared carried.",
            ],
            ["Mr Udall/Mr Vine amended", "amendment Mr Webb/Mr Xu carried"],
        ),
        (
            [
                "Cllr Amos moved the plan. Cllr Birt seconded. The amendment was lost (4 for, 7 against).",
                "The motion was then put and agreed, 8 for, 3 against.",
            ],
            ["Cllr Amos/Cllr Birt carried", "amendment None/None lost"],
        ),
        (["That the bin be moved. Proposed by Mr Jay. No seconder. Motion fell."], ["Mr Jay/None fell"]),
        (["Cllr Ryves proposed Cllr Nichol, seconded by Cllr Leamon."], ["Cllr Ryves/Cllr Leamon None"]),
        (["Motion Earle, second Finch, to adjourn. Vote: unanimous."], ["Earle/Finch carried"]),
        (
            [
                "Councillor Kerr moved the motion. Councillor Lamb seconded. Mr Moss, opposing the motion, said",
                "that a like scheme had failed.",
            ],
            ["Councillor Kerr/Councillor Lamb None"],
        ),
        (
            [
                "Mrs Mann proposed acceptance of the accounts, seconded by Mrs Hart.",
                *(f"{n} came." for n in "ABCDEFGHIJ"),
                "Carried.",
            ],
            ["Mrs Mann/Mrs Hart None"],
        ),
    ],
)
def test_motions_in_other_words(paragraphs: list[str], expected: list[str], record: Record) -> None:
    assert expected == say(record(*paragraphs))


@pytest.mark.parametrize(
    "text",
    [
        "The motion moved by Councillor Hill at Council on 1 February and carried was noted.",
        "At the last meeting Councillor Fox moved that the library be shut, and the motion was carried.",
        "At its previous ordinary meeting it was moved by Councillor Fox that the library be shut.",
        "Councillor Lake asked whether Councillor Fox had moved the motion.",
    ],
)
def test_a_motion_of_another_meeting_is_none_of_this_one(text: str, record: Record) -> None:
    assert () == record(text).motions


def test_a_motion_about_another_meeting_is_one_of_this(record: Record) -> None:
    text = "It was moved by Councillor Fox, seconded by Councillor Hill, that the vote at the last meeting stand."
    (motion,) = record(text).motions
    assert ("Councillor Fox", "Councillor Hill") == (motion.mover, motion.seconder)
