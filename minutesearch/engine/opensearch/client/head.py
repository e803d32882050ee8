"""The head of an index: the one document that says which commit is the newest, and which documents count."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.mapping import FORMAT, HEAD, data_alias, data_index, head_alias
from minutesearch.errors import (
    CorruptIndexError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
    IndexUnavailableError,
)

__all__ = ["Head", "SeenHead", "Totals", "find_head", "read_head", "read_meta"]

#: For how long it is found out whether a head was written whose answer did not come, and how often, in seconds.
_UNCERTAIN, _PAUSE = 20.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What an index or a source has in all, for the mean lengths and rarities that ranking needs."""

    sources: int = 0
    passages: int = 0
    item_runs: int = 0
    #: Meetings, each counted once for each source that tells of it.
    meetings: int = 0
    #: The acronyms that sources define, each once for each source.
    acronyms: int = 0
    #: By text field, in the order of `TEXT_FIELDS`: the words in it, and the passages that have it.
    words: tuple[int, ...] = (0, 0, 0, 0)
    having: tuple[int, ...] = (0, 0, 0, 0)
    #: The lengths of all passages together with what each borrows from its neighbours, in words.
    around: float = 0.0

    @property
    def documents(self) -> Mapping[str, int]:
        """How many documents there are of each kind."""
        return {
            "p": self.passages,
            "i": self.item_runs,
            "m": self.meetings,
            "s": self.sources,
            "a": self.acronyms,
        }

    def __add__(self, other: Totals) -> Totals:
        return self._with(other, 1)

    def __sub__(self, other: Totals) -> Totals:
        return self._with(other, -1)

    def _with(self, other: Totals, sign: int) -> Totals:
        made: dict[str, Any] = {}
        for each in fields(self):
            one, two = getattr(self, each.name), getattr(other, each.name)
            if isinstance(one, tuple):
                made[each.name] = tuple(a + sign * b for a, b in zip(one, two, strict=True))
            else:
                made[each.name] = one + sign * two
        return Totals(**made)

    @classmethod
    def of(cls, stored: Json) -> Self:
        """Return totals as they were stored."""
        # What was counted once, and is not any more, stands in heads of the same format.
        known = {each.name: stored[each.name] for each in fields(cls) if each.name in stored}
        return cls(**{**known, "words": tuple(stored["words"]), "having": tuple(stored["having"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head: the newest commit of an index."""

    #: What tells the index from any other of its name, before or after it.
    identity: str
    analyser: str
    #: The number of the index with the documents: that of the commit that made it.
    data: int = 0
    #: The number of the newest commit; documents of later ones are not to be seen.
    generation: int = 0
    #: The number that the writer at work has claimed, or the last one had. Those between the newest commit and it
    #: are of a change that is not made yet: what has been sent of it whole.
    claimed: int = 0
    #: The numbers that were claimed and given up.
    aborted: tuple[int, ...] = ()
    #: The versions of sources that were replaced or removed, each with the commit that did it, and when: seconds
    #: since 1970.
    ended: tuple[tuple[str, int, int], ...] = ()
    totals: Totals = field(default_factory=Totals)
    #: Whether any meeting may be told of by several sources; once it is so, until the index is rebuilt.
    shares: bool = False
    #: Whether it was begun by a copy that is not done: until then there is no index.
    is_begun: bool = False

    def stored(self) -> Json:
        """Return the document."""
        return {"minutesearch": True, "format": FORMAT, **asdict(self)}

    @property
    def unfinished(self) -> list[int]:
        """The numbers of which everything is sent, and nothing seen until the change that they are of is made."""
        given_up = set(self.aborted)
        return [each for each in range(self.generation + 1, self.claimed) if each not in given_up]

    @property
    def ended_versions(self) -> list[str]:
        """The versions that have ended, whose documents are not to be seen."""
        return [version for version, _, _ in self.ended]


@dataclass(frozen=True, slots=True)
class SeenHead:
    """The head as it was read, with the version by which a change is only made to just that."""

    connection: Connection
    head: Head
    seen: Json

    @property
    def data(self) -> str:
        """The name of the index with the documents."""
        return data_index(self.connection.address.name, self.head.identity, self.head.data)

    @property
    def data_alias(self) -> str:
        """The name by which documents are written."""
        return data_alias(self.connection.address.name, self.head.identity, self.head.data)

    @property
    def alias(self) -> str:
        """The name by which the head and the lock are written."""
        return head_alias(self.connection.address.name, self.head.identity)

    def change(self, **values: object) -> SeenHead:
        """Write a changed head, and return it.

        Raises:
            IndexLockedError: Somebody has changed it since it was read.
            IndexUnavailableError: The cluster does not say for long whether it has taken it.
        """
        head = replace(self.head, **values)  # type: ignore[arg-type]  # the callers are few
        address = self.connection.address
        until = time.monotonic() + _UNCERTAIN
        while True:
            try:
                seen = self.connection.put(self.alias, HEAD, head.stored(), self.seen)
            except IndexUnavailableError:
                # It may have been written, and only the answer was lost. To send it again does no harm, since it
                # is taken only if the head is still as it was seen.
                seen = self._written(head)
                if seen is None and time.monotonic() >= until:
                    raise
            else:
                seen = seen or self._written(head)
                if seen is None:
                    raise IndexLockedError(
                        f"{address}: another process has written to it meanwhile", path=str(address)
                    )
            if seen is not None:
                return SeenHead(self.connection, head, seen)
            time.sleep(_PAUSE)

    def _written(self, head: Head) -> Json | None:
        """Return the head's document if it is just what is given; None if it is not, or cannot be read now."""
        with suppress(IndexUnavailableError):
            current = self.connection.get(self.alias, HEAD)
            # No other writer has the same number.
            if current is not None and current["_source"] == json.loads(json.dumps(head.stored())):
                return current
        return None


def find_head(connection: Connection) -> Json | None:
    """Return the head's document as it is at this moment; None if there is no index of that name.

    Raises:
        IndexMissingError: There is an index, but none of ours, or only one that was begun.
    """
    place, name = str(connection.address), connection.address.name
    seen = connection.get(name, HEAD)
    if seen is not None and seen["_source"].get("minutesearch"):
        return seen
    meta = read_meta(connection)
    if meta is None:
        return None
    if "minutesearch" not in meta:
        raise IndexMissingError(f"{place}: holds an index, but none of minutesearch's", path=place)
    if seen is None:
        raise IndexMissingError(f"{place}: there is no index here, only one that was begun", path=place)
    return seen


def read_meta(connection: Connection) -> Json | None:
    """Return what the mapping of the head's index says of it, nothing if it is not ours; None if there is none."""
    name = connection.address.name
    found = connection.ask("GET", f"/{name}/_mapping", ignore=(404,)).get(name)
    return None if found is None else found["mappings"].get("_meta", {})


def read_head(
    connection: Connection, analyser: str, seen: Json | None = None, *, is_begun: bool = False
) -> SeenHead:
    """Read the head.

    Args:
        connection: The connection.
        analyser: The fingerprint of the analyser that the index must be of.
        seen: The head's document, if it was found just now.
        is_begun: Whether it may be one that a copy has begun.

    Raises:
        IndexMissingError: There is no index of that name, or none of ours.
        IndexFormatError: Another version or analyser made it.
        CorruptIndexError: The head cannot be understood.
    """
    place = str(connection.address)
    if seen is None:
        seen = find_head(connection)
    if seen is None:
        raise IndexMissingError(f"{place}: there is no index here", path=place)
    source = seen["_source"]
    made_by = (source.get("format"), source.get("analyser"))
    if made_by != (FORMAT, analyser):
        raise IndexFormatError(
            f"{place}: was made as format {made_by[0]} with analyser {str(made_by[1])[:80]}; this version reads"
            f" format {FORMAT} with {analyser}. Build it again under another name, or delete it",
            path=place,
        )
    try:
        head = Head(
            identity=str(source["identity"]),
            analyser=source["analyser"],
            data=int(source["data"]),
            generation=int(source["generation"]),
            claimed=int(source["claimed"]),
            aborted=tuple(map(int, source["aborted"])),
            ended=tuple((str(version), int(at), int(when)) for version, at, when in source["ended"]),
            totals=Totals.of(source["totals"]),
            shares=bool(source["shares"]),
            is_begun=bool(source["is_begun"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorruptIndexError(f"{place}: its head cannot be understood", path=place) from error
    if head.is_begun and not is_begun:
        raise IndexMissingError(
            f"{place}: there is no index here, only a copy that was begun; copy again, and it goes on",
            path=place,
        )
    return SeenHead(connection, head, seen)
