"""Files of hits: whole or not at all, each with a manifest, and harmless whatever the minutes hold."""

import datetime
import hashlib
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.exporting import COLUMNS, FORMATS, save_hits
from minutesearch.results import Hit

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _hit(text: str, *, url: str | None = None, date: datetime.date | None = None) -> Hit:
    return Hit(
        rank=1,
        score=0.5,
        located=ms.Located(
            passage=ms.Passage(id="7htg35e52xs9zm20", text=text, label="8.b", lead_in="The Chair said that:"),
            item=ms.AgendaItem(title="Flooding in the High Street", url=url),
            meeting=ms.Meeting(council="Kent County Council", date=date),
            source="002.txt",
        ),
    )


def _read_sheet(path: Path) -> list[list[str]]:
    with zipfile.ZipFile(path) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{_SHEET}f"))
    rows = []
    for row in sheet.iter(f"{_SHEET}row"):
        cells = dict.fromkeys(range(len(COLUMNS)), "")
        for cell in row:
            letters = cell.attrib["r"].rstrip("0123456789")
            at = ord(letters[-1]) - 65 + (26 * (ord(letters[0]) - 64) if len(letters) == 2 else 0)
            cells[at] = "".join(cell.itertext())
        rows.append(list(cells.values()))
    return rows


def test_the_manifest_says_what_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "flooding.csv"

    manifest = save_hits([_hit("The drains were cleared.")], path, about={"query": "drains", "total": 5})

    said = json.loads(manifest.read_text(encoding="utf-8"))
    content = path.read_bytes()
    assert {
        "file": "flooding.csv",
        "rows": 1,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "query": "drains",
        "total": 5,
    } == said
    assert {"flooding.csv", "flooding.csv.manifest.json"} == {each.name for each in tmp_path.iterdir()}


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_what_breaks_off_leaves_the_file_as_it_was(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"flooding{ending}"
    path.write_text("of last year", encoding="utf-8")

    def broken() -> Iterator[Hit]:
        yield _hit("The drains were cleared.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_hits(broken(), path, about={})

    assert [path] == list(tmp_path.iterdir())
    assert "of last year" == path.read_text(encoding="utf-8")


def test_a_name_with_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ms.ArgumentError, match=r"must end in \.csv, \.xlsx, \.jsonl, \.md"):
        save_hits([], tmp_path / "flooding.doc", about={})


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        save_hits([], tmp_path / "nowhere" / "a.csv", about={})


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_workbook_is_a_formula(start: str, tmp_path: Path) -> None:
    text = f'{start}HYPERLINK("http://example.org")'

    save_hits([_hit(text)], tmp_path / "a.xlsx", about={})

    header, row = _read_sheet(tmp_path / "a.xlsx")
    assert list(COLUMNS) == header
    assert text == row[COLUMNS.index("text")]


def test_a_workbook_has_links_and_days(tmp_path: Path) -> None:
    hit = _hit("Cleared.", url="https://example.org/a?b=1&c=2", date=datetime.date(2020, 10, 7))

    save_hits([hit], tmp_path / "a.xlsx", about={})

    row = _read_sheet(tmp_path / "a.xlsx")[1]
    assert "https://example.org/a?b=1&c=2" == row[COLUMNS.index("item_url")]
    # Excel's own number of the day, which it can sort and count with.
    assert "44111" == row[COLUMNS.index("date")]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert b"https://example.org/a?b=1&amp;c=2" in book.read("xl/worksheets/_rels/sheet1.xml.rels")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "https://a b"])
def test_what_is_no_address_of_the_web_is_no_link(url: str, tmp_path: Path) -> None:
    save_hits([_hit("Cleared.", url=url)], tmp_path / "a.xlsx", about={})
    save_hits([_hit("Cleared.", url=url)], tmp_path / "a.md", about={})

    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert not [name for name in book.namelist() if "rels/sheet" in name]
    assert "[source]" not in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_cell_that_would_hold_too_much_says_that_it_is_cut(tmp_path: Path) -> None:
    save_hits([_hit("word " * 10_000 + "\x1b[31m\x00")], tmp_path / "a.xlsx", about={})

    text = _read_sheet(tmp_path / "a.xlsx")[1][COLUMNS.index("text")]
    assert 32_767 == len(text)
    assert text.endswith(" … (cut: a cell holds no more)")


def test_without_its_library_a_workbook_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)

    with pytest.raises(ms.MissingLibraryError, match=r"minutesearch\[export\]"):
        save_hits([], tmp_path / "a.xlsx", about={})

    assert [] == list(tmp_path.iterdir())


def test_markdown_quotes_a_passage_with_its_citation(tmp_path: Path) -> None:
    save_hits(
        [_hit("The *drains* <b>\nwere [cleared](x).", url="https://example.org/i")], tmp_path / "a.md", about={}
    )

    assert (
        "> *The Chair said that:*\n>\n> The \\*drains\\* \\<b\\>\n> were \\[cleared\\](x).\n\n"
        "— Kent County Council, Flooding in the High Street, paragraph 8.b (https://example.org/i)"
        " · 7htg35e52xs9zm20 · [source](<https://example.org/i>)\n"
    ) == (tmp_path / "a.md").read_text(encoding="utf-8")


def test_json_lines_are_those_of_the_library(tmp_path: Path) -> None:
    hit = _hit("“£5.4m”")

    save_hits([hit, hit], tmp_path / "a.jsonl", about={})

    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [hit.to_dict()] * 2 == [json.loads(line) for line in lines]
