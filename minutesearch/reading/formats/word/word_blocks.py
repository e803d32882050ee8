"""Reading of Word documents into blocks, as one sees them who accepts all changes."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.pages import Block, Cell, Hint, Style
from minutesearch.reading.formats.word.word_numbering import Numbering
from minutesearch.reading.formats.word.word_styles import Looks, Styles, W, is_on
from minutesearch.reading.layout.lines import is_blank
from minutesearch.reading.layout.table_columns import names_columns

__all__ = ["is_word", "read_word"]

#: How many columns a table may have: a wide one has twenty.
_MAX_COLUMNS = 200
#: How deep tables, text boxes and content controls may stand in each other.
_MAX_DEPTH = 40
_MAX_UNPACKED = 100_000_000
_MAX_RATIO = 200
#: A cell of a table that is longer, or has more paragraphs, holds minutes: the table only lays the page out.
_LONGEST_CELL = 400
_MOST_PARAGRAPHS = 4
_MISSING = "install the extra that reads it: pip install 'minutesearch[documents]'"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What holds paragraphs or runs and is nothing to see itself; what was deleted or moved away is not among them.
_WRAPPERS = frozenset(
    W + name
    for name in (
        *("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"),
        *("ruby", "rubyBase"),
    )
)
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
#: Signs of Word's own fonts stand in a part of Unicode that has no letters; nearly all are bullets.
_PRIVATE = range(0xE000, 0xF900)


def is_word(data: bytes) -> bool:
    """Return whether bytes are a Word document."""
    if data[:4] != b"PK\x03\x04":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def read_word(data: bytes, *, source: str) -> list[Block]:
    """Read the blocks of a Word document; what is no part of the text has a hint.

    Running heads and feet have RUNNING, hidden and struck words MENU.

    Raises:
        SourceError: It is damaged, unpacks to too much, or the extra is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise SourceError(f"is a Word document; {_MISSING}", source=source) from error
    _check_size(data, source)
    try:
        return _Walk(docx.Document(io.BytesIO(data))).run()
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


@dataclass(slots=True)
class _Paragraph:
    """A paragraph under construction."""

    texts: list[str] = field(default_factory=list)
    #: The words that are hidden or struck.
    gone: list[str] = field(default_factory=list)
    #: How many visible characters are of each look.
    looks: Counter[Looks] = field(default_factory=Counter)
    #: How many characters it begins with are bold, and whether that has ended.
    lead: int = 0
    has_led: bool = False
    #: Text boxes that hang from it, and the notes that it refers to.
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, Any]] = field(default_factory=list)

    def add(self, text: str, looks: Looks) -> None:
        if looks.is_gone:
            self.gone.append(text)
        else:
            self.texts.append(text)
            self.looks[looks] += len(text.strip())
            self.has_led = self.has_led or not (looks.bold or is_blank(text))
            self.lead += 0 if self.has_led else len(text)


class _ReadCell(NamedTuple):
    """A cell of a table."""

    text: str
    #: Its paragraphs, where it has several.
    parts: tuple[str, ...]
    style: Style
    paragraphs: list[_Paragraph]


class _Walk:
    """A walk over the document's XML."""

    def __init__(self, document: Any) -> None:  # Any: python-docx's document
        self._document = document
        self._styles = Styles(document)
        self._numbering = Numbering(document, self._styles)
        self._notes = {kind: _load_notes(document, kind) for kind in ("footnote", "endnote")}
        self._blocks: list[Block] = []
        self._sizes: list[float] = []
        self._number, self._page, self._gap, self._tables, self._marks, self._depth = 0, 1, 0, 0, 0, 0
        #: A paragraph whose end was deleted goes on in the next.
        self._open: _Paragraph | None = None

    def run(self) -> list[Block]:
        """Walk the document, and return its blocks."""
        self._walk(self._document.element.body)
        self._close_open()
        self._add_running()
        weights: Counter[float] = Counter()
        for block, size in zip(self._blocks, self._sizes, strict=True):
            weights[size] += len(block.text) if size else 0
        usual = weights.most_common(1)[0][0] if weights else 1.0
        return [
            block
            if size in (usual, 0)
            else dataclasses.replace(block, style=dataclasses.replace(block.style, size=round(size / usual, 2)))
            for block, size in zip(self._blocks, self._sizes, strict=True)
        ]

    def _walk(self, container: Any) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ValueError("tables or text boxes nested beyond reason")
        for node in _iter_visible(container):
            if node.tag == f"{W}p":
                self._add_paragraph(node)
            elif node.tag == f"{W}tbl":
                self._close_open()
                self._add_table(node)
        self._depth -= 1

    def _add_paragraph(self, node: Any, *, mark: str | None = None) -> None:
        paragraph = self._read(node)
        if is_on(node.find(f"{W}pPr/{W}rPr"), "del") is not None:
            self._open = paragraph
            return
        # An empty paragraph of a list shows no number, and Word does not count it.
        text = "".join(paragraph.texts)
        label = None if is_blank(text) else self._numbering.label(node)
        place = self._numbering.find_place(node) if label is not None else None
        style, size = self._style_of(node, paragraph)
        for at, line in enumerate(text.split("\n")):
            self._number += 1
            if is_blank(line):
                self._gap += 1
                continue
            self._put(
                Block(
                    text=line if mark is None else f"{mark} {line}",
                    label=label,
                    level=place[1] if place else None,
                    number=self._number,
                    starts=at == 0 or self._gap > 0,
                    gap=max(self._gap, int(at == 0)),
                    page=self._page,
                    style=style if at == 0 else dataclasses.replace(style, lead=0),
                    hint=None if mark is None else Hint.TEXT,
                ),
                size,
            )
            label, mark, self._gap = None, None, 0
        self._page += sum(1 for _ in node.iter(f"{W}lastRenderedPageBreak"))
        self._add_hanging(paragraph)

    def _close_open(self) -> None:
        """Add a paragraph whose end was deleted though nothing follows that it could go on in."""
        paragraph, self._open = self._open, None
        if paragraph is not None and not is_blank(text := "".join(paragraph.texts)):
            self._number += 1
            self._put(Block(text=text.replace("\n", " "), number=self._number, page=self._page), 0)
            self._add_hanging(paragraph)

    def _put(self, block: Block, size: float) -> None:
        self._blocks.append(block)
        self._sizes.append(size)

    def _add_hanging(self, paragraph: _Paragraph) -> None:
        """Add what stands beside a paragraph: words that are gone, text boxes, and notes under their mark."""
        if paragraph.gone and not is_blank(gone := "".join(paragraph.gone)):
            self._put(Block(text=gone.replace("\n", " "), number=self._number, page=self._page, hint=Hint.MENU), 0)
        for box in paragraph.boxes:
            self._walk(box)
        for mark, note in paragraph.notes:
            for at, inner in enumerate(each for each in _iter_visible(note) if each.tag == f"{W}p"):
                self._add_paragraph(inner, mark=mark if not at else None)

    def _read(self, node: Any) -> _Paragraph:
        paragraph, self._open = self._open or _Paragraph(), None
        stack = list(reversed(node))
        while stack:
            each = stack.pop()
            if each.tag == f"{W}r":
                self._read_run(each, node, paragraph)
            elif each.tag in _WRAPPERS:
                stack += reversed(each)
            elif each.tag == f"{_CHOICE}AlternateContent":
                stack += reversed(_choose(each))
            elif isinstance(each.tag, str) and each.tag.startswith(_MATHS):
                paragraph.add("".join(found.text or "" for found in each.iter(f"{_MATHS}t")), Looks())
        return paragraph

    def _read_run(self, run: Any, node: Any, paragraph: _Paragraph) -> None:
        looks = self._styles.read_run(run, node)
        stack = list(reversed(run))
        while stack:
            each = stack.pop()
            if each.tag == f"{W}t":
                paragraph.add(each.text or "", looks)
            elif each.tag in _BREAKS:
                paragraph.add(_BREAKS[each.tag], looks)
            elif each.tag == f"{W}sym":
                paragraph.add(_sign_of(each), looks)
            elif each.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._add_mark(each, paragraph, looks)
            elif each.tag == f"{_CHOICE}AlternateContent":
                stack += reversed(_choose(each))
            elif each.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                paragraph.boxes += _iter_boxes(each)
            elif each.tag == f"{W}ruby":
                for base in each.iter(f"{W}rubyBase"):
                    paragraph.add("".join(found.text or "" for found in base.iter(f"{W}t")), looks)

    def _add_mark(self, reference: Any, paragraph: _Paragraph, looks: Looks) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        note = self._notes[kind].pop(reference.get(f"{W}id"), None)
        if note is not None:
            self._marks += 1
            mark = f"[{self._marks}]"
            paragraph.add(f" {mark}", looks)
            paragraph.notes.append((mark, note))

    def _style_of(self, node: Any, paragraph: _Paragraph) -> tuple[Style, float]:
        looks = paragraph.looks
        shown = {each: count for each, count in looks.items() if count}
        main = max(shown, key=lambda each: shown[each], default=Looks())
        style = Style(
            bold=bool(shown) and all(each.bold for each in shown),
            capitals=bool(shown) and all(each.capitals for each in shown),
            centred=self._styles.is_centred(node),
            indent=self._styles.read_indent(node),
            heading=self._styles.read_heading(node),
            lead=paragraph.lead if paragraph.has_led else 0,
        )
        return style, float(main.size)

    def _add_table(self, table: Any) -> None:
        rows = [row for row in _iter_visible(table, f"{W}tr") if is_on(row.find(f"{W}trPr"), "del") is None]
        cells = [list(_iter_visible(row, f"{W}tc")) for row in rows]
        for row in cells:
            if sum(map(_span_of, row)) > _MAX_COLUMNS:
                raise ValueError(f"a table of more than {_MAX_COLUMNS} columns")
        if any(map(_lays_out, (cell for row in cells for cell in row))):
            for row in cells:
                for cell in row:
                    self._gap = max(self._gap, 1)
                    self._walk(cell)
            return
        self._tables += 1
        self._add_rows(cells)
        self._gap = 1

    def _add_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        heads: dict[int, str] = {}
        table = [[(column, self._read_cell(cell)) for column, cell in _iter_columns(row)] for row in rows]
        is_named = len(table) > 1 and names_columns([[cell.text for _, cell in row] for row in table])
        for at, read in enumerate(table):
            is_bold = all(cell.style.bold for _, cell in read if cell.text)
            is_head = at == 0 and len(rows) > 1 and len(read) > 1 and (is_bold or is_named)
            if not any(cell.text for _, cell in read):
                continue
            self._number += 1
            if not at:
                heads = {column: cell.text for column, cell in read if cell.text}
            for column, cell in read:
                block = Block(
                    text=cell.text,
                    number=self._number,
                    gap=1,
                    page=self._page,
                    style=cell.style,
                    cell=Cell(table=self._tables, row=at, column=column, head=heads.get(column) if at else None),
                    parts=cell.parts,
                    hint=Hint.COLUMNS if is_head else Hint.ROW,
                )
                self._put(block, 0)
            for _, cell in read:
                for paragraph in cell.paragraphs:
                    self._add_hanging(paragraph)

    def _read_cell(self, cell: Any) -> _ReadCell:
        nodes = [node for node in _iter_visible(cell) if node.tag == f"{W}p"]
        read = [self._read(node) for node in nodes]
        texts: list[str] = []
        broken: list[str] = []
        for node, paragraph in zip(nodes, read, strict=True):
            whole = "".join(paragraph.texts)
            text = " ".join(whole.split())
            label = self._numbering.label(node) if text else None
            texts.append(f"{label} {text}" if label else text)
            # A break in a paragraph ends a line of the cell as the paragraph does.
            first, *others = (" ".join(each.split()) for each in whole.split("\n"))
            broken += [f"{label} {first}" if label else first, *others]
        filled = [
            self._style_of(*pair)[0]
            for pair, text in zip(zip(nodes, read, strict=True), texts, strict=True)
            if text
        ]
        style = Style(bold=bool(filled) and all(each.bold for each in filled))
        parts = tuple(filter(None, broken))
        return _ReadCell(" ".join(parts), parts if len(parts) > 1 else (), style, read)

    def _add_running(self) -> None:
        """Add the running heads and feet, which are no part of the text."""
        for section in self._document.sections:
            for running in (section.header, section.footer):
                if running.is_linked_to_previous:
                    continue
                for paragraph in running.paragraphs:
                    if not is_blank(paragraph.text):
                        self._put(Block(text=paragraph.text, hint=Hint.RUNNING), 0)


def _iter_visible(container: Any, tag: str | None = None) -> Iterator[Any]:  # Any: lxml's elements
    """Yield what stands in a container, also inside content controls and insertions, of one tag or of any."""
    stack = list(reversed(container))
    while stack:
        node = stack.pop()
        if node.tag in _WRAPPERS:
            stack += reversed(node)
        elif node.tag == f"{_CHOICE}AlternateContent":
            stack += reversed(_choose(node))
        elif tag is None or node.tag == tag:
            yield node


def _choose(alternatives: Any) -> list[Any]:
    """Return what stands in the first of several ways to show one thing."""
    first = alternatives.find(f"{_CHOICE}Choice")
    found = first if first is not None and len(first) else alternatives.find(f"{_CHOICE}Fallback")
    return [] if found is None else list(found)


def _iter_boxes(drawing: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes of a drawing, but for those inside others."""
    stack = list(reversed(drawing))
    while stack:
        node = stack.pop()
        if node.tag == f"{W}txbxContent":
            yield node
        elif node.tag == f"{_CHOICE}AlternateContent":
            stack += reversed(_choose(node))
        else:
            stack += reversed(node)


def _sign_of(node: Any) -> str:
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return "•" if code in _PRIVATE else chr(code) if 32 <= code < 0xD800 else ""


def _span_of(cell: Any) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    written = found.get(f"{W}val", "1") if found is not None else "1"
    return int(written) if written.isdigit() else 1


def _iter_columns(row: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    column = 0
    for cell in row:
        yield column, cell
        column += _span_of(cell)


def _lays_out(cell: Any) -> bool:
    """Return whether a cell holds more than the word or sentence of a table: tables, or several paragraphs."""
    if any(node.tag == f"{W}tbl" for node in _iter_visible(cell)):
        return True
    lengths = [
        length
        for node in _iter_visible(cell, f"{W}p")
        if (length := sum(len((each.text or "").strip()) for each in node.iter(f"{W}t")))
    ]
    return len(lengths) > _MOST_PARAGRAPHS or sum(lengths) > _LONGEST_CELL


def _load_notes(document: Any, kind: str) -> dict[str, Any]:
    """Load the footnotes or endnotes of a document by their id."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                each.get(f"{W}id"): each
                for each in root.findall(W + kind)
                if each.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice")
            }
    return {}
