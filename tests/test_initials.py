"""Initials in the filters of names: the same in Python, in a query, on the command line and on the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import minutesearch as ms
from minutesearch.cli.program import program
from minutesearch.web import create_app

PAGE = """Agenda item

Slipway

Minutes:

1. Tom Penhale said that the slipway was steep.

2. Councillor A. Penhale said that the slipway was short.

3. A. Penhale moved, and Tom Penhale seconded, that the slipway be closed. The motion was carried.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("initials")
    (folder / "slipway.txt").write_text(PAGE, encoding="utf-8")
    lines = [
        {"body": "Harbour Board", "text": "The slipway is wet.", "speaker": "A Penhale"},
        {"body": "Harbour Board", "text": "The slipway is dry.", "speaker": "Tom Penhale"},
        {"body": "Harbour Board", "text": "The slipway is mine.", "speaker": "A member of the public"},
    ]
    (folder / "board.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[ms.Index]:
    with ms.open_index(folder / "index", create=True) as index:
        index.add(folder / "slipway.txt", folder / "board.jsonl")
        yield index


STEEP, SHORT, CLOSED, WET, DRY = "steep", "short", "closed", "wet", "dry"


@pytest.mark.parametrize(
    ("field", "asked", "found"),
    [
        ("said_by", "T Penhale", {STEEP, DRY}),
        ("said_by", "A Penhale", {SHORT, WET}),
        ("said_by", "J Penhale", set()),
        ("said_by", "a member", {"mine"}),
        ("moved_by", "A Penhale", {CLOSED}),
        ("moved_by", "T Penhale", set()),
        ("seconded_by", "T. Penhale", {CLOSED}),
        ("seconded_by", "A. Penhale", set()),
        ("person", "t penhale", {STEEP, DRY, CLOSED}),
    ],
)
def test_an_initial_finds_whom_it_may_stand_for_everywhere(
    index: ms.Index, folder: Path, field: str, asked: str, found: set[str]
) -> None:
    def last_words(texts: list[str]) -> set[str]:
        return {next(word for word in (*found, "") if word in text) for text in texts} if texts else set()

    given = [hit.passage.text for hit in index.search("slipway", **{field: asked})]  # type: ignore[arg-type]
    typed = [hit.passage.text for hit in index.search(f'slipway {field}:"{asked}"')]
    option = f"--{field.replace('_', '-')}"
    command = ["search", "slipway", option, asked, "--json", "--index", str(folder / "index")]
    printed = json.loads(CliRunner().invoke(program, command).stdout)["hits"]
    with TestClient(create_app(index)) as client:
        served = client.get("/search.json", params={"q": "slipway", field: asked}).json()["hits"]
    assert last_words(given) == found
    assert given == typed == [hit["text"] for hit in printed] == [hit["text"] for hit in served]
    assert len(given) == len(found)


def test_an_initial_is_kept_in_the_facets(index: ms.Index) -> None:
    facets = index.search("", facets=["said_by", "moved_by"]).facets
    assert dict(facets["moved_by"]) == {"A. Penhale": 1}
    assert {"A Penhale", "Tom Penhale", "Councillor A. Penhale", "Member of the public"} == set(
        dict(facets["said_by"])
    )
