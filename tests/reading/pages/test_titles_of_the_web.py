"""Titles on web pages: run into text, without blank lines, behind a misread number; lists without a label."""

from __future__ import annotations

from minutesearch.reading.readers import read_page


def read(text):
    return read_page(text.encode(), source="page.txt")


def outline(text):
    (meeting,) = read(text).meetings
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


def above(text):
    (meeting,) = read(text).meetings
    first = meeting.items[0]
    return [line.text for part in first.sections for line in part.lines] if first.title is None else []


def test_titles_that_run_into_their_text_where_several_are_of_any_meeting():
    text = (
        "Town Board Minutes for October 10, 2021\n\n"
        "Call to Order. Chairperson L Ash called the meeting to order at 7:00 p.m.\n\n"
        "Pledge of Allegiance: V Birch led the pledge.\n\n"
        "Approve Minutes: Moved by V Birch second by D Cedar to approve the minutes.\n\n"
        "Voting AYE: Ash, Birch and Cedar\n\nMotion carried\n\n"
        "Public Comment:  None\n\n"
        "2022 Town Budget – The loan for the road was talked over.\n\n"
        "Adjournment. The meeting ended at 8:00 p.m.\n"
    )
    assert [
        (None, "Call to Order."),
        (None, "Pledge of Allegiance:"),
        (None, "Approve Minutes:"),
        (None, "Public Comment:"),
        (None, "2022 Town Budget"),
        (None, "Adjournment."),
    ] == outline(text)
    assert "Town Board" == read(text).meetings[0].meeting.body


def test_speakers_before_a_colon_are_no_titles():
    text = (
        "Elm Council\nMinutes of the meeting on 4 May 2021\n\nMayor Ash: Good evening.\n\nBirch: The bridge is "
        "shut.\n\n"
        "Cedar: For how long?\n\nBirch: Until June.\n\nMayor Ash: Thank you.\n\nBirch: The road is shut too.\n"
    )
    assert [] == outline(text)


def test_titles_in_sentence_case_without_blank_lines():
    text = (
        "Elm Township Board Meeting\nMay 4, 2021\nMembers present: Ash, Birch, Cedar\nCall to order\n"
        "The meeting was called to order at 7:00.\nApproval of minutes\nThe minutes were approved.\n"
        "Bridge on Mill Road\nThe bridge was mended.\nAdjournment\nMeeting adjourned at 8:00.\n"
    )
    expected = ["Call to order", "Approval of minutes", "Bridge on Mill Road", "Adjournment"]
    assert expected == [title for _, title in outline(text)]


def test_a_day_in_figures_and_a_year_number_no_item():
    text = (
        "Elm Board\n1/18/23\nMembers present: Ash, Birch\n\n2023 Budget Discussion – The loan was talked over.\n"
    )
    assert [] == [number for number, _ in outline(text) if number]
    # The year is that of the budget, and the eighteenth can be no month.
    assert "2023-01-18" == str(read(text).meetings[0].meeting.date)


def test_the_first_number_misread_as_a_letter():
    text = (
        "TOWNSHIP OF ELM\nMONDAY, MAY 4, 2021\nCouncil met with the following members present:\nReeve Ann Ash\n"
        "I. DISCLOSURE OF INTEREST:\nNone.\n2. CONSENT AGENDA:\n(a) Letters were noted.\n3. DEPUTATIONS:\nNone "
        "came.\n"
    )
    assert [("I", "DISCLOSURE OF INTEREST:"), ("2", "CONSENT AGENDA:"), ("3", "DEPUTATIONS:")] == outline(text)


def test_a_line_of_a_motion_titles_nothing():
    text = (
        "Council Meeting Minutes\nMay 4, 2021\nMembers Present:\n• Mayor N. Ash\n\n1.\n\n• Moved by: Councillor "
        "S. Elm\n\n"
        "THAT the meeting be called to order.\n\nMotion Carried Unanimously\n\n2.\n\n• Moved by: Councillor S. "
        "Elm\n\n"
        "THAT the agenda be adopted.\n\nMotion Carried Unanimously\n\n3.\n\nCouncil met in public again.\n"
    )
    assert not any("Motion" in (title or "") or "Moved" in (title or "") for _, title in outline(text))


def test_the_reference_of_a_minute_stands_behind_its_title():
    text = (
        "Elm Parish Council\n17 May 2021\n\n1. Welcome: 065/21 The Chairman welcomed everyone.\n"
        "2. Apologies and reasons for absence: 066/21: Cllrs Ash and Birch sent apologies.\n"
        "3. Declarations of interest in agenda items: 067/21: None.\n4. Banking: 068/21: All agreed that it is "
        "well.\n"
    )
    assert [
        ("1", "Welcome"),
        ("2", "Apologies and reasons for absence"),
        ("3", "Declarations of interest in agenda items"),
        ("4", "Banking"),
    ] == outline(text)


def test_a_title_as_wide_as_the_page_over_what_was_resolved():
    text = (
        "Elm Parish Council\n17 May 2021\n1. Chairman’s remarks\nCllr Ash welcomed everyone to the meeting.\n"
        "2. Resolution to agree the contract for the use of the Elm Playing Field\n"
        "It was resolved to approve the contract for the use of the Elm Playing Field.\n3. Close\nIt closed at 5 "
        "pm.\n"
    )
    assert "Resolution to agree the contract for the use of the Elm Playing Field" == outline(text)[1][1]


def test_those_who_came_stand_below_the_day_without_a_label():
    text = (
        "Minutes of the meeting of Elm Town Council held on 27 April 2021\n\n"
        "Cllrs B Ash, D Birch, P Elm (Deputy Mayor), M Fir,\nL Ivy and J Maple\n\nA Oak, Asset Manager\n\n"
        "1 Apologies\n\nNone.\n\n2 Trees\n\nThe limes were cut.\n"
    )
    expected = ["Cllrs B Ash, D Birch, P Elm (Deputy Mayor), M Fir,", "L Ivy and J Maple", "A Oak, Asset Manager"]
    assert expected == above(text)


def test_a_line_of_one_person_below_the_day_stays_in_the_head():
    text = (
        "Elm Town Council\n27 April 2021\nClerk: Jo Pratt\n\n1 Apologies\n\nNone.\n\n2 Trees\n\nThe limes "
        "were cut.\n"
    )
    assert [] == above(text)


def test_an_ordinal_parted_from_its_day():
    text = (
        "MINUTES OF THE ORDINARY MEETING HELD AT ELM ON 21 st MARCH, 2018\n\n1. Trees\n\nNone.\n\n2. Roads\n"
        "\nNone.\n"
    )
    assert "2018-03-21" == str(read(text).meetings[0].meeting.date)


RUN_TOGETHER = (
    "TOWNSHIP OF ELM COUNCIL MEETING MINUTES July 19, 2021 MEMBERS PRESENT: Mayor: David Ash Councillors: Gerry "
    "Birch, Jim Cedar MEMBERS ABSENT: STAFF PRESENT: Mary Oak, Clerk MEETING CALLED TO ORDER The meeting was "
    "called to "
    "order at 9:02 a.m. APPROVAL OF AGENDA Resolution No. 1 Moved by Jim Cedar Seconded by Gerry Birch RESOLVED "
    "that "
    "the agenda be approved. BUSINESS ARISING FROM THE MINUTES CAO Oak informed Council that the works will be "
    "done "
    "in August. PLANNING & ZONING ADJOURN FOR A PUBLIC MEETING Resolution No. 2 Moved by Gerry Birch Seconded by "
    "Jim "
    "Cedar RESOLVED that Council adjourn at 9:09 a.m. "
)


def test_a_page_in_one_line_has_its_labels_and_titles():
    text = RUN_TOGETHER + "The council met again and heard the engineer on the drains of the third line. " * 4
    assert [
        "MEETING CALLED TO ORDER",
        "APPROVAL OF AGENDA",
        "BUSINESS ARISING FROM THE MINUTES",
        "PLANNING & ZONING ADJOURN FOR A PUBLIC MEETING",
    ] == [title for _, title in outline(text)]
    assert ["MEMBERS PRESENT:", "Councillors: Gerry", "MEMBERS ABSENT:", "STAFF PRESENT:"] == [
        " ".join(line.split()[:2]) for line in above(text)
    ]


def test_nothing_below_a_title_in_capitals_is_none_of_it():
    text = (
        "MINUTES OF ORDINARY MEETING HELD AT ELM ON 21 MARCH, 2018 1. DECLARATION OF OPENING /ANNOUNCEMENT OF "
        "VISITOR "
        "The President welcomed those present. 2. RECORD OF ATTENDANCE Cr Ash, Cr Birch. 3. PUBLIC QUESTION TIME "
        "NIL "
        "4. PETITIONS NIL 5. CONFIRMATION OF MINUTES "
    ) + "Moved Cr Ash Seconded Cr Birch That the minutes be confirmed. CARRIED 9/0 " * 6
    assert [
        ("1", "DECLARATION OF OPENING /ANNOUNCEMENT OF VISITOR"),
        ("2", "RECORD OF ATTENDANCE"),
        ("3", "PUBLIC QUESTION TIME"),
        ("4", "PETITIONS"),
        ("5", "CONFIRMATION OF MINUTES"),
    ] == outline(text)


def test_a_colon_and_dash_end_a_title():
    text = (
        "Elm Parish Council\n17 May 2021\n\n1. Co-option: No interest.\n\n"
        "2. Apologies for Absence and Reasons Given:- Cllrs R. Francis & S. Shaw.\n\n"
        "3. To receive declarations in accordance with the Localism Act 2011 – None.\n\n"
        "4. Planning:- 145 Manor Farm: no objection. The council supports it.\n\n"
        "5. Chairman’s remarks – The chairman welcomed all present.\n"
    )
    assert [
        "Co-option",
        "Apologies for Absence and Reasons Given",
        "To receive declarations in accordance with the Localism Act 2011",
        "Planning",
        "Chairman’s remarks",
    ] == [title for _, title in outline(text)]


def test_numbers_of_a_second_level_with_nothing_below_some():
    text = (
        "Minutes of Annual Parish Meeting held on 8th May 2021\n\nPRESENT: P Ash, C Birch\n\n"
        "Everybody was welcomed and thanked for their support.\n\n\n6.0       Apologies\n\n\n6.1      The "
        "Minutes:\n\n"
        "They were signed off as a true copy by all who came.\n\n\n6.2       Matters Arising\n\n\n"
        "6.3       Chairman’s Report\n\nThe year was a good one for the parish and its green.\n"
    )
    assert ["6.0", "6.1", "6.2", "6.3"] == [number for number, _ in outline(text) if number]


def test_titles_in_capitals_that_run_into_their_text():
    text = (
        "Selectmen’s Minutes, November 16, 2021\n\nSelectmen present: Ben Ash, Colby Birch.\n\n"
        "NEW BUSINESS: The chief gave figures on the truck.\n\nOLD BUSINESS: Birch spoke of the budget.\n\n"
        "CEO REPORT: Nothing came.\n\nCULVERTS AND DITCHES. Two were cleared.\n\nADJOURN:\n"
    )
    assert ["NEW BUSINESS:", "OLD BUSINESS:", "CEO REPORT:", "CULVERTS AND DITCHES."] == [
        title for _, title in outline(text)
    ][:4]


def test_the_council_named_in_full_below_a_headline_is_the_body():
    text = (
        "Parish Council Meeting 12th Sept 2021 – Minutes\n\n"
        "MINUTES of the meeting of ELM PARISH COUNCIL held on Monday 12th September at 7pm in the Village Hall.\n"
        "\n"
        "1. Trees\n\nNone.\n\n2. Roads\n\nNone.\n"
    )
    assert "ELM PARISH COUNCIL" == read(text).meetings[0].meeting.body


def test_the_label_of_motions_is_no_speaker():
    text = (
        "Date: April 28, 2021\nPresent: Selectmen Chuck Ash and J.R. Birch\n"
        "Motion: A motion was made by Selectman Ash, seconded by Selectman Birch to begin.\n"
        "Board and Committee Reports: No reports came.\n"
        "Citizen’s Concerns: Selectman Ash reported that a citizen ran the marathon.\nNew Business:\n"
        "Motion: A motion was made by Selectman Ash, seconded by Selectman Birch to lend the field.\n"
        "Motion: A motion was made by Selectman Ash, seconded by Selectman Birch to lend the hall.\n"
        "Motion: A motion was made by Selectman Ash, seconded by Selectman Birch to end.\n"
    )
    assert ["Board and Committee Reports:", "Citizen’s Concerns:", "New Business:"] == [
        title for _, title in outline(text)
    ]
