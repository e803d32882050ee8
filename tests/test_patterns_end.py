"""No regular expression that reads strangers' text takes for ever on a text made to have it try every way."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType, ModuleType

import pytest

#: What patterns are made of, to be written again and again.
PIECES = (
    *(
        "A",
        "a",
        "1",
        "A.",
        "A ",
        "Aa ",
        "a ",
        "1 ",
        "1.",
        "A-",
        "a-",
        "1-",
        "A,",
        "Aa, ",
        "a,",
        " ",
        ". ",
        "- ",
        "(",
    ),
    *("a (", "Ann Ash ", "Ann Ash, ", "Cllr Ash ", "Cllr A. Ash, ", "and ", "Ash and Elm ", "the motion ", "1/2/"),
    *("“a", "12 votes to ", "Mr ", "A&", "A'", "a\t", "A  ", "Present: Ash "),
)
LENGTH = 150
#: Processor time in seconds; each takes less than a hundredth of one, or longer than anybody waits.
PATIENCE = 10.0


def iter_modules(package: str) -> Iterator[ModuleType]:
    module = importlib.import_module(f"minutesearch.{package}")
    yield module
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield importlib.import_module(found.name)


def iter_patterns(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(getattr(value, "pattern", None), str):
        yield name, value  # type: ignore[misc]  # compiled, or to be compiled when used
    elif depth < 2 and isinstance(value, dict):
        for key, each in value.items():
            yield from iter_patterns(f"{name}[{key!r}]", each, depth + 1)
    elif depth < 2 and isinstance(value, tuple | list):
        for place, each in enumerate(value):
            yield from iter_patterns(f"{name}[{place}]", each, depth + 1)


def patterns_of(package: str) -> dict[tuple[str, int], tuple[str, re.Pattern[str]]]:
    """Return each pattern of a package once, with the name that it is found by first."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for module in iter_modules(package):
        for name, value in list(vars(module).items()):
            for full, pattern in iter_patterns(f"{module.__name__}.{name}", value):
                found.setdefault((pattern.pattern, pattern.flags), (full, pattern))
    return found


@pytest.mark.parametrize(
    "package",
    [
        *("reading", "segmenting", "recording", "analysis", "query", "person_names", "dates", "quoting"),
        *("searching", "serialising", "source_keys"),
    ],
)
def test_a_pattern_ends_on_whatever_is_repeated(package: str) -> None:
    tried = ""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(tried)

    before = signal.signal(signal.SIGVTALRM, give_up)
    try:
        for name, pattern in patterns_of(package).values():
            for piece in PIECES:
                repeated = (piece * LENGTH)[:LENGTH]
                for text in (repeated, f"{repeated}!\x01", f"1. {repeated}\x01"):
                    tried = f"{name}: {text[:40]!r} ..."
                    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
                    pattern.search(text)
                    pattern.fullmatch(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
