"""Separation of a query's words from options, where a word may itself begin with a dash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import click

__all__ = ["QueryCommand"]


class QueryCommand(click.Command):
    """A command whose arguments are a query: `voluntary -sector` leaves out "sector".

    click would read `-sector` as six options of one letter. Ignoring options that it does not know was refused: a
    misspelt `--knid decision` would then be searched for as words, in silence. So a word after one dash belongs to
    the query, and one after two dashes must be an option.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, options first and the query's words after them."""
        if not ctx.resilient_parsing:  # as in completion, which asks about a line that is not finished
            args = self._set_words_apart(ctx, args)
        return super().parse_args(ctx, args)

    def _set_words_apart(self, context: click.Context, args: list[str]) -> list[str]:
        known = [param for param in self.get_params(context) if isinstance(param, click.Option)]
        names = set(chain.from_iterable(option.opts for option in known))
        valued = set(chain.from_iterable(option.opts for option in known if not (option.is_flag or option.count)))
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            if arg == "--":
                words += rest
            elif arg in valued:
                options += [arg, _take_value(arg, rest, names, context)]
            elif arg.startswith("--") or arg in names or (len(arg) == 2 and arg[0] == "-"):
                options.append(arg)
            else:
                _refuse_short(arg, names, context)
                words.append(arg)
        return [*options, "--", *words]


def _take_value(option: str, rest: Iterator[str], names: set[str], context: click.Context) -> str:
    value = next(rest, "--")
    if value == "--" or value in names:
        raise click.BadOptionUsage(option, f"Option {option!r} requires an argument.", context)
    return value


def _refuse_short(word: str, names: set[str], context: click.Context) -> None:
    """Raise an error for `-limit`: more likely an option with a dash too few than the word "limit" to exclude."""
    option = f"-{word.partition('=')[0]}"
    if word.startswith("-") and option in names:
        raise click.UsageError(
            f"{word} could be {option} or a word to leave out; for the word, write it after --.", context
        )
