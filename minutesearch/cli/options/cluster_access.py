"""The options of what a cluster lets one in with, which stand before the command's name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

__all__ = ["access_options", "use_access"]

# Any: click's decorators take and return functions of every shape.
_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

#: The variable of the environment that each option stands for.
_VARIABLES = {
    "user": "MINUTESEARCH_OPENSEARCH_USER",
    "password_file": "MINUTESEARCH_OPENSEARCH_PASSWORD",
    "ca": "MINUTESEARCH_OPENSEARCH_CA",
    "certificate": "MINUTESEARCH_OPENSEARCH_CERTIFICATE",
    "key": "MINUTESEARCH_OPENSEARCH_KEY",
}
#: How many bytes the file of a password may have.
_MOST = 4096


def access_options() -> _Decorator:
    """Return the options for user, password and certificates of a cluster."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    options = (
        click.option("--user", metavar="NAME", help="The user of a cluster's index."),
        # Not the password itself: everybody on the machine sees what programs are started with.
        click.option("--password-file", metavar="FILE", type=file, help="The file with that user's password."),
        click.option(
            "--ca", metavar="FILE", type=file, help="The authorities that signed a cluster's certificate."
        ),
        click.option("--certificate", metavar="FILE", type=file, help="A certificate of your own for a cluster."),
        click.option("--key", metavar="FILE", type=file, help="Its key, if that is in another file."),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def use_access(context: click.Context, access: Mapping[str, Path | str | None]) -> None:
    """Let what the options say stand for the variables of the environment, until the command is done.

    Args:
        context: The context of the whole program.
        access: The options, by their names.

    Raises:
        click.UsageError: A user without a password, or the other way round; or the password cannot be read.
    """
    given = {name: value for name, value in access.items() if value is not None}
    if ("user" in given) != ("password_file" in given):
        raise click.UsageError("--user and --password-file are given together or not at all.")
    for name, value in given.items():
        variable = _VARIABLES[name]
        before = os.environ.get(variable)
        os.environ[variable] = _read_password(Path(value)) if name == "password_file" else str(value)
        context.call_on_close(lambda name=variable, text=before: _put_back(name, text))


def _read_password(path: Path) -> str:
    try:
        with path.open("rb") as file:
            password = file.read(_MOST + 1).decode()
    except (OSError, ValueError):
        password = ""
    password = password.removesuffix("\n").removesuffix("\r")
    if not password or len(password) > _MOST:
        raise click.UsageError(f"--password-file {path}: holds no password.")
    return password


def _put_back(variable: str, text: str | None) -> None:
    if text is None:
        os.environ.pop(variable, None)
    else:
        os.environ[variable] = text
