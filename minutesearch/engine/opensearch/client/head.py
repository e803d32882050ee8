"""The head of an index: the one document that says which commit is the newest, and which documents count."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.mapping import FORMAT, HEAD, data_index
from minutesearch.errors import CorruptIndexError, IndexFormatError, IndexLockedError, IndexMissingError

__all__ = ["Head", "SeenHead", "Totals", "read_head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What an index or a source has in all, for the mean lengths and rarities that ranking needs."""

    sources: int = 0
    passages: int = 0
    item_runs: int = 0
    #: Meetings, each counted once for each source that tells of it; and how many of them have a single passage.
    meetings: int = 0
    lonely: int = 0
    #: By text field, in the order of `TEXT_FIELDS`: the words in it, and the passages that have it.
    words: tuple[int, ...] = (0, 0, 0, 0)
    having: tuple[int, ...] = (0, 0, 0, 0)
    #: The lengths of all passages together with what each borrows from its neighbours, in words.
    around: float = 0.0

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
        return cls(**{**stored, "words": tuple(stored["words"]), "having": tuple(stored["having"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head: the newest commit of an index."""

    analyser: str
    #: The number of the index with the documents: that of the commit that made it.
    data: int = 0
    #: The number of the newest commit; documents of later ones are not to be seen.
    generation: int = 0
    #: The number that the writer at work has claimed, or the last one had.
    claimed: int = 0
    #: The numbers of commits that were begun and never made.
    aborted: tuple[int, ...] = ()
    #: The versions of sources that were replaced or removed, each with the commit that did it, and when: seconds
    #: since 1970.
    ended: tuple[tuple[str, int, int], ...] = ()
    totals: Totals = field(default_factory=Totals)

    def stored(self) -> Json:
        """Return the document."""
        return {"format": FORMAT, **asdict(self)}

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
        return data_index(self.connection.address.name, self.head.data)

    def change(self, **values: object) -> SeenHead:
        """Write a changed head, and return it.

        Raises:
            IndexLockedError: Somebody has changed it since it was read.
        """
        head = replace(self.head, **values)  # type: ignore[arg-type]  # the callers are few
        address = self.connection.address
        seen = self.connection.put(address.name, HEAD, head.stored(), self.seen)
        if seen is None:
            raise IndexLockedError(f"{address}: another process has written to it meanwhile", path=str(address))
        return SeenHead(self.connection, head, seen)


def read_head(connection: Connection, analyser: str) -> SeenHead:
    """Read the head.

    Args:
        connection: The connection.
        analyser: The fingerprint of the analyser that the index must be of.

    Raises:
        IndexMissingError: There is no index of that name, or none of ours.
        IndexFormatError: Another version or analyser made it.
        CorruptIndexError: The head cannot be understood.
    """
    place = str(connection.address)
    name = connection.address.name
    mapping = connection.ask("GET", f"/{name}/_mapping", ignore=(404,))
    found = mapping.get(name)
    if found is None:
        raise IndexMissingError(f"{place}: there is no index here", path=place)
    if "minutesearch" not in found["mappings"].get("_meta", {}):
        raise IndexMissingError(f"{place}: holds an index, but none of minutesearch's", path=place)
    seen = connection.get(name, HEAD)
    if seen is None:
        raise IndexMissingError(f"{place}: there is no index here, only one that was begun", path=place)
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
            analyser=source["analyser"],
            data=int(source["data"]),
            generation=int(source["generation"]),
            claimed=int(source["claimed"]),
            aborted=tuple(map(int, source["aborted"])),
            ended=tuple((str(version), int(at), int(when)) for version, at, when in source["ended"]),
            totals=Totals.of(source["totals"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorruptIndexError(f"{place}: its head cannot be understood", path=place) from error
    return SeenHead(connection, head, seen)
