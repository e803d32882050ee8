from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import find_acronyms
from minutesearch.analysis.lexical import acronyms

SEEDS = Path(__file__).parents[3] / "seeds"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(found.short, found.long) for found in find_acronyms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "concern that the Kent and Medway Safeguarding Adults Board (KMSAB) had not been involved",
            [("KMSAB", "Kent and Medway Safeguarding Adults Board")],
        ),
        (
            "Development of the Medway and Swale (M&S) Integrated Care Partnership (ICP)",
            [("M&S", "Medway and Swale"), ("ICP", "Integrated Care Partnership")],
        ),
        ("the development of the Medway and Swale ICP (M&S ICP); and", [("M&S", "Medway and Swale")]),
        ("Joint Strategic Needs Assessment (JSNA)", [("JSNA", "Joint Strategic Needs Assessment")]),
        ("four Integrated Care Partnerships (ICPs)", [("ICP", "Integrated Care Partnerships")]),
        ("the Integrated Care System (the “ICS”)", [("ICS", "Integrated Care System")]),
        (
            "the HOSC (Health Overview and Scrutiny Committee) met",
            [("HOSC", "Health Overview and Scrutiny Committee")],
        ),
        ("Medway NHS Foundation Trust (MFT)", [("MFT", "Medway NHS Foundation Trust")]),
        ("the Department for Education (DfE)", [("DfE", "Department for Education")]),
        ("an Equality Impact Assessment (EqIA)", [("EqIA", "Equality Impact Assessment")]),
        ("Terms of Reference (TOR)", [("TOR", "Terms of Reference")]),
        ("support for Arts and Culture (AC)", [("AC", "Arts and Culture")]),
        ("the Multi-Agency Safeguarding Hub (MASH)", [("MASH", "Multi-Agency Safeguarding Hub")]),
        ("a Co-operative Board (CB)", [("CB", "Co-operative Board")]),
        ("under Section 106 (S106)", [("S106", "Section 106")]),
        ("Children and Young People’s Board (CYPB)", [("CYPB", "Children and Young People’s Board")]),
        ("local planning authority (LPA, the council)", [("LPA", "local planning authority")]),
    ],
)
def test_finds_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Essential components to the operating model were: (1) the principle of co-production",
        "Vincent Badu (Chief Strategy Officer, K&M ICB) and Ellen Schwartz (Deputy Director, KCC – virtual)",
        "Councillor Smith (LAB) and Councillor Jones (CON)",
        "carried (4 votes) (virtual) (Agenda item 5) (Kent) () (A)",
        "the report. Care Plans were read (ICP)",
        "the Council (which met in 2020) agreed",
        "an assessment by the nurse (Ann Lee)",
        "of the (OT)",
    ],
)
def test_brackets_that_define_nothing_are_left_alone(text: str) -> None:
    assert pairs(text) == []


def test_seeds_define_these_and_no_others() -> None:
    found = {pair for path in SEEDS.glob("*.txt") for pair in pairs(path.read_text(encoding="utf-8"))}
    assert {
        ("CCG", "Clinical Commissioning Group"),
        ("ICP", "Integrated Care Partnership"),
        ("ICS", "Integrated Care System"),
        ("JSNA", "Joint Strategic Needs Assessment"),
        ("KMSAB", "Kent and Medway Safeguarding Adults Board"),
        ("M&S", "Medway and Swale"),
        ("STP", "Sustainability and Transformation Plan"),
    } == found


@given(st.text(alphabet="ABab &-.,()’\n\u00ad1é"))
def test_spans_are_stretches_of_the_text(text: str) -> None:
    for short, long, short_span, long_span in find_acronyms(text):
        assert (short, long) == (text[slice(*short_span)], text[slice(*long_span)])


@pytest.mark.parametrize("piece", ["(", "(A", "()", "(ABC) ", "A "])
def test_long_monotonous_texts_define_nothing(piece: str) -> None:
    assert find_acronyms(piece * (50_000 // len(piece))) == ()


PIECES = st.sampled_from(
    [
        *("(", ")", "(ICP)", "Integrated", "Care", "Partnership", "HOSC", "Siân", "É", "2000", "the", "“ICS”"),
        *("O’Brien", "as amended", "Mr.", "K.", "S106", "x", "-", ".", " ", "  ", "\u00a0", "½", "`", "ﬁ"),
        *("ICPs", "DfE", "M&S", "s"),
    ]
)


@given(st.lists(PIECES | st.characters(), max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_what_a_first_look_passes_over_defines_nothing(text: str) -> None:
    found = find_acronyms(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acronyms, "_may_define", lambda _: True)
        assert find_acronyms(text) == found
