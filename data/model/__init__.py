"""The record that travels, the closed list of outcomes, the taxonomy.

In: nothing of ours. Out: frozen records and closed lists that every stage shares. Modules in the
door: `taxonomy` (the closed lists), `topics` (all that is to know of a field of the news, from topics.toml).
"""

from __future__ import annotations

from data.model import taxonomy, topics
from data.model.article import Article, Mention, Name, Outlet
from data.model.outcomes import Outcome, Stage
from data.model.taxonomy import OWNER_TYPES, TONES, TOPICS, VERDICTS

__all__ = [
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
    "taxonomy",
    "topics",
]
