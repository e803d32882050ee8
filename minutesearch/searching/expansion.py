"""Query expansion: acronyms, spelling variants, nearest words and prefixes added to a query's tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from operator import itemgetter

from minutesearch.analysis import Analyser, edits_allowed, nearest
from minutesearch.engine import Deadline, Snapshot
from minutesearch.errors import QueryError
from minutesearch.late import dataclass
from minutesearch.query import Form, ParsedQuery, QueryToken, QueryWord
from minutesearch.query.nodes import (
    ANY,
    ANY_EXACT,
    Alternatives,
    And,
    Boosted,
    Not,
    Or,
    Prefix,
    Query,
    Term,
    Widened,
    is_filter,
    is_placed,
    nothing,
    place_of,
    weighed,
)
from minutesearch.query.visitor import Visitor
from minutesearch.searching.filters import field_query
from minutesearch.searching.rewriting import Rewriting, find_rewritings, phrases_of, rarity
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.abbreviations import Form as AcronymForm

__all__ = ["MAX_EXPANSIONS", "Expanded", "expand_query", "typed_forms"]

#: How many words the prefixes of a query may stand for together.
MAX_EXPANSIONS = 1024

#: What a match by another word counts against one by the word itself. Not tuned: it only has to stand below.
_WEIGHT = 0.5
#: A near word with fewer passages than one in so many of the nearest's is offered and not looked for: who types
#: "floding" means "flooding", which stands in a thousand, and not "folding".
_RARER = 2
#: What a further near word is worth at most against the first, however rare it is: "floding" is flooding first.
_FURTHER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """A query's tree after expansion, with a record of what was added."""

    #: The tree: its leaves are words, phrases, words near each other and conditions on fields, and no prefixes.
    tree: Query
    #: The words and phrases added, by the words as typed that they were added for.
    expansions: Mapping[str, tuple[str, ...]]
    #: The words as typed that the index does not have and that its nearest words replace.
    approximate: tuple[str, ...]
    #: The query with the nearest known word for each unknown one; None if every word is known or has none near.
    suggestion: str | None
    #: What is near a word too and was not looked for, in sentences.
    notes: tuple[str, ...] = ()
    #: Of words far away, how many passages each near one was taken to have; what is counted later may be fewer.
    assumed: Mapping[str, int] = field(default_factory=dict)
    #: For each word typed that is wanted, by its start and end in the query, the nodes of which any has it.
    having: Mapping[tuple[int, int], Sequence[Query]] = field(default_factory=dict)


def expand_query(
    parsed: ParsedQuery,
    store: DocumentStore,
    *,
    expand: bool,
    weights: Mapping[tuple[int, int], float] | None = None,
    deadline: Deadline | None = None,
) -> Expanded:
    """Return a query's tree with acronyms, spelling variants, nearest words and prefixes spelt out for an index.

    Args:
        parsed: The query.
        store: The documents of the index, with its acronyms and its vocabulary.
        expand: Whether to add acronyms, long forms and nearest words; if not, they are only suggested.
        weights: The weights of the words that do not count 1.0, by their start and end in the query.
        deadline: When to stop; None for never.

    Raises:
        QueryError: The prefixes stand for more than 1,024 words.
        QueryTimeoutError: The deadline has passed.
    """
    deadline = deadline or Deadline(None)
    written = find_rewritings(parsed, store) if expand else ()
    near, others, assumed = _find_nearest(
        [word for word in parsed.words if not any(each.start <= word.start < each.end for each in written)],
        store,
        deadline,
    )
    rewriting = _Rewriting(parsed, store, near, written, weights or {}, deadline)
    tree = rewriting.visit(parsed.tree, expand)
    return Expanded(
        tree=tree,
        expansions={typed: tuple(dict.fromkeys(forms)) for typed, forms in rewriting.expansions.items()},
        approximate=tuple(dict.fromkeys(word.surface for word, _ in near.values())) if expand else (),
        suggestion=_suggest(parsed.text, near),
        notes=tuple(others.values()) if expand else (),
        having=rewriting.having,
        assumed=assumed,
    )


#: The endings of plurals, each with that of the singular.
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


def typed_forms(parsed: ParsedQuery, stem: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return the forms that count as typed of each plain word of a query: singular, plural, possessive, by stem.

    Args:
        parsed: The query.
        stem: Returns the stem of a word.
    """
    forms: dict[str, tuple[str, ...]] = {}
    for word in parsed.words:
        if word.form is Form.WORD and not word.is_excluded and len(word.tokens) == 1:
            token = word.tokens[0]
            numbers = (each for each in _numbers_of(token.exact) if each and stem(each) == token.stem)
            forms[token.stem] = tuple(dict.fromkeys((*forms.get(token.stem, ()), token.exact, *numbers)))
    return forms


def _numbers_of(word: str) -> Iterator[str]:
    """Yield what the singular, the plural and the possessive of a word may be; most are no words."""
    bare = word.removesuffix("'s")
    singulars = [bare]
    singulars += [bare.removesuffix(end) + made for end, made in _PLURALS if bare.endswith(end)]
    for one in singulars:
        yield one
        yield f"{one}'s"
        yield from (one.removesuffix(made) + end for end, made in _PLURALS if one.endswith(made))


#: The unknown words of a query by their start and end, each with the words of the index that are nearest, and how
#: many passages have these.
_Nearest = dict[tuple[int, int], tuple[QueryWord, dict[str, int]]]


def _find_nearest(
    words: Sequence[QueryWord], store: DocumentStore, deadline: Deadline
) -> tuple[_Nearest, dict[str, str], dict[str, int]]:
    """Return the nearest words of each unknown word, and by word a sentence that names those much rarer.

    Of an index that is far away also how many passages each of them was taken to have.
    """
    snapshot = store.snapshot
    found: _Nearest = {}
    others: dict[str, str] = {}
    assumed: dict[str, int] = {}
    for word in words:
        deadline.check()
        if word.form is not Form.WORD or word.is_excluded or len(word.tokens) != 1:
            continue
        token = word.tokens[0]
        if snapshot.has_word(token.stem) or store.abbreviations.long_forms(word.surface):
            continue
        if _find_variants(token, snapshot, store.analyser) or _find_forms(token, snapshot, store.analyser):
            continue
        often = store.near_words(token.exact, edits=edits_allowed(len(token.exact)))
        there = [form for form in often if often[form]]
        if forms := nearest(token.exact, there, frequencies=often):
            wanted = {form: often[form] for form in forms if often[form] * _RARER >= often[forms[0]]}
            found[word.start, word.end] = (word, wanted)
            if rarer := [form for form in forms if form not in wanted]:
                others[word.surface] = f"Near “{word.surface}” too, and not looked for: {', '.join(rarer)}."
            if snapshot.is_remote:
                # No word has more passages than it is said to have, so that of these no other need be counted.
                assumed |= {form: often[form] for form in forms}
    return found, others, assumed


def _find_variants(token: QueryToken, snapshot: Snapshot, analyser: Analyser) -> list[tuple[str, str]]:
    """Return the British or American variants of a word that the index has, each with its stem."""
    variants = ((variant, analyser.stem(variant)) for variant in analyser.spelling_variants(token.exact))
    return [(form, root) for form, root in variants if root != token.stem and snapshot.has_word(root)]


def _find_forms(token: QueryToken, snapshot: Snapshot, analyser: Analyser) -> list[str]:
    """Return the forms of a word that have another stem, as far as the index has them."""
    return [form for form in analyser.other_forms(token.exact) if snapshot.has_word(form, exact=True)]


def _suggest(text: str, near: _Nearest) -> str | None:
    if not near:
        return None
    parts = []
    at = 0
    for (start, end), (_, forms) in sorted(near.items()):
        parts += [text[at:start], next(iter(forms))]
        at = end
    return "".join([*parts, text[at:]])


class _Rewriting(Visitor[[bool], Query]):
    """Visitor that rewrites one tree for an index, and records the words it adds.

    The argument of each visit says whether words may be added below the node.
    """

    def __init__(
        self,
        parsed: ParsedQuery,
        store: DocumentStore,
        near: _Nearest,
        written: Sequence[Rewriting],
        weights: Mapping[tuple[int, int], float],
        deadline: Deadline,
    ) -> None:
        self.expansions: defaultdict[str, list[str]] = defaultdict(list)
        self.having: defaultdict[tuple[int, int], list[Query]] = defaultdict(list)
        self._parsed = parsed
        self._words = {(word.start, word.end): word for word in parsed.words}
        self._store = store
        self._snapshot = store.snapshot
        self._analyser = store.analyser
        self._abbreviations = store.abbreviations
        self._near = near
        self._written = {each.start: each for each in written}
        self._weights = weights
        self._deadline = deadline
        self._spelt_out = 0

    def visit(self, node: Query, expand: bool) -> Query:
        """Return a node rewritten for the index; look at the deadline first."""
        self._deadline.check()
        made = super().visit(node, expand)
        if is_placed(node) and place_of(node) in self._words:
            self.having[place_of(node)].append(made)
        return made

    def visit_term(self, node: Term, expand: bool) -> Query:
        """Return a filter as a condition on the index's own values; weigh and expand any other word."""
        if is_filter(node):
            return field_query(self._snapshot, node.fieldname, node.text)
        return self.visit_leaf(node, expand)

    def visit_leaf(self, node: Query, expand: bool) -> Query:
        """Weigh and expand a word or phrase by its place in the query; leave a node without a place as it is."""
        word = self._word_of(node)
        return node if word is None else self._weigh_word(node, word, expand)

    def visit_alternatives(self, node: Alternatives, expand: bool) -> Query:
        """Weigh and expand the alternative spellings of one word as that word; rewrite other alternatives."""
        word = self._word_of(node)
        return self._rewrite_children(node, expand) if word is None else self._weigh_word(node, word, expand)

    def visit_and(self, node: And, expand: bool) -> Query:
        """Rewrite the children, and add short forms beside the words of a long form."""
        return self._rewrite_children(node, expand)

    def visit_or(self, node: Or, expand: bool) -> Query:
        """Rewrite the children, and add short forms beside the words of a long form."""
        return self._rewrite_children(node, expand)

    def visit_not(self, node: Not, _expand: bool) -> Query:
        """Rewrite an exclusion without expanding it: "-ICS" does not exclude "Integrated Care System"."""
        return Not(self.visit(node.query, False))

    def visit_boosted(self, node: Boosted, expand: bool) -> Query:
        """Rewrite both the required and the optional side."""
        return Boosted(self.visit(node.required, expand), self.visit(node.optional, expand))

    def _word_of(self, node: Query) -> QueryWord | None:
        return self._words.get(place_of(node)) if is_placed(node) else None

    def _weigh_word(self, node: Query, word: QueryWord, expand: bool) -> Query:
        weight = self._weights.get((word.start, word.end))
        if weight is not None:
            node = weighed(node, weight)
        return self._write_word(self._expand_word(node, word), word, weight) if expand else node

    def _write_word(self, node: Query, word: QueryWord, weight: float | None) -> Query:
        """Return a word's node with the other ways of writing it, where it is all of a stretch that has some."""
        written = self._written_in([word])
        if written is None:
            return node
        self._note_written(written)
        ways = written.node if weight is None else weighed(written.node, weight)
        if not written.is_whole:
            return Widened([node, ways])
        # What else a word was widened to stays beside it: long forms, irregular ones.
        others = list(node.children())[1:] if type(node) is Widened else []
        if type(ways) is Widened:
            return Widened([*ways.children(), *others])
        return Widened([ways, *others]) if others else ways

    def _written_in(self, words: Sequence[QueryWord]) -> Rewriting | None:
        """Return the stretch of which some words are all that is looked for; None if there is none."""
        for each in self._written.values():
            inside = [word for word in self._words.values() if each.start <= word.start and word.end <= each.end]
            if inside and inside == list(words):
                return each
        return None

    def _note_written(self, written: Rewriting) -> None:
        if written.forms:
            self.expansions[written.typed] += written.forms

    def visit_prefix(self, node: Prefix, _expand: bool) -> Query:
        """Replace a prefix by the words of the index that begin with it."""
        forms = self._snapshot.words(node.text)
        self._spelt_out += len(forms)
        if self._spelt_out > MAX_EXPANSIONS:
            whose = "" if len(forms) == self._spelt_out else ", with those before it,"
            raise QueryError(
                f'"{node.text}*"{whose} stands for {self._spelt_out:,} words, more than {MAX_EXPANSIONS:,};'
                " type more letters",
                query=self._parsed.text,
                column=place_of(node)[0] + 1,
            )
        return Or([Term(ANY_EXACT, form) for form in forms]) if forms else nothing()

    def _expand_word(self, node: Query, word: QueryWord) -> Query:
        others: list[Query] = []
        if word.form is Form.WORD:
            node = self._add_variants(node, word)
            others = self._add(word.surface, self._abbreviations.long_forms(word.surface))
            # Words that ask ("say") are no less common in another form.
            if len(word.tokens) == 1 and self._weights.get((word.start, word.end), 1.0) >= 1.0:
                # As printed: "lives" of "life" does not bring "living".
                forms = _find_forms(word.tokens[0], self._snapshot, self._analyser)
                if forms:
                    self.expansions[word.surface] += forms
                others += [weighed(Term(ANY_EXACT, form), _WEIGHT) for form in forms]
        elif word.form is Form.PHRASE:
            stems = tuple(token.stem for token in word.tokens)
            others = self._add(word.surface, self._abbreviations.short_forms(stems))
            node = self._write_phrase(node, word)
        for form, weight in self._weigh_near(self._near.get((word.start, word.end), (word, {}))[1]):
            self.expansions[word.surface].append(form)
            others.append(weighed(Term(ANY_EXACT, form), weight))
        return Widened([node, *others]) if others else node

    def _weigh_near(self, forms: Mapping[str, int]) -> Iterator[tuple[str, float]]:
        """Yield near words with their weights, by which none that is rarer counts more than the first."""
        worths = [rarity(found, self._snapshot.passage_count) for found in forms.values()]
        for at, form in enumerate(forms):
            yield form, _WEIGHT * (_FURTHER * min(worths[0] / worths[at], 1.0) if at else 1.0)

    def _write_phrase(self, node: Query, word: QueryWord) -> Query:
        """Return one node for a quotation in all the ways of writing it that the index has."""
        ways = phrases_of(word, self._store)
        if not ways:
            return node
        self.expansions[word.surface] += [text for text, _ in ways]
        own = list(node.children()) if type(node) is Alternatives else [node]
        return Alternatives([*own, *(leaf for _, leaf in ways if leaf not in own)])

    def _add_variants(self, node: Query, word: QueryWord) -> Query:
        """Return one node for all spellings of a word, whose frequency is that of all of them together."""
        if type(node) is not Term or len(word.tokens) != 1:
            return node
        variants = _find_variants(word.tokens[0], self._snapshot, self._analyser)
        if not variants:
            return node
        self.expansions[word.surface] += [form for form, _ in variants]
        spellings = Alternatives([Term(ANY, node.text), *(Term(ANY, root) for _, root in variants)])
        return weighed(spellings, node.boost)

    def _rewrite_children(self, node: And | Or, expand: bool) -> Query:
        children = list(node.children())
        rewritten = [self.visit(child, expand) for child in children]
        runs = self._abbreviations.find_runs(list(map(_stem_of, children))) if expand else []
        written = self._find_written(children) if expand else []
        wider: list[tuple[int, int, Callable[[Query], Query]]] = [
            (first, last, partial(self._beside_written, written=found)) for first, last, found in written
        ]
        for first, last, forms in runs:
            if all(last <= start or end <= first for start, end, _ in written):
                said = self._parsed.text[place_of(children[first])[0] : place_of(children[last - 1])[1]]
                wider.append((first, last, partial(self._beside_short, said=said, forms=forms)))
        for first, last, widen in sorted(wider, key=itemgetter(0), reverse=True):
            made = widen(type(node)(rewritten[first:last]))
            for child in children[first:last]:
                # A short form has all words of the long one.
                self.having[place_of(child)] += list(made.children())[1:]
            rewritten[first:last] = [made]
        return rewritten[0] if len(rewritten) == 1 else type(node)(rewritten)

    def _beside_written(self, typed: Query, *, written: Rewriting) -> Query:
        self._note_written(written)
        return written.node if written.is_whole else Widened([typed, written.node])

    def _beside_short(self, typed: Query, *, said: str, forms: Sequence[AcronymForm]) -> Query:
        return Widened([typed, *self._add(said, forms)])

    def _find_written(self, children: Sequence[Query]) -> list[tuple[int, int, Rewriting]]:
        """Find runs of several words that are a stretch with other ways of writing it, as `_find_runs` does."""
        words = [self._word_of(child) if is_placed(child) else None for child in children]
        found = []
        for each in self._written.values():
            inside = [
                at for at, word in enumerate(words) if word and each.start <= word.start and word.end <= each.end
            ]
            if len(inside) > 1 and inside == list(range(inside[0], inside[-1] + 1)):
                chosen = [word for at in inside if (word := words[at])]
                if self._written_in(chosen) is each:
                    found.append((inside[0], inside[-1] + 1, each))
        return found

    def _add(self, typed: str, forms: Sequence[AcronymForm]) -> list[Query]:
        if forms:
            self.expansions[typed] += [form.text for form in forms]
        return [weighed(form.leaf(), _WEIGHT) for form in forms]


def _stem_of(node: Query) -> str | None:
    """Return the stem of an unquoted word; None for any other node."""
    return node.text if type(node) is Term and node.fieldname == ANY else None
