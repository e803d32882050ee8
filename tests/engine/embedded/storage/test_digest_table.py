"""Ids in ten bytes each, told and found as if they stood there letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.digests import digest
from minutesearch.engine.embedded.storage.array_file import ArrayFile, write_arrays
from minutesearch.engine.embedded.storage.digest_table import DigestTable, digest_arrays, pack_digest
from minutesearch.engine.embedded.storage.doc_values import DocValuesReader, id_arrays
from minutesearch.engine.embedded.storage.string_table import encode
from minutesearch.errors import CorruptIndexError

ids = st.lists(st.text("0129abckmvwxyz", min_size=16, max_size=16).map(encode), min_size=1, max_size=20)


def file_of(folder: Path, texts: list[bytes]) -> ArrayFile:
    return ArrayFile(
        folder / "ids.arrays", facts=write_arrays(folder / "ids.arrays", id_arrays(texts), sync=False)
    )


@given(ids)
def test_ids_are_read_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]) -> None:
    table = DigestTable(file_of(tmp_path_factory.mktemp("ids"), texts), "id")
    assert texts == table.everything() == [table[place] for place in range(len(table))]


@given(ids)
def test_ids_sort_and_are_found_as_their_letters(
    tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]
) -> None:
    file = file_of(tmp_path_factory.mktemp("ids"), texts)
    column = DocValuesReader(file, "id", size=len(texts))
    assert sorted(texts) == list(column.column.values)
    for text in {*texts, b"0" * 16, b"z" * 16}:
        expected = [place for place, each in enumerate(texts) if each == text]
        assert expected == column.passages_of(text.decode()).tolist()


def test_an_id_takes_ten_bytes(tmp_path: Path) -> None:
    texts = [encode(digest("passage", str(place))) for place in range(50)]
    assert len(file_of(tmp_path, texts)["id.digests"]) == 500


@pytest.mark.parametrize(
    "other", ["a0", "0123456789abcdefg", "0123456789abcdei", "0123456789ABCDEF", "0123456789abcdé"]
)
def test_ids_that_others_made_are_kept_as_they_are(tmp_path: Path, other: str) -> None:
    texts = [encode(digest("passage", "1")), encode(other)]
    file = file_of(tmp_path, texts)
    column = DocValuesReader(file, "id", size=2)
    assert "id.digests" not in file
    assert texts == column.ids().everything()
    assert [1] == column.passages_of(other).tolist()
    assert pack_digest(encode(other)) is None


def test_what_is_no_id_of_ours_is_not_found(tmp_path: Path) -> None:
    column = DocValuesReader(file_of(tmp_path, [encode(digest("passage", "1"))]), "id", size=1)
    assert [] == column.passages_of("allotments").tolist()


def test_half_an_id_is_damage(tmp_path: Path) -> None:
    arrays = digest_arrays("id", [encode(digest("passage", "1"))])
    assert arrays is not None
    facts = write_arrays(tmp_path / "ids.arrays", {"id.digests": arrays["id.digests"][:-1]}, sync=False)
    with pytest.raises(CorruptIndexError, match="lead astray"):
        DigestTable(ArrayFile(tmp_path / "ids.arrays", facts=facts), "id")


def test_no_more_ids_are_read_than_there_are(tmp_path: Path) -> None:
    table = DigestTable(file_of(tmp_path, [encode(digest("passage", "1"))]), "id")
    for place in (-1, 1):
        with pytest.raises(IndexError):
            table[place]
