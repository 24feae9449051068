"""A province: its names, units, overlay, and the places of its land that a text names.

In: a slug ("hai-duong"), units.tsv, the overlay data/provinces/<slug>.toml where there is one, an office's watch terms.
Out: `Province`, whose `find` and `find_article` give `Mention`s by offsets of the text as given. `on` is a local day; None
means the
borders before 1 July 2025, unless the text itself speaks of the new ones.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

from data.errors import OperatorError
from data.gazetteer.map_era import speaks_of_new_map
from data.gazetteer.matcher import Matcher
from data.gazetteer.province_names import OVERRIDING, named, provinces_in
from data.gazetteer.records import Entry, Match
from data.gazetteer.unaccented import FoldedNames, find_folded, folded_names
from data.gazetteer.units import MERGER, Unit, land_units, lands, load_units, province_names, province_rows
from data.model import Article, Mention
from data.paths import PROVINCES
from data.text import local, nfc, slug
from data.text.scan import NormalisedText, scan

__all__ = ["Province", "Unit", "UnknownProvince", "load_province", "load_units", "provinces_in"]

VERSION = "3"  # raised when the rules change, so that articles are judged again
FEW_ACCENTS = 0.03  # share of accented letters; Vietnamese has about a quarter
COMMUNE_WORDS = ("xã", "X.", "phường", "P.", "thị trấn", "TT", "đặc khu")
FIELDS = ("title", "summary", "body")
# Clubs (and the firms behind them) that bear a province's name: a mention of its club, which relevance weighs apart.
CLUBS: Mapping[str, tuple[str, ...]] = {
    "Sông Lam Nghệ An": ("nghe-an",),
    "SLNA": ("nghe-an",),
    "Hoàng Anh Gia Lai": ("gia-lai",),
    "HAGL": ("gia-lai",),
    "HA Gia Lai": ("gia-lai",),
    "Becamex Bình Dương": ("binh-duong",),
    "Becamex IDC Bình Dương": ("binh-duong",),
    "B. Bình Dương": ("binh-duong",),
    "Becamex TP.HCM": ("binh-duong",),
    "Than Quảng Ninh": ("quang-ninh",),
    "Than KSVN": ("quang-ninh",),
    "SHB Đà Nẵng": ("da-nang",),
    "Đông Á Thanh Hóa": ("thanh-hoa",),
    "FLC Thanh Hóa": ("thanh-hoa",),
    "Hồng Lĩnh Hà Tĩnh": ("ha-tinh",),
    "Dược Nam Hà Nam Định": ("nam-dinh",),
    "Thép Xanh Nam Định": ("nam-dinh",),
    "Sanna Khánh Hòa": ("khanh-hoa",),
    "XSKT Cần Thơ": ("can-tho",),
    "Quảng Nam FC": ("quang-nam",),
    "Trường Tươi Bình Phước": ("binh-phuoc",),
    "Đồng Tháp FC": ("dong-thap",),
    "Long An FC": ("long-an",),
    "ĐT Long An": ("long-an",),
    "Đồng Tâm Long An": ("long-an",),
    "VTV Bình Điền Long An": ("long-an",),
    "Bình Điền Long An": ("long-an",),
    "Cảng Quốc tế Long An": ("long-an",),
    "Xuân Thiện Phú Thọ": ("phu-tho",),
    "Geleximco Hưng Yên": ("hung-yen",),
    "Phong Phú Hà Nam": ("ha-nam",),
    "Hóa Chất Đức Giang Lào Cai": ("lao-cai",),
    "HCĐG Lào Cai": ("lao-cai",),
}


class UnknownProvince(OperatorError):
    """No province of that slug; the message is Vietnamese and names close ones."""


class Province:
    """One province as the office knows it. Build it with `load_province`."""

    def __init__(self, slug_: str, overlay: Mapping[str, Any], watch: Sequence[str]) -> None:
        self.slug = slug_
        self.overlay = overlay
        self.watch = tuple(nfc(term).strip() for term in watch if term.strip())
        rows = province_rows()[slug_]
        self.name = rows[-1].name
        bearers = {text: item.get("bearer", False) for item in overlay.get("homonym", ()) for text in _texts(item)}
        self.homonyms: tuple[str, ...] = tuple(bearers)
        self._bearers = frozenset(text for text, bears in bearers.items() if bears)
        self.bodies: tuple[str, ...] = tuple(overlay.get("bodies", ()))
        placed = tuple(name for item in overlay.get("landmark", ()) for name in item["names"])
        self.landmarks: tuple[str, ...] = (*placed, *overlay.get("landmarks", ()))
        self._matchers: dict[bool, Matcher] = {}
        self._folded: dict[bool, FoldedNames] = {}

    def label(self, on: date | None = None) -> str:
        """ "tỉnh Hải Dương"; a former province keeps the label it had."""
        rows = province_rows()[self.slug]
        row = next((row for row in rows if row.valid(on)), rows[-1])
        return row.label

    def units(self, on: date | None = None) -> tuple[Unit, ...]:
        """The units in force on that day that lie in the province's land of that day."""
        return tuple(unit for unit in land_units(self.slug, on) if unit.valid(on))

    @cached_property
    def stamp(self) -> str:
        """Names everything that mentions depend on, besides the text."""
        profile = repr((VERSION, self.slug, sorted(self.overlay.items(), key=str), self.watch, len(load_units())))
        return hashlib.sha256(profile.encode()).hexdigest()[:12]

    def describe(self, place_id: str) -> str:
        """ "huyện Kim Thành" for a unit's id, the name itself for an overlay's place."""
        unit = _unit_by_id().get(place_id)
        return unit.label if unit else place_id

    def entries(self, *, after: bool) -> list[Entry]:
        """Every surface of the province's land, on one side of the merger."""
        on = MERGER if after else None
        entries: list[Entry] = []
        for part in lands(self.slug, on):
            entries += [Entry("province", name, place=part) for name in province_names(part)]
        by_name: dict[tuple[str, str], list[Unit]] = {}
        for unit in land_units(self.slug, on):
            if unit.kind != "province" and not unit.name.isdigit():
                by_name.setdefault((unit.kind, unit.name), []).append(unit)
        for (kind, name), units in by_name.items():
            entries.append(Entry(kind, name, tuple(sorted(units, key=lambda unit: unit.valid_until is None))))
        for item in self.overlay.get("alias", ()):
            match = next(entry for entry in entries if entry.name == item["of"] and entry.kind == item.get("kind", "district"))
            entries.append(Entry(match.kind, item["text"], match.units, match.place))
        clubs = tuple(name for name, homes in CLUBS.items() if self.slug in homes)
        for kind, names in (
            ("landmark", self.overlay.get("landmarks", ())),
            ("body", (*self.bodies, *clubs)),
            ("watch", self.watch),
        ):
            entries += [Entry(kind, name, place=name) for name in names]
        for item in self.overlay.get("landmark", ()):
            entries += [Entry("landmark", name, place=item["in"]) for name in item["names"]]
        surfaces = {f" {entry.name.lower()} " for entry in entries if entry.kind in ("province", "district")}
        general = [name for name in OVERRIDING if any(surface in f" {name.lower()} " for surface in surfaces)]
        for name in (*self.homonyms, *general):
            entries.append(Entry("homonym", name, place=self.slug, bearer=name in self._bearers))
        return entries

    def matcher(self, *, after: bool) -> Matcher:
        """The matcher for one side of the merger, built once."""
        if after not in self._matchers:
            family = set(lands(self.slug, MERGER if after else None))
            for part in tuple(family):
                family.update(
                    key for row in province_rows()[part] for key in row.successors if row.valid_until == MERGER and after
                )
            bare, not_bare = (frozenset(self.overlay.get(key, ())) for key in ("bare", "not_bare"))
            self._matchers[after] = Matcher(
                self.slug, frozenset(family), self.entries(after=after), bare=bare, not_bare=not_bare, after=after
            )
        return self._matchers[after]

    def folded(self, *, after: bool) -> FoldedNames:
        """The names without accents, for English text; built once."""
        if after not in self._folded:
            self._folded[after] = folded_names(self.entries(after=after))
        return self._folded[after]

    def find(self, text: str, *, on: date | None = None, field: str = "body", folded: bool = False) -> list[Mention]:
        """The mentions in one text, sorted by start, without overlaps, namesakes included under the kind "namesake"."""
        return self._find({field: text}, on=on, folded=folded)

    def find_article(self, article: Article) -> tuple[Mention, ...]:
        """The mentions of all fields together: a district named in full once makes its later bare name count."""
        texts = {name: article.field(name) for name in FIELDS}
        on = local(article.published_at).date() if article.published_at else None
        folded = article.lang != "vi" if article.lang else _without_accents(texts)
        return tuple(self._find(texts, on=on, folded=folded))

    def on_new_map(self, article: Article) -> bool:
        """True when the article speaks of the units in force since 1 July 2025: by its date, else by its words."""
        if article.published_at:
            return local(article.published_at).date() >= MERGER
        return speaks_of_new_map([scan(article.field(name)) for name in FIELDS])

    def present(self) -> tuple[str, ...]:
        """Slugs of the present provinces that hold the land."""
        rows = province_rows()[self.slug]
        now = tuple(key for row in rows if row.valid_until is not None for key in row.successors)
        return now if all(row.valid_until for row in rows) else (self.slug,)

    def _find(self, texts: Mapping[str, str], *, on: date | None, folded: bool) -> list[Mention]:
        scans = {name: scan(text) for name, text in texts.items()}
        after = on >= MERGER if on else speaks_of_new_map(scans.values())
        hits = find_folded(scans, self.folded(after=after)) if folded else self.matcher(after=after).find(scans)
        self._turn_away_foreign(scans, hits)
        return [_mention(name, scans[name], hit, self.slug) for name in texts for hit in _disjoint(hits[name])]

    def _turn_away_foreign(self, scans: Mapping[str, NormalisedText], hits: dict[str, list[Match]]) -> None:
        """Hà Nam is a province of China too: the overlay's `abroad` words decide where nothing of ours is named beside it."""
        abroad = tuple(self.overlay.get("abroad", ()))
        ours = any(hit.kind not in ("province", "namesake") for matches in hits.values() for hit in matches)
        if not abroad or ours or not any(word in text.plain for text in scans.values() for word in abroad):
            return
        if len({slug for text in scans.values() for slug, *_ in named(text)}) < 3:  # not "Ninh Bình, Hưng Yên, Hà Nam"
            for name, matches in hits.items():
                hits[name] = [dataclasses.replace(hit, kind="namesake", why="tên ở nước ngoài") for hit in matches]

    def surfaces(self) -> Iterable[str]:
        """Every surface (NFC, modern tone marks, plain dashes) without which `find` finds nothing at any date; letter case aside.

        Communes come with their type: alone they never count.
        """
        names: set[str] = set()
        for entry in (entry for after in (False, True) for entry in self.entries(after=after) if entry.kind != "homonym"):
            name = scan(entry.name).plain
            names.update(f"{word} {name}" for word in COMMUNE_WORDS) if entry.kind == "commune" else names.add(name)
        return sorted(names)


def _texts(homonym: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(homonym.get("texts", ())) or (homonym["text"],)


def _without_accents(texts: Mapping[str, str]) -> bool:
    """True for a text that is not written in Vietnamese letters (its language is not known)."""
    letters = [letter for text in texts.values() for letter in nfc(text[:2000]) if letter.isalpha()]
    return bool(letters) and sum(not letter.isascii() for letter in letters) < FEW_ACCENTS * len(letters)


def _disjoint(hits: Iterable[Match]) -> list[Match]:
    free, kept = -1, []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= free:
            kept.append(hit)
            free = hit.end
    return kept


def _mention(field: str, text: NormalisedText, hit: Match, slug_: str) -> Mention:
    start, end, surface = text.given(hit.start, hit.end)
    place = (hit.place or slug_) if hit.kind != "namesake" else slug_
    return Mention(place=place, kind=hit.kind, field=field, start=start, end=end, surface=surface)


@cache
def _unit_by_id() -> Mapping[str, Unit]:
    return {unit.id: unit for unit in load_units()}


def load_province(slug_: str, *, watch: Sequence[str] = ()) -> Province:
    """The province of that slug, its overlay read. Raises UnknownProvince."""
    rows = province_rows()
    if slug_ not in rows:
        close = difflib.get_close_matches(slug(slug_), rows, n=3, cutoff=0.6)
        hint = f" Có phải: {', '.join(close)}?" if close else " Xem danh sách trong data/provinces/units.tsv."
        raise UnknownProvince(f"không có tỉnh, thành phố nào mang mã “{slug_}”.{hint}")
    path = PROVINCES / f"{slug_}.toml"
    overlay = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Province(slug_, overlay, watch)
