"""Reading of hostile files in a process of its own, so that one that hangs or crashes costs only itself."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import resource
import shutil
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import minutesearch as ms
from benchmarks.memory import MemoryPeak
from minutesearch.reading import decode, is_html
from tests.torture.outside import watch_outside
from tests.torture.word_losses import find_losses

__all__ = ["FileReader", "Read"]

#: After so many seconds on the clock a file is said to hang.
_HANGS = 60.0
#: When the process keeps so many MB more than at its beginning, it is replaced.
_KEPT = 100.0
#: No file may make the process larger than this; it raises MemoryError before the machine suffers.
_MOST_BYTES = 4_000_000_000


class Read(NamedTuple):
    """The outcome of reading a file."""

    #: The processor time taken, in seconds.
    seconds: float
    #: How much larger the process was at most than at its beginning, in MB.
    megabytes: float
    #: Whether it was read, and not refused.
    is_read: bool
    #: What is wrong; empty if nothing is.
    wrong: tuple[str, ...]
    #: Whether the process has grown so much that another is to take its place.
    is_last: bool = False


class FileReader:
    """Reader that passes files to a process one at a time, and replaces it when it hangs, dies or grows."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None

    def read(self, name: str, content: bytes, *, is_counted: bool, is_indexed: bool) -> Read:
        """Return the outcome of reading a file.

        Args:
            name: The name to read the file by.
            content: The bytes of the file.
            is_counted: Whether to count the letters in and out.
            is_indexed: Whether to put it into an index too, outside of the time taken.
        """
        if self._process is None or not self._process.is_alive():
            self._start()
        self._pipe.send((name, content, is_counted, is_indexed))
        try:
            if not self._pipe.poll(_HANGS):
                self._stop()
                return Read(_HANGS, 0.0, False, (f"hangs: {_HANGS:.0f} s and no end",))
            read: Read = self._pipe.recv()
        except (EOFError, ConnectionError):
            self._stop()
            return Read(0.0, 0.0, False, ("the process died",))
        if read.is_last:
            self._stop()
        return read

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()


def _serve(pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _warm_up(folder)
        seen = watch_outside([folder])
        peak = MemoryPeak()
        beginning = _resident(peak)
        while True:
            try:
                case = pipe.recv()
            except (EOFError, OSError):
                return
            read = _read(folder, peak, beginning, seen, *case)
            pipe.send(read._replace(is_last=_resident(peak) - beginning > _KEPT))


def _warm_up(folder: Path) -> None:
    """Import every library that reading may need."""
    for library in ("bs4", "defusedxml.ElementTree", "docx", "pypdf"):
        importlib.import_module(library)

    page = folder / "page.txt"
    page.write_text("Agenda item\n\nTitle\n\nMinutes:\n\n1. The report was noted.\n", encoding="utf-8")
    with ms.create_index(folder / "warm") as index:
        index.add(page, workers=1)


def _resident(peak: MemoryPeak) -> float:
    peak.restart()
    return peak.resident_mb()


def _read(
    folder: Path,
    peak: MemoryPeak,
    beginning: float,
    seen: list[str],
    name: str,
    content: bytes,
    counted: bool,
    indexed: bool,
) -> Read:
    path = folder / name
    path.write_bytes(content)
    peak.restart()
    seen.clear()
    wrong: list[str] = []
    readings: tuple[ms.FileReading, ...] = ()
    began = time.thread_time()
    try:
        readings = ms.read_files(path)
    except ms.SourceError:
        pass
    except BaseException as error:
        wrong.append(f"{type(error).__name__}: {error!s:.200}")
    seconds = time.thread_time() - began
    megabytes = peak.resident_mb() - beginning
    if counted and len(readings) == 1 and readings[0].page_kind not in ("unread", "JSON Lines"):
        wrong += _losses(content, readings[0])
    if indexed and readings:
        wrong += _index(folder, path)
    wrong += seen
    with contextlib.suppress(OSError):
        path.unlink()
    shutil.rmtree(folder / "index", ignore_errors=True)
    is_read = any(reading.page_kind != "unread" for reading in readings)
    return Read(seconds, megabytes, is_read, tuple(wrong))


def _losses(content: bytes, reading: ms.FileReading) -> list[str]:
    """Return the letters lost without any problem that says so, in one line; empty if there are none."""
    try:
        text = decode(content, source="page").text
    except ms.SourceError:
        return []
    if text.lstrip("\ufeff").lstrip().startswith("<?xml"):
        return []
    lost = find_losses(text, reading, is_html=is_html(text))
    told = any("lost" in each.message or "could not be read" in each.message for each in reading.problems)
    return [f"lost in silence: {lost[:80]!r}"] if lost and not told else []


def _index(folder: Path, path: Path) -> list[str]:
    try:
        with ms.create_index(folder / "index") as index:
            index.add(path, workers=1)
            index.search("noted", limit=3)
            wrong = [f"check: {problem}" for problem in index.check()]
    except ms.SourceError:
        wrong = []
    except BaseException as error:
        wrong = [f"indexing: {type(error).__name__}: {error!s:.200}"]
    return wrong
