"""Titles and labels in Irish and Welsh: who came, who apologised and who moved."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting

HEAD = "MINUTES OF THE MEETING OF ELMAIR COUNTY COUNCIL HELD IN COUNTY HALL ON MONDAY 3rd MAY 2021"
ITEMS = (
    "1. Minutes",
    "Proposed by Comh. S. Ó Duinn, seconded by Comh. P. Walsh and agreed.",
    "2. Roads",
    "The report was noted.",
)


def record(*paragraphs: str):
    page = read_page("\n\n".join((*paragraphs, *ITEMS)).encode(), source="a.txt")
    return record_meeting(page.meetings[0])


def say(*paragraphs: str) -> list[str]:
    return [f"{one.name} {one.presence}" for each in record(*paragraphs) for one in each.item.attendance]


@pytest.mark.parametrize("label", ["I LÁTHAIR:", "I LÁTHAIR / PRESENT:", "PRESENT:"])
def test_irish_titles_with_a_stop_are_of_the_names_behind_them(label):
    assert say(
        HEAD,
        f"{label}\nComh. Seán Ó Duinn, Comh. P. Walsh, Comh. Áine Kelly\nLEITHSCÉALTA / APOLOGIES: Comh. T. Burke",
    ) == [
        "Comh. Seán Ó Duinn present",
        "Comh. P. Walsh present",
        "Comh. Áine Kelly present",
        "Comh. T. Burke apologies",
    ]


def test_irish_titles_end_no_mover():
    movers = [(motion.mover, motion.seconder) for each in record(HEAD) for motion in each.item.motions]
    assert [("Comh. S. Ó Duinn", "Comh. P. Walsh")] == movers


def test_welsh_labels_say_who_came():
    assert say(
        "CYNGOR CYMUNED LLANELMEN",
        "Cofnodion cyfarfod y Cyngor a gynhaliwyd yn Neuadd y Pentref nos Lun 3 Mai 2021 am 7.00 yr hwyr",
        "PRESENNOL: Cynghorwyr Gwen Parry (Cadeirydd), Huw Elis, Mair Owen\nHEFYD YN BRESENNOL: Siân Rees (Clerc)",
    ) == ["Gwen Parry present", "Huw Elis present", "Mair Owen present", "Siân Rees present"]
