"""Titles that the business of any meeting has: "Call to order", "Matters arising", "Old business"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.plain_starts import find_lone_label, is_entry, is_plain_title, may_title
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.lines import trim, trim_start
from minutesearch.reading.layout.mover_lines import names_movers

__all__ = ["RunIns", "find_business_titles", "join_own_business", "names_business", "split_run_ins"]

_MORE = r"(?:[\s,&/–-][^.;:]{0,50})?"
_WHOSE = (
    r"(?:administrator|assessor|attorney|board|building|cao|ceo|chair(?:man|woman|person)?|clerk|commissioners?|committees?"
    r"|councill?ors?|departments?|district|engineer|finance|financial|fire|library|maintenance|manager|marshal|mayor"
    r"|members?|officers?|parks?|planning|police|president|public works|roads?|secretary|sewer|sheriff|staff"
    r"|streets?|superintendent|supervisors?|treasurer|trustees?|utilit(?:y|ies)|water|zoning|county|borough|parish)"
)
#: The agendas of councils and boards of Britain, Ireland, North America and Australia have these in common.
_BUSINESS = re.compile(
    rf"(?:(?:meeting\s)?call(?:ed|ing)?\s(?:the\smeeting\s)?to\sorder|roll[- ]call|pledge(?:\sof\sallegiance)?"
    rf"|invocation|(?:opening\s)?prayers?|welcome|opening\sof\s(?:the\s)?meeting|(?:statement\sof\s)?public\snotice"
    rf"|(?:approv(?:al|e)|adoption|reading|confirmation|acceptance|review)(?:\sof)?\s(?:the\s|prior\s|previous\s|last\s)*"
    rf"(?:\w+\s){{0,2}}(?:minutes|agenda)|(?:previous\s|last\s|prior\s)?(?:meeting\s)?minutes(?:\sof\s(?:the\s)?(?:last"
    rf"|previous|prior)\s(?:meeting|minutes))?"
    rf"|(?:changes|additions|amendments|corrections|adjustments)(?:\s\w+){{0,3}}\s(?:the\s)?agenda"
    rf"|consent\s(?:agenda|calendar|items)|apologies(?:\sfor\sabsence)?|declarations?\sof\s(?:members[’']?\s)?interests?"
    rf"|disclosures?\sof\s[^.;:]{{0,20}}interests?|conflicts?\sof\sinterest|(?:matters|business)\sarising"
    rf"|(?:public|citizens?[’']?s?|open|visitors?[’']?|resident)\s(?:comments?|participation|forum|session|input|hearings?"
    rf"|questions?|time|concerns|appearances)|presentations?\sfrom\s(?:the\s)?(?:public|floor)"
    rf"|correspondence|communications?|announcements|proclamations?"
    rf"|(?:any\s)?(?:old|new|unfinished|other|continuing|miscellaneous)\s(?:business|items|matters)"
    rf"|{_WHOSE}(?:\s(?:and|&)\s{_WHOSE})?(?:[’']?s[’']?)?\s(?:\w+\s){{0,2}}(?:reports?|updates?)|reports?|reports?\s(?:of|from)\s[^.;:]{{2,40}}"
    rf"|(?:approv(?:al|e)|payment|audit|review|pay)(?:\sof|/\w+|\sand\s\w+)?\s(?:the\s)?(?:\w+\s)?(?:bills?|claims?"
    rf"|accounts?|invoices|warrants?|payroll)|bills?|claims|(?:accounts|bills)\s(?:for\spayment|payable)"
    rf"|presentations?|delegations?|deputations?"
    rf"|(?:allotments?|cemetery|council|finance|highways?|parish|planning|police|staffing|village)\smatters"
    rf"|finances?|financial\s(?:matters|reports?|statements?)|planning(?:\s(?:applications?|matters|issues))?"
    rf"|highways(?:\smatters)?|(?:set\s)?(?:the\s)?(?:date\s(?:and\s(?:time|venue|place)\s)?of\s)?(?:the\s)?next\smeeting"
    rf"|items?\sfor\s(?:the\s)?(?:next\s)?(?:agenda|meeting)|(?:executive|closed|in[- ]camera)\ssession"
    rf"|(?:re-?)?(?:election|appointment|nomination)s?\sof\s(?:an?\s|the\s)?(?:[\w-]+\s){{0,2}}(?:chair\w*|mayor|officers"
    rf"|trustees|directors|secretary|treasurer|president|cathaoirleach|committees?|representatives?)"
    rf"|adjourn(?:ment|ed)?|(?:meeting\s)?close[d]?(?:\sof\s(?:the\s)?meeting)?|closing)\b{_MORE}",
    re.IGNORECASE,
)
#: Of those, what is a matter of its own and never part of another, though it has no number among titles with one.
_OWN_MATTER = re.compile(
    r"(?:(?:public|citizens?[’']?s?|open|resident[’']?s?)\s(?:comments?|participation|forum|session|input|questions?|time"
    r"|question\stime)|(?:any\s)?other\s(?:business|urgent\sbusiness)|(?:confidential|exempt|private)\s(?:items?|business|session)"
    r"|exclusion\sof\s(?:the\s)?(?:press|public)(?:\sand\s(?:the\s)?(?:press|public))?"
    r"|(?:executive|closed|in[- ]camera)\ssession"
    r"|(?:date\s(?:and\s(?:time|venue|place)\s)?of\s)?(?:the\s)?next\smeeting"
    r"|adjournment|(?:meeting\s)?clos(?:e|ed|ing)(?:\sof\s(?:the\s)?meeting)?)\s?:?",
    re.IGNORECASE,
)
#: What only a sentence has.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|asked|said|moved|reported|thanked|noted|agreed|resolved|by"
    r"|page\s[0-9]+|at\s[0-9]|that|seconded|carried)\b",
    re.IGNORECASE,
)
#: A title that runs into its text: "Pledge of Allegiance: V Birch led the pledge."
_RUN_IN = re.compile(
    r"(?P<title>(?:(?:19|20)[0-9]{2}\s)?[A-Z][^.:;?!\n–—]{2,70}?)\s?(?P<mark>[.:]|:-|\s[–—-](?=\s))\s*(?<=\s)(?P<said>\S.*)",
    re.DOTALL,
)
#: The marks that are no dash.
_STOPS = (".", ":", ":-")
#: That there was nothing, behind the last dash.
_LAST_NOTHING = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,90}?)(?P<mark>\s[–—-](?=\s))\s(?P<said>(?:None|Nil|N/A|Nothing to report)\.?)"
)
#: What stands over those who came, and titles no business: "Board Members: Ann Ash".
_MEMBERS = re.compile(
    r"(?:\w+\s){0,2}(?:members|commissioners|councill?ors|trustees|directors|residents|guests|visitors|staff)",
    re.IGNORECASE,
)
#: What stands behind no title: who voted how, and which page it is.
_OF_NO_TITLE = re.compile(
    r"(?:yes|no|aye|nay|abstain\w*)\b[,.;]"
    r"|(?:\w+\s)?[0-9]{1,2}, (?:19|20)[0-9]{2}\b|\w+\s(?:19|20)[0-9]{2}\Z|page\b",
    re.IGNORECASE,
)
#: "B. Trees", the entry of a list.
_LABELLED = re.compile(r"\s*\(?[A-Za-z0-9]{1,3}[.)]\s")
_HEAD_WITHIN = 10
#: Those who came are named so near the top.
_PRESENT_WITHIN = 40
_LONGEST, _MOST_WORDS, _LEAST = 90, 9, 3
#: What stands below a title is no shorter; words that titles share though they are of other matters are no longer.
_LEAST_BELOW, _LONGEST_PARTICLE = 5, 3


#: "Meeting Minutes - October 2020", the first line of a page, which heads it.
_HEADS_PAGE = re.compile(r"(?:\w+\s){0,4}minutes\b\W.*", re.IGNORECASE)


class RunIns(NamedTuple):
    """The lines of a page with the titles that run into text on lines of their own."""

    lines: list[Line]
    #: Where those titles stand.
    titles: frozenset[int]
    #: The dashes behind those titles, which are in neither line.
    marks: tuple[Line, ...] = ()
    #: Where those titles stood before any line was split.
    above: frozenset[int] = frozenset()


def names_business(text: str) -> bool:
    """Return whether words are a title that the business of any meeting has, and no sentence."""
    plain = trim(text).rstrip(":. ")
    return len(plain) <= _LONGEST and _BUSINESS.fullmatch(plain) is not None and _VERB.search(plain) is None


def find_business_titles(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find titles on a page that has lost its blank lines: several of any meeting's business, and their like.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
    """
    places = range(begin, len(lines) - 1)
    known = {at for at in places if not is_entry(lines[at]) and names_business(lines[at].text)}
    if len({trim(lines[at].text).lower() for at in known}) < _LEAST:
        return []
    first = min(known)
    return [
        ItemStart(at, at)
        for at in places
        if at in known or (at > first and _LABELLED.match(lines[at].text) is None and is_plain_title(lines, at))
    ]


def join_own_business(lines: Sequence[Line], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """Return numbered titles with those of matters of their own that stand among and behind them without a number.

    "Public Forum" over text between "2." and "3." is one, unless the title before it says the same.

    Args:
        lines: The lines of the page.
        starts: The titles, in order.
    """
    numbered = [start for start in starts if start.number]
    if len(numbered) < _LEAST or len(numbered) * 2 <= len(starts):
        return list(starts)
    taken = {start.at for start in starts} | {start.title_at for start in starts}
    taken |= {start.number_at for start in starts if start.number_at is not None}
    joined = list(starts)
    for at in range(numbered[0].at + 1, len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        if at in taken or at + 1 in taken or not line.starts_block or is_entry(line):
            continue
        if _OWN_MATTER.fullmatch(trim(line.text)) is None or len(below.text) < _LEAST_BELOW:
            continue
        title = lines[max((start for start in starts if start.at < at), key=lambda start: start.at).title_at].text
        if _words_of(line.text) & _words_of(title):
            continue  # "Public comments" in the item "12. Public participation"
        joined.append(ItemStart(at, at))
    return sorted(joined, key=lambda start: start.at)


def _words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > _LONGEST_PARTICLE}


def split_run_ins(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> RunIns:
    """Put titles that run into their text on lines of their own, where several are of any meeting's business.

    Args:
        lines: The lines of the page.
        is_label: Whether a line is a label of attendance, which titles no item.
    """
    leads: dict[int, re.Match[str]] = {}
    for at, line in enumerate(lines):
        match = _read_run_in(lines, at, is_below=at - 1 in leads or _is_dated(lines, at - 1))
        if match is not None and not is_label(line.text):
            leads[at] = match
    known = {at for at, match in leads.items() if names_business(match["title"])}
    begin = next((at + 1 for at, line in enumerate(lines[:_HEAD_WITHIN]) if has_day(line.text)), 0)
    lone = find_lone_label(lines)
    whole = {
        at
        for at, line in enumerate(lines[begin:], begin)  # above the day "MINUTES" heads the page
        if not is_entry(line)
        and (at == lone or names_business(line.text))
        and not (at == 0 and _HEADS_PAGE.fullmatch(trim(line.text)))
        and not _LAST_NOTHING.fullmatch(trim_start(line.text))
    }
    titles_known = {trim(leads[at]["title"] if at in known else lines[at].text).lower() for at in known | whole}
    if not known or len(titles_known) < _LEAST:
        return RunIns(list(lines), frozenset())
    first = min(known | whole)
    present = " ".join(line.text for line in lines[:_PRESENT_WITHIN] if is_label(line.text))
    leads = {at: match for at, match in leads.items() if at in known or not _names_person(match["title"], present)}
    split: list[Line] = []
    titles: set[int] = set()
    above: set[int] = set()
    marks: list[Line] = []
    for at, line in enumerate(lines):
        match = leads.get(at)
        is_whole = at in whole
        is_sentence = match and match["mark"] == "." and at not in known and not match["title"].isupper()
        if (match is None and not is_whole) or at < first or is_sentence:
            split.append(line)
            continue
        titles.add(len(split))
        above.add(at)
        if match is None or is_whole:
            split.append(line)
            continue
        is_dash = match["mark"] not in _STOPS
        split.append(dataclasses.replace(line, text=match.string[: match.end("title" if is_dash else "mark")]))
        marks += [dataclasses.replace(line, text=match["mark"].strip())] if is_dash else []
        split.append(dataclasses.replace(line, text=match["said"], gap=0, flows=False))
    return RunIns(split, frozenset(titles), tuple(marks), frozenset(above))


def _names_person(title: str, present: str) -> bool:
    """Return whether words are one of those who came, with or without an office: "Ann Ash, Clerk – a report"."""
    return title.partition(",")[0].strip() in present


def _is_whole(text: str) -> bool:
    plain = trim(text)
    return plain.endswith(":") and len(plain.split()) <= _MOST_WORDS and _VERB.search(plain) is None


def _is_dated(lines: Sequence[Line], at: int) -> bool:
    return 0 <= at < _HEAD_WITHIN and len(lines[at].text) <= _LONGEST and has_day(lines[at].text)


def _read_run_in(lines: Sequence[Line], at: int, *, is_below: bool) -> re.Match[str] | None:
    """Read a line that begins a paragraph, or stands behind a sentence, with a few words, a mark and text.

    Args:
        lines: The lines of the page.
        at: The index of the line.
        is_below: Whether the line above is one such itself, or the last of the head.
    """
    line = lines[at]
    begins = line.starts_block or is_below or (at > 0 and trim(lines[at - 1].text).endswith((".", ":", "?", ")")))
    if names_movers(line.text):
        return None  # the stop of "R2025-077 S. Foote" ends no title
    match = _RUN_IN.match(trim_start(line.text)) if not is_entry(line) else None
    # Words in capitals up to a colon begin anew, whatever stands above: where a page breaks its lines by itself.
    if match is not None and not (
        begins or (match["mark"] in (":", ":-") and match["title"].isupper() and names_business(match["title"]))
    ):
        match = None
    if match is not None and match["mark"] not in _STOPS and _is_whole(line.text):
        return None  # "Town and Schools – Common Business:" is a title by itself
    last = _LAST_NOTHING.fullmatch(trim_start(line.text)) if match is not None else None
    match = last if last is not None else match
    if match is None or _OF_NO_TITLE.match(match["said"]) or re.search(r"\b[A-Z]\Z", match["title"]):
        return None  # an initial's stop, a page, a vote
    if len(match["title"].split()) > _MOST_WORDS + 4 * (last is not None) or _VERB.search(match["title"]):
        return None
    return match if may_title(match["title"]) and not _MEMBERS.fullmatch(match["title"]) else None
