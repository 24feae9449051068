"""Which other provinces have a place that the same words may mean.

In: a unit of ours, our provinces' slugs, the rank word before the name. Out: the slugs of the others. "TP Hòa Bình" has no rival
in a huyện Hòa Bình elsewhere: a rank told is a rank meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from data.gazetteer.records import RANKS
from data.gazetteer.units import Unit, holders, load_units
from data.text.people import FAMILY
from data.text.scan import words_of

# Names of a commune that a region or a place abroad bears too, and is mostly meant by.
WORLD = words_of(
    "Trung Đông,Đông Á,Nam Mỹ,Trung Mỹ,Bắc Mỹ,Bắc Á,Nam Á,Tây Á,Trung Á,Đông Dương,Đông Bắc,Đông Nam,Tây Nam,Tây Bắc,"
    "Tây An,Tây Tạng,Vân Nam,Hải Nam,Côn Minh,Tân Cương,Cát Lâm,Sơn Đông,Sơn Tây,Hồ Nam,Hồ Bắc,Giang Tây,Phúc Kiến,"
    "Trung Nguyên,Liên Hợp,Tân Hoa,Thẩm Dương,Trân Châu,Hồng Hải,Biển Hồ,Tây Lương,Giao Châu,Diên An,Âu Cơ,Trường Chinh,"
    "Suối Tiên,Sao Vàng,Phổ Quang,Tuệ Tĩnh,Biển Đông,Trung Hoa,Nam Hải,Đông Hải,Thái Dương,Đại Dương,Tự Do,Độc Lập,"
    "Thống Nhất,Hòa Hợp,Bình Minh,Phượng Hoàng",
    ",",
)
COMMUNES = frozenset(("xã", "phường", "thị trấn"))


def fits(type_: str, spelled: str) -> bool:
    """True when a unit of that type may be written with that rank word: ranks change, and the press is not exact."""
    return type_ == spelled or {type_, spelled} in RANKS or {type_, spelled} <= COMMUNES


@cache
def _holders_by_type() -> Mapping[tuple[str, str], frozenset[str]]:
    """(type, name) of districts -> slugs of the provinces that have or had one."""
    holders_of: dict[tuple[str, str], set[str]] = {}
    for unit in load_units():
        if unit.kind == "district":
            holders_of.setdefault((unit.type, unit.name), set()).add(unit.province)
    return {key: frozenset(slugs) for key, slugs in holders_of.items()}


def only_place(name: str, family: frozenset[str], *, after: bool) -> bool:
    """True when no province or district bears the name of a commune, no commune elsewhere, no family, and no place abroad."""
    held = any(holders().get((kind, name)) for kind in ("province", "district"))
    elsewhere = holders(after=after).get(("commune", name), frozenset()) - family
    return not (held or elsewhere or name in WORLD or name.partition(" ")[0] in FAMILY)


def rivals(unit: Unit, family: frozenset[str], spelled: str = "", *, after: bool) -> frozenset[str]:
    """The provinces besides ours that have such a place; `spelled` is the rank word in full, empty for a bare name.

    Before the merger (`after` false) a commune of today is no rival: the former Hải Dương's own land lies in Hải Phòng now.
    """
    if unit.kind == "district" and spelled:
        holders_of = _holders_by_type()
        kinds = {spelled, *(kind for pair in RANKS if spelled in pair for kind in pair)}
        return frozenset().union(*(holders_of.get((kind, unit.name), frozenset()) for kind in kinds)) - family
    return holders(after=after).get((unit.kind, unit.name), frozenset()) - family


def stands_alone(unit: Unit, ids: Iterable[str], family: frozenset[str], *, after: bool) -> str:
    """Whether a district's bare name speaks for it without support: "always", behind a word of place ("place"), or never ("").

    `ids` are all units of ours that bear the name. A ward Phan Thiết elsewhere is never called so alone; a city is.
    """
    elsewhere = holders(after=after).get(("commune", unit.name), frozenset()) - family
    city = any("/thanh-pho-" in key for key in ids)
    if rivals(unit, family, after=after) or len(elsewhere) > (2 if city else 0):
        return ""
    return "always" if city or unit.type == "thị xã" or unit.name.count(" ") > 1 else "place"
