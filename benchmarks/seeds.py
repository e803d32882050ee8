"""Timing of the seeds: indexing them, and searching them. `python -m benchmarks.seeds [--json]`."""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import minutesearch as ms

QUERIES = (
    "voluntary sector engagement",
    '"social prescribing"',
    "ICS",
    "Healthwatch",
    "kind:decision letter MPs",
    "prescri*",
    '"workforce issues"~5',
    "What did the Chair say about briefings",
    "voluntary -sector",
    "said_by:Badu strategy",
)


def measure(seeds: Path, *, rounds: int) -> dict[str, float]:
    """Index the seeds once in this process and search them, and return the times.

    Args:
        seeds: The folder of the seed documents.
        rounds: How often to run the queries.

    Returns:
        `index_s`, the first (cold: libraries loaded, nothing cached) and `search_ms` quantiles of all searches.
    """
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with ms.open_index(Path(folder) / "index", create=True) as index:
            report = index.add(seeds)
            index_s = time.perf_counter() - began
            times = []
            for _ in range(rounds):
                for query in QUERIES:
                    began = time.perf_counter()
                    index.search(query, facets=["kind"])
                    times.append((time.perf_counter() - began) * 1000)
    return {
        "passages": report.passages,
        "index_s": round(index_s, 3),
        "search_first_ms": round(times[0], 2),
        "search_p50_ms": round(statistics.median(times), 2),
        "search_p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "search_max_ms": round(max(times), 2),
    }


def main() -> None:
    """Print the figures, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=Path(__file__).parent.parent / "seeds")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    figures = measure(options.seeds, rounds=options.rounds)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:<16} {value:>10}")


if __name__ == "__main__":
    main()
