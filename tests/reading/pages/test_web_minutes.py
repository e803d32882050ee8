"""Minutes as web sites print them: heads in other words, lines run together, an agenda above the minutes."""

from __future__ import annotations

import pytest

from minutesearch.reading.readers import read_page


def read(text):
    return read_page(text.encode(), source="page.txt").meetings[0]


def outline(meeting):
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


BELOW = "\n\n1. Trees\n\nThe limes were cut.\n\n2. Hedges\n\nThe hedges were cut.\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Minutes of the Parish Council Meeting 4th May 2021", "Parish Council"),
        ("MINUTES OF MARSHAL COUNTY COUNCIL MEETING HELD ON MONDAY, 4th MAY, 2021", "MARSHAL COUNTY COUNCIL"),
        ("ORGANIZATIONAL MEETING OF THE TOWN BOARD\n\nMay 4, 2021", "TOWN BOARD"),
        ("05 04 2021 Council Minutes\n\nTUESDAY, MAY 4, 2021", "Council"),
        ("Minutes of the Extra-Ordinary Full Council Meeting held on Tuesday 4 May 2021", "Full Council"),
        ("Provisional Minutes of Meeting held on Tuesday 4th May, 2021 at Elm Hall", None),
        ("Board of Selectmen's Minutes\n\nTuesday, May 4, 2021", "Board of Selectmen"),
        ("Selectboard Minutes 2021/05/04\n\nMay 4, 2021", "Selectboard"),
        (
            "May 4, 2021 Minutes\n\nTown of Elmford\nBoard of Selectmen\nTown Hall, 5 Main Street",
            "Board of Selectmen",
        ),
        (
            "Minutes of the Community Council virtual Meeting held via ZOOM on Tuesday, 4th May 2021.",
            "Community Council",
        ),
        ("Draft minutes of Extra-ordinary meeting 4th May 2021", None),
        ("OUTCOMES OF THE COUNCIL MEETING MAY 4, 2021", "COUNCIL"),
        (
            "Minutes of the Annual Parish Council Meeting of Elm Parish Council held on 4 May 2021",
            "Elm Parish Council",
        ),
        (
            "Elm Community Council – Draft Minutes of Latest Meeting\n\nTuesday 4th May 2021",
            "Elm Community Council",
        ),
        (
            "ECC Minutes May 2021 Elm Community Council\n\nMinutes of the meeting: 4th May 2021",
            "Elm Community Council",
        ),
        ("DISTRICT OF ELM COUNCIL MEETING NO. 7(2021) MINUTES\n\nMay 4, 2021", "DISTRICT OF ELM COUNCIL"),
        (
            "Minutes\n\nMayor Ash called a Regular Meeting of the Elm City Council to order on May 4, 2021.",
            "Elm City Council",
        ),
        ("Minutes Ordinary Council Meeting\nElm Hall, Oldbridge\n6:00pm, Tuesday 4 MAY, 2021", "Council"),
    ],
)
def test_the_words_round_a_body_and_times_are_no_part_of_it(head, body):
    meeting = read(head + BELOW).meeting
    assert (body, "2021-05-04") == (meeting.body, str(meeting.date))


def test_a_step_of_the_menu_is_no_body():
    page = (
        "Your council and committees\nHome > Your council and committees > Minutes\nVenue: Guildhall\n4 May 2021"
    )
    assert read(page + BELOW).meeting.body is None


def test_an_agenda_above_the_minutes_gives_no_items():
    meeting = read(
        "Agenda\nREGULAR MEETING OF COUNCIL\nTuesday, May 4th, 2021 at 5:00 p.m.\n1. OPENING\na) Adoption\n"
        "2. MINUTES\n3. DELEGATIONS\n4. REPORTS\nTHE TOWNSHIP OF ELMFORD\nMINUTES OF THE REGULAR COUNCIL MEETING\n"
        "The Council met in the Hall on Tuesday, May 4, 2021 at 5:00 p.m.\n\n"
        "Present: Mayor Ada Frost and Councillor Bea Hill\n\nOPENING\n\nThe Mayor opened the meeting.\n\n"
        "REPORTS\n\nCouncillor Hill reported on the bridge.\n"
    )
    assert [(None, "OPENING"), (None, "REPORTS")] == outline(meeting)


def test_a_page_run_together_is_parted_at_its_numbered_titles_in_capitals():
    said = "The Clerk reported that the bridge had been painted and that the quay was dry again. " * 4
    meeting = read(
        "OLDBRIDGE TOWN COUNCIL\nMinutes of the Meeting of Oldbridge Town Council Held at 7.00pm on Monday 3"
        " May 2021 At the Guildhall Present: Cllr. A Ash, Cllr. B Birch. Also present: Mrs C Cedar (Town Clerk)."
        " The meeting began. 1. APOLOGIES FOR ABSENCE Cllr. D Dale, Cllr. E Elm. 2. DECLARATIONS OF"
        " INTEREST None. 3. THE BRIDGE " + said + "4. THE QUAY A gull was seen by the Clerk."
    )
    assert "2021-05-03" == str(meeting.meeting.date)
    titles = ["APOLOGIES FOR ABSENCE", "DECLARATIONS OF INTEREST", "THE BRIDGE", "THE QUAY"]
    assert list(zip("1234", titles, strict=True)) == outline(meeting)


def test_the_number_of_a_house_counts_no_item():
    meeting = read(
        "TOWN BOARD PROCEEDINGS\n1250 Union Road                May 4, 2021\n\n"
        "The Supervisor called the meeting to order at 7:00 P.M.\n\n27-A    MINUTES TO BE APPROVED\n\n"
        "Motion by Supervisor Hale, seconded by Councilman Reed, to approve the minutes.\n"
    )
    assert [("27-A", "MINUTES TO BE APPROVED")] == outline(meeting)


def test_a_number_above_its_title_takes_no_line_above():
    meeting = read(
        "Minutes of the Council held on Tuesday 4 May 2021\n7:05pm Full Council\n125/21\nTO RECEIVE APOLOGIES AND"
        " ACCEPT THE REASONS FOR ABSENCE, THESE HAVING BEEN SENT TO THE CLERK\nThere were none.\n"
        "126/21 TO RECEIVE DECLARATIONS OF INTEREST\nThere were none.\n127/21 THE BRIDGE\nIt was painted.\n"
    )
    assert ["125/21", "126/21", "127/21"] == [number for number, _ in outline(meeting)]
    assert outline(meeting)[0][1].startswith("TO RECEIVE APOLOGIES")


def test_the_day_of_an_account_is_not_the_meetings():
    page = (
        "Mayor Hale called the meeting to order.\nThat the balance as at August 31, 2021 be received.\nCARRIED\n"
    )
    assert read(page).meeting.date is None


def test_capitals_on_a_line_with_its_text_are_the_title():
    meeting = read(
        "Minutes of the Council held on Tuesday 4 May 2021\n\n1. CALL TO ORDER Mayor Frost called us to order."
        "\n\n2. AGENDA 21-91 MOVED by Councillor Reed that the agenda be approved. CARRIED\n\n3. BYLAWS n/a\n"
    )
    assert [("1", "CALL TO ORDER"), ("2", "AGENDA")] == outline(meeting)[:2]


def test_a_title_may_end_in_a_colon_and_nothing_may_stand_behind_it():
    meeting = read(
        "Minutes of the Council held on Tuesday 4 May 2021\n82/21 Apologies: Cllr. A Ash sent his apologies.\n"
        "83/21 County Councillor's Report:\n- Cllr Birch said that the bus ran late.\n"
        "84/21 Public Observations on Matters Arising and Agenda Items: There were no observations.\n"
    )
    titles = [
        "Apologies",
        "County Councillor's Report",
        "Public Observations on Matters Arising and Agenda Items",
    ]
    assert titles == [title.rstrip(":") for _, title in outline(meeting)]


def test_a_number_by_itself_above_the_same_number_is_a_pages():
    meeting = read(
        "Minutes of the Council held on Tuesday 4 May 2021\n\nThe public could watch on a screen.\n\n1\n\n"
        "1 PRAYER AND WELCOME\n\nThe Mayor welcomed all.\n\n2 THE BRIDGE\n\nIt was painted.\n"
    )
    assert [("1", "PRAYER AND WELCOME"), ("2", "THE BRIDGE")] == outline(meeting)


def test_a_title_of_several_lines_may_stand_above_its_number():
    meeting = read(
        "PLANNING COMMITTEE\nTuesday, 4 May 2021\nPresent: Councillor Mrs Soames (Chairman)\nAPOLOGIES\nPLA1/21\n"
        "There were none.\nDECLARATIONS OF LOBBYING (IN ACCORDANCE WITH THE PROTOCOL FOR\nMEMBERS IN THE PLANNING"
        " PROCESS)\nPLA2/21\nNone were made.\nSITE VISITS\nPLA3/21\nThe Chairman thanked the officers.\n"
    )
    assert outline(meeting)[1][1].startswith("DECLARATIONS OF LOBBYING (IN ACCORDANCE")


def test_a_date_in_figures_yields_to_the_same_in_words():
    meeting = read("Board of Trustees Minutes (7/11/2021)\n\nMeeting date:\nSunday, July 11, 2021" + BELOW).meeting
    assert ("Board of Trustees", "2021-07-11") == (meeting.body, str(meeting.date))
    assert read("Board of Trustees Minutes 7/11/2021" + BELOW).meeting.date is None


def test_a_place_is_no_body():
    head = "MINUTES OF General Meeting\n\nHeld at Council Chambers, OLDBRIDGE\n\non Tuesday 4 May 2021"
    assert read(head + BELOW).meeting.body is None


def test_numbered_titles_in_capitals_are_items_without_a_head():
    meeting = read(
        "PL21/081   PRESENT\n\nCouncillors Ash, Birch, Cedar.\n\nPL21/082   APOLOGIES FOR ABSENCE\n\nNone.\n"
        "\nPL21/083   PLANNING APPLICATIONS\n\nThey were noted.\n\nPL21/084   TREES\n\nThe limes were cut.\n"
    )
    assert ["PL21/081", "PL21/082", "PL21/083", "PL21/084"] == [number for number, _ in outline(meeting)]


def test_a_number_of_five_figures_counts_items_with_titles_in_capitals():
    meeting = read(
        "Minutes of the meeting of Oldbridge Town Council held on Tuesday, 4th May 2021\n\n"
        "14365 ANNOUNCEMENTS\nThe chairman thanked all.\n\n14366 POLICE\nThe clerk reported a theft.\n"
    )
    assert ["14365", "14366"] == [number for number, _ in outline(meeting)]


def test_a_number_above_a_resolution_counts_no_item():
    meeting = read(
        "Minutes\n\nOrdinary Council Meeting\n\n4 May 2021\n\nPRESENT: Councillor D. Ash, Councillor B. Elm.\n"
        "\nAPOLOGIES\n\nThere were none.\n\n187\n\nRESOLVED that this be noted.\n\nSTANDING ORDERS\n\n"
        "They were read.\n\n188\n\nRESOLVED that standing orders be suspended.\n"
    )
    assert not any(number for number, _ in outline(meeting))


def test_roman_numerals_count_titles_with_text_or_a_colon_behind_them():
    meeting = read(
        "Minutes of the Board of Trustees\nTuesday May 4, 2021\n\nThe meeting was called to order.\n\n"
        "I.    Guests and Welcomes: There were no announcements.\n\nII.    Old Business:\n\nThe roof was mended.\n"
        "\nIII.    New Business\n\nThe copier was leased.\n"
    )
    assert ["I", "II", "III"] == [number for number, _ in outline(meeting)]


def test_what_stands_above_a_late_date_in_a_text_is_kept():
    meeting = read(
        "Library Trustees Present: Ellen Tate, Martha Rowe\n- Meeting opened at 7:20 pm, and all were welcomed\n"
        "- Nothing to add to the agenda\n- Next Meeting March 28, 2021\n- The rules were handed round\n"
    )
    assert 4 < sum(len(part.lines) for item in meeting.items for part in item.sections)
