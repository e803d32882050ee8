"""The parts of every torture test: a fault, how often it is tried, and the outcome."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fault", "Outcome", "iter_faults"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of trying a fault."""

    #: How many cases were tried.
    tried: int
    #: The failures, a line each, with what reproduces the case; empty if all passed.
    failures: tuple[str, ...] = ()
    #: Figures worth printing, by name: the slowest case, the most memory.
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A way to break an index on purpose."""

    #: Its name on the command line, of small letters and hyphens.
    name: str
    #: What the fault does, for the report.
    does: str
    #: When it passes, for the report.
    passes_when: str
    #: How many cases the full size has, and how many `make test` tries; of a fault that is timed: seconds.
    full: int
    small: int
    #: What `full` and `small` count.
    unit: str
    #: Tries a number of cases, drawn by a seed; the same size and seed try the same cases.
    run: Callable[[int, int], Outcome]


def iter_faults() -> tuple[Fault, ...]:
    """Return the faults in the order of their names, one from each module `fault_*.py` of this folder."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("fault_*.py"))
    faults = (importlib.import_module(f"tests.torture.{name}").FAULT for name in names)
    return tuple(sorted(faults, key=lambda fault: fault.name))
