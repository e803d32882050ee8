"""Hits as a table: what stands in its columns, and that no cell is more than a text."""

import csv
import io

import pytest

from minutesearch.exporting import COLUMNS, write_table
from minutesearch.exporting.rows import replace_controls
from minutesearch.located import Located
from minutesearch.records import AgendaItem, Attribution, Meeting, Passage, Span
from minutesearch.results import Hit


def _hit(text: str, title: str = "Integrated Care Strategy") -> Hit:
    said = Attribution(printed="Mr Badu", person="Vincent Badu", evidence=Span(0, 7))
    return Hit(
        rank=1,
        score=0.5,
        located=Located(
            passage=Passage(id="5f1c", text=text, attributions=(said, said)),
            item=AgendaItem(title=title, url="https://example.org/item"),
            meeting=Meeting(),
            source="002.txt",
        ),
    )


def _table(*hits: Hit) -> str:
    written = io.StringIO()
    write_table(hits, written)
    return written.getvalue()


def _rows(*hits: Hit) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_table(*hits), newline="")))


def test_the_table_has_a_header_even_without_hits() -> None:
    assert ",".join(COLUMNS) + "\n" == _table()


def test_a_row_has_the_passage_and_where_it_is_from() -> None:
    assert [
        {
            **dict.fromkeys(COLUMNS, ""),
            "rank": "1",
            "score": "0.5",
            "id": "5f1c",
            "item_title": "Integrated Care Strategy",
            "kind": "discussion",
            "said_by": "Vincent Badu",
            "text": 'He said "no",\nthen left.',
            "source": "002.txt",
            "url": "https://example.org/item",
            "item_url": "https://example.org/item",
            "citation": "Integrated Care Strategy, passage 0 (https://example.org/item)",
        }
    ] == _rows(_hit('He said "no",\nthen left.'))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"], ids=ascii)
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    row = _rows(_hit(f"{start}1+1", title=f"{start}cmd"))[0]

    assert row["text"].startswith("'")
    assert row["item_title"].startswith("'")


def test_no_cell_brings_an_escape_sequence_to_the_terminal() -> None:
    assert "noted\N{REPLACEMENT CHARACTER}[31m" == _rows(_hit("noted\x1b[31m"))[0]["text"]


def test_line_ends_and_tabs_stay_where_only_controls_go() -> None:
    assert "a\n\tb\N{REPLACEMENT CHARACTER}[0m" == replace_controls("a\n\tb\x1b[0m")
