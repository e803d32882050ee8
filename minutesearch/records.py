"""Frozen records that minutes are read into: meeting, agenda item, passage and their facts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, field, fields, make_dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Literal, NamedTuple, Self

from minutesearch.building import build_record, plain_values
from minutesearch.digests import fingerprint_of
from minutesearch.late import dataclass

__all__ = [
    "Act",
    "Action",
    "AgendaItem",
    "Attendance",
    "Attribution",
    "DecisionType",
    "Declaration",
    "Evidence",
    "Kind",
    "Meeting",
    "Motion",
    "Outcome",
    "Passage",
    "Presence",
    "Problem",
    "Question",
    "Section",
    "Source",
    "Span",
    "Vote",
]


class Kind(StrEnum):
    """The kind of a passage."""

    SUMMARY = "summary"
    ATTENDANCE = "attendance"
    PROCEDURAL = "procedural"
    DISCUSSION = "discussion"
    QUESTION = "question"
    ANSWER = "answer"
    MOTION = "motion"
    DECISION = "decision"
    ACTION = "action"


class DecisionType(StrEnum):
    """The type of a decision: what the body did in the clause."""

    NOTED = "noted"
    AGREED = "agreed"
    APPROVED = "approved"
    RECOMMENDED = "recommended"
    REFERRED = "referred"
    DELEGATED = "delegated"
    REQUESTED = "requested"
    DEFERRED = "deferred"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ELECTED = "elected"


class Outcome(StrEnum):
    """The outcome of a motion or an amendment."""

    CARRIED = "carried"
    LOST = "lost"
    #: Nobody seconded it, or it was overtaken.
    FELL = "fell"
    WITHDRAWN = "withdrawn"
    #: An amendment to it was carried.
    AMENDED = "amended"


class Act(StrEnum):
    """What the minutes say that a speaker did in a passage, by the verb."""

    #: Any verb of speech that is none of the others: "explained", "welcomed".
    SAID = "said"
    ASKED = "asked"
    ANSWERED = "answered"
    MOVED = "moved"
    SECONDED = "seconded"
    #: Proposed formally: "Proposed by", or where the passage has a seconder; "proposed a visit" is said.
    PROPOSED = "proposed"


class Presence(StrEnum):
    """A person's relation to a meeting: present, absent with apologies, or a substitute."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    #: Came in the place of a member.
    SUBSTITUTE = "substitute"


class Section(StrEnum):
    """The part of an agenda item's page that a passage stands in."""

    SUMMARY = "summary"
    MINUTES = "minutes"
    DECISION = "decision"


class Span(NamedTuple):
    """A half-open range of a text, in code points: `text[span.start:span.end]`."""

    #: Where it begins, counted from 0.
    start: int
    #: Where it ends: the first code point after it.
    end: int


_SPEAKING = frozenset((Act.SAID, Act.ASKED, Act.ANSWERED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The speaker of a passage, as far as the minutes say who spoke."""

    #: The speaker as printed: "Mr Badu", "The Senior Responsible Officer", "A Member".
    printed: str
    #: The person, if the page itself says who that is: "Vincent Badu"; otherwise None.
    person: str | None = None
    #: The person's role, if the page itself says it: "Chief Strategy Officer, K&M ICB"; otherwise None.
    role: str | None = None
    #: The words that show it: subject and reporting verb ("Mr Badu introduced"); None where the speaker was given
    #: beside the text, and not read in it.
    evidence: Span | None = None
    #: The text that `evidence` counts in: the passage's own, or the lead-in's that it is inherited from.
    evidence_in: Literal["text", "lead_in"] = "text"
    #: What the speaker did, by the verb.
    act: Act = Act.SAID
    #: The person's party at the meeting, if `people.csv` says it; otherwise None.
    party: str | None = None

    @property
    def is_speech(self) -> bool:
        """Whether the act is one of speech, which `said_by` finds; moving and seconding have their own filters."""
        return self.act in _SPEAKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, numbered paragraph, list entry, decision clause or motion: the unit of retrieval."""

    #: The passage's words exactly as in the source, without the printed label and the space around it.
    text: str
    #: What the passage is.
    kind: Kind = Kind.DISCUSSION
    #: The printed label without dots and brackets, nested ones joined by dots ("8.a"); None without one.
    label: str | None = None
    #: The label or bullet exactly as printed ("8.", "d)", "·"); empty without one.
    marker: str = ""
    #: The sentence that introduces the passage's list; None outside a list.
    lead_in: str | None = None
    #: The heading that the passage stands under, run-in ("Role of Care Navigators: ...") or on a line of its own;
    #: None without one.
    topic: str | None = None
    #: What the body did; only for kind decision, and None where no listed verb says it.
    decision_type: DecisionType | None = None
    #: Who speaks in the passage, in the order of the text; empty where the minutes name nobody.
    attributions: tuple[Attribution, ...] = ()
    #: The persons named in the passage who do not speak in it: by name if the page itself says who "Mr Badu" is,
    #: otherwise as printed.
    mentions: tuple[str, ...] = ()
    #: The part of the page that the passage stands in.
    section: Section = Section.MINUTES
    #: The line of the source that the passage begins at, counted from 1; None if the source has no lines.
    line: int | None = None
    #: The printed page that the passage begins on, counted from 1; None if the source has no pages.
    page: int | None = None
    #: The place within the item, counted from 1; 0 until the item is put into an index.
    position: int = 0
    #: An id that stays when the passage is edited or others are added; empty until the item is put into an index.
    id: str = ""
    #: A digest of the words, which changes when they do; empty until the item is put into an index.
    fingerprint: str = ""
    #: The number of the commit that its words came into the index with, which stays while they do; None until the
    #: item is put into an index. When a passage came in is no part of what it says, so it is not compared.
    generation: int | None = field(default=None, compare=False)
    #: When that was; None until the item is put into an index.
    indexed_at: datetime.datetime | None = field(default=None, compare=False)

    @property
    def attribution(self) -> Attribution | None:
        """The first speaker in the passage; None where the minutes name nobody."""
        return self.attributions[0] if self.attributions else None

    @property
    def said_by(self) -> tuple[str, ...]:
        """The names of those who speak in it: the person if the page says who it is, else as printed."""
        spoken = (each for each in self.attributions if each.is_speech)
        return tuple(dict.fromkeys(each.person or each.printed for each in spoken))


#: Where a passage has its fingerprint, if it has been made.
_FINGERPRINT: Any = Passage.__dict__["fingerprint"]


def _read_fingerprint(passage: Passage) -> str:
    # An index leaves it to who asks. No docstring: it would be that of a property, and this is a field.
    try:
        value: str = _FINGERPRINT.__get__(passage)
    except AttributeError:
        value = fingerprint_of(passage.text)
        _FINGERPRINT.__set__(passage, value)
    return value


# No `__getattr__`, with which each field of every passage takes twice as long to read.
Passage.fingerprint = property(  # type: ignore[assignment,misc]
    _read_fingerprint, _FINGERPRINT.__set__, _FINGERPRINT.__delete__
)


#: Makes an object one of another class with the same slots, as `self.__class__ = kind` would.
_become: Any = object.__dict__["__class__"].__set__
#: An open class with the fields of a passage.
_Draft: Any = make_dataclass(
    "Passage",
    [
        (each.name, Any) if each.default is MISSING else (each.name, Any, field(default=each.default))
        for each in fields(Passage)
    ],
    kw_only=True,
    slots=True,
    # Nothing but its `__init__` is of use.
    repr=False,
    eq=False,
    namespace={"__doc__": Passage.__doc__},
)
_fill, _fill_frozen = _Draft.__init__, Passage.__init__


@wraps(_fill_frozen)
def _make_passage(passage: Passage, **values: Any) -> None:  # Any: the values of its fields
    # Reading and adding make one for each paragraph. The `__init__` of a frozen dataclass makes a call for each of
    # the fields, that of an open one only sets them, which takes half the time.
    if type(passage) is not Passage:
        # A derived class may have other slots, or none.
        _fill_frozen(passage, **values)
        return
    _become(passage, _Draft)
    _fill(passage, **values)
    _become(passage, Passage)


Passage.__init__ = _make_passage  # type: ignore[assignment,method-assign]  # with the same signature


class Evidence(NamedTuple):
    """The place of the words in an agenda item that show a fact."""

    #: The passage they stand in: its place within the item, counted from 1 as `Passage.position` is.
    position: int
    #: Where they stand in its text.
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A motion or an amendment that the minutes record; None for whatever they do not say, never a guess."""

    #: Who moved or proposed it, as printed.
    mover: str | None = None
    #: Who seconded it, as printed.
    seconder: str | None = None
    #: What was moved, as printed; paragraphs joined by newlines.
    text: str | None = None
    #: How it ended.
    outcome: Outcome | None = None
    #: Whether it amends another motion.
    is_amendment: bool = False
    #: The words that show it, in the order of the text.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The count of a vote; None for a figure that is not printed."""

    #: How many voted for.
    ayes: int | None = None
    #: How many voted against.
    noes: int | None = None
    #: How many abstained.
    abstentions: int | None = None
    #: Who voted for, as printed; empty where no names are.
    names_for: tuple[str, ...] = ()
    #: Who voted against.
    names_against: tuple[str, ...] = ()
    #: Who abstained.
    names_abstaining: tuple[str, ...] = ()
    #: Whether the minutes say that the chair's casting vote decided.
    by_casting_vote: bool = False
    #: The words that show it, in the order of the text.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A task that somebody is to do."""

    #: What is to be done: the clause as printed.
    text: str
    #: Who is to do it, as printed; None where nobody is named.
    owner: str | None = None
    #: By when, as printed: "by the end of March"; None where nothing is.
    due: str | None = None
    #: The words that show it.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An interest that a member declared."""

    #: Who declared it, as printed.
    member: str
    #: The sort of interest as printed: "Personal and Prejudicial"; None where it is not said.
    interest: str | None = None
    #: The matter that it was declared in, as printed: "Agenda Item 5"; None where it is not said.
    matter: str | None = None
    #: The words that show it.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answer."""

    #: What was asked: the passage as printed.
    text: str
    #: Who asked, as printed; None where nobody is named.
    asker: str | None = None
    #: What was answered, as printed, paragraphs joined by newlines; None where no answer follows.
    answer: str | None = None
    #: Who answered, as printed.
    answerer: str | None = None
    #: The words that show both.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A person who attended, or sent apologies."""

    #: The name as printed.
    name: str
    #: The person's relation to the meeting.
    presence: Presence
    #: The role as printed; None where none is.
    role: str | None = None
    #: The words that show it.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One matter on a meeting's agenda."""

    #: The item's number as printed ("12A"); None where it is not.
    number: str | None = None
    #: The item's title; None for what stands before the first item.
    title: str | None = None
    #: The report's purpose, paragraphs joined by newlines; None without one.
    summary: str | None = None
    #: The address of the item's page; None if unknown.
    url: str | None = None
    #: Modern.Gov's number of the item (`mgAi.aspx?ID=`); None if unknown.
    modgov_item: str | None = None
    #: Modern.Gov's number of the matter across meetings (`ieIssueDetails.aspx?IId=`); None if unknown.
    modgov_issue: str | None = None
    #: Its number on the agenda, where `number` is that of the minutes; None if the source has one number only.
    agenda_number: str | None = None
    #: The place on the agenda of its source, counted from 1; 0 until it is put into an index.
    position: int = 0
    #: The passages in the order of the source; empty on a hit (ask `Index.around`).
    passages: tuple[Passage, ...] = ()
    #: The motions and amendments that were put, in the order of the text.
    motions: tuple[Motion, ...] = ()
    #: The votes whose figures are printed.
    votes: tuple[Vote, ...] = ()
    #: What somebody is to do.
    actions: tuple[Action, ...] = ()
    #: The interests that were declared.
    declarations: tuple[Declaration, ...] = ()
    #: The questions, with their answers.
    questions: tuple[Question, ...] = ()
    #: Who attended and who sent apologies, where the item says it.
    attendance: tuple[Attendance, ...] = ()
    #: A lasting id; empty until the item is put into an index.
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One sitting of one body; None for whatever the source does not say, never a guess."""

    #: The council: "Kent County Council".
    council: str | None = None
    #: The committee or other body: "Health Overview and Scrutiny Committee".
    body: str | None = None
    #: The day of the meeting.
    date: datetime.date | None = None
    #: The time it began, as "HH:MM" on the 24-hour clock.
    time: str | None = None
    #: Where it was held.
    venue: str | None = None
    #: Who was in the chair, as printed.
    chair: str | None = None
    #: What the source says of its minutes or of the sitting: "draft", "confirmed", "cancelled".
    status: str | None = None
    #: The address of the meeting's page.
    url: str | None = None
    #: Modern.Gov's number of the committee (`CId=`).
    modgov_committee: str | None = None
    #: Modern.Gov's number of the meeting (`MId=`).
    modgov_meeting: str | None = None
    #: The items in the order of the source; empty on a hit (ask `Index.items`).
    items: tuple[AgendaItem, ...] = ()
    #: A lasting id; empty until the meeting is put into an index.
    id: str = ""

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:  # Any: plain values
        """Return the meeting that plain values describe, as a JSON file or a database has them.

        Args:
            values: The fields of a meeting by name; `items` a list of the fields of items, with `passages` a list
                of the fields of passages, and so on. A date is ISO text, a kind its value ("decision"). A passage
                may be its text alone, and have a `speaker`, by the name or with all that an attribution has, in
                place of `attributions`.

        Raises:
            ArgumentError: A field does not exist, or has a value of another type; the message names the place.

        Example:
            >>> Meeting.from_dict({"body": "Roads", "items": [{"passages": ["Noted."]}]}).body
            'Roads'
        """
        return build_record(cls, values, name="meeting", short={Passage: _of_text, Attribution: _of_name})

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the meeting as plain values that `json.dumps` takes, of which `from_dict` makes an equal one.

        Every field is there by its name, down to the spans of evidence; what is not known is None.
        """
        values: dict[str, Any] = plain_values(self)
        return values

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """The persons who attended and who sent apologies, according to the items; empty on a hit."""
        return tuple(dict.fromkeys(one for item in self.items for one in item.attendance))


def _of_text(values: object) -> object:
    """Return the fields of a passage that is given as its text, or with its speaker."""
    if isinstance(values, str):
        return {"text": values}
    if not isinstance(values, Mapping) or "speaker" not in values:
        return values
    if values.get("attributions"):
        raise ValueError("has both speaker and attributions: give one of them")
    speaker = values["speaker"]
    rest = {name: value for name, value in values.items() if name not in ("speaker", "attributions")}
    return rest if speaker is None else {**rest, "attributions": (speaker,)}


def _of_name(values: object) -> object:
    """Return the fields of an attribution that is given as the name alone."""
    return {"printed": values} if isinstance(values, str) else values


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file or record that minutes came from."""

    #: Its name in the index: the path below the folder that was added, or the name given with a record.
    name: str
    #: The SHA-256 of its content and of what the sidecar says of it, in hexadecimal.
    sha256: str
    #: Where it was read from; None for a record.
    path: str | None = None
    #: The name of the source that has the same content, which is kept there alone; None if this one has its own.
    same_as: str | None = None
    #: Which part of the source the record is of, from 0: a large feed of records is taken in parts.
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong with one source while the rest went on."""

    #: The file.
    path: str
    #: What is wrong, and what was done about it.
    message: str
    #: The line or row it is wrong in, counted from 1; None if no one line is.
    line: int | None = None
    #: The printed page it is wrong on, counted from 1; None if the source has no pages.
    page: int | None = None

    def __str__(self) -> str:
        places = (("page", self.page), ("line", self.line))
        place = ", ".join((self.path, *(f"{name} {number}" for name, number in places if number is not None)))
        return f"{place}: {self.message}"
