"""Hits as files for other programs: tables, JSON Lines, Markdown and workbooks, each with a manifest beside it.

`save_hits` is the way in for files, and `write_table` for a stream. Imports errors, records and results;
XlsxWriter has its one door in `workbook`, and is loaded only when a workbook is asked for.
"""

from __future__ import annotations

from minutesearch.exporting.files import FORMATS, save_hits
from minutesearch.exporting.rows import COLUMNS
from minutesearch.exporting.texts import write_table

__all__ = ["COLUMNS", "FORMATS", "save_hits", "write_table"]
