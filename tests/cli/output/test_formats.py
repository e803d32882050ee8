import io
import json

import pytest

from minutesearch.cli.output.formats import dump_json


@pytest.mark.parametrize("text", ["\x1b[31m", "\x9b31m", "\x7f", "“£5.4m”"], ids=ascii)
def test_json_keeps_every_character_and_writes_no_control(text: str) -> None:
    written = dump_json({"text": text})

    assert {"text": text} == json.loads(written)
    assert not set("\x1b\x7f\x9b") & set(written)


def test_json_is_readable_where_the_stream_can_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert '["“£5.4m”"]' == dump_json(["“£5.4m”"], indent=None)


def test_json_is_plain_ascii_where_it_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert r'["\u2013"]' == dump_json(["–"], indent=None)
