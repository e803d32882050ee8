"""A node with the security plugin of OpenSearch: encrypted, with users and certificates of the tests' own."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPResponse
from pathlib import Path

from tests.opensearch.nodes import LINES, Cluster, prepare

__all__ = ["PASSWORD", "SECURED", "SecuredNode"]

SECURED = LINES["secured"]
#: The password of the users that are made.
PASSWORD = "seventeen-Herons-52"  # of a node that lives for a minute

#: What our documentation says that a reader and a writer need.
_ROLES = Path(__file__).parents[2] / "examples" / "cluster"
_PLUGIN = "org.opensearch.security.OpenSearchSecurityPlugin"
_SSL = "plugins.security.ssl"


class SecuredNode(Cluster):
    """One node that lets in who has a password, or the certificate of its administrator.

    "admin" may do everything, and "reader" and "writer" what our documentation lets them.

    Args:
        home: The folder for it.
    """

    def __init__(self, home: Path) -> None:
        encrypted = {
            f"{_SSL}.{layer}.{name}": file
            for layer in ("transport", "http")
            for name, file in (
                ("pemcert_filepath", "node.pem"),
                ("pemkey_filepath", "node.key"),
                ("pemtrustedcas_filepath", "authority.pem"),
            )
        }
        settings = {
            **encrypted,
            f"{_SSL}.http.enabled": "true",
            f"{_SSL}.http.clientauth_mode": "OPTIONAL",
            f"{_SSL}.transport.enforce_hostname_verification": "false",
            "plugins.security.allow_default_init_securityindex": "true",
            "plugins.security.authcz.admin_dn.0": "CN=administrator",
            "plugins.security.nodes_dn.0": "CN=node",
            "plugins.security.audit.type": "noop",
            "plugin": _PLUGIN,
        }
        super().__init__(SECURED, home, settings=settings)
        self.certificates = self.home_of(0) / "config"

    def start_node(self, at: int) -> None:
        """Make its certificates and users, and start it."""
        users = self.certificates / "opensearch-security"
        if not users.exists():
            users.parent.mkdir(parents=True)
            shutil.copytree(prepare(SECURED) / "security" / "config", users)
            _make_certificates(self.certificates)
        super().start_node(at)

    def start(self) -> None:
        """Start it, and make its users."""
        super().start()
        for name in ("reader", "writer"):
            role = json.loads((_ROLES / f"{name}.json").read_text(encoding="utf-8"))
            self._put(f"roles/minutes_{name}", role)
            self._put(f"internalusers/{name}", {"password": PASSWORD})
            self._put(f"rolesmapping/minutes_{name}", {"users": [name]})

    def is_complete(self, host: str, nodes: int, status: str) -> bool:
        """Return whether it answers, and knows its users, which it reads when it has started."""
        if not super().is_complete(host, nodes, status):
            return False
        try:
            self.open(host, "/_plugins/_security/health").close()
        except urllib.error.HTTPError:
            return False
        return True

    def _put(self, what: str, body: Mapping[str, object]) -> None:
        self.open(self.hosts[0], f"/_plugins/_security/api/{what}", body).close()

    def open(self, host: str, asked: str, body: Mapping[str, object] | None = None) -> HTTPResponse:
        """Return the answer of the node to its administrator, to be read; what has a body is put."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"https://{host}{asked}", data=data, method="PUT" if data else "GET")
        request.add_header("Content-Type", "application/json")
        known = ssl.create_default_context(cafile=str(self.certificates / "authority.pem"))
        own = self.certificates / "administrator.pem", self.certificates / "administrator.key"
        known.load_cert_chain(own[0], keyfile=own[1])
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=30, context=known)
        return answer


def _make_certificates(folder: Path) -> None:
    """Make an authority, and the certificates that it signs: of the node, its administrator and a stranger."""
    new = ["-newkey", "rsa:2048", "-nodes"]
    authority, key = folder / "authority.pem", folder / "authority.key"
    subject = ["-subj", "/CN=Anytown authority"]
    _openssl("req", "-x509", *new, "-days", 2, *subject, "-keyout", key, "-out", authority)
    signed_by = ["-CA", authority, "-CAkey", key, "-CAcreateserial", "-days", 2]
    for name in ("node", "administrator", "stranger"):
        request, made = folder / f"{name}.csr", folder / f"{name}.made"
        _openssl("req", *new, "-subj", f"/CN={name}", "-keyout", made, "-out", request)
        # The plugin reads keys of this form alone.
        _openssl("pkcs8", "-topk8", "-nocrypt", "-in", made, "-out", folder / f"{name}.key")
        names = folder / f"{name}.names"
        names.write_text(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n", encoding="ascii"
        )
        _openssl("x509", "-req", "-in", request, *signed_by, "-extfile", names, "-out", folder / f"{name}.pem")


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
