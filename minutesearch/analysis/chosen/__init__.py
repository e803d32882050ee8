"""The analyser that an index is made with: ours, or one with a stemmer, tokenizer or stop list of NLTK's.

`record` is the analyser as everything above takes it; `stemmers` and `tokenizers` are NLTK's by name and as
objects, `samples` tells objects apart, and `stored` reads what an index says of its analyser. Imports the other
folders of `analysis`; NLTK is loaded only where a part of its own is used. The way in is `analysis`.
"""
