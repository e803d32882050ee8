"""Items of printed minutes by their numbers: on the title's line, above it or below it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from minutesearch.pages import Line
from minutesearch.reading.items.counting.listed_agendas import weigh_contents
from minutesearch.reading.items.counting.numbering import Candidate, choose_run
from minutesearch.reading.items.counting.registers import count_entries, weigh_registered
from minutesearch.reading.items.item_starts import (
    ItemStart,
    find_clauses,
    is_lone_day,
    is_title_like,
    may_be_title,
)
from minutesearch.reading.items.run_on_titles import (
    split_again,
    split_dash,
    split_gap,
    split_row,
    split_shouted,
    split_stop,
)
from minutesearch.reading.items.title_parting import Sibling, part_siblings, part_title
from minutesearch.reading.layout.labels import find_part_label
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.mover_lines import find_moved, names_movers
from minutesearch.reading.layout.numbers import ItemNumber, read_number, read_number_and_title
from minutesearch.reading.layout.purposes import is_minuted_text
from minutesearch.reading.layout.titles import clean_title

__all__ = ["find_numbered", "find_restarted", "is_day", "is_title_label"]

#: A paragraph may begin with its number and title.
_LONGEST = 10_000
#: A line so near to the usual width may go on in the next.
_FULL = 0.8
#: Who came, in place of a title: "1. Committee Members Present were: Ann Ash".
_ROLL = re.compile(
    r"(?:[A-Za-z]+\s){0,4}(?:present|apologies|in attendance|attending|absent)\b(?:\s\w+){0,3}\s?:\s*\w",
    re.IGNORECASE,
)
#: "33. SUBJECT:", above the title.
_TITLE_LABEL = re.compile(r"(?:subject|title|re|topic|item)\s?:\s*", re.IGNORECASE)
#: What no title of a few words has: the verb of a sentence.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|shall|should|may|asked|said|moved|reported|thanked|noted"
    r"|agreed|resolved|paid|hoped|kept|gave|spoke|advised|informed|explained|stated|confirmed|welcomed|expressed"
    r"|introduced|presented|outlined|requested|raised|responded|replied|commented|highlighted|suggested|queried)\b"
)
#: How a line ends that no title ends with: "the cost of the", "Mr", "and".
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|that|which|who|Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)|,|[-–—&/])\Z"
)
#: An entry of a list below a title: "a) the bridge".
_ENTRY = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s")
_BARE = 0.2
#: What it costs that a title may as well be the first words of a sentence.
_LIKELY_PARTED = 0.8
#: "Item 1", "Agenda item No. 3", "Minute no. 2", at the beginning of a line.
_SAYS_ITEM, _NAMED = (
    re.compile(r"\s*(?:(?:A(?:genda|GENDA)\s)?(?:Item|ITEM)|A(?:genda|GENDA)|(?:Minute|MINUTE)\s[Nn][Oo]\.?)\s"),
    0.8,
)
_SAID_BEFORE, _AFTER_DASH = 0.2, re.compile(r"[0-9]\s[–—-]\s+\Z")
_MARKS, _UNMARKED = (".", ")", ":"), 1.0
#: How an address ends: "365 Port Street, Anyport, OR 97394".
_ADDRESS = re.compile(
    r",\s(?:[A-Z]{2}\.?\s+[0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}|[A-Z]{2}\s[A-Z][0-9][A-Z]\s[0-9][A-Z][0-9])"
    r"\W*\Z"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
#: A number from here on, without a mark, is rather a house's than an item's.
_OF_STREETS = 1000
#: A day in figures; a year.
_DAY = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{2}|[0-9]{4})")
_WHOLE_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|[12][0-9]|3[01])\1(?:19|20)[0-9]{2}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: A sentence ends within the line, or a motion's end stands behind it: no title says so much.
_TOLD = re.compile(r"[a-z]{2}[.?!”]\s+[A-Z“][a-z]|[a-z]{2}[.?!]\s*\Z|\(carried\)")
_MISREAD, _ROMAN_SECOND = re.compile(r"\s*(?:[Il]\.|1,)\s+(?=[A-Z])"), re.compile(r"\s*(?:II|V|X)[.)]\s")
_SENTENCE, _LONGEST_COLON = 8, 15
#: A title of so few words is no sentence.
_SHORT, _MOST_BEFORE_COLON = 5, 10
#: So many titles that all have a "1." have lost their numbers.
_LEAST_RESTARTED = 3
#: "Village Hall – 16.00 [hire]": what was paid, with the number of the payment.
_PAID = re.compile(r".{2,60}?\s[–—-]?\s?[£$€]?[0-9]{1,3}(?:,?[0-9]{3})*\.[0-9]{2}(?![0-9.:]|\s?[ap]\.?m)")
#: "Hall hire £30", oftener a row of what was paid than a title; and what it and a sentence weigh less.
_SUM_AT_END = re.compile(r"\s[£$€]\s?[0-9][0-9,.]*\W*\Z")
_SUM, _TOLD_WORDS = 0.7, 0.8
#: "MINUTES OF THE MEETING HELD ON 25th July, 2018 were accepted": words in capitals that a sentence begins with.
_OPENS_SHOUTED = re.compile(
    r"(?P<title>[A-Z][A-Z’'&/-]+(?:\s[A-Z][A-Z’'&/-]+){2,12}(?:\s[0-9]{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]+,?\s[0-9]{4})?)"
    r"\s(?P<said>(?:was|were|is|are|had|has)\s.*)",
    re.DOTALL,
)
#: "Apologies for absence Robin, Les", "Present - Mark (Chair), Dot": a title, and who came or did not.
_CAME = re.compile(
    r"(?P<title>(?i:apologies(?:\sfor\sabsence)?|(?:members\s)?present|in\sattendance|attendance))\s*(?:[-–—]\s*)?(?<=[\s–—-])"
    r"(?P<said>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}(?:\s\([^()]{2,40}\))?(?:,\s.*))",
    re.DOTALL,
)
_NAMES_ITEM = re.compile(
    r"(?P<title>[A-Z][\w’'&/-]*(?:\s[\w’'&/()-]+){0,5}?)\s?(?::|[–—]|(?<=\s)-)\s+(?P<said>\S.*)", re.DOTALL
)
_RESOLVED = re.compile(r"(?:UNANIMOUSLY )?(?:RESOLVED|Resolved)\b")
_CLOSED = (".", "?", "!", ":", ";", ")", "”", '"')


def find_numbered(lines: Sequence[Line]) -> list[ItemStart]:
    """Return the starts of the items that printed numbers count; none if the numbers count something else."""
    width = _usual_width(lines)
    clauses = find_clauses(lines) | find_moved([line.text for line in lines])
    found: list[tuple[Candidate, ItemStart]] = []
    above = below = 0
    says = sum(_is_said_item(line.text) for line in lines) > 1
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST or at in clauses or find_part_label(line.text):
            continue
        alone = read_number(line.text)
        is_figure = says and line.text.strip().isdecimal()
        if alone is not None and (_is_of_page(lines, at, alone) or is_figure):
            continue  # where titles say "Item 2" a figure by itself is a page's
        if alone is not None:
            after, before = _weigh_at(lines, at + 1, width), _weigh_at(lines, at - 1, width)
            above += after > before
            below += before > after
            candidate = Candidate(at=at, number=alone, weight=after, look=_look_of(line))
            found.append((candidate, _start_alone(lines, at, alone)))
            continue
        if (each := _read_line(lines, at, width, says=says)) is not None:
            found.append(each)
    found = _without_days(found)
    counted = count_entries([candidate for candidate, _ in found])
    found = [(candidate, start) for candidate, (_, start) in zip(counted, found, strict=True)]
    found = _with_misread_first(lines, found, width)
    if below > max(1, 2 * above):
        found = [_turn(lines, each, width) for each in found]
    candidates = weigh_registered(_weigh_marks([candidate for candidate, _ in found]))
    starts = [found[at][1] for at in choose_run(weigh_contents(lines, candidates))]
    return _part_titles(lines, _without_repeated(lines, starts))


def _start_alone(lines: Sequence[Line], at: int, number: ItemNumber) -> ItemStart:
    """Return the start of an item whose number stands by itself, with the title on the next line."""
    below = trim(lines[at + 1].text) if at + 1 < len(lines) else ""
    # "Declaration of interest." has a stop, and is no sentence.
    is_brief = len(below.split()) <= _SENTENCE and not _VERB.search(below) and not is_minuted_text(below)
    if _TOLD.search(below) is None or (is_brief and not _TOLD.search(below[:-1])):
        return ItemStart(at, at + 1, number.text)
    parted = _part_surely(below) or part_title(below)
    if parted is None or not is_title_like(parted[0]):
        return ItemStart(at, at + 1, number.text, has_title=False)
    return ItemStart(at, at + 1, number.text, runs_on=True, parted=parted)


def _without_repeated(lines: Sequence[Line], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """Return the starts without those that say a number and its title again, as where an item goes on."""
    return [
        start
        for before, start in zip([None, *starts], starts, strict=False)
        if before is None
        or start.number != before.number
        or not trim(lines[start.title_at].text)
        .lower()
        .startswith(trim(lines[before.title_at].text).rstrip(".:").lower())
    ]


def find_restarted(lines: Sequence[Line]) -> list[ItemStart]:
    """Find titles whose numbers are all "1.", as where a page has lost how its list went on: three or more.

    What the numbers were nobody can say, so the titles have none.
    """
    found = [
        (at, each)
        for at, line in enumerate(lines)
        if len(line.text) <= _LONGEST
        and (each := read_number_and_title(line.text)) is not None
        and not each[0].is_sub
        and each[0].style.endswith((".", ")"))
    ]
    firsts = [(at, begin) for at, (number, begin) in found if number.main == 1 and lines[at].starts_block]
    if len(firsts) < _LEAST_RESTARTED or len(firsts) * 2 <= len(found):
        return []
    starts: list[ItemStart] = []
    for at, begin in firsts:
        text = trim(lines[at].text[begin:])
        parted = split_dash(text) or split_stop(text) or part_title(text)
        title = parted[0] if parted else text
        if (parted or is_title_like(title)) and _VERB.search(title) is None and not is_minuted_text(title):
            starts.append(ItemStart(at, at, None, begin, runs_on=parted is not None, parted=parted))
        elif (shouted := _OPENS_SHOUTED.match(text)) is not None:
            starts.append(ItemStart(at, at, None, begin, runs_on=True, parted=(shouted["title"], shouted["said"])))
    return starts if len(starts) * 2 > len(firsts) else []


def _read_line(lines: Sequence[Line], at: int, width: int, *, says: bool) -> _Found | None:
    """Read a line that begins with a number as a candidate; None if its number surely counts no item.

    Args:
        lines: The lines of the page.
        at: The place of the line.
        width: How long a full line of the page is.
        says: Whether several lines say that they number items: "Item 2", "Agenda 2".
    """
    line = lines[at]
    if (read := read_number_and_title(line.text)) is None or is_lone_day(line.text):
        return None
    number, begin = read
    text = line.text[begin:]
    has_mark = number.style.endswith(_MARKS)
    if is_day(number, text):
        return None
    if names_movers(line.text) or (not has_mark and _ADDRESS.search(line.text)):
        return None  # a resolution's number over what was moved
    if is_title_label(text) and at + 1 < len(lines):
        candidate = Candidate(at=at, number=number, weight=max(_weigh_at(lines, at + 1, width), 0.1))
        return candidate, ItemStart(at, at + 1, number.text)
    if not has_mark and "/" not in number.text and _PAID.match(text):
        return None
    weight = _weigh(lines, at, text, width)
    if _SAYS_ITEM.match(line.text):
        weight += _NAMED
        # "Minute no. 6 – Matters Arising The Clerk ...": words that say that they count, and what.
        if text[0].isupper() and (says or _AFTER_DASH.search(line.text[:begin])):
            weight = max(weight, _SAID_BEFORE)
    if number.main >= _OF_STREETS and not has_mark and not text.isupper():
        weight -= _UNMARKED  # "1250 Union Road"
    parted = _part_line(line, begin)
    # What stands above may weigh against a number, but does not make its few words text.
    has_title = parted is not None or ((weight > 0 or _is_short_title(text)) and not _is_text(text))
    start = ItemStart(at, at, number.text, begin, runs_on=parted is not None, has_title=has_title, parted=parted)
    return Candidate(at=at, number=number, weight=weight, look=_look_of(line)), start


def _part_titles(lines: Sequence[Line], starts: list[ItemStart]) -> list[ItemStart]:
    """Part the titles that share their line with text as most of the run says."""
    own = [at for at, start in enumerate(starts) if start.title_at == start.at and start.number_at is None]
    texts = [lines[starts[at].at].text[starts[at].title_start :] for at in own]
    siblings = [
        Sibling(text, is_title=starts[at].has_title and (starts[at].runs_on or _stands_alone(text)))
        for at, text in zip(own, texts, strict=True)
    ]
    parted = list(starts)
    if sum(starts[at].has_title for at in own) * 3 >= 2 * len(own):
        for at, text in zip(own, texts, strict=True):
            parted[at] = starts[at]._replace(
                has_title=starts[at].has_title or _ends_with_line(lines, starts[at], text)
            )
    for at, parting in zip(own, part_siblings(siblings), strict=True):
        if parting is not None and not starts[at].runs_on:
            parted[at] = starts[at]._replace(runs_on=True, has_title=True, parted=parting)
    for at, text in zip(own, texts, strict=True):
        if (
            not parted[at].has_title
            and (named := _NAMES_ITEM.match(trim(text)))
            and not _VERB.search(named["title"])
        ):
            # Among titles the words before a dash or a colon are one, whatever follows: "Guest – Ann Ash gave a".
            parted[at] = parted[at]._replace(runs_on=True, has_title=True, parted=(named["title"], named["said"]))
    if _are_bold(lines, [starts[at].at for at in own]):
        # "3. To approve the minutes of the meeting held on 8 October": what its type says counts, not its words.
        parted = [
            start._replace(has_title=True) if start.title_at == start.at and lines[start.at].style.bold else start
            for start in parted
        ]
    return parted


def _are_bold(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Return whether the lines at some places are mostly bold, and those behind the first of them mostly not."""
    if not places:
        return False
    bold = sum(lines[at].style.bold for at in places)
    others = [line.style.bold for at, line in enumerate(lines[places[0] :], places[0]) if at not in set(places)]
    return bold * 3 >= 2 * len(places) and sum(others) * 3 < len(others)


def _ends_with_line(lines: Sequence[Line], start: ItemStart, text: str) -> bool:
    """Return whether words behind a number, among titles, are one though the line is full: the next begins."""
    below = trim(lines[start.at + 1].text) if start.at + 1 < len(lines) else ""
    return (
        _stands_alone(text)
        and len(text.split()) <= _MOST_BEFORE_COLON
        and not trim(text).endswith(".")
        and _OPEN_END.search(trim(text)) is None
        and below[:1].isupper()
        and not _is_text(text)
    )


def _stands_alone(text: str) -> bool:
    """Return whether words behind a number are a title and nothing else."""
    return is_title_like(text) and not _VERB.search(text) and part_title(text) is None


_Found = tuple[Candidate, ItemStart]


def _without_days(found: list[_Found]) -> list[_Found]:
    """Remove a day in figures, "1/18/23", and a year, "2012 Budget", where no other number is printed so."""
    styles = Counter(candidate.number.style.rstrip(".") for candidate, _ in found)
    mains = {candidate.number.main for candidate, _ in found}
    return [
        (candidate, start)
        for candidate, start in found
        if not (styles[candidate.number.style.rstrip(".")] == 1 and _DAY.fullmatch(candidate.number.text))
        and not _WHOLE_DAY.fullmatch(candidate.number.text)
        and not (_YEAR.fullmatch(candidate.number.text) and not _neighbours(candidate, mains))
    ]


def _neighbours(candidate: Candidate, mains: set[int]) -> bool:
    """Return whether a number is one of a run, or has a mark behind it."""
    number = candidate.number
    return number.style.endswith(_MARKS) or not {number.main - 1, number.main + 1}.isdisjoint(mains)


def _with_misread_first(lines: Sequence[Line], found: list[_Found], width: int) -> list[_Found]:
    """Add the "I." or "1," before a "2." that has lost its "1.": so it is misread or mistyped."""
    second = next((one.at for one, _ in found if one.number.main == 2 and one.number.style == "9."), None)
    if second is None or any(one.number.main == 1 for one, _ in found if one.at < second):
        return found
    if any(_ROMAN_SECOND.match(line.text) for line in lines):
        return found
    at = next((at for at in range(second) if _MISREAD.match(lines[at].text)), None)
    if at is None:
        return found
    match = _MISREAD.match(lines[at].text)
    begin = match.end() if match else 0
    weight = _weigh(lines, at, lines[at].text[begin:], width)
    printed = trim(lines[at].text)[0]
    number = ItemNumber(printed, 1, is_sub=False, style="9.")
    text = lines[at].text[begin:]
    parted = split_gap(text) or split_dash(text) or split_shouted(text) or split_stop(text)
    first = (
        Candidate(at=at, number=number, weight=weight, look=_look_of(lines[at])),
        ItemStart(at, at, printed, begin, runs_on=parted is not None, parted=parted),
    )
    return sorted([*found, first], key=lambda each: each[0].at)


def _look_of(line: Line) -> tuple[bool, float]:
    return line.style.bold, line.style.size


def _is_text(text: str) -> bool:
    """Return whether words behind a number say who came or what was done, and are no title."""
    return _ROLL.match(text) is not None or is_minuted_text(text)


def _is_short_title(text: str) -> bool:
    plain = trim(text)
    return (
        len(plain.split()) <= _SHORT
        and is_title_like(plain)
        and not _VERB.search(plain)
        and plain[-1] not in ".,;"
    )


def is_day(number: ItemNumber, text: str) -> bool:
    """Return whether a number is the day of a date, with a year or without: "1 April"."""
    return number.style == "9" and _MONTH.match(text) is not None


def is_title_label(text: str) -> bool:
    """Return whether words only say that the title stands below them: "33. SUBJECT:"."""
    return _TITLE_LABEL.fullmatch(text) is not None


def _is_of_page(lines: Sequence[Line], at: int, number: ItemNumber) -> bool:
    """Return whether a number by itself is a page's: the next line begins with the same one and a title.

    A number by itself above "RESOLVED" counts no item either.
    """
    if at + 1 == len(lines):
        return False
    if _RESOLVED.match(trim(lines[at + 1].text)):
        return True  # it counts the resolutions
    after = read_number_and_title(lines[at + 1].text)
    return after is not None and after[0].main == number.main


def _weigh_marks(candidates: list[Candidate]) -> list[Candidate]:
    """Take weight from numbers without a mark behind them ("5 votes for") where most have one ("5.")."""
    whole = [one for one in candidates if not one.number.is_sub]
    marked = sum(one.number.style.endswith(_MARKS) for one in whole)
    if marked * 2 <= len(whole):
        return candidates
    return [
        one
        if one.number.is_sub or one.number.style.endswith(_MARKS)
        else dataclasses.replace(one, weight=one.weight - _UNMARKED)
        for one in candidates
    ]


def _usual_width(lines: Sequence[Line]) -> int:
    """Return how long the lines of a page are that are broken at its edge: nine in ten are no longer."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _turn(lines: Sequence[Line], found: tuple[Candidate, ItemStart], width: int) -> tuple[Candidate, ItemStart]:
    """Take the title above a number that stands alone, where most of them stand below their titles."""
    candidate, start = found
    at = candidate.at
    if start.title_at == at or not at:
        return found
    weight = _weigh_at(lines, at - 1, width)
    turned = dataclasses.replace(candidate, weight=weight)
    first = at - 1
    while first and _is_shouted_on(lines, first):
        first -= 1
    return turned, ItemStart(first, first, candidate.number.text, number_at=at)


def _is_shouted_on(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line in capitals goes on from one above it, as the lines of one title do."""
    above, here = lines[at - 1], lines[at]
    if here.starts_block or not (trim(above.text).isupper() and trim(here.text).isupper()):
        return False
    return read_number(above.text) is None and not trim(above.text).endswith((".", ":"))


def _is_said_item(text: str) -> bool:
    """Return whether a line says with a number that it is an item: "Item 2", and not the head of a column."""
    if _SAYS_ITEM.match(text) is None:
        return False
    return read_number(text) is not None or read_number_and_title(text) is not None


def _weigh_at(lines: Sequence[Line], at: int, width: int) -> float:
    """Return the weight of a whole line as a title."""
    if not 0 <= at < len(lines) or not may_be_title(lines[at]) or find_part_label(lines[at].text):
        return -2.0
    return _weigh(lines, at, lines[at].text, width)


def _weigh(lines: Sequence[Line], at: int, text: str, width: int) -> float:
    """Return how much words look like a title: more than 0 if they more likely are one."""
    line = lines[at]
    parted = _part_line(line, len(line.text) - len(text))
    likely = _part_likely(text) if parted is None else None
    weight = -_LIKELY_PARTED if likely else 0.0
    parted = parted or likely
    title = clean_title(parted[0] if parted else text).text
    plain = trim(title)
    if plain.endswith(":") and len(plain.split()) <= _LONGEST_COLON and _VERB.search(plain) is None:
        plain = plain[:-1].rstrip()  # "Neighbourhood planning:"
    if not plain or not (plain[0].isupper() or plain[0].isdigit() or plain[0] in "“‘\"'(["):
        return -2.0
    style = line.style
    if style.bold or style.size > 1.05 or style.heading is not None:
        weight += 1.0
    if plain.isupper() and sum(map(str.isalpha, plain)) > 3:
        weight += 0.8
    elif _is_sentence(lines, at, plain, width, is_parted=parted is not None):
        weight -= 1.5
    elif not is_title_like(plain):
        weight -= 1.0
    else:
        weight += 1.0
    weight -= _count_against(plain)
    before = lines[at - 1] if at else None
    if (
        before is not None
        and not line.starts_block
        and not trim(before.text).endswith(_CLOSED)
        and read_number_and_title(before.text) is None
    ):
        weight -= 1.2 if len(before.text) >= _FULL * width or _OPEN_END.search(trim(before.text)) else 0.0
    after = lines[at + 1] if at + 1 < len(lines) else None
    if parted is None and (after is None or read_number_and_title(after.text) is not None):
        weight -= _BARE  # in a list of contents no title has text below it
    return weight + (0.2 if line.gap else 0.0)


def _count_against(plain: str) -> float:
    """Return what words weigh less as a title since they tell what was done or paid."""
    told = _TOLD_WORDS if is_minuted_text(plain) or _VERB.search(plain) else 0.0
    return told + (_SUM if _SUM_AT_END.search(plain) else 0.0)


def _part_line(line: Line, begin: int) -> tuple[str, str] | None:
    """Part a title from the text behind it by the cells of its row, or by what its own words or marks say."""
    row = split_row(line, begin) if line.cells else None
    is_title = row is not None and is_title_like(row[0]) and len(row[0].split()) <= _LONGEST_COLON
    if row is not None and is_title and not _VERB.search(row[0]) and not is_minuted_text(row[0]):
        return row
    return _part_surely(line.text[begin:])


@lru_cache(maxsize=8)
def _part_surely(text: str) -> tuple[str, str] | None:
    """Part a title from what its own words or marks say to be text behind it; None where they say nothing."""
    # Remembered, since a line is asked for it by its weight and by its start.
    came = _CAME.fullmatch(text)
    if came is not None:
        return came["title"], came["said"]
    return split_gap(text) or split_again(text) or split_dash(text) or split_shouted(text) or split_stop(text)


def _part_likely(text: str) -> tuple[str, str] | None:
    """Part a few words that may be a title from what stands behind them; None where there are none, or more.

    Before a colon there may be more: no sentence without a verb ends so.
    """
    parted = part_title(text)
    if parted is None:
        return None
    most = _MOST_BEFORE_COLON if trim(text)[len(parted[0]) :].lstrip().startswith(":") else _SHORT
    return parted if len(parted[0].split()) <= most else None


def _is_sentence(lines: Sequence[Line], at: int, title: str, width: int, *, is_parted: bool) -> bool:
    """Return whether words are a sentence, or the first line of one that goes on below."""
    if title.endswith(".") and len(title.split()) > _SENTENCE:
        return True
    after = lines[at + 1] if at + 1 < len(lines) else None
    if is_parted or after is None or after.gap or title.endswith((".", "?", "!")):
        return False
    if is_minuted_text(after.text) and _OPEN_END.search(title) is None:
        return False  # "It was resolved to approve ..." begins a sentence of its own
    goes_on = (trim(after.text)[:1].islower() and not _ENTRY.match(trim(after.text))) or (
        len(lines[at].text) >= _FULL * width and (not after.starts_block or _OPEN_END.search(title) is not None)
    )
    if not goes_on:
        return False
    joined = [title]
    for line in lines[at + 1 : at + 6]:
        if line.gap:
            break
        joined.append(trim(line.text))
        if joined[-1].endswith((".", "?", "!", ":", ";")):
            break
        if len(line.text) < _FULL * width:
            break
    whole = " ".join(joined)
    return whole.endswith((".", ";", ":")) or len(whole.split()) > 40
