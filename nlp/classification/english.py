"""Which field and which tone an English article speaks for, by its own words: the models have learned from Vietnamese only.

In: an article. Out: shares by field, and a tone or None. The words stand in topics.toml and tone_cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.model import Article
from data.model.topics import shipped_topics
from data.phrases import compile_words, join_alternatives
from nlp.lexicons import load_lexicon

TITLE, LEAD, BODY = 4.0, 2.0, 0.5
GLOSSED = 0.3  # how much a model's answer counts that saw only the Vietnamese gloss of an English article
LEAD_CHARACTERS, BODY_CHARACTERS = 400, 2500
FIELDS: Mapping[str, str] = {slug: join_alternatives(topic.english) for slug, topic in shipped_topics().items()}
BAD = load_lexicon("tone_cues")["english_bad"].alternatives
GOOD = load_lexicon("tone_cues")["english_good"].alternatives


def is_english(article: Article) -> bool:
    """True when the article is written in English."""
    return (article.lang or "vi").startswith("en")


def fields(article: Article) -> dict[str, float]:
    """The share of each field among the cues of an English article; empty when it has none."""
    found = {slug: _weighed(article, pattern) for slug, pattern in FIELDS.items()}
    total = sum(found.values())
    return {slug: count / total for slug, count in found.items() if count} if total else {}


def tone(article: Article) -> str | None:
    """The tone that headline and lead plainly speak for; None when they speak for none or for both."""
    text = f"{article.field('title')}. {article.field('summary') or article.field('body')[:LEAD_CHARACTERS]}".lower()
    bad, good = len(_pattern(BAD).findall(text)), len(_pattern(GOOD).findall(text))
    if bad and bad >= good:
        return "negative"
    return "positive" if good and not bad else None


def _weighed(article: Article, pattern: str) -> float:
    cue = _pattern(pattern)
    parts = ((TITLE, article.field("title")), (LEAD, article.field("summary")), (BODY, article.field("body")[:BODY_CHARACTERS]))
    return sum(weight * len(cue.findall(text.lower())) for weight, text in parts)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return compile_words(words)
