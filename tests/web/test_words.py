"""All that the pages say is among the words, so that another language is another module with the same names."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from bs4 import NavigableString

import minutesearch as ms
from minutesearch.web.words import english
from tests.web.conftest import MINUTES, SIDECAR, open_client
from tests.web.page import Page

WEB = Path(__file__).parents[2] / "minutesearch" / "web"
NAMES = [name for name in vars(english) if re.match(r"[A-Za-z]", name) and name not in ("annotations", "datetime")]
#: What a reader meets of an attribute.
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "data-after", "data-done", "data-on", "data-off")


def in_brackets(value: Any) -> Any:
    """Return words as they would be in a language in which each stands in brackets."""
    match value:
        case str():
            return f"⟦{value}⟧"
        case tuple():
            return tuple(map(in_brackets, value))
        case dict():
            return {key: in_brackets(each) for key, each in value.items()}
    return value


def answering_in_brackets(function: Callable[..., str]) -> Callable[..., str]:
    @wraps(function)
    def answer(*arguments: Any, **options: Any) -> str:
        return f"⟦{function(*arguments, **options)}⟧"

    return answer


@pytest.fixture
def another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        value = getattr(english, name)
        if callable(value) and getattr(value, "__module__", "") == english.__name__:
            monkeypatch.setattr(english, name, answering_in_brackets(value))
        elif isinstance(value, str | tuple | dict) and name != "LANG":
            monkeypatch.setattr(english, name, in_brackets(value))


def texts_of(page: Page) -> Iterator[str]:
    """Yield whatever a page says, and what is not said but read out."""
    for each in page.tree.find_all(string=True):
        if type(each) is NavigableString and each.parent.name not in ("script", "style", "code"):
            yield " ".join(each.split())
    for name in ATTRIBUTES:
        for each in page.all(f"[{name}]"):
            yield " ".join(str(each[name]).split())


def test_no_page_says_a_word_of_its_own(minutes_index: Path, another_language: None) -> None:
    with ms.open_index(minutes_index) as index:
        hit = index.search("rents stay")[0]
        cited = [each.citation for each in index.scan()]
        data = " ".join([*MINUTES.values(), SIDECAR, *cited, "zebra the rents had risen"])
    said_elsewhere = " ".join(data.lower().split())
    paths = [
        *("/", "/?q=flooding&body=Planning&sort=newest&group=item&kind=decision", "/?q=flooding", "/?q=zebra"),
        *(f"/passage/{hit.passage.id}", f"/item/{hit.item.id}", f"/meeting/{hit.meeting.id}", "/passage/gone"),
        *("/meetings", "/decisions", "/people", "/person/Councillor%20Hill", "/help", "/api", "/nowhere"),
        *("/?knid=x", "/?kind=decison", "/?page=9999", "/quote?text=the+rents+had+risen", "/?sort=a&sort=b"),
    ]
    with open_client(minutes_index, title="⟦Anytown⟧") as client:
        for path in paths:
            page = Page(client.get(path).text)
            assert "⟦" in page.text("body")
            for text in texts_of(page):
                for words in re.sub(r"⟦.*⟧|https?://\S+", "", text).split(", "):
                    if re.search(r"[A-Za-z]{2}", words):
                        assert words.strip(" –·,:").lower() in said_elsewhere, (path, text)


def test_every_word_is_said_somewhere() -> None:
    """Whoever translates them need not wonder where."""
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in WEB.rglob("*")
        if path.suffix in (".py", ".html", ".xml") and path.name != "english.py"
    )
    own = (WEB / "words" / "english.py").read_text(encoding="utf-8")
    for name in NAMES:
        is_own = getattr(getattr(english, name), "__module__", english.__name__) == english.__name__
        if is_own:
            assert re.search(rf"\b(?:t|english)\.{name}\b", source) or len(re.findall(rf"\b{name}\b", own)) > 1, (
                name
            )
