"""Reading of an item's title, which may take several lines or share its line with text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Sequence

from minutesearch.pages import Hint, Line
from minutesearch.reading.items.run_on_titles import (
    split_dash,
    split_gap,
    split_run_on,
    split_shouted,
    split_stop,
)
from minutesearch.reading.layout.labels import PartLabel
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text
from minutesearch.reading.layout.titles import clean_title

__all__ = ["is_agenda_number", "read_agenda_number", "read_title"]

#: An entry of a list right under the title: "a. Payment of claims".
_ENTRY = re.compile(r"\(?(?:[A-Za-z]|[ivxIVX]{1,4})[.)]\s")
#: The number on the agenda, under the title: "(Item 2)".
_AGENDA_NUMBER = re.compile(
    r"[(\[]?(?:agenda\s)?item\s(?:no\.?\s|number\s)?(?P<number>[0-9]{1,3}[a-z]?(?:\.[0-9]{1,2})?)[)\]]?\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?[0-9]{1,4}[.)]?\s")
#: How a line ends that no title ends with.
_CANNOT_END = re.compile(r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|&)|[,&/–—-])\Z")
#: Where a sentence ends and the next begins.
_ENDS_SENTENCE = re.compile(r"[a-z]{2}[.?!]\s+[A-Z]")
#: What begins the text below a title and no second line of it.
_OPENS_TEXT = re.compile(
    r"(?:(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|resolved|agreed|moved|proposed|that|none|nil|to)\b|.{0,60}:(?:\s|\Z)"
    r"|[(\[]?[0-9a-z]{1,3}[.)\]]\s|[•·▪*-]\s)",
    re.IGNORECASE,
)
#: A first line of a title so long is as full as it gets, and a title has so many lines and letters at most.
_FULL_TITLE, _MOST_TITLE_LINES, _LONGEST_TITLE = 50, 5, 300
_LARGER = 1.05
#: The spaces of a line that is set wide.
_WIDE = re.compile(r"[ \xa0]{2,}")


def read_title(
    lines: Sequence[Line],
    labels: dict[int, PartLabel],
    *,
    runs_on: bool,
    parting: tuple[str, str] | None = None,
) -> tuple[str | None, int, list[Line], list[Line]]:
    """Return the title, the index where the body begins, text from the title's line, and dropped lines."""
    first = lines[0]
    count = _count_title_lines(lines, labels)
    titled = [line.text for line in lines[:count]]
    behind: list[Line] = []
    dropped: list[Line] = []
    if runs_on:
        count = 1
        titled = [first.text]
        bare = _without_bars(first.text)[0]
        divided = parting or split_gap(bare) or split_dash(bare) or split_shouted(bare)
        if divided := divided or split_run_on(bare) or split_stop(bare):
            titled = [divided[0]]
            behind = [dataclasses.replace(first, text=divided[1])] if divided[1] else []
            mark = trim(bare[len(divided[0]) : len(bare) - len(divided[1])])
            dropped += [dataclasses.replace(first, text=mark)] if mark else []
    texts = []
    for text, line in zip(titled, lines, strict=False):
        part = clean_title(_without_bars(text)[0])
        texts.append(part.text)
        bars = _without_bars(line.text)[1]
        dropped += [dataclasses.replace(line, text=each) for each in (bars, part.dropped) if each]
    title = _WIDE.sub(" ", " ".join(text for text in texts if text))
    return title or None, count, behind, dropped


def read_agenda_number(lines: Sequence[Line], at: int, number: str | None) -> str | None:
    """Return the number on the agenda that stands in brackets under the title; None without one."""
    match = _AGENDA_NUMBER.fullmatch(trim(lines[at].text)) if at < len(lines) else None
    return match["number"] if match and match["number"] != number else None


def is_agenda_number(text: str) -> bool:
    """Return whether a line is only the number on the agenda, as it stands under a title: "(Item 2)"."""
    return _AGENDA_NUMBER.fullmatch(trim(text)) is not None


def _count_title_lines(lines: Sequence[Line], labels: Container[int] = ()) -> int:
    """Return how many lines a title takes that begins at the first.

    It goes on in lower case, in the same type where that stands out, and up to the next blank line where its first
    line is full or cannot end there.
    """
    hinted = lines[0].hint is Hint.TITLE
    end = next((at for at in range(1, len(lines)) if at in labels), len(lines))
    count = 1
    alike = _count_alike(lines[:end])
    while count < end and (
        lines[count].hint is Hint.TITLE
        if hinted
        else _goes_on(lines[count - 1], lines[count], is_alike=count < alike)
    ):
        count += 1
    return count if hinted else max(count, _count_to_gap(lines[:end]))


def _goes_on(before: Line, line: Line, *, is_alike: bool) -> bool:
    text = trim(line.text)
    if clean_title(before.text).dropped or _ENTRY.match(text) or is_agenda_number(text):
        return False
    return is_alike or (not line.starts_block and (text[:1].islower() or _leaves_open(before.text)))


def _leaves_open(text: str) -> bool:
    """Return whether a bracket of a line is closed on the next."""
    return text.count("(") > text.count(")")


def _count_alike(lines: Sequence[Line]) -> int:
    """Return how many lines stand together in the first one's type, where that stands out; 1 where they are text.

    A page in which most is set so has titles in the type of its text: what the lines say as a whole decides.
    """
    first, own = lines[0], lines[0].style
    if own.heading is not None or not (own.bold or own.size > _LARGER):
        return 1
    count = 1
    while count < len(lines):
        line, text = lines[count], trim(lines[count].text)
        other = line.style
        if (
            (own.bold, own.size, own.heading) != (other.bold, other.size, other.heading)
            or line.gap
            or line.page != first.page
            or (line.page is not None and line.starts_block and not line.flows)
            or _NUMBERED.match(text) is not None
        ):
            break
        count += 1
    texts = [trim(line.text) for line in lines[:count]]
    while len(texts) > 1 and texts[-1].endswith(":"):
        texts.pop()
    is_text = (
        len(texts) > _MOST_TITLE_LINES
        or texts[-1].endswith(".")
        or any(is_minuted_text(text) or _ENDS_SENTENCE.search(text) for text in texts[1:])
    )
    return 1 if len(texts) > 1 and is_text else len(texts)


def _count_to_gap(lines: Sequence[Line]) -> int:
    """Return how many lines stand before the first blank one if they are one title; 1 if they are not."""
    end = 1
    while end < min(len(lines), _MOST_TITLE_LINES + 1) and not lines[end].gap:
        if is_agenda_number(lines[end].text):
            break
        end += 1
    texts = [trim(line.text) for line in lines[:end]]
    if end == 1 or end > _MOST_TITLE_LINES or end == len(lines):
        return 1
    opens = _CANNOT_END.search(texts[0]) is not None or (len(texts[0]) >= _FULL_TITLE and texts[1][:1].isalpha())
    whole = " ".join(texts)
    return (
        end
        if opens
        and len(whole) <= _LONGEST_TITLE
        and not whole.endswith((".", ":", ";", "?"))
        and not any(_OPENS_TEXT.match(text) or is_minuted_text(text) for text in texts[1:])
        else 1
    )


def _without_bars(text: str) -> tuple[str, str]:
    """Return a text without the bars of a table at its ends, and those bars."""
    bare = trim(text).strip("| \xa0")
    return bare, "|" * (text.count("|") - bare.count("|"))
