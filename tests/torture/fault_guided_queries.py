"""Queries of bytes that coverage leads to new code (atheris); where it is not installed, of random bytes only."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

import minutesearch as ms
from tests.torture.corpora import index_real
from tests.torture.fault import Fault, Outcome
from tests.torture.query_cases import draw_query
from tests.torture.query_target import try_bytes

__all__ = ["FAULT"]

_ROOT = Path(__file__).parents[2]
#: How many queries there are to begin with.
_BEGINNINGS = 500
#: For how many seconds one process fuzzes: atheris 3.0 keeps what every comparison of arrays gives, 8 MB a second.
_ROUND = 100
_DONE = re.compile(r"Done (\d+) runs")
_COVERED = re.compile(r"cov: (\d+)")


class _Round(NamedTuple):
    """The findings of one process."""

    queries: int
    branches: int
    failures: list[str]


def run(size: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index_real(folder / "index")
        beginnings = [_beginning(Random(f"{seed}/{number}")) for number in range(_BEGINNINGS)]
        if importlib.util.find_spec("atheris") is None:
            return _try_unguided(folder / "index", beginnings, size, seed)
        return _try_guided(folder, beginnings, size, seed)


def _beginning(drawing: Random) -> bytes:
    return bytes([drawing.randrange(256)]) + draw_query(drawing).encode("utf-8", "surrogatepass")


def _try_guided(folder: Path, beginnings: list[bytes], seconds: int, seed: int) -> Outcome:
    cases = folder / "cases"
    cases.mkdir()
    for number, data in enumerate(beginnings):
        (cases / str(number)).write_bytes(data)
    rounds = [
        _fuzz(folder, min(_ROUND, seconds - begin), seed + number)
        for number, begin in enumerate(range(0, seconds, _ROUND), 1)
    ]
    return Outcome(
        tried=seconds,
        failures=tuple(failure for each in rounds for failure in each.failures),
        figures=(
            ("queries", f"{sum(each.queries for each in rounds):,}"),
            ("guided by", "atheris"),
            ("branches reached", f"{max(each.branches for each in rounds):,}"),
        ),
    )


def _fuzz(folder: Path, seconds: int, seed: int) -> _Round:
    """Run one fuzzing process, starting from the cases that earlier rounds have found."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.torture.fuzz_queries", folder / "index", folder / "cases"),
            *(f"-max_total_time={seconds}", f"-seed={seed}", "-timeout=30", "-max_len=4096"),
            f"-artifact_prefix={folder}/found-",
        ],
        cwd=_ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    runs = _DONE.search(done.stderr)
    failures = []
    for path in sorted(folder.glob("found-*")):
        failures.append(f"bytes {path.read_bytes()!r}: {path.name}, {_reason(done.stderr)}")
        # The next round may find the same.
        path.unlink()
    if not runs and not failures:
        failures = [f"ended with status {done.returncode}: {done.stderr[-500:]}"]
    branches = [int(covered) for covered in _COVERED.findall(done.stderr)]
    return _Round(int(runs[1]) if runs else 0, max(branches, default=0), failures)


def _reason(said: str) -> str:
    return next((line for line in said.splitlines() if "AssertionError" in line or "ERROR" in line), "unknown")


def _try_unguided(index_folder: Path, beginnings: list[bytes], seconds: int, seed: int) -> Outcome:
    drawing = Random(seed)
    failures: list[str] = []
    tried = 0
    until = time.monotonic() + seconds
    with ms.open_index(index_folder) as index:
        while time.monotonic() < until:
            data = bytearray(drawing.choice(beginnings))
            for _ in range(drawing.randint(0, 5)):
                at = drawing.randrange(len(data) + 1)
                data[at : at + drawing.randint(0, 3)] = drawing.randbytes(drawing.randint(0, 3))
            tried += 1
            if wrong := try_bytes(index, bytes(data)):
                failures.append(wrong)
    return Outcome(
        tried=seconds,
        failures=tuple(failures[:20]),
        figures=(("queries", f"{tried:,}"), ("guided by", "nothing, since atheris is not installed")),
    )


FAULT = Fault(
    name="guided-queries",
    does="queries of any bytes, guided to new code by coverage (atheris)",
    passes_when="results that hold together, or `QueryError`; under 2 s",
    full=1_800,
    small=3,
    unit="seconds",
    run=run,
)
