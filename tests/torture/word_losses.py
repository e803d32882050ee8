"""The characters of a page that are in nothing read from it, counted independently of the readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import minutesearch as ms

__all__ = ["find_losses", "texts_of"]

_WORD = re.compile(r"\w")
#: What shows nothing, and what stands for the whole page where a browser would not show it.
_SILENT = frozenset({"script", "style", "template"})


def find_losses(source: str, reading: ms.FileReading, *, is_html: bool) -> str:
    """Return the letters and digits that the source has more often than the reading; empty if there are none.

    Letters, not words: a reader joins what inline tags and line ends divide.
    """
    if is_html:
        source = _show(source)
    kept = Counter(letter for text in texts_of(reading) for letter in _WORD.findall(text))
    return "".join((Counter(_WORD.findall(source)) - kept).elements())


def texts_of(reading: ms.FileReading) -> Iterator[str]:
    """Yield all texts of a reading, each as often as it stands in the page.

    A lead-in or topic is given once where several passages share it, and not at all where a passage has it in its
    own text or it was dropped as a line: counted twice, it would hide the loss of something else.
    """
    dropped = [line.text for line in reading.dropped]
    yield from dropped
    for meeting in reading.meetings:
        for item in meeting.items:
            yield item.title or ""
            given = "\n".join([*dropped, *(passage.text for passage in item.passages)])
            shared: tuple[str | None, str | None] = (None, None)
            for passage in item.passages:
                yield passage.text
                yield passage.marker
                now = (passage.topic, passage.lead_in)
                yield from (
                    new for new, old in zip(now, shared, strict=True) if new and new != old and new not in given
                )
                shared = now


class _Shown(HTMLParser):
    """Parser that collects the text of a page that a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def _show(source: str) -> str:
    parser = _Shown()
    parser.feed(source)
    parser.close()
    return "".join(parser.texts)
