"""The locks are closed: whatever a locked package requires, extras of extras included, is in the lock and fits."""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.environments.locks import FOLDER, NAMES, Pin, read_lock

PROJECT = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
#: The Pythons supported, with a full version of each (some pins differ by it).
PYTHONS = {"3.11": "3.11.9", "3.12": "3.12.7", "3.13": "3.13.1"}
PLATFORM = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}


def group(name: str) -> Iterator[str]:
    """Yield the requirements of a dependency group, with those of the groups that it includes."""
    for each in PROJECT["dependency-groups"][name]:
        if isinstance(each, dict):
            yield from group(each["include-group"])
        else:
            yield each


def roots(lock: str) -> list[str]:
    """Return the requirements that a lock is made for, as in the target `lock` of the Makefile."""
    base, extras = PROJECT["project"]["dependencies"], PROJECT["project"]["optional-dependencies"]
    demo = [*base, *extras["documents"], *extras["web"], *group("build")]
    dev = [*demo, *extras["eval"], *extras["export"], *extras["examples"], *group("dev")]
    return {
        "demo": demo,
        "dev": dev,
        "whoosh2": [each.replace("whoosh3>=3.54.0,<4", "whoosh==2.7.4") for each in dev],
        "models": [*base, *extras["mcp"], *group("dev"), *group("retrievers")],
        "pages": list(group("pages")),
        "audit": list(group("audit")),
    }[lock]


def walk(lock: str, python: str) -> Iterator[tuple[str, str]]:
    """Yield each unmet requirement as (who requires it, what), from the roots through all that is installed."""
    environment = {**PLATFORM, "python_version": python, "python_full_version": PYTHONS[python]}
    pins: dict[str, Pin] = {canonicalize_name(pin.name): pin for pin in read_lock(lock) if pin.is_for(environment)}
    todo = [("pyproject.toml", Requirement(each)) for each in roots(lock)]
    seen: set[tuple[str, str]] = set()
    while todo:
        asker, requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        pin = pins.get(name)
        if pin is None or not requirement.specifier.contains(pin.version, prereleases=True):
            yield asker, str(requirement)
            continue
        for extra in {"", *requirement.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            todo += [
                (f"{name}[{extra}]", each)
                for each in map(Requirement, requires(name))
                if each.marker is None or each.marker.evaluate({**environment, "extra": extra})
            ]


def requires(name: str) -> list[str]:
    try:
        return importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return []


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", NAMES)
def test_whatever_a_locked_package_requires_is_in_the_lock(lock: str, python: str) -> None:
    known = {canonicalize_name(each.name) for each in importlib.metadata.distributions()}
    unknown = {canonicalize_name(pin.name) for pin in read_lock(lock)} - known
    if lock in {"audit", "models", "pages"} and unknown:
        pytest.skip(f"not installed here, so only `pip check` of make {lock} looks: {len(unknown)} packages")
    assert [] == list(walk(lock, python))


def test_the_walk_sees_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (FOLDER / "dev.lock").read_text(encoding="utf-8")
    (tmp_path / "dev.lock").write_text(re.sub(r"^(iniconfig|h11)==", r"other-\1==", text, flags=re.MULTILINE))
    monkeypatch.setattr("tests.environments.locks.FOLDER", tmp_path)
    found = {(asker, Requirement(what).name) for asker, what in walk("dev", "3.11")}
    assert {("pytest[]", "iniconfig"), ("httpcore2[]", "h11"), ("uvicorn[]", "h11")} == found


def test_the_walk_knows_what_each_package_of_the_larger_locks_requires() -> None:
    """Of a package that is not installed nothing is known; here that may be of other systems and audits only."""
    known = {canonicalize_name(each.name) for each in importlib.metadata.distributions()}
    missing = {
        pin.name for lock in ("demo", "dev") for pin in read_lock(lock) if canonicalize_name(pin.name) not in known
    }
    assert missing <= {
        pin.name for pin in read_lock("dev") if not pin.is_for({**PLATFORM, "python_version": "3.11"})
    }


def test_the_smaller_locks_agree_with_the_larger() -> None:
    """`make test` adds to the environment of `make demo`; nothing in it is replaced."""
    assert set(read_lock("demo")) <= set(read_lock("dev"))
    shared = {pin.name for pin in read_lock("dev")} & {pin.name for pin in read_lock("pages")}
    assert {pin for pin in read_lock("pages") if pin.name in shared} <= set(read_lock("dev"))
    different = set(read_lock("dev")) ^ set(read_lock("whoosh2"))
    assert {"whoosh", "whoosh3"} == {pin.name for pin in different}


def test_a_user_gets_no_test_tools() -> None:
    assert {"pytest", "hypothesis", "mypy", "ruff", "scipy"} & {pin.name for pin in read_lock("demo")} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_lock_is_a_pin_with_digests(name: str) -> None:
    text = (FOLDER / f"{name}.lock").read_text(encoding="utf-8")
    starts = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(starts) == len(read_lock(name)) > 10
    assert text.count("--hash=sha256:") >= len(starts)
