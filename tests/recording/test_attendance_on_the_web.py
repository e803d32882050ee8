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
