"""The same names in English text: without accents, with "province", "district", "city" behind them.

In: one scanned field. Out: hits by offsets of its plain text. Used only for articles that are not in Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.gazetteer.records import Entry, Match
from data.text import fold
from data.text.people import FAMILY
from data.text.scan import NormalisedText, bounded, is_title, scan, word_after, words_before

KEYWORDS = {
    "district": "district",
    "town": "district",
    "city": "district",
    "commune": "commune",
    "ward": "commune",
    "township": "commune",
}
STREETS = frozenset(("street", "road", "avenue", "theatre", "theater", "hotel", "park"))
FOLDED_FAMILY = frozenset(fold(name) for name in FAMILY)


@dataclass(frozen=True, slots=True)
class FoldedNames:
    """The names of one province's land without accents, ready for `find_folded`."""

    names: Mapping[str, list[Entry]]
    pattern: re.Pattern[str]


def folded_names(entries: Iterable[Entry]) -> FoldedNames:
    """Make the names ready."""
    names: dict[str, list[Entry]] = {}
    for entry in entries:
        names.setdefault(fold(scan(entry.name).plain), []).append(entry)
    return FoldedNames(names, re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))))


def find_folded(texts: Mapping[str, NormalisedText], names: FoldedNames) -> dict[str, list[Match]]:
    """Hits by field. Districts without a keyword count only beside a sure mention; communes need their keyword."""
    sure: dict[str, list[Match]] = {name: [] for name in texts}
    loose: list[tuple[str, Match]] = []
    for name, text in texts.items():
        folded = fold(text.plain)
        for match in names.pattern.finditer(folded):
            start, end = match.span()
            if not bounded(text.plain, start, end) or not all(word[:1].isupper() for word in text.plain[start:end].split()):
                continue
            hit, certain = _look(text.plain, start, end, names.names[match[0]])
            if hit is not None and certain:
                sure[name].append(hit)
            elif hit is not None:
                loose.append((name, hit))
    if any(hit.kind != "namesake" for hits in sure.values() for hit in hits):
        for name, hit in loose:
            sure[name].append(hit)
    return {name: sorted(hits, key=lambda hit: hit.start) for name, hits in sure.items()}


def _look(plain: str, start: int, end: int, entries: list[Entry]) -> tuple[Match | None, bool]:
    """The hit, and whether it stands by itself."""
    kinds = {entry.kind: entry for entry in entries}
    after = word_after(plain, end).lower()
    before = words_before(plain, start, 1)
    level = KEYWORDS.get(after, "") or KEYWORDS.get(before[0].lower() if before else "", "")
    if "homonym" in kinds:
        return Match(start, end, "namesake", kinds["homonym"].place, "trùng tên"), True
    if level in kinds:
        return Match(start, end, level, kinds[level].units[0].id), level == "district"
    for kind in ("landmark", "body", "watch"):
        if kind in kinds:
            return Match(start, end, kind, kinds[kind].place or kind), True
    if "province" in kinds:
        is_person = bool(before) and is_title(before[0]) and fold(before[0]) in FOLDED_FAMILY
        other = is_person or after in STREETS or level in ("district", "commune")
        return Match(start, end, "namesake" if other else "province", kinds["province"].place, "trùng tên" if other else ""), True
    if "district" in kinds and " " in kinds["district"].name:
        is_person = bool(before) and is_title(before[0]) and fold(before[0]) in FOLDED_FAMILY
        return (None if is_person else Match(start, end, "district", kinds["district"].units[0].id)), False
    return None, False
