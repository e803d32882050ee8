"""Tables whose cells stand one to a line."""

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.records import Section
from minutesearch.segmenting import segment_item


def test_a_name_with_a_full_stop_under_heads_begins_no_row() -> None:
    """A sentence is no cell; a table of no rows once stopped the whole page."""
    lines = ("Member(s)", "Interest", "Mrs Brett.")
    item = ItemLines(
        sections=(SectionLines(section=Section.MINUTES, lines=tuple(Line(text=line) for line in lines)),)
    )
    assert "Mrs Brett." in [passage.text for passage in segment_item(item).passages]
