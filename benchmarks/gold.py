"""The gold readings: the expected readings of sample pages and seeds, loaded into one shape."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

__all__ = ["Gold", "load_gold"]

_ROOT = Path(__file__).parents[1]
_FORMS = _ROOT / "tests" / "gold"
_SEEDS = _ROOT / "seeds"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One page with its expected reading."""

    #: The file without its extension.
    stem: str
    #: The form of the page: the first word of a sample's name ("mt"), or "seed".
    form: str
    #: The page.
    path: Path
    #: The expected reading, in the shape that tests/gold/README.md gives.
    reading: dict[str, Any]
    #: What the page was to the rules: "seen", "held out", "round 1", "round 2", "round 3", "round 4" or "round 5".
    share: str

    @property
    def has_sections(self) -> bool:
        """Whether the reading gives the offsets of each item's sections, for scoring the segmenter alone."""
        return self.form == "seed" or all(
            "sections" in item for meeting in self.reading["meetings"] for item in meeting["items"]
        )


def load_gold() -> tuple[Gold, ...]:
    """Return every gold reading: the seeds first, then the sample pages, each in the order of their names."""
    shares = {
        stem: share.replace("_", " ")
        for share in ("held_out", "round_1", "round_2", "round_3", "round_4", "round_5")
        for stem in (_FORMS / f"{share}.txt").read_text(encoding="utf-8").split()
    }
    seeds = [
        Gold(
            stem=path.stem,
            form="seed",
            path=_SEEDS / f"{path.stem}.txt",
            reading=_seed_reading(_read(path)),
            share="seen",
        )
        for path in sorted((_SEEDS / "_expected").glob("*.json"))
    ]
    forms = [
        Gold(
            stem=path.stem,
            form=path.stem.partition("_")[0],
            path=next((_FORMS / "forms").glob(f"{path.stem}.*")),
            reading=_read(path),
            share=shares.get(path.stem, "seen"),
        )
        for path in sorted((_FORMS / "expected").glob("*.json"))
    ]
    return (*seeds, *forms)


def _read(path: Path) -> dict[str, Any]:
    reading: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return reading


def _seed_reading(seed: dict[str, Any]) -> dict[str, Any]:
    # A seed is one item of a meeting that the page does not name; its expected reading leaves that out.
    item = {**seed["item"], "passages": seed["passages"], "motions": seed["motions"], "votes": seed["votes"]}
    return {"file": seed["file"], "page_kind": "agenda item", "meetings": [{"items": [item]}]}
