"""Construction of HTML trees with BeautifulSoup on html.parser, within limits that raise errors."""

from __future__ import annotations

import re
import warnings
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING, Any, NamedTuple

from minutesearch.errors import SourceError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = [
    "MAX_ATTRIBUTES",
    "MAX_DEPTH",
    "MAX_HTML_CHARACTERS",
    "MAX_TAGS",
    "Tree",
    "build_tree",
    "count_characters",
    "is_text",
]

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

_MOST_UNCLOSED = 50
_UNCLOSED = (
    (re.compile(r"<[a-zA-Z/!?]"), (">",)),
    (re.compile("<!--"), ("-->", "--!>")),
    (re.compile(r"<!\["), ("]>", "] >")),
)
#: A tag may hold a picture as text; but what has no ">" for so long is broken, and costly to read.
_LONGEST_TAG = 300_000
_OPENING = re.compile(r"<[a-zA-Z/!?]")
#: Tags that say where a page's content is, or what its address is.
_LANDMARKS = frozenset({"main", "link", "meta", "form"})
#: What a browser writes of a page's address stands in one of its first comments.
_MOST_COMMENTS = 20


#: What html.parser takes for a name of a sign; comments hold no signs.
_SIGN = re.compile(r"<!--.*?--!?>|&(?P<name>[a-zA-Z][-.a-zA-Z0-9]*+)(?!;)", re.DOTALL)


class Tree(NamedTuple):
    """A page of HTML as a tree."""

    soup: BeautifulSoup
    #: How many characters of the page show, counted as they came in.
    characters: int
    #: The tags that may say where its content is or what its address is, in order.
    landmarks: tuple[Tag, ...]
    #: Its first comments.
    comments: tuple[str, ...]


def build_tree(text: str, *, source: str) -> Tree:
    """Build the tree of a page of HTML.

    Args:
        text: The page.
        source: Its name, for errors.

    Raises:
        SourceError: The page is too long, too deep, has too many tags, or a tag with too many attributes.
    """
    if len(text) > MAX_HTML_CHARACTERS:
        raise SourceError(
            f"is HTML of more than {MAX_HTML_CHARACTERS // 1_000_000} million characters, which is not read",
            source=source,
        )
    _refuse_unclosed(text, source)
    return _build(_SIGN.sub(_escape_name, text), source)


def count_characters(text: str) -> int:
    """Count the visible characters of a text: all but white space."""
    return sum(map(len, text.split()))


def is_text(node: object) -> bool:
    """Return whether a node of a tree is visible text, and no comment, script or style."""
    shown, hidden = _kinds_of_text()
    return isinstance(node, shown) and not isinstance(node, hidden)


@cache
def _kinds_of_text() -> tuple[type, tuple[type, ...]]:
    # Asked of each node, and an import costs more than the question.
    from bs4.element import NavigableString, PreformattedString, Script, Stylesheet, TemplateString

    return NavigableString, (PreformattedString, Script, Stylesheet, TemplateString)


def _escape_name(match: re.Match[str]) -> str:
    """Escape "&and", which browsers show as text: names of signs end with ";", but for old ones ("&copy").

    BeautifulSoup would read "&and" as the sign for a logical "and", and so lose three letters.
    """
    name = match["name"]
    is_text = name is not None and name not in html5 and f"{name};" in html5
    return f"&amp;{name}" if is_text else match[0]


def _refuse_unclosed(text: str, source: str) -> None:
    """Raise an error for a page with many opening marks near its end that nothing closes.

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
    if len(text) > _LONGEST_TAG and any(
        len(piece) > _LONGEST_TAG and _tag_length(piece) > _LONGEST_TAG for piece in text.split(">")
    ):
        raise SourceError(
            f"is HTML with a tag of more than {_LONGEST_TAG:,} characters, which is not read", source=source
        )


def _tag_length(piece: str) -> int:
    """Return the length of a piece from its first tag on; 0 without one."""
    match = _OPENING.search(piece)
    return len(piece) - match.start() if match else 0


@cache
def _counting_soup() -> Any:  # Any: the class of the body
    import bs4

    # A class inside, since bs4 is imported late. Its methods are those that bs4's tree builders call.
    class Counted(bs4.BeautifulSoup):
        characters = 0
        tags = 0
        firm = 0

        def reset(self) -> None:
            self.landmarks: list[Tag] = []
            self.comments: list[str] = []
            super().reset()

        def handle_starttag(self, name: str, *rest: Any, **options: Any) -> Any:  # Any: bs4's own types
            attributes = rest[2] if len(rest) > 2 else options.get("attrs") or {}
            self.tags += 1
            if reason := _excess(len(attributes), max(self.firm, len(self.tagStack) // 10), self.tags):
                raise _RefusalError(reason, options.get("sourceline"))
            tag = super().handle_starttag(name, *rest, **options)
            if tag is not None and (name in _LANDMARKS or "id" in attributes or "class" in attributes):
                self.landmarks.append(tag)
            return tag

        def pushTag(self, tag: Any) -> None:  # noqa: N802  # bs4's own name
            self.firm += tag.name not in _LOOSE
            super().pushTag(tag)

        def popTag(self) -> Any:  # noqa: N802  # bs4's own name
            self.firm -= bool(self.tagStack) and self.tagStack[-1].name not in _LOOSE
            return super().popTag()

        def object_was_parsed(self, o: Any, *rest: Any, **options: Any) -> None:  # Any: bs4's own types
            if is_text(o):
                self.characters += count_characters(o)
            elif isinstance(o, bs4.Comment) and len(self.comments) < _MOST_COMMENTS:
                self.comments.append(o)
            super().object_was_parsed(o, *rest, **options)

    return Counted


def _build(text: str, source: str) -> Tree:
    import bs4

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 warns of text that looks like an address or XML, which is no matter
        try:
            # The classes of a tag stay one string: a list for each costs more than the few that are asked for.
            soup = _counting_soup()(text, "html.parser", multi_valued_attributes=None)
        except _RefusalError as refusal:
            raise SourceError(
                f"is HTML with {refusal}, which is not read", source=source, line=refusal.line
            ) from None
        except bs4.ParserRejectedMarkup as error:
            raise SourceError(f"is HTML that cannot be read: {error}", source=source) from error
    return Tree(soup, soup.characters, tuple(soup.landmarks), tuple(soup.comments))


def _excess(attributes: int, depth: int, tags: int) -> str | None:
    """Return which limit a page exceeds, in words; None if it exceeds none."""
    if attributes > MAX_ATTRIBUTES:
        return f"a tag of {attributes} attributes"
    if depth > MAX_DEPTH:
        return f"more than {MAX_DEPTH} tags within each other"
    return f"more than {MAX_TAGS} tags" if tags > MAX_TAGS else None


class _RefusalError(Exception):
    """A page that exceeds a limit."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.line = line
