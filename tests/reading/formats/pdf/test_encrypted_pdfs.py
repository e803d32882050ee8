"""PDFs that are encrypted: those that open without a password are read, as whoever may not change them can."""

from pathlib import Path

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import read_page

pytest.importorskip("pypdf", reason="the extra `documents` is not installed")

FOLDER = Path(__file__).with_name("encrypted")


@pytest.mark.parametrize("name", ["may_not_be_changed.pdf", "may_not_be_changed_old.pdf"], ids=["AES", "RC4"])
def test_a_pdf_that_may_only_not_be_changed_is_read(name: str) -> None:
    (meeting,) = read_page((FOLDER / name).read_bytes(), source=name).meetings
    assert [("1", "Apologies"), ("2", "Winter Plan")] == [(item.number, item.title) for item in meeting.items]
    assert ["The Chair introduced the plan.", "RESOLVED that the plan be noted."] == [
        line.text for part in meeting.items[1].sections for line in part.lines
    ]


def test_a_pdf_with_a_password_says_so() -> None:
    with pytest.raises(SourceError, match="is a PDF with a password"):
        read_page((FOLDER / "with_a_password.pdf").read_bytes(), source="a.pdf")


def test_a_broken_encrypted_pdf_is_refused() -> None:
    data = (FOLDER / "may_not_be_changed.pdf").read_bytes()
    with pytest.raises(SourceError, match="is a PDF"):
        read_page(data[: len(data) // 2], source="a.pdf")
