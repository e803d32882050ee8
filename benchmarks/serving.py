"""Load on the search site, and on Datasette beside it with the same rows by FTS5: `python -m benchmarks.serving`.

Both are served on loopback and asked in turn in one run: first by one client, one page after the other, then by
fifty at once, none of whom waits before asking again: for pages that are all different, and then with four of five
among two hundred that many ask for. Queries are one to three words drawn from the passages themselves; every
twentieth has a filter or asks for a later page. The site has two processes; Datasette has no workers and runs in
one. The clients share the machine with the servers, so what they cost is told apart. It prints figures and judges
nothing. Datasette is named as missing where there is none.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import minutesearch as ms
from benchmarks.corpus import MeetingText, cut, read_corpus
from benchmarks.generator import generate
from benchmarks.peers.minutesearch_index import open_writer

__all__ = ["Figures", "main"]

_CLIENTS = 50
_PROCESSES = 2
#: How many pages one client asks for.
_ALONE = 300
_STARTING = 120.0
#: Of the second load, how many pages are of the popular ones, and how many of these there are.
_REPEATED, _POPULAR = 0.8, 200
#: How often memory is looked at in each load.
_LOOKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What fifty clients met."""

    #: How many of the pages had been asked for before, from 0 to 1.
    repeated: float
    #: Pages a second, their times in milliseconds, and how many were refused or broken off.
    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int
    #: The processor time of a page in milliseconds: of the server, and of the clients, who share the machine.
    cpu_ms: float
    client_ms: float
    #: The server's own memory at equal times, and what it has mapped of its files, in MB. The system takes the
    #: second away when others need it.
    memory_mb: list[float]
    mapped_mb: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured of one server; times in milliseconds, memory in MB that no other process shares."""

    #: The processor time of a page for one client, of all processes of the server, whatever else the machine does.
    cpu_ms: float
    #: The median and the 95th percentile of a page for one client.
    alone_p50_ms: float
    alone_p95_ms: float
    #: Fifty clients: all pages different, and most asked for again.
    different: Load
    popular: Load


def main() -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="paragraphs as benchmarks.corpus reads them; without, made up")
    parser.add_argument("--passages", type=int, default=138_000)
    parser.add_argument("--seconds", type=int, default=60, help="how long each load on each server lasts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--datasette", default=shutil.which("datasette"), help="the command of Datasette")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    meetings = list(
        cut(read_corpus(options.corpus) if options.corpus else generate(seed=options.seed), options.passages)
    )
    words = _find_words(meetings)
    answer: dict[str, object] = {
        "passages": sum(map(len, meetings)),
        "seconds": options.seconds,
        "clients": _CLIENTS,
        "processes": _PROCESSES,
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
        "servers": {},
        "missing": [] if options.datasette else ["datasette"],
    }
    with tempfile.TemporaryDirectory() as name:
        for server, command, paths in _servers(Path(name), meetings, words, options.datasette, options.seed):
            with _served(command) as (port, pid):
                figures = asyncio.run(_measure(port, pid, paths, options.seconds))
            answer["servers"][server] = asdict(figures)  # type: ignore[index]
    print(json.dumps(answer, indent=None if options.json else 2))
    return 0


def _find_words(meetings: list[MeetingText]) -> list[str]:
    """Return words of the passages, as often as the passages have them."""
    return [
        word
        for meeting in meetings[:: max(1, len(meetings) // 400)]
        for item in meeting.items
        for text in item.passages[::3]
        for word in text.text.split()
        if word.isalpha() and len(word) > 3
    ]


def _draw_queries(words: list[str], seed: int) -> Iterator[str]:
    """Yield queries of such words, for as long as somebody asks."""
    drawing = Random(seed)
    while True:
        yield " ".join(drawing.choices(words, k=drawing.randint(1, 3)))


def _servers(
    folder: Path, meetings: list[MeetingText], words: list[str], datasette: str | None, seed: int
) -> Iterator[tuple[str, list[str], Iterator[str]]]:
    """Yield each server with the command that starts it and the pages that it is asked for, without an end."""
    writer = open_writer(folder / "index", workers=1)
    writer.add(writer.convert(meetings))
    writer.finish()
    queries = _draw_queries(words, seed)
    ours = (f"/?{urlencode({'q': query, **_further(at)})}" for at, query in enumerate(queries))
    command = [sys.executable, "-m", "minutesearch", "serve", str(folder / "index"), "--no-access-log"]
    yield "minutesearch", [*command, "--workers", str(_PROCESSES)], ours
    if datasette:
        _make_table(folder / "minutes.db", folder / "index")
        queries = _draw_queries(words, seed)
        theirs = (f"/minutes/passages?{urlencode({'_search': query, '_size': 10})}" for query in queries)
        # It has no workers of its own: one process, as it is served.
        yield "datasette", [datasette, "serve", str(folder / "minutes.db")], theirs


def _further(at: int) -> dict[str, str]:
    kinds = ({"kind": "decision"}, {"sort": "newest"}, {"match": "any", "page": "2"})
    return kinds[at // 20 % 3] if at % 20 == 0 else {}


def _make_table(path: Path, folder: Path) -> None:
    """Write the passages of an index as a table with full text, as Datasette's documentation says."""
    with contextlib.closing(sqlite3.connect(path)) as database, ms.open_index(folder) as index:
        database.execute(
            "create table passages (id text primary key, body text, date text, kind text, title text, words text)"
        )
        rows = (
            (
                hit.passage.id,
                hit.meeting.body,
                str(hit.meeting.date or ""),
                hit.passage.kind.value,
                hit.item.title,
                hit.passage.text,
            )
            for hit in index.scan(duplicates="keep")
        )
        database.executemany("insert into passages values (?, ?, ?, ?, ?, ?)", rows)
        database.execute(
            "create virtual table passages_fts using fts5(title, words, content=passages, tokenize=porter)"
        )
        database.execute("insert into passages_fts(passages_fts) values ('rebuild')")
        database.commit()


@contextmanager
def _served(command: list[str]) -> Iterator[tuple[int, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - the commands above
        [*command, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + _STARTING
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} did not start")
            time.sleep(0.1)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


async def _measure(port: int, pid: int, paths: Iterator[str], seconds: int) -> Figures:
    # Whoever asks first waits for what is read once.
    await _ask(port, islice(paths, _CLIENTS), [])
    before = _cpu_seconds(pid)
    alone = await _ask(port, islice(paths, _ALONE), [])
    cpu_ms = round(1000 * (_cpu_seconds(pid) - before) / _ALONE, 1)
    asked, drawing = list(islice(paths, _POPULAR)), Random(1)
    popular = (drawing.choice(asked) if drawing.random() < _REPEATED else each for each in paths)
    return Figures(
        cpu_ms=cpu_ms,
        alone_p50_ms=_at(alone, 0.5),
        alone_p95_ms=_at(alone, 0.95),
        different=await _load(port, pid, paths, seconds, repeated=0.0),
        popular=await _load(port, pid, popular, seconds, repeated=_REPEATED),
    )


async def _load(port: int, pid: int, paths: Iterator[str], seconds: int, *, repeated: float) -> Load:
    """Have fifty clients ask at once."""
    times: list[float] = []
    failed: list[str] = []
    memory: list[tuple[float, float]] = []
    began, used, own = time.perf_counter(), _cpu_seconds(pid), time.process_time()
    clients = [
        asyncio.create_task(_ask(port, paths, failed, until=began + seconds, times=times)) for _ in range(_CLIENTS)
    ]
    for at in range(1, _LOOKS + 1):
        await asyncio.sleep(max(0.0, began + at * seconds / _LOOKS - time.perf_counter()))
        memory.append(_memory(pid))
    await asyncio.gather(*clients)
    lasted, pages = time.perf_counter() - began, max(1, len(times))
    return Load(
        repeated=repeated,
        per_second=round(len(times) / lasted, 1),
        p50_ms=_at(times, 0.5),
        p99_ms=_at(times, 0.99),
        errors=len(failed),
        cpu_ms=round(1000 * (_cpu_seconds(pid) - used) / pages, 2),
        client_ms=round(1000 * (time.process_time() - own) / pages, 2),
        memory_mb=[own_memory for own_memory, _ in memory],
        mapped_mb=[mapped for _, mapped in memory],
    )


def _at(times: list[float], share: float) -> float:
    return round(1000 * sorted(times)[min(int(len(times) * share), len(times) - 1)], 1) if times else 0.0


async def _ask(
    port: int,
    paths: Iterator[str],
    failed: list[str],
    *,
    until: float = float("inf"),
    times: list[float] | None = None,
) -> list[float]:
    """Ask for one page after the other over one connection; return how long each took."""
    taken = [] if times is None else times
    reader = writer = None
    for path in paths:
        began = time.perf_counter()
        if began >= until:
            break
        try:
            if reader is None or writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            status, is_open = await _read_answer(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            failed.append(f"{path}: {type(error).__name__}")
            reader = None
            continue
        # A page past the last is no failure.
        if status not in (200, 404):
            failed.append(f"{path}: {status}")
        taken.append(time.perf_counter() - began)
        if not is_open:
            reader = None
    if writer is not None:
        writer.close()
    return taken


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Read an answer to its end; return its status, and whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
    return status, b"connection: close" not in head


def _family(pid: int) -> Iterator[int]:
    """Yield a process and those that it started, where the system tells."""
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        yield each
        with contextlib.suppress(OSError):
            waiting += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())


def _memory(pid: int) -> tuple[float, float]:
    """Return the proportional memory of a process and those that it started, in MB: its own, and that of files.

    Both are 0.0 where the system does not tell.
    """
    told = {"Pss_Anon:": 0, "Pss_File:": 0}
    for each in _family(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii").splitlines():
                name, *value = line.split()
                if name in told:
                    told[name] += int(value[0])
    own, mapped = (round(kilobytes / 1000, 1) for kilobytes in told.values())
    return own, mapped


def _cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and those that it started; 0.0 where that is not told."""
    ticks = 0
    for each in _family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
