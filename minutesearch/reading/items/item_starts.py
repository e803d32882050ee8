"""Detection of where each item of a meeting's page begins: by its number, by markup hints, or by its label."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Hint, Line
from minutesearch.reading.heads.bodies.body_names import is_page_title
from minutesearch.reading.items.run_on_titles import split_dash, split_gap, split_row, split_run_on
from minutesearch.reading.layout.days import find_day, find_time
from minutesearch.reading.layout.labels import PartLabel, find_part_label, is_action_link, is_bars
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.mover_lines import is_of_motion
from minutesearch.reading.layout.numbers import ItemNumber, read_number, read_number_and_title
from minutesearch.reading.layout.purposes import count_purpose_lines, is_minuted_text
from minutesearch.reading.layout.titles import clean_title, is_file_mention

__all__ = [
    "ItemStart",
    "find_clauses",
    "find_starts",
    "is_item_header",
    "is_lone_day",
    "is_title_like",
    "may_be_title",
]

_ITEM_HEADER = re.compile(r"\|?\s*(?:no\.?|rhif)\s*\|?\s*(?:item|eitem)\s*[|\s]*", re.IGNORECASE)
_LONGEST_TITLE = 250
_RESOLVED = re.compile(r"(?:UNANIMOUSLY )?(?:RESOLVED|Resolved) (?:on|that|to)\b")
#: A label inside an item, below the number of a page or a question: "REPLY:", "Against".
_LABEL = re.compile(
    r"(?:repl(?:y|ies)|responses?|answers?|for|in favou?r|against|abstain\w*|abstentions?|ayes?|noes|nays?)\s*:?"
    r"|(?:results?|outcome|absent|recused)\s?:",
    re.IGNORECASE,
)
#: The end of a sentence that is no statement: a question, or words in quotation marks.
_SAID = re.compile(r"[.?!][”\"’')\]]{1,3}\Z")
_HEAD_FIELD = re.compile(r"(?:venue|contact|media|webcast|link|items|lleoliad|cyswllt)\b", re.IGNORECASE)
_HEAD_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bdydd\b|[ap]\.?m\b", re.IGNORECASE)
#: How far a number may run ahead of the one before it: items that were withdrawn leave gaps.
_FURTHEST = 25
#: The lead-in of the clauses of a resolution.
_LEAD = re.compile(
    r"\b(?i:resolved|agreed|recommended|decided)\b(?:\s(?:that|to)\b)?[^.:;]{0,40}[:–—-]\s*-?\Z|\A(?:RESOLVED|AGREED)\Z"
)
_REACH = 120
_LONGEST_TIME = 20
_LOOK_BACK = 12


class ItemStart(NamedTuple):
    """The position where an item begins."""

    #: The place of its first line: its number, or its title where no number is printed.
    at: int
    #: The place of its title.
    title_at: int
    #: Its number as printed; None where it is not.
    number: str | None = None
    #: Where in the title's line the title begins, behind the number.
    title_start: int = 0
    #: Whether the title and the report stand on one line.
    runs_on: bool = False
    #: The place of the number where other lines stand between it and the title; None where none do.
    number_at: int | None = None
    #: Whether words behind the number are its title, and not the text itself.
    has_title: bool = True
    #: The title and the text behind it, where its siblings say how the line parts; None where its own words do.
    parted: tuple[str, str] | None = None


def is_item_header(line: Line) -> bool:
    """Return whether a line is the heading of the table of items ("No. Item", "No. | Item |")."""
    return len(line.text) < 80 and _ITEM_HEADER.fullmatch(trim(line.text)) is not None


def find_starts(lines: Sequence[Line], *, is_printed: bool = False) -> list[ItemStart]:
    """Return the starts of the items, in order.

    Args:
        lines: The lines of a page, labels on lines of their own.
        is_printed: Whether these are printed minutes, whose items have a number and hardly ever a label.
    """
    if any(line.hint in (Hint.NUMBER, Hint.TITLE) for line in lines):
        return _find_by_hints(lines)
    header = _find_header(lines)
    begin = 0 if header is None else header + 1
    labels = {at for at, line in enumerate(lines) if find_part_label(line.text)}
    is_loose = is_printed or _is_tight(lines[begin:])
    alone = [
        (at, ItemStart(at, at + 1, number.text), number)
        for at in range(begin, len(lines) - 1)
        if (number := read_number(lines[at].text))
        and at + 1 not in labels
        and (at == begin or lines[at].starts_block or is_loose)
        and may_be_title(lines[at + 1])
    ]
    chosen = _choose(alone, labels, header, len(lines), is_printed=is_printed)
    if header is not None and chosen and chosen[0].at - header > 25:
        chosen = []
    inline = []
    clauses = find_clauses(lines)
    for at in range(begin, len(lines)):
        text = lines[at].text
        if (
            len(text) > 2 * _LONGEST_TITLE
            or at in labels
            or not (lines[at].starts_block or is_loose or at == begin)
            or at in clauses
        ):
            continue
        found = read_number_and_title(text)
        cells = split_row(lines[at], found[1]) if found and lines[at].cells else None
        gap = cells or (
            _split_row(text[found[1] :], is_printed=is_printed, is_row=at + 1 in labels) if found else None
        )
        if found and is_title_like(gap[0] if gap else text[found[1] :]) and not is_lone_day(text):
            start = ItemStart(at, at, found[0].text, found[1], runs_on=gap is not None, parted=cells)
            inline.append((at, start, found[0]))
    if is_printed:
        inline = _without_paragraphs(inline, lines)
    joined = _choose(inline, labels, header, len(lines), is_printed=is_printed)
    if joined and (len(joined) > len(chosen)) and (labels or is_printed):
        chosen = joined
    if chosen and (is_printed or not _numbers_clauses(lines, chosen, labels)):
        return chosen
    if labels or header is not None:
        return _find_without_numbers(lines, begin, labels)
    return []


def _numbers_clauses(lines: Sequence[Line], starts: Sequence[ItemStart], labels: set[int]) -> bool:
    """Return whether the numbers count a decision's clauses: they begin below a label, and few labels have one."""
    minuted = sum(find_part_label(lines[at].text) is PartLabel.MINUTES for at in labels)
    return starts[0].at > min(labels, default=len(lines)) and len(starts) * 2 <= minuted


def _split_row(text: str, *, is_printed: bool, is_row: bool) -> tuple[str, str] | None:
    """Split a line into title and text: at a gap, or in a row "Apologies To receive any apologies."; or None."""
    if is_printed:
        return split_gap(text) or split_dash(text)
    return split_run_on(text) if is_row and text.rstrip().endswith(".") else None


def is_lone_day(text: str) -> bool:
    """Return whether a line is only a date, "3 May 2022", or with a time behind it: its day is no item number."""
    day = find_day(text)
    if day is None or trim(text[: day.start]):
        return False
    rest = trim(text[day.end :])
    return not rest or (len(rest) < _LONGEST_TIME and find_time(rest) is not None)


def find_clauses(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that number the clauses of a resolution: from 1 on below "RESOLVED:"."""
    clauses: set[int] = set()
    last = 0
    for at, line in enumerate(lines[1:], 1):
        found = read_number_and_title(line.text) if len(line.text) <= 2 * _LONGEST_TITLE else None
        opens = found is not None and found[0].main == 1 and _LEAD.search(trim(lines[at - 1].text)[-_REACH:])
        if found is not None and not found[0].is_sub and (opens or (last and found[0].main == last + 1)):
            clauses.add(at)
            last = found[0].main
        else:
            last = 0
    return clauses


def _without_paragraphs(
    inline: list[tuple[int, ItemStart, ItemNumber]], lines: Sequence[Line]
) -> list[tuple[int, ItemStart, ItemNumber]]:
    """Remove candidates such as "5.1" that number paragraphs: all, unless most on the page are titles."""
    subs = [
        (at, found)
        for at, line in enumerate(lines)
        if len(line.text) <= 2 * _LONGEST_TITLE
        and line.text.strip()[:1].isalnum()
        and (found := read_number_and_title(line.text)) is not None
        and found[0].is_sub
    ]
    titles = {at for at, found in subs if _titles(lines, at, lines[at].text[found[1] :])}
    if len(titles) * 2 > len(subs):
        return [one for one in inline if not one[2].is_sub or one[0] in titles]
    return [one for one in inline if not one[2].is_sub]


def _titles(lines: Sequence[Line], at: int, text: str) -> bool:
    """Return whether the words after a number are a title: no sentence, and not continued on the next line."""
    gap = split_gap(text)
    text = gap[0] if gap else text
    after = lines[at + 1] if at + 1 < len(lines) else None
    goes_on = after is not None and not after.starts_block and trim(after.text)[:1].islower() and len(text) > 40
    return is_title_like(text) and not goes_on and not text.rstrip().endswith(".") and not is_minuted_text(text)


def _find_header(lines: Sequence[Line]) -> int | None:
    """Return the index of the last line of the heading "No. Item", which may be split over lines; or None."""
    at = next((at for at, line in enumerate(lines) if is_item_header(line)), None)
    if at is None:
        at = next((at for at, line in enumerate(lines[:60]) if _plain(line) in ("items", "eitemau")), None)
    while at is not None and at + 1 < len(lines) and _plain(lines[at + 1]) in ("no", "item", "rhif", "eitem"):
        at += 1
    return at


def _plain(line: Line) -> str:
    return trim(line.text[:40]).lower().rstrip(".: ")


def _is_tight(lines: Sequence[Line]) -> bool:
    """Return whether a page has lost its blank lines, so that they carry no meaning."""
    return sum(line.gap > 0 for line in lines) * 10 < len(lines)


#: Where and when a meeting was, below its name.
_HELD = re.compile(r"held\s(?:in|at|on|via)\s", re.IGNORECASE)


def is_title_like(text: str) -> bool:
    """Return whether a line may be a title: short, with a capital first and no end of a sentence."""
    plain = clean_title(text.strip("| ")).text
    if (
        not plain
        or len(plain) > _LONGEST_TITLE
        or not (plain[0].isupper() or plain[0].isdigit() or plain[0] in "“‘\"'(")
    ):
        return False
    if _HELD.match(plain):
        return False
    if plain.isupper():
        return True
    if _SAID.search(plain):
        return False
    return not plain.endswith((".", ";", ":", ",")) or (
        plain.endswith(".")
        and len(plain.split()) <= 12
        and "," not in plain
        and not re.search(r"\b(?:was|were|is|are|(?<!to )be|been|had|has|will)\b", plain)
    )


def may_be_title(line: Line) -> bool:
    """Return whether a line by itself, with its number on another, may be a title."""
    text = trim(line.text)
    if _RESOLVED.match(text) or is_of_motion(text) or _LABEL.fullmatch(text):
        return False  # the number above it counts the resolutions
    return bool(text) and not text[0].islower() and len(text) <= 2 * _LONGEST_TITLE and read_number(text) is None


def _find_by_hints(lines: Sequence[Line]) -> list[ItemStart]:
    starts: list[ItemStart] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.hint is Hint.NUMBER:
            number = read_number(line.text)
            text = number.text if number else trim(line.text).rstrip(".") or None
            starts.append(ItemStart(at, at + 1, text))
            at += 1
            while at < len(lines) and lines[at].hint is Hint.TITLE:
                at += 1
            continue
        if line.hint is Hint.TITLE:
            found = read_number_and_title(line.text)
            starts.append(
                ItemStart(at, at, found[0].text, found[1])
                if found and found[0].style != "9"
                else ItemStart(at, at)
            )
            while at + 1 < len(lines) and lines[at + 1].hint is Hint.TITLE:
                at += 1
        at += 1
    return starts


def _choose(
    candidates: list[tuple[int, ItemStart, ItemNumber]],
    labels: set[int],
    header: int | None,
    end: int,
    *,
    is_printed: bool,
) -> list[ItemStart]:
    """Return the starts whose numbers form the sequence of items.

    A number with a label before the next candidate counts wherever it stands: agendas are taken out of order.
    A number without a label counts only if it continues the sequence, in the style of the others.
    """
    if not candidates:
        return []
    places = [at for at, _, _ in candidates] + [end]
    ordered = sorted(labels)
    # Is there a label between a candidate and the next?
    strong = [
        bisect.bisect_right(ordered, place) < bisect.bisect_left(ordered, following)
        for place, following in itertools.pairwise(places)
    ]
    strong_numbers = {number.text for (_, _, number), sure in zip(candidates, strong, strict=True) if sure}
    style = _style_of(candidates, strong, is_first=header is not None)
    chosen: list[ItemStart] = []
    last: ItemNumber | None = None
    for (_, start, number), sure in zip(candidates, strong, strict=True):
        is_sub = number.is_sub and last is not None and number.main == last.main
        if number.style.rstrip(".") != style.rstrip(".") and not is_sub:
            continue
        if not is_sub and not sure and style.endswith(".") and not number.style.endswith("."):
            continue
        follows = last is None or is_sub or last.main < number.main <= last.main + _FURTHEST
        if last is not None and number.main == last.main and number.text != last.text:
            follows = True
        if not sure and (not follows or number.text in strong_numbers):
            continue
        if sure and not follows and is_printed:
            continue
        chosen.append(start)
        last = number
    return chosen


def _style_of(candidates: list[tuple[int, ItemStart, ItemNumber]], strong: list[bool], *, is_first: bool) -> str:
    if is_first:
        return candidates[0][2].style
    counts = Counter(
        number.style for (_, _, number), sure in zip(candidates, strong, strict=True) if sure and not number.is_sub
    ) or Counter(number.style for _, _, number in candidates if not number.is_sub)
    return counts.most_common(1)[0][0] if counts else candidates[0][2].style


def _find_without_numbers(lines: Sequence[Line], begin: int, labels: set[int]) -> list[ItemStart]:
    """Find titles whose numbers were lost: above the labels or, on an agenda, by the space before them."""
    starts: list[ItemStart] = []
    if not begin:
        begin = _end_of_head(lines, min(labels, default=0))
    floor = begin
    before: PartLabel | None = None
    for label in sorted(labels):
        kind = find_part_label(lines[label].text)
        if label < floor and before is None:
            continue
        if before is not None and _goes_on(lines, before, kind, floor, label):
            at = None
        else:
            at = _find_title_above(lines, label, floor)
        if at is not None:
            starts.append(ItemStart(at, at, runs_on=_runs_on(lines[at])))
        floor, before = label + 1, kind
    forced = [
        ItemStart(at, at, runs_on=_runs_on(lines[at]))
        for at in range(begin, len(lines))
        if _opens_row(lines, at, begin, starts, has_labels=bool(labels))
    ]
    return sorted({start.at: start for start in (*forced, *starts)}.values())


def _goes_on(lines: Sequence[Line], before: PartLabel, kind: PartLabel | None, floor: int, label: int) -> bool:
    """Return whether a label belongs to the same item as the one before it."""
    if before is PartLabel.DOCUMENTS:
        return floor == label or bool(clean_title(lines[label - 1].text).dropped)
    return before is PartLabel.DECISION and kind is PartLabel.MINUTES


def _end_of_head(lines: Sequence[Line], label: int) -> int:
    """Return where the head of a page without a table of items ends: after title, day, venue and the like."""
    end = 0
    for at, line in enumerate(lines[: min(label, 40)]):
        text = trim(line.text)
        if len(text) < 300 and (
            is_page_title(text) or _HEAD_FIELD.match(text) or (find_day(text) and _HEAD_DAY.search(text))
        ):
            end = at + (2 if text.endswith(":") else 1)
    return min(end, max(label - 1, 0))


def _opens_row(lines: Sequence[Line], at: int, begin: int, starts: list[ItemStart], *, has_labels: bool) -> bool:
    """Return whether a row of the table of items begins at a line, judged by bars or the space before it."""
    line = lines[at]
    if find_part_label(line.text) or is_bars(line.text) or is_action_link(line.text):
        return False
    if at > begin and is_bars(lines[at - 1].text):
        return True
    if at == begin and is_item_header(lines[begin - 1]) and (not starts or starts[0].at > at):
        return is_title_like(line.text) or _runs_on(line)
    return not has_labels and (line.gap >= 2) and is_title_like(line.text)


def _is_wrapped(before: Line, line: Line) -> bool:
    """Return whether a line continues the sentence of the line before, which the page broke."""
    if line.starts_block or find_part_label(before.text) or is_bars(before.text):
        return False
    end = trim(before.text)[-1:]
    return end.isalnum() and len(before.text) > 25 and _runs_on(before)


def _runs_on(line: Line) -> bool:
    return split_run_on(line.text.strip("| ")) is not None


def _find_title_above(lines: Sequence[Line], label: int, floor: int) -> int | None:
    """Return the index of the nearest title above a label, with only a purpose and documents between; or None."""
    best = None
    for at in range(label - 1, max(floor, label - _LOOK_BACK) - 1, -1):
        text = lines[at].text.strip("| ")
        if is_bars(lines[at].text):
            break
        if is_file_mention(text) or is_action_link(text):
            continue
        if at > floor and _is_wrapped(lines[at - 1], lines[at]):
            continue
        if _runs_on(lines[at]) or is_title_like(text):
            between = [line for line in lines[at + 1 : label] if not is_bars(line.text)]
            if best is not None and count_purpose_lines(between) < len(between):
                break
            best = at
            if _runs_on(lines[at]) or (count_purpose_lines(between) == len(between) and lines[at].starts_block):
                break
        elif best is not None:
            break
    if best is None and label > floor and label - floor == 1:
        return floor
    return best
