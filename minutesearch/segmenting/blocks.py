"""Joining of the lines of a section into blocks: paragraphs, list entries and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from minutesearch.pages import Hint, Line
from minutesearch.segmenting.attending.list_forms import is_held
from minutesearch.segmenting.cues.attendance_labels import is_attendance_label, label_length
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.cue_phrases import ENDING, VOTE_ROW
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.cues.names import GROUPS, OFFICES
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.moving.act_words import is_no_name
from minutesearch.segmenting.people.persons import begins_with_person
from minutesearch.segmenting.people.subjects import is_label
from minutesearch.segmenting.text.markers import Marker, Style, read_marker
from minutesearch.segmenting.text.sentences import ends_sentence, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Block", "join_lines"]

#: Words that no sentence ends with: a line that does goes on in the next.
_UNFINISHED = word_set(
    "a an the of in on at to for from with by as into than its their his her our this these that whose "
    "which and or between under over within including regarding concerning is are was were be been had "
    "has have many several some both each any"
)
#: A list's label that stands on a line of its own, above what it labels.
_LABEL_ALONE = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{1,5})[.)]|[·•▪●◦§]")
#: Words that begin a sentence and, with a capital, next to never stand inside one.
_OPENERS = word_set(
    "The A An It This These There In Following Members Members’ Officers Councillors He She They At On As "
    "If Apologies Resolved RESOLVED Agreed AGREED Note Moved Councillor Councillors Cllr Mr Mrs Ms Miss Dr"
)
#: The bars that tables are printed with, and space.
_FURNITURE = "| \t\u00a0"
_FIRST = re.compile(r"\S+")
_LABEL_LINE = re.compile(
    r"[A-Z][A-Z’']+(?:[ /][A-Z’']{2,}){0,4}\s*(?:\([^()]{1,40}\)\s*)?(?::|[–—-]\s)"
    r"|(?:In [Aa]ttendance|Also in [Aa]ttendance|Also [Pp]resent|Present|Apologies|Regrets|Absent"
    r"|Excused|In the Chair"
    r"|Officers|Officials|Staff|Councillors|Press|Media|Public|Visitors"
    r"|Attendees|Witnesses|Guests|Aldermen|Members|Others|For|Against|Abstentions|Abstained|Ayes|Nays|Noes"
    r"|Yeas|Question|Answer|Response"
    r"|Reply|Motion"
    r"|Moved|Seconded|Resolution|Action|Proposed|Carried|Opposed|Recorded vote)\b[^:]{0,40}:"
    r"|Not (?:in attendance|present)\b\s?[:–—-]|(?:Present|Apologies|Absent|In [Aa]ttendance)\s?[-–—]\s?(?=[A-Z])"
    r"|(?:[A-Z][a-z’']+ (?:of the |of )?){1,5}(?:[Pp]resent|[Aa]ttending|[Aa]bsent|[Ee]xcused)\s?:"
    r"|(?:Proposer|Seconder|Mover)\s(?=[A-Z])"
    r"|(?:MOVED|SECONDED|PROPOSED|Moved|Seconded|Proposed)\s(?:by|BY)\b|Motion (?:made )?by\b|THAT\s|WHEREAS\b"
    r"|BE IT\s|(?:The m|M)eeting (?:was )?(?:called|came|brought) to [Oo]rder\b"
)
#: "Recording Secretary: Eileen Haws", "Clerk – Amy Ash".
_OFFICE_LINE = re.compile(r"(?P<office>[A-Z][\w/-]+(?:\s[A-Z][\w/-]+){0,3})\s?(?::|[–—]|-(?=\s))\s?[A-Z]")
#: "Employee of the month: Dora Dale", below a line of those who came.
_OTHER_LABEL = re.compile(r"[A-Z][\w’'-]*(?:\s[\w’'-]+){0,6}\s?(?::|\s[–—-])\s+[A-Z]")
#: A line that says who moved, above what was moved.
_CREDIT_LINE = re.compile(r"(?:moved|proposed|seconded)\b", re.IGNORECASE)
#: The head of a table's first column, where the table begins again on another page.
_COLUMN = re.compile(r"(?:member|councillor)\(s\)|nature of interest|name of (?:member|councillor)", re.IGNORECASE)
#: A label of attendance on a line of its own, without a colon.
_ATTENDANCE_ALONE = re.compile(
    r"(?:ALSO |MEMBERS |OFFICERS |STAFF )?(?:PRESENT|IN ATTENDANCE|APOLOGIES|ABSENT|REGRETS|LEAVE OF ABSENCE)"
)
#: Who is to act, at the end of a paragraph: "ACTION: Clerk".
_ACTION_AT_END = re.compile(r"\b(?:ACTION|Action)\s?[:–-]\s?[\w ,/&]{1,40}\Z")
_LONGEST_NAME_LINE = 80
#: The noun that a line goes on with, before the verb: "Officer presented".
_NOUN = re.compile(r"(?P<noun>[A-Z][a-z]+)(?:['’]s)?,?\s+[a-z]")
_MOST_BEFORE_NOUN = 4
_DETERMINERS = word_set("The An This That These Those Its Their Our His Her")
_ACTORS = OFFICES | GROUPS | BODIES
#: A sentence that goes on with a figure: "(on 18 January) 2022 be approved".
_FIGURE_INSIDE = re.compile(r"\d[\w/.-]*,?\s+[a-z]{2,}|\d[\w/.-]*,\s")
#: The stop of an initial or title, and the rest of the name on the next line.
_NAME_STOP = re.compile(r"\b(?:[A-Z]|Cllrs?|Mr|Mrs|Ms|Dr)\.\Z")
#: A person in a list, by title or initial; a list has two in a line.
_LISTED = re.compile(r"(?:\b(?:Councill?ors?|Cllrs?|Crs?|Comh|Cyng|Mr|Mrs|Ms|Miss|Dr)\b\.?|\b[A-Z]\.)\s?(?=[A-Z])")
_LEAST_LISTED = 2
#: A list breaks off behind a title, or behind a title and a first name; the surname and a comma follow.
_TITLE_STOP = re.compile(r"[,(]\s?(?:Councill?or|Cllr|Cr|Mr|Mrs|Ms|Miss|Dr)\.?\Z")
#: The first word of a title of two, and the second: "and County" over "Councillor Ash".
_HALF_TITLE = re.compile(r"(?:[,;:]|\band)\s(?:County|District|Borough|City|Town|Parish|Deputy|Vice)\Z")
_REST_OF_TITLE = re.compile(r"(?:Councill?ors?|Cllrs?|Mayor|Chair(?:man|woman|person)?)\b")
_FIRST_STOP = re.compile(r",\s?(?:Councill?or|Cllr|Cr|Mr|Mrs|Ms|Miss|Dr)\.?\s[A-Z][a-z]+\Z")
_REST_OF_NAME = re.compile(r"[A-Z][\w’'-]+\s?[,(;]|[A-Z][\w’'-]+\.\Z")
#: An office behind the holder of another, and the holder of that on the next line.
_IN_OFFICE = re.compile(r"\((?:Mr|Mrs|Ms|Miss|Dr)\.?\s[^()]{2,40}\),?\s(?:and\s)?[A-Z][^().;:]{0,80}\Z")
_HOLDER_NEXT = re.compile(r"[^().;:]{0,60}\((?:Mr|Mrs|Ms|Miss|Dr)\b")
#: A list of surnames behind one title, and how it goes on.
_SURNAMES = re.compile(r"(?:Councill?ors|Cllrs\.?|Crs)\s[^.:;]{2,80},")
_SURNAMES_NEXT = re.compile(r"(?:\([A-Z]{1,2}\)|(?:and\s)?[A-ZÀ-Þ][\w’'-]+(?:\s\([A-Z]{1,2}\))?)[,.]|and\s[A-Z]")
#: A sentence breaks off where a person is to be named: "seconded by", "proposed by Councillor".
_PERSON_NEXT = re.compile(
    r"(?:[a-z.,]\s|\A)(?:(?i:moved|proposed|seconded|supported)\sby(?:\s(?:Commissioner|Trustee|Member|Director))?"
    r"|(?<=[a-z.,]\s)(?:Councill?or|Cllr|Cr|Mr|Mrs|Ms|Miss|Dr|Alderman)\.?)\Z"
)
#: "Bruce Ingle, Councillor", one of a list.
_NAME_AND_TITLE = re.compile(r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3},\s[A-Z]\w+\.?")
#: "Ann Ash, Vale Community Council", one of a list.
_NAME_AND_WHAT = re.compile(r"(?:\A|(?<=\s))[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3},\s[A-Z][^.:;()]{2,100}\Z")
#: "APOLOGIES Cllr A Ash", whose colon is lost.
_SHOUTED_AT = re.compile(
    r"(?:ALSO |MEMBERS )?(?:PRESENT|IN ATTENDANCE|APOLOGIES|ABSENT)\s(?=[A-Z][a-z]|[A-Z]\.?\s[A-Z][a-z])"
)
#: "MOVED", whose person stands on the next line.
_MOVED_ALONE = re.compile(r"(?:MOVED|Moved|PROPOSED|Proposed|SECONDED|Seconded)(?:\s(?:BY|by))?\s?:?")
_OFFICER_NEXT = re.compile(
    r"(?:Deputy\s|Vice\s)?(?:Director|Commissioner|Trustee|Member|Supervisor|Mayor|Reeve|Chair(?:man|person)?)\s"
    r"(?:[A-Z]\.?\s?)*[A-Z][\w’'-]+"
)
_PERSON_NAMED = re.compile(r"(?:(?:[A-Z]\.\s?){0,3}|the\s)[A-ZÀ-Þ][\w’'-]*")
_DASH_INSIDE = re.compile(r"[–—-]\s[a-z]")
_GOES_ON_AT_DASH = re.compile(r"\A(?![•·▪●◦§*–—-]\s).*[\w)]\Z", re.DOTALL)
#: The end of a bracket that the line before opened: "(2 votes to" and "1) to refuse".
_CLOSING = re.compile(r"[^()]{1,40}\)")
_SURNAME = re.compile(r"(?:[A-Z]\.\s?)?[A-Z][\w’'-]+\b")
_TITLES = word_set("Councillor Councillors Alderman Cllr Cllr. Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, list entry or heading of a section."""

    #: Its words after the marker; lines of one sentence are joined by a space.
    text: str
    #: The label or bullet before the text; None without one.
    marker: Marker | None = None
    #: The line of the source that it begins at.
    line: int | None = None
    #: The cells of a table's row, each with the head of its column; empty where the source tells none.
    cells: tuple[tuple[str, str], ...] = ()
    #: The bars of a table that stood before and after it; they are no words of it.
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    #: Whether it is the head of a table's column, and so no passage.
    is_structure: bool = False
    #: Whether the source shows that it is one of those who came.
    is_person: bool = False


def join_lines(lines: Iterable[Line]) -> tuple[Block, ...]:
    """Join lines into blocks.

    A line continues the one before if that one stops in the middle of a sentence and this one does not begin a
    list entry or a decision. Printed pages wrap lines at odd places, so the width of a line is no evidence, but
    its place on a page is where that is known.
    """
    groups: list[_Group] = []
    for line in lines:
        # A space that no line breaks at is a space to every rule.
        text = line.text.strip().replace("\u00a0", " ")
        if not text:
            continue
        flows = line.flows and not line.starts_block
        is_person = line.hint in (Hint.PERSON, Hint.ROLL)
        if is_person or (groups and groups[-1].is_person):
            groups.append(_Group(text, line.number, line.cells, is_person=is_person))
        elif groups and groups[-1].takes(text, starts_block=line.starts_block, flows=flows):
            groups[-1].add(text)
        else:
            groups.append(_Group(text, line.number, line.cells))
    lettered = _find_lettered(groups)
    return tuple(group.to_block(is_lettered=at in lettered) for at, group in enumerate(groups))


#: An entry of a list by capitals, or a name with an initial.
_LETTER = re.compile(r"(?P<letter>[A-Z])\. (?=[A-Z])")
_LEAST_LETTERED = 3


def _find_lettered(groups: Sequence[_Group]) -> frozenset[int]:
    """Return the places of the entries of lists by capitals: "A. The Clerk reported", "B. Elm Road is closed".

    Such a list begins with A, leaves out no letter, and one of its entries at least cannot begin with a name.
    """
    found: set[int] = set()
    run: list[int] = []
    for at, group in enumerate(groups):
        match = _LETTER.match(group.parts[0]) if not group.is_person else None
        if match is None:
            continue
        if match["letter"] == "A":
            run = []
        elif not run or ord(match["letter"]) != ord("A") + len(run):
            continue
        elif run[-1] < at - 1 and not _is_no_initial(group.parts[0]):
            continue  # "C. Cedar said", some paragraphs later
        run.append(at)
        if len(run) >= _LEAST_LETTERED and any(_is_no_initial(groups[place].parts[0]) for place in run):
            found.update(run)
    return frozenset(found)


def _is_no_initial(text: str) -> bool:
    """Return whether a capital and a stop before a title or the first word of a sentence is no initial."""
    words = list(islice(iter_words(text), 6))
    return len(words) > 1 and (words[1].text in _OPENERS or is_label(words, 0, text))


#: An entry of a list of those who came is whole at the end of its line: no comma, no "and", no title, no initial.
_ENDS_ENTRY = re.compile(
    r"(?<!\band)(?<!\b[A-Z])(?<!Cllr)(?<!Cllrs)(?<!Mrs)(?<!Councillor)(?<!Councillors)(?<=[a-z)])\Z"
)
#: "VOTES OF SYMPATHY:", below whatever line: a label that is nobody's name.
_SHOUTED_LABEL = re.compile(r"[A-Z][A-Z’']+(?:\s[A-Z][A-Z’']+){1,5}\s?:(?:\s|\Z)")
#: "Cllr Ash        Cllr Elm": names in columns, two or three to a line, or the last one.
_NAME_WORD = r"[A-Z][\w.’'-]*+"  # possessive, since a capital may stand inside a word too
_NAME = rf"{_NAME_WORD}(?:(?:,\s?|\s){_NAME_WORD}){{0,5}},?"
_IN_COLUMNS = re.compile(rf"{_NAME}(?:\s{{3,}}{_NAME}){{1,3}}")
_LAST_IN_COLUMN = re.compile(_NAME)


def _parts_rows(last: str, text: str) -> bool:
    """Return whether two lines are rows of a table whose cells are parted by bars, or names in columns."""
    if " | " in last and " | " in text:
        return True
    if _IN_COLUMNS.fullmatch(last[label_length(last) :]) is None:
        return False
    return _IN_COLUMNS.fullmatch(text) is not None or _LAST_IN_COLUMN.fullmatch(text) is not None


def _is_label_line(text: str) -> bool:
    """Return whether a line begins with a label that continues no sentence: "IN ATTENDANCE:", "Against -"."""
    return (
        _LABEL_LINE.match(text) is not None
        or _ATTENDANCE_ALONE.fullmatch(text) is not None
        or _COLUMN.fullmatch(text) is not None
        or (not text[0].islower() and ENDING.fullmatch(text) is not None)
        or VOTE_ROW.fullmatch(text) is not None
        or _is_office_line(text)
        or is_held(text)
        or _SHOUTED_AT.match(text) is not None
        or (":" in text[:_LONGEST_NAME_LINE] and text[: label_length(text)].rstrip().endswith(":"))
    )


def _is_office_line(text: str) -> bool:
    """Return whether a line begins with an office and a dash or colon: "Administrator – Michael Rand"."""
    match = _OFFICE_LINE.match(text) if len(text) <= _LONGEST_NAME_LINE else None
    return match is not None and match["office"].split()[-1].lower() in OFFICES


def _is_name_line(text: str) -> bool:
    """Return whether a line names one person, perhaps with an office, and says nothing of them."""
    return (
        len(text) <= _LONGEST_NAME_LINE
        and not text.endswith((",", "&", " and"))
        and begins_with_person(text)
        and not any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(text))
    )


def _are_alike(first: str, last: str, text: str) -> bool:
    """Return whether two lines of a list are each a person, a comma and what that one is: no line goes on."""
    above = _NAME_AND_WHAT.search(last, label_length(last))
    if above is None or _NAME_AND_WHAT.match(text) is None:
        return False
    final = last.rsplit(None, 1)[-1]
    labelled = label_length(first) > 0 and (final.lower() in _ACTORS or final.isupper())
    whole = labelled or (above.start() == 0 and final.lower() in BODIES)
    return whole and not any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(text))


def _stops_at_name(last: str, text: str) -> bool:
    """Return whether a line ends in a name's initial, "Councillor H.", and not in a sentence's stop."""
    return _NAME_STOP.search(last) is not None and _SURNAME.match(text) is not None


def _breaks_off(last: str, text: str) -> bool:
    """Return whether a line stops before the noun of its first words: "The Licensing", "Councillor", "This"."""
    first = last.split(None, 1)[0]
    if last in _DETERMINERS:
        return True
    if first in ("The", "A", "An"):
        noun = _NOUN.match(text)
        whole = last.rsplit(None, 1)[-1].lower()
        return (
            noun is not None
            and len(last.split()) <= _MOST_BEFORE_NOUN
            and noun["noun"].lower() in _ACTORS
            and whole not in _ACTORS
            and last[-1].isalpha()
        )
    return last in _TITLES and begins_with_person(f"{last} {text}") and not _is_name_line(f"{last} {text}")


def _breaks_list(last: str, text: str) -> bool:
    """Return whether a list of persons breaks off in a name or at a comma, wherever the next line stands.

    "Cllr. J. Ash, Cllr. M." goes on with "Oak, Mr. P. Elm", and "Ms. A. Ash, Mr. John" with "O’Lee, Ms. B. Fern".
    """
    least = 1 if _TITLE_STOP.search(last) or _FIRST_STOP.search(last) else _LEAST_LISTED
    if len(_LISTED.findall(last)) < least or "," not in last or _SURNAME.match(text) is None:
        return False
    if any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(last)):
        return False
    if _NAME_STOP.search(last) or _TITLE_STOP.search(last):
        return True
    if _FIRST_STOP.search(last):
        return _REST_OF_NAME.match(text) is not None
    return last.endswith(",") and _LISTED.match(text) is not None


def _breaks_holders(last: str, text: str) -> bool:
    """Return whether a list of offices breaks off in one whose holder the next line names: "(Mr Ash), Senior"."""
    return _IN_OFFICE.search(last) is not None and _HOLDER_NEXT.match(text) is not None


def _breaks_before_person(last: str, text: str) -> bool:
    """Return whether a line breaks off where it is to name a person, and the next one can be a name."""
    if _NAME_AND_TITLE.fullmatch(last) is not None:
        return False
    if _MOVED_ALONE.fullmatch(last) is not None:
        return begins_with_person(text) or _OFFICER_NEXT.match(text) is not None
    named = _PERSON_NAMED.match(text) if _PERSON_NEXT.search(last) is not None else None
    return named is not None and not is_no_name(named[0].split()[-1])


def _breaks_surnames(first: str, last: str, text: str) -> bool:
    """Return whether a list of surnames, "Councillors Ash, Elm (B), Oak,", goes on with the next line."""
    return (
        _SURNAMES.match(first) is not None
        and last[-1] not in ".:;"
        and last.count(",") >= _LEAST_LISTED
        and _SURNAMES_NEXT.match(text) is not None
        and not any(word.text.islower() and is_finite_verb(word.lower) for word in iter_words(text))
    )


class _Group:
    """The lines collected so far for one block."""

    __slots__ = ("cells", "depth", "is_person", "line", "parts", "quotes", "words")

    def __init__(
        self, text: str, line: int | None, cells: tuple[tuple[str, str], ...] = (), *, is_person: bool = False
    ) -> None:
        self.is_person = is_person
        self.parts: list[str] = []
        self.line = line
        self.cells = cells
        self.quotes = 0
        self.depth = 0
        self.words = 0
        self.add(text)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.quotes += text.count("“") - text.count("”")
        self.depth += text.count("(") - text.count(")")
        self.words += text.count(" ") + 1

    def takes(self, text: str, *, starts_block: bool, flows: bool = False) -> bool:
        """Return whether a further line belongs to this block."""
        last = self.parts[-1]
        if _SHOUTED_LABEL.match(text) is not None and not last.isupper():
            return False
        if len(self.parts) == 1 and _LABEL_ALONE.fullmatch(last):
            return _LABEL_ALONE.fullmatch(text) is None and "|" not in text
        if not starts_block and (
            _breaks_off(last, text)
            or _stops_at_name(last, text)
            or (self.depth > 0 and _CLOSING.match(text) is not None)
        ):
            return True
        if len(self.parts) == 1 and is_attendance_label(last):
            return False
        if (
            _breaks_list(last, text)
            or _breaks_holders(last, text)
            or (_HALF_TITLE.search(last) and _REST_OF_TITLE.match(text))
            or _breaks_surnames(self.parts[0], last, text)
            or _breaks_before_person(last, text)
        ):
            return True
        if self._stops_before(text, starts_block=starts_block, flows=flows):
            return False
        return flows or self._goes_on(text, starts_block=starts_block)

    def _stops_before(self, text: str, *, starts_block: bool, flows: bool) -> bool:
        """Return whether a line cannot belong to this block, by how it begins or by how the line before ends."""
        last = self.parts[-1]
        if ends_sentence(last) and not flows:
            return True
        if begins_decision(text) or "|" in (text[0], last[-1]) or text.startswith(("“That", '"That', "‘That")):
            return True
        if (
            _parts_rows(last, text)
            or (text.startswith("That ") and (_CREDIT_LINE.match(last) or begins_decision(last)))
            or ((last[-1] != "," or starts_block) and _is_label_line(text))
            or (_is_name_line(last) and begins_with_person(text))
            or (_ENDS_ENTRY.search(last) and label_length(self.parts[0]) > 0 and begins_with_person(text))
            or _are_alike(self.parts[0], last, text)
            or (last[-1] not in ",&" and _OTHER_LABEL.match(text) and label_length(self.parts[0]) > 0)
        ):
            return True
        if read_marker(text) is not None and not self._is_inner_marker(text, starts_block=starts_block):
            return True
        if _ACTION_AT_END.search(last) or (text.isupper() and " " not in text and not last.isupper()):
            return True
        # "and" in a paragraph of its own parts the entries of a list.
        return starts_block and "and" in (text.strip(".,").lower(), last.lower())

    def _goes_on(self, text: str, *, starts_block: bool) -> bool:
        """Return whether a line that may belong to this block continues its sentence."""
        last = self.parts[-1]
        final = last.rsplit(None, 1)[-1]
        stops_short = (
            final in _UNFINISHED
            or final.endswith(",")
            or (self.words > _MOST_BEFORE_NOUN and final.islower() and is_finite_verb(final))
        )
        first_word = _FIRST.match(text)
        opener = first_word is not None and first_word.group() in _OPENERS
        if stops_short:
            ends_told = final.islower() and final not in _UNFINISHED  # "were accepted" over "There were"
            return not opener or not (starts_block or ends_told)
        running = self.words >= 5 and not last.isupper()
        if text[0].islower():
            return not starts_block or running
        if starts_block or opener:
            return self.quotes > 0 and not starts_block
        if text[0].isdigit():
            return running and _FIGURE_INSIDE.match(text) is not None
        return running and not last.endswith(("–", "-"))

    def _is_inner_marker(self, text: str, *, starts_block: bool) -> bool:
        """Return whether "(2) parity of ..." at the start of a wrapped line continues the sentence before it."""
        marker = read_marker(text)
        if marker is None or starts_block:
            return False
        if marker.style is Style.BULLET:
            # "Trustee Low" and "– yes, Trustee Ash": a dash inside a sentence, and no entry of a list.
            return _DASH_INSIDE.match(text) is not None and _GOES_ON_AT_DASH.search(self.parts[-1]) is not None
        if marker.value < 2:
            return False
        before = marker.printed.replace(marker.label, _before(marker))
        last = self.parts[-1]
        return before in last[1:] and not ends_sentence(last.removesuffix("and").rstrip())

    def to_block(self, *, is_lettered: bool = False) -> Block:
        whole = " ".join(self.parts)
        opened = whole.lstrip(_FURNITURE)
        bare = opened.rstrip(_FURNITURE)
        marker = read_marker(bare, is_lettered=is_lettered)
        return Block(
            text=bare[marker.end :] if marker else bare,
            marker=marker,
            line=self.line,
            cells=self.cells,
            before=_bars(whole[: len(whole) - len(opened)]),
            after=_bars(opened[len(bare) :]),
            is_structure=not bare,
            is_person=self.is_person,
        )


def _bars(text: str) -> tuple[str, ...]:
    bars = "".join(text.split())
    return (bars,) if bars else ()


def _before(marker: Marker) -> str:
    """Return the label that precedes a marker's in its list; the marker's own label where that is not plain."""
    if marker.style is Style.NUMBER:
        return str(marker.value - 1)
    if marker.style is Style.LETTER:
        return chr(ord(marker.label[0]) - 1)
    return marker.label.removesuffix("i") or marker.label
