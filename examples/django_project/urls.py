"""The project's own pages: the newest decisions, with links into the search site."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html, format_html_join

import minutesearch as ms

index = ms.open_index(settings.MINUTESEARCH_INDEX)


def show_decisions(_: HttpRequest) -> HttpResponse:
    index.reopen()
    decisions = index.search("", kind="decision", sort="newest", limit=5)
    rows = ((hit.passage.id, hit.item.title or hit.citation, hit.passage.text) for hit in decisions)
    listed = format_html_join("\n", '<li><a href="/minutes/passage/{}">{}</a>: {}</li>', rows)
    return HttpResponse(format_html("<h1>What was decided</h1>\n<ul>{}</ul>", listed))


urlpatterns = [path("", show_decisions)]
