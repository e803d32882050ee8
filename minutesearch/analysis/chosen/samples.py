"""Fingerprints of objects: what tells one stemmer or tokenizer from another, without a look into it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable

__all__ = ["WORDS", "class_of", "digest_of"]

#: Words whose stems tell stemmers apart: endings of the languages that NLTK has stemmers of, and of English most.
WORDS = tuple(
    # One string, since a list of two hundred quoted words is a page long and no easier to read.
    """
    partnerships partnership planning planned plans plan planner children mice feet committee committees councillor
    councillors decisions decided deciding decisive national nationally nationalise university universities ponies
    caresses cats agreed disabled matting mating meeting meetings messing conflated troubled sized hopping tanned
    falling hissing fizzed failing filing happy sky relational conditional valency hesitancy digitizer conformably
    radically differently vileness analogously vietnamization predication operator feudalism decisiveness
    hopefulness callousness formality sensitivity sensibility triplicate formative formalise electricity electrical
    goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment
    dependent adoption homologous communism activate angularity effective bowdlerize probate rate cease controlling
    rolling dying lying tying news innings proceed exceed succeed skis idly gently ugly early only singly generous
    generally generation communal commune arsenal arsenic bus buses gas gases was has this us it the and not being
    knives wolves lives housing houses house housed resident residents residential strategy strategies strategic
    kilometres ultraviolet microphones pseudonym
    abc q 18 2020s 18th covid19 m&s l'eau o'brien people's ecole ecoles municipales conseillers nationalement
    mangerons stadtrats beschlusse verwaltungen wohnungen hauser kinder consejeros reuniones municipalmente
    consiglieri deliberazioni comunali vereadores reunioes gemeenteraden vergaderingen kommunestyret motene
    kommunfullmaktige sammantraden byradet moderne kaupunginvaltuuston kokouksissa onkormanyzat ulesein consilierii
    sedintele советников заседания решениями المجلس والاجتماعات مدرسة
    """.split()  # noqa: SIM905
)
#: Texts whose words tell tokenizers apart.
TEXTS = (
    "The Committee noted: (a) the £5.4 million budget for 2020-21; and (b) Cllr. O'Brien's co-production plan.",
    'Mrs Smith said "we can\'t wait", i.e. now. Covid-19 cost M&S 2% -- 1,200 of 3.5% -- see http://kent.gov.uk/a?b=1',
    "RESOLVED that #budget @council be   noted...\n\nItem 4.1\tUrgent business!! Does it? Gonna n't D'you well",
    "Le conseil de l'ecole a decide qu'il s'agit d'un projet. Der Stadtrat, der/die Rat. It was in_order at 7.",
)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def class_of(part: object) -> str:
    """Return the name of the class of a stemmer or tokenizer, with its module."""
    return f"{type(part).__module__}.{type(part).__qualname__}"


def digest_of(part: object, answers: Callable[[str], object], asked: tuple[str, ...] = TEXTS) -> str:
    """Return a digest that differs from that of another stemmer or tokenizer, and is the same in every process.

    It is made of the name of its class, of how it is printed where the class says that (NLTK's patterns are), and
    of what it makes of some words or texts; its attributes are not looked at, since many keep a cache there.

    Args:
        part: The stemmer or tokenizer.
        answers: What it makes of a word or text, as JSON can have it.
        asked: The words or texts.
    """
    is_printed = type(part).__repr__ is not object.__repr__
    printed = _ADDRESS.sub("", repr(part)) if is_printed else ""
    content = json.dumps([class_of(part), printed, [answers(each) for each in asked]])
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
