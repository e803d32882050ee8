"""Parsing of `field:value` into a filter node, and conversion of filter nodes to filter records."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable

from minutesearch.errors import QueryError
from minutesearch.query.date_ranges import read_dates
from minutesearch.query.lexer import ALIASES, FIELDS, QUOTES, Lexeme
from minutesearch.query.nodes import Query, Term, TermRange, place_of, placed
from minutesearch.query.parsed import DateRange, Filter, Units
from minutesearch.records import DecisionType, Kind, Outcome

__all__ = ["read_field", "spoken_field", "to_filter", "unknown_field"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "decision_type": tuple(DecisionType),
    "outcome": tuple(Outcome),
}

#: The sides of `date`, by the names that they have as fields of their own.
_SIDES = ("since", "until")

#: How many digits the number of a commit may have.
_DIGITS = 18

#: What fields of other names are called here, which may mean something else too: those that TheyWorkForYou's and
#: other archives' users type.
_MEANT = {
    "by": '"said_by"',
    **dict.fromkeys(("parish", "city"), '"council"'),
    **dict.fromkeys(("day", "when"), '"date"'),
    "after": '"date:2018.."',
    "before": '"date:..2018"',
    **dict.fromkeys(("generation", "new", "new_since"), '"since_generation"'),
    **dict.fromkeys(("topic", "allintitle"), '"item"'),
    **dict.fromkeys(("moved", "proposed_by"), '"moved_by"'),
    "seconded": '"seconded_by"',
    **dict.fromkeys(("group", "affiliation"), '"party"'),
    "type": '"kind"',
    **dict.fromkeys(("site", "inurl", "source"), '"council"'),
}


def read_field(lexeme: Lexeme, *, query: str, units: Units) -> Query:
    """Return the node of a lexeme of kind `field`: a `Term` in that field, or a `TermRange` for `date`.

    Raises:
        QueryError: The value is missing, is no choice of the field, or is no date.
    """
    typed, _, value = lexeme.text.partition(":")
    name = typed.lower().replace("-", "_")
    start = lexeme.start + len(typed) + 1
    end = lexeme.start + len(lexeme.text)
    if not value:
        if query[start] in QUOTES:
            raise QueryError("the quotation mark is never closed", query=query, column=start + 1)
        reason = f'{name}: takes one value, {name}:word or {name}:"two words"'
        raise QueryError(reason, query=query, column=start + 1)
    if value[0] in QUOTES:
        inner = value[1:-1]
        start += 1 + len(inner) - len(inner.lstrip())
    else:
        # "kind:decision, item:5." - the punctuation is the sentence's; but `date:2020..` needs its dots.
        inner = value.rstrip(",;:!?" if ALIASES.get(name, name) == "date" else ",;:!?.")
        end -= len(value) - len(inner)
        if "*" in inner:
            column = start + inner.index("*") + 1
            raise QueryError(f"{name}: takes no *, give the whole word", query=query, column=column)
    inner = " ".join(inner.split())
    node = _filter_node(ALIASES.get(name, name), inner, query=query, start=start, units=units)
    return placed(node, lexeme.start, end)


def spoken_field(typed: str, value: str) -> str:
    """Return a filter as the query language writes it.

    Args:
        typed: The name of the field as typed, or one of its aliases.
        value: Its value, with quotation marks if it has any.
    """
    name = typed.lower().replace("-", "_")
    name = ALIASES.get(name, name)
    if name not in _SIDES:
        return f"{name}:{value}"
    mark = '"' if value[0] == '"' else ""
    inner = value.strip('"')
    return f"date:{mark}{inner}..{mark}" if name == "since" else f"date:{mark}..{inner}{mark}"


def unknown_field(lexeme: Lexeme, *, query: str) -> QueryError:
    """Return the error for a lexeme of kind `unknown`, which names the existing fields."""
    name = lexeme.text[:-1]
    typed = name.lower().replace("-", "_")
    near = f" (did you mean {_MEANT[typed]}?)" if typed in _MEANT else _closest(typed, FIELDS)
    choices = ", ".join(FIELDS)
    reason = f'there is no field "{name}"{near}; there are {choices} (for text, put a space after the colon)'
    return QueryError(reason, query=query, column=lexeme.column)


def to_filter(node: Term | TermRange, *others: Term | TermRange) -> Filter:
    """Return a filter node as a record, with the others of its field that may hold in place of it."""
    start, end = place_of(node)
    if isinstance(node, TermRange):
        first, last = (datetime.date.fromisoformat(day) if day else None for day in (node.start, node.end))
        value: str | DateRange = DateRange(first, last)
    else:
        value = node.text
    return Filter(field=node.fieldname, value=value, start=start, end=end, others=tuple(map(to_filter, others)))


def _filter_node(name: str, value: str, *, query: str, start: int, units: Units) -> Query:
    """Check a value, and return the node that filters a field by it."""
    if name in _SIDES:
        period = read_dates(value, query=query, start=start)
        if ".." in value:
            raise QueryError(f"{name}: takes one date; for two write date:{value}", query=query, column=start + 1)
        sides = (period.first, None) if name == "since" else (None, period.last)
        first, last = (day.isoformat() if day else None for day in sides)
        return TermRange("date", first, last)
    if name == "date":
        first, last = (day.isoformat() if day else None for day in read_dates(value, query=query, start=start))
        return TermRange(name, first, last)
    if name == "since_generation":
        if not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
            raise QueryError(f"{name}: takes the number of a commit, as 12", query=query, column=start + 1)
        return Term(name, value)
    if choices := _CHOICES.get(name):
        value = value.lower()
        if value not in choices:
            reason = f'{name} is never "{value}"{_closest(value, choices)}; it is one of {", ".join(choices)}'
            raise QueryError(reason, query=query, column=start + 1)
    elif not units(value):
        raise QueryError(f"{name}: needs a word to look for", query=query, column=start + 1)
    return Term(name, value)


def _closest(text: str, choices: Iterable[str]) -> str:
    """Return a suggestion with the choice nearest to a text; empty if none is near."""
    near = difflib.get_close_matches(text, choices, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""
