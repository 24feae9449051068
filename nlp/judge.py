"""Judge one article: relevance, then fields, then tone, flags, names, places, extract.

In: an article and a province. Out: the article with its judgement.
"""

from __future__ import annotations

from dataclasses import replace

from data.gazetteer import Province
from data.model import Article, Name
from nlp import summary
from nlp.classification import flags, tone, topics
from nlp.entities import names
from nlp.entities.english import english_names
from nlp.relevance import places, relevance
from nlp.tagging import underthesea as words


def judge(article: Article, province: Province, *, everything: bool = True) -> Article:
    """One article, judged: about the province? which field, tone, flags, names, places, extract.

    Without `everything` only articles about the province get more than a verdict.
    """
    found = relevance.relevance(article, province)
    article = replace(article, mentions=found.mentions, relevance=found.verdict, score=found.score, reasons=found.reasons)
    if not everything and found.verdict != "subject":
        return replace(article, topic=None, topics=(), tone=None, issue=None, urgent=None, names=(), places=(), sentences=())
    main, fields = topics.topic(article)
    kind, _evidence = tone.tone(article, found.mentions)
    raised, shown = flags.issue(article)
    at_once, why = flags.urgent(article)
    reasons = (
        *found.reasons,
        *((f"Báo nêu: “{shown}”",) if raised and shown else ()),
        *((f"Tin nhanh: {why}",) if at_once and why else ()),
    )
    return replace(
        article, reasons=reasons, topic=main, topics=fields, tone=kind, issue=raised, urgent=at_once,
        names=names_of(article), places=places.places(article, province, found.mentions),
        sentences=tuple(summary.summary(article, found.mentions)),
    )  # fmt: skip


def names_of(article: Article) -> tuple[Name, ...]:
    """Persons, organisations and places named in an article, each once, in order."""
    fields = [article.field(field) for field in ("title", "summary", "body")]
    if article.lang == "en":
        return tuple(english_names("\n".join(fields)))
    return tuple(names.names(words.tag_sentences([sentence for field in fields for sentence in words.sentences(field)])))
