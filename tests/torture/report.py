"""The results of the torture tests, kept as JSON, and the page that shows them."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from tests.torture.fault import Fault, Outcome, iter_faults

__all__ = ["keep_result", "write_report"]

_RESULTS = Path(__file__).parent / "results.json"
_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "reliability.md"
_BEGIN, _END = "<!-- results: begin -->", "<!-- results: end -->"


def keep_result(fault: Fault, outcome: Outcome, *, seed: int, seconds: float) -> None:
    """Save the newest result of a fault in place of the one before."""
    results = _read_results()
    results[fault.name] = {
        "tried": outcome.tried,
        "failed": len(outcome.failures),
        "figures": dict(outcome.figures),
        "seed": seed,
        "seconds": round(seconds),
        "day": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    }
    _RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_report() -> None:
    """Rewrite the table of the page, and leave the rest of the page."""
    page = _PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    _PAGE.write_text(f"{before}{_BEGIN}\n{_make_table()}{_END}{after}", encoding="utf-8")


def _make_table() -> str:
    results = _read_results()
    rows = ["| fault | passes when | tried | failed | figures | seed | time |", "|---|---|---|---|---|---|---|"]
    for fault in iter_faults():
        found = results.get(fault.name)
        if found is None:
            rows.append(f"| {fault.does} | {fault.passes_when} | not yet | | | | |")
            continue
        figures = ", ".join(f"{name} {value}" for name, value in found["figures"].items())
        tried = f"{found['tried']:,} {fault.unit}"
        rows.append(
            f"| {fault.does} | {fault.passes_when} | {tried} | {found['failed']} | {figures} | {found['seed']} "
            f"| {found['seconds']} s |"
        )
    return "\n".join(rows) + "\n"


# Any: JSON values.
def _read_results() -> dict[str, dict[str, Any]]:
    return json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.is_file() else {}
