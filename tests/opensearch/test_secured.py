"""An index in a cluster with the security plugin: who is let in, who may do what, and who is told why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms
from tests.opensearch.fixtures import require
from tests.opensearch.secured import PASSWORD, SECURED, SecuredNode

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredNode]:
    require(SECURED)
    started = SecuredNode(tmp_path_factory.mktemp("secured"))
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture
def place(node: SecuredNode, request: pytest.FixtureRequest) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name.lower())
    return f"opensearch+https://{node.hosts[0]}/minutes-{name[:100]}"


def access(node: SecuredNode, user: str | None = None, **given: str | Path) -> ms.ClusterAccess:
    login = {} if user is None else {"user": user, "password": "admin" if user == "admin" else PASSWORD}
    return ms.ClusterAccess(**{"authorities": node.certificates / "authority.pem", **login, **given})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("user", ["admin", "writer"])
def test_who_has_a_password_makes_an_index_searches_and_changes_it(
    node: SecuredNode, place: str, seeds: Path, user: str
) -> None:
    with ms.open_index(place, create=True, access=access(node, user)) as index:
        assert index.add(seeds).added == 5
        assert index.search("voluntary sector engagement").total
        assert index.search("engagemant", facets=("person", "kind"), body="health").facets
        index.remove(next(iter(index.sources())).name)
        assert index.check(deep=True) == ()
        assert index.stats().passages
    assert ms.repair_index(place, rebuild=True, access=access(node, user)).done == "rebuilt"


def test_a_certificate_of_ones_own_is_enough(node: SecuredNode, place: str, seeds: Path) -> None:
    own = {"certificate": node.certificates / "administrator.pem", "key": node.certificates / "administrator.key"}
    with ms.open_index(place, create=True, access=access(node, **own)) as index:
        index.add(seeds)
        assert index.search("voluntary sector engagement").total


def test_who_may_only_read_searches_and_is_told_that_it_may_not_write(
    node: SecuredNode, place: str, seeds: Path
) -> None:
    with ms.open_index(place, create=True, access=access(node, "admin")) as index:
        index.add(seeds)
        found = index.search("letter")
    with ms.open_index(place, access=access(node, "reader")) as index:
        assert [hit.passage.id for hit in index.search("letter")] == [hit.passage.id for hit in found]
        with pytest.raises(ms.IndexAccessError, match="may not"):
            index.remove(next(iter(index.sources())).name)
        assert index.search("letter").total == found.total
    with pytest.raises(ms.IndexAccessError, match="may not"):
        ms.open_index(f"{place}-other", create=True, access=access(node, "reader"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"authorities": None, "user": "admin"}, "certificate cannot be verified", id="authority"),
        pytest.param({}, "does not know this user or password", id="nobody"),
        pytest.param({"user": "admin", "password": "a guess"}, "does not know this user", id="a wrong password"),
        pytest.param({"user": "nobody"}, "does not know this user or password", id="a wrong user"),
        pytest.param({"certificate": "stranger"}, "does not know this user or password", id="a stranger"),
    ],
)
def test_who_is_not_let_in_is_told_why_and_nothing_is_made(
    node: SecuredNode, place: str, given: dict[str, str], told: str
) -> None:
    files: dict[str, str | Path] = {}
    if "certificate" in given:
        names = (("certificate", "pem"), ("key", "key"))
        files = {name: node.certificates / f"{given['certificate']}.{end}" for name, end in names}
    known = access(node, given.get("user"), **files)
    if "password" in given:
        known = access(node, given["user"], password=given["password"])
    if "authorities" in given:
        known = ms.ClusterAccess(user="admin", password="admin")
    with pytest.raises(ms.IndexAccessError, match=told) as caught:
        ms.open_index(place, create=True, access=known)
    assert "guess" not in f"{caught.value} {caught.value.__cause__}"
    with pytest.raises(ms.IndexMissingError):
        ms.open_index(place, access=access(node, "admin"))


def test_without_encryption_the_node_is_not_understood(node: SecuredNode) -> None:
    with pytest.raises(ms.IndexUnavailableError):
        ms.open_index(f"opensearch+http://{node.hosts[0]}/minutes", create=True)
