"""The page of dependencies has all of them, each with the licence that the lock's version says it has."""

import re
import tomllib
from importlib import metadata

import pytest

from docs.tools.blocks import ROOT
from docs.tools.dependencies import (
    DEPENDENCIES,
    describe_versions,
    find_unlocked,
    licence_of,
    listed_licences,
    make_dependencies,
)

LISTED = listed_licences()


def test_the_page_is_up_to_date() -> None:
    unlocked = find_unlocked(LISTED)
    known = {name: licence for name, licence in LISTED.items() if name not in unlocked}
    assert known == {name: licence_of(name) for name in known}
    if unlocked:
        pytest.skip(f"not compared: {describe_versions(unlocked)}")
    assert DEPENDENCIES.read_text(encoding="utf-8") == make_dependencies(), "run `python -m docs.tools`"


def test_what_is_installed_in_another_version_than_the_locks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"click": "0.0.1", "rich": metadata.version("rich")}

    def version(name: str) -> str:
        if name not in installed:
            raise metadata.PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(metadata, "version", version)
    unlocked = find_unlocked(["click", "rich", "nltk"])
    assert {"click": "0.0.1", "nltk": None} == {name: unlocked[name] for name in unlocked if name != "rich"}
    assert "other versions than the lock's are installed: click 0.0.1, nltk missing" == describe_versions(
        {"click": "0.0.1", "nltk": None}
    )


def test_every_dependency_that_is_asked_for_is_on_the_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["documents"], *extras["eval"], *extras["web"], *extras["examples"]]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in asked}
    assert names
    assert set() == names - set(LISTED)


def test_every_licence_is_said_and_lets_us_be_used_as_we_say() -> None:
    assert {} == {
        name: licence
        for name, licence in LISTED.items()
        if not re.search(r"MIT|BSD|Apache|PSF|MPL", licence) or "GPL" in licence
    }
