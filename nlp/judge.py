"""Judge one article: relevance, then fields, then tone, flags, names, places, extract.

In: an article and a province. Out: the article with its judgement.
"""

from __future__ import annotations

from dataclasses import replace

from data.gazetteer import Province
from data.model import Article
from nlp.classification import judge_issue, judge_tone, judge_topic, judge_urgent
from nlp.document import Document
from nlp.entities import extract_names
from nlp.relevance import find_places, judge_relevance
from nlp.summary import summarise


def judge_article(article: Article, province: Province, *, everything: bool = True) -> Article:
    """Judge one article: about the province? which field, tone, flags, names, places, extract.

    Without `everything` only articles about the province get more than a verdict.
    """
    document = Document(article, province)

    relevance = judge_relevance(document)
    judged = replace(
        article, mentions=relevance.mentions, relevance=relevance.verdict, score=relevance.score, reasons=relevance.reasons
    )  # fmt: skip
    if not everything and relevance.verdict != "subject":
        return replace(judged, topic=None, topics=(), tone=None, issue=None, urgent=None, names=(), places=(), sentences=())

    topic, topics = judge_topic(document)
    tone = judge_tone(document)
    issue, shown_by = judge_issue(document, tone)
    urgent, because = judge_urgent(document)
    flag_reasons = [f"Báo nêu: “{shown_by}”"] if issue and shown_by else []
    flag_reasons += [f"Tin nhanh: {because}"] if urgent and because else []

    return replace(
        judged, reasons=(*relevance.reasons, *flag_reasons), topic=topic, topics=topics, tone=tone.label,
        issue=issue, urgent=urgent,
        names=extract_names(document), places=find_places(document), sentences=summarise(document),
    )  # fmt: skip
