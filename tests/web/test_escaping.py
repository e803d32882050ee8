"""Everything is escaped by one function, and all that is said is said in one place."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from jinja2 import Environment, nodes

import minutesearch as ms
from minutesearch.web.words import english
from tests.torture.hostile_index import index_payloads
from tests.torture.page_checks import check_page
from tests.web.conftest import Ask, open_client

WEB = Path(__file__).parents[2] / "minutesearch" / "web"
TEMPLATES = sorted((WEB / "templates").iterdir())

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg/onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)//",
    "]]><!--<x>",
    "&lt;b&gt;\u2028\u202e",
    "\x00\x08\x1b[2J\ufffe",
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_a_word_or_trusts_a_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(safe|e|escape|tojson)\b|autoescape", source)
    tree = Environment(autoescape=True).parse(source)
    said = "".join(each.data for each in tree.find_all(nodes.TemplateData))
    text = re.sub(r"<(script|\?xml|!doctype)?[^>]*>", "", said) if path.suffix == ".html" else ""
    assert not re.search(r"[A-Za-z]{2}", re.sub(r"&nbsp;|<[^<]*$|^[^>]*>", "", text)), text


def test_no_module_trusts_a_text() -> None:
    for path in WEB.rglob("*.py"):
        assert not re.search(r"\bMarkup\b|html\.escape|mark_html", path.read_text(encoding="utf-8")), path


def test_another_language_needs_the_same_names_only() -> None:
    used = {name for path in TEMPLATES for name in re.findall(r"\bt\.(\w+)", path.read_text(encoding="utf-8"))}
    assert used
    assert set() == {name for name in used if not hasattr(english, name)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "index"
    index_payloads(folder, PAYLOADS)
    return folder


def test_no_text_of_an_index_becomes_markup_on_any_page(hostile: Path) -> None:
    with ms.open_index(hostile) as index:
        paths = ["/", "/meetings", "/people", "/decisions", "/?q=alert&group=item"]
        for meeting in index.meetings():
            paths += [f"/meeting/{meeting.id}", *(f"/item/{item.id}" for item in meeting.items)]
        paths += [f"/passage/{hit.passage.id}" for hit in index.scan()]
    with open_client(hostile, downloads_per_minute=0) as client:
        for path in paths:
            reply = client.get(path)
            assert 200 == reply.status_code, path
            assert [] == list(check_page(reply.text)), path
        for ending in ("json", "jsonl", "csv", "xlsx", "atom"):
            assert 200 == client.get(f"/search.{ending}").status_code


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_parameter_and_no_address_becomes_markup(ask: Ask, payload: str) -> None:
    for name in ("q", "body", "said_by", "kind", "since", "page", "sort", "item", payload):
        for path in ("/", "/decisions", "/people", "/meetings"):
            reply = ask(path, **{name: payload})
            assert reply.status_code in (200, 400, 404)
            assert [] == list(check_page(reply.text)), (path, name)
    for kind in ("passage", "item", "meeting", "person"):
        reply = ask(f"/{kind}/{quote(payload, safe='')}")
        # What ends in a slash is asked for again without it.
        assert reply.status_code == 404 or str(reply.headers["location"]).startswith(f"/{kind}/")
        assert [] == list(check_page(reply.text)) or reply.status_code == 307, kind
