"""What an article carries by which its event is known again when another paper tells it in other words.

In: an `Article` (judged, when it comes from an office's archive) and the words all its articles share. Out: `EventFeatures`:
its terms, the places inside the province, the notions of its lead and of its whole text, the figures it gives ("120 triệu",
"9,2 ha"), the days and the clock times it names, and where it lies in the space of meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from data.model import Article
from data.text import fold, local, nfc
from nlp.classification import topics
from nlp.features import weights as models
from nlp.features.concepts import features_of, notions
from nlp.features.vectors import Floats, plain
from nlp.grouping.terms import Terms, terms

LEAD_CHARACTERS = 500
BODY_CHARACTERS = 4000
BRIEF = 200  # characters of body
SMALL = 10  # a figure under it tells something only together with what is counted
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9, "thousand": 1e3, "mln": 1e6, "million": 1e6}
_SCALES |= {"billion": 1e9, "bln": 1e9}
_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_WORDS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNTED = re.compile(  # a small figure counts with one of these only
    r"(?:người|nạn nhân|đối tượng|bị can|hộ|xe|ô tô|ôtô|ngôi nhà|căn nhà|học sinh|em|cháu|xã|thôn|xóm|nghị quyết|dự án|công nhân|"
    r"du khách|hành khách|ca|tấn|ha|km|tổ máy|people|victims|workers|students|houses|villages)(?!\w)"
)
_LOCALITY = re.compile(r"(?<!\w)(?:xã|phường|thị trấn|phố|thôn|bản|xóm|chợ) (\w+(?: \w+){0,3})", re.IGNORECASE)
_TIME = re.compile(r"(?<![\w/])(\d{1,2})(?:h|g| giờ|:)\s?(\d{2})?(?!\w)(?! tấn)")
_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})[/-](\d{1,2})(?:[/-]\d{4})?(?![\d/])|ngày (\d{1,2}) tháng (\d{1,2})(?!\d)")
_NOT_FIGURES = re.compile(
    r"(?:quốc lộ|ql|tỉnh lộ|số|khóa|quý|tháng|năm|thứ|lớp|covid|mốc|phường|quận|tổ|thôn|khu phố|highway|no\.?) ?-?\d+[\d.,]*|"
    r"(?<!\d)(?:19|20)\d\d(?!\d)"
)
_FIGURE = re.compile(r"(?<![\w.,/])(\d+(?:[.,]\d+)*)(?:\s?(nghìn|ngàn|triệu|tỷ|tỉ|thousand|mln|million|billion|bln))?(?![\w/])")
_SPELLED = re.compile(r"(?<!\w)(" + "|".join(_WORDS) + r") (?=\w)")


@dataclass(frozen=True, slots=True)
class EventFeatures:
    """One article as the grouper of an office sees it."""

    terms: Terms
    fine: frozenset[str]  # communes, landmarks: ids, "@" before
    localities: frozenset[str]  # "xa vinh tuong", "pho ghe dong": as written, whether or not the gazetteer knows them
    lead_localities: frozenset[str]
    districts: frozenset[str]  # … named, or that a named commune lies in
    lead: frozenset[str]  # notions of headline, sapo and first paragraph
    whole: frozenset[str]  # notions of the whole text
    figures: frozenset[str]
    days: frozenset[tuple[int, int]]  # (day, month) named, the day of publication left out
    first_day: tuple[int, int] | None  # the first one named: usually the day of the event
    times: frozenset[tuple[int, int]]
    meaning: Floats
    topics: tuple[str, ...]
    lead_names: frozenset[str]
    brief: bool  # no body: a feed item, a video


def traits(article: Article, common: frozenset[str] = frozenset()) -> EventFeatures:
    """The traits of one article."""
    title, summary, body = (nfc(article.field(name)) for name in ("title", "summary", "body"))
    lead, text = plain(f"{title}. {summary}. {body[:LEAD_CHARACTERS]}"), plain(f"{title}. {summary}. {body[:BODY_CHARACTERS]}")
    found = terms(article, common)
    inside = [mention for mention in article.mentions if mention.kind in ("commune", "landmark", "district")]
    days, published = _days(text), _published(article)
    folded = fold(lead)
    return EventFeatures(
        found,
        frozenset(f"@{mention.place}" for mention in inside if mention.kind != "district"),
        _localities(f"{title}. {summary}. {body}"), _localities(f"{title}. {summary}. {body[:LEAD_CHARACTERS]}"),
        frozenset(district for mention in inside if (district := _district(mention.place, mention.kind))),
        notions(lead, found.english), notions(text, found.english), figures(text, found.english),
        frozenset(days) - published, days[0] if days else None, _times(text),
        models.meaning().place(features_of(article).ngrams), topics.topic(article)[1],
        frozenset(name for name in found.names if name in folded),
        len(body) < BRIEF,
    )  # fmt: skip


def _district(place: str, kind: str) -> str:
    """The district of a unit's id ("hoa-binh/huyen-cao-phong/thi-tran-cao-phong"), empty when it has none."""
    parts = place.split("/")
    return parts[1] if (kind == "district" and len(parts) == 2) or len(parts) == 3 else ""


def _localities(text: str) -> frozenset[str]:
    found = (takewhile(lambda word: word[0].isupper(), match.group(1).split()) for match in _LOCALITY.finditer(text))
    return frozenset(name for words in found if (name := fold(" ".join(words))))


def figures(text: str, english: bool) -> frozenset[str]:
    """The figures of a lower-case text, comparable over the two languages: "120 triệu" and "120 mln" are one."""
    found: set[str] = set()
    text = _DAY.sub(" ", _TIME.sub(" ", _NOT_FIGURES.sub(" ", text)))
    for match in _FIGURE.finditer(text):
        value = _value(match.group(1), english) * _SCALES.get(match.group(2) or "", 1.0)
        found |= _figure(value, text[match.end() + 1 : match.end() + 20])
    for match in _SPELLED.finditer(text):
        found |= _figure(_WORDS[match.group(1)], text[match.end() : match.end() + 20])
    return frozenset(found)


def _figure(value: float, after: str) -> set[str]:
    if value >= SMALL or value != int(value):
        return {f"{value:.6g}"}
    counted = _COUNTED.match(after)
    return {f"{value:.6g} {counted.group()}"} if counted and value > 1 else set()


def _value(digits: str, english: bool) -> float:
    """Vietnamese writes "9,2" and "2.400" where English writes "9.2" and "2,400"."""
    thousands, point = (",", ".") if english else (".", ",")
    whole, _, rest = digits.replace(thousands, "").partition(point)
    return float(f"{whole or 0}.{rest.replace(point, '') or 0}")


def weight(figure: str) -> float:
    """How much a shared figure tells: an odd or large one much, a round or small one little."""
    number, _, counted = figure.partition(" ")
    if counted:
        return 0.4
    digits = number.replace(".", "").strip("0")
    return min(0.25 + 0.35 * (len(digits) - 1), 1.0) if "." not in number else 1.0


def _days(text: str) -> list[tuple[int, int]]:
    found = [(int(m.group(1) or m.group(3)), int(m.group(2) or m.group(4))) for m in _DAY.finditer(text)]
    return [(day, month) for day, month in found if 1 <= day <= 31 and 1 <= month <= 12]


def _published(article: Article) -> frozenset[tuple[int, int]]:
    if article.published_at is None:
        return frozenset()
    at = local(article.published_at)
    return frozenset((day.day, day.month) for day in (at, at - timedelta(days=1)))


def _times(text: str) -> frozenset[tuple[int, int]]:
    found = ((int(match.group(1)), int(match.group(2) or 0)) for match in _TIME.finditer(text))
    return frozenset((hour, minute) for hour, minute in found if hour < 24 and minute < 60)
