"""The runner of blocks: it renews what is stale, and refuses what would hide a gap."""

from pathlib import Path

import pytest

from docs.tools.blocks import run_page


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


def test_stale_output_is_replaced_and_nothing_else(page: Path, workspace: Path) -> None:
    page.write_text("# T\n\n```python\nprint(6 * 7)\n```\n\nSo:\n\n```text\nold\n```\n\n```text\nkept\n```\n")
    expected = "# T\n\n```python\nprint(6 * 7)\n```\n\nSo:\n\n```text\n42\n```\n\n```text\nkept\n```\n"
    assert expected == run_page(page, folder=workspace)


def test_a_command_is_run_with_what_was_exported(page: Path, workspace: Path) -> None:
    page.write_text("```console\n$ export MINUTESEARCH_INDEX=indexes/seeds\n$ minutesearch search xyzzy\n```\n")
    assert "\nNo passages for: xyzzy\n" in run_page(page, folder=workspace)


def test_a_script_is_run(page: Path, workspace: Path) -> None:
    page.write_text("```console\n$ python examples/search_minutes.py nowhere budget\n```\n")
    assert "error: nowhere: does not exist" in run_page(page, folder=workspace)


def test_a_named_block_is_written_to_its_file(page: Path, workspace: Path) -> None:
    page.write_text("<!-- file: new/a.csv -->\n```csv\nfile\n```\n\n```csv\nnot,written\n```\n")
    run_page(page, folder=workspace)
    assert "file\n" == (workspace / "new" / "a.csv").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```python\nprint(1)\n```\n", "no text block shows"),
        ("```python\nprint(1)\n```\n\n```python\nprint(2)\n```\n\n```text\n2\n```\n", "no text block shows"),
        ("```sh\nmake demo\n```\n", "say why this block is not run"),
        ("```console\n$ rm -rf seeds\n```\n", "cannot run 'rm'"),
    ],
    ids=["unshown at the end", "unshown before the next", "not run without a reason", "unknown command"],
)
def test_what_would_hide_a_gap_is_refused(page: Path, workspace: Path, text: str, said: str) -> None:
    page.write_text(text)
    with pytest.raises(ValueError, match=said):
        run_page(page, folder=workspace)
