"""The pages in headless Chromium: their width, their use by keys alone, on paper, and without scripts."""

from __future__ import annotations

import re

import pytest

from tests.web.browser.conftest import OpenPage

WIDTHS = (320, 360, 768, 1280)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_the_screen_or_breaks_its_own_policy(
    open_page: OpenPage, site: str, paths: tuple[str, ...], width: int, scheme: str
) -> None:
    page = open_page(width=width, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in paths:
        page.goto(site + path)
        for each in page.locator("details").all():
            each.evaluate("each => each.open = true")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{path} is {over} pixels too wide"
    assert [] == [each for each in said if "status of 4" not in each]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation_on_any_page(
    open_page: OpenPage, site: str, paths: tuple[str, ...], width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(width=width, color_scheme=scheme)
    axe = Axe()
    for path in paths:
        page.goto(site + path)
        for each in page.locator("details.filters, details.narrow").all():
            each.evaluate("each => each.open = true")
        found = axe.run(page)
        assert len(found.response["passes"]) > 10
        assert 0 == found.violations_count, f"{path}: {found.generate_report()}"


def test_axe_sees_what_is_wrong(open_page: OpenPage) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page()
    page.set_content("<img src=x><input><p style='color:#aaa;background:#fff'>Too pale to read</p>")
    assert Axe().run(page).violations_count >= 3


def test_a_search_is_made_and_narrowed_by_keys_alone(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.goto(site)
    page.keyboard.press("Tab")
    assert "Skip to the content" == page.locator(":focus").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("flooding")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=flooding*")
    reached: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        reached.append(focus.inner_text().strip())
        outline = focus.evaluate(
            "each => getComputedStyle(each).outlineStyle + getComputedStyle(each).outlineWidth"
        )
        assert "solid3px" == outline, reached
        if reached[-1] == "decision":
            break
    assert {"Filters", "Newest first", "CSV", "decision"} <= set(reached)
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=decision*")
    assert "kind: decision" in page.locator(".chips").inner_text()


def test_the_key_is_a_letter_in_the_box_and_can_be_turned_off(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.goto(site)
    page.locator("#q").focus()
    page.keyboard.type("12/13")
    assert "12/13" == page.locator("#q").input_value()
    page.locator("#keys").click()
    assert "Turn the keys “/”, “↓” and “↑” on" == page.locator("#keys").inner_text()
    page.reload()
    page.keyboard.press("/")
    assert 0 == page.locator("#q:focus").count()
    page.locator("#keys").click()
    page.keyboard.press("/")
    assert 1 == page.locator("#q:focus").count()


def test_a_citation_is_copied_with_one_press_and_said_to_be(
    open_page: OpenPage, site: str, paths: tuple[str, ...]
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + next(each for each in paths if each.startswith("/passage/")))
    page.get_by_role("button", name="Copy Quotation").click()
    page.wait_for_selector("button.done")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#quotation").text_content()
    assert site in copied
    # Not by a function of our own, which the page's policy does not let be tried twice.
    page.locator("#said", has_text=re.compile("^Copied$")).wait_for(state="attached")


@pytest.mark.parametrize(
    "where", ["/?q=rents", "/decisions", "/person/Councillor%20Hill", "item", "meeting", "passage"]
)
def test_a_passage_is_copied_with_who_said_it_where_and_its_address(
    open_page: OpenPage, site: str, paths: tuple[str, ...], where: str
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    address = where if where.startswith("/") else next(each for each in paths if each.startswith(f"/{where}/"))
    page.goto(site + address)
    passage = page.locator(".hit, .passage").first
    passage.get_by_role("button", name="Copy with its source").click()
    page.wait_for_selector("button.done")
    words, cited, link = page.evaluate("navigator.clipboard.readText()").rsplit("\n", 2)
    assert words.startswith("“" + passage.locator(".quotable").last.text_content() + "”")
    assert re.search(r"\b20(19|21)\b", cited)
    assert link.startswith(f"{site}/passage/")
    if "person" in where:
        assert words.endswith("” (Councillor Hill)")


def test_arrows_lead_from_the_box_to_the_hits_and_back_and_scroll_anywhere_else(
    open_page: OpenPage, site: str
) -> None:
    page = open_page()
    page.goto(f"{site}/?q=culvert+OR+rents")
    focused = "[...document.querySelectorAll('.hit h3 a')].indexOf(document.activeElement)"
    page.keyboard.press("ArrowDown")
    assert -1 == page.evaluate(focused)
    page.locator("#q").focus()
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        places.append(page.evaluate(focused))
    assert [0, 1, 0, -1] == places
    assert 1 == page.locator("#q:focus").count()
    page.locator("#keys").click()
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    assert -1 == page.evaluate(focused)


def test_all_of_it_works_without_scripts(open_page: OpenPage, site: str) -> None:
    page = open_page(java_script_enabled=False, width=360)
    page.goto(site)
    page.locator("#q").fill("culvert")
    page.locator(".filters summary").click()
    page.locator("#body").select_option("Planning Committee")
    page.get_by_role("button", name="Apply").click()
    assert "for “culvert”" in page.locator("#found").inner_text()
    page.locator(".narrow > summary").click()
    page.locator(".facet a", has_text="decision").click()
    assert "kind: decision" in page.locator(".chips").inner_text()
    assert 0 == page.get_by_role("button", name="Copy").count()


def test_filters_are_above_the_hits_on_a_phone_and_beside_them_on_a_desk(open_page: OpenPage, site: str) -> None:
    for width, is_beside in ((360, False), (1280, True)):
        page = open_page(width=width)
        page.goto(f"{site}/?q=flooding")
        assert is_beside == page.locator(".facet").first.is_visible()
        assert is_beside != page.locator(".narrow > summary").is_visible()
        if not is_beside:
            first = page.locator(".hit").first.bounding_box()
            summary = page.locator(".narrow > summary").bounding_box()
            assert summary["y"] < first["y"]


def test_paper_has_the_words_and_the_addresses_and_no_form(
    open_page: OpenPage, site: str, paths: tuple[str, ...]
) -> None:
    page = open_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/?q=rents")
    assert not page.locator(".ask").is_visible()
    assert not page.locator("header nav").is_visible()
    assert page.locator(".hit .printed").first.inner_text().startswith(f"{site}/passage/")
    after = "each => getComputedStyle(each, '::after').content"
    assert "https://anytown.example/ai?ID=5" in page.locator(".ways a[rel~=external]").first.evaluate(after)
    page.goto(site + next(each for each in paths if each.startswith("/passage/")))
    assert page.locator("#address").is_visible()
    assert page.pdf().startswith(b"%PDF-")
