"""The facet of persons: titles and stops fold, nothing else does, and a filter finds what the facet counts."""

import json
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import minutesearch as ms
from minutesearch.cli.program import program
from minutesearch.person_names import PersonForms, count_titles, take_apart
from minutesearch.web import create_app
from tests.speakers import index_of_speakers

PAGE = """Agenda item

The weir

Minutes:

1. It was proposed by Councillor Ashgrove and seconded by Mayor Ashgrove that the weir be raised.

2. Mayor Ashgrove said that the weir was old.

3. Councillor J. Thornbury said that the weir was leaking.

4. J Thornbury said that the weir was mended.

5. Councillor K. Thornbury said that the weir was dear.

6. Mr Fennimore said that the weir was his. Mrs Fennimore said that it was hers.

7. Councillor Fennimore moved, and J. Thornbury seconded, that the weir be raised. The motion was carried.
"""
SPOKEN = ("Lord Mayor Ashgrove", "Cllr. Ashgrove", "Councillor Thornbury", "Jane Thornbury", "Planning Officer")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "weir.txt").write_text(PAGE, encoding="utf-8")
    lines = [
        {"council": "Elmford", "body": "Weir Board", "text": f"The sluice is shut, part {at}.", "speaker": speaker}
        for at, speaker in enumerate(SPOKEN)
    ]
    (folder / "board.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with ms.open_index(folder / "index", create=True) as index:
        index.add(folder / "weir.txt", folder / "board.jsonl")
    return folder


@pytest.fixture
def index(folder: Path) -> Iterator[ms.Index]:
    with ms.open_index(folder / "index") as index:
        yield index


@pytest.fixture
def run(folder: Path) -> Callable[..., str]:
    return lambda *arguments: (
        CliRunner()
        .invoke(program, [*arguments, "--index", str(folder / "index")], prog_name="minutesearch")
        .stdout
    )


def persons(index: ms.Index, **given: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    counted = index.search("", facets="person", limit=0, **given).facets["person"]  # type: ignore[arg-type]
    return {each.value: (each.count, each.forms) for each in counted if isinstance(each, ms.PersonCount)}


def groups(*printed: str) -> set[frozenset[str]]:
    forms = PersonForms(dict.fromkeys(printed, 1))
    return {frozenset(forms.of(each)) for each in printed}


def test_titles_and_stops_fold_and_each_passage_counts_once(index: ms.Index) -> None:
    found = persons(index)
    # The first passage has both the councillor and the mayor.
    assert found["Councillor Ashgrove"] == (4, ("Councillor Ashgrove", "Mayor Ashgrove", "Lord Mayor Ashgrove"))
    assert found["Councillor J. Thornbury"][0] == 3
    assert {"Councillor J. Thornbury", "J Thornbury", "J. Thornbury"} == set(found["Councillor J. Thornbury"][1])


def test_two_of_a_surname_stay_two_and_an_initial_no_first_name(index: ms.Index) -> None:
    found = persons(index)
    assert found["Councillor K. Thornbury"] == (1, ("Councillor K. Thornbury",))
    assert found["Jane Thornbury"] == (1, ("Jane Thornbury",))
    assert found["Councillor Thornbury"] == (1, ("Councillor Thornbury",))
    assert {"Mr Fennimore", "Mrs Fennimore", "Councillor Fennimore"} < set(found)


def test_a_filter_finds_what_the_facet_counts(index: ms.Index) -> None:
    found = persons(index)
    assert len(found) == 8
    for value, (count, forms) in found.items():
        for each in forms:
            assert count == index.search(person=f"={each}").total == index.search(f'person:"={each}"').total
        assert {value: count} == {
            name: number for name, (number, _) in persons(index, person=f"={value}").items()
        } or (count == persons(index, person=f"={value}")[value][0])
    for field in ("said_by", "moved_by", "seconded_by", "mentions"):
        for value, count in index.search("", facets=field, limit=0).facets[field]:
            assert count == index.search(**{field: f"={value}"}).total  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("=Ashgrove", 4),
        ("=ashgrove", 4),
        ("=Deputy Mayor Ashgrove", 4),
        ("Mayor Ashgrove", 4),
        ("=Thornbury", 1),
        ("=Mayor Thornbury", 0),
        ("=Councillor J.Thornbury", 3),
        ("=Cllr Jane Thornbury", 1),
        ("=Fennimore", 0),
        ("=Ms Fennimore", 1),
        ("=Mr", 0),
        ("=Mayor", 0),
        ("=" + "Mayor " * 5000, 0),
        ("=J. K. L.", 0),
        ("Councillor Fennimore", 1),
        ("Mr Ashgrove", 4),
        ("Councillor Ashgrove", 4),
        ("Thornbury", 6),
    ],
)
def test_a_name_as_typed_means_one_person_or_none(index: ms.Index, typed: str, total: int) -> None:
    assert total == index.search(person=typed).total


HALES = (
    *("Mr Hale", "Councillor Hale", "Mayor Hale", "Mrs Hale", "Tom Hale", "Councillor Tom Hale"),
    *("Councillor Pine", "Mayor Pine", "A. Pine", "Mr J. Pine"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mr Hale", "Mr Hale"),
        ("Mrs. Hale", "Mrs Hale"),
        ("Cllr Hale", "Councillor Hale, Mayor Hale, Tom Hale, Councillor Tom Hale"),
        ("Mayor Hale", "Councillor Hale, Mayor Hale"),
        ("Mr Tom Hale", "Tom Hale, Councillor Tom Hale"),
        ("Hale", ", ".join(HALES[:6])),
        ("Councillor Pine", "Councillor Pine, A. Pine"),
        ("Mayor Pine", "Mayor Pine"),
        ("Mr Pine", "A. Pine, Mr J. Pine"),
    ],
)
def test_a_title_typed_leaves_out_who_is_another_by_title(tmp_path: Path, typed: str, found: str) -> None:
    with index_of_speakers(tmp_path, HALES) as index:
        results = index.search(person=typed, limit=20)
        assert set(found.split(", ")) == {each.printed for hit in results for each in hit.passage.attributions}


def test_a_misspelt_person_is_told_the_nearest_each_once(index: ms.Index) -> None:
    results = index.search(person="Mayor Ashgrov")
    assert ("Councillor Ashgrove",) == results.unmatched["person"]


@pytest.mark.parametrize("typed", ["=", " = ", "  "])
@pytest.mark.parametrize("name", ["person", "said_by", "council", "item"])
def test_the_sign_of_the_very_value_alone_asks_for_nothing(index: ms.Index, name: str, typed: str) -> None:
    with pytest.raises(ms.ArgumentError, match=f"{name} must be a text that is not empty"):
        index.search(**{name: typed})  # type: ignore[arg-type]


def test_a_value_of_any_length_is_shown_cut_short(index: ms.Index, run: Callable[..., str]) -> None:
    typed = " ".join(f"mayor{at}" for at in range(3_000))
    results = index.search(person=typed)
    assert (0, 1) == (results.total, len(results.notes))
    assert max(map(len, results.notes)) < 250
    shown = run("search", "--person", typed)
    assert shown.startswith("No passages for: person:")
    assert len(shown) < 1_000


def test_facets_are_cut_after_they_are_folded(index: ms.Index) -> None:
    counted = index.search("weir", facets="person", facet_limit=2, limit=0).facets["person"]
    assert [("Councillor Ashgrove", 2), ("Councillor J. Thornbury", 3)] == sorted(tuple(each) for each in counted)


def test_the_printed_forms_are_in_every_answer(index: ms.Index, run: Callable[..., str]) -> None:
    forms = ["Councillor Ashgrove", "Mayor Ashgrove", "Lord Mayor Ashgrove"]
    expected = {"value": "Councillor Ashgrove", "count": 4, "forms": forms}
    assert expected in index.search("", facets="person").to_dict()["facets"]["person"]
    assert (
        expected
        in json.loads(run("search", "--sort", "oldest", "--facet", "person", "--json"))["facets"]["person"]
    )
    assert expected in json.loads(run("values", "person", "--json"))
    shown = "Councillor Ashgrove  4  also Mayor Ashgrove, Lord Mayor Ashgrove"
    assert shown in " ".join(run("values", "person", "--like", "lord mayor").split("\n")).replace("   ", "  ")
    (counted,) = [each for each in index.search("", facets="person").facets["person"] if "Ashgrove" in each.value]
    assert counted == pickle.loads(pickle.dumps(counted)) == ("Councillor Ashgrove", 4)
    assert pickle.loads(pickle.dumps(counted)).forms == tuple(forms)
    with TestClient(create_app(index)) as client:
        served = client.get("/search.json", params={"facet": "person"}).json()
        assert expected in served["facets"]["person"]


def test_the_site_has_one_page_for_a_person(index: ms.Index) -> None:
    with TestClient(create_app(index)) as client:
        listed = client.get("/people").text
        assert ">Councillor Ashgrove<" in listed
        assert "Mayor Ashgrove" not in listed
        assert ">Councillor Ashgrove<" in client.get("/people", params={"q": "lord mayor"}).text
        page = client.get("/person/Councillor Ashgrove").text
        assert "Also printed: Mayor Ashgrove, Lord Mayor Ashgrove" in page
        moved = client.get("/person/Mayor Ashgrove", follow_redirects=False)
        assert (301, "/person/Councillor%20Ashgrove") == (moved.status_code, moved.headers["location"])
        everything = client.get(
            "/search.json",
            params={
                "said_by": [
                    f"={each}" for each in ("Councillor Ashgrove", "Mayor Ashgrove", "Lord Mayor Ashgrove")
                ]
            },
        )
        assert everything.json()["total"] == 3
        assert 'Said <span class="count">3 passages' in page


def test_an_index_made_before_is_sound(index: ms.Index) -> None:
    """What folds is what is read, and not what is stored."""
    assert () == index.check(deep=True)


def test_people_csv_knows_a_name_by_its_titles_and_initials(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    lines = [
        {"body": "Weir Board", "text": f"The weir is wet, part {at}.", "speaker": speaker}
        for at, speaker in enumerate(
            ("Councillor Ashgrove (M)", "Cllr M. Ashgrove", "Mayor M Ashgrove", "Councillor Ashgrove")
        )
    ]
    (folder / "board.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "people.csv").write_text("alias,person\nM Ashgrove,Maud Ashgrove\n", encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.sync(folder)
        assert {"Maud Ashgrove": 3, "Councillor Ashgrove": 1} == dict(
            index.search("", facets="person").facets["person"]
        )
        assert () == index.check(deep=True)


@pytest.mark.parametrize(
    "one",
    [
        (
            "Councillor Ashgrove",
            "Mayor Ashgrove",
            "Lord Mayor Ashgrove",
            "Alderman Ashgrove",
            "Chair Ashgrove",
            "Ashgrove",
        ),
        ("Councillor J. Thornbury", "J Thornbury", "J. THORNBURY", "Mr J.Thornbury", "Dr. J Thornbury"),
        ("Mr. Ashgrove", "Mr Ashgrove", "Dr Ashgrove", "Ashgrove"),
        ("Ms Ashgrove", "Mrs Ashgrove", "Professor Ashgrove"),
        ("Councillor J.P. O’Toole", "J. P. O'Toole", "Deputy J P O'Toole"),
        ("Ward Councillor Mae Thornbury", "County Borough Councillor Mae Thornbury", "Mae Thornbury"),
        ("Councillor Mac Ashgrove", "Mayor Mac Ashgrove"),
    ],
)
def test_what_is_one(one: tuple[str, ...]) -> None:
    assert {frozenset(one)} == groups(*one)


@pytest.mark.parametrize(
    "several",
    [
        ("J Thornbury", "Jane Thornbury", "Thornbury", "K Thornbury"),
        ("Mr Ashgrove", "Mrs Ashgrove"),
        ("Mr Leslie Ashgrove", "Mrs Leslie Ashgrove"),
        ("Mr Ashgrove", "Councillor Ashgrove", "Ashgrove"),
        ("Sergeant Ashgrove", "Councillor Ashgrove"),
        ("Inspector O' Toole", "Mr O' Toole"),
        ("Councillor Thornbury", "Mayor Thornbury", "J Thornbury", "K Thornbury"),
        ("Ashgrove", "Ashgrove-Thornbury"),
        ("JP Thornbury", "J P Thornbury"),
    ],
)
def test_what_is_several(several: tuple[str, ...]) -> None:
    assert {frozenset((each,)) for each in several} == groups(*several)


def test_a_first_name_and_its_initial_are_no_two_of_a_surname() -> None:
    forms = ("Councillor Thornbury", "Mayor Thornbury", "J Thornbury", "Jane Thornbury")
    assert frozenset(forms[:2]) in groups(*forms)


OFFICE = "Executive Engineer for Roads and Water with the Deputy Director of Services and Acting County Manager"


def test_an_office_stays_whole() -> None:
    offices = (OFFICE, f"Acting {OFFICE}", f"Mayor {OFFICE}", "Deputy Director of Services for the Elmford Roads")
    assert {frozenset((each,)) for each in offices} == groups(*offices)


def test_a_short_title_is_the_same_title() -> None:
    forms = ("Councillor Thornbury", "Cllr. Thornbury", "Mayor Thornbury", "J Thornbury", "K Thornbury")
    assert frozenset(forms[:2]) in groups(*forms)
    assert frozenset(forms[2:3]) in groups(*forms)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("county borough councillor hill", 3),
        ("lord mayor hill", 2),
        ("lord hill", 1),
        ("councillor ward hill", 1),
        ("ward hill", 0),
        ("councillor mayor", 1),
        ("mayor", 0),
        ("jane hill", 0),
        ("", 0),
    ],
)
def test_titles_are_counted(name: str, titles: int) -> None:
    assert titles == count_titles(name.split())


_NAMES = st.lists(
    st.builds(
        lambda *parts: " ".join(filter(None, parts)),
        st.sampled_from(["", "Mr", "Mrs", "Cllr.", "Councillor", "Mayor", "Dr", "Sgt", "Lord Mayor", "Ward"]),
        st.sampled_from(["", "J", "J.", "K.", "Jane", "de", "J.P.", "O'"]),
        st.sampled_from(["Hill", "HILL", "Mayor", "", "Ó Toole", "(M)", "\u200b", "of"]),
    ),
    max_size=9,
)


@given(_NAMES)
def test_forms_are_parted_whatever_they_are(names: list[str]) -> None:
    counts = {name: at + 1 for at, name in enumerate(names)}
    forms = PersonForms(counts)
    for name in counts:
        group = forms.of(name)
        assert name in group
        assert {group} == {forms.of(each) for each in group}
        assert forms.shown.get(name, name) == group[0] == max(group, key=counts.__getitem__)
        forms.meant_by(name)
        assert forms.admits(name, name)


def test_where_two_first_names_bear_a_surname_no_title_of_it_tells_which() -> None:
    assert groups("Tom Penhale", "Tim Penhale", "Councillor Penhale", "Mayor Penhale") == {
        frozenset({"Tom Penhale"}),
        frozenset({"Tim Penhale"}),
        frozenset({"Councillor Penhale"}),
        frozenset({"Mayor Penhale"}),
    }
    assert frozenset({"Councillor Penhale", "Mayor Penhale"}) in groups(
        "Tom Penhale", "T. Penhale", "Councillor Penhale", "Mayor Penhale"
    )


@pytest.mark.parametrize("printed", ["OAK, John", "John Oak", "Mr John Oak"])
def test_a_surname_in_capitals_before_a_first_name_is_the_surname(printed: str) -> None:
    name = take_apart(printed)
    assert name is not None
    assert ("john", "oak") == name.words
