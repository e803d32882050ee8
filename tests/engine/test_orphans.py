"""Processes that help with a commit end with the process that started them, however that came."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from minutesearch.analysis import Chunk
from tests.engine.builders import SplitAnalyser

#: Commits so much with two processes that the other one is given work, then waits for ever for its last source.
COMMITS = """
import os, sys, threading
from pathlib import Path
from minutesearch.engine import WriteOptions, create_engine
from tests.engine.builders import a_passage, a_source
from tests.engine.test_orphans import BusyAnalyser
folder, told = sys.argv[1:]
def sources():
    for number in range(12):
        yield a_source(f"{number}", a_passage("1", "care home " * 100_000))
    threading.Event().wait()
engine = create_engine(Path(folder), analyser=BusyAnalyser(told=told, parent=os.getpid()))
engine.commit(sources(), options=WriteOptions(workers=2))
"""
#: Longer than a machine under load takes to start two processes.
PATIENCE = 120


@dataclass(frozen=True)
class BusyAnalyser(SplitAnalyser):
    """An analyser that never finishes in any process but the one that made it, and tells that process's id."""

    #: A named pipe to say it to.
    told: str = ""
    parent: int = 0

    def analyse_chunks(self, chunks: Sequence[str]) -> list[Chunk]:
        if os.getpid() != self.parent:
            Path(self.told).write_text(str(os.getpid()))
            while True:
                pass
        return super().analyse_chunks(chunks)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="cannot wait for the child of another process")
def test_a_busy_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "index"
    os.mkfifo(pipe)
    told = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with subprocess.Popen([sys.executable, "-c", COMMITS, str(folder), str(pipe)]) as parent:
        ended = os.pidfd_open(parent.pid)
        try:
            assert [told] == select.select([told, ended], [], [], PATIENCE)[0]
            worker = os.pidfd_open(int(os.read(told, 20)))
            assert [] == select.select([worker], [], [], 0)[0]
        finally:
            parent.kill()
    assert [worker] == select.select([worker], [], [], PATIENCE)[0]
    assert [] == list(folder.glob("*.arrays"))
    for each in (told, ended, worker):
        os.close(each)
