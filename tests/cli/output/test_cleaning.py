import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.cli.output.cleaning import clean_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Committee noted the update.", "The Committee noted the update.", id="plain"),
        pytest.param("a)\N{NO-BREAK SPACE}\N{NO-BREAK SPACE} noted", "a) noted", id="no-break spaces"),
        pytest.param("moved by\r\nthe Chair", "moved by the Chair", id="line end"),
        pytest.param(
            "\x1b[31mred\x1b[0m", "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}[0m", id="ANSI"
        ),
        pytest.param("\x9b31m", "\N{REPLACEMENT CHARACTER}31m", id="one-character escape"),
        pytest.param("a\N{RIGHT-TO-LEFT OVERRIDE}b", "ab", id="turned round"),
        pytest.param("co\N{SOFT HYPHEN}op", "coop", id="soft hyphen"),
        pytest.param("\udcff.txt", "\N{REPLACEMENT CHARACTER}.txt", id="lone surrogate"),
        pytest.param("Cllr Siân – “£5.4m”", "Cllr Siân – “£5.4m”", id="letters and signs stay"),
    ],
)
def test_cleaning_leaves_one_line_of_plain_characters(text: str, expected: str) -> None:
    assert expected == clean_text(text)


@given(st.text())
def test_cleaned_text_never_steers_a_terminal(text: str) -> None:
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & {unicodedata.category(each) for each in clean_text(text)}
