"""The acronyms of an index, read only as far as a query can mean them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.results import Acronym
from minutesearch.searching.store.abbreviations import Abbreviations

_WORDS = (
    *(
        "Integrated",
        "Care",
        "Partnerships",
        "Board",
        "of",
        "the",
        "and",
        "Public",
        "Rights",
        "Way",
        "skies",
        "Dying",
    ),
    *(
        "Children's",
        "O'Brien",
        "co-operative",
        "A229",
        "&",
        "£5.4m",
        "per",
        "cent",
        "Économie",
        "2nd",
        "www.x.uk",
        "ys",
    ),
)
_LONGS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_ACRONYMS = st.lists(
    st.builds(
        Acronym,
        short=st.sampled_from(("ICP", "ICPs", "M&S", "PRoW", "icp", "a b", "")),
        long=_LONGS,
        count=st.just(1),
    ),
    max_size=8,
)


def _acronyms(*pairs: tuple[str, str]) -> Abbreviations:
    return Abbreviations([Acronym(short, long, 1) for short, long in pairs])


def _stems(text: str, *, bare: bool = False) -> list[str]:
    units = ENGLISH.query_units(text)
    return [token.stem for unit in units if not (bare and unit.is_stop) for token in unit.sequence]


def _texts(forms: tuple[object, ...]) -> list[str]:
    return [form.text for form in forms]  # type: ignore[attr-defined]


def test_a_short_form_is_found_in_any_case_and_as_plural():
    known = _acronyms(("ICP", "Integrated Care Partnership"), ("ICP", "Integrated Care Partnerships"))
    assert _texts(known.long_forms("icps")) == _texts(known.long_forms("ICP")) == ["Integrated Care Partnership"]


def test_the_words_of_a_long_form_are_found_among_others():
    known = _acronyms(("PRoW", "Public Rights of Way"), ("PR", "public relations"))
    ((first, last, forms),) = known.find_runs(_stems("closed public rights way", bare=True))
    assert (first, last, _texts(forms)) == (1, 4, ["PRoW"])


def test_a_long_form_in_quotation_marks_has_its_small_words():
    known = _acronyms(("PRoW", "Public Rights of Way"))
    assert _texts(known.short_forms(_stems("public rights of way"))) == ["PRoW"]
    assert known.short_forms(_stems("public rights way")) == ()


def test_words_without_an_acronym_make_no_run():
    known = _acronyms(("PRoW", "Public Rights of Way"))
    assert known.find_runs([]) == known.find_runs(["public"]) == known.find_runs(["public", None, "right"]) == []


@given(_ACRONYMS, _LONGS)
@example([Acronym("PCR", "Per Cent Rule", 1)], "per cent rule")
def test_reading_what_a_query_can_mean_finds_what_reading_all_finds(acronyms: list[Acronym], typed: str):
    # An analyser of which nothing is known has no initials to go by, so that every acronym is read.
    some, every = Abbreviations(acronyms), Abbreviations(acronyms, Analyser(stemmer=_Ours()))
    for text in (typed, *(each.long for each in acronyms)):
        assert some.find_runs(_stems(text, bare=True)) == every.find_runs(_stems(text, bare=True))
        assert some.short_forms(_stems(text)) == every.short_forms(_stems(text))
    for each in acronyms:
        assert some.long_forms(each.short) == every.long_forms(each.short)


class _Ours:
    """Our own stemmer, as somebody else's."""

    def stem(self, word: str) -> str:
        return ENGLISH.stem(word)


#: What the stemmer has rules of their own for, and endings that leave little of a short word.
_SHORT = st.sampled_from(
    "skis skies dying lying tying idly ugly early only news its ties cries flying eying using".split()
)


@given(
    words=st.lists(st.from_regex("[a-z]{1,9}(s|ed|ing|ies|y)?", fullmatch=True) | _SHORT, min_size=2, max_size=3)
)
def test_a_long_form_of_any_words_is_found_by_the_stems_of_them(words: list[str]):
    long = " ".join(words)
    assert _texts(_acronyms(("XQ", long)).short_forms(_stems(long))) == ["XQ"]
