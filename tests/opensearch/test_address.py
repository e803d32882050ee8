"""The address of an index in a cluster: what it says, and what is wrong with it."""

import subprocess
import sys
from pathlib import Path
from traceback import TracebackException
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address, Secret, is_address, read_address
from minutesearch.errors import ArgumentError


def read(place: str, **environment: str) -> Address:
    return read_address(place, environment)


@pytest.mark.parametrize(
    ("place", "hosts", "name", "tls"),
    [
        ("opensearch://search.anytown.gov.uk:9200/minutes", [("search.anytown.gov.uk", 9200)], "minutes", True),
        ("opensearch://search.anytown.gov.uk/minutes", [("search.anytown.gov.uk", 9200)], "minutes", True),
        ("opensearch://one:9201,two:9202/minutes", [("one", 9201), ("two", 9202)], "minutes", True),
        ("opensearch://127.0.0.1:9200/minutes", [("127.0.0.1", 9200)], "minutes", False),
        ("opensearch://localhost/minutes-2026", [("localhost", 9200)], "minutes-2026", False),
        ("opensearch://[::1]:9200/minutes", [("::1", 9200)], "minutes", False),
        ("opensearch+https://localhost/minutes/", [("localhost", 9200)], "minutes", True),
        ("opensearch+http://ten.anytown.gov.uk/minutes", [("ten.anytown.gov.uk", 9200)], "minutes", False),
    ],
)
def test_an_address_is_read(place: str, hosts: list[tuple[str, int]], name: str, tls: bool) -> None:
    address = read(place)
    assert (list(address.hosts), address.name, address.tls) == (hosts, name, tls)
    # As its own text has it, and as a path has it, which loses a slash.
    assert (read(str(address)), read_address(Path(place), {})) == (address, address)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("opensearch://host:9200", "names no index"),
        ("opensearch://host:9200/", "names no index"),
        ("opensearch://host:9200/Minutes", "small letters"),
        ("opensearch://host:9200/_all", "names no index"),
        ("opensearch://host:9200/a,b", "names no index"),
        ("opensearch://host:9200/minutes.passages-1", "names no index"),
        ("opensearch://host:9200/minutes?refresh=true", "goes on after"),
        ("opensearch://host:99999/minutes", "port that does not exist: 99999"),
        ("opensearch://host:port/minutes", "no host that can be read"),
        ("opensearch:///minutes", "no host that can be read"),
        ("opensearch://a b/minutes", "no host that can be read"),
        ("opensearch+ftp://host/minutes", "begins with “opensearch.ftp”"),
        ("opensearch://clerk:secret@host/minutes", "MINUTESEARCH_OPENSEARCH_PASSWORD"),
        ("opensearch://clerk:se#secret@host/minutes", "MINUTESEARCH_OPENSEARCH_PASSWORD"),
        ("opensearch://clerk:pa/secret@host/minutes", "MINUTESEARCH_OPENSEARCH_PASSWORD"),
        ("opensearch://host/minutes?password=secret", "goes on after"),
        ("opensearch://[::1/minutes", "cannot be read"),
    ],
)
def test_a_bad_address_is_refused_in_one_sentence_without_what_may_be_secret(place: str, told: str) -> None:
    with pytest.raises(ArgumentError, match=told) as caught:
        read(place)
    assert "secret" not in str(caught.value)


def a_file(folder: Path, name: str) -> str:
    (folder / name).write_text("-----BEGIN CERTIFICATE-----", encoding="utf-8")
    return str(folder / name)


def test_user_and_password_come_from_the_environment_and_are_never_shown(tmp_path: Path) -> None:
    address = read(
        "opensearch://host/minutes",
        MINUTESEARCH_OPENSEARCH_USER="clerk",
        MINUTESEARCH_OPENSEARCH_PASSWORD="open sesame",
        MINUTESEARCH_OPENSEARCH_CA=a_file(tmp_path, "ca.pem"),
    )
    assert (address.login, address.authorities) == (("clerk", Secret("open sesame")), str(tmp_path / "ca.pem"))
    assert "sesame" not in f"{address} {address!r} {address.login}"


def test_what_is_given_goes_before_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    access = ms.ClusterAccess(
        user="reporter", password="open sesame", certificate=a_file(tmp_path, "own.pem"), key=tmp_path / "own.pem"
    )
    environment = {"MINUTESEARCH_OPENSEARCH_USER": "clerk", "MINUTESEARCH_OPENSEARCH_PASSWORD": "other"}
    environment["MINUTESEARCH_OPENSEARCH_CA"] = a_file(tmp_path, "ca.pem")
    address = read_address("opensearch://host/minutes", environment, access=access)
    assert address.login == ("reporter", Secret("open sesame"))
    files = (address.authorities, address.certificate, address.key)
    assert files == tuple(str(tmp_path / name) for name in ("ca.pem", "own.pem", "own.pem"))
    assert "sesame" not in f"{access!r} {access} {address!r} {address.login!r} {access.password}"


def test_access_by_half_or_to_a_folder_is_refused(tmp_path: Path) -> None:
    for half in ({"user": "clerk"}, {"password": "open sesame"}):
        with pytest.raises(ArgumentError, match="together or not at all") as caught:
            ms.ClusterAccess(**half)
        assert "sesame" not in str(caught.value)
    access = ms.ClusterAccess(user="clerk", password="open sesame")
    for use in (
        lambda: ms.open_index(tmp_path / "index", create=True, access=access),
        lambda: ms.create_index(tmp_path / "index", access=access),
        lambda: ms.repair_index(tmp_path / "index", access=access),
    ):
        with pytest.raises(ArgumentError, match="a folder needs none"):
            use()
    assert list(tmp_path.iterdir()) == []


def test_a_certificate_that_is_not_there_or_is_none_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pem"
    for access in (ms.ClusterAccess(authorities=gone), ms.ClusterAccess(certificate=gone)):
        with pytest.raises(ArgumentError, match="there is no such file"):
            ms.open_index("opensearch://search.example.org:9200/minutes", access=access)
    broken = a_file(tmp_path, "ca.pem")
    for access in (ms.ClusterAccess(authorities=broken), ms.ClusterAccess(certificate=broken)):
        with pytest.raises(ArgumentError, match="certificate"):
            ms.open_index("opensearch+https://127.0.0.1:9/minutes", access=access)


def test_no_traceback_shows_a_password(tmp_path: Path) -> None:
    """Not even one that prints the values of variables, as pytest's and a web framework's do."""
    password = "open sesame"
    access = ms.ClusterAccess(user="clerk", password=password, authorities=a_file(tmp_path, "ca.pem"))
    with pytest.raises(ArgumentError) as caught:
        ms.open_index("opensearch+https://127.0.0.1:9/minutes", access=access)
    shown = TracebackException.from_exception(caught.value, capture_locals=True)
    # The first frame is this test's.
    frames = shown.stack[1:]
    assert frames
    assert not [frame for frame in frames if "sesame" in str(frame.locals)]


def test_a_user_without_a_password_is_refused() -> None:
    with pytest.raises(ArgumentError, match="only one is set"):
        read("opensearch://host/minutes", MINUTESEARCH_OPENSEARCH_USER="clerk")


@pytest.mark.parametrize("place", ["indexes/default", "C:\\minutes", "http://host/minutes", "opensearch", 7])
def test_a_folder_is_no_address(place: object) -> None:
    assert not is_address(place)


def test_a_folder_has_no_shards(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="shards are of an index in a cluster"):
        ms.create_index(tmp_path / "index", shards=2)
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("options", [{"shards": -1}, {"shards": 5000}, {"shards": "2"}, {"replicas": -1}])
def test_a_number_of_shards_that_cannot_be_is_refused_before_anybody_is_asked(options: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError, match="must be a number from"):
        ms.create_index("opensearch://127.0.0.1:9/minutes", **options)


WITHOUT_CLIENT = """
import sys
sys.modules["opensearchpy"] = None
import minutesearch as ms
with ms.create_index(sys.argv[1]) as index:
    index.add(sys.argv[2])
    print(index.search("letter").total)
try:
    ms.open_index("opensearch://127.0.0.1:9200/minutes")
except ms.MissingLibraryError as error:
    print(error)
"""


def test_without_the_client_folders_are_searched_and_an_address_says_what_is_missing(
    seeds: Path, tmp_path: Path
) -> None:
    asked = [sys.executable, "-c", WITHOUT_CLIENT, str(tmp_path / "index"), str(seeds)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    assert told == ["1", 'an index in a cluster needs opensearch-py: pip install "minutesearch[opensearch]"']
