"""Entry point of the command line for `python -m minutesearch`."""

from __future__ import annotations

from minutesearch.cli import main

if __name__ == "__main__":
    main(prog_name="python -m minutesearch")
