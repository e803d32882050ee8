"""Whoosh's own tests, run through our reader and searcher: `python -m benchmarks.whoosh_suite FOLDER`.

FOLDER is a copy of the folder `tests` of a repository of Whoosh's. Each test runs twice, by plain Whoosh and
through `benchmarks.whoosh_adapter`; one applies if plain Whoosh passes it and it opens an index for reading.
`--write` puts the table into docs/explanation/whoosh-suite.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import whoosh

__all__ = ["main", "render"]

_ROOT = Path(__file__).resolve().parents[1]
_PAGE = _ROOT / "docs" / "explanation" / "whoosh-suite.md"

#: The files that read, search, sort, highlight, look for spans and spell, or look below these.
FILES = (
    "classify", "collector", "columns", "dateparse", "fields", "flexible", "highlighting", "indexing", "matching",
    "misc", "nested", "parse_plugins", "parsing", "postings", "quality", "queries", "reading", "results",
    "searching", "sorting", "spans", "spelling", "vectors", "weightings",
)  # fmt: skip

#: Why a test that applies does not pass: what it asks that is otherwise here on purpose.
REASONS = {
    "test_lengths": "asks a limited search not to know its exact length; ours knows it",
    "test_score_length": "asks for several segments; ours are one reader",
    "test_missing_column": "asks for several segments; ours are one reader",
    "test_first_id": "asks for Whoosh's class of a reader of several segments",
    "test_buffered_refresh": "asks Whoosh's buffered writer to show what is not committed",
    "test_varbytes_offsets": "asks how Whoosh's column of a file has its offsets",
    "test_all_stored_fields": "counts removed documents in doc_count_all; ours have no number",
    "test_doc_count": "counts removed documents in doc_count_all; ours have no number",
    "test_deletion": "counts removed documents in doc_count_all; ours have no number",
}


class Ran(NamedTuple):
    """What a test came to."""

    outcome: str
    #: Whether it opened an index for reading.
    reads: bool


def run(folder: Path, *, adapted: bool) -> dict[str, Ran]:
    """Run the tests of a folder, and return what each came to by its name.

    Args:
        folder: The tests of Whoosh's.
        adapted: Whether to run them through our reader.
    """
    files = [str(path) for name in FILES if (path := folder / f"test_{name}.py").is_file()]
    with tempfile.TemporaryDirectory() as empty:
        report = Path(empty) / "report.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
            "-W",
            "ignore",
        ]
        command += ["-p", "benchmarks.whoosh_adapter", "-c", os.devnull, "--rootdir", str(folder), *files]
        settings = {"WHOOSH_ADAPTER_REPORT": str(report), "WHOOSH_ADAPTER_PLAIN": "" if adapted else "1"}
        path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])
        subprocess.run(  # noqa: S603  # the tests that the caller names
            command,
            cwd=empty,
            env={**os.environ, **settings, "PYTHONPATH": path},
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if not report.is_file():
            raise RuntimeError(f"{folder}: pytest did not run")
        return {name: Ran(*each) for name, each in json.loads(report.read_text(encoding="utf-8")).items()}


def render(plain: Mapping[str, Ran], ours: Mapping[str, Ran]) -> str:
    """Return the table of the files, and the tests that apply and do not pass, with the reason.

    Args:
        plain: What each test came to by plain Whoosh.
        ours: What it came to through our reader.
    """
    rows: dict[str, list[int]] = {}
    failures = []
    for name, theirs in plain.items():
        file, _, test = name.partition("::")
        row = rows.setdefault(file, [0, 0, 0])
        row[0] += 1
        if theirs.outcome == "passed" and theirs.reads:
            row[1] += 1
            if ours[name].outcome == "passed":
                row[2] += 1
            else:
                failures.append(f"- `{file}::{test}`: {REASONS.get(test, 'not explained yet')}.")
        elif theirs.outcome == "passed" and ours[name].outcome != "passed":
            failures.append(f"- `{file}::{test}` (opens no index): {REASONS.get(test, 'not explained yet')}.")
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = ["| file | tests | open an index | pass |", "|---|---|---|---|"]
    lines += [f"| {file} | {row[0]} | {row[1]} | {row[2]} |" for file, row in sorted(rows.items())]
    lines.append("| all | {} | {} | {} |".format(*total))
    return "\n".join([*lines, "", "Those that apply and do not pass:", "", *sorted(failures)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite both ways, and print the table; return 1 if a test fails without a reason."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whoosh_suite", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the tests of a repository of Whoosh's")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    table = render(run(folder, adapted=False), run(folder, adapted=True))
    sys.stdout.write(f"{table}\n")
    if options.write:
        head = _PAGE.read_text(encoding="utf-8").partition("<!-- table -->")[0]
        version = ".".join(map(str, whoosh.__version__))
        _PAGE.write_text(f"{head}<!-- table -->\n\nWith Whoosh {version}:\n\n{table}\n", encoding="utf-8")
    return int("not explained yet" in table)


if __name__ == "__main__":
    sys.exit(main())
