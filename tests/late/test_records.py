"""Records whose methods are made late are what `dataclasses` makes of the same class."""

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from minutesearch.late import dataclass

DECORATORS: dict[str, Callable[..., Any]] = {"late": dataclass, "at once": dataclasses.dataclass}


def make_bin(decorate: Callable[..., Any], **options: bool) -> Any:
    class Bin:
        """A bin of a street."""

        street: str
        colour: str = "green"
        days: tuple[str, ...] = dataclasses.field(default_factory=tuple, repr=False)
        emptied: int = dataclasses.field(default=0, compare=False)

        def __len__(self) -> int:
            return len(self.days)

    return decorate(frozen=True, **options)(Bin)


@pytest.fixture(
    params=[{"slots": True, "kw_only": True}, {"kw_only": True}, {}], ids=["slots", "dictionary", "places"]
)
def pair(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return make_bin(dataclass, **request.param), make_bin(dataclasses.dataclass, **request.param)


@pytest.mark.parametrize(
    "use",
    [
        lambda kind: re.sub("0x[0-9a-f]+", "", repr(kind(street="Mill Lane", days=("Monday",), emptied=3))),
        lambda kind: hash(kind(street="Mill Lane", emptied=3)) == hash(kind(street="Mill Lane")),
        lambda kind: kind(street="Mill Lane", emptied=3) == kind(street="Mill Lane"),
        lambda kind: kind(street="Mill Lane") != kind(street="Mill Road"),
        lambda kind: kind(street="Mill Lane") == "Mill Lane",
        lambda kind: dataclasses.asdict(dataclasses.replace(kind(street="Mill Lane"), colour="brown")),
        lambda kind: [(each.name, each.type, each.kw_only) for each in dataclasses.fields(kind)],
        lambda kind: str(inspect.signature(kind)),
        lambda kind: kind.__match_args__,
        lambda kind: hasattr(kind(street="Mill Lane"), "__dict__"),
        lambda kind: len(kind(street="Mill Lane", days=("Monday",))),
        lambda kind: copy.deepcopy(kind(street="Mill Lane", days=("Monday",))).days,
        lambda kind: repr(kind.__dataclass_params__),
        lambda kind: [
            getattr(kind, name).__qualname__ for name in ("__init__", "__repr__", "__setattr__", "__delattr__")
        ],
    ],
    ids="repr hash same other foreign replace fields signature match dict own copy params names".split(),
)
def test_a_record_made_late_does_what_one_made_at_once_does(use, pair):
    late, at_once = pair
    assert use(at_once) == use(late)
    # And again, when its methods are made.
    assert use(at_once) == use(late)


@pytest.mark.parametrize(
    "change", [lambda each: setattr(each, "colour", "red"), lambda each: delattr(each, "colour")]
)
def test_a_record_made_late_refuses_to_be_changed(change, pair):
    for kind in pair:
        record = kind(street="Mill Lane")
        with pytest.raises(dataclasses.FrozenInstanceError, match="colour"):
            change(record)
        assert record.colour == "green"


def test_arguments_that_do_not_fit_are_refused_with_the_same_words(pair):
    said = []
    for kind in pair:
        with pytest.raises(TypeError) as wrong:
            kind(colour="red")
        said.append(str(wrong.value))
    assert said[0] == said[1]


def make_lamp(decorate: Callable[..., Any], **options: bool) -> Any:
    class Lamp:
        """A lamp of a street."""

        street: str
        watts: int = 0
        brightness: dataclasses.InitVar[int | None] = None
        colours: ClassVar[int] = 3

        def __post_init__(self, brightness: int | None) -> None:
            if not self.street:
                raise ValueError("a lamp stands in a street")
            if brightness is not None:
                object.__setattr__(self, "watts", 10 * brightness)

    return decorate(frozen=True, **options)(Lamp)


@pytest.mark.parametrize("options", [{"slots": True, "kw_only": True}, {}], ids=["slots", "places"])
def test_what_a_record_does_behind_its_making_is_done(options):
    """A check that a record has of its own is made of one whose methods are made late too."""
    for kind in (make_lamp(dataclass, **options), make_lamp(dataclasses.dataclass, **options)):
        assert kind(street="Mill Lane", brightness=4).watts == 40
        assert [each.name for each in dataclasses.fields(kind)] == ["street", "watts"]
        assert kind.colours == 3
        with pytest.raises(ValueError, match="stands"):
            kind(street="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A bridge over a river."""

    #: The river.
    river: str
    #: Its arches.
    arches: int = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bridge) and self.river == other.river


class Footbridge(Bridge):
    """A bridge that looks itself up before it says what it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"a small {super().__repr__()}"


def test_a_record_with_slots_can_be_pickled():
    assert pickle.loads(pickle.dumps(Bridge(river="Lea", arches=3))).arches == 3


def test_a_method_of_its_own_is_kept_and_the_hash_is_made_of_the_fields():
    assert Bridge(river="Lea", arches=3) == Bridge(river="Lea")
    assert hash(Bridge(river="Lea", arches=3)) == hash(("Lea", 3))


def test_a_class_below_finds_the_method_of_the_record():
    assert repr(Footbridge(river="Lea")) == "a small Footbridge(river='Lea', arches=1)"


def test_threads_that_make_a_method_together_all_get_it():
    kind, made = make_bin(dataclass, slots=True), []
    together = threading.Barrier(8)

    def make() -> None:
        together.wait()
        made.append(repr(kind("Mill Lane")))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert made == [made[0]] * 8


def test_only_frozen_records_are_made_late():
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False)


def test_loading_the_records_makes_none_of_their_methods():
    code = (
        "import dataclasses; made = []; real = dataclasses._process_class\n"
        "dataclasses._process_class = lambda cls, init, *rest: (made.append(init), real(cls, init, *rest))[1]\n"
        "import minutesearch.records, minutesearch.results; print(len(made), sum(made))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    count, at_once = map(int, done.stdout.split())
    assert count > 20
    # A passage is made by a way of its own, which takes the method and another's.
    assert at_once <= 2
