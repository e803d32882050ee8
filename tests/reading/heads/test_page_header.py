"""Heads of pages: times, places, bodies and days as councils print them."""

import datetime

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.layout.days import find_day, find_time, find_unread_day


def meeting_of(*head):
    text = "\n\n".join((*head, "1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut."))
    page = read_page(text.encode(), source="a.txt")
    return page.meetings[0].meeting, [problem.message for problem in page.problems]


HEAD = ("OLDTOWN COUNCIL", "MINUTES OF THE FERRY COMMITTEE")


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("at 7.15 O’CLOCK P.M.", "19:15"),
        ("at 9 o'clock a.m.", "09:00"),
        ("at 6 o’clock in the evening", "18:00"),
        ("at 11.30 in the morning", "11:30"),
        ("7.00 - 8.30 p.m.", "19:00"),
        ("10.00 to 1.00 pm", "10:00"),
        ("at 18:45", "18:45"),
        ("at 09.30", "09:30"),
        ("19.30 hrs", "19:30"),
        ("at 7.30", None),
        ("at half past six", None),
        ("at midnight", None),
    ],
)
def test_a_time_is_read_only_where_the_half_of_the_day_is_plain(printed, time):
    assert time == find_time(printed)


@pytest.mark.parametrize(
    ("printed", "venue"),
    [
        ("at midnight", None),
        ("at half past nine", None),
        ("at 6 o’clock in the evening", None),
        ("in person at the Guildhall", "Guildhall"),
        ("at nine o'clock in the Old Library", "Old Library"),
        ("in the Old Library at 7pm", "Old Library"),
    ],
)
def test_a_time_or_a_way_to_meet_is_no_place(printed, venue):
    meeting, _ = meeting_of(*HEAD, f"Monday 8 March 2021 {printed}")
    assert (venue, datetime.date(2021, 3, 8)) == (meeting.venue, meeting.date)


@pytest.mark.parametrize(
    "printed",
    [
        "8 March 21",
        "Monday the Eighth day of March 2021",
        "Monday 31 June 2021",
        "Dé Luain 8 Deireadh Fómhair 2021",
        "the twenty-second of April 2020",
    ],
)
def test_a_date_that_cannot_be_read_is_quoted_and_the_page_is_read(printed):
    meeting, (problem, *_) = meeting_of(*HEAD, printed)
    assert meeting.date is None
    assert problem.startswith("“")
    assert problem[1:].partition("”")[0] in printed


def test_words_that_are_no_date_are_none():
    assert [None] * 3 == [
        find_unread_day(text) for text in ("version 1.2.3", "8 March 2021", "section 4 may apply")
    ]


def test_a_weekday_says_which_figure_is_the_month():
    found = find_day("Monday, 03/08/2021")
    assert (datetime.date(2021, 3, 8), True) == (found.date, "month first" in found.doubt)
    assert datetime.date(2021, 8, 3) == find_day("03/08/2021").date
    assert datetime.date(2021, 3, 24) == find_day("Wednesday 3/24/2021").date
    assert find_day("Thursday 3/24/2021") is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("8th-9th March 2021", 8),
        ("8 and 9 March 2021", 8),
        ("28 February to 1 March 2021", 28),
        ("March 8-9, 2021", 8),
        ("March 8 and 9, 2021", 8),
    ],
)
def test_of_several_days_the_first_is_taken_and_a_problem_says_so(printed, day):
    found = find_day(printed)
    assert day == found.date.day
    assert "several days" in found.doubt


@pytest.mark.parametrize(
    "printed",
    ["nos Lun, 8fed o Fawrth 2021", "Dydd Llun 8 Mawrth 2021", "Dé Luain, 8 Márta 2021", "8th. March 2021"],
)
def test_a_day_in_welsh_or_irish_is_read(printed):
    assert datetime.date(2021, 3, 8) == find_day(printed).date


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "7-30pm",
            "7;30 p.m.",
            "7 : 30 PM",
            "1930 hrs",
            "1930hrs",
            "19h30",
            "7.30yh",
            "7.30 yr hwyr",
            "7.30 i.n.",
        ),
        *("half past seven in the evening", "seven thirty p.m.", "half-past 7 pm"),
    ],
)
def test_a_time_in_words_in_the_army_s_figures_and_with_other_marks_is_read(printed):
    assert "19:30" == find_time(f"held at {printed} in the hall")


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("a quarter to eight in the evening", "19:45"),
        ("10 o'clock in the forenoon", "10:00"),
        ("quarter past ten a.m.", "10:15"),
        ("9.00yb", "09:00"),
    ],
)
def test_quarters_and_mornings(printed, time):
    assert time == find_time(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "half past seven",
        "1900 hours of work",
        "section 2 in the plan",
        "seven members",
        "in the afternoon of Monday",
    ],
)
def test_what_may_be_either_half_of_the_day_or_no_time_is_none(printed):
    assert find_time(printed) is None


def test_the_day_of_another_meeting_is_not_this_ones():
    meeting, _ = meeting_of(*HEAD, "Minutes of the last meeting of 4 January 2021 were approved.", "8 March 2021")
    assert datetime.date(2021, 3, 8) == meeting.date


def test_a_body_is_no_sentence_and_has_no_count():
    meeting, _ = meeting_of("Riverside Town Council Meeting #14", "March 8, 2021")
    assert "Riverside Town Council" == meeting.body
    meeting, _ = meeting_of("The Council met and was thanked by the Board", "March 8, 2021")
    assert meeting.body is None


def test_columns_of_a_letterhead_are_names_of_their_own():
    meeting, _ = meeting_of("City of Oldtown      Commissioners:", "Licensing Board      Ann Ash", "4 May 2021")
    assert ("City of Oldtown", "Licensing Board") == (meeting.council, meeting.body)


@pytest.mark.parametrize("title", ["Oldtown Parish Council A.G.M.", "Oldtown Parish Council AGM"])
def test_a_yearly_meeting_is_no_part_of_the_name(title):
    meeting, _ = meeting_of(f"{title} - 7th May 2021")
    assert "Oldtown Parish Council" == meeting.body


def test_a_place_ends_where_it_is_said_how_others_saw_the_meeting():
    meeting, _ = meeting_of(
        "A meeting of the Ferry Committee was held on 4 May 2021 in the Community Centre, and livestreamed to all."
    )
    assert "Community Centre" == meeting.venue


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("The 427th Meeting of the Ferry Committee was held on 8 November 2023", "Ferry Committee"),
        ("FERRY COMMISSION AGENDA, 8 November 2023", "FERRY COMMISSION"),
    ],
    ids=["counted", "agenda"],
)
def test_what_is_printed_round_the_name_of_a_body_is_no_part_of_it(title, body):
    assert body == meeting_of(title)[0].body


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            ("Approved Minutes", "May 1, 2019", "Minutes of a Regular Meeting of the", "Rent Review Committee"),
            "Rent Review Committee",
            id="name on the next line",
        ),
        pytest.param(
            ("MINUTES OF THE REGULAR CITY COUNCIL MEETING", "JULY 2, 2013"), "CITY COUNCIL", id="sort of meeting"
        ),
        pytest.param(
            ("ROCK HILL FIRE PROTECTION DISTRICT", "RHFD Commissioner’s   January 16, 2020", "Meeting Minutes"),
            "ROCK HILL FIRE PROTECTION DISTRICT",
            id="district",
        ),
        pytest.param(("Minutes of the Annual Council Meeting", "2 May 2020"), "Council", id="annual council"),
    ],
)
def test_a_body_is_named_without_the_sort_of_its_meeting(head, body):
    assert body == meeting_of(*head)[0].body


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "MINUTES OF MEETING OF THE METROPOLITAN DISTRICT OF ELMERICK HELD IN THE OLD HALL ON 15TH JUNE, 2020",
            "METROPOLITAN DISTRICT OF ELMERICK",
        ),
        (
            "Minutes of the Regular Council Meeting of the Municipality of Oakley held on November 21, 2018.",
            "Council",
        ),
        ("Minutes of an extraordinary Meeting of Elm Parish Council held on 3 May 2021", "Elm Parish Council"),
        ("Minutes of a meeting of the residents of the street held on 3 May 2021", None),
    ],
)
def test_what_stands_in_the_place_of_the_body_in_the_opening_sentence_is_one_by_its_capitals(sentence, body):
    assert body == meeting_of(sentence)[0].body


def test_a_sentence_with_a_word_on_each_line_is_one_sentence():
    words = "MINUTES OF PROCEEDINGS AT MEETING OF THE HOUSING AND CULTURE COMMITTEE HELD IN THE HALL, ON"
    meeting, _ = meeting_of(*words.split(), "MONDAY 3RD DECEMBER, 2018 at 2 PM.")
    assert ("HOUSING AND CULTURE COMMITTEE", datetime.date(2018, 12, 3)) == (meeting.body, meeting.date)


def test_a_place_on_the_next_line_is_no_body():
    meeting, _ = meeting_of(
        "Minutes of the Elmford Annual Parish Meeting held in the\nVillage Hall on 9th May 2012"
    )
    assert meeting.body != "Village Hall"


@pytest.mark.parametrize("mark", ["™", "º", "th"])
def test_a_day_whose_ordinal_was_misread_is_read(mark):
    assert find_day(f"HELD ON THURSDAY, 16{mark} JULY, 2015").date == datetime.date(2015, 7, 16)


def test_a_table_of_fields_without_colons_is_read():
    head = (
        "Title of Meeting",
        "Elm Libraries Trust - Board Meeting",
        "Date",
        "26th May 2016",
        "Place",
        "Oak House",
    )
    meeting, _ = meeting_of("OPEN BOARD MEETING MINUTES", *head, "Time", "11.15am – 12.45pm")
    assert ("Oak House", "11:15", datetime.date(2016, 5, 26)) == (meeting.venue, meeting.time, meeting.date)


def test_a_board_that_many_have_is_the_one_of_the_district_above():
    meeting, _ = meeting_of("OAK RIVER WATER DISTRICT", "Board of Directors Meeting Minutes", "3 May 2021")
    assert meeting.body == "OAK RIVER WATER DISTRICT"


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("OCTOBER, 2008 PLANNING COMMISSION MINUTES", "PLANNING COMMISSION"),
        ("Civil Service Board Minutes - DRAFT", "Civil Service Board"),
        ("Elm River Water District Special Board Meeting Minutes", "Elm River Water District"),
        ("Oakley Community Council (OCC)", "Oakley Community Council"),
        ("Rural Municipality of Oak Lake No. 442 Council", "Rural Municipality of Oak Lake No. 442"),
        ("voting delegates per council)", None),
        ("PROCEEDINGS OF THE PLANNING COMMISSION", "PLANNING COMMISSION"),
    ],
)
def test_a_body_is_cleaned_of_when_it_met_and_of_the_kind_of_its_page(printed, body):
    assert body == next((span.name for span in find_body_spans(printed)), None)


@pytest.mark.parametrize(
    ("head", "venue"),
    [
        (("Tuesday 13 March 2018", "Elm Coldfield Town Hall"), "Elm Coldfield Town Hall"),
        (("Tuesday 12 November 2013 at 7.00pm, Dun Centre Community Room",), "Dun Centre Community Room"),
        (("3 May 2021", "Conference Room 391, Elm House"), "Conference Room 391, Elm House"),
        (("3 May 2021", "Elm Town Council"), None),
    ],
)
def test_a_place_on_a_line_of_its_own_beside_the_day_is_the_venue(head, venue):
    assert venue == meeting_of("Minutes of the Leisure Committee", *head)[0].venue


def test_the_sentence_behind_other_words_of_a_line_says_which_meeting_it_was():
    line = (
        "RM OF OAK LAKE NO. 442 1 April 4, 2019 MINUTES OF THE MEETING OF THE COUNCIL OF OAK LAKE HELD IN THE"
        " MUNICIPAL OFFICE, ELMDEN, ON THURSDAY, APRIL 4, 2019."
    )
    meeting, _ = meeting_of(line)
    assert ("COUNCIL OF OAK LAKE", datetime.date(2019, 4, 4)) == (meeting.body, meeting.date)


@pytest.mark.parametrize(
    "line",
    [
        "Apologies: Cllr Di Dogwood (Chair)",
        "Apologies were received from Cllr Di Dogwood (Chair)",
        "Absent: Cllr Ann Ash, Cllr Di Dogwood (Chair)",
        "Cllr Di Dogwood (Chair) sent apologies",
        "Apologies:\n\nCllr Ann Ash\n\nCllr Di Dogwood (Chair)",
        "In attendance: Mr Cal Cedar (Chair, Vale Trust)",
        "In attendance: Mr Cal Cedar (Chair of the Vale Trust)",
        "Present: Cllr Cal Cedar (Chair of Roads), Cllr Ann Ash",
        "Present: Cllr Cal Cedar - Co-Chair, Cllr Ann Ash",
    ],
)
def test_who_is_absent_or_leads_another_body_is_not_in_the_chair(line):
    assert meeting_of(*HEAD, "Monday 8 March 2021", line)[0].chair is None


@pytest.mark.parametrize(
    "line",
    [
        "Present: Cllr Ann Ash (Chair), Cllr Bob Birch. Apologies: Cllr Di Dogwood",
        "Apologies: Cllr Di Dogwood. Present: Cllr Ann Ash (Chair)",
        "Present: Cllr Ann Ash (Chair of the Ferry Committee)",
        "Apologies:\n\nCllr Di Dogwood\n\nPresent: Cllr Ann Ash (Chair)",
        "Present: Cllr Cal Cedar (Chair of Roads), Cllr Ann Ash (Chair)",
    ],
)
def test_who_came_and_is_called_the_chair_was_in_it(line):
    assert "Cllr Ann Ash" in meeting_of(*HEAD, "Monday 8 March 2021", line)[0].chair


@pytest.mark.parametrize("line", ["Cllr Ash presided until 8 pm", "The meeting closed at 8 pm"])
def test_a_time_near_the_day_at_which_something_ended_is_not_when_the_meeting_began(line):
    assert meeting_of(*HEAD, "Monday 8 March 2021", line)[0].time is None


@pytest.mark.parametrize("text", ["June 3, 2000 hours", "on 3 June 2000 hrs in the Hall"])
def test_the_hours_of_a_day_are_no_year(text):
    assert find_day(text) is None
