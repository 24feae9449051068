"""Whose names are kept: suspects and minors are no persons of interest, so their names are not indexed.

In: a judged article. Out: the same without the names of persons that its text speaks of as suspected, accused or under age
anywhere. When in doubt a name goes: a missing one costs a search, a kept one may cost a person's good name. Officials named in
the same sentence (who investigate, judge, defend or comment) stay. An article whose text has expired keeps no names at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from data.model import Article, Name
from data.text import nfc
from nlp.lexicons import load_lexicon

_PEOPLE = load_lexicon("people")
SUSPECTED = _PEOPLE["suspected"].pattern(ignore_case=True)
CHILD_BEFORE = re.compile(rf"(?<!\w)(?:{_PEOPLE['child'].alternatives})\s+$", re.IGNORECASE)
CHILD_AGE = re.compile(r"^\s*[(,]?\s*(?:(?:mới|chưa)\s+)?(?:1[0-7]|[1-9])\s+(?:tuổi|tháng tuổi)(?!\w)", re.IGNORECASE)
OFFICIAL_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{_PEOPLE['rank_degree'].alternatives})\s+(?:{_PEOPLE['rank'].alternatives})|"
    rf"{_PEOPLE['acting_official'].alternatives})(?!\w)([^.;:!?]{{0,80}})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


def redact_names(article: Article) -> Article:
    """The article as the archive may keep it."""
    return replace(article, names=keep_names_of_interest(article.names, article) if article.body else ())


def keep_names_of_interest(names: Iterable[Name], article: Article) -> tuple[Name, ...]:
    """The names that may be indexed, in order."""
    text = nfc("\n".join(article.field(name) for name in ("title", "summary", "body")))
    sentences = _SENTENCE.split(text)
    return tuple(
        name for name in names if name.type != "person" or not any(_is_at_risk(name.text, sentence) for sentence in sentences)
    )


def _is_at_risk(name: str, sentence: str) -> bool:
    """True where a sentence speaks of this person as suspected or under age."""
    for match in re.finditer(rf"(?<!\w){re.escape(nfc(name))}(?!\w)", sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if CHILD_BEFORE.search(before) or CHILD_AGE.search(after):
            return True
        official = OFFICIAL_BEFORE.search(before)
        if SUSPECTED.search(sentence) and (official is None or SUSPECTED.search(official[1])):
            return True
    return False
