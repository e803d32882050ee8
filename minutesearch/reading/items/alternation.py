"""Titles that nothing tells but that the page goes from a few words to text and back again, from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.plain_starts import is_entry, may_title
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = ["find_alternating", "join_alternating"]

_LONGEST, _MOST_WORDS, _SHORT = 60, 7, 0.7
#: Over the page they are its headline, among titles one of them.
_BARE = ("Minutes", "Agenda", "Apologies")
#: How a line ends behind which another begins: a sentence, or what became of a motion.
_ENDED = re.compile(r"(?:[.:;?!)”\"]|\b(?:CARRIED|LOST|[Cc]arried|[Ll]ost))\W*\Z")
#: A line that says something ends so, or is so long.
_ENDS, _LONG = (".", ":", ";", "?", "!", ")", "”", '"'), 60
#: So many titles, of which so many look like one by their words; and so few other short lines are among the text.
_LEAST, _LEAST_TOLD, _MOST_ODD = 3, 2, 0.15
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|asked|said|moved|reported|thanked|noted|agreed|resolved"
    r"|seconded|carried|opened|closed|adjourned|called|by)\b",
    re.IGNORECASE,
)
#: What stands inside no title here: the two halves of an entry, "Power – $1,310", "Posters: 20".
_PARTED = re.compile(r":\s|\s[–—-]\s|;|,")
_COMMON = re.compile(r"\s[a-z]{4,}\b")


def find_alternating(lines: Sequence[Line], begin: int = 0, *, is_label: Callable[[str], bool]) -> list[ItemStart]:
    """Find short lines over text where hardly a line of the page is neither; none if the page holds lists.

    A line of a few words over a sentence may be the entry of a list or the end of a paragraph. Where all that
    stands from the first to the last such line is one of them or text, they are titles: three at least, no two
    alike, all with space before them or none.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_label: Whether words are a label of attendance.
    """
    labels = [at for at, line in enumerate(lines) if is_label(line.text)]
    first = max([begin, *(at + 1 for at in labels)])
    width = _usual_width(lines)
    found = [at for at in range(first, len(lines) - 1) if _may_head(lines, at, width=width, is_first=at == first)]
    forms = Counter(_form_at(lines, at) for at in found)
    form, count = forms.most_common(1)[0] if forms else (None, 0)
    times = Counter(trim(lines[at].text).lower() for at in found)
    if count * 4 < 3 * len(found) or 4 * sum(number - 1 for number in times.values()) > len(found):
        return []
    titles = [at for at in found if _form_at(lines, at) == form and times[trim(lines[at].text).lower()] == 1]
    told = sum(_is_told(lines[at].text) for at in titles)
    if len(titles) < _LEAST or told < _LEAST_TOLD or not any(names_business(lines[at].text) for at in titles):
        return []
    taken = set(titles)
    between = [at for at in range(titles[0], titles[-1]) if at not in taken]
    odd = sum(not _says(lines[at].text) and may_title(trim(lines[at].text).rstrip(":")) for at in between)
    most = max(_MOST_ODD * len(between), float(lines[titles[0]].starts_block))
    return [ItemStart(at, at) for at in titles] if odd <= most else []


def join_alternating(starts: Sequence[ItemStart], alternating: Sequence[ItemStart]) -> list[ItemStart]:
    """Return titles without numbers with those of an alternation that most of them are in.

    Args:
        starts: The titles of the page so far.
        alternating: What `find_alternating` found.
    """
    known, places = {start.at for start in starts}, {start.at for start in alternating}
    if not alternating or any(start.number or start.runs_on for start in starts):
        return list(starts)
    if len(known & places) * 4 < 3 * len(known):
        return list(starts)
    return sorted([*starts, *(one for one in alternating if one.at not in known)], key=lambda start: start.at)


def _may_head(lines: Sequence[Line], at: int, *, width: int, is_first: bool) -> bool:
    line, below = lines[at], trim(lines[at + 1].text)
    text = trim(line.text)
    # "Secretary’s Report." has a stop, and is no sentence.
    plain = text.rstrip(":. ") if text.endswith(":") or names_business(text) else text
    before = trim(lines[at - 1].text) if at else ""
    begins = line.starts_block or is_first or _ENDED.search(before) is not None or len(before) < _SHORT * width
    return (
        begins
        and len(plain) <= _LONGEST
        and len(plain) < max(_SHORT * width, 1)
        and len(plain.split()) <= _MOST_WORDS
        and not is_entry(line)
        and _VERB.search(plain) is None
        and _PARTED.search(plain) is None
        and (plain in _BARE or may_title(plain))
        and not below[:1].islower()
        and _says(below)
    )


def _says(text: str) -> bool:
    plain = trim(text)
    return len(plain) >= _LONG or plain.endswith(_ENDS) or is_minuted_text(plain)


def _is_told(text: str) -> bool:
    """Return whether words look like a title by themselves, and not like a name."""
    plain = trim(text).rstrip(":")
    return names_business(plain) or _COMMON.search(plain) is not None


def _form_at(lines: Sequence[Line], at: int) -> tuple[bool, bool, bool]:
    return lines[at].starts_block, lines[at + 1].starts_block, trim(lines[at].text).endswith(":")


def _usual_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
