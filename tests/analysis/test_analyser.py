import doctest
import importlib
import string
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import FINGERPRINT, Token, analyse, toolkit
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.shapes import RUN
from minutesearch.analysis.toolkit import span_tokenizer

# The characters that rules are made of, so that Hypothesis finds their corners; and any character at all.
TRICKY = "aAsS19 .,:;'’-–/&@£%()\n\u0301\u00ad\u200bﬁ½²é_$"
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=TRICKY, max_size=60),
    st.text(alphabet=st.characters(), max_size=40),
    st.lists(
        st.sampled_from(
            ["per", "cent", "million", "a.m.", "£5.4", "29,000", "M&S", "Covid-19", "www.", "x@y.uk", "%"]
        )
    ).map(" ".join),
)


def printed(text: str) -> list[tuple[str, int, str, bool]]:
    return [(token.exact, token.position, text[token.start : token.end], token.joined) for token in analyse(text)]


def forms(text: str) -> list[str]:
    return [token.exact for token in analyse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medway’s MPs", [("medway's", 0, "Medway’s", False), ("mps", 1, "MPs", False)]),
        (
            "of Covid-19 and",
            [
                ("of", 0, "of", False),
                ("covid19", 1, "Covid-19", True),
                ("covid", 1, "Covid", False),
                ("19", 2, "19", False),
                ("and", 3, "and", False),
            ],
        ),
        (
            "the M&S ICP",
            [
                ("the", 0, "the", False),
                ("m&s", 1, "M&S", True),
                ("m", 1, "M", False),
                ("and", 2, "&", False),
                ("s", 3, "S", False),
                ("icp", 4, "ICP", False),
            ],
        ),
        (
            "MC/21/0302",
            [
                ("mc/21/0302", 0, "MC/21/0302", True),
                ("mc", 0, "MC", False),
                ("21", 1, "21", False),
                ("0302", 2, "0302", False),
            ],
        ),
        (
            "budget of £5.4 million",
            [
                ("budget", 0, "budget", False),
                ("of", 1, "of", False),
                ("£5.4m", 2, "£5.4 million", False),
                ("5.4m", 2, "£5.4 million", False),
                ("£5.4", 2, "£5.4", False),
                ("5.4", 2, "5.4", False),
                ("million", 2, "million", False),
            ],
        ),
        (
            "only  2 per cent of",
            [
                ("only", 0, "only", False),
                ("2%", 1, "2 per cent", False),
                ("2", 1, "2", False),
                ("percent", 1, "per cent", False),
                ("of", 2, "of", False),
            ],
        ),
    ],
    ids=["possessive", "hyphen", "ampersand", "reference", "money", "percentage"],
)
def test_gives_the_tokens_of_a_text(text: str, expected: list[tuple[str, int, str, bool]]) -> None:
    assert expected == printed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ·  – ", []),
        ("£5.4m", ["£5.4m", "5.4m"]),
        ("£ 5.4M", ["£5.4m", "5.4m"]),
        ("£3-million", ["£3m", "3m", "£3", "3", "million"]),
        ("£1.2bn", ["£1.2bn", "1.2bn"]),
        ("£29k", ["£29k", "29k"]),
        ("5 m", ["5", "m"]),
        ("£29,000.50", ["£29000.50", "29000.50"]),
        ("29,000", ["29000"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1.5%", ["1.5%", "1.5", "percent"]),
        ("%", ["percent"]),
        ("2-3%", ["2-3%", "2", "3%", "3", "percent"]),
        ("2020-21", ["2020-21", "2020", "21"]),
        ("07/10/2020", ["07/10/2020", "07", "10", "2020"]),
        ("8am", ["8am", "8"]),
        ("6:30 p.m.", ["6.30pm", "6.30", "pm"]),
        ("paragraph 3.4.", ["paragraph", "3.4"]),
        ("9.The", ["9", "the"]),
        ("No.5", ["no", "5"]),
        ("Class E", ["class", "e"]),
        ("e.g. N.H.S.", ["eg", "nhs"]),
        ("and/or", ["and/or", "and", "or"]),
        ("12-week", ["12week", "12", "week"]),
        ("health;social", ["health", "social"]),
        ("kent.gov.uk", ["kent", "gov", "uk"]),
        ("https://www.kent.gov.uk/a", ["https", "www", "kent", "gov", "uk", "a"]),
        ("info@medway.gov.uk", ["info@medway.gov.uk", "info", "medway", "gov", "uk"]),
        ("1½ hours", ["1", "1/2", "1", "2", "hours"]),
        ("\ud800 minutes", ["minutes"]),
    ],
)
def test_gives_each_form_that_a_word_is_found_by(text: str, expected: list[str]) -> None:
    assert expected == forms(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£5.4 Million", "£5.4 million"),
        ("Kent & Medway", "Kent and Medway"),
        ("2 percent", "2 per cent"),
        ("2 %", "2 per cent"),
        ("6:30 p.m.", "6.30 pm"),
        ("N.H.S", "NHS"),
        ("Siân", "Sian"),
        ("Sia\u0302n", "SIAN"),
        ("29,000 homes", "29000 homes"),
        ("co\u2011production", "co-production"),
        ("co\u00adproduction", "coproduction"),
        ("people’s", "people's"),
        ("ﬁnance", "finance"),
        ("the\u00a0Board", "the Board"),
    ],
)
def test_two_ways_to_print_a_thing_have_the_same_tokens(one: str, other: str) -> None:
    assert [token[:3] for token in analyse(other)] == [token[:3] for token in analyse(one)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("5.4m", "£5.4m"), ("2", "2%"), ("covid19", "Covid-19"), ("coproduction", "co-production"), ("1.5", "1.5 %")],
)
def test_a_part_or_another_spelling_is_among_the_tokens(typed: str, text: str) -> None:
    assert forms(typed)[0] in forms(text)


def test_stop_words_keep_their_places() -> None:
    tokens = analyse("It was a statutory duty to have a Strategy in place")
    assert list(range(11)) == [token.position for token in tokens]


def test_very_long_words_are_cut_and_keep_their_surface() -> None:
    assert (Token("x" * 100, "x" * 100, 0, 0, 5000),) == analyse("x" * 5000)


@pytest.mark.parametrize(
    "piece", ["-", "'", "&", "7", "\u0301", "a\u0301", "a-", "1.", "1,", "a&", "£1 ", "per ", "\ud800"]
)
def test_long_monotonous_texts_are_analysed(piece: str) -> None:
    tokens = analyse(piece * (100_000 // len(piece)))
    assert bool(tokens) == any(each.isalnum() or each == "&" for each in piece)
    assert all(token.exact for token in tokens)


@given(TEXTS)
def test_every_token_is_a_stretch_of_the_text_that_gives_it_again(text: str) -> None:
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.exact in forms(text[token.start : token.end])


@given(TEXTS)
def test_positions_begin_at_0_and_have_no_gap(text: str) -> None:
    positions = [token.position for token in analyse(text)]
    assert sorted(positions) == positions
    assert set(range(len(set(positions)))) == set(positions)


@given(TEXTS)
def test_tokens_are_never_empty_and_have_no_space_in_them(text: str) -> None:
    for token in analyse(text):
        assert [token.exact] == token.exact.split()
        assert token.stem


@given(TEXTS)
def test_joined_tokens_come_before_their_parts_and_span_them(text: str) -> None:
    tokens = analyse(text)
    for token, following in pairwise(tokens):
        if token.joined:
            assert (token.position, token.start, False) == (following.position, following.start, following.joined)
            assert token.end >= following.end


@given(st.text(alphabet=TRICKY, max_size=40), st.text(alphabet=TRICKY, max_size=40))
def test_a_line_end_parts_texts_as_if_each_stood_alone(left: str, right: str) -> None:
    # Words after a semicolon and line ends never belong to a figure before them.
    both = analyse(f"{left};\n\n{right}")
    assert forms(left) + forms(right) == [token.exact for token in both]


@given(st.text(alphabet=TRICKY + string.printable) | TEXTS)
def test_a_common_text_is_cut_by_python_as_nltk_cuts_it(text: str) -> None:
    text = "".join(filter(toolkit._COMMON.fullmatch, text))
    expected = [match.span() for match in toolkit._of_nltk(RUN).finditer(text)]
    assert expected == list(span_tokenizer(RUN)(text))


def test_each_common_character_is_cut_by_python_as_nltk_cuts_it() -> None:
    nltk, python = toolkit._of_nltk(RUN), span_tokenizer(RUN)
    for character in filter(toolkit._COMMON.fullmatch, map(chr, range(0x20000))):
        text = "a?b 5?m 5?% per?cent ?5 5??million ? a.?b N.H.? -? m? k? ?n 5 ? £? £ ?5 pe? cent"
        text = text.replace("?", character)
        assert [match.span() for match in nltk.finditer(text)] == list(python(text)), hex(ord(character))


@pytest.mark.parametrize("word", ["Țepeș", "Жуковҫ", "שלום", "東京", "☎", "→", "😀"])
def test_words_of_other_scripts_need_no_nltk(word: str) -> None:
    """One such letter in 138,166 passages made indexing load NLTK, and SciPy with it where that is."""
    assert toolkit._COMMON.fullmatch(normalise(word).text)


def test_importing_the_package_does_not_load_nltk() -> None:
    code = "import sys, minutesearch.analysis; print('nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_fingerprint_names_analyser_and_version() -> None:
    assert FINGERPRINT == "minutesearch-english-2"


@pytest.mark.parametrize("name", ["analyser", "lexical.acronyms", "lexical.approximate", "lexical.units"])
def test_docstring_examples_are_true(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"minutesearch.analysis.{name}"))
    assert (outcome.failed, outcome.attempted > 0) == (0, True)
