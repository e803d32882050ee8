"""Our analyser as one of Whoosh's: tokens with their positions and their places in the text."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.analysis import Token as Word

__all__ = ["PassageAnalyzer"]


class PassageAnalyzer(Analyzer):
    """The analyser of minutes for Whoosh's fields, parsers and highlighters. Copies and pickles of it are equal.

    Where a text is indexed or highlighted, several tokens may share a position, as `minutesearch.analysis.analyse`
    says: "co-production" is "coproduct", "co" and, one place on, "product". In a query each typed word is the
    tokens that it is looked for by, one for each position. No word is left out: there are no stop words.

    Args:
        exact: Whether tokens are words as printed, not stems.
        analyser: The analyser of the index.
    """

    def __init__(self, *, exact: bool = False, analyser: Analyser = ENGLISH) -> None:
        self.exact = exact
        self.analyser = analyser

    def __eq__(self, other: object) -> bool:
        return type(other) is PassageAnalyzer and (self.exact, self.analyser) == (other.exact, other.analyser)

    def __hash__(self) -> int:
        return hash((PassageAnalyzer, self.exact, self.analyser))

    def has_morph(self) -> bool:
        """Return whether tokens are stems."""
        return not self.exact

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        tokenize: bool = True,
        mode: str = "",
        **options: object,
    ) -> Iterator[Token]:
        """Yield the tokens of a text; as Whoosh's analysers do, the same object with other values each time.

        Args:
            value: The text.
            positions: Whether tokens have a position.
            chars: Whether tokens have the place where they begin and end in the text, in code points.
            keeporiginal: Whether tokens have the words as they stand in the text.
            removestops: Nothing: there are no stop words.
            start_pos: The position of the first word.
            start_char: The place of the text's first character.
            tokenize: Whether to cut the text; without, it is one token as it is.
            mode: "query" for a query's text, and anything else for a text that is searched.
            options: Further attributes of the token.
        """
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        for found in self._tokens(value, tokenize=tokenize, mode=mode):
            token.text = found.exact if self.exact else found.stem
            token.boost = 1.0
            if keeporiginal:
                token.original = value[found.start : found.end]  # type: ignore[attr-defined]  # it takes any
            if positions:
                token.pos = start_pos + found.position
            if chars:
                token.startchar, token.endchar = start_char + found.start, start_char + found.end
            yield token

    def _tokens(self, value: str, *, tokenize: bool, mode: str) -> Iterator[Word]:
        if not tokenize:
            if value:
                yield Word(value, value, 0, 0, len(value))
        elif mode == "query":
            for unit in self.analyser.query_units(value):
                yield from unit.sequence
        else:
            yield from self.analyser.analyse(value)
