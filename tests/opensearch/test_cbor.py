"""Answers in CBOR are read as JSON is, and what is none is an error."""

from __future__ import annotations

import json
import struct
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.opensearch.client.cbor import loads

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.binary(max_size=300)
    | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=20,
)


def head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    at = next(at for at in range(4) if number < 2 ** (8 << at))
    return bytes([kind << 5 | 24 + at]) + number.to_bytes(1 << at, "big")


def dumps(value: Any, *, is_open: bool) -> bytes:
    """Return a value in CBOR by the standard, with or without lengths before what is made of several."""
    if value is None or isinstance(value, bool):
        return bytes([{False: 0xF4, True: 0xF5, None: 0xF6}[value]])
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, (bytes, str)):
        kind, data = (2, value) if isinstance(value, bytes) else (3, value.encode())
        if not is_open:
            return head(kind, len(data)) + data
        # A letter is in one part.
        parts = [each.encode() if isinstance(each, str) else bytes([each]) for each in value]
        return bytes([kind << 5 | 31]) + b"".join(head(kind, len(part)) + part for part in parts) + b"\xff"
    kind = 5 if isinstance(value, dict) else 4
    inner = [each for pair in value.items() for each in pair] if kind == 5 else value
    written = b"".join(dumps(each, is_open=is_open) for each in inner)
    return bytes([kind << 5 | 31]) + written + b"\xff" if is_open else head(kind, len(value)) + written


@given(_VALUES, st.booleans())
def test_every_value_is_read_as_it_was_written(value: object, is_open: bool) -> None:
    assert loads(dumps(value, is_open=is_open)) == value


def test_a_sign_of_the_format_and_short_numbers_are_read() -> None:
    assert loads(bytes.fromhex("d9d9f7 83 f93c00 fa40490fdb 1903e8".replace(" ", ""))) == [
        1.0,
        pytest.approx(3.14159274),
        1000,
    ]


@given(_VALUES, st.booleans(), st.data())
def test_half_an_answer_is_an_error(value: object, is_open: bool, data: st.DataObject) -> None:
    written = dumps(value, is_open=is_open)
    with pytest.raises(ValueError, match="the answer"):
        loads(written[: data.draw(st.integers(0, len(written) - 1))])


@given(st.binary(max_size=60))
def test_no_bytes_raise_another_error(written: bytes) -> None:
    with suppress(ValueError):
        loads(written)


@pytest.mark.parametrize(
    "written", [json.dumps({"error": "busy"}).encode(), b"", b"\x9f" * 5000, bytes.fromhex("a16161"), b"\x01\x01"]
)
def test_what_is_no_cbor_is_an_error(written: bytes) -> None:
    with pytest.raises(ValueError, match="the answer"):
        loads(written)
