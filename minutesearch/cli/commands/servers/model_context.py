"""The `mcp` command, which serves an index to language models."""

from __future__ import annotations

from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import index_option, show_examples, verbose_option

__all__ = ["mcp"]


@click.command(
    epilog=show_examples("minutesearch mcp --index indexes/kent", "minutesearch mcp --http --port 8021")
)
@index_option()
@click.option("--http", is_flag=True, help="Serve over HTTP at /mcp instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at, with --http.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8021, show_default=True, help="The port, with --http."
)
@verbose_option()
def mcp(folder: Path, host: str, port: int, *, http: bool) -> None:
    """Serve the minutes to a language model, as tools of the Model Context Protocol that only read.

    A program that asks language models, such as a chat or an editor, starts this command itself and talks to it
    over standard input and output. With --http it is reached from elsewhere.
    """
    # Loaded when asked for: the SDK is an extra.
    from minutesearch.mcp import create_server

    with ms.open_index(folder) as index:
        server = create_server(index)
        if http:
            click.echo(f"Serving {folder} at http://{host}:{port}/mcp; Ctrl-C ends it.", err=True)
            server.run("streamable-http", host=host, port=port, stateless_http=True)
        else:
            server.run()
