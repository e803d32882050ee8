"""The page of changes: each place exists, and the changes that say they need one place need no other."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.tools.blocks import ROOT

TEXT = (ROOT / "docs" / "how-to" / "change-the-code.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)[1:]
PLACES = sorted(set(re.findall(r"`([\w/]+\.(?:py|md|toml)(?::[\w.]+)?)`", TEXT)))


def path_of(place: str) -> Path:
    name = place.partition(":")[0]
    return ROOT / name if (ROOT / name).is_file() else ROOT / "minutesearch" / name


def names_in(path: Path) -> Iterator[str]:
    """The names that a module defines, and the methods of its classes."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}.{each.name}" for each in node.body if isinstance(each, ast.FunctionDef))
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_twenty_changes_have_a_place_and_a_test() -> None:
    assert 20 == len(ROWS)
    for change, place, test in ROWS:
        assert re.search(r"`[\w/]+\.\w+[:\w.]*`", place), change
        assert re.fullmatch(r"`tests/[\w/]+\.py`", test), change


@pytest.mark.parametrize("place", PLACES)
def test_a_place_exists(place: str) -> None:
    name = place.partition(":")[2]
    assert path_of(place).is_file()
    assert not name or name in set(names_in(path_of(place)))


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the package that may be changed."""
    shutil.copytree(ROOT / "minutesearch", tmp_path / "minutesearch", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def change(scratch: Path, place: str, old: str, new: str) -> None:
    """Changes one place of the copy, which the page must name."""
    assert f"`{place}" in TEXT
    path = scratch / "minutesearch" / place
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(old), f"{place} has not once: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(scratch: Path, *arguments: str) -> str:
    """What the copy prints."""
    # The kernel is of the code as it is, and not of a copy that is changed.
    given = {**os.environ, "PYTHONPATH": str(scratch), "PYTHONIOENCODING": "utf-8", "MINUTESEARCH_PURE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=scratch, env=given, capture_output=True, encoding="utf-8", check=False
    )
    assert not done.returncode, done.stderr
    return done.stdout


def run_on_seeds(scratch: Path, code: str) -> str:
    begin = "import minutesearch as ms\nindex = ms.open_index('index', create=True)\n"
    begin += f"index.add({str(ROOT / 'seeds')!r}, workers=1)\n"
    path = scratch / "script.py"
    path.write_text(begin + code, encoding="utf-8")
    return run(scratch, str(path))


def test_a_filter_is_one_place(scratch: Path) -> None:
    change(scratch, "query/lexer.py", '"person", "party"),\n', '"person", "party", "meeting"),\n')
    code = (
        "meeting = index.meetings()[0].id\n"
        "print(index.search(f'meeting:{meeting}').total > 0, index.search('meeting:none').total)"
    )
    assert "True 0\n" == run_on_seeds(scratch, code)


def test_a_part_of_the_ranking_is_one_place(scratch: Path) -> None:
    old = "        self._sink(block)\n        return block\n"
    new = "        block.add('constant', np.full(len(block.passages), 0.25))\n"
    change(scratch, "engine/embedded/ranking/scoring/ranker.py", old, new + old)
    code = "found = index.search('voluntary sector')\nprint([p for p in found.explain(found.hits[0]).parts][-1])"
    assert "Part(name='constant', value=0.25, reason='constant')\n" == run_on_seeds(scratch, code)


def test_a_facet_is_one_place(scratch: Path) -> None:
    change(scratch, "results/facets.py", '    "party",\n]', '    "party",\n    "speaker",\n]')
    code = "print(any('ICB' in found.value for found in index.search(facets='speaker').facets['speaker']))"
    assert "True\n" == run_on_seeds(scratch, code)


def test_a_command_is_a_module_and_its_name(scratch: Path) -> None:
    new = scratch / "minutesearch" / "cli" / "commands" / "greeting.py"
    new.write_text(
        "import click\n\n\n@click.command()\ndef greet():\n    click.echo('Good day')\n", encoding="utf-8"
    )
    old = '    "show": "showing",\n'
    change(scratch, "cli/program.py", old, '    "greet": "greeting",\n' + old)
    assert "Good day\n" == run(scratch, "-m", "minutesearch", "greet")
