"""Doctoring: changing an index on purpose, with correct checksums, as somebody who means harm would."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from minutesearch.engine.embedded.commits.generations import newest_manifest
from minutesearch.engine.embedded.commits.manifest import checksum_of
from minutesearch.engine.embedded.storage.array_file import ArrayFile, write_arrays

__all__ = ["edit_arrays", "edit_manifest", "read_arrays", "reseal_segment"]

Arrays = dict[str, np.ndarray]


def read_arrays(path: Path) -> Arrays:
    """Return copies of all arrays of a file, by name."""
    file = ArrayFile(path)
    return {name: file[name].copy() for name in file.names}


def edit_arrays(folder: Path, edit: Callable[[Arrays], Mapping[str, np.ndarray] | None], *, at: int = 0) -> None:
    """Change the arrays of one segment of an index."""
    path = folder / newest_manifest(folder).segments[at].file
    arrays = read_arrays(path)
    arrays |= edit(arrays) or {}
    facts = write_arrays(path, arrays, sync=False)
    reseal_segment(folder, at, size=facts.size, digest=facts.digest)


def reseal_segment(folder: Path, at: int, **facts: Any) -> None:
    """Change what the newest manifest says of a segment, and its checksum."""

    def edit(content: dict[str, Any]) -> None:
        content["segments"][at] |= facts

    edit_manifest(folder, edit)


def edit_manifest(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change the newest manifest, and its checksum."""
    path = max(folder.glob("generation-*.json"))
    content = json.loads(path.read_text())
    edit(content)
    content.pop("checksum", None)
    path.write_text(json.dumps({**content, "checksum": checksum_of(content)}))
