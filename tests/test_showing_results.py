"""Results in the hand: in a console, a notebook and a data frame, over time, and without waiting."""

import asyncio
import copy
import datetime
import pickle
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import minutesearch as ms
from minutesearch.results import lay_bars


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    with ms.create_index(tmp_path_factory.mktemp("dated") / "index") as index:
        for day in ("2018-11-05", "2019-01-14", "2021-06-01", None):
            passages = (
                ms.Passage(
                    text=f"Members asked about the flood <wall> of {day}, which is to be raised by half a metre."
                ),
                ms.Passage(text="The Chair thanked officers."),
            )
            meeting = ms.Meeting(
                body="Harbour Committee",
                date=datetime.date.fromisoformat(day) if day else None,
                items=(
                    ms.AgendaItem(number="5", title="Harbour & quay", passages=passages),
                    ms.AgendaItem(title="None"),
                ),
            )
            index.add(meeting, name=str(day))
        yield index


def test_what_a_console_shows_has_text(dated: ms.Index) -> None:
    results = dated.search("flood wall", limit=1, sort="oldest")
    (hit,) = results
    shown = (
        f"<Hit 1: 'Members asked about the flood <wall> of 2018-11-05, which i…' (2018-11-05, {hit.passage.id})>"
    )
    assert shown == repr(hit)
    assert f"<Results 'flood wall': 1 of 4>\n  {shown}" == repr(results)


def test_what_a_notebook_shows_is_marked_cited_and_escaped(dated: ms.Index) -> None:
    results = dated.search("flood", limit=1, sort="oldest", body="Harbour")
    shown = results._repr_html_()
    assert shown.startswith("<p><b>1 of 4 passages for flood body:Harbour</b></p><p>Members asked about the ")
    assert "<mark>flood</mark> &lt;wall&gt; of" in shown
    assert "Harbour Committee, 5 November 2018, item 5: Harbour &amp; quay, passage 1 (2018-11-05)" in shown


def test_a_timeline_counts_all_pages_and_shows_gaps(dated: ms.Index) -> None:
    results = dated.search("flood", limit=1)
    assert results.timeline() == (
        ("2018", 1, 2, 500.0),
        ("2019", 1, 2, 500.0),
        ("2020", 0, 0, 0.0),
        ("2021", 1, 2, 500.0),
    )
    months = results.timeline("month")
    assert (months[0], months[1], len(months)) == (("2018-11", 1, 2, 500.0), ("2018-12", 0, 0, 0.0), 32)
    assert [each.hits for each in dated.search("flood", since="2019", until="2019").timeline()] == [0, 1, 0, 0]


def test_years_are_counted_in_their_order_with_gaps_and_all_passages_of_each(dated: ms.Index) -> None:
    results = dated.search("flood OR officers", limit=0, facets="year")
    years = results.facets["year"]
    assert years == (("2018", 2), ("2019", 2), ("2020", 0), ("2021", 2))
    assert [each.passages for each in years if isinstance(each, ms.YearCount)] == [2, 2, 0, 2]
    assert results.to_dict()["facets"]["year"][2:] == [
        {"value": "2020", "count": 0, "passages": 0},
        {"value": "2021", "count": 2, "passages": 2},
    ]
    narrow = dated.search("flood", limit=0, facets="year", until="2019").facets["year"]
    assert [(year, count, each.passages) for each in narrow for year, count in [each]] == [  # type: ignore[attr-defined]
        ("2018", 1, 2),
        ("2019", 1, 2),
        ("2020", 0, 0),
        ("2021", 1, 2),
    ]
    assert dated.search("zeppelin", limit=0, facets="year").facets["year"] == ()
    (most,) = dated.search("flood", limit=0, facets="year", facet_limit=1).facets["year"]
    assert most == ("2018", 1)
    for limit, expected in [(2, ["2018", "2021"]), (3, ["2018", "2021"]), (4, ["2018", "2019", "2020", "2021"])]:
        some = dated.search('flood NOT "2019-01-14"', limit=0, facets="year", facet_limit=limit).facets["year"]
        assert expected == [value for value, _ in some]
    assert pickle.loads(pickle.dumps(results)).facets == results.facets
    assert [each.passages for each in copy.deepcopy(years) if isinstance(each, ms.YearCount)] == [2, 2, 0, 2]


@pytest.mark.parametrize(
    ("counted", "also"),
    [
        (ms.PersonCount("Cllr Ash", 3, ("Cllr Ash", "Mayor Ash")), {"forms": ["Cllr Ash", "Mayor Ash"]}),
        (ms.YearCount("2019", 3, 7), {"passages": 7}),
    ],
)
def test_a_count_keeps_what_goes_with_it_when_it_is_made_anew(
    counted: ms.FacetCount, also: dict[str, object]
) -> None:
    changed = counted._replace(count=2)
    assert type(changed) is type(counted)
    assert {"value": counted.value, "count": 2, **also} == changed.to_dict()
    made = type(counted)._make((*counted, *vars(counted).values()))
    assert (repr(counted), counted.to_dict()) == (repr(made), made.to_dict())
    if sys.version_info >= (3, 13):
        assert changed.to_dict() == copy.replace(counted, count=2).to_dict()
    with pytest.raises(TypeError):
        type(counted)._make(counted)
    with pytest.raises(TypeError):
        counted._replace(colour="red")


def test_a_timeline_without_dates_is_empty_and_no_picture(index: ms.Index) -> None:
    timeline = index.search("strategy").timeline("month")
    assert timeline == ()
    assert timeline._repr_svg_() is None
    assert timeline._repr_html_() is None


def test_a_notebook_shows_a_timeline_as_a_picture(dated: ms.Index) -> None:
    """A bar for each year with hits, a low mark for one without minutes; each says in words what it stands for."""
    timeline = dated.search("flood").timeline()
    picture = timeline._repr_svg_()
    assert picture is not None
    assert picture == timeline._repr_html_()
    drawn = ElementTree.fromstring(picture)
    boxes = drawn.findall("{*}rect")
    assert [float(box.attrib["height"]) for box in boxes] == [120.0, 120.0, 4.0, 120.0]
    assert [box.findtext("{*}title") for box in boxes] == [
        "2018: 1 of 2 passages, 500 in 1,000",
        "2019: 1 of 2 passages, 500 in 1,000",
        "2020: no minutes here",
        "2021: 1 of 2 passages, 500 in 1,000",
    ]
    assert [text.text for text in drawn.findall("{*}text")] == [
        "2018",
        "hits in every 1,000 passages, at most 500",
        "2021",
    ]


def test_a_bar_is_as_high_as_its_share_and_never_out_of_sight() -> None:
    periods = [
        ms.Period("2019", 100, 100, 1000.0),
        ms.Period("2020", 1, 99_999, 0.01),
        ms.Period("2021", 0, 5, 0.0),
        ms.Period("2022", 1, 4, 250.0),
    ]
    assert [(bar.height, bar.y) for bar in lay_bars(periods)] == [(120, 0), (2, 118), (0, 120), (30, 90)]
    assert lay_bars([]) == ()


def test_a_timeline_of_another_unit_is_an_error(dated: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError, match="by has no choice 'week': year, month"):
        dated.search("flood").timeline("week")  # type: ignore[arg-type]  # what is wrong


def test_a_timeline_is_pickled_and_never_made_of_a_closed_index(tmp_path: Path) -> None:
    with ms.create_index(tmp_path / "index") as index:
        day = datetime.date(2020, 5, 1)
        passages = (ms.Passage(text="The flood wall."),)
        index.add(ms.Meeting(body="B", date=day, items=(ms.AgendaItem(title="T", passages=passages),)))
        asked, unasked = index.search("flood"), index.search("flood")
        pickled = pickle.dumps(asked)
    assert pickle.loads(pickled).timeline() == asked.timeline() == (("2020", 1, 1, 1000.0),)
    with pytest.raises(ms.IndexClosedError):
        unasked.timeline()
    with pytest.raises(ms.IndexClosedError):
        pickle.loads(pickle.dumps(unasked)).timeline()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_a_row_for_each_hit(dated: ms.Index, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    given: list[object] = []

    def make(columns: dict[str, list[object]], schema: object = None) -> dict[str, list[object]]:
        given.append(schema)
        return columns

    def keep(values: list[object], dtype: object) -> list[object]:
        given.append(dtype)
        return values

    fake = types.ModuleType(library)  # what stands in for the library
    vars(fake).update(DataFrame=make, Series=keep, Int64="i", Float64="f", Date="d", String="s")
    monkeypatch.setitem(sys.modules, library, fake)
    frame = getattr(dated.search("flood", sort="oldest"), f"to_{library}")()
    assert frame["rank"] == [1, 2, 3, 4]
    assert frame["date"][0] == datetime.date(2018, 11, 5)
    assert frame["said_by"] == [""] * 4
    nothing = getattr(dated.search("xyzzy", expand=False), f"to_{library}")()
    assert list(frame) == list(nothing)
    assert not any(nothing.values())
    half = len(given) // 2
    assert given[:half] == given[half:], "each column has one type on every page"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(
    dated: ms.Index, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ms.MissingLibraryError, match=f"pip install {library}") as raised:
        getattr(dated.search("flood"), f"to_{library}")()
    assert raised.value.library == library


def test_an_item_and_a_meeting_are_given_whole(dated: ms.Index) -> None:
    hit = dated.search("flood", sort="oldest").hits[0]
    item = dated.item(hit.item.id)
    assert (item.title, [passage.position for passage in item.passages]) == ("Harbour & quay", [1, 2])
    meeting = dated.meeting(hit.meeting.id)
    assert (meeting.date, [each.title for each in meeting.items]) == (
        datetime.date(2018, 11, 5),
        ["Harbour & quay", "None"],
    )
    assert meeting.items[0] == item
    assert dated.item(meeting.items[1].id).passages == ()


def test_a_meeting_of_several_sources_has_the_items_of_all(index: ms.Index) -> None:
    meetings = index.meetings()
    assert any(meeting.items for meeting in meetings)
    for meeting in meetings:
        whole = index.meeting(meeting.id)
        assert [item.id for item in whole.items] == [item.id for item in meeting.items]
        for item in whole.items:
            assert item == index.item(item.id)


def test_an_id_that_nothing_has_is_an_error(index: ms.Index) -> None:
    with pytest.raises(ms.NotFoundError, match="no item has the id 'x'"):
        index.item("x")
    with pytest.raises(ms.NotFoundError, match="no meeting has the id 'x'"):
        index.meeting("x")


def test_items_and_meetings_are_found_in_whatever_letter_case_and_by_a_beginning(index: ms.Index) -> None:
    for meeting in index.meetings():
        for typed in (meeting.id.upper(), meeting.id[:8], f" {meeting.id} "):
            assert index.meeting(typed) == index.meeting(meeting.id)
        for item in meeting.items:
            assert index.item(item.id[:8].upper()) == index.item(item.id)
            assert index.related_items(item.id.upper()) == index.related_items(item.id)
    for typed in ("", "   ", "abc"):
        with pytest.raises(ms.NotFoundError):
            index.meeting(typed)
        with pytest.raises(ms.NotFoundError):
            index.item(typed)


def test_a_search_can_be_awaited(dated: ms.Index) -> None:
    async def ask() -> list[ms.Results]:
        return await asyncio.gather(*(dated.asearch("flood", limit=number) for number in range(3)))

    assert [len(results) for results in asyncio.run(ask())] == [0, 1, 2]
    with pytest.raises(ms.ArgumentError, match="search has no filter or option 'councl'"):
        asyncio.run(dated.asearch("flood", councl="Kent"))  # type: ignore[call-arg]  # what is wrong


def test_a_notebook_shows_what_must_be_known_to_read_the_results_right(index: ms.Index) -> None:
    shown = index.search("care", council="<Kentt>")._repr_html_()
    assert "<p><i>No council is called “&lt;Kentt&gt;”.</i></p>" in shown


def test_columns_of_pandas_have_their_types_on_every_page(dated: ms.Index) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is no dependency")
    frame, empty = dated.search().to_pandas(), dated.search("zeppelin").to_pandas()
    assert (len(frame), len(empty)) == (len(dated.search()), 0)
    assert list(frame.dtypes) == list(empty.dtypes)
    assert set(frame["date"].dropna().dt.year) == {
        each.meeting.date.year for each in dated.search() if each.meeting.date
    }
    assert len(pandas.concat([empty, frame])) == len(frame)


def test_columns_of_polars_have_their_types_on_every_page(dated: ms.Index) -> None:
    polars = pytest.importorskip("polars", reason="polars is no dependency")
    frame, empty = dated.search().to_polars(), dated.search("zeppelin").to_polars()
    assert (len(frame), len(empty)) == (len(dated.search()), 0)
    assert frame.schema == empty.schema
    assert frame.schema["date"] == polars.Date
    assert len(polars.concat([empty, frame])) == len(frame)
