"""Pages of HTML: what is read of them, and what is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.pages import Hint
from minutesearch.reading import read_page
from minutesearch.reading.formats.html.html_lines import read_html_lines
from minutesearch.reading.formats.html.html_tree import MAX_DEPTH, MAX_HTML_CHARACTERS, build_tree

PAGES = Path(__file__).parents[3] / "moderngov"


def texts(html):
    return [line.text for line in read_html_lines(html, source="a.html").lines]


def outline(page):
    return [
        (
            item.number,
            item.title,
            [(part.section.value, [line.text for line in part.lines]) for part in item.sections],
        )
        for meeting in page.meetings
        for item in meeting.items
    ]


def test_reads_a_whole_meeting():
    page = read_page((PAGES / "ieListDocuments.constructed.html").read_bytes(), source="a.html")

    meeting = page.meetings[0].meeting
    assert ("Health and Wellbeing Board", "2026-03-04", "18:30", "5001") == (
        meeting.body,
        str(meeting.date),
        meeting.time,
        meeting.modgov_meeting,
    )
    assert [
        (
            "812",
            "Integrated Care Partnership",
            [
                ("summary", ["This paper gives a progress report."]),
                ("decision", ["The report was noted."]),
                (
                    "minutes",
                    [
                        "The officer introduced the report and set out progress.",
                        "RESOLVED that the report be noted.",
                    ],
                ),
            ],
        )
    ] == outline(page)
    assert "9002" == page.meetings[0].items[0].modgov_item
    assert ["a.html, line 4: “Tuesday, 4 March 2026” names the wrong weekday; the day of the month is taken"] == [
        str(each) for each in page.problems
    ]


def test_reads_a_decision():
    page = read_page((PAGES / "ieDecisionDetails.constructed.html").read_bytes(), source="a.html")

    assert [
        (
            None,
            "Award of Grounds Maintenance Contract",
            [
                ("summary", ["To seek approval to award the contract."]),
                ("decision", ["RESOLVED: That the contract be awarded to the preferred bidder."]),
            ],
        )
    ] == outline(page)
    assert ("Cabinet", "2024-02-12") == (page.meetings[0].meeting.body, str(page.meetings[0].meeting.date))


def test_reads_an_agenda_item_and_its_address():
    html = (
        "<!-- saved from url=(0059)https://democracy.example.gov.uk/mgAi.aspx?ID=68150 -->"
        "<div id='modgov'><h1 class='mgMainTitleTxt'>Agenda item</h1><h2 class='mgSubTitleTxt'>Scrutiny "
        "Letters</h2>"
        "<h3>Minutes:</h3><div class='mgWordPara'><p>The Chair&rsquo;s log was <b>noted</b>.</p></div></div>"
        "<div>Site menu</div>"
    )
    page = read_page(html.encode(), source="a.html")

    assert [(None, "Scrutiny Letters", [("minutes", ["The Chair’s log was noted."])])] == outline(page)
    item = page.meetings[0].items[0]
    assert ("68150", "https://democracy.example.gov.uk/mgAi.aspx?ID=68150") == (item.modgov_item, item.url)
    assert "Site menu" in [line.text for line in page.structure]


def test_rows_of_a_table_are_lines_and_its_heads_are_dropped():
    html = (
        "<table><tr><td><b>Councillor</b></td><td><b>Interest</b></td></tr>"
        "<tr><td>H.A. Evans</td><td><p>Sister works for</p><p>a charity</p></td></tr></table>"
    )
    lines = read_html_lines(html, source="a.html").lines

    assert [("Councillor Interest", Hint.COLUMNS), ("H.A. Evans Sister works for a charity", Hint.ROW)] == [
        (line.text, line.hint) for line in lines
    ]


def test_numbers_of_lists_are_written_out():
    assert ["3.\xa0\xa0the report be noted", "4.\xa0\xa0a letter be sent"] == texts(
        "<ol start=3><li>the report be noted<li>a letter be sent</ol>"
    )


def test_reads_printed_minutes_with_their_marks_and_layout_tables():
    html = (
        "<html><body><p>Executive</p><p>Thursday, 19 May 2022</p><p>Decisions</p>"
        "<AI1><table><tr><td>5.</td><td><b>School Food Review</b></td></tr></table>"
        "<p>Resolved:&nbsp; That the review be approved.</p></AI1>"
        "<AI2><p>6. Any Other Business</p><p>There was none.</p></AI2></body></html>"
    )
    page = read_page(html.encode(), source="a.htm")

    assert ("printed minutes", "Executive", "2022-05-19") == (
        page.kind,
        page.meetings[0].meeting.body,
        str(page.meetings[0].meeting.date),
    )
    assert [
        ("5", "School Food Review", [("minutes", ["Resolved:\xa0 That the review be approved."])]),
        ("6", "Any Other Business", [("minutes", ["There was none."])]),
    ] == outline(page)


def test_paragraphs_that_nothing_closes_are_read():
    html = "<h1>Agenda item</h1><p>Letters<p>Minutes:" + "<p>The Chair spoke." * 2000

    assert 2003 == len(texts(html))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>" * (MAX_DEPTH + 10), f"more than {MAX_DEPTH} tags within each other"),
        ("<p " + " ".join(f"a{n}=1" for n in range(300)) + ">x</p>", "a tag of 300 attributes"),
        ("<p>" + "x" * MAX_HTML_CHARACTERS, "more than 4 million characters"),
        ("<html>" + "<p" * 100_000, "not closed"),
        ("<html>" + "<!-- >" * 100_000, "not closed"),
        ("<img src='" + "x" * 400_000 + "'>", "a tag of more than 300,000 characters"),
    ],
    ids=["deep", "attributes", "long", "open-tags", "open-comments", "long-tag"],
)
def test_what_goes_over_a_limit_is_refused(html, reason):
    with pytest.raises(SourceError, match=reason):
        read_html_lines(html, source="a.html")


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "<th>",
                "</td>",
                "</tr>",
                "</table>",
                "<b>",
                "</b>",
                "<br>",
                "<ol>",
            ),
            *(
                "<li>",
                "</ol>",
                "<div class=mgWordPara>",
                "</div>",
                "<nav>",
                "</nav>",
                "<main>",
                "<script>x</script>",
                "&amp;",
            ),
            *(
                "<p class=mgAiTitleTxt>",
                "<td class=mgItemNumberCell>",
                "Minutes:",
                "RESOLVED that",
                " ",
                "noted",
                "<!-- c -->",
            ),
        ]
    ),
    max_size=40,
).map("".join)


def test_a_sign_by_its_name_needs_a_semicolon_but_for_old_ones():
    html = "<p>Parks &and leisure, R&or D &and; costs &copy 2024 &rsquo;s</p>"
    assert ["Parks &and leisure, R&or D ∧ costs © 2024 ’s"] == texts(html)


def test_an_address_in_a_comment_or_a_link_stays_as_it_is():
    tree = build_tree("<!-- saved from x?a=1&part=2 --><a href='?a=1&part=2&in=3'>Plan</a>", source="a.html")
    assert (" saved from x?a=1&part=2 ",) == tree.comments
    assert "?a=1&part=2&in=3" == tree.soup.a["href"]


@given(MARKUP)
def test_no_text_of_any_markup_is_lost(html):
    assert () == read_html_lines(html, source="a.html").problems


@given(MARKUP)
def test_any_markup_is_a_page_or_a_source_error(html):
    try:
        page = read_page(("<html>" + html).encode(), source="a.html")
    except SourceError:
        return
    assert [] == [str(each) for each in page.problems if "lost" in each.message or "twice" in each.message]


def test_a_table_whose_rows_count_items_with_several_lines_holds_minutes():
    table = (
        "<h1>Minutes of the Pond Group</h1><p>9 May 2018</p><table><tr><th>No.</th><th>{}</th><th>Action</th></tr>"
        "<tr><td>1</td><td>Apologies<br>Don Elm had sent his.</td><td></td></tr>"
        "<tr><td>2</td><td>Water<br>The tank leaks.</td><td>RR</td></tr>"
        "<tr><td>3</td><td>Next meeting<br>11 July 2018</td><td></td></tr></table>"
    )
    page = read_page(table.format("Item").encode(), source="a.html")
    items = [(item.number, item.title) for item in page.meetings[0].items if item.number]
    assert [("1", "Apologies"), ("2", "Water"), ("3", "Next meeting")] == items
    page = read_page(table.format("Person").encode(), source="a.html")
    assert ("2", "Water") not in [(item.number, item.title) for item in page.meetings[0].items]
