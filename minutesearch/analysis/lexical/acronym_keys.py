"""The keys of acronyms: what one is looked up by where an index cannot be gone through for those that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minutesearch.analysis.lexical.units import Unit, stems_of

__all__ = ["acronym_keys", "key_of_stems"]


def acronym_keys(short: str, long: str, query_units: Callable[[str], Sequence[Unit]]) -> tuple[str, ...]:
    """Return the keys of an acronym: its short form, and its long form with and without small words, by stems.

    Args:
        short: The short form.
        long: The long form.
        query_units: A function that returns the typed words of a query.

    Example:
        >>> from minutesearch.analysis import ENGLISH
        >>> acronym_keys("PRoW", "Public Rights of Way", ENGLISH.query_units)
        ('prow', 'public right of way', 'public right way')
    """
    units = query_units(long)
    long_forms = (key_of_stems(stems_of(units)), key_of_stems(stems_of(units, bare=True)))
    return tuple(dict.fromkeys(filter(None, (short.casefold(), *long_forms))))


def key_of_stems(stems: Sequence[str]) -> str:
    """Return the key of a long form with these stems."""
    return " ".join(stems)
