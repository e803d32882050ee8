"""Notes on what other search engines write otherwise: how it was read, or how it is written here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.query.lexer import WEIGHT, Lexeme, lex

__all__ = ["note_elsewhere"]

#: What every such thing has.
_LIKELY = re.compile(r"[\^~!]|&&|\|\||\w\?\w")
_LETTER = re.compile(r"[^\W_]+\?[^\W_]+")


def note_elsewhere(text: str) -> tuple[str, ...]:
    """Return a sentence for each thing in a query that is written as other search engines have it.

    Args:
        text: The query as typed.
    """
    if not _LIKELY.search(text):
        return ()
    return tuple(dict.fromkeys(note for lexeme in lex(text) for note in _notes(text, lexeme)))


def _notes(text: str, lexeme: Lexeme) -> Iterator[str]:
    if lexeme.kind == "operator" and lexeme.text != lexeme.operator:
        yield f"“{lexeme.text}” was read as {lexeme.operator}, as it is written here."
    elif lexeme.kind == "sign" and lexeme.text == "!":
        yield "“!” was read as NOT, as it is written here, or as “-”."
    elif lexeme.kind == "word":
        for weight in WEIGHT.finditer(text, lexeme.start, lexeme.end):
            reason = (
                "rare words count more by themselves"
                if weight[0].startswith("^")
                else 'near spellings need no sign; a distance stands behind a quotation, "two words"~5'
            )
            yield f"“{weight[0]}” was passed over: {reason}."
        for letter in _LETTER.finditer(lexeme.text):
            said = "a ? stands for no letter here; write the beginning of the word and a *"
            yield f"“{letter[0]}” was read as two words: {said}."
