"""Random queries and options that somebody might type, mistype or craft to do harm."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from minutesearch.records import DecisionType, Kind

__all__ = ["draw_options", "draw_query"]

_WORDS = (
    *"the of a voluntary sector care board Medway Medway’s M&S ICS ICP K&M MPs letter said chair 2020".split(),
    *"£5.4m 29,000 29000 2% Covid-19 Covid19 co-production MC/21/0302 people's organization may".split(),
    *"cyfarfod bwrdd Pwyllgor Nodwyd naïve CAFÉ ﬁnance ＡＢＣ ǅ ß İ ı Straße e\u0301 ①②③ ½ m² 北京 Ελλάδα".split(),
    *("שלום", "مرحبا", "IT", "Healthwatch"),
)
_FIELDS = (
    "kind decision_type decision-type council body said_by mentions item date KIND Body kidn url text".split()
)
_VALUES = (
    *(kind.value for kind in Kind),
    *(kind.value for kind in DecisionType),
    *"Badu Medway Chair =Chair =chair 8 12A 2020 2020-01 2020-01..2020-06 ..2021 2019..".split(),
    *"07/01/2020 2020-13-99 .. = 0 -1".split(),
)
#: Signs that mean something here, in other query languages, in SQL, in a shell or in a regular expression.
_SIGNS = (
    *"\" “ ” „ « » ＂ ' ` ( ) [ ] { } + - – — * ~ ~5 ~101 ~999999999999999999999 : :: / \\ ? ! , ; . &".split(),
    *"&& | || ^ # @ = < > % $ _ .. -- /* */ ';-- $( &#34; %00 \\u0000".split(),
)
_ODD = (
    *("\x00", "\x1b[31m", "\ud800", "\udfff", "\uffff", "\ufeff", "\u200b", "\u202e", "\u2028", "\u0085", "\xad"),
    *("\u0301" * 50, "👩‍👩‍👧‍👦", "\U0010ffff", "\r\n", "\t", "\v", "\xa0", "ﷺ"),
    *("a" * 300, "9" * 400, "." * 100, "-" * 100),
)
_OPERATORS = ("AND", "OR", "NOT", "MAYBE", "and", "or", "not", "Maybe")
_FACETS = ("council", "body", "year", "item", "kind", "decision_type", "said_by", "mentions")
#: What no option takes.
_WRONG: tuple[Any, ...] = (
    -1,
    1.5,
    "x",
    "",
    "\ud800",
    None,
    object,
    [""],
    [1],
    {"a": 1},
    float("nan"),
    b"care",
    10**30,
)


def draw_query(drawing: Random) -> str:
    """Return a random query: grammatical, of loose pieces, of any characters, or grammatical and then damaged."""
    kind = drawing.random()
    if kind < 0.45:
        return _clause(drawing, drawing.randint(0, 4))
    if kind < 0.7:
        glue = drawing.choice(["", " ", "  ", "\n"])
        return glue.join(_piece(drawing) for _ in range(drawing.randint(0, 14)))
    if kind < 0.8:
        return _any_characters(drawing, drawing.choice([3, 10, 40, 400, 2048, 2060]))
    if kind < 0.95:
        return _damage(drawing, _clause(drawing, drawing.randint(1, 5)))
    return _at_a_limit(drawing)


def draw_options(drawing: Random) -> dict[str, Any]:
    """Return random options of a search, most of them valid, some not."""
    options: dict[str, Any] = {}
    draws: dict[str, Callable[[], Any]] = {
        "limit": lambda: drawing.choice([0, 1, 3, 10, 40]),
        "offset": lambda: drawing.choice([0, 1, 7, 100, 9_000]),
        "council": lambda: _values(drawing, ["Medway Council", "kent", drawing.choice(_ODD)]),
        "body": lambda: _values(drawing, ["Cabinet", "Health and Wellbeing Board", draw_query(drawing) or "x"]),
        "kind": lambda: _values(drawing, [kind.value for kind in Kind]),
        "decision_type": lambda: _values(drawing, [kind.value for kind in DecisionType]),
        "said_by": lambda: _values(drawing, ["Badu", "=Chair", "Councillor Brake", "officer"]),
        "mentions": lambda: _values(drawing, ["Badu", "Chair"]),
        "item": lambda: _values(drawing, ["8", "strategy", _piece(drawing) or "x"]),
        "since": lambda: drawing.choice(
            ["2020", "2020-10-07", "7 October 2020", datetime.date(1999, 1, 1), "0001"]
        ),
        "until": lambda: drawing.choice(["2021", "2023-12", datetime.date(2030, 1, 1), "9999"]),
        "match": lambda: drawing.choice(["auto", "all", "any"]),
        "sort": lambda: drawing.choice(["relevance", "newest", "oldest"]),
        "group": lambda: drawing.choice([None, "item", "meeting"]),
        "context": lambda: drawing.choice([0, 1, 5]),
        "facets": lambda: drawing.sample(_FACETS, drawing.randint(0, len(_FACETS))),
        "facet_limit": lambda: drawing.choice([None, 0, 1, 3, 100]),
        "expand": lambda: drawing.choice([True, False]),
        "deadline_ms": lambda: drawing.choice([None, 10_000, 0.001]),
    }
    for name in drawing.sample(sorted(draws), drawing.choice([0, 0, 1, 1, 2, 3, 5])):
        options[name] = draws[name]()
    if drawing.random() < 0.1:
        options[drawing.choice([*sorted(draws), "kidn"])] = drawing.choice(_WRONG)
    return options


def _values(drawing: Random, choices: Sequence[str]) -> Any:
    return drawing.choice([drawing.choice(choices), list(drawing.sample(choices, min(2, len(choices)))), ()])


def _clause(drawing: Random, depth: int) -> str:
    """Return a text that the grammar makes; some have words that make it an error all the same."""
    parts = [_operand(drawing, depth) for _ in range(drawing.randint(1, 4))]
    glue = drawing.choice([" ", " ", " AND ", " OR ", " MAYBE ", " NOT ", " -", " +"])
    return glue.join(parts)


def _operand(drawing: Random, depth: int) -> str:
    kind = drawing.random()
    if depth and kind < 0.3:
        return f"({_clause(drawing, depth - 1)})"
    if kind < 0.4:
        words = " ".join(drawing.choices(_WORDS, k=drawing.randint(1, 5)))
        return f'"{words}"' + drawing.choice(["", "", f"~{drawing.randint(0, 101)}"])
    if kind < 0.5:
        value = (
            drawing.choice(_VALUES) if drawing.random() < 0.7 else f'"{" ".join(drawing.choices(_WORDS, k=2))}"'
        )
        return f"{drawing.choice(_FIELDS)}:{value}"
    if kind < 0.58:
        return drawing.choice(_WORDS)[: drawing.randint(1, 6)] + "*"
    return drawing.choice(["", "", "", "", "+", "-", "NOT ", "MAYBE "]) + drawing.choice(_WORDS)


def _piece(drawing: Random) -> str:
    return drawing.choice(
        drawing.choice([_WORDS, _SIGNS, _ODD, _OPERATORS, _VALUES, [f"{each}:" for each in _FIELDS]])
    )


def _any_characters(drawing: Random, most: int) -> str:
    top = drawing.choice([0x80, 0x250, 0x3000, 0x110000])
    return "".join(chr(drawing.randrange(top)) for _ in range(drawing.randint(0, most)))


def _damage(drawing: Random, text: str) -> str:
    for _ in range(drawing.randint(1, 4)):
        at = drawing.randint(0, len(text))
        cut = drawing.choice([0, 0, 1, 5])
        text = text[:at] + drawing.choice(["", _piece(drawing)]) + text[at + cut :]
    return text


def _at_a_limit(drawing: Random) -> str:
    """Return a query one below, at or one above a limit; or far above it."""
    step = drawing.choice([-1, 0, 1])
    word = drawing.choice(_WORDS)
    return drawing.choice(
        [
            ("x" * 2048)[: 2047 + step] + "y",
            " ".join([word] * (64 + step)),
            "(" * (20 + step) + word + ")" * (20 + step),
            " OR ".join(f"({word} {other})" for other in drawing.choices(_WORDS, k=31 + step)),
            "-" * 500 + word,
            "NOT " * 400 + word,
            "(" * 1024 + ")" * 1024,
            '"' * 2048,
            ("kind:decision " * 146)[:2048],
            ("a-" * 1024)[:2047],
            ("co-production/" * 146)[:2048],
            "*" * 2048,
            "abc" * 600 + "*",
            f'"{" ".join(drawing.choices(_WORDS, k=63 + step))}"~{100 + step}',
            "1" * 2048,
            "1,000" * 400,
            "£" * 2048,
            "\u0301" * 2048,
        ]
    )
