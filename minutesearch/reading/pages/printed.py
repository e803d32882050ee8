"""Reader of printed minutes and agendas: head, attendance, numbered items and leftover template marks."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.pages import Hint, Line, Page
from minutesearch.reading.heads.attendance_rows import part_rows
from minutesearch.reading.heads.body_names import is_marked_title, is_page_title, looks_like_body
from minutesearch.reading.heads.head_places import is_place
from minutesearch.reading.heads.opening_sentence import is_of_other_day, read_opening_sentence
from minutesearch.reading.items.business_titles import (
    find_bulleted_titles,
    find_business_titles,
    join_own_business,
    names_business,
    split_run_ins,
)
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.item_title import is_agenda_number
from minutesearch.reading.items.numbered_starts import (
    find_numbered,
    find_restarted,
    is_day,
    is_title_label,
)
from minutesearch.reading.items.numbering import lies_inside, restarts_below
from minutesearch.reading.items.outlines import choose_outline, join_alike, join_outside, unite
from minutesearch.reading.items.plain_starts import (
    find_colon_titles,
    find_first_letters,
    find_lettered,
    find_plain_titles,
    find_shouted_titles,
    find_titles_apart,
    is_listed,
)
from minutesearch.reading.items.styled_starts import (
    find_headings,
    find_standing_out,
    join_starts,
    split_leads,
)
from minutesearch.reading.layout.days import find_day, has_day
from minutesearch.reading.layout.labels import split_labels
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import read_number, read_number_and_title
from minutesearch.reading.layout.purposes import count_purpose_lines, is_minuted_text
from minutesearch.reading.layout.running_heads import find_running_headers
from minutesearch.reading.layout.titles import clean_title
from minutesearch.reading.pages.meeting_page import (
    PRINTED,
    build_page,
    find_second_head,
    is_attendance_label,
    is_said,
)

__all__ = ["KIND", "accepts", "is_headline", "read"]

KIND = PRINTED

_MARK = re.compile(
    r"<(?P<end>/?)(?P<name>AI|TRAILER_SECTION|LAYOUT_SECTION|TITLE_ONLY_LAYOUT_SECTION"
    r"|HEADING_LAYOUT_SECTION)(?P<number>[0-9]*)>"
)
_HEADLINE = re.compile(
    r"(?:(?:draft|open|approved|adopted|unconfirmed|confirmed|public|unofficial|official)\s)*"
    r"(?:minutes?|resolutions and proceedings"
    r"|notes|record|cofnodion)\s"
    r"(?:and\s\w+\s)?(?:of|for|cyfarfod|o)\b.*|.{0,120}\b(?:meeting|council|board|committee"
    r"|commission)\s(?:meeting\s)?minutes?\b.{0,60}|"
    r"(?:a|an)\s(?:\w+\s){0,2}meeting\sof\b.*|.{0,80}\bmeeting\sminutes|(?:\w+\s){0,3}minutes|(?:regular|special"
    r"|ordinary|open)\s(?:\w+\s)?meeting|minutes\s[-–—].*|"
    r"at a meeting of.*|minutes|decisions|agenda"
    r"|(?:list of |summary of )?decisions taken.*|set out below is a summary of the decisions.*",
    re.IGNORECASE | re.DOTALL,
)
#: The title of the item that agrees the minutes of the last meeting.
_OF_LAST = re.compile(r"(?:approv|adopt|confirm|previous|last|reading|review|correct|sign)\w*\b", re.IGNORECASE)
#: What only minutes say.
_DONE = re.compile(
    r"minutes of|proceedings|resolved|present\s?[:–-]|^attending\s?:|decisions?\s?[:–-]|decisions"
    r"|\bcarried\b|\bseconded\b"
    r"|^\s*(?-i:GRANTED|DENIED|REJECTED|DEFERRED|APPROVED|CONTINUED)\b",
    re.IGNORECASE,
)
#: A head whose date is lost all the same.
_TOLD = re.compile(
    r"(?:draft\s)?minutes\sof\s(?:a|an|the)\s(?:\w+\s){0,4}(?:meeting|proceedings)\b", re.IGNORECASE
)
#: A day in a head whose year is lost: "Thursday, September 23 at 6 p.m.".
_DAY_OF_YEAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}"
    r"|[a-z]{3,9}\s[0-9]{1,2})\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?P<who>(?!(?:Motions?|Actions?|Votes?|Resolution|Resolved|Decision|Notes?|Discussion)\b)"
    r"[A-Z][\w.’'-]*(?:[ ,]{1,2}[\w.’'-]+){0,8}):\s+\S"
)
#: A transcript has more lines of persons who speak more than once.
_LEAST_SPOKEN = 3
#: Titles that run into text make a page with a day minutes if they are more.
_LEAST_RUN_INS = 2
_LONGEST_OF_HEAD = 5
#: "4-A", whose first figure counts titles without numbers.
_SECOND_LEVEL = re.compile(r"[0-9]{1,2}[-.]?[A-Z]")
#: A word that is in no line of capitals.
_LOWER = re.compile(r"\b[a-z]{3,}")
_HEAD_WITHIN, _LONGEST_HEADLINE = 40, 300
#: So many lines at the top may say that these are minutes.
_HEADLINES = 8
#: The sentence that says which meeting it was takes no more.
_OF_SENTENCE = 5
_LOOK_AHEAD = 14
#: A person on the line of a label: "Apologies received Mr A Oak".
_NAMED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllrs?|Councill?ors?)\.?\s[A-Z]")
#: A label of those who came that is a title where others are printed so.
_ROLL_CALL = re.compile(r"ROLL[ -]?CALL\s?:?")
#: Over a list of names, and no title among those with numbers below it.
_OF_ABSENCE = re.compile(r"(?:apologies|attend|roll)", re.IGNORECASE)
#: Who came is listed within so many lines, and no more stand between two of its labels.
_ROLL_WITHIN, _MOST_LISTED = 80, 14
#: A list has so many entries, and a line that is longer says something.
_LEAST_ENTRIES, _LONGEST_SHORT, _LONGEST_ENTRY, _LONGEST_LINE = 4, 40, 120, 500
#: Entries of a list do not stand so many blank lines apart.
_APART = 2
_PAGES = re.compile(r"\(Pages?\s[0-9]+(?:\s?[-–]\s?[0-9]+)?\)", re.IGNORECASE)


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are printed minutes: marks of items, or a head with a date above numbered items."""
    head = lines[:_HEAD_WITHIN]
    if any(_MARK.match(trim(line.text)) for line in lines):
        return True
    has_head = (
        any(len(line.text) < 300 and _HEADLINE.fullmatch(trim(line.text)) for line in head)
        or any(is_attendance_label(line.text) for line in head)
        or any(looks_like_body(line.text) for line in head[:_HEADLINES])
    )
    dated = any(len(line.text) < 300 and has_day(line.text) for line in head)
    is_told = any(_TOLD.match(trim(line.text[:200])) for line in head[:_HEADLINES]) and any(
        is_attendance_label(line.text) for line in head
    )
    opens = read_opening_sentence([trim(line.text) for line in lines[:_HEADLINES]]) is not None
    if opens or (has_head and (dated or is_told)):
        return True
    runs_in = dated and len(split_run_ins(lines, is_label=is_attendance_label).titles) > _LEAST_RUN_INS
    return runs_in or _counts_titles(lines, is_dated=dated)


def is_headline(text: str) -> bool:
    """Return whether a line says that minutes follow, and no item of theirs: "Minutes of the Annual Meeting"."""
    plain = trim(text)
    return (
        len(plain) < _LONGEST_HEADLINE and _HEADLINE.fullmatch(plain) is not None and _OF_LAST.match(plain) is None
    )


def _counts_titles(lines: Sequence[Line], *, is_dated: bool) -> bool:
    """Return whether a page without a head has several titles with numbers, below a day or in capitals."""
    starts = [start for start in find_numbered(lines) if start.has_title]
    titles = [lines[start.title_at].text[start.title_start :] for start in starts]
    if is_dated and len(titles) > 1:
        return True
    return len(titles) >= _LEAST_ENTRIES and sum(map(str.isupper, titles)) * 2 > len(titles)


def _is_transcript(lines: Sequence[Line]) -> bool:
    """Return whether many lines begin with a speaker's name: "Mayor Katz: Good morning"."""
    spoken = Counter(
        match["who"]
        for line in lines
        if (match := _SPOKEN.match(trim(line.text[:200])))
        and not is_attendance_label(line.text)
        and not is_minuted_text(line.text)
    )
    again = sum(count for count in spoken.values() if count > 1)
    enough = again > _LEAST_SPOKEN or (again > 1 and spoken.total() > _LEAST_SPOKEN)
    return enough and spoken.total() * 2 > len(lines)


def read(lines: Sequence[Line]) -> Page:
    """Read one document; every line is put in an item's title, in a section or in the structure."""
    furniture = find_running_headers(lines)
    dropped = [dataclasses.replace(line, hint=Hint.RUNNING) for at, line in enumerate(lines) if at in furniture]
    split = split_labels([line for at, line in enumerate(lines) if at not in furniture])
    titles: frozenset[int] = frozenset()
    found = find_numbered(split)
    numbered: list[ItemStart] | None = found
    if len(found) < _LEAST_ENTRIES and not find_lettered(split):
        numbered = None
        split = split_leads(split, is_label=is_attendance_label)
        headings = find_headings(split, 0, is_label=is_attendance_label)
        run_ins = split_run_ins(split, is_label=is_attendance_label)
        # Headings below all that is minuted are those of a site's foot.
        if not headings or (run_ins.titles and headings[0].at > max(run_ins.above)):
            split, titles = run_ins.lines, run_ins.titles
            dropped += run_ins.marks
    starts = [] if _is_transcript(split) else _find_starts(split, numbered)
    if len(titles) > len(starts) or (len(titles) * 2 > len(starts) and not any(start.number for start in starts)):
        starts = [ItemStart(at, at) for at in sorted(titles)]
    is_agenda = _is_agenda(split)
    split = part_rows(split, is_label=is_attendance_label)
    page = build_page(split, starts, kind="agenda" if is_agenda else KIND, is_minuted=not is_agenda)
    return _with_structure(page, dropped)


def _is_agenda(lines: Sequence[Line]) -> bool:
    """Return whether a document is an agenda: it says so or states purposes, and nothing in it was done."""
    if any(_DONE.search(line.text[:200]) for line in lines) or any(
        _MINUTES.search(line.text[:200]) for line in lines[:_HEADLINES]
    ):
        return False
    return any(
        "agenda" in line.text[:200].lower() and not is_said(line.text) for line in lines[:_HEADLINES]
    ) or any(count_purpose_lines([line]) for line in lines)


def _with_structure(page: Page, dropped: list[Line]) -> Page:
    return dataclasses.replace(page, structure=(*page.structure, *dropped))


def _find_starts(lines: Sequence[Line], numbered: list[ItemStart] | None) -> list[ItemStart]:
    """Find where the items begin; below the headline of the minutes where an agenda stands above it.

    Args:
        lines: The lines of the page.
        numbered: What `find_numbered` says of them; None where that is not known.
    """
    again = find_second_head(lines)
    return [_shift(start, again) for start in _find_items(lines[again:], None if again else numbered)]


def _shift(start: ItemStart, by: int) -> ItemStart:
    number_at = None if start.number_at is None else start.number_at + by
    return start._replace(at=start.at + by, title_at=start.title_at + by, number_at=number_at)


def _find_items(lines: Sequence[Line], numbered: list[ItemStart] | None) -> list[ItemStart]:
    marks = [
        at
        for at, line in enumerate(lines)
        if (match := _MARK.fullmatch(trim(line.text))) and match["name"] == "AI" and not match["end"]
    ]
    if marks:
        return [start for at in marks if (start := _start_behind(lines, at)) is not None]
    listed = _find_listed(lines)
    # No item stands above the sentence that says which meeting it was.
    texts = [trim(line.text) for line in lines[: _HEADLINES + _OF_SENTENCE]]
    heads = (at for at in range(_HEADLINES) if read_opening_sentence(texts[at : at + _OF_SENTENCE]) is not None)
    opened = max(heads, default=-1)
    listed |= _find_between(lines)
    places = _find_places(lines)
    return [
        start
        for start in _find_titles(lines, find_numbered(lines) if numbered is None else numbered)
        if start.at > opened
        and (start.number or start.at not in listed or _ROLL_CALL.fullmatch(trim(lines[start.at].text)))
        and start.at not in places
        and not (start.at == 0 and start.number is None and _heads_page(lines[0].text))
        and not (start.number is None and start.at < _HEADLINES and is_marked_title(lines[start.at].text))
        # The number of a page above "MINUTES" heads no item.
        and not (start.at == 0 < start.title_at and is_page_title(lines[start.title_at].text))
    ]


def _heads_page(text: str) -> bool:
    """Return whether the first line of a page says that it holds minutes, and titles no item of them."""
    plain = trim(text)
    if (day := find_day(plain)) is not None:
        plain = trim(plain[: day.start] + plain[day.end :])  # "October 10, 2018 Minutes"
        return _HEADLINE.fullmatch(plain) is not None and _MINUTES.search(plain) is not None
    return (
        _HEADLINE.fullmatch(plain) is not None
        and _MINUTES.search(plain) is not None
        and plain.lower() != "minutes"
    )


def _find_places(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that say where it was, above the first label of attendance."""
    head = list(itertools.takewhile(lambda line: not is_attendance_label(line.text), lines[:_HEAD_WITHIN]))
    within = len(head) if len(head) < min(len(lines), _HEAD_WITHIN) else 0
    return {at for at in range(within) if is_place(lines[at].text)}


def _find_between(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the labels of attendance and of the lines between two, where nothing is said.

    "GARDA NOMINATIONS:" between "PRESENT:" and "APOLOGIES:" is a label of those who came, and no title.
    """
    labels = [at for at, line in enumerate(lines[:_ROLL_WITHIN]) if is_attendance_label(line.text)]
    found = {at for at in labels if _NAMED.search(lines[at].text)}
    for first, last in itertools.pairwise(labels):
        if last - first <= _MOST_LISTED and not any(is_said(line.text) for line in lines[first + 1 : last]):
            found.update(range(first, last + 1))
    return found


def _find_listed(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that list those who came, below a label that says so."""
    listed: set[int] = set()
    within = shouted = False
    for at, line in enumerate(lines):
        if is_attendance_label(line.text):
            within, shouted = True, line.text.isupper()
        elif within and is_listed(line.text) and (shouted or not line.text.isupper()):
            listed.add(at)
        else:
            within = False
    return listed


def _find_titles(lines: Sequence[Line], found: list[ItemStart]) -> list[ItemStart]:
    titled = _find_shouted(lines)
    numbered = (
        titled if len(titled) > 1 and len(titled) >= len(found) and not _counts_more(found, titled) else found
    )
    begin = _end_of_head(lines)
    if (len(numbered) == 1 and _counts_paragraphs(lines, numbered[0])) or _counts_entries(lines, numbered, begin):
        numbered = []
    lettered = _find_outer_letters(lines, numbered, begin)
    if lettered and lies_inside(_places(numbered), _places(lettered), firsts=_find_firsts(lines, 0)):
        numbered = lettered
    headings = find_headings(lines, begin, is_label=is_attendance_label)
    if headings:
        firsts = [at for at in _find_firsts(lines, begin) if lines[at].style.heading is None]
        is_held = lies_inside(_places(numbered), _places(headings), firsts=firsts)
        return join_starts(numbered if len(numbered) > 1 and not is_held else [], headings)
    styled = _find_styled(lines, begin)
    shouted, apart, colons = [
        find(lines, begin) if begin else [] for find in (find_shouted_titles, _find_apart, find_colon_titles)
    ]
    own = numbered if len(numbered) > 1 or (numbered and not begin) else []
    business = find_business_titles(lines, begin)
    if any(_is_held(lines, own, titles) for titles in (colons, business)):
        own = []
    outer = [*_find_above(lines, begin, own[0].at), *own] if own else []
    is_inner = sum(start.has_title for start in own) * 2 < len(own) or all(
        start.number and _SECOND_LEVEL.fullmatch(start.number) for start in own
    )
    rivals = [outer, join_outside(lines, outer, styled), join_outside(lines, outer, shouted), lettered]
    if is_inner:
        # Numbers that mark paragraphs, or are of a second level, stand below titles without a number.
        rivals += unite(own, shouted, styled)
    lone = numbered if len(numbered) == 1 and numbered[0].has_title and _is_marked(lines, numbered[0]) else []
    bulleted = find_bulleted_titles(lines, begin, is_label=is_attendance_label)
    rivals += [lone, find_restarted(lines), styled, shouted, apart, colons, business, bulleted]
    listed = _find_listed(lines)
    chosen = choose_outline(
        lines, [[one for one in each if one.number or one.at not in listed] for each in rivals]
    )
    listed.update(at for at, line in enumerate(lines) if is_attendance_label(line.text))
    kept = set(chosen)
    alike = [start for start in join_alike(lines, chosen, begin) if start in kept or start.at not in listed]
    return join_own_business(lines, alike)


def _counts_more(starts: Sequence[ItemStart], others: Sequence[ItemStart]) -> bool:
    """Return whether titles, most of them among others as many, count from "1" on with more of their numbers."""
    shared = {start.title_at for start in starts} & {start.title_at for start in others}
    is_one = len(starts) == len(others) and len(shared) * 2 > len(starts)
    return is_one and _count_run(starts) > _count_run(others)


def _count_run(starts: Sequence[ItemStart]) -> int:
    numbers = (read_number(start.number) for start in starts if start.number)
    return sum(number is not None and number.main == at for at, number in enumerate(numbers, 1))


def _is_marked(lines: Sequence[Line], start: ItemStart) -> bool:
    """Return whether a number has a mark behind it, or stands by itself: "132 Oak Street" is an address."""
    read = read_number_and_title(lines[start.at].text)
    return read is None or start.title_at != start.at or not (read[0].style.isalnum() and read[0].text.isalnum())


def _is_held(lines: Sequence[Line], numbered: Sequence[ItemStart], titles: Sequence[ItemStart]) -> bool:
    """Return whether numbers count what stands inside titles without one, of which at least one stands behind."""
    outer = sorted({start.at for start in titles} - {start.title_at for start in numbered})
    return (
        bool(outer and numbered)
        and outer[-1] > numbered[-1].at
        and lies_inside(_places(numbered), outer, firsts=_find_firsts(lines, 0))
    )


def _find_above(lines: Sequence[Line], begin: int, end: int) -> list[ItemStart]:
    """Find titles in capitals, or of any meeting's business, between the head and the first number, over text."""
    titles = find_shouted_titles(lines[:end], begin) if begin else []
    titles = [start for start in titles if lines[start.at].starts_block]
    shouted = {start.at for start in titles}
    titles += [
        ItemStart(at, at)
        for at in range(begin, end - 1)
        if begin
        and at not in shouted
        and names_business(lines[at].text)
        and not is_attendance_label(lines[at].text)
        and not _OF_ABSENCE.match(trim(lines[at].text))
    ]
    titles.sort(key=lambda start: start.at)
    edges = [start.at for start in titles] + [end]
    return [
        start
        for start, after in zip(titles, edges[1:], strict=True)
        if any(_LOWER.search(line.text) and not has_day(line.text) for line in lines[start.at + 1 : after])
    ]


def _find_outer_letters(lines: Sequence[Line], numbered: Sequence[ItemStart], begin: int) -> list[ItemStart]:
    """Find items that letters or Roman numerals count; none if these begin again below titles or other numbers."""
    lettered = find_lettered(lines)
    if not lettered:
        return []
    firsts = find_first_letters(lines)
    titles = [*find_shouted_titles(lines, begin), *_find_styled(lines, begin)] if begin else []
    heads = sorted(set(_places(titles)) - {*firsts, *_places(lettered)})
    is_held = bool(heads) and heads[-1] > lettered[-1].at  # letters behind the last title may count the items
    if (
        restarts_below(firsts, heads)
        or lies_inside(_places(lettered), _places(numbered), firsts=firsts)
        or (is_held and lies_inside(_places(lettered), heads, firsts=()))
    ):
        return []
    return lettered


def _counts_entries(lines: Sequence[Line], starts: Sequence[ItemStart], begin: int) -> bool:
    """Return whether numbers count the entries of lists and no items.

    Most have nothing below them but the next number, on a page with text before them; or they begin again below
    several titles without numbers.
    """
    if len(starts) < _LEAST_ENTRIES or _is_agenda(lines):
        return False
    bare = sum(
        after.at - start.title_at == 1
        and not start.runs_on
        and len(lines[start.at].text) < _LONGEST_ENTRY
        and lines[after.at].gap < _APART
        for start, after in itertools.pairwise(starts)
    )
    before = sum(len(line.text) > _LONGEST_SHORT for line in lines[begin : starts[0].at])
    if bare * 10 >= 6 * (len(starts) - 1) and before > 1:
        return True
    titles = [*find_shouted_titles(lines, begin), *find_plain_titles(lines, begin)]
    return restarts_below(_find_firsts(lines, begin + 1), _places(titles))


def _places(starts: Sequence[ItemStart]) -> list[int]:
    return [start.at for start in starts]


def _find_firsts(lines: Sequence[Line], begin: int) -> list[int]:
    return [at for at in range(begin, len(lines)) if _is_first(lines[at])]


def _is_first(line: Line) -> bool:
    found = read_number_and_title(line.text) if len(line.text) < _LONGEST_LINE else None
    if found is None or found[0].main != 1 or found[0].is_sub:
        return False
    return not is_day(found[0], line.text[found[1] :])  # "1 April 2024"


def _counts_paragraphs(lines: Sequence[Line], start: ItemStart) -> bool:
    """Return whether the number of a lone candidate title continues the numbering of paragraphs before it."""
    found = read_number_and_title(lines[start.at].text)
    before = (read_number_and_title(line.text) for line in lines[: start.at] if line.text.strip()[:1].isdigit())
    return found is not None and any(one is not None and one[0].main == found[0].main - 1 for one in before)


def _find_styled(lines: Sequence[Line], begin: int) -> list[ItemStart]:
    starts = find_standing_out(lines, begin, is_label=is_attendance_label)
    return _with_referenced(lines, starts)


def _with_referenced(lines: Sequence[Line], starts: list[ItemStart]) -> list[ItemStart]:
    """Add the titles over a number on the agenda, "(Item 3)", to those that stand out, if most have one."""
    below = [at for at in range(1, len(lines)) if is_agenda_number(lines[at].text)]
    taken = set(_places(starts))
    tops = [_find_top(lines, at - 1) for at in below]
    if len(set(tops) & taken) * 2 <= len(starts):
        return starts
    return sorted([*starts, *(ItemStart(at, at) for at in tops if at not in taken)], key=lambda start: start.at)


def _find_top(lines: Sequence[Line], at: int) -> int:
    """Return the first line of the title that ends in a line: those above it in its type with no space between."""
    while (
        at
        and not lines[at].gap
        and lines[at - 1].style == lines[at].style
        and not is_agenda_number(lines[at - 1].text)
    ):
        at -= 1
    return at


def _find_apart(lines: Sequence[Line], begin: int) -> list[ItemStart]:
    """Find titles that stand apart: those in title case, or in any case where most titles are not in it."""
    capitalised, plain = find_titles_apart(lines, begin), find_plain_titles(lines, begin)
    return plain if len(plain) > 2 * len(capitalised) else capitalised


def _end_of_head(lines: Sequence[Line]) -> int:
    """Return where the head ends: after its last line with a date, its title or attendance; 0 without one."""
    end = 0
    is_dated = False
    has_text = False  # "Approval of the minutes" below a sentence is no head
    for at, line in enumerate(lines[:_HEAD_WITHIN]):
        text = trim(line.text)
        of_day = (has_day(text) or (not is_dated and _DAY_OF_YEAR.search(text))) and not is_of_other_day(text)
        is_headline = _HEADLINE.fullmatch(text) is not None and _OF_LAST.match(text) is None
        if is_dated and line.style.heading is not None and not (is_headline or has_day(text)):
            break
        has_text = has_text or (text.endswith(".") and len(text.split()) > _LONGEST_OF_HEAD)
        if (
            len(text) < 300
            and ((of_day and not (is_dated and has_text)) or (is_headline and (not has_text or 0 < end == at)))
            and not re.search(r"[.](?=\s+[A-Z])", text)
            and not (end and is_said(text))
        ):
            end = at + 1
            is_dated = is_dated or bool(of_day)
        elif (end and is_attendance_label(text)) or (end and at > end + 6):
            break
    return end


def _start_behind(lines: Sequence[Line], mark: int) -> ItemStart | None:
    """Return the start of the item after its mark: "5.   Title", "5." over the title, or a title alone."""
    at = mark + 1
    if at >= len(lines) or _MARK.match(trim(lines[at].text)):
        return None
    number = read_number(lines[at].text)
    if number is not None:
        return ItemStart(mark, at + 1, number.text)
    found = read_number_and_title(lines[at].text)
    if found:
        return ItemStart(mark, at, found[0].text, found[1])
    return ItemStart(mark, at)


def _find_shouted(lines: Sequence[Line]) -> list[ItemStart]:
    """Find items with titles in capitals; in mixed-up columns a title may stand lines below its number."""
    starts: list[ItemStart] = []
    last = 0
    for at, line in enumerate(lines):
        found = read_number_and_title(line.text) if len(line.text) < 300 else None
        if (
            found
            and _is_shouted(line.text[found[1] :])
            and not is_title_label(line.text[found[1] :])
            and last < found[0].main <= last + 30 + (500 if not last else 0)
        ):
            starts.append(ItemStart(at, at, found[0].text, found[1]))
            last = found[0].main
            continue
        number = read_number(line.text)
        if number is None or not number.style.endswith(".") or number.is_sub:
            continue
        if last and not last < number.main <= last + 30:
            continue
        for ahead in range(at + 1, min(at + 1 + _LOOK_AHEAD, len(lines))):
            if read_number(lines[ahead].text) and lines[ahead].text.strip().endswith("."):
                break
            if _is_shouted(lines[ahead].text):
                starts.append(ItemStart(ahead, ahead, number.text, number_at=at))
                last = number.main
                break
    return starts


def _is_shouted(text: str) -> bool:
    plain = clean_title(_PAGES.sub("", text)).text
    return 3 < len(plain) < 250 and plain.isupper() and len([c for c in plain if c.isalpha()]) > 3
