"""Reader of the lock files in environments/."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

FOLDER = Path(__file__).parent.parent.parent / "environments"
NAMES = ("demo", "dev", "pages", "whoosh2", "models", "audit")

_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)(?: ; (.+?))? \\$", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """A package of a lock: its name, version, and where it is installed (`None`: everywhere)."""

    name: str
    version: str
    marker: str | None

    def is_for(self, environment: dict[str, str]) -> bool:
        return self.marker is None or Marker(self.marker).evaluate(environment)


def read_lock(name: str) -> list[Pin]:
    text = (FOLDER / f"{name}.lock").read_text(encoding="utf-8")
    return [Pin(*match) for match in (found.groups() for found in _PIN.finditer(text))]
