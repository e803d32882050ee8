"""README and docs/: every block runs and shows what it prints, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from docs.tools.blocks import LANGUAGES, ROOT, iter_pages, lacking, run_page
from docs.tools.dependencies import DEPENDENCIES
from docs.tools.reference import REFERENCE_PAGES

MADE = {ROOT / "docs" / "reference" / name: make for name, make in REFERENCE_PAGES.items()}
WRITTEN = [path for path in iter_pages() if path not in {*MADE, DEPENDENCIES}]
RENEW = "run `python -m docs.tools` and read what changed"

#: The most blocks, on all pages together, that are not run.
MOST_NOT_RUN = 5

_FENCE = re.compile(r"^```(.*)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_page = pytest.mark.parametrize("path", iter_pages(), ids=named)


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_the_blocks_of_a_page_print_what_it_shows(path: Path, workspace: Path) -> None:
    if package := lacking(path):
        pytest.skip(f"{package} is not installed here; `make models` runs this page")
    assert run_page(path, folder=workspace) == path.read_text(encoding="utf-8"), RENEW


@pytest.mark.parametrize("path", MADE, ids=named)
def test_a_page_made_of_the_code_is_up_to_date(path: Path) -> None:
    assert MADE[path]() == path.read_text(encoding="utf-8"), RENEW


@each_page
def test_every_block_has_a_language_that_says_whether_it_runs(path: Path) -> None:
    opening = _FENCE.findall(path.read_text(encoding="utf-8"))[::2]
    assert set(opening) <= set(LANGUAGES)


def test_few_blocks_are_not_run() -> None:
    assert sum(path.read_text(encoding="utf-8").count("```sh\n") for path in iter_pages()) <= MOST_NOT_RUN


@each_page
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        target, _, anchor = link.partition("#")
        linked = (path.parent / target).resolve() if target else path
        assert linked.exists(), link
        if anchor:
            headings = _HEADING.findall(linked.read_text(encoding="utf-8"))
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, link


@each_page
def test_no_page_names_a_path_of_one_machine(path: Path) -> None:
    assert re.findall(r"(?:/home|/tmp|/root|/work|/Users|C:\\)[/\\]\w+", path.read_text(encoding="utf-8")) == []


def test_every_page_can_be_reached_from_the_index_of_pages() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}
    assert set(iter_pages()) - {ROOT / "README.md", index} <= linked


def test_the_readme_is_short_and_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    assert "make demo" in text
    assert text.index("make demo") < text.index("make test") < text.index("pip install")
