"""Which field and which tone an English article speaks for, by its own words: the models have learned from Vietnamese only.

In: a document. Out: shares by field, and a tone or None. The words stand in topics.toml and tone_cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.model.topics import shipped_topics
from data.phrases import compile_words, join_alternatives
from nlp.document import Document, lead
from nlp.lexicons import load_lexicon

TITLE, LEAD, BODY = 4.0, 2.0, 0.5
GLOSSED = 0.3  # how much a model's answer counts that saw only the Vietnamese gloss of an English article
LEAD_CHARACTERS, BODY_CHARACTERS = 400, 2500
FIELDS: Mapping[str, str] = {slug: join_alternatives(topic.english) for slug, topic in shipped_topics().items()}
BAD = load_lexicon("tone_cues")["english_bad"].alternatives
GOOD = load_lexicon("tone_cues")["english_good"].alternatives


def weigh_topics(document: Document) -> dict[str, float]:
    """Give the share of each field among the cues of an English article, 0..1; empty when it has none."""
    counts = {slug: _weighed(document, pattern) for slug, pattern in FIELDS.items()}
    total = sum(counts.values())
    return {slug: count / total for slug, count in counts.items() if count} if total else {}


def read_tone(document: Document) -> str | None:
    """Give the tone that headline and lead plainly speak for; None when they speak for none or for both."""
    text = f"{document.given.title}. {lead(document.given, LEAD_CHARACTERS)}".lower()
    bad, good = len(_pattern(BAD).findall(text)), len(_pattern(GOOD).findall(text))
    if bad and bad >= good:
        return "negative"
    return "positive" if good and not bad else None


def _weighed(document: Document, pattern: str) -> float:
    cue = _pattern(pattern)
    title, summary, body = document.given
    parts = ((TITLE, title), (LEAD, summary), (BODY, body[:BODY_CHARACTERS]))
    return sum(weight * len(cue.findall(text.lower())) for weight, text in parts)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return compile_words(words)
