"""A search page with Flask.

    minutesearch index seeds --index indexes/seeds
    flask --app examples.flask_app run

`MINUTESEARCH_INDEX` names another index.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, render_template, request

import minutesearch as ms
from examples.search_page import SECURITY_HEADERS, index_folder, make_answer, make_page


def create_app(folder: Path | None = None) -> Flask:
    """Return the app over one open index, which all its threads search."""
    app = Flask(__name__)
    index = ms.open_index(folder or index_folder())
    app.extensions["minutesearch"] = index
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's own provider

    @app.get("/")
    def show_page() -> tuple[str, int]:
        page, status = make_page(index, request.args.items(multi=True))
        return render_template("search.html", **page), status

    @app.get("/search.json")
    def answer() -> tuple[Response, int]:
        values, status = make_answer(index, request.args.items(multi=True))
        return jsonify(values), status

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(SECURITY_HEADERS)
        return response

    @app.context_processor
    def add_style_sheet() -> dict[str, Any]:
        return {"style_sheet": "/static/search.css"}

    return app
