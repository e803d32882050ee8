"""The corpus of a benchmark: meetings with their passages, real or generated, in one file for all engines."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

__all__ = ["KINDS", "Item", "MeetingText", "Text", "cut", "iter_batches", "load", "read_corpus", "save"]

#: How often each kind of passage stands in minutes, roughly as in the seeds.
KINDS = {
    "discussion": 55,
    "decision": 12,
    "procedural": 9,
    "question": 7,
    "answer": 6,
    "attendance": 5,
    "motion": 4,
    "summary": 1,
    "action": 1,
}


class Text(NamedTuple):
    """One passage: its kind and its text."""

    kind: str
    text: str


class Item(NamedTuple):
    """One agenda item with its passages; the passages before the first titled item have no title."""

    title: str | None
    passages: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingText:
    """One meeting; no other meeting of the corpus has the same council, body and date."""

    council: str
    body: str
    #: An ISO date.
    date: str
    items: tuple[Item, ...]

    def __len__(self) -> int:
        """Return the number of passages."""
        return sum(len(item.passages) for item in self.items)


def read_corpus(path: Path) -> Iterator[MeetingText]:
    """Yield the meetings of a file of real paragraphs: one JSON object a line with `doc`, `n` and `text`.

    The lines say neither date nor body nor kind. The date and the body are taken from the path in `doc` where it
    shows them. The kind is drawn by a checksum of the text with the weights of `KINDS`, so it is the same on every
    run. A short numbered paragraph ("4. Schedule of Meetings:") opens an item and is its title.

    Args:
        path: The file, gzipped if its name ends in .gz. The paragraphs of one document stand together.
    """
    seen: dict[tuple[str, str, str], int] = {}
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for doc, rows in groupby(map(json.loads, lines), key=lambda row: str(row["doc"])):
            meeting = _read_meeting(doc, [str(row["text"]) for row in rows])
            key = (meeting.council, meeting.body, meeting.date)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                meeting = replace(meeting, body=f"{meeting.body} ({seen[key]})")
            if len(meeting):
                yield meeting


def cut(meetings: Iterable[MeetingText], passages: int) -> Iterator[MeetingText]:
    """Yield the first meetings, up to a number of passages; the last meeting is shortened to fit."""
    left = passages
    for meeting in meetings:
        if left <= 0:
            return
        yield meeting if len(meeting) <= left else replace(meeting, items=_shorten(meeting.items, left))
        left -= len(meeting)


def save(meetings: Iterable[MeetingText], path: Path) -> int:
    """Write meetings to a file, one a line, and return the number of their passages."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for meeting in meetings:
            count += len(meeting)
            row = (meeting.council, meeting.body, meeting.date, meeting.items)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def load(path: Path) -> Iterator[MeetingText]:
    """Yield the meetings that `save` wrote, one at a time."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            council, body, date, items = json.loads(line)
            yield MeetingText(
                council=council,
                body=body,
                date=date,
                items=tuple(Item(title, tuple(Text(*each) for each in texts)) for title, texts in items),
            )


def iter_batches(meetings: Iterable[MeetingText], passages: int) -> Iterator[list[MeetingText]]:
    """Yield whole meetings in batches of about a given number of passages."""
    batch: list[MeetingText] = []
    size = 0
    for meeting in meetings:
        batch.append(meeting)
        size += len(meeting)
        if size >= passages:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_DAY = re.compile(r"((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?")
_TITLE = re.compile(r"\d{1,2}\.\s+(\S.*)")
_LONGEST_TITLE = 80


def _read_meeting(doc: str, texts: list[str]) -> MeetingText:
    parts = doc.split("/")
    day = _DAY.search(doc)
    month = min(max(int(day[2]), 1), 12) if day else 1
    date = f"{day[1]}-{month:02}-{min(max(int(day[3] or 1), 1), 28):02}" if day else "2000-01-01"
    items: list[tuple[str | None, list[Text]]] = [(None, [])]
    for text in texts:
        if not text.strip():
            continue
        title = _TITLE.fullmatch(text) if len(text) <= _LONGEST_TITLE else None
        if title:
            items.append((title[1].rstrip(" :"), []))
        items[-1][1].append(Text(_draw_kind(text), text))
    return MeetingText(
        council=parts[0],
        body=(re.sub(r"^\d+-", "", parts[-2]) or parts[-2]) if len(parts) > 1 else doc,
        date=date,
        items=tuple(Item(title, tuple(each)) for title, each in items if each),
    )


def _draw_kind(text: str) -> str:
    point = zlib.crc32(text.encode()) % sum(KINDS.values())
    for kind, weight in KINDS.items():
        if point < weight:
            return kind
        point -= weight
    raise AssertionError


def _shorten(items: tuple[Item, ...], left: int) -> tuple[Item, ...]:
    kept = []
    for item in items:
        if left > 0:
            kept.append(Item(item.title, item.passages[:left]))
            left -= len(item.passages)
    return tuple(kept)
