"""Lines of a head as names stand in them: parted by columns, and joined where a name breaks off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minutesearch.pages import Line
from minutesearch.reading.heads.bodies.body_names import (
    LONGEST_BODY,
    has_verb,
    is_page_title,
    is_plain_council,
    looks_like_body,
    looks_like_council,
    plain_words,
)
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.layout.days import find_day, has_day

__all__ = ["NAMED_WITHIN", "PRESENT", "first_column", "split_columns"]

#: The body and the council stand on one of so many lines at the top.
NAMED_WITHIN = 8
PRESENT = re.compile(
    r"(?:[0-9]{1,3}[.)]?\s+)?(?:\w+\s)?"
    r"(?:(?:present|in attendance)\s{0,3}:[-–]?|(?:those\s|members\s)?(?:attending|present|presennol)\b:?)\s*",
    re.IGNORECASE,
)
#: Words that the next line goes on from.
_GOES_ON = re.compile(r"\b(?:of|for)(?:\sthe)?\Z|\A(?:the|and)\Z", re.IGNORECASE)
#: How a name ends that goes on in the next line, if that has the noun of a body.
_IN_LIST = re.compile(r"(?:\s(?:and|&)|,|\w-)\Z", re.IGNORECASE)
#: A line that begins with the noun of a body, and has nothing else but what says that it met.
_NOUN_FIRST = re.compile(
    r"(?:sub-?\s?committee|committee|board|commission|authority|panel|(?:(?:parish|town|community|city|village)\s)?council"
    r"|forum|partnership)"
    r"(?:\s(?:(?:regular|special|annual|general|monthly)\s)?(?:meeting|minutes|agenda)(?:\sminutes)?)?",
    re.IGNORECASE,
)
#: Words of a name, and of no address, list, person or label.
_NAME_ONLY = re.compile(
    r"(?!(?i:mayor|clerk|chair\w*|secretary|president|councill?or|cllr|mrs?|ms|dr|state|draft|final|approved|regular"
    r"|special|annual|monthly)\b)(?:[A-Z(][\w’'&.)-]*)"
    r"(?:(?:,(?=.*\s(?i:and|&)\s))?\s(?:[A-Z(][\w’'&.)-]*|of|and|for|with|the|&|#[0-9]+)){1,9}"
)
_WIDE = re.compile(r"\s{3,}")
#: Nouns of bodies that no name begins with.
_NEVER_FIRST = frozenset(("association", "society", "club", "district", "federation", "league", "guild", "union"))
#: A line that ends so has said what it is.
_SAYS_WHAT = re.compile(
    r"\b(?:meetings?|minutes|agenda|agm|notes|held|present|hall|room|chairman|chair|president|secretary|clerk"
    r"|chambers?|cent(?:re|er)|offices?|building|street|road|avenue|session|workshop|hearing)\Z",
    re.IGNORECASE,
)
_OPENS_NAME = re.compile(r"\b(?:meeting|minutes|proceedings|session)\s(?:of|at)\b", re.IGNORECASE)
_NOUN = re.compile(r"council|committee|board|commission", re.IGNORECASE)
#: What may be the first half of a name: words with capitals, which no headline, person or label has.
_HALF = re.compile(
    r"(?!(?i:minutes?|draft|agenda|approved|unapproved|notice|the|mayor|clerk|chair\w*|cllr|councill?or|mrs?|ms|dr)\b)"
    r"[A-Z][\w’'&.-]*(?:,?\s(?:[A-Z][\w’'&.-]*|of|and|with|upon|on|the|&)){0,6},?"
)
_PLACE_OF = re.compile(
    r"(?:the\s)?(?:corporation\sof\s(?:the\s)?)?(?:\w+\s)?(?:city|town|village|county|township|borough|parish|shire|municipality)\sof\b",
    re.IGNORECASE,
)


def split_columns(lines: Sequence[Line], *, page: Sequence[Line] = ()) -> list[str]:
    """Return the lines of a head, each name whole: joined where it breaks off, parted where a wide gap does so.

    What a wide gap parts stands in columns of their own: "City of Anyford      Commissioners:".

    Args:
        lines: The lines of the head.
        page: All lines of the page, where a name may stand again, and in one line.
    """
    parts: list[str] = []
    for line in lines[:NAMED_WITHIN]:
        first, *others = map(plain_words, _WIDE.split(line.text.strip()))
        parts += [first, *(other for other in others if not PRESENT.match(other))]
    parts += [plain_words(line.text) for line in lines[NAMED_WITHIN:]]
    parts = _join_again([part for part in parts if part], page)
    return _join_names(list(_join_broken(parts)))


def _join_again(parts: Sequence[str], page: Sequence[Line]) -> list[str]:
    """Return lines with two of the first joined that a body's name takes, as the page has it in one again."""
    pairs = [
        at
        for at, (part, below) in enumerate(itertools.pairwise(parts[:NAMED_WITHIN]))
        if _HALF.fullmatch(part) and _opens_with_body(below)
    ]
    if not pairs:
        return list(parts)
    said = "\n".join(plain_words(part) for line in page for part in _WIDE.split(line.text)).casefold()
    joined = list(parts)
    for at in reversed(pairs):
        name = find_body_spans(joined[at + 1])[0].name
        if re.search(rf"(?<!\w){re.escape(f'{joined[at]} {name}'.casefold())}(?!\w)", said):
            joined[at : at + 2] = [f"{joined[at]} {joined[at + 1]}"]
    return joined


def _opens_with_body(text: str) -> bool:
    """Return whether a line begins with the name of a body."""
    spans = find_body_spans(text) if len(text) <= LONGEST_BODY else []
    return bool(spans) and spans[0].start == 0


def first_column(text: str) -> str:
    """Return a line without what a wide gap parts from a body's name at its start, unless that is a day."""
    first, *others = _WIDE.split(text.strip())
    named = bool(others) and (looks_like_body(first) or looks_like_council(first))
    return first if named and not any(map(has_day, others)) else text


def _join_broken(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines of a head, those that break off joined with the next: "Minutes of the" and "Library Board"."""
    opened, is_inside = "", False
    for text, below in itertools.pairwise((*texts, "")):
        joined = f"{opened} {text}".strip()
        breaks = not opened and _breaks_name(text, below)
        if (breaks or _GOES_ON.search(text)) and len(joined) <= LONGEST_BODY:
            opened, is_inside = joined, breaks
            continue
        # What breaks off above a day or a label goes on in neither, unless it does so inside a name.
        yield text if opened and not is_inside and (find_day(text) or ":" in text) else joined
        opened, is_inside = "", False


def _is_whole(text: str) -> bool:
    """Return whether a line is the name of a body or of a place that is one, and not the first half of a name."""
    return looks_like_body(text) or _PLACE_OF.match(text) is not None or has_verb(text.lower())


def _breaks_name(text: str, below: str) -> bool:
    """Return whether a line ends inside a name whose noun begins the next: "ELM RESCUE SQUAD", "ASSOCIATION"."""
    if (
        _IN_LIST.search(text)
        and _NAME_ONLY.fullmatch(text.rstrip(",-"))
        and _NOUN.search(below)
        and not find_day(below)
    ):
        return not has_verb(below.lower()) and not looks_like_body(text.rstrip(" ,-")) and ":" not in below
    noun = below.split(" ")[0].strip(".,")
    last = text.split(" ")[-1]
    if not (noun[:1].isupper() and last[:1].isupper() and last.isalpha()) or noun.isupper() != last.isupper():
        return False
    if _SAYS_WHAT.search(text) or looks_like_council(text):
        return False
    if _NOUN_FIRST.fullmatch(below) and _NAME_ONLY.fullmatch(text) and not _is_whole(text):
        return True
    if noun.lower() in _NEVER_FIRST:
        return len(text.split()) > 1 and (_OPENS_NAME.search(text) is not None or not looks_like_body(text))
    # "MINUTES OF MEETING OF OAK AND COUNTY" above "COUNCIL HELD IN": a sentence names whose meeting it was.
    return noun.lower() == "council" and _OPENS_NAME.search(text) is not None and _NOUN.search(last) is None


def _join_names(parts: Sequence[str]) -> list[str]:
    """Return lines with a council's name in capitals joined to the place above: "ELMFORD VALE", "TOWN COUNCIL"."""
    joined: list[str] = []
    for part in parts:
        above = joined[-1] if joined else ""
        is_rest = part.isupper() and (is_plain_council(part) or part.startswith(("OF ", "FOR ")))
        if is_rest and above.isupper() and len(above) + len(part) < LONGEST_BODY and not find_day(above):
            of_place = not looks_like_body(above) and not looks_like_council(above) and not is_page_title(above)
            if of_place or part.startswith(("OF ", "FOR ")):
                joined[-1] = f"{above} {part}"
                continue
        joined.append(part)
    return joined
