"""Leftovers: files in the folder of an index that no committed state uses."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["find_leftovers"]

#: The newest generation, the one before, and the newest that was safe, if neither of those two was.
_MOST_GENERATIONS = 3


def find_leftovers(folder: Path) -> list[str]:
    """Return the names of the files that no manifest kept needs; empty if there are none."""
    others = {folder / name for name in ("minutesearch.json", "write.lock", "_MAIN_0.toc", "gone.jsonl")}
    manifests = [path for path in folder.glob("*.json") if path not in others]
    kept = {path.name for path in manifests} | {path.name for path in others}
    for path in manifests:
        kept |= {entry["file"] for entry in json.loads(path.read_text(encoding="utf-8"))["segments"]}
    return sorted(path.name for path in folder.iterdir() if path.name not in kept) + [
        f"{len(manifests)} manifests" for _ in range(len(manifests) > _MOST_GENERATIONS)
    ]
