"""Words on which the sense of a sentence turns: negations and numbers."""

from __future__ import annotations

import re

from minutesearch.quoting.reach import Reach

__all__ = ["find_torn", "turns_sense"]

# One string each, as the stop words are: a list with every word in quotation marks is no easier to read.
_NEGATIONS = frozenset(
    """
    not no never nor neither none nothing nobody nowhere cannot without unable
    don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't
    won't wouldn't can't couldn't shouldn't mustn't
    """.split()  # noqa: SIM905
)
_NUMBERS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    half once twice
    """.split()  # noqa: SIM905
)
#: How many words before a stretch a negation may stand that governs it.
_FAR = 10
#: Where what stands before says nothing of what comes after: a dash ends a clause, a hyphen does not.
_END = re.compile(r"[.;:!?()\[\]]|\s[-–—]\s|—")
_JOINS = frozenset({"and", "but", "while", "whereas", "although", "because"})


def turns_sense(form: str) -> bool:
    """Return whether the sense turns on a word: a negation, or a number."""
    return form in _NEGATIONS or form in _NUMBERS or any(map(str.isdigit, form))


def find_torn(reach: Reach, first: int, last: int, *, after: int = 0) -> tuple[int, int] | None:
    """Return the words beside a stretch that turn it round: "did not" before "support the scheme".

    Args:
        reach: The words of the minutes.
        first: The first word of the stretch.
        last: The word behind its last one.
        after: The first word that may be looked at: what stands before it was quoted too.

    Returns:
        The words from the negation up to the stretch, or from the stretch up to the negation; None without one.
    """
    at = first
    while at > max(after, first - _FAR):
        between = reach.gap(at)
        if between is None or _END.search(between):
            break
        at -= 1
        form = reach.words[at].word.form
        if form in _NEGATIONS:
            return _with_verb(reach, at, after), first
        if form in _JOINS:
            break
        if "," in between:
            # "did not, however, support": what stands between two commas is passed over; one alone ends a clause.
            opening = next((place for place in (at, at - 1) if "," in (reach.gap(place) or "")), None)
            if opening is None or opening <= after:
                break
            at = opening
            if reach.words[at - 1].word.form in _NEGATIONS:
                return _with_verb(reach, at - 1, after), first
            at -= 1
    behind = reach.gap(last)
    if behind is not None and not behind.strip() and reach.words[last].word.form in {"not", "never"}:
        return last, last + 1
    return None


def _with_verb(reach: Reach, at: int, after: int) -> int:
    """Return where the words of a negation begin: with "did" of "did not"."""
    is_alone = at <= after or reach.gap(at) is None or (reach.gap(at) or "").strip() != ""
    return at if is_alone or reach.words[at].word.form != "not" else at - 1
