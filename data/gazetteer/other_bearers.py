"""Who bears the name in this article: a person, ship, firm, eatery or street once introduced is meant by the bare repeats too.

In: the settled `MatchState` of one article. Out: its hits, in which the bare name is turned away after such a bearer, unless the
article names the province (or another place of it) beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.gazetteer.homonyms import NAME_OF, THING
from data.gazetteer.province_names import Named
from data.gazetteer.records import IDENTITIES, LOCATIVE, Match, MatchState
from data.gazetteer.units import holders
from data.text.people import FOREIGN
from data.text.scan import words_before

SAME_NAME = "tên riêng đã nêu"
# Words right before a name after which it is a province (or a place), whoever else bears it.
PLACE_BEFORE = re.compile(
    r"(?:\b[Tt]ỉnh|\bTP\.?|\b[Tt]hành phố|\bSở [^.,;()\n]{2,40}|UBND|HĐND|HDND|[Cc]ông an|\bCA|[Tt]ỉnh ủy|\bBáo|[Nn]gười dân|"
    r"[Đđ]ồng bào|[Nn]ông dân|[Đđ]ịa bàn|[Dd]u lịch|\bxứ|\bđất|\bBộ CHQS|Biên phòng|đội) $"
)
# A building or school of the name, and the words by which the text puts it elsewhere.
BUILDING = re.compile(
    r"\b(?:trường|tiểu học|THCS|THPT|mầm non|mẫu giáo|trung học|bệnh viện|nhà máy|cầu|chợ|chùa|đền|nhà thờ|giáo xứ|khu|cung|tòa|"
    r"bến|cảng|trung tâm|sân|bảo tàng|nhà văn hóa|nghĩa trang)(?: (?:tiểu học|THCS|THPT|mầm non|văn hóa))? [\"“']?$",
    re.I,
)
SITUATED = re.compile(r"[\"”']? ?(?:\([^().;\n]{0,40}|(?:, [^.;\n()]{3,40})? (?:ở|tại) [^.;,\n()]{0,12})")


def same_bearer(reading: MatchState, family: frozenset[str]) -> None:
    """Turn the bare repeats away where the article has another bearer of the name and nothing surely ours."""
    _turn_away_elsewhere(reading, family)
    bearers = _bearers(reading, family)
    if not bearers or any(_surely_ours(reading, name, hit, bearers) for name, hit in _real(reading)):
        return
    for name, hits in reading.hits.items():
        reading.hits[name] = [
            Match(hit.start, hit.end, "namesake", hit.place, SAME_NAME)
            if hit.kind != "namesake" and _surface(reading, name, hit) in bearers
            else hit
            for hit in hits
        ]


def _turn_away_elsewhere(reading: MatchState, family: frozenset[str]) -> None:
    """ "Trường tiểu học Hòa Bình (quận 1, TP.HCM)": what the text itself puts into another province."""
    for name, hits in reading.hits.items():
        plain, provinces = reading.texts[name].plain, reading.provinces[name]
        for at, hit in enumerate(hits):
            if hit.kind != "province" or not BUILDING.search(plain[max(0, hit.start - 40) : hit.start]):
                continue
            following = min(
                (province for province in provinces if province.start >= hit.end),
                key=lambda province: province.start,
                default=None,
            )
            if following and following.slug not in family and SITUATED.fullmatch(plain[hit.end : following.start]):
                hits[at] = Match(hit.start, hit.end, "namesake", hit.place, f"{NAME_OF} công trình nơi khác")


def _bearers(reading: MatchState, family: frozenset[str]) -> frozenset[str]:
    """The names, in small letters, that something else bears here; a thing's name counts only in an article of elsewhere."""
    elsewhere = any(province.slug not in family for bearers in reading.provinces.values() for province in bearers) or any(
        FOREIGN.search(text.plain) for text in reading.texts.values()
    )
    bearers: set[str] = set()
    for name, hits in reading.hits.items():
        plain = reading.texts[name].plain
        for hit in hits:
            thing = hit.why.startswith(NAME_OF) if hit.kind == "namesake" else hit.kind == "landmark" and _of_thing(plain, hit)
            if hit.why in IDENTITIES or (thing and elsewhere):
                bearers.update(_names(_surface(reading, name, hit)))
    return frozenset(bearers)


def _names(surface: str) -> Iterator[str]:
    """ "tập đoàn xây dựng hòa bình" and its last two syllables: an overlay's homonym holds the short name at its end."""
    yield surface
    yield " ".join(surface.split()[-2:])


def _of_thing(plain: str, hit: Match) -> bool:
    return bool(THING.search(plain[max(0, hit.start - 70) : hit.start]))


def _real(reading: MatchState) -> list[tuple[str, Match]]:
    return [(name, hit) for name, hits in reading.hits.items() for hit in hits if hit.kind not in ("namesake", "watch")]


def _surface(reading: MatchState, name: str, hit: Match) -> str:
    return reading.texts[name].lower[hit.start : hit.end]


def _surely_ours(reading: MatchState, name: str, hit: Match, bearers: frozenset[str]) -> bool:
    """True for another place of ours, and for the name itself beside words that make it a province."""
    if _surface(reading, name, hit) not in bearers or hit.kind not in ("province", "landmark"):
        return True
    plain = reading.texts[name].plain
    if hit.kind == "landmark" and _of_thing(plain, hit):
        return False
    before = words_before(plain, hit.start, 1)
    if (before and before[0].lower() in LOCATIVE) or PLACE_BEFORE.search(plain[max(0, hit.start - 50) : hit.start]):
        return True
    return _in_list(reading.provinces[name], plain, hit)


def _in_list(provinces: Sequence[Named], plain: str, hit: Match) -> bool:
    """True for "Sơn La, Hòa Bình": beside another province; "Quảng Ninh, Quảng Bình" may be a district and its province."""
    gaps = (", ", " và ", " - ", "-")
    name = plain[hit.start : hit.end]
    inside = holders().get(("district", name), frozenset()) | holders().get(("commune", name), frozenset())
    return any(
        plain[other.end : hit.start] in gaps or (plain[hit.end : other.start] in gaps and other.slug not in inside)
        for other in provinces
        if other.end <= hit.start or hit.end <= other.start
    )
