"""What other search engines write otherwise is answered, with a note on how it is written here."""

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.analysis import query_units
from minutesearch.query import parse_query, render_query


@pytest.mark.parametrize(
    ("elsewhere", "here", "note"),
    [
        ("parking && school", "parking AND school", "“&&” was read as AND"),
        ("parking || school", "parking OR school", "“||” was read as OR"),
        ("parking !school", "parking -school", "“!” was read as NOT"),
        ("parking AND NOT school", "parking AND NOT school", None),
        ("+parking +school", "+parking +school", None),
        ("parking^2 school", "parking school", "“^2” was passed over"),
        ('"car park"^1.5 school', '"car park" school', "“^1.5” was passed over"),
        ("(parking school)^2", "(parking school)", "“^2” was passed over"),
        ("parkng~ school", "parkng school", "“~” was passed over"),
        ("parkng~1 school", "parkng school", "“~1” was passed over"),
        ("wom?n refuge", "wom n refuge", "a ? stands for no letter here"),
        ("200 m^2 office", "200 m^2 office", None),
    ],
)
def test_the_syntax_of_other_engines_is_read(elsewhere: str, here: str, note: str | None) -> None:
    read = parse_query(elsewhere, units=query_units)
    assert parse_query(here, units=query_units).tree == read.tree
    assert [(note or "no note") in said for said in read.notes] == [True] * bool(note)
    assert parse_query(render_query(read), units=query_units).tree == read.tree


@pytest.mark.parametrize(
    ("alias", "field"),
    [
        ("speaker:badu", "said_by:badu"),
        ("Councillor:badu", "said_by:badu"),
        ("committee:planning", "body:planning"),
        ('board:"health and wellbeing"', 'body:"health and wellbeing"'),
        ("title:budget", "item:budget"),
        ("intitle:budget", "item:budget"),
        ("since:2018", "date:2018.."),
        ("from:2018-05", "date:2018-05.."),
        ('until:"7 October 2020"', 'date:"..7 October 2020"'),
        ("to:2020", "date:..2020"),
        ("year:2019", "date:2019"),
        ("authority:leeds", "council:leeds"),
        ("mover:badu", "moved_by:badu"),
    ],
)
def test_fields_are_known_by_the_names_people_give_them(alias: str, field: str) -> None:
    read = parse_query(f"parking {alias}", units=query_units)
    assert parse_query(f"parking {field}", units=query_units).filters == read.filters
    assert render_query(read) == f"parking {field}"


@pytest.mark.parametrize("query", ["since:2018..2020", "to:nowhere", "year:soon", "site:leeds.gov.uk parking"])
def test_a_value_that_is_none_is_an_error_with_its_column(query: str) -> None:
    with pytest.raises(ms.QueryError) as caught:
        parse_query(query, units=query_units)
    assert caught.value.column is not None


@pytest.mark.parametrize("dash", "-‐‑‒–—―−⁃﹘﹣－")
def test_any_dash_excludes(dash: str) -> None:
    assert (
        parse_query("park -bench", units=query_units).tree
        == parse_query(f"park {dash}bench", units=query_units).tree
    )


def test_the_note_reaches_whoever_searches(tmp_path: Path) -> None:
    with ms.create_index(tmp_path / "index") as index:
        index.add(
            ms.Meeting(
                body="Roads Board", items=(ms.AgendaItem(title="Roads", passages=(ms.Passage(text="The kerb."),)),)
            )
        )
        assert index.search("kerb || wall").notes == ("“||” was read as OR, as it is written here.",)
