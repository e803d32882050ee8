"""Parting of a title and the text behind it by what its siblings do: a run of titles is parted at any mark."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.reading.items.business_titles import is_business, names_business
from minutesearch.reading.items.run_on_titles import ABBREVIATED, split_again
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = ["Sibling", "part_business", "part_siblings", "part_title"]

#: A title is so short at most, and a mark stands so near the beginning of its line.
_MOST_WORDS, _MOST_SHOUTED, _WITHIN = 12, 14, 160
#: What may part a title from its text: a stop or a colon, a dash with a space on one side at least.
_MARK = re.compile(
    r"(?:(?<=[a-z])\s)?[.:;]{1,2}(?:\s*[–—-])?(?=\s)|(?<=[a-z0-9)]):(?=[A-Z][a-z])|\s[–—-]{1,2}(?=\s)|(?<=[\w)])[–—](?=\s)|\s[–—](?=[\w(])"
    r"|(?<=\))-(?=\s)"
)
#: What only a sentence has.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|should|may|can|said|asked|moved|noted|agreed|resolved|reported"
    r"|proposed|seconded|advised|stated|signed|received|that|we|they|he|she|it)\b",
    re.IGNORECASE,
)
#: What stands behind a dash where a title ends at it: a sentence, that there was nothing, or what became of it.
_TOLD = re.compile(
    r"(?:none|nil|n/?a|no|nothing|noted|as|see|there|it|to|item|deferred|received|not|all|the|a|an)\b|.*[.!?]\W{0,2}\Z"
    r"|.*\b(?:was|were|had|has|have|been|said|noted|agreed|approved|resolved|reported|deferred|until)\b",
    re.IGNORECASE | re.DOTALL,
)
#: "Finance 8.1 Accounts": the first number of the next level.
_LEVEL = re.compile(r"\s(?=[0-9]{1,3}\.[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]?\s+[A-Z])")
#: "Planning a). Applications": the first letter of a list.
_FIRST_LETTER = re.compile(r"\s(?=\(?a\)[.:]?\s+[A-Z])")
#: Words behind a dash that go on with a title: "Minutes – Adoption".
_GOES_ON = re.compile(
    r"(?!(?:\w+\s){0,2}(?:[Pp]resent|PRESENT|[Aa]ttendance|[Aa]bsent)\b)[A-Z][\w’'&/,-]*(?:\s[\w’'&/,-]+){0,3}"
)
#: "Accounts 1. The Treasurer": the number of the first paragraph.
_REFERENCE = re.compile(r"\((?:minutes?|items?|pages?|min\.?|ref\.?)\s[^()]*\)", re.IGNORECASE)
_INNER = re.compile(
    r"(?<!\b[Ll]ot)(?<!\b[Nn]o)(?<!\b[Uu]nit)(?<!\b[Ii]tem)(?<!\b[Pp]age)(?<!\b[Pp]lot)\s(?P<number>[0-9]{1,2})\Z"
)
#: Where a sentence begins without a mark: "Interests No declarations were made".
_OPENS = re.compile(
    r"(?<=[\w)])\s(?=(?:No|None|Nil|There|Apologies|(?:Parish|Borough|District|County|Town)\s(?=C(?:ouncillors?|llrs?)\b)|Cllrs?|Councill?ors?|The|It|All|Upon|Following|Having|Mr|Mrs|Ms|Dr)\b)"
)
#: Who did not come, behind "Apologies for absence".
_PERSON = re.compile(r"(?:\w+\s)?(?:Cllrs?|Councill?ors?|Mr|Mrs|Ms|Dr)\b\.?\s[A-Z]")
#: What an officer did: "The Clerk provided".
_DID = re.compile(
    r"The\s(?:Clerk|Chair\w*|Mayor|Treasurer|Secretary|Council|Committee|Board)\s(?:\w+ly\s)?\w+ed\b"
)
_OF_PERSON = re.compile(r"\b(?:Cllrs?|Crs?|Mrs?|Ms|Dr|Rev|[A-Z])\Z")
_LEAST_RUN = 3
#: Before the mark that its siblings part at, a title may be longer.
_MOST_ALIKE = 16
#: "Attendees – Cllr Ann Ash": what stands over persons is so short.
_MOST_OVER_NAMES = 3
#: What ends a title that has a dash in it.
_STOP = re.compile(r":(?=\s)")
#: How no title ends.
_OPEN_END = re.compile(r"\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or)\Z", re.IGNORECASE)
#: A resolution behind a title, which may then be longer.
_RESOLVED, _MOST_RESOLVED = re.compile(r"(?:RESOLVED|Resolved|AGREED|Agreed)\b"), 18


_SET_APART = re.compile(r"\s[.:]\s")
#: What most of a run part at, its siblings do too; a stop may end a sentence as well.
_COMMON = re.compile(r"\s?(?:(?P<colon>:)[-–—]?|(?P<dash>[–—-]))(?=\s)")
_LEAST_COMMON = 3
#: What somebody did, behind words that title the business of any meeting.
_DONE = re.compile(
    r"\b(?:called|convened|opened|led|gave|made|moved|read|presented|welcomed|thanked|reported|asked|declared|apologised"
    r"|proposed|advised|informed|noted|agreed|stated|said|confirmed|explained|suggested|expressed|raised|requested"
    r"|were|was|had|has)\b"
)
#: What ends as a sentence does, though no verb tells it: "Adjournment The meeting adjourned at 8:15 p.m."
_TOLD_BEHIND = re.compile(r"\s[A-Z]\w*(?:\s[a-z]+){2,}\s.*\.\s*\Z")
_WORD = re.compile(r"\S+")
_MOST_OF_BUSINESS, _SAID_WITHIN = 8, 90


class Sibling(NamedTuple):
    """A numbered line of a run."""

    #: What stands behind its number.
    text: str
    #: Whether nothing but a title does.
    is_title: bool


def part_siblings(siblings: Sequence[Sibling]) -> list[tuple[str, str] | None]:
    """Return for each line of a run its title and the text behind it; None for each where it is not to be parted.

    A few words before a stop may be a title or the first words of a sentence. They are titles where most of the
    run are: those that stand alone, and those that part in the same way.
    """
    parted = [None if each.is_title else part_title(each.text) for each in siblings]
    titled = sum(each.is_title or part is not None for each, part in zip(siblings, parted, strict=True))
    if len(siblings) < _LEAST_RUN or titled * 3 < 2 * len(siblings):
        # A stop with a space before it ends no sentence: "Apologies . Mr Ash".
        spaced = [
            _SET_APART.match(each.text, len(part[0])) if part else None
            for each, part in zip(siblings, parted, strict=True)
        ]
        return (
            [part if each else None for part, each in zip(parted, spaced, strict=True)]
            if len(list(filter(None, spaced))) > 1
            else [None] * len(siblings)
        )
    return _part_alike(siblings, parted)


def _part_alike(siblings: Sequence[Sibling], parted: list[tuple[str, str] | None]) -> list[tuple[str, str] | None]:
    """Part those not parted yet at the mark that most of the run part at: one hand parts its titles in one way."""
    parted = [
        part or (None if each.is_title and not _TOLD_BEHIND.search(each.text) else _part_known(trim(each.text)))
        for each, part in zip(siblings, parted, strict=True)
    ]
    marks = Counter(
        _mark_of(each.text, part) for each, part in zip(siblings, parted, strict=True) if part is not None
    )
    common, count = marks.most_common(1)[0] if marks else (None, 0)
    if common is None or count < _LEAST_COMMON or count * 3 < 2 * marks.total():
        return parted
    return [
        part or (None if each.is_title else _part_at(trim(each.text), common))
        for each, part in zip(siblings, parted, strict=True)
    ]


def _part_known(plain: str) -> tuple[str, str] | None:
    """Return words that title the business of any meeting, the longest such, and what is behind them; or None."""
    words = list(itertools.islice(_WORD.finditer(plain), _MOST_OF_BUSINESS + 1))
    for word, after in reversed(list(itertools.pairwise(words))):
        title, said = plain[: word.end()], plain[after.start() :]
        is_apart = (said[0].isupper() or said[0].isdigit()) and (said[:2].isupper() <= (not title.isupper()))
        if is_apart and is_business(title) and _OPEN_END.search(title) is None:
            return title, said
    return None


def _mark_of(text: str, part: tuple[str, str]) -> str | None:
    """Return which mark stands between a title and its text: "colon", "dash"; None for any other."""
    match = _COMMON.match(trim(text), len(part[0]))
    return match.lastgroup if match is not None else None


def _part_at(plain: str, common: str) -> tuple[str, str] | None:
    match = next((each for each in _COMMON.finditer(plain, 0, _WITHIN) if each.lastgroup == common), None)
    if match is None:
        return None
    title, said = plain[: match.start()].rstrip(), plain[match.end() :].lstrip()
    return (title, said) if said and title[:1].isupper() and _may_title(title, most=_MOST_ALIKE) else None


def part_title(text: str) -> tuple[str, str] | None:
    """Part a line into a few words without a verb and what stands behind the mark after them; None without one."""
    plain = trim(text)
    found = next(_iter_partings(plain), None)
    if found is None:
        return None
    title, said = found
    return (title, said) if title and said else None


def _iter_partings(plain: str) -> Iterator[tuple[str, str]]:
    if not plain or not (plain[0].isupper() or plain[0] in "“‘\"'(" or plain[0].isdigit()):
        return
    if (level := _LEVEL.search(plain, 0, _WITHIN)) is not None and _may_title(plain[: level.start()]):
        yield plain[: level.start()].rstrip(" :.–-"), plain[level.end() :]
    if (letter := _FIRST_LETTER.search(plain, 0, _WITHIN)) is not None and _may_title(plain[: letter.start()]):
        yield plain[: letter.start()].rstrip(" :.–-"), plain[letter.end() :]
    yield from _iter_at_marks(plain)
    for opening in _OPENS.finditer(plain, 0, _WITHIN):
        title, said = plain[: opening.start()], plain[opening.end() :]
        tells = is_minuted_text(said) or _VERB.search(said) or _PERSON.match(said) or _DID.match(said)
        is_lone = len(title.split()) == 1 and not is_business(title)
        if not is_lone and _may_title(title) and tells:
            yield title, said
    if (again := split_again(plain)) is not None and _may_title(again[0]):
        yield again
    if (business := part_business(plain)) is not None:
        yield business


def part_business(plain: str) -> tuple[str, str] | None:
    """Return words that title the business of any meeting, and what somebody did behind them without a mark."""
    words = list(itertools.islice(_WORD.finditer(plain), _MOST_OF_BUSINESS + 1))
    for word, after in reversed(list(itertools.pairwise(words))):
        title, said = plain[: word.end()], plain[after.start() :]
        opens = said[0].isupper() and (said[:2].isupper() <= (not title.isupper()))
        if opens and _DONE.search(said, 0, _SAID_WITHIN) and is_business(title):
            return title, said
    return None


def _iter_at_marks(plain: str) -> Iterator[tuple[str, str]]:
    for match in _MARK.finditer(plain, 0, _WITHIN):
        title, said = plain[: match.start()].rstrip(), plain[match.end() :].lstrip()
        is_stop = match[0].lstrip()[0] in ".:;"
        if match[0].startswith(".") and _OF_PERSON.search(title):
            break  # "Submitted by Cllr. N. Ash"
        if match[0].startswith(".") and ABBREVIATED.search(title):
            continue
        if match[0] == "." and (inner := _INNER.search(title)) is not None and _may_title(title[: inner.start()]):
            yield title[: inner.start()], plain[inner.end() - len(inner["number"]) :]
            break
        if not _may_title(title, most=_MOST_RESOLVED if _RESOLVED.match(said) else 0):
            break
        if not is_stop and (whole := _read_whole(plain, match.end())) is not None:
            yield whole
        goes_on = _GOES_ON.fullmatch(said) is not None and not _VERB.search(said)
        is_listed = len(title.split()) <= _MOST_OVER_NAMES and _PERSON.match(said) is not None
        if is_stop or _TOLD.match(said) or is_listed or (names_business(title) and not goes_on):
            yield title, said
        if is_stop:
            break


def _read_whole(plain: str, begin: int) -> tuple[str, str] | None:
    """Return a title with a dash in it and the text behind its stop: "Trees – Members and Staff: None"."""
    stop = _STOP.search(plain, begin, _WITHIN)
    if stop is None:
        return None
    title, said = plain[: stop.start()], plain[stop.end() :].lstrip()
    return (title, said) if said and _may_title(title) and not _PERSON.search(title) else None


def _may_title(title: str, *, most: int = 0) -> bool:
    words = title.split()
    if not words or _VERB.search(title) or is_minuted_text(title) or _OPEN_END.search(title):
        return False
    is_open = title.count("(") > title.count(")") and not title.endswith(")")  # "Chair (Ann Ash (AA)"
    if is_open or _REFERENCE.fullmatch(title):
        return False  # "(Minute 81.2) The Clerk ..."
    return len(words) <= (most or (_MOST_SHOUTED if title.isupper() else _MOST_WORDS))
