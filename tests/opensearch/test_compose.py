"""The file for people with Docker: it starts what the tests start, for this machine alone."""

from __future__ import annotations

import re
from pathlib import Path

from tests.opensearch.nodes import LINES

COMPOSE = Path(__file__).parents[2] / "examples" / "cluster" / "docker-compose.yml"


def test_the_container_is_of_the_version_that_is_tested() -> None:
    (version,) = re.findall(r"image: opensearchproject/opensearch:(\S+)", COMPOSE.read_text(encoding="utf-8"))
    assert version in {line.version for line in LINES.values()}


def test_a_node_without_a_password_is_for_this_machine_alone() -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    assert 'DISABLE_SECURITY_PLUGIN: "true"' in text
    published = re.findall(r"- (\S+):9200$", text, re.MULTILINE)
    assert [each.rpartition(":")[0] for each in published] == ["127.0.0.1"]
