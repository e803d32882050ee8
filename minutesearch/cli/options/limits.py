"""How many of what was found are shown: a number, or all."""

from __future__ import annotations

from typing import Any

import click

__all__ = ["ALL", "LimitType"]

#: The limit that "all" stands for: more than an index can have passages.
ALL = 2**40


class LimitType(click.IntRange):
    """How many: a number from the least on, or "all", which is `ALL`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        if isinstance(value, str) and value.strip().lower() == "all":
            return ALL
        if isinstance(value, str) and not value.strip().removeprefix("-").isdecimal():
            self.fail(f"{value!r} is neither a number nor 'all'.", param, ctx)
        return super().convert(value, param, ctx)
