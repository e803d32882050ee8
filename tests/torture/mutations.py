"""Real pages, damaged at random: cut, doubled, shuffled, mixed, in other encodings, with odd bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

__all__ = ["draw_mutation", "list_pages"]

_ROOT = Path(__file__).parents[2]
_PIECES = (
    *(
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xe2\x80\x8b",
        b"\xc2\xad",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n\n",
        b"\t",
        b" ",
    ),
    *(b"<", b">", b"&", b"</div>", b"<p>", b"<td>", b"<!--", b"-->", b"]]>", b"<script>", b"&#0;", b'"', b"'"),
    *(
        b"Minutes:",
        b"Decision:",
        b"RESOLVED",
        b"1.",
        b"8.1",
        b"(a)",
        b"Present:",
        b"No. Item",
        b"<AI1>",
        b"- ",
        b":",
    ),
    *(
        b"31 February 2020",
        b"7 votes to 2",
        b"Councillor ",
        b"{",
        b'{"text": "a"}',
        b"%PDF-",
        b"PK\x03\x04",
        b"\x1a",
    ),
)


@cache
def list_pages() -> tuple[tuple[str, bytes], ...]:
    """Return the names and contents of the seeds and of the sample pages, in order."""
    folders = (_ROOT / "seeds", _ROOT / "tests" / "forms", _ROOT / "tests" / "moderngov")
    paths = sorted(
        path for folder in folders for path in folder.iterdir() if path.is_file() and path.suffix != ".tsv"
    )
    return tuple((path.name, path.read_bytes()) for path in paths)


def draw_mutation(drawing: Random) -> tuple[str, bytes]:
    """Return the name and content of a random page, damaged in one to six places."""
    name, content = drawing.choice(list_pages())
    for _ in range(drawing.randint(1, 6)):
        content = drawing.choice(_WAYS)(content, drawing)
    return name, content


def _stretch(content: bytes, drawing: Random) -> tuple[int, int]:
    start = drawing.randint(0, len(content))
    return start, min(len(content), start + drawing.choice([1, 3, 20, 200, 2_000]))


def _flip(content: bytes, drawing: Random) -> bytes:
    if not content:
        return content
    at = drawing.randrange(len(content))
    return content[:at] + bytes([drawing.randrange(256)]) + content[at + 1 :]


def _insert(content: bytes, drawing: Random) -> bytes:
    at = drawing.randint(0, len(content))
    return content[:at] + drawing.choice(_PIECES) * drawing.choice([1, 1, 1, 5, 300]) + content[at:]


def _cut(content: bytes, drawing: Random) -> bytes:
    start, end = _stretch(content, drawing)
    return content[:start] + content[end:]


def _truncate(content: bytes, drawing: Random) -> bytes:
    return content[: drawing.randint(0, len(content))]


def _double(content: bytes, drawing: Random) -> bytes:
    start, end = _stretch(content, drawing)
    return content[:end] + content[start:end] * drawing.choice([1, 2, 50]) + content[end:]


def _shuffle_lines(content: bytes, drawing: Random) -> bytes:
    lines = content.split(b"\n")
    start = drawing.randrange(len(lines))
    some = lines[start : start + drawing.choice([3, 30])]
    drawing.shuffle(some)
    return b"\n".join([*lines[:start], *some, *lines[start + len(some) :]])


def _mix(content: bytes, drawing: Random) -> bytes:
    _, other = drawing.choice(list_pages())
    start, end = _stretch(other, drawing)
    at = drawing.randint(0, len(content))
    return content[:at] + other[start:end] + content[at:]


def _encode(content: bytes, drawing: Random) -> bytes:
    encoding = drawing.choice(["cp1252", "utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig"])
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _join_lines(content: bytes, drawing: Random) -> bytes:
    return content.replace(b"\n", drawing.choice([b" ", b"\r\n", b"\r", b"", b"\n\n", b"\xe2\x80\xa8"]))


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flip, _flip, _insert, _insert, _insert, _cut, _truncate, _double, _shuffle_lines, _mix, _mix),
    *(_encode, _join_lines),
)
