"""Regular expressions that are compiled when they are first used.

Most of the patterns that read queries are for what few of them have: measures, telephone numbers, spans of days.
To compile them all took a tenth of the time of a process that asks one question.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast

__all__ = ["compile_later"]


def compile_later(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for a compiled regular expression, and is compiled when it is first used.

    Args:
        text: The regular expression. One with an error raises it where it is used, so a test must use each.
        flags: Its flags, as for `re.compile`.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """A regular expression with the methods and attributes of a compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        # Python asks here for what the instance has not, so that each method is looked up once.
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
