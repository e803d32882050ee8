"""The checks of the tortures see what they are to see: a check that cannot fail would pass everything."""

from dataclasses import replace
from pathlib import Path

import pytest

import minutesearch as ms
from tests.torture.mutations import list_pages
from tests.torture.page_checks import check_marked, check_page
from tests.torture.resident import MemoryWatch
from tests.torture.word_losses import find_losses

SEED = next(content for name, content in list_pages() if name.startswith("000_"))


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        "<p onclick=x>a</p>",
        "<a href='javascript:x'>a</a>",
        "<a href='//evil.example'>a</a>",
        "<img src=x>",
        "<p style=x>",
        "<!-- a -->",
        "<math>",
        "<a href='data:x'>a</a>",
    ],
)
def test_what_a_template_does_not_put_on_a_page_is_seen(html: str) -> None:
    assert [] == list(check_page('<p class="text">a <mark>b</mark></p>'))
    assert list(check_page(f'<p class="text">a</p>{html}'))


@pytest.mark.parametrize("html", ["<b>text</b>", "<mark class=x>text</mark>", "<!--x-->text", "other", "text<"])
def test_a_marked_text_is_itself_and_our_element(html: str) -> None:
    assert [] == list(check_marked("te<mark>xt</mark>", "text"))
    assert list(check_marked(html, "text"))


def test_a_passage_that_is_left_out_is_a_loss(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(SEED)
    (reading,) = ms.read_files(tmp_path / "page.txt")
    text = SEED.decode()
    assert "" == find_losses(text, reading, is_html=False)
    (meeting,) = reading.meetings
    (item,) = meeting.items
    shortened = replace(item, passages=item.passages[:4] + item.passages[5:])
    poorer = replace(reading, meetings=(replace(meeting, items=(shortened,)),))
    assert find_losses(text, poorer, is_html=False)


def test_memory_that_is_taken_is_seen() -> None:
    with MemoryWatch() as watch:
        if watch.before is None:
            pytest.skip("this system does not say")
        # Held by a name, so that it is there when the block ends.
        taken = bytearray(b"x") * 50_000_000
    assert taken
    assert watch.grown() > 40
