"""Which other provinces have a place that the same words may mean.

In: a unit of ours, our provinces' slugs, the rank word before the name. Out: the slugs of the others. "TP Hòa Bình" has no rival
in a huyện Hòa Bình elsewhere: a rank told is a rank meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data.hits import RANKS
from data.homonyms import FAMILY
from data.units import Unit, holders, load_units

COMMUNES = frozenset(("xã", "phường", "thị trấn"))


def fits(type_: str, spelled: str) -> bool:
    """True when a unit of that type may be written with that rank word: ranks change, and the press is not exact."""
    return type_ == spelled or {type_, spelled} in RANKS or {type_, spelled} <= COMMUNES


@cache
def _holders_by_type() -> Mapping[tuple[str, str], frozenset[str]]:
    """(type, name) of districts -> slugs of the provinces that have or had one."""
    found: dict[tuple[str, str], set[str]] = {}
    for unit in load_units():
        if unit.kind == "district":
            found.setdefault((unit.type, unit.name), set()).add(unit.province)
    return {key: frozenset(slugs) for key, slugs in found.items()}


def only_place(name: str, family: frozenset[str]) -> bool:
    """True when no province or district bears the name of a commune, no commune elsewhere, and no family."""
    held = any(holders().get((kind, name)) for kind in ("province", "district"))
    return not held and not holders().get(("commune", name), frozenset()) - family and name.partition(" ")[0] not in FAMILY


def rivals(unit: Unit, family: frozenset[str], spelled: str = "") -> frozenset[str]:
    """The provinces besides ours that have such a place; `spelled` is the rank word in full, empty for a bare name."""
    if unit.kind == "district" and spelled:
        known = _holders_by_type()
        kinds = {spelled, *(kind for pair in RANKS if spelled in pair for kind in pair)}
        return frozenset().union(*(known.get((kind, unit.name), frozenset()) for kind in kinds)) - family
    return holders().get((unit.kind, unit.name), frozenset()) - family
