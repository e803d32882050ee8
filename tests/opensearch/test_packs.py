"""Packs: the packed segments of meetings, of which only what is shown is unpacked, and damage is told."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from minutesearch.engine.embedded.commits import manifest
from minutesearch.engine.opensearch.client import mapping
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.searching.packs import Pack
from minutesearch.engine.opensearch.writing.documents import Numbering, SourceIndexer
from minutesearch.errors import CorruptIndexError
from tests.engine.builders import SplitAnalyser, a_passage, a_source

ROADS = a_source("roads.txt", a_passage("1", "the road is closed"), a_passage("2", "the motion fell"))


def a_hit() -> Json:
    """Return the document of a meeting as a search gives it."""
    written = next(SourceIndexer(SplitAnalyser()).index_all([ROADS], [Numbering(3, 1, 0)]))
    (body,) = (found for each in written.documents if (found := json.loads(each.text))["what"] == "m")
    return {"fields": {name: [body[name]] for name in ("segment", "shown", "number", "meeting")}}


def test_a_pack_has_the_passages_of_its_meeting() -> None:
    pack = Pack(a_hit(), "meeting-1")
    assert [pack.passage(number).id for number in range(pack.first, pack.last)] == ["1", "2"]
    assert pack.passage(pack.first).text == "the road is closed"
    assert pack.segment.find_stem(b"motion") is not None


def test_what_is_only_shown_is_unpacked_when_it_is_shown() -> None:
    hit = a_hit()
    hit["fields"]["shown"] = ["!"]
    pack = Pack(hit, "meeting-1")
    assert pack.segment.find_stem(b"motion") is not None
    with pytest.raises(CorruptIndexError, match="meeting-1: cannot be unpacked"):
        pack.passage(pack.first)


@pytest.mark.parametrize("field", ["segment", "shown"])
@pytest.mark.parametrize("change", ["cut", "other bytes", "no packed bytes", "no arrays"])
def test_a_pack_that_was_damaged_is_refused(field: str, change: str) -> None:
    hit = a_hit()
    data = bytearray(base64.b64decode(hit["fields"][field][0]))
    changed = {
        "cut": bytes(data[: len(data) // 2]),
        "other bytes": bytes(data[:-1]) + bytes([data[-1] ^ 1]),
        "no packed bytes": b"the road is closed",
        "no arrays": zlib.compress(b"the road is closed"),
    }[change]
    hit["fields"][field] = [base64.b64encode(changed).decode()]
    with pytest.raises(CorruptIndexError):
        Pack(hit, "meeting-1").passage(3 << 32)


def test_packs_have_a_new_format_when_segments_have() -> None:
    """Whoever raises one of the two is reminded of the other."""
    assert (manifest.FORMAT, mapping.FORMAT) == (8, 6)
