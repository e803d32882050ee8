"""Checks of pages of the search site: only their own elements and attributes, and nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["check_marked", "check_page"]

_TEMPLATES = Path(__file__).parents[2] / "minutesearch" / "web" / "templates"
#: An address of the site's own host, which none with two slashes or backslashes is, or one that the page checked.
_ADDRESS = re.compile(r"(?:/(?![/\\]).*|/|\#[\w-]+|https?://.*)\Z", re.DOTALL | re.IGNORECASE)
#: The one script that a page loads, wherever the site is mounted.
_SCRIPT = re.compile(r"(?:/minutes)?/static/site\.js\?v=[0-9a-f]+\Z")
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "srcset", "poster", "xlink:href", "background"}
)


class _Elements(HTMLParser):
    """Parser that collects the elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.texts: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def _parse(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser


def _of_templates() -> tuple[frozenset[str], frozenset[str]]:
    """Return the elements of all templates, and their attributes; a parser would miss those in conditions."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(_TEMPLATES.glob("*.html"))).lower()
    tags = re.findall(r"<([a-z][a-z0-9]*)", source)
    attributes = re.findall(r"[\s}]([a-z][a-z0-9-]*)=\"", source)
    alone = re.findall(r" (hidden|open|defer|selected)\b", source)
    # The level of a heading is a value of the template.
    return frozenset(tags) | {"h2", "h3"}, frozenset(attributes) | frozenset(alone)


_TAGS, _ATTRIBUTES = _of_templates()


def check_page(html: str) -> Iterator[str]:
    """Yield everything in a page that its template does not put there."""
    found = _parse(html)
    for tag, attributes in found.elements:
        if tag not in _TAGS:
            yield f"an element <{tag}>"
        for name, value in attributes:
            if name not in _ATTRIBUTES:
                yield f"an attribute {name} of <{tag}>"
            elif name in _ADDRESSES and not _ADDRESS.match(value or ""):
                yield f"an address {value!r}"
    for tag, attributes in found.elements:
        if tag == "script" and not _SCRIPT.match(dict(attributes).get("src") or ""):
            yield "a script that is not our own"
    yield from (f"a comment or declaration {each!r}" for each in found.others)


def check_marked(html: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a marked text, which may hold only our own element and the very text."""
    found = _parse(html)
    yield from (
        f"an element <{tag}> {attributes}"
        for tag, attributes in found.elements
        if (tag, attributes) != ("mark", [])
    )
    yield from (f"a comment or declaration {each!r}" for each in found.others)
    if "".join(found.texts) != text:
        yield "another text"
