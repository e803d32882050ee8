"""Speakers behind a heading, a letter or a bracket that ran into their sentence."""

from __future__ import annotations

import pytest

from minutesearch.segmenting.people.speech import read_speeches


def speakers(text: str) -> list[str]:
    return [text[one.subject.start : one.subject.end] for one in read_speeches(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Assessor’s Report- Assessor Elm said that it was so.", "Assessor Elm"),
        ("Election of Chairperson -Ann Elm said that she would.", "Ann Elm"),
        ("G. Supervisor Elm said that the kerbs were sound.", "Supervisor Elm"),
        ("Further to queries, Mr Elm said that it was so.", "Mr Elm"),
        ("Ann Elm-Ash said that it was so.", "Ann Elm-Ash"),
        ("J. Elm-Ash (Clerk) said that it was so.", "J. Elm-Ash (Clerk)"),
    ],
)
def test_what_stands_before_a_speaker_is_no_part_of_the_name(text: str, speaker: str):
    assert [speaker] == speakers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Elm re safe said that it was locked.",
        "In May he welcomed the Garda Sergeant to Castleconnell but emphasised the need.",
        "Ann Elm, Delegates) (both absent) (Ben Ash reported that it was so.",
        "The Board, by motion duly made, seconded and unanimously approved, was dissolved.",
    ],
)
def test_what_is_no_name_has_said_nothing(text: str):
    assert [] == speakers(text)
