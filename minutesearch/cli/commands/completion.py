"""The `completion` command, which prints the script for completion in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from minutesearch.cli.options.shared_options import show_examples, verbose_option

__all__ = ["completion"]


@click.command(
    epilog=show_examples(
        "bash: echo 'eval \"$(minutesearch completion bash)\"' >> ~/.bashrc",
        "zsh:  echo 'eval \"$(minutesearch completion zsh)\"' >> ~/.zshrc",
        "fish: minutesearch completion fish > ~/.config/fish/completions/minutesearch.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@verbose_option()
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script for shell completion."""
    script = get_completion_class(shell)
    if script is None:  # pragma: no cover -- click has all three
        raise click.ClickException(f"there is no completion for {shell}")
    click.echo(script(context.find_root().command, {}, "minutesearch", "_MINUTESEARCH_COMPLETE").source())
