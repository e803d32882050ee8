"""Reader of JSON Lines with one meeting or one passage on each line, by the schema of docs/reference/jsonl.md."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from minutesearch.dates import parse_date_time, parse_time
from minutesearch.errors import SourceError
from minutesearch.pages import ItemLines, Line, SectionLines
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
)

__all__ = ["LONGEST_LINE", "Record", "RecordLines", "Records", "is_jsonl", "read_records"]


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
    *("read", "meeting", "_id", "sources", "links", "classification"),
}
#: How long a line may be, in characters: the longest meeting seen has under two million.
LONGEST_LINE = 4_000_000
#: How many items a meeting may have: a full council's has under a hundred.
_MOST_ITEMS = 5_000
#: From how many passages on it is said that none of a source has a kind or a speaker.
_BARE = 10
#: How many lines with something wrong are named; what is beyond is counted.
_NAMED = 100
#: After how many lines that are left out reading ends: one of “{}” takes three microseconds, and a file of 20 MB
#: has seven million.
_MOST_LEFT_OUT = 100_000
#: The fields of an item that are there, by which passages are put together.
_Fields: TypeAlias = tuple[tuple[str, Any], ...]
#: Stands last among the fields of an item whose passages are to be read.
_TO_BE_READ = ("read", True)


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
    #: Up to which byte of the source these are all; None for its end.
    end: int | None = None


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
        SourceError: No line could be read.
    """
    decoded = decode(data, source=source)
    lines = RecordLines(source, decoded.problems)
    for number, line in enumerate(_iter_lines(decoded.text), start=1):
        if not lines.add(line, number=number)[1]:
            break
    if not (meetings := lines.take()):
        raise lines.none_read()
    return Records(meetings, lines.take_problems())


def _iter_lines(text: str) -> Iterator[str]:
    """Yield the lines one at a time: a list of millions would take more memory than their text."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


class RecordLines:
    """The meetings of lines that were added, and the problems with them.

    Args:
        source: The name of the source.
        problems: The problems found before.
    """

    def __init__(self, source: str, problems: Iterable[Problem] = ()) -> None:
        self._source = source
        self._problems = list(problems)
        self._first = self._problems[0].message if self._problems else None
        self._named = self._left_out = 0
        self._bare = self._told = 0
        self._meetings: list[Record] = []
        self._gathered: dict[Meeting, dict[_Fields, list[Passage]]] = {}
        self._last: Meeting | None = None

    def add(self, line: str, *, number: int, anything: bool = True) -> tuple[bool, bool]:
        """Add the meeting or passage of a line.

        Args:
            line: The text of the line.
            number: Its number, counted from 1.
            anything: Whether it may begin another meeting than that of the line before; if not, it is not added.

        Returns:
            Whether it was added or left out, and whether more lines are to be read.
        """
        if is_blank(line):
            return True, True
        try:
            values = _load(line)
            if "text" in values:
                meeting, item, passage = _read_passage(values, line=number)
                if not anything and meeting != self._last:
                    return False, True
                self._last = meeting
                self._count(values)
                if _is_to_be_read(values):
                    item = (*item, _TO_BE_READ)
                self._gathered.setdefault(meeting, {}).setdefault(item, []).append(passage)
            elif not anything:
                return False, True
            else:
                self._meetings.append(_read_meeting(values, line=number))
                for entry in values.get("items", values.get("agenda", [])):
                    for each in entry.get("passages") or ():
                        self._count({**(each if isinstance(each, dict) else {}), "read": entry.get("read")})
            if unknown := sorted(set(values) - _KNOWN):
                names = ", ".join(f"“{name[:60]}”" for name in unknown[:10])
                self.add_problem(f"fields not known, and not used: {names}", line=number)
        except (ValueError, TypeError, RecursionError) as error:
            return True, self.leave_out(str(error), line=number)
        return True, True

    def _count(self, values: Mapping[str, Any]) -> None:
        """Count a passage that is taken as it is, by whether it says anything of itself."""
        if not _is_to_be_read(values):
            if any(values.get(name) is not None for name in ("kind", "decision_type", "speaker", "attribution")):
                self._told += 1
            else:
                self._bare += 1

    def leave_out(self, reason: str, *, line: int) -> bool:
        """Name a line that is left out, with the reason; return whether more lines are to be read."""
        self.add_problem(f"this line is left out: {reason}", line=line)
        self._left_out += 1
        if self._left_out < _MOST_LEFT_OUT:
            return True
        message = f"{self._left_out:,} lines are left out; what stands below line {line:,} is not read"
        self._problems.append(Problem(path=self._source, message=message))
        return False

    def add_problem(self, message: str, *, line: int) -> None:
        """Add a problem; the first are named by line, the rest are a count, since a file may have millions."""
        self._first = self._first or message
        self._named += 1
        if self._named <= _NAMED:
            self._problems.append(Problem(path=self._source, message=message, line=line))

    def take(self) -> tuple[Record, ...]:
        """Return the meetings since the last call, and begin anew.

        Passages that name the same meeting and item are put together in the order of the lines.
        """
        gathered = (
            Record(
                meeting,
                tuple(_make_item(item, passages) for item, passages in items.items()),
            )
            for meeting, items in self._gathered.items()
        )
        taken = (*self._meetings, *gathered)
        self._meetings, self._gathered, self._last = [], {}, None
        return taken

    def take_problems(self, *, at_end: bool = True) -> tuple[Problem, ...]:
        """Return the problems since the last call; at the end also one that counts those that are not named."""
        taken = tuple(self._problems)
        self._problems = []
        if at_end and self._bare >= _BARE and not self._told:
            message = (
                f"no kind or speaker is given in {self._bare:,} passages, taken as they are: as discussion"
                ' by nobody. Under "minutes", or with "read": true, they are read as minutes are'
            )
            taken = (*taken, Problem(path=self._source, message=message))
        if at_end and self._named > _NAMED:
            message = f"{self._named - _NAMED:,} more lines have something wrong or are left out"
            return (*taken, Problem(path=self._source, message=message))
        return taken

    def none_read(self) -> SourceError:
        """Return the error that says that no line could be read, and why the first could not."""
        reason = self._first or "has no lines"
        return SourceError(f"is JSON Lines of which no line could be read: {reason}", source=self._source)


def _load(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"it has more than {LONGEST_LINE // 1_000_000} million characters")
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
        if _is_to_be_read(values):
            return _make_lines(fields, read)
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


def _is_to_be_read(values: Mapping[str, Any]) -> bool:
    read = values.get("read")
    if read is not None and not isinstance(read, bool):
        raise ValueError("read is neither true nor false")
    return bool(read)


def _make_item(item: _Fields, passages: Sequence[Passage]) -> AgendaItem | ItemLines:
    if item and item[-1] == _TO_BE_READ:
        return _make_lines(dict(item[:-1]), passages)
    return AgendaItem(**dict(item), passages=tuple(passages))


def _make_lines(fields: Mapping[str, Any], passages: Sequence[Passage]) -> ItemLines:
    """Return given passages as the lines of an item, a paragraph each, so that they are read as minutes are."""
    by_section: dict[Section, list[Line]] = {}
    for each in passages:
        mark = each.marker or (f"{each.label}." if each.label else "")
        lines = by_section.setdefault(each.section, [])
        lines += (
            dataclasses.replace(line, number=each.line) for line in split_lines(f"{mark} {each.text}\n\n".lstrip())
        )
    sections = tuple(
        SectionLines(section=section, lines=tuple(by_section[section]))
        for section in Section
        if section in by_section
    )
    return ItemLines(**fields, sections=sections)


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
    text = values.get("text")
    if text is not None and not isinstance(text, str):
        raise ValueError(f"text must be a text, not {str(text)[:60]}")
    text = _text(text, "text", keeps_lines=True)
    if not text or is_blank(text):
        raise ValueError("a passage has no text")
    speaker = values.get("speaker", values.get("attribution"))
    if isinstance(speaker, dict):
        speaker = speaker.get("printed")
    said_by = _text(speaker, "speaker")
    spoken = (Attribution(printed=said_by),) if said_by else ()
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
