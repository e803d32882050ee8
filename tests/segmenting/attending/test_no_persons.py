"""What stands among the names of a list and is nobody: words of lists, bodies, what somebody is of."""

from __future__ import annotations

import pytest

from minutesearch.segmenting.attending.attendance_lists import iter_entries
from minutesearch.segmenting.attending.marked_cells import read_marked
from minutesearch.segmenting.attending.rolls import is_on_other_matter


def names(text: str) -> list[str]:
    return [text[slice(*entry.name)] for entry in iter_entries(text)]


@pytest.mark.parametrize("text", ["Mtg", "QCB Contractor", "Acting", "Councilor At Large"])
def test_words_of_lists_are_nobody(text: str):
    assert [] == names(text)


def test_such_a_word_may_be_a_surname():
    assert ["Large", "Burn", "Quick", "Elm"] == names("Large, Burn, Quick and Elm")


def test_a_roll_call_behind_a_list_is_nobody():
    text = "Amy Birch - City Clerk; Bob Cole – Review Committee Member Roll Call Chairperson Cal Dean, Dot Elm"
    assert not any("Call" in name for name in names(text))


def test_an_office_goes_on_to_its_comma():
    text = "Lisa Birch - Director of Food Access and Healthy Communities, Ann Oak - Director of Public Space"
    assert ["Lisa Birch", "Ann Oak"] == names(text)


def test_what_stands_behind_a_dash_is_whom_somebody_is_of():
    assert ["Ken Birch", "Jo Elm", "Bob Oak"] == names("Ken Birch – CAC, Jo Elm – Denver Gazette, Bob Oak")


def test_a_body_may_be_named_after_a_person():
    text = (
        "Amy Birch – City Clerk; Stephen Oak - Amos P. Elm Center for Public Management; Dot Cole – Deputy Clerk"
    )
    assert ["Amy Birch", "Stephen Oak", "Dot Cole"] == names(text)


def test_a_department_is_nobody():
    text = "Roger Birch, Director of the Office of Civil Rights, U.S. Department of Health & Human Services"
    assert ["Roger Birch"] == names(text)


def test_a_council_before_a_title_is_no_part_of_the_name():
    text = "Cllr Martin Oak, Elmshire County Council Cllr Colin Birch, Stephen Elm, Chair"
    assert ["Cllr Martin Oak", "Cllr Colin Birch", "Stephen Elm"] == names(text)


def test_letters_in_brackets_stand_inside_a_name():
    assert ["Cal Dean (C.D.) Hill", "Dot Elm", "Ann Ash"] == names("Cal Dean (C.D.) Hill, Dot Elm, Ann Ash")


def test_the_heads_of_columns_again_are_nobody():
    cells = (("Name", "Name"), ("Title", "Title"), ("Agency", "Agency"))
    assert read_marked(cells) is None


def test_the_heads_of_columns_are_on_no_other_matter():
    assert not is_on_other_matter("Name Title Agency")
    assert is_on_other_matter("Resignations")
