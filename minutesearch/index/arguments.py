"""The check of the names of a method's arguments."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from minutesearch.errors import ArgumentError

__all__ = ["refuse_unknown_names"]

_P = ParamSpec("_P")
_Owner = TypeVar("_Owner")
_Given = TypeVar("_Given")


def refuse_unknown_names(
    method: Callable[Concatenate[_Owner, _P], _Given],
) -> Callable[Concatenate[_Owner, _P], _Given]:
    """Turns an unknown keyword of a method into our own error, which says what there is.

    A signature with `**unknown` would do the same but take the type checker's help away.

    Args:
        method: The method.
    """
    known = [name for name in inspect.signature(method).parameters if name != "self"]

    @functools.wraps(method)
    def checked(self: _Owner, *args: _P.args, **kwargs: _P.kwargs) -> _Given:
        for name in kwargs:
            if name not in known:
                raise ArgumentError(
                    f"{method.__name__} has no filter or option {name!r}: {', '.join(known)}", argument=name
                )
        return method(self, *args, **kwargs)

    return checked  # type: ignore[return-value]  # a plain function, which `wraps` makes look like a wrapper object
