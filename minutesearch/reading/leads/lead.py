"""The first words of a line, which may title what stands behind them on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.plain_starts import is_entry, may_title
from minutesearch.reading.items.run_on_titles import ABBREVIATED, split_shouted
from minutesearch.reading.items.title_parting import part_business
from minutesearch.reading.layout.lines import trim, trim_start
from minutesearch.reading.layout.mover_lines import names_movers

__all__ = ["LAST_NOTHING", "STOPS", "Lead", "read_lead"]

#: A title that runs into its text: "Pledge of Allegiance: V Birch led the pledge.", "Roll Call- Ash, Birch".
_RUN_IN = re.compile(
    r"(?P<title>(?:(?:(?:19|20)[0-9]{2}\s)?[A-Z]|[0-9]{1,3}(?:st|nd|rd|th)\s)[^.:;?!\n–—]{2,70}?)"
    r"\s?(?P<mark>[.:]|:-|\s[–—-](?=\s)|(?<=\w)[–—-](?=\s))\s*(?<=\s)(?P<said>\S.*)",
    re.DOTALL,
)
#: The marks that are no dash.
STOPS = (".", ":", ":-")
#: A title with a dash in it, before the dash that ends it: "Town clerk – dog licences – As required by law".
_GOES_ON = re.compile(r"(?P<more>[a-z][^.:;?!\n–—]{2,40}?)\s+[–—-]\s+(?P<said>[A-Z\"“].*)", re.DOTALL)
#: That there was nothing, behind the last dash.
LAST_NOTHING = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,90}?)(?P<mark>\s?[–—-](?=\s))\s(?P<said>(?:None|Nil|N/A|Nothing to report)\.?)"
)
#: What stands over those who came, and titles no business: "Board Members: Ann Ashby".
_MEMBERS = re.compile(
    r"(?:\w+\s){0,2}(?:members|commissioners|councill?ors|trustees|directors|residents|guests|visitors|staff)",
    re.IGNORECASE,
)
#: What stands behind no title: who voted how, and which page it is.
_OF_NO_TITLE = re.compile(
    r"(?:yes|no|aye|nay|abstain\w*)\b[,.;]"
    r"|(?:\w+,?\s){0,2}[0-9]{1,2}, (?:19|20)[0-9]{2}\b|\w+\s(?:19|20)[0-9]{2}\Z|page\b",
    re.IGNORECASE,
)
#: What only a sentence has.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|asked|said|moved|reported|thanked|noted|agreed|resolved|by"
    r"|page\s[0-9]+|at\s[0-9]|that|seconded|carried)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-•*·▪]\s+")
_MOST_WORDS, _MOST_MORE = 9, 4
#: They title nothing by themselves, but what is said of them does: "Agenda – Two members asked for more". Minutes
#: with a dash or without a mark may as well head a page: "Minutes – May 2020".
_BARE, _LEAST_SAID = ("agenda", "minutes"), 5


class Lead(NamedTuple):
    """The first words of a line, which may title what stands behind them on it."""

    #: The bullet before them; empty without one.
    bullet: str
    title: str
    #: What parts them from the text; empty where nothing but the end of capitals does.
    mark: str
    said: str

    @property
    def form(self) -> tuple[bool, str]:
        """How a title is printed: behind a bullet or none, before which mark, all dashes being one."""
        mark = self.mark.strip()[:1]
        return bool(self.bullet), "-" if mark in ("–", "—") else mark


def read_lead(lines: Sequence[Line], at: int, *, begins: bool) -> Lead | None:
    """Read a line that begins with a few words, a mark and text.

    Args:
        lines: The lines of the page.
        at: The index of the line.
        begins: Whether the line begins a paragraph, or a sentence at least.
    """
    line = lines[at]
    if names_movers(line.text) or is_entry(line):
        return None  # the stop of "R2025-077 S. Foote" ends no title
    bullet = _BULLET.match(trim_start(line.text))
    text = trim_start(line.text)[bullet.end() if bullet else 0 :]
    match = _RUN_IN.match(text)
    # Words in capitals up to a colon begin anew, whatever stands above: where a page breaks its lines by itself.
    if match is not None and not (
        begins or (match["mark"] in (":", ":-") and match["title"].isupper() and names_business(match["title"]))
    ):
        match = None
    if match is not None and match["mark"] == "." and ABBREVIATED.search(match["title"]):
        match = None  # "PUBLIC COMMENT Ms. Holly asked"
    if match is not None and match["mark"] not in STOPS and _is_whole(line.text):
        return None  # "Town and Schools – Common Business:" is a title by itself
    before = bullet[0].strip() if bullet else ""
    last = LAST_NOTHING.fullmatch(text) if match is not None else None
    match = last if last is not None else match
    longest = _MOST_WORDS + 4 * (last is not None)
    if match is not None:
        lead = _read_on(Lead(before, *match.group("title", "mark", "said")), text)
        if _may_lead(lead, longest):
            return lead
    unmarked = (split_shouted(text) or part_business(text)) if begins else None
    if unmarked is None:
        return None
    lead = Lead(before, unmarked[0], "", unmarked[1])
    return lead if _may_lead(lead, longest) else None


def _read_on(lead: Lead, text: str) -> Lead:
    """Return a lead with the small words behind its dash where another dash ends the title: as `_GOES_ON` says."""
    more = _GOES_ON.match(lead.said) if lead.mark not in STOPS else None
    if more is None or len(more["more"].split()) > _MOST_MORE or _VERB.search(more["more"]):
        return lead
    title = text[: len(text) - len(lead.said) + more.end("more")]
    return lead._replace(title=title, mark=lead.mark, said=more["said"])


def _is_whole(text: str) -> bool:
    plain = trim(text)
    return plain.endswith(":") and len(plain.split()) <= _MOST_WORDS and _VERB.search(plain) is None


def _may_lead(lead: Lead, longest: int) -> bool:
    """Return whether words before a mark, or in capitals before others, may title the text behind them."""
    title = lead.title
    if _OF_NO_TITLE.match(lead.said) or re.search(r"\b[A-Z]\Z", title):
        return False  # an initial's stop, a page, a vote
    if len(title.split()) > longest or _VERB.search(title):
        return False
    if title.lower() in _BARE:
        is_marked = lead.mark == ":" or title.lower() != _BARE[-1]
        return is_marked and len(lead.said.split()) >= _LEAST_SAID
    return may_title(title.rstrip(":")) and not _MEMBERS.fullmatch(title)
