"""The open index behind a site: each request reads one committed state, and new commits are gone on to."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import minutesearch as ms
from minutesearch.errors import MinuteSearchError
from minutesearch.web.state.overview import make_overview
from minutesearch.web.state.people import People, gather_people

__all__ = ["IndexHolder", "State"]

_LOG = logging.getLogger("minutesearch.web")
#: What a folder looked like: where it is, and when a name in it was made, changed or removed.
_Look = tuple[int, int, int]


class State:
    """One committed state of an index, open for any number of requests."""

    def __init__(self, index: ms.Index, token: str) -> None:
        self.index = index
        #: A text that is another for every commit, and for every index put in the place of this one.
        self.token = token
        #: What the whole index holds, counted now: a state that cannot be read is never gone on to.
        self.overview = make_overview(index)
        #: What was found to be damaged in it since; None if nothing was.
        self.damage: str | None = None
        self._users = 1
        self._lock = threading.Lock()

    @cached_property
    def people(self) -> People:
        """Everybody whom the minutes name as acting."""
        return gather_people(self.index)

    def acquire(self) -> None:
        """Count one more user."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Count one user fewer; close the files when none is left."""
        with self._lock:
            self._users -= 1
            is_last = self._users == 0
        if is_last:
            self.index.close()


class IndexHolder:
    """An index held open for a site, by handles of its own: the caller's index is never changed or closed."""

    def __init__(self, index: ms.Index | str | Path, *, refresh_seconds: float) -> None:
        self._path = index.path if isinstance(index, ms.Index) else index
        self._access = index.access if isinstance(index, ms.Index) else None
        self._refresh_seconds = refresh_seconds
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        #: Why the newest state cannot be read, though an older one is still served; None if it can.
        self.trouble: str | None = None
        self._look = self._look_at_folder()
        self._looked = time.monotonic()
        self._state: State | None = self._open()

    @contextmanager
    def lease(self) -> Iterator[State]:
        """Hold the newest state that is known of, for one request."""
        with self._lock:
            if self._state is None:
                # It was closed at the end of one run of the app, and another has begun.
                self._state = self._open()
            state = self._state
            state.acquire()
        try:
            yield state
        finally:
            state.release()

    def close(self) -> None:
        """Let go of the index; requests under way still finish."""
        with self._lock:
            state, self._state = self._state, None
        if state is not None:
            state.release()

    @property
    def may_be_stale(self) -> bool:
        """Whether the folder looks another than when it was read, or nobody has looked for long."""
        return self._look_at_folder() != self._look or time.monotonic() - self._looked >= self._refresh_seconds

    def refresh(self) -> None:
        """Go on to the newest state, unless somebody else is at it; until that is done the older one is served."""
        if not self._refreshing.acquire(blocking=False):
            return
        try:
            # Somebody may have done it between the question and now.
            if self.may_be_stale:
                self._look, self._looked = self._look_at_folder(), time.monotonic()
                self._go_on()
        finally:
            self._refreshing.release()

    def _go_on(self) -> None:
        with self._lock:
            known = self._state.token if self._state is not None else None
        try:
            fresh = self._open_new(known)
        except (MinuteSearchError, OSError, ValueError, MemoryError) as error:
            # What is open stays readable, whatever became of the folder.
            if self.trouble != str(error):
                _LOG.error("an older state is served: %s", error)
            self.trouble = str(error)
            return
        if self.trouble is not None:
            _LOG.warning("the newest state can be read again")
        self.trouble = None
        if fresh is None:
            return
        with self._lock:
            if self._state is None:
                stale: State | None = fresh
            else:
                stale, self._state = self._state, fresh
        if stale is not None:
            stale.release()

    def _open(self) -> State:
        index = ms.open_index(self._path, access=self._access)
        return self._make_state(index, self._token_of(index))

    def _open_new(self, known: str | None) -> State | None:
        """Open the newest state; None if it is the one that is known, which costs next to nothing."""
        index = ms.open_index(self._path, access=self._access)
        token = self._token_of(index)
        if token == known:
            index.close()
            return None
        return self._make_state(index, token)

    def _token_of(self, index: ms.Index) -> str:
        return f"{index.generation:x}-{index.identity or _digest_names(Path(self._path))}"

    @staticmethod
    def _make_state(index: ms.Index, token: str) -> State:
        try:
            return State(index, token)
        except BaseException:
            index.close()
            raise

    def _look_at_folder(self) -> _Look | None:
        try:
            # An index in a cluster has no folder, so that only time tells.
            status = Path(self._path).stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_mtime_ns


def _digest_names(folder: Path) -> str:
    """Return a digest of the names, sizes and times of the files of a folder."""
    facts = []
    try:
        for path in folder.iterdir():
            if path.name.startswith("gone."):
                # Written after the commit that it is of, it makes no other state.
                continue
            status = path.stat()
            facts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    except OSError:
        # A commit is tidying up: the number of the generation tells states apart too.
        return "0"
    return blake2b("\n".join(sorted(facts)).encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
