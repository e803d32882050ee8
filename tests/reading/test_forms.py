"""Every layout sample: its form, its meeting, its items and their numbers, and that no word of it is lost."""

from collections import Counter
from pathlib import Path

import pytest

from minutesearch.reading import read_page

FORMS = Path(__file__).parents[1] / "forms"

#: File, form, (body, day, time) of each meeting, numbers of its items; None: an item that has none.
SAMPLES = [
    ("de_01_north_herts", "decision", [("Council", "2023-01-19", None)], [None, None]),
    ("de_02_mid_devon", "minutes", [(None, None, None)], [None]),
    ("de_04_ieDecisionDetails", "decision", [("Cabinet", "2024-02-12", None)], [None]),
    ("is_02_enfield", "issue", [("Council", "2014-11-19", None), ("Council", "2011-07-06", None)], ["85", "34"]),
    ("is_03_bromsgrove", "issue", [("Planning Committee", "2022-03-07", None)], ["73"]),
    (
        "is_05_east_herts",
        "issue",
        [
            ("Audit and Governance Committee", "2023-04-12", None),
            ("Audit and Governance Committee", "2023-03-28", None),
        ],
        ["435", "10"],
    ),
    ("is_06_herefordshire", "issue", [("Council", "2012-05-25", None)], ["13"]),
    ("mt_01_cumbria", "whole meeting", [("Health and Wellbeing Board", "2019-04-18", "10:00")], ["1", "2"]),
    ("mt_03_carmarthenshire", "whole meeting", [(None, None, None)], ["1", "2", "5", "5.1", "5.2"]),
    ("mt_04_blaenau_gwent", "whole meeting", [(None, None, None)], [None] * 4),
    ("mt_06_denbighshire", "whole meeting", [(None, None, None)], ["1", "2", "5"]),
    ("mt_07_rct", "whole meeting", [(None, None, None)], ["50", "51"]),
    ("mt_09_sefton", "whole meeting", [("Council", "2021-11-18", "18:30")], ["62", "63"]),
    (
        "mt_10_surrey_pcp",
        "whole meeting",
        [("Surrey Police and Crime Panel", "2020-09-15", "10:30")],
        ["39/20", "40/20"],
    ),
    (
        "mt_12_dyfed_powys_pcp",
        "whole meeting",
        [("Dyfed Powys Police and Crime Panel", "2017-11-16", "10:30")],
        ["1", "4", "4.1"],
    ),
    (
        "mt_13_north_herts",
        "whole meeting",
        [("Overview and Scrutiny Committee", "2022-03-15", "19:30")],
        ["78", "79"],
    ),
    ("mt_15_tower_hamlets", "whole meeting", [(None, None, None)], [None, None]),
    ("mt_16_hertsmere", "whole meeting", [(None, None, None)], ["213"]),
    ("mt_18_exeter", "minutes", [(None, None, None)], [None]),
    ("mt_19_worcester", "whole meeting", [(None, None, None)], ["126", "127"]),
    ("mt_21_kent_error", "whole meeting", [(None, None, None)], ["86", "89"]),
    ("mt_22_belfast", "whole meeting", [(None, None, None)], [None] * 4),
    ("mt_24_east_herts", "whole meeting", [(None, None, None)], ["174", "175"]),
    ("mt_25_plymouth", "whole meeting", [(None, None, None)], ["16"]),
    ("mt_27_wirral", "whole meeting", [(None, None, None)], ["48", "50"]),
    ("mt_28_allerdale", "whole meeting", [("Development Panel", "2018-02-06", "13:00")], ["333"]),
    ("mt_30_islington", "whole meeting", [(None, None, None)], [None, None]),
    ("mt_31_manchester", "whole meeting", [("Council", "2019-10-02", "10:10")], ["62"]),
    ("pm_02_york_decisions", "printed minutes", [("Executive", "2022-05-19", None)], ["5"]),
    (
        "pm_03_york_council",
        "printed minutes",
        [("Budget Council", "2026-02-12", "18:30")],
        [None, "64", "65"],
    ),
    (
        "pm_05_north_norfolk",
        "printed minutes",
        [("FULL COUNCIL", "2012-09-26", "18:00")],
        [None, "49", "50", "51"],
    ),
    ("pm_06_lancs_fire_frontsheet", "agenda", [("Combined Fire Authority", "2025-04-28", "10:30")], ["1", "4"]),
]


def read(name):
    return read_page((FORMS / f"{name}.txt").read_bytes(), source=name)


def day_of(meeting):
    return meeting.date.isoformat() if meeting.date else None


@pytest.mark.parametrize(("name", "kind", "meetings", "numbers"), SAMPLES, ids=[row[0] for row in SAMPLES])
def test_form_meeting_and_numbers(name, kind, meetings, numbers):
    page = read(name)

    found = [(part.meeting.body, day_of(part.meeting), part.meeting.time) for part in page.meetings]
    assert (kind, meetings) == (page.kind, found)
    assert numbers == [item.number for part in page.meetings for item in part.items]
    assert () == page.problems


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_is_lost(path):
    page = read(path.stem)

    items = [item for part in page.meetings for item in part.items]
    lines = [line.text for item in items for part in item.sections for line in part.lines]
    texts = [*lines, *(line.text for line in page.structure), *(item.title or "" for item in items)]
    assert Counter(path.read_text(encoding="utf-8").split()) == Counter(" ".join(texts).split())


@pytest.mark.parametrize(
    ("text", "meeting", "numbers"),
    [
        (
            (
                "Agenda for Licensing Committee on Monday, 5th September, 2022, 6.30 pm\n\nItems\nNo. "
                "Item\n\n1\n\nApologies\n\n"
                "Minutes\n\nThere were none.\n"
            ),
            ("Licensing Committee", "2022-09-05", "18:30"),
            ["1"],
        ),
        (
            (
                "CABINET\n\nDate: Tuesday, 3rd December, 2019\nTime: 7.30 pm\n\nPresent: Councillors Ash (Chair) "
                "and Bell\n\n"
                "43.   APOLOGIES\n\nNone.\n\n44.   BUDGET (Pages 5 - 10)\n\nRESOLVED:\n\n(1) that it be noted.\n"
            ),
            ("CABINET", "2019-12-03", "19:30"),
            [None, "43", "44"],
        ),
        (
            (
                "Issue - meetings\nPlan\nMeeting: 21/06/2022 - Cabinet (Item 12A) 12A Plan pdf icon PDF 1 MB "
                "Minutes: The Leader"
                " introduced the plan."
            ),
            ("Cabinet", "2022-06-21", None),
            ["12A"],
        ),
        (
            (
                "Agenda and minutes\nCabinet - Monday, 5th September, 2022 6.30 pm\nItems\nNo. Item\n1. "
                "Apologies\nMinutes:\n"
                "There were none.\n2. Budget\nMinutes:\nThe Leader spoke.\n1. First he said this.\n2. Then that.\n"
            ),
            ("Cabinet", "2022-09-05", "18:30"),
            ["1", "2"],
        ),
        (
            (
                "Agenda a chofnodion\nPwyllgor Archwilio - Dydd Mercher, 15fed Mehefin, 2022 10.00 am\n\nRhif "
                "Eitem\n\n1.\n\n"
                "Ymddiheuriadau\n\nCofnodion:\n\nDim.\n"
            ),
            ("Pwyllgor Archwilio", "2022-06-15", "10:00"),
            ["1"],
        ),
    ],
    ids=["title-line", "fields", "run-on-issue", "no-blank-lines", "welsh"],
)
def test_what_the_samples_do_not_show(text, meeting, numbers):
    page = read_page(text.encode(), source="a.txt")

    (part,) = page.meetings
    assert meeting == (part.meeting.body, day_of(part.meeting), part.meeting.time)
    assert numbers == [item.number for item in part.items]
