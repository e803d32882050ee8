"""A rehearsal of the set-up: newer releases of everything are out, one is broken; the locked ones come."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.utils import canonicalize_name

from tests.environments.locks import FOLDER, Pin, read_lock
from tests.environments.package_index import NEWER, PackageIndex, make_index, served


def find_pythons() -> list[str]:
    """Return this Python, those on the path, and those of `MINUTESEARCH_PYTHONS`: a rehearsal on each."""
    found = [path for name in ("python3.12", "python3.13") if (path := shutil.which(name))]
    asked = [*found, *filter(None, os.environ.get("MINUTESEARCH_PYTHONS", "").split(os.pathsep))]
    run = [
        path for path in asked if not subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode
    ]
    return [sys.executable, *dict.fromkeys(run)]


PYTHONS = find_pythons()
ROOT = FOLDER.parent


@pytest.fixture(scope="module")
def package_index(tmp_path_factory: pytest.TempPathFactory) -> PackageIndex:
    return make_index(sorted(set(read_lock("dev")), key=str), tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def address(package_index: PackageIndex) -> Iterator[str]:
    with served(package_index) as address:
        yield address


@pytest.fixture
def checkout(package_index: PackageIndex, tmp_path: Path) -> Path:
    """Return a checkout with our set-up, and the pins of our locks with the digests of the tiny wheels."""
    folder = tmp_path / "a checkout"
    shutil.copytree(FOLDER, folder / "environments")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for name in ("demo", "dev"):
        write_lock(folder, name, read_lock(name), package_index)
    return folder


@pytest.fixture
def small_checkout(checkout: Path, package_index: PackageIndex) -> Path:
    """Return a checkout with a few packages, which require nothing else."""
    pyproject = checkout / "pyproject.toml"
    head, _, rest = pyproject.read_text(encoding="utf-8").partition("dependencies = [")
    pyproject.write_text(f"{head}dependencies = []{rest.partition(']')[2]}", encoding="utf-8")
    few = {"click", "hatchling", "editables", "packaging", "pathspec", "pluggy", "trove-classifiers", "tomlkit"}
    write_lock(checkout, "demo", [pin for pin in read_lock("demo") if pin.name in few], package_index)
    return checkout


def write_lock(folder: Path, name: str, pins: list[Pin], index: PackageIndex) -> None:
    lines = (
        f"{pin.name}=={pin.version}{f' ; {pin.marker}' if pin.marker else ''} --hash=sha256:{index.digest(pin)}"
        for pin in pins
    )
    (folder / "environments" / f"{name}.lock").write_text("\n".join(lines), encoding="utf-8")


def settings(folder: Path, address: str) -> dict[str, str]:
    """Return the environment of a fresh machine: a package index on loopback, a HOME that cannot be written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "COV_"))}
    pip = {"PIP_INDEX_URL": address, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1"}
    return {**kept, **pip, "HOME": "/nonexistent", "no_proxy": "127.0.0.1", "MAKEFLAGS": ""}


def start(folder: Path, target: str, address: str, python: str = sys.executable) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["make", "--no-print-directory", target, f"PYTHON={python}"],
        cwd=folder,
        env=settings(folder, address),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def make(folder: Path, target: str, address: str, python: str = sys.executable) -> tuple[int, str, str]:
    process = start(folder, target, address, python)
    out, err = process.communicate(timeout=180)
    return process.returncode, out, err


def installed(folder: Path) -> dict[str, str]:
    command = [str(folder / ".venv/bin/python"), "-I", "-m", "pip", "list", "--format", "json"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    bundled = {"pip", "setuptools", "minutesearch"}
    return {canonicalize_name(row["name"]): row["version"] for row in rows if row["name"] not in bundled}


def locked(name: str, python: str) -> dict[str, str]:
    code = "import platform; print(platform.python_version())"
    full = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    here = {**default_environment(), "python_full_version": full, "python_version": full.rpartition(".")[0]}
    return {canonicalize_name(pin.name): pin.version for pin in read_lock(name) if pin.is_for(here)}


@pytest.mark.parametrize("python", PYTHONS)
def test_the_set_up_installs_what_the_lock_says(
    checkout: Path, address: str, package_index: PackageIndex, python: str
) -> None:
    assert (0, "") == make(checkout, "demo-environment", address, python)[::2]
    assert locked("demo", python) == installed(checkout)
    assert (0, "") == make(checkout, "dev-environment", address, python)[::2]
    assert locked("dev", python) == installed(checkout)
    assert NEWER not in installed(checkout).values()
    assert {canonicalize_name(pin.name) for pin in read_lock("dev")} >= package_index.asked


def test_an_environment_that_is_whole_is_left_alone(small_checkout: Path, address: str) -> None:
    code, said, _ = make(small_checkout, "demo-environment", address)
    assert (0, 2) == (code, said.count(" ..."))
    assert (0, "", "") == make(small_checkout, "demo-environment", "http://127.0.0.1:9/simple/")


def test_an_environment_is_made_again_when_its_lock_changes(
    small_checkout: Path, address: str, package_index: PackageIndex
) -> None:
    make(small_checkout, "demo-environment", address)
    pins = [
        pin for pin in read_lock("demo") if pin.name in {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit"}
    ]
    pins += [pin for pin in read_lock("demo") if pin.name in {"trove-classifiers", "mdurl"}]
    write_lock(small_checkout, "demo", pins, package_index)
    assert 0 == make(small_checkout, "demo-environment", address)[0]
    assert {canonicalize_name(pin.name) for pin in pins} == set(installed(small_checkout))


def test_an_environment_half_made_is_made_again(small_checkout: Path, address: str) -> None:
    process = start(small_checkout, "demo-environment", address)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Installing"):
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    code, said, _ = make(small_checkout, "demo-environment", address)
    assert (0, True) == (code, said.startswith("Making .venv"))
    assert "click" in installed(small_checkout)


def test_an_environment_half_extended_is_made_again(small_checkout: Path, address: str) -> None:
    """A package of which pip was stopped while it unpacked it would count as installed."""
    make(small_checkout, "demo-environment", address)
    stamp = small_checkout / ".venv" / "stages.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "unfinished": "dev"}), encoding="utf-8")
    (small_checkout / ".venv" / "left-over").touch()
    assert make(small_checkout, "demo-environment", address)[1].startswith("Making .venv")
    assert not (small_checkout / ".venv" / "left-over").exists()


@pytest.mark.parametrize("place", ["variables", "file"])
def test_settings_of_pip_that_lead_elsewhere_change_nothing(
    small_checkout: Path, address: str, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Where the index is, is taken from them, and nothing else."""
    elsewhere = small_checkout / "elsewhere"
    hostile = {
        "target": elsewhere,
        "dry-run": "1",
        "no-binary": ":all:",
        "constraint": "/nonexistent",
        "user": "1",
    }
    if place == "file":
        lines = "\n".join(f"{name} = {value}" for name, value in {**hostile, "index-url": address}.items())
        file = small_checkout / "pip.conf"
        file.write_text(f"[global]\n{lines}\n", encoding="utf-8")
        more = {"PIP_CONFIG_FILE": str(file), "PIP_INDEX_URL": ""}
    else:
        more = {f"PIP_{name.upper().replace('-', '_')}": str(value) for name, value in hostile.items()}
    known = {name: value for name, value in {**settings(small_checkout, address), **more}.items() if value}
    monkeypatch.setitem(globals(), "settings", lambda *_: known)
    assert 0 == make(small_checkout, "demo-environment", address)[0]
    assert "click" in installed(small_checkout)
    assert not elsewhere.exists()


def test_two_at_once_make_one_environment(small_checkout: Path, address: str) -> None:
    both = [start(small_checkout, "demo-environment", address) for _ in range(2)]
    said = [process.communicate(timeout=180) for process in both]
    assert [0, 0] == [process.returncode for process in both]
    assert 1 == "".join(out for out, _ in said).count("Making .venv")
    assert "click" in installed(small_checkout)


def test_a_lock_that_is_not_closed_is_refused(checkout: Path, address: str, package_index: PackageIndex) -> None:
    pins = [pin for pin in read_lock("demo") if pin.name != "mdurl"]
    write_lock(checkout, "demo", pins, package_index)
    code, _, said = make(checkout, "demo-environment", address)
    assert code
    assert "pip check failed: the lock is not closed: markdown-it-py" in said


def test_a_file_that_is_not_the_locked_one_is_refused(small_checkout: Path, address: str) -> None:
    lock = small_checkout / "environments" / "demo.lock"
    lock.write_text(
        re.sub(r"(click==\S+ --hash=sha256:)\w{8}", r"\g<1>00000000", lock.read_text(encoding="utf-8"))
    )
    code, _, said = make(small_checkout, "demo-environment", address)
    assert code
    assert said.startswith("error: pip install failed: THESE PACKAGES DO NOT MATCH THE HASHES")


def test_without_a_network_one_line_says_so(small_checkout: Path) -> None:
    code, _, said = make(small_checkout, "demo-environment", "http://127.0.0.1:9/simple/")
    first, *_ = said.splitlines()
    assert code
    assert first.startswith(
        "error: pip install failed: no connection to the package index, connect or set PIP_INDEX_URL"
    )
