"""Random queries of the greatest legal cost: each at one or several limits, of the commonest words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from minutesearch.records import Kind

__all__ = ["FACETS", "Costly", "draw_costly"]

#: The limits as the reference states them; a test that only read them from the code would follow any change.
_WORDS, _DEPTH, _DISTANCE, _CHARACTERS = 64, 20, 100, 2_048
FACETS = ("council", "body", "year", "item", "kind", "decision_type", "said_by", "mentions")
#: Words that queries leave out unless they are asked for by a sign: they stand in nearly every passage.
_SMALL = "the of to and in that a for be on by was is it this as with at from are been have would an".split()


class Costly(NamedTuple):
    """A query at a limit, with its options."""

    #: What is large about it.
    kind: str
    query: str
    options: dict[str, Any]


def draw_costly(drawing: Random, common: list[str]) -> Costly:
    """Return a random query at a limit.

    Args:
        drawing: The random generator.
        common: The commonest words of the index without the shortest ones, the most frequent first.
    """
    kind = drawing.choice(sorted(_QUERIES))
    query = _QUERIES[kind](drawing, common)[:_CHARACTERS]
    options: dict[str, Any] = {"match": drawing.choice(["any", "any", "all", "auto"])}
    large = drawing.choice(["page", "offset", "facets", "group", "sort", "filters", "nothing"])
    if large == "page":
        options |= {"limit": 1_000, "context": 9}
    elif large == "offset":
        options |= {"offset": 99_000, "limit": 1_000, "sort": drawing.choice(["relevance", "oldest"])}
    elif large == "facets":
        options |= {"facets": FACETS}
    elif large == "group":
        options |= {"group": drawing.choice(["item", "meeting"]), "limit": 1_000}
    elif large == "sort":
        options |= {"sort": drawing.choice(["newest", "oldest"]), "group": drawing.choice([None, "meeting"])}
    elif large == "filters":
        options |= {
            "kind": [each.value for each in Kind],
            "item": drawing.sample(common, 60),
            "council": "council",
            "since": "1900",
        }
    return Costly(f"{kind}, {large}", query, options)


def _small_words(drawing: Random, common: list[str]) -> str:
    return " ".join(f"+{word}" for word in _SMALL) + " " + " ".join(common[:40])


def _excluded(drawing: Random, common: list[str]) -> str:
    return common[0] + " " + " ".join(f"-{word}" for word in common[1:_WORDS])


def _maybe(drawing: Random, common: list[str]) -> str:
    return common[0] + " MAYBE " + " MAYBE ".join(common[1:_WORDS])


def _phrases(drawing: Random, common: list[str]) -> str:
    size = drawing.choice([2, 3, 4])
    return " OR ".join(f'"{" ".join(drawing.choices(_SMALL[:8] + common[:8], k=size))}"' for _ in range(16))


def _long_phrase(drawing: Random, common: list[str]) -> str:
    return f'"{" ".join(drawing.choices(_SMALL, k=_WORDS))}"'


def _near(drawing: Random, common: list[str]) -> str:
    """Return quotations with a distance that hold as many words as allowed, in one of them or in several."""
    words = _SMALL[:16]
    size = drawing.choice([2, 4, 8, 16])
    groups = [words[at : at + size] for at in range(0, len(words), size)]
    return " OR ".join(f'"{" ".join(group)}"~{_DISTANCE}' for group in groups)


def _nested(drawing: Random, common: list[str]) -> str:
    query = common[0]
    for number in range(1, _DEPTH):
        query = f"({query} {drawing.choice(['OR', 'AND', 'MAYBE', 'NOT'])} {common[number]})"
    return query


def _prefixes(drawing: Random, common: list[str]) -> str:
    """Return prefixes of three and four letters; many are refused, since they stand for too many words."""
    letters = [word[: drawing.choice([3, 4, 4, 5])] + "*" for word in drawing.sample(common, 30) if len(word) > 4]
    return " OR ".join(dict.fromkeys(letters))


def _unknown(drawing: Random, common: list[str]) -> str:
    """Return words that no passage has, for each of which a near one is looked for."""
    made = ("".join(drawing.choices("aeioubcdfglmnprst", k=drawing.randint(9, 14))) for _ in range(_WORDS))
    return " ".join(made)


def _hyphenated(drawing: Random, common: list[str]) -> str:
    return " ".join(f"{one}-{other}" for one, other in zip(common[:32], common[32:64], strict=True))


def _fields(drawing: Random, common: list[str]) -> str:
    values = drawing.sample(common[:200], 60)
    return (
        common[0] + " " + " OR ".join(f"{drawing.choice(['item', 'body', 'council'])}:{value}" for value in values)
    )


_QUERIES: dict[str, Callable[[Random, list[str]], str]] = {
    "64 words": lambda _, common: " ".join(common[:_WORDS]),
    "64 unions": lambda _, common: " OR ".join(common[:_WORDS]),
    "small words": _small_words,
    "63 exclusions": _excluded,
    "63 boosts": _maybe,
    "16 phrases": _phrases,
    "phrase of 64": _long_phrase,
    "16 near words": _near,
    "20 brackets": _nested,
    "prefixes": _prefixes,
    "64 unknown words": _unknown,
    "32 compounds": _hyphenated,
    "60 fields": _fields,
    "everything": lambda _, __: "",
    "question": lambda _, common: "What did the Chair say about " + " ".join(common[:50]) + "?",
}
