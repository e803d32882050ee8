"""The analyser, which gives the tokens of a text, alike for the passages of an index and for a query."""

from __future__ import annotations

from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.shapes import RUN, shape_of
from minutesearch.analysis.tokens import Token
from minutesearch.analysis.toolkit import span_tokenizer

__all__ = ["FINGERPRINT", "analyse"]

#: Names the analyser and its version. An index stores it; any change to what `analyse` returns changes the number.
FINGERPRINT = "minutesearch-english-2"


def analyse(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text.

    Every word is a token, stop words too, so that a phrase never closes over a gap. Letter case and accents do not
    count. Several tokens may share a position:

    - A word with hyphens, slashes or ampersands in it comes first as written together, with `joined` True and the
      span of the whole, then as its parts with `joined` False, one position each: "Covid-19" is "covid19"
      (joined, 0), "covid" (0), "19" (1); "M&S" is "m&s" (joined, 0), "m" (0), "and" (1), "s" (2). A hyphen between
      two figures stays ("2020-21"), as slashes do ("mc/21/0302"). An "&" is the word "and".
    - An amount comes in its most specific form first, then in the others that it is found by, all with `joined`
      False and at one position: "£5.4 million" is "£5.4m", "5.4m", "£5.4", "5.4", "million"; "2%" is "2%", "2",
      "percent".

    To search for one typed word, take at each position the first token with `joined` False: these, in the order
    of their positions, are the sequence to look for as a phrase. The joined token, if
    there is one, is the alternative to the whole sequence. The later tokens at a position are index entries only;
    a query leaves them out, or "2%" would find every 2. `query_units` does just that. A query's words must be
    analysed together and not one by one: "£5.4 million" is one unit.

    Args:
        text: Any string.

    Returns:
        The tokens in the order of the text; positions never decrease, and count words from 0. Offsets are code
        points of `text` itself, whatever normalising did. Empty if the text has no word.

    Example:
        >>> [(token.exact, token.position) for token in analyse("Covid-19 tests")]
        [('covid19', 0), ('covid', 0), ('19', 1), ('tests', 2)]
    """
    normalised = normalise(text)
    source = normalised.text
    is_aligned = normalised.starts is None
    found: list[Token] = []
    append = found.append
    position = 0
    for begin, finish in span_tokenizer(RUN)(source):
        tokens, width, _ = shape_of(source[begin:finish])
        for exact, root, place, start, end, joined in tokens:
            if is_aligned:
                append(Token(exact, root, position + place, begin + start, begin + end, joined))
            else:
                span = normalised.original(begin + start, begin + end)
                append(Token(exact, root, position + place, *span, joined))
        position += width
    return tuple(found)
