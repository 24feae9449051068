"""The words that make and type a name: units of the map, bodies, titles of persons, family names, the provinces.

In: nlp/lexicons/names.toml and people.toml. Out: vocabularies in lower case (the families and short names as written).
"""

from __future__ import annotations

from functools import cache

from data.gazetteer.units import province_names, province_rows
from data.text import fold
from nlp.lexicons import load_lexicon

_NAMES, _PEOPLE = load_lexicon("names"), load_lexicon("people")
UNIT = _NAMES["unit"].words()
BODY = _NAMES["body"].words()
PERSON = _PEOPLE["title"].words()
ROLE = _PEOPLE["role"].words()
# Words inside the names of bodies: "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hải Dương", "Công ty cổ phần X".
INNER = _NAMES["inner"].words()
LINKS = _NAMES["links"].words()  # a name never ends with these
# Names of one syllable. Any other syllable of Vietnamese with a capital is more often the head of a sentence.
SHORT = _NAMES["short"].words()
SURNAMES = _PEOPLE["surnames"].words()
PLAIN_SURNAMES = frozenset(fold(name).capitalize() for name in SURNAMES)  # as English texts write them
ORGANISATIONS = _NAMES["organisations"].words()  # what the tagger takes for places
SIGNS = _NAMES["signs"].words()  # capitals that are no organisations


@cache
def provinces() -> frozenset[str]:
    """The names of the provinces of the country, before and after July 2025, folded."""
    return frozenset(fold(name) for slug in province_rows() for name in province_names(slug))
