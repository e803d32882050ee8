"""Fuzzing of queries, guided by coverage; it needs atheris (the extra `torture`).

    python -m tests.torture.fuzz_queries INDEX CASES -max_total_time=60

INDEX is the folder of an index and CASES one of bytes to begin with, where those that reach new code are kept;
what follows is libFuzzer's. A finding ends it with an error and a file that holds it.
"""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Fuzz until libFuzzer's options say to stop."""
    import atheris

    # What is to guide the fuzzing must be imported in here, and nowhere before.
    with atheris.instrument_imports(include=["minutesearch"]):
        import minutesearch as ms
        from minutesearch import analysis, query, searching  # noqa: F401
        from tests.torture.query_target import try_bytes

    index = ms.open_index(Path(sys.argv.pop(1)))

    def try_one(data: bytes) -> None:
        if wrong := try_bytes(index, data):
            raise AssertionError(wrong)

    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
