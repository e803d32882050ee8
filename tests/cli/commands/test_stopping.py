"""Ctrl-C while indexing: one line, the index as it was, and no process left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

import minutesearch as ms
from tests.processes import ends_within

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for processes as Linux does")

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


def names_in(folder: Path) -> Iterator[str]:
    with ms.open_index(folder) as index:
        yield from (source.name for source in index.sources())


#: Runs the command line with one other process, also on a machine of one core, and tells its id through a pipe
#: when it is started and whenever a batch is given to it.
PROGRAM = """
import os, sys
os.cpu_count = lambda: 2
os.sched_getaffinity = lambda _: {0, 1}
from minutesearch.engine.embedded.writing import worker_pool
worker_pool._CHARACTERS_TO_START = worker_pool._CHARACTERS_FIRST = worker_pool._CHARACTERS = 300_000
class Told(worker_pool.WorkerProcess):
    def __init__(self, analyser):
        super().__init__(analyser)
        os.write(PIPE, b"started %d\\n" % self.pid)
    def perform(self, job, batch):
        os.write(PIPE, b"works %d\\n" % self.pid)
        return super().perform(job, batch)
worker_pool.WorkerProcess = Told
from minutesearch.cli import main
main()
"""


@pytest.mark.parametrize(
    ("event", "times"), [("started", 1), ("works", 2)], ids=["while workers start", "while they work"]
)
def test_ctrl_c_is_one_line_and_nothing_else(event: str, times: int, minutes: Path, tmp_path: Path) -> None:
    """A process that is given its second batch has begun to work, since it has answered for the first."""
    folder = tmp_path / "index"
    with ms.open_index(folder, create=True) as index:
        index.add(ms.Meeting(body="Planning Committee", items=(ms.AgendaItem(title="Trees"),)), name="before")
    told, tell = os.pipe()
    code = PROGRAM.replace("PIPE", str(tell))
    command = [sys.executable, "-c", code, "index", str(minutes), "--index", str(folder)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        pass_fds=[tell],
    ) as process:
        os.close(tell)
        with os.fdopen(told, encoding="ascii") as events:
            heard = (line.split() for line in events)
            *_, worker = islice((pid for name, pid in heard if name == event), times)
            # As a terminal does: to the whole group.
            os.killpg(process.pid, signal.SIGINT)
            output, errors = process.communicate(timeout=PATIENCE)

    assert (130, "", "error: stopped; the index is as it was\n") == (process.returncode, output, errors)
    # One that was stopped while it started sees that it is alone when it has started.
    assert ends_within(int(worker), PATIENCE)
    assert ["before"] == list(names_in(folder))
