"""The grammar of moving and seconding on texts that have nothing of it, and on hostile ones."""

from __future__ import annotations

import time

import pytest

from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.moving.name_pairs import read_pair_line


@pytest.mark.parametrize(
    "text",
    [
        "The bus stop had been moved by the county.",
        "The second phase of the works will be finished in May.",
        "Motion sensors have been fitted in the hall.",
        "It was moved and seconded that the lamps be bought.",
        "The proposal to widen the road was supported by residents.",
    ],
)
def test_a_text_in_which_nobody_moves_has_no_acts(text: str) -> None:
    """Words of moving are frequent; an act needs a person."""
    assert () == read_acts(text)


def test_evidence_holds_the_name_and_the_verb() -> None:
    """The span that shows an act is of the text itself."""
    text = "After a debate, Councillor Ash moved that the lamps be bought. Seconded by Councillor Elm."
    acts = read_acts(text)
    assert [Role.MOVES, Role.SECONDS] == [act.role for act in acts]
    assert ["Councillor Ash moved", "Seconded by Councillor Elm"] == [
        text[act.evidence.start : act.evidence.end].strip() for act in acts
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ash/Elm", ("Ash", "Elm")),
        ("(Cr Ash / Cr Elm)", ("Cr Ash", "Cr Elm")),
        ("R2025-041 B. Reed, C. Stone:", ("B. Reed", "C. Stone")),
        ("Councillors Ash, Elm", None),
        ("B. Reed, C. Stone", None),
        ("Vote/Motion", None),
        ("That Ash/Elm be heard", None),
    ],
)
def test_a_line_of_two_names_is_read_only_where_it_says_nothing_else(
    line: str, expected: tuple[str, str] | None
) -> None:
    """Two names with a comma are a list of those who came, but behind a resolution's number."""
    pair = read_pair_line(line)
    assert expected == (pair and tuple(line[one.start : one.end] for one in pair))


@pytest.mark.parametrize("part", ["Moved ", "motion to ", "seconded by ", "A/", "the second , ", "Proposed: "])
def test_a_page_of_one_phrase_is_read_in_time_that_grows_with_its_length(part: str) -> None:
    """No pattern goes back over what it has read."""
    began = time.process_time()
    read_acts(part * 6000)
    assert time.process_time() - began < 3
