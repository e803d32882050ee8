"""The `read` command, which shows how a file is read without indexing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import as_json_option, show_examples, verbose_option
from minutesearch.cli.output.facts import fact_values, iter_fact_lines
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.problems import print_page_kinds, print_problems
from minutesearch.cli.output.reading_words import describe_words
from minutesearch.cli.output.terminal import Part, Terminal, open_stderr, open_stdout

__all__ = ["read"]

_MEETING_FIELDS = (
    "council",
    "body",
    "date",
    "time",
    "venue",
    "chair",
    "status",
    "modgov_committee",
    "modgov_meeting",
)


@click.command(epilog=show_examples("minutesearch read minutes.html", "minutesearch read minutes.pdf --dropped"))
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dropped", is_flag=True, help="List the words that are in no passage too.")
@as_json_option()
@verbose_option()
@click.pass_context
def read(context: click.Context, source: Path, *, dropped: bool, as_json: bool) -> None:
    """Show how a file is read, without indexing it.

    FILE is a page, document or record, or a zip archive of them. The exit status is 1 if nothing could be read.
    """
    readings = ms.read_files(source)
    if as_json:
        values = [_reading_values(reading, dropped=dropped) for reading in readings]
        click.echo(dump_json(values[0] if len(values) == 1 else _join_values(source, values)))
    else:
        terminal = open_stdout()
        for reading in readings:
            if Path(reading.file) == source and len(readings) > 1:
                continue  # what is wrong with the folder itself is among the problems
            _print_reading(reading, terminal, dropped=dropped)
        if len(readings) > 1:
            kinds = Counter(reading.page_kind for reading in readings if Path(reading.file) != source)
            terminal.write()
            print_page_kinds(kinds.most_common(), terminal)
        print_problems([problem for reading in readings for problem in reading.problems], open_stderr())
    if all(reading.page_kind == "unread" for reading in readings):
        context.exit(1)


def _join_values(source: Path, values: list[dict[str, Any]]) -> dict[str, Any]:  # Any: JSON values
    """Return the readings of an archive or folder as one object."""
    return {
        "file": str(source),
        "page_kind": "several files",
        "problems": [problem for each in values for problem in each["problems"]],
        "meetings": [meeting for each in values for meeting in each["meetings"]],
        "files": values,
    }


def _reading_values(reading: ms.FileReading, *, dropped: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "file": reading.file,
        "page_kind": reading.page_kind,
        "problems": [str(problem) for problem in reading.problems],
        "meetings": [_meeting_values(meeting) for meeting in reading.meetings],
    }
    if dropped:
        values["dropped"] = [{"text": each.text, "line": each.line, "page": each.page} for each in reading.dropped]
    return values


def _meeting_values(meeting: ms.Meeting) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(meeting, name) for name in _MEETING_FIELDS}
    values["date"] = meeting.date.isoformat() if meeting.date else None
    return {**values, "url": meeting.url, "items": [_item_values(item) for item in meeting.items]}


def _item_values(item: ms.AgendaItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "url": item.url,
        "agenda_number": item.agenda_number,
        "modgov_item": item.modgov_item,
        "modgov_issue": item.modgov_issue,
        "passages": [_passage_values(passage) for passage in item.passages],
        **fact_values(item),
    }


def _passage_values(passage: ms.Passage) -> dict[str, Any]:
    return {
        "text": passage.text,
        "kind": passage.kind.value,
        "label": passage.label,
        "lead_in": passage.lead_in,
        "topic": passage.topic,
        "decision_type": passage.decision_type.value if passage.decision_type else None,
        "attribution": passage.attribution.printed if passage.attribution else None,
        "line": passage.line,
        "page": passage.page,
    }


def _print_reading(reading: ms.FileReading, terminal: Terminal, *, dropped: bool) -> None:
    terminal.write(Part(reading.file, "title"), f": {reading.page_kind}")
    for meeting in reading.meetings:
        terminal.write()
        known = [(name, getattr(meeting, name)) for name in _MEETING_FIELDS]
        said = [f"{name.replace('modgov_', '')} {value}" for name, value in known if value is not None]
        terminal.write(Part("Meeting", "title"), f": {', '.join(said) or 'nothing is said of it'}")
        for item in meeting.items:
            _print_item(item, terminal)
    if reading.meetings:
        terminal.write(Part(describe_words(reading), "quiet"))
    if dropped:
        terminal.write()
        terminal.write(Part("Dropped", "title"))
        for line in reading.dropped:
            terminal.write(Part(_place(line.page, line.line), "quiet"), line.text, indent=2)


def _print_item(item: ms.AgendaItem, terminal: Terminal) -> None:
    terminal.write()
    heading = " ".join(_some((item.number, item.title or "(no title)")))
    terminal.write(Part(heading, "title"), indent=2)
    for passage in item.passages:
        marks = _some(
            (
                passage.label,
                passage.kind.value,
                passage.decision_type.value if passage.decision_type else None,
                _who(passage.attribution) if passage.attribution else None,
                f"on {passage.topic}" if passage.topic else None,
            )
        )
        terminal.write(
            Part(_place(passage.page, passage.line), "quiet"), Part(" · ".join(marks), "note"), indent=4
        )
        terminal.write(" ".join(passage.text.split()), indent=8)
    for sort, words in iter_fact_lines(item):
        terminal.write(Part(f"{sort}:", "note"), " " + " ".join(words.split()), indent=4)


def _place(page: int | None, line: int | None) -> str:
    return " ".join(f"{name} {number}" for name, number in (("p.", page), ("l.", line)) if number) + " "


def _who(attribution: ms.Attribution) -> str:
    return f"{'said' if attribution.is_speech else attribution.act.value} by {attribution.printed}"


def _some(parts: Iterable[str | None]) -> list[str]:
    return [part for part in parts if part]
