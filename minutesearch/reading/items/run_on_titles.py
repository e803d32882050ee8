"""Division of lines on which a title and the text behind it stand together, up to a whole page on one line."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = [
    "ABBREVIATED",
    "split_again",
    "split_dash",
    "split_gap",
    "split_row",
    "split_run_on",
    "split_shouted",
    "split_stop",
    "spread_line",
]

#: Words that a title has in lower case in its middle, so that a capital begins the sentence behind the title.
_OPENERS = frozenset(
    [
        "To",
        "The",
        "You",
        "This",
        "These",
        "At",
        "In",
        "A",
        "An",
        "It",
        "Members",
        "Following",
        "That",
        "There",
        "Please",
        "Report",
        "Consideration",
        "Councillors",
        "As",
        "On",
        "For",
        "Any",
        "If",
        "All",
        "Where",
    ]
)
_MOST_TITLE_WORDS = 24
_FILE_INSIDE = re.compile(
    r"\s(?:[a-z]{3,4} icon\s{1,9})?(?:PDF|DOCX?|Word)\s{1,9}[0-9][0-9.,]{0,9}\s{0,9}[KM]B(?=\s)"
)
#: A title, a dash, and what only minutes say.
_DASHED = re.compile(
    r"(?P<title>[A-Z][^\s–—:.]*(?:\s[^\s–—:.]+){0,5})\s[–—-]\s"
    r"(?P<said>(?:(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|none|nil|no|resolved|agreed|noted|apologies)\b"
    r"|the\s(?:chair\w*|clerk|mayor|minutes|council|meeting|committee|members)\b).*)",
    re.IGNORECASE | re.DOTALL,
)
_DASHED_NOTHING = re.compile(r"(?P<title>[A-Z][^–—.:;]{4,120}?)\s[–—-]\s(?P<said>(?:None|Nil|N/A)\.?)")
_TITLE_BREAK = 1000
_GAP = re.compile(r"\s{3,}")
_LEAST_SPACED = 2
#: A title and its text on one line, parted by a stop or a colon; no initial or abbreviation before it.
_STOPPED = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,110}?(?:[a-z)(’'A-Z]{3}|(?:19|20)[0-9]{2}))(?P<mark>[.:])\s+(?P<said>[A-Z(“\"].{2,})",
    re.DOTALL,
)
#: "Banking: 069/23: All agreed": the minute's number stands behind the title.
_REFERRED = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,90}):\s(?P<said>[0-9]{1,4}[/-][0-9]{2,4}(?::|\s[–-])?\s+\S.*)", re.DOTALL
)
#: "Apologies for absence EPC617:24.06.20 An apology ...": the minute's code is behind the title without a mark.
_CODED = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,110}?(?:\([^()\n]{2,60}\))?)\s"
    r"(?P<said>[A-Z]{2,6}[0-9]{2,5}\s?[:/-]\s?[0-9]{1,2}[\s./-]{1,2}[0-9]{1,2}[\s./-]{1,2}[0-9]{2,4}\s+\S.*)",
    re.DOTALL,
)
_MOST_STOPPED, _MOST_LABELLED, _MOST_NOTHING = 7, 4, 14
#: What stands behind a longer title: that there was nothing.
_NOTHING = re.compile(r"(?:there (?:was|were) no|none\b|no \w+ (?:was|were))", re.IGNORECASE)
#: "Disclosure of Interests None."
_NOTHING_ELSE = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{4,90}?[a-z)])[\s–-]+(?P<said>(?:None|Nil|N/A)(?:\s[a-z]+){0,3}\.?)"
)
#: "Apologies; David Ash, Andrew Birch": who did not come, behind the title.
_COMING = re.compile(
    r"(?P<title>Apolog(?:y|ies)(?:\s(?:for|of)\s(?:absence|non-attendance))?)\s?[:;]\s+"
    r"(?P<said>[A-Z][\w’'.-]*\s[A-Z][\w’'-]+.*)",
    re.DOTALL,
)
#: "Adjournment: 7:45 p.m."
_TIMED = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,60}):\s+(?P<said>(?:at\s)?[0-9]{1,2}[:.][0-9]{2}\s?[AaPp]\.?[Mm]\b.*)", re.DOTALL
)
_SAYS = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|said|asked|moved|noted|agreed|resolved|that)\b"
)
#: A title in capitals, and its text in other letters on the same line.
_SHOUTED = re.compile(
    r"(?P<title>[A-Z][A-Z’'/&,()-]*(?:\s(?:[A-Z][A-Z’'/&,()-]+|&|[–—-]|[0-9]{1,2}(?:st|nd|rd|th)|(?:19|20)[0-9]{2})){0,14}:?)"
    r"\s+(?P<said>(?:[A-Z][a-z]|A\s[a-z]|#?[0-9]{1,4}[-/][0-9]{1,4}\s|[“(]).*)",
    re.DOTALL,
)
_LEAST_SHOUTED = 5
_OF_SENTENCE = re.compile(r"(?:THE|AN?|NO|THERE|IT|MRS?|MS|MISS|DR|COUNCILLOR|CLLR)\b")
_PERSONS = re.compile(
    r"(?:cllrs?|councill?ors?|chair(?:man|woman|person)?|mr|mrs|ms|miss|dr|none|nil|no|received|borough|county"
    r"|district)\b"
    r"|[A-Z]\.\s?[A-Z]",
    re.IGNORECASE,
)
#: How words end whose stop ends no sentence.
ABBREVIATED = re.compile(
    r"\b(?:cllrs?|crs?|mrs?|ms|dr|rev|prof|hon|st|nos?|ref|approx|dept|ltd|co|inc|etc)\Z", re.IGNORECASE
)
#: Where a sentence ends and a resolution begins with its label.
_BEFORE_RESOLUTION = re.compile(
    r"(?<=[.!?”])\s+(?=(?:UNANIMOUSLY\s|Unanimously\s)?(?:RESOLVED|Resolved|AGREED|Agreed)\b\s*"
    r"(?:[:–—-]|that\b|That\b|THAT\b|to\b|unanimously\b))"
)
_LEAST_LETTERS = 3
#: The head of a column of a table that lists persons.
_OF_PERSONS = re.compile(
    r"(?:(?:full\s)?names?|persons?|members?|councill?ors?|attendees?|payees?|suppliers?|contractors?|applicants?)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?P<header>Agenda item)\s+(?=\S)", re.IGNORECASE)


#: "Apologies for Absence Apologies for absence were received": the text begins with the words of its title.
_AGAIN = re.compile(r"(?P<title>[A-Z][^.:;\n]{4,60}?)\s(?=(?P=title)\b)", re.IGNORECASE)
_LEAST_AGAIN = 2


def split_again(text: str) -> tuple[str, str] | None:
    """Split a line whose text begins with the words of its title, two at least; None for any other."""
    match = _AGAIN.match(trim(text))
    if match is None or len(match["title"].split()) < _LEAST_AGAIN or _SAYS.search(match["title"]):
        return None
    return match["title"], trim(text)[match.end() :]


def split_run_on(text: str) -> tuple[str, str] | None:
    """Split "Apologies To receive any apologies." into title and sentence; None if a text is no such line."""
    text = trim(text)
    if (parted := _split_referred(text) or _split_marked(text)) is not None:
        return parted
    if match := _FILE_INSIDE.search(text[:_TITLE_BREAK]):
        return text[: match.end()], text[match.end() :].strip()
    words = list(re.finditer(r"\S+", text[:_TITLE_BREAK]))
    for place in range(1, min(len(words) - 1, _MOST_TITLE_WORDS)):
        word, after = words[place][0], words[place + 1][0]
        before = words[place - 1][0]
        if before[-1] in ".?!;,":
            if before[-1] in "?!;," or len(before) > 4:
                return None
        elif word in _OPENERS and after[:1].islower() and (word == "To" or not before[:1].islower()):
            return text[: words[place].start()].rstrip(), text[words[place].start() :]
    return None


#: "9. Planning:- No objection": a mark that nothing but a title has behind it.
_MARKED = re.compile(r"(?P<title>[A-Z][^.:;?!\n]{2,110}?)\s?:[-–—]\s*(?P<said>\S.*)", re.DOTALL)


def _split_marked(text: str) -> tuple[str, str] | None:
    """Split "Planning:- No objection" at its mark; None without one."""
    match = _MARKED.fullmatch(text)
    return (match["title"], match["said"]) if match is not None and not _SAYS.search(match["title"]) else None


def _split_referred(text: str) -> tuple[str, str] | None:
    """Split "Banking: 069/23: All agreed" where a minute's number stands behind the title; None without one."""
    match = _REFERRED.fullmatch(text) or _CODED.fullmatch(text)
    return (match["title"], match["said"]) if match is not None and not _SAYS.search(match["title"]) else None


def split_gap(text: str) -> tuple[str, str] | None:
    """Split "Apologies      None" at a gap that no title has; None without one."""
    parts = _GAP.split(trim(text[:_TITLE_BREAK]))
    if len(parts) > _LEAST_SPACED and all(len(part.split()) == 1 for part in parts):
        return None  # a line that is set wide: "REGULAR   AGENDA   ITEMS"
    parts = _GAP.split(trim(text[:_TITLE_BREAK]), maxsplit=1)
    return (parts[0], parts[1] + text[_TITLE_BREAK:]) if len(parts) == 2 else None


def split_row(line: Line, begin: int) -> tuple[str, str] | None:
    """Split the row of a table where the cell of its title ends, or that cell's first line; None without more.

    Args:
        line: The row.
        begin: Where the title begins.
    """
    if any(_OF_PERSONS.fullmatch(trim(head)) for head, _ in line.cells):
        return None
    end = 0
    for part in (part for block in line.blocks for part in (block.parts or (block.text,)) if trim(part)):
        start = line.text.find(trim(part), end)
        if start < 0:
            return None
        end = start + len(trim(part))
        if end > begin:
            break
    title, said = trim(line.text[begin:end]), trim(line.text[end:])
    is_worded = sum(map(str.isalpha, title)) >= _LEAST_LETTERS  # the row of a table of figures is not
    return (title, said) if line.cells and is_worded and said else None


def split_dash(text: str) -> tuple[str, str] | None:
    """Split "Apologies – Cllr Jory (holiday)." if only minutes can stand after the dash; None otherwise."""
    if (bare := _DASHED_NOTHING.fullmatch(trim(text))) is not None:
        return bare["title"], bare["said"]
    match = _DASHED.match(trim(text))
    if match is None or not match["said"].endswith("."):
        return None
    return match["title"], match["said"]


def split_shouted(text: str) -> tuple[str, str] | None:
    """Split "CALL TO ORDER Mayor Hill called ..." where capitals end and a sentence begins; None otherwise."""
    match = _SHOUTED.match(trim(text))
    if match is not None and match["said"][0] == "(" and match["said"].endswith(")"):
        return None  # what stands in brackets behind a title is a part of it
    if match is None or sum(map(str.isalpha, match["title"])) < _LEAST_SHOUTED:
        return None
    # What was agreed behind a title makes no sentence of it; "THE MAYOR Ann Ash reported" is one.
    if is_minuted_text(match["title"]) or (_OF_SENTENCE.match(text) and is_minuted_text(text)):
        return None
    is_short = len(match["said"].split()) <= _MOST_LABELLED and not _NOTHING.match(match["said"])
    if is_short or not any(map(str.islower, match["said"])):
        return None
    return match["title"], match["said"]


def split_stop(text: str) -> tuple[str, str] | None:
    """Split "Transport. No complaints were received." if a few words stand before the first stop or colon."""
    if (bare := _NOTHING_ELSE.fullmatch(trim(text))) is not None and not _SAYS.search(bare["title"]):
        return bare["title"], bare["said"]
    if (named := _COMING.fullmatch(trim(text))) is not None:
        return named["title"], named["said"]
    if (parted := _split_referred(trim(text)) or _split_marked(trim(text))) is not None:
        return parted
    if (timed := _TIMED.fullmatch(trim(text))) is not None and not _SAYS.search(timed["title"]):
        return timed["title"], timed["said"]
    match = _STOPPED.fullmatch(trim(text))
    longest = _MOST_NOTHING if match is not None and _NOTHING.match(match["said"]) else _MOST_STOPPED
    if match is None or len(match["title"].split()) > longest or _SAYS.search(match["title"]):
        return None
    if match["mark"] == ":" and not _PERSONS.match(match["said"]):
        is_said = match["said"].endswith(".") or len(match["said"].split()) > _MOST_LABELLED
        few = len(match["title"].split()) <= _MOST_LABELLED
        is_short = is_said and (few or _NOTHING.match(match["said"]) is not None)
        if not is_short or any(map(str.isdigit, match["title"])):
            return None
    if ABBREVIATED.search(match["title"]):
        return None
    return match["title"], match["said"]


def spread_line(split: Sequence[Line]) -> list[Line]:
    """Split a page of one line into lines for its header, title, purpose and resolutions.

    Args:
        split: The line, already split at its labels.
    """
    lines: list[Line] = []
    for at, line in enumerate(split):
        lines += _lines_of_title(line) if not at else [line]
    texts = ((line, part) for line in lines for part in _BEFORE_RESOLUTION.split(line.text) if trim(part))
    return [dataclasses.replace(line, text=part, starts_block=True) for line, part in texts]


def _lines_of_title(line: Line) -> list[Line]:
    header = _HEADER.match(line.text, len(line.text) - len(line.text.lstrip()))
    if header is None:
        return [line]
    rest = line.text[header.end() :]
    parts = (header["header"], *(split_run_on(rest) or (rest,)))
    return [dataclasses.replace(line, text=part) for part in parts if trim(part)]
