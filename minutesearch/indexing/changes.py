"""Changes: which sources to put in and take out, done as one commit."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from minutesearch.engine import Effort, Engine, SourceDocument
from minutesearch.errors import ArgumentError, NotFoundError, SourceError
from minutesearch.indexing.candidates import Candidate, Loaded, find_files, record_candidate
from minutesearch.indexing.documents import make_document
from minutesearch.indexing.identities import identify_meetings
from minutesearch.records import Meeting, Problem, Source
from minutesearch.results import FacetCount, Report

__all__ = ["Progress", "add_sources", "make_effort", "remove_sources", "sync_folder"]

#: What the closing table calls the sources that could not be read.
_NOT_READ = "not read"

#: Told after each source how many are done, how many there are, and its name.
Progress = Callable[[int, int, str], None]


def make_effort(workers: int | None, *, durable: bool) -> Effort:
    """Says what a commit may use of the machine.

    Args:
        workers: How many processes at most; None for as many as the machine has cores.
        durable: Whether to wait until the change is safe from a power cut.

    Raises:
        ArgumentError: `workers` is no whole number from 1.
    """
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise ArgumentError(f"workers must be a whole number from 1, not {workers!r}", argument="workers")
    return Effort(workers=workers, durable=durable)


def add_sources(
    engine: Engine,
    known: Mapping[str, Source],
    sources: Sequence[str | Path | Meeting],
    *,
    name: str | None = None,
    progress: Progress | None = None,
    effort: Effort | None = None,
) -> Report:
    """Puts sources in, all or none; the same content under the same name is left alone.

    Args:
        engine: The index.
        known: The sources that it has, by name.
        sources: Paths of files and folders, and records.
        name: The name of the source of a record; only with one record.
        progress: Told of each source.
        effort: What the commit may use of the machine.

    Raises:
        ArgumentError: A name without exactly one record, or a record without a name.
        SourceError: None of the paths exists.
    """
    if name is not None and not (len(sources) == 1 and isinstance(sources[0], Meeting)):
        raise ArgumentError("name goes with exactly one Meeting", argument="name")
    for source in sources:
        if not isinstance(source, str | os.PathLike | Meeting):
            raise ArgumentError(
                f"a source must be a path or a Meeting, not {type(source).__name__}", argument="sources"
            )
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    missing: list[SourceError] = []
    for source in sources:
        if isinstance(source, Meeting):
            candidates.append(record_candidate(source, name=name))
            continue
        try:
            found, troubles = find_files(Path(source))
        except SourceError as error:
            missing.append(error)
            continue
        candidates += found
        problems += troubles
    if missing and len(missing) == len(sources):
        raise missing[0]
    problems += [_problem(error) for error in missing]
    change = _Change(known, progress=progress, effort=effort)
    return change.make(engine, candidates, problems=problems)


def sync_folder(
    engine: Engine,
    known: Mapping[str, Source],
    folder: Path,
    *,
    progress: Progress | None = None,
    effort: Effort | None = None,
) -> Report:
    """Makes the index hold the files of a folder and nothing else.

    Args:
        engine: The index.
        known: The sources that it has, by name.
        folder: The folder.
        progress: Told of each source.
        effort: What the commit may use of the machine.

    Raises:
        SourceError: The folder does not exist, or is no folder.
    """
    if not folder.is_dir():
        raise SourceError("is not a folder" if folder.exists() else "does not exist", source=str(folder))
    candidates, problems = find_files(folder)
    # What cannot be looked into may still hold what the index has of it.
    shut = [path for problem in problems if (path := Path(problem.path)).is_dir() or path.suffix == ".zip"]
    names = {candidate.name for candidate in candidates}
    gone = [
        name
        for name in known
        if name not in names and not any((folder / name).is_relative_to(each) for each in shut)
    ]
    # The folder says what a name stands for, wherever the index had it from before.
    change = _Change(known, progress=progress, effort=effort, moved=True)
    return change.make(engine, candidates, problems=problems, remove=gone)


def remove_sources(engine: Engine, known: Mapping[str, Source], names: Sequence[str]) -> Report:
    """Takes sources out, all or none.

    Raises:
        NotFoundError: The index has no source of that name.
    """
    for name in names:
        if name not in known:
            raise NotFoundError(f"the index has no source {name!r}", key=name)
    distinct = set(names)
    if distinct:
        engine.commit((), remove=distinct)
    return Report(removed=len(distinct))


class _Change:
    """One change under way: it counts while the engine draws the documents."""

    def __init__(
        self,
        known: Mapping[str, Source],
        *,
        progress: Progress | None,
        effort: Effort | None,
        moved: bool = False,
    ) -> None:
        self._known = known
        self._progress = progress
        self._effort = effort
        self._moved = moved
        self._problems: list[Problem] = []
        self._kinds: Counter[str] = Counter()
        self._added = self._updated = self._unchanged = self._passages = 0

    def make(
        self,
        engine: Engine,
        candidates: Iterable[Candidate],
        *,
        problems: Iterable[Problem] = (),
        remove: Sequence[str] = (),
    ) -> Report:
        """Commits what differs from the index, if anything does."""
        self._problems += problems
        documents = self._iter_documents(self._drop_repeated(candidates))
        first = next(documents, None)
        if first is not None:
            engine.commit(itertools.chain([first], documents), remove=remove, effort=self._effort)
        elif remove:
            engine.commit((), remove=remove)
        return Report(
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            removed=len(remove),
            passages=self._passages,
            problems=tuple(self._problems),
            page_kinds=self._count_kinds(),
        )

    def _count_kinds(self) -> tuple[FacetCount, ...]:
        """The kinds of page by how many were read as each; what could not be read comes last."""
        counts = sorted(self._kinds.items(), key=lambda pair: (pair[0] == _NOT_READ, -pair[1], pair[0]))
        return tuple(FacetCount(kind, count) for kind, count in counts)

    def _drop_repeated(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        chosen: dict[str, Candidate] = {}
        for candidate in candidates:
            other = chosen.setdefault(candidate.name, candidate)
            if other is not candidate and (candidate.path is None or candidate.path != other.path):
                self._problems.append(
                    Problem(
                        path=candidate.path or candidate.name,
                        message=f"not added: {other.path or 'another record'} has the same name,"
                        f" {candidate.name!r}; add the folder that holds both, or give the record a name",
                    )
                )
        return list(chosen.values())

    def _iter_documents(self, candidates: Sequence[Candidate]) -> Iterator[SourceDocument]:
        for done, candidate in enumerate(candidates, start=1):
            try:
                document = self._make_document(candidate)
            except SourceError as error:
                self._problems.append(_problem(error))
                self._kinds[_NOT_READ] += 1
                document = None
            if document is not None:
                yield document
            if self._progress is not None:
                self._progress(done, len(candidates), candidate.name)

    def _make_document(self, candidate: Candidate) -> SourceDocument | None:
        loaded = candidate.load()
        known = self._known.get(candidate.name)
        if known is None and not self._moved:
            known = self._find_path(candidate.path)
        if known is not None and known.sha256 == loaded.source.sha256:
            self._unchanged += 1
            return None
        if known is not None and not self._moved:
            _refuse_other_name(known, loaded)
            _refuse_other_file(known, loaded)
        reading = loaded.read()
        meetings = identify_meetings(reading.meetings, source=candidate.name)
        document = make_document(loaded.source, meetings)
        self._problems += reading.problems
        self._kinds[reading.page_kind] += 1
        self._passages += len(document.passages)
        if known is None:
            self._added += 1
        else:
            self._updated += 1
        return document

    def _find_path(self, path: str | None) -> Source | None:
        """Finds the source that a file is in the index as, whatever folder it was added with.

        A source's name is the end of its file's path, so only so many names are possible as the path has parts.
        """
        parts = Path(path).parts if path else ()
        for first in range(1, len(parts)):
            known = self._known.get("/".join(parts[first:]))
            if known is not None and known.path == path:
                return known
        return None


def _refuse_other_name(known: Source, loaded: Loaded) -> None:
    """Keeps one file from being there twice: as "2020/a.txt" from the wider folder, and as "a.txt" from it."""
    if known.name != loaded.source.name:
        raise SourceError(
            f"not added: the index has this file as {known.name!r}; add the folder that it was added with",
            source=loaded.source.path or loaded.source.name,
        )


def _refuse_other_file(known: Source, loaded: Loaded) -> None:
    """Keeps a file from replacing another one of the same name that is still there: 2020/a.txt and 2021/a.txt."""
    here = loaded.source.path
    if known.path is None or here is None or known.path == here or not Path(known.path).is_file():
        return
    raise SourceError(
        f"not added: the index has another file of this name, {known.path}; add the folder that holds both, or"
        " remove that one first",
        source=here,
    )


def _problem(error: SourceError) -> Problem:
    return Problem(path=error.source, message=error.reason, line=error.line)
