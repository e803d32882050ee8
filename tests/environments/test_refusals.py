"""What stands in the way of an environment is said in one line, with what to do about it."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.environments.locks import FOLDER

NEEDS = "minutesearch needs Python 3.11, 3.12 or 3.13: install one, or name it"


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    folder = tmp_path / "commands"
    folder.mkdir()
    return folder


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_environment", FOLDER / "make_environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def add_python(folder: Path, name: str, version: str) -> None:
    """Add a command that answers as a Python of some version would, and prints when it is run in earnest."""
    path = folder / name
    path.write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo {version} || echo "{name} runs ${{1##*/}} $2"\n')
    path.chmod(0o755)


def run(commands: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", str(FOLDER / "make.sh"), "demo", *arguments],
        env={"PATH": str(commands)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_no_python_at_all(commands: Path) -> None:
    code, said = run(commands)
    assert (1, 1) == (code, said.count("\n"))
    assert said.startswith(f"error: no Python found; {NEEDS}")


def test_only_pythons_that_do_not_fit(commands: Path) -> None:
    add_python(commands, "python3", "3.9")
    add_python(commands, "python", "2.7")
    code, said = run(commands)
    assert (1, 1) == (code, said.count("\n"))
    assert said.startswith(f"error: no Python that fits (python3 is 3.9, python is 2.7); {NEEDS}")


def test_the_first_python_that_fits_is_taken(commands: Path) -> None:
    add_python(commands, "python3", "3.14")
    add_python(commands, "python3.12", "3.12")
    assert (0, "python3.12 runs make_environment.py demo\n") == run(commands)


def test_a_python_that_was_named_is_the_only_one_tried(commands: Path) -> None:
    add_python(commands, "python3", "3.12")
    add_python(commands, "python3.10", "3.10")
    assert run(commands, "python3.10")[1].startswith("error: no Python that fits (python3.10 is 3.10)")
    assert run(commands, "python9")[1].startswith("error: python9 cannot be run; ")


def test_a_python_without_venv(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(script.SetUpError, match=r"has no module ensurepip: install it .*apt install python3-venv"):
        script.make_environment(script.KINDS["demo"], checkout=tmp_path)


def test_a_checkout_that_cannot_be_written(script: ModuleType, tmp_path: Path) -> None:
    """A folder that is not there stands for one that is read-only, since root may write anywhere."""
    with pytest.raises(script.SetUpError, match=r"nothing can be written in .*: copy the checkout to a folder"):
        script.make_environment(script.KINDS["demo"], checkout=tmp_path / "none")


def test_an_environment_that_nobody_knows(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == script.main(["production"])
    assert "usage: make_environment.py demo|dev|pages|whoosh2|models|audit\n" == capsys.readouterr().err
