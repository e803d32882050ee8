"""A file of arrays whose end says impossible things is refused before any of it is used."""

from pathlib import Path

import numpy as np
import pytest

from minutesearch.engine.embedded.storage import array_file
from minutesearch.engine.embedded.storage.array_file import ArrayFile, write_arrays
from minutesearch.errors import CorruptIndexError

END = array_file._END


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "segment-1.arrays"
    write_arrays(path, {"numbers": np.arange(5_000, dtype=np.uint32)}, sync=False)
    return path


@pytest.mark.parametrize(
    ("length", "blocks", "magic"),
    [
        pytest.param(0, 0, b"ANOTHER\n", id="another magic"),
        pytest.param(-(10**9), 0, b"", id="a directory of a negative length"),
        pytest.param(10**9, 0, b"", id="a directory longer than the file"),
        pytest.param(0, 1, b"", id="more blocks than the arrays have"),
        pytest.param(0, -1, b"", id="fewer blocks than the arrays have"),
    ],
)
def test_an_end_that_cannot_be_is_refused(path: Path, length: int, blocks: int, magic: bytes) -> None:
    whole = path.read_bytes()
    said = END.unpack(whole[-END.size :])
    changed = END.pack(max(said[0] + length, 0), max(said[1] + blocks, 0), magic or said[2])
    path.write_bytes(whole[: -END.size] + changed)
    with pytest.raises(CorruptIndexError, match="is no file of arrays"):
        ArrayFile(path)


def test_places_that_somebody_wrote_wider_than_they_need_be_are_read_as_ours(tmp_path: Path) -> None:
    write_arrays(tmp_path / "segment-1.arrays", {"runs": np.array([0, 2, 1], dtype=np.uint64)}, sync=False)
    file = ArrayFile(tmp_path / "segment-1.arrays")
    for _ in range(2):
        places = file.places("runs", 3)
        assert (places.dtype, places.tolist()) == (np.uint32, [0, 2, 1])
