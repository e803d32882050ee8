"""Nodes of OpenSearch for the tests: compiled once, started on loopback, gone when whoever started them is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple

__all__ = ["KEPT", "LINES", "Cluster", "Line", "find_java", "prepare"]

_HERE = Path(__file__).parent / "node"
#: Where the class path and the compiled program of each line are kept.
KEPT = Path(__file__).parents[2] / ".opensearch"
#: What unpacks an archive.
_UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack"
#: How long the nodes may take until they answer, in seconds.
_STARTS = 300.0


class Line(NamedTuple):
    """A line of OpenSearch that is supported."""

    version: str
    log4j: str
    #: The least version of Java that runs it.
    java: int
    #: The version of the security plugin, if that is fetched with it.
    security: str = ""


LINES = {
    "2": Line("2.19.6", "2.25.4", 17),
    "3": Line("3.9.0", "2.25.5", 21),
    # The newest version of which Maven Central has the security plugin too.
    "secured": Line("2.19.4", "2.21.0", 17, security="2.19.4.0"),
}


def find_java(line: Line) -> Path | None:
    """Return the folder of a Java that is new enough for a line and can compile, or None."""
    homes = [Path(home) for home in (os.environ.get("JAVA_HOME"),) if home]
    found = shutil.which("javac")
    homes += [Path(found).resolve().parents[1]] if found else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) if Path("/usr/lib/jvm").is_dir() else []
    return next((home for home in homes if _version_of(home) >= line.java), None)


def _version_of(home: Path) -> int:
    release = home / "release"
    if not (home / "bin" / "javac").exists() or not release.exists():
        return 0
    facts = dict(row.split("=", 1) for row in release.read_text(encoding="utf-8").splitlines() if "=" in row)
    return int(facts.get("JAVA_VERSION", "0").strip('"').split(".")[0])


def prepare(line: Line) -> Path:
    """Fetch and compile what a node of a line needs, and return the folder of it; once for each version.

    Raises:
        FileNotFoundError: There is no Maven, or no Java that is new enough.
        subprocess.CalledProcessError: An artifact cannot be had, or the program does not compile.
    """
    folder = KEPT / line.version
    if (folder / "ready").exists():
        return folder
    java, maven = find_java(line), shutil.which("mvn")
    if java is None or maven is None:
        raise FileNotFoundError(f"OpenSearch {line.version} needs Maven and a JDK of version {line.java} or newer")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    classpath = folder / "classpath"
    goal = [f"-Dmdep.outputFile={classpath}", "dependency:build-classpath"]
    versions = [f"-Dopensearch={line.version}", f"-Dlog4j={line.log4j}"]
    subprocess.run([maven, "-q", "-B", "-f", _HERE / "pom.xml", *versions, *goal], check=True)
    if line.security:
        artifact = f"-Dartifact=org.opensearch.plugin:opensearch-security:{line.security}:zip"
        unpacked = f"-DoutputDirectory={folder / 'security'}"
        # Where it runs it leaves a mark, by which it would not unpack again what was thrown away.
        subprocess.run([maven, "-q", "-B", _UNPACK, artifact, unpacked], check=True, cwd=folder)
        # What the node itself brings comes first; of two log4j only one may be there.
        own = [classpath.read_text(encoding="utf-8").strip(), *map(str, sorted(folder.glob("security/*.jar")))]
        classpath.write_text(":".join(own), encoding="utf-8")
    names = ["-cp", classpath.read_text(encoding="utf-8").strip(), "-d", folder / "classes"]
    subprocess.run([java / "bin" / "javac", *names, _HERE / "TestNode.java"], check=True)
    (folder / "ready").touch()
    return folder


class Cluster:
    """Some nodes, each in a process and a folder of its own.

    Args:
        line: The line of OpenSearch.
        home: The folder for them all.
        nodes: How many.
        heap: The memory of each, as Java takes it.
        settings: Further settings of each, by name.
    """

    def __init__(
        self,
        line: Line,
        home: Path,
        *,
        nodes: int = 1,
        heap: str = "512m",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._line = line
        self._home = home
        self._heap = heap
        self._settings = dict(settings or {})
        self._ports = [(free_port(), free_port()) for _ in range(nodes)]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * nodes

    @property
    def hosts(self) -> list[str]:
        """The host and port of each node."""
        return [f"127.0.0.1:{http}" for http, _ in self._ports]

    def start(self) -> None:
        """Start all nodes, and wait until they have found each other."""
        for at in range(len(self._ports)):
            self.start_node(at)
        self.wait(len(self._ports))

    def start_node(self, at: int) -> None:
        """Start one node, which need not have been started before."""
        folder, java = prepare(self._line), find_java(self._line)
        assert java is not None
        home = self.home_of(at)
        home.mkdir(parents=True, exist_ok=True)
        names = [f"node-{each}" for each in range(len(self._ports))]
        settings = {
            "cluster.name": "minutesearch-tests",
            "node.name": names[at],
            "http.port": self._ports[at][0],
            "transport.port": self._ports[at][1],
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{transport}" for _, transport in self._ports),
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            **self._settings,
        }
        options = [f"-Xms{self._heap}", f"-Xmx{self._heap}", "-XX:+UseG1GC", "-XX:MaxDirectMemorySize=256m"]
        options += ["-Dlog4j2.disable.jmx=true", "-Dio.netty.noUnsafe=true", f"-Djava.io.tmpdir={home}"]
        path = f"{folder / 'classes'}:{(folder / 'classpath').read_text(encoding='utf-8').strip()}"
        with (home / "output.log").open("ab") as log:
            self._processes[at] = subprocess.Popen(
                [java / "bin" / "java", *options, "-cp", path, "TestNode", home]
                + [f"{name}={value}" for name, value in settings.items()],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def home_of(self, at: int) -> Path:
        """Return the folder of one node."""
        return self._home / f"node-{at}"

    def kill(self, at: int) -> None:
        """Kill one node, as a machine that loses its power."""
        process = self._processes[at]
        assert process is not None
        process.kill()
        process.communicate()
        self._processes[at] = None

    def wait(self, nodes: int, *, status: str = "yellow") -> None:
        """Wait until the living nodes answer that so many have found each other.

        Raises:
            TimeoutError: They do not.
            RuntimeError: One of them has ended by itself.
        """
        until = time.monotonic() + _STARTS
        living = [host for host, process in zip(self.hosts, self._processes, strict=True) if process is not None]
        while time.monotonic() < until:
            if all(self.is_complete(host, nodes, status) for host in living):
                return
            if any(process is not None and process.poll() is not None for process in self._processes):
                raise RuntimeError(f"a node has died; see {self._home}/node-*/output.log")
            time.sleep(0.2)
        raise TimeoutError(f"the nodes have not found each other; see {self._home}/node-*/output.log")

    def is_complete(self, host: str, nodes: int, status: str) -> bool:
        """Return whether a node answers that so many have found each other."""
        asked = f"/_cluster/health?wait_for_nodes={nodes}&wait_for_status={status}&timeout=2s"
        try:
            with self.open(host, asked) as answer:
                return not json.load(answer)["timed_out"]
        except (OSError, ValueError, urllib.error.HTTPError):
            return False

    def open(self, host: str, asked: str) -> HTTPResponse:
        """Return the answer of a node, to be read."""
        answer: HTTPResponse = urllib.request.urlopen(f"http://{host}{asked}", timeout=5)
        return answer

    def stop(self) -> None:
        """Stop all nodes, and wait until they are gone."""
        running = [process for process in self._processes if process is not None]
        for process in running:
            if process.stdin is not None:
                process.stdin.close()
        for process in running:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes = [None] * len(self._processes)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def main(arguments: Sequence[str]) -> None:
    """Fetch and compile the lines that are named, or all."""
    for name in arguments or LINES:
        sys.stdout.write(f"OpenSearch {LINES[name].version}: {prepare(LINES[name])}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
