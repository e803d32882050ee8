"""Choice of the reader for a source, by its content."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from minutesearch.errors import SourceError
from minutesearch.pages import Hint, Line, Page
from minutesearch.reading.days.named_days import find_named_day
from minutesearch.reading.formats import web_service
from minutesearch.reading.formats.document_lines import read_document
from minutesearch.reading.formats.html.html_lines import read_html_lines
from minutesearch.reading.formats.html.html_page import complete_page, split_menu
from minutesearch.reading.formats.line_spacing import close_up
from minutesearch.reading.formats.markdown import is_markdown, read_markdown
from minutesearch.reading.formats.pdf.ligatures import mend_ligatures
from minutesearch.reading.formats.web_service import is_xml
from minutesearch.reading.items.run_on_titles import spread_line
from minutesearch.reading.layout.block_lines import iter_block_lines
from minutesearch.reading.layout.labels import split_labels
from minutesearch.reading.layout.lines import count_visible, split_lines
from minutesearch.reading.layout.running_heads import find_seldom
from minutesearch.reading.leads.run_together import spread_runs
from minutesearch.reading.pages import (
    agenda_item,
    any_text,
    decision_page,
    issue_page,
    loose_minutes,
    meeting_page,
    printed,
)
from minutesearch.reading.pages.several_meetings import part_meetings
from minutesearch.reading.sources.decoding import decode
from minutesearch.records import Problem

__all__ = ["READERS", "Reader", "is_html", "read_page"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A form of page, with the functions that recognise and read it."""

    #: The form, as in `Page.kind`.
    kind: str
    #: Whether non-blank lines are of this form.
    accepts: Callable[[Sequence[Line]], bool]
    #: Reads such lines, losing none.
    read: Callable[[Sequence[Line]], Page]


#: The readers, in the order in which they are asked: the surest marks first.
READERS: tuple[Reader, ...] = tuple(
    Reader(kind=module.KIND, accepts=module.accepts, read=module.read)
    for module in (issue_page, decision_page, agenda_item, meeting_page, printed, loose_minutes, any_text)
)

_HTML = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype|!--|html|head|body|div|table|p|h[1-6]|span|section|form|meta)\b|\s{0,1000}<!--",
    re.IGNORECASE,
)
_TAGS = re.compile(r"</(?:p|div|td|tr|li|span|h[1-6]|table|body|html)>", re.IGNORECASE)
_MANY_TAGS = 5


#: What servers say where there is no page, in so few letters and lines.
_ERROR_PAGE = re.compile(
    r"\b(?:an (?:unexpected )?error (?:has )?occurred"
    r"|page (?:you (?:are|were) looking for )?(?:cannot|could not|can[’']?t) be (?:found|displayed)"
    r"|page not found|404 (?:error|not found)|error 404|access (?:is )?denied|403 forbidden"
    r"|service (?:is )?unavailable|internal server error|server error in)\b",
    re.IGNORECASE,
)
_LONGEST_ERROR, _ERROR_WITHIN = 1_500, 12
#: The forms of page that may hold the minutes of several meetings, one below the other.
_OF_MEETINGS = (meeting_page.KIND, printed.KIND, any_text.KIND)
#: Running heads and feet are seldom more than a sixth of the words of a page.
_RUNNING_SHARE = 6
#: So much of dropped words is quoted, and so many pages are named.
_QUOTED, _NAMED_PAGES = 60, 5

#: The longest whole-meeting page seen has under 2 million characters. Cutting text into passages and reading who
#: speaks takes 2 s for a million.
MAX_TEXT_CHARACTERS = 4_000_000


def read_page(data: bytes, *, source: str) -> Page:
    """Read the bytes of a source as a page of minutes.

    Args:
        data: The whole content of a file: text, HTML, XML of the web service, PDF or Word.
        source: Its name, for problems and errors.

    Returns:
        The lines of each agenda item by section, the lines that are structure, and what went wrong on the way.

    Raises:
        SourceError: It is empty, too large, not text, not minutes, or a page whose minutes are missing.
    """
    if is_xml(data):
        return web_service.read(data, source=source)
    if (document := read_document(data, source=source)) is not None:
        content, dropped = document
        page = _with_dropped(_read_lines(content, source), dropped)
        problems = (Problem(path=source, message=each) for each in _doubt_dropped(content, dropped))
        return dataclasses.replace(page, problems=(*page.problems, *problems))
    decoded = decode(data, source=source)
    text = mend_ligatures(decoded.text)
    is_long = len(text) > MAX_TEXT_CHARACTERS
    if not is_long and is_markdown(text, source=source):
        content, dropped = split_menu(list(iter_block_lines(read_markdown(text))))
        page = _with_dropped(_read_lines(content, source), dropped)
    elif is_html(text):
        html = read_html_lines(text, source=source)
        content, dropped = split_menu(html.lines)
        page = complete_page(_read_lines(content, source), html, dropped)
    elif is_long:
        raise SourceError(
            f"has more than {MAX_TEXT_CHARACTERS // 1_000_000} million characters, more than a page of minutes;"
            " split it into a file for each meeting",
            source=source,
        )
    else:
        page = _read_lines(split_lines(text), source)
    return dataclasses.replace(page, problems=decoded.problems + page.problems)


def is_html(text: str) -> bool:
    """Return whether a text is HTML: it begins with a tag, or has several end tags near its start."""
    if _HTML.match(text):
        return True
    return "<" in text[:500] and len(_TAGS.findall(text[:20_000])) >= _MANY_TAGS


def _read_lines(lines: Sequence[Line], source: str) -> Page:
    """Read lines by the first reader that accepts them, and check that none is lost."""
    _refuse_error_page(lines, source)
    split = split_labels(spread_runs(close_up(lines)))
    if len(lines) == 1 and len(split) > 1:
        split = spread_line(split)
    page = _with_named_day(_read_split(split, source), split, source)
    _check_has_items(page, source)
    named = [dataclasses.replace(each, path=source) for each in page.problems]
    if lost := _count_characters(lines) - _count_page(page):
        named.append(
            Problem(path=source, message=f"{abs(lost)} characters were {'lost' if lost > 0 else 'read twice'}")
        )
    return dataclasses.replace(page, problems=tuple(named))


def _choose_reader(lines: Sequence[Line], source: str) -> Reader:
    for reader in READERS:
        if reader.accepts(lines):
            return reader
    raise SourceError("has no words in it: it is made of signs alone", source=source)


def _read_split(lines: Sequence[Line], source: str) -> Page:
    """Read lines whose labels stand by themselves, each meeting of several apart."""
    reader = _choose_reader(lines, source)
    if reader.kind not in _OF_MEETINGS:
        return reader.read(lines)
    parted = part_meetings(lines)
    if len(parted.parts) == 1:
        page = reader.read(lines)
    else:
        pages = [_choose_reader(part, source).read(part) for part in parted.parts]
        page = Page(
            kind=pages[0].kind,
            meetings=tuple(meeting for each in pages for meeting in each.meetings),
            structure=tuple(line for each in pages for line in each.structure),
            problems=tuple(problem for each in pages for problem in each.problems),
        )
    doubts = (
        Problem(
            path=source,
            message=f"seems to hold minutes of another meeting too, of {day}, read as part of those round them",
            line=line,
        )
        for day, line in parted.doubtful
    )
    return dataclasses.replace(page, problems=(*page.problems, *doubts))


def _with_named_day(page: Page, lines: Sequence[Line], source: str) -> Page:
    """Return a page with the day of its only meeting, where its head prints a part and its name the rest."""
    if len(page.meetings) != 1 or page.meetings[0].meeting.date is not None or page.kind not in _OF_MEETINGS:
        return page
    named = find_named_day([line.text.strip() for line in lines], posixpath.basename(source))
    if named is None:
        return page
    (part,) = page.meetings
    message = f"“{named.printed}” is read as {named.date}, as the name of the file says"
    told = [problem for problem in page.problems if named.printed not in problem.message]
    return dataclasses.replace(
        page,
        meetings=(dataclasses.replace(part, meeting=dataclasses.replace(part.meeting, date=named.date)),),
        problems=(*told, Problem(path=source, message=message)),
    )


def _count_characters(lines: Iterable[Line]) -> int:
    # Not words: "Minutes:None" becomes two of them.
    return sum(count_visible(line.text) for line in lines)


def _count_page(page: Page) -> int:
    items = [item for meeting in page.meetings for item in meeting.items]
    titles = sum(count_visible(item.title) for item in items if item.title)
    return (
        titles
        + _count_characters(page.structure)
        + sum(_count_characters(part.lines) for item in items for part in item.sections)
    )


def _with_dropped(page: Page, dropped: Sequence[Line]) -> Page:
    return dataclasses.replace(page, structure=(*page.structure, *dropped))


def _doubt_dropped(content: Sequence[Line], dropped: Sequence[Line]) -> Iterator[str]:
    """Yield what is to be said of words that are dropped and may be text all the same."""
    running = [line for line in dropped if line.hint is Hint.RUNNING and line.page is not None]
    words = sum(len(line.text.split()) for line in running)
    if words * _RUNNING_SHARE > words + sum(len(line.text.split()) for line in content):
        yield f"{words:,} words are dropped as running heads and feet, which is much: `read --dropped`"
    for text, pages in find_seldom(running, pages=_count_pages([*content, *dropped])):
        named = ", ".join(map(str, pages[:_NAMED_PAGES]))
        yield f"“{text[:_QUOTED]}” is dropped as a running line, but is on fewer than half of the pages ({named})"
    gone = [line.text.strip() for line in dropped if line.hint is Hint.MENU]
    if gone:
        count = sum(len(text.split()) for text in gone)
        yield f"{count:,} words are hidden or struck out, and are not read: “{gone[0][:_QUOTED]}”"


def _count_pages(lines: Iterable[Line]) -> int:
    return len({line.page for line in lines if line.page is not None})


def _refuse_error_page(lines: Sequence[Line], source: str) -> None:
    """Raise an error for what a web server says where there is no page."""
    if sum(len(line.text) for line in lines) <= _LONGEST_ERROR and any(
        _ERROR_PAGE.search(line.text) for line in lines[:_ERROR_WITHIN]
    ):
        raise SourceError("is an error page of a web site, not minutes", source=source)


def _check_has_items(page: Page, source: str) -> None:
    items = [item for meeting in page.meetings for item in meeting.items]
    if any(part.lines for item in items for part in item.sections):
        return
    titles = [item.title for item in items if item.title]
    if titles and page.kind != agenda_item.KIND:
        return  # an agenda, or a matter whose minutes are not out yet
    raise SourceError(
        f"has a title (“{titles[0]}”) but no minutes" if titles else "has the headings of minutes but no minutes",
        source=source,
    )
