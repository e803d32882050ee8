"""Writers that are killed: at each request that a commit makes, as a machine that loses its power does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from minutesearch.engine.opensearch.client import lease as leases
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.engine import create_cluster_engine
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.held import held_ids
from tests.opensearch.proxy import Proxy, Request, Trouble

pytestmark = pytest.mark.cluster

HOUSING = a_source("housing.txt", a_passage("1", "new homes need schools"), a_passage("2", "the motion fell"))
#: More requests than one commit makes.
_MOST = 40
#: Makes a process for each line that it reads, which commits through the proxy; tells its number and how it ended.
_WRITERS = """
import os, sys
from minutesearch.engine.opensearch.client.address import read_address
from minutesearch.engine.opensearch.engine import open_cluster_engine
from tests.engine.builders import SplitAnalyser, a_passage, a_source

for line in sys.stdin:
    writer = os.fork()
    if not writer:
        engine = open_cluster_engine(read_address(line), analyser=SplitAnalyser())
        roads = a_source("roads.txt", a_passage("3", "the road is closed"))
        print("ready", os.getpid(), flush=True)
        sys.stdin.readline()
        engine.commit([roads], remove=["housing.txt"])
        os._exit(0)
    print("ended", os.waitpid(writer, 0)[1], flush=True)
"""


class _Writers:
    """The process that makes the writers."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._made = subprocess.Popen(
            [sys.executable, "-c", _WRITERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self) -> int:
        """Start a writer that has opened the index, and return the number of its process."""
        self._say(str(self._address))
        return self._hear("ready")

    def go(self) -> int:
        """Have it commit, and return how it ended: 0, or the signal that killed it."""
        self._say("go")
        return self._hear("ended")

    def close(self) -> None:
        self._made.communicate()

    def _say(self, line: str) -> None:
        assert self._made.stdin is not None
        self._made.stdin.write(f"{line}\n")
        self._made.stdin.flush()

    def _hear(self, word: str) -> int:
        assert self._made.stdout is not None
        said, _, number = self._made.stdout.readline().partition(" ")
        assert said == word
        return int(number)


class _Killing:
    """Kills a writer at one of its requests.

    Args:
        process: The number of its process.
        at: Which request: 1 is the first.
        hears: Whether the node still hears of that request; the answer comes to nobody either way.
    """

    def __init__(self, process: int, at: int, *, hears: bool) -> None:
        self._process = process
        self._at = at
        self._hears = hears
        self._asked = 0
        #: The number of the newest commit that the node has heard of.
        self.generation = 0

    def __call__(self, request: Request) -> Trouble:
        self._asked += 1
        if self._asked >= self._at:
            if self._asked == self._at:
                os.kill(self._process, signal.SIGKILL)
            if self._asked > self._at or not self._hears:
                return Trouble(drops="before")
        if request.method == "PUT" and request.path.partition("?")[0].endswith("/_doc/head"):
            self.generation = max(self.generation, json.loads(request.body)["generation"])
        return Trouble()


@pytest.fixture
def writers(cluster_address: Address, proxy: Proxy) -> Iterator[_Writers]:
    """Return writers that reach the index through the proxy."""
    made = _Writers(Address(hosts=(proxy.host,), name=cluster_address.name, tls=False))
    yield made
    made.close()


@pytest.mark.parametrize("hears", [False, True], ids=["the node never hears", "the writer never hears"])
def test_a_writer_killed_at_any_request_leaves_a_whole_state_and_the_next_one_proceeds(
    cluster_address: Address, proxy: Proxy, writers: _Writers, monkeypatch: pytest.MonkeyPatch, *, hears: bool
) -> None:
    """Until the node has heard of the new head the old state is there, and then the new one: whole in any case."""
    # The lock of whoever was killed is taken over when it was watched for so long.
    monkeypatch.setattr(leases, "_LEASE", 0.2)
    engine = create_cluster_engine(cluster_address, analyser=SplitAnalyser())
    engine.commit([HOUSING])
    outcomes = []
    for at in count(1):
        assert at < _MOST
        before = engine.snapshot().generation
        killing = _Killing(writers.begin(), at, hears=hears)
        proxy.trouble = killing
        ended = writers.go()
        # The writer may be dead before the node has heard of its last request.
        proxy.wait()
        proxy.trouble = lambda _: Trouble()
        made = killing.generation > before
        assert held_ids(engine) == (["3"] if made else ["1", "2"])
        if not ended:
            break
        assert ended == signal.SIGKILL
        outcomes.append(made)
        engine.commit([HOUSING], remove=["roads.txt"])
        assert held_ids(engine) == ["1", "2"]
    # Of the requests of a commit all but the last few come before the new head.
    assert outcomes == sorted(outcomes)
    assert outcomes.count(False) >= 6
    assert True in outcomes
