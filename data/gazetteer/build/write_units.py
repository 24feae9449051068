"""The development command that writes units.tsv: `python -m data.gazetteer.build.write_units [--check DIR]`.

In: the old-to-new mapping inside underthesea's package (the one place outside nlp/tagging/underthesea.py that touches it, and only as a data
file), and the three reviewed tables beside this file. Out: units.tsv, one row for each unit and each span of its validity.
`--check DIR` writes nothing: it compares units.tsv with the independent sources of DIR (../shared/gazetteer), prints how many
units agree and every difference that no reviewed table explains, and ends 1 where there is one.
"""

from __future__ import annotations

from data.paths import PROVINCES
import csv
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from data.gazetteer.build.check_units import check
from data.text.normal import modern_tone
from data.text import nfc, slug

MERGER = "2025-07-01"
TYPES = ("thành phố", "thị trấn", "đặc khu", "thị xã", "huyện", "phường", "quận", "tỉnh", "xã")
HEAD = ("id", "kind", "type", "name", "parent", "from", "until", "successors")


class Row(NamedTuple):
    """One line of units.tsv. Dates are ISO, empty = open; `until` is the first day on which the unit is no more."""

    id: str
    kind: str
    type: str
    name: str
    parent: str
    valid_from: str = ""
    valid_until: str = ""
    successors: tuple[str, ...] = ()


def split_type(full: str) -> tuple[str, str]:
    """ "Thị Xã Việt Yên" -> ("thị xã", "Việt Yên"); a number loses its leading zero. Raises ValueError for an unknown type."""
    full = " ".join(modern_tone(nfc(full)).split())
    for word in TYPES:
        if full.lower().startswith(word + " "):
            name = full[len(word) + 1 :]
            return word, name.lstrip("0") if name.isdigit() else name
    raise ValueError(f"no unit type in {full!r}")


def table(name: str) -> list[dict[str, str]]:
    """A reviewed table of this folder."""
    with (PROVINCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def mapping() -> dict[str, Any]:
    """underthesea's packaged mapping. Raises RuntimeError where underthesea is not installed."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise RuntimeError("underthesea is not installed")
    path = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    mapping: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return mapping


def unit_id(parent: str, full: str) -> str:
    """ "hai-duong", "Huyện Kim Thành" -> "hai-duong/huyen-kim-thanh"."""
    kind, name = split_type(full)
    return f"{parent}/{slug(kind + ' ' + name)}"


class Map:
    """Rows by id and start; adding a row twice joins its successors. Units whose names differ in accents only get a number."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Row] = {}

    def add(self, kind: str, full: str, parent: str, *, start: str = "", until: str = "", successors: Iterable[str] = ()) -> str:
        word, name = split_type(full)
        base = unit_id(parent, full) if parent else slug(name)
        for number in range(1, 9):
            key = (base if number == 1 else f"{base}-{number}", start)
            row = self.rows.get(key)
            if row is None or row.name == name:
                break
        joined = tuple(dict.fromkeys((*(row.successors if row else ()), *successors)))
        self.rows[key] = Row(key[0], kind, word, name, parent, start, until, joined)
        return key[0]


def provinces(units: Map, source: dict[str, Any]) -> dict[str, str]:
    """Rows of the provinces; full name -> slug. Each of the 34 keeps the name and slug of one of the 63."""
    slugs = {}
    names = {key: value["name"] for key, value in source["old_province_names"].items()}
    for key, full in names.items():
        new = source["province_names"][source["province_mapping"][key]]["name"]
        stays = slug(split_type(full)[1]) == slug(split_type(new)[1])
        after = [] if stays else [slug(split_type(new)[1])]
        slugs[full] = units.add("province", full, "", until="" if stays else MERGER, successors=after)
    for line in table("earlier_provinces.tsv"):
        successors = tuple(filter(None, line["successors"].split(",")))
        base = units.rows.pop((slug(split_type(line["unit"])[1]), ""), None)
        units.add("province", line["unit"], "", until=line["until"], successors=successors)
        if line["becomes"]:
            old = base or units.rows.pop((successors[0], ""))
            units.add("province", line["becomes"], "", start=line["until"], until=old.valid_until, successors=old.successors)
    return slugs


def communes(units: Map, source: dict[str, Any], slugs: dict[str, str]) -> None:
    """Rows of the districts before the merger, the communes before it and the communes after it."""
    fixes = table("exceptions.tsv")
    lines = [line for line in source["ward_mapping"] if line["old_ward"] and line["new_ward"]]
    lines += [line for line in fixes if line["new_ward"]]
    for line in source["ward_mapping"]:
        units.add("district", line["old_district"], slugs[line["old_province"]], until=MERGER)
    for line in lines:
        new = units.add("commune", line["new_ward"], slugs[line["new_province"]], start=MERGER)
        if not line["old_ward"]:
            continue
        district = unit_id(slugs[line["old_province"]], line["old_district"])
        units.add("commune", line["old_ward"], district, until=MERGER, successors=[new])


def earlier(units: Map) -> None:
    """Units that ended before the mapping's cut of January 2025, and the start of those that followed them."""
    for line in table("earlier_districts.tsv"):
        successors = []
        for full in filter(None, line["successors"].split(",")):
            successors.append(unit_id(line["province"], full.lstrip("+")))
            key = (successors[-1], "")
            if full.startswith("+") and key in units.rows:
                units.rows[successors[-1], line["until"]] = units.rows.pop(key)._replace(valid_from=line["until"])
        units.add("district", line["unit"], line["province"], until=line["until"], successors=successors)
    for line in table("earlier_communes.tsv"):
        units.add("commune", line["unit"], line["district"], until=line["until"])


def build() -> list[Row]:
    """All rows, sorted by id and start."""
    units = Map()
    source = mapping()
    slugs = provinces(units, source)
    communes(units, source, slugs)
    earlier(units)
    return sorted(units.rows.values(), key=lambda row: (row.id, row.valid_from))


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The file's lines."""
    yield "\t".join(HEAD)
    for row in rows:
        yield "\t".join((*row[:7], ",".join(row.successors)))


def main(arguments: list[str]) -> int:
    """Write units.tsv, or check it against DIR."""
    if arguments[:1] == ["--check"] and len(arguments) == 2:
        return check(Path(arguments[1]), sys.stdout)
    if arguments:
        sys.stderr.write("usage: python -m data.gazetteer.build.write_units [--check DIR]\n")
        return 2
    rows = build()
    (PROVINCES / "units.tsv").write_text("\n".join(lines(rows)) + "\n", encoding="utf-8")
    counts = {kind: sum(row.kind == kind for row in rows) for kind in ("province", "district", "commune")}
    sys.stdout.write(f"units.tsv: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
