"""The command line: each command reads its options, calls the library and prints what it gave."""

from __future__ import annotations

from minutesearch.cli.program import main

__all__ = ["main"]
