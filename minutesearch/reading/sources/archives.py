"""Reading of zip archives without unpacking them: the list of files, and the bytes of one, within limits."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.reading.sources.decoding import MAX_SOURCE_BYTES
from minutesearch.records import Problem

__all__ = ["MAX_ARCHIVE_BYTES", "MAX_ARCHIVE_FILES", "ArchiveListing", "is_archive", "list_archive", "read_member"]

#: All files of an archive together, unpacked: what 25,000 saved pages take.
MAX_ARCHIVE_BYTES = 500_000_000
#: How many files of an archive are read.
MAX_ARCHIVE_FILES = 20_000
#: Pages of HTML pack to a tenth; what packs to less than a two-hundredth is made to fill the memory.
_MOST_RATIO = 200
_SMALL = 1_000_000
_MAGIC = b"PK\x03\x04"
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
_NESTED = re.compile(r"\.(?:zip|gz|tgz|tar|bz2|xz|7z|rar)\Z", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)


class ArchiveListing(NamedTuple):
    """The files of an archive that may be minutes."""

    #: Their names in it, in order.
    names: tuple[str, ...]
    #: What is in it and is not read.
    problems: tuple[Problem, ...]


def is_archive(path: Path) -> bool:
    """Return whether a file is a zip archive of files; Word documents and workbooks, zipped too, are not."""
    try:
        # Opening a pipe that nobody writes to would wait for ever.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                return False
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:50])
    except _BROKEN:
        return path.suffix.lower() == ".zip"
    return not any(name in names for name in _OFFICE)


def list_archive(path: Path, *, name: str) -> ArchiveListing:
    """Return the files of an archive that may be minutes, and the problems of the others.

    Links, archives within it, encrypted files and names that lead out of it are not read, and each is a problem.
    Names that begin with "." or "_" are passed over, as in a folder.

    Args:
        path: The archive.
        name: Its name, for problems.

    Raises:
        SourceError: It is damaged, or larger than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _BROKEN as error:
        raise SourceError(f"is a zip archive that cannot be opened: {error}", source=name) from error
    if len(members) > MAX_ARCHIVE_FILES:
        raise SourceError(f"holds {len(members)} files; at most {MAX_ARCHIVE_FILES} are read", source=name)
    if sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
        raise SourceError(f"is larger than {MAX_ARCHIVE_BYTES // 1_000_000} MB unpacked", source=name)
    kept: dict[str, None] = {}
    problems = []
    for member in members:
        inner = member.filename
        if member.is_dir() or any(part.startswith((".", "_")) and part != ".." for part in inner.split("/")):
            continue
        refusal = _refuse(member) or ("stands in the archive twice; the last is read" if inner in kept else None)
        if refusal:
            problems.append(Problem(path=f"{name}/{_printable(inner)}", message=refusal))
        if not refusal or inner in kept:
            kept[inner] = None
    return ArchiveListing(tuple(sorted(kept)), tuple(problems))


def read_member(path: Path, inner: str, *, name: str) -> bytes:
    """Return the bytes of one file in an archive.

    Args:
        path: The archive.
        inner: The file's name in it.
        name: The name of the file in errors.

    Raises:
        SourceError: It is damaged, not there, or larger than what is read.
    """
    with _opened(path, name) as archive:
        member = archive.getinfo(inner)
        if refusal := _refuse(member):
            raise SourceError(refusal, source=name)
        with archive.open(member) as file:
            # The size in the archive's list may lie; what is read is counted.
            content = file.read(MAX_SOURCE_BYTES + 1)
    if len(content) > MAX_SOURCE_BYTES:
        raise SourceError(f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB", source=name)
    return content


@contextmanager
def _opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        status = path.stat()
        yield _open(path, status.st_size, status.st_mtime_ns)
    except SourceError:
        raise
    except _BROKEN as error:
        raise SourceError(f"cannot be read from its archive: {error}", source=name) from error


@lru_cache(maxsize=1)
def _open(path: Path, _size: int, _changed: int) -> zipfile.ZipFile:
    """Open an archive, and keep it open for the next files to be read from it.

    Opening reads the whole list of what it holds, which for each of 20,000 files would take hours.
    """
    return zipfile.ZipFile(path)


def _refuse(member: zipfile.ZipInfo) -> str | None:
    """Return the reason for not reading a file of an archive; None if it is read."""
    inner = member.filename
    if inner.startswith("/") or "\\" in inner or ".." in inner.split("/") or re.match(r"[A-Za-z]:", inner):
        return "its name leads out of the archive; it is not read"
    if _printable(inner) != inner:
        return "its name is not valid Unicode; it is not read"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link, which is not followed"
    if member.flag_bits & 1:
        return "is encrypted"
    if _NESTED.search(inner):
        return "is an archive within an archive, which is not opened"
    if member.file_size > MAX_SOURCE_BYTES:
        return f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB"
    if member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(member.compress_size, 1):
        return f"unpacks to more than {_MOST_RATIO} times its size; it is not read"
    return None


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")
