"""Who came and who did not, in the layouts of the lists at the head of minutes; the persons are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import AgendaItem, Presence

Record = Callable[..., AgendaItem]


def named(item: AgendaItem, presence: Presence) -> list[str]:
    return [one.name for one in item.attendance if one.presence is presence]


def read_page(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "a.txt").write_text(text)
    (reading,) = ms.read_files(folder / "a.txt")
    return [
        (one.presence.value, one.name)
        for meeting in reading.meetings
        for item in meeting.items
        for one in item.attendance
    ]


@pytest.mark.parametrize(
    ("told", "title", "names"),
    [
        (
            "That the apology from Councillors Mawn and Wry be accepted.",
            "Apologies",
            ["Mawn", "Wry"],
        ),
        (
            "RESOLVED that an apology for non attendance due to illness by Clr Zane be accepted.",
            None,
            ["Clr Zane"],
        ),
        (
            (
                "THAT the apologies and requests for leave of absence from Councillors Mull, Russ and Brown for "
                "an inability to attend be accepted."
            ),
            "Apologies / leave of absence",
            ["Mull", "Russ", "Brown"],
        ),
        (
            "Apologies were received from councillors J. Stead, J. Gull, M Dane and were formally accepted",
            None,
            ["J. Stead", "J. Gull", "M Dane"],
        ),
        (
            "That the apologies for Cr Noon and apology for lateness for Cr Robb be accepted.",
            "Apologies",
            ["Cr Noon"],
        ),
    ],
)
def test_apologies_in_a_resolution_or_a_sentence(record: Record, told: str, title: str | None, names: list[str]):
    """Apologies for absence are of those named behind "from", "by" or "for" and a title."""
    item = record(told, title=title) if title else record(told)
    assert names == named(item, Presence.APOLOGIES)


def test_apologies_inside_another_matter_are_no_absence(record: Record):
    """Under a title on something else nobody knows what an apology is for."""
    told = "That the apology from Councillors Mawn and Wry be accepted."
    assert [] == named(record(told, title="Complaint of a resident"), Presence.APOLOGIES)


def test_a_list_below_a_sentence_that_ends_in_its_label(record: Record):
    """ "The following were also participating:" is the label of the paragraph below it."""
    item = record(
        "The following staff members were also participating:",
        "Randy Shear, Deputy Chief Administrative Officer; Anne Marie Shaw, Jennifer Corn, Director of Care",
    )
    assert ["Randy Shear", "Anne Marie Shaw", "Jennifer Corn"] == named(item, Presence.PRESENT)


def test_a_list_in_an_item_that_is_titled_as_a_roll(record: Record):
    """The title says what the names are listed for."""
    item = record("Chair Moira Cross (MC), Sec Sue Grant (SG), Scott Mill (SM)", title="Sederunt")
    assert 3 == len(named(item, Presence.PRESENT))


def test_a_roll_behind_the_time_of_day(record: Record):
    """The stop of "p.m." parts no list from its label."""
    item = record(
        "Roll call showed the following members present for the meeting at 6:30 p.m. Large, Burn, Kuck and Park. "
        "Also present were Mayor Pape, Fiscal Officer Speel and Chief of Police Skinner."
    )
    came = ["Large", "Burn", "Kuck", "Park", "Mayor Pape", "Speel", "Skinner"]
    assert sorted(came) == sorted(named(item, Presence.PRESENT))


def test_labels_with_the_names_of_bodies_and_dashes(tmp_path: Path):
    """What stands before "Present" may be any body's name, and a dash stands for a colon."""
    found = read_page(
        tmp_path,
        "EC Members Present – Ian Hunt (Chair) [IH], Peter Christy (Hon. Sec) [PC], Sally Moor [SM], D Hill [D].\n"
        "HC Members Present – Cllr Gow [KG], Cllr Jarvie [AJ].\n"
        "1. Apologies\nApologies were received from J Murray, I Queen, Cllr Knox.\n"
        "2. Approval of Minute 16th April 2018\nProposed DH Seconded SM\n",
    )
    assert ["Ian Hunt", "Peter Christy", "Sally Moor", "D Hill", "Cllr Gow", "Cllr Jarvie"] == [
        name for presence, name in found if presence == "present"
    ]


def test_a_list_begun_by_a_title_for_all_without_a_label(tmp_path: Path):
    """ "Councillors A. Ash, B. Birch, C. Cole." below the day is who came."""
    found = read_page(
        tmp_path,
        "Elmford Parish Council Extra Ordinary meeting.\nHeld at Elmford Hall at 19:45 on 21st March 2018\n"
        "Councillors S. Grime, T. Heath, J Kelly, D. Custer.\n"
        "Apologies were received from councillors J. Stead, J. Gull and were formally accepted\n"
        "There were 6 members of the public present.\n"
        "Item 1 To agree the minutes of the meeting of 8th January 2018\nIt was proposed that they be approved.\n",
    )
    assert ["S. Grime", "T. Heath", "J Kelly", "D. Custer"] == [n for p, n in found if p == "present"]
    assert ["J. Stead", "J. Gull"] == [name for presence, name in found if presence == "apologies"]


def test_one_person_to_a_line_with_offices_behind_dashes(tmp_path: Path):
    """A name and an office below a labelled first name are no heading."""
    found = read_page(
        tmp_path,
        "Minutes of Monthly Meeting of the Water Board\n\nDirectors Present: Hal Reed - President\n"
        "                   Ida Quist - Vice President\n                   Joe Farr\n"
        "Directors Absent:  Sal Rusk\n\nThe meeting was called to order at 7:00 p.m. by President Reed.\n",
    )
    assert ["Hal Reed", "Ida Quist", "Joe Farr"] == [name for presence, name in found if presence == "present"]


def test_members_called_so_in_small_letters_before_their_names(record: Record):
    """What they are called stands between "with" or "were" and their names."""
    item = record(
        "The meeting was called to order by the Vice-Chairman, with other Commission members Mrs. Frick and "
        "Mr. Cohen present. Also present were ex-officio member Mr. Maze and Messrs. Friedman and Smith."
    )
    assert {"Mrs. Frick", "Mr. Cohen", "Mr. Maze", "Friedman", "Smith"} == {one.name for one in item.attendance}


def test_a_list_of_offices_in_brackets_without_a_label_below_the_day(tmp_path: Path):
    """Ten names at the head, some with an office, are who came; "minutes of previous meetings" are no head."""
    found = read_page(
        tmp_path,
        "Minutes of a Trustee Meeting\nheld on 23rd July 2018 at 7.30pm.\n\n"
        "Alan Cade (Chairman), Liz Winter (Secretary), Maureen Shaw (Treasurer), Denise Hobb, Peter Dawes.\n\n"
        "Minutes of previous Trustee Meetings held 22nd March and 24th May 2018\n"
        "Liz Schole proposed and Maureen Shaw seconded that the Minutes be accepted as a true record.\n\n"
        "Matters Arising\nThe Shop had agreed to pay £10 a month from 1st July 2018 for their connection.\n",
    )
    came = ["Alan Cade", "Liz Winter", "Maureen Shaw", "Denise Hobb", "Peter Dawes"]
    assert came == [name for presence, name in found if presence == "present"]


def test_a_body_behind_a_person_is_nobody(record: Record):
    """ "M. Blois, KPMG LLP" is one person."""
    item = record("Others in attendance:", "M. Blois, KPMG LLP", "C. Mitch, Amec Foster")
    assert ["M. Blois", "C. Mitch"] == named(item, Presence.PRESENT)


def test_a_surname_that_is_a_word_of_places_is_part_of_the_name(record: Record):
    """A title and a first name stand before it, and a comma behind."""
    item = record("Present: Mrs Gill Edge, Mrs Lesley Ward, Mrs Sue Lath and Mr J Dill.")
    assert ["Mrs Gill Edge", "Mrs Lesley Ward", "Mrs Sue Lath", "Mr J Dill"] == named(item, Presence.PRESENT)


def test_groups_below_a_roll_that_vote_or_do_not(record: Record):
    """Who has no vote has come all the same, and so have co-opted members of a committee."""
    item = record(
        "Present: Commissioner Ann Ash, Commissioner Bob Birch",
        "Non-Voting: Village Manager David Field, Village Clerk April Hold",
        "Co-opted Committee Members: Vicky Bevan (VB)",
        title="Roll Call",
    )
    assert {"David Field", "April Hold", "Vicky Bevan"} <= {one.name for one in item.attendance}


def test_a_club_behind_a_person_is_nobody(record: Record):
    """What goes on with "&" to the noun of a body is none of those who came."""
    item = record("Others in attendance:", "E. Piper, Brook Pistol & Small Bore Club", "M. Fitz, The One")
    assert "E. Piper" in named(item, Presence.PRESENT)
    assert not [name for name in named(item, Presence.PRESENT) if "Pistol" in name]


def test_a_group_below_an_empty_list_of_those_absent_came(record: Record):
    """ "Absent: None" ends with its nobody."""
    item = record(
        "Present: Commissioner Ann Ash, Commissioner Bob Birch",
        "Absent:  None",
        "Non-Voting:  Village Manager David Field, Village Attorney Enza Petra",
        title="Roll Call",
    )
    assert {"David Field", "Enza Petra"} <= set(named(item, Presence.PRESENT))
