"""Feeds of records, JSON Lines files of any size, as a stream of parts in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from minutesearch.errors import SourceError
from minutesearch.reading.formats.jsonl import LONGEST_LINE, RecordLines, Records

__all__ = ["iter_feed"]

#: A part ends at the first new meeting after so many bytes, and at twice as many in any case. Parts of 8 MB take
#: 140 MB more at the peak and more time than parts of 3 MB, smaller ones no less; parts of 1 MB make a feed of
#: 1 GB a thousand records.
_PART, _LARGEST_PART = 3_000_000, 6_000_000
#: A character has up to four bytes.
_LONGEST = 4 * LONGEST_LINE
_TOO_LONG = f"it has more than {LONGEST_LINE // 1_000_000} million characters"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def iter_feed(file: BinaryIO, *, source: str, sha256: str) -> Iterator[Records]:
    """Yield the meetings of a JSON Lines file part by part, each of some megabytes.

    Lines of one meeting stand in one part if they follow each other and are no more than a part. A line with
    anything wrong in it is left out, with a problem that names it.

    Args:
        file: The file, open at its beginning; UTF-8.
        source: Its name, for problems.
        sha256: The digest of its bytes, for which the parts are made.

    Raises:
        SourceError: No line could be read, or the file was changed meanwhile.
    """
    lines = RecordLines(source)
    digest = hashlib.sha256()
    size, end, read_any, goes_on = 0, 0, False, True
    for number, (raw, is_whole) in enumerate(_iter_lines(file, digest), start=1):
        if not goes_on:
            continue  # to the end, for the digest
        text = _decode(raw) if is_whole else None
        if text is None:
            goes_on = lines.leave_out("it is not UTF-8" if is_whole else _TOO_LONG, line=number)
            continue
        added, goes_on = lines.add(text, number=number, anything=size < _PART)
        size, end = size + len(raw), end + len(raw)
        if (not added or size >= _LARGEST_PART) and (meetings := lines.take()):
            read_any, size = True, 0
            yield Records(meetings, lines.take_problems(at_end=False), end)
        if not added:
            size, (_, goes_on) = len(raw), lines.add(text, number=number)
    if digest.hexdigest() != sha256:
        raise SourceError("was changed while it was read; add it again", source=source)
    meetings, problems = lines.take(), lines.take_problems()
    if not (meetings or read_any):
        raise lines.none_read()
    yield Records(meetings, problems)


def _iter_lines(file: BinaryIO, digest: hashlib._Hash) -> Iterator[tuple[bytes, bool]]:
    """Yield the lines, and of each whether it is whole: of one that is too long only the beginning is given."""
    is_first = True
    while line := file.readline(_LONGEST):
        digest.update(line)
        is_whole = len(line) < _LONGEST or line.endswith(b"\n")
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(_LONGEST)):
            digest.update(rest)
        yield (line.removeprefix(_BYTE_ORDER_MARK) if is_first else line), is_whole
        is_first = False


def _decode(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
