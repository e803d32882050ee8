"""The workbook of hits: one sheet with links, in which every text is a text and no formula."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from minutesearch.errors import ArgumentError, MissingLibraryError
from minutesearch.exporting.rows import ADDRESSES, COLUMNS, Cell, make_row, replace_controls
from minutesearch.results import Hit

__all__ = ["check_workbooks", "write_workbook"]

# What a sheet has room for: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
_ROWS, _CHARACTERS, _LINKS, _ADDRESS = 1_048_576, 32_767, 65_530, 2_079
_WIDTHS = {"text": 80, "lead_in": 30, "before": 30, "after": 30, "citation": 40, "item_title": 30, "body": 25}
#: Excel has no days before it.
_FIRST_DAY = datetime.date(1900, 3, 1)
_CUT = " … (cut: a cell holds no more)"


def check_workbooks() -> None:
    """Raise an error unless workbooks can be written here, for whoever has to know before the hits are read.

    Raises:
        MissingLibraryError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: F401 - whether it is there
    except ImportError as error:
        raise MissingLibraryError(
            "a workbook needs XlsxWriter: pip install 'minutesearch[export]', or name the file .csv",
            library="xlsxwriter",
        ) from error


def write_workbook(hits: Iterable[Hit], path: Path | BinaryIO) -> int:
    """Write hits as an Excel workbook, one a row.

    Args:
        hits: The hits.
        path: The file, by its path or open for writing.

    Returns:
        How many hits were written. A text longer than a cell can hold is cut, and says so.

    Raises:
        MissingLibraryError: XlsxWriter is not installed.
        ArgumentError: There are more hits than a sheet has rows.
    """
    check_workbooks()
    import xlsxwriter

    # With constant memory each row is written when the next begins.
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("minutes")
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(COLUMNS):
            sheet.set_column(at, at, _WIDTHS.get(name, 12))
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        writer = _Rows(sheet, book.add_format({"num_format": "yyyy-mm-dd"}), book.get_default_url_format())
        count = 0
        for hit in hits:
            count += 1
            if count >= _ROWS:
                raise ArgumentError(f"a sheet has {_ROWS:,} rows and no more: name the file .csv", argument="path")
            writer.write(count, make_row(hit))
        sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


class _Rows:
    """Writes rows to a sheet. Any: XlsxWriter has no types."""

    def __init__(self, sheet: Any, day: Any, link: Any) -> None:
        self._sheet = sheet
        self._day = day
        self._link = link
        self._links = itertools.count(1)

    def write(self, row: int, cells: tuple[Cell, ...]) -> None:
        for at, (name, value) in enumerate(zip(COLUMNS, cells, strict=True)):
            if isinstance(value, datetime.date) and value >= _FIRST_DAY:
                self._sheet.write_datetime(row, at, datetime.datetime.combine(value, datetime.time()), self._day)
            elif isinstance(value, int | float):
                self._sheet.write_number(row, at, value)
            elif value is not None and value != "":
                self._write_text(row, at, replace_controls(str(value)), is_address=name in ADDRESSES)

    def _write_text(self, row: int, at: int, text: str, *, is_address: bool) -> None:
        if len(text) > _CHARACTERS:
            text = text[: _CHARACTERS - len(_CUT)] + _CUT
        # Of two words for it: `write` would take "=1+1" for a formula, `write_string` never does.
        if is_address and _is_link(text) and next(self._links) <= _LINKS:
            self._sheet.write_url(row, at, text, self._link, text)
        else:
            self._sheet.write_string(row, at, text)


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= _ADDRESS and not set(text) & set('<>" \n')
