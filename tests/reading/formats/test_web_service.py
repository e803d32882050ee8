"""The answers of Modern.Gov's web service."""

import time
from pathlib import Path

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import read_page

ANSWERS = Path(__file__).parents[2] / "moderngov"


def answer(name):
    return (ANSWERS / f"{name}.constructed.xml").read_bytes()


def test_reads_a_meeting():
    page = read_page(answer("GetMeeting"), source="a.xml")

    (part,) = page.meetings
    assert ("2026-03-04", "18:30", "Council Chamber, Town Hall", "Councillor A Example", "5001") == (
        str(part.meeting.date),
        part.meeting.time,
        part.meeting.venue,
        part.meeting.chair,
        part.meeting.modgov_meeting,
    )
    attendance, item = part.items
    assert "Present: Councillor A Example (Chair)" == attendance.sections[0].lines[0].text
    assert ("812", "4", "Integrated Care Partnership & Winter Plan", "9002") == (
        item.number,
        item.agenda_number,
        item.title,
        item.modgov_item,
    )
    assert [
        ("summary", ["This paper gives a progress report."]),
        ("minutes", ["The officer introduced the report.", "RESOLVED that the report be noted."]),
    ] == [(each.section.value, [line.text for line in each.lines]) for each in item.sections]
    assert ["PART ONE"] == [line.text for line in page.structure]


def test_what_is_restricted_is_left_out_whole():
    data = answer("GetMeeting").replace(b"<isrestricted>False", b"<isrestricted>True", 1)
    page = read_page(data, source="a.xml")

    assert ["Present: Councillor A Example (Chair)"] == [
        line.text for item in page.meetings[0].items for part in item.sections for line in part.lines
    ]
    assert [None] == [item.title for item in page.meetings[0].items]
    assert ["a.xml: 1 restricted item is left out"] == [str(each) for each in page.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(
            b"&lt;p&gt;The limit is &amp;lt; 20 mph &amp;amp; falling.&lt;/p&gt;",
            "The limit is < 20 mph & falling.",
            id="escaped once",
        ),
        pytest.param(
            b"&lt;p&gt;Members typed &amp;lt;b&amp;gt;urgent&amp;lt;/b&amp;gt; in the form.&lt;/p&gt;",
            "Members typed <b>urgent</b> in the form.",
            id="words that look like a tag",
        ),
        pytest.param(
            b"&amp;lt;p&amp;gt;Work has &amp;lt;b&amp;gt;begun&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;",
            "Work has begun.",
            id="escaped twice",
        ),
        pytest.param(b"The fee is &amp;amp;lt; 5 pounds.", "The fee is &lt; 5 pounds.", id="plain text"),
    ],
)
def test_text_is_unescaped_once_more_only_where_it_was_escaped_once_more(written, read):
    data = answer("GetMeeting").replace(b"&lt;p&gt;This paper gives a progress report.&lt;/p&gt;", written)
    item = read_page(data, source="a.xml").meetings[0].items[1]

    assert [read] == [line.text for line in item.sections[0].lines]


@pytest.mark.parametrize("name", ["GetMeetings", "GetAllMeetingsByDate"])
def test_reads_lists_of_meetings(name):
    (part,) = read_page(answer(name), source="a.xml").meetings

    assert ("Health & Wellbeing Board", "2026-03-04", "201", "5001", ()) == (
        part.meeting.body,
        str(part.meeting.date),
        part.meeting.modgov_committee,
        part.meeting.modgov_meeting,
        part.items,
    )


def test_reads_the_names_of_committees():
    page = read_page(answer("GetCommittees"), source="a.xml")

    assert ((), ["Cabinet", "Health & Wellbeing Board"]) == (page.meetings, [line.text for line in page.structure])


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><meeting>&b;</meeting>', "entities of its own"),
        ('<?xml version="1.0"?><meeting><agendaitems></meeting>', "not well-formed"),
        ('<?xml version="1.0"?><rss></rss>', "root “rss”"),
        ('<?xml version="1.0"?>' + "<meeting>" * 100 + "</meeting>" * 100, "beyond reason"),
        (
            '<?xml version="1.0"?><meeting' + "".join(f" a{number}='>'" for number in range(101)) + "/>",
            "beyond reason",
        ),
    ],
    ids=["entities", "broken", "other", "deep", "attributes"],
)
def test_other_xml_is_refused(xml, reason):
    with pytest.raises(SourceError, match=reason):
        read_page(xml.encode(), source="a.xml")


def test_a_tag_of_many_attributes_is_refused_before_it_is_parsed():
    tag = "<meeting " + " ".join(f'a{number}="x"' for number in range(200_000)) + "/>"
    started = time.thread_time()
    with pytest.raises(SourceError, match="beyond reason"):
        read_page(f'<?xml version="1.0"?>{tag}'.encode(), source="a.xml")
    assert time.thread_time() - started < 0.2
