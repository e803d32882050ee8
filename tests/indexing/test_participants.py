"""The filters and facets `person` and `party`: who takes part in a passage by name, and for whom they sit."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.index import Index
from minutesearch.results import FacetName

HEAD = "alias,person,council,body,from,to,party\n"


def said(*speakers: str, act: ms.Act = ms.Act.SAID, text: str = "The weir is to be mended.") -> ms.Passage:
    return ms.Passage(text=text, attributions=tuple(ms.Attribution(printed=each, act=act) for each in speakers))


def index_of(folder: Path, *passages: ms.Passage, **facts: object) -> Index:
    index = ms.open_index(folder / "index", create=True)
    item = ms.AgendaItem(title="Weir", passages=passages, **facts)  # type: ignore[arg-type]  # as the tests say
    index.add(ms.Meeting(body="Rivers Board", date=datetime.date(2020, 5, 1), items=(item,)))
    return index


def counted(index: Index, facet: FacetName = "person") -> dict[str, int]:
    return dict(index.search("", facets=facet).facets[facet])


def test_persons_are_those_who_speak_move_or_second_by_name(tmp_path: Path) -> None:
    with index_of(
        tmp_path,
        said("Councillor Ashby", "Labour Group"),
        said("Cllr Ashby"),
        said("Executive Engineer, Roads"),
        said("Mayor"),
        said("Mrs Holt", act=ms.Act.SECONDED),
        ms.Passage(text="Councillor Denham was thanked.", mentions=("Councillor Denham",)),
    ) as index:
        assert counted(index) == {"Councillor Ashby": 2, "Mrs Holt": 1}
        assert counted(index, "said_by")["Labour Group"] == 1
        assert index.search("", person="Ashby").total == 2
        assert index.search('person:"=Mrs Holt"').total == 1
        assert index.search("", person="Mayor").unmatched == {"person": ()}
        assert index.check(deep=True) == ()


def test_whoever_is_to_act_takes_part_and_an_office_does_not(tmp_path: Path) -> None:
    shown = (ms.Evidence(position=1, span=ms.Span(0, 10)),)
    actions = (
        ms.Action(text="mend the weir", owner="Mr Tennant", evidence=shown),
        ms.Action(text="pay for it", owner="Treasurer", evidence=shown),
    )
    motions = (ms.Motion(mover="Councillor Ashby", outcome=ms.Outcome.CARRIED, evidence=shown),)
    with index_of(tmp_path, said(), said(), actions=actions, motions=motions) as index:
        assert counted(index) == {"Councillor Ashby": 1, "Mr Tennant": 1}
        assert counted(index, "owner") == {"Mr Tennant": 1, "Treasurer": 1}


def test_a_bare_name_is_a_persons_where_the_same_minutes_show_it(tmp_path: Path) -> None:
    """ "Okafor" is nobody's name by itself, and is one beside "Councillor Okafor"; "Anglian Water" never is."""
    with index_of(tmp_path, said("Okafor"), said("Anglian Water")) as index:
        assert counted(index) == {}
    with index_of(tmp_path / "b", said("Okafor"), said("Councillor Okafor"), said("Ngozi Okafor")) as index:
        assert counted(index) == {"Councillor Okafor": 2, "Ngozi Okafor": 1}, "a title makes no other person"


def test_a_person_that_the_page_resolves_counts_by_that_name_unless_it_is_an_office(tmp_path: Path) -> None:
    spoken = (
        ms.Attribution(printed="The Chief Executive", person="Ines Falk"),
        ms.Attribution(printed="The group", person="Residents’ Group"),
    )
    with index_of(tmp_path, ms.Passage(text="Both spoke.", attributions=spoken)) as index:
        assert counted(index) == {"Ines Falk": 1}


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    lines = (
        ("2019-05-01", "Cllr Ashby", "The ford is shut."),
        ("2021-05-01", "Councillor Ashby", "The ford is open."),
        ("2021-05-01", "Mrs Holt", "The ford is dear."),
    )
    written = (
        f'{{"body": "Roads Committee", "date": "{day}", "text": "{text}", "speaker": "{speaker}"}}\n'
        for day, speaker, text in lines
    )
    (folder / "minutes.jsonl").write_text("".join(written), encoding="utf-8")
    return folder


def synced(minutes: Path, *rows: str) -> tuple[Index, ms.Report]:
    (minutes / "people.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    index = ms.open_index(minutes.parent / "index", create=True)
    return index, index.sync(minutes)


def test_the_party_of_people_csv_is_filter_facet_and_value(minutes: Path) -> None:
    index, _ = synced(
        minutes,
        "Councillor Ashby,Kay Ashby,,,,2020,Independent",
        "Councillor Ashby,Kay Ashby,,,2021,,Green Party",
    )
    with index:
        assert counted(index, "party") == {"Independent": 1, "Green Party": 1}
        (hit,) = index.search("ford", party="green")
        assert hit.passage.text == "The ford is open."
        assert hit.to_dict()["attributions"][0]["party"] == "Green Party"
        assert index.search("party:independent ford").total == 1
        assert index.search("ford", party=["green", "independent"]).total == 2
        assert (
            index.search("ford", party="gren")
            .notes[0]
            .startswith("No party is called “gren”. Nearest: Green Party")
        )
        assert counted(index) == {"Kay Ashby": 2, "Mrs Holt": 1}
        assert index.check(deep=True) == ()


def test_a_party_goes_with_the_person_however_a_page_prints_the_name(minutes: Path) -> None:
    index, _ = synced(minutes, "Councillor Ashby,Kay Ashby,,,,,", "K. Ashby,Kay Ashby,,,,,Green Party")
    with index:
        assert counted(index, "party") == {"Green Party": 2}


def test_a_person_of_two_parties_at_once_has_none_and_is_told(minutes: Path) -> None:
    index, report = synced(
        minutes, "Councillor Ashby,Kay Ashby,,,,,Independent", "Ashby,Kay Ashby,,,2021,,Green Party"
    )
    with index:
        (problem,) = report.problems
        assert problem.message == "people.csv: Kay Ashby may be Green Party or Independent: without a party"
        assert counted(index, "party") == {"Independent": 1}


def test_where_nobodys_party_is_known_that_is_said(minutes: Path) -> None:
    index, _ = synced(minutes, "Councillor Ashby,Kay Ashby,,,,,")
    with index:
        results = index.search("ford", party="green")
        assert results.notes == ("Nobody's party is known here: a people.csv beside the minutes says it.",)


def test_a_new_party_is_taken_up_with_the_next_sync(minutes: Path) -> None:
    synced(minutes, "Councillor Ashby,Kay Ashby,,,,,")[0].close()
    index, report = synced(minutes, "Councillor Ashby,Kay Ashby,,,,,Green Party")
    with index:
        assert report.updated == 1
        assert counted(index, "party") == {"Green Party": 2}
