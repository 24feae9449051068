"""Where the words right beside a name of ours put it elsewhere: abroad, into another province, under a unit that is not ours.

In: plain text, the span of a name, the provinces named in the text. Out: yes or no. Called for districts, communes and landmarks,
whose names many places share; the province's own name has rules of its own (data/gazetteer/homonyms.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import cache

from data.gazetteer.province_names import Named
from data.gazetteer.units import MERGER, holders, land_units, load_units, units_of
from data.text.scan import CAPITALS, NAME

# After a name in brackets or behind a comma; a foreign spelling in brackets, as in "Côn Sơn (Kunshan)".
LAND = re.compile(
    r"\b(?:Trung Quốc|Đài Loan|Lào(?! Cai)|Campuchia|Thái Lan|Nhật Bản|Hàn Quốc|Triều Tiên|Malaysia|Indonesia|Singapore|Ấn Độ)\b"
)
ABROAD = re.compile(
    rf" ?\((?:[^().;\n]{{0,25}}{LAND.pattern}|[A-Z][a-z]*[bcdfgjklqrsvwxz]\w*\))|(?: \([^()\n]{{1,20}}\))?, {LAND.pattern}"
)
BRACKET = re.compile(r" ?\((?:ở |nay thuộc |thuộc |[Tt]ỉnh |TP\.? ?|[Tt]hành phố |[Hh]uyện |[Tt]hị xã )?")
UNDER = re.compile(
    rf"(?<!các )(?<!hai )(?<!ba )(?:[Hh]uyện|[Qq]uận|[Tt]hị xã) ([{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*){{0,2}}), $"
)
LIST = re.compile(
    rf"(?<!\w)(?:([Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|\d+) )?(huyện|xã|phường|thị trấn|thị xã|quận)(?:: ?| )({NAME})"
    rf"(?:, | và |, và | - )(?:{NAME}(?:, | và |, và | - )){{0,11}}$"
)
UNIT_NAME = re.compile(rf"[{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*){{1,2}}")


def told_elsewhere(plain: str, start: int, end: int, provinces: Sequence[Named], family: frozenset[str]) -> bool:
    """True for "Côn Sơn (Côn Đảo)", "biển Chí Linh (Vũng Tàu)", "huyện Bành Thủy, Trùng Khánh"."""
    if ABROAD.match(plain, end):
        return True
    above = UNDER.search(plain, max(0, start - 60), start)
    if above and above[1] not in districts_of(family):
        return True
    bracket = BRACKET.match(plain, end)
    if not bracket:
        return False
    at = bisect_left(provinces, bracket.end(), key=lambda province: province.end)
    if at < len(provinces) and provinces[at].start <= bracket.end():
        return provinces[at].slug not in family
    name = UNIT_NAME.match(plain, bracket.end())
    held = holders().get(("district", name[0]), frozenset()) if name else frozenset()
    return bool(held) and not held & family


@cache
def districts_of(family: frozenset[str]) -> frozenset[str]:
    """The names of the districts that lie or lay in these provinces."""
    return frozenset(unit.name for slug in family for unit in units_of().get(slug, ()) if unit.kind == "district")


@cache
def taken_today(home: str, family: frozenset[str]) -> frozenset[str]:
    """Names of present communes in the provinces that hold our land which do not lie in it.

    "Phường Tân Định (TP.HCM)" since the merger: the ward in the old city, not the one that Bình Dương once had.
    """
    inside = {unit.id for unit in land_units(home, MERGER)}
    today = [unit for unit in load_units() if unit.kind == "commune" and unit.valid_from == MERGER and unit.province in family]
    ours = {unit.name for unit in today if unit.id in inside}
    return frozenset(unit.name for unit in today if unit.id not in inside) - ours


@cache
def are_provinces() -> frozenset[str]:
    """Names that a province bears: a district of that name needs its rank, "huyện Hòa Bình" of Bạc Liêu."""
    return frozenset(name for kind, name in holders() if kind == "province")


def listed_rank(plain: str, start: int, end: int, ours: Set[str]) -> str:
    """The rank that a list before the name gives it: "các xã A, B và" -> "xã"; empty without a list.

    "Huyện Bành Thủy, Trùng Khánh" and "huyện Lạc Thủy, Hòa Bình" are no lists but places and what lies above them.
    """
    listed = LIST.search(plain, max(0, start - 160), start)
    if listed is None:
        return ""
    if listed[1] is None and (plain[start:end] in are_provinces() or (listed[2] == "huyện" and listed[3] not in ours)):
        return ""
    return listed[2].lower()
