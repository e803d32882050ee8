"""Division of lines at the titles that run into the text on them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.plain_starts import find_lone_label, is_entry
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.lines import trim, trim_start
from minutesearch.reading.leads.lead import LAST_NOTHING, STOPS, Lead, read_lead
from minutesearch.reading.leads.lead_forms import explain_paragraphs, find_form, keep_forms

__all__ = ["RunIns", "split_run_ins"]

_HEAD_WITHIN = 10
#: Those who came are named so near the top.
_PRESENT_WITHIN = 40
#: So many different titles of any meeting's business tell that a page has titles that run in.
_LEAST, _MANY = 3, 5
_LONGEST = 90
#: "Meeting Minutes - October 2020", the first line of a page, which heads it.
_HEADS_PAGE = re.compile(r"(?:\w+\s){0,4}minutes\b\W.*", re.IGNORECASE)
#: How a line ends that the next goes on with.
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|that|which|who|Mr|Mrs|Ms|Dr|Cllr)|[,&–—-])\Z"
)


class RunIns(NamedTuple):
    """The lines of a page with the titles that run into text on lines of their own."""

    lines: list[Line]
    #: Where those titles stand.
    titles: frozenset[int]
    #: The dashes behind those titles, which are in neither line.
    marks: tuple[Line, ...] = ()
    #: Where those titles stood before any line was split.
    above: frozenset[int] = frozenset()
    #: How many of them ran into text.
    parted: int = 0


def split_run_ins(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> RunIns:
    """Put titles that run into their text on lines of their own, where several are of any meeting's business.

    Where too few are, the one form of titles is taken that most paragraphs of the page begin with.

    Args:
        lines: The lines of the page.
        is_label: Whether a line is a label of attendance, which titles no item.
    """
    labels = {at for at, line in enumerate(lines) if is_label(line.text)}
    opened = _find_opened(lines, labels)
    leads: dict[int, Lead] = {}
    for at in range(len(lines)):
        begins = at in opened or at - 1 in leads or _is_dated(lines, at - 1)
        lead = read_lead(lines, at, begins=begins) if at not in labels else None
        if lead is not None:
            leads[at] = lead
    known = {at for at, lead in leads.items() if names_business(lead.title)}
    whole = _find_whole(lines, leads, known)
    if len(whole) >= _MANY and all(trim(lines[at].text).isupper() for at in whole):
        known = {at for at in known if leads[at].title.isupper()}
        if not known:
            return RunIns(
                list(lines), frozenset()
            )  # what runs in below so many titles in capitals is a part of one
    present = " ".join(lines[at].text for at in sorted(labels) if at < _PRESENT_WITHIN)
    if not known and len(whole) >= _LEAST:
        known = _find_like(lines, leads, whole)
    titles_known = {trim(leads[at].title if at in known else lines[at].text).lower() for at in known | whole}
    if known and len(titles_known) >= _LEAST:
        leads = keep_forms(lines, leads, known)
    elif known and (form := find_form(leads, known)):
        leads = form
    else:
        named = {at: lead for at, lead in leads.items() if at in known or not _names_person(lead.title, present)}
        leads = explain_paragraphs(lines, named, opened=opened, begin=_end_of_head(lines, labels))
        known = set(leads)
    known &= set(leads)
    if not known:
        return RunIns(list(lines), frozenset())
    leads = {at: lead for at, lead in leads.items() if at in known or not _names_person(lead.title, present)}
    return _split(lines, leads, known=known, whole=whole)


def _split(lines: Sequence[Line], leads: dict[int, Lead], *, known: set[int], whole: set[int]) -> RunIns:
    first = min(known | whole)
    split: list[Line] = []
    titles: set[int] = set()
    above: set[int] = set()
    marks: list[Line] = []
    parted = 0
    for at, line in enumerate(lines):
        lead = leads.get(at)
        is_whole = at in whole
        is_sentence = lead and lead.mark == "." and at not in known and not lead.title.isupper()
        if (lead is None and not is_whole) or at < first or is_sentence:
            split.append(line)
            continue
        titles.add(len(split))
        above.add(at)
        if lead is None or is_whole:
            split.append(line)
            continue
        parted += 1
        is_stop = lead.mark in STOPS
        split.append(dataclasses.replace(line, text=lead.title + lead.mark if is_stop else lead.title))
        apart = [lead.bullet, "" if is_stop else lead.mark.strip()]
        marks += [dataclasses.replace(line, text=mark) for mark in apart if mark]
        split.append(dataclasses.replace(line, text=lead.said, gap=0, flows=False))
    return RunIns(split, frozenset(titles), tuple(marks), frozenset(above), parted)


def _find_whole(lines: Sequence[Line], leads: dict[int, Lead], known: Collection[int]) -> set[int]:
    """Return the indexes of the lines that are nothing but a title of any meeting's business."""
    begin = next((at + 1 for at, line in enumerate(lines[:_HEAD_WITHIN]) if has_day(line.text)), 0)
    lone = find_lone_label(lines)
    return {
        at
        for at, line in enumerate(lines[begin:], begin)  # above the day "MINUTES" heads the page
        if not is_entry(line)
        and (at == lone or (names_business(line.text) and not (at in known and _runs_on(leads[at]))))
        and not trim(line.text)[:1].islower()  # the last word of a sentence: "adjourned."
        and not (at == 0 and _HEADS_PAGE.fullmatch(trim(line.text)))
        and not LAST_NOTHING.fullmatch(trim_start(line.text))
    }


def _find_like(lines: Sequence[Line], leads: dict[int, Lead], whole: Collection[int]) -> set[int]:
    """Return the leads that are printed as titles by themselves are: in capitals, behind space, before a colon."""
    if not all(_is_marked(lines[at], lines[at].text) for at in whole):
        return set()
    return {at for at, lead in leads.items() if _is_marked(lines[at], lead.title + lead.mark)}


def _is_marked(line: Line, title: str) -> bool:
    plain = trim(title)
    return line.starts_block and plain.isupper() and plain.endswith(":")


def _runs_on(lead: Lead) -> bool:
    """Return whether what stands behind a title is surely none of it: it has no mark before it, or no capital."""
    return not lead.mark or lead.said[0].islower()


def _find_opened(lines: Sequence[Line], labels: Collection[int]) -> set[int]:
    """Return the indexes of the lines that begin a paragraph, or stand behind a whole sentence or a label.

    On a page that breaks its lines at its edge, what stands behind a line that would have held its first word
    begins anew.
    """
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    opened: set[int] = set()
    for at, line in enumerate(lines):
        before = trim(lines[at - 1].text) if at else ""
        word = trim(line.text).split(maxsplit=1)
        is_short = bool(word) and len(before) + len(word[0]) < width and _OPEN_END.search(before) is None
        if (
            line.starts_block
            or before.endswith((".", ":", "?", ")"))
            or (at - 1 in labels and is_short)
            or (is_short and word[0][:1].isupper())
        ):
            opened.add(at)
    return opened


def _end_of_head(lines: Sequence[Line], labels: Collection[int]) -> int:
    """Return the index behind the line of the head that has its day, and those that say who came."""
    dated = next((at for at in range(min(_HEAD_WITHIN, len(lines))) if _is_dated(lines, at)), -1)
    return max([dated, *(at for at in labels if at < _PRESENT_WITHIN)]) + 1


def _names_person(title: str, present: str) -> bool:
    """Return whether words are one of those who came, with or without an office: "Ann Ash, Clerk – a report"."""
    return title.partition(",")[0].strip() in present


def _is_dated(lines: Sequence[Line], at: int) -> bool:
    return 0 <= at < _HEAD_WITHIN and len(lines[at].text) <= _LONGEST and has_day(lines[at].text)
