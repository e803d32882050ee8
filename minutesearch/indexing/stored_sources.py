"""The sources that an index has, as a change asks for them: by name, by content, and with their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from minutesearch.engine import Snapshot, SourceDocument
from minutesearch.errors import NotFoundError
from minutesearch.indexing.document_builder import make_document
from minutesearch.indexing.restoring import arrivals_of, restore_contents
from minutesearch.records import Source
from minutesearch.source_keys import name_of, part_key

__all__ = ["StoredSources", "make_alias"]


class StoredSources:
    """The sources of one state of an index.

    Args:
        known: The sources by key, each read when it is looked up.
    """

    def __init__(self, known: Mapping[str, Source]) -> None:
        self._known = known

    def get(self, name: str) -> Source | None:
        """Return the source of a name; None if there is none."""
        return self._known.get(name)

    def __bool__(self) -> bool:
        return bool(self._known)

    def names(self) -> Iterator[str]:
        """Yield the names of the sources, each once."""
        return (key for key in self._known if name_of(key) == key)

    def keys_of(self, name: str) -> list[str]:
        """Return the keys of a source: its name, and those of its further parts.

        Raises:
            NotFoundError: There is no source of that name.
        """
        if name not in self._known or name_of(name) != name:
            raise NotFoundError(f"the index has no source {name!r}", key=name)
        keys = [name]
        while (key := part_key(name, len(keys))) in self._known:
            keys.append(key)
        return keys

    @property
    def by_digest(self) -> Mapping[str, str]:
        """The name of the source that holds each content, by its digest."""
        return self._contents[0]

    @property
    def same_as(self) -> Mapping[str, Sequence[Source]]:
        """The sources that have the content of another, by the name of that one."""
        return self._contents[1]

    @cached_property
    def _contents(self) -> tuple[dict[str, str], dict[str, list[Source]]]:
        # All sources are gone through, which takes some 0.5 s for 100,000: only where something is to be done.
        by_digest: dict[str, str] = {}
        same_as: dict[str, list[Source]] = {}
        for source in self._known.values():
            if source.same_as is None:
                by_digest[source.sha256] = source.name
            else:
                same_as.setdefault(source.same_as, []).append(source)
        return by_digest, same_as

    def hand_on(
        self, names: Collection[str], snapshot: Snapshot, *, but: Collection[str] = ()
    ) -> Iterator[SourceDocument]:
        """Yield documents that hand on the content of sources that go to others that have the same.

        Args:
            names: The names of the sources that go.
            snapshot: The state that has their content.
            but: The names of sources that get content of their own, or go too.
        """
        for name in names:
            heirs = [each for each in self.same_as.get(name, ()) if each.name not in but]
            for heir in heirs[:1]:
                for part, key in enumerate(self.keys_of(name)):
                    meetings = restore_contents(snapshot.source(key))[1]
                    yield make_document(replace(heir, same_as=None, part=part), meetings, arrivals_of)
            for other in heirs[1:]:
                yield make_alias(other, heirs[0].name)


def make_alias(source: Source, name: str) -> SourceDocument:
    """Return the document of a source whose content is kept under another name."""
    return make_document(replace(source, same_as=name), (), arrivals_of)
