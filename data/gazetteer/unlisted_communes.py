"""Communes of ours that the map does not know: misspelt, invented for a demo day, or newer than the map.

In: the settled `MatchState` of one article. Out: further hits of kind "commune", place "<province>/xa-<name>". A commune counts
where the text itself puts it into our province or one of its districts ("xã X, huyện Y, tỉnh P", "xã X (P)"), and where no place
in the whole country bears the name, ours is the province named nearest, and no other is named as often.
"""

from __future__ import annotations

import re
from collections import Counter

from data.gazetteer.province_names import Named
from data.gazetteer.records import Match, MatchState
from data.gazetteer.units import holders
from data.text import slug
from data.text.people import FAMILY
from data.text.scan import NAME, NormalisedText

COMMUNE = re.compile(rf"(?<!\w)(?<!tác )(?<!thị )(?<!Thị )((?:xã|phường|thị trấn|Xã|Phường|Thị trấn) )({NAME})")
TO_PARENT = re.compile(
    rf" ?[,(-] ?$| (?:thuộc|của|ở) $|(?: ?[,(-] ?| (?:thuộc|của|ở) )(?:huyện|H\.|thị xã|TX\.?|thành phố|TP\.?) ?{NAME}(?: cũ)?"
    r"(?: ?[,(-] ?| (?:thuộc|của) )$"
)
OFFICIAL = re.compile(
    r"(?:[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng|[Pp]hó|[Cc]án bộ|[Cc]ông chức|[Đđ]ảng ủy|UBND|HĐND) (?:[^\W\d_]+ ){0,2}$"
)
CLOSE = 60  # characters within which the parent must begin


def loose_communes(reading: MatchState, home: str, family: frozenset[str]) -> None:
    """Add them. Nothing is added to an article that names nothing of ours."""
    if not reading.supported:
        return
    for name, text in reading.texts.items():
        taken = [(hit.start, hit.end) for hit in reading.hits[name]]
        for match in COMMUNE.finditer(text.plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            bare = _name(text.plain, match)
            if bare and _ours(reading, name, text, match, bare, family):
                place = f"{home}/{slug(match[1].strip())}-{slug(bare)}"
                reading.hits[name].append(Match(match.start(), match.start(2) + len(bare), "commune", place))


def _name(plain: str, match: re.Match[str]) -> str:
    """The commune's own name: "Chủ tịch xã Nguyễn Văn A" has none, "UBND xã Tân Lộ Trần Văn B" ends before the person."""
    words = match[2].split()
    official = bool(OFFICIAL.search(plain[max(0, match.start() - 40) : match.start()]))
    if words[0] in FAMILY and (len(words) > 2 or official):
        return ""
    stop = next((at for at, word in enumerate(words) if at and word in FAMILY and at < len(words) - 1), len(words))
    return " ".join(words[: stop if official else None])


def _ours(reading: MatchState, name: str, text: NormalisedText, match: re.Match[str], bare: str, family: frozenset[str]) -> bool:
    after = [hit for hit in reading.hits[name] if hit.start >= match.end() and hit.kind in ("province", "district")]
    parent = min(after, key=lambda hit: hit.start, default=None)
    if parent and parent.start - match.end() <= CLOSE and TO_PARENT.fullmatch(text.plain[match.end() : parent.start]):
        return True
    if " " not in bare or any(holders().get((kind, bare)) for kind in ("province", "district", "commune")):
        return False
    near = min(reading.provinces[name], key=lambda province: _gap(match, province), default=None)
    times = Counter("" if mention.slug in family else mention.slug for named in reading.provinces.values() for mention in named)
    return (near is None or near.slug in family) and all(count < times[""] for other, count in times.items() if other)


def _gap(match: re.Match[str], province: Named) -> int:
    return province.start - match.end() if province.start >= match.end() else (match.start() - province.end) * 2
