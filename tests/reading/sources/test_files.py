import os

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import MAX_SOURCE_BYTES, FoundFile, read_bytes


def found(path):
    return FoundFile(name="a.txt", path=path)


def test_reads_a_file_whole(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Minutes:\r\n")

    assert b"Minutes:\r\n" == read_bytes(found(tmp_path / "a.txt"))


def test_a_file_that_vanished_is_not_there(tmp_path):
    with pytest.raises(SourceError, match=r"a\.txt: is not there"):
        read_bytes(found(tmp_path / "a.txt"))


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"is a folder|Is a directory"):
        read_bytes(found(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(SourceError, match="is a pipe, socket or device"):
        read_bytes(found(tmp_path / "a.txt"))


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    # Not chmod: tests may run as root, whom it does not stop.
    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(SourceError, match="permission denied"):
        read_bytes(found(tmp_path / "a.txt"))


def test_a_name_too_long_is_refused(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        read_bytes(found(tmp_path / ("a" * 5000)))


def test_a_file_over_the_limit_is_refused(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_SOURCE_BYTES + 1)

    with pytest.raises(SourceError, match="is larger than 20 MB"):
        read_bytes(found(tmp_path / "a.txt"))
