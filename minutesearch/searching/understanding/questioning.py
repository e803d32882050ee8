"""What a question is about beside its words: whose words are meant, and which words only ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from minutesearch.query import Form, ParsedQuery, QueryWord
from minutesearch.query.combining import disjunction
from minutesearch.query.nodes import Boosted, Or, is_placed, place_of
from minutesearch.searching.store.question_weights import SPEAKER_WEIGHT, Question, is_question, is_title

__all__ = ["narrower_queries", "set_aside"]


def set_aside(parsed: ParsedQuery, places: Iterable[tuple[int, int]]) -> ParsedQuery:
    """Return a query of which any word is enough, with some words that only rank; the same if it has no others.

    Args:
        parsed: The query, read with any of its words.
        places: Where the words begin and end that only rank.
    """
    if type(parsed.tree) is not Or:
        return parsed
    chosen = frozenset(places)
    members = list(parsed.tree.children())
    asides = [each for each in members if is_placed(each) and place_of(each) in chosen]
    others = [each for each in members if not (is_placed(each) and place_of(each) in chosen)]
    if not asides or not others:
        return parsed
    return replace(parsed, tree=Boosted(disjunction(others), disjunction(asides)))


def narrower_queries(parsed: ParsedQuery, question: Question) -> Iterator[tuple[str, str]]:
    """Yield the narrower queries that a question suggests, each with what it is called before it.

    Args:
        parsed: The question; anything else suggests nothing.
        question: What its words ask, and whom they name.

    Yields:
        One for each name that somebody bears who speaks in the minutes.
    """
    if not is_question(parsed.text):
        return
    plain = [word for word in parsed.words if word.form is Form.WORD and not word.is_excluded]
    matter = [word.surface for word in plain if (word.start, word.end) not in question.weights]
    for name in _names(plain, question):
        said_by = f'said_by:"{name}"' if " " in name else f"said_by:{name}"
        yield f"Only what {name} said", " ".join((said_by, *matter))


def _names(words: Sequence[QueryWord], question: Question) -> Iterator[str]:
    """Yield the names in a question: words of speakers' names that stand side by side, titles with them."""
    run: list[str] = []
    for word in [*words, None]:
        if word is not None and question.weights.get((word.start, word.end)) == SPEAKER_WEIGHT:
            run.append(word.surface.removesuffix("'s").removesuffix("’s"))
            continue
        if any(not is_title(each) for each in run):
            yield " ".join(run)
        run = []
