"""What is given in place of a folder, an index or a filter is refused in one sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.whoosh import from_stock, open_dir, to_stock


@pytest.fixture
def index(tmp_path: Path):
    with ms.create_index(tmp_path / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param(lambda: ms.open_index(None), "path must be a folder or the address of a cluster", id="open"),
        pytest.param(lambda: ms.create_index(7), "path must be a folder or the address of a cluster", id="create"),
        pytest.param(lambda: ms.open_index("kent\0"), "path has a zero character in it", id="zero"),
        pytest.param(lambda: open_dir(7), "dirname must be a folder, not 7", id="open_dir"),
        pytest.param(lambda: to_stock("kent", "stock"), "index must be an open index, not 'kent'", id="to_stock"),
        pytest.param(lambda: from_stock("kent", mapping=7), "mapping must be a mapping of names", id="mapping"),
    ],
)
def test_what_is_no_folder_and_no_index(call: Callable[[], object], said: str) -> None:
    with pytest.raises(ms.ArgumentError, match=said) as raised:
        call()
    assert len(str(raised.value).splitlines()) == 1


def test_a_filter_that_is_misspelt_is_named_with_the_nearest(index: ms.Index) -> None:
    with pytest.raises(
        ms.ArgumentError, match=r"^search has no filter or option 'counsil' \(did you mean 'council'\?\): "
    ):
        index.search("care", counsil="Kent")
    with pytest.raises(
        ms.ArgumentError, match=r"^scan has no filter or option 'kidn' \(did you mean 'kind'\?\): "
    ):
        index.scan("care", kidn="decision")
    with pytest.raises(ms.ArgumentError, match=r"^search has no filter or option 'xyz': query, "):
        index.search("care", xyz="Kent")


def test_a_stock_index_cannot_be_written_where_nothing_can(index: ms.Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("minutes")
    with pytest.raises(ms.IndexFolderError, match=r"stock: cannot be made"):
        to_stock(index, tmp_path / "file" / "stock")


@pytest.mark.parametrize("look_up", ["item", "meeting", "locate"])
def test_an_endless_id_is_not_said_back_whole(index: ms.Index, look_up: str) -> None:
    with pytest.raises(ms.NotFoundError) as raised:
        getattr(index, look_up)("x" * 100_000)
    assert len(str(raised.value)) < 200
