"""Restoration of the lines of a page that a web site has run together."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.counting.numbering import Candidate, choose_run
from minutesearch.reading.items.plain_starts import may_title
from minutesearch.reading.items.title_parting import part_title
from minutesearch.reading.layout.days import find_day, has_day
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import ItemNumber
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = ["spread_runs"]

#: A line with so many letters, and with so much of the page, holds its lines run together.
_LEAST_RUN, _SHARE = 600, 0.5
_LEAST_ITEMS = 3
#: So many titles of any meeting's business in capitals are the items, and numbers below them are none.
_LEAST_BUSINESS = 3
#: What may count the items: "3.", "IV.", "Item 2 -", "Item No.3:".
_LABEL = re.compile(
    r"(?:(?<=[\s.;:)”])(?<![0-9][:.])|(?<=[A-Z]))(?P<named>(?:Agenda\s)?Item\s(?:No\.?\s?)?)?(?P<number>[0-9]{1,3}|[IVX]{1,5}(?=\.))"
    r"(?P<mark>\s?[.):]|\s[–—-])?\s+(?=[A-Z“/])"
)
#: Words in capitals up to a colon, which sentences have none of: "APOLOGIES FOR ABSENCE Cllr Hill".
_CAPITALS = re.compile(
    r"(?:(?:(?!NIL\b|NONE\b)/?[A-Z][A-Z’'/&,()-]*|&|[–—-])\s+){0,30}"
    r"(?:(?!NIL\b|NONE\b)/?[A-Z][A-Z’'/&,()-]*:\s*|(?<=\s))"
)
_WORD = re.compile(r"\S+")
#: How a title does not end.
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|last|previous|held)|[&,–-])\Z", re.IGNORECASE
)
_TITLE_WITHIN, _MOST_TITLE_WORDS = 200, 14
#: What words behind a number weigh as a title: in capitals, before a mark, as any meeting's business, and as text.
_IN_CAPITALS, _MARKED, _OF_BUSINESS, _AS_TEXT = 1.8, 1.0, 1.2, -1.0
_NAMED, _WITH_MARK, _UNMARKED = 0.8, 0.2, -0.6
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: The first of the items may have lost its number.
_LATEST_FIRST = 3
#: Labels of who came, which stand on lines of their own.
_COMING = re.compile(
    r"(?<=[\s.;:])(?<!Also )(?<!Members )(?<!Councillors )(?<!Officers )(?<!Staff )(?<!ALSO )"
    r"(?<!MEMBERS )(?<!STAFF )(?<!OFFICERS )"
    r"(?=(?:(?:Also |Members |Councillors |Officers |Staff )?(?:Present|PRESENT|In Attendance"
    r"|IN ATTENDANCE|In attendance)|(?<!and )(?<!& )(?:Apologies|APOLOGIES)|Absent|ABSENT)\s?:)"
    r"|(?<=[\s.;:])(?<!ALSO )(?<!OFFICERS )(?<!MEMBERS )(?<!STAFF )"
    r"(?=(?:(?:ALSO |MEMBERS |OFFICERS |STAFF )?(?:PRESENT|ABSENT)|IN ATTENDANCE|ATTENDANCE|GALLERY|APOLOGIES)"
    r"(?:\s[A-Z][a-z]|\s?:\s))"
    r"|(?<=[\s.;:])(?=(?:Attendance|ATTENDANCE|Sederunt|SEDERUNT|Attendees)(?:\s(?:and|&)\s[Aa]pologies)?\s?:)"
    r"|(?<=[a-z.)]\s)(?<!Community )(?<!Parish )(?<!Town )(?<!Board )(?<!Committee )"
    r"(?=(?:Community |Parish |Town |Board |Committee )?(?:Members|Councillors|Trustees) present\s?:)"
    r"|(?<=[a-z.)]\s)(?<!Elected )(?<!Also )(?<!Council )(?<!Parish )(?<!Town )(?<!District )(?<!County )"
    r"(?=(?:Members of (?:the )?[Pp]ublic|Councillors|Cllrs|Officers|Officials|Staff|Guests|Visitors|Police|Press)"
    r"\s?:)"
    r"|(?<=were present:- )(?=[A-Z])|(?<=were present: )(?=[A-Z])|(?<=[a-z)] )(?=-[0-9]{1,3}-\s[A-Z])"
    r"|(?<=[A-Z0-9.])(?=PRESENT[A-Z][a-z])|(?<=[A-Z0-9.]PRESENT)(?=[A-Z][a-z])"
    r"|(?<=[\s.;:])(?=Present Members\s?:)|(?<=[.]\s)(?=Those present were\s)"
)
#: Where the head begins, behind what a site prints above it; and the sentence that says that the body met.
_HEADS = re.compile(
    r"(?:(?<=\s)|(?<=Page [0-9] of [0-9]))(?=(?:DRAFT |CONFIRMED |UNCONFIRMED )?MINUTES OF\s)"
    r"|(?<=\s)(?=Minutes of (?:a|an|the|meeting held)\s)"
    r"|(?<=[A-Z]\s)(?=A meeting of the\s.{4,120}\sheld\b)"
    r"|(?<=[0-9]{4}\s)(?=(?:A|An|The)\s(?:\w+\s){0,3}[Mm]eeting\sof\s)"
    r"|(?<=[0-9]{4}\s)(?=The\s(?:[A-Z][\w’'-]+\s){1,6}(?:held|met|convened)\s)"
)
#: A title in capitals without a number, before a word that has none: "WELCOME TO COUNTRY We acknowledge".
_UNNUMBERED = re.compile(
    r"(?<=[.:;)a-z0-9]\s)(?P<title>(?!(?:MOVED|SECONDED|CARRIED|RESOLUTION|RESOLVED|MOTION|PRESENT|NOTED|AGREED)\b)"
    r"(?:[A-Z][A-Z’'/&,-]{3,}|NEW|OLD|ANY)(?:\s(?:[A-Z][A-Z’'/&,-]+|[–&-]|A(?=\s[A-Z]{2}))){1,15}?)"
    r"(?:\s?:)?\s(?=(?:(?:CAO|CEO|CFO|RFO|PCSO|PC|MP|MSP|MLA|TD)\s)?[A-Z“(]?[A-Za-z]?[a-z]|[A-Z]\.?\s[A-Z][a-z]|[0-9]{1,2}\.\s[A-Z])"
)
#: A label of who came, with its colon, is no title.
_OF_COMING = re.compile(r"\b(?:PRESENT|ABSENT|ATTENDANCE|ATTENDING|APOLOGIES|REGRETS|EXCUSED)\s?:\s\Z")
#: One word in capitals behind a sentence, before another: "INVOCATION Pastor Ash prayed".
_ONE_WORD = re.compile(r"(?<=[.!?”)]\s)(?P<title>[A-Z]{4,})(?:\s?:)?\s(?=[A-Z“][a-z’]|A\s)")
#: "57/19 ELECTION OF CHAIR", its number in the run of a year and its capitals glued to the words behind them.
_REGISTERED = re.compile(r"(?<![0-9/])(?P<first>[0-9]{1,4})/(?P<second>[0-9]{1,4})(?![0-9/])[.:]?\s*(?=[A-Z])")
#: "The hours were posted. Old Business: The pole was painted."
_SMALL = re.compile(r"(?<=[.!?)]\s)(?P<title>[A-Z][A-Za-z’'&/ -]{2,45}):\s+(?=[A-Z“0-9])")
_MOST_SMALL = 6
_GLUED = re.compile(
    r"(?:(?:[A-Z0-9][A-Z0-9’'/&,()-]*|[–&-]|[0-9]{1,2}(?:st|nd|rd|th))\s+)*"
    r"(?:[A-Z0-9’']*[A-Z0-9](?=[A-Z][a-z])|(?<=\s))"
)
#: "Cou/285/07-08 ".
_REFERENCED = re.compile(
    r"(?<=\s)(?P<prefix>[A-Z][A-Za-z]{0,5}[/.-])(?P<main>[0-9]{1,4})[/.-][0-9]{2,4}(?:[-/][0-9]{2})?\s+(?=[A-Z])"
)
#: The menu of an archive of documents, its steps run together and into the first words of the page.
_MENU = re.compile(r"(?:Loading\.{3}\s*)?Home ?My (?:WebLink|Public Portal) ?About")
_LEAST_CAPITALS = 4
_LEAST_HEAD, _HEAD_WITHIN = 250, 4
#: The head and those present stand in so many letters at the top.
_LONGEST_HEAD = 4000
#: The sentence that says which meeting it was.
_DATED = re.compile(r"\b(?:MINUTES|Minutes) (?:of|OF)\b.{10,250}?\b(?:19|20)[0-9]{2}\b")
_LONGEST_OPENING, _LONGEST_DAY = 600, 30
#: How a head begins that names no "Minutes of", and the time behind its day.
_SAYS_MINUTES = re.compile(r".{0,90}?\b(?:MINUTES|Minutes)\b\W{0,3}(?:[A-Z]+\s)?(?=\w)", re.DOTALL)
_HOUR = re.compile(r",?\s(?:at\s)?[0-9]{1,2}(?:[:.][0-9]{2})?\s?[AaPp]\.?[Mm]\b\.?")


def spread_runs(lines: Sequence[Line]) -> list[Line]:
    """Split the lines that hold most of a page at the numbered titles in capitals in them.

    Pages of web sites lose their line breaks so. A line without a run of such titles stays as it is.

    Args:
        lines: All lines of a page.
    """
    whole = sum(len(line.text) for line in lines)
    spread: list[Line] = []
    for at, line in enumerate(lines):
        menu = _MENU.match(line.text) if at < _HEAD_WITHIN else None
        if menu is not None and menu.end() < len(line.text):
            spread.append(dataclasses.replace(line, text=menu[0]))
            line = dataclasses.replace(line, text=line.text[menu.end() :], starts_block=True)
        cuts = _find_cuts(line.text) if len(line.text) > max(_LEAST_RUN, _SHARE * whole) else []
        if not cuts and at < _HEAD_WITHIN and len(line.text) > _LEAST_HEAD:
            cuts = _find_head(line.text, len(line.text))
        edges = [0, *cuts, len(line.text)]
        parts = [line.text[begin:end] for begin, end in itertools.pairwise(edges)]
        parts = [part for part in parts if trim(part)]
        spread += [dataclasses.replace(line, text=part, starts_block=True) for part in parts] if cuts else [line]
    return spread


def _find_cuts(text: str) -> list[int]:
    """Return where the lines of a run-together text begin: at its numbered titles, below them, at labels."""
    titles = _find_unnumbered(text)
    # Numbers below titles of any meeting's business in capitals count entries: "NEW BUSINESS 2. Hold a hearing".
    business = sum(names_business(title) for _, _, title in titles)
    numbered = _find_registered(text) or _find_numbered(text) or _find_referenced(text)
    if numbered and not (business >= _LEAST_BUSINESS and len(titles) > len(numbered)):
        return numbered
    if not titles and (small := _find_small(text)):
        return small
    cuts = [cut for begin, end, _ in titles for cut in (begin, end)]
    return sorted({*cuts, *_find_head(text, min([len(text), *cuts]))} - {0})


def _find_unnumbered(text: str) -> list[tuple[int, int, str]]:
    """Return where titles in capitals without numbers begin and end in a text, and their words: three at least."""
    titles = [
        (*match.span(), match["title"])
        for match in _UNNUMBERED.finditer(text)
        if not is_minuted_text(match["title"])
        and not match["title"].endswith(",")
        and not _OF_COMING.search(match[0])
        and not (match["title"].endswith("MINUTES") and has_day(text[match.end() : match.end() + _LONGEST_DAY]))
    ]
    if titles:
        words = (match for match in _ONE_WORD.finditer(text) if names_business(match["title"]))
        titles += [(*match.span(), match["title"]) for match in words]
    return sorted(titles) if len(titles) >= _LEAST_ITEMS else []


def _find_registered(text: str) -> list[int]:
    """Return the cuts at three numbers or more that count on in one year, and behind their titles.

    The year stands behind the number or before it: "57/19", "16/014".
    """
    found = list(_REGISTERED.finditer(text))
    last: dict[tuple[bool, int, str], int] = {}
    runs: dict[tuple[bool, int], tuple[int, int | None]] = {}
    for at, match in enumerate(found):
        for is_behind, count, year in ((True, "first", "second"), (False, "second", "first")):
            main = int(match[count])
            before = last.get((is_behind, main - 1, match[year]))
            runs[is_behind, at] = (1 + (runs[is_behind, before][0] if before is not None else 0), before)
            last[is_behind, main, match[year]] = at
    (is_behind, end), (length, _) = max(runs.items(), key=lambda each: each[1][0], default=((True, 0), (0, None)))
    best: list[re.Match[str]] = []
    at_last: int | None = end
    while length >= _LEAST_ITEMS and at_last is not None:
        best.append(found[at_last])
        at_last = runs[is_behind, at_last][1]
    if not best:
        return []
    cuts = [cut for match in best for cut in (match.start(), _end_of_title(text, match.end()))]
    return sorted({*cuts, *_find_head(text, best[-1].start())} - {0})


def _end_of_title(text: str, begin: int) -> int:
    """Return where the title behind a number ends: in capitals, maybe glued to what follows, or by its words."""
    title = _GLUED.match(text, begin, begin + _TITLE_WITHIN)
    if title is not None and sum(map(str.isalpha, title[0])) >= _LEAST_CAPITALS:
        lone = re.search(r"(?<=\s)[A-Z]\s+\Z", title[0])
        return begin + lone.start() if lone else title.end()
    return begin + _weigh_title(text[begin : begin + _TITLE_WITHIN])[1]


def _find_small(text: str) -> list[int]:
    """Return the cuts before few words with a colon behind sentences, if most are of any meeting's business."""
    found = [
        match
        for match in _SMALL.finditer(text)
        if len(match["title"].split()) <= _MOST_SMALL and may_title(match["title"])
    ]
    titles = {match["title"].lower() for match in found}
    business = {title for title in titles if names_business(title)}
    if len(business) < _LEAST_BUSINESS or 2 * len(business) < len(titles) or len(titles) < len(found):
        return []
    cuts = [match.start() for match in found]
    return sorted({*cuts, *_find_head(text, cuts[0])} - {0})


def _find_head(text: str, end: int) -> list[int]:
    """Return the cuts in what stands above the first title: where the head begins, and the labels of who came."""
    labels = [match.start() for match in _COMING.finditer(text, 0, min(end, _LONGEST_HEAD))]
    heads = [match.start() for match in _HEADS.finditer(text, 0, min([end, _LONGEST_HEAD, *labels]))]
    if labels or _DATED.search(text, 0, _LONGEST_OPENING):
        return sorted({*labels, *heads} - {0})
    # "CITY COUNCIL MEETING MINUTES Tuesday, March 4, 2025 7:00 PM City Hall": the head ends with its day.
    said = _SAYS_MINUTES.match(text, 0, end)
    day = find_day(text[said.end() : said.end() + _LONGEST_DAY]) if said is not None else None
    if said is None or day is None or said.end() + day.end >= end:
        return []
    until = said.end() + day.end
    hour = _HOUR.match(text, until)
    return [hour.end() if hour is not None else until]


def _find_referenced(text: str) -> list[int]:
    """Return the cuts at three references or more in sequence: "Cou/285/07-08 Apologies ... Cou/286/07-08"."""
    found: list[re.Match[str]] = []
    for match in _REFERENCED.finditer(text):
        if not found or (
            match["prefix"] == found[0]["prefix"] and int(match["main"]) == int(found[-1]["main"]) + 1
        ):
            found.append(match)
    if len(found) < _LEAST_ITEMS:
        return []
    cuts = [match.start() for match in found]
    return sorted({*cuts, *_find_head(text, cuts[0])} - {0})


def _find_numbered(text: str) -> list[int]:
    """Return the cuts at the numbers that count the items, as on any page, and behind their titles."""
    found: list[tuple[Candidate, int, int, bool]] = []
    for match in _LABEL.finditer(text):
        weight, end = _weigh_title(text[match.end() : match.end() + _TITLE_WITHIN])
        is_shouted = weight >= _IN_CAPITALS
        weight += _NAMED * bool(match["named"])
        weight += _WITH_MARK if match["mark"] else 0.0 if is_shouted else _UNMARKED
        number = match["number"]
        is_figure = number.isdigit()
        counted = ItemNumber(number, _value_of(number), is_sub=False, style="9." if is_figure else "I.")
        candidate = Candidate(at=len(found), number=counted, weight=weight)
        found.append((candidate, match.start(), match.end() + end if end else 0, bool(match["named"])))
    run = [found[at] for at in choose_run([each[0] for each in found])]
    # Two are enough that say so themselves, or whose titles are in capitals and whose numbers count on.
    is_sure = all(named for _, _, _, named in run) or (
        len(run) == 2
        and all(one.weight >= _IN_CAPITALS + _UNMARKED for one, _, _, _ in run)
        and run[1][0].number.main == run[0][0].number.main + 1
    )
    least = 2 if run and is_sure else _LEAST_ITEMS
    titled = sum(end > 0 for _, _, end, _ in run)
    # The numbers of a minute book count on from meeting to meeting, and their titles are in capitals.
    is_late = (
        run
        and run[0][0].number.main > _LATEST_FIRST
        and not all(one.weight >= _IN_CAPITALS + _UNMARKED for one, *_ in run)
    )
    if len(run) < least or titled * 2 < len(run) or is_late:
        return []
    cuts = [cut for _, begin, end, _ in run for cut in (begin, end)]
    first = run[0][1]
    return sorted(
        {*cuts, *(match.start() for match in _COMING.finditer(text, 0, first)), *_find_head(text, first)} - {0}
    )


def _value_of(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def _weigh_title(text: str) -> tuple[float, int]:
    """Return how much words behind a number look like a title, and where the text behind it begins; 0 without."""
    shouted = _CAPITALS.match(text)
    if shouted is not None and sum(map(str.isalpha, shouted[0])) >= _LEAST_CAPITALS:
        lone = re.search(r"(?<=\s)[A-Z]\s+\Z", shouted[0])  # "... INTEREST A member declared"
        return _IN_CAPITALS, lone.start() if lone else shouted.end()
    if (parted := part_title(text)) is not None and not _ends_early(parted[0]):
        return _MARKED + (_WITH_MARK if names_business(parted[0]) else 0.0), len(trim(text)) - len(parted[1])
    words = list(itertools.islice(_WORD.finditer(text), _MOST_TITLE_WORDS))
    for word, after in itertools.pairwise(words):
        title = text[: word.end()]
        begins = after[0][0].isupper() or (after[0][0].isdigit() and not after[0].isdigit())
        if begins and not _ends_early(title) and names_business(title):
            return _OF_BUSINESS, after.start()
    return _AS_TEXT, 0


def _ends_early(title: str) -> bool:
    return _OPEN_END.search(title) is not None
