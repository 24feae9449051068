"""What stands around a province's mentions besides other provinces: its clubs, its bodies, its land, and units of elsewhere.

In: an article and the mentions that count. Out: numbers for `nlp.relevance.features`, which know nothing of which province it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log1p

from data.gazetteer import CLUBS
from data.model import Article, Mention
from data.text.scan import NAME
from nlp.document import Document, is_in_lead, lead

# "tỉnh" alone, or with a body: the province that the article speaks of anyway.
OWN_BODY = re.compile(
    r"(?:UBND|HĐND|[Cc]ông an|[Cc]hủ tịch|[Bb]í thư|[Ll]ãnh đạo|[Bb]ộ đội [Bb]iên phòng|BĐBP|CDC|[Bb]an [^.,;()\n]{3,30}|"
    r"[Tt]oàn|[Đđ]a khoa|[Tt]rong|[Cc]ủa|[Cc]ả|[Cc]ấp|[Nn]gân sách) tỉnh(?! [A-ZĐ])|Tỉnh ủy(?! [A-ZĐ])|"
    r"Sở [A-ZĐ][^.,;()\n]{2,40}"
)
UNIT = re.compile(rf"(?<!\w)(?:huyện|quận|thị xã|xã|phường|thị trấn|H\.|Q\.|P\.|TX\.?) ?{NAME}")
VILLAGE = re.compile(rf"(?<!\w)(?:thôn|xóm|bản|ấp|tổ dân phố|khu phố|tổ) (?:\d+|{NAME})")
JOINED = re.compile(r" ?[,(-] ?| (?:thuộc|của) ")
LEAD_CHARACTERS = 400  # characters of the body in which an article says where it plays


def count_local_signs(
    document: Document,
    others: dict[str, list[tuple[str, int, int]]],
    clubs: Sequence[Mention],
    aside: set[tuple[str, int]],
) -> dict[str, float]:
    """The numbers; `others` are the other provinces named, by field; `aside` holds what says little."""
    real = document.local_mentions
    rest = sum(map(len, others.values()))
    ours = len(real) - len(clubs)
    leading = float(ours > 0 and ours >= rest)
    texts = document.composed
    units = sum(len(UNIT.findall(text)) for text in texts)
    our_units = sum(mention.kind in ("district", "commune") for mention in real)
    bodies = sum(len(OWN_BODY.findall(text)) for text in texts)
    villages = sum(len(VILLAGE.findall(text)) for text in texts)
    opening = "\n".join((texts.title, lead(texts, LEAD_CHARACTERS, sapo_suffices=None, joint="\n")))
    return {
        "clubs": log1p(len(clubs)),
        "all_clubs": float(bool(clubs) and len(clubs) == len(real)),
        "other_units": log1p(max(0, units - our_units)),
        "unit_part": our_units / max(1, units),
        "own_bodies": leading * log1p(bodies),
        "own_bodies_lead": leading * log1p(len(OWN_BODY.findall(opening))),
        "villages": leading * log1p(villages),
        **_addresses(document.article, real, aside),
        "sole": float(rest == 0),
        "sole_units": float(rest == 0) * log1p(units + villages),
    }


def _addresses(article: Article, real: Sequence[Mention], aside: set[tuple[str, int]]) -> dict[str, float]:
    """Places told in full ("xã X, huyện Y, tỉnh P"): that is how an article says where it plays, homes aside."""
    addresses = [
        mention
        for mention, following in pairwise(real)
        if mention.kind in ("district", "commune")
        and following.kind in ("province", "district")
        and mention.field == following.field
        and JOINED.fullmatch(article.field(mention.field)[mention.end : following.start])
        and (mention.field, mention.start) not in aside
    ]
    is_early = any(is_in_lead(mention, LEAD_CHARACTERS) for mention in addresses)
    return {"addresses": log1p(len(addresses)), "address_early": float(is_early)}


def find_club_mentions(real: Sequence[Mention]) -> list[Mention]:
    """The mentions that name a club bearing the province's name."""
    return [mention for mention in real if mention.kind == "body" and mention.place in CLUBS]
