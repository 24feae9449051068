"""The dated map of Vietnam's units, as read from data/provinces/units.tsv.

In: the table written by `data.gazetteer.build.write_units`. Out: `Unit` rows, a province's land on a date, and how many
provinces have a unit of a given name. `on` is a local day; None means the borders before 1 July 2025.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.paths import PROVINCES
from data.text import nfc
from data.text.normal import modern_tone

TABLE = PROVINCES / "units.tsv"
MERGER = date(2025, 7, 1)
BEFORE_MERGER = date(2025, 6, 30)

# How the press writes a province besides its official name. "Hồ Chí Minh" alone is a person, so the city is never matched bare.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "ba-ria-vung-tau": ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "BR-VT", "BRVT"),
    "bac-kan": ("Bắc Kạn", "Bắc Cạn"),
    "dak-lak": ("Đắk Lắk", "Đắk Lăk", "Đắc Lắc", "Đăk Lăk", "Đắk Lắc", "Đắc Lắk", "Đak Lak", "Daklak"),
    "dak-nong": ("Đắk Nông", "Đắc Nông", "Đak Nông"),
    "gia-lai": ("Gia Lai", "Gialai"),
    "ho-chi-minh": ("TP.HCM", "TP HCM", "TPHCM", "Tp.HCM", "TP. HCM", "TP.Hồ Chí Minh", "TP Hồ Chí Minh", "Thành phố Hồ Chí Minh",
                    "thành phố Hồ Chí Minh", "Tp Hồ Chí Minh", "TP. Hồ Chí Minh", "Sài Gòn"),
    "hue": ("Huế", "Thừa Thiên - Huế", "Thừa Thiên-Huế", "Thừa Thiên Huế", "TT-Huế", "TT Huế", "T.T.Huế", "TT-H"),
    "kon-tum": ("Kon Tum", "Kontum"),
    "thua-thien-hue": ("Huế", "Thừa Thiên - Huế", "Thừa Thiên-Huế", "Thừa Thiên Huế", "TT-Huế", "TT Huế", "T.T.Huế"),
    "ha-noi": ("Hà Nội", "Hà nội"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A province, district or commune over one span of its validity; `valid_until` is the first day without it."""

    id: str  # "hai-duong/huyen-kim-thanh"
    kind: str  # province | district | commune
    type: str  # "huyện"
    name: str  # "Kim Thành"
    parent: str
    province: str  # slug of the province its id starts with
    valid_from: date | None
    valid_until: date | None
    successors: tuple[str, ...]

    @property
    def label(self) -> str:
        """ "huyện Kim Thành", as the digest writes a place."""
        return f"{self.type} {self.name}"

    def valid(self, on: date | None) -> bool:
        """True when the unit is in force on that local day."""
        day = on or BEFORE_MERGER
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day < self.valid_until)


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def load_units() -> tuple[Unit, ...]:
    """All units of the table, in its order."""
    intern = sys.intern
    rows = []
    for line in TABLE.read_text(encoding="utf-8").split("\n")[1:-1]:
        key, kind, word, name, parent, start, until, successors = line.split("\t")
        province = intern(key.partition("/")[0])
        after = tuple(successors.split(",")) if successors else ()
        rows.append(Unit(key, intern(kind), intern(word), name, parent, province, _day(start), _day(until), after))
    return tuple(rows)


@cache
def units_of() -> Mapping[str, Sequence[Unit]]:
    """Units by province slug; the province's own rows come first."""
    units: dict[str, list[Unit]] = {}
    for unit in load_units():
        units.setdefault(unit.province, []).append(unit)
    return {
        slug: sorted(rows, key=lambda unit: ("province", "district", "commune").index(unit.kind)) for slug, rows in units.items()
    }


@cache
def province_rows() -> Mapping[str, tuple[Unit, ...]]:
    """The rows of every province there is or was, by slug."""
    return {slug: tuple(row for row in rows if row.kind == "province") for slug, rows in units_of().items()}


@cache
def holders(*, after: bool = True) -> Mapping[tuple[str, str], frozenset[str]]:
    """(kind, name) -> slugs of the provinces that have or had a unit of that kind and name; `after` counts today's units too."""
    slugs_of: dict[tuple[str, str], set[str]] = {}
    for unit in load_units():
        if after or unit.valid_from != MERGER:
            slugs_of.setdefault((unit.kind, unit.name), set()).add(unit.province)
    return {key: frozenset(slugs) for key, slugs in slugs_of.items()}


def lands(slug: str, on: date | None) -> tuple[str, ...]:
    """Slugs whose (older) land is that of `slug` on that day: "quang-tri" since the merger -> quang-tri, quang-binh.

    Thừa Thiên Huế and Huế are one land under two names at all times.
    """
    day = on or BEFORE_MERGER
    slugs = [slug]
    for other, rows in province_rows().items():
        for row in rows:
            merged = row.valid_until is not None and row.valid_until <= day and slug in row.successors
            if other != slug and (merged or {other, slug} == {"hue", "thua-thien-hue"}):
                slugs.append(other)
    return tuple(dict.fromkeys(slugs))


def land_units(slug: str, on: date | None) -> tuple[Unit, ...]:
    """Every unit, of any time, that lies in the province's land of that day, present communes included."""
    inside: dict[Unit, None] = {}
    successors: set[str] = set()
    for part in lands(slug, on):
        for unit in units_of().get(part, ()):
            if unit.kind == "commune" and unit.valid_from == MERGER and part == slug:
                continue  # a present commune is ours only through a predecessor, unless the whole present province is ours
            inside[unit] = None
            successors.update(unit.successors)
    whole = (on or BEFORE_MERGER) >= MERGER
    for part in {key.partition("/")[0] for key in successors} | {slug}:
        for unit in units_of().get(part, ()):
            if unit.kind == "commune" and unit.valid_from == MERGER and (unit.id in successors or (whole and part == slug)):
                inside[unit] = None
    return tuple(inside)


def province_names(slug: str) -> tuple[str, ...]:
    """How the press writes the province, the official name first."""
    official = () if slug == "ho-chi-minh" else tuple(row.name for row in province_rows()[slug])
    return tuple(dict.fromkeys((*official, *(modern_tone(nfc(name)) for name in ALIASES.get(slug, ())))))
