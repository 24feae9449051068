"""What stands around a province's mentions besides other provinces: its clubs, its bodies, its land, and units of elsewhere.

In: an article and the mentions that count. Out: numbers for `nlp.relevance.features`, which know nothing of which province it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from math import log1p

from data.gazetteer import CLUBS
from data.model import Article, Mention
from data.text.scan import NAME

# "tỉnh" alone, or with a body: the province that the article speaks of anyway.
OWN_BODY = re.compile(
    r"(?:UBND|HĐND|[Cc]ông an|[Cc]hủ tịch|[Bb]í thư|[Ll]ãnh đạo|[Bb]ộ đội [Bb]iên phòng|BĐBP|CDC|[Bb]an [^.,;()\n]{3,30}|"
    r"[Tt]oàn|[Đđ]a khoa|[Tt]rong|[Cc]ủa|[Cc]ả|[Cc]ấp|[Nn]gân sách) tỉnh(?! [A-ZĐ])|Tỉnh ủy(?! [A-ZĐ])|"
    r"Sở [A-ZĐ][^.,;()\n]{2,40}"
)
UNIT = re.compile(rf"(?<!\w)(?:huyện|quận|thị xã|xã|phường|thị trấn|H\.|Q\.|P\.|TX\.?) ?{NAME}")
VILLAGE = re.compile(rf"(?<!\w)(?:thôn|xóm|bản|ấp|tổ dân phố|khu phố|tổ) (?:\d+|{NAME})")
JOINED = re.compile(r" ?[,(-] ?| (?:thuộc|của) ")
LEAD = 400  # characters of the body in which an article says where it plays


def surroundings(
    article: Article,
    real: Sequence[Mention],
    others: dict[str, list[tuple[str, int, int]]],
    clubs: Sequence[Mention],
    aside: set[tuple[str, int]],
) -> dict[str, float]:
    """The numbers; `others` are the other provinces named, by field; `aside` holds what says little."""
    rest = sum(map(len, others.values()))
    ours = len(real) - len(clubs)
    leading = float(ours > 0 and ours >= rest)
    texts = {field: unicodedata.normalize("NFC", article.field(field)) for field in ("title", "summary", "body")}
    units = sum(len(UNIT.findall(text)) for text in texts.values())
    our_units = sum(mention.kind in ("district", "commune") for mention in real)
    bodies = sum(len(OWN_BODY.findall(text)) for text in texts.values())
    villages = sum(len(VILLAGE.findall(text)) for text in texts.values())
    lead = f"{texts['title']}\n{texts['summary']}\n{texts['body'][:LEAD]}"
    return {
        "clubs": log1p(len(clubs)),
        "all_clubs": float(bool(clubs) and len(clubs) == len(real)),
        "other_units": log1p(max(0, units - our_units)),
        "unit_part": our_units / max(1, units),
        "own_bodies": leading * log1p(bodies),
        "own_bodies_lead": leading * log1p(len(OWN_BODY.findall(lead))),
        "villages": leading * log1p(villages),
        **_addresses(article, real, aside),
        "sole": float(rest == 0),
        "sole_units": float(rest == 0) * log1p(units + villages),
    }


def _addresses(article: Article, real: Sequence[Mention], aside: set[tuple[str, int]]) -> dict[str, float]:
    """Places told in full ("xã X, huyện Y, tỉnh P"): that is how an article says where it plays, homes aside."""
    found = [
        one
        for one, following in pairwise(real)
        if one.kind in ("district", "commune")
        and following.kind in ("province", "district")
        and one.field == following.field
        and JOINED.fullmatch(article.field(one.field)[one.end : following.start])
        and (one.field, one.start) not in aside
    ]
    return {"addresses": log1p(len(found)), "address_early": float(any(one.field != "body" or one.start < LEAD for one in found))}


def club_mentions(real: Sequence[Mention]) -> list[Mention]:
    """The mentions that name a club bearing the province's name."""
    return [mention for mention in real if mention.kind == "body" and mention.place in CLUBS]
