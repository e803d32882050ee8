"""Conversion of records to JSON text and back, for storage in an index.

JSON and no pickle: opening an index must not run code.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import chain, compress
from operator import attrgetter, is_not
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from minutesearch.late import compile_later
from minutesearch.records import (
    Act,
    Action,
    AgendaItem,
    Attendance,
    Attribution,
    DecisionType,
    Declaration,
    Evidence,
    Kind,
    Meeting,
    Motion,
    Outcome,
    Passage,
    Presence,
    Question,
    Section,
    Source,
    Span,
    Vote,
)

#: The head of a source's JSON text where nothing in it is escaped.
_PLAIN_HEAD = compile_later(
    r'\{"source":\{"name":"([^"\\]*+)","sha256":"([^"\\]*+)"(?:,"path":"([^"\\]*+)")?'
    r'(?:,"same_as":"([^"\\]*+)")?(?:,"part":([0-9]{1,9}))?\},"meetings":'
)

#: What stands before the acronyms of a source, which are last in its JSON text.
_ACRONYMS = ',"acronyms":'
_DECODER = json.JSONDecoder()

__all__ = [
    "dump_arrival",
    "dump_content",
    "dump_passages",
    "dump_source",
    "first_arrival_after",
    "is_unclear",
    "load_acronyms",
    "load_arrival",
    "load_passage",
    "load_place",
    "load_source",
    "load_source_head",
]

# Any: JSON values, whose types json.loads does not know either.
_Json = dict[str, Any]

#: What an item records, by field.
_FACTS = {
    "motions": Motion,
    "votes": Vote,
    "actions": Action,
    "declarations": Declaration,
    "questions": Question,
    "attendance": Attendance,
}
#: What stands beside a record and not in it.
_APART = {(Meeting, "items"), (AgendaItem, "passages")}
_Fact = Motion | Vote | Action | Declaration | Question | Attendance


#: Made once: json.dumps makes a new encoder each time that it is given options.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: A passage's meeting, item and position; what follows them says that its citation is another's too.
_PLACES = 3
#: What an index keeps of a passage by itself, or can work out.
_ELSEWHERE = ("text", "position", "id", "fingerprint", "generation", "indexed_at")
_PASSAGE_FIELDS = tuple(field for field in fields(Passage) if field.name not in _ELSEWHERE)
# An enumeration's own hash is a function in Python, that of its value is not.
_passage_values = attrgetter(
    *(f"{field.name}._value_" if field.name in ("kind", "section") else field.name for field in _PASSAGE_FIELDS)
)


def dump_passages(
    passages: Sequence[Passage],
    arrivals: Sequence[str],
    *,
    meeting: int,
    item: int,
    unclear: Collection[int] = (),
) -> list[str]:
    """Return the passages of an item as JSON texts, without their texts and ids.

    Args:
        passages: The passages.
        arrivals: When each of them came into the index, as `dump_arrival` writes it.
        meeting: The place of the meeting in the source, from 0.
        item: The place of the item in the meeting, from 0.
        unclear: The positions of those whose citation is another passage's too.
    """
    before = f'{{"at":[{meeting},{item},'
    rests = zip(arrivals, map(_dump_rest, map(_passage_values, passages)), strict=True)
    return [
        f'{before}{position}{",1" if position in unclear else ""}],"arrival":"{arrival}"{rest}}}'
        for position, (arrival, rest) in enumerate(rests, start=1)
    ]


def dump_arrival(generation: int, instant: datetime) -> str:
    """Return when a passage came into an index as a text; later commits sort behind earlier ones.

    Args:
        generation: The number of the commit.
        instant: When it was, in UTC.
    """
    return f"{generation:018} {instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def first_arrival_after(generation: int) -> str:
    """Return a text that no arrival of a commit up to a number sorts behind, and every later one does."""
    return f"{generation + 1:018}"


def load_arrival(text: str) -> tuple[int, datetime]:
    """Return the number of the commit, and when it was, from what `dump_arrival` wrote.

    Raises:
        ValueError: It wrote nothing like it.
    """
    number, _, instant = text.partition(" ")
    if not (number.isdecimal() and instant.endswith("Z")):
        raise ValueError(f"{text[:40]!r} is no arrival")
    return int(number), datetime.fromisoformat(instant)


# Most passages differ in their text alone.
@lru_cache(maxsize=4096)
def _dump_rest(values: tuple[Any, ...]) -> str:
    named = {
        field.name: value for field, value in zip(_PASSAGE_FIELDS, values, strict=True) if value != field.default
    }
    if "attributions" in named:
        named["attributions"] = [_set_fields(each) for each in named["attributions"]]
    return f",{_dump(named)[1:-1]}" if named else ""


def load_passage(record: str, *, text: str, id_: str) -> tuple[Passage, int, int]:
    """Return a passage from its JSON text, with the place of its meeting and of its item.

    Args:
        record: The JSON text, as `dump_passages` returned it.
        text: The text of the passage.
        id_: Its id.
    """
    values = json.loads(record)
    meeting, item, position, *_ = values.pop("at")
    values["generation"], values["indexed_at"] = load_arrival(values.pop("arrival"))
    values["kind"] = Kind(values.get("kind", Kind.DISCUSSION))
    values["section"] = Section(values.get("section", Section.MINUTES))
    if "decision_type" in values:
        values["decision_type"] = DecisionType(values["decision_type"])
    values["attributions"] = tuple(
        _checked(
            Attribution(
                **{
                    **each,
                    "evidence": Span(*each["evidence"]) if "evidence" in each else None,
                    "act": Act(each.get("act", Act.SAID)),
                },
            )
        )
        for each in values.get("attributions", ())
    )
    values["mentions"] = tuple(values.get("mentions", ()))
    # What the record does not name has its default, which needs no look.
    passage = _checked(Passage(text=text, id=id_, position=position, **values), ("position", *values))
    # It is made of the text when somebody asks for it, which takes as long as all the rest of this.
    object.__delattr__(passage, "fingerprint")
    return passage, meeting, item


def load_place(record: str) -> tuple[int, int]:
    """Return only the place of the meeting, and of the item, from the JSON text of a passage."""
    meeting, item, *_ = json.loads(record)["at"]
    return meeting, item


def is_unclear(record: str) -> bool:
    """Return from the JSON text of a passage whether its citation is another passage's too."""
    return len(json.loads(record)["at"]) > _PLACES


def dump_content(meeting: Meeting) -> str:
    """Return the whole content of a meeting as one text, to tell whether it has changed."""
    texts = [passage.text for item in meeting.items for passage in item.passages]
    records = [
        f'{{"at":[0,{place},0]{rest}}}'
        for place, item in enumerate(meeting.items)
        for rest in map(_dump_rest, map(_passage_values, item.passages))
    ]
    return "\n".join([_dump(_meeting_values(meeting)), str(list(map(len, texts))), *records, *texts])


def dump_source(
    source: Source,
    meetings: tuple[Meeting, ...],
    acronyms: tuple[tuple[str, str], ...],
    *,
    ids: Sequence[tuple[str, Sequence[str]]] | None = None,
) -> str:
    """Return a source as JSON text: its meetings and items without their passages, and the acronyms it defines.

    Args:
        source: The source.
        meetings: Its meetings.
        acronyms: The acronyms.
        ids: The id of each meeting, and those of its items; None for those that they have.
    """
    values = [_meeting_values(meeting) for meeting in meetings]
    position = 0
    for meeting, (meeting_id, item_ids) in zip(values, ids or (), strict=ids is not None):
        _set_last(meeting, id=meeting_id)
        for item, item_id in zip(meeting["items"], item_ids, strict=True):
            position += 1
            _set_last(item, position=position, id=item_id)
    return _dump({"source": _set_fields(source), "meetings": values, "acronyms": acronyms})


def _set_last(values: _Json, **fresh: object) -> None:
    # Where a value stands must not depend on whether there was another before.
    for name, value in fresh.items():
        values.pop(name, None)
        values[name] = value


def load_source(text: str) -> tuple[Source, tuple[Meeting, ...]]:
    """Return the source and its meetings from the JSON text of a source."""
    values = json.loads(text)
    return (
        _checked(Source(**values["source"])),
        tuple(_load_meeting(meeting) for meeting in values["meetings"]),
    )


def load_source_head(text: str) -> Source:
    """Return the source from its JSON text, and leave its meetings unread."""
    if plain := _PLAIN_HEAD.match(text):
        # All sources of an index are gone through at a change: this takes a third of the time.
        name, sha256, path, same_as, part = plain.groups()
        return Source(name=name, sha256=sha256, path=path, same_as=same_as, part=int(part or 0))
    # No text inside the JSON can hold this: its quotation marks are escaped there.
    end = text.index('},"meetings":')
    return _checked(Source(**json.loads(text[len('{"source":') : end + 1])))


def load_acronyms(text: str) -> tuple[tuple[str, str], ...]:
    """Return the acronyms, each with its long form, from the JSON text of a source."""
    # They stand last, and no text inside the JSON can hold this. All sources of an index are gone through at the
    # first search: what stands before takes ten times as long to parse, and to check pair by pair as long again.
    if text.endswith(f"{_ACRONYMS}[]}}"):
        return ()
    place = text.rfind(_ACRONYMS)
    found, end = _DECODER.raw_decode(text, place + len(_ACRONYMS)) if place >= 0 else ((), -1)
    if not isinstance(found, list) or text[end:] != "}" or set(map(len, found)) != {2}:
        raise ValueError("there are no acronyms")
    if set(map(type, chain.from_iterable(found))) != {str}:
        raise TypeError("acronyms are no texts")
    return tuple([(short, long) for short, long in found])


def _meeting_values(meeting: Meeting) -> _Json:
    values = _set_fields(meeting)
    if meeting.date:
        values["date"] = meeting.date.isoformat()
    values["items"] = [_item_values(item) for item in meeting.items]
    return values


def _item_values(item: AgendaItem) -> _Json:
    values = _set_fields(item)
    if _FACTS.keys().isdisjoint(values):
        return values
    return values | {name: [_set_fields(fact) for fact in values[name]] for name in _FACTS if name in values}


def _load_meeting(values: _Json) -> Meeting:
    if "date" in values:
        values["date"] = date.fromisoformat(values["date"])
    values["items"] = tuple(_load_item(item) for item in values["items"])
    return _checked(Meeting(**values))


def _load_item(values: _Json) -> AgendaItem:
    facts = {
        name: tuple(_checked(record(**_load_fact(fact))) for fact in values[name])
        for name, record in _FACTS.items()
        if name in values
    }
    return _checked(AgendaItem(**(values | facts)))


def _load_fact(values: _Json) -> _Json:
    loaded = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    loaded["evidence"] = tuple(Evidence(place, Span(*span)) for place, span in values.get("evidence", ()))
    if "outcome" in values:
        loaded["outcome"] = Outcome(values["outcome"])
    if "presence" in values:
        loaded["presence"] = Presence(values["presence"])
    return loaded


def _set_fields(record: Passage | Attribution | AgendaItem | Meeting | Source | _Fact) -> _Json:
    """Return the fields that differ from their default: most are None, and an index holds millions."""
    getter, names, defaults = _defaults(type(record))  # type: ignore[arg-type]  # a class is hashable
    values = getter(record)
    # Most are the default itself, and are passed over without a step in Python.
    others = compress(zip(names, values, defaults, strict=True), map(is_not, values, defaults))
    return {name: value for name, value, default in others if value != default}


@cache
def _defaults(
    kind: type[Passage | Attribution | AgendaItem | Meeting | Source],
) -> tuple[attrgetter[tuple[Any, ...]], tuple[str, ...], tuple[object, ...]]:
    """Return a getter for the stored fields of a record type, their names and their defaults."""
    listed = [field for field in fields(kind) if (kind, field.name) not in _APART]
    names = tuple(field.name for field in listed)
    return attrgetter(*names), names, tuple(field.default for field in listed)


_Record = TypeVar("_Record", Passage, Attribution, AgendaItem, Meeting, Source, _Fact)


def _checked(record: _Record, names: Iterable[str] | None = None) -> _Record:
    """Return a record if its fields have their declared types, whoever wrote it; raise TypeError otherwise.

    Args:
        record: The record.
        names: The fields to look at; None for all.
    """
    known = _kinds(type(record))  # type: ignore[arg-type]  # a class is hashable
    for name in known if names is None else names:
        if name not in known:
            continue
        kinds, of_texts = known[name]
        value = getattr(record, name)
        if type(value) not in kinds or (of_texts and not all(type(each) is str for each in value)):
            raise TypeError(f"{name} is a {type(value).__name__}")
    return record


@cache
def _kinds(kind: type[object]) -> Mapping[str, tuple[frozenset[type], bool]]:
    """Return the fields of a record that have plain types: the types, and whether it is a tuple of texts."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        choices = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        kinds = frozenset(get_origin(choice) or choice for choice in choices)
        if kinds <= {str, int, bool, tuple, NoneType}:
            found[name] = kinds, get_args(choices[0]) == (str, ...)
    return found


def _dump(values: _Json) -> str:
    return _encode(values)
