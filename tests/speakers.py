"""A small index of passages that say no more than who speaks in them."""

import json
from collections.abc import Iterable
from pathlib import Path

import minutesearch as ms

__all__ = ["index_of_speakers"]


def index_of_speakers(folder: Path, speakers: Iterable[str]) -> ms.Index:
    """Return a new index below a folder with one passage for each speaker."""
    lines = [
        {"body": "Council", "item_title": "The weir", "text": f"The weir is wet, part {at}.", "speaker": speaker}
        for at, speaker in enumerate(speakers)
    ]
    (folder / "weir.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    index = ms.open_index(folder / "index", create=True)
    index.add(folder / "weir.jsonl")
    return index
