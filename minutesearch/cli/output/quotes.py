"""Output of the check of a quotation for people: what became of it, and each place with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.cli.output.terminal import Part, Terminal
from minutesearch.results import QuoteCheck, QuotePlace, QuoteStretch

__all__ = ["print_quote"]

_INDENT = 4
#: The longest equal stretch that is shown whole, in words, and how many of them at either end of a longer one.
_SAME, _ENDS = 60, 25


def print_quote(checked: QuoteCheck, terminal: Terminal, notes: Terminal) -> None:
    """Write what became of a quotation.

    Args:
        checked: The check of it.
        terminal: The terminal to write to.
        notes: The terminal for what is no result.
    """
    terminal.write(Part(_headline(checked), "good" if checked.verdict == "exact" else "bad"))
    for note in checked.notes:
        notes.write(Part(note, "note"))
    places = checked.places
    if checked.nearest is not None:
        terminal.write("The nearest, which is something else:")
        places = (checked.nearest,)
    if any(place.differences for place in places):
        terminal.write(Part("[-only in the quotation-] {+only in the minutes+}", "quiet"))
    for number, place in enumerate(places, start=1):
        terminal.write()
        _print_place(place, number, terminal)
    if checked.total > len(checked.places) and checked.places:
        terminal.write()
        terminal.write(Part(f"and {checked.total - len(checked.places):,} more; --limit N shows more", "note"))


def _headline(checked: QuoteCheck) -> str:
    if checked.verdict == "exact":
        return f"Word for word in {checked.total:,} {'passage' if checked.total == 1 else 'passages'}."
    if checked.verdict == "not found":
        return "Not found: nothing in these minutes is like it."
    count = sum(max(len(each.quoted.split()), len(each.printed.split())) for each in checked.places[0].differences)
    words = f"{count} {'word differs' if count == 1 else 'words differ'}"
    if checked.verdict == "near":
        return f"Not word for word: {words}."
    return f"Not so in the minutes: {words}, a negation or a number among them."


def _print_place(place: QuotePlace, number: int, terminal: Terminal) -> None:
    terminal.write(Part(f"{number}. {place.citation}", "title"))
    if place.said_by:
        terminal.write(Part(f"said by {'; '.join(place.said_by)}", "note"), indent=_INDENT)
    elif others := dict.fromkeys(each.printed for each in place.attributions if each.is_speech):
        said = f"nobody is named as saying this; further on speak {'; '.join(others)}"
        terminal.write(Part(said, "note"), indent=_INDENT)
    terminal.write(*_marked(place.stretches), indent=_INDENT)
    ids = dict.fromkeys(part.located.passage.id for part in place.parts)
    terminal.write(Part(f"id {' '.join(ids)} · {place.located.source}", "quiet"), indent=_INDENT)


def _marked(stretches: tuple[QuoteStretch, ...]) -> Iterator[Part]:
    for at, each in enumerate(stretches):
        if at:
            yield Part(" ")
        if each.mark == "same":
            yield Part(_shorten(each.printed))
        elif each.mark == "elided":
            count = len(each.printed.split())
            yield Part(f"… ({count} {'word' if count == 1 else 'words'} left out)" if count else "…", "quiet")
        else:
            if each.quoted:
                yield Part(f"[-{each.quoted}-]", "quiet")
            if each.quoted and each.printed:
                yield Part(" ")
            if each.printed:
                yield Part(f"{{+{each.printed}+}}", "match")


def _shorten(text: str) -> str:
    words = text.split()
    return text if len(words) <= _SAME else " ".join([*words[:_ENDS], "[…]", *words[-_ENDS:]])
