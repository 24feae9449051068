"""How likely two articles of one office tell the same event: a small logistic model over the evidence they share.

In: the `EventFeatures` of two articles, the cosine of their terms. Out: a chance, 0 to 1. The weights are in
data/models/alike.npz; nlp/training/stories.py is their recipe.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from nlp.features import weights as models
from nlp.features.vectors import Floats
from nlp.grouping.event_features import EventFeatures, weigh_figure

NAMES = (
    "one", "cosine", "meaning", "place", "district", "other district", "other place", "locality", "other locality",
    "names", "names in leads", "figures", "notions in leads", "lead notions told", "no shared notion", "days named", "other day",
    "field", "brief", "english", "english names", "english figures", "english notions",
)  # fmt: skip
AGAINST = frozenset({"other locality", "other district", "other place", "no shared notion", "other day"})
FREE = frozenset({"one", "english", "brief"})
MOST_COSINE, MOST_NAMES, MOST_LEAD_NAMES, MOST_FIGURES, MOST_CONCEPTS, MOST = 0.4, 3.0, 2.0, 3.0, 4, 2


def same_event_probability(left: EventFeatures, right: EventFeatures, cosine: float) -> float:
    """The chance that two articles tell one event."""
    return 1.0 / (1.0 + math.exp(-float(pair_features(left, right, cosine) @ _weights())))


@cache
def _weights() -> Floats:
    names, weights = models.load_weights("alike")
    if names != NAMES:
        raise models.ModelError("Mô hình alike.npz không khớp với chương trình. Cách xử lý: cài lại chương trình.")
    return weights


def pair_features(left: EventFeatures, right: EventFeatures, cosine: float) -> Floats:
    """The evidence for and against, in the order of `NAMES`."""
    cross = left.terms.english != right.terms.english
    words = (0.0, 0.0) if cross else (2 * min(cosine, MOST_COSINE) / MOST_COSINE, max(float(left.meaning @ right.meaning), 0.0))
    named, lead_names = _names(left, right)
    figures = min(sum(map(weigh_figure, left.figures & right.figures)), MOST_FIGURES)
    concepts = min(len(left.lead & right.lead), MOST_CONCEPTS) / 2
    shared = max(_share(left.lead, right.whole), _share(right.lead, left.whole))
    nothing = bool(left.lead and right.lead and not left.lead & right.whole and not right.lead & left.whole)
    other_day = left.first_day is not None and right.first_day is not None and left.first_day != right.first_day
    values = (
        1.0, *words, *_places(left, right), named, lead_names, figures, concepts, shared, nothing,
        min(len(left.days & right.days), MOST), other_day, _fields(left.topics, right.topics), left.brief or right.brief,
        cross, cross * named, cross * figures, cross * concepts,
    )  # fmt: skip
    return np.array(values, dtype=np.float32)


def _places(left: EventFeatures, right: EventFeatures) -> tuple[float, ...]:
    """Shared places inside the province, a shared district, shared localities, and whether both name others only."""
    fine, districts = left.fine & right.fine, left.districts & right.districts
    other_district = bool(left.districts and right.districts and not districts and not fine)
    local = left.localities & right.localities
    mine, others = left.lead_localities, right.lead_localities
    other_local = bool(mine and others and not mine & right.localities and not others & left.localities)
    other_fine = bool(left.fine and right.fine and not fine)
    return min(len(fine), MOST), bool(districts), other_district, other_fine, min(len(local), MOST), other_local


def _names(left: EventFeatures, right: EventFeatures) -> tuple[float, float]:
    """How telling the shared names are, and those of them that stand in a lead."""
    mine = left.terms.names
    shared = [name for name in mine.keys() & right.terms.names.keys() if not name.startswith("@")]
    in_lead = sum(mine[name] for name in shared if name in left.lead_names or name in right.lead_names)
    return min(sum(mine[name] for name in shared), MOST_NAMES), min(in_lead, MOST_LEAD_NAMES)


def _share(lead: frozenset[str], whole: frozenset[str]) -> float:
    return len(lead & whole) / max(len(lead), 2)


def _fields(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """1 when the main field is the same, a half when one's main field is a second one of the other."""
    return 1.0 if left[:1] == right[:1] else 0.5 * (left[0] in right or right[0] in left)
