"""British forms of American words, and the other way round, by rule and not by dictionary."""

from __future__ import annotations

from functools import lru_cache

from minutesearch.late import compile_later

__all__ = ["spelling_variants"]

#: What may follow -our and -or.
_NOUN = r"(?P<end>|s|ed|ing|er|ers|ful|able|ably|less|ite|ites|hood|ly)"

#: What may follow -c and -s in a noun and its verb: "licence" and "license", "practising" and "practicing".
_VERB = r"e|es|ed|er|ers|ing|ee|ees"

#: British and American endings. A rule may make words that do not exist ("entre" of "enter"): callers
#: ask an index which of them it has. Each with letters that a word must have for it.
_ENDINGS = tuple(
    (letters, compile_later(ending), other)
    for letters, ending, other in (
        ("is", r"(?P<root>\w{3,})is(?P<end>e|es|ed|er|ers|ing|ation|ations|ational|able)", r"\g<root>iz\g<end>"),
        ("iz", r"(?P<root>\w{3,})iz(?P<end>e|es|ed|er|ers|ing|ation|ations|ational|able)", r"\g<root>is\g<end>"),
        ("ys", r"(?P<root>\w{3,})ys(?P<end>e|es|ed|er|ers|ing)", r"\g<root>yz\g<end>"),
        ("yz", r"(?P<root>\w{3,})yz(?P<end>e|es|ed|er|ers|ing)", r"\g<root>ys\g<end>"),
        ("our", rf"(?P<root>\w{{2,}})our{_NOUN}", r"\g<root>or\g<end>"),
        ("or", rf"(?P<root>\w{{2,}}[^o])or{_NOUN}", r"\g<root>our\g<end>"),
        ("re", r"(?P<root>\w{2,}[tbv])re(?P<end>|s|d)", r"\g<root>er\g<end>"),
        ("er", r"(?P<root>\w{2,}[tbv])er(?P<end>|s|ed)", r"\g<root>re\g<end>"),
        ("ll", r"(?P<root>\w{2,}[aeiou])ll(?P<end>ed|ing|er|ers|or|ors|ation)", r"\g<root>l\g<end>"),
        ("l", r"(?P<root>\w{2,}[aeiou])l(?P<end>ed|ing|er|ers|or|ors|ation)", r"\g<root>ll\g<end>"),
        ("l", r"(?P<root>\w{2,}[aeiou])l(?P<end>|s|ment|ments|ful)", r"\g<root>ll\g<end>"),
        ("ll", r"(?P<root>\w{2,}[aeiou])ll(?P<end>|s|ment|ments|ful)", r"\g<root>l\g<end>"),
        ("lful", r"(?P<root>\w+[aeiou])lful(?P<end>|ly|ness)", r"\g<root>llful\g<end>"),
        ("llful", r"(?P<root>\w+[aeiou])llful(?P<end>|ly|ness)", r"\g<root>lful\g<end>"),
        ("ss", r"(?P<root>\w{2,}[aeiou])ss(?P<end>es|ed|ing)", r"\g<root>s\g<end>"),
        ("s", r"(?P<root>\w{2,}[aeiou])s(?P<end>es|ed|ing)", r"\g<root>ss\g<end>"),
        ("ogue", r"(?P<root>\w{3,})ogue(?P<end>|s|d)", r"\g<root>og\g<end>"),
        ("og", r"(?P<root>\w{3,})og(?P<end>|s)", r"\g<root>ogue\g<end>"),
        ("c", rf"(?P<root>\w{{2,}}[en]|practi)c(?P<end>{_VERB})", r"\g<root>s\g<end>"),
        ("s", rf"(?P<root>\w{{2,}}[en]|practi)s(?P<end>{_VERB})", r"\g<root>c\g<end>"),
        ("xion", r"(?P<root>\w{2,}e)xion(?P<end>|s)", r"\g<root>ction\g<end>"),
        ("ction", r"(?P<root>\w{2,}e)ction(?P<end>|s)", r"\g<root>xion\g<end>"),
        ("sulph", r"(?P<root>\w*?)sulph(?P<end>\w+)", r"\g<root>sulf\g<end>"),
        ("sulf", r"(?P<root>\w*?)sulf(?P<end>\w+)", r"\g<root>sulph\g<end>"),
        ("gramme", r"(?P<root>\w{3,})gramme(?P<end>|s|d)", r"\g<root>gram\g<end>"),
        ("gram", r"(?P<root>\w{3,})gram(?P<end>|s)", r"\g<root>gramme\g<end>"),
        ("dgement", r"(?P<root>\w{2,})dgement(?P<end>|s|al)", r"\g<root>dgment\g<end>"),
        ("dgment", r"(?P<root>\w{2,})dgment(?P<end>|s|al)", r"\g<root>dgement\g<end>"),
        ("enquir", r"enquir(?P<end>e|es|ed|er|ers|ing|y|ies)", r"inquir\g<end>"),
        ("inquir", r"inquir(?P<end>e|es|ed|er|ers|ing|y|ies)", r"enquir\g<end>"),
        ("e", r"(?P<root>\w*)[ao]e(?P<end>[a-z]{3,})", r"\g<root>e\g<end>"),
    )
)
#: Greek and Latin parts of words in which Americans leave a letter out, with those that write it.
_DIGRAPHS = {
    part.replace(drawn, "e"): part
    for part, drawn in (
        *((part, "ae") for part in ("aesthe", "aemia", "aemic", "paed", "archaeo", "gynaeco", "haemo", "haema")),
        *((part, "ae") for part in ("faecal", "faeces", "palaeo", "mediaeval", "primaeval", "caesar")),
        *(
            (part, "oe")
            for part in ("foetal", "foetus", "oedem", "oesoph", "oestro", "coeliac", "homoeo", "rrhoea")
        ),
    )
}
_DRAWN = compile_later("|".join(f"(?<![ao]){part}" if part.startswith("e") else part for part in _DIGRAPHS))
#: The rest, both ways; no rule makes them.
_PAIRS = (
    *(("grey", "gray"), ("tyre", "tire"), ("kerb", "curb"), ("plough", "plow"), ("ageing", "aging")),
    *(("draught", "draft"), ("mould", "mold"), ("moult", "molt"), ("smoulder", "smolder")),
    *(("despatch", "dispatch"), ("artefact", "artifact"), ("yoghurt", "yogurt"), ("cosy", "cozy")),
    *(("sceptic", "skeptic"), ("aluminium", "aluminum"), ("jewellery", "jewelry"), ("gypsy", "gipsy")),
    *(("gypsies", "gipsies"), ("manoeuvre", "maneuver"), ("manoeuvring", "maneuvering"), ("doughnut", "donut")),
    *(("pyjama", "pajama"), ("moustache", "mustache")),
)
_IRREGULAR = {
    one + end: other + end
    for pair in _PAIRS
    for one, other in (pair, pair[::-1])
    for end in ("", "s", "d", "ed", "es", "ing", "y", "al", "ally", "ism", "side", "sman", "smen")
}
#: The shortest word that a rule is for; shorter ones have no such endings ("wise", "tour", "hire").
_SHORTEST = 5


@lru_cache(maxsize=4096)
def spelling_variants(word: str) -> tuple[str, ...]:
    """Return the spellings of a word on the other side of the Atlantic.

    Args:
        word: A word in lower case.

    Returns:
        The other spellings, some of which may be no words at all; empty if no rule fits.

    Example:
        >>> spelling_variants("organization"), spelling_variants("programme")
        (('organisation',), ('program',))
    """
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    found = [
        match.expand(other)
        for letters, ending, other in _ENDINGS
        if letters in word and (match := ending.fullmatch(word))
    ]
    if drawn := _DRAWN.search(word):
        found.append(f"{word[: drawn.start()]}{_DIGRAPHS[drawn[0]]}{word[drawn.end() :]}")
    return tuple(dict.fromkeys(variant for variant in found if variant != word))
