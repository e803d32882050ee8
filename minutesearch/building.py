"""Building of frozen records from plain values, as JSON has them, checked by the records' types."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from minutesearch.errors import ArgumentError

__all__ = ["build_record"]

_Record = TypeVar("_Record")

#: How much of a wrong value is quoted.
_QUOTED = 60


def build_record(kind: type[_Record], values: object, *, name: str) -> _Record:
    """Return a record made of plain values, whose parts may be plain or records already.

    Args:
        kind: The class of the record.
        values: A mapping of its fields; a date as ISO text, an enumeration by its value, a tuple as a list.
        name: What an error calls the record.

    Raises:
        ArgumentError: A field does not exist, is missing, or has a value of another type; the message says where.
    """
    return _build(kind, values, "", name)  # type: ignore[no-any-return]  # of that class


def _build(kind: Any, values: object, place: str, name: str) -> Any:  # Any: a class by its fields
    if isinstance(values, kind):
        return values
    if not isinstance(values, Mapping):
        raise _wrong(name, place, f"must be a dictionary, not {_quote(values)}")
    known = _types(kind)
    for field in values:
        if field not in known:
            near = difflib.get_close_matches(str(field), known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f": there are {', '.join(known)}"
            raise _wrong(name, place, f"has no field {_quote(field)}{hint}")
    missing = [
        each.name
        for each in dataclasses.fields(kind)
        if each.default is dataclasses.MISSING and each.name not in values
    ]
    if missing:
        raise _wrong(name, place, f"has no {missing[0]}")
    built = {
        field: _convert(known[field], value, f"{place}.{field}" if place else field, name)
        for field, value in values.items()
    }
    return kind(**built)


@cache
def _types(kind: type[object]) -> dict[str, Any]:
    return get_type_hints(kind)


def _convert(wanted: Any, value: object, place: str, name: str) -> Any:  # Any: a type as annotated, and its value
    origin = get_origin(wanted)
    if origin is UnionType:
        if value is None and NoneType in get_args(wanted):
            return None
        (wanted,) = (each for each in get_args(wanted) if each is not NoneType)
        return _convert(wanted, value, place, name)
    if origin is tuple:
        return _convert_many(get_args(wanted)[0], value, place, name)
    if origin is Literal:
        return _choose(get_args(wanted), value, place, name)
    if dataclasses.is_dataclass(wanted):
        return _build(wanted, value, place, name)
    if issubclass(wanted, Enum):
        return wanted(_choose(tuple(each.value for each in wanted), value, place, name))
    if issubclass(wanted, tuple):
        return _convert_pair(wanted, value, place, name)
    if wanted is datetime.datetime or wanted is datetime.date:
        return _read_day(wanted, value, place, name)
    if type(value) is not wanted and not (wanted is str and isinstance(value, str)):
        kind = {str: "a text", int: "a whole number", bool: "True or False"}[wanted]
        raise _wrong(name, place, f"must be {kind}, not {_quote(value)}")
    return value


def _convert_many(wanted: Any, value: object, place: str, name: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _wrong(name, place, f"must be a list, not {_quote(value)}")
    return tuple(_convert(wanted, each, f"{place}[{at}]", name) for at, each in enumerate(value))


def _convert_pair(wanted: Any, value: object, place: str, name: str) -> Any:
    types = _types(wanted)
    if not isinstance(value, list | tuple) or len(value) != len(types):
        raise _wrong(name, place, f"must be a list of {' and '.join(types)}, not {_quote(value)}")
    return wanted(
        *(
            _convert(kind, each, f"{place}.{part}", name)
            for (part, kind), each in zip(types.items(), value, strict=True)
        )
    )


def _choose(choices: tuple[object, ...], value: object, place: str, name: str) -> object:
    plain = value.value if isinstance(value, Enum) else value
    if plain in choices:
        return plain
    near = difflib.get_close_matches(str(plain), [str(each) for each in choices], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise _wrong(name, place, f"must be one of {', '.join(map(str, choices))}, not {_quote(value)}{hint}")


def _read_day(wanted: type[datetime.date], value: object, place: str, name: str) -> datetime.date:
    if type(value) is wanted:
        return value
    try:
        if not isinstance(value, str):
            raise TypeError
        return wanted.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(name, place, f"must be a date as 2020-10-07, not {_quote(value)}") from None


def _wrong(name: str, place: str, reason: str) -> ArgumentError:
    return ArgumentError(f"{name}{', ' if place else ''}{place}: {reason}", argument="values")


def _quote(value: object) -> str:
    said = repr(value)
    return said if len(said) <= _QUOTED else f"{said[: _QUOTED - 1]}…"
