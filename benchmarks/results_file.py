"""RESULTS.md, a file with one section for each corpus and size, where a run replaces its own section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["write_section", "write_whole"]

_HEAD = """\
# Results of the benchmark

Written by `python -m benchmarks.full_run`, whole and in one run; do not edit. `python -m benchmarks.compare
--write-results` replaces the section of its corpus and size and leaves the others. [README.md](README.md)
says what is measured, and why so.
"""


def write_section(path: Path, section: str) -> None:
    """Write a section in place of the one with the same heading; sections stand in the order of their size.

    Args:
        path: The file; created if it does not exist.
        section: Markdown that begins with "## ", the number of passages, and what else tells runs apart.
    """
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    sections = {each.partition("\n")[0]: each.strip() for each in re.split(r"(?m)^(?=## )", known)[1:]}
    sections[section.partition("\n")[0]] = section.strip()
    ordered = sorted(sections, key=lambda heading: (_size(heading), heading))
    _write(path, [sections[each] for each in ordered])


def write_whole(path: Path, sections: Sequence[str]) -> None:
    """Write the file anew with these sections, in their order."""
    _write(path, [section.strip() for section in sections])


def _write(path: Path, sections: Sequence[str]) -> None:
    path.write_text("\n\n".join([_HEAD.strip(), *sections]) + "\n", encoding="utf-8")


def _size(heading: str) -> int:
    number = re.search(r"\d[\d,]*", heading)
    return int(number[0].replace(",", "")) if number else 0
