from hypothesis import given
from hypothesis import strategies as st

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import is_blank, split_lines


def test_lines_keep_their_text_their_number_and_the_blank_line_before_them():
    text = "Minutes:\r\n\xa0\r\n  1. Miss J Marsh \r\nprovided an update.\r\rThe Chair\u2028thanked\fher.\n"

    assert (
        Line(text="Minutes:", number=1, starts_block=True),
        Line(text="  1. Miss J Marsh ", number=3, starts_block=True, gap=1),
        Line(text="provided an update.", number=4, starts_block=False),
        Line(text="The Chair\u2028thanked\fher.", number=6, starts_block=True, gap=1),
    ) == split_lines(text)


@given(st.text(st.sampled_from("ab \xa0\r\n\f\u2028\u200b")))
def test_only_blank_lines_go(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert [(at, line) for at, line in enumerate(lines, start=1) if not is_blank(line)] == [
        (line.number, line.text) for line in split_lines(text)
    ]
