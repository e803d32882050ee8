"""Generator of made-up meetings that resemble real minutes, as many as wanted, reproducible by a seed.

The words follow Zipf's law as those of real minutes do: first the commonest words of real minutes, in the order of
their frequency there, then words made of a root and an ending, so that stemming has its work. The words of one
item recur in its passages, as a matter's words do. A corpus is the beginning of every longer one of the same seed.
"""

from __future__ import annotations

import datetime
import random
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice, product

from benchmarks.corpus import KINDS, Item, MeetingText, Text
from minutesearch.analysis import STOP_WORDS

__all__ = ["common_words", "generate"]

#: The commonest words of 138,000 paragraphs of council minutes, the most frequent first.
_STRUCTURE = """
    the of to and in that a for be on by was councillor at is it this council as with meeting will from members
    are been have city mr would had an there not were all proposed agreed development has road he report motion
    next they which district county seconded local parish committee also should minutes no any or works plan
    planning community update public area scheme noted asked advised regarding housing their year two if other said
    up new traffic could chair time service information work issue number site application resolved approved
""".split()  # noqa: SIM905
_ONSETS = "b br c ch cl d dr f fl g gr h k l m n p pl pr r s sh sp st t tr v w".split()  # noqa: SIM905
_VOWELS = "a e i o u ea ou oa".split()  # noqa: SIM905
_CODAS = "b d g l ll m n nd nt p r rd rk rt s st t ck".split()  # noqa: SIM905
_ENDINGS = ("", "s", "ed", "ing", "ment", "ation", "er", "ers", "al", "ally", "able", "ive", "ness", "ity")
_OPENINGS = {
    "discussion": ("", "The report set out", "Members discussed", "It was noted that", "Concern was raised about"),
    "decision": ("RESOLVED that", "AGREED that", "The Committee noted", "It was resolved that"),
    "procedural": ("The minutes of the previous meeting", "There were no declarations of", "The Chair opened"),
    "question": ("A Member asked", "In reply to a Member,", "Councillor Smith queried"),
    "answer": ("In response, the Director advised that", "The officer confirmed that"),
    "attendance": ("Apologies were received from", "Also present:"),
    "motion": ("It was proposed by Councillor Collins and seconded by Councillor Ryan that", "That the Council"),
    "summary": ("The purpose of this report is to", "This paper gives"),
    "action": ("Officers to", "The Clerk to"),
}
_COUNCILS = 60
_BODIES = ("Planning Committee", "Cabinet", "Scrutiny Committee", "Health and Wellbeing Board", "Audit Committee")
_FIRST_DAY = datetime.date(2000, 1, 4)
#: Distinct words. Real minutes go on making new ones; this is about what a million paragraphs of 70 words have.
_VOCABULARY = 200_000
#: Zipf-Mandelbrot: the weight of the word of rank r is 1 / (r + shift); past the knee it falls off with the
#: square, as it does in large corpora (Ferrer i Cancho and Solé 2001, "Two regimes in the frequency of words").
_SHIFT, _KNEE = 1.5, 6_000
#: The share of words that are taken from those of the item, and how many it has.
_TOPIC_SHARE, _TOPIC_WORDS = 0.12, 12
_SHAPE = 1.6


def generate(*, seed: int = 1, words: int = 70) -> Iterator[MeetingText]:
    """Yield made-up meetings without end.

    Args:
        seed: The same seed gives the same meetings.
        words: The mean length of a passage, in words; lengths spread as those of real ones do, from 3 up.
    """
    number = 0
    while True:
        yield _make_meeting(random.Random(f"{seed}/{number}"), number, words=words)
        number += 1


def common_words(count: int) -> list[str]:
    """Return the commonest words of three letters or more that are no stop words, the most frequent first.

    Args:
        count: How many words to return.
    """
    words = (word for word in _vocabulary()[0] if len(word) > 2 and word not in STOP_WORDS)
    return list(islice(words, count))


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words, the most frequent first, and their cumulative weights, whatever the seed."""
    drawing = random.Random("vocabulary")
    opened = ["".join(parts) for parts in product(_ONSETS, _VOWELS)]
    closed = ["".join(parts) for parts in product(_ONSETS, _VOWELS, _CODAS)]
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY - len(_STRUCTURE):
        root = (drawing.choice(opened) if drawing.random() < 0.85 else "") + drawing.choice(closed)
        made |= dict.fromkeys(root + ending for ending in drawing.sample(_ENDINGS, drawing.randint(1, 6)))
    rare = [word for word in made if word not in _STRUCTURE]
    drawing.shuffle(rare)
    ranked = tuple(dict.fromkeys([*_STRUCTURE, *rare]))
    weights = accumulate(min(1.0, _KNEE / (rank + 1)) / (rank + _SHIFT) for rank in range(len(ranked)))
    return ranked, tuple(weights)


def _make_meeting(drawing: random.Random, number: int, *, words: int) -> MeetingText:
    council, rest = number % _COUNCILS, number // _COUNCILS
    body, sitting = rest % len(_BODIES), rest // len(_BODIES)
    # Each body meets every second week; no two of its meetings fall on one day.
    date = _FIRST_DAY + datetime.timedelta(days=14 * sitting + council % 7)
    items = [_make_item(drawing, title=None, passages=drawing.randint(1, 4), words=words)]
    items += [
        _make_item(drawing, title=_title(drawing), passages=drawing.randint(1, 9), words=words)
        for _ in range(drawing.randint(4, 12))
    ]
    return MeetingText(
        council=f"{_place(council)} Council", body=_BODIES[body], date=date.isoformat(), items=tuple(items)
    )


def _make_item(drawing: random.Random, *, title: str | None, passages: int, words: int) -> Item:
    topic = _draw(drawing, 3 * _TOPIC_WORDS)[-_TOPIC_WORDS:] + (title.lower().split() if title else [])
    kinds = drawing.choices(tuple(KINDS), weights=tuple(KINDS.values()), k=passages)
    return Item(title, tuple(Text(kind, _paragraph(drawing, kind, topic, words)) for kind in kinds))


def _paragraph(drawing: random.Random, kind: str, topic: list[str], words: int) -> str:
    length = max(3, round(drawing.gammavariate(_SHAPE, words / _SHAPE)))
    drawn = drawing.choice(_OPENINGS[kind]).split()
    drawn += _draw(drawing, max(length - len(drawn), 1))
    for place in range(len(drawn)):
        if drawing.random() < _TOPIC_SHARE:
            drawn[place] = drawing.choice(topic)
    if drawing.random() < 0.2:
        drawn.insert(drawing.randrange(len(drawn) + 1), _figure(drawing))
    sentences = []
    while drawn:
        size = drawing.randint(8, 28)
        sentence, drawn = drawn[:size], drawn[size:]
        if size > 18 and len(sentence) > 10:
            sentence[9] += ","
        sentence[0] = sentence[0][:1].upper() + sentence[0][1:]
        sentences.append(" ".join(sentence) + ".")
    return " ".join(sentences)


def _draw(drawing: random.Random, count: int) -> list[str]:
    ranked, cumulated = _vocabulary()
    top, last = cumulated[-1], len(ranked) - 1
    random_number = drawing.random
    return [ranked[bisect(cumulated, random_number() * top, 0, last)] for _ in range(count)]


def _title(drawing: random.Random) -> str:
    return " ".join(_draw(drawing, drawing.randint(2, 6))).title()


def _figure(drawing: random.Random) -> str:
    return drawing.choice(
        (
            f"£{drawing.randint(1, 900)},000",
            f"{drawing.randint(1, 99)}%",
            f"{drawing.randint(2000, 2025)}/{drawing.randint(10, 30)}",
            f"{drawing.randint(1, 28)} March {drawing.randint(2000, 2025)}",
        )
    )


def _place(number: int) -> str:
    drawing = random.Random(f"place/{number}")
    syllables = [drawing.choice(_ONSETS) + drawing.choice(_VOWELS) + drawing.choice(_CODAS) for _ in range(2)]
    return f"{''.join(syllables).title()} {number}"
