"""Running of a page's code blocks, which yields the page with their present output.

- A `console` block holds commands after `$ ` and what they print, as on a terminal 90 columns wide:
  `minutesearch ...`, `python FILE ...` and `export NAME=value`.
- A `python` block that prints is followed by a `text` block with what it prints. The blocks of a page share names.
- A block of any language after `<!-- file: NAME -->` is written to that file; a Python one must compile, and is
  not run.
- Only `sh` blocks are not run. Each says why before it: `<!-- not run: REASON -->`.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from click.testing import CliRunner
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

import minutesearch as ms
from minutesearch.cli.output.terminal import Terminal
from minutesearch.cli.program import program

__all__ = ["LANGUAGES", "ROOT", "iter_pages", "lacking", "make_workspace", "run_page"]

ROOT = Path(__file__).parents[2]

#: Pages whose blocks need what only `make models` installs, with a package that tells.
_ELSEWHERE = {
    ROOT / "docs" / "how-to" / "language-models.md": "mcp",
    ROOT / "docs" / "how-to" / "pandas.md": "pandas",
}

#: The languages that a block can have.
LANGUAGES = ("console", "python", "text", "csv", "json", "sh")

_FILE = re.compile(r"<!-- file: (?P<name>[\w./-]+) -->\n\Z")
_NOT_RUN = re.compile(r"<!-- not run: .+ -->\n\Z")

#: What differs from run to run or from machine to machine, and what stands on the pages instead.
_STEADY = (
    (re.compile(r'("elapsed_ms": )[\d.]+'), r"\g<1>2.5"),
    (re.compile(r'("indexed_at": )"[-\d:TZ]+"'), r'\g<1>"2026-10-07T09:30:00Z"'),
    (re.compile(r'("bytes": )\d+'), r"\g<1>600000"),
    (re.compile(r"^(bytes +)[\d,]+$", re.MULTILINE), r"\g<1>600,000"),
)


_open_terminal = Terminal.__init__


def _open_as_terminal(terminal: Terminal, stream: TextIO) -> None:
    """Open standard output as a terminal that wraps lines, as it is for a reader of the page."""
    _open_terminal(terminal, stream)
    terminal.is_terminal = stream is sys.stdout


def iter_pages() -> list[Path]:
    """Return the pages whose blocks are run: README and everything in docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def lacking(path: Path) -> str | None:
    """Return the package that the blocks of a page need and that is not installed here; None if they can run.

    Args:
        path: The page.
    """
    package = _ELSEWHERE.get(path)
    return package if package and find_spec(package) is None else None


def make_workspace(folder: Path) -> None:
    """Fill a new folder with what the blocks need: the seeds, the examples, and an index in `indexes/seeds`."""
    for name in ("seeds", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    with chdir(folder), ms.open_index("indexes/seeds", create=True) as index:
        index.add("seeds")


def run_page(path: Path, *, folder: Path) -> str:
    """Run the blocks of a page from top to bottom, and return the page with their output.

    Args:
        path: The page.
        folder: A workspace for this page alone.

    Returns:
        The text of the page, in which each output is the present one.
    """
    run = _Run()
    parsers = [CodeBlockParser(each, getattr(run, f"evaluate_{each}", run.evaluate_file)) for each in LANGUAGES]
    document = Sybil(parsers).parse(path)
    with chdir(folder):
        for example in document.examples():
            example.evaluate()
    run.finish(path)
    page = document.text
    for start, end, text in sorted(run.changes, reverse=True):
        page = page[:start] + text + page[end:]
    return page


class _Run:
    """The state of running one page: the output not yet shown, and the changes to make on the page."""

    def __init__(self) -> None:
        self.changes: list[tuple[int, int, str]] = []
        self._printed = ""
        self._environment: dict[str, str | None] = {
            **{name: None for name in os.environ if name.startswith(("MINUTESEARCH_", "FORCE_COLOR", "NO_COLOR"))},
            "COLUMNS": "90",
            # What the command line remembers of a search stays in the workspace.
            "XDG_STATE_HOME": "state",
        }
        self._evaluate_python = PythonEvaluator()

    def evaluate_python(self, example: Example) -> None:
        """Run a Python block and keep what it prints."""
        self.finish(example.path)
        if _FILE.search(example.document.text[: example.start]):
            compile(example.parsed, f"{example.path}, line {example.line}", "exec")
            self.evaluate_file(example)
            return
        with redirect_stdout(io.StringIO()) as printed:
            self._evaluate_python(example)
        self._printed = printed.getvalue()

    def evaluate_text(self, example: Example) -> None:
        """Replace a text block by what the Python before it printed, or write it to its file."""
        if self._printed:
            self._change(example, self._printed)
            self._printed = ""
        else:
            self.evaluate_file(example)

    def evaluate_console(self, example: Example) -> None:
        """Run the commands of a console block and replace the block by what they print."""
        self.finish(example.path)
        commands = [line for line in example.parsed.splitlines() if line.startswith("$ ")]
        self._change(example, "".join(f"{line}\n{self._run_command(line[2:])}" for line in commands))

    def evaluate_file(self, example: Example) -> None:
        """Write a block to the file named before it, if one is."""
        if named := _FILE.search(example.document.text[: example.start]):
            path = Path(named["name"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.parsed, encoding="utf-8")

    def evaluate_sh(self, example: Example) -> None:
        """Raise an error for a block that is not run and does not say why."""
        if not _NOT_RUN.search(example.document.text[: example.start]):
            raise ValueError(f"{example.path}, line {example.line}: say why this block is not run")

    def finish(self, path: str | Path) -> None:
        """Raise an error if a Python block's output is shown nowhere."""
        if self._printed:
            raise ValueError(f"{path}: no text block shows what Python printed:\n{self._printed}")

    def _change(self, example: Example, text: str) -> None:
        for pattern, steady in _STEADY:
            text = pattern.sub(steady, text)
        start = example.start + example.parsed.offset
        lines = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        self.changes.append((start, start + len(example.parsed), lines))

    def _run_command(self, command: str) -> str:
        name, *arguments = shlex.split(command)
        if name == "export":
            key, _, value = arguments[0].partition("=")
            self._environment[key] = value
            return ""
        if name == "minutesearch":
            with patch.object(Terminal, "__init__", _open_as_terminal):
                return CliRunner(env=self._environment).invoke(program, arguments, prog_name=name).output
        if name == "python":
            given = {key: value for key, value in self._environment.items() if value}
            return subprocess.run(  # noqa: S603  # the command stands on our own page
                [sys.executable, *arguments],
                env={**os.environ, **given, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            ).stdout
        raise ValueError(f"a page cannot run {name!r}")
