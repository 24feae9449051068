"""Which places of the province an article is about, as the digest labels them.

In: a judged article's mentions and the province. Out: labels ("huyện Kim Thành") in order of weight; empty for the whole
province.
A commune before the merger is told by its district, a present commune by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from data.article import Article, Mention
from data.province import Province, Unit, load_units

WEIGHTS = {"title": 4.0, "summary": 3.0, "body": 1.0}
LEAD = 400  # characters of the body that weigh double
AT_MOST = 3
KEEP = 0.34  # of the heaviest place's weight
MANY = 4  # so many places of like weight are the whole province


@cache
def _units() -> Mapping[str, Unit]:
    return {unit.id: unit for unit in load_units()}


def places(article: Article, province: Province, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The labels of the places the article is about."""
    weights: dict[str, float] = {}
    for mention in mentions:
        unit = _told_as(mention)
        if unit is not None and mention.kind != "namesake":
            early = mention.field == "body" and mention.start < LEAD
            weights[unit.label] = weights.get(unit.label, 0.0) + WEIGHTS[mention.field] * (2 if early else 1)
    if not weights:
        return ()
    order = sorted(weights, key=lambda label: -weights[label])
    top = weights[order[0]]
    whole = _whole_province(mentions)
    if top < 2 and (whole or len(order) > 1):
        return ()
    kept = [label for label in order if weights[label] >= KEEP * top]
    if len(kept) > MANY or (whole and top < whole / 6):
        return ()
    return tuple(kept[:AT_MOST])


def _told_as(mention: Mention) -> Unit | None:
    """The unit under which the digest tells a mention: district, or a commune of after the merger."""
    unit = _units().get(mention.place)
    if unit is None or unit.kind == "province":
        return None
    if unit.kind == "commune":
        parent = _units().get(unit.parent)
        return parent if parent is not None and parent.kind == "district" else unit
    return unit


def _whole_province(mentions: Sequence[Mention]) -> float:
    """How much the article speaks of the province by its own name."""
    return sum(WEIGHTS[mention.field] for mention in mentions if mention.kind == "province")
