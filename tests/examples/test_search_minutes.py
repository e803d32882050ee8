"""The plain script, run as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(ROOT / "examples" / "search_minutes.py"), *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )


def test_it_indexes_a_folder_and_prints_hits_with_what_matched(tmp_path: Path) -> None:
    done = run(ROOT / "seeds", '"social prescribing"', folder=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert '1 passages for: "social prescribing"' in done.stdout
    assert "*social prescribing*" in done.stdout
    assert "Kent and Medway Integrated Care Strategy, paragraph 10" in done.stdout
    assert (tmp_path / "indexes" / "example").is_dir()


@pytest.mark.parametrize(
    ("folder", "query", "said"),
    [
        ("seeds", '"unclosed', "error: column 1: the quotation mark is never closed"),
        ("nowhere", "budget", "does not exist"),
    ],
)
def test_what_goes_wrong_is_one_line(
    tmp_path: Path, seeds_index: Path, folder: str, query: str, said: str
) -> None:
    done = run(ROOT / folder, query, "--index", seeds_index, folder=tmp_path)
    assert 1 == done.returncode
    assert said in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_markup_in_a_query_is_words_like_any_other(tmp_path: Path, seeds_index: Path) -> None:
    done = run(ROOT / "seeds", "<script>alert(1)</script>", "--index", seeds_index, folder=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
