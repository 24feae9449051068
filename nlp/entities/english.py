"""The names of an English text: runs of capitalised words. The tagger knows Vietnamese only.

In: the text. Out: `Name`s in order of first occurrence, each once, typed by the provinces and by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.model import Name
from data.text import fold
from nlp.entities.vocabulary import PLAIN_SURNAMES, SURNAMES, provinces
from nlp.lexicons import load_lexicon

CAPITALISED = re.compile(r"[A-ZÀ-ỸĐ][\w’'&.-]*\w(?:[ ]+(?:(?:of|the|and|de|van|al)[ ]+)?[A-ZÀ-ỸĐ][\w’'&.-]*\w)*")
ENGLISH_LEAD = load_lexicon("names")["english_first"].words()  # begin sentences, and no names
PLACE_TAILS = load_lexicon("names")["english_places"].words()
TITLES = load_lexicon("people")["english_title"].phrases


def extract_english_names(text: str) -> list[Name]:
    """The names of an English text, two words or more; one word where it is a province or an abbreviation."""
    names: dict[str, Name] = {}
    for match in CAPITALISED.finditer(text):
        words = match.group().split()
        while words and words[0] in ENGLISH_LEAD:
            del words[0]
        title = bool(words) and words[0] in TITLES
        words = words[title:]
        if not words or (len(words) == 1 and not title and not words[0].isupper() and fold(words[0]) not in provinces()):
            continue
        before = text[: match.start()].rstrip()
        kind = "person" if title else _type(words, before)
        names.setdefault(fold(" ".join(words)), Name(text=" ".join(words), type=kind))
    return list(names.values())


def _type(words: Sequence[str], before: str) -> str:
    if fold(" ".join(words)) in provinces() or words[-1] in PLACE_TAILS:
        return "place"
    family = words[0] in SURNAMES or words[0] in PLAIN_SURNAMES
    return "person" if before.endswith(TITLES) or (family and 2 <= len(words) <= 4) else "organisation"
