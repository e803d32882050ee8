"""The program: its commands, each loaded when it is called, and the handling of errors that they raise."""

from __future__ import annotations

import difflib
import io
import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from minutesearch.cli.failures import report_failure
from minutesearch.cli.options.cluster_access import access_options, use_access
from minutesearch.cli.options.shared_options import Settings, show_examples, verbose_option
from minutesearch.cli.output.terminal import open_stderr

__all__ = ["main", "program"]

#: The commands by name, each with its module.
_MODULES = {
    **dict.fromkeys(("copy", "index", "remove"), "changing"),
    **dict.fromkeys(("related", "similar"), "comparing"),
    "completion": "completion",
    "eval": "evaluating",
    **dict.fromkeys(("acronyms", "check", "doctor", "repair", "stats"), "inspecting"),
    **dict.fromkeys(("concordance", "quote"), "quoting"),
    "read": "reading",
    "search": "searching",
    "mcp": "servers.model_context",
    "serve": "servers.search_site",
    "show": "showing",
    **dict.fromkeys(("people", "values"), "values"),
    "watch": "watching",
}
#: The commands whose functions have another name, since `eval` is one of Python's own.
_FUNCTIONS = {"eval": "evaluate"}


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is first asked for: a search need not wait for what indexes."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module = import_module(f"minutesearch.cli.commands.{_MODULES[name]}")
            self._loaded[name] = getattr(module, _FUNCTIONS.get(name, name))
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._loaded or name in _MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*_MODULES, *self._loaded)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Program(click.Group):
    """A group of commands whose failures are reported in one line each."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # Any: as in click
    ) -> Any:
        """Run the program, and end it with its exit status unless `standalone_mode` is off."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        settings = Settings()
        try:
            # With standalone_mode off, click returns the status of an early end (--help) as the result.
            status = super().main(args, prog_name, complete_var, standalone_mode=False, obj=settings, **extra)
        except Exception as error:
            status = report_failure(error, open_stderr(), verbose=settings.verbose)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has gone (`| head`) is no failure, since it has what it wanted."""
        try:
            result = super().invoke(ctx)
            # What is still in the buffer would otherwise meet the closed pipe when Python ends, with a traceback.
            sys.stdout.flush()
        except KeyboardInterrupt:
            # click would write an empty line beside the one that says it.
            raise click.Abort from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return result


@click.group(
    cls=_Program,
    commands=_Commands(),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=show_examples(
        "minutesearch index seeds/",
        "minutesearch search voluntary sector engagement",
    ),
)
@click.version_option(
    None, "-V", "--version", package_name="minutesearch", prog_name="minutesearch", message="%(prog)s %(version)s"
)
@verbose_option()
@access_options()
@click.pass_context
def program(context: click.Context, /, **access: Path | str | None) -> None:
    """Search the minutes of public meetings."""
    use_access(context, access)
    if context.invoked_subcommand is None:
        from minutesearch.cli.commands.inspecting import welcome  # as any command: loaded when it is wanted

        if not welcome():
            click.echo(context.get_help())


@click.command("help", epilog=show_examples("minutesearch help search"))
@click.argument("name", metavar="[COMMAND]", required=False)
@verbose_option()
@click.pass_context
def show_help(context: click.Context, name: str | None) -> None:
    """Show the help of a command."""
    above = context.find_root()
    if name is None:
        click.echo(above.get_help())
        return
    command = program.get_command(above, name)
    if command is None:
        near = difflib.get_close_matches(name, program.commands, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise click.UsageError(f"There is no command {name!r}{hint}", above)
    with click.Context(command, info_name=name, parent=above) as inner:
        click.echo(command.get_help(inner))


program.add_command(show_help)


def main(prog_name: str = "minutesearch") -> None:
    """Run the command line, and end the program with its exit status.

    Args:
        prog_name: The name of the program in its help.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A character that the terminal's encoding lacks is written as an escape: a search must not end in an
            # error because a passage has a curly quote.
            stream.reconfigure(errors="backslashreplace")
    program.main(prog_name=prog_name)
