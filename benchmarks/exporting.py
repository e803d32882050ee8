"""How long exports take, and how much memory a scan needs: `python -m benchmarks.exporting --passages 1000000`.

Generated passages are indexed in a temporary folder. A workbook of 1,258 hits is written, and every passage is
scanned; the memory beside mapped files is taken after a tenth of the scan and at its end, which must not differ by
more than what a garbage collector leaves lying about.
"""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import minutesearch as ms
from benchmarks.memory import MemoryPeak
from minutesearch.exporting import save_hits

__all__ = ["main", "measure"]

#: The hits of the workbook: what "flooding" found in a real collection.
_ROWS = 1_258
#: What a workbook may take, in seconds of this process alone, since other work on the machine says nothing of it;
#: and how much memory a scan may gain between its tenth and its end, in MB.
_MOST_SECONDS, _MOST_MB = 2.0, 32.0
_PER_MEETING = 500
_WORDS = ("river", "road", "bridge", "school", "budget", "library", "footpath", "allotment", "harbour", "gritting")


def _iter_meetings(passages: int) -> Iterator[ms.Meeting]:
    first = datetime.date(2000, 1, 3)
    for number in range(-(-passages // _PER_MEETING)):
        begin = number * _PER_MEETING
        texts = (_text(at) for at in range(begin, min(begin + _PER_MEETING, passages)))
        yield ms.Meeting(
            council="Anytown Council",
            body=f"Committee {number % 20}",
            date=first + datetime.timedelta(days=number),
            items=(
                ms.AgendaItem(title=f"Matter {number}", passages=tuple(ms.Passage(text=each) for each in texts)),
            ),
        )


def _text(at: int) -> str:
    said = " ".join(_WORDS[(at * step) % len(_WORDS)] for step in (1, 3, 7, 9))
    flooding = " and the flooding" if at < _ROWS else ""
    return f"Members discussed the {said}{flooding}, paragraph {at}."


def measure(passages: int) -> dict[str, float | int | bool]:
    """Return the figures of an export and of a scan, over so many generated passages.

    Args:
        passages: How many, at least 1,258.
    """
    with tempfile.TemporaryDirectory(prefix="minutesearch-exporting-") as folder:
        with ms.open_index(Path(folder) / "index", create=True) as index:
            batch: list[ms.Meeting] = []
            for meeting in _iter_meetings(passages):
                batch.append(meeting)
                if len(batch) == 200:
                    index.add(*batch, durable=False)
                    batch = []
            if batch:
                index.add(*batch, durable=False)
        with ms.open_index(Path(folder) / "index") as index:
            began, busy = time.perf_counter(), time.process_time()
            results = index.search("flooding", limit=_ROWS)
            save_hits(results, Path(folder) / "flooding.xlsx", about={})
            seconds, busy = time.perf_counter() - began, time.process_time() - busy
            rows = len(results)
            del results
            scanned, early, late, scan_seconds = _scan(index, passages)
    gained = late - early
    return {
        "passages": passages,
        "xlsx_rows": rows,
        "xlsx_s": round(seconds, 3),
        "xlsx_cpu_s": round(busy, 3),
        "scanned": scanned,
        "scan_s": round(scan_seconds, 1),
        "scan_mb_at_a_tenth": round(early, 1),
        "scan_mb_at_the_end": round(late, 1),
        "is_within": rows == _ROWS and busy < _MOST_SECONDS and scanned == passages and gained < _MOST_MB,
    }


def _scan(index: ms.Index, passages: int) -> tuple[int, float, float, float]:
    peak = MemoryPeak()
    early = 0.0
    count = 0
    began = time.perf_counter()
    for count, hit in enumerate(index.scan(), start=1):
        assert hit.passage.text
        if count == passages // 10:
            early = peak.anonymous_at_least_mb()
    return count, early, peak.anonymous_at_least_mb(), time.perf_counter() - began


def main() -> int:
    """Measure, print one JSON object, and return 1 if a figure is beyond its bound."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--passages", type=int, default=1_000_000, help="how many passages are scanned")
    passages = parser.parse_args().passages
    if passages < _ROWS:
        parser.error(f"--passages takes a number from {_ROWS:,}")
    figures = measure(passages)
    print(json.dumps(figures, indent=2))
    return 0 if figures["is_within"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
