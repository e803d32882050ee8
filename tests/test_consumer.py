"""A consumer's project is checked strictly by mypy and by pyright, and a name that does not exist fails there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

import minutesearch

HERE = Path(__file__).parent / "consumer_project"
_MYPY = (sys.executable, "-m", "mypy", "--strict", "--config-file=")
WRONG = {
    number
    for number, line in enumerate((HERE / "mistaken.py").read_text(encoding="utf-8").splitlines(), start=1)
    if "# wrong:" in line
}


def installed_beside(folder: Path) -> dict[str, str]:
    """The environment of a project in another folder, for which the package is an installed one."""
    source = Path(minutesearch.__file__).parent.parent
    return {**os.environ, "MYPYPATH": str(source), "PYTHONPATH": str(source), "HOME": str(folder)}


def lines_by_mypy(path: Path, folder: Path) -> set[int]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            "--cache-dir",
            str(folder / "cache"),
            str(path),
        ],
        cwd=folder,
        env=installed_beside(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found = re.findall(rf"^{re.escape(str(path))}:(\d+): error", done.stdout, flags=re.MULTILINE)
    assert bool(found) == bool(done.returncode), done.stdout
    return set(map(int, found))


def lines_by_pyright(path: Path, folder: Path) -> set[int]:
    source = Path(minutesearch.__file__).parent.parent
    settings = {
        "typeCheckingMode": "strict",
        "include": [str(path)],
        "extraPaths": [str(source)],
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "basedpyright", "--project", str(folder), "--outputjson"],
        cwd=folder,
        env=installed_beside(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr + done.stdout
    found = [each for each in json.loads(done.stdout)["generalDiagnostics"] if each["severity"] == "error"]
    return {each["range"]["start"]["line"] + 1 for each in found if Path(each["file"]) == path}


CHECKERS = [
    pytest.param(lines_by_mypy, id="mypy"),
    pytest.param(
        lines_by_pyright,
        id="pyright",
        marks=pytest.mark.skipif(find_spec("basedpyright") is None, reason="basedpyright is not installed here"),
    ),
]


@pytest.mark.parametrize("check", CHECKERS)
def test_a_project_that_uses_the_package_passes_strictly(
    tmp_path: Path, check: Callable[[Path, Path], set[int]]
) -> None:
    assert check(HERE / "consumer.py", tmp_path) == set()


@pytest.mark.parametrize("check", CHECKERS)
def test_what_does_not_exist_fails_type_checking(tmp_path: Path, check: Callable[[Path, Path], set[int]]) -> None:
    found = check(HERE / "mistaken.py", tmp_path)
    assert found == WRONG
    assert len(WRONG) == 13


def test_the_project_runs_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import consumer; consumer.build(__import__('pathlib').Path('index')).close()"],
        cwd=tmp_path,
        env={**installed_beside(tmp_path), "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent.parent}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
