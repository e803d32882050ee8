"""Conversion of HTML to the lines that a person sees, with hints from the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.pages import Block, Hint, Line, Style
from minutesearch.reading.formats.html.html_breaks import find_kept_classes, split_kept_lines
from minutesearch.reading.formats.html.html_marks import is_bold, is_gone, read_mark
from minutesearch.reading.formats.html.html_tables import read_rows
from minutesearch.reading.formats.html.html_tree import Tree, build_tree, count_characters, is_text
from minutesearch.reading.layout.block_lines import iter_block_lines
from minutesearch.records import Problem

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import NavigableString

__all__ = ["HtmlLines", "read_html_lines"]

_SAVED = re.compile(r"saved from url=\(\d+\)(\S+)")
#: The tags that begin a line of their own.
_BLOCKS = frozenset(
    " ".join(
        (
            "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption",
            "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section",
            "select summary table tbody td tfoot th thead title tr ul",
        )
    ).split()
)
_SILENT = frozenset({"script", "style", "template"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MENUS = frozenset(
    {"nav", "button", "select", "noscript", "title", "footer", "label", "textarea", "iframe", "object", "aside"}
)
#: What a page says of its parts for those who cannot see them.
_MENU_ROLES = frozenset({"navigation", "complementary", "search", "contentinfo"})
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
        "sidebar",
        "navbar",
    }
)
#: The marks of Modern.Gov's templates, which browsers keep as tags of no meaning.
_MARK = re.compile(r"ai[0-9]{1,4}")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
#: White space that is more, or something else, than one space.
_WIDE = re.compile(r"[\t\r\n\f\v][ \t\r\n\f\v]*| [ \t\r\n\f\v]+")
_NO_CLASSES: frozenset[str] = frozenset()
_ADDRESS = re.compile(r"\.aspx\?", re.IGNORECASE)


class HtmlLines(NamedTuple):
    """The lines of a page of HTML."""

    lines: tuple[Line, ...]
    #: The address that the page says it has; None if it does not.
    url: str | None
    #: Text that was lost on the way, if any was.
    problems: tuple[Problem, ...]


def read_html_lines(text: str, *, source: str) -> HtmlLines:
    """Read the visible lines of a page of HTML.

    Args:
        text: A page, or a piece of one.
        source: Its name, for problems and errors.

    Returns:
        Its lines in order. Every character that shows is in one of them; what is a menu has the hint MENU.

    Raises:
        SourceError: It is too long, too deep, or has a tag with too many attributes.
    """
    tree = build_tree(text, source=source)
    characters = tree.characters
    walk = _Walk()
    walk.run(tree)
    lines = tuple(iter_block_lines(walk.blocks))
    kept = sum(count_characters(line.text) for line in lines) - walk.made
    problems: tuple[Problem, ...] = ()
    if kept < characters:
        message = f"{characters - kept} of {characters} characters of its text could not be read"
        problems = (Problem(path=source, message=message),)
    return HtmlLines(lines, _find_url(tree), problems)


@dataclass(slots=True)
class _Piece:
    """A line under construction."""

    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    number: int | None = None
    #: How many characters show in it, and how many of them in bold.
    length: int = 0
    bold: int = 0
    #: Words that are hidden or struck.
    gone: list[str] = field(default_factory=list)


class _Walk:
    """A walk over a tree, without recursion."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        #: Characters of numbers that a list shows though its text has none.
        self.made = 0
        self._piece = _Piece()
        self._opens = True
        self._hint: Hint | None = None
        self._counters: list[int | None] = []
        self._styles: list[str] = []
        self._kept: frozenset[str] = frozenset()
        #: How many tags that make bold or centre are open, and the levels of the headings that are.
        self._bold = self._centred = self._tables = 0
        self._headings: list[int] = []

    def run(self, tree: Tree) -> None:
        """Walk the tree, and fill `lines`."""
        from bs4.element import NavigableString, Tag

        content = _find_content(tree)
        self._kept = find_kept_classes(tree.soup)
        stack: list[tuple[object, Hint | None, bool, bool]] = [(tree.soup, None, False, content is None)]
        while stack:
            node, hint, leaving, inside = stack.pop()
            if isinstance(node, NavigableString):
                if is_text(node):
                    self._add_lines(node, hint if inside or hint else Hint.MENU)
                continue
            if not isinstance(node, Tag) or node.name in _SILENT:
                continue
            if leaving:
                self._leave(node)
                continue
            if is_gone(node):
                self._add_gone(node)
                continue
            inside = inside or node is content or _is_heading(node)
            hint = _hint_of(node, hint)
            if node.name == "table" and inside and hint is not Hint.MENU and self._add_rows(node):
                continue
            self._enter(node, hint if inside or hint else Hint.MENU)
            stack.append((node, hint if inside or hint else Hint.MENU, True, inside))
            stack += [(child, hint, False, inside) for child in reversed(node.contents)]
        self._flush()

    def _add_rows(self, table: Tag) -> bool:
        """Add the rows of a table; return False if it only lays out the page."""
        rows = read_rows(table, self._tables + 1)
        if rows is None:
            return False
        self._flush()
        self._tables += 1
        self.blocks += rows.blocks
        self.made += rows.made
        self._add_dropped(rows.gone)
        self._opens = True
        return True

    def _add_gone(self, tag: Tag) -> None:
        """Set words aside that are hidden or struck; a block of them is a line of its own."""
        words = [str(each) for each in tag.find_all(string=True) if is_text(each)]
        if tag.name in _BLOCKS:
            self._flush()
            self._add_dropped(words)
        else:
            self._piece.gone += words

    def _add_dropped(self, words: list[str]) -> None:
        text = _WIDE.sub(" ", " ".join(words)).strip(" ")
        if text and not text.isspace():
            self.blocks.append(Block(text=text, gap=1, hint=Hint.MENU))

    def _enter(self, tag: Tag, hint: Hint | None) -> None:
        name = tag.name
        self._bold += is_bold(tag)
        self._centred += _is_centred(tag)
        if name in _HEADINGS:
            self._headings.append(int(name[1]))
        if name[:2] == "ai" and _MARK.fullmatch(name):
            # "<AI1>" begins an item in the minutes that Modern.Gov prints; a browser takes it for a tag.
            self._flush()
            self._add_text(f"<{name.upper()}>", None)
            self.made += len(name) + 2
            self._flush()
            return
        if name == "br":
            self._flush()
            self._opens = False
            return
        if name in _BLOCKS:
            self._flush()
            self._opens = True
        if name in ("ol", "ul"):
            self._counters.append(_first_number(tag) if name == "ol" else None)
            self._styles.append(str(tag.get("type") or ("1" if name == "ol" else "disc")))
        if name == "li":
            self._enter_entry(tag, hint)
        self._enter_link(tag)
        if self._piece.number is None:
            self._piece.number = tag.sourceline

    def _enter_entry(self, tag: Tag, hint: Hint | None) -> None:
        """Write the number or bullet that a list shows before its entry."""
        if self._counters and self._counters[-1] is not None and hint is not Hint.MENU:
            label = _label_of(self._counters[-1], self._styles[-1])
            self._piece.texts.append(f"{label}.\xa0\xa0")
            self.made += len(label) + 1
            self._piece.number = tag.sourceline
            self._counters[-1] += 1
        elif hint in (None, Hint.TEXT) and self._counters and self._styles[-1] == "disc":
            self._piece.texts.append("•\xa0")
            self.made += 1

    def _enter_link(self, tag: Tag) -> None:
        name = tag.name
        address = tag.get("href") if name == "a" else None
        if isinstance(address, str):
            self._piece.links.append(_SPACE.sub(" ", address).strip())
        anchor = tag.get("name") or tag.get("id") if name == "a" else None
        if isinstance(anchor, str) and re.fullmatch(r"AI[0-9]{1,12}", anchor):
            self._piece.links.append(f"mgAi.aspx?ID={anchor[2:]}")

    def _leave(self, tag: Tag) -> None:
        name = tag.name
        if name[:2] == "ai" and _MARK.fullmatch(name):
            self._flush()
            self._opens = True
            return
        if name in _BLOCKS:
            self._flush()
            self._opens = True
        if name in ("ol", "ul") and self._counters:
            self._counters.pop()
            self._styles.pop()
        self._bold -= is_bold(tag)
        self._centred -= _is_centred(tag)
        if name in _HEADINGS and self._headings:
            self._headings.pop()

    def _add_lines(self, text: NavigableString, hint: Hint | None) -> None:
        """Add a text, in lines of its own where its breaks show; an empty line parts blocks."""
        lines = split_kept_lines(text, self._kept)
        if lines is None:
            self._add_text(text, hint)
            return
        for count, line in enumerate(lines):
            if count:
                self._flush()
                self._opens = bool(count > 1 and not lines[count - 1].strip())
            self._add_text(line, hint)

    def _add_text(self, text: str, hint: Hint | None) -> None:
        self._hint = hint
        piece = self._piece
        mark = read_mark(text, "".join(piece.texts[-3:])) if piece.texts else None
        if mark is not None:
            self.made += count_characters(mark) - count_characters(text)
            text = mark
        length = count_characters(text)
        piece.texts.append(text)
        piece.length += length
        if self._bold:
            piece.bold += length

    def _flush(self) -> None:
        piece = self._piece
        if not piece.texts and not piece.links and not piece.gone:
            piece.number = None  # most flushes come of a tag right behind another
            return
        text = _WIDE.sub(" ", "".join(piece.texts)).strip(" ")
        if text and not text.isspace():
            style = Style(
                bold=0 < piece.length == piece.bold,
                heading=self._headings[-1] if self._headings else None,
                centred=self._centred > 0,
            )
            self.blocks.append(
                Block(
                    text=text,
                    level=len(self._counters) - 1 if self._counters else None,
                    number=piece.number,
                    starts=self._opens,
                    gap=int(self._opens),
                    style=style,
                    hint=self._hint,
                    links=tuple(piece.links),
                )
            )
            self._opens = True
            self._piece = _Piece()
        elif piece.texts or not piece.links:
            # A link without text (an anchor) stays for the line that comes.
            self._piece = _Piece(links=piece.links)
        self._add_dropped(piece.gone)
        piece.gone = []


def _is_centred(tag: Tag) -> bool:
    if tag.name == "center":
        return True
    style = tag.attrs.get("style")
    return tag.attrs.get("align") == "center" or (
        isinstance(style, str)
        and "text-align" in style
        and re.search(r"text-align\s*:\s*center", style) is not None
    )


def _is_heading(tag: Tag) -> bool:
    """Return whether a tag is the page's main heading, which may stand outside its content."""
    return tag.name in ("h1", "h2") and not _classes_of(tag).isdisjoint(("mgmaintitletxt", "mgsubtitletxt"))


def _classes_of(tag: Tag) -> frozenset[str]:
    """Return the classes of a tag in lower case; most tags have none."""
    classes = tag.attrs.get("class")
    return frozenset(classes.lower().split()) if isinstance(classes, str) else _NO_CLASSES


def _hint_of(tag: Tag, outer: Hint | None) -> Hint | None:
    """Return the hint that markup gives for a tag's text; an outer hint for a number or menu takes precedence."""
    if outer in (Hint.MENU, Hint.NUMBER, Hint.COLUMNS):
        return outer
    classes = _classes_of(tag)
    if (
        tag.name in _MENUS
        or not classes.isdisjoint(_MENU_CLASSES)
        or (tag.attrs and tag.attrs.get("role") in _MENU_ROLES)
    ):
        return Hint.MENU
    if not classes:
        return Hint.COLUMNS if tag.name == "th" else outer
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


def _first_number(tag: Tag) -> int | None:
    """Return the first number of a list; None if the list is not numbered by figures."""
    if tag.get("type") not in (None, "1", "a", "A", "i", "I"):
        return None
    start = tag.get("start")
    return int(start) if isinstance(start, str) and re.fullmatch(r"[0-9]{1,4}", start) else 1


def _label_of(number: int, style: str) -> str:
    """Return the label that a browser shows before a list entry: "3", "c", "iii"."""
    label = str(number)
    if style in ("a", "A") and 1 <= number <= 26:
        label = chr(96 + number)
    elif style in ("i", "I") and 1 <= number < 40:
        label = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
    return label.upper() if style.isupper() else label


def _find_content(tree: Tree) -> Tag | None:
    """Return the tag that holds the page's content; None where the whole page may be content."""
    marks = tree.landmarks
    return (
        next((tag for tag in marks if tag.get("id") == "modgov"), None)
        or next((tag for tag in marks if tag.name == "main"), None)
        or next((tag for tag in marks if "mgContent" in str(tag.get("class", "")).split()), None)
    )


def _find_url(tree: Tree) -> str | None:
    """Return the page's own address: its canonical link, or what a browser noted when saving; None without one."""
    named = [
        tag for tag in tree.landmarks if tag.name == "link" and "canonical" in str(tag.get("rel", "")).split()
    ]
    named += [tag for tag in tree.landmarks if tag.name == "meta" and tag.get("property") == "og:url"]
    if named:
        address = named[0].get("href") or named[0].get("content")
        if isinstance(address, str) and address.startswith("http"):
            return address
    for comment in tree.comments:
        if match := _SAVED.search(comment):
            return match[1]
    actions = (tag.get("action") for tag in tree.landmarks if tag.name == "form")
    return next((action for action in actions if isinstance(action, str) and _ADDRESS.search(action)), None)
