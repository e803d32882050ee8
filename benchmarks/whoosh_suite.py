"""Whoosh's own tests, run through our reader and searcher: `python -m benchmarks.whoosh_suite FOLDER`.

FOLDER is a copy of the folder `tests` of a repository of Whoosh's. Each test runs twice, by plain Whoosh and
through `benchmarks.whoosh_adapter`; one applies if plain Whoosh passes it and it opens an index for reading.
`--write` puts the table into docs/explanation/whoosh-suite.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
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


#: The lines that ask so in those tests, as patterns of a whole line, and what stands in their place when all else
#: of these tests is asked.
INSIDES = {
    r"assert not r\.has_exact_length\(\)|assert r\.estimated_(min_)?length\(\) == \d": "pass",
    r"assert not s\.is_atomic\(\)": "pass",
    r"assert r\.__class__ == reading\.MultiReader": "pass",
    r"with pytest\.raises\(NotImplementedError\):": "if True:",
    r"assert isinstance\(cr, columns\.TranslatingColumnReader\)": "pass",
    r"assert (not )?cr\.raw_column\(\)\.had_stored_offsets": "pass",
    r"assert (r|s|ix)\.doc_count_all\(\) == \d+": "pass",
}


class Ran(NamedTuple):
    """What a test came to."""

    outcome: str
    #: Whether it opened an index for reading.
    reads: bool


def run(folder: Path, *, adapted: bool, only: Collection[str] = ()) -> dict[str, Ran]:
    """Run the tests of a folder, and return what each came to by its name.

    Args:
        folder: The tests of Whoosh's.
        adapted: Whether to run them through our reader.
        only: The names of the tests to run; empty for all.
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
        command += ["-p", "benchmarks.whoosh_adapter", "-c", os.devnull, "--rootdir", str(folder)]
        command += [str(folder / name) for name in only] or files
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


def run_without_insides(folder: Path, names: Collection[str]) -> dict[str, Ran]:
    """Run tests through our reader without the lines that ask for Whoosh's insides.

    Args:
        folder: The tests of Whoosh's, which stay as they are.
        names: The names of the tests to run.
    """
    with tempfile.TemporaryDirectory() as empty:
        copy = Path(empty) / "tests"
        shutil.copytree(folder, copy)
        for path in {copy / name.partition("::")[0] for name in names}:
            lines = path.read_text(encoding="utf-8").splitlines()
            path.write_text("\n".join(map(_without_insides, lines)) + "\n", encoding="utf-8")
        return run(copy, adapted=True, only=sorted(names))


def _without_insides(line: str) -> str:
    code = line.strip()
    for pattern, instead in INSIDES.items():
        if re.fullmatch(pattern, code):
            return line.replace(code, instead)
    return line


def render(plain: Mapping[str, Ran], ours: Mapping[str, Ran], others: Mapping[str, Ran]) -> str:
    """Return the table of the files, and the tests that apply and do not pass, with the reason.

    Args:
        plain: What each test came to by plain Whoosh.
        ours: What it came to through our reader.
        others: What those that failed came to without the lines that ask for Whoosh's insides.
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
                is_all = name in others and others[name].outcome == "passed"
                rest = "All else in it passes" if is_all else "More of it does not pass"
                failures.append(f"- `{file}::{test}`: {REASONS.get(test, 'not explained yet')}. {rest}.")
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
    plain, ours = run(folder, adapted=False), run(folder, adapted=True)
    failed = {name for name, each in ours.items() if plain[name].outcome == "passed" != each.outcome}
    table = render(plain, ours, run_without_insides(folder, failed) if failed else {})
    sys.stdout.write(f"{table}\n")
    if options.write:
        head = _PAGE.read_text(encoding="utf-8").partition("<!-- table -->")[0]
        version = ".".join(map(str, whoosh.__version__))
        _PAGE.write_text(f"{head}<!-- table -->\n\nWith Whoosh {version}:\n\n{table}\n", encoding="utf-8")
    return int("not explained yet" in table or "does not pass" in table.partition("Those that apply")[2])


if __name__ == "__main__":
    sys.exit(main())
