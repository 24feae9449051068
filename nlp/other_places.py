"""How the other provinces stand in the article beside ours: where it plays, or homes, routes and firms there too.

In: an article, our mentions as addresses, those that say little, the other provinces named. Out: numbers for `nlp.evidence`. They
tell "two arrested in Hà Nội, both from ours" from the same words the other way round, and the one of three provinces that a
national article speaks of from the one of ten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import log1p

from data.article import Article, Mention
from nlp.contexts import ASIDE, CONTEXTS, PARENTHESIS

# Where something happens, a few words before the name: "tại đền X (P)", "xảy ra ở chợ Y, P", "trên sân Z (P)".
SCENE = re.compile(
    r"(?<!\w)(?:tại|Tại|ở|Ở|trên địa bàn|địa phận|đoạn qua|khu vực|thuộc|trên sân|về|đến|xảy ra)(?: [^.;:()\n]{1,50})? ?[,(]? ?$"
)
LIVES = re.compile(
    r"(?:[Qq]uê|[Tt]rú|[Nn]gụ|[Tt]hường trú|[Ss]inh ra|[Ss]inh năm|SN|tuổi|gốc|đến từ|[Nn]gười|sống|làm việc)\b[^.;\n]{0,40}$"
)
SIGNATURE = re.compile(r"\([^()\n]{2,30}, $|(?:\n|^)[^\n,.]{2,30}[,(] ?$")
STATION = re.compile(r"(?:[Đđ]ài|xổ số(?: kiến thiết)?|XSKT|vé số) $")
# The end of a way: "từ Lào Cai về Hà Nội", "tàu Lào Cai - Hà Nội", "hướng đi Lào Cai".
WAY = re.compile(
    r"(?:\b(?:[Tt]ừ|[Tt]àu|[Xx]e|[Vv]é|[Cc]hiều|[Hh]ướng|[Tt]uyến|cao tốc|[Qq]uốc lộ|QL ?\d+\w?)(?: [^.;:()\n]{1,25})?"
    r"(?: đi| về)? ?|[-–] ?)$"
)
ONWARD = re.compile(r" ?(?:[-–]|đi|về|đến|tới|ra|vào|xuống|lên) ?[A-ZĐ]")
LEAD = 400  # characters of the body in which an article says where it plays
FEW = 4  # of so many places named a national article may be about each (gold: "about one to four")
Place = tuple[str, int, int]  # field, start, end


def other_places(
    article: Article,
    spots: Sequence[Sequence[Mention]],
    aside: set[tuple[str, int]],
    others: dict[str, list[tuple[str, int, int]]],
) -> dict[str, float]:
    """The numbers."""
    texts = {field: unicodedata.normalize("NFC", article.field(field)) for field in ("title", "summary", "body")}
    ours = [(spot[0].field, spot[0].start, spot[-1].end) for spot in spots]
    theirs = [(field, start, end) for field, found in others.items() for _, start, end in found]
    our_scenes, their_scenes = _scenes(texts, ours), _scenes(texts, theirs)
    early = [place for place in their_scenes if _early(place)]
    our_early = [place for place in our_scenes if _early(place)]
    distinct = {slug for found in others.values() for slug, _, _ in found}
    ways = [place for place in ours if WAY.search(_before(texts, place)) and _goes_on(texts, place)]
    beside = [_companions(texts[field], start, end, others[field]) for field, start, end in ours]
    return {
        "scenes": log1p(len(our_scenes)),
        "their_scenes": log1p(len(their_scenes)),
        "scene_share": (1 + len(our_scenes)) / (2 + len(our_scenes) + len(their_scenes)),
        "scenes_early": log1p(len(our_early)),
        "their_scenes_early": log1p(len(early)),
        "scene_first": float(bool(our_scenes) and (not their_scenes or _order(our_scenes[0]) < _order(their_scenes[0]))),
        "their_homes": log1p(sum(bool(LIVES.search(_before(texts, place))) for place in theirs)),
        "their_asides": log1p(sum(any(CONTEXTS[name].search(_before(texts, place)) for name in ASIDE if name in CONTEXTS)
                                  for place in theirs)),
        "ways": log1p(len(ways)),
        "all_ways": len(ways) / max(1, len(ours)),
        "way_in_title": float(any(place[0] == "title" for place in ways)),
        "signed": float(bool(ours) and all(SIGNATURE.search(_before(texts, place)) for place in ours)),
        "station": float(bool(ours) and all(STATION.search(_before(texts, place)) for place in ours)),
        "lives": log1p(sum(bool(LIVES.search(_before(texts, place))) for place in ours)),
        "all_lives": float(bool(ours) and all(LIVES.search(_before(texts, place)) for place in ours)),
        "all_brackets": float(bool(ours) and all(PARENTHESIS.search(_before(texts, place)) for place in ours)),
        "few": float(len(distinct) < FEW),
        "few_others": float(min(len(distinct), 12)),
        "companions": min(beside, default=0),
        "companions_most": max(beside, default=0),
        "few_together": float(bool(beside) and 1 <= min(beside) < FEW and len(distinct) < FEW),
        "bare_spots": log1p(sum((spot[0].field, spot[0].start) not in aside and len(spot) == 1 for spot in spots)),
    }  # fmt: skip


def _before(texts: dict[str, str], place: Place) -> str:
    field, start, _ = place
    return texts[field][max(0, start - 90) : start]


def _goes_on(texts: dict[str, str], place: Place) -> bool:
    """True behind "Nội Bài - " and before " về Hà Nội"."""
    field, start, end = place
    return bool(ONWARD.match(texts[field], end)) or texts[field][max(0, start - 3) : start].rstrip()[-1:] in ("-", "–")


def _scenes(texts: dict[str, str], places: Sequence[Place]) -> list[Place]:
    """Those places at which something happens, by the words before them."""
    return sorted(
        (place for place in places if SCENE.search(_before(texts, place)) and not LIVES.search(_before(texts, place))), key=_order
    )


def _order(place: Place) -> tuple[int, int]:
    return ("title", "summary", "body").index(place[0]), place[1]


def _early(place: Place) -> bool:
    return place[0] != "body" or place[1] < LEAD


def _companions(text: str, start: int, end: int, others: Sequence[tuple[str, int, int]]) -> float:
    """How many other provinces stand in the same sentence (as the text's marks tell it)."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! ", "; "))
    right = min((found for mark in (". ", "\n", "? ", "! ", "; ") if (found := text.find(mark, end)) >= 0), default=len(text))
    return float(min(12, len({slug for slug, at, _ in others if left < at < right})))
