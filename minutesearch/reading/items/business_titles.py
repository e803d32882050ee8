"""Titles that the business of any meeting has: "Call to order", "Matters arising", "Old business"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.plain_starts import find_lone_label, is_entry, is_plain_title, may_title
from minutesearch.reading.items.run_on_titles import split_shouted
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.lines import trim, trim_start
from minutesearch.reading.layout.mover_lines import names_movers

__all__ = [
    "RunIns",
    "find_bulleted_titles",
    "find_business_titles",
    "is_business",
    "join_own_business",
    "names_business",
    "split_run_ins",
]

_MORE = r"(?:[\s,&/–-][^.;:]{0,50})?"
_WHOSE = (
    r"(?:administrator|assessor|attorney|board|building|cao|ceo|chair(?:man|woman|person)?|clerk|commissioners?|committees?"
    r"|councill?ors?|departments?|district|engineer|finance|financial|fire|library|maintenance|manager|marshal|mayor"
    r"|members?|officers?|parks?|planning|police|president|public works|roads?|secretary|sewer|sheriff|staff"
    r"|streets?|superintendent|supervisors?|treasurer|trustees?|utilit(?:y|ies)|water|zoning|county|borough|parish)"
)
#: The agendas of councils and boards of Britain, Ireland, North America and Australia have these in common.
_CORE = (
    rf"(?:(?:meeting\s)?call(?:ed|ing)?\s(?:the\smeeting\s)?to\sorder|roll[- ]call|pledge(?:\sof\sallegiance)?"
    rf"|invocation|(?:opening\s)?prayers?|welcome|opening\sof\s(?:the\s)?meeting|(?:statement\sof\s)?public\snotice"
    rf"|(?:approv(?:al|e)|adoption|reading|confirmation|acceptance|review)(?:\sof)?\s(?:the\s|prior\s|previous\s|last\s)*"
    rf"(?:\w+\s){{0,2}}(?:minutes|agenda)|(?:previous\s|last\s|prior\s)?(?:meeting\s)?minutes(?:\sof\s(?:the\s)?(?:last"
    rf"|previous|prior)\s(?:meeting|minutes))?"
    rf"|(?:agenda|minutes|budget|bills?)\s(?:approval|review)"
    rf"|(?:changes|additions|amendments|corrections|adjustments)(?:\s\w+){{0,3}}\s(?:the\s)?agenda"
    rf"|consent\s(?:agenda|calendar|items)|apologies(?:\sfor\sabsence)?|declarations?\sof\s(?:members[’']?\s)?interests?"
    rf"|disclosures?\sof\s[^.;:]{{0,20}}interests?|conflicts?\sof\sinterest|(?:matters|business)\sarising"
    rf"|(?:public|citizens?[’']?s?|open|visitors?[’']?|resident)\s(?:comments?|participation|forum|session|input|hearings?"
    rf"|questions?|time|concerns|appearances)|presentations?\sfrom\s(?:the\s)?(?:public|floor)"
    rf"|correspondence|communications?|announcements|proclamations?|votes?\sof\s(?:sympathy|condolence|congratulations?)"
    rf"|(?:any\s)?(?:old|new|unfinished|other|continuing|miscellaneous)\s(?:business|items|matters)"
    rf"|{_WHOSE}(?:\s(?:and|&)\s{_WHOSE})?(?:[’']?s[’']?)?\s(?:\w+\s){{0,2}}(?:reports?|updates?)|reports?|reports?\s(?:of|from)\s[^.;:]{{2,40}}"
    rf"|(?:approv(?:al|e)|payment|audit|review|pay)(?:\sof|/\w+|\sand\s\w+)?\s(?:the\s)?(?:\w+\s)?(?:bills?|claims?"
    rf"|accounts?|invoices|warrants?|payroll|expenditures?|expenses|vouchers)|bills?|claims|(?:accounts|bills)\s(?:for\spayment|payable)"
    rf"|presentations?|delegations?|deputations?"
    rf"|(?:allotments?|cemetery|council|finance|highways?|parish|planning|police|staffing|village)\smatters"
    rf"|finances?|financial\s(?:matters|reports?|statements?)|planning(?:\s(?:applications?|matters|issues))?"
    rf"|highways(?:\smatters)?|(?:set\s)?(?:the\s)?(?:date\s(?:and\s(?:time|venue|place)\s)?of\s)?(?:the\s)?next\smeeting"
    rf"|items?\sfor\s(?:the\s)?(?:next\s)?(?:agenda|meeting)|(?:executive|closed|in[- ]camera)\ssession"
    rf"|(?:re-?)?(?:election|appointment|nomination)s?\sof\s(?:an?\s|the\s)?(?:[\w-]+\s){{0,2}}(?:chair\w*|mayor|officers"
    rf"|trustees|directors|secretary|treasurer|president|cathaoirleach|committees?|representatives?)"
    rf"|adjourn(?:ment|ed)?|(?:meeting\s)?close[d]?(?:\sof\s(?:the\s)?meeting)?|closing)\b"
)
_BUSINESS, _WHOLE = re.compile(_CORE + _MORE, re.IGNORECASE), re.compile(_CORE, re.IGNORECASE)
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
_BULLET = re.compile(r"[-•*·▪]\s+")
#: So many titles of any meeting's business tell a form in which all titles of a page are printed.
_LEAST_OF_FORM = 2
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
    r"|(?:\w+,?\s){0,2}[0-9]{1,2}, (?:19|20)[0-9]{2}\b|\w+\s(?:19|20)[0-9]{2}\Z|page\b",
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


class _Lead(NamedTuple):
    """The first words of a line, which may title what stands behind them on it."""

    #: The bullet before them; empty without one.
    bullet: str
    title: str
    #: What parts them from the text; empty where nothing but the end of capitals does.
    mark: str
    said: str


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


def is_business(text: str) -> bool:
    """Return whether words are such a title and nothing more, as "Minutes" is and "Minutes of the walk" is not."""
    return len(text) <= _LONGEST and _WHOLE.fullmatch(text) is not None


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


def find_bulleted_titles(
    lines: Sequence[Line], begin: int = 0, *, is_label: Callable[[str], bool]
) -> list[ItemStart]:
    """Find titles behind bullets, where most bullets stand before any meeting's business and text stands without.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_label: Whether words are a label of attendance, which titles no item and is of any meeting too.
    """
    starts: dict[int, int] = {}
    for at in range(begin, len(lines)):
        plain = trim_start(lines[at].text)
        if (bullet := _BULLET.match(plain)) is not None and not is_entry(lines[at]):
            starts[at] = len(lines[at].text) - len(plain) + bullet.end()
    leads = {
        at: re.split(r"\s?:|\s[–—-]\s", lines[at].text[start:], maxsplit=1)[0] for at, start in starts.items()
    }
    labels = {at for at, start in starts.items() if is_label(lines[at].text[start:])}
    known = {at for at, lead in leads.items() if at in labels or names_business(lead)}
    headed = sum(at + 1 not in starts and at + 1 < len(lines) for at in starts)
    if (
        len({leads[at].lower() for at in known}) < _LEAST
        or 2 * len(known) < len(starts)
        or headed < _LEAST_OF_FORM
    ):
        return []
    return [
        ItemStart(at, at, title_start=start)
        for at, start in starts.items()
        if at not in labels
        and (at in known or (len(leads[at].split()) <= _MOST_WORDS and may_title(leads[at], may_have_day=True)))
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
    leads: dict[int, _Lead] = {}
    for at, line in enumerate(lines):
        lead = _read_run_in(lines, at, is_below=at - 1 in leads or _is_dated(lines, at - 1))
        if lead is not None and not is_label(line.text):
            leads[at] = lead
    known = {at for at, lead in leads.items() if names_business(lead.title)}
    begin = next((at + 1 for at, line in enumerate(lines[:_HEAD_WITHIN]) if has_day(line.text)), 0)
    lone = find_lone_label(lines)
    whole = {
        at
        for at, line in enumerate(lines[begin:], begin)  # above the day "MINUTES" heads the page
        if not is_entry(line)
        and (at == lone or (names_business(line.text) and not (at in known and leads[at].said[0].islower())))
        and not (at == 0 and _HEADS_PAGE.fullmatch(trim(line.text)))
        and not _LAST_NOTHING.fullmatch(trim_start(line.text))
    }
    titles_known = {trim(leads[at].title if at in known else lines[at].text).lower() for at in known | whole}
    if not known:
        return RunIns(list(lines), frozenset())
    if len(titles_known) >= _LEAST:
        leads = _keep_forms(leads, known)
    else:
        leads = _find_form(leads, known)
        known &= set(leads)
        if not known:
            return RunIns(list(lines), frozenset())
    first = min(known | whole)
    present = " ".join(line.text for line in lines[:_PRESENT_WITHIN] if is_label(line.text))
    leads = {at: lead for at, lead in leads.items() if at in known or not _names_person(lead.title, present)}
    split: list[Line] = []
    titles: set[int] = set()
    above: set[int] = set()
    marks: list[Line] = []
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
        is_stop = lead.mark in _STOPS
        split.append(dataclasses.replace(line, text=lead.title + lead.mark if is_stop else lead.title))
        apart = [lead.bullet, "" if is_stop else lead.mark.strip()]
        marks += [dataclasses.replace(line, text=mark) for mark in apart if mark]
        split.append(dataclasses.replace(line, text=lead.said, gap=0, flows=False))
    return RunIns(split, frozenset(titles), tuple(marks), frozenset(above))


def _form_of(lead: _Lead) -> tuple[bool, str]:
    """Return how a title is printed: behind a bullet or none, before which mark, ":-" being as ":" is."""
    return bool(lead.bullet), lead.mark.strip()[:1]


def _keep_forms(leads: dict[int, _Lead], known: set[int]) -> dict[int, _Lead]:
    """Return the known titles and the others, but for those of a form that is not the page's own.

    Where most known ones are in capitals right before the text, few words before a mark are no title there.
    """
    in_capitals = sum(not leads[at].mark for at in known)
    has_marks = in_capitals * 2 <= len(known)
    return {at: lead for at, lead in leads.items() if at in known or (has_marks and lead.mark and not lead.bullet)}


def _find_form(leads: dict[int, _Lead], known: set[int]) -> dict[int, _Lead]:
    """Return the titles of the one form that explains a page with few known ones; none if no form does.

    The titles of a page are all printed alike: behind a bullet or none, before one mark. Two of any meeting's
    business are enough where they are half of what has their form, and none comes twice.
    """
    forms: dict[tuple[bool, str], list[int]] = {}
    for at, lead in leads.items():
        if lead.mark != ".":
            forms.setdefault(_form_of(lead), []).append(at)
    best = max(forms.values(), key=lambda places: len(known.intersection(places)), default=[])
    titles = {leads[at].title.lower() for at in best}
    of_business = {leads[at].title.lower() for at in known.intersection(best)}
    is_form = len(of_business) >= _LEAST_OF_FORM and 2 * len(of_business) >= len(titles) == len(best)
    return {at: leads[at] for at in best} if is_form else {}


def _names_person(title: str, present: str) -> bool:
    """Return whether words are one of those who came, with or without an office: "Ann Ash, Clerk – a report"."""
    return title.partition(",")[0].strip() in present


def _is_whole(text: str) -> bool:
    plain = trim(text)
    return plain.endswith(":") and len(plain.split()) <= _MOST_WORDS and _VERB.search(plain) is None


def _is_dated(lines: Sequence[Line], at: int) -> bool:
    return 0 <= at < _HEAD_WITHIN and len(lines[at].text) <= _LONGEST and has_day(lines[at].text)


def _read_run_in(lines: Sequence[Line], at: int, *, is_below: bool) -> _Lead | None:
    """Read a line that begins a paragraph, or stands behind a sentence, with a few words, a mark and text.

    Args:
        lines: The lines of the page.
        at: The index of the line.
        is_below: Whether the line above is one such itself, or the last of the head.
    """
    line = lines[at]
    begins = line.starts_block or is_below or (at > 0 and trim(lines[at - 1].text).endswith((".", ":", "?", ")")))
    if names_movers(line.text) or is_entry(line):
        return None  # the stop of "R2025-077 S. Foote" ends no title
    bullet = _BULLET.match(trim_start(line.text))
    text = trim_start(line.text)[bullet.end() if bullet else 0 :]
    match = _RUN_IN.match(text)
    # Words in capitals up to a colon begin anew, whatever stands above: where a page breaks its lines by itself.
    if match is not None and not (
        begins or (match["mark"] in (":", ":-") and match["title"].isupper() and names_business(match["title"]))
    ):
        match = None
    if match is not None and match["mark"] not in _STOPS and _is_whole(line.text):
        return None  # "Town and Schools – Common Business:" is a title by itself
    last = _LAST_NOTHING.fullmatch(text) if match is not None else None
    match = last if last is not None else match
    longest = _MOST_WORDS + 4 * (last is not None)
    before = bullet[0].strip() if bullet else ""
    if match is not None:
        lead = _Lead(before, *match.group("title", "mark", "said"))
        if _may_lead(lead, longest):
            return lead
    shouted = split_shouted(text) if begins else None
    if shouted is None:
        return None
    lead = _Lead(before, shouted[0], "", shouted[1])
    return lead if _may_lead(lead, longest) else None


def _may_lead(lead: _Lead, longest: int) -> bool:
    """Return whether words before a mark, or in capitals before others, may title the text behind them."""
    title = lead.title
    if _OF_NO_TITLE.match(lead.said) or re.search(r"\b[A-Z]\Z", title):
        return False  # an initial's stop, a page, a vote
    if len(title.split()) > longest or _VERB.search(title):
        return False
    return may_title(title.rstrip(":")) and not _MEMBERS.fullmatch(title)
