"""Malice: an index opened, searched, changed and repaired in a process watched for what it must not do."""

from __future__ import annotations

import itertools
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh.qparser import QueryParser
from whoosh.query import Every, Term
from whoosh.query.spans import SpanNear2

import minutesearch as ms
from minutesearch.whoosh import open_dir
from tests.torture.questions import answer_questions, within_seconds

__all__ = ["examine", "limit_memory", "watch"]

#: How long one step may take, in seconds.
_LONGEST = 5.0
#: How many terms of each field, and hits of each search, are read through Whoosh.
_TERMS, _HITS = 200, 20
#: How much memory may be asked for beyond what a process has at first, in bytes.
_MEMORY = 1 << 30
_NEVER = (
    *("pickle.find_class", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
    *("ctypes.dlopen", "socket.connect", "socket.bind", "marshal.load"),
)
#: Events with one path, or two, that change something.
_CHANGES = {
    **dict.fromkeys(("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.utime"), 1),
    **dict.fromkeys(("os.rename", "os.link", "os.symlink"), 2),
}


def watch(index: Path) -> list[str]:
    """Start watching this process for good: what it reads or writes outside of an index, and what it starts.

    Args:
        index: The folder of the index; reading Python's own files is allowed.

    Returns:
        A list of what is seen, which grows.
    """
    watching = _Watching(index)
    sys.addaudithook(watching.hear)
    return watching.seen


class _Watching:
    """The events seen of a process."""

    def __init__(self, index: Path) -> None:
        self.seen: list[str] = []
        # Temporary files of the system's are what a deep check makes.
        self._index = (_real(index), os.path.join(os.path.realpath(tempfile.gettempdir()), "minutesearch-check-"))  # noqa: PTH118
        readable = (sys.prefix, sys.base_prefix, Path(ms.__file__).parent, "/usr", "/lib", "/proc/self")
        self._readable = tuple(map(os.path.realpath, readable))

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NEVER:
            self.seen.append(f"{event} {arguments!r:.200}")
        elif event == "open" and not isinstance(arguments[0], int):
            self._hear_open(*arguments)
        elif event in ("os.listdir", "os.scandir") and not isinstance(arguments[0], int):
            if not _is_inside(_real(arguments[0] or "."), (*self._index, *self._readable)):
                self.seen.append(f"listed {arguments[0]!r}")
        elif event in _CHANGES:
            at = arguments[-1] if isinstance(arguments[-1], int) and event == "os.remove" else -1
            for path in arguments[: _CHANGES[event]]:
                # A name may be one below an open folder.
                name = path if at < 0 else f"/proc/self/fd/{at}/{path}"
                if not _is_inside(_real(name, follow=False), self._index):
                    self.seen.append(f"{event} {path!r}")

    def _hear_open(self, path: Any, _: str, flags: int) -> None:
        # Opening without following links touches the name alone.
        real = _real(path, follow=not flags & (os.O_NOFOLLOW | os.O_EXCL))
        is_writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if not _is_inside(real, self._index if is_writing else (*self._index, *self._readable)):
            self.seen.append(f"opened {path!r}")


def _is_inside(path: str, roots: tuple[str, ...]) -> bool:
    return path.startswith(roots)


def _real(path: Any, *, follow: bool = True) -> str:
    text = os.fsdecode(path)
    if follow:
        return os.path.realpath(text)
    return os.path.join(os.path.realpath(os.path.dirname(text) or "."), os.path.basename(text))  # noqa: PTH118, PTH119, PTH120


def limit_memory() -> None:
    """Limit the memory of this process to little more than it has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + _MEMORY,) * 2)


def examine(path: Path, *, thorough: bool) -> tuple[list[str], str]:
    """Use an index as people do, and return what went wrong.

    Args:
        path: The folder.
        thorough: Whether to check it deeply, to add to it and to repair it as well.

    Returns:
        The things that must not be, a line each; and the outcome of opening and searching it.
    """
    wrong: list[str] = []
    came_to = "answers"

    def attempt(name: str, step: Callable[[], object]) -> bool:
        began = time.process_time()
        nonlocal came_to
        try:
            with within_seconds(_LONGEST):
                step()
        except ms.MinuteSearchError as error:
            if name == "ask":
                came_to = type(error).__name__
            return False
        except Exception as error:
            at = error.__traceback__
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            place = "" if at is None else f" at {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}"
            wrong.append(f"{name}: {type(error).__name__}: {error!s:.120}{place}")
            return False
        finally:
            if time.process_time() - began > _LONGEST:
                wrong.append(f"{name}: took {time.process_time() - began:.1f} s")
        return True

    attempt("ask", lambda: answer_questions(path))
    attempt("ask through Whoosh", lambda: _ask_whoosh(path))
    if thorough:
        attempt("check", lambda: _check(path))
        attempt("change", lambda: _change(path))
        attempt("mend", lambda: ms.repair_index(path))
        attempt("make", lambda: ms.open_index(path, create=True).close())
    return wrong, came_to


def _ask_whoosh(path: Path) -> None:
    """Read all that an index keeps through Whoosh's own reader, and search it as Whoosh's users do."""
    with open_dir(path).searcher() as searcher:
        reader = searcher.reader()
        for name in reader.indexed_field_names():
            for term in itertools.islice(reader.field_terms(name), _TERMS):
                reader.doc_frequency(name, term)
        for typed in (
            "voluntary sector",
            '"social prescribing"',
            "pier* OR ferry~",
            "kind:decision",
            "date:[2000 TO]",
        ):
            found = QueryParser("content", searcher.schema).parse(typed)
            results = searcher.search(found, limit=None, groupedby="kind", sortedby="date", terms=True)
            results.groups("kind")
            for hit in results[:_HITS]:
                hit.fields()
                hit.highlights("content")
                hit.matched_terms()
        searcher.search(Every(), limit=None)
        searcher.search(SpanNear2([Term("text", "social"), Term("text", "prescrib")], slop=3))
        searcher.suggest("text", "comittee")


def _check(path: Path) -> None:
    with ms.open_index(path) as index:
        index.check(deep=True)


def _change(path: Path) -> None:
    passage = ms.Passage(text="The pier was closed.", kind=ms.Kind.DISCUSSION)
    item = ms.AgendaItem(title="Pier", passages=(passage,))
    with ms.open_index(path) as index:
        index.add(ms.Meeting(council="Anytown", items=(item,)), lock_timeout=0.1, workers=1)
        name = next(iter(index.search("", limit=1000))).source
        index.remove(name, lock_timeout=0.1)
