"""Reader of the page of a whole meeting: its head, and every item with agenda text, decision and minutes."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Hint, ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading.heads.bodies.body_names import is_page_title, looks_like_body
from minutesearch.reading.heads.called_chairs import find_called_chair, without_absent
from minutesearch.reading.heads.head_places import is_place
from minutesearch.reading.heads.opening_sentence import find_opening_lines, is_of_other_day
from minutesearch.reading.heads.others.other_meetings import Own
from minutesearch.reading.heads.page_header import complete_from_sentence, read_head
from minutesearch.reading.heads.presiding import READ_LINES, opens_meeting, read_call, tells_call
from minutesearch.reading.items.item_starts import ItemStart, find_starts, is_item_header
from minutesearch.reading.items.numbered_starts import find_numbered
from minutesearch.reading.items.plain_starts import is_listed
from minutesearch.reading.items.sections import read_item
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.labels import PartLabel, find_part_label, split_labels
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.mover_lines import tells_motion
from minutesearch.reading.layout.numbers import read_number_and_title
from minutesearch.reading.layout.purposes import is_minuted_text
from minutesearch.records import Meeting, Section

__all__ = [
    "KIND",
    "PRINTED",
    "accepts",
    "build_page",
    "find_second_head",
    "is_attendance_label",
    "is_said",
    "read",
]

KIND = "whole meeting"
PRINTED = "printed minutes"

_ATTENDANCE = re.compile(
    r"(?:(?:also|members?|officers?|officials?|staff|council staff|councillors?|councilmembers?|others?|those"
    r"|voting members?|"
    r"elected members?|board members?|committee members?|[\w\s]{2,40}\s?/)(?:\sof the [\w\s]{2,40})?\s)?"
    r"(?:present|in\sattendance|in|attendance|attending)(?:\s?:.*|\s?[-–].*)?"
    r"|(?:attendance|present)\s(?:and|&)\sapologies\s?:.*"
    r"|in the chair\s?:.*|presiding(?:\sofficer)?\s?:.*|roll[ -]?call\s?[:–-].*|(?:\w+\s)?(?:answering"
    r"|responding to)\s(?:the\s)?roll\s?(?:call)?\s?:.*|(?:those\s)?attending\b.{0,300}"
    r"|(?:[\w\s]{2,40}\s/\s)?(?:officials|officers)\s?:.*|(?:apologies|absent|regrets|excused"
    r"|sederunt|yn bresennol)(?:\sfor absence)?\s?:.*|(?:officers|members|others|councillors|governors"
    r"|substitutes?|officers present)\s?:.*|sederunt"
    r"|(?:[\w\s]{0,60}\s)?(?:present|in attendance|attending)\s(?:were|was)\b.{0,300}"
    r"|(?:attendees|witnesses|guests)\s?:.*|attendees|(?:(?:sub-)?committee|panel)\s?:\s*(?:councillors?|cllrs?|members)\b.*"
    r"|(?:chair|chairman|chairwoman|chairperson|vice[- ]chair\w*)\s?:.*|present\b.{0,200}"
    r"|(?:.{0,400}\bthe )?following (?:\w+\s){0,3}(?:present|in attendance)(?:\sto[- ]wit)?\s?:?"
    r"|(?-i:[A-Z])[\w’']+(?:\s[\w’']+){0,4}\s(?:present|attending|excused|absent)\s?:.*"
    r"|(?:[\w’'&/.–-]+\s){1,6}(?:present|attendees|attendance|in attendance|absent|attending)"
    r"(?:\s(?:for|from|of|in|at)\s[^:.;]{2,60})?\s?(?:\([^()]{1,40}\)\s?)?:.*"
    r"|(?-i:(?:[A-Z][\w’'&/-]*\s){1,4}(?:Attendees|Present|Absent|PRESENT|ABSENT)(?:\s[–-]\s[A-Z].*)?)"
    r"|(?:(?:village|town|city|county|township|borough|council|board|elected|appointed|other|district)\s){1,3}"
    r"(?:officials|officers|staff|employees)\s?:.*"
    r"|[^/|:.;()]{2,40}\s\|\s(?:also\s)?(?:present|absent|in attendance)"
    r"|apologies\s(?:for absence\s)?(?:(?:were\s)?(?:received|noted|accepted)\s)?(?:from\s)?"
    r"(?:mr|mrs|ms|miss|dr|cllrs?|councillors?)\b.*"
    # In two languages: "Yn bresennol/Present:".
    r"|(?:[^/|:.;()]{2,40}\s?/\s?)?(?:(?:i|as) láthair|leithscéalta|(?:hefyd )?yn bresennol|presennol"
    r"|ymddiheuriadau|present|apologies|in attendance)(?:\s?/\s?[^/|:.;()]{2,40})?\s?:.*"
    r"|(?:\w+\s){0,2}(?:i|as)\sláthair|leithscéalta|ymddiheuriadau|presennol|(?:hefyd\s)?yn\s(?:bresennol|absennol)"
    # "Select Board: Ann Ash, Bob Birch".
    r"|(?:members of (?:the )?)?(?:select\s?board|(?:(?:town|city|village|parish|community) )?council|board"
    r"|board of \w+"
    r"|committee|commission(?:ers)?|trustees|directors|aldermen|supervisors|selectmen)(?: members)?\s?:\s"
    r"(?-i:[A-Z][\w’'.-]*"
    r"(?:\s[A-Z][\w’'.-]*){1,3}(?:\s\([^()]{2,40}\)|,\s[A-Z][\w\s-]{2,30})?(?:[,;]| and)\s[A-Z][\w’'.-]*\s[A-Z].*)"
    r"|(?:the )?(?:board|council|commission|committee|meeting)\b.{0,300}\b(?:present|in attendance)\.?",
    re.IGNORECASE | re.DOTALL,
)
#: What stands before an entry of a list, as a head may be.
_BULLET = re.compile(r"\A[•·▪*-]\s+")
#: How printed minutes begin, which have labels too.
_PRINTED = re.compile(
    r"(?:draft\s)?minutes\sof\s(?:a|the|an)\b|at a meeting of|resolutions and proceedings", re.IGNORECASE
)
_AGENDA = re.compile(r"(?:.{0,60}\s)?agenda(?:\s.{0,40})?\s?:?", re.IGNORECASE)
#: The headline of minutes that stand below their agenda.
_MINUTES_OF = re.compile(
    r"(?:(?:draft|approved|unconfirmed|meeting)\s)*(?:minutes?(?:\s(?:of|for)\b.{0,120}|\s?[:–-]\s?.{0,40}[0-9]{4})?|(?!\W?\d).{0,80}\b(?:meeting|council|board"
    r"|committee)\sminutes(?:\s(?:of|for|from)\s.{0,80})?)",
    re.IGNORECASE,
)
_RESOLVED = re.compile(r"\b(?:resolved|carried|seconded)\b", re.IGNORECASE)
#: So many lines at the top may say that what follows is an agenda, and so many an agenda has at least.
_HEADLINES, _LEAST_ENTRIES = 8, 4
_HEAD_WITHIN = 40
_LONGEST_OF_HEAD = 300
#: A sentence of what happened: "The Council met at 10:05 a.m.", "Prayers were said."
_SAID = re.compile(
    r"\A(?!(?:this|these) minutes\b|the minutes (?:are|is|will)\b|(?:this|these|the) (?:document"
    r"|notes?)\b)[A-Z“\"].{8,}\b(?:met|was|were|called|opened|took"
    r"|began|commenced|welcomed|said|gave|read|presided|offered|led|declared|thanked|paid|announced|advised|reported|moved"
    r"|convened|rose|joined|left|had)\b.*[.!?”\"]\Z",
    re.IGNORECASE | re.DOTALL,
)
#: A sentence of who came, behind the one that says which meeting it was.
_TELLS_PRESENT = re.compile(
    r"\.\s+(?:also\s|those\s|members\s){0,2}(?:present|in attendance|attending)\s(?:was|were)\s[A-Za-z]",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[A-Z][\w /]{1,40}:\s")
#: How the lines of a head begin that say which meeting it was.
_NAMES_MEETING = re.compile(
    r"(?:(?:draft|open|approved|unconfirmed)\s)*(?:minutes?|record|notes?|proceedings|decisions|summary"
    r"|held|at a|agenda|(?:a|an|the)\s(?:\w+\s){0,4}(?:meeting|session)\sof)\b",
    re.IGNORECASE,
)
#: A line that begins so and names no meeting: the item on those before, and who wrote these.
_OF_OTHER_MINUTES = re.compile(
    r"minutes\s(?:(?:of|from)\s(?:the\s)?(?:last|previous)\b|(?:taken\s)?by\b|(?-i:[A-Z]{2,3})\Z)", re.IGNORECASE
)
#: A row of the table in a head.
_HEAD_FIELD = re.compile(
    r"(?:date|time|place|venue|location|title of meeting|name of (?:meeting|committee)|meeting"
    r"|committee|subject)\s*:",
    re.IGNORECASE,
)
#: Behind what looks like a body's name: its members, or what was done under a title.
_SAYS_MORE = re.compile(r":\s|\s[–—-]\s")
#: The entry of a list, which no head has.
_ENTRY = re.compile(r"[-•*·▪]\s|\(?[0-9a-z]{1,3}[.)]\s")
#: A line that lists several by itself: "Councillors Ash (Chair), Birch and Cedar", "Ann Ash, Bob Elm, Cy Oak".
_LISTS = re.compile(r"(?:councillors|cllrs|crs|messrs|trustees|commissioners)\b\.?\s[^,]{2,80},", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:(?:[A-Z][\w’'-]+|[A-Z]\.)\s){1,2}[A-Z][\w’'-]+(?:\s\([^()]{2,30}\))?"
    r"(?:,\s(?:and\s)?(?:(?:[A-Z][\w’'-]+|[A-Z]\.)\s){1,2}[A-Z][\w’'-]+(?:\s\([^()]{2,30}\))?){2,40}\.?"
)
#: "Hall - Here", one below the other.
_ANSWERS = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w’'-]+\s?[:–—-]\s?(?i:here|present|absent|excused)\W*")
#: A line that is a name, perhaps with an office: "Ann Ash (Chair)", "Ed Elm, Clerk".
_NAME = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Cr)\.?\s)?(?:[A-Z][\w’'-]+|[A-Z]\.?)"
    r"(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.?)){0,2}\s[A-Z][\w’'-]+)"
    r"(?:\s?\((?P<bracket>[^()]{3,60})\)|(?:,|\s[–-])\s(?P<office>[A-Z][^,;:.]{3,60}))?"
)
_HOLDS = re.compile(
    r"\b(?:(?:vice[- ]?)?chair(?:man|woman|person)?|clerk|secretary|treasurer|president|convenor|convener)\b",
    re.IGNORECASE,
)
_LEAST_NAMED, _ROLL_WITHIN = 3, 60
#: A label of those who came beside the members, or did not come: the members stand above it.
_OF_OTHERS = re.compile(
    r"(?:in attendance|also|apologies|absent|regrets|officers|officials|guests|visitors|public)\b", re.IGNORECASE
)
#: What stands above a day that comes later is text.
_DAY_WITHIN = 15
#: A longer line names neither a body nor a place.
_LONGEST_NAME = 100
#: A line that is shorter ends where it ends.
_LEAST_FULL = 50
#: The sentence that says which meeting it was stands in so many lines at the top.
_OPENING_WITHIN = 20
#: So many lines of the first item may be the sentence that says which meeting it was.
_OPENING_LINES = 3


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are the page of a whole meeting."""
    if any(line.hint is Hint.NUMBER for line in lines) or any(is_item_header(line) for line in lines[:200]):
        return True
    split = split_labels(lines)
    labels = sum(find_part_label(line.text) in (PartLabel.MINUTES, PartLabel.DECISION) for line in split)
    # "Minutes" by itself heads what is printed, or an item of it.
    titled = any(is_page_title(line.text) and not _is_bare_title(line) for line in lines[:_HEAD_WITHIN])
    if any(_PRINTED.match(trim(line.text[:200])) for line in lines[:15]):
        return False
    if not labels and find_second_head(lines):
        return False
    if lines and lines[-1].page is not None and _count_headed(split) < 2:
        return False  # on paper "MINUTES" heads the meeting, and no web page; "Discussion:" a part of any item
    if labels > 1 or not titled:
        return labels > 1
    # Where numbers stand on lines of their own and before their titles too, or a report has one "Decision:" by
    # itself, printed minutes are read.
    is_minuted = any("minutes" in line.text.lower() and is_page_title(line.text) for line in lines[:_HEAD_WITHIN])
    starts = find_starts(split)
    return len(starts) > labels and len(find_numbered(split)) < len(starts) + (not is_minuted)


def read(lines: Sequence[Line]) -> Page:
    """Read one page; every line is put in an item's title, in a section or in the structure."""
    split = split_labels(lines)
    starts = find_starts(split)
    titles = [trim(line.text).lower() for line in split[:_HEAD_WITHIN] if is_page_title(line.text)]
    is_agenda = bool(titles) and not any("minutes" in title or "decision" in title for title in titles)
    return build_page(
        split, starts, kind="agenda" if is_agenda and not _has_minutes(split) else KIND, is_minuted=not is_agenda
    )


def _is_bare_title(line: Line) -> bool:
    return line.style.heading is None and trim(line.text).lower() == "minutes"


def _count_headed(lines: Sequence[Line]) -> int:
    """Count the labels that a page puts over each item's minutes or decision, and a report over no part of it."""
    return sum(
        find_part_label(line.text) in (PartLabel.MINUTES, PartLabel.DECISION)
        and not trim(line.text).lower().startswith("discussion")
        for line in lines
    )


def _has_minutes(lines: Sequence[Line]) -> bool:
    return any(find_part_label(line.text) in (PartLabel.MINUTES, PartLabel.DECISION) for line in lines)


def build_page(lines: Sequence[Line], starts: Sequence[ItemStart], *, kind: str, is_minuted: bool) -> Page:
    """Build a page from lines and the starts of its items.

    Args:
        lines: All lines.
        starts: The starts of the items.
        kind: The form of the page.
        is_minuted: Whether unlabelled text is minutes, unless it states a report's purpose.
    """
    starts = _without_opening(starts, lines)
    first = starts[0].at if starts else len(lines)
    head_lines = lines[:first]
    is_minuted = is_minuted and (
        kind == PRINTED or _has_minutes(lines) or any(is_minuted_text(line.text) for line in lines)
    )
    attendance_at = _find_attendance(head_lines) if is_minuted else len(head_lines)
    if not starts and attendance_at == len(lines):
        attendance_at = _end_of_head(lines)
    head = read_head([line for line in head_lines if not is_item_header(line)], page=lines)
    meeting = _complete(head.meeting, lines, starts) if is_minuted else head.meeting
    number_places = {start.number_at for start in starts}
    said = _find_said(head_lines[:attendance_at]) if kind == PRINTED else set()
    # Names above a label of the members who came, or above the day, may be of the letterhead.
    is_unlabelled = attendance_at == len(head_lines) or _OF_OTHERS.match(trim(head_lines[attendance_at].text))
    persons = _find_named(head_lines, attendance_at) if kind == PRINTED and is_minuted and is_unlabelled else set()
    said |= persons | {at for at, line in enumerate(head_lines) if line.hint in (Hint.PERSON, Hint.GROUP)}
    structure = [
        line for at, line in enumerate(head_lines[:attendance_at]) if at not in number_places and at not in said
    ]
    items: list[ItemLines] = []
    if present := [
        dataclasses.replace(line, hint=Hint.PERSON) if at in persons else line
        for at, line in enumerate(head_lines)
        if (at >= attendance_at or at in said) and at not in number_places
    ]:
        came, passed = _part_present(present)
        items.append(came)
        structure += passed
    has_labels = _has_minutes(lines) and kind != PRINTED
    bare = sum(find_part_label(line.text, bare=True) is PartLabel.MINUTES for line in lines)
    # "MINUTES" once in printed minutes is the title of the item that confirms those before.
    is_bare = not has_labels and bare > (1 if kind == PRINTED else 0)
    apart = {start.number_at for start in starts if start.number_at is not None}
    structure += [lines[at] for at in sorted(apart)]
    edges = [start.at for start in starts] + [len(lines)]
    for start, end in zip(starts, edges[1:], strict=True):
        chunk = [line for at, line in enumerate(lines[start.title_at : end], start.title_at) if at not in apart]
        structure += lines[start.at : start.title_at]
        if start.title_start and chunk:
            structure.append(dataclasses.replace(chunk[0], text=trim(chunk[0].text[: start.title_start])))
            chunk[0] = dataclasses.replace(chunk[0], text=chunk[0].text[start.title_start :])
        # What was moved is text with its facts, though a number stands before it and nothing but its end below.
        is_moved = chunk and start.number and not start.parted and tells_motion(trim(chunk[0].text))
        has_title = start.has_title and not is_moved
        parted = read_item(
            chunk,
            number=start.number,
            is_minuted=is_minuted,
            has_labels=has_labels,
            is_titled=bool(chunk) and chunk[0].hint is not Hint.TEXT and has_title,
            runs_on=start.runs_on and has_title,
            parting=start.parted if has_title else None,
            is_bare=is_bare,
            # "Minutes:" is a title where it was found to be one.
            is_counted=start.title_start > 0 or (kind == PRINTED and has_title),
            above=lines[start.at : start.title_at],
        )
        items.append(parted.item)
        structure += parted.structure
    return Page(
        kind=kind,
        meetings=(MeetingLines(meeting=meeting, items=tuple(items)),),
        structure=tuple(structure),
        problems=head.problems,
    )


def _without_opening(starts: Sequence[ItemStart], lines: Sequence[Line]) -> list[ItemStart]:
    """Return the starts without those inside the sentence that says which meeting it was, a word on each line.

    Neither is the number of the page above it that of an item.
    """
    opening = find_opening_lines([trim(line.text) for line in lines[:_OPENING_WITHIN]])
    paged = opening.start - 1 if opening and opening.start and trim(lines[opening.start - 1].text) == "1" else -1
    return [start for start in starts if start.at != paged and start.at not in opening[1:]]


def _part_present(present: Sequence[Line]) -> tuple[ItemLines, list[Line]]:
    """Return what says who came, as an item without a title, and the lines among it that are structure."""
    passed = [is_item_header(line) or line.hint is Hint.MENU for line in present]
    kept = tuple(line for line, is_passed in zip(present, passed, strict=True) if not is_passed)
    came = ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=kept),))
    return came, list(itertools.compress(present, passed))


def _complete(meeting: Meeting, lines: Sequence[Line], starts: Sequence[ItemStart]) -> Meeting:
    """Return the meeting with what only the lines below its head tell: who presided, when and where it began."""
    if starts:
        start = starts[0]
        end = min([start.title_at + _OPENING_LINES, *(other.at for other in starts[1:])])
        first, *below = [line.text for line in lines[start.title_at : end]] or [""]
        meeting = complete_from_sentence(meeting, [trim(first[start.title_start :]), *map(trim, below)])
    own = Own(tuple(name for name in (meeting.body, meeting.council) if name), meeting.date)
    texts = _texts_of_opening(lines[:READ_LINES], starts)
    call = read_call(texts, own)
    return dataclasses.replace(
        meeting,
        chair=meeting.chair or call.chair or find_called_chair(without_absent(texts), own.names),
        time=meeting.time or call.time,
        venue=meeting.venue or call.venue,
    )


def _texts_of_opening(lines: Sequence[Line], starts: Sequence[ItemStart]) -> list[str]:
    """Return the lines above the first item, and those of the items whose first words are of the opening."""
    edges = [min(start.at, len(lines)) for start in starts] + [len(lines)]
    texts = [trim(line.text) for line in lines[: edges[0]]]
    for start, end in zip(starts, edges[1:], strict=True):
        if start.title_at >= len(lines):
            break
        title = trim(lines[start.title_at].text[start.title_start :])
        is_head = start.number is None and (start is starts[0] or looks_like_body(title) or has_day(title))
        if is_head or opens_meeting(title):
            texts += ["", *(trim(line.text) for line in lines[start.at : end])]
        elif start is starts[0] or start.number is None:
            called = next((at for at in range(start.at, end) if tells_call(trim(lines[at].text))), end)
            texts += ["", *(trim(line.text) for line in lines[called : min(called + 2, end)])]
    return texts


def is_attendance_label(text: str) -> bool:
    """Return whether a line begins an attendance list ("Members Present:")."""
    return len(text) < 2000 and _ATTENDANCE.fullmatch(_BULLET.sub("", trim(text))) is not None


def find_second_head(lines: Sequence[Line]) -> int:
    """Return the index of the headline of the minutes below an agenda; 0 on a page with one head.

    The agenda says so at the top and tells of nothing that was done; below the headline somebody attends.
    """
    begin = next((at for at, line in enumerate(lines[:_HEADLINES]) if _AGENDA.fullmatch(trim(line.text))), None)
    if begin is None:
        return 0
    for at, line in enumerate(lines[begin:], begin):
        if at < _LEAST_ENTRIES or _MINUTES_OF.fullmatch(trim(line.text[:200])) is None:
            if _RESOLVED.search(line.text[:200]) or is_attendance_label(line.text):
                return 0
            continue
        if at > begin + _LEAST_ENTRIES and has_day(line.text) and not is_of_other_day(line.text):
            return at
        below = lines[at + 1 : at + _HEAD_WITHIN]
        return at if any(is_attendance_label(text) or is_said(text) for text in map(_without_number, below)) else 0
    return 0


def _without_number(line: Line) -> str:
    found = read_number_and_title(line.text) if len(line.text) < _LONGEST_OF_HEAD else None
    return line.text[found[1] :] if found else line.text


def _find_said(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines of a head that are text: what happened, rows of a table, names and lists.

    All above the first line with a day is the head's own, and below it what names the meeting, its day or place.
    """
    dated = [
        at
        for at, line in enumerate(lines[:_DAY_WITHIN])
        if len(line.text) < _LONGEST_OF_HEAD and has_day(line.text) and not is_of_other_day(line.text)
    ]
    behind = range(dated[0] if dated else 0, len(lines))
    found: set[int] = set()
    paragraph: list[int] = []
    for at in behind:
        if lines[at].starts_block or (paragraph and not _may_go_on(lines[at - 1], lines[at])):
            paragraph = []
        paragraph.append(at)
        # A sentence of several lines is said as a whole, though its first line may look like a name.
        whole = " ".join(trim(lines[each].text) for each in paragraph)
        is_row = lines[at].hint in (Hint.ROW, Hint.ROLL) and len(lines[at].cells) > 1
        if (is_row and not _HEAD_FIELD.match(trim(lines[at].text))) or is_said(lines[at].text):
            found.add(at)
        if len(paragraph) > 1 and whole.endswith(".") and is_said(whole):
            found.update(paragraph)
    found |= _find_listed(lines, behind)
    return found | _find_going_on(lines, found)


def _find_listed(lines: Sequence[Line], behind: range) -> set[int]:
    """Return the indexes of lines below the day that list who came, their label lost: two persons at least."""
    runs: list[list[int]] = []
    for at in behind:
        run = runs[-1] if runs and runs[-1][-1] == at - 1 else None
        is_rest = run is not None and trim(lines[at - 1].text).endswith((",", " and")) and not lines[at].gap
        if (
            is_rest
            or _NAMES.fullmatch(trim(lines[at].text))
            or _LISTS.match(trim(lines[at].text))
            or _ANSWERS.fullmatch(trim(lines[at].text))
            or (is_listed(lines[at].text) and not is_attendance_label(lines[at].text))
        ):
            if run is None:
                runs.append([at])
            else:
                run.append(at)
    return {
        at
        for run in runs
        if len(run) > 1 or ("," in lines[run[0]].text and _is_list(trim(lines[run[0]].text)))
        for at in run
    }


def _find_named(lines: Sequence[Line], end: int) -> set[int]:
    """Return the indexes of lines below the day that are each a name, one with the office of a chair or clerk.

    "Ann Ash (Chair)", "Bob Birch", "Cy Cedar": such lines in a row, or parted by blank ones, are no address.
    """
    begin = next((at + 1 for at, line in enumerate(lines[:_DAY_WITHIN]) if has_day(line.text)), end)
    named = {
        at: match
        for at in range(begin, min(end, begin + _ROLL_WITHIN))
        if (match := _NAME.fullmatch(trim(lines[at].text))) is not None
        and not looks_like_body(match["name"])
        and not is_place(match["name"])
    }
    found: set[int] = set()
    for at in sorted(named):
        run = list(itertools.takewhile(named.__contains__, itertools.count(at)))
        offices = [named[each]["bracket"] or named[each]["office"] for each in run]
        if len(run) >= _LEAST_NAMED and any(office and _HOLDS.search(office) for office in offices):
            found.update(run)
    return found


def _is_list(text: str) -> bool:
    return _LISTS.match(text) is not None or _NAMES.fullmatch(text) is not None


def _find_going_on(lines: Sequence[Line], said: set[int]) -> set[int]:
    """Return the indexes behind the first sentence below the head: what follows a sentence is text too."""
    named = [
        at
        for at, line in enumerate(lines[:_HEAD_WITHIN])
        if at not in said
        and len(line.text) < _LONGEST_OF_HEAD
        and (
            (has_day(line.text) and not is_of_other_day(line.text))
            or (_NAMES_MEETING.match(trim(line.text)) and not _OF_OTHER_MINUTES.match(trim(line.text)))
            or (looks_like_body(line.text) and _SAYS_MORE.search(line.text) is None)
        )
    ]
    begun = min((at for at in said if at > max(named, default=-1)), default=len(lines))
    return set(range(begun, len(lines)))


def _may_go_on(before: Line, line: Line) -> bool:
    """Return whether a sentence of several lines may go on from one to the next: no list, no capitals."""
    return (
        len(before.text) >= _LEAST_FULL
        and not trim(before.text).isupper()
        and not trim(line.text).isupper()
        and not trim(before.text).endswith((".", ":", "!", "?"))
        and _ENTRY.match(trim(line.text)) is None
    )


def is_said(text: str) -> bool:
    """Return whether a line near the top is text of the minutes and does not say which meeting it was."""
    plain = trim(text)
    if (_NAMES_MEETING.match(plain) and _TELLS_PRESENT.search(plain) is None) or is_page_title(plain):
        return False
    return _SAID.search(plain) is not None or (
        len(plain) > _LONGEST_NAME and not has_day(plain) and _FIELD.match(plain) is None
    )


def _end_of_head(lines: Sequence[Line]) -> int:
    """Return the index where the text of a page without items begins: after the first line with a date, or 0."""
    days = [at for at, line in enumerate(lines[:_HEAD_WITHIN]) if len(line.text) < 200 and has_day(line.text)]
    above = lines[: days[0] + 1] if days else []
    is_head = all(len(line.text) <= _LONGEST_NAME and not _ENTRY.match(trim(line.text)) for line in above)
    return len(above) if is_head else 0


def _find_attendance(lines: Sequence[Line]) -> int:
    return next(
        (
            at
            for at, line in enumerate(lines)
            if line.hint is not Hint.MENU
            and is_attendance_label(line.text)
            and not line.text.lower().strip().startswith("attendance d")
        ),
        len(lines),
    )
