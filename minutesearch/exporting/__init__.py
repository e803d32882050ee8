"""Hits as files for other programs: tables, JSON Lines, Markdown and workbooks, each with a manifest beside it.

`save_hits` is the way in for files, `write_table` and `write_workbook` for a stream, `iter_table` and
`iter_json_lines` for whoever takes one line after the other, `check_workbooks` for whoever asks first. Imports
errors, records and results; XlsxWriter has its one door in `workbook`, and is loaded only when a workbook is asked
for.
"""

from __future__ import annotations

from minutesearch.exporting.files import FORMATS, save_hits
from minutesearch.exporting.rows import COLUMNS
from minutesearch.exporting.texts import iter_json_lines, iter_table, write_quotations, write_table
from minutesearch.exporting.workbook import check_workbooks, write_workbook

__all__ = [
    "COLUMNS",
    "FORMATS",
    "check_workbooks",
    "iter_json_lines",
    "iter_table",
    "save_hits",
    "write_quotations",
    "write_table",
    "write_workbook",
]
