"""Which places of the province an article is about, as the digest labels them.

In: a document with its province. Out: labels ("huyện Kim Thành") in order of weight; empty for the whole
province. Before 1 July 2025 a commune is told by its district; since then by the commune in force, and a former district only
where the text names nothing nearer. A place counts by where it stands and what is said of it: where it happened, not where
somebody lives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from data.gazetteer import Province
from data.gazetteer.units import Unit, load_units
from data.model import Article, Mention
from data.text import nfc, tidy
from nlp.document import Document

FIELD_WEIGHTS = {"title": 4.0, "summary": 3.0, "body": 1.0}
LEAD_CHARACTERS = 400  # characters of the body that weigh double
AT_MOST = 2
KEEP = 0.55  # of the heaviest place's weight
MANY = 4  # so many places of like weight are the whole province
LOOK = 70  # characters before a place in which its role is told
# What stands before a place, the first that fits, and how much the place then counts.
ROLES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"(?:đường tránh|hướng|đi|giáp|cách|lân cận|sang|từ|như|đến từ|rời) (?:với )?$", re.I), 0.1),
    (
        re.compile(
            r"(?:bệnh viện|trung tâm y tế|TTYT|BVĐK|cấp cứu|điều trị|nhập viện|phẫu thuật|trại giam|nhà tạm giữ|đồn biên phòng)"
            r"[^.;()\n]{0,30}$",
            re.I,
        ),
        0.3,
    ),
    (re.compile(r"(?:\bquê|\btrú|\bngụ|HKTT|thường trú|sinh năm|nguyên quán|\bgốc|\d\d tuổi)\b[^.;()\n]{0,45}$", re.I), 0.2),
    (
        re.compile(
            r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Bb]ệnh nhân|[Nn]ạn nhân|[Tt]ài xế|[Bb]é|[Đđ]ối tượng|[Bb]ị can|"
            r"[Cc]ụ) [^.;()\n]{2,30}\([^.;()\n]{0,40}$"
        ),
        0.2,
    ),
    (re.compile(r"(?:xảy ra|địa bàn|khởi công|khánh thành|khai mạc|hiện trường|thuộc|qua|tại|\bở) ?[^.;()\n]{0,30}$", re.I), 1.5),
    (re.compile(r"(?:UBND|Ủy ban nhân dân|[Cc]hủ tịch|[Bb]í thư|[Cc]hính quyền|[Ll]ãnh đạo|[Cc]ông an)[^.;()\n]{0,25}$"), 1.5),
)
PREFIXED = re.compile(r"(?:huyện|h\.|thị xã|tx\.?|thành phố|tp\.?|quận|q\.) ?", re.I)
JOINED = re.compile(r" ?[,(-] ?| (?:thuộc|của) ")
HOSPITAL = re.compile(r"(?:bệnh viện|BVĐK|BV) [^.,;()\n]{0,25}$", re.I)
BROUGHT = re.compile(r"cấp cứu|điều trị|chuyển|đưa|nhập viện|nằm viện", re.I)
FORMER = re.compile(r"^ ?(?:\(cũ\)|cũ|trước đây)")


@cache
def _units() -> Mapping[str, Unit]:
    return {unit.id: unit for unit in load_units()}


@cache
def _present(land: tuple[str, ...]) -> Mapping[str, str]:
    """Name -> label of the communes in force since the merger in these present provinces."""
    communes = (unit for unit in load_units() if unit.kind == "commune" and unit.valid_until is None and unit.province in land)
    return {unit.name: unit.label for unit in communes if unit.valid_from is not None}


def find_places(document: Document) -> tuple[str, ...]:
    """Give the labels of the places the article is about, in order of weight; none where it is the whole province."""
    if document.province is None:
        raise ValueError("places are found in a province")
    article, province, mentions = document.article, document.province, document.mentions
    new_map = document.is_on_new_map
    weights: dict[str, float] = {}
    fields: dict[str, set[str]] = {}
    former: set[str] = set()
    last_label, last_end = "", ("", -9)
    parents = {} if new_map else _parents(article, mentions)
    for mention in mentions:
        if mention.place in parents:
            labelled: tuple[str, bool] | None = parents[mention.place], False
        else:
            labelled = _told_as(article, province, mention, new_map=new_map)
        if labelled is None:
            continue
        label, is_former = labelled
        weight = _weight(article, mention)
        again = label == last_label and last_end[0] == mention.field and mention.start - last_end[1] <= 3
        weights[label] = weights.get(label, 0.0) + (0.0 if again else weight)
        early = mention.field == "body" and mention.start < LEAD_CHARACTERS
        fields.setdefault(label, set()).add("lead" if early else mention.field)
        former.update([label] if is_former else [])
        last_label, last_end = label, (mention.field, mention.end)
    if len(former) < len(weights):  # a former district is told only where nothing nearer is
        weights = {label: weight for label, weight in weights.items() if label not in former}
    return _chosen(weights, fields, mentions)


def _parents(article: Article, mentions: Sequence[Mention]) -> Mapping[str, str]:
    """The districts of communes that the map does not know, as the text tells them ("xã X, huyện Y"), else its only district."""
    unknown = [mention for mention in mentions if mention.kind == "commune" and mention.place not in _units()]
    districts = [mention for mention in mentions if mention.kind == "district" and mention.place in _units()]
    only = {mention.place for mention in districts}
    parents = {mention.place: _units()[next(iter(only))].label for mention in unknown} if len(only) == 1 else {}
    for mention in unknown:
        for district in districts:
            between = article.field(mention.field)[mention.end : district.start]
            if district.field == mention.field and district.start > mention.end and JOINED.fullmatch(between):
                parents[mention.place] = _units()[district.place].label
    return parents


def _chosen(weights: Mapping[str, float], fields: Mapping[str, set[str]], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The heaviest places, two at most unless more stand alike in title or sapo; none where the province itself is meant."""
    if not weights:
        return ()
    order = sorted(weights, key=lambda label: -weights[label])
    top = weights[order[0]]
    kept = [label for label in order if weights[label] >= KEEP * top]
    whole = _whole_province(mentions)
    in_head = any(fields[label] & {"title", "summary", "lead"} for label in kept)
    if (whole >= 3 and not in_head and top < 4) or (top < 1 and len(kept) > 1) or (whole and top < whole / 6):
        return ()
    if len(kept) > MANY:
        return ()
    headed = [label for label in kept if fields[label] & {"title", "summary"}]
    alike = len(headed) > AT_MOST and weights[headed[-1]] > 0.8 * top
    return tuple(headed if alike else kept[:AT_MOST])


def _weight(article: Article, mention: Mention) -> float:
    """How much a mention says that the article plays there."""
    text = nfc(article.field(mention.field)[max(0, mention.start - 2 * LOOK) : mention.start])[-LOOK:]
    if mention.kind == "province":  # the province's own hospital: its seat, unless somebody was only brought there
        return 0.0 if BROUGHT.search(text) else 0.6 * FIELD_WEIGHTS[mention.field] * (2 if mention.start < LEAD_CHARACTERS else 1)
    role = next((factor for pattern, factor in ROLES if pattern.search(text)), 1.0)
    early = mention.field == "body" and mention.start < LEAD_CHARACTERS
    return FIELD_WEIGHTS[mention.field] * (2 if early else 1) * role


def _told_as(article: Article, province: Province, mention: Mention, *, new_map: bool) -> tuple[str, bool] | None:
    """The label under which the digest tells a mention, and whether it is a former district's; None for no place."""
    if mention.kind == "province" and not new_map:
        return _seat(article, mention)
    if mention.kind in ("namesake", "watch", "province"):
        return None
    unit = _units().get(mention.place)
    if unit is None:
        return (_as_written(mention), False) if mention.kind == "commune" else None
    if not new_map:
        return _before(unit), False
    return _since(article, province, mention, unit)


def _seat(article: Article, mention: Mention) -> tuple[str, bool] | None:
    """The province's own hospital stands in its city, where the city bears the province's name."""
    before = nfc(article.field(mention.field)[max(0, mention.start - 40) : mention.start])
    city = _units().get(f"{mention.place}/thanh-pho-{mention.place}")
    return (city.label, False) if city and HOSPITAL.search(before) else None


def _before(unit: Unit) -> str:
    """The district of a commune, a district itself; a present commune told of before its day, by itself."""
    parent = _units().get(unit.parent)
    return parent.label if unit.kind == "commune" and parent is not None and parent.kind == "district" else unit.label


def _since(article: Article, province: Province, mention: Mention, unit: Unit) -> tuple[str, bool]:
    """The commune in force of that name, else the one that holds the former commune's land, else the former district."""
    land = tuple(sorted({unit.province, *(key.partition("/")[0] for key in _successors(unit)), *province.present()}))
    after = nfc(article.field(mention.field)[mention.end : mention.end + 20])
    plainly_former = bool(FORMER.match(after)) or (unit.kind == "district" and bool(PREFIXED.match(nfc(mention.surface))))
    if unit.name in _present(land) and not plainly_former:
        return _present(land)[unit.name], False
    if unit.kind == "commune":
        following = [_units()[key] for key in unit.successors if key in _units()]
        return (following[0].label if following else unit.label), False
    return f"{unit.label} (cũ)", True


def _successors(unit: Unit) -> tuple[str, ...]:
    parent = _units().get(unit.parent)
    return unit.successors or (parent.successors if parent else ())


def _as_written(mention: Mention) -> str:
    """ "Xã Mường Vôi" -> "xã Mường Vôi": a commune that the map does not know."""
    surface = tidy(nfc(mention.surface))
    return surface[:1].lower() + surface[1:]


def _whole_province(mentions: Sequence[Mention]) -> float:
    """How much the article speaks of the province by its own name."""
    return sum(FIELD_WEIGHTS[mention.field] for mention in mentions if mention.kind == "province")
