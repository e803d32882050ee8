"""The addresses of the site: each page, each search and each download has one that stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from minutesearch.web.asking.asked import Pairs

__all__ = ["Addresses", "web_address"]

#: A value of so many letters is not remembered: a thousand of them would fill the memory.
_LONG = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of a site, from where it is mounted."""

    #: The path that the site is mounted at: "" or "/minutes".
    root: str
    #: The same with scheme and host, for links from elsewhere.
    site: str
    #: What tells one version of the style sheet and the script from the next.
    version: str

    def home(self) -> str:
        """Return the address of the search page."""
        return f"{self.root}/"

    def search(self, pairs: Iterable[tuple[str, str]], *, page: int = 1) -> str:
        """Return the address of a search."""
        return _with_query(f"{self.root}/", (*pairs, *([("page", str(page))] if page > 1 else ())))

    def download(self, ending: str, pairs: Iterable[tuple[str, str]]) -> str:
        """Return the address of a search as a file of another form: json, jsonl, csv, xlsx or atom."""
        return _with_query(f"{self.root}/search.{ending}", pairs)

    def toggle(self, pairs: Pairs, name: str, value: str) -> str:
        """Return the address of a search with one filter more, or without it if it is set."""
        pair = (name, value)
        rest = tuple(each for each in pairs if each != pair)
        return self.search(rest if pair in pairs else (*rest, pair))

    def passage(self, passage_id: str) -> str:
        """Return the permanent address of a passage."""
        return f"{self.root}/passage/{_quoted(passage_id)}"

    def item(self, item_id: str) -> str:
        """Return the permanent address of an agenda item."""
        return f"{self.root}/item/{_quoted(item_id)}"

    def meeting(self, meeting_id: str) -> str:
        """Return the permanent address of a meeting."""
        return f"{self.root}/meeting/{_quoted(meeting_id)}"

    def person(self, name: str) -> str:
        """Return the address of a person or office, by the name as printed."""
        return f"{self.root}/person/{_quoted(name)}"

    def path(self, name: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
        """Return the address of a page by its name: "meetings", "decisions", "people", "help"."""
        return _with_query(f"{self.root}/{name}", pairs)

    def static(self, name: str) -> str:
        """Return the address of a file of our own, another for every version of it."""
        return f"{self.root}/static/{name}?v={self.version}"

    def outside(self, address: str) -> str:
        """Return an address of this site as others know it, with scheme and host."""
        return self.site + address.removeprefix(self.root)


def web_address(address: str | None) -> str | None:
    """Return an address that a link may lead to: on the web, and nothing else; None for any other."""
    return address if address and address.lower().startswith(("https://", "http://")) else None


def _quoted(part: str) -> str:
    # Half of a surrogate pair, which a text may hold, has no place in an address.
    return quote(part, safe="", errors="replace")


def _with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = "&".join(map(_encoded, pairs))
    return f"{path}?{query}" if query else path


def _encoded(pair: tuple[str, str]) -> str:
    return _remembered(pair) if len(pair[1]) < _LONG else urlencode((pair,), errors="replace")


# A page of hits has some seventy addresses, in each of which the words and the filters stand anew.
@lru_cache(maxsize=2**10)
def _remembered(pair: tuple[str, str]) -> str:
    return urlencode((pair,), errors="replace")
