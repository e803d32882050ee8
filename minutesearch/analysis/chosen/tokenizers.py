"""NLTK's tokenizers: those that have a name here, and any other as an object that says where its tokens are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import unescape
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from minutesearch.analysis.chosen.samples import class_of, digest_of
from minutesearch.errors import ArgumentError

__all__ = ["TOKENIZERS", "Spans", "Tokenizer", "check_tokenizer", "digest", "spans_function"]

#: Returns where the tokens of a text are: half-open, in code points, in their order.
Spans = Callable[[str], list[tuple[int, int]]]

#: The tokenizers that have a name, by their module and class; none of them needs data.
_NAMED = {
    "nltk": ("nltk.tokenize.destructive", "NLTKWordTokenizer"),
    "treebank": ("nltk.tokenize.treebank", "TreebankWordTokenizer"),
    "whitespace": ("nltk.tokenize.regexp", "WhitespaceTokenizer"),
    "wordpunct": ("nltk.tokenize.regexp", "WordPunctTokenizer"),
}
TOKENIZERS = tuple(_NAMED)
#: What tokenizers of the Penn Treebank's kind write for quotation marks.
_QUOTES = ("``", "''")


@runtime_checkable
class Tokenizer(Protocol):
    """A tokenizer as NLTK has them: `nltk.tokenize.api.TokenizerI`, or whatever has this method.

    Where it has `span_tokenize` too, that is asked; otherwise its tokens are looked for in the text.
    """

    def tokenize(self, s: str) -> list[str]:
        """Return the tokens of a text."""
        ...


def check_tokenizer(tokenizer: object) -> str | Tokenizer | None:
    """Return a tokenizer as its name if it has one, otherwise as it is; None for ours.

    Args:
        tokenizer: One of `TOKENIZERS`, an object, or None.

    Raises:
        ArgumentError: It is no tokenizer, or fails on an ordinary text.
    """
    if tokenizer is None:
        return None
    if isinstance(tokenizer, str):
        if tokenizer not in _NAMED:
            raise ArgumentError(
                f"there is no tokenizer {tokenizer[:40]!r}: give one of {', '.join(TOKENIZERS)}, or a tokenizer of"
                " NLTK's",
                argument="tokenizer",
            )
        return tokenizer
    if isinstance(tokenizer, type) or not isinstance(tokenizer, Tokenizer):
        raise ArgumentError(
            f"tokenizer must be one of {', '.join(TOKENIZERS)}, or an object with a method tokenize, as NLTK's"
            f" tokenizers are, not {str(tokenizer)[:80]!r}",
            argument="tokenizer",
        )
    kind = class_of(tokenizer)
    for name, (module, class_name) in _NAMED.items():
        if kind == f"{module}.{class_name}" and digest(tokenizer) == digest(_make(name)):
            return name
    return tokenizer


@cache
def _make(name: str) -> Tokenizer:
    # Imported late, and by a name from the table above alone.
    module, class_name = _NAMED[name]
    return cast("Tokenizer", getattr(import_module(module), class_name)())


def digest(tokenizer: Tokenizer) -> str:
    """Return what tells a tokenizer from others.

    Raises:
        ArgumentError: It fails on an ordinary text.
    """
    return digest_of(tokenizer, partial(_find, tokenizer))


def spans_function(tokenizer: str | Tokenizer) -> Spans:
    """Return the function that finds the tokens of a text with a tokenizer, as `check_tokenizer` returns it."""
    if isinstance(tokenizer, str):
        return lambda text: _find(_make(tokenizer), text)
    return partial(_find, tokenizer)


def _find(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]]:
    try:
        found = _spans(tokenizer, text)
        found = list(_aligned(tokenizer.tokenize(text), text)) if found is None else found
    except Exception as error:  # whatever somebody's tokenizer raises
        raise ArgumentError(
            f"the tokenizer {class_of(tokenizer)} fails on {text[:40]!r}: {error or type(error).__name__}",
            argument="tokenizer",
        ) from error
    return found


def _spans(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]] | None:
    """Return the spans that a tokenizer gives; None if it gives none."""
    give: Callable[[str], Iterable[tuple[int, int]]] | None = getattr(tokenizer, "span_tokenize", None)
    if give is None:
        return None
    try:
        found = sorted((int(start), int(end)) for start, end in give(text))
    except (NotImplementedError, ValueError):
        # NLTK's own raises ValueError where its tokens are not in the text as they are: '"' beside "''".
        return None
    if any(not 0 <= start <= end <= len(text) for start, end in found):
        raise ValueError("its spans are not within the text")
    return found


def _aligned(tokens: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where each token stands, each after the one before.

    Raises:
        ValueError: A token with a letter or figure does not stand in the text.
    """
    cursor = 0
    for token in tokens:
        # Some write signs as HTML does.
        forms = (token, '"' if token in _QUOTES else unescape(token))
        places = [(at, at + len(form)) for form in forms if form and (at := text.find(form, cursor)) >= 0]
        if places:
            yield min(places)
            cursor = min(places)[1]
        elif any(map(str.isalnum, token)):
            raise ValueError(f"it makes a token {token[:40]!r}, which does not stand there")
