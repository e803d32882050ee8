"""Attendance in the words of web sites: roll calls, labels in a sentence, initials in brackets, newspapers."""

from __future__ import annotations

from minutesearch.records import Presence


def present(item):
    return [one.name for one in item.attendance if one.presence is Presence.PRESENT]


def apologies(item):
    return [one.name for one in item.attendance if one.presence is Presence.APOLOGIES]


def test_initials_in_brackets_are_no_role(record):
    item = record(
        "Present: Mrs A Birch (AB), L. Crane (LMC), Mrs. S.E. Dale (SED), J. Elm-Sanders (JES) and T Fir (Chair)"
    )
    assert [None, None, None, None, "Chair"] == [one.role for one in item.attendance]


def test_three_initials_begin_a_name(record):
    assert ["D.J.E. Hall", "F.W.P. Trent"] == present(
        record("Present: D.J.E. Hall (DJEH) and F.W.P. Trent (FWPT)")
    )


def test_who_answered_the_roll_was_present_and_who_was_excused_was_not(record):
    item = record(
        "The Clerk called the roll. Councilman Bo Reed- present, Councilwoman Cy Stone – excused, Mr Al - absent"
    )
    assert (["Councilman Bo Reed"], ["Councilwoman Cy Stone"]) == (present(item), apologies(item))


def test_a_label_may_stand_before_a_semicolon_or_go_on_with_were(record):
    item = record("Apologies ; Jane Dale , Ian Elm", "In Attendance ; Ruth Fir , Bob Gorse .")
    assert (["Jane Dale", "Ian Elm"], ["Ruth Fir", "Bob Gorse"]) == (apologies(item), present(item))
    item = record("The other Councillors present were:-", "Cllrs. A. Ash, B. Birch and C. Cedar.")
    assert ["A. Ash", "B. Birch", "C. Cedar"] == present(item)


def test_the_title_present_says_what_the_names_below_it_are_listed_for(record):
    assert ["June Elm", "Louise Fir"] == present(record("June Elm, Louise Fir", title="Present"))


def test_a_newspaper_and_a_heading_are_nobody(record):
    item = record("In attendance - Mr D. Ash, Cllr. R. Birch, Oldbridge Advertiser, Ms Z. Cedar (Courier)")
    assert ["Mr D. Ash", "Cllr. R. Birch", "Ms Z. Cedar"] == present(item)
    assert ["Mr W Dale"] == present(record("In Attendance:", "Mr W Dale Clerk", "PART ONE – OPEN TO THE PUBLIC"))


def test_an_abbreviated_office_ends_no_list(record):
    item = record(
        "The Council Staff in attendance were:-", "Mr. D. Ash, Co. Manager, Mr. J. Birch, Dir. of Services."
    )
    assert ["Mr. D. Ash", "Mr. J. Birch"] == present(item)
    item = record(
        "The Town Clerk, Mrs. L.M. Cole, the Assistant, Mrs. M.C. Vine and one of the public were also present."
    )
    assert ["Mrs. L.M. Cole", "Mrs. M.C. Vine"] == present(item)


def test_an_attorney_and_a_collector_are_offices_before_a_name(record):
    item = record("Also present: Deputy Town Clerk Lin McCabe, Town Attorney Will Reyes, Tax Collector Jim Gore.")
    assert [None, None, None] == [one.role for one in item.attendance]


def test_a_lone_word_among_whole_names_and_a_body_are_nobody(record):
    item = record(
        "In attendance: Israel Shield, Carol Pole (Head Girl), Marketing, Zac Chin and Rodney Local Board"
    )
    assert ["Israel Shield", "Carol Pole", "Zac Chin"] == present(item)
    assert [] == present(record("IN ATTENDANCE: Oldbridge & Elmford City Council"))
    assert ["Hill", "Marsh", "Petrov"] == present(record("Present: Hill, Marsh and Petrov"))


def test_names_whose_commas_are_lost_are_read_by_their_initials(record):
    item = record("Members Present P J Bateman J Camp Mrs E A Ford O T Hughes Miss K A Laing")
    assert ["P J Bateman", "J Camp", "Mrs E A Ford", "O T Hughes", "Miss K A Laing"] == present(item)


def test_a_bracket_ends_an_entry_without_a_comma(record):
    item = record("Present: Councillor Mrs Soames (Chairman) Councillors Noakes (Vice-Chairman), Dale and Webb")
    assert ["Councillor Mrs Soames", "Noakes", "Dale", "Webb"] == present(item)
    item = record("Present: Councillor Mrs Soames (Chairman)", "Councillors Noakes (Vice-Chairman), Dale and Webb")
    assert 4 == len(present(item))


def test_apologies_under_their_title_go_on_from_it_and_also_says_no_more(record):
    item = record(
        "were received from: Councillors Mr Gareth Elm & Mr Les Dale. Also: County Councilor Mr John Fir",
        title="Apologies",
    )
    assert ([], 3) == (present(item), len(apologies(item)))


def test_a_label_of_other_words_ends_the_list_above(record):
    item = record(
        "Present: Cllr. P Reed, Cllr. R A Wills", "Council Employees Present: RFO Clive Baker, Clerk Linda Elm"
    )
    assert [None, None] == [one.role for one in item.attendance[:2]]


def test_honours_before_an_office_are_no_part_of_the_name(record):
    item = record(
        "PRESENT: The Right Worshipful the Mayor Councillor R T Beck", "Aldermen D Dale, A G Ewart and S Poe"
    )
    assert ["Mayor Councillor R T Beck", "D Dale", "A G Ewart", "S Poe"] == present(item)


def test_a_saint_in_a_surname_ends_no_name_and_a_first_name_makes_a_field_one(record):
    assert ["Pam St. Lawrence", "Pauline Field"] == present(record("Present: Pam St. Lawrence, Pauline Field"))


def test_a_list_of_offices_names_nobody(record):
    item = record(
        "ALSO PRESENT: General Manager, Manager Governance, Manager Open Space, Strategic Planner, Town Clerk"
    )
    assert [] == present(item)


def test_letters_and_lone_words_behind_a_name_are_nobody(record):
    assert ["R. Little"] == present(record("Media Present: R. Little, BVLD."))
    assert ["Alicia Cutch"] == present(record("Press: Alicia Cutch, Expositor"))


def test_the_roll_is_of_those_present_and_apologies_say_so_themselves(record):
    item = record(
        "Mr G Adams, Mr R Ball (v/c), Mrs J Bark, Mr A Baxter and Ms C Cole",
        "Apologies for absence were intimated on behalf of Mr B Allan and Miss J Camp.",
        title="Calling of the Roll and Apologies for Absence",
    )
    assert (5, ["Mr B Allan", "Miss J Camp"]) == (len(present(item)), apologies(item))
