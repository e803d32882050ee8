"""The memory of processes that were started is their own, and not that of who started them."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.memory import MemoryPeak

#: Says that it runs, and waits to be ended.
_WAITS = "import sys; print(); sys.stdout.flush(); sys.stdin.read()"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
def test_a_small_process_of_a_large_one_is_small() -> None:
    memory = MemoryPeak()
    large = bytearray(b"x" * 200_000_000)
    with subprocess.Popen(
        [sys.executable, "-c", _WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        memory.note_children()
        process.communicate()
    assert 1 < memory.largest_child_mb() < 100 < len(large) / 1e6 < memory.resident_mb()
