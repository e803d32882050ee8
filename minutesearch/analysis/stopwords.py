"""The stop list of function words that a query may leave out; the index has them all."""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

#: Words that say nothing about what a passage is about.
#:
#: Left off the list on purpose: "may" (the month, the councillor), "will" (a will), "no", "not" and "against"
#: (they turn a decision round), "under" and "over" (ages, limits), "same", "other" and "own" (conditions), and
#: every one-letter word but "a" ("Class E", "Plan B", the Roman numeral "i").
STOP_WORDS: frozenset[str] = frozenset(
    # One string, since a list of a hundred quoted words is a page long and no easier to read.
    """
    a an the
    and or but nor so if as than then because while whereas whether
    of to in on at by for from with into onto upon within about around across through
    it its he him his she her hers they them their theirs we us our ours you your yours me my mine
    itself himself herself themselves ourselves yourself myself
    this that these those there here
    who whom whose which what when where why how
    am is are was were be been being
    do does did doing have has had having
    can could would should shall must might
    also just very too such some any each both
    it's he's she's that's there's what's who's they're we're you're i'm
    """.split()  # noqa: SIM905
)
