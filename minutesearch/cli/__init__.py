"""The command line, in which each command reads its options, calls the library and prints the result."""

from __future__ import annotations

from minutesearch.cli.program import main

__all__ = ["main"]
