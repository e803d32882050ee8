"""The command line, in which each command reads its options, calls the library and prints the result.

`program` gathers the commands, and `failures` turns an error into one line and an exit status. They stand on
`commands`, a module for each family of them, on `options`, which these share, and on `output`, which writes.
Imports the public names of `minutesearch`, exporting, records, results, markup and errors, never the index's
insides. The way in is `main`.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
import threading

__all__ = ["main"]

#: After how many new objects cycles are looked for among them, and then among the older ones. What a program loads
#: stays, and one search is soon over: with 700, Python's own, a tenth of it went into looking.
_COLLECTING = (100_000, 20, 50)
#: NumPy's library for linear algebra, of which nothing here has need, otherwise starts a thread for each core and
#: has it wait busily: 30 ms of a search.
_THREADS = "OPENBLAS_NUM_THREADS"
#: The exit status of a program that the user stopped.
_STOPPED = 130


def main(prog_name: str = "minutesearch") -> None:
    """Run the command line, and end the program with its exit status.

    Args:
        prog_name: The name of the program in its help.
    """
    gc.set_threshold(*_COLLECTING)
    os.environ.setdefault(_THREADS, "1")
    _replace_closed()
    try:
        from minutesearch.cli import program

        gc.freeze()
        program.main(prog_name=prog_name)
    except SystemExit as ended:
        _leave(ended.code)
        raise
    except KeyboardInterrupt:
        # It came before a command was there to say so.
        sys.stderr.write("error: stopped\n")
        _leave(_STOPPED)
        raise SystemExit(_STOPPED) from None


class _Closed(io.TextIOBase):
    """Standard output that was closed before the program began: whatever is written to it is lost, and told."""

    def writable(self) -> bool:
        """Whether it takes text: it seems to."""
        return True

    def write(self, text: str) -> int:
        """Refuse any text."""
        if text:
            raise OSError("standard output is closed")
        return 0


def _replace_closed() -> None:
    """Put streams in the place of those that were closed before the program began, for which Python has None."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def _leave(status: object) -> None:
    """End the process at once, unless something of it still runs or the status is not a number.

    Python would first take apart, one by one, all objects that the system frees as a whole: a tenth of a search.
    """
    running = (each for each in threading.enumerate() if not each.daemon and each is not threading.main_thread())
    if not isinstance(status, int) or any(running):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # Python says what is wrong with a stream that cannot be written to
    os._exit(status)
