"""Parsing of Modern.Gov's ids from the addresses of its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

__all__ = ["ModGovIds", "parse_modgov_url"]

# For each page, which parameter is which number. `ID` is another thing on every page, so it is read on mgAi only.
_PAGES = {
    "mgai.aspx": {"id": "item"},
    "ielistdocuments.aspx": {
        "cid": "committee",
        "committeeid": "committee",
        "mid": "meeting",
        "meetingid": "meeting",
    },
    "ieissuedetails.aspx": {"iid": "issue"},
    "iedecisiondetails.aspx": {"aiid": "item", "iid": "issue"},
    "mgdecisiondetails.aspx": {"aiid": "item", "iid": "issue"},
    "mgmeetingattendance.aspx": {"id": "meeting"},
    "ielistmeetings.aspx": {"cid": "committee", "committeeid": "committee"},
    "mgcommitteedetails.aspx": {"id": "committee"},
    "mgissuehistoryhome.aspx": {"iid": "issue"},
}
_NUMBER = re.compile(r"[0-9]{1,12}")
_MOST_PARAMETERS = 50
#: The papers of a meeting: "documents/g5001/Agenda frontsheet.pdf".
_PAPERS = re.compile(r"(?:^|/)documents/g(?P<meeting>[0-9]{1,12})/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModGovIds:
    """The ids in an address of Modern.Gov."""

    #: The committee (`CId`); None if the address does not say it.
    committee: str | None = None
    #: The meeting (`MId` or `MeetingId`); None if the address does not say it.
    meeting: str | None = None
    #: The agenda item (`mgAi.aspx?ID`); None if the address does not say it.
    item: str | None = None
    #: The matter across meetings (`IId`); None if the address does not say it.
    issue: str | None = None


def parse_modgov_url(url: str) -> ModGovIds:
    """Return the ids of committee, meeting, item and matter in an address.

    Args:
        url: The address of any page; letter case does not matter.

    Returns:
        Its numbers; all None if the page is not one of Modern.Gov's.

    Example:
        >>> parse_modgov_url("https://democracy.kent.gov.uk/mgAi.aspx?ID=68150").item
        '68150'
    """
    try:
        parts = urlsplit(url.replace("&amp;", "&"))
        parameters = parse_qsl(parts.query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:  # an address that is none, or one made to be costly
        return ModGovIds()
    if papers := _PAPERS.search(parts.path):
        return ModGovIds(meeting=papers["meeting"])
    wanted = _PAGES.get(parts.path.rpartition("/")[2].lower(), {})
    found: dict[str, str] = {}
    for name, value in parameters:
        field = wanted.get(name.lower())
        if field and _NUMBER.fullmatch(value):
            found.setdefault(field, value)
    return ModGovIds(**found)
