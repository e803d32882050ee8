"""The answers that a change of the code must not change: kept, read again, compared."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import answers
from benchmarks.queries import Query

SMALL = ["--passages", "200", "--queries", "22"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the answers of a small set; tests only read it."""
    path = tmp_path_factory.mktemp("answers") / "before.json"
    assert 0 == answers.main([*SMALL, "--write", str(path)])
    return path


def test_the_same_code_gives_the_same_answers(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == answers.main([*SMALL, "--against", str(kept)])
    count = len(json.loads(kept.read_text(encoding="utf-8")))
    assert f"{count} of {count} answers are equal\n" == capsys.readouterr().out


def test_an_answer_that_differs_is_shown_and_is_a_failure(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads(kept.read_text(encoding="utf-8"))
    name = next(name for name, answer in before.items() if answer["hits"])
    before[name]["hits"][0][1] = "0.5"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(before), encoding="utf-8")
    assert 1 == answers.main([*SMALL, "--against", str(other)])
    printed = capsys.readouterr().out
    assert f"{len(before) - 1} of {len(before)} answers are equal" in printed
    assert f"{name}: hits\n  before [" in printed


def test_every_query_is_asked_in_three_variants() -> None:
    queries = (
        Query(kind="any_2", words=("road", "works")),
        Query(kind="prefix", words=("counc",), match="prefix"),
    )
    searches = answers.draw_searches(queries, councils=("Kent",), seed=1)
    assert [
        "000 any_2 plain",
        "000 any_2 any",
        "000 any_2 chosen",
        "001 prefix plain",
        "001 prefix any",
        "001 prefix chosen",
    ] == [each.name for each in searches]
    assert ["road works", "counc*"] == [each.text for each in searches if not each.options]


def test_the_variants_use_every_sort_and_group() -> None:
    queries = [Query(kind="any_2", words=("road", "works"))] * 100
    options = [each.options for each in answers.draw_searches(queries, councils=("Kent",), seed=1)]
    assert {"relevance", "newest", "oldest"} == {each["sort"] for each in options if "sort" in each}
    assert {None, "item", "meeting"} == {each["group"] for each in options if "group" in each}
    assert {"all", "any"} == {each["match"] for each in options if "match" in each}


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        pytest.param({"total": 2}, {"total": 3}, "x: total\n  before 2\n  after  3", id="another total"),
        pytest.param(None, {"total": 3}, "x: only after", id="a search that is new"),
        pytest.param({"total": 3}, None, "x: only before", id="a search that is gone"),
        pytest.param(
            {"hits": [["a"], ["b"]]},
            {"hits": [["a"], ["c"]]},
            'x: hits\n  before ["b"]\n  after  ["c"]',
            id="the first hit that differs",
        ),
        pytest.param(
            {"hits": [["a"]]}, {"hits": []}, 'x: hits\n  before [["a"]]\n  after  []', id="another number of hits"
        ),
    ],
)
def test_a_difference_is_said(before: Any, after: Any, line: str) -> None:  # Any: JSON values
    same = {"y": {"total": 1}}
    assert [line] == answers.compare(
        same | ({"x": before} if before else {}), same | ({"x": after} if after else {})
    )


@pytest.mark.parametrize(
    "wrong",
    [["--passages", "9"], ["--passages", "9", "--against", "no-such-file.json"]],
    ids=["nothing", "no file"],
)
def test_a_wrong_command_line_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as failure:
        answers.read_options(wrong)
    assert 2 == failure.value.code
