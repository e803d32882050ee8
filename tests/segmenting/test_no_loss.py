from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.records import Section
from minutesearch.segmenting import segment_item
from minutesearch.segmenting.passages import iter_pieces

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FORMS = sorted((ROOT / "tests" / "gold" / "forms").glob("*.txt"))

#: What the stages look for, so that random lines reach them all.
WORDS = [
    "|",
    *(
        "RESOLVED|Resolved|that|the|Committee:|The Board:|Agreed –|1.|2.|a)|(b)|i)|ii)|·|•|-|4.1|H.A. Evans|"
        "Mr Badu|said|asked|Members|Minute No.|Member|Decision|REPLY:|Parking –|In response,|"
        "“That|motion|fell.|and|;|(|)"
    ).split("|"),
]
LINES = st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(" ".join), max_size=25)


def squeeze(text: str) -> str:
    return "".join(text.split())


def pieces_of(item: ItemLines) -> str:
    return "".join(
        squeeze(piece) if isinstance(piece, str) else squeeze(piece.marker + piece.text)
        for piece in iter_pieces(item)
    )


def lines_of(item: ItemLines) -> str:
    return "".join(squeeze(line.text) for section in item.sections for line in section.lines)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_word_of_a_seed_is_lost(path: Path, build_item: Callable[..., ItemLines]) -> None:
    item = build_item(path.read_text(encoding="utf-8"))
    assert lines_of(item) == pieces_of(item)


@pytest.mark.parametrize("section", ["minutes", "summary", "decision"])
def test_no_word_of_any_form_is_lost(section: str, build_item: Callable[..., ItemLines]) -> None:
    for path in FORMS:
        item = build_item(**{section: path.read_text(encoding="utf-8")})
        assert lines_of(item) == pieces_of(item), path.name


@given(lines=LINES, blanks=st.lists(st.booleans(), min_size=25, max_size=25), section=st.sampled_from(Section))
def test_no_word_of_any_lines_is_lost(lines: list[str], blanks: list[bool], section: Section) -> None:
    read = tuple(
        Line(text=text, number=number, starts_block=blank)
        for number, (text, blank) in enumerate(zip(lines, blanks, strict=False), 1)
    )
    item = ItemLines(sections=(SectionLines(section=section, lines=read),))
    assert lines_of(item) == pieces_of(item)


@given(lines=LINES)
def test_passages_and_structure_are_the_pieces_in_order(lines: list[str]) -> None:
    read = tuple(Line(text=text, number=number) for number, text in enumerate(lines, 1))
    item = ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=read),))
    pieces = list(iter_pieces(item))
    segmented = segment_item(item)
    assert [piece for piece in pieces if isinstance(piece, str)] == list(segmented.structure)
    assert [piece.text for piece in pieces if not isinstance(piece, str)] == [
        one.text for one in segmented.passages
    ]


@given(lines=LINES)
def test_evidence_stands_in_its_text(lines: list[str]) -> None:
    read = tuple(Line(text=text, number=number) for number, text in enumerate(lines, 1))
    for passage in segment_item(ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=read),))).passages:
        for spoken in passage.attributions:
            text = passage.text if spoken.evidence_in == "text" else passage.lead_in or ""
            assert 0 <= spoken.evidence.start < spoken.evidence.end <= len(text)


def test_an_item_without_lines_has_no_passages() -> None:
    assert () == segment_item(ItemLines()).passages


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " \u00a0" * 100_000 + "x",
        "(" * 200_000,
        "The Chair, " * 20_000,
        "1." * 100_000,
        "Mr A and " * 9_000,
    ],
    ids=["letters", "spaces", "brackets", "commas", "numbers", "names"],
)
def test_a_huge_line_is_one_passage(text: str) -> None:
    item = ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=(Line(text=text, number=1),)),))
    assert 1 == len(segment_item(item).passages)
