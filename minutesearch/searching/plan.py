"""The plan of a search: what a query is taken to mean for an index, and what its engine is to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from minutesearch.engine import Deadline, Expected, SearchRequest
from minutesearch.errors import ArgumentError
from minutesearch.late import compile_later, dataclass
from minutesearch.query import Filter, ParsedQuery, parse_query
from minutesearch.query.nodes import Query, nothing, wanted_places
from minutesearch.searching.expansion import Expanded, expand_query, typed_forms
from minutesearch.searching.filters import collect_filters, expect_values
from minutesearch.searching.likeness.feedback import SEEDS
from minutesearch.searching.options import FACET_KEYS, SearchOptions
from minutesearch.searching.plain_query import read_plainly
from minutesearch.searching.rewriting import phrases_in_writings
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.person_forms import forms_of
from minutesearch.searching.store.question_weights import Question, is_question, read_question
from minutesearch.searching.understanding import expect_words, query_of_plain_text, set_aside

__all__ = ["Plan", "draft_plan", "is_as_assumed", "make_plan", "plan_as_a_whole"]

# No operator, sign or field is among them.
_BARE = compile_later(r"(?:[a-z]|[A-Za-z][a-z]+)(?: (?:[a-z]|[A-Za-z][a-z]+))*")
#: No longer text is a plain query.
_LONGEST_BARE = 1024
#: A filter that is typed in a query, with its value.
_FILTER = compile_later(r"(?i)(?<!\w)([a-z_]+):(?:\s*\"([^\"]+)\"|\s*([^\s\"()]+))")
#: Words with capitals, side by side.
_NAMED = compile_later(r"(?<!\w)[A-Z]\w*(?:[-'’](?!s\b)\w+)*(?: [A-Z]\w*(?:[-'’](?!s\b)\w+)*)*")
_NO_QUESTION = Question(weights={}, speakers={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query read with one way of combining its words."""

    #: How its words are combined.
    match: Literal["all", "any"]
    #: The query in the query language.
    text: str
    #: Whether the other way would give another plan.
    match_matters: bool
    #: What its words are widened to.
    expanded: Expanded
    #: What the engine is to be asked.
    request: SearchRequest
    #: What was typed, in parts; None for a plain query, whose parts are its words.
    parsed: ParsedQuery | None = None
    #: The filters typed in it.
    filters: tuple[Filter, ...] = ()
    #: What its words ask, and whom they name.
    question: Question = _NO_QUESTION
    #: Whether it is plain text without a word, which finds nothing.
    is_wordless: bool = False
    #: The words of a question that only rank, since they ask or are titles: their starts and ends.
    asides: tuple[tuple[int, int], ...] = ()
    #: Where any word is enough, what was typed, each with the nodes of which any has it.
    wanted: tuple[tuple[str, Sequence[Query]], ...] = ()


def make_plan(
    store: DocumentStore, query: str, options: SearchOptions, match: Literal["all", "any"], deadline: Deadline
) -> Plan:
    """Return the plan of a query, in which nothing is assumed of an index that is far away.

    Args:
        store: The state that is to be searched.
        query: The query as typed.
        options: The options, checked.
        match: How to combine its words.
        deadline: When to stop.

    Raises:
        ArgumentError: The query is no text.
        QueryError: The query cannot be read, or asks for more than the limits allow.
        QueryTimeoutError: There is no more time.
    """
    while True:
        plan = draft_plan(store, query, options, match, deadline)
        if is_as_assumed(store, plan):
            return plan


def is_as_assumed(store: DocumentStore, plan: Plan) -> bool:
    """Return whether each near word has as many passages as a plan took it to have; if not, plan anew."""
    assumed = plan.expanded.assumed
    return not assumed or store.how_often(list(assumed)) == assumed


def draft_plan(
    store: DocumentStore,
    query: str,
    options: SearchOptions,
    match: Literal["all", "any"],
    deadline: Deadline,
    *,
    looks_up: bool = True,
) -> Plan:
    """Return the plan of a query: the short way if it is plain, else by reading and expanding it as a whole.

    It takes and raises what `make_plan` does. Of an index that is far away it may have assumed how many passages
    have a near word, which `is_as_assumed` finds out after a search that counts it too. What it will
    need of such an index it looks up at once, unless nearly all of that is known.
    """
    if not isinstance(query, str):
        raise ArgumentError(f"query must be a text, not {query!r}", argument="query")
    if looks_up and store.snapshot.is_remote:
        expected = [expect_values(name, value) for name, value in _filters_of(store, options, query)]
        # A facet of persons counts all ways of printing a name as one.
        fields = [name for name in ("person", "year") if name in options.facets]
        expected += [Expected(values=fields, trees=phrases_in_writings(query, store))]
        expect_words(store, query, also=expected)
    # Bare words are the same query in either syntax.
    bare = " ".join(query.split()) if options.syntax == "plain" and len(query) <= _LONGEST_BARE else ""
    if _BARE.fullmatch(bare) is not None:
        query = bare
    elif options.syntax == "plain":
        return plan_as_a_whole(store, query, options, match, deadline)
    plain = read_plainly(store, query, match, expand=options.expand)
    if plain is None:
        return plan_as_a_whole(store, query, options, match, deadline)
    expanded = Expanded(
        tree=plain.tree,
        expansions=plain.expansions,
        approximate=plain.approximate,
        suggestion=plain.suggestion,
        notes=plain.notes,
    )
    request = _make_request(
        store, options, deadline, expanded=expanded, question=_NO_QUESTION, filters=(), typed=plain.typed
    )
    return Plan(
        match=match,
        text=query,
        match_matters=plain.match_matters,
        expanded=expanded,
        request=request,
        wanted=plain.wanted if match == "any" else (),
    )


def _filters_of(store: DocumentStore, options: SearchOptions, query: str) -> list[tuple[str, str]]:
    """Return the filters of a search, each with a value: those given, and what looks like one in the query.

    The names in a question are those of a narrower search.
    """
    given = [(name, value) for name, values in options.filters.items() for value in values]
    typed = ((match[1].casefold(), match[2] or match[3]) for match in _FILTER.finditer(query))
    named = (
        ("said_by", name)
        for match in _NAMED.finditer(query if is_question(query) else "")
        if (name := " ".join(word for word in match[0].split() if word.casefold() not in store.analyser.stops))
    )
    return [*given, *((name, value.strip()) for name, value in typed), *named]


def plan_as_a_whole(
    store: DocumentStore, query: str, options: SearchOptions, match: Literal["all", "any"], deadline: Deadline
) -> Plan:
    """Return the plan of any query, as `make_plan` does, by reading and expanding it as a whole."""
    typed = query if options.syntax == "plain" else ""
    if options.syntax == "plain":
        query = query_of_plain_text(query, store.analyser.query_units)
    parsed = parse_query(query, units=store.analyser.query_units, match=match)
    is_wordless = bool(typed.strip()) and not query
    if is_wordless:
        # A text without any word finds nothing, where no text at all finds everything.
        parsed = replace(parsed, tree=nothing())
    question = read_question(parsed, store.snapshot.speakers_named)
    # Where any word is enough, "say" and "Councillor" in a question would find half of the index.
    asides = question.asides(parsed.text) if match == "any" and options.match == "auto" else ()
    if asides:
        parsed = set_aside(parsed, asides)
    expanded = expand_query(parsed, store, expand=options.expand, weights=question.weights, deadline=deadline)
    request = _make_request(
        store,
        options,
        deadline,
        expanded=expanded,
        question=question,
        filters=parsed.filters,
        typed={} if question.is_question else typed_forms(parsed, store.analyser.stem),
    )
    return Plan(
        match=match,
        text=parsed.text,
        match_matters=parsed.match_matters,
        expanded=expanded,
        request=request,
        parsed=parsed,
        filters=parsed.filters,
        question=question,
        is_wordless=is_wordless,
        asides=asides,
        wanted=_find_wanted(parsed, expanded, asides, store) if match == "any" and parsed.match_matters else (),
    )


def _find_wanted(
    parsed: ParsedQuery, expanded: Expanded, asides: tuple[tuple[int, int], ...], store: DocumentStore
) -> tuple[tuple[str, Sequence[Query]], ...]:
    """Return what each passage would have if all words were asked for, each with the nodes of which any has it."""
    strict = parse_query(parsed.text, units=store.analyser.query_units, match="all")
    found = []
    for places in wanted_places(strict.tree):
        nodes = [node for place in places for node in expanded.having.get(place, ())]
        if nodes and not set(places) <= set(asides):
            typed = dict.fromkeys(parsed.text[start:end] for start, end in places)
            found.append((" OR ".join(typed), nodes))
    return tuple(found)


def _make_request(
    store: DocumentStore,
    options: SearchOptions,
    deadline: Deadline,
    *,
    expanded: Expanded,
    question: Question,
    filters: tuple[Filter, ...],
    typed: Mapping[str, tuple[str, ...]],
) -> SearchRequest:
    return SearchRequest(
        tree=expanded.tree,
        filters=collect_filters(store.snapshot, options, filters, deadline),
        sort=options.sort,
        group=options.group,
        offset=options.offset,
        limit=options.limit,
        facets={name: FACET_KEYS[name] for name in options.facets},
        folded={"person": forms_of(store.snapshot).shown} if "person" in options.facets else {},
        facet_limit=options.facet_limit,
        deadline=deadline,
        speakers=question.speakers,
        is_question=question.is_question,
        typed=typed,
        seeds=SEEDS,
        collapses_copies=options.duplicates == "collapse",
    )
