"""What the whole job asks of the world around it: no network, no file but its own, and little of NLTK."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the whole job in a process of its own, from reading to the commands, and return what was seen."""
    folder = tmp_path_factory.mktemp("job")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.security.whole_job", folder],
        cwd=ROOT,
        # The command line remembers its last search there, and nowhere else.
        env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        encoding="utf-8",
    )
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


def test_the_whole_job_reaches_no_network_and_writes_nothing_outside(job: dict[str, Any]) -> None:
    assert [] == job["seen"]


def test_an_evaluation_leaves_nothing_behind(job: dict[str, Any]) -> None:
    assert [] == job["left"]


def test_of_nltk_only_the_modules_are_called_that_the_policy_names(job: dict[str, Any]) -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = policy.partition("## What is used of NLTK")[2].partition("\n## ")[0]
    assert set(re.findall(r"^- `(nltk[\w.]*)`", named, re.MULTILINE)) == set(job["called"])


def test_nltk_imports_its_vulnerable_parts_itself_and_the_policy_says_so(job: dict[str, Any]) -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for module in ("nltk.downloader", "nltk.data", "nltk.corpus.reader", "nltk.tag", "nltk.tokenize.casual"):
        assert module in job["imported"], "it need not be named any more"
        assert f"`{module}`" in policy


@pytest.mark.parametrize(
    "harm",
    [
        "open(folder / 'outside', 'w')",
        "os.mkdir(folder / 'outside')",
        "os.rename(allowed / 'a', folder / 'b')",
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
    ],
)
def test_what_is_done_outside_is_seen(tmp_path: Path, harm: str) -> None:
    (tmp_path / "allowed").mkdir()
    (tmp_path / "allowed" / "a").touch()
    program = f"""
import contextlib, os, socket, subprocess, sys
from pathlib import Path
from tests.torture.outside import watch_outside
folder = Path(sys.argv[1]); allowed = folder / "allowed"
seen = watch_outside([allowed])
(allowed / "fine").write_text("x")
assert not seen
with contextlib.suppress(OSError):
    {harm}
print(len(seen))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert "" == done.stderr
    assert int(done.stdout) > 0
