"""About the province, only passing, or a namesake, with reasons; one module per group of features.

In: a `Document` with its province. Out: `Relevance`; the places told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.relevance.features import Evidence, gather_evidence
    from nlp.relevance.places import find_places
    from nlp.relevance.relevance import MODEL, Model, judge_relevance

__all__ = ["MODEL", "Evidence", "Model", "find_places", "gather_evidence", "judge_relevance"]
__getattr__ = door(
    __name__,
    {
        "Evidence": "features",
        "gather_evidence": "features",
        "find_places": "places",
        "MODEL": "relevance",
        "Model": "relevance",
        "judge_relevance": "relevance",
    },
)
