"""Random histories: small changes to an index, its expected content after each, and its true content."""

from __future__ import annotations

import datetime
import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Literal

import minutesearch as ms

__all__ = [
    "EVERYWHERE",
    "Change",
    "Held",
    "apply",
    "draw_history",
    "held_after",
    "make_meeting",
    "read_held",
    "states_of",
]

#: What an index holds: the texts of each source, in order.
Held = Mapping[str, tuple[str, ...]]

#: In every passage, so that one search reads the postings of all.
EVERYWHERE = "meeting"
_WORDS = "harbour bus school library bridge budget flood tree road clinic housing market".split()
_DAY = datetime.date(2021, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One call that changes an index."""

    kind: Literal["add", "remove", "sync"]
    #: The sources to put in, or that the folder holds from now on.
    sources: Held = field(default_factory=lambda: MappingProxyType({}))
    #: The names of the sources to take out.
    removed: tuple[str, ...] = ()
    #: Whether the call waits for the disk; removing always does.
    durable: bool = True


def draw_history(rng: Random, changes: int, *, durable: float = 1.0) -> tuple[Change, ...]:
    """Return random changes that can be made one after the other, beginning with an empty index.

    Args:
        rng: The random generator.
        changes: How many changes to draw.
        durable: The share of adds and syncs that wait for the disk.
    """
    held: Held = {}
    drawn = []
    for number in range(changes):
        kinds = ["add"] * 5 + (["update"] * 3 + ["remove"] * 2 + ["sync"] if held else [])
        drawn.append(_draw_change(rng, held, rng.choice(kinds), number=number, durable=rng.random() < durable))
        held = held_after(held, drawn[-1])
    return tuple(drawn)


def _draw_change(rng: Random, held: Held, kind: str, *, number: int, durable: bool) -> Change:
    names = sorted(held)
    if kind == "add":
        fresh = {f"Anytown/Body {number}.{n}/{_DAY}": _draw_texts(rng, number) for n in range(rng.randint(1, 3))}
        return Change(kind="add", sources=fresh, durable=durable)
    some = rng.sample(names, min(len(names), rng.randint(1, 3)))
    if kind == "update":
        # Files are changed by syncing alone.
        records = {name: _draw_texts(rng, number) for name in some if not name.endswith(".jsonl")}
        kept = records or {f"Anytown/Body {number}/{_DAY}": _draw_texts(rng, number)}
        return Change(kind="add", sources=kept, durable=durable)
    if kind == "remove":
        return Change(kind="remove", removed=tuple(some))
    files = {f"{n}.jsonl": _draw_texts(rng, number) for n in rng.sample(range(12), rng.randint(1, 6))}
    kept = {name: texts for name, texts in held.items() if name.endswith(".jsonl") and rng.random() < 0.5}
    return Change(kind="sync", sources={**files, **kept}, durable=durable)


def _draw_texts(rng: Random, number: int) -> tuple[str, ...]:
    # The number of the change stands in each text, so that no two states have the same texts.
    return tuple(
        f"The {EVERYWHERE} spoke of {' and '.join(rng.sample(_WORDS, 3))}, change {number}, paragraph {place}."
        for place in range(rng.randint(1, 5))
    )


def held_after(held: Held, change: Change) -> dict[str, tuple[str, ...]]:
    """Return what an index must hold after a change."""
    if change.kind == "sync":
        return dict(change.sources)
    kept = {name: texts for name, texts in held.items() if name not in change.removed}
    return {**kept, **change.sources}


def states_of(history: Sequence[Change]) -> list[Held]:
    """Return what an index must hold at first, and after each change."""
    states: list[Held] = [{}]
    for change in history:
        states.append(held_after(states[-1], change))
    return states


def apply(index: ms.Index, change: Change, pages: Path) -> ms.Report:
    """Make a change to an index, and return its report.

    Args:
        index: The index.
        change: The change.
        pages: A folder to write files to for syncing.
    """
    if change.kind == "remove":
        return index.remove(*change.removed)
    if change.kind == "add":
        meetings = (make_meeting(name, texts) for name, texts in change.sources.items())
        return index.add(*meetings, durable=change.durable)
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    for name, texts in change.sources.items():
        lines = (json.dumps({"body": "Synced", "item_title": "Matters", "text": text}) for text in texts)
        (pages / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return index.sync(pages, durable=change.durable)


def make_meeting(name: str, texts: Sequence[str]) -> ms.Meeting:
    """Return a record whose source is named by council, body and day."""
    council, body, day = name.split("/")
    passages = tuple(ms.Passage(text=text) for text in texts)
    return ms.Meeting(
        council=council,
        body=body,
        date=datetime.date.fromisoformat(day),
        items=(ms.AgendaItem(number="1", title="Matters", passages=passages),),
    )


def read_held(index: ms.Index, *, deep: bool = False, after_a_cut: bool = False) -> Held:
    """Return what an index holds, read through its records and through its words, which must agree.

    Args:
        index: The index.
        deep: Whether to analyse all texts again and compare, which takes as long as making the index.
        after_a_cut: Whether a check may tell of a generation that did not wait for the disk and is not whole.

    Raises:
        AssertionError: The two do not agree, a passage is there twice, or a check finds something.
    """
    results = index.search("", limit=100_000)
    found: dict[str, list[str]] = {}
    for hit in results.hits:
        found.setdefault(hit.source, []).append(hit.passage.text)
    ids = [hit.passage.id for hit in results.hits]
    assert results.total == len(ids) == len(set(ids)), "a passage is there twice"
    by_word = index.search(EVERYWHERE, limit=100_000, expand=False)
    here = Counter((hit.source, hit.passage.text) for hit in results.hits)
    assert here == Counter((hit.source, hit.passage.text) for hit in by_word.hits), "words and records disagree"
    problems = index.check(deep=deep)
    told = [each for each in problems if not (after_a_cut and each.path.endswith("-unsynced.json"))]
    assert told == [], f"check: {told}"
    return {name: tuple(texts) for name, texts in found.items()}
