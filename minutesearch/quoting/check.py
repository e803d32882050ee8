"""The check of a quotation: where it is in the minutes, word for word or nearly, and what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from minutesearch.engine import Deadline
from minutesearch.query.nodes import Query
from minutesearch.quoting.candidates import find_by_rows, find_by_words, find_word_for_word
from minutesearch.quoting.comparison import Comparison, compare
from minutesearch.quoting.direct_speech import note_asides, read_speech
from minutesearch.quoting.quotation import Quotation, read_quotation
from minutesearch.quoting.reach import reach_of
from minutesearch.quoting.speakers import find_speakers
from minutesearch.records import Span
from minutesearch.results import QuoteCheck, QuotePart, QuotePlace
from minutesearch.searching.filters import collect_filters, has_any
from minutesearch.searching.options import SearchOptions
from minutesearch.searching.options.filter_values import match_names
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.understanding import Unmatched, find_unmatched

__all__ = ["check_quote"]

#: How many passages that have the rarer words are looked at, and with how many of them, those that have most of
#: all its words, the quotation is compared word by word.
_LIKE, _COMPARED = 60, 8
#: From what share of the same words on a passage is where a quotation is from. See docs/design-notes/searching.md.
_NEAR = 0.66
#: Below this share nothing is named as the nearest.
_LEAST = 0.34
#: The same for a quotation of few words: "the report was burnt" has three words of four of "The report was noted".
_FEW, _NEAR_OF_FEW = 6, 0.8
#: How many passages an elision may go over.
_ELIDED = 4
_WORD = re.compile(r"\w+")


def check_quote(store: DocumentStore, text: str, options: SearchOptions) -> QuoteCheck:
    """Check a quotation against the minutes.

    Args:
        store: The documents of the index.
        text: The quotation as typed.
        options: The options: its filters, how many places to give, and how long it may take.

    Raises:
        ArgumentError: It is no text, has no word, or has more than a quotation may.
        QueryTimeoutError: There is no more time.
    """
    quotation = read_quotation(text, store.analyser)
    deadline = Deadline(options.time_limit)
    filters = collect_filters(store.snapshot, options, (), deadline)
    checked = _check(store, text, quotation, filters, options, deadline)
    speech = read_speech(text, store.analyser) if checked.verdict != "exact" else None
    if speech is None:
        return checked
    # Minutes have quotation marks too, so that all the words may have been theirs.
    quoted = _check(store, text, speech.quotation, filters, options, deadline)
    if not _is_closer(quoted, checked):
        return checked
    return replace(quoted, notes=(*note_asides(speech, quoted), *quoted.notes))


def _is_closer(one: QuoteCheck, other: QuoteCheck) -> bool:
    if one.verdict == "exact" or not one.places or not other.places:
        return one.verdict == "exact" or len(one.places) > len(other.places)
    return one.places[0].similarity > other.places[0].similarity


def _check(
    store: DocumentStore,
    text: str,
    quotation: Quotation,
    filters: Mapping[str, Query],
    options: SearchOptions,
    deadline: Deadline,
) -> QuoteCheck:
    longest = max(quotation.segments, key=lambda segment: len(segment.words))
    limit = max(options.limit, 1)
    numbers, total = find_word_for_word(store, longest, filters, limit=limit + _LIKE, deadline=deadline)
    is_whole = len(quotation.segments) == 1
    exact = []
    for each in _iter_compared(store, quotation, numbers, deadline, is_alone=is_whole):
        if each.is_exact:
            exact.append(each)
        if len(exact) == limit:
            break
    if exact:
        places = tuple(_make_place(store, each) for each in exact[: options.limit])
        return QuoteCheck(
            quote=text,
            verdict="exact",
            places=places,
            total=total if is_whole else len(exact),
            notes=_note_others(places, options),
        )
    compared = _compare_alike(store, quotation, numbers[:_COMPARED], filters, deadline)
    found = [each for each in compared if _is_from(each, quotation)]
    if not found:
        nearest = compared[0] if compared and compared[0].similarity >= _LEAST else None
        unmatched = () if compared else _find_unmatched(store, options)
        return QuoteCheck(
            quote=text,
            verdict="not found",
            nearest=_make_place(store, nearest) if nearest else None,
            unmatched={each.name: each.nearest for each in unmatched},
            notes=tuple(each.said for each in unmatched),
        )
    best = found[0]
    places = tuple(_make_place(store, each) for each in found[: options.limit])
    return QuoteCheck(
        quote=text,
        verdict="altered" if best.changes_sense else "exact" if best.is_exact else "near",
        places=places,
        total=len(found),
        notes=_note_others(places, options),
    )


def _note_others(places: tuple[QuotePlace, ...], options: SearchOptions) -> tuple[str, ...]:
    """Return a sentence on who was asked for as the speaker, if in every place the words are somebody else's.

    The filter lets through the passages in which a person speaks, and others may speak there too.
    """
    asked = options.filters.get("said_by", ())
    if not asked or not places or any(_is_said_by(place, each) for place in places for each in asked):
        return ()
    called = " or ".join(f"“{each}”" for each in asked)
    others = "; ".join(dict.fromkeys(name for place in places for name in place.said_by))
    whose = f"are those of {others}" if others else "stand before what anybody says"
    return (f"{called} speaks in the passages, but the words {whose}.",)


def _is_said_by(place: QuotePlace, asked: str) -> bool:
    names = [" ".join(filter(None, (each.person, each.printed, each.role))) for each in place.speakers]
    return bool(match_names(asked.removeprefix("="), names))


def _find_unmatched(store: DocumentStore, options: SearchOptions) -> tuple[Unmatched, ...]:
    snapshot = store.snapshot
    return tuple(
        find_unmatched(
            snapshot,
            options.filters,
            options.days,
            (),
            is_known=lambda name, value: has_any(snapshot, name, value),
        )
    )


def _is_from(compared: Comparison, quotation: Quotation) -> bool:
    """Return whether a quotation is from where it was compared, as it stands or altered."""
    return compared.similarity >= (_NEAR if len(quotation.forms) >= _FEW else _NEAR_OF_FEW)


def _compare_alike(
    store: DocumentStore,
    quotation: Quotation,
    numbers: list[int],
    filters: Mapping[str, Query],
    deadline: Deadline,
) -> list[Comparison]:
    """Return comparisons with what has rows of a quotation's words or, if it is from none, the rarer ones."""
    compared: list[Comparison] = []
    chosen = dict.fromkeys(numbers)
    done: set[int] = set()
    for find in (find_by_rows, find_by_words):
        like = find(store, quotation, filters, limit=_LIKE, deadline=deadline)
        chosen |= dict.fromkeys(_choose(store, quotation, like, deadline))
        compared += _iter_compared(store, quotation, [each for each in chosen if each not in done], deadline)
        done |= chosen.keys()
        compared.sort(key=lambda each: (-each.similarity, not each.is_exact))
        if compared and _is_from(compared[0], quotation):
            break
    return compared


def _choose(store: DocumentStore, quotation: Quotation, numbers: Iterable[int], deadline: Deadline) -> list[int]:
    """Return the passages that have most of a quotation's words."""
    wanted = Counter(quotation.forms)
    shares = []
    for number in numbers:
        deadline.check()
        words = Counter(_WORD.findall(store.place(number).passage.text.lower()))
        shares.append(((wanted & words).total(), number))
    # Sorting keeps the order of those that have as many.
    return [number for _, number in sorted(shares, key=lambda each: -each[0])[:_COMPARED]]


def _iter_compared(
    store: DocumentStore,
    quotation: Quotation,
    numbers: Iterable[int],
    deadline: Deadline,
    *,
    is_alone: bool = False,
) -> Iterator[Comparison]:
    """Iterate over comparisons with some passages, each place once.

    Args:
        store: The documents of the index.
        quotation: The quotation.
        numbers: The passages.
        deadline: When to stop.
        is_alone: Whether a passage is compared without those round it.
    """
    seen = set()
    count = 0 if is_alone else len(quotation.forms)
    further = 0 if is_alone else _ELIDED if len(quotation.segments) > 1 else 1
    for number in numbers:
        deadline.check()
        reach = reach_of(store, number, words=count, further=further)
        if not reach.words:
            continue
        compared = compare(quotation, reach)
        begin = reach.words[min(compared.places[0].start, len(reach.words) - 1)]
        place = (reach.texts[begin.at].number, reach.texts[begin.at].text_of, begin.word.start)
        if place not in seen:
            seen.add(place)
            yield compared


def _make_place(store: DocumentStore, compared: Comparison) -> QuotePlace:
    reach = compared.reach
    words = reach.words[compared.places[0].start : compared.places[-1].end]
    parts = []
    for at, inside in groupby(words, key=lambda each: each.at):
        here = list(inside)
        text = reach.texts[at]
        parts.append(
            QuotePart(
                located=store.locate(text.number),
                span=Span(here[0].word.start, here[-1].word.end),
                text_of=text.text_of,
            )
        )
    return QuotePlace(
        parts=tuple(parts),
        stretches=compared.stretches,
        similarity=compared.similarity,
        speakers=find_speakers(parts),
    )
