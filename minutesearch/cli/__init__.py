"""The command line, in which each command reads its options, calls the library and prints the result.

`program` gathers the commands, and `failures` turns an error into one line and an exit status. They stand on
`commands`, a module for each family of them, on `options`, which these share, and on `output`, which writes.
Imports the public names of `minutesearch`, exporting, records, results, markup and errors, never the index's
insides. The way in is `main`.
"""

from __future__ import annotations

from minutesearch.cli.program import main

__all__ = ["main"]
