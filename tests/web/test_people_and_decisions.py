"""The pages of people and of decisions, and the list of meetings."""

from pathlib import Path

import minutesearch as ms
from tests.speakers import index_of_speakers
from tests.web.conftest import Ask, open_client
from tests.web.page import Page


def test_people_are_counted_by_what_they_did_as_printed(ask: Ask) -> None:
    rows = {
        row.select_one("th").get_text(): [each.get_text() for each in row.select("td")]
        for row in Page(ask("/people").text).all("tbody tr")
    }
    assert ["1", "1", "–", "–", "–", "–"] == rows["Councillor Hill"]
    assert ["1", "–", "1", "–", "–", "–"] == rows["Councillor Marsh"]


def test_part_of_a_name_finds_it(ask: Ask) -> None:
    assert ["Councillor Dogwood"] == [
        each.get_text() for each in Page(ask("/people", q="dogw").text).all("tbody th")
    ]


def test_a_person_has_what_was_said_moved_and_voted_with_a_way_to_all_of_it(ask: Ask) -> None:
    page = Page(ask("/person/Councillor Hill").text)
    assert ["Said 1 passage", "Moved 1 passage"] == [each.get_text(" ", strip=True) for each in page.all("h2")]
    assert "1 passage" == Page(ask(page.link("All of them: Moved")).text).text("#found")


def test_votes_by_name_are_on_the_page_of_whoever_cast_them(tmp_path: Path) -> None:
    vote = ms.Vote(ayes=1, noes=1, names_for=("Councillor Ash",), names_against=("Councillor Elm/Oak",))
    item = ms.AgendaItem(title="Rents", votes=(vote,), passages=(ms.Passage(text="The rents were voted upon."),))
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(body="Council", items=(item,)), name="votes")
        with open_client(index) as client:
            page = Page(client.get("/people").text)
            against = Page(client.get(page.link("Councillor Elm/Oak")).text)
    assert "Against : Rents (For 1, Against 1)" in against.text(".records")


def test_a_name_as_a_page_prints_it_leads_to_whoever_has_it(ask: Ask) -> None:
    assert "/person/Clerk" == ask("/person/The clerk").headers["location"]
    assert "/person/Councillor%20Hill" == ask("/person/Hill").headers["location"]
    assert "/person/Councillor%20Hill" == ask("/person/Cllr. HILL").headers["location"]


def test_a_name_that_means_one_person_leads_to_the_page_of_it(tmp_path: Path) -> None:
    spoken = ("Councillor Tom Ashgrove", "Councillor Fennimore", "Mr Fennimore", "Mayor Thornbury")
    with index_of_speakers(tmp_path, spoken) as index, open_client(index) as client:

        def led(name: str) -> str:
            return str(client.get(f"/person/{name}", follow_redirects=False).headers["location"])

        assert {"/person/Councillor%20Tom%20Ashgrove"} == {led("Tom Ashgrove"), led("Cllr Tom Ashgrove")}
        assert "/person/Mayor%20Thornbury" == led("Councillor Thornbury")
        assert "/person/Mr%20Fennimore" == led("Dr Mr Fennimore")
        # Two bear the surname: nobody can tell which of them it is.
        assert "/?said_by=Fennimore" == led("Fennimore")


def test_nobody_of_a_name_is_404_and_leads_to_names_like_it(ask: Ask) -> None:
    reply = ask("/person/Councillor Hilda")
    assert 404 == reply.status_code
    assert "/people" == Page(reply.text).link("People")


def test_the_register_has_every_decision_newest_first(ask: Ask) -> None:
    page = Page(ask("/decisions").text)
    days = [each.get_text() for each in page.all(".hits .day")]
    assert ["2 March 2021", "4 November 2019"] == list(dict.fromkeys(days))[:2]
    assert f"{len(days)} decisions" == page.text("main > h2")
    assert len(days) == ask("/search.json", kind="decision").json()["total"]


def test_the_register_is_narrowed_by_type_body_and_day(ask: Ask) -> None:
    page = Page(ask("/decisions").text)
    types = {each.get_text(" ", strip=True): str(each["href"]) for each in page.all(".chip")}
    assert "deferred 1" in types
    assert "Parking permits" in Page(ask(types["deferred 1"]).text).text("h3")
    assert "1 decision" == Page(ask("/decisions", body="Highways Committee").text).text("main > h2")
    assert all("2019" in each.get_text() for each in Page(ask("/decisions", until="2020").text).all(".hits .day"))


def test_a_download_of_the_register_has_its_decisions(ask: Ask) -> None:
    page = Page(ask("/decisions", decision_type="deferred").text)
    rows = ask(page.link("JSON Lines")).text.splitlines()
    assert 1 == len(rows)


def test_meetings_are_listed_by_year_and_by_body(ask: Ask) -> None:
    newest = Page(ask("/meetings").text)
    assert ["2 March 2021", "1 February 2021"] == [each.get_text() for each in newest.all(".meetings .day")]
    assert "2 meetings" == Page(ask("/meetings", year="2019").text).text("main > h2")
    assert "2 meetings" == Page(ask("/meetings", body="Planning Committee").text).text("main > h2")


def test_a_part_of_a_bodys_name_will_do_and_of_a_wrong_one_the_nearest_is_said(ask: Ask) -> None:
    assert "2 meetings" == Page(ask("/meetings", body="planning").text).text("main > h2")
    page = Page(ask("/meetings", body="Planing Committee").text)
    assert "0 meetings" == page.text("main > h2")
    assert "is called “Planing Committee”. Nearest: Planning Committee." in page.text(".note")
    assert "Planing Committee" == page.text("option[selected]").partition(" Any")[0]


def test_a_meeting_of_the_list_says_how_many_items_it_has(ask: Ask) -> None:
    assert {"1 item"} == {each.get_text() for each in Page(ask("/meetings", year="2019").text).all(".count")}
