"""How the other provinces stand in the article beside ours: where it plays, or homes, routes and firms there too.

In: an article, our mentions as addresses, those that say little, the other provinces named. Out: numbers for
`nlp.relevance.features`. They tell "two arrested in Hà Nội, both from ours" from the same words the other way round, and the
one of three provinces that a national article speaks of from the one of ten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from data.model import Article, Mention
from nlp.relevance.mention_contexts import ASIDE, CONTEXTS, PARENTHESIS

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
LEAD_CHARACTERS = 400  # characters of the body in which an article says where it plays
FEW = 4  # of so many places named a national article may be about each (gold: "about one to four")
BEFORE = 90  # characters before a name, as given, that are looked at
NOWHERE = (3, 0)  # behind everything in `reading_order`


class Place(NamedTuple):
    """One place named, by offsets of the text as given."""

    field: str
    start: int
    end: int
    before: str  # the words before it, NFC
    lives: bool  # they say that somebody lives there or comes from there


def weigh_other_provinces(
    article: Article,
    spots: Sequence[Sequence[Mention]],
    aside: set[tuple[str, int]],
    others: dict[str, list[tuple[str, int, int]]],
) -> dict[str, float]:
    """The numbers."""
    ours = _looked_at(article, [(spot[0].field, spot[0].start, spot[-1].end) for spot in spots])
    theirs = _looked_at(article, [(field, start, end) for field, spans in others.items() for _, start, end in spans])
    our_scenes, their_scenes = _scenes(ours), _scenes(theirs)
    distinct = {slug for spans in others.values() for slug, _, _ in spans}
    ways = [place for place in ours if WAY.search(place.before) and _goes_on(article, place)]
    beside = [_companions(article.field(place.field), place.start, place.end, others[place.field]) for place in ours]
    lives = sum(place.lives for place in ours)
    patterns = [CONTEXTS[name] for name in ASIDE if name in CONTEXTS]
    return {
        "scenes": log1p(len(our_scenes)),
        "their_scenes": log1p(len(their_scenes)),
        "scene_share": (1 + len(our_scenes)) / (2 + len(our_scenes) + len(their_scenes)),
        "scenes_early": log1p(sum(map(_early, our_scenes))),
        "their_scenes_early": log1p(sum(map(_early, their_scenes))),
        "scene_first": float(min(map(_order, our_scenes), default=NOWHERE) < min(map(_order, their_scenes), default=NOWHERE)),
        "their_homes": log1p(sum(place.lives for place in theirs)),
        "their_asides": log1p(sum(any(pattern.search(place.before) for pattern in patterns) for place in theirs)),
        "ways": log1p(len(ways)),
        "all_ways": len(ways) / max(1, len(ours)),
        "way_in_title": float(any(place.field == "title" for place in ways)),
        "signed": float(bool(ours) and all(SIGNATURE.search(place.before) for place in ours)),
        "station": float(bool(ours) and all(STATION.search(place.before) for place in ours)),
        "lives": log1p(lives),
        "all_lives": float(0 < lives == len(ours)),
        "all_brackets": float(bool(ours) and all(PARENTHESIS.search(place.before) for place in ours)),
        "few": float(len(distinct) < FEW),
        "few_others": float(min(len(distinct), 12)),
        "companions": min(beside, default=0),
        "companions_most": max(beside, default=0),
        "few_together": float(bool(beside) and 1 <= min(beside) < FEW and len(distinct) < FEW),
        "bare_spots": log1p(sum((spot[0].field, spot[0].start) not in aside and len(spot) == 1 for spot in spots)),
    }


def reading_order(field: str, start: int) -> tuple[int, int]:
    """Where a reader comes to it: the headline, the lead, the body."""
    return ("title", "summary", "body").index(field), start


def _looked_at(article: Article, places: Sequence[tuple[str, int, int]]) -> list[Place]:
    """The places with the words before them; offsets are those of the text as given, whatever its Unicode form."""
    spots = []
    for field, start, end in places:
        before = unicodedata.normalize("NFC", article.field(field)[max(0, start - BEFORE) : start])
        spots.append(Place(field, start, end, before, LIVES.search(before) is not None))
    return spots


def _goes_on(article: Article, place: Place) -> bool:
    """True behind "Nội Bài - " and before " về Hà Nội"."""
    after = unicodedata.normalize("NFC", article.field(place.field)[place.end : place.end + BEFORE])
    return ONWARD.match(after) is not None or place.before[-3:].rstrip()[-1:] in ("-", "–")


def _scenes(places: Sequence[Place]) -> list[Place]:
    """Those places at which something happens, by the words before them."""
    return [place for place in places if not place.lives and SCENE.search(place.before)]


def _order(place: Place) -> tuple[int, int]:
    return reading_order(place.field, place.start)


def _early(place: Place) -> bool:
    return place.field != "body" or place.start < LEAD_CHARACTERS


def _companions(text: str, start: int, end: int, others: Sequence[tuple[str, int, int]]) -> float:
    """How many other provinces stand in the same sentence (as the text's marks tell it)."""
    marks = (". ", "\n", "? ", "! ", "; ")
    left = max(text.rfind(mark, 0, start) for mark in marks)
    ends = (text.find(mark, end) for mark in marks)
    right = min((index for index in ends if index >= 0), default=len(text))
    return float(min(12, len({slug for slug, at, _ in others if left < at < right})))
