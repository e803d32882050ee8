"""Hostile files: bombs of every kind, and real pages that were damaged at random."""

from __future__ import annotations

from random import Random

from tests.torture.bombs import KINDS, make_bomb
from tests.torture.fault import Fault, Outcome
from tests.torture.file_reader import FileReader
from tests.torture.mutations import draw_mutation

__all__ = ["FAULT"]

#: What a file may take: processor time in seconds, and MB of memory.
_LONGEST, _MOST_MEMORY = 5.0, 300.0
#: How large bombs are at full size, in bytes, and where fewer files are tried.
_LARGE, _SMALL, _MANY = 10_000_000, 100_000, 10_000
#: One of so many files is a bomb, of which large ones take seconds each; and one is put into an index too.
_BOMB_IN, _LARGE_IN, _INDEXED_IN = 50, 250, 100
_LISTED = 20


def run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    read_count = bombs = 0
    slowest, largest = (0.0, ""), (0.0, "")
    most, bomb_in = (_LARGE, _LARGE_IN) if size >= _MANY else (_SMALL, _BOMB_IN)
    kinds = sorted(KINDS)
    with FileReader() as reader:
        for number in range(size):
            drawing = Random(f"{seed}/{number}")
            is_bomb = number % bomb_in == 0
            if is_bomb:
                kind = kinds[number // bomb_in % len(kinds)]
                _, name, content = make_bomb(kind, drawing, most=most)
                bombs += 1
            else:
                kind = "damaged page"
                name, content = draw_mutation(drawing)
            read = reader.read(
                name, content, is_counted=not is_bomb, is_indexed=is_bomb or number % _INDEXED_IN == 1
            )
            read_count += read.is_read
            slowest = max(slowest, (read.seconds, kind))
            largest = max(largest, (read.megabytes, kind))
            wrong = list(read.wrong)
            if read.seconds > _LONGEST:
                wrong.append(f"took {read.seconds:.1f} s")
            if read.megabytes > _MOST_MEMORY:
                wrong.append(f"took {read.megabytes:.0f} MB")
            failures += [f"case {number}, {kind}, {name}, {len(content):,} bytes: {each}" for each in wrong]
    return Outcome(
        tried=size,
        failures=tuple(failures[:_LISTED]),
        figures=(
            ("bombs", f"{bombs:,}"),
            ("read", f"{read_count:,}"),
            ("refused", f"{size - read_count:,}"),
            ("slowest", f"{slowest[0]:.1f} s ({slowest[1]})"),
            ("most memory", f"{largest[0]:.0f} MB ({largest[1]})"),
        ),
    )


FAULT = Fault(
    name="files",
    does=f"{len(KINDS)} kinds of bomb, and real pages damaged at random",
    passes_when="under 5 s and 300 MB for 10 MB; all letters read or dropped knowingly, or a named error;"
    " nothing written outside",
    full=100_000,
    small=1_000,
    unit="files",
    run=run,
)
