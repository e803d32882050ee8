"""Decoding of a source's bytes to text, with a problem reported for anything but strict UTF-8."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from minutesearch.errors import SourceError
from minutesearch.reading.layout.lines import is_blank
from minutesearch.records import Problem

__all__ = ["MAX_SOURCE_BYTES", "Decoded", "decode"]

#: The largest source that is read: 20 MB. The longest printed minutes are under 2 MB; what is larger is
#: something else, and would only fill the memory.
MAX_SOURCE_BYTES = 20_000_000

#: How each kind of file begins that is often found among minutes.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old kind (.doc, .xls, .msg)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
#: What a zip archive is, by a name that stands in its first bytes or in its directory at the end.
_ZIPPED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"epub+zip", "an EPUB book"),
)
_WIDE_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Tab, line feed, vertical tab, form feed, carriage return and Ctrl-Z (the old end of a text file) are text.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")
#: Of this many characters one may be a control or unreadable character; random bytes have one in nine.
_STRAY_IN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The decoded text of a source."""

    #: The text, without a byte order mark.
    text: str
    #: How it was encoded, by Python's name: "utf-8", "utf-8-sig", "utf-16-le", "cp1252".
    encoding: str
    #: One problem if it was anything but strict UTF-8, otherwise none.
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, source: str) -> Decoded:
    """Decode bytes to text: UTF-8 silently, UTF-16 and Windows-1252 with a problem that says so.

    Args:
        data: The whole content of a file.
        source: Its name, for problems and errors.

    Returns:
        The text, and one problem if it was not strict UTF-8 without a byte order mark.

    Raises:
        SourceError: It is empty, too large, or not text (a PDF, an image, an archive and so on).
    """
    if len(data) > MAX_SOURCE_BYTES:
        raise SourceError(f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB", source=source)
    if not data:
        raise SourceError("is empty", source=source)
    if known := _recognise(data):
        raise SourceError(f"is {known}, not text", source=source)
    text, encoding, message = _decode_wide(data, source) or _decode_narrow(data)
    _check_is_text(text, source)
    problems = (Problem(path=source, message=message),) if message else ()
    return Decoded(text=text, encoding=encoding, problems=problems)


def _recognise(data: bytes) -> str | None:
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, kind in _SIGNATURES:
        if start.startswith(signature) or data.startswith(signature):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        ends = data[:4096] + data[-65_536:]
        return next((kind for name, kind in _ZIPPED if name in ends), "a zip archive")
    return None


def _decode_wide(data: bytes, source: str) -> tuple[str, str, str] | None:
    """Decode UTF-16 or UTF-32, recognised by byte order mark or by the place of NULs; None if it is neither."""
    for mark, encoding, name in _WIDE_MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _decode_strictly(body, encoding, source), encoding, f"is {name}; read as that"
    wide = _guess_utf16(data)
    if wide is None:
        return None
    message = "is UTF-16 without a byte order mark; read as that: check the characters"
    return _decode_strictly(data, wide, source), wide, message


def _guess_utf16(data: bytes) -> str | None:
    """Guess the byte order of unmarked UTF-16: European text has a NUL in every second byte, and only there."""
    half = len(data) // 2
    at_even, at_odd = data[0::2].count(0), data[1::2].count(0)
    # Curly quotes and dashes have no NUL: 7 in 10 leaves them room. A NUL on the other side is U+XX00, and rare.
    if at_odd * 10 >= half * 7 and at_even * 100 <= half and at_odd:
        return "utf-16-le"
    if at_even * 10 >= half * 7 and at_odd * 100 <= half and at_even:
        return "utf-16-be"
    return None


def _decode_strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        name = encoding[:6].upper()
        raise SourceError(f"is not text: it looks like {name} but is damaged", source=source) from None


def _decode_narrow(data: bytes) -> tuple[str, str, str | None]:
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(body)
    if len(body) == len(data):
        return text, "utf-8", None
    return text, "utf-8-sig", "begins with a byte order mark; read as UTF-8 without it"


def _decode_broken(body: bytes) -> tuple[str, str, str]:
    """Decode what is not UTF-8: as Windows-1252, or as UTF-8 where a cut character should cost only itself."""
    text = body.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    # Two characters of Windows-1252 text hardly ever make one of UTF-8 ("Â£"), so each one that does is evidence.
    if sum(1 for _ in _BEYOND_ASCII.finditer(text)) > bad:
        return text, "utf-8", f"is damaged UTF-8; read with {bad} unreadable characters shown as “\ufffd”"
    text = body.decode("cp1252", errors="replace")
    lost = text.count("\ufffd")
    message = "is not UTF-8; read as Windows-1252: check the characters"
    return text, "cp1252", f"{message} ({lost} are unreadable)" if lost else message


def _check_is_text(text: str, source: str) -> None:
    if is_blank(text):
        raise SourceError("is empty: it holds nothing but white space", source=source)
    strays = sum(1 for _ in _CONTROL.finditer(text)) + text.count("\ufffd")
    if "\x00" in text or strays > max(1, len(text) // _STRAY_IN):
        raise SourceError("is not text: it holds control characters or bytes that no text has", source=source)
