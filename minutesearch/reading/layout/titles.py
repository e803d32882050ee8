"""Cleaning of an item's title, and recognition of lines that repeat it or name a file to download."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutesearch.reading.layout.lines import trim

__all__ = ["Title", "clean_title", "is_document_link", "is_file_mention", "is_title_again"]

# "pdf icon PDF 84 KB", "PDF 1 MB", "Word 35KB": what Modern.Gov prints behind a title or the name of a document.
# Only the last characters of a line are looked at, so that a long line costs no more than a short one.
_FILE = (
    r"(?:[a-z]{3,4}\sicon\s{1,9})?(?:pdf|docx?|word|xlsx?|excel|pptx?|rtf|html|zip)"
    r"\s{1,9}[0-9][0-9.,]{0,9}\s{0,9}[km]b"
)
_FILE_MENTION = re.compile(_FILE, re.IGNORECASE)
_FILE_AT_END = re.compile(rf"(?P<title>.*?\S)\s{{1,9}}(?P<file>{_FILE})", re.IGNORECASE | re.DOTALL)
_PAGES = re.compile(r"\s+(?:\(|\[)Pages?\s[0-9]{1,5}(?:\s?[-–]\s?[0-9]{1,5})?(?:\)|\])\s*\Z", re.IGNORECASE)
_LONGEST_MENTION = 60
_LINK_BULLETS = ("•", "·", "*", "-")
_LONGEST_LINK = 300
#: A longer title is not looked for again: the longest of real pages have under 400 characters.
_LONGEST_TITLE = 1000
_NUMBER = re.compile(r"[0-9]{1,3}[a-z]?(?:\.[0-9]{1,2})?[.)]?\s+", re.IGNORECASE)
_END_MARKS = " .:;–-"


class Title(NamedTuple):
    """A title line in its two parts."""

    #: The title; empty if the line only names a file.
    text: str
    #: The words dropped behind it ("pdf icon PDF 84 KB"); empty if there are none.
    dropped: str


def clean_title(line: str) -> Title:
    """Split a title line into the title and the mention of a file that may follow it."""
    text = trim(line)
    if is_file_mention(text):
        return Title("", text)
    if match := _PAGES.search(text[-_LONGEST_MENTION:]):
        cut = len(text) - len(match[0])
        return Title(text[:cut], match[0].strip())
    head, tail = text[:-_LONGEST_MENTION], text[-_LONGEST_MENTION:]
    match = _FILE_AT_END.fullmatch(tail)
    if match is None:
        return Title(text, "")
    return Title(head + match["title"], match["file"])


def is_file_mention(line: str) -> bool:
    """Return whether a line only states the kind and size of a file."""
    text = trim(line)
    return len(text) <= _LONGEST_MENTION and _FILE_MENTION.fullmatch(text) is not None


def is_document_link(line: str) -> bool:
    """Return whether a line is a bullet with a document's name, kind and size."""
    text = trim(line)
    return text[:1] in _LINK_BULLETS and len(text) <= _LONGEST_LINK and bool(clean_title(text).dropped)


def is_title_again(line: str, title: str) -> bool:
    """Return whether a line repeats the title, perhaps with a number before it or in capitals."""
    if max(len(line), len(title)) > _LONGEST_TITLE:
        return False
    if len(line) > 2 * len(title) + _LONGEST_MENTION:
        return False  # most lines of the minutes
    text, wanted = trim(line), _key(title)
    number = _NUMBER.match(text)
    return bool(wanted) and (_key(text) == wanted or (number is not None and _key(text[number.end() :]) == wanted))


def _key(text: str) -> str:
    return " ".join(text.split()).casefold().strip(_END_MARKS)
