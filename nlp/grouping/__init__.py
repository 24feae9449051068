"""Reprints and stories, one article at a time.

In: judged articles in the order of arrival. Out: what each repeats and which story it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.grouping.event_features import extract_event_features
    from nlp.grouping.reprints import RepeatIndex
    from nlp.grouping.same_event import AGAINST, FREE, NAMES, pair_features
    from nlp.grouping.stories import Grouper
    from nlp.grouping.terms import common_words, cosine, count_terms

__all__ = [
    "AGAINST",
    "FREE",
    "NAMES",
    "Grouper",
    "RepeatIndex",
    "common_words",
    "cosine",
    "count_terms",
    "extract_event_features",
    "pair_features",
]
__getattr__ = door(
    __name__,
    {
        "extract_event_features": "event_features",
        "RepeatIndex": "reprints",
        "AGAINST": "same_event",
        "FREE": "same_event",
        "NAMES": "same_event",
        "pair_features": "same_event",
        "Grouper": "stories",
        "common_words": "terms",
        "cosine": "terms",
        "count_terms": "terms",
    },
)
