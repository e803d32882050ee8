"""Indexes of every format there has been: read as they were written, or refused with the way to a new one."""

import json
import shutil
from pathlib import Path

import pytest
from whoosh.fields import TEXT, Schema
from whoosh.index import create_in

import minutesearch as ms

FORMATS = Path(__file__).parent / "formats"


def test_format_8_is_read(tmp_path: Path) -> None:
    with ms.open_index(shutil.copytree(FORMATS / "format-8", tmp_path / "index")) as index:
        assert [hit.passage.text for hit in index.search("footpath river", facets=["kind"])] == [
            "Members discussed the footpath by the river, which floods each winter."
        ]
        assert index.search("rents", said_by="Hill").total == 0
        assert index.search("rents", moved_by="Hill", seconded_by="Marsh").total == 1
        assert index.search("", facets="person").facets["person"] == (
            ("Councillor Hill", 1),
            ("Councillor Marsh", 1),
        )
        assert index.search("bandstand").total == 0
        assert [hit.passage.generation for hit in index.scan()] == [2, 2, 3, 1]
        assert index.search(since_generation=2).total == 1
        assert (index.stats().sources, index.stats().passages) == (2, 4)
        assert index.check(deep=True) == ()
        assert index.remove("footpaths.txt").removed == 1


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7])
def test_an_older_format_says_how_to_build_again(tmp_path: Path, number: int) -> None:
    path = shutil.copytree(FORMATS / f"format-{number}", tmp_path / "index")
    before = {each.name: each.read_bytes() for each in path.iterdir()}
    with pytest.raises(ms.IndexFormatError, match=rf"format {number} .* format 8 .* delete the folder, then add"):
        ms.open_index(path, create=True)
    assert before == {each.name: each.read_bytes() for each in path.iterdir()}


def test_format_1_says_how_to_build_again(tmp_path: Path) -> None:
    create_in(tmp_path, Schema(text=TEXT)).writer().commit()
    (tmp_path / "minutesearch.json").write_text(json.dumps({"format": 1, "analyser": "minutesearch-english-1"}))
    with pytest.raises(ms.IndexFormatError, match=r"format 1 .* format 8 .* delete the folder, then add"):
        ms.open_index(tmp_path)


def test_a_folder_of_whoosh_is_no_index_of_ours(tmp_path: Path) -> None:
    create_in(tmp_path, Schema(text=TEXT)).writer().commit()
    with pytest.raises(ms.IndexMissingError):
        ms.open_index(tmp_path)
    with pytest.raises(ms.IndexExistsError, match="Whoosh's own"):
        ms.open_index(tmp_path, create=True)
