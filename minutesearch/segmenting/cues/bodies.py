"""Names of the bodies that meet: committee, board, council."""

from __future__ import annotations

from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["BODIES", "body_length", "is_body"]

#: The last word of a body's name, in lower case.
BODIES = word_set(
    "assembly authority board boards bureau cabinet commission committee committees council councils "
    "executive forum group meeting panel partnership senate sub-committee subcommittee subgroup taskforce "
    "trustees"
)
_LINKS = word_set("of for the and on in & to with")
#: No body's name in real minutes is longer ("the Joint Overview and Scrutiny Committee for Children and ...").
_LONGEST = 16


def body_length(words: list[Word]) -> int:
    """Count the words at the start that name a body; 0 if there is no such name.

    The count is 5 for "The Health and Wellbeing Board noted", 1 for "Cabinet" and "Members", 0 for "The report".
    """
    if not words:
        return 0
    if words[0].text == "Members":
        return 1
    begin = 1 if words[0].lower in ("the", "this", "that") else 0
    found = 0
    for place, word in enumerate(words[begin:_LONGEST], begin + 1):
        if word.lower in BODIES and (word.is_capitalised or begin):
            found = place
        elif not word.is_capitalised and word.lower not in _LINKS:
            break
    return found


def is_body(text: str) -> bool:
    """Return whether a text is the name of a body and nothing else."""
    words = list(iter_words(text[:200]))
    return len(text) <= 200 and bool(words) and body_length(words) == len(words)
