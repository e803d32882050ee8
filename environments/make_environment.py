"""Make an environment of this checkout from a lock, and from nothing else: `make_environment.py demo`.

What a checkout builds must depend on the checkout alone. So pip is asked for the files of the lock by their
digests, for no dependency of them (the lock has them all, which `pip check` confirms), and for wheels only, since
building a source distribution would look for build requirements that no lock names.
"""

from __future__ import annotations

import ast
import configparser
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What an environment is made of."""

    #: The folder in the checkout.
    folder: str
    #: The locks it is made from, one upon the other: (name of the stage, file).
    stages: tuple[tuple[str, str], ...]
    #: Whether this project is installed into it, as an editable one.
    has_project: bool = True
    #: Whether all that the project itself requires is there.
    is_whole: bool = True


_DEMO = ("demo", "demo.lock")
_DEV = ("dev", "dev.lock")
KINDS = {
    "demo": Kind(folder=".venv", stages=(_DEMO,)),
    "dev": Kind(folder=".venv", stages=(_DEMO, _DEV)),
    "pages": Kind(folder=".venv", stages=(_DEMO, _DEV, ("pages", "pages.lock"))),
    # whoosh3 is left out on purpose, which pip check would report of the project.
    "whoosh2": Kind(folder=".venv-whoosh2", stages=(("whoosh2", "whoosh2.lock"),), is_whole=False),
    "models": Kind(folder=".venv-models", stages=(("models", "models.lock"),)),
    "audit": Kind(folder=".venv-audit", stages=(("audit", "audit.lock"),), has_project=False),
}

#: What of the user's settings of pip is kept: how to reach an index. Any other may change what is installed.
_KEPT = (
    *("INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "TRUSTED_HOST", "PROXY", "CERT", "CLIENT_CERT"),
    *("DEFAULT_TIMEOUT", "TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR", "KEYRING_PROVIDER"),
)
#: The stage that is being made, in the stamp: what is found with it was interrupted.
_UNFINISHED = "unfinished"
#: The digest of the sources that the kernel was compiled from, in the stamp.
_KERNEL = "kernel"
_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|Temporary failure in name resolution|Name or service not known"
    r"|Network is unreachable|Connection refused|ProxyError|timed out"
)


class SetUpError(Exception):
    """What stands in the way of an environment, and what to do about it, in one line."""


def main(arguments: list[str]) -> int:
    """Make the environment that is asked for; return the exit status."""
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(f"usage: make_environment.py {'|'.join(KINDS)}", file=sys.stderr)
        return 2
    try:
        make_environment(KINDS[arguments[0]], checkout=CHECKOUT)
    except SetUpError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the next make begins this environment again", file=sys.stderr)
        return 130
    return 0


def make_environment(kind: Kind, *, checkout: Path) -> None:
    """Make an environment, or add to it what is missing; do nothing if it is as its locks say.

    Args:
        kind: What to make.
        checkout: The folder that pyproject.toml, the locks and the environment are in.

    Raises:
        SetUpError: There is no venv module, no network, or no leave to write; or a lock is not closed.
    """
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise SetUpError(
            f"{sys.executable} has no module {missing[0]}: install it"
            " (on Debian and Ubuntu: apt install python3-venv)"
        )
    folder = checkout / kind.folder
    with _alone(folder):
        digests = {stage: _digest(checkout, kind, lock) for stage, lock in kind.stages}
        made = _read_stamp(folder)
        if any(made.get(stage, digest) != digest for stage, digest in digests.items()) or not made:
            made = {}
            _make_empty(folder)
        for stage, lock in kind.stages:
            if stage not in made:
                print(f"Installing into {kind.folder} what environments/{lock} lists ...", flush=True)
                _write_stamp(folder, {**made, _UNFINISHED: stage})
                _install(folder, checkout / "environments" / lock)
                made[stage] = digests[stage]
                if kind.has_project:
                    _install_project(folder, checkout, kind)
                else:
                    _check(folder)
                _write_stamp(folder, made)
        if kind.has_project:
            _compile_kernel(folder, checkout, made)


def _compile_kernel(folder: Path, checkout: Path, made: dict[str, str]) -> None:
    """Compile the kernel where its sources are others than before; without a compiler a line says so."""
    sources = sorted((checkout / "minutesearch" / "kernel").glob("*.[ch]"))
    script = checkout / "environments" / "kernel_build.py"
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in (script, *sources))).hexdigest()
    is_there = (checkout / "minutesearch" / "kernel" / "_compiled.abi3.so").exists()
    if sources and not (is_there and made.get(_KERNEL) == digest):
        done = subprocess.run([str(folder / "bin" / "python"), "-I", str(script)], check=False)
        if done.returncode:
            raise SetUpError("the kernel is required and cannot be compiled")
        _write_stamp(folder, {**made, _KERNEL: digest})


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes this environment; the lock goes with the process, however it ends."""
    try:
        lock = open(f"{folder}.lock", "a")  # noqa: SIM115, PTH123 - it is closed below
    except OSError as error:
        raise SetUpError(
            f"nothing can be written in {folder.parent} ({error.strerror}): copy the checkout to a folder of yours"
        ) from None
    with lock:
        with contextlib.suppress(ImportError):  # Windows has no flock; there, two at once are the user's to avoid
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(checkout: Path, kind: Kind, lock: str) -> str:
    """Return a digest of all that a stage depends on: lock, project, the Python, and where the folder stands."""
    digest = hashlib.sha256()
    for path in (checkout / "environments" / lock, checkout / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(f"{sys.base_prefix} {platform.python_version()} {checkout / kind.folder}".encode())
    return digest.hexdigest()


def _read_stamp(folder: Path) -> dict[str, str]:
    """Return the digest of each stage that is whole; empty if there is none, so also after an interruption."""
    try:
        made = json.loads((folder / "stages.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_whole = isinstance(made, dict) and _UNFINISHED not in made and (folder / "bin").is_dir()
    return made if is_whole else {}


def _write_stamp(folder: Path, made: dict[str, str]) -> None:
    draft = folder / "stages.draft"
    draft.write_text(json.dumps(made), encoding="utf-8")
    draft.replace(folder / "stages.json")


def _make_empty(folder: Path) -> None:
    print(f"Making {folder.name} with Python {platform.python_version()} ...", flush=True)
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise SetUpError(f"{folder} cannot be made ({error.strerror}): remove it, or copy the checkout") from None
    _run([sys.executable, "-m", "venv", str(folder)], folder, doing="making an empty environment")


def _install(folder: Path, lock: Path) -> None:
    _pip(folder, "install", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", str(lock))


def _install_project(folder: Path, checkout: Path, kind: Kind) -> None:
    if not kind.is_whole:
        _check(folder)
    # Editable, built by the locked hatchling that is in the environment already.
    _pip(folder, "install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(checkout))
    if kind.is_whole:
        _check(folder)


def _check(folder: Path) -> None:
    _pip(folder, "check", failure="the lock is not closed: ")


def _pip(folder: Path, command: str, *arguments: str, failure: str = "") -> None:
    options = ["--no-input", "--disable-pip-version-check"]
    options += ["--progress-bar", "off"] if command == "install" else []
    python = str(folder / "bin" / "python")
    _run(
        [python, "-I", "-m", "pip", command, *options, *arguments], folder, doing=f"pip {command}", failure=failure
    )


def _run(command: list[str], folder: Path, *, doing: str, failure: str = "") -> None:
    """Run a command whose output only matters if it fails; then it is kept in a file beside what it made."""
    environment = _settings(folder)
    done = subprocess.run(command, env=environment, cwd=folder.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout + done.stderr
        log = folder / "setup.log"
        log.write_text(said, encoding="utf-8")
        lines = [line for line in said.splitlines() if line.strip()] or [f"exit status {done.returncode}"]
        errors = [line for line in lines if line.startswith("ERROR:")]
        reason = (
            "no connection to the package index, connect or set PIP_INDEX_URL to one within reach"
            if _NO_NETWORK.search(said)
            else failure + (errors or lines)[-1].removeprefix("ERROR:").strip()
        )
        raise SetUpError(f"{doing} failed: {reason} (all that it said is in {log})")


@cache
def _settings(folder: Path) -> dict[str, str]:
    """Return the variables that pip runs with: the user's own, but for pip only what leads to an index."""
    outside = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    own = {name: value for name, value in os.environ.items() if name not in outside}
    kept = {f"PIP_{name}" for name in _KEPT}
    settings = {name: value for name, value in own.items() if not name.startswith("PIP_") or name in kept}
    # Most people have their index in a file. What of it is kept is handed on, and the file is not read again.
    listed = subprocess.run(
        [sys.executable, "-I", "-m", "pip", "config", "list"],
        env=own,
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        (section, key, ast.literal_eval(value))
        for section, key, value in re.findall(r"^(\w+)\.([\w-]+)=(.*)$", listed.stdout, re.MULTILINE)
    ]
    # A file named in the variable is read by pip, but not by its list.
    named = configparser.RawConfigParser()
    named.read(own.get("PIP_CONFIG_FILE", os.devnull))
    found += [(section, key, value) for section in named.sections() for key, value in named.items(section)]
    for section, key, value in found:
        name = f"PIP_{key.upper().replace('-', '_')}"
        if section in ("global", "install") and name in kept:
            settings.setdefault(name, " ".join(value.split()))
    settings["PIP_CONFIG_FILE"] = os.devnull
    # It is compiled once, afterwards, where what it says is seen.
    settings["MINUTESEARCH_KERNEL"] = "off"
    return settings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
