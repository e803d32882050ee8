"""Reader of JSON Lines with one meeting or one passage on each line, by the schema of docs/reference/jsonl.md."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from minutesearch.dates import parse_date_time, parse_time
from minutesearch.errors import SourceError
from minutesearch.pages import ItemLines, SectionLines
from minutesearch.reading.layout.lines import is_blank, split_lines
from minutesearch.reading.sources.decoding import decode
from minutesearch.records import (
    AgendaItem,
    Attribution,
    DecisionType,
    Kind,
    Meeting,
    Passage,
    Problem,
    Section,
    Span,
)

__all__ = ["Record", "Records", "is_jsonl", "read_records"]


def _by_name(names: Mapping[str, Iterable[str]], *, prefix: str = "") -> dict[str, str]:
    return {prefix + name: field for field, each in names.items() for name in each}


#: Our field, and the names that it may have; after our own those of Popolo (Event) and Open Civic Data.
_MEETING_NAMES = {
    "council": ("council", "jurisdiction"),
    "body": ("body", "organization", "name"),
    "date": ("date", "start_date", "start_time"),
    "time": ("time",),
    "venue": ("venue", "location"),
    "chair": ("chair",),
    "status": ("status",),
    "url": ("url", "source_url"),
    "modgov_committee": ("modgov_committee",),
    "modgov_meeting": ("modgov_meeting",),
}
_ITEM_NAMES = {
    "number": ("number", "order_printed"),
    "title": ("title", "subject", "description"),
    "url": ("url",),
    "modgov_item": ("modgov_item",),
    "modgov_issue": ("modgov_issue",),
    "agenda_number": ("agenda_number",),
}
_PASSAGE_NAMES = {"label": ("label",), "lead_in": ("lead_in",), "topic": ("topic",), "marker": ("marker",)}
#: The field of each name; the name that counts first is first.
_MEETING, _ITEM, _PASSAGE = _by_name(_MEETING_NAMES), _by_name(_ITEM_NAMES), _by_name(_PASSAGE_NAMES)
_ITEM_OF_LINE = _by_name(_ITEM_NAMES, prefix="item_")
_KNOWN = {
    *_MEETING,
    *_PASSAGE,
    *_ITEM_OF_LINE,
    *(
        "items",
        "agenda",
        "item",
        "text",
        "kind",
        "decision_type",
        "speaker",
        "attribution",
        "section",
        "order",
        "id",
        "type",
    ),
    *("meeting", "_id", "sources", "links", "classification"),
}
#: How long a line may be, in characters: the longest meeting seen has under two million.
_LONGEST_LINE = 4_000_000
#: How many items a meeting may have: a full council's has under a hundred.
_MOST_ITEMS = 5_000
#: How many lines with something wrong are named; what is beyond is counted.
_NAMED = 100
#: How many lines a file may have: the largest file that is read, of 20 MB, has them at 200 bytes a line, which is
#: less than a sentence with its fields. A line takes 20 microseconds, and one of “{}” three.
_MOST_LINES = 100_000
#: The fields of an item that are there, by which passages are put together.
_Fields: TypeAlias = tuple[tuple[str, Any], ...]


class Record(NamedTuple):
    """One meeting of a source of records."""

    #: The meeting, without items.
    meeting: Meeting
    #: Its items: with passages as given, or as lines that are still to be cut.
    items: tuple[AgendaItem | ItemLines, ...]


class Records(NamedTuple):
    """The meetings of a source of records, and the problems found in it."""

    meetings: tuple[Record, ...]
    problems: tuple[Problem, ...]


def is_jsonl(data: bytes) -> bool:
    """Return whether bytes are JSON Lines: the first line that is not blank is a JSON object by itself."""
    start = (data[:3] == b"\xef\xbb\xbf" and 3) or 0
    text = data[start : start + 4096].lstrip()
    if not text.startswith(b"{"):
        return False
    stripped = data[start:].lstrip()
    end = stripped.find(b"\n")
    first = stripped if end < 0 else stripped[:end]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_records(data: bytes, *, source: str) -> Records:
    """Read the meetings of a JSON Lines file.

    Args:
        data: The bytes of the file.
        source: Its name, for problems.

    Returns:
        The meetings. Passages a line each that name the same meeting and item are put together in the order of the
        lines. A line with anything wrong in it is left out, with a problem that names it.

    Raises:
        SourceError: No line could be read, or there are too many.
    """
    decoded = decode(data, source=source)
    if decoded.text.rstrip().count("\n") >= _MOST_LINES:
        raise SourceError(
            f"is JSON Lines of more than {_MOST_LINES:,} lines, which are not read; split it into several files",
            source=source,
        )
    problems = _Problems(source, decoded.problems)
    meetings: list[Record] = []
    gathered: dict[Meeting, dict[_Fields, list[Passage]]] = {}
    for number, line in enumerate(_iter_lines(decoded.text), start=1):
        if is_blank(line):
            continue
        try:
            values = _load(line)
            if unknown := sorted(set(values) - _KNOWN):
                names = ", ".join(f"“{name[:60]}”" for name in unknown[:10])
                problems.add(f"fields not known, and not used: {names}", line=number)
            if "text" in values:
                meeting, item, passage = _read_passage(values, line=number)
                gathered.setdefault(meeting, {}).setdefault(item, []).append(passage)
            else:
                meetings.append(_read_meeting(values, line=number))
        except (ValueError, TypeError, RecursionError) as error:
            problems.add(f"this line is left out: {error}", line=number)
    for meeting, items in gathered.items():
        kept = tuple(AgendaItem(**dict(item), passages=tuple(passages)) for item, passages in items.items())
        meetings.append(Record(meeting, kept))
    if not meetings:
        reason = problems.first or "has no lines"
        raise SourceError(f"is JSON Lines of which no line could be read: {reason}", source=source)
    return Records(tuple(meetings), problems.named())


class _Problems:
    """The problems of a source: the first ones by line, the rest as a count, since a file may have millions."""

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        self._source = source
        self._problems = list(problems)
        self._more = 0

    @property
    def first(self) -> str | None:
        """The message of the first problem; None if there are none."""
        return self._problems[0].message if self._problems else None

    def add(self, message: str, *, line: int) -> None:
        """Add a problem."""
        if len(self._problems) < _NAMED:
            self._problems.append(Problem(path=self._source, message=message, line=line))
        else:
            self._more += 1

    def named(self) -> tuple[Problem, ...]:
        """Return the recorded problems, and one that counts the rest."""
        more = f"{self._more:,} more lines have something wrong or are left out"
        return (*self._problems, *((Problem(path=self._source, message=more),) if self._more else ()))


def _iter_lines(text: str) -> Iterator[str]:
    """Yield the lines one at a time: a list of millions would take more memory than their text."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _load(line: str) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"it has more than {_LONGEST_LINE // 1_000_000} million characters")
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError("it is not an object")
    return values


def _read_meeting(values: Mapping[str, Any], *, line: int) -> Record:
    items = values.get("items", values.get("agenda", []))
    if not isinstance(items, list):
        raise ValueError("items is no list")
    if len(items) > _MOST_ITEMS:
        raise ValueError(f"it has more than {_MOST_ITEMS:,} items")
    read = []
    for entry in items:
        if not isinstance(entry, dict):
            raise ValueError("an item is no object")
        read.append(_read_item(entry, line=line))
    if not read:
        raise ValueError("it has neither text nor items")
    return Record(_meeting_of(values), tuple(read))


def _read_item(values: Mapping[str, Any], *, line: int) -> AgendaItem | ItemLines:
    fields = _pick(values, _ITEM)
    passages = values.get("passages")
    if passages is not None:
        if not isinstance(passages, list):
            raise ValueError("passages is no list")
        read = tuple(
            _passage_of(each if isinstance(each, dict) else {"text": each}, line=line) for each in passages
        )
        return AgendaItem(**fields, summary=_text(values.get("summary"), "summary"), passages=read)
    sections = []
    for name, section in (
        ("summary", Section.SUMMARY),
        ("minutes", Section.MINUTES),
        ("decision", Section.DECISION),
    ):
        if text := _text(values.get(name), name, keeps_lines=True):
            lines = tuple(dataclasses.replace(each, number=line) for each in split_lines(text))
            sections.append(SectionLines(section=section, lines=lines))
    return ItemLines(**fields, sections=tuple(sections))


def _read_passage(values: Mapping[str, Any], *, line: int) -> tuple[Meeting, _Fields, Passage]:
    inner = values.get("item")
    if isinstance(inner, dict):
        item = _pick(inner, _ITEM)
    else:
        item = _pick(values, _ITEM_OF_LINE)
        if inner is not None and item.get("number") is None and item.get("title") is None:
            item["title"] = _text(inner, "item")
    fields = tuple((name, item[name]) for name in _ITEM_NAMES if item.get(name) is not None)
    outer = values.get("meeting")
    meeting = _meeting_of(outer if isinstance(outer, dict) else values)
    return meeting, fields, _passage_of(values, line=line)


def _passage_of(values: Mapping[str, Any], *, line: int) -> Passage:
    text = _text(values.get("text"), "text", keeps_lines=True)
    if not text or is_blank(text):
        raise ValueError("a passage has no text")
    speaker = values.get("speaker", values.get("attribution"))
    if isinstance(speaker, dict):
        speaker = speaker.get("printed")
    said_by = _text(speaker, "speaker")
    spoken = (Attribution(printed=said_by, evidence=Span(0, 0)),) if said_by else ()
    return Passage(
        text=text,
        kind=_choice(Kind, values.get("kind"), Kind.DISCUSSION),
        decision_type=_choice(DecisionType, values.get("decision_type"), None),
        section=_choice(Section, values.get("section"), Section.MINUTES),
        attributions=spoken,
        line=line,
        **{name: value for name, value in _pick(values, _PASSAGE).items() if value is not None},
    )


def _meeting_of(values: Mapping[str, Any]) -> Meeting:
    return _make_meeting(tuple(_pick(values, _MEETING).items()))


@lru_cache(maxsize=100)
def _make_meeting(given: tuple[tuple[str, str | None], ...]) -> Meeting:
    # Remembered, since most lines are of the same meeting as the line before.
    fields: dict[str, Any] = dict(given)
    day: datetime.date | None = None
    if fields.get("date"):
        day, time = parse_date_time(_without_zone(fields["date"]))
        if time and time != "00:00" and not fields.get("time"):
            fields["time"] = time
    fields["date"] = day
    if fields.get("time"):
        fields["time"] = parse_time(fields["time"])
    return Meeting(**fields)


def _without_zone(text: str) -> str:
    """Cut the time zone from Open Civic Data's "2021-11-18T18:30:00+00:00": meetings are in local time."""
    return text[:16] if len(text) > 16 and text[10:11] in "T " and text[:4].isdigit() else text


def _pick(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if fields.keys().isdisjoint(values):
        return found  # most lines have no fields of a passage
    for name, field in fields.items():
        value = values.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if value is not None and field not in found:
            found[field] = _text(value, name)
    return found


def _text(value: Any, name: str, *, keeps_lines: bool = False) -> str | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"{name[:60]} is no text")
    value.encode("utf-8")  # a lone surrogate from "\ud800", which no index could hold
    return value if keeps_lines else " ".join(value.split()) or None


def _choice(make: Callable[[str], Any], value: Any, default: Any) -> Any:
    return default if value is None else make(value)
