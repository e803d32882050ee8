"""A page as a test looks at it: its elements and its text, by a parser that knows nothing of the templates."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

__all__ = ["Page"]


class Page:
    """A page of the site."""

    def __init__(self, html: str) -> None:
        self.tree = BeautifulSoup(html, "html.parser")

    def all(self, selector: str) -> list[Tag]:
        return list(self.tree.select(selector))

    def one(self, selector: str) -> Tag:
        found = self.tree.select(selector)
        assert len(found) == 1, f"{len(found)} elements for {selector}"
        return found[0]

    def text(self, selector: str = "main") -> str:
        return " ".join(" ".join(each.get_text(" ") for each in self.all(selector)).split())

    def link(self, text: str, within: str = "main") -> str:
        """Return where the first link with exactly this text leads."""
        for each in self.all(f"{within} a[href]"):
            if " ".join(each.get_text().split()) == text:
                return str(each["href"])
        raise AssertionError(f"no link “{text}” among {[each.get_text() for each in self.all(f'{within} a')]}")
