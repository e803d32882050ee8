"""Records and plain values, as JSON has them: built of them, checked by the records' types, and made again."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from minutesearch.errors import ArgumentError

__all__ = ["Short", "build_record", "plain_values"]

_Record = TypeVar("_Record")

#: Makes of the short form of a record the values of its fields, and leaves anything else as it is; raises a
#: ValueError for what cannot be meant.
Short = Callable[[object], object]

#: How much of a wrong value is quoted.
_QUOTED = 60


def build_record(
    kind: type[_Record], values: object, *, name: str, short: Mapping[type[object], Short] | None = None
) -> _Record:
    """Return a record made of plain values, whose parts may be plain or records already.

    Args:
        kind: The class of the record.
        values: A mapping of its fields; a date as ISO text, an enumeration by its value, a tuple as a list.
        name: What an error calls the record.
        short: What else may stand for a record of a class.

    Raises:
        ArgumentError: A field does not exist, is missing, or has a value of another type; the message says where.
    """
    return _Builder(name, short or {}).build(kind, values, "")  # type: ignore[no-any-return]  # of that class


def plain_values(record: object) -> Any:  # Any: a JSON value
    """Return a record as plain values that `json.dumps` takes, and `build_record` makes the same record of.

    Args:
        record: A record, or a value of one of its fields.
    """
    if dataclasses.is_dataclass(record):
        return {each.name: plain_values(getattr(record, each.name)) for each in dataclasses.fields(record)}
    if isinstance(record, Enum):
        return record.value
    if isinstance(record, tuple):
        return [plain_values(each) for each in record]
    return record.isoformat() if isinstance(record, datetime.date) else record


class _Builder:
    """A builder of one record, which knows what an error calls it.

    Args:
        name: What an error calls the record.
        short: What else may stand for a record of a class.
    """

    def __init__(self, name: str, short: Mapping[type[object], Short]) -> None:
        self._name = name
        self._short = short

    def build(self, kind: Any, values: object, place: str) -> Any:  # Any: a class by its fields
        if isinstance(values, kind):
            return values
        if kind in self._short:
            try:
                values = self._short[kind](values)
            except ValueError as error:
                raise _wrong(self._name, place, str(error)) from None
        if not isinstance(values, Mapping):
            raise _wrong(self._name, place, f"must be a dictionary, not {_quote(values)}")
        known = _types(kind)
        for field in values:
            if field not in known:
                near = difflib.get_close_matches(str(field), known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else f": there are {', '.join(known)}"
                raise _wrong(self._name, place, f"has no field {_quote(field)}{hint}")
        missing = [
            each.name
            for each in dataclasses.fields(kind)
            if each.default is dataclasses.MISSING and each.name not in values
        ]
        if missing:
            raise _wrong(self._name, place, f"has no {missing[0]}")
        built = {
            field: self._convert(known[field], value, f"{place}.{field}" if place else field)
            for field, value in values.items()
        }
        return kind(**built)

    def _convert(self, wanted: Any, value: object, place: str) -> Any:  # Any: a type as annotated, and its value
        origin = get_origin(wanted)
        if origin is UnionType:
            if value is None and NoneType in get_args(wanted):
                return None
            (wanted,) = (each for each in get_args(wanted) if each is not NoneType)
            return self._convert(wanted, value, place)
        if origin is tuple:
            return self._convert_many(get_args(wanted)[0], value, place)
        if origin is Literal:
            return _choose(get_args(wanted), value, place, self._name)
        if dataclasses.is_dataclass(wanted):
            return self.build(wanted, value, place)
        if issubclass(wanted, Enum):
            return wanted(_choose(tuple(each.value for each in wanted), value, place, self._name))
        if issubclass(wanted, tuple):
            return self._convert_pair(wanted, value, place)
        if wanted is datetime.datetime or wanted is datetime.date:
            return _read_day(wanted, value, place, self._name)
        if type(value) is not wanted and not (wanted is str and isinstance(value, str)):
            kind = {str: "a text", int: "a whole number", bool: "True or False"}[wanted]
            raise _wrong(self._name, place, f"must be {kind}, not {_quote(value)}")
        return value

    def _convert_many(self, wanted: Any, value: object, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(self._name, place, f"must be a list, not {_quote(value)}")
        return tuple(self._convert(wanted, each, f"{place}[{at}]") for at, each in enumerate(value))

    def _convert_pair(self, wanted: Any, value: object, place: str) -> Any:
        types = _types(wanted)
        if not isinstance(value, list | tuple) or len(value) != len(types):
            raise _wrong(self._name, place, f"must be a list of {' and '.join(types)}, not {_quote(value)}")
        return wanted(
            *(
                self._convert(kind, each, f"{place}.{part}")
                for (part, kind), each in zip(types.items(), value, strict=True)
            )
        )


@cache
def _types(kind: type[object]) -> dict[str, Any]:
    return get_type_hints(kind)


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
