"""The record that travels, the closed list of outcomes, the taxonomy.

In: nothing of ours. Out: frozen records and closed lists that every stage shares.
"""

from __future__ import annotations

from data.model.article import Article, Mention, Name, Outlet
from data.model.outcomes import Outcome, Stage
from data.model.taxonomy import DATE_SOURCES, OWNER_TYPES, TONES, TOPICS, VERDICTS

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
]
