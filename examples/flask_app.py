"""A search page in a Flask app of your own, by calling the library.

    minutesearch index seeds --index indexes/seeds
    flask --app examples.flask_app run

`MINUTESEARCH_INDEX` names another index. A whole site needs no code: `minutesearch serve indexes/seeds`.
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, render_template_string, request
from markupsafe import Markup

import minutesearch as ms

PAGE = """<!doctype html>
<html lang="en-GB"><title>Search the minutes</title>
<form><label>Words to look for <input name="q" value="{{ query }}"></label> <button>Search</button></form>
{% if problem %}<p>{{ problem }}</p>{% endif %}
{% for hit, text in hits %}<p>{{ text }}<br><small>{{ hit.citation }}</small></p>
{% endfor %}</html>
"""


def create_app(folder: Path | None = None) -> Flask:
    """Return the app over one open index, which all of its threads search."""
    app = Flask(__name__)
    index = ms.open_index(folder or Path(os.environ.get("MINUTESEARCH_INDEX") or "indexes/seeds"))
    app.extensions["minutesearch"] = index

    @app.get("/")
    def show_page() -> tuple[str, int]:
        query = request.args.get("q", "")
        index.reopen()
        try:
            # mark_html escapes everything but its own element.
            hits = [(hit, Markup(ms.mark_html(hit.passage.text, hit.highlights))) for hit in index.search(query)]  # noqa: S704
        except ms.QueryError as error:
            return render_template_string(PAGE, query=query, hits=[], problem=str(error)), 400
        return render_template_string(PAGE, query=query, hits=hits, problem=None), 200

    return app
