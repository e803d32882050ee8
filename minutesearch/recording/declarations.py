"""Extraction of declarations of interest: who declared which sort of interest in which matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.recording.printed.printed_names import iter_names
from minutesearch.records import Declaration, Evidence, Kind, Passage, Span
from minutesearch.segmenting.people.persons import read_person
from minutesearch.segmenting.text.sentences import first_sentence, iter_sentences, iter_words

__all__ = ["read_declarations"]

_ITEM = re.compile(
    r"\b(?:declarations?|disclosures?|conflicts?)\b.*\binterests?\b|\bdeclarations?\b(?!\sof\s(?:acceptance"
    r"|office|result|poll))",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"\bno\b[^.]{0,60}\b(?:declarations?|disclosures?|interests?)\b|\bnone\b|\bnil\b", re.IGNORECASE
)
_DECLARED = re.compile(
    r"\b(?:declar|disclos)(?:ed|ing)\b[^.;]{0,160}?\binterests?\b|\b(?:has|have"
    r"|had) an? [^.;]{0,40}?\bconflicts? of interests?\b",
    re.IGNORECASE,
)
_SORT = (
    r"(?:disclosable|other|non-?registrable|registrable|personal|prejudicial|pecuniary|non-?pecuniary"
    r"|non-?prejudicial"
    r"|significant|financial|non-?financial|direct|indirect|significant other)"
)
#: "Mayor Hill reminded members to disclose any interest".
_ASKING = re.compile(r"\s(?:reminded|asked|called|invited|requested|enquired|advised members|sought)\b")
_INTEREST = re.compile(
    rf"\b(?P<sort>{_SORT}(?:,?\s++(?:and|but|or|&)?\s*+{_SORT}){{0,3}})(?:\s+interests?)?\b", re.IGNORECASE
)
_MATTER = re.compile(
    r"\b(?:agenda\s+)?(?:items?|minutes?)\s*+(?:numbers?|nos?\.?)?\s*+\d{1,3}\s?[a-z]?\b(?:\.\d{1,2})?"
    r"|\bapplication\s+[A-Z0-9][\w/.-]{2,}",
    re.IGNORECASE,
)
#: What who has declared an interest then did.
_LEFT = re.compile(
    r"[^.;,:|\d]{2,60}?\s(?:then\s)?(?:left|vacated|returned to|rejoined|withdrew from)\s(?:the|his|her|their)\b"
)
#: Initials before the verb, as those present are given them: "AA", "BB, CC and DD have".
_INITIALS = re.compile(
    r"\s*(?P<names>[A-Z]{2,4}(?:(?:\s?,\s?|\s?&\s?|\sand\s|,\sand\s)[A-Z]{2,4}){0,9})(?:\s(?:has|have|had|also|both|all))*\s*"
)
_SHORT = re.compile(r"\b[A-Z]{2,4}\b")
#: "Interests: Cllr Hill – item 7 (non-pecuniary)".
_LABEL = re.compile(
    r"(?:(?:declarations?|disclosures?)\s(?:of\s)?)?(?:members[’']?\s)?interests?(?:\sdeclared)?\s?[:–—]\s*",
    re.IGNORECASE,
)
#: A cell of a table: "8 – Housing Company Financing", "63 (c)", "25a".
_CELL = re.compile(
    r"\s*+[,–-]?\s*+(?P<matter>\d{1,3}[a-z]?\b(?:\s\([a-z]\))?(?:\s[–-]\s[A-Z][^.;]{0,80}?(?=\s[A-Z][a-z]+\s[a-z]"
    r"|\Z))?)"
)


def read_declarations(passages: Sequence[Passage], *, title: str | None = None) -> tuple[Declaration, ...]:
    """Return the interests declared in an item, one for each member and passage.

    Under a title of declarations every entry that begins with a name is one; elsewhere only where somebody
    "declared an interest".

    Args:
        passages: The passages of the item in order.
        title: The title of the item.
    """
    titled = title is not None and _ITEM.search(title) is not None
    found: list[Declaration] = []
    for position, passage in enumerate(passages, 1):
        if passage.kind not in (Kind.SUMMARY, Kind.DECISION, Kind.MOTION):
            found += _read_passage(passage, position, titled=titled)
    return tuple(found)


def _read_passage(passage: Passage, position: int, *, titled: bool) -> Iterator[Declaration]:
    text = passage.text
    label = _LABEL.match(text)
    begin = label.end() if label else 0
    several = len(_DECLARED.findall(text)) > 1
    if (
        (titled or label)
        and not several
        and _begins_with_name(text[begin:])
        and not _is_no_declaration(text, begin)
    ):
        yield from _declare(passage, position, Span(begin, len(text)))
        return
    lower = text.lower()
    if not ("declar" in lower or "disclos" in lower or "conflict" in lower) or _DECLARED.search(text) is None:
        return
    for sentence in iter_sentences(text):
        declared = _DECLARED.search(text, *sentence)
        if declared is not None and not _NOBODY.search(text[sentence.start : declared.end()]):
            yield from _declare(passage, position, sentence, until=declared.start())


def _is_no_declaration(text: str, begin: int) -> bool:
    """Return whether an entry says that nobody declared anything, or that somebody asked whether anybody did."""
    if _NOBODY.match(text, begin):
        return True
    if _LEFT.match(text, begin) is not None:
        return all(pattern.search(text, begin) is None for pattern in (_DECLARED, _INTEREST, _MATTER))
    return _ASKING.search(first_sentence(text, begin)) is not None and _DECLARED.search(text, begin) is None


def _begins_with_name(text: str) -> bool:
    words = list(iter_words(text[:120]))
    return bool(words) and read_person(words, 0, text) > 0


def _declare(passage: Passage, position: int, span: Span, *, until: int | None = None) -> Iterator[Declaration]:
    """Yield a declaration for each name before the verb, or for each name at the start of a list entry."""
    text = passage.text
    names = list(iter_names(text, span.start, until if until is not None else span.end))
    if until is not None and not names:
        names = list(_iter_initials(text, span.start, until))
    if until is None:
        names = _leading(text, names)
    interest = _INTEREST.search(text, *span)
    matter = _MATTER.search(text, *span)
    printed = matter.group().strip() if matter else None
    if printed is None and until is None and names:
        cell = _CELL.match(text, names[-1].end)
        printed = cell["matter"] if cell else _inherited(passage)
    for name in names:
        yield Declaration(
            member=_with_title(text, name),
            interest=interest["sort"] if interest else None,
            matter=printed,
            evidence=(Evidence(position, span),),
        )


def _iter_initials(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the members of a subject that is nothing but their initials: "AA", "BB and CC"."""
    subject = _INITIALS.fullmatch(text, start, end)
    for match in _SHORT.finditer(text, start, subject.end("names")) if subject else ():
        yield Span(*match.span())


def _leading(text: str, names: list[Span]) -> list[Span]:
    """Return the names at the start of a list entry, joined by commas and "and"."""
    kept: list[Span] = names[:1]
    for name in names[1:]:
        if text[kept[-1].end : name.start].strip(" ,") not in ("", "and", "&"):
            break
        kept.append(name)
    return kept


def _with_title(text: str, name: Span) -> str:
    return text[name.start : name.end].removesuffix("’s").removesuffix("'s")


def _inherited(passage: Passage) -> str | None:
    """Return the matter named in the heading or lead-in over a list entry; None where neither names one."""
    for words in (passage.topic, passage.lead_in):
        matter = _MATTER.search(words) if words else None
        if matter is not None:
            return matter.group()
    return None
