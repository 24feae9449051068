"""Compares units.tsv with independent lists of units (`../shared/gazetteer`): part of the development command.

In: units.tsv, differences.tsv (differences a person has looked at), the folder of the other sources.
Out: a few lines of figures and every difference nobody has reviewed; 1 where there is one, else 0.
"""

from __future__ import annotations

from data.paths import PROVINCES
import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from data.text import slug

Pair = tuple[str, str]  # province slug, slug of type and name ("xa-kim-anh")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a tab-separated table, comments left out."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")


def key(province: str, full: str) -> Pair:
    """One spelling for the ways minority names and i/y are written: the sources differ in them everywhere."""
    words = [word.lstrip("0") if word.isdigit() else word for word in slug(full.replace("'", "")).split("-")]
    name = "-".join(words).replace("quy", "qui").replace("-sy-", "-si-").replace("-ky-", "-ki-")
    return slug(province).removeprefix("thanh-pho-").removeprefix("tinh-").replace("thua-thien-", ""), name


def ours() -> tuple[set[Pair], set[Pair], set[Pair]]:
    """Districts of all times, communes before the merger, communes since."""
    pairs: tuple[set[Pair], set[Pair], set[Pair]] = (set(), set(), set())
    for row in rows(PROVINCES / "units.tsv"):
        province = row["id"].split("/")[0]
        place = 0 if row["kind"] == "district" else 1 if row["until"] else 2
        if row["kind"] != "province":
            pairs[place].add(key(province, f"{row['type']} {row['name']}"))
    return pairs


def compare(label: str, mine: set[Pair], other: set[Pair], reviewed: set[Pair], out: TextIO, *, both: bool) -> int:
    """Print one comparison; the number of differences that nobody has reviewed."""
    missing = other - mine
    extra = mine - other if both else set()
    new = (missing | extra) - reviewed
    out.write(f"{label}: {len(mine & other)} agree, {len(missing)} only there, {len(extra)} only here, {len(new)} not reviewed\n")
    for pair in sorted(new):
        out.write(f"  {'only there' if pair in missing else 'only here'}: {pair[0]} {pair[1]}\n")
    return len(new)


def check(folder: Path, out: TextIO) -> int:
    """Compare with every source of the folder."""
    districts, before, since = ours()
    reviewed = {(row["province"], row["unit"]) for row in rows(PROVINCES / "differences.tsv")}
    packed = gzip.decompress((folder / "thanglequoc_units_2026-07-25.json.gz").read_bytes())
    now = {key(p["FullName"], w["FullName"]) for p in json.loads(packed) for w in p["Wards"]}
    new = compare("communes since 2025-07-01, thanglequoc of July 2026", since, now, reviewed, out, both=True)
    older = list(rows(folder / "legacy_63_700_10597_onflow.tsv"))
    there = {key(row["province"], row["district"]) for row in older}
    new += compare("districts, onflow of about 2023", districts, there, reviewed, out, both=False)
    there = {key(row["province"], row["ward"]) for row in older if row["ward"]}
    new += compare("communes, onflow of about 2023", before, there, reviewed, out, both=False)
    pairs = rows(folder / "old_to_new_wards_10_25.tsv")
    there = {key(row["old_province"], row["old_ward"]) for row in pairs if row["old_ward"]}
    new += compare("communes, address converter of 2025", before, there, reviewed, out, both=False)
    return 1 if new else 0
