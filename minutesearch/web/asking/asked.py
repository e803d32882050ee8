"""A checked request: what was asked for, and the search that answers it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import minutesearch as ms
from minutesearch.web.asking.parameters import FILTERS, Parameter, is_foreign
from minutesearch.web.words import english

__all__ = ["LONGEST_QUOTE", "Asked", "Pairs", "RequestError", "own_pairs", "read_request"]

#: Names with values, as they stand in an address.
Pairs = tuple[tuple[str, str], ...]
#: How many parameters one request may have.
_MOST = 100
#: How many letters a quotation to check may have: those of some 2,000 words.
LONGEST_QUOTE = 16_000
#: How many letters of what was typed are said back.
_SHOWN = 60


class RequestError(ValueError):
    """A parameter that there is not, or a value that it does not take.

    Attributes:
        name: The name as it was given.
        nearest: The name of the parameter that is nearest; None if none is near, or it is the value that is wrong.
    """

    def __init__(self, message: str, *, name: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.nearest = nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A checked request."""

    #: The names and values as given, the query first, without what is blank, the page and what shapes a download.
    pairs: Pairs
    #: The numbers and choices that shape the answer and not what is found: page, limit, offset and so on.
    shape: Mapping[str, str]
    #: The facets asked for by name.
    facets: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words asked for."""
        return dict(self.pairs).get("q", "")

    @property
    def filters(self) -> Pairs:
        """All that was asked but the words and the order."""
        return tuple(pair for pair in self.pairs if pair[0] not in ("q", "sort"))

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the search."""
        return not self.words and not any(name not in ("match", "group", "stretch") for name, _ in self.filters)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values given for a parameter."""
        return tuple(value for each, value in self.pairs if each == name)

    def number(self, name: str, default: int) -> int:
        """Return a number that shapes the answer."""
        return int(self.shape.get(name, default))

    def options(self) -> dict[str, Any]:  # Any: of many types, checked by Index.search
        """Return the options of `Index.search` that are asked for."""
        options: dict[str, Any] = {name: value for name, value in self.pairs if name not in (*FILTERS, "q")}
        if "stretch" in options:
            options["stretch"] = options["stretch"] == "yes"
        for name in FILTERS:
            if values := self.values(name):
                options[name] = values
        return options

    def search(self, index: ms.Index, **others: Any) -> ms.Results:  # Any: as above
        """Search an index as asked.

        Args:
            index: The index.
            others: Further options of `Index.search`.

        Raises:
            QueryError: The words cannot be read.
            ArgumentError: A value is wrong.
            QueryTimeoutError: It takes too long.
        """
        return index.search(self.words, **{**self.options(), **others})

    def check_quote(self, index: ms.Index, *, deadline_ms: int) -> ms.QuoteCheck:
        """Check the quotation that is asked for.

        Args:
            index: The index.
            deadline_ms: How long it may take.

        Raises:
            RequestError: It is too long.
            ArgumentError: It has no word or too many, or a value is wrong.
            QueryTimeoutError: It takes too long.
        """
        options = self.options()
        text = options.pop("text", "")
        if len(text) > LONGEST_QUOTE:
            raise RequestError(english.quote_too_long(LONGEST_QUOTE), name="text")
        return index.check_quote(text, limit=self.number("limit", 5), deadline_ms=deadline_ms, **options)


def own_pairs(parameters: Iterable[tuple[str, str]]) -> Pairs:
    """Return the parameters of an address but for what others add to links, in one order whatever order they had.

    Args:
        parameters: Names and values, as given.
    """
    return tuple(sorted(pair for pair in parameters if not is_foreign(pair[0])))


def read_request(parameters: Iterable[tuple[str, str]], known: Mapping[str, Parameter]) -> Asked:
    """Check the parameters of a request; the search itself checks days and the words.

    Args:
        parameters: Names and values, as `own_pairs` gives them.
        known: The parameters that are taken, by name.

    Returns:
        The request. What a form left blank is not asked for.

    Raises:
        RequestError: A name is unknown, given twice or too often, or has a value that it does not take.
    """
    pairs: list[tuple[str, str]] = []
    shape: dict[str, str] = {}
    facets: list[str] = []
    seen: set[str] = set()
    for name, typed in parameters:
        value = typed.strip()
        if not value and name in known:
            continue
        if name not in known:
            raise _unknown(name, known)
        parameter = known[name]
        if name in seen and not parameter.is_many:
            raise RequestError(english.given_twice(name), name=name)
        seen.add(name)
        value = _check(parameter, value)
        if name == "facet":
            facets.append(value)
        elif parameter.where == "both":
            pairs.append((name, value))
        else:
            shape[name] = value
        if len(pairs) + len(facets) > _MOST:
            raise RequestError(english.too_many_parameters(_MOST), name=name)
    unique = dict.fromkeys(sorted(pairs, key=lambda pair: pair[0] != "q"))
    return Asked(pairs=tuple(unique), shape=shape, facets=tuple(dict.fromkeys(facets)))


def _unknown(name: str, known: Mapping[str, Parameter]) -> RequestError:
    near = difflib.get_close_matches(name[:_SHOWN].lower().replace("-", "_"), known, n=1)
    message = english.no_parameter(name[:_SHOWN], near[0] if near else None, tuple(known))
    return RequestError(message, name=name[:_SHOWN], nearest=near[0] if near else None)


def _check(parameter: Parameter, value: str) -> str:
    name = parameter.name
    if parameter.numbers is not None:
        least, most = parameter.numbers
        if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
            raise RequestError(english.number_between(name, least, most), name=name)
    elif parameter.choices:
        chosen = value.lower()
        if chosen not in parameter.choices:
            near = difflib.get_close_matches(chosen[:_SHOWN], parameter.choices, n=1)
            message = english.no_choice(name, value[:_SHOWN], parameter.choices, near[0] if near else None)
            raise RequestError(message, name=name)
        return chosen
    return value
