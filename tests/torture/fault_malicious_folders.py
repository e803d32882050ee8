"""Malicious folders: kinds that somebody may think of, and mutations under checksums that are right."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from minutesearch.engine.embedded.commits.generations import newest_manifest
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.stored_fields import StoredFieldsReader, stored_fields_arrays
from tests.doctoring import Arrays, edit_arrays, edit_manifest
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.malice import examine, limit_memory, watch
from tests.torture.malicious_kinds import CANARY, KINDS, SECRET
from tests.torture.questions import answer_questions, make_index
from tests.torture.scratch import scratch_folder

__all__ = ["FAULT"]

#: How many cases a process does before the next begins.
_BATCH = 25
#: One in so many mutations is changed, checked deep and mended too.
_THOROUGH = 5
_SECRET = "nobody must read or change this"

_EXTREMES = (
    0,
    1,
    2,
    3,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**32,
    2**62,
    2**63,
    2**64 - 1,
)


class _Case(NamedTuple):
    number: int
    #: The name of a kind; None for a mutation.
    kind: str | None


def _draw_cases(size: int, rng: random.Random) -> list[_Case]:
    """Return random cases: half of a small run are prepared kinds, and a large run has all kinds."""
    kinds = rng.sample(sorted(KINDS), min(len(KINDS), max(size // 2, 1)))
    return [_Case(number, kinds[number] if number < len(kinds) else None) for number in range(size)]


# --- mutations


def _mutate(rng: random.Random, index: Path) -> str:
    """Change an index at a random place, keep its checksums correct, and return what was done."""
    count = len(newest_manifest(index).segments)
    at = rng.randrange(count)
    way = rng.random()
    if way < 0.15:
        return _mutate_manifest(rng, index)
    if way < 0.35:
        return _mutate_records(rng, index, at)
    done: list[str] = []

    def edit(arrays: Arrays) -> Arrays:
        changed: Arrays = {}
        for _ in range(rng.choice([1, 1, 1, 2, 5])):
            name = rng.choice(sorted(arrays))
            changed[name], what = _mutate_array(rng, arrays[name], arrays)
            done.append(f"{name} {what}")
        return changed

    edit_arrays(index, edit, at=at)
    return ", ".join(done)


def _mutate_array(rng: random.Random, array: np.ndarray, arrays: Arrays) -> tuple[np.ndarray, str]:
    way = rng.choice(
        ["extreme", "wide", "near", "swapped", "short", "long", "zeros", "other", "random", "reversed"]
    )
    array = array.copy()
    place = rng.randrange(len(array)) if len(array) else None
    most = int(np.iinfo(array.dtype).max)
    if place is None or way == "other":
        return arrays[rng.choice(sorted(arrays))].copy(), "is another"
    if way == "extreme":
        array[place] = min(rng.choice(_EXTREMES), most)
    elif way == "wide":
        array = array.astype(np.uint64)
        array[place] = rng.choice(_EXTREMES)
    elif way == "near":
        array[place] = (int(array[place]) + rng.choice([-2, -1, 1, 2])) % (most + 1)
    elif way == "swapped":
        other = rng.randrange(len(array))
        array[[place, other]] = array[[other, place]]
    elif way == "short":
        array = array[:place]
    elif way == "long":
        array = np.concatenate([array, array[: place + 1]])
    elif way == "zeros":
        array[:] = 0
    elif way == "reversed":
        array = array[::-1].copy()
    else:
        array = np.frombuffer(rng.randbytes(array.nbytes), dtype=array.dtype)
    return array, way


_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 7, 2**70, 1.5, "", "x", "\ud800", "2020-13-45", [], [1], {}, {"a": 1}, [[]], "<b>", "\0"),
)


def _mutate_json(rng: random.Random, value: Any) -> Any:
    """Return a JSON value changed at a random place."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        key = rng.choice(sorted(value))
        way = rng.random()
        if way < 0.1:
            return {name: each for name, each in value.items() if name != key}
        if way < 0.2:
            return {**value, rng.choice(["x", "text", "id", "kind", "__class__"]): rng.choice(_VALUES)}
        return {**value, key: _mutate_json(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.85:
        at = rng.randrange(len(value))
        way = rng.random()
        if way < 0.1:
            return value[:at] + value[at + 1 :]
        if way < 0.2:
            return value + value
        return [*value[:at], _mutate_json(rng, value[at]), *value[at + 1 :]]
    return rng.choice(_VALUES)


def _mutate_manifest(rng: random.Random, index: Path) -> str:
    def edit(content: dict[str, Any]) -> None:
        changed = _mutate_json(rng, content)
        content.clear()
        content.update(changed if isinstance(changed, dict) else {"segments": changed})

    edit_manifest(index, edit)
    return "the manifest"


def _mutate_records(rng: random.Random, index: Path, at: int) -> str:
    """Change a stored record, or a value in its JSON, and return what was done."""
    entry = newest_manifest(index).segments[at]
    segment = Segment(index / entry.file)
    name = rng.choice(["passage.records", "source.records"])
    count = segment.size if name == "passage.records" else len(segment.source_names)
    reader = StoredFieldsReader(segment.file, name, count=count)
    records = list(reader.everything())
    if not records:
        return "nothing"
    number = rng.randrange(len(records))
    way = rng.random()
    if way < 0.1:
        records[number] = rng.randbytes(rng.choice([0, 1, 50]))
    elif way < 0.2:
        records[number] = (b"[" if rng.random() < 0.5 else b'{"a":') * 30_000
    else:
        changed = _mutate_json(rng, json.loads(records[number]))
        records[number] = json.dumps(changed).encode("utf-8", "surrogatepass")

    def edit(arrays: Arrays) -> Arrays:
        for stale in [each for each in arrays if each.startswith(name)]:
            del arrays[stale]
        return dict(stored_fields_arrays(name, records, reader.dictionary))

    edit_arrays(index, edit, at=at)
    return f"record {number} of {name}"


# --- trying


def _prepare(base: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / SECRET).write_text(_SECRET)
    return Path(shutil.copytree(base, folder / "index", symlinks=True))


def _try_batch(base: Path, folder: Path, cases: Sequence[_Case], seed: int, say: Say) -> None:
    limit_memory()
    index = folder / "index"
    seen: list[str] | None = None
    for case in cases:
        rng = random.Random(f"{seed}/{case.number}")
        before = len(seen) if seen is not None else 0
        _prepare(base, folder)
        if case.kind is None:
            done = _mutate(rng, index)
        else:
            done = case.kind
            KINDS[done](index)
        say(json.dumps({"begins": case.number, "done": done}))
        if seen is None:
            seen = watch(index)
        before = len(seen)
        wrong, came_to = examine(index, thorough=case.kind is not None or rng.randrange(_THOROUGH) == 0)
        wrong += seen[before:]
        if (folder / CANARY).exists():
            wrong.append("code was run")
        if (folder / SECRET).read_text() != _SECRET:
            wrong.append("what is outside was changed")
        say(json.dumps({"case": case.number, "done": done, "wrong": wrong, "came_to": came_to}))


def _read_lines(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith("{"):
            yield json.loads(line)


def _run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        make_index(folder / "base")
        base = folder / "base" / "index"
        # Children begin warm: everything is imported here.
        answer_questions(base)
        examine(Path(shutil.copytree(base, folder / "warm")), thorough=True)
        cases = _draw_cases(size, random.Random(seed))
        for first in range(0, size, _BATCH):
            batch = cases[first : first + _BATCH]
            with Child(lambda say, batch=batch: _try_batch(base, folder / "case", batch, seed, say)) as child:
                try:
                    said = list(_read_lines(child.lines(timeout=60.0 + 20.0 * len(batch))))
                except TimeoutError:
                    failures.append(f"a batch from case {first} hangs")
                    continue
            results = [line for line in said if "case" in line]
            for line in results:
                reached[line["came_to"]] += 1
                failures += [f"case {line['case']} ({line['done']}): {wrong}" for wrong in line["wrong"]]
            if len(results) < len(batch):
                failures.append(f"a process ended ({child.status}) in {said[-1:]}: {child.failure()}")
    figures = tuple((name, f"{count:,}") for name, count in sorted(reached.items()))
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


FAULT = Fault(
    name="malicious-folders",
    does=f"an index made by somebody who means harm: {len(KINDS)} kinds (pickles, paths and links that point out,"
    " pipes, devices, absurd sizes and counts, bombs), and mutations under checksums that are right",
    passes_when="answered or refused with a typed error; nothing run, nothing read or written outside, no 5 s, no"
    " gigabyte",
    full=20_000 + len(KINDS),
    small=60,
    unit="folders",
    run=_run,
)
