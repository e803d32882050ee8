"""Text in HTML whose own line breaks a person sees."""

from minutesearch.reading import read_page
from minutesearch.reading.formats.html.html_lines import read_html_lines

_PRINT = """City of Anyport
City Council Parks Committee
Meeting Minutes
6:00 PM
Monday, March 4, 2024
This meeting was held via Zoom and was called to order by Chair Ash at 6:03 pm and
adjourned at 6:40 pm.
1.
Approval of the Minutes of the Parks Committee Meeting of
February 5, 2024.
(ID # 24-0013)
2.
By Councilor Birch
That the Director of Parks install a bench at the corner of Oak Street and Mill Lane.
(ID # 24-0110)
The Director shared that staff are looking at what a bench would cost, and where it would
stand.
3.
By Councilor Cedar
That the Director of Parks say when the pond is to be drained.
The item was kept in committee.
"""
_PROSE = """The Director said that the pond is drained each autumn, and that it is done by a firm
from the next town. The Chair asked whether the fish are moved before, and was told that
they are. A member asked what it costs, and the Director said that she would look that up
and tell the committee at its next meeting, which is in April, with the costs of the two
years before. The Chair thanked her for that, and asked that it be sent to the members by
letter. A member asked whether the bank could be mended at the same time, which would do
away with the need for a fence, and the Director said that it was thought of, but that it
takes a permit of the county, for which the city has asked and which it does not have yet."""


def _texts(html):
    return [line.text for line in read_html_lines(f"<html><body>{html}</body></html>", source="a.html").lines]


def test_items_of_a_page_whose_style_keeps_its_breaks_are_found():
    html = f"<html><body><div class='print'>{_PRINT}</div></body></html>"

    items = read_page(html.encode(), source="a.html").meetings[0].items

    assert [
        ("1", "Approval of the Minutes of the Parks Committee Meeting of"),
        ("2", "By Councilor Birch"),
        ("3", "By Councilor Cedar"),
    ] == [(item.number, item.title) for item in items if item.number]


def test_prose_that_its_source_wraps_stays_one_line():
    assert [" ".join(_PROSE.split())] == _texts(f"<div class='print'>{_PROSE}</div>")


def test_full_lines_are_parted_where_others_of_their_class_are():
    html = f"<div class='print'>{_PRINT}</div><div class='print'>{_PROSE}</div>"

    assert _PROSE.split("\n") == _texts(html)[-8:]


def test_a_pre_keeps_its_breaks_and_an_empty_line_parts_blocks():
    lines = read_html_lines(
        "<html><body><pre>Apologies\nAda Ash\n\nMinutes</pre></body></html>", source="a.html"
    ).lines

    assert [("Apologies", True), ("Ada Ash", False), ("Minutes", True)] == [
        (line.text, line.starts_block) for line in lines
    ]
