"""Long printed minutes made of gold paragraphs by a seed, as text and as PDF, for timing how they are read."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator, Sequence

from benchmarks.reading_speed import load_paragraphs, vary

__all__ = ["make_pdf", "make_text"]

_TITLES = (
    "Apologies Budget Parking Housing Libraries Leisure Waste Highways Licensing Schools Climate Drainage Trees"
)
_HEAD = (
    "OLDBRIDGE BOROUGH COUNCIL",
    "",
    "Minutes of the meeting of the Council held in the Guildhall on 14 March 2024 at 7.00 pm",
    "",
    "Present: Councillors A Ash (Chair), B Birch, C Cedar, D Dale, E Elm, F Fern and G Gorse",
    "Apologies: Councillors H Hazel and J Juniper",
    "",
)
#: A dense page: so many lines of so many letters, which is 600 words.
_LINES, _WIDTH = 48, 92
_LEFT, _TOP, _STEP, _SIZE = 56, 786, 15.2, 10.5


def make_text(pages: int, *, seed: int = 7) -> bytes:
    """Return minutes of so many printed pages as a text of lines.

    Args:
        pages: How many pages of 48 lines.
        seed: The seed of the choice of paragraphs.
    """
    return "\n".join(_make_lines(pages, seed)).encode()


def make_pdf(pages: int, *, seed: int = 7) -> bytes:
    """Return the same minutes as a PDF, titles in bold, with a foot on each page.

    Args:
        pages: How many pages of 48 lines.
        seed: The seed of the choice of paragraphs.
    """
    lines = _make_lines(pages, seed)
    drawn = [_draw(lines[at : at + _LINES], at // _LINES + 1) for at in range(0, len(lines), _LINES)]
    return _assemble(drawn)


def _make_lines(pages: int, seed: int) -> list[str]:
    drawing = random.Random(seed)
    paragraphs = load_paragraphs()
    lines = list(_HEAD)
    item = 0
    while len(lines) < pages * _LINES:
        item += 1
        lines += [f"{item}. {drawing.choice(_TITLES.split())} {drawing.randint(1, 999)}", ""]
        for paragraph in _choose(drawing, paragraphs, item):
            lines += [*textwrap.wrap(paragraph, _WIDTH), ""]
    return lines[: pages * _LINES]


def _choose(drawing: random.Random, paragraphs: Sequence[str], item: int) -> Iterator[str]:
    for number in range(1, drawing.randint(3, 10)):
        yield f"{item}.{number} {vary(drawing, drawing.choice(paragraphs))}"
    yield "Moved by Councillor Birch, seconded by Councillor Cedar, and carried by 6 votes to 1."
    yield f"RESOLVED that report {drawing.randint(1, 9999)} be noted."


def _draw(lines: Sequence[str], number: int) -> bytes:
    out = []
    for at, line in enumerate([*lines, "", f"Minutes of the Council, 14 March 2024 - page {number}"]):
        if line:
            font = "F2" if line.isupper() or (line[:1].isdigit() and ". " in line[:5]) else "F1"
            words = (
                line.encode("cp1252", "replace")
                .replace(b"\\", b"\\\\")
                .replace(b"(", b"\\(")
                .replace(b")", b"\\)")
            )
            place = f"/{font} {_SIZE} Tf 1 0 0 1 {_LEFT} {_TOP - _STEP * at:.1f} Tm".encode()
            out.append(b"BT %s (%s) Tj ET\n" % (place, words))
    return b"".join(out)


def _assemble(pages: Sequence[bytes]) -> bytes:
    """Return a PDF whose pages are drawn by the instructions given; F1 is Helvetica, F2 its bold."""
    fonts = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding /WinAnsiEncoding >>" % name
        for name in (b"", b"-Bold")
    ]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *fonts]
    kids = []
    for drawn in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return bytes(out + table + end)
