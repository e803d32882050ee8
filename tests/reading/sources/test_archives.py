"""Zip archives."""

import io
import os
import stat
import zipfile

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import is_archive, list_archive, read_member


@pytest.fixture
def make(tmp_path):
    def make_archive(*members, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return path

    return make_archive


def test_lists_its_files_in_order_and_reads_them(make):
    path = make(("b/2.txt", "two"), ("a.txt", "one"), ("__MACOSX/x.txt", "no"), (".hidden", "no"))

    assert (("a.txt", "b/2.txt"), ()) == list_archive(path, name="a.zip")
    assert b"two" == read_member(path, "b/2.txt", name="a.zip/b/2.txt")


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "a/../../b.txt"])
def test_names_that_lead_out_are_not_read(make, name):
    listing = list_archive(make((name, "x")), name="a.zip")

    assert () == listing.names
    assert ["its name leads out of the archive; it is not read"] == [each.message for each in listing.problems]


def test_links_are_not_followed(make):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert ["is a link, which is not followed"] == [
        each.message for each in list_archive(make((link, "/etc/passwd")), name="a.zip").problems
    ]


def test_archives_within_are_not_opened(make):
    assert ["a.zip/b.zip: is an archive within an archive, which is not opened"] == [
        str(each) for each in list_archive(make(("b.zip", b"PK")), name="a.zip").problems
    ]


def test_what_unpacks_beyond_reason_is_not_read(make):
    listing = list_archive(make(("bomb.txt", b"\0" * 5_000_000)), name="a.zip")

    assert () == listing.names
    assert ["unpacks to more than 200 times its size; it is not read"] == [
        each.message for each in listing.problems
    ]


def test_a_broken_archive_is_a_source_error(make, tmp_path):
    whole = make(("a.txt", "one")).read_bytes()
    broken = tmp_path / "b.zip"
    broken.write_bytes(whole[:-10])

    assert is_archive(broken)
    with pytest.raises(SourceError, match="cannot be opened"):
        list_archive(broken, name="b.zip")


def test_a_damaged_file_in_it_is_a_source_error(make):
    path = make(("a.txt", "one" * 100), compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"oneone", b"twotwo", 1))

    with pytest.raises(SourceError, match="cannot be read from its archive"):
        read_member(path, "a.txt", name="a.zip/a.txt")


def test_a_word_document_is_no_archive(make):
    assert not is_archive(make(("[Content_Types].xml", "x"), ("word/document.xml", "x")))


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert not is_archive(path)


def test_other_files_are_none(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(io.BytesIO(b"Minutes:").getvalue())

    assert not is_archive(path)


def test_an_archive_of_many_files_is_opened_once(make, monkeypatch):
    path = make(*((f"{number}.txt", str(number)) for number in range(50)))
    opened = []
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", _counted(zipfile.ZipFile._RealGetContents, opened))

    assert [str(number).encode() for number in range(50)] == [
        read_member(path, f"{number}.txt", name="a.zip") for number in range(50)
    ]
    assert 1 == len(opened)


def _counted(method, calls):
    def counted(*arguments):
        calls.append(arguments)
        return method(*arguments)

    return counted


def test_an_archive_that_was_replaced_is_opened_anew(make):
    assert b"one" == read_member(make(("a.txt", "one")), "a.txt", name="a.zip")
    assert b"the other" == read_member(make(("a.txt", "the other")), "a.txt", name="a.zip")
