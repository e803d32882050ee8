"""A passage is a frozen record like the others, though it is made in half the time."""

import copy
import inspect
import pickle
from dataclasses import MISSING, FrozenInstanceError, fields, replace

import pytest

import minutesearch as ms


class Derived(ms.Passage):
    """A passage of a caller's own, which has no slots."""


def test_a_passage_has_its_class_and_the_values_that_its_fields_say() -> None:
    made = ms.Passage(text="The report was noted.", kind=ms.Kind.DECISION)
    assert type(made) is ms.Passage
    expected = {each.name: each.default for each in fields(ms.Passage)}
    expected |= {"text": "The report was noted.", "kind": ms.Kind.DECISION}
    assert {each.name: getattr(made, each.name) for each in fields(made)} == expected


def test_nothing_of_a_passage_can_be_set() -> None:
    made = ms.Passage(text="Noted.")
    with pytest.raises(FrozenInstanceError):
        made.text = "Agreed."  # type: ignore[misc]
    assert made.text == "Noted."


def test_a_passage_is_copied_replaced_and_pickled() -> None:
    made = ms.Passage(text="Noted.", label="8.a")
    assert made == copy.copy(made) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))
    assert replace(made, text="Agreed.") == ms.Passage(text="Agreed.", label="8.a")


def test_a_derived_passage_is_made_too() -> None:
    made = Derived(text="Noted.")
    assert (type(made), made.text, made.kind) == (Derived, "Noted.", ms.Kind.DISCUSSION)


def test_its_signature_names_every_field_with_its_default() -> None:
    found = {
        name: MISSING if each.default is each.empty else each.default
        for name, each in inspect.signature(ms.Passage).parameters.items()
    }
    assert found == {each.name: each.default for each in fields(ms.Passage)}


@pytest.mark.parametrize(
    ("values", "said"),
    [({}, "missing 1 required keyword-only argument: 'text'"), ({"text": "a", "body": "b"}, "unexpected keyword")],
    ids=["missing", "unknown"],
)
def test_wrong_fields_are_refused_by_name(values: dict[str, str], said: str) -> None:
    with pytest.raises(TypeError, match=rf"Passage\.__init__\(\).*{said}"):
        ms.Passage(**values)  # type: ignore[arg-type]
