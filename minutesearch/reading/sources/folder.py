"""Listing of the files in a folder that may be minutes, in a fixed order, with their sidecar metadata."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.reading.sources.files import FoundFile
from minutesearch.reading.sources.metadata import Metadata
from minutesearch.reading.sources.people_file import PEOPLE_NAME, PeopleFile, load_people
from minutesearch.reading.sources.sidecar import SIDECAR_NAMES, Sidecar, load_sidecar
from minutesearch.records import Problem

__all__ = ["Listing", "list_files"]


#: A folder with one of these files in it holds judged queries about the minutes, or an index, and no minutes.
_OF_OURS = frozenset({"queries.jsonl", "minutesearch.json"})
#: How files that may be minutes are called, to tell whether a folder that is passed over should have been read.
_ENDINGS = (".txt", ".htm", ".html", ".aspx", ".pdf", ".docx", ".xml", ".zip", ".jsonl")


class Listing(NamedTuple):
    """The files of a folder that may be minutes."""

    #: The files, by name.
    files: tuple[FoundFile, ...]
    #: The folders without access, the links that were not followed, and what is wrong with the sidecars.
    problems: tuple[Problem, ...]


def list_files(path: Path) -> Listing:
    """List the files in a folder and in all folders below it, or a single file.

    Names that begin with "." or "_" and the sidecars themselves are skipped, and so are an index, and folders
    with judged queries (`queries.jsonl`), which may lie beside the minutes that they judge. A folder whose name
    begins with "_" is reported as a problem if it holds files that may be minutes. A link to a file inside the
    folder is a file; links out of it and links to folders are not followed, so there are no loops. Where sidecars
    of several folders name the same file, the nearest one counts; of `people.csv`, the nearest above a file.

    Args:
        path: A folder or a file. The sidecar beside a single file counts too.

    Returns:
        The files in the order of their names (code points), and what went wrong.

    Raises:
        SourceError: Nothing is there, the folder itself may not be listed, or a single file's name is not Unicode.
    """
    try:
        root = path.resolve(strict=True)
        is_folder = root.is_dir()
    except FileNotFoundError:
        raise SourceError("does not exist", source=_printable(path)) from None
    except (OSError, ValueError, RuntimeError) as error:  # no access, a NUL in the path, a loop of links
        # Its whole text would name the path again.
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(f"cannot be opened: {reason}", source=_printable(path)) from error
    if not is_folder:
        if not _is_printable(path.name):
            raise SourceError("its name is not valid Unicode; rename it to have it read", source=_printable(path))
        sidecar = load_sidecar(path.parent)
        named = load_people(path.parent)
        found = FoundFile(
            name=path.name,
            path=path,
            metadata=sidecar.rows.get(path.name),
            is_doubtful=sidecar.is_unreadable or named.is_unreadable,
            people=named.people,
        )
        return Listing((found,), (*sidecar.problems, *named.problems))
    walk = _Walk(path, root)
    walk.run()
    return Listing(tuple(sorted(walk.files, key=lambda file: file.name)), tuple(walk.problems))


class _Walk:
    """A walk over a folder, without recursion: folders may be nested deeper than Python's stack."""

    def __init__(self, top: Path, root: Path) -> None:
        self.top = top
        self.root = root
        self.files: list[FoundFile] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Walk the folder, and fill `files` and `problems`."""
        waiting: list[tuple[str, tuple[tuple[str, Sidecar], ...], PeopleFile]] = [("", (), PeopleFile())]
        while waiting:
            prefix, sidecars, above = waiting.pop()
            folder = self.top / prefix
            try:
                with os.scandir(folder) as entries:
                    entries_by_name = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                reason = f"this folder may not be listed: {error.strerror or error}"
                if not prefix:
                    raise SourceError(reason, source=_printable(folder)) from error
                self._report(folder, reason)
                continue
            if prefix and any(entry.name in _OF_OURS and entry.is_file() for entry in entries_by_name):
                continue
            sidecar = load_sidecar(folder)
            self.problems += sidecar.problems
            sidecars = ((prefix, sidecar), *sidecars) if sidecar.rows or sidecar.is_unreadable else sidecars
            own = load_people(folder)
            self.problems += own.problems
            named = own if own.people is not None or own.is_unreadable else above
            folders = [
                (f"{prefix}{entry.name}/", sidecars, named)
                for entry in entries_by_name
                if self._take(entry, prefix, sidecars, named)
            ]
            waiting += reversed(folders)

    def _take(
        self,
        entry: os.DirEntry[str],
        prefix: str,
        sidecars: tuple[tuple[str, Sidecar], ...],
        named: PeopleFile,
    ) -> bool:
        """Record an entry if it is a file; return whether it is a folder to be walked."""
        name, path = entry.name, self.top / prefix / entry.name
        if name.startswith((".", "_")) or name in (*SIDECAR_NAMES, PEOPLE_NAME):
            if name.startswith("_") and entry.is_dir(follow_symlinks=False) and _holds_minutes(path):
                self._report(path, "is passed over, since its name begins with “_”; rename it to have it read")
            return False
        if not _is_printable(name):
            self._report(path, "its name is not valid Unicode; rename it to have it read")
        elif (refusal := self._refuse(entry)) is not None:
            self._report(path, refusal)
        elif entry.is_dir(follow_symlinks=False):
            return True
        else:
            whole = prefix + name
            metadata = _find_metadata(whole, sidecars)
            doubtful = metadata is None and any(sidecar.is_unreadable for _, sidecar in sidecars)
            self.files.append(
                FoundFile(
                    name=whole,
                    path=path,
                    metadata=metadata,
                    is_doubtful=doubtful or named.is_unreadable,
                    people=named.people,
                )
            )
        return False

    def _refuse(self, entry: os.DirEntry[str]) -> str | None:
        """Return the reason for neither listing nor walking an entry; None if it is listed or walked."""
        try:
            if not entry.is_symlink():
                is_known = entry.is_file() or entry.is_dir()
                return None if is_known else "is a pipe, socket or device, not a file"
            target = Path(entry.path).resolve(strict=True)
            if not target.is_relative_to(self.root):
                return "is a link out of the folder, which is not followed"
            return None if target.is_file() else "is a link to something other than a file, which is not followed"
        except (OSError, RuntimeError):
            return "is a link that leads nowhere"

    def _report(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path=_printable(path), message=message))


def _holds_minutes(folder: Path) -> bool:
    """Return whether a skipped folder holds a file with the ending of minutes."""
    try:
        with os.scandir(folder) as entries:
            return any(entry.name.lower().endswith(_ENDINGS) for entry in entries)
    except OSError:
        return False


def _find_metadata(name: str, sidecars: tuple[tuple[str, Sidecar], ...]) -> Metadata | None:
    """Return the metadata of a file from the nearest sidecar that names it; None if none does."""
    for prefix, sidecar in sidecars:
        if found := sidecar.rows.get(name.removeprefix(prefix)):
            return found
    return None


def _is_printable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes it is made of."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
