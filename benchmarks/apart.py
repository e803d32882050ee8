"""Measuring in a process of its own, for its memory's and its start's sake: `python -m benchmarks.apart`.

The task comes as JSON on standard input and the figures leave as JSON on standard output. A process loads what its
own task needs and no more.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import tasks
from benchmarks.queries import Query

__all__ = ["run_apart", "run_compiled"]


class _Way(NamedTuple):
    """How a task is done."""

    module: str
    function: str
    #: What makes the figures of the JSON value.
    read: Callable[[dict[str, Any]], Any]  # Any: JSON values in, the figures of the task out


_WAYS = {
    tasks.IndexTask: _Way("measuring", "index", lambda row: tasks.Indexed(**row)),
    tasks.SearchTask: _Way("measuring", "search", lambda row: tasks.Searched(**row)),
    tasks.AddTask: _Way("measuring", "add", lambda row: tasks.Added(**row)),
    tasks.AlternateTask: _Way(
        "alternating",
        "alternate",
        lambda row: {
            name: tasks.Timed(
                **{key: tuple(each) if isinstance(each, list) else each for key, each in row.items()}
            )
            for name, row in row.items()
        },
    ),
    tasks.StartTask: _Way("starting", "start", lambda row: tasks.Started(**row)),
    tasks.LoadTask: _Way("load", "ask_many", lambda row: tasks.Load(**row)),
}
_NAMED = {task.__name__: task for task in _WAYS}


def run_compiled(task: Any, *, before: Any = None) -> Any:  # as below
    """Run a task in a process that finds all modules compiled, as pip leaves them; return its figures.

    Where Python is told to write no bytecode, half of the time of a start would be the compiling of modules.

    Args:
        task: The task.
        before: A smaller task, for which the same modules are compiled before; None for the same.
    """
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run_apart(before or task, environment)
        return run_apart(task, environment)


def run_apart(task: Any, environment: dict[str, str] | None = None) -> Any:  # one of the tasks in, its figures out
    """Run a task in a new process and return its figures.

    Args:
        task: The task.
        environment: The variables of the process; None for those of this one.

    Raises:
        RuntimeError: The process failed; the message is the end of its standard error.
    """
    import subprocess  # not for the processes that are started

    done = subprocess.run(  # noqa: S603  # this interpreter, on a module of this package
        [sys.executable, "-m", "benchmarks.apart", type(task).__name__],
        input=json.dumps(asdict(task)),
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=Path(__file__).parent.parent,
    )
    if done.returncode:
        raise RuntimeError(f"{task.peer} failed: {done.stderr.strip()[-2000:]}")
    return _WAYS[type(task)].read(json.loads(done.stdout.splitlines()[-1]))


def _queries(rows: list[dict[str, Any]]) -> tuple[Query, ...]:
    return tuple(
        Query(**{**row, "words": tuple(row["words"]), "days": tuple(row["days"]) if row["days"] else None})
        for row in rows
    )


def main() -> None:
    """Do the task that standard input holds, and print its figures as JSON."""
    given = json.load(sys.stdin)
    make = _NAMED[sys.argv[1]]
    given |= {name: _queries(given[name]) for name in ("queries", "warm_up") if name in given}
    way = _WAYS[make]
    measure = getattr(importlib.import_module(f"benchmarks.{way.module}"), way.function)
    figures = measure(make(**given))
    plain = (
        {name: asdict(each) for name, each in figures.items()} if isinstance(figures, dict) else asdict(figures)
    )
    print(json.dumps(plain))


if __name__ == "__main__":
    main()
