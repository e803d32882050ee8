"""Pages that are one line of a thousand motions, or of dots: read to their end, though nobody waits for long."""

from pathlib import Path

import pytest

import minutesearch as ms

#: More than a page has, and so many that going through it once for each part would take minutes.
LETTERS = 100_000


@pytest.mark.parametrize(
    "piece", ["moved by Cllr Ash and seconded by Cllr Birch ", "For: Cllr Ash ", ".", "( 12 ", "Ayes ... 3 "]
)
def test_a_line_without_an_end_is_read(piece: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"Agenda item\n\nRents\n\nMinutes:\n\n{piece * (LETTERS // len(piece))}\n", encoding="utf-8")
    (reading,) = ms.read_files(page)
    (meeting,) = reading.meetings
    assert [item.title for item in meeting.items] == ["Rents"]
