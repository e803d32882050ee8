"""The letters of a PDF's pages and where each stands, from PDFium; pypdf guards it against what draws too much."""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.reading.formats.pdf.pdf_grids import Grid, Rule, is_rule
from minutesearch.reading.formats.pdf.pdf_limits import Drawing
from minutesearch.reading.formats.pdf.turning import Turn

__all__ = ["MAX_PAGES", "Letters", "PdfPage", "deal_out", "iter_pages"]

#: A full council's printed minutes have under 200 pages; agenda packs have thousands, and are no minutes.
MAX_PAGES = 1000
#: How many bytes of a broken stream pypdf may go through one by one, which takes it 1.8 s for a million; what a
#: page draws is seldom a tenth of that.
_MAX_RECOVERED = 500_000
#: Bytes may stand before the head of a PDF, by its own rules; mail programs and web servers put them there.
_HEAD_WITHIN = 1024
_MISSING = "install the extra that reads it: pip install 'minutesearch[documents]'"
#: PDFium is not made for several threads.
_LOCK = threading.Lock()
#: Words in the names of bold type; those of TeX are "CMBX10" and "SFBX1095".
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "cmbx", "sfbx")
_WIDGET, _FREE_TEXT = 20, 3
_NO_RUN = -1
_SPACES = frozenset((0x20, 0xA0))
#: How many numbers the box of a letter has.
_EDGES = 4
#: Maps and plans have more shapes, and pages of text some hundreds.
_MOST_OBJECTS = 20_000
#: A box is drawn as four or five of these.
_BOX_SEGMENTS = (4, 5)
#: How many letters ahead is looked whether they are of the same object.
_AHEAD = 6
#: A page turned so far is as wide as it was high.
_SIDEWAYS = (90, 270)
#: The hyphen at a line's end, as PDFium marks it.
_SIGNS = {"\ufffe": "-", "\x02": "-", "\x00": ""}


@dataclass(slots=True)
class Letters:
    """The letters of a page in the order in which they are drawn, by column; points from the left and lower edge.

    Columns, since half a million records of a hundred pages cost more to make than all that is done with them.
    """

    texts: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    #: The number of the text object that each is of: what was drawn in one go; -1 for a space, which has no place.
    runs: list[int] = field(default_factory=list)
    #: Whether the type of each run is bold.
    is_bold: list[bool] = field(default_factory=list)


class PdfPage(NamedTuple):
    """The letters of a page, and what is filled in on it."""

    letters: Letters
    #: What stands in the fields of a form: the text, and its left, lower, right and upper edge.
    fields: list[tuple[str, float, float, float, float]]
    #: The straight lines that are drawn on it.
    rules: list[Rule]
    height: float


def deal_out(letters: Letters, grids: Sequence[Grid]) -> tuple[Letters, list[dict[tuple[int, int], Letters]]]:
    """Part the letters of a page: those outside of its ruled tables, and those of each of their cells."""
    cells: list[dict[tuple[int, int], Letters]] = [{} for _ in grids]
    if not grids:
        return letters, cells
    outside = Letters(is_bold=letters.is_bold)
    into = outside
    columns = zip(
        letters.texts, letters.lefts, letters.rights, letters.bottoms, letters.tops, letters.runs, strict=True
    )
    for text, left, right, bottom, top, run in columns:
        if run != _NO_RUN:  # a space stands where the letter before it does
            across, up = (left + right) / 2, (bottom + top) / 2
            into = outside
            for grid, inside in zip(grids, cells, strict=True):
                if grid.has(across, up):
                    into = inside.setdefault(grid.cell_of(across, up), Letters(is_bold=letters.is_bold))
                    break
        into.texts.append(text)
        into.lefts.append(left)
        into.rights.append(right)
        into.bottoms.append(bottom)
        into.tops.append(top)
        into.runs.append(run)
    return outside, cells


def iter_pages(data: bytes, *, source: str) -> Iterator[PdfPage]:
    """Yield the pages of a PDF.

    Raises:
        SourceError: It is damaged, has a password, draws too much, or the extra is not installed.
    """
    start = data.find(b"%PDF-", 0, _HEAD_WITHIN)
    data = data[max(start, 0) :]
    try:
        import pypdf
        import pypdfium2
    except ImportError as error:
        raise SourceError(f"is a PDF; {_MISSING}", source=source) from error
    _check(data, pypdf, source)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise SourceError(f"is a PDF that cannot be read: {error}", source=source) from error
        try:
            document.init_forms()
            for page in document:
                yield _read_page(page, document.formenv)
        except (pypdfium2.PdfiumError, ValueError, OSError) as error:
            raise SourceError(f"is a PDF that cannot be read: {error}", source=source) from error
        finally:
            document.close()


def _check(data: bytes, pypdf: Any, source: str) -> None:
    """Raise an error for a PDF with a password, with too many pages, or whose pages draw too much."""
    import logging

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
    except SourceError:
        raise
    except pypdf.errors.DependencyError as error:
        raise SourceError(f"is a PDF that is encrypted; {_MISSING}", source=source) from error
    except Exception as error:
        # pypdf lets errors of every kind through on damaged files; each is this file's fault.
        raise SourceError(
            f"is a PDF that cannot be read: {type(error).__name__}: {error}", source=source
        ) from error


def _read_page(page: Any, forms: Any) -> PdfPage:  # Any: pypdfium2's objects
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        letters = _read_letters(text.raw, text.count_chars(), raw)
        fields = list(_iter_fields(page.raw, forms, raw))
        rules = list(_iter_rules(page.raw, raw))
        height = page.get_height()
        if degrees := page.get_rotation():
            sides = (height, page.get_width()) if degrees in _SIDEWAYS else (page.get_width(), height)
            turn = Turn(degrees, *sides)
            _turn_letters(letters, turn)
            fields = [(value, *turn.place(*box)) for value, *box in fields]
            rules = [Rule(*turn.place(*rule)) for rule in rules]
    finally:
        text.close()
        page.close()
    return PdfPage(letters, fields, rules, height)


def _turn_letters(letters: Letters, turn: Turn) -> None:
    columns = (letters.lefts, letters.bottoms, letters.rights, letters.tops)
    for at, run in enumerate(letters.runs):
        if run == _NO_RUN:
            continue  # a space has no place
        turned = turn.place(*(column[at] for column in columns))
        for column, edge in zip(columns, turned, strict=True):
            column[at] = edge


def _read_letters(text: Any, count: int, raw: Any) -> Letters:  # Any: ctypes' pointers and functions
    """Return the letters of a page's text; half of the time of reading a PDF goes here."""
    page = ctypes.cast(text, ctypes.c_void_p).value
    unicode_of = _bind(raw.FPDFText_GetUnicode, ctypes.c_uint)
    object_of = _bind(raw.FPDFText_GetTextObject, ctypes.c_void_p)
    box_of = _bind(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
    is_generated = _bind(raw.FPDFText_IsGenerated, ctypes.c_int)
    # All boxes in one stretch of memory: to read four numbers of each by their names takes as long as to fill it.
    boxes = (raw.FS_RECTF * count)()
    place, step = ctypes.addressof(boxes), ctypes.sizeof(raw.FS_RECTF)
    codes = _join_halves(_read_codes(text, count, raw) or [unicode_of(page, at) for at in range(count)])
    letters = Letters()
    add_text, add_run = letters.texts.append, letters.runs.append
    kept: list[int] = []
    keep = kept.append
    #: By the address of a text object.
    runs: dict[int | None, int] = {}
    known_to = run = 0
    # Most letters are neither spaces nor signs that stand for others, and are told by their code alone.
    signs = {code: " " if code in _SPACES else _SIGNS.get(chr(code), chr(code)) for code in set(codes)}
    for at, code in enumerate(codes):
        if code <= 0xA0:
            if code <= 0x20 and is_generated(page, at) == 1:
                continue  # a space or line's end that PDFium has guessed
            if code in _SPACES:
                add_text(" ")
                add_run(_NO_RUN)
                keep(at)  # its box stays empty
                continue
        sign = signs[code]
        if not sign or not box_of(page, at, place + step * at):
            continue
        if at >= known_to:
            key = object_of(page, at)
            if key not in runs:
                runs[key] = len(runs)
                letters.is_bold.append(_is_bold(text, at, raw))
            run = runs[key]
            # The letters of one object stand together: those up to another of it need not be asked one by one.
            ahead = at + _AHEAD
            known_to = ahead if ahead < count and object_of(page, ahead) == key else at + 1
        add_text(sign)
        add_run(run)
        keep(at)
    edges = memoryview(boxes).cast("B").cast("f").tolist()
    for side, (name, _) in enumerate(raw.FS_RECTF._fields_):
        of_side = edges[side::_EDGES]
        setattr(letters, f"{name}s", [of_side[at] for at in kept])
    return letters


def _read_codes(text: Any, count: int, raw: Any) -> list[int] | None:  # Any: ctypes' pointers and functions
    """Return the codes of all letters at once; None where PDFium leaves some out of the text."""
    buffer = (ctypes.c_ushort * (count + 1))()
    return list(buffer)[:count] if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1 else None


def _join_halves(codes: list[int]) -> list[int]:
    """Return codes in which the second half of a letter of two is that letter, and the first half nothing."""
    high = 0
    for at, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00:
            high, codes[at] = code, 0
        elif 0xDC00 <= code < 0xE000:
            codes[at], high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
    return codes


def _bind(function: Any, returns: Any, *more: Any) -> Any:  # Any: ctypes' functions and types
    """Return a function of PDFium that takes a page's text and a place as plain numbers, in half of the time."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(returns, ctypes.c_void_p, ctypes.c_int, *more)(address or 0)


def _is_bold(text: Any, at: int, raw: Any) -> bool:  # Any: ctypes' pointers and functions
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 128, ctypes.byref(flags))
    plain = name.value.decode("utf-8", "replace").lower()
    return any(word in plain for word in _BOLD) or raw.FPDFText_GetFontWeight(text, at) >= 600


def _iter_rules(page: Any, raw: Any) -> Iterator[Rule]:  # Any: ctypes' pointers and functions
    """Yield the straight lines of a page: thin shapes, and the sides of the boxes that are outlined."""
    edges = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = edges
    stroked, filled = ctypes.c_int(), ctypes.c_int()
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
            continue
        box = Rule(left.value, bottom.value, right.value, top.value)
        if is_rule(*box):
            yield box
            continue
        raw.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
        if stroked.value and raw.FPDFPath_CountSegments(shape) in _BOX_SEGMENTS:
            yield Rule(box.left, box.bottom, box.right, box.bottom)
            yield Rule(box.left, box.top, box.right, box.top)
            yield Rule(box.left, box.bottom, box.left, box.top)
            yield Rule(box.right, box.bottom, box.right, box.top)


def _iter_fields(page: Any, forms: Any, raw: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield what is filled into the fields of a form, and the notes that are written on the page itself."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            hidden = raw.FPDFAnnot_GetFlags(note) & 2
            if hidden or kind not in (_WIDGET, _FREE_TEXT):
                continue
            if kind == _WIDGET:
                if forms is None or raw.FPDFAnnot_GetFormFieldType(forms.raw, note) not in (4, 5, 6):
                    continue
                value = _text_of(
                    lambda buffer, size, note=note: raw.FPDFAnnot_GetFormFieldValue(forms.raw, note, buffer, size)
                )
            else:
                value = _text_of(
                    lambda buffer, size, note=note: raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
                )
            box = raw.FS_RECTF()
            if value.strip() and raw.FPDFAnnot_GetRect(note, ctypes.byref(box)):
                yield value, box.left, box.bottom, box.right, box.top
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _text_of(call: Any) -> str:
    size = min(call(None, 0), 100_000)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
