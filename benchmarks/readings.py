"""Scores of readings of the gold pages: precision, recall and F1 by measure, by form of page and in total.

python -m benchmarks.readings                     the segmenter alone, given each item's lines
python -m benchmarks.readings --whole             from the bytes of the page, through the readers
python -m benchmarks.readings --check             and fail where a floor is not reached
python -m benchmarks.readings --speed             how long 1,000 saved pages, and minutes of 100 printed ones, take
python -m benchmarks.readings --predictions DIR   what `minutesearch read FILE --json` printed, one file a page
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.gold import Gold, load_gold
from benchmarks.long_minutes import make_pdf, make_text
from benchmarks.predictions import read_whole, segment_gold
from benchmarks.reading_speed import make_pages, time_reading
from benchmarks.scoring import MEASURES, Counts, Miss, score_reading
from minutesearch.errors import SourceError

__all__ = ["main"]

_FLOORS = Path(__file__).with_name("floors.json")
_NOTHING: dict[str, Any] = {"meetings": []}
#: What the reader says and the segmenter is told.
_OF_READERS = ("titles", "numbers", "dates", "bodies")

_SHARES = ("seen", "held out", "round 1", "round 2", "round 3", "round 4", "round 5")

_Scores = dict[str, Counts]


def main(arguments: list[str] | None = None) -> int:
    """Score the gold pages and print a table.

    Returns:
        1 if `--check` was given and a floor is not reached, otherwise 0.
    """
    options = _parse(arguments)
    if options.speed:
        _print_speed(options.pages)
        return 0
    golds = [
        gold
        for gold in load_gold()
        if (not options.only or gold.stem.startswith(tuple(options.only)))
        and (options.whole or options.predictions or gold.has_sections)
    ]
    predict = _predictor(options)
    forms = sorted({gold.form for gold in golds})
    groups: dict[str, _Scores] = {group: dict.fromkeys(MEASURES, Counts()) for group in (*forms, *_SHARES, "all")}
    for gold in golds:
        counts, misses = score_reading(gold.reading, predict(gold))
        for group in (gold.form, gold.share, "all"):
            groups[group] = {name: groups[group][name] + counts[name] for name in MEASURES}
        if options.misses and (options.held_out or gold.share != "held out"):
            _print_misses(gold, misses)
    measures = [name for name in MEASURES if options.whole or options.predictions or name not in _OF_READERS]
    if options.json:
        json.dump({name: _figures(scores, measures) for name, scores in groups.items()}, sys.stdout, indent=2)
        print()
    else:
        _print_table(groups if options.forms else {name: groups[name] for name in (*_SHARES, "all")}, measures)
    way = "whole" if options.whole or options.predictions else "segmenting"
    return _check(way, groups) if options.check else 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores readings of the gold pages.")
    parser.add_argument("only", nargs="*", help="stems, or how they begin")
    parser.add_argument("--whole", action="store_true", help="read the page from its bytes")
    parser.add_argument("--predictions", type=Path, help="a folder of what `read --json` printed")
    parser.add_argument("--forms", action="store_true", help="with a column for each form of page")
    parser.add_argument("--misses", action="store_true", help="print what was missed in the pages not held out")
    parser.add_argument("--held-out", action="store_true", help="with --misses: in the pages held out too")
    parser.add_argument("--speed", action="store_true", help="time the reading of pages made of the gold")
    parser.add_argument("--pages", type=int, default=1000, help="with --speed: how many saved ones")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="fail where a floor is not reached")
    return parser.parse_args(arguments)


def _print_speed(count: int) -> None:
    printed = max(1, count // 10)
    for form, timing in (
        ("saved pages", time_reading(make_pages(count))),
        ("pages of text", time_reading([make_text(printed)], printed=printed)),
        ("pages of PDF", time_reading([make_pdf(printed)], printed=printed)),
    ):
        print(
            f"{timing.pages} {form}, {timing.characters / 1e6:.1f} MB, {timing.passages} passages:"
            f" {timing.seconds:.2f} s of CPU time, {timing.seconds / timing.pages * 1000:.1f} ms a page"
        )


def _predictor(options: argparse.Namespace) -> Callable[[Gold], dict[str, Any]]:
    if options.predictions:
        return lambda gold: _load(options.predictions / f"{gold.stem}.json")
    return _read_or_nothing if options.whole else _segment_or_read


def _load(path: Path) -> dict[str, Any]:
    reading: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return reading


def _segment_or_read(gold: Gold) -> dict[str, Any]:
    # The seeds say no sections: one reader takes them all.
    return read_whole(gold) if gold.form == "seed" else segment_gold(gold)


def _read_or_nothing(gold: Gold) -> dict[str, Any]:
    try:
        return read_whole(gold)
    except SourceError as error:
        print(f"{gold.stem}: {error}", file=sys.stderr)
        return _NOTHING


def _figures(scores: _Scores, measures: Iterable[str]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": round(scores[name].precision, 4),
            "recall": round(scores[name].recall, 4),
            "f1": round(scores[name].f1, 4),
            "expected": scores[name].expected,
        }
        for name in measures
    }


def _print_table(groups: dict[str, _Scores], measures: list[str]) -> None:
    print(f"{'':14}" + "".join(f"{group:>22}" for group in groups))
    for name in measures:
        cells = [
            f"{one.precision:.2f} {one.recall:.2f} {one.f1:.3f} {one.expected:>4}"
            for one in (scores[name] for scores in groups.values())
        ]
        print(f"{name:14}" + "".join(f"{cell:>22}" for cell in cells))
    print("precision, recall, F1 and how many are expected")


def _print_misses(gold: Gold, misses: list[Miss]) -> None:
    for miss in misses:
        print(f"{gold.stem}  {miss.measure}: expected {miss.expected!r}, said {miss.said!r}  [{miss.place}]")


def _check(way: str, groups: dict[str, _Scores]) -> int:
    """Compare with the floors, print each difference, and return 1 if a floor is not reached, else 0."""
    floors = json.loads(_FLOORS.read_text(encoding="utf-8"))["readings"][way]
    failed = 0
    for group, measures in floors.items():
        for measure, wanted in measures.items():
            for figure, floor in wanted.items():
                # To the digits of the floors, which are figures once reached and not lower ones.
                reached = round(getattr(groups[group][measure], figure), 4)
                if reached < floor:
                    failed = 1
                if reached != floor:
                    hint = "" if reached < floor else ": raise it"
                    print(f"{group}: {measure} {figure} is {reached}, the floor is {floor}{hint}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main())
