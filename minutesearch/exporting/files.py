"""Files of hits, each written whole or not at all, with a manifest that says what it holds."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from minutesearch.errors import ArgumentError
from minutesearch.exporting.texts import write_json_lines, write_quotations, write_table
from minutesearch.exporting.workbook import write_workbook
from minutesearch.results import Hit

__all__ = ["FORMATS", "save_hits"]


def _as_text(write: Callable[[Iterable[Hit], TextIO], int], encoding: str) -> Callable[[Iterable[Hit], Path], int]:
    def write_file(hits: Iterable[Hit], path: Path) -> int:
        with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
            return write(hits, stream)

    return write_file


#: What writes each sort of file, by the end of its name. Excel takes a table for UTF-8 only if a mark says so.
FORMATS: Mapping[str, Callable[[Iterable[Hit], Path], int]] = {
    ".csv": _as_text(write_table, "utf-8-sig"),
    ".xlsx": write_workbook,
    ".jsonl": _as_text(write_json_lines, "utf-8"),
    ".md": _as_text(write_quotations, "utf-8"),
}


def save_hits(hits: Iterable[Hit], path: str | Path, *, about: Mapping[str, object]) -> Path:
    """Write hits to a file, and beside it FILE.manifest.json.

    A file of that name is replaced when the new one is whole; until then it stays as it is.

    Args:
        hits: The hits.
        path: The file, whose name ends in .csv, .xlsx, .jsonl or .md.
        about: What the manifest is to say of the hits beside `file`, `rows`, `bytes` and `sha256`; JSON values.

    Returns:
        The path of the manifest.

    Raises:
        ArgumentError: The name ends in something else, or a sheet has too few rows.
        MissingLibraryError: A workbook needs a library that is not installed.
        OSError: The file cannot be written.
    """
    target = Path(path)
    write = FORMATS.get(target.suffix.lower())
    if write is None:
        raise ArgumentError(f"{target}: the name must end in {', '.join(FORMATS)}", argument="path")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(target.parent))
    manifest = target.with_name(f"{target.name}.manifest.json")
    with _replacing(target) as made, _replacing(manifest) as described:
        rows = write(hits, made)
        with made.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        facts = {"file": target.name, "rows": rows, "bytes": made.stat().st_size, "sha256": digest, **about}
        described.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return manifest


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield a name to write to, which becomes the file's own if the block ends well."""
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield made
        made.replace(path)
    except OSError as error:
        if error.filename == str(made):
            # Who asked knows the file by its own name.
            raise type(error)(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        with contextlib.suppress(OSError):
            made.unlink()
