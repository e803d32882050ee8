from __future__ import annotations

import pytest

from minutesearch.segmenting.text.list_labels import Lists, Pending
from minutesearch.segmenting.text.markers import Style, read_marker


@pytest.mark.parametrize(
    ("text", "printed", "label", "style"),
    [
        ("1.\u00a0\u00a0 Mr Badu introduced", "1.", "1", Style.NUMBER),
        ("18.\u00a0 The Chair", "18.", "18", Style.NUMBER),
        ("1)  the letters log", "1)", "1", Style.NUMBER),
        ("(1).    Information was", "(1).", "1", Style.NUMBER),
        ("4.1  The record", "4.1", "4.1", Style.DOTTED),
        ("1          Details of", "1", "1", Style.NUMBER),
        ("a.\u00a0 Housing", "a.", "a", Style.LETTER),
        ("d)\u00a0 requested", "d)", "d", Style.LETTER),
        ("(A) the work programme", "(A)", "A", Style.LETTER),
        ("B) that any training", "B)", "B", Style.LETTER),
        ("ii)\u00a0 Agreed that", "ii)", "ii", Style.ROMAN),
        ("(iv) that", "(iv)", "iv", Style.ROMAN),
        ("·\u00a0\u00a0 a single CCG", "·", "", Style.BULLET),
        ("-       Progress to date", "-", "", Style.BULLET),
        ("§  if it is not", "§", "", Style.BULLET),
        ("\uf0b7 Private-use bullets", "\uf0b7", "", Style.BULLET),
    ],
)
def test_a_marker_is_read(text: str, printed: str, label: str, style: Style) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (printed, label, style) == (marker.printed, marker.label, marker.style)


@pytest.mark.parametrize(
    "text",
    [
        "43 GP-led Primary Care Networks.",
        "2019 saw growth",
        "1.5% of this",
        "A Member asked",
        "I am in receipt",
        "A. Smith reported",
        "(mix) of uses",
        "(To be circulated separately)",
        "-5 degrees",
        "1.",
        "",
    ],
)
def test_words_are_no_markers(text: str) -> None:
    assert read_marker(text) is None


def label_all(texts: list[str], pending: Pending | None = None) -> list[str | None]:
    lists = Lists()
    found = []
    for text in texts:
        marker = read_marker(f"{text}  Text")
        assert marker is not None
        found.append(lists.enter(marker, pending).label)
        pending = None
    return found


@pytest.mark.parametrize(
    ("markers", "labels"),
    [
        (["8.", "a.", "b.", "9."], ["8", "8.a", "8.b", "9"]),
        (["1.", "(a)", "(i)", "(ii)", "(b)", "2."], ["1", "1.a", "1.a.i", "1.a.ii", "1.b", "2"]),
        (["g)", "h)", "i)", "j)"], ["g", "h", "i", "j"]),
        (["i)", "ii)", "iii)"], ["i", "ii", "iii"]),
        (["8.3", "a)", "8.4"], ["8.3", "8.3.a", "8.4"]),
        (["(A)", "B)"], ["A", "B"]),
        (["1.", "·", "2."], ["1", None, "2"]),
    ],
    ids=["letters", "three deep", "i after h", "roman", "dotted", "mixed brackets", "bullets"],
)
def test_labels_nest(markers: list[str], labels: list[str | None]) -> None:
    assert labels == label_all(markers)


def test_entries_of_a_decision_do_not_nest() -> None:
    assert ["a", "b"] == label_all(["(a)", "(b)"], Pending("RESOLVED that:", decides=True, nests=False))
