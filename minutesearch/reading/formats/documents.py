"""Reading of PDF and Word documents into lines with pages, by the libraries of the extra `documents`."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from minutesearch.errors import SourceError
from minutesearch.pages import Hint, Line
from minutesearch.reading.formats.pdf_limits import Drawing
from minutesearch.reading.formats.word_numbering import Numbering
from minutesearch.reading.layout.lines import is_blank, trim
from minutesearch.reading.layout.running_heads import find_furniture

__all__ = ["MAX_PAGES", "read_document"]

#: A full council's printed minutes have under 200 pages; agenda packs have thousands, and are no minutes.
MAX_PAGES = 1000
#: How many columns a table may have: a wide one has twenty, and python-docx gives a cell for each that is spanned.
_MAX_COLUMNS = 200
_MAX_UNPACKED = 100_000_000
_MAX_RATIO = 200
#: How many bytes of a broken stream pypdf may go through one by one, which takes it 1.8 s for a million; what a
#: page draws is seldom a tenth of that.
_MAX_RECOVERED = 500_000
_MISSING = "install the extra that reads it: pip install 'minutesearch[documents]'"
_HYPHEN = re.compile(r"(?P<head>\S*[a-z]{2,})[-\u00ad\u2010]\s*\Z")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_STARTS = re.compile(
    r"\s*(?:\(?[0-9]{1,4}[A-Za-z]?(?:[./][0-9]{1,4})*[.)]?\s|\(?[a-z]{1,4}[.)]\s|[•·▪●◦§-]\s|RESOLVED|Resolved)"
)


def read_document(data: bytes, *, source: str) -> tuple[list[Line], list[Line]] | None:
    """Read the lines of a PDF or Word document.

    Args:
        data: The bytes of the file.
        source: Its name, for errors.

    Returns:
        Its lines, and its running headers, footers and page numbers; None if it is no such document.

    Raises:
        SourceError: It is damaged, encrypted, too large, has no text, or the extra is not installed.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        lines = list(_iter_pdf_lines(data, source))
        furniture = find_furniture(lines)
        dropped = [line for at, line in enumerate(lines) if at in furniture]
        kept, hyphens = _join_hyphens(_mark_blocks([line for at, line in enumerate(lines) if at not in furniture]))
        dropped += hyphens
    elif data[:4] == b"PK\x03\x04" and _is_word(data):
        lines = list(_iter_word_lines(data, source))
        kept = [line for line in lines if line.hint is not Hint.MENU]
        dropped = [line for line in lines if line.hint is Hint.MENU]
    else:
        return None
    if not kept:
        raise SourceError(
            "has no text: its pages are pictures, which would have to be recognised first", source=source
        )
    return kept, dropped


def _iter_pdf_lines(data: bytes, source: str) -> Iterator[Line]:
    number = 0
    for page_number, content in enumerate(_iter_pdf_pages(data, source), start=1):
        gap = 0
        for text in content.split("\n"):
            number += 1
            # A lone surrogate comes of a broken font, and no index could hold it.
            text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
            if is_blank(text):
                gap += 1
                continue
            yield Line(text=text, number=number, starts_block=gap > 0, gap=gap, page=page_number)
            gap = 0


def _iter_pdf_pages(data: bytes, source: str) -> Iterator[str]:
    try:
        import logging

        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise SourceError(f"is a PDF; {_MISSING}", source=source) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(zlib_maximum_recovery_input_length=_MAX_RECOVERED):
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise SourceError("is a PDF with a password", source=source)
            if len(reader.pages) > MAX_PAGES:
                raise SourceError(
                    f"is a PDF of {len(reader.pages)} pages; at most {MAX_PAGES} are read", source=source
                )
            drawing = Drawing(size=len(data), source=source)
            for page in reader.pages:
                drawing.add(page)
                yield page.extract_text()
    except SourceError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        ArithmeticError,
        NotImplementedError,
        AssertionError,
        ImportError,
        MemoryError,
    ) as error:
        # pypdf lets errors of every kind through on damaged files; each is this file's fault.
        raise SourceError(
            f"is a PDF that cannot be read: {type(error).__name__}: {error}", source=source
        ) from error


def _mark_blocks(lines: Sequence[Line]) -> list[Line]:
    """Mark the lines that begin a paragraph, judged by the line before, since a PDF has no blank lines."""
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    marked: list[Line] = []
    for at, line in enumerate(lines):
        before = lines[at - 1].text.rstrip() if at else ""
        ended = before.endswith((".", ":", ";", "?", "!")) and len(before) < usual * 0.85
        short = len(before) < usual * 0.6 and not trim(line.text)[:1].islower()
        starts = line.starts_block or not at or ended or short or _STARTS.match(line.text) is not None
        marked.append(dataclasses.replace(line, starts_block=starts))
    return marked


def _join_hyphens(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Join words broken at a line's end; "long-" and "term" stay apart where "long-term" is printed too."""
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    joined: list[Line] = []
    hyphens: list[Line] = []
    for line in lines:
        match = _HYPHEN.search(joined[-1].text) if joined and not line.starts_block else None
        text = line.text.lstrip()
        if match is None or not text[:1].islower():
            joined.append(line)
            continue
        first, _, rest = text.partition(" ")
        tail = re.match(r"[a-z]+", first)
        head = re.split(r"[^A-Za-z]", match["head"])[-1].lower()
        second = tail[0] if tail else ""
        whole, hyphened = head + second, f"{head}-{second}"
        keeps = words[hyphened] > 0 and words[whole] == 0
        before = joined[-1].text
        joint = before[: match.end("head")] + ("-" if keeps else "") + first
        joined[-1] = dataclasses.replace(joined[-1], text=joint)
        if not keeps:
            hyphens.append(Line(text="-", number=line.number, page=line.page))
        if rest.strip():
            joined.append(dataclasses.replace(line, text=rest.strip(), starts_block=False))
    return joined, hyphens


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def _iter_word_lines(data: bytes, source: str) -> Iterator[Line]:
    try:
        import docx
    except ImportError as error:
        raise SourceError(f"is a Word document; {_MISSING}", source=source) from error
    _check_size(data, source)
    try:
        document = docx.Document(io.BytesIO(data))
        yield from _iter_parts(document)
    except Exception as error:  # lxml, zipfile and python-docx each raise their own on damaged files
        raise SourceError(
            f"is a Word document that cannot be read: {type(error).__name__}: {error}", source=source
        ) from error


def _check_size(data: bytes, source: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    whole = sum(member.file_size for member in members)
    if whole > _MAX_UNPACKED or (whole > 5_000_000 and whole > _MAX_RATIO * len(data)):
        raise SourceError("is a Word document that unpacks to more than is read", source=source)


def _iter_parts(document: Any) -> Iterator[Line]:  # Any: python-docx's document
    from docx.table import Table

    number, page, gap = 0, 1, 0
    numbering = Numbering(document)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            rows = list(_iter_rows(part, number, page))
            yield from rows
            number, gap = number + len(rows), 1
            continue
        # An empty paragraph of a list shows no number, and Word does not count it.
        label = None if is_blank(part.text) else numbering.label(part)
        for at, text in enumerate(part.text.split("\n")):
            number += 1
            if label is not None and not is_blank(text):
                text, label = f"{label}  {text}", None
            if is_blank(text):
                gap += 1
                continue
            starts = at == 0 or gap > 0
            yield Line(text=text, number=number, starts_block=starts, gap=max(gap, int(at == 0)), page=page)
            gap = 0
        page += len(part.rendered_page_breaks)
    yield from _iter_running(document)


def _iter_rows(table: Any, number: int, page: int) -> Iterator[Line]:  # Any: python-docx's table
    for at, row in enumerate(table.rows):
        if sum(cell.grid_span for cell in row._tr.tc_lst) > _MAX_COLUMNS:
            raise ValueError(f"a table of more than {_MAX_COLUMNS} columns")
        # A merged cell is given once for each column that it spans.
        cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
        text = " ".join(" ".join(cells).split())
        if text:
            number += 1
            heads = at == 0 and len(table.rows) > 1 and len(cells) > 1 and _is_head(row)
            yield Line(text=text, number=number, gap=1, page=page, hint=Hint.MENU if heads else Hint.ROW)


def _iter_running(document: Any) -> Iterator[Line]:  # Any: python-docx's document
    """Yield the running headers and footers, which are no part of the text."""
    for section in document.sections:
        for running in (section.header, section.footer):
            if not running.is_linked_to_previous:
                texts = (paragraph.text for paragraph in running.paragraphs)
                yield from (Line(text=text, hint=Hint.MENU) for text in texts if not is_blank(text))


def _is_head(row: Any) -> bool:  # Any: python-docx's rows
    """Return whether all words of a row are bold, as column headings are."""
    runs = [
        run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()
    ]
    return bool(runs) and all(run.bold for run in runs)
