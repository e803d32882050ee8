"""The address of an index in a cluster: opensearch://host:9200/name, and how to reach it."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from minutesearch.engine.opensearch.client.mapping import DATA
from minutesearch.errors import ArgumentError
from minutesearch.late import dataclass

__all__ = ["Address", "ClusterAccess", "Secret", "is_address", "is_here", "read_address"]

_SCHEME = "opensearch"
_PORT = 9200
#: What OpenSearch takes as the name of an index, and what is left of 255 bytes for the names that we append.
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,199}")

#: What an address begins with; of a `Path` made of one a slash is gone.
_ADDRESS = re.compile(r"(opensearch(?:\+[a-z]*)?):/{1,2}", re.IGNORECASE)

#: The variables of the environment that hold what must not stand in an address.
_USER, _PASSWORD = "MINUTESEARCH_OPENSEARCH_USER", "MINUTESEARCH_OPENSEARCH_PASSWORD"
_AUTHORITIES = "MINUTESEARCH_OPENSEARCH_CA"
_CERTIFICATE, _KEY = "MINUTESEARCH_OPENSEARCH_CERTIFICATE", "MINUTESEARCH_OPENSEARCH_KEY"


class Secret:
    """A text that is never shown: not in messages, not in what a debugger or a traceback prints of variables.

    Args:
        text: The text.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "<secret>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def reveal(self) -> str:
        """Return the text."""
        return self._text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAccess:
    """What a cluster lets one in with. A password is never shown, wherever this is printed.

    What is left out is taken from the variables of the environment.
    """

    #: The user; with a password or not at all.
    user: str | None = None
    #: The user's password.
    password: str | Secret | None = field(default=None, repr=False)
    #: The file of the authorities that may have signed the cluster's certificate; None for those of the system.
    authorities: str | Path | None = None
    #: The file of a certificate of one's own.
    certificate: str | Path | None = None
    #: The file of its key, if that is not in the same.
    key: str | Path | None = None

    def __post_init__(self) -> None:
        if (self.user is None) != (self.password is None):
            raise ArgumentError("user and password are given together or not at all", argument="access")
        if isinstance(self.password, str):
            # The record is frozen for everybody else.
            object.__setattr__(self, "password", Secret(self.password))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an index is kept in a cluster. Its text, and so every message, is without secrets."""

    #: The hosts with their ports, one or more nodes of the cluster.
    hosts: tuple[tuple[str, int], ...]
    #: The name of the index.
    name: str
    #: Whether the connection is encrypted, with a certificate that is verified.
    tls: bool
    #: What the address begins with.
    scheme: str = _SCHEME
    #: User and password; None for nobody.
    login: tuple[str, Secret] | None = field(default=None, repr=False)
    #: The file of the authorities that may have signed the cluster's certificate; None for the usual ones.
    authorities: str | None = None
    #: The files of the client's own certificate and its key; None for none.
    certificate: str | None = None
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        hosts = ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.hosts)
        return f"{self.scheme}://{hosts}/{self.name}"


def is_address(place: object) -> bool:
    """Return whether a place is the address of an index in a cluster, well written or not, and no folder."""
    return isinstance(place, str | PurePath) and _ADDRESS.match(str(place)) is not None


def read_address(
    place: str | PurePath, environment: Mapping[str, str] | None = None, *, access: ClusterAccess | None = None
) -> Address:
    """Return what an address says.

    `opensearch://` is encrypted, but for a node on this machine; `opensearch+https://` always is and
    `opensearch+http://` never. Several nodes stand with commas between them. User, password and certificates are
    given beside it, or come from the environment.

    Args:
        place: The address.
        environment: The variables; None for those of the process.
        access: User, password and certificates; None for those of the environment.

    Raises:
        ArgumentError: It is badly written, or has a password in it.
    """
    known = os.environ if environment is None else environment
    # A path has lost one of the two slashes.
    text = _ADDRESS.sub(r"\1://", str(place).strip())
    # What may be secret is not shown, wherever it stands.
    if "@" in text:
        raise _bad(f"holds a user or password: set {_USER} and {_PASSWORD} instead")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _bad("cannot be read") from None
    if parts.query or parts.fragment:
        raise _bad("goes on after the index's name")
    name = parts.path.strip("/")
    if not _NAME.fullmatch(name) or DATA in name:
        raise _bad(
            f"names no index: “{name}” (write opensearch://host:9200/minutes; small letters, digits, “-” and “_”)"
        )
    hosts = tuple(_read_host(host) for host in parts.netloc.split(","))
    schemes = {
        _SCHEME: not all(is_here(host) for host, _ in hosts),
        f"{_SCHEME}+https": True,
        f"{_SCHEME}+http": False,
    }
    if parts.scheme.lower() not in schemes:
        raise _bad(f"begins with “{parts.scheme}”: write opensearch://, opensearch+https:// or opensearch+http://")
    given = access or ClusterAccess()
    return Address(
        hosts=hosts,
        name=name,
        scheme=parts.scheme.lower(),
        tls=schemes[parts.scheme.lower()],
        login=_read_login(given, known),
        authorities=_read_file(given.authorities, known, _AUTHORITIES),
        certificate=_read_file(given.certificate, known, _CERTIFICATE),
        key=_read_file(given.key, known, _KEY),
    )


def _bad(reason: str) -> ArgumentError:
    # The address itself is not shown: it may hold a password.
    return ArgumentError(f"the address of the index {reason}", argument="path")


def _read_host(text: str) -> tuple[str, int]:
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?", text)
    if found is None:
        raise _bad(f"has no host that can be read: “{text}”")
    port = int(found[3] or _PORT)
    if not 0 < port < 2**16:
        raise _bad(f"has a port that does not exist: {port}")
    return found[1] or found[2], port


def is_here(host: str) -> bool:
    """Return whether a host is this machine, by its name or address alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read_login(given: ClusterAccess, known: Mapping[str, str]) -> tuple[str, Secret] | None:
    if given.user is not None and isinstance(given.password, Secret):
        return given.user, given.password
    user = known.get(_USER)
    if bool(user) != bool(known.get(_PASSWORD)):
        raise ArgumentError(f"of {_USER} and {_PASSWORD} only one is set", argument="path")
    return (user, Secret(known[_PASSWORD])) if user else None


def _read_file(given: str | Path | None, known: Mapping[str, str], name: str) -> str | None:
    """Return the file that is given or named by a variable, which must be there."""
    path = str(given) if given is not None else known.get(name)
    if not path:
        return None
    if not Path(path).is_file():
        raise ArgumentError(f"{path}: there is no such file for the connection to the cluster", argument="access")
    return path
