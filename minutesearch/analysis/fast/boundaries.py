"""Boundaries of chunks of text: the signs around a word, and the units that continue over a space."""

from __future__ import annotations

__all__ = ["ANY", "CENT", "CURRENCY", "EDGES", "FIGURE", "PER", "UNIT", "UNIT_WORDS"]

#: What may go on over a space, as bits: a figure and its unit, a currency sign and its figure, "per" and "cent".
FIGURE, CURRENCY, PER, ANY = 1, 2, 4, 7

UNIT = r"-?(?:%|(?:(?:[mb]|tr)illions?|thousands?|bn|mn|tn|per(?:cent)?|[ap]\.?m|[mk])\b)"
CENT = "cent"
#: The words of letters alone that `UNIT` matches.
UNIT_WORDS = (
    *("million", "millions", "billion", "billions", "trillion", "trillions", "thousand", "thousands"),
    *("bn", "mn", "tn", "per", "percent", "am", "pm", "m", "k"),
)

#: Signs that are part of no word at either end of a chunk.
EDGES = "*(),;:!?\"'[]{}<>=|~_"
