"""Error reports in one clear line, with the exit status of the program."""

from __future__ import annotations

import re
import traceback

import click

from minutesearch.cli.output.cleaning import clean_text
from minutesearch.cli.output.terminal import Part, Terminal
from minutesearch.errors import ArgumentError, IndexMissingError, MinuteSearchError, QueryError

__all__ = ["report_failure"]

#: The other option that a message on days names.
_DAYS = re.compile(r"\b(since|until)(?= \()")
#: How much of a long query is shown on each side of the place where it goes wrong.
_REACH = 60


def report_failure(error: Exception, terminal: Terminal, *, verbose: bool) -> int:
    """Write an error in one line, and return the exit status for it.

    Args:
        error: The error that was raised.
        terminal: The terminal to write to, which is standard error.
        verbose: Whether the traceback is shown too.

    Returns:
        1 for a failure, 2 for wrong usage (such as a query that cannot be read), 130 if the user stopped it.
    """
    if verbose:
        for line in "".join(traceback.format_exception(error)).splitlines():
            stripped = line.lstrip()
            terminal.write(Part(stripped, "quiet"), indent=len(line) - len(stripped))
    terminal.write(Part("error: ", "bad"), _describe(error))
    if isinstance(error, QueryError):
        _point_at(error, terminal)
    return _status(error)


def _describe(error: Exception) -> str:
    match error:
        case click.Abort():
            return str(error) or "stopped"
        case click.UsageError(ctx=click.Context() as context):
            return f"{error.format_message().rstrip('.')} (see `{context.command_path} --help`)"
        case click.ClickException():
            return error.format_message()
        case IndexMissingError():
            near = f"; there is one at {' and at '.join(error.near)}" if error.near else ""
            return f"{error}{near}. Make one: minutesearch index FOLDER --index {error.path}"
        case ArgumentError():
            # Here the argument is an option.
            name, message = error.argument, _DAYS.sub(r"--\1", str(error))
            if message.startswith("--"):
                return message
            # A name is what a command takes, not an option of it.
            option = "NAME" if name == "name" else f"--{name.replace('_', '-')}"
            return option + message.removeprefix(name) if message.startswith(f"{name} ") else message
        case MinuteSearchError():
            return str(error)
        case OSError(strerror=str(reason), filename=str(path)):
            return f"{path}: {reason}"
        case OSError():
            return str(error) or type(error).__name__
        case _:
            return f"unexpected {type(error).__name__}: {error} (a fault of minutesearch; -v shows where)"


def _status(error: Exception) -> int:
    match error:
        case click.Abort():
            return 130
        case click.ClickException():
            return error.exit_code
        case QueryError() | ArgumentError():
            return 2
        case _:
            return 1


def _point_at(error: QueryError, terminal: Terminal) -> None:
    """Write the query with a caret below the column of the error."""
    from rich.cells import cell_len

    at = error.column - 1
    start = max(0, at - _REACH)
    before, after = clean_text(error.query[start:at]), clean_text(error.query[at : at + _REACH])
    lead = "…" if start else ""
    tail = "…" if at + _REACH < len(error.query) else ""
    terminal.write(lead, before, after, tail, indent=2)
    terminal.write(Part("^", "bad"), indent=2 + cell_len(lead + before))
