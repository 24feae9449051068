"""What a headline and a lead are about, in notions that Vietnamese and English share.

In: a lower-case NFC text, or an article. Out: the set of its notions ("fire", "lychee"), and an article's features for the
models. One table of nlp/lexicons/concepts.toml, one notion: a small bilingual lexicon of news nouns. Articles in two languages
are compared by these and by names, never by words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.phrases import join_alternatives, phrase_pattern
from nlp.lexicons import load_lexicon

# Words that count only in some company: "cầu" is a bridge, but not in "yêu cầu", "cầu thủ".
GUARDED: Mapping[str, str] = {
    "cầu": r"(?<!yêu )(?<!nhu )(?<!toàn )(?<!địa )cầu(?! thủ| đường| lông| nguyện| thang| chì| kỳ)",
    "chợ": r"(?<!thị trường )chợ",
}
# Name -> (English, Vietnamese) alternatives.
NOTIONS: Mapping[str, tuple[str, str]] = {
    name: (join_alternatives(words.en), "|".join(GUARDED.get(phrase) or phrase_pattern(phrase) for phrase in words.vi))
    for name, words in load_lexicon("concepts").items()
}


def find_concepts(text: str, english: bool) -> frozenset[str]:
    """The notions of a lower-case text with modern tone placement."""
    return frozenset(name for name, pattern in _patterns(english) if pattern.search(text))


def gloss(text: str) -> str:
    """The notions of an English text as Vietnamese words, in the order of their first places; what the models can read."""
    low = text.lower()
    hits = [(match.start(), name) for name, pattern in _patterns(True) if (match := pattern.search(low))]
    return " ".join(NOTIONS[name][1].partition("|")[0] for _, name in sorted(hits))


@cache
def _patterns(english: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = NOTIONS.items()
    return tuple((name, re.compile(rf"(?<!\w)(?:{left if english else right})(?!\w)")) for name, (left, right) in pairs)
