"""Letters that stand behind a person's name, honours and degrees, and say nothing of an office."""

from __future__ import annotations

import re

from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["POST_NOMINALS", "letters_length"]

#: Orders, honours, degrees and memberships, in lower case.
POST_NOMINALS = word_set(
    "aca acca ae aicp am ao ba bem bsc ca cb cbe ceng cgma ch cima cipfa cmg cpa cpfa dbe dcb dfc dl do dsc "
    "dso esq "
    "fca fcca frcp frcs frgs frics frs frsa frtpi gbe gcb gcmg gm hons jp jr kbe kc kcb kg kpm kt llb llm lvo "
    "ma mba mbe "
    "mc md mep mla mp mrics mrtpi ms msc msp mvo nzm ob obe om osj pc pe phd qam qc qfsm qgm qpm qso qsm rd sc "
    "snr sr td oam ac acm psm "
    "ud vc vrd vr onzm mnzm cnzm"
)
_LETTERS = re.compile(
    r"(?P<gap>\s*+,?\s*+)\(?(?P<word>[A-Z][A-Za-z]{0,4}(?:\.[A-Z][A-Za-z]{0,3})*\.?)\)?(?![\w’'-])"
)


def letters_length(text: str, place: int) -> int:
    """Count the characters of the letters behind a name, commas and space before them included.

    Args:
        text: The text.
        place: Where the name ends: for "Mrs B Birch, MBE, JP, Mr C Cedar" the count is 9, that of ", MBE, JP".
    """
    end = place
    while (match := _LETTERS.match(text, end)) is not None:
        word = match["word"].replace(".", "")
        capitals = sum(letter.isupper() for letter in word)
        if word.lower() not in POST_NOMINALS or not match["gap"] or (capitals < 2 and word.lower() not in _MIXED):
            break
        end = match.end()
    return end - place


_MIXED = word_set("esq hons jr snr sr")
