"""Persons: printed forms of a name put together by `people.csv`, listed for somebody to confirm, never guessed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import minutesearch as ms
from minutesearch.cli.program import program
from tests.speakers import index_of_speakers

Run = Callable[..., Result]

SPOKEN = (
    ("Roads Committee", "2019-05-01", "Cllr Ashby"),
    ("Roads Committee", "2019-05-01", "Councillor Ashby"),
    ("Roads Committee", "2021-05-01", "Councillor Ashby"),
    ("Housing Committee", "2021-05-02", "Councillor Ashby"),
    ("Roads Committee", "2019-05-01", "Councillor K. Ashby"),
    ("Housing Committee", "2021-05-02", "Councillor J. Ashby"),
    ("Housing Committee", "2021-05-02", "Planning Officer"),
    ("Housing Committee", "2021-05-02", "Principal Planning Officer"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    lines = [
        {
            "council": "Anytown Council",
            "body": body,
            "date": day,
            "item_title": "The bridge",
            "text": f"{speaker} said that the bridge was safe, part {at}.",
            "speaker": speaker,
        }
        for at, (body, day, speaker) in enumerate(SPOKEN)
    ]
    (folder / "minutes.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


def indexed(folder: Path) -> ms.Index:
    index = ms.open_index(folder.parent / "index", create=True)
    index.sync(folder)
    return index


def speakers(index: ms.Index) -> dict[str, int]:
    return dict(index.search(facets="said_by").facets["said_by"])


def say_who(folder: Path, *rows: str, head: str = "alias,person,council,body,from,to,party") -> None:
    (folder / "people.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def test_short_and_long_titles_are_one_value(folder: Path) -> None:
    with indexed(folder) as index:
        assert speakers(index)["Councillor Ashby"] == 4
        assert index.search(said_by="=Councillor Ashby").total == 4
        printed = {
            each.printed for hit in index.search(said_by="=Councillor Ashby") for each in hit.passage.attributions
        }
        assert printed == {"Cllr Ashby", "Councillor Ashby"}


def test_people_csv_puts_printed_forms_together_by_body_and_day(folder: Path) -> None:
    say_who(
        folder,
        "Councillor Ashby,Kay Ashby,Anytown Council,Roads Committee,,2020,Independent",
        "Councillor Ashby,Jo Ashby,,Roads Committee,2021-01-01,,",
        "Councillor Ashby,Jo Ashby,,Housing Committee,,,",
        "cllr k ashby,Kay Ashby,,,,,",
        "Councillor J Ashby,Jo Ashby,anytown council,,,,",
    )
    with indexed(folder) as index:
        assert speakers(index) == {
            "Kay Ashby": 3,
            "Jo Ashby": 3,
            "Planning Officer": 1,
            "Principal Planning Officer": 1,
        }
        (hit,) = index.search(said_by="Jo Ashby", since="2021-05-01", until="2021-05-01")
        assert hit.to_dict()["attribution"]["person"] == "Jo Ashby"
        assert hit.to_dict()["attribution"]["printed"] == "Councillor Ashby"
        assert index.search(said_by="Cllr Ashby").total == 6
        assert index.check(deep=True) == ()


def test_a_name_that_rows_give_to_two_persons_stays_as_printed_and_is_told(folder: Path) -> None:
    say_who(folder, "Councillor Ashby,Kay Ashby,,,,,", "Councillor Ashby,Jo Ashby,,,,,")
    with ms.open_index(folder.parent / "index", create=True) as index:
        (problem,) = index.add(folder).problems
        named = "“Cllr Ashby” may be Kay Ashby or Jo Ashby; “Councillor Ashby” may be Kay Ashby or Jo Ashby"
        assert problem.message == f"people.csv: {named}: left as printed"
        assert speakers(index)["Councillor Ashby"] == 4


def test_a_row_that_nobody_confirmed_changes_nothing(folder: Path) -> None:
    say_who(folder, "Councillor Ashby,,,,,,")
    with indexed(folder) as index:
        assert speakers(index)["Councillor Ashby"] == 4


def test_a_change_of_people_csv_is_taken_up(folder: Path) -> None:
    indexed(folder).close()
    say_who(folder, "Councillor J. Ashby,Jo Ashby,,,,,")
    with indexed(folder) as index:
        assert "Jo Ashby" in speakers(index)
        assert index.sync(folder).unchanged == 1
    (folder / "people.csv").unlink()
    with indexed(folder) as index:
        assert "Jo Ashby" not in speakers(index)


def test_a_mover_is_the_person_too(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Agenda item\n\nThe bridge\n\nMinutes:\n\nCouncillor Ashby moved that the bridge be closed, seconded by"
        " Councillor Hill. The motion was carried.\n\nSupporting documents:\n",
        encoding="utf-8",
    )
    with indexed(folder) as index:
        assert index.search(moved_by="Councillor Ashby").total == 1
    say_who(
        folder, "Councillor Ashby,Kay Ashby,,,,,", head="alias;person;council;body;from;to;party".replace(";", ",")
    )
    with indexed(folder) as index:
        assert dict(index.search(facets="moved_by").facets["moved_by"]) == {"Kay Ashby": 1}
        assert index.check(deep=True) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,who\nAshby,Kay", "is not used: it needs the columns alias and person, and may have council, body"),
        ("alias,person\n,Kay Ashby", "this row is left out: it has no alias"),
        ("alias,person,from\nAshby,Kay Ashby,soon", "this row is left out: “soon” is not a date"),
        ("alias,person,from,to\nAshby,Kay,2021,2020", "this row is left out: from (2021-01-01) is after to"),
        ("alias,person,shoe\nAshby,Kay,9", "columns not known, and not used: shoe"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_people_csv_is_told_and_stops_nothing(folder: Path, text: str, said: str) -> None:
    (folder / "people.csv").write_text(text, encoding="utf-8")
    with ms.open_index(folder.parent / "index", create=True) as index:
        report = index.add(folder)
    assert report.added == 1
    assert any(said in problem.message and problem.path.endswith("people.csv") for problem in report.problems)


@pytest.mark.parametrize("text", ["", "name,who\nAshby,Kay", "\x00\x01\x02"], ids=["empty", "columns", "no text"])
def test_a_people_csv_that_breaks_leaves_the_persons_as_they_are(folder: Path, text: str) -> None:
    say_who(folder, "Councillor J. Ashby,Jo Ashby,,,,,")
    (folder / "below").mkdir()
    (folder / "minutes.jsonl").rename(folder / "below" / "minutes.jsonl")
    indexed(folder).close()
    (folder / "people.csv").write_text(text, encoding="utf-8")
    with indexed(folder) as index:
        assert "Jo Ashby" in speakers(index)


def test_a_nearer_people_csv_counts_where_one_above_is_broken(folder: Path) -> None:
    (folder / "people.csv").write_text("name,who\n", encoding="utf-8")
    (folder / "below").mkdir()
    (folder / "minutes.jsonl").rename(folder / "below" / "minutes.jsonl")
    indexed(folder).close()
    say_who(folder / "below", "Councillor J. Ashby,Jo Ashby,,,,,")
    with indexed(folder) as index:
        assert "Jo Ashby" in speakers(index)


def test_likely_same_names_are_listed_and_two_of_one_surname_stay_two(folder: Path) -> None:
    with indexed(folder) as index:
        (ashby,) = index.people()
        assert (ashby.surname, ashby.differ) == ("Ashby", ("J", "K"))
        assert [(form.name, form.passages) for form in ashby.forms] == [
            ("Councillor Ashby", 4),
            ("Councillor J. Ashby", 1),
            ("Councillor K. Ashby", 1),
        ]
        assert (ashby.forms[0].first, ashby.forms[0].last) == ("2019-05-01", "2021-05-02")
        assert ashby.forms[0].councils == ("Anytown Council",)
        # Nothing is merged by listing it.
        assert speakers(index)["Councillor K. Ashby"] == 1


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ("Paul Pine, Reverend Pine, Rev. Paul Pine", "Pine"),
        ("Anna Van Dyke, Mrs Van Dyke", "Van Dyke"),
        ("Mr de Burgh, Councillor de Burgh", "de Burgh"),
        ("Councillor Ashby (M), Cllr. M. Ashby", "Ashby"),
        ("Ashby J, Mr Ashby", "Ashby"),
        ("Councillor O. Hill, Mr Hill", "Hill"),
        ("Sergeant Hill, P. Hill", "Hill"),
        ("Leader, Deputy Leader, Council Leader", ""),
        ("Mayor, Lord Mayor, Deputy Mayor", ""),
        ("Chief Constable, Deputy Chief Constable", ""),
        ("Member for Finance, Finance", ""),
    ],
)
def test_a_surname_is_what_titles_and_first_names_leave(tmp_path: Path, names: str, listed: str) -> None:
    with index_of_speakers(tmp_path, names.split(", ")) as index:
        assert listed == ", ".join(each.surname for each in index.people())
        assert all(each.differ == () for each in index.people())


@pytest.fixture
def run(folder: Path) -> Run:
    indexed(folder).close()
    return lambda *arguments: CliRunner().invoke(
        program, [*arguments, "--index", str(folder.parent / "index")], prog_name="minutesearch"
    )


def test_the_command_lists_them_as_text_json_and_a_file_to_fill_in(run: Run) -> None:
    shown = run("people").stdout
    assert shown.splitlines()[0] == "Ashby · J and K are not one person"
    assert "2019-05-01 to 2021-05-02 · Anytown Council" in shown
    (listed,) = json.loads(run("people", "--json").stdout)
    assert listed["differ"] == ["J", "K"]
    rows = list(csv.DictReader(io.StringIO(run("people", "--csv").stdout)))
    assert list(rows[0]) == ["alias", "person", "council", "body", "from", "to", "party"]
    assert {row["alias"] for row in rows} == {form["name"] for form in listed["forms"]}
    assert {row["person"] for row in rows} == {""}


def test_the_command_says_where_nothing_is_like_it(run: Run) -> None:
    result = run("people", "--like", "zebedee")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No surname is printed in several ways.\n"


def test_two_forms_at_once_are_refused(run: Run) -> None:
    assert run("people", "--csv", "--json").exit_code == 2
