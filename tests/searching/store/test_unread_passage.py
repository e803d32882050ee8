"""A passage of which the text is known is read when anything else is asked of it, and is then as any other."""

import copy
import dataclasses
import datetime
import pickle
from collections.abc import Callable

import pytest

from minutesearch.digests import fingerprint_of
from minutesearch.records import Attribution, Kind, Passage
from minutesearch.searching.store.unread_passage import read_later

TEXT = "RESOLVED that the hedge at the allotments be cut before the nesting season."
WHOLE = Passage(
    text=TEXT,
    id="7htg35e52xs9zm20",
    kind=Kind.DECISION,
    label="4",
    attributions=(Attribution(printed="Cllr Aldous"),),
    fingerprint=fingerprint_of(TEXT),
    indexed_at=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC),
)


class Reader:
    """A reader that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Passage:
        self.asked += 1
        return dataclasses.replace(WHOLE)


def test_its_text_is_given_without_reading_it() -> None:
    read = Reader()
    assert (TEXT, 0) == (read_later(TEXT, read).text, read.asked)


def test_it_is_read_once_whatever_is_asked_of_it() -> None:
    read = Reader()
    passage = read_later(TEXT, read)
    assert (Kind.DECISION, "4", WHOLE.indexed_at) == (passage.kind, passage.label, passage.indexed_at)
    assert WHOLE.fingerprint == passage.fingerprint
    assert WHOLE.attribution == passage.attribution
    assert (1, Passage) == (read.asked, type(passage))


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Passage)])
def test_each_field_is_that_of_the_whole_passage(field: str) -> None:
    assert getattr(WHOLE, field) == getattr(read_later(TEXT, Reader()), field)


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda passage: passage, id="as it is"),
        pytest.param(lambda passage: pickle.loads(pickle.dumps(passage)), id="pickled"),
        pytest.param(copy.copy, id="copied"),
        pytest.param(copy.deepcopy, id="copied deeply"),
        pytest.param(lambda passage: dataclasses.replace(passage, text=TEXT), id="replaced"),
    ],
)
def test_one_read_later_is_the_same_as_a_whole_one(use: Callable[[Passage], Passage]) -> None:
    assert WHOLE == use(read_later(TEXT, Reader()))
    assert use(read_later(TEXT, Reader())) == WHOLE
    assert read_later(TEXT, Reader()) == use(read_later(TEXT, Reader()))
    assert hash(WHOLE) == hash(use(read_later(TEXT, Reader())))
    assert repr(WHOLE) == repr(use(read_later(TEXT, Reader())))


def test_it_is_frozen_and_has_no_other_attributes() -> None:
    passage = read_later(TEXT, Reader())
    with pytest.raises(dataclasses.FrozenInstanceError):
        passage.text = "Noted."  # type: ignore[misc]
    with pytest.raises(AttributeError):
        passage.titel  # type: ignore[attr-defined]  # noqa: B018


def test_what_cannot_be_read_is_asked_for_again() -> None:
    """An error is the reader's own, and another try may do better."""
    errors = [ValueError("damaged")]

    def read() -> Passage:
        if errors:
            raise errors.pop()
        return WHOLE

    passage = read_later(TEXT, read)
    with pytest.raises(ValueError, match="damaged"):
        passage.kind  # noqa: B018
    assert WHOLE == passage
