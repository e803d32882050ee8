"""A package index on loopback with tiny wheels: each package of a lock, and a newer release to be refused."""

import hashlib
import importlib.metadata
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.environments.locks import Pin

NEWER = "9999.0"

#: A build backend small enough for a tiny wheel: it makes an editable wheel of the project that it stands in.
_BACKEND = """
import tomllib, zipfile
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    name, version = project["name"], project["version"]
    needed = "".join(f"Requires-Dist: {each}\\n" for each in project["dependencies"])
    about = f"{name}-{version}.dist-info"
    wheel = f"{name}-{version}-py3-none-any.whl"
    metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n{needed}"
    with zipfile.ZipFile(Path(folder) / wheel, "w") as archive:
        archive.writestr(f"{name}.pth", str(Path.cwd()))
        archive.writestr(f"{about}/METADATA", metadata)
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr(f"{about}/RECORD", "")
    return wheel
"""


@dataclass(frozen=True)
class PackageIndex:
    """The wheels of an index by file name, and the names of the projects that were asked for."""

    wheels: dict[str, bytes]
    asked: set[str] = field(default_factory=set)

    def digest(self, pin: Pin) -> str:
        return hashlib.sha256(self.wheels[_file_name(pin.name, pin.version)]).hexdigest()


def make_index(pins: list[Pin], folder: Path) -> PackageIndex:
    """Make a tiny wheel of each pin, with what the real package requires, and a newer one of each, one broken."""
    wheels = {}
    for number, pin in enumerate(pins):
        wheels[_file_name(pin.name, pin.version)] = _make_wheel(folder, pin.name, pin.version, _requires(pin.name))
        newer = _make_wheel(folder, pin.name, NEWER, ["a-package-that-nobody-made"])
        wheels[_file_name(pin.name, NEWER)] = newer[: len(newer) // 2] if number == 0 else newer
    return PackageIndex(wheels=wheels)


@contextmanager
def served(index: PackageIndex) -> Iterator[str]:
    """Serve an index on loopback within the `with` block, and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            *_, name = [part for part in self.path.split("/") if part]
            if name in index.wheels:
                self._answer(index.wheels[name], "application/octet-stream")
                return
            index.asked.add(name)
            files = [each for each in index.wheels if _project(each.partition("-")[0]) == name]
            links = "".join(f'<a href="/files/{each}">{each}</a>' for each in files)
            self._answer(f"<!DOCTYPE html><html><body>{links}</body></html>".encode(), "text/html")

        def _answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/simple/"
        finally:
            server.shutdown()
            thread.join()


def _project(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _file_name(name: str, version: str) -> str:
    return f"{re.sub(r'[-_.]+', '_', name)}-{version}-py3-none-any.whl"


def _requires(name: str) -> list[str]:
    """Return the requirements of a package if it is installed here; empty if it is not."""
    try:
        return importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return []


def _make_wheel(folder: Path, name: str, version: str, requires: list[str]) -> bytes:
    about = f"{re.sub(r'[-_.]+', '_', name)}-{version}.dist-info"
    extras = {extra for each in requires for extra in re.findall(r"extra == ['\"]([\w.-]+)", each)}
    lines = [f"Provides-Extra: {each}" for each in sorted(extras)] + [
        f"Requires-Dist: {each}" for each in requires
    ]
    path = folder / _file_name(name, version)
    with zipfile.ZipFile(path, "w") as archive:
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        archive.writestr(f"{about}/METADATA", head + "\n".join(lines) + "\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        if name == "hatchling":
            archive.writestr("hatchling/build.py", _BACKEND)
        archive.writestr(f"{about}/RECORD", "")
    return path.read_bytes()
