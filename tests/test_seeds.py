"""The main job, from the user's end: the five seed documents in, ranked passages with meeting and item out."""

import shutil
from pathlib import Path

import pytest

import minutesearch as ms

STRATEGY = "Kent and Medway Integrated Care Strategy"


def labels(results: ms.Results) -> list[str | None]:
    return [hit.passage.label for hit in results]


def test_adding_the_seeds_reports_them(seeds: Path, tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        report = index.add(seeds)
        assert (report.added, report.updated, report.unchanged, report.removed) == (5, 0, 0, 0)
        assert report.problems == ()
        assert 95 <= report.passages <= 99
        assert index.stats().passages == report.passages
        again = index.add(seeds)
        assert (again.added, again.updated, again.unchanged, again.passages) == (0, 0, 5, 0)


def test_a_phrase_finds_its_one_passage(index: ms.Index) -> None:
    results = index.search('"social prescribing"')
    assert results.total == 1
    hit = results.hits[0]
    assert (hit.passage.label, hit.passage.kind, hit.item.title) == ("10", ms.Kind.DISCUSSION, STRATEGY)
    assert (hit.meeting.council, hit.meeting.body, hit.meeting.date, hit.item.url) == (None, None, None, None)
    assert {hit.passage.text[start:end] for start, end in hit.highlights} == {"social prescribing"}


def test_around_a_hit(index: ms.Index) -> None:
    results = index.search('"motion fell"')
    assert results.total == 1
    around = index.around(results.hits[0].passage.id)
    assert [passage.label for passage in around] == ["13", None, "14", "15", "16"]
    assert around[1].text.startswith("“That the Committee write to the Prime Minister")
    assert around[1].kind is ms.Kind.MOTION


def test_browsing_decisions_finds_every_clause(index: ms.Index) -> None:
    results = index.search(kind="decision", limit=100, group=None)
    assert results.total == len(results) == 10
    by_item = [hit.item.title for hit in results]
    assert [by_item.count(title) for title in dict.fromkeys(by_item)] == [1, 4, 2, 1, 2]


def test_the_letter_to_the_mps_comes_first(index: ms.Index) -> None:
    hit = index.search("letter MPs", kind="decision").hits[0]
    assert hit.passage.label == "d"
    assert hit.item.title == "Development of the Medway and Swale (M&S) Integrated Care Partnership (ICP)"
    assert hit.passage.lead_in == "The Health and Wellbeing Board:"


def test_a_list_entry_shows_its_lead_in(index: ms.Index) -> None:
    hit = index.search("Otterpool Park").hits[0]
    assert (hit.passage.label, hit.passage.lead_in) == (
        "8.a",
        "Dr Rickard from the Local Medical Committee raised several points:",
    )


def test_an_excluded_word_is_in_no_hit(index: ms.Index) -> None:
    results = index.search("voluntary -sector", limit=100)
    assert results.total
    assert not [hit for hit in results if "sector" in hit.passage.text.lower()]


def test_said_by_is_not_mentioned(index: ms.Index) -> None:
    said = index.search(said_by="Badu", limit=100)
    assert labels(said) == ["1", "4", "5", "7", "9", "10", "15", "16", "17"]
    mentioned = index.search(mentions="Badu", limit=100)
    assert {"11", "18"} <= set(labels(mentioned))
    assert not set(labels(mentioned)) & set(labels(said))


def test_a_speaker_has_name_and_role_from_the_attendance_line(index: ms.Index) -> None:
    attribution = index.search(said_by="Vincent Badu", limit=1).hits[0].passage.attribution
    assert attribution is not None
    assert (attribution.printed, attribution.person, attribution.role) == (
        "Mr Badu",
        "Vincent Badu",
        "Chief Strategy Officer, K&M ICB",
    )


def test_a_typo_of_the_source_is_found_as_an_approximate_match(index: ms.Index) -> None:
    results = index.search("Healthwatch")
    assert results.total == 1
    assert results.approximate == ("Healthwatch",)
    assert results.expansions == {"Healthwatch": ("healtwatch",)}
    assert [hit.passage.text[start:end] for hit in results for start, end in hit.highlights] == ["Healtwatch"]
    assert index.search("Healthwatch", expand=False).total == 0


def test_an_acronym_finds_its_long_form_and_back(index: ms.Index) -> None:
    by_short = index.search("ICS", limit=100)
    assert "Integrated Care System" in by_short.expansions["ICS"]
    assert any("Integrated Care System" in hit.passage.text and "ICS" not in hit.passage.text for hit in by_short)
    by_long = index.search('"Joint Strategic Needs Assessment"', limit=100)
    assert by_long.expansions == {"Joint Strategic Needs Assessment": ("JSNA",)}
    assert index.search("ICS", expand=False, limit=100).total < by_short.total


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("£5.4m", "£5.4m"),
        ("5.4m", "£5.4m"),
        ("29,000", "29,000"),
        ("29000", "29,000"),
        ("1.5%", "1.5%"),
        ("M&S", "M&S"),
        ("K&M", "K&M"),
        ("covid", "Covid-19"),
        ("Covid-19", "Covid-19"),
        ("people's", "people’s"),
        ('"people\'s"', "people’s"),
        ("co-production", "co-production"),
        ("coproduction", "co-production"),
    ],
)
def test_what_a_person_types_is_found(index: ms.Index, query: str, text: str) -> None:
    assert any(text in hit.passage.text for hit in index.search(query, limit=100))


def test_pages_of_three_equal_one_page_of_a_thousand(index: ms.Index) -> None:
    whole = [hit.passage.id for hit in index.search("care", limit=1000)]
    pages = [index.search("care", limit=3, offset=offset) for offset in range(0, len(whole) + 3, 3)]
    assert whole == [hit.passage.id for page in pages for hit in page]
    assert {len(whole)} == {page.total for page in pages}
    assert [hit.rank for page in pages for hit in page] == list(range(1, len(whole) + 1))


def test_no_word_of_the_source_is_lost(index: ms.Index, seeds: Path) -> None:
    structure = {
        "Agenda item",
        "Minutes:",
        "Discussion",
        "Discussion:",
        "Decision",
        "Decision:",
        "Supporting documents:",
    }
    lead_ins = {"The Health and Wellbeing Board:", "RESOLVED that the Committee:", "The Board:"}
    sources = sorted(seeds.glob("*.txt"))
    assert len(sources) == 5
    for source in sources:
        lines = [" ".join(line.split()) for line in source.read_text(encoding="utf-8").splitlines()]
        hits = [hit for hit in index.search(limit=1000) if hit.source == source.name]
        passages = " ".join(f"{hit.passage.marker} {hit.passage.text}" for hit in hits)
        title = hits[0].item.title or ""
        kept = [
            line for line in lines if line and line not in structure | lead_ins and line != " ".join(title.split())
        ]
        assert " ".join(" ".join(kept).split()) == " ".join(passages.split())


def test_ids_last(seeds: Path, tmp_path: Path) -> None:
    """Another folder, another order, a sixth file and an edited paragraph change no id."""
    copy = tmp_path / "copy"
    shutil.copytree(seeds, copy)
    edited = copy / "002_bc4105604c79a47d.txt"
    edited.write_text(
        edited.read_text(encoding="utf-8").replace("annual budget", "yearly budget"), encoding="utf-8"
    )
    (copy / "000_a_sixth_file.txt").write_text(
        "Agenda item\n\nParking\n\nMinutes:\n\nThe Chair spoke of parking.\n"
    )
    with ms.open_index(tmp_path / "one", create=True) as one, ms.open_index(tmp_path / "two", create=True) as two:
        one.add(seeds)
        for path in sorted(copy.glob("*.txt"), reverse=True):
            two.add(path)
        first = {hit.passage.id: hit.passage.fingerprint for hit in one.search(limit=1000)}
        second = {hit.passage.id: hit.passage.fingerprint for hit in two.search(limit=1000)}
        assert set(second) > set(first)
        changed = [passage_id for passage_id, mark in first.items() if second[passage_id] != mark]
        assert [two.passage(passage_id).label for passage_id in changed] == ["2"]
