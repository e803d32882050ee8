"""Escaping and snippets."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minutesearch as ms

TEXT = "There was no seconder, the motion fell."


@pytest.mark.parametrize(
    ("text", "highlights", "expected"),
    [
        pytest.param("M&S ICP", [(4, 7)], "M&amp;S <mark>ICP</mark>", id="the text is escaped"),
        pytest.param("a <b>", [(2, 5)], "a <mark>&lt;b&gt;</mark>", id="the highlight is escaped"),
        pytest.param("“people’s”", [], "“people’s”", id="typography stays"),
        pytest.param("'\"", [], "&#x27;&quot;", id="safe inside an attribute"),
        pytest.param("ab", [(0, 1), (1, 2)], "<mark>a</mark><mark>b</mark>", id="neighbours"),
    ],
)
def test_html_marks_and_escapes(text: str, highlights: list[tuple[int, int]], expected: str) -> None:
    assert expected == ms.mark_html(text, highlights)


@pytest.mark.parametrize("tag", ["", "b onclick=x", "script>", "B", "1"])
def test_a_tag_that_is_no_plain_name_is_refused(tag: str) -> None:
    with pytest.raises(ms.ArgumentError, match="HTML element"):
        ms.mark_html("text", [], tag=tag)


@given(text=st.text(max_size=80), cuts=st.lists(st.integers(0, 80), max_size=8))
def test_html_holds_the_text_and_the_one_tag(text: str, cuts: list[int]) -> None:
    places = sorted({cut for cut in cuts if cut <= len(text)})
    spans = list(zip(places[::2], places[1::2], strict=False))
    marked = ms.mark_html(text, spans)
    assert text == html.unescape(re.sub("</?mark>", "", marked))
    assert "<" not in re.sub("</?mark>", "", marked)


def test_a_short_text_is_its_own_snippet() -> None:
    assert ms.cut_snippet(TEXT, [(27, 33)]) == (TEXT, ((27, 33),))


def test_a_snippet_holds_the_most_highlights() -> None:
    text = f"motion {'and so on ' * 30} the motion fell, the motion fell {'and so on ' * 30}"
    spans = [match.span() for match in re.finditer("motion|fell", text)]
    snippet = ms.cut_snippet(text, spans, width=80)
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["motion", "fell", "motion", "fell"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")


@given(
    words=st.lists(st.sampled_from(["care", "the", "Medway", "partnership,"]), min_size=1, max_size=120),
    picked=st.sets(st.integers(0, 119), max_size=6),
    width=st.integers(1, 300),
)
def test_a_snippet_is_a_stretch_of_the_text(words: list[str], picked: set[int], width: int) -> None:
    text = " ".join(words)
    starts = [len(" ".join(words[:at])) + bool(at) for at in range(len(words))]
    spans = [(starts[at], starts[at] + len(words[at])) for at in sorted(picked) if at < len(words)]
    snippet = ms.cut_snippet(text, spans, width=width)
    assert snippet.text.strip("…") in text
    assert len(snippet.text.strip("…")) <= width
    found = [snippet.text[start:end].strip("…") for start, end in snippet.highlights]
    assert all(any(part in text[start:end] for start, end in spans) for part in found)


def test_a_width_below_one_is_refused() -> None:
    with pytest.raises(ms.ArgumentError, match="width"):
        ms.cut_snippet("text", [], width=0)


@pytest.mark.parametrize("wrong", [[(5, 2)], [(0, 4), (2, 6)], [(4, 6), (0, 2)], [(-1, 2)], [(0, 99)]], ids=str)
def test_highlights_that_are_no_stretches_in_order_are_refused(wrong: list[tuple[int, int]]) -> None:
    with pytest.raises(ms.ArgumentError, match="highlights must be stretches of the text, in order and apart"):
        ms.mark_html("the bridge", wrong)
    with pytest.raises(ms.ArgumentError, match="highlights must be"):
        ms.cut_snippet("the bridge", wrong, width=4)
