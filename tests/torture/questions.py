"""Questions asked of an index whose files have been tampered with, and its answers, to be compared."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import minutesearch as ms

__all__ = ["Answers", "answer_questions", "make_index", "within_seconds"]

Answers = tuple[object, ...]

_SEEDS = Path(__file__).parents[2] / "seeds"
_PAGE = "Agenda item\n\nHarbour\n\nMinutes:\n\n1. Ms Roe reported that {}.\n\n2. Members noted the {} report.\n"


def make_index(folder: Path, *, durable: bool = True) -> None:
    """Make an index of four commits in `folder / "index"`: the seeds, two pages, one removed, one changed.

    Args:
        folder: The folder for the index and its pages.
        durable: Whether the last commit waits for the disk.
    """
    pages = folder / "pages"
    pages.mkdir(parents=True)
    with ms.open_index(folder / "index", create=True) as index:
        index.add(_SEEDS, workers=1)
        for name, word in (("pier", "pier"), ("ferry", "ferry")):
            (pages / f"{name}.txt").write_text(_PAGE.format(f"the {word} needs paint", word), encoding="utf-8")
        index.add(pages, workers=1)
        (pages / "pier.txt").write_text(_PAGE.format("the pier was painted", "lighthouse"), encoding="utf-8")
        (pages / "ferry.txt").unlink()
        index.remove("ferry.txt")
        index.add(pages, workers=1, durable=durable)


def answer_questions(path: Path) -> Answers:
    """Open an index, ask it for everything that it keeps, and return the answers."""
    with ms.open_index(path) as index:
        said: list[object] = [
            _describe(index.search("voluntary sector engagement", facets=["kind", "council"], context=1)),
            _describe(index.search('"social prescribing"', group="item", facets=["item", "said_by"])),
            _describe(index.search("letter OR pier OR ferry", match="any", sort="newest")),
            _describe(index.search('"painted" OR prescri*', expand=False)),
            _describe(index.search("health -care", kind=["discussion", "decision"], sort="oldest")),
            _describe(index.search('"integrated care"~3', group="meeting", limit=3)),
            _describe(index.search("lighthose said_by:Roe", limit=3)),
            _describe(index.search("", facets=["year", "body", "mentions", "decision_type"], limit=100)),
        ]
        ids = [hit.passage.id for hit in index.search("", limit=200)]
        said += [index.around(id_) for id_ in (*ids[:1], *ids[-1:])]
        said += [(index.locate(id_), index.more_like(id_, limit=3)) for id_ in ids[50:51]]
        said += [index.acronyms(), index.stats(), index.items(), index.meetings()]
        return tuple(said)


def _describe(results: ms.Results) -> object:
    hits = [
        (hit.score, hit.source, hit.passage, hit.item, hit.meeting, tuple(hit.highlights), hit.before, hit.after)
        for hit in results
    ]
    facets = {name: tuple(counts) for name, counts in results.facets.items()}
    return results.total, results.groups, hits, facets, results.suggestion, results.expansions


@contextmanager
def within_seconds(seconds: float) -> Iterator[None]:
    """Raise TimeoutError if the `with` block takes longer; only in the main thread.

    The seconds are processor time, so that a busy machine changes nothing; a block that waits without working is
    stopped after six times as long.
    """

    def stop(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds} s")

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, seconds), (signal.SIGALRM, signal.ITIMER_REAL, 6 * seconds))
    before = [signal.signal(number, stop) for number, _, _ in timers]
    for _, timer, length in timers:
        signal.setitimer(timer, length)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
