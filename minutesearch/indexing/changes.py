"""Changes of an index: which sources to add, replace and remove in one commit.

A change is compared with the index first, without the write lock, since reading unchanged files may take long.
The lock is taken only if anything differs; what is added and removed is decided under it, on the newest state.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from minutesearch.engine import Snapshot, SourceDocument, WriteOptions, WriteTransaction
from minutesearch.errors import ArgumentError, NotFoundError, SourceError
from minutesearch.indexing.arrivals import Arrivals
from minutesearch.indexing.document_builder import make_document
from minutesearch.indexing.ingest_plan import IngestPlan, as_problem, plan_folder, plan_sources
from minutesearch.indexing.source_files import LoadedFile, SourceFile
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
        progress: Called after each source.
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
        progress: Called after each source.
        options: What the commit may use of the machine.

    Raises:
        SourceError: The folder does not exist, or is no folder.
    """
    return Change(plan_folder(folder), folder=folder, progress=progress, options=options)


def remove_sources(transaction: WriteTransaction, known: Mapping[str, Source], names: Sequence[str]) -> Report:
    """Remove sources from the index, all of them or none.

    Raises:
        NotFoundError: The index has no source of that name.
    """
    for name in names:
        if name not in known:
            raise NotFoundError(f"the index has no source {name!r}", key=name)
    distinct = set(names)
    if distinct:
        transaction.commit((), remove=distinct)
    return Report(removed=len(distinct))


class Change:
    """One change of an index: compared with it without the write lock, then made under the lock.

    Args:
        plan: What is to go in.
        folder: The folder that the index is to mirror; None to remove nothing. A file of the folder replaces the
            source of its name, whatever file the index had that name from before.
        progress: Called after each source.
        options: What the commit may use of the machine.

    Attributes:
        progress_error: The exception that `progress` raised, which is the caller's own; None if it raised none.
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
        self._progress = progress
        self.progress_error: Exception | None = None
        self._options = options
        #: The digest of each source that the index was found to have as it is.
        self._same: dict[str, str] = {}
        self._told = 0
        self._problems: list[Problem] = []
        self._kinds: Counter[str] = Counter()
        self._added = self._updated = self._unchanged = self._removed = self._passages = 0

    def differs_from(self, known: Mapping[str, Source]) -> bool:
        """Return whether anything is to be done; sources that the index has by name are loaded to compare them.

        Args:
            known: The sources that the index has, by name.
        """
        for file in self._plan.files:
            source = self._find_known(known, file)
            if source is None:
                continue
            try:
                digest = file.load().source.sha256
            except SourceError:
                # Told when it is read in earnest.
                continue
            if digest == source.sha256:
                self._same[file.name] = digest
                self._tell(file)
        return len(self._same) < len(self._plan.files) or bool(self._find_gone(known))

    def make(self, transaction: WriteTransaction, snapshot: Snapshot, known: Mapping[str, Source]) -> Report:
        """Commit what still differs, under the write lock.

        Args:
            transaction: The transaction, which holds the write lock.
            snapshot: The newest committed state.
            known: The sources that the index has now, by name.

        Raises:
            SourceError: The folder does not exist any more.
        """
        if self._folder is not None:
            # Files that have come since were perhaps added by another process, and must not be taken out.
            self._plan = plan_folder(self._folder)
        gone = self._find_gone(known)
        arrivals = Arrivals(snapshot, known, gone, generation=transaction.generation)
        documents = self._iter_documents(known, arrivals)
        first = next(documents, None)
        if first is not None:
            transaction.commit(itertools.chain([first], documents), remove=gone, options=self._options)
        elif gone:
            transaction.commit((), remove=gone, options=self._options)
        self._removed = len(gone)
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
            problems=(*self._plan.problems, *self._problems),
            page_kinds=self._count_kinds(),
        )

    def _count_kinds(self) -> tuple[FacetCount, ...]:
        """Return how many sources were read as each kind of page, most first; unread ones come last."""
        counts = sorted(self._kinds.items(), key=lambda pair: (pair[0] == _NOT_READ, -pair[1], pair[0]))
        return tuple(FacetCount(kind, count) for kind, count in counts)

    def _find_gone(self, known: Mapping[str, Source]) -> list[str]:
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
            for name in known
            if name not in names and not any((folder / name).is_relative_to(each) for each in shut)
        ]

    def _iter_documents(self, known: Mapping[str, Source], arrivals: Arrivals) -> Iterator[SourceDocument]:
        for file in self._plan.files:
            source = self._find_known(known, file)
            if source is not None and self._same.get(file.name) == source.sha256:
                self._unchanged += 1
                continue
            if source is not None and file.is_doubtful:
                self._unchanged += 1
                self._tell(file)
                continue
            try:
                document = self._make_document(file, source, arrivals)
            except SourceError as error:
                self._problems.append(as_problem(error))
                self._kinds[_NOT_READ] += 1
                document = None
            if document is not None:
                yield document
            if file.name not in self._same:
                self._tell(file)

    def _tell(self, file: SourceFile) -> None:
        self._told += 1
        if self._progress is None:
            return
        try:
            self._progress(self._told, max(len(self._plan.files), self._told), file.name)
        except Exception as error:
            self.progress_error = error
            raise

    def _make_document(self, file: SourceFile, known: Source | None, arrivals: Arrivals) -> SourceDocument | None:
        loaded = file.load()
        if known is not None and known.sha256 == loaded.source.sha256:
            self._unchanged += 1
            return None
        if known is not None and self._folder is None:
            _refuse_other_name(known, loaded)
            _refuse_other_file(known, loaded)
        reading = loaded.read()
        document = make_document(loaded.source, reading.meetings, partial(arrivals.of_source, loaded.source))
        self._problems += reading.problems
        self._kinds[reading.page_kind] += 1
        self._passages += len(document.passages)
        if known is None:
            self._added += 1
        else:
            self._updated += 1
        return document

    def _find_known(self, known: Mapping[str, Source], file: SourceFile) -> Source | None:
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
