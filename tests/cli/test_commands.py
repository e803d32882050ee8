"""The commands from end to end, over the seeds and over small folders."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.cli.options.filters import FIELDS
from minutesearch.cli.output import progress
from minutesearch.cli.program import program

Run = Callable[..., Result]

PAGE = """Agenda item

Update on Integrated Care Systems

Minutes:

The Chairman welcomed the [bold]voluntary[/bold] sector. \x1b[31m

Decision

The Committee noted the update.

Supporting documents:"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def index_of(run: Run, folder: Path, tmp_path: Path) -> Path:
    assert 0 == run("index", folder, "--index", tmp_path / "index").exit_code
    return tmp_path / "index"


def _hits(result: Result) -> list[dict[str, Any]]:
    assert 0 == result.exit_code, result.output
    hits: list[dict[str, Any]] = json.loads(result.stdout)["hits"]
    return hits


# --- index, remove


def test_index_makes_the_index_and_says_what_it_did(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("index", folder, "--index", tmp_path / "new" / "index")

    assert (
        "1 added, 0 updated, 0 unchanged, 0 removed, 2 passages, 0 problems\n\nread as      files\nagenda "
        "item  1\n" == result.stdout
    )
    assert (0, "") == (result.exit_code, result.stderr)


def test_the_index_may_be_named_by_the_environment(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTESEARCH_INDEX", str(tmp_path / "index"))

    run("index", folder)

    assert 1 == len(_hits(run("search", "voluntary", "--json")))


def test_without_a_name_the_index_is_the_default_one(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    run("index", folder)

    assert (tmp_path / "indexes" / "default").is_dir()
    assert 1 == len(_hits(run("search", "voluntary", "--json")))


def test_what_cannot_be_read_is_named_and_the_rest_is_indexed(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 100)

    result = run("index", folder, "--index", tmp_path / "index")

    assert 0 == result.exit_code
    assert (
        "1 added, 0 updated, 0 unchanged, 0 removed, 2 passages, 1 problem\n"
        == result.stdout.partition("\n")[0] + "\n"
    )
    assert result.stderr.startswith("problem: ")
    assert "b.txt" in result.stderr


def test_nothing_that_can_be_read_is_a_failure(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(b"")

    result = run("index", folder, "--index", tmp_path / "index")

    assert 1 == result.exit_code
    assert "error: nothing could be read" == result.stderr.splitlines()[-1]


def test_a_path_that_does_not_exist_is_a_failure(run: Run, tmp_path: Path) -> None:
    result = run("index", tmp_path / "none", "--index", tmp_path / "index")

    assert 1 == result.exit_code
    assert result.stderr.startswith("error: ")
    assert "none" in result.stderr


def test_sync_takes_out_what_the_folder_no_longer_has(run: Run, folder: Path, index_of: Path) -> None:
    (folder / "b.txt").write_text(PAGE.replace("noted", "approved"), encoding="utf-8")
    (folder / "a.txt").unlink()

    result = run("index", "--sync", folder, "--index", index_of)

    assert (
        "1 added, 0 updated, 0 unchanged, 1 removed, 2 passages, 0 problems\n"
        == result.stdout.partition("\n")[0] + "\n"
    )


def test_sync_takes_one_folder(run: Run, folder: Path, index_of: Path) -> None:
    assert 2 == run("index", "--sync", folder, folder, "--index", index_of).exit_code


def test_remove_takes_a_source_out(run: Run, index_of: Path) -> None:
    result = run("remove", "a.txt", "--index", index_of)

    assert "0 added, 0 updated, 0 unchanged, 1 removed, 0 passages, 0 problems\n" == result.stdout
    assert [] == _hits(run("search", "voluntary", "--json", "--index", index_of))


def test_removing_what_is_not_there_is_a_failure(run: Run, index_of: Path) -> None:
    result = run("remove", "b.txt", "--index", index_of)

    assert 1 == result.exit_code
    assert result.stderr.startswith("error: ")


def test_no_progress_is_shown_without_a_terminal() -> None:
    with progress.show_progress() as advance:
        assert advance is None


def test_a_terminal_sees_how_far_indexing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)

    with progress.show_progress() as advance:
        assert advance is not None
        advance(3, 5, "[bold]003.txt\x1b[31m")

    assert "3/5" in screen.getvalue()
    assert "[bold]003.txt\N{REPLACEMENT CHARACTER}[31m" in screen.getvalue()


def test_the_last_step_has_a_name_since_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)

    with progress.show_progress() as advance:
        assert advance is not None
        advance(5, 5, "005.txt")

    assert "5/5 files" in screen.getvalue()
    assert "writing" in screen.getvalue()


def test_a_terminal_sees_passages_counted_within_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)

    with progress.show_progress() as bar:
        assert bar is not None
        bar.add_passages(20_000, 0.25)
        bar.add_passages(1_500, 0.5)

    assert "21,500 passages" in screen.getvalue()


def test_what_took_long_ends_with_how_long(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutesearch.cli.commands.changing._WORTH_SAYING", 0.0)

    result = run("index", folder, "--index", tmp_path / "timed")

    assert re.fullmatch(r"in \d+ s, [\d,]+ passages a second\n", result.stderr)


# --- search


def test_a_search_prints_what_a_person_reads(search: Run) -> None:
    lines = search('"social prescribing"').stdout.splitlines()

    assert ['1 passage for: "social prescribing"', "", "1. Kent and Medway Integrated Care Strategy"] == lines[:3]
    assert lines[3].startswith("    discussion 10")
    assert "social prescribing" in lines[4]


def test_words_need_no_quotes_and_a_dash_leaves_a_word_out(search: Run) -> None:
    texts = [hit["text"] for hit in _hits(search("voluntary", "-sector", "--json", "--limit", "100"))]

    assert texts
    assert not [text for text in texts if "sector" in text]


def test_filters_alone_browse(search: Run) -> None:
    hits = _hits(search("--kind", "decision", "--json", "--limit", "100"))

    assert 10 == len(hits)
    assert 5 == len({hit["item"]["id"] for hit in hits})


def test_a_filter_given_twice_takes_either(search: Run) -> None:
    hits = _hits(search("--kind", "motion", "--kind", "attendance", "--json", "--limit", "100"))

    assert {"motion", "attendance"} == {hit["kind"] for hit in hits}


def test_neither_words_nor_filters_is_wrong_usage(search: Run) -> None:
    result = search()

    assert 2 == result.exit_code
    assert result.stderr.startswith("error: Give words to look for")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--sort", "newest"], id="an order"),
        pytest.param(["--facet", "kind"], id="a facet"),
        pytest.param(["--group", "item"], id="groups"),
    ],
)
def test_any_other_wish_browses_everything(arguments: list[str], search: Run) -> None:
    assert 0 == search(*arguments).exit_code


def test_no_hits_are_no_failure(search: Run) -> None:
    result = search("--said-by", "Nobody", "care")

    assert (0, "No passages for: care said_by:Nobody") == (result.exit_code, result.stdout.splitlines()[0])


def test_an_approximate_match_says_so(search: Run) -> None:
    lines = search("Healthwatch").stdout.splitlines()

    assert "no passage has “healthwatch”; showing the nearest: healtwatch." == lines[1].lower()
    assert "Healtwatch" in lines[-2]


def test_context_stands_around_the_hit(search: Run) -> None:
    (hit,) = _hits(search('"motion fell"', "--context", "2", "--json"))

    assert (2, 2) == (len(hit["before"]), len(hit["after"]))
    assert hit["after"][0]["text"][:40] in search('"motion fell"', "--context", "1").stdout.replace("\xa0", " ")


def test_facets_are_counted(search: Run) -> None:
    lines = search("--kind", "decision", "--facet", "kind").stdout.splitlines()

    assert "kind" in lines
    assert ["decision", "10"] in [line.split() for line in lines]


def test_a_facet_may_be_cut_to_its_first_values(search: Run) -> None:
    whole = json.loads(search("care", "--facet", "item", "--json").stdout)["facets"]["item"]
    cut = json.loads(search("care", "--facet", "item", "--facet-limit", "2", "--json").stdout)["facets"]["item"]

    assert len(whole) > 2
    assert cut == whole[:2]


@pytest.mark.parametrize("typed", ["ten", "1.5", "", "all of them"])
def test_a_limit_is_a_number_or_all(search: Run, typed: str) -> None:
    result = search("care", "--limit", typed)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"{typed!r} is neither a number nor 'all'" in result.stderr


def test_a_facet_limit_without_a_facet_is_an_error(search: Run) -> None:
    result = search("care", "--facet-limit", "2")

    assert result.exit_code == 2
    assert "--facet-limit goes with --facet " in result.stderr


@pytest.mark.parametrize("facet", FIELDS)
def test_the_library_has_every_facet_that_is_offered(facet: str, search: Run) -> None:
    result = search("care", "--facet", facet, "--json")

    assert [facet] == list(json.loads(result.stdout)["facets"])


def test_pages_follow_each_other_by_the_foot(search: Run) -> None:
    first = search("--kind", "decision", "--limit", "4").stdout.splitlines()[-1]

    assert "1 to 4 of 10 shown; --offset 4 for the next" == first
    last = search("--kind", "decision", "--limit", "4", "--offset", "8")
    assert "shown" not in last.stdout.splitlines()[-1]


def test_json_lines_have_a_hit_each(search: Run) -> None:
    result = search("care", "--jsonl", "--limit", "3")

    assert [1, 2, 3] == [json.loads(line)["rank"] for line in result.stdout.splitlines()]


def test_csv_is_a_table(search: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(search("--kind", "decision", "--csv").stdout)))

    assert ["decision"] * 10 == [row["kind"] for row in rows]


def test_what_the_rows_cannot_say_goes_to_standard_error(search: Run) -> None:
    result = search("Healthwatch", "--csv")

    assert "showing the nearest" in result.stderr
    assert "showing the nearest" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--json", "--csv"], id="two forms"),
        pytest.param(["--csv", "--facet", "kind"], id="facets in a table"),
        pytest.param(["--since", "sometime"], id="no day"),
        pytest.param(["--since", "2021", "--until", "2020"], id="days the wrong way round"),
        pytest.param(["--kind", "dicision"], id="no kind"),
        pytest.param(["--limit", "-1"], id="a limit below 0"),
        pytest.param(["--knid", "decision"], id="no option"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str], search: Run) -> None:
    result = search("care", *arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("error: ")
    assert 1 == result.stderr.count("\n")


def test_a_query_that_cannot_be_read_is_pointed_at(search: Run) -> None:
    result = search("care planet:HOSC")

    assert 2 == result.exit_code
    assert ["  care planet:HOSC", "       ^"] == result.stderr.splitlines()[1:]


@pytest.mark.parametrize("form", [[], ["--full"], ["--json"], ["--jsonl"], ["--csv"]], ids=str)
def test_minutes_cannot_steer_the_terminal(form: list[str], run: Run, index_of: Path) -> None:
    result = run("search", "voluntary", "--index", index_of, *form)

    assert "[bold]voluntary[/bold]" in result.stdout
    assert "\x1b" not in result.stdout


@settings(max_examples=50)
@given(query=st.text(min_size=1))
def test_any_query_is_answered_or_refused_in_plain_characters(query: str, seeds_index: Path) -> None:
    result = CliRunner().invoke(program, ["search", "--index", str(seeds_index), "--", query])

    assert result.exit_code in {0, 2}
    assert "Traceback" not in result.output
    assert not [each for each in result.output if each != "\n" and unicodedata.category(each) in {"Cc", "Cf"}]


# --- show, stats, check, acronyms


def test_show_gives_a_passage_among_its_neighbours(run: Run, search: Run, seeds_index: Path) -> None:
    (hit,) = _hits(search('"motion fell"', "--json"))

    result = run("show", hit["id"], "--before", "2", "--after", "2", "--json", "--index", seeds_index)

    shown = json.loads(result.stdout)
    assert hit["text"] == shown["text"]
    assert hit["citation"] == shown["citation"]
    assert (2, 2) == (len(shown["before"]), len(shown["after"]))
    assert not {"rank", "score", "highlights", "more"} & set(shown)


def test_show_prints_a_passage_in_full_with_its_citation(run: Run, search: Run, seeds_index: Path) -> None:
    (hit,) = _hits(search('"social prescribing"', "--json"))

    lines = run("show", hit["id"], "--index", seeds_index).stdout.splitlines()

    assert "Kent and Medway Integrated Care Strategy" == lines[0]
    assert f"    {' '.join(hit['text'].split())}" in lines
    assert f"    {hit['citation']}" == lines[-1]


def test_showing_what_is_not_there_is_a_failure(run: Run, seeds_index: Path) -> None:
    result = run("show", "nothing", "--index", seeds_index)

    assert 1 == result.exit_code
    assert result.stderr.startswith("error: ")


def test_stats_say_how_much_there_is(run: Run, seeds_index: Path) -> None:
    rows = [line.split() for line in run("stats", "--index", seeds_index).stdout.splitlines()]
    values = json.loads(run("stats", "--json", "--index", seeds_index).stdout)

    assert ["sources", "5"] in rows
    assert ["of", "kind", "decision", "10"] in rows
    assert 5 == values["sources"]
    assert {"value": "decision", "count": 10} in values["kinds"]


def test_a_sound_index_is_sound(run: Run, seeds_index: Path) -> None:
    result = run("check", "--deep", "--index", seeds_index)

    assert (0, "sound\n") == (result.exit_code, result.stdout)


def test_damage_is_listed_and_a_failure(run: Run, seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ms.Problem(path="segment", message="the word “care” finds 3 passages, not 4")
    monkeypatch.setattr(ms.Index, "check", lambda *_, **__: (problem,))

    result = run("check", "--index", seeds_index)

    assert (1, f"problem: {problem}\n") == (result.exit_code, result.stdout)


def test_what_is_damaged_is_named_and_mended(run: Run, folder: Path, index_of: Path) -> None:
    (folder / "b.txt").write_text(PAGE.replace("update", "report"), encoding="utf-8")
    run("index", folder, "--index", index_of)
    manifest = max(index_of.glob("generation-*.json"))
    manifest.write_text("{}")
    checked = run("check", "--index", index_of)
    assert (checked.exit_code, manifest.name in checked.stderr, "minutesearch repair" in checked.stderr) == (
        1,
        True,
        True,
    )
    repaired = run("repair", "--index", index_of)
    assert repaired.exit_code == 0
    assert "went back to the commit before" in " ".join(repaired.stdout.split())
    assert run("check", "--deep", "--index", index_of).stdout == "sound\n"
    assert "1 added" in run("index", folder, "--index", index_of).stdout


def test_what_is_lost_is_named(run: Run, folder: Path, index_of: Path) -> None:
    (folder / "b.txt").write_text(PAGE.replace("update", "report"), encoding="utf-8")
    run("index", folder, "--index", index_of)
    (segment,) = index_of.glob("segment-00000001-*")
    segment.write_bytes(segment.read_bytes()[:-1])
    repaired = " ".join(run("repair", "--index", index_of).stdout.split())
    assert f"lost, or as it was before: all sources of {segment.name}" in repaired
    assert "index --sync" in repaired


def test_acronyms_are_listed_with_what_they_stand_for(run: Run, seeds_index: Path) -> None:
    lines = run("acronyms", "--index", seeds_index).stdout.splitlines()
    values = json.loads(run("acronyms", "--json", "--index", seeds_index).stdout)

    assert any(line.split()[:4] == ["ICP", "Integrated", "Care", "Partnership"] for line in lines)
    assert "ICP" in {value["short"] for value in values}


def test_the_whole_discussion_is_one_hit(search: Run) -> None:
    lines = search('"motion fell"', "--discussion").stdout.splitlines()

    assert lines[0].startswith("1 passage in whole discussions for: ")
    assert 1 == sum(line.startswith("1. ") for line in lines)
    (where,) = (line.strip() for line in lines if line.endswith(" match"))
    assert where.startswith("passages ")
    assert " 1 of " in where
    assert any(line.startswith("    around: ") for line in lines)
    assert "    There was no seconder, the motion fell." in [line.replace("14. ", "") for line in lines]


def test_the_next_discussions_are_an_offset_away(search: Run) -> None:
    assert (
        "1 to 2 shown; --offset 2 for the next"
        == search("care", "--discussion", "--limit", "2").stdout.splitlines()[-1]
    )
    assert "There is none from 501 on" in search("care", "--discussion", "--offset", "500").stdout.splitlines()


def test_a_discussion_with_context_is_wrong_usage(search: Run) -> None:
    result = search("care", "--discussion", "--context", "1")

    assert (2, 1) == (result.exit_code, result.stderr.count("\n"))


def test_an_index_that_is_there_is_opened_once(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    really = ms.open_index

    def open_index(*path: Path, create: bool = False, **given: Any) -> ms.Index:
        index = really(*path, create=create, **given)
        opened.append(create)
        return index

    monkeypatch.setattr(ms, "open_index", open_index)
    for made in ([True], [True, False]):
        assert 0 == run("index", seeds, "--index", tmp_path / "index", "--workers", "1").exit_code
        assert made == opened
