"""Repair of a damaged index: committing a sound generation made of everything that can still be read.

The way with the least loss is taken: the newest generation, if all of its sources can be read; else the newest
older one that is whole; else what can be read of the newest. Damaged files are deleted once the repair is
committed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from minutesearch.engine.contract import SourceDocument, StoredSource
from minutesearch.engine.embedded.commits.generations import (
    clear_folder,
    latest_number,
    manifests_in,
    newest_manifest,
    segments_in,
)
from minutesearch.engine.embedded.commits.manifest import Manifest, SegmentEntry, read_manifest, write_manifest
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.stored_documents import stored_source
from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.worker_pool import make_segments
from minutesearch.errors import CorruptIndexError, MinuteSearchError

__all__ = ["Repaired", "Restore", "repair_generations"]

#: A function that rebuilds the document of a source; it raises MinuteSearchError if the stored fields are not
#: sound.
Restore = Callable[[StoredSource], SourceDocument]


class Repaired(NamedTuple):
    """The outcome of a repair."""

    done: Literal["nothing", "marker", "went back", "rebuilt"]
    #: The generation that counts now.
    generation: int
    #: The sources that are lost, or back in an older form; by name, where the name can be read.
    lost: tuple[str, ...] = ()
    #: The damage found, in words.
    damage: tuple[str, ...] = ()


class _State(NamedTuple):
    """A generation with its sound and its broken segments."""

    manifest: Manifest
    #: The segments that are as they were written.
    whole: tuple[SegmentEntry, ...]
    #: The segments that are not.
    broken: tuple[SegmentEntry, ...]


def repair_generations(folder: Path, analyser: Analyser, restore: Restore, *, rebuild: bool = False) -> Repaired:
    """Make a sound generation the newest; the write lock must be held.

    Args:
        folder: The folder of the index.
        analyser: The analyser of the texts.
        restore: A function that rebuilds the document of a source from its stored fields.
        rebuild: Whether to rebuild everything, sound or not.

    Returns:
        What was done, which sources are lost, and what was damaged.

    Raises:
        IndexFolderError: The folder cannot be written to.
        CorruptIndexError: Nothing in the folder can be read.
    """
    names = manifests_in(folder)
    damage: list[str] = []
    states = [_look(folder, read, damage) for name in names if (read := _read(folder, name, damage))]
    newest = states[0] if states and states[0].manifest.name == names[0] else None
    if names and names[0].startswith("superseded"):
        damage.append(f"{folder}: the newest manifest is missing")
    if newest is not None and not newest.broken and not rebuild and _opens(folder, damage):
        return Repaired("nothing", newest.manifest.generation, (), tuple(damage))
    repair = _Repair(folder, analyser, restore)
    if newest is not None:
        entries = newest.manifest.segments
        broken = entries if rebuild else newest.broken
        kept = () if rebuild else newest.whole
        lost = repair.find_lost(broken)
        if not lost or rebuild:
            return repair.commit("rebuilt", kept, broken, lost, damage)
    back = next((state for state in states if not state.broken), None)
    if back is not None:
        lost = repair.find_changed(newest, back)
        return repair.commit("went back", back.whole, (), lost, damage)
    if states:
        return repair.commit(
            "rebuilt", states[0].whole, states[0].broken, repair.find_lost(states[0].broken), damage
        )
    orphans = repair.find_orphans()
    if not orphans:
        raise CorruptIndexError(
            f"{folder}: nothing in it can be read; delete it, then add your sources", path=str(folder)
        )
    damage.append("no manifest can be read: sources that had been removed may be back")
    return repair.commit("rebuilt", (), orphans, repair.find_lost(orphans), damage)


def _opens(folder: Path, damage: list[str]) -> bool:
    """Return whether the newest generation opens; not if a copy of its manifest says it was superseded."""
    try:
        newest_manifest(folder)
    except CorruptIndexError as error:
        damage.append(str(error).partition(";")[0])
        return False
    return True


def _read(folder: Path, name: str, damage: list[str]) -> Manifest | None:
    try:
        return read_manifest(folder, name)
    except CorruptIndexError as error:
        damage.append(str(error).partition(";")[0])
        return None


def _look(folder: Path, manifest: Manifest, damage: list[str]) -> _State:
    broken = []
    for entry in manifest.segments:
        try:
            ArrayFile(folder / entry.file, facts=entry.facts).verify()
        except CorruptIndexError as error:
            broken.append(entry)
            if str(error) not in damage:
                damage.append(str(error))
    whole = tuple(entry for entry in manifest.segments if entry not in broken)
    return _State(manifest, whole, tuple(broken))


class _Repair:
    """A repair under way.

    Args:
        folder: The folder of the index.
        analyser: The analyser of the texts.
        restore: A function that rebuilds the document of a source from its stored fields.
    """

    def __init__(self, folder: Path, analyser: Analyser, restore: Restore) -> None:
        self._folder = folder
        self._analyser = analyser
        self._restore = restore
        self._number = latest_number(folder) + 1

    def find_lost(self, broken: tuple[SegmentEntry, ...]) -> tuple[str, ...]:
        """Return the names of the sources in broken segments that cannot be read."""
        lost: list[str] = []
        for _ in self._iter_documents(broken, lost):
            pass
        return tuple(dict.fromkeys(lost))

    def find_changed(self, newest: _State | None, back: _State) -> tuple[str, ...]:
        """Return the names of the sources that differ between the newest generation and an older one, sorted."""
        if newest is None:
            return ()
        after, before = self._records(newest), self._records(back)
        return tuple(sorted(name for name in after | before if after.get(name) != before.get(name)))

    def _records(self, state: _State) -> dict[str, object]:
        """Return the record of each source by its name; None where it cannot be read."""
        records: dict[str, object] = {}
        for entry in state.manifest.segments:
            segment = self._open(entry)
            if segment is None:
                continue
            for source in segment.live_sources():
                try:
                    name = decode(segment.source_names[source])
                    records[name] = None
                    records[name] = segment.source_records.record(source)
                except (MinuteSearchError, ValueError):
                    continue
        return records

    def find_orphans(self) -> tuple[SegmentEntry, ...]:
        """Return entries for all segments in the folder that can be opened, listed in a manifest or not."""
        found = []
        for name in segments_in(self._folder):
            entry = SegmentEntry(file=name, size=0, digest="", passages=0)
            if self._open(entry) is not None:
                found.append(entry)
        return tuple(found)

    def _open(self, entry: SegmentEntry) -> Segment | None:
        """Open a segment if it is the file that its manifest means, or an orphan; None if it is damaged."""
        try:
            facts = entry.facts if entry.digest else None
            return Segment(self._folder / entry.file, facts=facts, dead=entry.dead)
        except CorruptIndexError:
            return None

    def _iter_documents(self, broken: tuple[SegmentEntry, ...], lost: list[str]) -> Iterator[SourceDocument]:
        """Yield rebuilt documents of everything readable in broken segments; note the lost sources."""
        for entry in broken:
            segment = self._open(entry)
            if segment is None:
                lost.append(f"all sources of {entry.file}")
                continue
            for source in segment.live_sources():
                name = f"source {source} of {entry.file}"
                try:
                    name = decode(segment.source_names[source])
                    yield self._restore(stored_source(segment, source))
                except (MinuteSearchError, ValueError):
                    lost.append(name)

    def commit(
        self,
        done: Literal["went back", "rebuilt"],
        kept: tuple[SegmentEntry, ...],
        broken: tuple[SegmentEntry, ...],
        lost: tuple[str, ...],
        damage: list[str],
    ) -> Repaired:
        """Rebuild the broken segments, and commit them with the kept ones as the newest generation."""
        names = (f"segment-{self._number:08}-{each}.arrays" for each in itertools.count(1))
        documents = self._iter_documents(broken, [])
        made = make_segments(
            documents, self._folder, TokenInterner(self._analyser), names=names, workers=1, sync=True
        )
        fresh = self._without_repeated([self._entry(facts) for facts in made])
        manifest = Manifest(generation=self._number, analyser=self._analyser.fingerprint, segments=(*kept, *fresh))
        write_manifest(self._folder, manifest)
        clear_folder(self._folder, manifest, ())
        return Repaired(done, self._number, lost, tuple(damage))

    def _entry(self, facts: FileFacts) -> SegmentEntry:
        segment = Segment(self._folder / facts.name, facts=facts)
        return SegmentEntry(file=facts.name, size=facts.size, digest=facts.digest, passages=segment.size)

    def _without_repeated(self, entries: list[SegmentEntry]) -> list[SegmentEntry]:
        """Mark the sources that a later segment has too, which only happens with orphans."""
        anew: set[bytes] = set()
        kept = []
        for entry in reversed(entries):
            segment = Segment(self._folder / entry.file, facts=entry.facts)
            names = segment.source_names.everything()
            dead = tuple(place for place, name in enumerate(names) if name in anew)
            anew.update(names)
            count = sum(int(segment.source_first[place + 1]) - int(segment.source_first[place]) for place in dead)
            if len(dead) < len(names):
                kept.append(replace(entry, dead=dead, dead_passages=count))
        return kept[::-1]
