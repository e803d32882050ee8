"""Where the words of a file went: into passages, into structure, or out as running heads and feet."""

from __future__ import annotations

from collections.abc import Iterable

import minutesearch as ms

__all__ = ["describe_words"]

#: So many running lines are quoted, and so much of each.
_QUOTED, _LONGEST = 2, 40


def describe_words(reading: ms.FileReading) -> str:
    """Return a line that accounts for the words of a file: "98 % of 4,310 words in passages, 61 structure"."""
    items = [item for meeting in reading.meetings for item in meeting.items]
    kept = _count(f"{passage.marker or ''} {passage.text}" for item in items for passage in item.passages)
    titles = _count(item.title for item in items if item.title)
    running = [line for line in reading.dropped if line.is_running]
    dropped = _count(line.text for line in running)
    structure = titles + _count(line.text for line in reading.dropped if not line.is_running)
    whole = kept + structure + dropped
    if not whole:
        return "no words"
    said = [f"{kept * 100 // whole} % of {whole:,} words in passages", f"{structure:,} structure"]
    if running:
        texts = dict.fromkeys(line.text.strip()[:_LONGEST] for line in running)
        quoted = "; ".join(list(texts)[:_QUOTED]) + ("; …" if len(texts) > _QUOTED else "")
        said.append(f"{dropped:,} dropped as furniture ({_span(running)}{quoted})")
    return ", ".join(said)


def _count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _span(lines: list[ms.DroppedLine]) -> str:
    """Return the pages that running lines stand on: "p. 2-9: "; empty where there are none."""
    pages = [line.page for line in lines if line.page is not None]
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return f"p. {first}: " if first == last else f"p. {first}-{last}: "
