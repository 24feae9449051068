"""The word lists of the judges, as data: which words speak for a death, a notice, an official, a lychee.

Each TOML file here is one lexicon; `load_lexicon` gives its lists, checked and read once. Patterns with a structure of their own
(what may stand before, how far apart) are in the module that needs them and are built from these lists.
"""

from nlp.lexicons.loader import LexiconError, PhraseList, load_lexicon, load_lexicons

__all__ = ["LexiconError", "PhraseList", "load_lexicon", "load_lexicons"]
