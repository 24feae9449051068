"""One province on one day, for a person to look through: names, units, what shares a name with it.

In: a province's slug and a day. Out: `ProvinceOverview`, Vietnamese labels in the order of the Vietnamese alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.gazetteer.province import Province, load_province
from data.gazetteer.units import holders, lands, province_rows
from data.text import sort_key


@dataclass(frozen=True, kw_only=True)
class SharedName:
    """A district whose name other provinces have too: named bare, it needs a second sign."""

    label: str
    provinces: tuple[str, ...]  # names of the others


@dataclass(frozen=True, kw_only=True)
class ProvinceOverview:
    """What is known of a province on `on`."""

    slug: str
    on: date
    label: str  # "tỉnh Hải Dương"
    includes: tuple[str, ...]  # former provinces whose land it has
    ended_on: date | None  # the day it ceased to exist, None where it still does on `on`
    successors: tuple[str, ...]  # labels of the provinces that have its land since then
    bodies: tuple[str, ...]  # authorities and companies that are watched
    landmarks: tuple[str, ...]
    homonyms: tuple[str, ...]  # names that mean something else
    districts: tuple[str, ...]
    communes: tuple[str, ...]
    has_units: bool  # False: the map has no district and no commune on this day
    shared: tuple[SharedName, ...]


def describe_province(slug: str, on: date) -> ProvinceOverview:
    """The province on that day. Raises UnknownProvince."""
    province = load_province(slug)
    units = [unit for unit in province.units(on) if unit.kind != "province"]
    row = province_rows()[slug][-1]
    ended = row.valid_until is not None and on >= row.valid_until
    labels = {kind: {unit.label for unit in units if unit.kind == kind} for kind in ("district", "commune")}
    return ProvinceOverview(
        slug=slug,
        on=on,
        label=province.label(on),
        includes=tuple(load_province(other).name for other in lands(slug, on) if other != slug),
        ended_on=row.valid_until if ended else None,
        successors=tuple(province_rows()[after][-1].label for after in row.successors if after in province_rows())
        if ended
        else (),
        bodies=tuple(province.bodies),
        landmarks=tuple(province.landmarks),
        homonyms=tuple(province.homonyms),
        districts=tuple(sorted(labels["district"], key=sort_key)),
        communes=tuple(sorted(labels["commune"], key=sort_key)),
        has_units=bool(units),
        shared=_shared_names(province, on),
    )


def _shared_names(province: Province, on: date) -> tuple[SharedName, ...]:
    land = set(lands(province.slug, on))
    shared = set()
    for unit in province.units(on):
        others = sorted(holders()[unit.kind, unit.name] - land) if unit.kind == "district" else []
        if others:
            shared.add((unit.label, tuple(province_rows()[other][-1].name for other in others)))
    return tuple(SharedName(label=label, provinces=names) for label, names in sorted(shared, key=lambda pair: sort_key(pair[0])))
