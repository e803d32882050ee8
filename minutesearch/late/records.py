"""Frozen records whose methods are made when one is first called.

`dataclasses` writes the source of six methods for each class and has Python compile it. For the records that a
search loads, many of which it has no need of, that was a twentieth of what a process executes for one question.
A record made late inherits from no frozen one: `dataclasses` takes it for one that is not.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

_Class = TypeVar("_Class", bound=type)
#: The methods that `dataclasses` makes of the fields, each with the option that it is made for.
_OPTIONS = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "eq"}


def _make_record(
    *,
    frozen: bool,
    slots: bool = False,
    kw_only: bool = False,
    repr: bool = True,  # noqa: A002  # as there
) -> Callable[[_Class], _Class]:
    """Return a decorator that makes records as `dataclasses.dataclass` does with the same options.

    Args:
        frozen: True, which stands there for whoever reads the class.
        slots: Whether the records have slots and no dictionary.
        kw_only: Whether all fields are given by name.
        repr: Whether they have a representation made of their fields.

    Raises:
        TypeError: `frozen` is not True.
    """
    if not frozen:
        raise TypeError("records whose methods are made late are frozen")

    def decorate(cls: _Class) -> _Class:
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        params = made.__dataclass_params__
        params.init = params.eq = params.frozen = True
        params.repr = repr
        for name, option in _OPTIONS.items():
            # Where a class has an `__eq__` of its own, Python has written None for its hash.
            if vars(made).get(name) is None and (repr or option != "repr"):
                setattr(made, name, _Late(made, name))
        _freeze(made)
        if slots:
            _make_picklable(made)
        return made  # type: ignore[no-any-return]  # the class given, or the same with slots

    return decorate


class _Late:
    """A method of a class, made when it is first looked up; from then on it stands in the place of this."""

    def __init__(self, cls: type, name: str) -> None:
        self._cls = cls
        self._name = name

    def __get__(self, record: object, owner: type) -> Any:  # Any: a method with the parameters of its class
        # Two threads may both make it; they come to the same.
        method: Any = _make_method(self._cls, self._name)
        setattr(self._cls, self._name, method)
        return method.__get__(record, owner)


def _make_method(cls: Any, name: str) -> Callable[..., Any]:
    """Return a method as `dataclasses` makes it of the fields of a class."""
    # With those that are arguments of `__init__` alone, or of the class.
    fields = cls.__dataclass_fields__.values()
    namespace: dict[str, Any] = {
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        # For a class without one it would have to write its signature.
        "__doc__": cls.__doc__,
        "__annotations__": {each.name: each.type for each in fields},
        # Copies, since `dataclasses` writes into the fields that it is given.
        **{each.name: copy.copy(each) for each in fields},
    }
    if hasattr(cls, "__post_init__"):
        # That there is one has `__init__` call what its record has by this name.
        namespace["__post_init__"] = cls.__post_init__
    wanted = {option: option == _OPTIONS[name] for option in _OPTIONS.values()}
    twin: type = dataclasses.dataclass(frozen=True, **wanted)(type(cls.__name__, (), namespace))
    return vars(twin)[name]  # type: ignore[no-any-return]  # a function


def _freeze(cls: Any) -> None:
    """Have the records of a class refuse to be changed, as `dataclasses` does."""

    def refuse_set(record: object, name: str, value: object) -> None:
        if type(record) is cls or name in cls.__dataclass_fields__:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, record).__setattr__(name, value)

    def refuse_delete(record: object, name: str) -> None:
        if type(record) is cls or name in cls.__dataclass_fields__:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, record).__delattr__(name)

    for name, method in (("__setattr__", refuse_set), ("__delattr__", refuse_delete)):
        # As what shows a class would have them.
        method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)


def _make_picklable(cls: Any) -> None:
    """Give a class with slots the state of its records for pickle, which could set no field by itself."""
    for name, method in (("__getstate__", _get_state), ("__setstate__", _set_state)):
        if name not in vars(cls):
            setattr(cls, name, method)


def _get_state(record: Any) -> list[object]:
    return [getattr(record, each.name) for each in dataclasses.fields(record)]


def _set_state(record: Any, state: Sequence[object]) -> None:
    for each, value in zip(dataclasses.fields(record), state, strict=True):
        object.__setattr__(record, each.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _make_record
