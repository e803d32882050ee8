"""The `serve` command, which puts a search page over an index or a folder of minutes."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import show_examples, verbose_option
from minutesearch.cli.output.problems import print_problems
from minutesearch.cli.output.progress import show_progress
from minutesearch.cli.output.terminal import open_stderr

__all__ = ["serve"]


@click.command(
    epilog=show_examples(
        "minutesearch serve indexes/kent",
        "minutesearch serve minutes/ --port 9000",
        "minutesearch serve indexes/kent --workers 2 --root-path /minutes --public-url https://example.org/minutes",
    )
)
@click.argument(
    "source",
    metavar="[FOLDER-OR-INDEX]",
    type=click.Path(path_type=Path),
    envvar="MINUTESEARCH_INDEX",
    default=Path("indexes/default"),
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Which port; 0 for one that is free.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="How many processes."
)
@click.option(
    "--root-path", default="", metavar="PATH", help="The path that a proxy serves this below, as /minutes."
)
@click.option("--title", metavar="TEXT", help="The title of the site.")
@click.option("--public-url", metavar="URL", help="The address that readers know it by.")
@click.option("--page-size", type=click.IntRange(1, 100), metavar="N", help="How many hits a page has.")
@click.option("--most-rows", type=click.IntRange(1), metavar="N", help="How many rows a download has at most.")
@click.option(
    "--downloads-per-minute", type=click.IntRange(0), metavar="N", help="How many one reader may have; 0 for any."
)
@click.option("--no-access-log", is_flag=True, help="Write no line for each request.")
@verbose_option()
def serve(
    source: Path,
    *,
    host: str,
    port: int,
    workers: int,
    root_path: str,
    no_access_log: bool,
    **given: Any,  # Any: named and checked as the fields of WebSettings are
) -> None:
    """Serve a search page, at this machine only unless --host says otherwise.

    FOLDER-OR-INDEX is the folder of an index, or a folder of minutes, which is indexed first; that index is gone
    when the page is. The default is $MINUTESEARCH_INDEX, then indexes/default. Nothing that is served writes.
    Settings that are not options are read from the environment: see docs/how-to/serve.md.
    """
    from minutesearch import web

    settings = web.settings_from_environment()
    settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
    if root_path and not root_path.startswith("/"):
        raise click.UsageError(f"--root-path begins with a slash, as /minutes, and not {root_path!r}.")
    port = _find_port(host, port)
    with _index_of(source) as place:
        open_stderr().write(f"http://{_written(host)}:{port}{root_path or '/'} (Ctrl-C stops it)")
        web.serve(
            place,
            settings,
            host=host,
            port=port,
            workers=workers,
            root_path=root_path,
            access_log=not no_access_log,
        )


def _find_port(host: str, port: int) -> int:
    """Return the port to listen at, which is free, before anything is read or promised; for 0 any.

    Raises:
        ClickException: It is not free, or this machine has no such address.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as free:
            if os.name == "posix":
                # As the server does: who was here before may have left connections that are not quite over.
                free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(place)
            return int(free.getsockname()[1])
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}, port {port}: {error.strerror or error}") from error


def _written(host: str) -> str:
    """Return an address as it stands in a URL."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - it is what was asked for
    return f"[{shown}]" if ":" in shown else shown


@contextmanager
def _index_of(source: Path) -> Iterator[Path | str]:
    """Yield where an index is: the one given, or one made of minutes for as long as they are served."""
    try:
        with ms.open_index(source) as index:
            place = index.path
    except ms.IndexMissingError:
        if not _has_files(source):
            raise
    else:
        yield place
        return
    import tempfile  # No other command needs it, and each would wait for it.

    with tempfile.TemporaryDirectory(prefix="minutesearch-") as made:
        folder = Path(made) / "index"
        with ms.open_index(folder, create=True) as index, show_progress() as progress:
            report = index.add(source, progress=progress)
        print_problems(report.problems, open_stderr())
        if not report.added:
            raise click.ClickException(f"{source}: nothing in it could be read as minutes")
        open_stderr().write(f"{report.passages:,} passages of {report.added:,} files. To keep the index:")
        open_stderr().write(f"minutesearch index {source} --index DIR, then minutesearch serve DIR", indent=2)
        yield folder


def _has_files(source: Path) -> bool:
    """Return whether anything is at a path that could be read."""
    return source.is_file() or (source.is_dir() and any(source.iterdir()))
