"""Where the items of printed minutes begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Hint, Line
from minutesearch.reading.heads.bodies.body_names import is_marked_title, is_page_title
from minutesearch.reading.heads.head_places import is_place
from minutesearch.reading.heads.opening_sentence import is_of_other_day, read_opening_sentence
from minutesearch.reading.heads.presiding import tells_opening
from minutesearch.reading.items.alternation import find_alternating, join_alternating
from minutesearch.reading.items.business_titles import (
    find_bulleted_titles,
    find_business_titles,
    join_own_business,
    names_business,
)
from minutesearch.reading.items.counting.numbering import lies_inside, restarts_below, style_of
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.item_title import is_agenda_number
from minutesearch.reading.items.numbered_starts import find_numbered, find_restarted, is_day, is_title_label
from minutesearch.reading.items.outlines import (
    choose_outline,
    join_alike,
    join_outside,
    join_over_text,
    join_rivals,
    unite,
)
from minutesearch.reading.items.plain_starts import (
    find_colon_titles,
    find_first_letters,
    find_lettered,
    find_plain_titles,
    find_shouted_titles,
    find_small_letters,
    find_titles_apart,
    is_entry,
    is_listed,
)
from minutesearch.reading.items.styled_starts import find_headings, find_standing_out, join_starts
from minutesearch.reading.layout.days import find_day, has_day
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import ItemNumber, read_number, read_number_and_title
from minutesearch.reading.layout.titles import clean_title
from minutesearch.reading.leads.rows import find_row_titles
from minutesearch.reading.pages.meeting_page import find_second_head, is_attendance_label, is_said
from minutesearch.reading.pages.printed_signs import (
    HEAD_WITHIN,
    HEADLINE,
    HEADLINES,
    MARK,
    MINUTES,
    OF_LAST,
    is_agenda,
)
from minutesearch.reading.pages.stray_titles import without_strays

__all__ = ["find_starts"]

#: A day in a head whose year is lost: "Thursday, September 23 at 6 p.m.".
_DAY_OF_YEAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}"
    r"|[a-z]{3,9}\s[0-9]{1,2})\b",
    re.IGNORECASE,
)
_LONGEST_OF_HEAD = 5
#: "4-A", whose first figure counts titles without numbers.
_SECOND_LEVEL = re.compile(r"[0-9]{1,2}[-.]?[A-Z]")
#: A word that is in no line of capitals.
_LOWER = re.compile(r"\b[a-z]{3,}")
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


def find_starts(lines: Sequence[Line], numbered: list[ItemStart] | None) -> list[ItemStart]:
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
        if (match := MARK.fullmatch(trim(line.text))) and match["name"] == "AI" and not match["end"]
    ]
    if marks:
        return [start for at in marks if (start := _start_behind(lines, at)) is not None]
    listed = _find_listed(lines)
    # No item stands above the sentence that says which meeting it was.
    texts = [trim(line.text) for line in lines[: HEADLINES + _OF_SENTENCE]]
    found = find_numbered(lines) if numbered is None else numbered
    # "Item No. 3 – Minutes of the meeting held on 3 May" below item 1 is a title, and tells of another meeting.
    for start in found if found and _is_of_last(texts, found[0].at) else found[1:]:
        if start.at < len(texts):
            texts[start.at] = ""
    opened = _find_opening(texts)
    listed |= _find_between(lines) | {
        at for at, line in enumerate(lines) if line.hint in (Hint.PERSON, Hint.GROUP)
    }
    places = _find_places(lines)
    kept = [
        start
        for start in without_strays(lines, _find_titles(lines, found))
        if start.at > opened
        and (start.number or start.at not in listed or _ROLL_CALL.fullmatch(trim(lines[start.at].text)))
        and start.at not in places
        and not (start.at == 0 and start.number is None and _heads_page(lines[0].text))
        and not (start.number is None and start.at < HEADLINES and is_marked_title(lines[start.at].text))
        # The number of a page above "MINUTES" heads no item.
        and not (start.at == 0 < start.title_at and is_page_title(lines[start.title_at].text))
    ]
    return join_over_text(lines, kept, max(_end_of_head(lines), opened + 1, 1))


def _find_opening(texts: Sequence[str]) -> int:
    """Return the last line of a head where a sentence says which meeting it was; -1 without one.

    "MINUTES OF THE MEETING HELD ON 5TH APRIL" below a head of May tells of the last one.
    """
    opened, first = -1, None
    for at in range(HEADLINES):
        told = read_opening_sentence(texts[at : at + _OF_SENTENCE])
        if told is None:
            continue
        if first is None or told.day.date >= first:
            opened = at
        first = first or told.day.date
    return opened


def _is_of_last(texts: Sequence[str], at: int) -> bool:
    """Return whether the first item is on minutes of another day than the one that the head above it has."""
    day = next(filter(None, map(find_day, texts[:at])), None)
    told = read_opening_sentence(texts[at : at + 1]) if day is not None else None
    return day is not None and told is not None and told.day.date < day.date


def _heads_page(text: str) -> bool:
    """Return whether the first line of a page says that it holds minutes, and titles no item of them."""
    plain = trim(text)
    if (day := find_day(plain)) is not None:
        plain = trim(plain[: day.start] + plain[day.end :])  # "October 10, 2018 Minutes"
        return HEADLINE.fullmatch(plain) is not None and MINUTES.search(plain) is not None
    return (
        HEADLINE.fullmatch(plain) is not None and MINUTES.search(plain) is not None and plain.lower() != "minutes"
    )


def _find_places(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that say where it was, above the first label of attendance or sentence."""
    top = lines[:HEAD_WITHIN]
    head = list(itertools.takewhile(lambda line: not is_attendance_label(line.text), top))
    if len(head) == len(top):
        said = (is_said(line.text) or tells_opening(trim(line.text)) for line in top)
        head = list(top[: next((at for at, is_told in enumerate(said) if is_told), len(top))])
    within = len(head) if len(head) < len(top) else 0
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
    if lettered and lies_inside(_places(numbered), _places(lettered), firsts=_find_firsts(lines, 0, of=numbered)):
        numbered = lettered
    headings = find_headings(lines, begin, is_label=is_attendance_label)
    if headings:
        firsts = [at for at in _find_firsts(lines, begin, of=numbered) if lines[at].style.heading is None]
        is_held = lies_inside(_places(numbered), _places(headings), firsts=firsts)
        counted = numbered if len(numbered) > 1 and not is_held else []
        return join_starts(_choose_counted(headings, counted, lettered), headings)
    styled = _find_styled(lines, begin)
    shouted, apart, colons = [
        find(lines, begin) if begin else [] for find in (_find_in_capitals, _find_apart, find_colon_titles)
    ]
    own = numbered if len(numbered) > 1 or (numbered and not begin) else []
    business = find_business_titles(lines, begin)
    if any(_is_held(lines, own, titles) for titles in (colons, business, styled)):
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
    if begin and not (found or titled or lettered):
        rivals.append(find_small_letters(lines, begin))
    bulleted = find_bulleted_titles(lines, begin, is_label=is_attendance_label)
    standing_out = [] if _count_on(own, styled) else styled
    rivals += [
        lone,
        find_row_titles(lines, begin),
        find_restarted(lines),
        standing_out,
        shouted,
        apart,
        colons,
        business,
        bulleted,
    ]
    listed = _find_listed(lines)
    chosen = choose_outline(
        lines, [[one for one in each if one.number or one.at not in listed] for each in rivals]
    )
    listed.update(at for at, line in enumerate(lines) if is_attendance_label(line.text))
    chosen = [
        one for one in join_rivals(lines, chosen, (shouted, styled)) if one in chosen or one.at not in listed
    ]
    kept = set(chosen)
    alike = [start for start in join_alike(lines, chosen, begin) if start in kept or start.at not in listed]
    alternating = find_alternating(lines, begin, is_label=is_attendance_label) if begin else []
    alike = join_alternating(alike, [start for start in alternating if start.at not in listed])
    return join_own_business(lines, alike)


def _choose_counted(
    headings: Sequence[ItemStart], numbered: Sequence[ItemStart], lettered: Sequence[ItemStart]
) -> Sequence[ItemStart]:
    """Return the letters or numerals that count headings, where they count more of them than figures do."""
    places = set(_places(headings))
    by_figure, by_letter = (sum(start.title_at in places for start in each) for each in (numbered, lettered))
    return lettered if by_letter > max(by_figure, 1) else numbered


def _count_on(numbered: Sequence[ItemStart], styled: Sequence[ItemStart]) -> bool:
    """Return whether numbers count those of the titles that stand out that have one, and others before or between.

    What stands out without a number heads a part of an item then.
    """
    both = {start.title_at for start in styled if start.number}
    return len(both) > 1 and both < {start.title_at for start in numbered}


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
    if not (outer and numbered) or outer[-1] <= numbered[-1].at:
        return False
    first = read_number(numbered[0].number or "")
    # A run that goes on from another page's, "LW 31/2021", is of no list that begins again below each title.
    begins = _find_firsts(lines, 0, of=numbered) if first is None or first.main == 1 else []
    return lies_inside(_places(numbered), outer, firsts=begins)


def _find_above(lines: Sequence[Line], begin: int, end: int) -> list[ItemStart]:
    """Find titles in capitals, or of any meeting's business, between the head and the first number, over text."""
    titles = _find_in_capitals(lines[:end], begin) if begin else []
    titles = [
        start
        for start in titles
        if lines[start.at].starts_block
        and not is_entry(lines[start.at])
        and not _stands_over_roll(lines[start.at : end])
    ]
    shouted = {start.at for start in titles}
    titles += [
        ItemStart(at, at)
        for at in range(begin, end - 1)
        if begin
        and at not in shouted
        and names_business(lines[at].text)
        and not trim(lines[at].text)[:1].islower()  # the end of a sentence: "minutes."
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


def _stands_over_roll(lines: Sequence[Line]) -> bool:
    """Return whether nothing is said between a line and a label of those who came: it is of the head then."""
    if names_business(lines[0].text):
        return False
    for line in lines[1:_LOOK_AHEAD]:
        if is_attendance_label(line.text):
            return True
        if is_said(line.text) or _LOWER.search(line.text):
            return False
    return False


def _find_outer_letters(lines: Sequence[Line], numbered: Sequence[ItemStart], begin: int) -> list[ItemStart]:
    """Find items that letters or Roman numerals count; none if these begin again below titles or other numbers."""
    lettered = find_lettered(lines)
    if not lettered:
        return []
    firsts = find_first_letters(lines)
    titles = [*_find_in_capitals(lines, begin), *_find_styled(lines, begin)] if begin else []
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
    if len(starts) < _LEAST_ENTRIES or is_agenda(lines):
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
    titles = [*_find_in_capitals(lines, begin), *find_plain_titles(lines, begin)]
    return restarts_below(_find_firsts(lines, begin + 1, of=starts), _places(titles))


def _places(starts: Sequence[ItemStart]) -> list[int]:
    return [start.at for start in starts]


def _find_firsts(lines: Sequence[Line], begin: int, *, of: Sequence[ItemStart]) -> list[int]:
    """Return the places of all "1." that are printed as the numbers of a run are.

    The "1." of a list that begins again says nothing of "FC 01/2021", which counts the items.
    """
    numbers = [read_number(start.number) for start in of if start.number]
    styles = {_style_of(number) for number in numbers if number is not None}
    return [at for at in range(begin, len(lines)) if _is_first(lines[at], styles)]


def _is_first(line: Line, styles: set[str]) -> bool:
    found = read_number_and_title(line.text) if len(line.text) < _LONGEST_LINE else None
    if found is None or found[0].main != 1 or found[0].is_sub:
        return False
    if styles and _style_of(found[0]) not in styles:
        return False
    return not is_day(found[0], line.text[found[1] :])  # "1 April 2024"


def _style_of(number: ItemNumber) -> str:
    # Of plain figures the marks may differ: a start has none, and "1)" is a first of "1." too.
    return style_of(number).strip("()")


def _counts_paragraphs(lines: Sequence[Line], start: ItemStart) -> bool:
    """Return whether the number of a lone candidate title continues the numbering of paragraphs before it."""
    found = read_number_and_title(lines[start.at].text)
    before = (read_number_and_title(line.text) for line in lines[: start.at] if line.text.strip()[:1].isdigit())
    return found is not None and any(one is not None and one[0].main == found[0].main - 1 for one in before)


def _find_in_capitals(lines: Sequence[Line], begin: int) -> list[ItemStart]:
    return find_shouted_titles(lines, begin, is_known=names_business)


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
    for at, line in enumerate(lines[:HEAD_WITHIN]):
        text = trim(line.text)
        # A long title breaks off inside the day too: "ON MONDAY, 3RD" and "MARCH, 2025, AT 3 PM".
        above = trim(lines[at - 1].text) if at and text.isupper() else ""
        dated = text if has_day(text) or has_day(above) else f"{above} {text}"
        of_day = (has_day(dated) or (not is_dated and _DAY_OF_YEAR.search(text))) and not is_of_other_day(text)
        is_headline = HEADLINE.fullmatch(text) is not None and OF_LAST.match(text) is None
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
    if at >= len(lines) or MARK.match(trim(lines[at].text)):
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
