"""Mutants: each change is exact, the nearest tests come first, and what survives is told."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import mutants
from benchmarks.mutants import Declared, Scratch, Stage, draw, find_mutants, find_stale, load_declared, stages_of
from benchmarks.mutating import iter_mutations, mutate

ROOT = Path(__file__).parents[2]
VOTES = '''"""Votes."""

MOST = 40


def is_carried(ayes: int, noes: int) -> bool:
    """Tell whether a motion is carried."""
    return ayes > noes


def count(ayes: int, noes: int) -> int:
    while ayes < 0:
        ayes = 0
    return ayes + noes
'''
TESTS = """from council.votes import count, is_carried


def test_a_tie_is_lost():
    assert is_carried(4, 3)
    assert not is_carried(3, 3)


def test_votes_are_counted():
    assert 7 == count(4, 3)
    assert 3 == count(-1, 3)
"""


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        pytest.param("a < b", ["a <= b"], id="below"),
        pytest.param("a>=b", ["a>b"], id="at least"),
        pytest.param("a == b != c", ["a != b != c", "a == b == c"], id="a chain"),
        pytest.param("a is  not b", ["a is b"], id="two words"),
        pytest.param("a not in b", ["a in b"], id="not among"),
        pytest.param("(a) in (b)", ["(a) not in (b)"], id="brackets"),
        pytest.param("a and b and c", ["a or b and c", "a and b or c"], id="and"),
        pytest.param("(a  # and\n or b)", ["(a  # and\n and b)"], id="a comment between"),
        pytest.param("x = not a", ["x = a"], id="not"),
        pytest.param("x = not(a)", ["x = (a)"], id="not before a bracket"),
        pytest.param("a + b - c", ["a - b - c", "a + b + c"], id="plus and minus"),
        pytest.param("a += b", ["a -= b"], id="in place"),
        pytest.param("a = 9", ["a = 10"], id="a number"),
        pytest.param("a[-1]", ["a[-2]"], id="a number below 0"),
        pytest.param("é = 'ü' if a < b else c", ["é = 'ü' if a <= b else c"], id="letters of two bytes"),
        pytest.param("a = 'b' + c", [], id="texts are not subtracted"),
        pytest.param("a = True", [], id="a truth is no number"),
        pytest.param("a: Literal[1]", [], id="an annotation"),
        pytest.param("def f(a: Literal[1]): pass", [], id="an annotation of an argument"),
        pytest.param("if TYPE_CHECKING:\n    a = 1", [], id="what only type checkers read"),
    ],
)
def test_each_change_is_made_where_it_stands(source: str, changed: list[str]) -> None:
    assert changed == [mutate(source, each) for each in iter_mutations(source)]


@pytest.mark.parametrize("name", ["mutating.py", "queries.py", "reporting.py"])
def test_every_change_of_a_real_module_is_another_program(name: str) -> None:
    source = (ROOT / "benchmarks" / name).read_text(encoding="utf-8")
    before = ast.dump(ast.parse(source))
    for each in iter_mutations(source):
        assert before != ast.dump(ast.parse(mutate(source, each))), f"{each.line}: {each}"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a small tree with a package and its tests, which leave one number untested."""
    files = {"council/__init__.py": "", "council/votes.py": VOTES, "tests/test_votes.py": TESTS}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def hunt(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Return a function that tries mutants in the tree, running its tests in this process."""

    def passes(scratch: Scratch, stage: Stage, *, again: bool = False, timeout: float = 9) -> bool:
        assert ("pytest", "tests/test_votes.py") == stage
        votes: dict[str, Any] = {}
        source = (scratch.root / "council" / "votes.py").read_text(encoding="utf-8")
        # A loop without an end is a test that takes too long.
        if "ayes <= 0" in source:
            return again
        exec(source, votes)
        tests = (scratch.root / "tests" / "test_votes.py").read_text(encoding="utf-8").partition("\n")[2]
        exec(tests, votes)
        try:
            for name in [name for name in votes if name.startswith("test_")]:
                votes[name]()
        except AssertionError:
            return False
        return True

    monkeypatch.setattr(Scratch, "passes", passes)
    return lambda *arguments: mutants.main([*arguments, "--lines", "9"], root=tree, package="council")


def test_a_copy_is_changed_for_a_while_and_its_tests_are_run(tree: Path, tmp_path: Path) -> None:
    scratch = Scratch(tree, tmp_path / "copy")
    mutant = next(each for each in find_mutants(tree, "council") if str(each.mutation) == "> -> >=")
    tests = ("pytest", "tests/test_votes.py")
    with scratch.changed(mutant):
        assert not scratch.passes(tests)
        assert not scratch.passes(tests, again=True)
    assert scratch.passes(tests, again=True)


def test_what_takes_too_long_does_not_pass(tree: Path, tmp_path: Path) -> None:
    (tree / "council" / "hangs.py").write_text("while True:\n    pass\n", encoding="utf-8")
    scratch = Scratch(tree, tmp_path / "copy")
    assert scratch.passes(("council.votes",))
    assert not scratch.passes(("council.hangs",), timeout=0.5)


def test_what_is_caught_is_counted_and_what_survives_is_listed(
    tree: Path, hunt: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == hunt("--jobs", "2")
    printed, said = capsys.readouterr()
    assert [
        "survived: council/votes.py:3: 40 -> 41   MOST = 40",
        "caught 4 of 5 that can be caught (seed 1)",
    ] == printed.splitlines()
    assert "caught by pytest tests/test_votes.py: council/votes.py:8: > -> >=   return ayes > noes" in said
    assert VOTES == (tree / "council" / "votes.py").read_text(encoding="utf-8")


def test_what_is_declared_is_left_out(
    tree: Path, hunt: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "benchmarks").mkdir()
    declared = tree / "benchmarks" / "mutants.toml"
    declared.write_text("[[survivor]]\nline = 'MOST = \\d+'\nreason = 'tuned'\n", encoding="utf-8")
    assert 0 == hunt()
    assert [
        "declared: council/votes.py:3: 40 -> 41   MOST = 40",
        "    tuned",
        "caught 4 of 4 that can be caught (seed 1)",
    ] == capsys.readouterr().out.splitlines()
    declared.write_text("[[survivor]]\nline = 'LEAST = \\d+'\nreason = 'tuned'\n", encoding="utf-8")
    assert 1 == hunt()
    assert "declares what does not exist any more:\n  LEAST = " in capsys.readouterr().out


def test_tests_that_fail_by_themselves_catch_nothing(tree: Path, hunt: Callable[..., int]) -> None:
    (tree / "tests" / "test_votes.py").write_text("\ndef test_nothing():\n    assert False\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="fails without any change: pytest tests/test_votes"):
        hunt()


def test_a_seed_draws_the_same_lines_again_and_one_change_of_each(tree: Path) -> None:
    found = find_mutants(tree, "council")
    assert draw(found, lines=3, seed=5) == draw(found, lines=3, seed=5)
    drawn = draw(found, lines=99, seed=5)
    assert {3, 8, 12, 13, 14} == {each.mutation.line for each in drawn}
    assert len(drawn) == 5


def test_the_nearest_tests_run_first(tmp_path: Path) -> None:
    for name in (
        "engine/ranking/test_rank.py",
        "engine/test_keys.py",
        "test_index.py",
        "searching/test_values.py",
    ):
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "tests/test_index.py").write_text("from minutesearch.engine import other\n", encoding="utf-8")
    (tmp_path / "tests/engine/test_keys.py").write_text(
        "from minutesearch.engine.other import x\n", encoding="utf-8"
    )
    everywhere = ("pytest", "tests/test_index.py", "tests/searching")
    gate = ("benchmarks.quality", "seeds/judgements")
    assert [
        ("pytest", "tests/engine/ranking/test_rank.py"),
        ("pytest", "tests/engine/ranking"),
        ("pytest", "tests/engine"),
        everywhere,
        gate,
    ] == stages_of(tmp_path, "minutesearch/engine/ranking/rank.py")
    users = ("pytest", "tests/engine/test_keys.py", "tests/test_index.py")
    assert [users, ("pytest", "tests/engine"), everywhere, gate] == stages_of(
        tmp_path, "minutesearch/engine/other.py"
    )
    assert [everywhere] == stages_of(tmp_path, "minutesearch/pages.py")


def test_only_the_change_that_is_meant_is_declared(tree: Path) -> None:
    found = find_mutants(tree, "council")
    (declared,) = load_declared_text(tree, "line = 'return ayes > noes'\nchange = '> -> >='\nreason = 'x'")
    assert [8] == [each.mutation.line for each in found if declared.covers(each)]
    assert [] == find_stale([declared], found)
    (other,) = load_declared_text(tree, "line = 'return ayes > noes'\nchange = '> -> <'\nreason = 'x'")
    assert ["return ayes > noes"] == find_stale([other], found)


def load_declared_text(folder: Path, table: str) -> tuple[Declared, ...]:
    path = folder / "declared.toml"
    path.write_text(f"[[survivor]]\n{table}\n", encoding="utf-8")
    return load_declared(path)


def test_what_is_declared_of_the_package_exists_and_has_a_reason() -> None:
    declared = load_declared()
    assert [] == find_stale(declared, find_mutants(ROOT, "minutesearch"))
    assert all(each.reason.strip() for each in declared)
