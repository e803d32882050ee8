import datetime

import pytest

from minutesearch.pages import ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading import Metadata, apply_metadata
from minutesearch.records import Meeting, Section

WHOLE = Metadata(
    council="Kent County Council",
    body="Health Overview and Scrutiny Committee",
    title="Kent and Medway Integrated Care Strategy",
    date=datetime.date(2023, 1, 31),
    time="10:00",
    venue="County Hall",
    item_number="8",
    url="https://x.gov.uk/mgAi.aspx?ID=5",
    meeting_url="https://x.gov.uk/ieListDocuments.aspx?CId=2&MId=3",
    modgov_committee="2",
    modgov_meeting="3",
    modgov_item="5",
    modgov_issue="7",
)


def page(*titles, meeting=None):
    section = SectionLines(section=Section.MINUTES, lines=(Line(text="There was no seconder.", number=4),))
    return Page(
        kind="agenda item",
        meetings=(
            MeetingLines(
                meeting=meeting or Meeting(),
                items=tuple(ItemLines(title=title, sections=(section,)) for title in titles),
            ),
        ),
        structure=(Line(text="Minutes:", number=3),),
    )


def test_no_metadata_leaves_the_page_as_it_is():
    before = page("Scrutiny Letters")

    assert before is apply_metadata(before, None, source="a.txt")


def test_metadata_fills_meeting_and_item():
    after = apply_metadata(page(None), WHOLE, source="a.txt")

    (part,) = after.meetings
    (item,) = part.items
    assert (
        Meeting(
            council=WHOLE.council,
            body=WHOLE.body,
            date=WHOLE.date,
            time="10:00",
            venue="County Hall",
            url=WHOLE.meeting_url,
            modgov_committee="2",
            modgov_meeting="3",
        )
        == part.meeting
    )
    assert ("8", WHOLE.title, WHOLE.url, "5", "7") == (
        item.number,
        item.title,
        item.url,
        item.modgov_item,
        item.modgov_issue,
    )
    assert () == after.problems


def test_a_title_that_is_replaced_is_reported_and_not_lost():
    after = apply_metadata(page("Scrutiny Letters"), Metadata(title="Letters Log"), source="a.txt")

    assert "Letters Log" == after.meetings[0].items[0].title
    assert ["Minutes:", "Scrutiny Letters"] == [line.text for line in after.structure]
    assert [
        "a.txt: title: the page says “Scrutiny Letters”, the metadata “Letters Log”; the metadata is taken"
    ] == [str(problem) for problem in after.problems]


@pytest.mark.parametrize("title", ["Scrutiny Letters", "SCRUTINY  letters"])
def test_the_same_title_in_other_capitals_is_no_problem(title):
    assert () == apply_metadata(page("Scrutiny Letters"), Metadata(title=title), source="a.txt").problems


def test_a_meeting_value_that_differs_is_reported():
    before = page("Scrutiny Letters", meeting=Meeting(date=datetime.date(2021, 11, 18)))

    after = apply_metadata(before, Metadata(date=datetime.date(2021, 11, 19)), source="a.txt")

    assert datetime.date(2021, 11, 19) == after.meetings[0].meeting.date
    assert "date: the page says “2021-11-18”, the metadata “2021-11-19”" in after.problems[0].message


def test_what_is_said_of_one_item_is_not_given_to_several():
    after = apply_metadata(page("Apologies", "Scrutiny Letters"), WHOLE, source="a.txt")

    assert ["Apologies", "Scrutiny Letters"] == [item.title for item in after.meetings[0].items]
    assert "Kent County Council" == after.meetings[0].meeting.council
    assert ["has 2 agenda items, so what the metadata says of one item is not used"] == [
        problem.message for problem in after.problems
    ]


MARCH, APRIL = datetime.date(2024, 3, 4), datetime.date(2024, 4, 8)


def of_two_days():
    first, second = (
        page("Trees", meeting=Meeting(body="Parks Panel", date=day)).meetings[0] for day in (MARCH, APRIL)
    )
    return Page(kind="printed minutes", meetings=(first, second), structure=())


def test_of_several_meetings_that_of_its_day_gets_what_the_metadata_says():
    metadata = Metadata(council="Oldbridge Parish Council", body="Full Council", date=APRIL, venue="Guildhall")
    first, second = (part.meeting for part in apply_metadata(of_two_days(), metadata, source="a.txt").meetings)

    assert Meeting(council="Oldbridge Parish Council", body="Parks Panel", date=MARCH) == first
    assert (
        Meeting(council="Oldbridge Parish Council", body="Full Council", date=APRIL, venue="Guildhall") == second
    )


def test_a_day_that_none_of_several_meetings_has_is_told_and_not_used():
    metadata = Metadata(date=datetime.date(2024, 5, 6), venue="Guildhall")
    after = apply_metadata(of_two_days(), metadata, source="a.txt")

    assert [MARCH, APRIL] == [part.meeting.date for part in after.meetings]
    assert [
        "has 2 meetings and none of the metadata's day, so what that says of one is not used: date, venue"
    ] == [problem.message for problem in after.problems]
