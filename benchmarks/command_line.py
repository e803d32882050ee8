"""Measurement of one search on the command line: the processor time of its process, start and end included."""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

__all__ = ["main", "measure"]


def measure(index: str, words: Sequence[str], *, runs: int) -> list[float]:
    """Return the processor time of each run in seconds, its own and the system's.

    One run before them is not counted: it compiles what was never imported, and reads files into memory.
    """
    command = [sys.executable, "-m", "minutesearch", "search", *words, "--index", index]
    # Without compiled files every start would compile all sources anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(runs + 1):
        before = _children()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603  # our own
        times.append(_children() - before)
    return times[1:]


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the least and the median time."""
    parser = argparse.ArgumentParser(description="Processor time of one search on the command line.")
    parser.add_argument("index", help="the folder of the index")
    parser.add_argument("words", nargs="+", help="what to search for")
    parser.add_argument("--runs", type=int, default=10, help="how often (default: 10)")
    given = parser.parse_args(arguments)
    times = measure(given.index, given.words, runs=given.runs)
    print(f"least {min(times):.3f} s, median {statistics.median(times):.3f} s of processor time")


if __name__ == "__main__":
    main()
