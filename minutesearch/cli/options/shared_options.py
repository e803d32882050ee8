"""Options that several commands share."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

__all__ = [
    "NearChoice",
    "Settings",
    "as_json_option",
    "index_option",
    "show_examples",
    "verbose_option",
    "workers_option",
]

# Any: click's decorators take and return functions of every shape.
_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(slots=True)
class Settings:
    """The settings for a whole run of the program."""

    #: Whether a failure shows its traceback.
    verbose: bool = False


class NearChoice(click.Choice[str]):
    """A choice in whatever letter case; for a word that is none, the nearest is offered."""

    def __init__(self, choices: Iterable[str]) -> None:
        super().__init__(list(choices), case_sensitive=False)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return what is said of a value that is no choice."""
        near = difflib.get_close_matches(str(value).lower(), self.choices, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return super().get_invalid_choice_message(value, ctx) + hint


def show_examples(*lines: str) -> str:
    """Return the end of a command's help: lines of examples, which click must not join."""
    return "\b\n" + "\n".join(["Example:", *(f"  {line}" for line in lines)])


def index_option() -> _Decorator:
    """Return the option for the folder of the index."""
    return click.option(
        "--index",
        "folder",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="MINUTESEARCH_INDEX",
        default=Path("indexes/default"),
        show_default="$MINUTESEARCH_INDEX, then indexes/default",
        help="The folder of the index.",
    )


def as_json_option() -> _Decorator:
    """Return the option for JSON output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def verbose_option() -> _Decorator:
    """Return the option for tracebacks of failures, which may stand before or after the command's name."""

    def remember(context: click.Context, _: click.Parameter, verbose: bool) -> None:
        if verbose:
            context.ensure_object(Settings).verbose = True

    return click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=remember,
        help="Show where an error comes from.",
    )


def workers_option() -> _Decorator:
    """Return the option for how many processes may work at once."""
    return click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        help="How many processes to use at most; by default as many as the machine has cores.",
    )
