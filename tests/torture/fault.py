"""What every torture is made of: a fault, how often it is tried, and what came of it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fault", "Outcome", "iter_faults"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of trying a fault."""

    #: How many cases were tried.
    tried: int
    #: What went wrong, a line each, with what makes the case again; empty if all passed.
    failures: tuple[str, ...] = ()
    #: Figures worth printing, by name: the slowest case, the most memory.
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A way to break an index on purpose."""

    #: Its name on the command line, of small letters and hyphens.
    name: str
    #: What is done, for the report.
    does: str
    #: When it passes, for the report.
    passes_when: str
    #: How many cases the full size has, and how many `make test` tries; of a fault that is timed: seconds.
    full: int
    small: int
    #: What `full` and `small` count.
    unit: str
    #: Tries so many cases, drawn by a seed; the same size and seed try the same cases.
    run: Callable[[int, int], Outcome]


def iter_faults() -> tuple[Fault, ...]:
    """Gives the faults, each the FAULT of a module `fault_*.py` of this folder, by name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("fault_*.py"))
    faults = (importlib.import_module(f"tests.torture.{name}").FAULT for name in names)
    return tuple(sorted(faults, key=lambda fault: fault.name))
