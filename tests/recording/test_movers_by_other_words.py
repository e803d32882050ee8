"""Movers and seconders in abbreviations and other languages, and words of moving that move no motion."""

from __future__ import annotations

import pytest

from minutesearch.records import Outcome

BOTH = ("Hill", "Marsh")
TITLED = ("Cllr Hill", "Cllr Marsh")


def pairs(item) -> list[tuple[str | None, str | None]]:
    return [(one.mover, one.seconder) for one in item.motions]


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("Motion by Hill, support by Marsh, to pay the bills. Motion carried.", BOTH),
        ("Hill moved, with support from Marsh, to pay the bills. Carried.", BOTH),
        ("The accounts were approved (Prop: Cllr Hill Sec: Cllr Marsh).", TITLED),
        ("It was agreed to pay the account. Prop: AB Sec: CD", ("AB", "CD")),
        ("Minutes approved. P: Cllr Hill S: Cllr Marsh", TITLED),
        ("M: Hill S: Marsh to adjourn. Passed unanimously.", BOTH),
        ("M-Hill, S-Marsh. Carried.", BOTH),
        (
            "Ann Hill moved to adjourn. Planning Commission Member Maren Marsh seconded the motion. Carried.",
            ("Ann Hill", "Commission Member Maren Marsh"),
        ),
        (
            "Ann Hill made a motion to pay, seconded by Parks Board Member Maren Marsh. Carried.",
            ("Ann Hill", "Board Member Maren Marsh"),
        ),
        (
            "Motion by Vice Chair, Mr. Hill to adjourn. Seconded by Clerk, Mr. Marsh. Carried.",
            ("Mr. Hill", "Mr. Marsh"),
        ),
        ("Moved by Treasurer, Ann Hill, seconded by the Mayor, to pay. Carried.", ("Ann Hill", "the Mayor")),
        ("Moved by the Mayor, seconded by Ann Marsh, to pay. Carried.", ("the Mayor", "Ann Marsh")),
        ("MSC (Hill/Marsh) to adjourn.", BOTH),
        ("MSP Hill/Marsh to adjourn.", BOTH),
        ("Motion #24-118: Hill / Marsh. That Council accept the tender. Carried unanimously.", BOTH),
        ("Motion to approve the agenda by Hill/Marsh. Carried.", BOTH),
        ("Motion to approve the minutes (Hill), second (Marsh), passed.", BOTH),
        ("Ann Hill (motion), Ben Marsh (second). Approved 5-0.", ("Ann Hill", "Ben Marsh")),
        ("Ar moladh Cllr Hill, cuidithe ag Cllr Marsh, it was agreed to adopt the minutes.", TITLED),
        ("MEETING ADJOURNED Motion to adjourn: Hill/Marsh – carried unanimously.", BOTH),
        ("Hill motioned to approve the minutes of May 5, 2013 / Marsh seconded. Motion carries.", BOTH),
        ("Hill motioned to pay the bills/Marsh seconded. Motion carries.", BOTH),
        ("Hill motioned/Marsh seconded to accept these changes. Motion carries.", BOTH),
        ("Proposed by Cllr. Hill, seconded by Cmhlr. Ó Mairtín, and agreed.", ("Cllr. Hill", "Cmhlr. Ó Mairtín")),
        ("On the proposal of Cllr Hill, seconded by Cllr Marsh Standing Orders were suspended.", TITLED),
        (
            "In proposing the Motion, Clir Hill spoke of it. The Motion was seconded by Cllr Marsh.",
            ("Clir Hill", "Cllr Marsh"),
        ),
        ("Moved Hill/Second Marsh to pay the bills. Carried.", BOTH),
        ("Motion by Hill/second by Marsh to pay the bills. Motion carried with all ayes.", BOTH),
        ("With nothing further to be discussed Hill motioned/Marsh seconded and the meeting ended.", BOTH),
        ("Motion made: Hill, seconded by Marsh to open for discussion. Motion passed.", BOTH),
        ("Accounts approved. Proposer Cllr Hill Seconder Cllr Marsh", TITLED),
        ("Ann S made a motion to pay it, seconded by Ben M. without amendments and approved.", ("Ann S", "Ben M")),
        ("Hill made a motion to pay it, seconded by Marsh without amendments and approved.", BOTH),
        ("Cllr Hill presented a motion to pay it. Cllr Marsh seconded. The motion was carried.", TITLED),
        ("Cllr Hill proposed that we write to the Mayor. Cllr Marsh seconded Cllr Hill’s proposal.", TITLED),
        ("Cynigiwyd gan Cllr Hill, eiliwyd gan Cllr Marsh: That the minutes be adopted.", TITLED),
        ("M: Hill S: Marsh V: 5-0", BOTH),
        ("Motion 7 Water/Sewer rates: Hill moved, Marsh seconded. Lost 1-4.", BOTH),
        ("Motion by Hill to mend lamps in First/Second Avenue. Seconded by Marsh. Carried.", BOTH),
        ("Cllr Hill moved to sell it. Cllr Marsh seconded the Chair’s motion. Lost.", TITLED),
        ("Ann Hill moved to sell it. Ben Marsh seconded Ann’s motion. Lost.", ("Ann Hill", "Ben Marsh")),
        ("The motion moved by Hill, seconded by Marsh, to hold a fair on 4 May was carried.", BOTH),
        ("Mr Fox asked for it. Cllr Marsh seconded the Government’s motion.", (None, "Cllr Marsh")),
    ],
)
def test_both_are_read_in_short_and_in_other_languages(record, words, pair):
    assert [pair] == pairs(record(words))


@pytest.mark.parametrize(
    "words",
    [
        "MSP Ann Hill and Cllr Marsh attended. It was approved.",
        "MSP: Ann Hill / Ben Marsh were thanked for coming.",
        "MSC (Fish/Chips) labels were discussed. Carried.",
        "Motion #3: North/South path be lit.",
        "Motion to survey land owned by Hill/Marsh.",
        "P: Parking at Mill Lane. S: Signs at Elm Road.",
    ],
)
def test_members_of_parliament_places_and_owners_move_nothing(record, words):
    assert not [pair for pair in pairs(record(words)) if any(pair)]


@pytest.mark.parametrize("lead", ["Ar moladh: ", "Ar moladh ", "Arna mholadh ag "])
def test_irish_lines_name_one_each(record, lead):
    item = record(f"{lead}Cllr. Hill", "Cuidithe ag: Cllr. Marsh", "agus glacadh leis.")
    assert [("Cllr. Hill", "Cllr. Marsh")] == pairs(item)


def test_whose_motion_is_seconded_is_said_where_nobody_is_said_to_have_moved_it(record):
    item = record(
        "The Chairman proposed that the Committee write to the County Council.",
        "Councillor Hill seconded the Chairman’s proposal.",
        "He proposed that it write to the Commissioner.",
        "The Chairman seconded Councillor Marsh’s proposal.",
    )
    assert [("The Chairman", "Councillor Hill"), ("Councillor Marsh", "The Chairman")] == pairs(item)


def test_a_quotation_that_is_never_closed_ends_where_the_next_motion_is_moved(record):
    item = record(
        "Proposed by Cllr Hill, seconded by Cllr Marsh:",
        "“That the plan be adopted.",
        "On the proposal of Cllr Okoro, seconded by Cllr Lund, the budget was agreed.",
    )
    assert [TITLED, ("Cllr Okoro", "Cllr Lund")] == pairs(item)


@pytest.mark.parametrize(
    "words",
    [
        "The Board, by motion duly made by Ann Hill, seconded and unanimously approved, adjourned.",
        "Ann Hill moved to thank the sponsors for support from Marsh Motors. Carried.",
        "Ann Hill moved to accept the bid, with support by the engineer. Carried.",
        "A motion was made by Ann Hill, and seconded, to hear a presentation to be made by Concerned Citizens.",
    ],
)
def test_a_board_or_a_sponsor_seconds_nothing_and_what_is_to_be_made_is_no_motion(record, words):
    assert [("Ann Hill", None)] == pairs(record(words))


def test_each_of_several_paragraphs_has_its_own_motion_by_the_same_mover(record):
    item = record(
        "The fee was fixed. The motion was made by Ann Hill with Ben Marsh making it unanimous.",
        "The budget was approved. Ann Hill made the motion, with Ben Marsh making it unanimous.",
    )
    assert [("Ann Hill", None, Outcome.CARRIED)] * 2 == [
        (one.mover, one.seconder, one.outcome) for one in item.motions
    ]


@pytest.mark.parametrize(
    "words",
    [
        "A motion must be proposed and seconded before it is discussed.",
        "All motions must be moved and seconded.",
        "When a motion is proposed, seconded, or voted on, you will get an email.",
        "The Board unanimously approved the grant application proposed by Paula.",
        "The Chairman may refuse such motion if it has been put before.",
        "The Clerk read the resolution moved by Cllr Hill and seconded by Cllr Marsh on 4 May 2019.",
        "The motion that Cllr Hill moved in March was never put.",
        "Had Cllr Hill moved the motion, Cllr Marsh would have seconded it.",
        "A motion sensor was made by Hill Ltd and fitted.",
        "M - Monday, S - Saturday. The rota was approved.",
        "BCP moved to wind the company down and bring its work back in-house.",
        "Mr Hill moved to Elmford in May and was seconded to the County Council.",
        "The Chair said the motion moved by Cllr Hill at the March meeting had been carried.",
        "Approved by Hill. The plan was not approved by Marsh, seconded by Okoro.",
        "The proposal to have the bins moved inside the gates was noted.",
    ],
)
def test_rules_firms_and_what_was_done_elsewhere_are_no_motions(record, words):
    assert [] == pairs(record(words))
