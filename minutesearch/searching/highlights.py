"""Highlighting: the stretches of a text that a query matched, and the words that it does not have."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Self

from minutesearch.analysis import ENGLISH, Analyser, Word
from minutesearch.analysis.tokens import Token
from minutesearch.query.nodes import ANY, ANY_EXACT, Near, Not, Or, Phrase, Query, Term
from minutesearch.query.visitor import Visitor
from minutesearch.records import Span

__all__ = ["Highlighter", "Leaf", "MissedWords", "find_highlights"]

_FIELDS = (ANY_EXACT, ANY)
#: Where a word has its form, and its stem.
_FORM, _STEM = 0, 1


class Leaf(NamedTuple):
    """A word, a phrase or a group of words near each other that a query looks for."""

    #: "any" for stems, "any_exact" for words as printed.
    field: str
    #: The words, as stems or as printed.
    words: tuple[str, ...]
    #: How many other words may stand between them, in any order; None for words in a row.
    distance: int | None


def _iter_leaves(tree: Query) -> Iterator[Leaf]:
    """Yield the words, phrases and groups that a tree looks for, without those that it excludes.

    Args:
        tree: A tree without prefixes, which are spelt out beforehand.
    """
    return _Leaves().visit(tree)


class _Leaves(Visitor[[], Iterator[Leaf]]):
    """Visitor that yields the leaves below a node; excluded ones are left out."""

    def visit_term(self, node: Term) -> Iterator[Leaf]:
        if node.fieldname in (ANY, ANY_EXACT):
            yield Leaf(node.fieldname, (node.text,), None)

    def visit_phrase(self, node: Phrase) -> Iterator[Leaf]:
        yield Leaf(node.fieldname, tuple(node.words), None)

    def visit_near(self, node: Near) -> Iterator[Leaf]:
        yield Leaf(node.fieldname, tuple(node.words), node.distance)

    def visit_leaf(self, _: Query) -> Iterator[Leaf]:
        return iter(())

    def visit_not(self, _: Not) -> Iterator[Leaf]:
        return iter(())

    def visit_inner(self, node: Query) -> Iterator[Leaf]:
        return chain.from_iterable(map(self.visit, node.children()))


class Highlighter:
    """Highlighter of one query's words in any text; it compares by value, hashes and pickles.

    Args:
        leaves: The words, phrases and groups that the query looks for.
        analyser: The analyser of the index.
    """

    __slots__ = ("_analyser", "_found", "_known", "_tree")

    def __init__(self, leaves: Iterable[Leaf], analyser: Analyser = ENGLISH) -> None:
        self._known: tuple[Leaf, ...] | None = tuple(leaves)
        self._tree: Query | None = None
        self._analyser = analyser
        # The hits of one item ask for the same title.
        self._found: dict[str, tuple[Span, ...]] = {}

    @classmethod
    def of(cls, tree: Query, analyser: Analyser = ENGLISH) -> Self:
        """Return the highlighter for a query's tree, in which prefixes have been spelt out."""
        made = cls((), analyser)
        made._known, made._tree = None, tree
        return made

    @property
    def _leaves(self) -> tuple[Leaf, ...]:
        """The leaves, of a tree gone through when somebody asks for what they mark."""
        if self._known is None:
            self._known = tuple(_iter_leaves(self._tree)) if self._tree is not None else ()
        return self._known

    def __call__(self, text: str) -> tuple[Span, ...]:
        """Return the stretches of a text that match, as `find_highlights` does."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = find_highlights(text, self._leaves, self._analyser)
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Highlighter):
            return NotImplemented
        return (self._leaves, self._analyser) == (other._leaves, other._analyser)

    def __hash__(self) -> int:
        return hash(self._leaves)

    def __reduce__(self) -> tuple[object, ...]:
        return Highlighter, (self._leaves, self._analyser)


#: What a text has to have: a leaf; or a tuple of such tests, with whether all of them are needed.
_Test = Leaf | tuple[bool, tuple["_Test", ...]]


class _Tests(Visitor[[], _Test]):
    """Visitor that returns what a text has to have for a node to match it."""

    def visit_term(self, node: Term) -> _Test:
        return Leaf(node.fieldname, (node.text,), None)

    def visit_phrase(self, node: Phrase) -> _Test:
        return Leaf(node.fieldname, tuple(node.words), None)

    def visit_near(self, node: Near) -> _Test:
        return Leaf(node.fieldname, tuple(node.words), node.distance)

    def visit_or(self, node: Or) -> _Test:
        return False, tuple(map(self.visit, node.children()))

    def visit_nothing(self, _: Query) -> _Test:
        return False, ()

    def visit_inner(self, node: Query) -> _Test:
        return True, tuple(map(self.visit, node.children()))


class MissedWords:
    """The words of a query of which any was enough; says which of them a passage does not have.

    Like a highlighter it compares by value, hashes and pickles, and goes through the query when it is first asked.

    Args:
        wanted: What was typed, each with the nodes of which any has it.
        analyser: The analyser of the index.
    """

    __slots__ = ("_analyser", "_tests", "_wanted")

    def __init__(self, wanted: Iterable[tuple[str, Sequence[Query]]], analyser: Analyser = ENGLISH) -> None:
        self._wanted = tuple(wanted)
        self._tests: tuple[tuple[str, _Test], ...] | None = None
        self._analyser = analyser

    @classmethod
    def restored(cls, tests: tuple[tuple[str, _Test], ...], analyser: Analyser) -> Self:
        """Return the same from what it tests."""
        made = cls((), analyser)
        made._tests = tests
        return made

    @property
    def tests(self) -> tuple[tuple[str, _Test], ...]:
        """What was typed, each with what a text has to have."""
        if self._tests is None:
            visit = _Tests().visit
            self._tests = tuple((typed, (False, tuple(map(visit, nodes)))) for typed, nodes in self._wanted)
        return self._tests

    def __call__(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the words, as typed and in their order, that none of some texts has."""
        return tuple(typed for typed, test in self.tests if not any(self._holds(test, text) for text in texts))

    def _holds(self, test: _Test, text: str) -> bool:
        if isinstance(test, Leaf):
            return bool(text) and bool(find_highlights(text, (test,), self._analyser))
        needs_all, tests = test
        return (all if needs_all else any)(self._holds(each, text) for each in tests)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MissedWords):
            return NotImplemented
        return (self.tests, self._analyser) == (other.tests, other._analyser)

    def __hash__(self) -> int:
        return hash(self.tests)

    def __reduce__(self) -> tuple[object, ...]:
        return MissedWords.restored, (self.tests, self._analyser)


def find_highlights(text: str, leaves: Sequence[Leaf], analyser: Analyser = ENGLISH) -> tuple[Span, ...]:
    """Return the stretches of a text that match: words by stem or form, and phrases only as a whole.

    Args:
        text: Any text.
        leaves: The words, phrases and groups to look for.
        analyser: The analyser of the index.

    Returns:
        Half-open stretches of the text in code points, in order; those that touch or overlap are merged.
    """
    leaves = tuple(leaves)
    exacts, stems = _words_of(leaves)
    words = analyser.find_words(text, exacts=exacts, stems=stems)
    if not words:
        return ()
    spans: list[Span] = []
    for leaf in leaves:
        if len(leaf.words) == 1:
            at = _FORM if leaf.field == ANY_EXACT else _STEM
            spans += [Span(word.start, word.end) for word in words if word[at] == leaf.words[0]]
    if any(len(leaf.words) > 1 and _has_words(leaf, words) for leaf in leaves):
        spans += _find_in_a_row(text, leaves, analyser)
    return _merge(spans)


def _words_of(leaves: Sequence[Leaf]) -> tuple[set[str], set[str]]:
    """Return the words that leaves look for as printed, and those by stem."""
    exacts, stems = ({word for leaf in leaves if leaf.field == field for word in leaf.words} for field in _FIELDS)
    return exacts, stems


def _has_words(leaf: Leaf, words: Sequence[Word]) -> bool:
    at = _FORM if leaf.field == ANY_EXACT else _STEM
    return {word[at] for word in words}.issuperset(leaf.words)


def _find_in_a_row(text: str, leaves: Sequence[Leaf], analyser: Analyser) -> list[Span]:
    """Return the stretches of words that stand in a row or near each other, which have to be counted for it."""
    leaves = [leaf for leaf in leaves if len(leaf.words) > 1]
    exacts, stems = _words_of(leaves)
    tokens = analyser.find_tokens(text, exacts=exacts, stems=stems)
    by_form = {ANY: _places(tokens, exact=False), ANY_EXACT: _places(tokens, exact=True)}
    return [span for leaf in leaves for span in _leaf_spans(leaf, by_form[leaf.field])]


def _places(tokens: Sequence[Token], *, exact: bool) -> dict[str, list[Token]]:
    places: defaultdict[str, list[Token]] = defaultdict(list)
    for token in tokens:
        places[token.exact if exact else token.stem].append(token)
    return places


def _leaf_spans(leaf: Leaf, places: dict[str, list[Token]]) -> list[Span]:
    if any(word not in places for word in leaf.words):
        return []
    if leaf.distance is None:
        return _phrase_spans(leaf.words, places)
    return _near_spans(leaf.words, leaf.distance, places)


def _phrase_spans(words: Sequence[str], places: dict[str, list[Token]]) -> list[Span]:
    by_position = [{token.position: token for token in places[word]} for word in words]
    return [
        Span(first.start, by_position[-1][at + len(words) - 1].end)
        for at, first in by_position[0].items()
        if all(at + offset in later for offset, later in enumerate(by_position))
    ]


def _near_spans(words: Sequence[str], distance: int, places: dict[str, list[Token]]) -> list[Span]:
    """Return the span of each word inside a window that the engine counts as words near each other."""
    wanted = Counter(words)
    positions = {word: sorted({token.position for token in places[word]}) for word in wanted}
    inside: set[int] = set()
    for start in sorted({at for found in positions.values() for at in found}):
        chosen: list[int] = []
        for word, times in wanted.items():
            first = bisect_left(positions[word], start)
            chosen += positions[word][first : first + times]
        if len(chosen) == wanted.total() and max(chosen) - start - (len(chosen) - 1) <= distance:
            inside.update(chosen)
    return [Span(token.start, token.end) for word in wanted for token in places[word] if token.position in inside]


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
