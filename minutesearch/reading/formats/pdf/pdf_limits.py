"""Limits on what the pages of a PDF draw, checked before any of it is read."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from minutesearch.errors import SourceError

__all__ = ["Drawing"]

#: A form drawn by its name ("/Fm0 Do"), or in some odder way, whose name is then not known.
_DRAWN = re.compile(rb"(?:(/[^\s/<>\[\](){}%]++)\s++)?\bDo\b")
#: How many bytes of drawing instructions all pages may unpack to: 1,000 full pages have some ten million, and
#: pypdf reads one million in 0.4 to 2.3 s.
_MOST = 20_000_000
#: How many times the size of the file that may be, since content deflates to a quarter or an eighth; and what
#: always may be.
_RATIO, _ALWAYS = 10, 500_000
#: Drawing a form takes as long as so many bytes, however small it is.
_CALL = 200


class Drawing:
    """A count of the drawing instructions of pages, and of forms as often as the pages draw them.

    A few bytes of a file may ask for one page a thousand times, and each page for one form: pages of 50,000 forms
    of 50,000 instructions each fit into 6 KB.

    Args:
        size: The size of the file in bytes.
        source: Its name, for errors.
    """

    __slots__ = ("_most", "_open", "_sizes", "_source", "_unpacked", "_whole")

    def __init__(self, *, size: int, source: str) -> None:
        self._most = min(_MOST, max(_ALWAYS, _RATIO * size))
        self._source = source
        self._whole = self._unpacked = 0
        #: What each form draws in bytes, by the identity of its object, which pypdf keeps while it reads a file.
        self._sizes: dict[int, int] = {}
        #: The forms that are being counted, each drawn by the one before it.
        self._open: set[int] = set()

    def add(self, page: Any) -> None:  # Any: pypdf's page
        """Add the drawing instructions of a page to the count.

        Raises:
            SourceError: The pages so far draw more than is read, or a form draws itself.
        """
        content = page.get_contents()
        if content is not None:
            self._whole += self._count(content.get_data(), page)
        self._check(self._whole)

    def _check(self, size: int) -> None:
        if size > self._most:
            raise SourceError(
                f"is a PDF whose pages unpack to more than {self._most:,} bytes of drawing, which are not read",
                source=self._source,
            )

    def _count(self, content: bytes, owner: Any) -> int:  # Any: pypdf's page or form
        times = Counter(match[1] for match in _DRAWN.finditer(content))
        if not times:
            return len(content)
        forms = {name.encode("latin-1", "replace"): form.get_object() for name, form in _list_forms(owner).items()}
        known = sum(count * (_CALL + self._size(forms[name])) for name, count in times.items() if name in forms)
        # A name may be written with an escape ("/#46m0"), which only a program that hides something does.
        odd = sum(count for name, count in times.items() if name not in forms)
        others = [form for form in forms.values() if id(form) not in self._open] if odd else []
        largest = max(map(self._size, others), default=0)
        return len(content) + known + odd * (_CALL + largest)

    def _size(self, form: Any) -> int:  # Any: pypdf's stream
        if not isinstance(form, dict) or form.get("/Subtype") == "/Image":
            return 0
        key = id(form)
        if key in self._open:
            raise SourceError("is a PDF in which a form draws itself, which is not read", source=self._source)
        if key not in self._sizes:
            try:
                content = form.get_data()  # type: ignore[attr-defined]  # a stream is a dict too
            except Exception:  # pypdf passes over a form that it cannot unpack, whatever it raises on it
                content = b""
            self._unpacked += len(content)
            self._check(self._unpacked)
            self._open.add(key)
            self._sizes[key] = self._count(content, form)
            self._open.discard(key)
        return self._sizes[key]


def _list_forms(owner: Any) -> Any:  # Any: pypdf's dictionaries
    """Return the forms and pictures that a page or form may draw, by name."""
    if "/Resources" not in owner:
        return {}  # a page has those of the pages above it by now
    return owner["/Resources"].get("/XObject", {})
