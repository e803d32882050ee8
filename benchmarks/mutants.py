"""Mutation testing: random changes of the package, and whether the tests notice: `python -m benchmarks.mutants`.

Each of `--lines` lines, drawn by `--seed`, gets one change: a comparison, `and` or `or`, a `not`, a plus or minus,
or a whole number. In a copy of the tree the tests nearest to the module run first, then those of the whole, then
the gate of floors. At the first that fails, or has a test of more than five minutes, it is caught, if what failed
passes without the change; changes that survive all are listed. Those that no test can or should notice stand in
benchmarks/mutants.toml, each with its reason.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutating import Mutation, iter_mutations, mutate

__all__ = ["Declared", "Mutant", "Scratch", "draw", "find_stale", "main", "stages_of"]

ROOT = Path(__file__).parent.parent
_DECLARED = Path(__file__).with_suffix(".toml")
#: What a copy of the tree leaves out.
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "indexes", "*.egg-info", "dist")
#: A change is caught by a test that takes longer, in seconds, or by a stage that does.
_LONGEST_TEST, _LONGEST = 300, 3_600
_PYTEST = (
    *("-x", "-q", "-p", "no:randomly"),
    *("-o", f"faulthandler_timeout={_LONGEST_TEST}", "-o", "faulthandler_exit_on_timeout=true"),
)
#: The status of pytest where there is no test to run: what hung, and so was ended, is not known by name.
_NO_TESTS = 5
#: The rooms whose figures the gate of floors measures, with what measures them.
_READINGS = (("benchmarks.readings", "--check"), ("benchmarks.readings", "--whole", "--check"))
_RANKING = (("benchmarks.quality", "seeds/judgements"),)
_GATES = {
    **dict.fromkeys(("reading", "segmenting", "recording", "dates"), _READINGS),
    **dict.fromkeys(("analysis", "engine", "searching", "query"), _RANKING),
}

#: One step of the checks: the arguments of `python -m`.
Stage = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change of one line of a module."""

    #: The module, from the root of the tree.
    path: str
    #: Its line, without the space around it.
    text: str
    mutation: Mutation

    def __str__(self) -> str:
        return f"{self.path}:{self.mutation.line}: {self.mutation}   {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declaration of changes that no test can or should notice."""

    #: A pattern that matches the whole line, without the space around it.
    line: re.Pattern[str]
    #: The only change that is meant, as "< -> <="; None for all changes of the line.
    change: str | None
    #: Why nothing notices.
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Return whether a mutant is one of the declared changes."""
        return self.line.fullmatch(mutant.text) is not None and self.change in (None, str(mutant.mutation))


def load_declared(path: Path = _DECLARED) -> tuple[Declared, ...]:
    """Load the declared changes.

    Args:
        path: A TOML file with tables `[[survivor]]` of `line`, `reason` and perhaps `change`.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
    return tuple(
        Declared(line=re.compile(table["line"]), change=table.get("change"), reason=table["reason"])
        for table in tables
    )


def find_mutants(root: Path, package: str) -> list[Mutant]:
    """Return every possible change of every module of a package, in the order of paths and lines."""
    return [
        Mutant(path=str(path.relative_to(root)), text=lines[each.line - 1].strip(), mutation=each)
        for path in sorted((root / package).rglob("*.py"))
        for source in (path.read_text(encoding="utf-8"),)
        for lines in (source.splitlines(),)
        for each in iter_mutations(source)
    ]


def find_stale(declared: Sequence[Declared], mutants: Sequence[Mutant]) -> list[str]:
    """Return the patterns of declarations that no longer match any change."""
    return [each.line.pattern for each in declared if not any(map(each.covers, mutants))]


def draw(mutants: Sequence[Mutant], *, lines: int, seed: int) -> list[Mutant]:
    """Return one random change each of lines drawn with equal chances.

    Args:
        mutants: All changes.
        lines: How many lines to draw.
        seed: The seed of the drawing.
    """
    drawing = random.Random(f"mutants/{seed}")
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for mutant in mutants:
        by_line.setdefault((mutant.path, mutant.mutation.line), []).append(mutant)
    return [drawing.choice(by_line[each]) for each in drawing.sample(sorted(by_line), min(lines, len(by_line)))]


def stages_of(root: Path, path: str) -> list[Stage]:
    """Return the steps that check a change of a module, in the order to run them: the nearest tests first.

    Args:
        root: The root of the tree.
        path: The module, from the root.
    """
    dotted = ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")
    _, *rooms, module = Path(path).with_suffix("").parts
    tests = root / "tests"
    stem = dotted.rpartition(".")[2]
    own = sorted(str(each.relative_to(root)) for each in tests.joinpath(*rooms[:1]).rglob(f"test_{stem}.py"))
    importing = re.compile(
        rf"\b{re.escape(dotted)} import|from {re.escape(dotted.rpartition('.')[0])} import .*\b{stem}\b"
    )
    users = sorted(
        str(each.relative_to(root))
        for each in tests.rglob("test_*.py")
        if "torture" not in each.parts and importing.search(each.read_text(encoding="utf-8"))
    )
    folder = next((each for n in range(len(rooms), 0, -1) if (each := tests.joinpath(*rooms[:n])).is_dir()), None)
    near = [str(folder.relative_to(root))] if folder else []
    whole = [str(tests.joinpath(*rooms[:1]).relative_to(root))] if len(rooms) > 1 else []
    everywhere = sorted(str(each.relative_to(root)) for each in tests.glob("test_*.py"))
    if (tests / "searching").is_dir():
        everywhere.append("tests/searching")
    stages = [("pytest", *each) for each in (own, users, near, whole, everywhere) if each]
    return [*dict.fromkeys(stages), *_GATES.get((rooms or [module])[0], ())]


class Scratch:
    """A copy of the tree, changed by one mutant at a time.

    Args:
        root: The root of the tree.
        folder: Where the copy is to be; it must not exist.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = shutil.copytree(root, folder, ignore=_LEFT_OUT)

    def passes(self, stage: Stage, *, again: bool = False, timeout: float = _LONGEST) -> bool:
        """Run one step and return whether it passes in time.

        Args:
            stage: The step to run.
            again: Whether to run only the tests that failed before.
            timeout: How long it may take, in seconds.
        """
        options: tuple[str, ...] = ()
        if stage[0] == "pytest":
            options = (
                *_PYTEST,
                *(("--last-failed", "--last-failed-no-failures=none") if again else ("--cache-clear",)),
            )
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and modules
            [sys.executable, "-m", *stage, *options],
            cwd=self.root,
            # Wherever a test starts a Python of its own, it is to find this copy.
            env={**os.environ, "PYTHONPATH": str(self.root)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(timeout) in ((0, _NO_TESTS) if again else (0,))
        except subprocess.TimeoutExpired:
            return False
        finally:
            # With whatever its tests have left running.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @contextlib.contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        """Apply a mutant to the copy within the `with` block."""
        path = self.root / mutant.path
        source = path.read_text(encoding="utf-8")
        try:
            self._write(path, mutate(source, mutant.mutation))
            yield
        finally:
            self._write(path, source)

    @staticmethod
    def _write(path: Path, source: str) -> None:
        path.write_text(source, encoding="utf-8")
        # It may be as long and as old, to the second, as the one that was compiled.
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)


class _Hunt:
    """Runner of the checks on mutants, several at once, each in a copy of the tree.

    Args:
        root: The root of the tree.
        folder: An empty folder for the copies.
        jobs: How many mutants to check at once.
    """

    def __init__(self, root: Path, folder: Path, *, jobs: int) -> None:
        self._jobs = jobs
        self._free: queue.SimpleQueue[Scratch] = queue.SimpleQueue()
        for number in range(jobs):
            self._free.put(Scratch(root, folder / str(number)))

    def catch(self, mutants: Sequence[Mutant]) -> dict[Mutant, Stage | None]:
        """Return for each mutant the first step that notices it; None if none does."""
        with ThreadPoolExecutor(self._jobs) as pool:
            return dict(zip(mutants, pool.map(self._catch, mutants), strict=True))

    def _catch(self, mutant: Mutant) -> Stage | None:
        scratch = self._free.get()
        try:
            for stage in stages_of(scratch.root, mutant.path):
                with scratch.changed(mutant):
                    if scratch.passes(stage):
                        continue
                if not scratch.passes(stage, again=True):
                    raise RuntimeError(f"fails without any change: {' '.join(stage)}")
                _say(f"caught by {' '.join(stage)}: {mutant}")
                return stage
        finally:
            self._free.put(scratch)
        _say(f"SURVIVED: {mutant}")
        return None


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutants",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lines", type=int, default=100, help="how many lines are changed (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the drawing (1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once (1)")
    parser.add_argument("--least", type=float, default=0.9, help="the share to catch, else the status is 1 (0.9)")
    parser.add_argument("--only", default="", metavar="PATH", help="only modules whose path begins so")
    parser.add_argument("--list", action="store_true", help="only print what would be changed")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT, package: str = "minutesearch") -> int:
    """Change random lines, and print the changes that nothing notices.

    Args:
        arguments: The command line.
        root: The root of the tree.
        package: The folder in it whose modules are changed.

    Returns:
        1 if too few changes are caught or a declaration matches nothing any more, else 0.
    """
    options = read_options(sys.argv[1:] if arguments is None else arguments)
    mutants = find_mutants(root, package)
    declared_file = root / "benchmarks" / _DECLARED.name
    declared = load_declared(declared_file) if declared_file.is_file() else ()
    if stale := find_stale(declared, mutants):
        print(f"{declared_file.name} declares what does not exist any more:", *stale, sep="\n  ")
        return 1
    drawn = draw(
        [each for each in mutants if each.path.startswith(options.only)], lines=options.lines, seed=options.seed
    )
    excused = {mutant: each.reason for mutant in drawn for each in declared if each.covers(mutant)}
    tried = [mutant for mutant in drawn if mutant not in excused]
    if options.list:
        print(*drawn, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        caught = _Hunt(root, Path(folder), jobs=options.jobs).catch(tried)
    survivors = [mutant for mutant, stage in caught.items() if stage is None]
    for mutant, reason in excused.items():
        print(f"declared: {mutant}\n    {reason}")
    for mutant in survivors:
        print(f"survived: {mutant}")
    count = len(tried) - len(survivors)
    print(f"caught {count} of {len(tried)} that can be caught (seed {options.seed})")
    return 0 if count >= options.least * len(tried) else 1


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
