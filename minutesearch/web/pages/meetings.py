"""The pages of meetings: all of them by year and body, and one as its minutes read."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from minutesearch.records import Meeting
from minutesearch.web.asking import Parameter, read_request, web_address
from minutesearch.web.delivery import Call
from minutesearch.web.showing import Choice, citing
from minutesearch.web.words import english

__all__ = ["show_meeting", "show_meetings"]

_PARAMETERS = {
    each.name: each
    for each in (
        Parameter(name="year"),
        Parameter(name="body"),
    )
}


def show_meetings(call: Call) -> Response:
    """Return the list of meetings, newest first: those of one year, unless a body is asked for."""
    asked = read_request(call.pairs, _PARAMETERS)
    overview = call.state.overview
    years = sorted({str(each.date.year) for each in overview.meetings if each.date}, reverse=True)
    has_undated = any(each.date is None for each in overview.meetings)
    year, body = ((asked.values(name) or ("",))[0] for name in ("year", "body"))
    if not year and not body:
        year = years[0] if years else ""
    bodies = [each.value for each in overview.bodies]
    # A part of a name will do, as it does for a search.
    meant = {body} if body in bodies else {each for each in bodies if body.casefold() in each.casefold()}
    shown = [
        each
        for each in overview.meetings
        if (not year or _year_of(each) == year) and (not body or each.body in meant)
    ]
    others = [("body", body)] if body else []
    choices = [
        Choice(text=each, address=call.addresses.path("meetings", [("year", each), *others]), is_on=each == year)
        for each in (*years, *(["none"] if has_undated and years else []))
    ]
    return call.page(
        "meetings.html",
        meetings=shown,
        years=choices,
        year=year,
        body=body,
        bodies=bodies if not body or body in bodies else [body, *bodies],
        # The search knows which name is nearest.
        notes=() if not body or meant else call.index.search("", body=body, limit=0).notes,
        heading=english.meetings_count(len(shown)),
    )


def show_meeting(call: Call) -> Response:
    """Return a meeting as its minutes read."""
    typed = str(call.request.path_params["meeting_id"])
    meeting = call.index.meeting(typed)
    if meeting.id != typed:
        return RedirectResponse(call.addresses.meeting(meeting.id), status_code=301)
    presences = [
        (text, tuple(each for each in meeting.attendance if each.presence.value == name))
        for name, text in english.PRESENCES.items()
    ]
    return call.page(
        "meeting.html",
        meeting=meeting,
        attendance=[(text, people) for text, people in presences if people],
        source_page=web_address(meeting.url),
        cited=citing(call.index, meeting),
    )


def _year_of(meeting: Meeting) -> str:
    return str(meeting.date.year) if meeting.date else "none"
