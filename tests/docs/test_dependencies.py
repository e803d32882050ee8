"""The page of dependencies has all of them, each with a licence."""

import re
import tomllib

from docs.tools.blocks import ROOT

PAGE = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
LISTED = dict(
    row
    for row in re.findall(r"^\| ([a-z0-9-]+) \| [a-z0-9-]+ \| (.+) \|$", PAGE, re.MULTILINE)
    if row[0] != "package"
)


def test_every_dependency_that_is_asked_for_is_on_the_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["documents"], *extras["eval"], *extras["examples"]]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in asked}
    assert names
    assert set() == names - set(LISTED)


def test_every_licence_is_said_and_lets_us_be_used_as_we_say() -> None:
    assert {} == {
        name: licence
        for name, licence in LISTED.items()
        if not re.search(r"MIT|BSD|Apache|PSF|MPL", licence) or "GPL" in licence
    }
