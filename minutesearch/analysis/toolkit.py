"""The one door to NLTK: regular expressions, imported at their first use.

Nothing here loads NLTK data, so nothing is ever downloaded. Importing any part of NLTK takes about 0.2 s, and a
second where it finds SciPy, which is why no module of this package does it at its top.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import cast

from minutesearch.late import compile_later

__all__ = ["is_common", "span_tokenizer"]

#: A text of which Python's regular expressions think as NLTK's do, as nearly all are: it needs no NLTK. Of marks,
#: raised figures and vowel signs they think otherwise. No version of Unicode adds to the blocks of these letters.
_COMMON = compile_later(
    "[\0-\x1b -±´-¸º»¿-˿Α-ΡΣ-ωА-ҁҊ-ԯա-ֆא-תؠ-ي٠-٩अ-हঅ-ঌ"
    "‐-―‘-‧‰-‾€-₿℀-⅏←-⎿─-❵ぁ-ゖァ-ヺ一-鿿가-힣"
    "\ue000-\uf8ff\U0001f300-\U0001f64f\U0001f900-\U0001f9ff]*+"
)


def is_common(text: str) -> bool:
    """Return whether Python's regular expressions think of a text as NLTK's do."""
    return (text.isascii() and text.isprintable()) or _COMMON.fullmatch(text) is not None


@cache
def span_tokenizer(pattern: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Return a tokeniser for a pattern of our own: a function from a text to an iterator of matched spans."""
    plain = re.compile(pattern, re.MULTILINE | re.DOTALL)

    def spans(text: str) -> Iterator[tuple[int, int]]:
        compiled = plain if is_common(text) else _of_nltk(pattern)
        return (match.span() for match in compiled.finditer(text))

    return spans


@cache
def _of_nltk(pattern: str) -> re.Pattern[str]:
    from nltk import redos

    # NLTK's RegexpTokenizer ends with TimeoutError after five seconds on the clock, however long the text and busy
    # the machine; that guards against patterns of strangers. Ours take linear time, which tests hold them to.
    return cast("re.Pattern[str]", redos.compile(pattern, re.MULTILINE | re.DOTALL, timeout=None))
