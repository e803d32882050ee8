"""What of a passage is marked as having matched."""

import pytest

from minutesearch.searching.highlights import Leaf, find_highlights

TEXT = "Voluntary sector partners met the voluntary groups; Covid-19 had paused the people’s co-production."


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        pytest.param(Leaf("any", ("voluntari",), None), ["Voluntary", "voluntary"], id="every form of a stem"),
        pytest.param(Leaf("any_exact", ("partners",), None), ["partners"], id="a form as printed"),
        pytest.param(Leaf("any_exact", ("partner",), None), [], id="not another form"),
        pytest.param(
            Leaf("any", ("voluntari", "sector"), None), ["Voluntary sector"], id="a phrase only where whole"
        ),
        pytest.param(Leaf("any", ("sector", "voluntari"), None), [], id="a phrase in its order"),
        pytest.param(Leaf("any", ("covid19",), None), ["Covid-19"], id="words written together"),
        pytest.param(Leaf("any", ("covid",), None), ["Covid"], id="part of a word"),
        pytest.param(Leaf("any", ("peopl",), None), ["people’s"], id="offsets are of the original"),
        pytest.param(Leaf("any", ("group", "met"), 2), ["met", "groups"], id="near, in any order"),
        pytest.param(Leaf("any", ("group", "met"), 1), [], id="near, but not enough"),
        pytest.param(Leaf("any", ("harbour",), None), [], id="not there"),
    ],
)
def test_highlights(leaf: Leaf, expected: list[str]) -> None:
    assert expected == [TEXT[start:end] for start, end in find_highlights(TEXT, [leaf])]


def test_highlights_that_touch_or_overlap_are_one() -> None:
    leaves = [Leaf("any", ("covid",), None), Leaf("any", ("19",), None), Leaf("any", ("covid19",), None)]
    assert ["Covid-19"] == [TEXT[start:end] for start, end in find_highlights(TEXT, leaves)]
