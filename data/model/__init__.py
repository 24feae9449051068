"""The record that travels, the closed list of outcomes, the taxonomy.

In: nothing of ours. Out: frozen records and closed lists that every stage shares. A module in the
door: `topics` (all that is to know of a field of the news, from topics.toml).
"""

from __future__ import annotations

from data.model import topics
from data.model.article import Article, Mention, Name, Outlet
from data.model.outcomes import Outcome, Stage
from data.model.taxonomy import DATE_SOURCES, OWNER_TYPES, TONES, TOPICS, VERDICTS, topic_slug

__all__ = [
    "DATE_SOURCES",
    "OWNER_TYPES",
    "TONES",
    "TOPICS",
    "VERDICTS",
    "Article",
    "Mention",
    "Name",
    "Outcome",
    "Outlet",
    "Stage",
    "topic_slug",
    "topics",
]
