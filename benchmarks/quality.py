"""The ranking gate: nDCG@10 of every judged collection that is available, against benchmarks/floors.json.

Run it with `make quality`. The seeds' own judgements are always there; the other collections are looked for in
`$MINUTESEARCH_COLLECTIONS`, by default in `../shared/ir`. One that is not there is named, not skipped in silence.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from minutesearch.evaluating import evaluate_folder

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).with_name("floors.json")


def find_collection(name: str) -> Path | None:
    """Return the folder of a judged collection; None if it is not on this machine."""
    folders = (ROOT / name, Path(os.environ.get("MINUTESEARCH_COLLECTIONS", ROOT.parent / "shared" / "ir")) / name)
    return next((folder for folder in folders if (folder / "queries.jsonl").is_file()), None)


def check(name: str, floor: float) -> bool:
    """Measure a collection, print its figures and return whether it reaches its floor; True if it is missing."""
    folder = find_collection(name)
    if folder is None:
        print(f"{name}: not at hand")
        return True
    quality = evaluate_folder(folder)
    is_good = round(quality.ndcg_10, 3) >= floor and not quality.noisy
    print(
        f"{name}: nDCG@10 {quality.ndcg_10:.3f} (floor {floor:.3f}), MRR@10 {quality.mrr_10:.3f},"
        f" recall@100 {quality.recall_100:.3f}{'' if is_good else '  TOO LOW'}"
    )
    for query in quality.noisy:
        print(f"{name}: {query!r} must find nothing, and found something")
    return is_good


def main() -> int:
    """Check the named collections, or all; return 1 if one is below its floor, else 0."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["ranking"]
    parser = argparse.ArgumentParser(description="Check nDCG@10 against the floors.")
    parser.add_argument("collections", nargs="*", help="which; all by default")
    chosen = parser.parse_args().collections or list(floors)
    good = [check(name, floors[name]) for name in chosen]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
