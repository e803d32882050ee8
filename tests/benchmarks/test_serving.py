"""The load on the search site, at a small size: it is served, asked and measured, and a missing peer is named."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_figures_of_the_site_and_the_name_of_who_is_missing() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.serving",
            "--passages",
            "400",
            "--seconds",
            "2",
            "--datasette",
            "",
            "--json",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr)
    answer = json.loads(done.stdout)
    assert (400, ["datasette"], ["minutesearch"]) == (answer["passages"], answer["missing"], [*answer["servers"]])
    figures = answer["servers"]["minutesearch"]
    assert 0 < figures["alone_p50_ms"] <= figures["alone_p95_ms"]
    for name, repeated in (("different", 0.0), ("popular", 0.8)):
        load = figures[name]
        assert (0, repeated) == (load["errors"], load["repeated"])
        assert load["per_second"] > 1
        assert 0 < load["p50_ms"] <= load["p99_ms"]
        assert min(load["cpu_ms"], load["client_ms"]) > 0
        assert 10 == len(load["memory_mb"])
