"""Changes of an index: which sources to add, replace and remove in one commit.

A change is compared with the index first, without the write lock, since reading unchanged files may take long.
The lock is taken only if anything differs; what is added and removed is decided under it, on the newest state.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from minutesearch.engine import Snapshot, SourceDocument, WriteOptions, WriteTransaction
from minutesearch.errors import ArgumentError, SourceError
from minutesearch.indexing.advance import Advance
from minutesearch.indexing.arrivals import Arrivals
from minutesearch.indexing.document_builder import make_document
from minutesearch.indexing.ingest_plan import IngestPlan, as_problem, plan_folder, plan_sources
from minutesearch.indexing.source_files import LoadedFile, SourceFile
from minutesearch.indexing.stored_sources import StoredSources, make_alias
from minutesearch.records import Meeting, Problem, Source
from minutesearch.results import FacetCount, Progress, Report

__all__ = ["Change", "make_write_options", "plan_addition", "plan_sync", "remove_sources"]

#: The name, in the report's table of page kinds, of the sources that could not be read.
_NOT_READ = "not read"


def make_write_options(workers: int | None, *, durable: bool) -> WriteOptions:
    """Check the limits of what a commit may use of the machine, and return them as a record.

    Args:
        workers: How many processes at most; None for as many as the machine has cores.
        durable: Whether to wait until the change is safe from a power cut.

    Raises:
        ArgumentError: `workers` is no whole number from 1.
    """
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise ArgumentError(f"workers must be a whole number from 1, not {workers!r}", argument="workers")
    return WriteOptions(workers=workers, durable=durable)


def plan_addition(
    sources: Sequence[str | Path | Meeting],
    *,
    name: str | None = None,
    progress: Progress | None = None,
    options: WriteOptions | None = None,
) -> Change:
    """Plan the addition of sources, all or none; the same content under the same name is left alone.

    Args:
        sources: Paths of files and folders, and records.
        name: The name of the source of a record; only with one record.
        progress: Called after each source, and as passages are read if it is a `PassageProgress`.
        options: What the commit may use of the machine.

    Raises:
        ArgumentError: A name without exactly one record, or a record without a name.
        SourceError: None of the paths exists.
    """
    return Change(plan_sources(sources, name=name), progress=progress, options=options)


def plan_sync(folder: Path, *, progress: Progress | None = None, options: WriteOptions | None = None) -> Change:
    """Plan a change after which the index holds the files of a folder and nothing else.

    Args:
        folder: The folder.
        progress: Called after each source, and as passages are read if it is a `PassageProgress`.
        options: What the commit may use of the machine.

    Raises:
        SourceError: The folder does not exist, or is no folder.
    """
    return Change(plan_folder(folder), folder=folder, progress=progress, options=options)


def remove_sources(
    transaction: WriteTransaction, snapshot: Snapshot, known: Mapping[str, Source], names: Sequence[str]
) -> Report:
    """Remove sources from the index, all of them or none; what another has the content of is handed on to it.

    Args:
        transaction: The transaction, which holds the write lock.
        snapshot: The newest committed state.
        known: The sources that the index has now, by key.
        names: The names of the sources.

    Raises:
        NotFoundError: The index has no source of that name.
    """
    stored = StoredSources(known)
    distinct = set(names)
    keys = {key for name in names for key in stored.keys_of(name)}
    if distinct:
        transaction.commit(stored.hand_on(distinct, snapshot, but=distinct), remove=keys)
    return Report(removed=len(distinct))


class Change:
    """One change of an index: compared with it without the write lock, then made under the lock.

    Args:
        plan: What is to go in.
        folder: The folder that the index is to mirror; None to remove nothing. A file of the folder replaces the
            source of its name, whatever file the index had that name from before.
        progress: Called after each source, and as passages are read if it is a `PassageProgress`.
        options: What the commit may use of the machine.

    """

    def __init__(
        self,
        plan: IngestPlan,
        *,
        folder: Path | None = None,
        progress: Progress | None,
        options: WriteOptions | None,
    ) -> None:
        self._plan = plan
        self._folder = folder
        self._advance = Advance(progress)
        self._options = options
        #: The digest of each source that the index was found to have as it is.
        self._same: dict[str, str] = {}
        #: The name of the source of this change that holds each content, by its digest.
        self._held: dict[str, str] = {}
        self._planned: set[str] = set()
        self._problems: list[Problem] = []
        self._kinds: Counter[str] = Counter()
        self._recorded: Counter[str] = Counter()
        self._added = self._updated = self._unchanged = self._removed = self._passages = self._resumed = 0

    @property
    def progress_error(self) -> Exception | None:
        """The exception that `progress` raised, which is the caller's own; None if it raised none."""
        return self._advance.error

    def differs_from(self, known: Mapping[str, Source]) -> bool:
        """Return whether anything is to be done; sources that the index has by name are loaded to compare them.

        Args:
            known: The sources that the index has, by key.
        """
        stored = StoredSources(known)
        for file in self._plan.files:
            source = self._find_known(stored, file)
            if source is None:
                continue
            try:
                digest = file.load().source.sha256
            except SourceError:
                # Told when it is read in earnest.
                continue
            if digest == source.sha256:
                self._same[file.name] = digest
                self._finish(file, is_read=False)
        return len(self._same) < len(self._plan.files) or bool(self._find_gone(stored))

    def make(self, transaction: WriteTransaction, snapshot: Snapshot, known: Mapping[str, Source]) -> Report:
        """Commit what still differs, under the write lock.

        Args:
            transaction: The transaction, which holds the write lock.
            snapshot: The newest committed state.
            known: The sources that the index has now, by key.

        Raises:
            SourceError: The folder does not exist any more, or a feed was changed while it was read.
        """
        stored = StoredSources(known)
        if self._folder is not None:
            # Files that have come since were perhaps added by another process, and must not be taken out.
            self._plan = plan_folder(self._folder)
        self._planned = {file.name for file in self._plan.files}
        self._advance.expect([file for file in self._plan.files if file.name not in self._same])
        gone = self._find_gone(stored)
        changed = self._find_changed(stored)
        # Parts that a source no longer has are added while documents are made: it is read after they are.
        remove = {key for name in gone for key in stored.keys_of(name)}
        handed_on = stored.hand_on({*gone, *changed}, snapshot, but={*gone, *changed})
        arrivals = Arrivals(snapshot, known, remove, generation=transaction.generation)
        documents = itertools.chain(handed_on, self._iter_documents(stored, arrivals, remove))
        first = next(documents, None)
        if first is not None:
            transaction.commit(itertools.chain([first], documents), remove=remove, options=self._options)
        elif gone:
            transaction.commit((), remove=remove, options=self._options)
        self._removed = len(gone)
        self._resumed = transaction.resumed
        return self._report()

    def leave(self) -> Report:
        """Return the report of a change with nothing to do: the index has all of it already."""
        self._unchanged = len(self._same)
        return self._report()

    def _report(self) -> Report:
        return Report(
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            removed=self._removed,
            passages=self._passages,
            resumed=self._resumed,
            problems=(*self._plan.problems, *self._problems),
            page_kinds=self._count_kinds(),
            recorded=tuple(FacetCount(name, count) for name, count in sorted(self._recorded.items())),
        )

    def _count_kinds(self) -> tuple[FacetCount, ...]:
        """Return how many sources were read as each kind of page, most first; unread ones come last."""
        counts = sorted(self._kinds.items(), key=lambda pair: (pair[0] == _NOT_READ, -pair[1], pair[0]))
        return tuple(FacetCount(kind, count) for kind, count in counts)

    def _find_changed(self, stored: StoredSources) -> list[str]:
        """Return the names of indexed sources that may get other content."""
        known = [self._find_known(stored, file) for file in self._plan.files]
        return [source.name for source in known if source is not None and source.name not in self._same]

    def _find_gone(self, stored: StoredSources) -> list[str]:
        """Return the names of indexed sources that the folder no longer has."""
        if self._folder is None:
            return []
        # What cannot be looked into may still hold what the index has of it.
        paths = [Path(problem.path) for problem in self._plan.problems]
        shut = [path for path in paths if path.is_dir() or path.suffix == ".zip"]
        names = {file.name for file in self._plan.files}
        folder = self._folder
        return [
            name
            for name in stored.names()
            if name not in names and not any((folder / name).is_relative_to(each) for each in shut)
        ]

    def _iter_documents(
        self, stored: StoredSources, arrivals: Arrivals, remove: set[str]
    ) -> Iterator[SourceDocument]:
        for file in self._plan.files:
            source = self._find_known(stored, file)
            if source is not None and self._same.get(file.name) == source.sha256:
                self._unchanged += 1
                continue
            if source is not None and file.is_doubtful:
                self._unchanged += 1
                self._finish(file)
                continue
            parts = self._make_documents(file, source, stored, arrivals, remove)
            try:
                first = next(parts, None)
            except SourceError as error:
                self._problems.append(as_problem(error))
                self._kinds[_NOT_READ] += 1
                first = None
            if first is not None:
                yield first
                # A part of a source is no source: what goes wrong with a later one stops the change.
                yield from parts
            if file.name not in self._same:
                self._finish(file)

    def _finish(self, file: SourceFile, *, is_read: bool = True) -> None:
        self._advance.finish(file, of=len(self._plan.files), is_read=is_read)

    def _make_documents(
        self,
        file: SourceFile,
        known: Source | None,
        stored: StoredSources,
        arrivals: Arrivals,
        remove: set[str],
    ) -> Iterator[SourceDocument]:
        """Yield the document of a source, or those of its parts; none if the index has it as it is."""
        loaded = file.load()
        source = loaded.source
        if known is not None and known.sha256 == source.sha256:
            self._unchanged += 1
            return
        if known is not None and self._folder is None:
            _refuse_other_name(known, loaded)
            _refuse_other_file(known, loaded)
        former = set(stored.keys_of(known.name)) if known is not None else set()
        twin = self._find_twin(source, stored, remove)
        if twin is not None:
            self._problems.append(
                Problem(
                    path=source.path or source.name,
                    message=f"has the same content as {twin!r}, and is kept once, under both names",
                )
            )
            remove |= former - {source.name}
            yield make_alias(source, twin)
            return
        for part, reading in enumerate(loaded.iter_parts()):
            own = replace(source, part=part)
            document = make_document(own, reading.meetings, partial(arrivals.of_source, own))
            if not part:
                self._count(reading.page_kind, known)
                self._held[source.sha256] = source.name
            self._problems += reading.problems
            self._recorded.update(_iter_recorded(reading.meetings))
            self._passages += len(document.passages)
            former.discard(document.name)
            self._advance.read_passages(len(document.passages), file, end=reading.end)
            yield document
        remove |= former

    def _count(self, page_kind: str, known: Source | None) -> None:
        self._kinds[page_kind] += 1
        if known is None:
            self._added += 1
        else:
            self._updated += 1

    def _find_twin(self, source: Source, stored: StoredSources, remove: set[str]) -> str | None:
        """Return the name of another source that holds the same content and stays; None if there is none."""
        held = self._held.get(source.sha256)
        if held is None:
            held = stored.by_digest.get(source.sha256)
            if held is None or held in remove or (held in self._planned and held not in self._same):
                return None
        return held if held != source.name else None

    def _find_known(self, known: StoredSources, file: SourceFile) -> Source | None:
        """Return the source that the index has of a file, whatever folder the file was added with.

        A source's name is the end of its file's path, so only so many names are possible as the path has parts.
        """
        found = known.get(file.name)
        if found is not None or self._folder is not None or not known:
            return found
        parts = Path(file.path).parts if file.path else ()
        names = ("/".join(parts[first:]) for first in range(1, len(parts)))
        others = filter(None, map(known.get, names))
        return next((other for other in others if other.path == file.path), None)


def _iter_recorded(meetings: Iterable[Meeting]) -> Iterator[str]:
    """Yield a name for each motion with an outcome, and each question."""
    for meeting in meetings:
        for item in meeting.items:
            yield from (f"motions {motion.outcome.value}" for motion in item.motions if motion.outcome)
            yield from (f"questions {'answered' if each.answer else 'unanswered'}" for each in item.questions)


def _refuse_other_name(known: Source, loaded: LoadedFile) -> None:
    """Refuse to add a file that the index already has under a longer or shorter name ("a.txt", "2020/a.txt")."""
    if known.name != loaded.source.name:
        raise SourceError(
            f"not added: the index has this file as {known.name!r}; add the folder that it was added with",
            source=loaded.source.path or loaded.source.name,
        )


def _refuse_other_file(known: Source, loaded: LoadedFile) -> None:
    """Refuse to replace another file of the same name that still exists (2020/a.txt by 2021/a.txt)."""
    here = loaded.source.path
    if known.path is None or here is None or known.path == here or not Path(known.path).is_file():
        return
    raise SourceError(
        f"not added: the index has another file of this name, {known.path}; add the folder that holds both, or"
        " remove that one first",
        source=here,
    )
