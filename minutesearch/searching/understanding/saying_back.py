"""What a search was taken to mean, in the query language: the query and the filters given as arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.errors import QueryError
from minutesearch.late import dataclass
from minutesearch.query import ParsedQuery, parse_query, render_query
from minutesearch.query.lexer import QUOTES
from minutesearch.searching.store.question_weights import is_question
from minutesearch.searching.understanding.questioning import set_aside

__all__ = ["Understood"]

#: What no passage can be, in the query language.
_NOTHING = "kind:decision -kind:decision"
_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


@dataclass(frozen=True, slots=True)
class Understood:
    """What a query was taken to mean; it is read once more when somebody asks."""

    #: The query as it was typed.
    query: str
    #: How its words were combined.
    match: Literal["all", "any"]
    #: The filters that were given as arguments, as the query language writes them.
    filters: tuple[str, ...] = ()
    #: Whether every word was asked for, and nothing has them all: another search must not try any of them.
    is_strict: bool = False
    #: Whether it was a text without a word, which finds nothing.
    is_wordless: bool = False
    #: Where the words of a question begin and end that only rank.
    asides: tuple[tuple[int, int], ...] = ()
    #: The analyser of the index.
    analyser: Analyser = ENGLISH

    @classmethod
    def of(
        cls,
        query: str,
        match: Literal["all", "any"],
        filters: Mapping[str, tuple[str, ...]],
        days: tuple[str | None, str | None],
        *,
        is_strict: bool = False,
        is_wordless: bool = False,
        asides: tuple[tuple[int, int], ...] = (),
        analyser: Analyser = ENGLISH,
    ) -> Understood:
        """Make what says back a query and the filters beside it.

        Args:
            query: The query as it was typed.
            match: How its words were combined.
            filters: The values of each filter; of several any is enough.
            days: The first and the last day, as ISO text; None is open.
            is_strict: Whether every word was asked for, and nothing has them all.
            is_wordless: Whether it was a text without a word, which finds nothing.
            asides: Where the words of a question begin and end that only rank.
            analyser: The analyser of the index.
        """
        said = tuple(_iter_filters(filters, days))
        return cls(
            query,
            match,
            said,
            is_strict=is_strict,
            is_wordless=is_wordless,
            asides=asides,
            analyser=analyser,
        )

    def __call__(self) -> str:
        """Return what was asked, in the query language."""
        if self.is_wordless:
            return " ".join((_NOTHING, *self.filters))
        return _say_back(self.query, self.match, self.filters, self.is_strict, self.asides, self.analyser)


def _iter_filters(filters: Mapping[str, tuple[str, ...]], days: tuple[str | None, str | None]) -> Iterator[str]:
    for name, values in filters.items():
        said = [f"{name}:{_quote(value)}" for value in dict.fromkeys(values)]
        yield said[0] if len(said) == 1 else f"({' OR '.join(said)})"
    first, last = days
    if first or last:
        yield f"date:{first}" if first == last else f"date:{first or ''}..{last or ''}"


def _quote(value: str) -> str:
    # Values are compared by their words, so a quotation mark within one says nothing.
    plain = " ".join(value.translate(_NO_QUOTES).split())
    return plain if plain.isalnum() else f'"{plain}"'


@lru_cache(maxsize=64)
def _say_back(
    query: str,
    match: Literal["all", "any"],
    filters: tuple[str, ...],
    is_strict: bool,
    asides: tuple[tuple[int, int], ...],
    analyser: Analyser,
) -> str:
    """Return a query that reads back to what was understood, whatever was typed.

    Words that were typed without a space between them, with signs in place of it, may be other words when they
    stand alone; then the query as it was typed says best what it means.
    """
    parsed = set_aside(parse_query(query, units=analyser.query_units, match=match), asides)
    spoken = _say_query(parsed, analyser, is_strict=is_strict)
    if not filters:
        return spoken
    added = " ".join(filters)
    if not spoken:
        return added
    # A question is one by its first word or its last sign; what needs no brackets is easier to read.
    begun = f"{added} {spoken}" if is_question(parsed.text) else ""
    if begun and not is_question(begun):
        begun += "?"
    return next(
        (
            said
            for said in (f"{spoken} {added}", begun, f"({spoken}) {added}")
            if said and _has_all(said, parsed, filters, analyser)
        ),
        f"({spoken}) {added}",
    )


def _say_query(parsed: ParsedQuery, analyser: Analyser, *, is_strict: bool) -> str:
    spoken = render_query(parsed, is_strict=is_strict)
    if is_question(parsed.text) and not is_question(spoken):
        # A question weighs its words otherwise, and must read back as one.
        spoken += "?"
    elif is_question(spoken) and not is_question(parsed.text):
        # Filters are said last, and what stood behind one may begin as a question does.
        spoken = f"({spoken})"
    try:
        again = parse_query(spoken, units=analyser.query_units)
    except QueryError:
        return parsed.text
    is_same = (again.tree, again.filters) == (parsed.tree, parsed.filters)
    return spoken if is_same and is_question(spoken) == is_question(parsed.text) else parsed.text


def _has_all(said: str, parsed: ParsedQuery, filters: tuple[str, ...], analyser: Analyser) -> bool:
    """Return whether a query reads back to another with some filters, each of one value or of several."""
    try:
        again = parse_query(said, units=analyser.query_units)
        alone = parse_query(" ".join(filters), units=analyser.query_units)
    except QueryError:
        return False
    is_kept = is_question(said) == is_question(parsed.text) and not again.words[len(parsed.words) :]
    return is_kept and (again.tree, again.filters) == (parsed.tree, parsed.filters + alone.filters)
