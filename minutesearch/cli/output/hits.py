"""Output of hits for people: meeting and item, kind and speakers of the passage, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutesearch.cli.output.terminal import Part, Terminal
from minutesearch.markup import cut_snippet
from minutesearch.records import AgendaItem, Attribution, Meeting, Passage, Span
from minutesearch.results import Hit, Stretch

__all__ = ["print_hit"]

#: How much of a passage is shown, in code points: about five lines.
_SNIPPET = 500

#: How much of a lead-in or of a passage before or after is shown.
_ASIDE = 200

_INDENT = 4


def print_hit(hit: Hit, terminal: Terminal, *, full: bool, ranked: bool = True, group: str | None = None) -> None:
    """Write one hit.

    Args:
        hit: The hit.
        terminal: The terminal to write to.
        full: Whether whole passages are shown, and not only the stretch round the matches.
        ranked: Whether its rank goes before it.
        group: The kind of group that it is the best of; None if hits are not grouped.
    """
    passage = hit.passage
    rank = f"{hit.rank}. " if ranked else ""
    for number, line in enumerate(_headings(hit.meeting, hit.item)):
        # The meeting is not searched, the item's title is; it may be what made the passage match.
        marks = hit.mark(line) if line.endswith(hit.item.title or "\n") else ()
        parts = _cut(line, marks, role="title")
        terminal.write(*([rank] if rank and not number else []), *parts, indent=_INDENT if number else 0)
    if hit.stretch:
        _print_stretch(hit, hit.stretch, terminal, full=full)
    else:
        _print_passage(hit, terminal, full=full)
    if hit.missed:
        terminal.write(Part(f"without {', '.join(f'“{word}”' for word in hit.missed)}", "note"), indent=_INDENT)
    if hit.more:
        terminal.write(Part(f"and {hit.more} more in this {group}", "note"), indent=_INDENT)
    address = hit.item.url or hit.meeting.url or ""
    terminal.write(Part(f"id {passage.id} · ", "quiet"), Part(hit.source, "quiet", address), indent=_INDENT)
    if hit.also_in:
        terminal.write(Part(f"also in {', '.join(each.source for each in hit.also_in)}", "quiet"), indent=_INDENT)


def _print_passage(hit: Hit, terminal: Terminal, *, full: bool) -> None:
    passage = hit.passage
    terminal.write(Part(_what(passage), "note"), indent=_INDENT)
    if passage.topic:
        _print_aside("topic", passage.topic, terminal, full=full, marks=hit.mark(passage.topic))
    for each in hit.before:
        _print_aside("before", _labelled(each), terminal, full=full)
    if passage.lead_in:
        _print_aside("lead-in", passage.lead_in, terminal, full=full, marks=hit.mark(passage.lead_in))
    terminal.write(*_marked(passage.text, hit.highlights, full=full), indent=_INDENT)
    for each in hit.after:
        _print_aside("after", _labelled(each), terminal, full=full)


def _print_stretch(hit: Hit, stretch: Stretch, terminal: Terminal, *, full: bool) -> None:
    """Write all passages of a stretch: those that match as hits are written, the others as what is around them."""
    first, last = stretch.positions
    where = "the whole item" if stretch.is_whole else f"passages {first} to {last} of the item"
    match = f"{len(stretch.matching)} of {len(stretch.passages)} match"
    terminal.write(Part(f"{where}, {match}", "note"), indent=_INDENT)
    for lead_in, each in stretch.in_order():
        if lead_in:
            _print_aside("lead-in", lead_in, terminal, full=full, marks=hit.mark(lead_in))
        if stretch.matches(each):
            label = f"{each.marker} " if each.label else ""
            terminal.write(Part(label), *_marked(each.text, hit.mark(each.text), full=full), indent=_INDENT)
        else:
            _print_aside("around", _labelled(each), terminal, full=full)


def _headings(meeting: Meeting, item: AgendaItem) -> Iterator[str]:
    """Yield the meeting, if anything is known of it, and the item."""
    day = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else None
    known = dict.fromkeys(part for part in (meeting.council, meeting.body, day) if part)
    if known:
        yield " · ".join(known)
    number = f"Item {item.number}" if item.number else None
    yield ": ".join(part for part in (number, item.title) if part) or "Before the first item"


def _what(passage: Passage) -> str:
    """Return kind, label, decision type and speakers of a passage: "decision d (recommended)"."""
    words = [passage.kind.value]
    if passage.label:
        words.append(passage.label)
    if passage.decision_type:
        words.append(f"({passage.decision_type.value})")
    return " · ".join([" ".join(words), *_acts(passage.attributions)])


def _acts(attributions: Sequence[Attribution]) -> Iterator[str]:
    """Yield who did what: "said by A; B", "moved by C"; all speech is one, as the filter `said_by` takes it."""
    by_act: dict[str, dict[str, None]] = {}
    for each in attributions:
        by_act.setdefault("said" if each.is_speech else each.act.value, {})[_who(each)] = None
    for act, names in by_act.items():
        yield f"{act} by {'; '.join(names)}"


def _who(spoken: Attribution) -> str:
    known = [part for part in (spoken.person, spoken.role, spoken.party) if part and part != spoken.printed]
    return f"{spoken.printed} ({', '.join(known)})" if known else spoken.printed


def _labelled(passage: Passage) -> str:
    return f"{passage.marker} {passage.text}" if passage.label else passage.text


def _print_aside(name: str, text: str, terminal: Terminal, *, full: bool, marks: Sequence[Span] = ()) -> None:
    """Write context of a passage after a name for it, since in a pipe no colour sets it apart."""
    if not full:
        text, marks = cut_snippet(text, marks, width=_ASIDE)
    terminal.write(Part(f"{name}: ", "quiet"), *_cut(text, marks, role="quiet"), indent=_INDENT)


def _marked(text: str, highlights: Sequence[Span], *, full: bool) -> Iterator[Part]:
    if not full:
        text, highlights = cut_snippet(text, highlights, width=_SNIPPET)
    return _cut(text, highlights)


def _cut(text: str, marks: Sequence[Span], *, role: str = "") -> Iterator[Part]:
    """Yield the parts of a text split at its highlights, so that each can be cleaned without moving the marks."""
    at = 0
    for start, end in marks:
        yield Part(text[at:start], role)
        yield Part(text[start:end], "match")
        at = end
    yield Part(text[at:], role)
