"""Output for people: wrapped and coloured on a terminal, plain lines in a pipe."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import NamedTuple, TextIO

import click

from minutesearch.cli.output.cleaning import clean_text

__all__ = ["Part", "Terminal", "open_stderr", "open_stdout", "paged"]

#: The look of each role that a part of a line can have. Only the 16 colours that every terminal has, which its
#: owner has chosen to be readable on its background.
_STYLES = {
    "": "",
    "title": "bold",
    "quiet": "dim",
    "match": "bold red",
    "note": "cyan",
    "good": "green",
    "bad": "bold red",
}

#: Lines longer than this are hard to read, however wide the terminal is.
_WIDEST = 100

#: Narrower than this, wrapping does more harm than the terminal's own.
_NARROWEST = 20


#: An address that may stand in a link: nothing in it steers a terminal or ends the link.
_ADDRESS = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]{1,2000}", re.ASCII)


class Part(NamedTuple):
    """A part of a line, with the role that decides its look."""

    text: str
    role: str = ""
    #: The address that it leads to where a terminal takes links; empty for none.
    link: str = ""


class Terminal:
    """A writer of lines for people to one stream.

    On a terminal, lines are wrapped to its width and coloured. Elsewhere each is written as one line, so that a
    phrase can be found by `grep` and the output does not depend on the window it was made in. `NO_COLOR` takes
    every escape sequence away, and `FORCE_COLOR` asks for them in a pipe (to `less -R`).

    Args:
        stream: The stream to write to.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = stream.isatty()
        self.has_styles = _wants_styles(is_terminal=self.is_terminal)

    def write(self, *parts: Part | str, indent: int = 0) -> None:
        """Write one line, which may become several on a terminal.

        Args:
            parts: The pieces of the line. Whatever they hold, only plain characters are written.
            indent: The number of spaces before the line, and before each line that it is wrapped to.
        """
        pieces = [
            Part(clean_text(part.text), part.role, part.link) if isinstance(part, Part) else Part(clean_text(part))
            for part in parts
        ]
        if self.is_terminal or self.has_styles:
            self._echo(self._render(pieces, indent))
        else:
            self._echo((" " * indent + "".join(piece.text for piece in pieces)).rstrip() + "\n")

    def write_table(self, rows: Sequence[Sequence[str]], *, indent: int = 0) -> None:
        """Write rows with their cells aligned in columns, two spaces between; rows are not wrapped.

        Args:
            rows: Rows of equally many cells.
            indent: The number of spaces before each row.
        """
        cleaned = [[clean_text(cell) for cell in row] for row in rows]
        widths = [max(len(cell) for cell in column) for column in zip(*cleaned, strict=True)]
        for row in cleaned:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self._echo((" " * indent + line).rstrip() + "\n")

    def _render(self, pieces: Sequence[Part], indent: int) -> str:
        # rich takes 40 ms to load, which neither --help nor completion nor a pipe should wait for.
        # It writes to memory, because on a closed pipe it would end the program by itself.
        from rich.console import Console
        from rich.text import Text

        rendered = io.StringIO()
        console = Console(
            file=rendered,
            width=min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size().columns)),
            force_terminal=self.has_styles,
            color_system="standard" if self.has_styles else None,
            legacy_windows=False,
        )
        line = Text.assemble(*((piece.text, self._style(piece)) for piece in pieces))
        for each in line.wrap(console, console.width - indent) if self.is_terminal else [line]:
            each.rstrip()
            console.print(Text(" " * indent if each else "") + each, soft_wrap=True)
        return rendered.getvalue()

    def _style(self, piece: Part) -> str:
        style = _STYLES[piece.role]
        # Only what a browser opens, and no character that could end the link early.
        return (
            f"{style} link {piece.link}".lstrip() if self.is_terminal and _ADDRESS.fullmatch(piece.link) else style
        )

    def _echo(self, text: str) -> None:
        click.echo(text, file=self._stream, nl=False, color=self.has_styles)


def open_stdout() -> Terminal:
    """Return the terminal (or pipe) for results."""
    return Terminal(sys.stdout)


def open_stderr() -> Terminal:
    """Return the terminal (or pipe) for everything but results."""
    return Terminal(sys.stderr)


class _Paper(io.StringIO):
    """What is written for a terminal, before it is known whether it fits on the screen."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Whether lines are to be wrapped and coloured: they are."""
        return True


@contextmanager
def paged(*, is_wanted: bool) -> Iterator[None]:
    """Show what the block writes to standard output page by page, if it is longer than the screen.

    Args:
        is_wanted: Whether to do so; it is never done where standard output is no terminal.
    """
    if not is_wanted or not sys.stdout.isatty():
        yield
        return
    paper = _Paper()
    with redirect_stdout(paper):
        yield
    text = paper.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines:
        click.echo(text, nl=False, color=True)
    else:
        click.echo_via_pager(text, color=True)


def _wants_styles(*, is_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal and os.environ.get("TERM") != "dumb")
