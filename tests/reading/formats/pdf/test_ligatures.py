"""Letters that a font joins: the words are whole, and no name of another language is changed."""

import pytest

from minutesearch.reading.formats.pdf.ligatures import mend_ligatures


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("The CommiƩee's meeƟng began aŌer lunch.", "The Committee's meeting began after lunch."),
        (
            "AŌer the siƫng, cuƫngs of the plaƞorm's quesƟons",
            "After the sitting, cuttings of the platform's questions",
        ),
        ("Ɵme and Ɵdes", "time and tides"),
        ("Posi\U0010019fons of the Commi\U001001a9ee", "Positions of the Committee"),
        ("leŌ", "left"),
    ],
)
def test_words_are_whole(named: str, shown: str) -> None:
    assert shown == mend_ligatures(named)


@pytest.mark.parametrize(
    "text",
    ["Ōtaki Community Board", "ŌMOKOROA and TAŌNGA", "Ngāti Ōneone", "the minutes were agreed", "\U0010ffff"],
)
def test_other_words_stay(text: str) -> None:
    assert text == mend_ligatures(text)
