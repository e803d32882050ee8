"""Restoration of the lines of a page that a web site has run together."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = ["spread_runs"]

#: A line with so many letters, and with so much of the page, holds its lines run together.
_LEAST_RUN, _SHARE = 600, 0.5
_LEAST_ITEMS = 3
#: A number before words in capitals, which sentences have none of: "1. APOLOGIES FOR ABSENCE Cllr Hill".
_NUMBERED = re.compile(
    r"(?:(?<=[\s.;:)])|(?<=[A-Z]))(?P<number>[0-9]{1,3})[.)]?\s+"
    r"(?P<title>(?:(?!NIL\b|NONE\b)/?[A-Z][A-Z’'/&,()-]*\s+|&\s+|[–—-]\s+){1,30})"
)
#: Labels of who came, which stand on lines of their own.
_COMING = re.compile(
    r"(?<=[\s.;:])(?<!Also )(?<!Members )(?<!Councillors )(?<!Officers )(?<!Staff )(?<!ALSO )"
    r"(?<!MEMBERS )(?<!STAFF )(?<!OFFICERS )"
    r"(?=(?:(?:Also |Members |Councillors |Officers |Staff )?(?:Present|PRESENT|In Attendance"
    r"|IN ATTENDANCE|In attendance)|Apologies|APOLOGIES|Absent|ABSENT)\s?:)"
    r"|(?<=[\s.;:])(?<!ALSO )(?<!OFFICERS )(?<!MEMBERS )(?<!STAFF )"
    r"(?=(?:(?:ALSO |MEMBERS |OFFICERS |STAFF )?(?:PRESENT|ABSENT)|IN ATTENDANCE|ATTENDANCE|GALLERY|APOLOGIES)"
    r"(?:\s[A-Z][a-z]|\s?:\s))"
    r"|(?<=[\s.;:])(?=(?:Attendance|ATTENDANCE|Sederunt|SEDERUNT|Attendees)\s?:)"
    r"|(?<=[a-z.)]\s)(?<!Community )(?<!Parish )(?<!Town )(?<!Board )(?<!Committee )"
    r"(?=(?:Community |Parish |Town |Board |Committee )?(?:Members|Councillors|Trustees) present\s?:)"
    r"|(?<=[a-z.)]\s)(?<!Elected )(?<!Also )(?<!Council )(?<!Parish )(?<!Town )(?<!District )(?<!County )"
    r"(?=(?:Members of (?:the )?[Pp]ublic|Councillors|Cllrs|Officers|Officials|Staff|Guests|Visitors|Police|Press)"
    r"\s?:)"
    r"|(?<=[\s.;:])(?=Present Members\s?:)|(?<=[.]\s)(?=Those present were\s)"
)
#: Where the head begins, behind what a site prints above it; and the sentence that says that the body met.
_HEADS = re.compile(
    r"(?<=\s)(?=(?:DRAFT |CONFIRMED |UNCONFIRMED )?MINUTES OF\s|Minutes of (?:a|an|the)\s)"
    r"|(?<=[0-9]{4}\s)(?=(?:A|An|The)\s(?:\w+\s){0,3}[Mm]eeting\sof\s)"
    r"|(?<=[0-9]{4}\s)(?=The\s(?:[A-Z][\w’'-]+\s){1,6}(?:held|met|convened)\s)"
)
#: A title in capitals without a number, before a word that has none: "WELCOME TO COUNTRY We acknowledge".
_UNNUMBERED = re.compile(
    r"(?<=[.:;)a-z0-9]\s)(?P<title>(?!(?:MOVED|SECONDED|CARRIED|RESOLUTION|RESOLVED|MOTION|PRESENT|NOTED|AGREED)\b)"
    r"[A-Z][A-Z’'/&,-]{3,}(?:\s(?:[A-Z][A-Z’'/&,-]+|[–&-]|A(?=\s[A-Z]{2}))){1,15}?)"
    r"\s(?=(?:(?:CAO|CEO|CFO|RFO|PCSO|PC|MP|MSP|MLA|TD)\s)?[A-Z“(]?[A-Za-z]?[a-z])"
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
#: "4. Highways. " behind the end of a sentence.
_STOPPED = re.compile(
    r"(?<=[.;:)”]\s)(?P<number>[0-9]{1,3})[.)]\s+(?P<title>[A-Z][\w’'/&,()-]*(?:\s+[\w’'/&,()–-]+){0,7})[.:]\s+(?=[A-Z£(“])"
)
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|be|been|will)\b")


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
    return _find_shouted(text) or _find_stopped(text) or _find_referenced(text) or _find_unnumbered(text)


def _find_unnumbered(text: str) -> list[int]:
    """Return the cuts at titles in capitals without numbers, and at the labels and head above them."""
    titles = [
        match
        for match in _UNNUMBERED.finditer(text)
        if not is_minuted_text(match["title"])
        and not (match["title"].endswith("MINUTES") and has_day(text[match.end() : match.end() + _LONGEST_DAY]))
    ]
    titles = titles if len(titles) >= _LEAST_ITEMS else []
    cuts = [cut for match in titles for cut in match.span()]
    return sorted({*cuts, *_find_head(text, min([len(text), *cuts]))} - {0})


def _find_head(text: str, end: int) -> list[int]:
    """Return the cuts in what stands above the first title: where the head begins, and the labels of who came."""
    labels = [match.start() for match in _COMING.finditer(text, 0, min(end, _LONGEST_HEAD))]
    heads = [match.start() for match in _HEADS.finditer(text, 0, min([end, _LONGEST_HEAD, *labels]))]
    return sorted({*labels, *heads} - {0}) if labels or _DATED.search(text, 0, _LONGEST_OPENING) else []


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


def _find_stopped(text: str) -> list[int]:
    """Return the cuts at titles that end in a stop: "4. Highways. Cllr Marsh reported that"."""
    cuts: list[int] = []
    last, first = 0, len(text)
    for match in _STOPPED.finditer(text):
        if int(match["number"]) != last + 1 or is_minuted_text(match["title"]) or _VERB.search(match["title"]):
            continue
        last += 1
        first = min(first, match.start())
        cuts += [match.start(), match.end()]
    if last < _LEAST_ITEMS:
        return []
    cuts += [match.start() for match in _COMING.finditer(text, 0, first)]
    return sorted(set(cuts) - {0})


def _find_shouted(text: str) -> list[int]:
    cuts: list[int] = []
    last, first = 0, len(text)
    for match in _NUMBERED.finditer(text):
        title = match["title"]
        if int(match["number"]) != last + 1 or sum(map(str.isalpha, title)) < _LEAST_CAPITALS:
            continue
        last += 1
        first = min(first, match.start())
        end = match.end()
        lone = re.search(r"(?<=\s)[A-Z]\s+\Z", title)  # "... INTEREST A member declared"
        cuts += [match.start(), match.start("title") + lone.start() if lone else end]
    if last < _LEAST_ITEMS:
        return []
    cuts += [match.start() for match in _COMING.finditer(text, 0, first)]
    return sorted(set(cuts) - {0})
