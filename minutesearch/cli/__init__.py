"""The command line, in which each command reads its options, calls the library and prints the result.

`program` gathers the commands, and `failures` turns an error into one line and an exit status. They stand on
`commands`, a module for each family of them, on `options`, which these share, and on `output`, which writes.
Imports the public names of `minutesearch`, exporting, records, results, markup and errors, never the index's
insides. The way in is `main`.
"""

from __future__ import annotations

import gc

__all__ = ["main"]

#: After how many new objects cycles are looked for among them, and then among the older ones. What a program loads
#: stays, and one search is soon over: with 700, Python's own, a tenth of it went into looking.
_COLLECTING = (50_000, 20, 50)


def main(prog_name: str = "minutesearch") -> None:
    """Run the command line, and end the program with its exit status.

    Args:
        prog_name: The name of the program in its help.
    """
    gc.set_threshold(*_COLLECTING)
    from minutesearch.cli import program

    gc.freeze()
    program.main(prog_name=prog_name)
