"""Rolls of those who came, in columns under their labels or beside one."""

import pytest

pytest.importorskip("pypdfium2")

from minutesearch.reading.formats.pdf.pdf_blocks import read_pdf  # after the extra is known
from tests.reading.formats.pdf.test_pdf_blocks import draw, make_pdf


def texts(page):
    return [block.text for block in read_pdf(make_pdf(page), source="a.pdf")]


def test_labels_side_by_side_are_read_one_column_after_the_other():
    page = (
        draw("Present:", "Ann Ash \\(Chair\\)", "Ben Birch", "Cora Cedar")
        + draw("Members of the Public:", "Dan Dale", "Mrs Elm", left=230)
        + draw("Apologies:", "Fay Firth", left=420)
        + draw("1. Minutes", "The minutes were approved.", top=700)
    )
    assert [
        "Present:",
        "Ann Ash (Chair)",
        "Ben Birch",
        "Cora Cedar",
        "Members of the Public:",
        "Dan Dale",
        "Mrs Elm",
        "Apologies:",
        "Fay Firth",
        "1. Minutes",
        "The minutes were approved.",
    ] == texts(page)


def test_a_second_label_in_a_column_stands_over_those_below_it():
    page = (
        draw("Present:", "Mr A Ash", "Ms B Birch", "Mr C Cedar", left=100)
        + draw("Also in attendance:", "Mr D Dale", "Apologies:", "Mrs F Firth", left=380)
        + draw("Minutes of the previous meeting", top=700)
    )
    assert [
        "Present:",
        "Mr A Ash",
        "Ms B Birch",
        "Mr C Cedar",
        "Also in attendance:",
        "Mr D Dale",
        "Apologies:",
        "Mrs F Firth",
        "Minutes of the previous meeting",
    ] == texts(page)


def test_names_in_columns_beside_a_label_keep_their_own_initials():
    page = (
        draw("PRESENT")
        + draw("Rob Ash", "Ann Birch", "Tom Cedar", left=140)
        + draw("RA", "AB", "TC", left=260)
        + draw("Sue Dale", "Ian Elm", left=330)
        + draw("SD", "IE", left=450)
        + draw("1 Police Report", "The sergeant had nothing to report.", top=716)
    )
    assert [
        "PRESENT",
        "Rob Ash   RA",
        "Sue Dale   SD",
        "Ann Birch   AB",
        "Ian Elm   IE",
        "Tom Cedar   TC",
        "1 Police Report",
        "The sergeant had nothing to report.",
    ] == texts(page)


def test_an_entry_that_goes_on_in_the_next_line_is_not_cut():
    blocks = read_pdf(
        make_pdf(
            draw("Present:", "Councillors Ash, Birch,", "Cedar and Dale", left=60)
            + draw("Absent:", "Councillor Elm", left=330)
        ),
        source="a.pdf",
    )
    starting = [block.text for block in blocks if block.starts]
    assert ["Present:", "Councillors Ash, Birch,", "Absent:", "Councillor Elm"] == starting[-4:]


def test_columns_of_money_below_a_word_of_a_roll_are_no_roll():
    page = draw("Attendance", "Hall hire", "Clerk") + draw("2019", "14.00", "120.00", left=330)
    assert ["Attendance   2019", "Hall hire   14.00", "Clerk   120.00"] == texts(page)


def test_a_label_over_the_middle_of_two_columns_is_of_both():
    page = (
        draw("Present:", "N Ash", "K Birch", left=100)
        + draw("Also in attendance:", left=330)
        + draw("Cllr A Cedar", "M Dale", "D Elm", left=270, top=764)
        + draw("J Firth", "K Gale", left=460, top=764)
        + draw("Apologies:", "T Hill", left=100, top=732)
    )
    assert [
        "Present:",
        "N Ash",
        "K Birch",
        "Apologies:",
        "T Hill",
        "Also in attendance:",
        "Cllr A Cedar",
        "M Dale",
        "D Elm",
        "J Firth",
        "K Gale",
    ] == texts(page)
