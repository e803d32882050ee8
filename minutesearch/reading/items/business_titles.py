"""Titles that the business of any meeting has: "Call to order", "Matters arising", "Old business"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.plain_starts import is_entry, is_plain_title, may_title
from minutesearch.reading.layout.lines import trim, trim_start

__all__ = [
    "find_bulleted_titles",
    "find_business_titles",
    "is_business",
    "join_own_business",
    "names_business",
]

_MORE = r"(?:[\s,&/–-][^.;:]{0,50})?"
_WHOSE = (
    r"(?:administrator|assessor|attorney|board|building|cao|ceo|chair(?:man|woman|person)?|clerk|commissioners?|committees?"
    r"|councill?ors?|departments?|district|engineer|finance|financial|fire|library|maintenance|manager|marshal|mayor"
    r"|members?|officers?|parks?|planning|police|president|public works|roads?|secretar(?:y|ies)|sewer|sheriff"
    r"|staff|streets?|superintendent|supervisors?|treasurer|trustees?|utilit(?:y|ies)|water|zoning|county|borough|parish)"
)
#: The agendas of councils and boards of Britain, Ireland, North America and Australia have these in common.
_CORE = (
    rf"(?:(?:meeting\s)?call(?:ed|ing)?\s(?:the\smeeting\s)?to\sorder|roll[- ]call|pledge(?:\sof\sallegiance)?"
    r"|(?:fire|police|roads?|streets?|highways?|water|sewer|public\sworks|zoning|parks?)\s(?:department|commission(?:er)?)"
    r"|zoning"
    rf"|flag\ssalute|salute\sto\s(?:the\s)?(?:colou?rs|flag)"
    rf"|invocation|(?:opening\s)?prayers?|welcome|opening\sof\s(?:the\s)?meeting|(?:statement\sof\s)?public\snotice"
    rf"|(?:approv(?:al|e)|adoption|reading|confirmation|acceptance|review)(?:\sof)?\s(?:the\s|prior\s|previous\s|last\s)*"
    rf"(?:\w+\s){{0,2}}(?:minutes|agenda)|(?:previous\s|last\s|prior\s)?(?:meeting\s)?minutes(?:\sof\s(?:the\s)?(?:last"
    rf"|previous|prior)\s(?:meeting|minutes))?"
    rf"|(?:agenda|minutes|budget|bills?)\s(?:approval|review)"
    rf"|(?:changes|additions|amendments|corrections|adjustments)(?:\s\w+){{0,3}}\s(?:the\s)?agenda"
    rf"|consent\s(?:agenda|calendar|items)|apologies(?:\sfor\sabsence)?|declarations?\sof\s(?:members[’']?\s)?(?:pecuniary\s)?interests?"
    rf"|disclosures?\sof\s[^.;:]{{0,20}}interests?|conflicts?\sof\sinterest|(?:matters|business)\sarising"
    rf"|(?:public|citizens?[’']?s?|open|visitors?[’']?|resident)\s(?:engagement\s)?(?:comments?|participation|forum|session|input|hearings?"
    rf"|questions?|time|concerns|appearances)|presentations?\sfrom\s(?:the\s)?(?:public|floor)"
    rf"|correspondence|communications?|announcements|proclamations?|votes?\sof\s(?:sympathy|condolence|congratulations?)"
    rf"|(?:any\s)?(?:old|new|unfinished|other|continuing|miscellaneous)\s(?:business|items|matters)"
    rf"|{_WHOSE}(?:\s(?:and|&)\s{_WHOSE})?(?:[’']?s[’']?)?\s(?:\w+\s){{0,2}}(?:reports?|updates?)|reports?|reports?\s(?:of|from)\s[^.;:]{{2,40}}"
    rf"|(?:approv(?:al|e)|payment|audit|review|pay)(?:\sof|/\w+|\sand\s\w+)?\s(?:the\s)?(?:\w+\s)?(?:bills?|claims?"
    rf"|accounts?|invoices|warrants?|payroll|expenditures?|expenses|vouchers)|bills|bill(?!\s(?-i:[A-Z]))|claims|(?:accounts|bills)\s(?:for\spayment|payable)"
    rf"|presentations?|delegations?|deputations?"
    rf"|(?:allotments?|cemetery|council|finance|highways?|parish|planning|police|staffing|village)\smatters"
    rf"|finances?|financial\s(?:matters|reports?|statements?)|planning(?:\s(?:applications?|matters|issues))?"
    rf"|highways(?:\smatters)?|(?:set\s)?(?:the\s)?(?:date\s(?:and\s(?:time|venue|place)\s)?of\s)?(?:the\s)?next\smeeting"
    rf"|items?\sfor\s(?:the\s)?(?:next\s)?(?:agenda|meeting)|(?:executive|closed|in[- ]camera)\ssession"
    rf"|(?:re-?)?(?:election|appointment|nomination)s?\sof\s(?:an?\s|the\s)?(?:[\w-]+\s){{0,2}}(?:chair\w*|mayor|officers"
    rf"|trustees|directors|secretary|treasurer|president|cathaoirleach|committees?|representatives?)"
    rf"|adjourn(?:ment|ed)?|(?:meeting\s)?close[d]?(?:\sof\s(?:the\s)?meeting)?|closing|closure)\b"
)
_BUSINESS, _WHOLE = re.compile(_CORE + _MORE, re.IGNORECASE), re.compile(_CORE, re.IGNORECASE)
#: Of those, what is a matter of its own and never part of another, though it has no number among titles with one.
_OWN_MATTER = re.compile(
    r"(?:(?:public|citizens?[’']?s?|open|resident[’']?s?)\s(?:comments?|participation|forum|session|input|questions?|time"
    r"|question\stime)|(?:any\s)?other\s(?:business|urgent\sbusiness)|(?:confidential|exempt|private)\s(?:items?|business|session)"
    r"|exclusion\sof\s(?:the\s)?(?:press|public)(?:\sand\s(?:the\s)?(?:press|public))?"
    r"|(?:executive|closed|in[- ]camera)\ssession"
    r"|votes?\sof\s(?:sympathy|condolence|congratulations?)"
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
_BULLET = re.compile(r"[-•*·▪]\s+")
#: What ends a title behind a bullet, and so many words are said behind it.
_LEAD_END, _LEAST_SAID, _LONGEST_BARE = re.compile(r"\s?:|\s[–—-]\s"), 4, 12
#: So many titles of any meeting's business tell a form in which all titles of a page are printed.
_LEAST_OF_FORM = 2
#: "B. Trees", the entry of a list.
_LABELLED = re.compile(r"\s*\(?[A-Za-z0-9]{1,3}[.)]\s")
_LONGEST, _MOST_WORDS, _LEAST = 90, 9, 3
#: What stands below a title is no shorter; words that titles share though they are of other matters are no longer.
_LEAST_BELOW, _LONGEST_PARTICLE = 5, 3


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
    known = {
        at
        for at in places
        if not is_entry(lines[at]) and names_business(lines[at].text) and not _ends_sentence(lines, at)
    }
    if len({trim(lines[at].text).lower() for at in known}) < _LEAST:
        return []
    first = min(known)
    return [
        ItemStart(at, at)
        for at in places
        if at in known or (at > first and _LABELLED.match(lines[at].text) is None and is_plain_title(lines, at))
    ]


def _ends_sentence(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is the last of a sentence: "zoning.", or "Minutes of 3 May." below its begin."""
    text, before = trim(lines[at].text), trim(lines[at - 1].text) if at else ""
    if text[:1].islower():
        return True
    return (
        text.endswith(".") and not lines[at].starts_block and len(before) > _LONGEST // 2 and before[-1:].isalnum()
    )


def find_bulleted_titles(
    lines: Sequence[Line], begin: int = 0, *, is_label: Callable[[str], bool]
) -> list[ItemStart]:
    """Find titles behind bullets, where most bullets stand before any meeting's business and text stands without.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_label: Whether words are a label of attendance, which titles no item and is of any meeting too.
    """
    starts = _find_bullets(lines, begin)
    leads = {at: _LEAD_END.split(lines[at].text[start:], maxsplit=1)[0] for at, start in starts.items()}
    labels = {at for at, start in starts.items() if is_label(lines[at].text[start:])}
    known = {at for at, lead in leads.items() if at in labels or names_business(lead)}
    headed = sum(
        (at + 1 not in starts and at + 1 < len(lines)) or len(lines[at].text[start:].split()) > _LONGEST_BARE
        for at, start in starts.items()
    )
    if (
        len({leads[at].lower() for at in known}) < _LEAST
        or 2 * len(known) < len(starts)
        or headed < _LEAST_OF_FORM
    ):
        return []
    return [
        _start_behind(lines[at].text, at, start, lead=leads[at])
        for at, start in starts.items()
        if at not in labels
        and (at in known or (len(leads[at].split()) <= _MOST_WORDS and may_title(leads[at], may_have_day=True)))
    ]


def _find_bullets(lines: Sequence[Line], begin: int) -> dict[int, int]:
    """Return the lines behind a bullet, with where their text begins; only those in bold where several are."""
    starts: dict[int, int] = {}
    for at in range(begin, len(lines)):
        plain = trim_start(lines[at].text)
        if (bullet := _BULLET.match(plain)) is not None and (not is_entry(lines[at]) or _is_outer(lines[at])):
            starts[at] = len(lines[at].text) - len(plain) + bullet.end()
    bold = {at: start for at, start in starts.items() if lines[at].style.bold}
    return bold if len(bold) >= _LEAST else starts


def _is_outer(line: Line) -> bool:
    """Return whether a line is the entry of an outer list with bullets."""
    return all(block.label is not None and block.level == 0 and block.cell is None for block in line.blocks)


def _start_behind(text: str, at: int, start: int, *, lead: str) -> ItemStart:
    """Return the start of a title behind a bullet, parted from what is said behind it: "• Trees: One fell."."""
    said = text[start + len(lead) :].lstrip(" :–—-")
    if len(said.split()) < _LEAST_SAID or not said.rstrip().endswith((".", "!", "?")):
        return ItemStart(at, at, title_start=start)
    return ItemStart(at, at, title_start=start, runs_on=True, parted=(lead, said))


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
