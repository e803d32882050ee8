"""Detection of acronyms that a text itself defines, as in "Integrated Care Partnership (ICP)".

The method is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8 (2003): a short form in brackets after its long form, or the
other way round, the long form sought in at most min(n + 5, 2n) words beside a short form of n letters, and matched
from the right. The match is stricter than theirs. They let a letter be found anywhere inside a word; here it must
begin one, since minutes are full of brackets that define nothing: "Cllr Smith (LAB)", "(KCC - virtual)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.analysis.normalise import Normalised, keeps_offsets, normalise
from minutesearch.late import compile_later
from minutesearch.records import Span

__all__ = ["Definition", "find_acronyms"]

# Bounded, so that a text of nothing but brackets takes linear time.
_BRACKETS = compile_later(r"\(([^()]{2,150})\)")
_WINDOW = 250
_BREAK = compile_later(r"[.;:!?]\s|[()\n]")
_WORD = compile_later(r"[^\W_]+(?:'[^\W_]+)*|&")
# What stands in the brackets: a short form, perhaps in quotes and with more after a comma: (the "ICB", from 2022).
_SHORT = compile_later(
    r"(?:the\s+)?[\"']?\s*(?P<short>[^\W_][\w&/.]{1,19}(?:\s[\w&/.]{1,19})?)(?:'s)?\s*[\"']?\s*(?:[,;].*)?"
)
_SHORT_BEFORE = compile_later(r"(?<![\w&/.'-])[^\W_][\w&]{1,19}(?=\s{1,2}\Z)")
# What a short form has: in one word two capitals, or a capital and a figure.
_STRONG = compile_later(r"[^\W\d_a-z]\S*[^\W_a-z]|\d\S*[^\W\d_a-z]")
# The parts of "EqIA" and "S106" that each stand for a word.
_GROUP = compile_later(r"\d+|[A-Z][a-z]*|[^\W_]|&")
_FUNCTION_WORDS = frozenset({"and", "&", "of", "the", "for", "in", "on", "to", "a", "an", "at", "by", "with"})


class Definition(NamedTuple):
    """An acronym and the long form that the text gives for it."""

    #: The short form as printed, without a plural s: "ICP".
    short: str
    #: The long form as printed: "Integrated Care Partnership".
    long: str
    #: Where they stand in the text, in code points.
    short_span: Span
    long_span: Span


class _Word(NamedTuple):
    """A word beside the brackets, with its place in the normalised text."""

    text: str
    start: int
    end: int
    #: Whether a hyphen stands before it: the "operative" of "Co-operative" has no letter in an acronym.
    is_tail: bool


def find_acronyms(text: str) -> tuple[Definition, ...]:
    """Return the acronyms that a text defines.

    A short form has 2 to 10 letters or figures, two of them capitals or figures. Its letters begin the words of
    the long form in their order. Words such as "and" may have no letter; so may one other word inside ("Medway NHS
    Foundation Trust (MFT)"). Small letters may come from inside a word ("Equality Impact Assessment (EqIA)"). What
    follows alike in both is left out: "Medway and Swale ICP (M&S ICP)" defines "M&S".

    Args:
        text: Any string; a passage, or a title.

    Returns:
        The definitions in the order of their brackets; empty if there are none.

    Example:
        >>> [(found.short, found.long) for found in find_acronyms("the Integrated Care Partnerships (ICPs)")]
        [('ICP', 'Integrated Care Partnerships')]
    """
    if "(" not in text or (keeps_offsets(text) and not any(map(_may_define, _BRACKETS.finditer(text)))):
        return ()
    normalised = normalise(text)
    found = []
    for brackets in _BRACKETS.finditer(normalised.text):
        definition = _short_inside(text, normalised, brackets) or _long_inside(text, normalised, brackets)
        if definition is not None:
            found.append(definition)
    return tuple(found)


def _may_define(brackets: re.Match[str]) -> bool:
    """Return whether brackets, as they were written, may define anything: most do not, by a first look."""
    inside, before = brackets[1], _word_before(brackets.string, brackets.start())
    if not (inside.isascii() and before.isascii()):
        inside, before = normalise(inside).text, normalise(before).text
    if _STRONG.search(before):
        return True
    return _STRONG.search(inside) is not None and _SHORT.fullmatch(inside) is not None


def _word_before(source: str, place: int) -> str:
    """Return the last word in front of a place; empty where there is none near."""
    return "".join(source[max(0, place - 30) : place].split()[-1:])


def _short_inside(text: str, normalised: Normalised, brackets: re.Match[str]) -> Definition | None:
    """Return the definition in "long (short)"; None without one."""
    # Most brackets have no capital, or one at the start of a name, and what has not two is no short form.
    inside = None if _has_small_letters(brackets[1]) else _SHORT.fullmatch(brackets[1])
    if inside is None:
        return None
    short, *alike = inside["short"].split()
    letters = _letters(_singular(short))
    if not letters:
        # Most brackets define nothing, as their letters say without the words beside them.
        return None
    source = normalised.text
    begin = brackets.start(1) + inside.start("short")
    window = max(0, brackets.start() - _WINDOW)
    before = [match.end() for match in _BREAK.finditer(source, window, brackets.start())]
    count = min(len(letters) + 5, 2 * len(letters))
    words = _last_words(source, before[-1] if before else window, brackets.start(), count=count + 1)
    if alike:
        # "Medway and Swale ICP (M&S ICP)". Other short forms of two words are names: "(Ann Lee)".
        if len(words) < 2 or words[-1].text != alike[0]:
            return None
        words.pop()
    short = _singular(short)
    nearby = words[-count:]
    first = _align(short, nearby)
    if first is None:
        return None
    return _definition(text, normalised, (begin, begin + len(short)), (nearby[first].start, nearby[-1].end))


def _long_inside(text: str, normalised: Normalised, brackets: re.Match[str]) -> Definition | None:
    """Return the definition in "short (long)"; None without one."""
    source = normalised.text
    window = max(0, brackets.start() - 30)
    last = _word_before(source, brackets.start())
    if not last or _has_small_letters(last):
        return None
    before = _SHORT_BEFORE.search(source[window : brackets.start()])
    if before is None:
        return None
    short = _singular(before[0])
    words = _words(source, *brackets.span(1)) if _letters(short) else []
    if len(words) < 2 or _align(short, words) != 0:
        return None
    begin = window + before.start()
    return _definition(text, normalised, (begin, begin + len(short)), (words[0].start, words[-1].end))


def _definition(text: str, normalised: Normalised, short: tuple[int, int], long: tuple[int, int]) -> Definition:
    short_span, long_span = Span(*normalised.original(*short)), Span(*normalised.original(*long))
    return Definition(
        text[short_span.start : short_span.end], text[long_span.start : long_span.end], short_span, long_span
    )


def _words(source: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(match[0], *match.span(), match.start() > 0 and source[match.start() - 1] == "-")
        for match in _WORD.finditer(source, start, end)
    ]


def _last_words(source: str, start: int, end: int, *, count: int) -> list[_Word]:
    """Return at least so many of the last words of a stretch, or all where it has fewer."""
    # Few words are longer; what may begin within a word is left out.
    near = end - 12 * count
    words = _words(source, near, end)[1:] if near > start else []
    return words if len(words) >= count else _words(source, start, end)


def _has_small_letters(text: str) -> bool:
    """Return whether a text has no capital, or is one word of small letters behind its first."""
    return text.islower() or (text[1:].islower() and text.isalpha())


def _singular(short: str) -> str:
    is_plural = len(short) > 2 and short.endswith("s") and short[:-1].isupper()
    return short[:-1] if is_plural else short


def _letters(short: str) -> list[str]:
    """Return the letters of a short form; empty if the text cannot be one."""
    letters = [character for character in short if character.isalnum()]
    strong = [character for character in letters if character.isupper() or character.isdigit()]
    if not 2 <= len(letters) <= 10 or len(strong) < 2 or not any(map(str.isupper, letters)):
        return []
    return [character.casefold() for character in short if character.isalnum() or character == "&"]


def _align(short: str, words: Sequence[_Word]) -> int | None:
    """Return the index of the word that begins the long form; None if the words are no long form."""
    letters = _letters(short)
    if not letters:
        return None
    ways = [letters]
    if not short.isalpha() or not short.isupper():
        ways.append([group.casefold() for group in _GROUP.findall(short)])
    for parts in ways:
        # "Arts and Culture (AC)" needs its "and" passed over, "Department for Education (DfE)" its "for" counted.
        for counts_function_words in (False, True):
            first = _align_parts(parts, words, counts_function_words=counts_function_words)
            if first is not None:
                return first
    return None


def _align_parts(parts: Sequence[str], words: Sequence[_Word], *, counts_function_words: bool) -> int | None:
    """Match parts to the beginnings of words from the right; return the first word's index, or None."""
    remaining = len(parts)
    spare = 1 if len(parts) >= 3 else 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index].text.casefold()
        part = parts[remaining - 1]
        is_function_word = word in _FUNCTION_WORDS
        if part == "&":
            matches = word in {"and", "&"}
        else:
            matches = _abbreviates(part, word) and (counts_function_words or not is_function_word)
        if matches:
            remaining -= 1
            if remaining == 0:
                return None if is_function_word else index
        elif remaining == len(parts):
            return None
        elif not (is_function_word or words[index].is_tail):
            spare -= 1
            if spare < 0:
                return None
    return None


def _abbreviates(part: str, word: str) -> bool:
    """Return whether a word begins with the part's first letter and contains the others after it, in order."""
    if word[0] != part[0]:
        return False
    rest = iter(word[1:])
    return all(letter in rest for letter in part[1:])
