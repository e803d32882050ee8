"""The benchmark of exports: it writes what it says, and a scan's memory does not grow."""

from benchmarks.exporting import measure


def test_the_workbook_and_the_scan_are_measured() -> None:
    figures = measure(5_000)
    assert (figures["xlsx_rows"], figures["scanned"]) == (1_258, 5_000)
    assert figures["scan_mb_at_the_end"] - figures["scan_mb_at_a_tenth"] < 32
