"""Errors: what they say can be shown whatever was passed, and what they know is whole."""

import copy
import pickle
from pathlib import Path

import pytest

import minutesearch as ms

PAGE = "The Committee noted the report on the culvert. " * 2000


def error_of(index: ms.Index, **options: str) -> ms.MinuteSearchError:
    with pytest.raises(ms.MinuteSearchError) as caught:
        index.search("floods", **options)  # type: ignore[arg-type]  # what a form may send
    return caught.value


@pytest.fixture
def index(tmp_path: Path) -> ms.Index:
    return ms.open_index(tmp_path / "index", create=True)


def test_whoever_passes_a_page_for_an_id_is_told_in_one_sentence(index: ms.Index) -> None:
    with pytest.raises(ms.NotFoundError, match=r"no passage has the id") as caught:
        index.passage(PAGE)
    assert len(str(caught.value)) < 1100
    assert caught.value.key == PAGE
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_long_text_keeps_its_end_which_says_what_to_write(index: ms.Index) -> None:
    said = str(error_of(index, kind=PAGE))
    assert len(said) < 1100
    assert said.startswith("kind has no choice 'the committee noted")
    assert said.endswith("summary, attendance, procedural, discussion, question, answer, motion, decision, action")


def test_half_a_pair_of_surrogates_can_be_printed(index: ms.Index) -> None:
    assert "\\ud800" in str(error_of(index, since="\ud800"))


def test_an_open_index_says_how_it_gets_to_another_process(index: ms.Index) -> None:
    for make in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(ms.ArgumentError, match="pass its path, and open it where it is used"):
            make(index)
