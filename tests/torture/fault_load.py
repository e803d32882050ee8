"""Fifty clients on the search site for minutes, over as many passages as a county's minutes have.

`MINUTESEARCH_CORPUS` may name paragraphs of real minutes as `benchmarks.corpus` reads them; or they are made up.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

import httpx2 as httpx

from benchmarks.corpus import read_corpus
from benchmarks.generator import common_words
from tests.torture.corpora import index_made_up, index_meetings, index_real
from tests.torture.fault import Fault, Outcome
from tests.torture.resident import own_megabytes

__all__ = ["FAULT"]

_ROOT = Path(__file__).parents[2]
_CLIENTS = 50
_PASSAGES = 138_000
#: From how many seconds on the large index is used.
_LONG = 60
#: How much more memory the server may have at the end than after the first fifth of the time, in MB.
_GROWTH = 50.0
#: How long a client thinks between two pages, in seconds at most.
_THOUGHT = 1.0
_STARTING = 60.0


class _Answered(NamedTuple):
    """The outcome of one request."""

    seconds: float
    #: What was wrong; None if nothing was.
    wrong: str | None


def run(size: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        corpus = _make_index(folder, is_large=size >= _LONG)
        with _served(folder) as (address, pid):
            answered, memory = asyncio.run(_load(address, pid, seconds=size, seed=seed))
    failures = [each.wrong for each in answered if each.wrong]
    early, late = memory
    if early is not None and late is not None and late - early > _GROWTH:
        failures.append(f"the server's memory grew from {early:.0f} to {late:.0f} MB")
    times = sorted(each.seconds for each in answered)
    return Outcome(
        tried=size,
        failures=tuple(failures[:20]),
        figures=(
            ("over", corpus),
            ("clients", str(_CLIENTS)),
            ("requests", f"{len(answered):,}"),
            ("p50", _milliseconds(times, 0.5)),
            ("p99", _milliseconds(times, 0.99)),
            (
                "memory",
                "unknown" if early is None or late is None else f"{early:.0f} MB, at the end {late:.0f} MB",
            ),
        ),
    )


def _milliseconds(times: list[float], share: float) -> str:
    return f"{times[min(int(len(times) * share), len(times) - 1)] * 1000:.0f} ms" if times else "unknown"


def _make_index(folder: Path, *, is_large: bool) -> str:
    """Make the index, and return what it is made of."""
    corpus = os.environ.get("MINUTESEARCH_CORPUS")
    if not is_large:
        index_real(folder)
        return "the seeds and sample pages"
    if corpus:
        index_meetings(folder, read_corpus(Path(corpus)))
        return "real minutes"
    index_made_up(folder, _PASSAGES, seed=1)
    return f"{_PASSAGES:,} made-up passages"


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve the app on loopback within the `with` block, and yield its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "minutesearch", "serve", str(folder)),
            *("--port", str(port), "--no-access-log"),
        ],
        cwd=_ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + _STARTING
        while True:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(address, timeout=30).raise_for_status()
                break
            if time.monotonic() > until or server.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.1)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(30)


async def _load(
    address: str, pid: int, *, seconds: int, seed: int
) -> tuple[list[_Answered], tuple[float | None, float | None]]:
    """Return what each request took, and the server's memory after a fifth of the time and at the end."""
    answered: list[_Answered] = []
    until = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=_CLIENTS)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        clients = [
            asyncio.create_task(_browse(client, Random(f"{seed}/{number}"), until, answered))
            for number in range(_CLIENTS)
        ]
        await asyncio.sleep(seconds / 5)
        early = own_megabytes(pid)
        await asyncio.gather(*clients)
    return answered, (early, own_megabytes(pid))


async def _browse(client: httpx.AsyncClient, drawing: Random, until: float, answered: list[_Answered]) -> None:
    """One person: searches, narrows, turns pages, and mistypes now and then."""
    words = [
        *common_words(3_000),
        *"voluntary sector engagement prescribing strategy Medway housing letter".split(),
    ]
    while time.monotonic() < until:
        path, parameters, status = _draw_request(drawing, words)
        began = time.perf_counter()
        try:
            reply = await client.get(path, params=parameters)
        except httpx.HTTPError as error:
            answered.append(
                _Answered(time.perf_counter() - began, f"{parameters}: {type(error).__name__} {error}")
            )
            continue
        wrong = None if reply.status_code == status else f"{parameters}: status {reply.status_code}"
        answered.append(_Answered(time.perf_counter() - began, wrong))
        await asyncio.sleep(drawing.random() * _THOUGHT)


def _draw_request(drawing: Random, words: list[str]) -> tuple[str, dict[str, str], int]:
    query = " ".join(drawing.choices(words, k=drawing.randint(1, 4)))
    kind = drawing.random()
    parameters = {"q": query}
    if kind < 0.05:
        return "/", {"q": f'"{query}'}, 400
    if kind < 0.1:
        parameters = {"q": f'"{query}"'}
    elif kind < 0.2:
        parameters |= {"kind": "decision"}
    elif kind < 0.3:
        return "/search.json", parameters | {"offset": str(drawing.randint(10, 50)), "match": "any"}, 200
    elif kind < 0.35:
        parameters |= {"sort": "newest"}
    elif kind < 0.4:
        parameters = {"q": f"What did the Chair say about {query}?"}
    return drawing.choice(["/", "/search.json"]), parameters, 200


FAULT = Fault(
    name="load",
    does=f"{_CLIENTS} people at the search site at once",
    passes_when="no errors; memory flat",
    full=300,
    small=8,
    unit="seconds",
    run=run,
)
