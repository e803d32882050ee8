"""Histories: thousands of random operations, and after each the content and the answers of a plain model."""

from __future__ import annotations

import datetime
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import minutesearch as ms
from tests.torture.fault import Fault, Outcome
from tests.torture.plain_index import PlainSource, draw_question, find
from tests.torture.scratch import scratch_folder

__all__ = ["FAULT"]

#: How many operations make one history; then another seed begins an index anew.
_LENGTH = 2000
#: Parts of names that a path, a shell, a page or a query would take for something else.
_ODD = (
    *("plain", "with space", "Ünïcödé", "名前", "🚲", "\u202eright", "x" * 150, "CON", "-dash", "a..b"),
    *("quo'te", 'dou"ble', "semi;colon", "per%20cent", "back\\slash", "tab\there", "new\nline", "#hash"),
    *("[brackets]", "{brace}", "$HOME", "<b>", "&amp;", "*", "~", "colon:"),
)
_MOST = 60


class _DisagreementError(Exception):
    """The index and the model disagree."""


class _History:
    """An index and its model, changed in step.

    Args:
        folder: Where both are kept.
        seed: The seed of the operations.
    """

    def __init__(self, folder: Path, seed: str) -> None:
        self._rng = random.Random(seed)
        self._path = folder / "index"
        self._pages = folder / "pages"
        self._pages.mkdir(parents=True)
        self._index = ms.create_index(self._path)
        #: What the index holds, by name.
        self._held: dict[str, PlainSource] = {}
        #: The files of the folder, by name.
        self._files: dict[str, PlainSource] = {}
        self.done: Counter[str] = Counter()
        self._operations: dict[str, Callable[[], None]] = {
            "add a record": self._add_record,
            "add records": self._add_records,
            "update a record": self._update_record,
            "add again": self._add_again,
            "add a file": self._add_file,
            "add the folder": self._add_folder,
            "remove": self._remove,
            "sync": self._sync,
            "many small": self._add_many_small,
            "reopen": lambda: self._index.reopen(),
            "close and open": self._open_anew,
        }
        self._weights = (6, 3, 5, 2, 4, 2, 5, 1, 1, 1, 1)

    def step(self) -> str:
        """Make one operation on both, and return its name."""
        name = self._rng.choices(list(self._operations), self._weights)[0]
        if len(self._held) > _MOST:
            name = "remove"
        self._operations[name]()
        self.done[name] += 1
        return name

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    # --- operations

    def _expect(self, report: ms.Report, **counts: int) -> None:
        expected = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0, **counts}
        told = {name: getattr(report, name) for name in expected}
        if told != expected or report.problems:
            raise _DisagreementError(f"the report says {told} {report.problems[:2]}, not {expected}")

    def _durable(self) -> bool:
        return self._rng.random() < 0.5

    def _add_record(self) -> None:
        # Records and files have different names, so that neither replaces the other.
        name = f"record/{self._rng.choice(_ODD)} {self._rng.randrange(40)}"
        source = PlainSource.draw(self._rng, name, least=0)
        self._put_record(source)

    def _put_record(self, source: PlainSource) -> None:
        known = self._held.get(source.name)
        report = self._index.add(source.as_meeting(), name=source.name, durable=self._durable())
        self._expect(report, **{"added" if known is None else "unchanged" if known == source else "updated": 1})
        self._held[source.name] = source

    def _add_records(self) -> None:
        """Add records in one call, which names them by body and day."""
        drawn = [PlainSource.draw(self._rng, "", least=1) for _ in range(self._rng.randint(2, 5))]
        named = {f"{each.body}/{each.day}": each for each in drawn if each.day}
        if not named:
            return
        fresh = {
            name: PlainSource(name=name, body=each.body, day=each.day, title=each.title, passages=each.passages)
            for name, each in named.items()
        }
        report = self._index.add(*(each.as_meeting() for each in fresh.values()), durable=self._durable())
        self._expect(report, **self._count(fresh))
        self._held |= fresh

    def _count(self, fresh: dict[str, PlainSource]) -> dict[str, int]:
        known = [self._held.get(name) for name in fresh]
        return {
            "added": known.count(None),
            "unchanged": sum(old == new for old, new in zip(known, fresh.values(), strict=True)),
            "updated": sum(old not in (None, new) for old, new in zip(known, fresh.values(), strict=True)),
        }

    def _update_record(self) -> None:
        names = [name for name in self._held if name.startswith("record/")]
        if names:
            self._put_record(PlainSource.draw(self._rng, self._rng.choice(sorted(names)), least=0))

    def _add_again(self) -> None:
        names = [name for name in self._held if name.startswith("record/")]
        if names:
            self._put_record(self._held[self._rng.choice(sorted(names))])

    def _write_file(self) -> PlainSource:
        name = f"{self._rng.choice(_ODD)} {self._rng.randrange(3)}.jsonl"
        source = PlainSource.draw(self._rng, name, least=1)
        lines = (json.dumps(line) for line in source.as_lines())
        (self._pages / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._files[name] = source
        return source

    def _add_file(self) -> None:
        source = self._write_file()
        report = self._index.add(self._pages / source.name, durable=self._durable())
        self._expect(report, **self._count({source.name: source}))
        self._held[source.name] = source

    def _change_folder(self) -> None:
        for _ in range(self._rng.randint(0, 3)):
            self._write_file()
        for name in self._rng.sample(sorted(self._files), min(len(self._files), self._rng.randint(0, 3))):
            (self._pages / name).unlink()
            del self._files[name]

    def _add_folder(self) -> None:
        self._change_folder()
        report = self._index.add(self._pages, durable=self._durable())
        self._expect(report, **self._count(self._files))
        self._held |= self._files

    def _sync(self) -> None:
        self._change_folder()
        report = self._index.sync(self._pages, durable=self._durable())
        gone = set(self._held) - set(self._files)
        self._expect(report, **self._count(self._files), removed=len(gone))
        self._held = dict(self._files)

    def _remove(self) -> None:
        most = 30 if len(self._held) > _MOST else 3
        some = self._rng.sample(sorted(self._held), min(len(self._held), self._rng.randint(1, most)))
        if some:
            self._expect(self._index.remove(*some), removed=len(some))
            for name in some:
                del self._held[name]

    def _add_many_small(self) -> None:
        """Add sources one by one, so that segments have to be merged."""
        for number in range(9):
            self._put_record(PlainSource.draw(self._rng, f"record/small {number}", least=1))

    def _open_anew(self) -> None:
        self._index.close()
        self._index = ms.open_index(self._path, create=self._rng.random() < 0.5)

    # --- comparing

    def compare(self) -> None:
        """Compare content and answers of the index with the model's."""
        expected = [
            (name, passage.text, passage.kind)
            for name in sorted(self._held, key=str.encode)
            for passage in self._held[name].passages
        ]
        # The model knows no copies: of so few words two sources may by chance tell of one meeting alike.
        results = self._index.search("", limit=100_000, duplicates="keep")
        found = [(hit.source, hit.passage.text, hit.passage.kind.value) for hit in results.hits]
        if found != expected:
            raise _DisagreementError(f"the content differs: {_first_difference(found, expected)}")
        stats = self._index.stats()
        if (stats.sources, stats.passages) != (len(self._held), len(expected)):
            raise _DisagreementError(f"{stats.sources} sources and {stats.passages} passages are counted")
        for _ in range(2):
            self._ask()

    def _ask(self) -> None:
        asked = draw_question(self._rng)
        expected = find(self._held.values(), asked)
        results = self._index.search(asked.query, **asked.options, limit=100_000, expand=False, duplicates="keep")
        found = [(hit.source, (hit.passage.text, hit.passage.kind.value)) for hit in results.hits]
        wanted = expected.passages
        # Within a day the score decides, which the model does not know; without words there is none.
        is_right = sorted(found) == sorted(wanted) if asked.query else found == wanted
        if not is_right or self._days(found) != self._days(wanted):
            told = f"{len(found)} passages, not {len(wanted)}"
            raise _DisagreementError(f"{asked}: {told}; {_first_difference(found, wanted)}")
        place, size = self._rng.choice([(0, 3), (2, 5)])
        page = self._index.search(
            asked.query, **asked.options, offset=place, limit=size, expand=False, duplicates="keep"
        )
        if page.total != len(found) or [hit.passage.id for hit in page.hits] != [
            hit.passage.id for hit in results.hits[place : place + size]
        ]:
            raise _DisagreementError(f"{asked}: the page from {place} is no part of the whole")
        for facet, counts in expected.facets.items():
            # A year without hits stands between those with some, and is none of the model's.
            shown = {each.value: each.count for each in results.facets[facet] if each.count}
            if shown != dict(counts):
                raise _DisagreementError(f"{asked}: facet {facet} is {shown}, not {dict(counts)}")

    def _days(self, passages: Iterable[tuple[str, object]]) -> list[datetime.date | None]:
        return [self._held[name].day for name, _ in passages]

    def check(self) -> None:
        """Check the index deeply."""
        if problems := self._index.check(deep=True):
            raise _DisagreementError(f"check: {problems[:3]}")


def _first_difference(found: Sequence[object], expected: Sequence[object]) -> str:
    for place, (one, other) in enumerate(zip(found, expected, strict=False)):
        if one != other:
            return f"at {place} {one!r}, not {other!r}"
    return f"{len(found)} of {len(expected)}"


def _run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    done: Counter[str] = Counter()
    for number, first in enumerate(range(0, size, _LENGTH)):
        steps = min(_LENGTH, size - first)
        with scratch_folder() as folder:
            history = _History(folder, f"{seed}/{number}")
            step, name = 0, "making"
            try:
                for step in range(steps):
                    name = history.step()
                    history.compare()
                    if step % 100 == 99 or step == steps - 1:
                        history.check()
            except Exception as error:
                again = f"python -m tests.torture histories --size {size} --seed {seed}"
                failures.append(
                    f"history {number}, step {step}, {name}: {type(error).__name__}: {error} (again: {again})"
                )
            history.close()
            done += history.done
            shutil.rmtree(folder / "pages")
    figures = tuple((name, f"{count:,}") for name, count in sorted(done.items()))
    return Outcome(tried=sum(done.values()), failures=tuple(failures), figures=figures)


FAULT = Fault(
    name="histories",
    does=f"random histories of {_LENGTH:,} operations (records, files, folders, updates, removals, syncs, merges,"
    " reopening; names with odd characters) against a plain model",
    passes_when="the same content and the same answers, counts and facets at every step",
    full=5 * _LENGTH,
    small=200,
    unit="operations",
    run=_run,
)
