"""The door to BeautifulSoup: turns HTML into the lines that a person sees, with what the markup says of each."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.pages import Hint, Line
from minutesearch.records import Problem

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["MAX_DEPTH", "MAX_HTML_CHARACTERS", "HtmlLines", "read_html_lines"]

#: The longest whole-meeting page seen has under 2 million characters. Four million take 5 s and 300 MB.
MAX_HTML_CHARACTERS = 4_000_000
#: Pages of Modern.Gov nest to 40; Word's own HTML to 60.
MAX_DEPTH = 500
#: How many attributes one tag may have, and how long they may be together.
MAX_ATTRIBUTES = 200
#: How many tags a page may have: ten times what the longest meeting seen has.
MAX_TAGS = 100_000
#: Tags that old pages never close, which html.parser nests: ten times as many may be open.
_LOOSE = frozenset(
    ["p", "li", "tr", "td", "th", "dd", "dt", "option", "font", "span", "a", "b", "i", "u", "tbody"]
)

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset({"script", "style", "template"})
_MENUS = frozenset(
    {"nav", "button", "select", "noscript", "title", "footer", "label", "textarea", "iframe", "object"}
)
_MENU_CLASSES = frozenset(
    {
        "mgactionlist",
        "mglinks",
        "breadcrumb",
        "breadcrumbs",
        "mgbreadcrumb",
        "skip",
        "skiplink",
        "mgtabs",
        "mgfooter",
    }
)
_MOST_UNCLOSED = 50
_UNCLOSED = (
    (re.compile(r"<[a-zA-Z/!?]"), (">",)),
    (re.compile("<!--"), ("-->", "--!>")),
    (re.compile(r"<!\["), ("]>", "] >")),
)
#: A tag may hold a picture as text; but what has no ">" for so long is broken, and costly to read.
_LONGEST_TAG = 300_000
_OPENING = re.compile(r"<[a-zA-Z/!?]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SAVED = re.compile(r"saved from url=\(\d+\)(\S+)")
_LONGEST_CELL = 400


class HtmlLines(NamedTuple):
    """The lines of a page of HTML."""

    lines: tuple[Line, ...]
    #: The address that the page says it has; None if it does not.
    url: str | None
    #: Text that was lost on the way, if any was.
    problems: tuple[Problem, ...]


def read_html_lines(text: str, *, source: str) -> HtmlLines:
    """Reads HTML.

    Args:
        text: A page, or a piece of one.
        source: Its name, for problems and errors.

    Returns:
        Its lines in order. Every character that shows is in one of them; what is a menu has the hint MENU.

    Raises:
        SourceError: It is too long, too deep, or has a tag with too many attributes.
    """
    if len(text) > MAX_HTML_CHARACTERS:
        raise SourceError(
            f"is HTML of more than {MAX_HTML_CHARACTERS // 1_000_000} million characters, which is not read",
            source=source,
        )
    _refuse_unclosed(text, source)
    soup, characters = _build(text, source)
    walk = _Walk()
    walk.run(soup)
    kept = sum(_count(line.text) for line in walk.lines) - walk.made
    problems: tuple[Problem, ...] = ()
    if kept < characters:
        message = f"{characters - kept} of {characters} characters of its text could not be read"
        problems = (Problem(path=source, message=message),)
    return HtmlLines(tuple(walk.lines), _find_url(soup), problems)


def _count(text: str) -> int:
    return sum(map(len, text.split()))


def _refuse_unclosed(text: str, source: str) -> None:
    """Refuses a page whose end has many openings that nothing closes.

    html.parser looks for the end of each from its start to the end of the text, so a page of 4 MB of them takes
    hours (CVE-2025-6069; mended in Python 3.11.14, 3.12.12 and 3.13.6, and not all machines have those).
    """
    for opening, closing in _UNCLOSED:
        end = max(text.rfind(mark) for mark in closing)
        if (
            sum(1 for _ in zip(opening.finditer(text, end + 1), range(_MOST_UNCLOSED + 1), strict=False))
            > _MOST_UNCLOSED
        ):
            raise SourceError(
                "is HTML with many tags or comments that are not closed, which is not read", source=source
            )
    if any(len(piece) > _LONGEST_TAG and _tag_length(piece) > _LONGEST_TAG for piece in text.split(">")):
        raise SourceError(
            f"is HTML with a tag of more than {_LONGEST_TAG:,} characters, which is not read", source=source
        )


def _tag_length(piece: str) -> int:
    """How long a piece is from its first tag on; 0 without one."""
    match = _OPENING.search(piece)
    return len(piece) - match.start() if match else 0


def _build(text: str, source: str) -> tuple[BeautifulSoup, int]:
    """The tree of a page, and how many characters of it show, counted as they come in."""
    import bs4
    from bs4.element import PreformattedString, Script, Stylesheet, TemplateString

    silent = (PreformattedString, Script, Stylesheet, TemplateString)

    # A class inside, since bs4 is imported late. Its methods are those that bs4's tree builders call.
    class Counted(bs4.BeautifulSoup):
        characters = 0
        tags = 0
        firm = 0

        def handle_starttag(self, name: str, *rest: Any, **options: Any) -> Any:  # Any: bs4's own types
            attributes = rest[2] if len(rest) > 2 else options.get("attrs") or {}
            self.tags += 1
            over = (
                (len(attributes) > MAX_ATTRIBUTES, f"a tag of {len(attributes)} attributes"),
                (
                    max(self.firm, len(self.tagStack) // 10) > MAX_DEPTH,
                    f"more than {MAX_DEPTH} tags within each other",
                ),
                (self.tags > MAX_TAGS, f"more than {MAX_TAGS} tags"),
            )
            for is_over, reason in over:
                if is_over:
                    raise _RefusalError(reason, options.get("sourceline"))
            return super().handle_starttag(name, *rest, **options)

        def pushTag(self, tag: Any) -> None:  # noqa: N802  # bs4's own name
            self.firm += tag.name not in _LOOSE
            super().pushTag(tag)

        def popTag(self) -> Any:  # noqa: N802  # bs4's own name
            self.firm -= bool(self.tagStack) and self.tagStack[-1].name not in _LOOSE
            return super().popTag()  # type: ignore[no-untyped-call]  # bs4 has no types here

        def object_was_parsed(self, o: Any, *rest: Any, **options: Any) -> None:  # Any: bs4's own types
            if not isinstance(o, silent):
                self.characters += _count(o)
            super().object_was_parsed(o, *rest, **options)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 warns of text that looks like an address or XML, which is no matter
        try:
            soup = Counted(text, "html.parser")
        except _RefusalError as refusal:
            raise SourceError(
                f"is HTML with {refusal}, which is not read", source=source, line=refusal.line
            ) from None
        except bs4.ParserRejectedMarkup as error:
            raise SourceError(f"is HTML that cannot be read: {error}", source=source) from error
    return soup, soup.characters


class _RefusalError(Exception):
    """A page that goes over a limit."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True)
class _Piece:
    """A line as it is gathered."""

    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    number: int | None = None


class _Walk:
    """One walk over a tree, without recursion."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        #: Characters of numbers that a list shows though its text has none.
        self.made = 0
        self._piece = _Piece()
        self._opens = True
        self._hint: Hint | None = None
        self._counters: list[int | None] = []

    def run(self, soup: BeautifulSoup) -> None:
        """Fills `lines`."""
        from bs4 import NavigableString, Tag
        from bs4.element import PreformattedString

        content = soup.find(id="modgov") or soup.find("main") or soup.find(class_="mgContent")
        stack: list[tuple[object, Hint | None, bool, bool]] = [(soup, None, False, content is None)]
        while stack:
            node, hint, leaving, inside = stack.pop()
            if isinstance(node, NavigableString):
                if type(node) is NavigableString or not isinstance(node, PreformattedString):
                    self._add_text(node, hint if inside or hint else Hint.MENU)
                continue
            if not isinstance(node, Tag) or node.name in _SILENT:
                continue
            if leaving:
                self._leave(node)
                continue
            inside = inside or node is content or _is_heading(node)
            hint = _hint_of(node, hint)
            if (
                node.name == "table"
                and inside
                and hint is not Hint.MENU
                and (rows := _read_rows(node)) is not None
            ):
                self._flush()
                self._add_rows(rows)
                continue
            self._enter(node, hint if inside or hint else Hint.MENU)
            stack.append((node, hint if inside or hint else Hint.MENU, True, inside))
            stack += [(child, hint, False, inside) for child in reversed(node.contents)]
        self._flush()

    def _enter(self, tag: Tag, hint: Hint | None) -> None:
        name = tag.name
        if name == "br":
            self._flush()
            self._opens = False
            return
        if name in _BLOCKS:
            self._flush()
            self._opens = True
        if name in ("ol", "ul"):
            self._counters.append(_first_number(tag) if name == "ol" else None)
        if name == "li" and self._counters and self._counters[-1] is not None and hint is not Hint.MENU:
            self._piece.texts.append(f"{self._counters[-1]}.\xa0\xa0")
            self.made += len(str(self._counters[-1])) + 1
            self._piece.number = tag.sourceline
            self._counters[-1] += 1
        address = tag.get("href") if name == "a" else None
        if isinstance(address, str):
            self._piece.links.append(_SPACE.sub(" ", address).strip())
        anchor = tag.get("name") or tag.get("id") if name == "a" else None
        if isinstance(anchor, str) and re.fullmatch(r"AI[0-9]{1,12}", anchor):
            self._piece.links.append(f"mgAi.aspx?ID={anchor[2:]}")
        if self._piece.number is None:
            self._piece.number = tag.sourceline

    def _leave(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self._flush()
            self._opens = True
        if tag.name in ("ol", "ul") and self._counters:
            self._counters.pop()

    def _add_text(self, text: str, hint: Hint | None) -> None:
        self._hint = hint
        self._piece.texts.append(text)

    def _flush(self) -> None:
        piece = self._piece
        text = _SPACE.sub(" ", "".join(piece.texts)).strip(" ")
        if text and text.split():
            self.lines.append(
                Line(
                    text=text,
                    number=piece.number,
                    starts_block=self._opens,
                    gap=int(self._opens),
                    hint=self._hint,
                    links=tuple(piece.links),
                )
            )
            self._opens = True
            self._piece = _Piece()
        elif piece.texts or not piece.links:
            # A link without text (an anchor) stays for the line that comes.
            self._piece = _Piece(links=piece.links)

    def _add_rows(self, rows: list[tuple[list[str], bool, int | None, list[str]]]) -> None:
        for cells, is_head, number, links in rows:
            text = " ".join(cell for cell in cells if cell)
            if not text:
                continue
            hint = Hint.COLUMNS if is_head else Hint.ROW
            self.lines.append(Line(text=text, number=number, gap=1, hint=hint, links=tuple(links)))
        self._opens = True


def _is_heading(tag: Tag) -> bool:
    """Whether a tag is the page's own heading, which may stand outside its content."""
    return tag.name in ("h1", "h2") and any(
        name.lower() in ("mgmaintitletxt", "mgsubtitletxt") for name in tag.get_attribute_list("class") if name
    )


def _hint_of(tag: Tag, outer: Hint | None) -> Hint | None:
    """What the markup says of a tag's text; what an outer one says of a number or menu goes before."""
    if outer in (Hint.MENU, Hint.NUMBER, Hint.COLUMNS):
        return outer
    classes = {name.lower() for name in tag.get_attribute_list("class") if name}
    if tag.name in _MENUS or classes & _MENU_CLASSES:
        return Hint.MENU
    if "mgitemnumbercell" in classes:
        return Hint.NUMBER
    if "mgaititletxt" in classes:
        return Hint.TITLE
    if "mgsubitemtitletxt" in classes or "mgsubsubtitletxt" in classes:
        return Hint.LABEL
    if "mgwordpara" in classes or "wordsection1" in classes:
        return Hint.TEXT
    if tag.name == "th":
        return Hint.COLUMNS
    return outer


def _read_rows(table: Tag) -> list[tuple[list[str], bool, int | None, list[str]]] | None:
    """The rows of a table of short cells; None if the table only lays the page out."""
    if table.find("table") is not None or any(
        "mgitemtable" in name.lower() for name in table.get_attribute_list("class") if name
    ):
        return None
    rows: list[tuple[list[str], bool, int | None, list[str]]] = []
    widest = 0
    for row in table.find_all("tr"):
        cells = row.find_all(["td", "th"])
        widest = max(widest, len(cells))
        if any(_is_long(cell) or cell.find(_SILENT) for cell in cells):
            return None
        texts = [_SPACE.sub(" ", " ".join(cell.find_all(string=_is_plain))).strip() for cell in cells]
        bold = [
            cell
            for cell, text in zip(cells, texts, strict=True)
            if text and (cell.name == "th" or _is_bold(cell, text))
        ]
        is_head = (
            len(cells) > 1
            and len(bold) == sum(map(bool, texts))
            and bool(bold)
            and not any(not is_h for _, is_h, _, _ in rows)
        )
        links = [address for link in row.find_all("a") if isinstance(address := link.get("href"), str)]
        rows.append((texts, is_head, row.sourceline, links))
    inner = sum(_count(text) for texts, _, _, _ in rows for text in texts)
    if widest < 2 or inner != _count(" ".join(table.find_all(string=_is_plain))):
        return None  # a caption, or text between the cells
    if all(is_head for _, is_head, _, _ in rows):
        rows = [(texts, False, number, links) for texts, _, number, links in rows]
    return rows


def _is_plain(text: str | None) -> bool:
    from bs4.element import PreformattedString

    return text is not None and not isinstance(text, PreformattedString)


def _is_long(cell: Tag) -> bool:
    return len(cell.find_all(["p", "li", "div", "h3"], limit=5)) > 4 or len(cell.get_text()) > _LONGEST_CELL


def _is_bold(cell: Tag, text: str) -> bool:
    bold = cell.find(["b", "strong"])
    return bold is not None and _count(bold.get_text()) == _count(text)


def _first_number(tag: Tag) -> int | None:
    if tag.get("type") not in (None, "1"):
        return None
    start = tag.get("start")
    return int(start) if isinstance(start, str) and re.fullmatch(r"[0-9]{1,4}", start) else 1


def _find_url(soup: BeautifulSoup) -> str | None:
    """The address that the page gives itself: its canonical link, or what a browser wrote when it saved it."""
    from bs4 import Comment, Tag

    link = soup.find("link", rel="canonical") or soup.find("meta", property="og:url")
    if isinstance(link, Tag):
        address = link.get("href") or link.get("content")
        if isinstance(address, str) and address.startswith("http"):
            return address
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment), limit=20):
        if match := _SAVED.search(comment):
            return match[1]
    form = soup.find("form", action=re.compile(r"\.aspx\?", re.IGNORECASE))
    action = form.get("action") if isinstance(form, Tag) else None
    return action if isinstance(action, str) else None
