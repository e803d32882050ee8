"""Pages that fit no form, and those of forms that are seldom met: all with words are read."""

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import read_page


def outline(text, name="a.txt"):
    page = read_page(text.encode(), source=name)
    items = [
        (item.number, item.title, [line.text for part in item.sections for line in part.lines])
        for meeting in page.meetings
        for item in meeting.items
    ]
    return page, items


@pytest.mark.parametrize(
    "text",
    [
        "The clerk wrote a letter.",
        "Notes\n\nA walk was taken along the quay by some of the members.",
        "COUNCIL OF ELM\n\nMarch 3, 2020\n\nMayor Oak opened it.\n\nMoved by Ash: that we go home. Carried.",
        "a,b\n1,2",
        "# Heading\n\ntext",
        "<html><p>words</p></html>",
    ],
)
def test_whatever_has_words_is_read(text):
    page, items = outline(text)
    words = [title for _, title, _ in items if title] + [line for _, _, lines in items for line in lines]
    assert " ".join(words).split() or page.structure


def test_what_happened_above_the_first_item_is_text():
    text = "TOWN OF ELM\n\nCouncil Meeting\n\nMarch 3, 2020\n\nThe Mayor opened the meeting with a poem.\n\n"
    _, items = outline(text + "1. Trees\n\nNone.\n\n2. Hedges\n\nNone.")
    assert (None, None, ["The Mayor opened the meeting with a poem."]) == items[0]


def test_minutes_among_titles_in_capitals_is_a_title():
    titles = ["ROLL CALL", "MINUTES", "GUESTS"]
    body = "".join(f"{title}\n\nThe members were heard on the matter.\n\n" for title in titles)
    _, items = outline(f"CITY COUNCIL OF ELM\n\nMarch 3, 2020\n\n{body}")
    assert titles == [title for _, title, _ in items]


def test_titles_of_several_lines_are_whole():
    text = """OLDTOWN COUNCIL

MINUTES OF THE CABINET

8 March 2021

14. Letting of the Upper Floor of the Customs House to the Guild
of Boatbuilders and the
Harbour Friends
(Item 3)

1. Mr Oak spoke.

15. Repairs to the Quay 2021-22, First Part and
2022-30 Plan

1. Mrs Fir spoke.
"""
    page, items = outline(text)
    assert [
        (
            "14",
            "Letting of the Upper Floor of the Customs House to the Guild of Boatbuilders and the Harbour Friends",
        ),
        ("15", "Repairs to the Quay 2021-22, First Part and 2022-30 Plan"),
    ] == [(number, title) for number, title, _ in items]
    assert "3" == page.meetings[0].items[0].agenda_number
    assert "(Item 3)" in [line.text for line in page.structure]


def test_the_entries_of_a_list_are_no_items():
    html = (
        "<h1>Elm Council</h1><h2>Minutes of the Parks Committee</h2><p>8 March 2021</p><h3>7. Trees</h3>"
        "<p>These were named:</p><ul><li>Oaks</li><li>Ashes</li><li>Elms</li></ul><p>They were cut.</p>"
    )
    _, items = outline(html)
    assert [
        ("7", "Trees", ["These were named:", "•\xa0Oaks", "•\xa0Ashes", "•\xa0Elms", "They were cut."])
    ] == items


def test_headings_of_the_markup_are_titles_with_and_without_numbers():
    text = """---
title: Elm Parish Council
meeting_date: 2021-03-08
draft: false
---

## Opening

The Chair, **Cllr Oak**, opened the meeting.

### 1. Minutes of 8 February 2021

_Agreed._

### 2. Trees

| Tree | Cost |
|------|-----:|
| Oak  | £20  |

## Close
The meeting closed.
"""
    page, items = outline(text, "2021-03-08.md")
    assert [
        (None, "Opening", ["The Chair, Cllr Oak, opened the meeting."]),
        ("1", "Minutes of 8 February 2021", ["Agreed."]),
        ("2", "Trees", ["Oak £20"]),
        (None, "Close", ["The meeting closed."]),
    ] == items
    meeting = page.meetings[0].meeting
    assert ("Elm Parish Council", "2021-03-08") == (meeting.body or meeting.council, str(meeting.date))
    assert {"draft: false", "Tree Cost"} <= {line.text for line in page.structure}


def test_a_day_in_the_text_goes_before_that_above_it():
    text = "---\nmeeting_date: 2021-04-01\n---\n# Elm Council\n\nMinutes of 8 March 2021\n\n## Trees\n\nNone.\n"
    page, _ = outline(text, "a.md")
    assert "2021-03-08" == str(page.meetings[0].meeting.date)


def test_a_record_of_decision_has_its_title_day_and_clauses():
    text = """OLDTOWN BOROUGH COUNCIL – RECORD OF EXECUTIVE DECISION

DECISION TO BE TAKEN BY:
Mr O Oak, Cabinet Member for Harbours

DECISION NUMBER:
21/00044

Subject Matter / Title of Decision
Dredging

Decision:
As Cabinet Member I agree to:
a) dredge the harbour; and
b) sell the silt.

Reason for decision
The harbour is shallow.

Background
It was last dredged in 1970.

Any alternatives considered and rejected
To do nothing.

signed
date
8 March 2021
"""
    page, ((number, title, _),) = outline(text)
    meeting = page.meetings[0].meeting
    assert ("decision", None, "Dredging") == (page.kind, number, title)
    assert ("OLDTOWN BOROUGH COUNCIL", "2021-03-08") == (meeting.council, str(meeting.date))
    sections = {
        part.section.value: [line.text for line in part.lines] for part in page.meetings[0].items[0].sections
    }
    assert 3 == len(sections["decision"])
    assert ["The harbour is shallow.", "It was last dredged in 1970.", "To do nothing."] == sections["minutes"]


@pytest.mark.parametrize(
    "text", ["404 Not Found\n\nnginx", "<html><h1>Access denied</h1></html>", "Sorry, page not found\n\nHome"]
)
def test_an_error_page_is_one_clear_problem(text):
    with pytest.raises(SourceError, match="is an error page of a web site, not minutes"):
        read_page(text.encode(), source="a.html")


def test_hidden_struck_and_side_text_is_dropped_and_marks_stand_apart():
    html = (
        "<h1>Elm Council</h1><h2>Minutes of the Parks Committee</h2><p>8 March 2021</p><h3>1. Trees</h3>"
        "<p>The oaks<sup>2</sup> were <s>felled</s> kept on 20 m<sup>2</sup> until the 5<sup>th</sup>.</p>"
        "<p style='display: none'>Unseen.</p><aside>Weather: rain</aside><div role=complementary>Links</div>"
        "<h3>2. Hedges</h3><p hidden>Unseen too.</p><p>None.</p>"
    )
    page, items = outline(html)
    assert [
        ("1", "Trees", ["The oaks [2] were kept on 20 m2 until the 5th."]),
        ("2", "Hedges", ["None."]),
    ] == items
    assert {"felled", "Unseen.", "Weather: rain", "Links", "Unseen too."} <= {line.text for line in page.structure}
