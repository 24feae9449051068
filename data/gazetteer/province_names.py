"""All provinces of the country named in a text: what relevance compares our province with, and what settles shared names.

In: a text or a `NormalisedText`. Out: (slug, start, end) in order, the longest name first, namesakes left out. Offsets are
those of the text as given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import ahocorasick

from data.gazetteer.homonyms import broken, namesake, province_case
from data.gazetteer.units import province_names, province_rows
from data.text.scan import NormalisedText, bounded, scan

# Names that hold a province's name and mean no province.
OVERRIDING = (
    "Thái Bình Dương", "Đại Tây Dương", "Bình Trị Thiên", "Hà Nam Ninh", "hải dương học", "Hải dương học", "Hải Dương học",
    "Nobel Hòa Bình", "Đại sứ Hòa Bình", "Xuân Thành Sài Gòn", "Đồng Tháp Mười", "Quốc Cường Gia Lai",
    "Hải Dương Địa Chất", "Hải Dương Địa chất",
)  # fmt: skip


class Named(NamedTuple):
    """One province named: offsets of `NormalisedText.plain`."""

    slug: str
    start: int
    end: int


@cache
def _automaton() -> ahocorasick.Automaton:
    slugs: dict[str, tuple[str, str]] = {name.lower(): ("", name) for name in OVERRIDING}
    for slug in province_rows():
        if slug == "thua-thien-hue":
            continue  # the same land and names as "hue"
        for name in province_names(slug):
            slugs.setdefault(scan(name).lower, (slug, scan(name).plain))
    automaton = ahocorasick.Automaton()
    for key, value in slugs.items():
        automaton.add_word(key, value)
    automaton.make_automaton()
    return automaton


def named(text: NormalisedText) -> list[Named]:
    """Every province named in a scanned text, by offsets of its plain form."""
    hits = []
    for last, (slug, name) in _automaton().iter(text.lower):
        start = last + 1 - len(name)
        if bounded(text.plain, start, last + 1):
            hits.append((start, -(last + 1), slug, name))
    named: list[Named] = []
    free = 0
    for start, minus_end, slug, name in sorted(hits):
        if start < free:
            continue
        end = -minus_end
        if slug and not (province_case(text.plain[start:end], name) or text.plain[max(0, start - 5) : start] == "tỉnh "):
            continue
        if slug and broken(text.plain, start, end):
            continue
        free = end
        if slug and (text.plain[max(0, start - 5) : start].lower() == "tỉnh " or not namesake(text.plain, start, end)):
            named.append(Named(slug, start, end))
    return named


def provinces_in(text: str, on: date | None = None) -> list[tuple[str, int, int]]:
    """(slug, start, end) of every province named in the text, former provinces under their own slug whatever the date."""
    del on  # a former province keeps its slug
    ready = scan(text)
    return [(slug, *ready.given(start, end)[:2]) for slug, start, end in named(ready)]


def crossed(provinces: Sequence[Named], starts: Sequence[int], start: int, end: int) -> bool:
    """True when a province's name, no shorter than the span, overlaps it only in part: "Bắc Hà Tĩnh" is no Bắc Hà."""
    at = bisect_left(starts, end)
    for province in provinces[max(0, at - 2) : at]:
        inside = province.start <= start and end <= province.end
        if province.end > start and not inside and province.end - province.start >= end - start:
            return True
    return False
