"""The watches of an index: added, removed, and run for what is new since the last run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from minutesearch.errors import ArgumentError, MinuteSearchError, NotFoundError, WatchFileError
from minutesearch.index import Index
from minutesearch.results import Arrival, Hit
from minutesearch.watching.news import Moment, NewPassage, News, Watch
from minutesearch.watching.state_file import MOST_WATCHES, NAME, hold, load, save

__all__ = ["Watches", "open_watches"]


def open_watches(index: Index, path: str | Path | None = None) -> Watches:
    """Open the watches of an index, which are kept in a file beside it: DIR.watches.json.

    Args:
        index: The index, open.
        path: The file, where it is another; it must be given for an index that is in no folder.

    Raises:
        ArgumentError: The index is in no folder, and no file was given.
    """
    if path is None:
        if not isinstance(index.path, Path):
            raise ArgumentError(
                "an index in a cluster has no file of watches beside it: say which one to use (path, or --file)",
                argument="path",
            )
        path = index.path.with_name(f"{index.path.name}.watches.json")
    return Watches(index, Path(path))


class Watches:
    """The watches of an index, in their file.

    Attributes:
        path: The file, which need not exist before a watch is added.
    """

    def __init__(self, index: Index, path: Path) -> None:
        self.path = path
        self._index = index

    def list(self) -> tuple[Watch, ...]:
        """Return the watches in the order in which they were added.

        Raises:
            WatchFileError: The file is damaged.
        """
        return load(self.path)

    def add(self, name: str, query: str = "", *, lock_timeout: float = 10.0, **options: Any) -> tuple[str, ...]:
        """Add a watch; its first run only takes note of what is there.

        Args:
            name: What to call it: letters, figures, spaces, points, dashes; 60 at most.
            query: The query, in the query language; "" for all that the filters let through.
            lock_timeout: How long to wait for a run under way, in seconds.
            options: The filters of `Index.search`, `match`, `expand` and `syntax`, by their names there.

        Returns:
            Sentences on filters that let nothing through now, as `Results.notes`.

        Raises:
            ArgumentError: There is a watch of that name, or an option does not exist or has a bad value.
            QueryError: The query cannot be read.
            WatchFileError: The file is damaged, busy or cannot be written.
        """
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise ArgumentError(
                f"name must be 1 to 60 letters, figures, spaces, points or dashes, not {str(name)[:80]!r}",
                argument="name",
            )
        for option in options:
            if option in ("since_generation", "context"):
                raise ArgumentError(f"a watch has no option {option!r}", argument=option)
        given = {option: _plain(option, value) for option, value in options.items() if value is not None}
        # A scan refuses what it does not know, a search says what lets nothing through.
        self._index.scan(query, **given)
        notes = self._index.search(query, limit=0, **given).notes
        with hold(self.path, timeout=lock_timeout):
            watches = load(self.path)
            if any(watch.name == name for watch in watches):
                raise ArgumentError(f"there is a watch {name!r} already; remove it first", argument="name")
            if len(watches) >= MOST_WATCHES:
                raise ArgumentError(
                    f"there are {MOST_WATCHES:,} watches already, and no more may be", argument="name"
                )
            save(self.path, (*watches, Watch(name=name, query=query, options=given)))
        return notes

    def remove(self, name: str, *, lock_timeout: float = 10.0) -> None:
        """Remove a watch.

        Args:
            name: Its name.
            lock_timeout: How long to wait for a run under way, in seconds.

        Raises:
            NotFoundError: There is no such watch.
            WatchFileError: The file is damaged, busy or cannot be written.
        """
        with hold(self.path, timeout=lock_timeout):
            watches = load(self.path)
            gone = _named(watches, (name,))
            save(self.path, tuple(watch for watch in watches if watch.name not in gone))

    def run(
        self,
        deliver: Callable[[tuple[News, ...]], object],
        *,
        names: Collection[str] = (),
        lock_timeout: float = 10.0,
    ) -> None:
        """Run watches, have the news delivered, and only then take note of what was seen.

        If delivering fails, nothing is noted: the next run finds the same again. Nothing is told twice or lost if
        two run at once, since one waits for the other.

        Args:
            deliver: Called once with the news of each watch, in order; those without any are among them.
            names: The watches to run; none for all.
            lock_timeout: How long to wait for another run, in seconds.

        Raises:
            NotFoundError: There is no watch of a name.
            WatchFileError: The file is damaged, busy or cannot be written, or a watch in it cannot be run.
        """
        with hold(self.path, timeout=lock_timeout):
            watches = load(self.path)
            wanted = _named(watches, names) if names else {watch.name for watch in watches}
            self._index.reopen()
            now = Moment(self._index.generation, datetime.datetime.now(datetime.UTC))
            arrivals = self._index.arrivals()
            count = sum(each.passages for each in arrivals)
            news = tuple(self._find(watch, arrivals, now) for watch in watches if watch.name in wanted)
            deliver(news)
            seen = {
                each.watch.name: replace(
                    each.watch,
                    began=now if each.watch.began is None or each.is_restarted else each.watch.began,
                    seen=now,
                    passages=count,
                )
                for each in news
            }
            if seen:
                save(self.path, tuple(seen.get(watch.name, watch) for watch in watches))

    def recent(self, *, limit: int = 100) -> tuple[tuple[Watch, Hit], ...]:
        """Return what has come in since the first run of each watch, the newest first, as a feed shows it.

        Args:
            limit: How many passages to give at most.

        Raises:
            WatchFileError: The file is damaged.
        """
        found = [
            (watch, hit)
            for watch in load(self.path)
            if watch.began is not None
            for hit in self._scan(watch, watch.began.generation)
        ]
        found.sort(key=lambda each: each[1].passage.generation or 0, reverse=True)
        return tuple(found[:limit])

    def _scan(self, watch: Watch, generation: int) -> Iterable[Hit]:
        try:
            return self._index.scan(watch.query, since_generation=generation, **watch.options)
        except (MinuteSearchError, TypeError) as error:
            # Whoever writes the file may write anything, and what one version reads another may not.
            raise WatchFileError(
                f"{self.path}: the watch {watch.name!r} cannot be run: {error}", path=str(self.path)
            ) from error

    def _find(self, watch: Watch, arrivals: Sequence[Arrival], now: Moment) -> News:
        """Find the news of a watch.

        An index that was built anew, put back from a copy, or cut short by a power cut counts its commits from a
        lower number again: what came in since the last run is known by its instant then.
        """
        if watch.seen is None:
            return News(watch=watch, passages=())
        seen = watch.seen
        late = [each for each in arrivals if each.instant > seen.instant]
        again = [each.generation for each in late if each.generation <= seen.generation]
        if again and watch.passages and len(late) == len(arrivals):
            return News(watch=watch, passages=(), is_restarted=True)
        first = min([*again, seen.generation + 1]) - 1
        hits = [
            hit
            for hit in self._scan(watch, first)
            if _is_after(hit, seen) and (hit.passage.generation or 0) <= now.generation
        ]
        hits.sort(key=lambda hit: hit.meeting.date or datetime.date.min, reverse=True)
        meetings = {hit.meeting.id for hit in hits}
        known = {each for each in meetings if self._had(each, seen)}
        return News(
            watch=watch,
            passages=tuple(
                NewPassage(hit=hit, change="changed" if hit.meeting.id in known else "new") for hit in hits
            ),
        )

    def _had(self, meeting_id: str, seen: Moment) -> bool:
        """Return whether the index had passages of a meeting that are still there."""
        return any(
            passage.generation is not None
            and passage.generation <= seen.generation
            and passage.indexed_at is not None
            and passage.indexed_at <= seen.instant
            for item in self._index.meeting(meeting_id).items
            for passage in item.passages
        )


def _is_after(hit: Hit, seen: Moment) -> bool:
    passage = hit.passage
    if passage.generation is None or passage.indexed_at is None:
        return False
    return passage.generation > seen.generation or passage.indexed_at > seen.instant


def _named(watches: Sequence[Watch], names: Collection[str]) -> set[str]:
    known = {watch.name for watch in watches}
    for name in names:
        if name not in known:
            raise NotFoundError(f"there is no watch {name!r}", key=name)
    return set(names)


def _plain(name: str, value: Any) -> Any:  # Any: whatever an option may be
    """Return the value of an option as JSON can have it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | bool):
        return value if isinstance(value, bool) else str(value)
    try:
        return [str(each) for each in value]
    except TypeError:
        raise ArgumentError(f"{name} must be a text or texts, not {value!r}", argument=name) from None
