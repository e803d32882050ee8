"""Pages on which every printed line is a paragraph: what goes on is one passage, what ends is not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.reading.formats.line_spacing import close_up
from minutesearch.reading.layout.lines import split_lines

_HEAD = """\
ANYTOWN PARISH COUNCIL

MINUTES OF THE MEETING HELD IN THE VILLAGE HALL ON TUESDAY 4TH MARCH 2025 AT 7.30PM

Present: Councillors Ash (Chairman), Birch and Cedar

"""
#: Wrapped, they break before names with capitals too, and once behind the stop of a title.
_PARAGRAPHS = tuple(
    paragraph.replace("\n", " ")
    for paragraph in """\
The Chairman welcomed everyone to the meeting, and spoke of the sudden death of a colleague and dear friend,
Councillor Fern, whom all had been fond of. Members stood in silence.

The Clerk reported that the grant for the footpath between Mill Lane and the old quarry of Upper Anytown Parish had
been paid, and that the contractor would begin on the first Monday in April.

Members asked whether the lights in Church Street would be mended before the winter. A letter to Mr. Hazel of the
Highways Department had gone unanswered twice, and would be written once more this month.

It was agreed that the accounts for the year be accepted as presented, and that the thanks of the council be
conveyed to the auditor, Grace Hazel, for the care with which she had gone through them.

The hedge at the end of Station Road hides the sign of the Anytown Community Library from whoever comes by car. The
owner will be asked to cut it before the summer, and the county will be told.""".split("\n\n")
)


def _printed(paragraphs: tuple[str, ...]) -> list[str]:
    return [line for each in paragraphs for line in textwrap.wrap(each, 60)]


def _texts(folder: Path, name: str, page: str) -> list[str]:
    (folder / name).write_text(page, encoding="utf-8")
    (reading,) = ms.read_files(folder / name)
    return [passage.text for item in reading.meetings[0].items for passage in item.passages]


def _whole_sentences(texts: list[str]) -> list[str]:
    return [each for each in texts if each[-1] in ".!?"]


@pytest.mark.parametrize("name", ["minutes.md", "minutes.txt", "minutes.html"])
def test_no_passage_ends_in_the_middle_of_a_sentence(tmp_path: Path, name: str) -> None:
    lines = _printed(_PARAGRAPHS)
    page = _HEAD + "\n\n".join(lines) + "\n"
    if name.endswith("html"):
        page = f"<html><body>{''.join(f'<p>{line}</p>' for line in page.splitlines() if line)}</body></html>"
    texts = _texts(tmp_path, name, page)
    said = texts[next(at for at, text in enumerate(texts) if text.startswith("The Chairman")) :]
    assert " ".join(_PARAGRAPHS) == " ".join(said)
    assert said == _whole_sentences(said)


def test_a_list_of_short_lines_is_left_as_it_stands() -> None:
    entries = [f"Bench {number} of Mill Road was painted green by the men of the Board" for number in range(20)]
    lines = split_lines("\n\n".join(entries))
    assert lines is close_up(lines)


def test_paragraphs_that_are_whole_lines_are_left_as_they_stand() -> None:
    lines = split_lines("\n\n".join(_PARAGRAPHS * 4))
    assert lines is close_up(lines)


def test_a_title_and_a_number_begin_anew_below_a_full_line() -> None:
    lines = split_lines(
        "\n\n".join(
            [*_printed(_PARAGRAPHS * 2), "It was noted that the sign stands on the verge of", "7. Highways"]
        )
    )
    assert [True] == [line.starts_block for line in close_up(lines) if line.text == "7. Highways"]


def test_the_lines_keep_their_words_and_numbers() -> None:
    lines = split_lines("\n\n".join(_printed(_PARAGRAPHS)))
    closed = close_up(lines)
    assert closed is not lines
    assert [(line.text, line.number) for line in lines] == [(line.text, line.number) for line in closed]
