import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import normalise

TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(), max_size=40),
    st.text(alphabet="aeé\u0301\u00ad\u200bﬁ½ ’–…\u00a0"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("the Board’s ‘Our Case for Change’", "the Board's 'Our Case for Change'"),
        ("“quoted”", '"quoted"'),
        ("co‐op co‑op 2–3 a—b −5", "co-op co-op 2-3 a-b -5"),
        ("a\u00a0b\u2009c", "a b c"),
        ("co\u00adpro\u200bduc\u200dtion\ufeff\u2060\u200e", "coproduction"),
        ("Siân Sia\u0302n", "Sian Sian"),
        ("ﬁnance oﬀer", "finance offer"),
        ("1½ ½", "1 1/2  1/2"),
        ("m² CO₂ Board¹", "m2 CO2 Board 1"),
        ("11™ June…", "11  June "),
        ("Łódź Æthelred Straße", "Lodz AEthelred Strasse"),
        ("O´Brien O`Brien", "O'Brien O'Brien"),
        ("\ud800", "\ud800"),
    ],
    ids=[
        "ascii",
        "curly quotes",
        "double quotes",
        "dashes",
        "spaces",
        "invisible",
        "accents",
        "ligatures",
        "fractions",
        "raised and lowered figures",
        "signs",
        "letters without decomposition",
        "accents for apostrophes",
        "lone surrogate",
    ],
)
def test_gives_one_way_to_write_each_character(text: str, expected: str) -> None:
    assert expected == normalise(text).text


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("the cafe\u0301 opened", "cafe", "cafe\u0301"),
        ("a co\u00adpro\u00adduc\u00adtion\u00ad group", "coproduction", "co\u00adpro\u00adduc\u00adtion"),
        ("\ufeffthe ﬁnance team", "finance", "ﬁnance"),
        ("\u200bin ﬁnance\u200b and health", "health", "health"),
        ("the Board’s view", "Board's", "Board’s"),
    ],
    ids=["combining mark at the end", "soft hyphens", "ligature", "after zero-width spaces", "one to one"],
)
def test_finds_the_way_back_to_the_original(text: str, word: str, surface: str) -> None:
    normalised = normalise(text)
    at = normalised.text.index(word)
    start, end = normalised.original(at, at + len(word))
    assert surface == text[start:end]


@given(TEXTS)
def test_offsets_stay_in_order_and_in_the_text(text: str) -> None:
    normalised = normalise(text)
    spans = [normalised.original(at, at + 1) for at in range(len(normalised.text))]
    assert sorted(spans) == spans
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(TEXTS)
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert once == normalise(once).text


@given(st.text(max_size=30))
def test_composed_and_decomposed_texts_are_equal(text: str) -> None:
    forms = {normalise(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert forms == {normalise(text).text}
