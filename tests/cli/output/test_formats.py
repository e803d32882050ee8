import csv
import io
import json

import pytest

from minutesearch.cli.output.formats import CSV_COLUMNS, dump_csv, dump_json
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


def _rows(*hits: Hit) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(dump_csv(hits), newline="")))


def test_the_table_has_a_header_even_without_hits() -> None:
    assert ",".join(CSV_COLUMNS) + "\n" == dump_csv(())


def test_a_row_has_the_passage_and_where_it_is_from() -> None:
    assert [
        {
            **dict.fromkeys(CSV_COLUMNS, ""),
            "rank": "1",
            "score": "0.5",
            "id": "5f1c",
            "item_title": "Integrated Care Strategy",
            "kind": "discussion",
            "said_by": "Vincent Badu",
            "text": 'He said "no",\nthen left.',
            "source": "002.txt",
            "url": "https://example.org/item",
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


@pytest.mark.parametrize("text", ["\x1b[31m", "\x9b31m", "\x7f", "“£5.4m”"], ids=ascii)
def test_json_keeps_every_character_and_writes_no_control(text: str) -> None:
    written = dump_json({"text": text})

    assert {"text": text} == json.loads(written)
    assert not set("\x1b\x7f\x9b") & set(written)


def test_json_is_readable_where_the_stream_can_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert '["“£5.4m”"]' == dump_json(["“£5.4m”"], indent=None)


def test_json_is_plain_ascii_where_it_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert r'["\u2013"]' == dump_json(["–"], indent=None)
