"""The index writer, which makes one commit: new segments, removals, merges and the manifest."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from minutesearch.engine.contract import SourceDocument, WriteOptions
from minutesearch.engine.embedded.commits.generations import (
    clear_folder,
    last_durable,
    latest_number,
    newest_manifest,
)
from minutesearch.engine.embedded.commits.manifest import Manifest, SegmentEntry, write_manifest
from minutesearch.engine.embedded.commits.merge_policy import choose_merge
from minutesearch.engine.embedded.segments.integrity import examine_segment
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.storage.safe_files import refusing, sync_file
from minutesearch.engine.embedded.storage.string_table import encode
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.merge_job import MergeSource, write_merged
from minutesearch.engine.embedded.writing.worker_pool import make_segments

__all__ = ["IndexWriter"]

#: From how many passages on two processes merge together: more than the merge policy lets a small commit merge, so
#: that this starts no process.
_WORTH_HALVING = 50_000


class IndexWriter:
    """The writer of one commit, made while the write lock is held.

    Args:
        folder: The folder of the index.
        interner: The interner with the chunks of text met so far, and the analyser.
        options: The options of the commit.
        whole: The files that are known to be whole; those of this commit are added.
    """

    def __init__(
        self, folder: Path, interner: TokenInterner, options: WriteOptions, *, whole: set[FileFacts]
    ) -> None:
        self._folder = folder
        self._interner = interner
        self._workers = os.cpu_count() or 1 if options.workers is None else options.workers
        self._durable = options.durable
        self._whole = whole
        self._base = newest_manifest(folder, whole)
        self._number = latest_number(folder) + 1
        self._files = 0
        self._open: dict[str, Segment] = {}

    def commit(self, documents: Iterable[SourceDocument], remove: Collection[str]) -> None:
        """Add and remove sources, and make the result the newest generation."""
        made = make_segments(
            documents,
            self._folder,
            self._interner,
            names=self._iter_names(),
            workers=self._workers,
            sync=self._durable,
        )
        fresh = [self._entry(facts) for facts in made]
        try:
            entries = self._without_removed([*self._base.segments, *fresh], fresh, remove)
            entries = self._merged(entries, added=sum(entry.passages for entry in fresh))
        except (ArithmeticError, LookupError, TypeError, ValueError):
            # A doctored segment may be the reason.
            for segment in self._open.values():
                examine_segment(segment)
            raise
        manifest = Manifest(
            generation=self._number,
            analyser=self._base.analyser,
            segments=tuple(entries),
            durable=self._durable,
        )
        self._open.clear()
        if self._durable and not self._base.durable:
            # The files of earlier commits that did not wait for the disk must be synced now too.
            with refusing(self._folder, "cannot be written to"):
                for entry in entries:
                    sync_file(self._folder / entry.file)
        write_manifest(self._folder, manifest)
        self._whole |= {entry.facts for entry in entries}
        # It is committed. Files that cannot be deleted now are left to the next commit.
        with contextlib.suppress(OSError):
            # A power cut may take all generations that did not wait for the disk.
            safe = None if self._durable else last_durable(self._folder, self._base)
            clear_folder(self._folder, manifest, [self._base, *([safe] if safe else [])])

    def _iter_names(self) -> Iterator[str]:
        while True:
            self._files += 1
            yield f"segment-{self._number:08}-{self._files}.arrays"

    def _segment(self, entry: SegmentEntry) -> Segment:
        if entry.file not in self._open:
            self._open[entry.file] = Segment(self._folder / entry.file, facts=entry.facts)
        return self._open[entry.file]

    def _entry(self, facts: FileFacts) -> SegmentEntry:
        entry = SegmentEntry(file=facts.name, size=facts.size, digest=facts.digest, passages=0)
        return replace(entry, passages=self._segment(entry).size)

    def _without_removed(
        self, entries: list[SegmentEntry], fresh: list[SegmentEntry], remove: Collection[str]
    ) -> list[SegmentEntry]:
        """Mark the sources that are removed or replaced by a later segment; drop segments with no others."""
        removed = {encode(name) for name in remove}
        anew: set[bytes] = set()
        kept: list[SegmentEntry] = []
        for entry in reversed(entries):
            segment = self._segment(entry)
            gone = anew if entry in fresh else anew | removed
            dead = {place for name in gone if (place := segment.source_names.find(name)) is not None}
            dead |= set(entry.dead)
            if entry in fresh:
                anew |= set(segment.source_names.everything())
            if len(dead) < len(segment.source_names):
                kept.append(_with_dead(entry, segment, dead))
        return kept[::-1]

    def _merged(self, entries: list[SegmentEntry], *, added: int) -> list[SegmentEntry]:
        names = self._iter_names()
        while (places := choose_merge(entries, added=added)) is not None:
            chosen = [entries[place] for place in places]
            is_great = sum(entry.passages - entry.dead_passages for entry in chosen) >= _WORTH_HALVING
            facts = write_merged(
                self._folder,
                [MergeSource(entry.facts, entry.dead) for entry in chosen],
                names=names,
                helper=self._helper if is_great else None,
                sync=self._durable,
            )
            entries = [entry for place, entry in enumerate(entries) if place not in places]
            entries.append(self._entry(facts))
        return entries

    @property
    def _helper(self) -> Analyser | None:
        """The analyser of a second process; None where there is to be one only."""
        analyser = self._interner.analyser
        return analyser if self._workers > 1 and analyser.travels else None


def _with_dead(entry: SegmentEntry, segment: Segment, dead: set[int]) -> SegmentEntry:
    first = segment.source_first
    passages = sum(int(first[place + 1]) - int(first[place]) for place in dead)
    return replace(entry, dead=tuple(sorted(dead)), dead_passages=passages)
