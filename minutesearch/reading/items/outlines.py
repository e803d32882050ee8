"""Choice among rival outlines of a document: the one whose titles have most evidence of several kinds for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.item_starts import ItemStart, is_title_like
from minutesearch.reading.items.plain_starts import is_entry, may_title
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import read_number

__all__ = ["choose_outline", "join_alike", "join_outside", "join_over_text", "join_rivals", "unite"]

#: What each kind of evidence is worth. What speaks against a title is as strong as two that speak for it, since
#: a false item is worse than a missed one. One title weighs nothing by its being short and alone.
_NUMBERED, _COUNTS_ON, _HEADED, _STANDS_OUT, _SHOUTED, _BUSINESS = 1.0, 0.4, 1.5, 1.0, 0.8, 1.0
_APART, _COLON, _CAPITALISED, _FEW_WORDS, _TEXT_BELOW = 0.2, 0.2, 0.3, 0.2, 0.4
_NO_SENTENCE, _NO_TEXT, _NO_TITLE, _UNLIKELY, _LOWER = -0.3, -0.6, -0.5, -1.0, -2.0
#: What a title has to outweigh.
_NEEDED = 0.75
_LARGER = 1.05
_INSIDE, _RESTARTS = 2.5, 1.0
_SHORT, _FEW = 10, 6
#: A type stands out that so much of the lines have at most.
_MOST = 0.4
#: "A. Trees", which is no title without a number.
_LABELLED = re.compile(r"\(?[A-Za-z0-9]{1,3}[.)]\s")
#: The office below a name: "City Clerk".
_OFFICE = re.compile(
    r"(?:[A-Z][\w’'/-]*\s){0,4}(?:Clerk|Secretary|Chair(?:man|woman|person)?|Mayor|Manager|Recorder|Director|President"
    r"|Treasurer)(?:\s/\s[A-Z]\w+|,?\s[A-Z]\w+){0,2}"
)
#: A line below a title that says something ends so, or is so long.
_SENTENCE_END, _LONG = (".", ":", ";", "?", "!", "”", ")"), 60
#: So many titles, three in four of them, show how a page sets its titles; and another has no more words.
_LEAST_ALIKE, _MOST_ALIKE = 3, 6
#: Over a page it is no title; where it stands as the titles do it is the one that agrees it.
_AGENDA = "agenda"

_OF_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|have|will|made|moved)\b")
#: How a title ends that any order of business may have: "Procedural Items".
_OF_BUSINESS = re.compile(r"\b(?:items|business|matters|reports?|questions|motions)\W*\Z", re.IGNORECASE)


def choose_outline(lines: Sequence[Line], outlines: Sequence[Sequence[ItemStart]]) -> list[ItemStart]:
    """Return the outline that has most for it; none if nothing has.

    Args:
        lines: The lines of the page.
        outlines: The rival outlines, each in the order of the page; of equals the first is taken.
    """
    types = Counter(_type_of(line) for line in lines)
    rare = {each for each, count in types.items() if any(each) and count <= _MOST * types.total()}
    weighed = [
        (_weigh_outline(lines, starts, rare=rare), starts)
        for starts in outlines
        if starts and not (len(starts) == 1 and _is_bare(lines, starts[0], rare=rare))
    ]
    weight, best = max(weighed, key=lambda each: each[0], default=(0.0, []))
    return list(best) if weight > 0 else []


def _is_bare(lines: Sequence[Line], start: ItemStart, *, rare: set[tuple[bool, bool]]) -> bool:
    """Return whether nothing but its place makes a line a title: no number, type, capitals or business."""
    line, title = lines[start.title_at], _title_of(lines, start)
    stands_out = line.style.heading is not None or _type_of(line) in rare or title.isupper()
    return start.number is None and not (stands_out or names_business(title) or _OF_BUSINESS.search(title))


def join_outside(
    lines: Sequence[Line], numbered: Sequence[ItemStart], titles: Sequence[ItemStart]
) -> list[ItemStart]:
    """Return a numbered outline with the titles before and behind it that look like its own: "ADJOURNMENT"."""
    if not numbered:
        return []
    looks = Counter(_look_of(lines, start) for start in numbered)
    usual = looks.most_common(1)[0][0]
    first, last = numbered[0].at, numbered[-1].title_at
    outside = [
        start
        for start in titles
        if not first <= start.at <= last and start.number is None and _look_of(lines, start) == usual
    ]
    return sorted([*numbered, *outside], key=lambda start: start.at)


def _look_of(lines: Sequence[Line], start: ItemStart) -> tuple[bool, bool, bool]:
    return (*_type_of(lines[start.title_at]), _title_of(lines, start).isupper())


def _type_of(line: Line) -> tuple[bool, bool]:
    return line.style.bold, line.style.size > _LARGER


def _title_of(lines: Sequence[Line], start: ItemStart) -> str:
    return trim(start.parted[0] if start.parted else lines[start.title_at].text[start.title_start :])


def _weigh_outline(lines: Sequence[Line], starts: Sequence[ItemStart], *, rare: set[tuple[bool, bool]]) -> float:
    ends = [start.at for start in starts[1:]] + [len(lines)]
    numbered = [at for at, start in enumerate(starts) if start.number]
    # Among numbered titles one without a number heads a part of an item.
    inside = range(numbered[0], numbered[-1]) if len(numbered) * 2 > len(starts) else range(0)
    counted = _find_counted(starts)
    return sum(
        _weigh(lines, start, end, rare=rare)
        - _NEEDED
        - _INSIDE * (at in inside and start.number is None)
        + (_COUNTS_ON if at in counted else -_RESTARTS if start.number and len(numbered) > 1 else 0.0)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def _find_counted(starts: Sequence[ItemStart]) -> set[int]:
    """Return the places of the numbers that count on, of two or more: those of an inner list begin again."""
    found: set[int] = set()
    last: int | None = None
    numbered = [(at, read_number(start.number)) for at, start in enumerate(starts) if start.number]
    for at, number in numbered:
        # Numerals and letters were counted when they were found.
        if number is None or last is None or number.main >= last or number.is_sub or number.text[-1:].isalpha():
            found.add(at)
        last = number.main if number is not None else last
    return found if len(numbered) > 1 else set()


def _weigh(lines: Sequence[Line], start: ItemStart, end: int, *, rare: set[tuple[bool, bool]]) -> float:
    """Return how much speaks for a title, up to the line where the next item begins."""
    line, title = lines[start.title_at], _title_of(lines, start)
    style = line.style
    weight = _NUMBERED if start.number else 0.0
    if style.heading is not None:
        weight += _HEADED
    elif _type_of(line) in rare:
        weight += _STANDS_OUT
    plain = title.rstrip(":. ")
    if not plain:
        return weight + _NO_TITLE
    if plain.isupper() and sum(map(str.isalpha, plain)) > 3:
        weight += _SHOUTED
    elif all(word[:1].isupper() for word in plain.split() if len(word) > 3 and word[0].isalpha()):
        weight += _CAPITALISED
    weight += _BUSINESS * names_business(plain)
    weight += _APART * bool(line.gap or line.starts_block) + _COLON * title.endswith(":")
    weight += _FEW_WORDS * (len(plain.split()) <= _FEW) + _weigh_below(lines, start, end)
    if plain[:1].islower():
        weight += _LOWER
    elif not start.has_title:
        weight += _NO_TITLE
    elif (
        len(plain.split()) > _SHORT
        or (start.number is None and _LABELLED.match(plain))
        or not (may_title(plain) if start.number is None else is_title_like(plain))
    ):
        weight += _UNLIKELY
    return weight


def _weigh_below(lines: Sequence[Line], start: ItemStart, end: int) -> float:
    """Return what the text below a title says of it, up to the line where the next item begins."""
    if start.runs_on or not start.has_title:
        return _TEXT_BELOW
    if end <= start.title_at + 1:
        return _NO_TEXT
    below = lines[start.title_at + 1 : end][:2]
    if start.number is None and _OFFICE.fullmatch(trim(below[0].text)):
        return _UNLIKELY  # the name of whoever signed
    says = any(len(line.text) >= _LONG or trim(line.text).endswith(_SENTENCE_END) for line in below)
    return _TEXT_BELOW if says or start.number else _NO_SENTENCE


def join_alike(lines: Sequence[Line], starts: Sequence[ItemStart], begin: int) -> list[ItemStart]:
    """Return titles without numbers with the lines that stand on the page as most of them do.

    One hand sets its titles in one way: in one type, with a colon or none, with space before and behind or none.
    What the words alone leave open ("Matters arising" in small letters) the place of the others decides.

    Args:
        lines: The lines of the page.
        starts: The titles, in order.
        begin: Where the head ends.
    """
    if len(starts) < _LEAST_ALIKE or any(start.number or start.runs_on for start in starts):
        return list(starts)
    forms = Counter(_form_at(lines, start.at) for start in starts if start.at + 1 < len(lines))
    form, count = forms.most_common(1)[0] if forms else (None, 0)
    if form is None or count * 4 < 3 * len(starts) or not form.has_space:
        return list(starts)
    taken = {start.at for start in starts}
    joined = [
        ItemStart(at, at)
        for at in range(begin, len(lines) - 1)
        if at not in taken and _form_at(lines, at) == form and _may_join(lines, at)
    ]
    return sorted([*starts, *joined], key=lambda start: start.at)


def join_rivals(
    lines: Sequence[Line], starts: Sequence[ItemStart], rivals: Sequence[Sequence[ItemStart]]
) -> list[ItemStart]:
    """Return titles without numbers with those of a rival outline that two thirds of are among them.

    One hand sets its titles in one type: where most lines in capitals are titles, "CITIZENS TO BE HEARD" is too.

    Args:
        lines: The lines of the page.
        starts: The titles, in order.
        rivals: The outlines that each hold the lines of one look.
    """
    if not starts or any(start.number or start.runs_on for start in starts):
        return list(starts)
    places = {start.at for start in starts}
    joined = {start.at: start for start in starts}
    for rival in rivals:
        shared = sum(start.at in places for start in rival)
        within = [start for start in rival if starts[0].at <= start.at <= starts[-1].at]
        if shared >= _LEAST_ALIKE and shared * 3 >= 2 * len(within) and not any(start.number for start in rival):
            joined |= {
                start.at: start for start in within if start.at not in joined and not _tells(lines[start.at])
            }
    return sorted(joined.values(), key=lambda start: start.at)


def _tells(line: Line) -> bool:
    """Return whether a line in the type of titles is part of a sentence: "by Ann Ash to pay was seconded"."""
    return not line.text.isupper() and _OF_SENTENCE.search(line.text) is not None


#: Over names they are labels of the head, over a sentence titles; and what a title with a day in it tells of.
_OVER_TEXT = re.compile(
    r"apologies(?:\s(?:for|of)\sabsence)?:?|(?:(?:approval|confirmation)\sof\s)?(?:the\s)?minutes(?:\s(?:of|from)\s.{4,90})?",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:none|nil|n/a)\b", re.IGNORECASE)


def join_over_text(lines: Sequence[Line], starts: Sequence[ItemStart], begin: int) -> list[ItemStart]:
    """Return titles without numbers with "Apologies" and the last minutes in their type, where text is below.

    Args:
        lines: The lines of the page.
        starts: The titles, in order.
        begin: Where the head ends.
    """
    if any(start.number for start in starts):
        return list(starts)
    counts = Counter(_look_of(lines, start) for start in starts)
    looks = {look for look, count in counts.items() if any(look) and count >= _LEAST_ALIKE}
    if not looks:
        return list(starts)
    taken = {start.at for start in starts}
    joined = [
        ItemStart(at, at)
        for at in range(begin, starts[-1].at)
        if at not in taken
        and not is_entry(lines[at])
        and _OVER_TEXT.fullmatch(trim(lines[at].text)) is not None
        and _look_of(lines, ItemStart(at, at)) in looks
        and not _type_of(lines[at + 1])[0]
        and _says_more(trim(lines[at + 1].text))
    ]
    return sorted([*starts, *joined], key=lambda start: start.at)


def _says_more(text: str) -> bool:
    """Return whether a line is text, or says that there was nothing; names are neither."""
    return len(text) >= _LONG or text.endswith((".", ":")) or _NOBODY.match(text) is not None


class _Form(NamedTuple):
    """How a title stands on its page."""

    kind: tuple[bool, bool]
    has_colon: bool
    is_shouted: bool
    #: Whether there is space before it.
    has_space: bool
    #: Whether there is space behind it.
    is_apart: bool


def _form_at(lines: Sequence[Line], at: int) -> _Form:
    text = trim(lines[at].text)
    spaces = (lines[at].starts_block, lines[at + 1].starts_block)
    return _Form(_type_of(lines[at]), text.endswith(":"), text.isupper(), *spaces)


def _may_join(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line that stands as titles do is a few words over text, and no sentence or value."""
    plain, below = trim(lines[at].text).rstrip(": "), trim(lines[at + 1].text)
    return (
        not is_entry(lines[at])
        and ":" not in plain
        and len(plain.split()) <= _MOST_ALIKE
        and len(below) > len(plain)
        and (len(below) >= _LONG or below.endswith(_SENTENCE_END))
        and (may_title(plain) or plain.lower() == _AGENDA)
    )


def unite(inner: Sequence[ItemStart], *outer: Sequence[ItemStart]) -> list[list[ItemStart]]:
    """Return an inner outline united with each of several outer ones."""
    return [
        sorted({start.at: start for start in (*each, *inner)}.values(), key=lambda start: start.at)
        for each in outer
        if each and inner
    ]
