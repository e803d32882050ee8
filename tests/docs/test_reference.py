"""The reference is whole: every public name, parameter, field, error, command, option, column and JSON key."""

import dataclasses
import inspect
import re
from enum import StrEnum
from pathlib import Path

import click
import pytest

import minutesearch as ms
from docs.tools.blocks import ROOT
from docs.tools.docstrings import iter_fields, iter_methods
from minutesearch import query
from minutesearch.cli.program import program
from minutesearch.reading import load_sidecar

REFERENCE = ROOT / "docs" / "reference"

METHODS = [
    pytest.param(function, id=name)
    for name, function in {
        **{f"Index.{name}": method for name, method in iter_methods(ms.Index)},
        **{name: getattr(ms, name) for name in ms.__all__ if inspect.isfunction(getattr(ms, name))},
    }.items()
    if "_" not in (name[0], name.removeprefix("Index.")[0])
]
RECORDS = [
    pytest.param(record, id=record.__name__)
    for record in (getattr(ms, name) for name in ms.__all__)
    if dataclasses.is_dataclass(record) or "_fields" in vars(record)
]


def section(page: str, title: str) -> str:
    """Return the text below a heading of a reference page."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no section {title}"
    return found[2]


@pytest.mark.parametrize("name", ms.__all__)
def test_every_public_name_has_a_section(name: str) -> None:
    value = getattr(ms, name)
    if inspect.isclass(value) and issubclass(value, Exception):
        page = "errors.md"
    elif inspect.isfunction(value) or value in (ms.Index, ms.Watches):
        page = "api.md"
    else:
        page = "records.md"
    assert section(page, name).strip()


@pytest.mark.parametrize("function", METHODS)
def test_every_parameter_is_explained(function: object) -> None:
    name = function.__name__
    text = section("api.md", name if hasattr(ms, name) else f"Index.{name}")
    for name in inspect.signature(function).parameters:
        assert name == "self" or re.search(rf"^- `{name}`.*: .", text, re.MULTILINE), name


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_explained(record: type) -> None:
    fields = (
        [field.name for field in dataclasses.fields(record) if not field.name.startswith("_")]
        if dataclasses.is_dataclass(record)
        else record._fields
    )
    assert list(fields) == [field.name for field in iter_fields(record)]
    assert [] == [field.name for field in iter_fields(record) if not field.meaning]


@pytest.mark.parametrize("choices", [ms.Kind, ms.DecisionType, ms.Section])
def test_every_choice_is_listed(choices: type[StrEnum]) -> None:
    text = section("records.md", choices.__name__)
    assert [] == [choice for choice in choices if f"`{choice}`" not in text]


def test_the_tree_of_errors_has_them_all() -> None:
    tree = (REFERENCE / "errors.md").read_text(encoding="utf-8").split("```")[1]
    assert [] == [name for name in ms.__all__ if name.endswith("Error") and name not in tree]


@pytest.mark.parametrize("name", program.commands)
def test_every_command_has_its_options(name: str) -> None:
    text = section("command-line.md", name)
    options = [param for param in program.commands[name].params if isinstance(param, click.Option)]
    assert [] == [option.opts for option in options if option.opts[-1] not in text]


def test_every_json_key_is_explained(index: ms.Index) -> None:
    text = (REFERENCE / "json.md").read_text(encoding="utf-8")
    results = index.search('"motion fell"', context=1, facets=["kind"]).to_dict()
    hit = results["hits"][0]
    keys = {*results, *hit, *hit["item"], *hit["meeting"], *results["facets"]["kind"][0], *hit["before"][0]}
    spoken = index.search(said_by="Badu", limit=1).to_dict()["hits"][0]["attribution"]
    assert set() == {key for key in keys | set(spoken) if f"`{key}`" not in text}


def test_the_query_language_has_every_field_and_limit() -> None:
    text = (REFERENCE / "query-language.md").read_text(encoding="utf-8")
    assert list(query.FIELDS) == re.findall(
        r"^\| `(\w+)` \|", section("query-language.md", "Fields"), re.MULTILINE
    )
    for limit in (f"{query.MAX_LENGTH:,} characters", f"{query.MAX_TERMS} words", f"{query.MAX_DEPTH} deep"):
        assert limit in text


def test_every_column_of_a_sidecar_that_is_named_is_known(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "metadata.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w ]+)` \| ([^|]+) \|", text, re.MULTILINE)
    columns = [name for first, others in rows for name in (first, *others.split(", "))]
    assert len(columns) > 40
    (tmp_path / "metadata.csv").write_text(",".join(columns).replace(" \n", "\n") + "\n", encoding="utf-8")
    assert [] == [problem.message for problem in load_sidecar(tmp_path).problems if "not known" in problem.message]


@pytest.mark.parametrize(
    "word",
    [
        *("Source", "Meeting", "Agenda item", "Passage", "Kind", "Decision type", "Attribution", "Hit", "Results"),
        *("Council", "Body", "Lead-in", "Topic", "Label", "Structure", "Position", "Said by", "Sidecar", "Facet"),
        *("Term", "Posting", "Document frequency", "Snapshot", "Citation", "Acronym", "Total", "Group"),
    ],
)
def test_the_glossary_explains_our_words(word: str) -> None:
    assert f"**{word}**" in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
