"""Nothing is lost in silence: what is in passages and titles, and what is knowingly dropped, is the whole page."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.errors import SourceError
from minutesearch.indexing.parsing import read_content
from minutesearch.reading.layout.lines import trim

FORMS = sorted((Path(__file__).parents[1] / "gold" / "forms").glob("*.txt"))
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PAGES = [path.read_text(encoding="utf-8") for path in (*FORMS, *SEEDS)]


def count(*texts: str | None) -> Counter[str]:
    """Return how often each visible character occurs; lines may be joined and split, but no character lost."""
    return Counter(character for text in texts if text for character in text if trim(character))


def read(text: str) -> tuple[Counter[str], Counter[str]] | None:
    """Return the characters of a page and those of its reading; None if the page is refused."""
    try:
        reading = read_content(text.encode(), name="page.txt")
    except SourceError:
        return None
    items = [item for meeting in reading.meetings for item in meeting.items]
    passages = [passage for item in items for passage in item.passages]
    made = count(
        *(item.title for item in items),
        *(passage.marker + passage.text for passage in passages),
        *(line.text for line in reading.dropped),
    )
    return count(text), made


@pytest.mark.parametrize("path", [*FORMS, *SEEDS], ids=lambda path: path.stem)
def test_no_character_of_a_sample_is_lost(path: Path) -> None:
    counted = read(path.read_text(encoding="utf-8"))
    assert counted is None or counted[0] == counted[1]


@st.composite
def changed_pages(draw: st.DrawFn) -> str:
    """Draw a sample page with lines dropped, doubled, joined, moved, split by blank lines, or borrowed."""
    lines = draw(st.sampled_from(PAGES)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["drop", "double", "join", "move", "blank", "borrow", "cut"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(other, lines[at])
        elif change == "join" and at + 1 < len(lines):
            lines[at : at + 2] = [f"{lines[at]} {lines[at + 1]}"]
        elif change == "move":
            lines.insert(min(other, len(lines) - 1), lines.pop(at))
        elif change == "blank":
            lines.insert(at, "")
        elif change == "borrow":
            lines.insert(at, draw(st.sampled_from(draw(st.sampled_from(PAGES)).split("\n"))))
        else:
            place = draw(st.integers(0, len(lines[at])))
            lines[at : at + 1] = [lines[at][:place], lines[at][place:]]
    return "\n".join(lines)


@given(changed_pages())
def test_no_character_of_a_changed_page_is_lost(text: str) -> None:
    counted = read(text)
    assert counted is None or counted[0] == counted[1]


def test_read_shows_what_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Agenda item\n\nRents\n\nMinutes:\n\nThe rents were noted.\n", encoding="utf-8"
    )
    (reading,) = ms.read_files(tmp_path / "a.txt")
    assert ["Agenda item", "Minutes:"] == [line.text for line in reading.dropped]
