"""Damaged files: bits flipped, ranges overwritten, files cut, missing, swapped, doubled or exchanged."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import minutesearch as ms
from tests.torture.fault import Fault, Outcome
from tests.torture.questions import Answers, answer_questions, make_index, within_seconds
from tests.torture.scratch import scratch_folder

__all__ = ["FAULT"]

#: How long a case may take, in seconds.
_LONGEST = 5.0
#: One in so many damaged indexes is repaired too.
_REPAIRED = 8
_MARKER = "minutesearch.json"


def _flip(rng: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8, 64])):
        if content:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def _overwrite(rng: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    start = rng.randrange(len(content) + 1)
    length = min(rng.choice([1, 8, 100, 512, 4096, 65536]), len(content) - start)
    filling = rng.choice([bytes(length), b"\xff" * length, rng.randbytes(length), content[:length]])
    content[start : start + length] = filling[:length].ljust(length, b"\0")
    path.write_bytes(content)


def _cut(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(
        content[: rng.choice([0, 1, len(content) // 2, len(content) - 1, rng.randrange(len(content) + 1)])]
    )


def _lengthen(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    more = rng.choice([b"\0", b"\n", rng.randbytes(100), bytes(4096), content])
    path.write_bytes(content + more if rng.random() < 0.5 else more + content)


def _shift(rng: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content) + 1)
    if rng.random() < 0.5:
        content[at:at] = rng.randbytes(rng.choice([1, 8]))
    else:
        del content[at : at + rng.choice([1, 8])]
    path.write_bytes(content)


def _remove(_: random.Random, path: Path) -> None:
    path.unlink()


def _swap(rng: random.Random, path: Path) -> None:
    other = rng.choice(sorted(path.parent.iterdir()))
    content = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _double(rng: random.Random, path: Path) -> None:
    """Copy a file to the name of a newer one, or to any other name of the same kind."""
    names = [
        re.sub(r"\d{8}", f"{rng.choice([0, 1, 2, 3, 4, 5, 6, 99]):08}", path.name),
        path.name.replace("superseded", "generation"),
        path.name.replace("generation", "superseded"),
        path.name.replace(".json", "-unsynced.json"),
    ]
    name = rng.choice(names)
    if name != path.name:
        shutil.copyfile(path, path.with_name(name))


_DAMAGES: dict[str, Callable[[random.Random, Path], None]] = {
    "bits flipped": _flip,
    "a range overwritten": _overwrite,
    "cut": _cut,
    "longer": _lengthen,
    "shifted": _shift,
    "missing": _remove,
    "swapped": _swap,
    "doubled": _double,
}


class _Case:
    """A sound index, and the answers that are allowed from a damaged copy.

    Args:
        folder: Where the index is made.
        durable: Whether its last commit waited for the disk.
    """

    def __init__(self, folder: Path, *, durable: bool) -> None:
        make_index(folder, durable=durable)
        self.path = folder / "index"
        self.expected: list[Answers] = [answer_questions(self.path)]
        if not durable:
            # A power cut may take such a commit, so the one before may stand in for it.
            before = shutil.copytree(self.path, folder / "before")
            for manifest in before.glob("*-unsynced.json"):
                manifest.unlink()
            self.expected.append(answer_questions(before))

    def try_damage(self, rng: random.Random, folder: Path) -> str:
        """Damage a copy, ask it, and return the outcome; raise AssertionError if that is not allowed."""
        copy = shutil.copytree(self.path, folder / "index")
        name = rng.choice(sorted(path.name for path in copy.iterdir()))
        kind = rng.choice(list(_DAMAGES))
        _DAMAGES[kind](rng, copy / name)
        try:
            with within_seconds(_LONGEST):
                answers = answer_questions(copy)
        except (ms.IndexFormatError, ms.IndexMissingError) as error:
            assert name == _MARKER or kind == "swapped", f"{name} {kind}: {type(error).__name__}: {error}"
            return "another format, or none"
        except ms.CorruptIndexError as error:
            named = Path(error.path)
            is_named = named.parent == copy or (named == copy and "generation" in str(error))
            assert is_named, f"{name} {kind}: names no file: {error}"
            if rng.randrange(_REPAIRED) == 0:
                self._repair(copy, f"{name} {kind}")
            return "CorruptIndexError"
        except Exception as error:
            raise AssertionError(f"{name} {kind}: {type(error).__name__}: {error}") from error
        assert answers in self.expected, f"{name} {kind}: a wrong answer"
        return "right answers"

    def _repair(self, copy: Path, damage: str) -> None:
        repair = ms.repair_index(copy)
        with ms.open_index(copy) as index:
            problems = index.check(deep=True)
            assert not problems, f"{damage}: repaired ({repair.done}), but {problems[0]}"
            sources = {hit.source for hit in index.search("", limit=1000)}
        assert sources or repair.lost or repair.done == "went back", f"{damage}: lost everything and says nothing"


def _run(size: int, seed: int) -> Outcome:
    failures = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        cases = [_Case(folder / "durable", durable=True), _Case(folder / "hasty", durable=False)]
        for number in range(size):
            try:
                reached[cases[number % 4 == 3].try_damage(random.Random(f"{seed}/{number}"), folder / "copy")] += 1
            except (AssertionError, ms.MinuteSearchError) as error:
                failures.append(f"case {number}: {error}")
            shutil.rmtree(folder / "copy", ignore_errors=True)
    figures = tuple((name, f"{count:,}") for name, count in sorted(reached.items()))
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


FAULT = Fault(
    name="bit-flips",
    does="bits flipped, ranges overwritten, files cut, lengthened, shifted, missing, swapped or doubled, in every"
    " kind of file",
    passes_when="a `CorruptIndexError` that names the file, or the right answer; never a wrong one, nor 5 s",
    full=10_000,
    small=200,
    unit="damages",
    run=_run,
)
