"""The examples of apps: a Flask app that calls the library, and a Django project that mounts the site."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Asks the Django project as its users would; in a process of its own, since Django is set up once in each.
ASK_DJANGO = """
import warnings
from starlette.testclient import TestClient
from examples.django_project.asgi import application
with TestClient(application) as client:
    own = client.get("/")
    print(own.status_code, own.text)
    link = own.text.split('href="')[1].split('"')[0]
    there = client.get(link)
    print(there.status_code, link, f'href="/minutes/meetings"' in there.text)
    print(client.get("/minutes/?q=voluntary").text.count('<article class="hit">'))
"""


def test_the_flask_app_shows_hits_escaped_and_says_what_cannot_be_read(seeds_index: Path) -> None:
    from examples.flask_app import create_app

    app = create_app(seeds_index)
    client = app.test_client()
    page = client.get("/", query_string={"q": "M&S ICP"})
    assert 200 == page.status_code
    assert re.search(r"<mark>M&amp;S( ICP)?</mark>", page.text)
    wrong = client.get("/", query_string={"q": '<script>"'})
    assert 400 == wrong.status_code
    assert "the quotation mark is never closed" in wrong.text
    assert "<script>" not in wrong.text
    app.extensions["minutesearch"].close()


def test_the_django_project_links_into_the_site_that_it_mounts(seeds_index: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_DJANGO],
        cwd=ROOT,
        env={"MINUTESEARCH_INDEX": str(seeds_index), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr)
    own, *_, there, hits = done.stdout.splitlines()
    assert own.startswith("200 <h1>What was decided</h1>")
    assert re.fullmatch(r"200 /minutes/passage/[0-9a-z]{16} True", there)
    assert "8" == hits
