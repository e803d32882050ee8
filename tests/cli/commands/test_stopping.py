"""Ctrl-C while indexing: one line, the index as it was, and no process left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="lists processes as Linux has them")

SENTENCE = (
    "The Committee noted the update on the Integrated Care Strategy, and asked that a letter be sent to"
    " Medway’s MPs. "
)
#: Longer than a machine under load takes to start two processes.
PATIENCE = 120


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """Enough minutes that other processes help, in one folder."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    for number in range(30):
        passages = [{"text": SENTENCE * 3 + str(at)} for at in range(3_000)]
        record = {
            "council": "Medway Council",
            "body": f"Board {number}",
            "items": [{"title": "Update", "passages": passages}],
        }
        (folder / f"{number:02}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    return folder


def children_of(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == pid:
            found.append(int(path.parent.name))
    return found


def wait_for_workers(process: subprocess.Popen[str]) -> list[int]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := children_of(process.pid):
            return found
        time.sleep(0.01)
    raise AssertionError("no other process helped")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def names_in(folder: Path) -> Iterator[str]:
    with ms.open_index(folder) as index:
        yield from (source.name for source in index.sources())


@pytest.mark.parametrize("pause", [0.0, 0.6], ids=["while workers start", "while they work"])
def test_ctrl_c_is_one_line_and_nothing_else(
    pause: float, minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Also on a machine of one core.
    cores = "import os; os.cpu_count = lambda: 2; os.sched_getaffinity = lambda _: {0, 1}"
    code = f"{cores}; import minutesearch.cli; minutesearch.cli.main()"
    folder = tmp_path / "index"
    with ms.open_index(folder, create=True) as index:
        index.add(ms.Meeting(body="Planning Committee", items=(ms.AgendaItem(title="Trees"),)), name="before")
    command = [sys.executable, "-c", code, "index", str(minutes), "--index", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        workers = wait_for_workers(process)
        time.sleep(pause)
        # As a terminal does: to the whole group.
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)

    assert (130, "", "error: stopped; the index is as it was\n") == (process.returncode, output, errors)
    # One that was stopped while it started sees that it is alone when it has started.
    until = time.monotonic() + PATIENCE
    while (alive := [pid for pid in workers if is_alive(pid)]) and time.monotonic() < until:
        time.sleep(0.01)
    assert [] == alive
    assert ["before"] == list(names_in(folder))
