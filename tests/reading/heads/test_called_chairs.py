"""Who is called the chair among those who came, in the head and in the items that open a meeting."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.heads.called_chairs import find_called_chair


def chair_of(*head: str) -> str | None:
    items = ("1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut.")
    text = "\n\n".join(("Elm Parish Council", "Minutes 3 May 2021", *head, *items))
    return read_page(text.encode(), source="a.txt").meetings[0].meeting.chair


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("Present: Councillors A Ash (Vice-Chair, in the Chair), B Birch and C Cedar", "A Ash"),
        ("Attendees: Ann Ash, Chair; Bob Birch; Cal Cedar", "Ann Ash"),
        ("Attendance: Board: A. Ash, Chair (Hill); B. Birch, Vice-Chair (Vale)", "A. Ash"),
        ("Present: Chairman – Councillor J.M. Ash\nCllrs Birch (BB) and Cedar (CC)", "Councillor J.M. Ash"),
        ("Present: Chair Ann Ash, Vice-Chair Bob Birch, Cal Cedar", "Ann Ash"),
        ("Members present: Ann Ash (603) Chair; Bob Birch (534)", "Ann Ash"),
        ("Present: Cllr A Ash Chairman, Cllr B Birch Vice Chairman, Cllr C Cedar", "Cllr A Ash"),
        ("Present: Bob Birch (Vice-Chair), Ann Ash (Chair)", "Ann Ash"),
        ("Present: Ann Ash (chairing), Bob Birch", "Ann Ash"),
        ("Present: Cllr A Ash (Mayor & Chair), Cllr B Birch", "Cllr A Ash"),
        ("Presennol: Y Cynghorwyr Ann Ash (Cadeirydd), Bedwyr Birch", "Ann Ash"),
        ("Present: Councillor A Ash (Convener), Councillor B Birch", "Councillor A Ash"),
        ("Elm DC: Cllr A Ash (Vice-Chair, chairing the meeting)", "Cllr A Ash"),
        ("Attendees: Ann Ash (AA) (Chair), Bob Birch (BB)", "Ann Ash"),
        ("Chairman - Cllr A Ash\nCouncillors - B Birch, C Cedar", "Cllr A Ash"),
        ("Cathaoirleach: Councillor Ann Ash\nPresent: Cllrs Birch and Cedar", "Councillor Ann Ash"),
    ],
)
def test_whoever_is_called_the_chair_and_came_is_in_it(line, chair):
    assert chair == chair_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "Present: Bob Birch, Vice Chair, Cal Cedar",
        "Present: Bob Birch, Deputy Chairman; Cal Cedar, Clerk",
        "Present: Bob Birch, Chair of the Elm Trust; Cal Cedar",
        "Present: Bob Birch, Planning Chair, Cal Cedar",
        "Present: Cal Cedar\nApologies: Bob Birch, Chair",
        "Present: Secretary, Bob Birch; Cal Cedar, Treasurer",
        "Attending: Bob Birch, Cal Cedar\nElection of officers\nChairman - Di Dogwood\nSecretary - Cal Cedar",
        "Present: Bob Birch, Chair’s assistant; Cal Cedar",
        "Present: Cal Cedar; AB, Chair",
    ],
)
def test_a_deputy_another_bodys_chair_one_who_was_elected_or_is_absent_and_initials_are_not(line):
    assert chair_of(line) is None


@pytest.mark.parametrize(
    "line", ["Chairman – Cllr M.J Ash (Mike), Vice Chairman – B. Birch (Bob)", "Ann Ash, Chair"]
)
def test_an_office_before_the_name_and_a_row_count_below_a_label(line):
    assert find_called_chair(["12. Present:", line], ()) in ("Cllr M.J Ash", "Ann Ash")


def test_the_item_that_lists_those_present_says_it_too():
    text = (
        "Elm Forum\n\nMINUTES\n\n14th May 2015\n\n1. Present: Ann Ash (chairing), Bob Birch\n\n"
        "2. Apologies: Cal Cedar\n\n3. Trees: The trees were cut.\n"
    )
    assert "Ann Ash" == read_page(text.encode(), source="a.txt").meetings[0].meeting.chair


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("Ann Ash, the clerk, and Bob Birch met the contractor. President Ann Ash chaired.", "President Ann Ash"),
        ("In the absence of a chairman Members called on Cllr Ash to Chair this meeting.", "Cllr Ash"),
        ("With the chair away it was agreed that Cllr Ash take the chair.", "Cllr Ash"),
        ("Cllr Ash agreed to chair the meeting.", "Cllr Ash"),
        ("Cllr Ash was invited to take the Chair.", "Cllr Ash"),
        ("The Chairman, Cllr Ash, welcomed everyone.", "Cllr Ash"),
        ("Cllr Ann Ash (Chair) welcomed members and the public.", "Cllr Ann Ash"),
        ("WELCOME & PERSONAL MATTERS Cllr. Ann Ash (Chairperson) welcomed everyone.", "Cllr. Ann Ash"),
        ("Cllr Ash acted as Chair for the meeting.", "Cllr Ash"),
        ("The Vice Chairman, Cllr Ash, welcomed everyone.", None),
        ("Cllr Ash welcomed everyone.", None),
        ("Cllr Ash acted as Chair of the roads group.", None),
        ("Cllr Ash was invited to take the minutes.", None),
    ],
)
def test_sentences_that_tell_who_led(line, chair):
    assert chair == chair_of(line)
