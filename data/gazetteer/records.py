"""The small records of the matcher, and the words that stand before places.

In: nothing. Out: `Entry` (what a surface may stand for), `Match` (a decided mention), `PendingMatch` (one that waits for the
rest of the article),
`MatchState` (the state of one article), and the patterns of "huyện", "các xã A, B và" and the like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.gazetteer.homonyms import head_case, letter_case, province_case
from data.gazetteer.province_names import Named
from data.gazetteer.units import Unit
from data.text.scan import NAME, NormalisedText, words_of

KINDS = {
    "huyện": "district", "h.": "district", "thị xã": "district", "tx": "district", "tx.": "district", "thành phố": "district",
    "tp": "district", "tp.": "district", "t.p": "district", "t.p.": "district", "quận": "district", "q.": "district",
    "xã": "commune", "x.": "commune", "phường": "commune", "p.": "commune", "thị trấn": "commune", "tt": "commune",
    "tt.": "commune", "đặc khu": "commune", "tỉnh": "province", "thôn": "village", "ấp": "village", "làng": "village",
    "bản": "village",
}  # fmt: skip
SPELLED = {"h.": "huyện", "tx": "thị xã", "tx.": "thị xã", "tp": "thành phố", "tp.": "thành phố", "t.p": "thành phố",
           "t.p.": "thành phố", "q.": "quận", "x.": "xã", "p.": "phường", "tt": "thị trấn", "tt.": "thị trấn"}  # fmt: skip
PREFIX = re.compile(
    r"(?<!\w)(huyện|h\.|thị xã|tx\.?|thành phố|t\.p\.?|tp\.?|quận|q\.|(?<!cấp )xã|x\.|phường|p\.|thị trấn|tt\.?|đặc khu|"
    r"tỉnh|(?<!nông )thôn|ấp|(?<!trường )(?<!ngôi )làng|(?<!cơ )bản) ?$",
    re.I,
)
SEVERAL = re.compile(
    rf"(?<!\w)(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|\d+) (?:huyện|xã|phường|thị trấn|quận)(?:: ?| )"
    rf"(?:{NAME}, ){{0,8}}{NAME} và $"
)
PARENT = re.compile(r"^ ?[,(-] ?|^ (?:thuộc|của) ")
OTHER_PLACE = "tên nơi khác"
BEARER = "tên riêng đã rõ"  # a homonym of the overlay whose bare name may follow: "Tập đoàn Xây dựng Hòa Bình … Hòa Bình"
IDENTITIES = frozenset(("tên người", "tên tàu, giàn khoan", "tên doanh nghiệp", "tên riêng khác", BEARER))
LOCATIVE = words_of("ở tại về đến lên từ qua vào rời khỏi")


# A unit may have had another rank before or after; further jumps (huyện -> thành phố) mean another place of the name.
RANKS = ({"huyện", "thị xã"}, {"thị xã", "thành phố"}, {"huyện", "quận"}, {"quận", "thành phố"})
CASE_RULES = {
    "province": province_case, "district": letter_case, "commune": letter_case,
    "landmark": head_case, "body": head_case, "watch": head_case, "homonym": head_case,
}  # fmt: skip


# Before a name only where a place is meant: "ở Bản Lầu", "nông dân Hướng Phùng". "Đến", "từ", "về" stand before persons too.
PLACE_WORDS = re.compile(
    r"(?<!\w)(?:[Tt]ại|[Ởở]|[Nn]gười dân|[Nn]ông dân|[Bb]à con|[Đđ]ồng bào|[Nn]gư dân|[Hh]ộ dân|[Dd]ân|[Cc]hính quyền|"
    r"[Ll]ãnh đạo|[Cc]ông an|UBND|[Đđ]ảng ủy|[Vv]ùng(?: đất)?|[Đđ]ất|[Xx]ứ|[Cc]ao nguyên|[Đđ]ỉnh|[Tt]hung lũng|[Đđ]ịa bàn|"
    r"[Đđ]ịa phận|[Vv]ựa) $"
)


def behind_place(plain: str, start: int) -> bool:
    """True when the word before says that the name at `start` is a place's."""
    return PLACE_WORDS.search(plain, max(0, start - 16), start) is not None


def best(units: Sequence[Unit], spelled: str) -> Unit:
    """The unit of that type, else the first."""
    return next((unit for unit in units if unit.type == spelled), units[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface may stand for."""

    kind: str  # province | district | commune | landmark | body | watch | homonym
    name: str
    units: tuple[Unit, ...] = ()
    place: str = ""
    bearer: bool = False  # a homonym after which the bare name may mean the same thing


@dataclass(frozen=True, slots=True)
class Match:
    """One decided mention, by offsets of the field's plain text."""

    start: int
    end: int
    kind: str
    place: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PendingMatch:
    """A mention that the rest of the article must settle."""

    start: int
    end: int
    unit: Unit
    bare: bool
    rivals: frozenset[str]
    ids: frozenset[str]  # all units of ours that bear the name


@dataclass(slots=True)
class MatchState:
    """The state of one article while it is matched."""

    texts: Mapping[str, NormalisedText]
    provinces: dict[str, list[Named]]
    hits: dict[str, list[Match]]
    open: dict[str, list[PendingMatch]]
    refused: set[str]  # district names that elsewhere in the text plainly mean something else

    @property
    def supported(self) -> bool:
        """True when the article surely names our province or a place of it."""
        return any(hit.kind != "namesake" for hits in self.hits.values() for hit in hits)

    def names_ours(self, family: frozenset[str]) -> bool:
        """True when one of these provinces is named."""
        return any(province.slug in family for mentions in self.provinces.values() for province in mentions)

    def names_other(self, family: frozenset[str]) -> bool:
        """True when a province besides these is named."""
        return any(province.slug not in family for mentions in self.provinces.values() for province in mentions)
