"""The memory of processes that were started is their own, and not that of who started them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: A large process that starts a small one, which waits to be ended; alone, since any other child of it counts too.
_LARGE = """
import json, subprocess, sys
from benchmarks.memory import MemoryPeak

memory = MemoryPeak()
large = bytearray(b"x" * 200_000_000)
waits = "import sys; print(); sys.stdout.flush(); sys.stdin.read()"
with subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
    process.stdout.readline()
    memory.note_children()
    process.communicate()
print(json.dumps([memory.largest_child_mb(), len(large) / 1e6, memory.resident_mb()]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
def test_a_small_process_of_a_large_one_is_small() -> None:
    told = subprocess.run([sys.executable, "-c", _LARGE], capture_output=True, text=True, check=True).stdout
    child, large, resident = json.loads(told)
    assert 1 < child < 100 < large < resident
