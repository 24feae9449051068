"""What an article carries by which its event is known again when another paper tells it in other words.

In: a `Document` (of a judged article, when it comes from an office's archive) and the words all articles of the office share.
Out: `EventFeatures`: its terms, the places inside the province, the concepts of its lead and of its whole text, the figures it
gives ("120 triệu", "9,2 ha"), the days and the clock times it names, and its place in the space of meaning. They are made here
only and carry the stamp of what made them, so that they can be stored and used again as long as the stamp is the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import takewhile

from data.model import Article
from data.paths import ROOT
from data.text import fold, local
from nlp.classification import judge_topic
from nlp.document import Document, lead
from nlp.features import weights as models
from nlp.features.concepts import find_concepts
from nlp.features.fingerprint import hash_files
from nlp.features.vectors import Floats, plain
from nlp.grouping.terms import Terms, weigh_terms

LEAD_CHARACTERS = 500
BODY_CHARACTERS = 4000
MODELS = ("meaning.npz", "rarity.npz", "topic.npz")
RULES = (  # files below the programme's folder whose code, phrases and numbers make the features
    "nlp/grouping/event_features.py", "nlp/grouping/terms.py", "nlp/document.py", "nlp/features/*.py", "nlp/lexicons/*.py",
    "nlp/lexicons/*.toml", "nlp/classification/topics.py", "nlp/classification/english.py", "data/model/topics.*",
    "data/phrases.py", "data/text/normal.py",
)  # fmt: skip
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
    lead: frozenset[str]  # concepts of headline, sapo and first paragraph
    whole: frozenset[str]  # concepts of the whole text
    figures: frozenset[str]
    days: frozenset[tuple[int, int]]  # (day, month) named, the day of publication left out
    first_day: tuple[int, int] | None  # the first one named: usually the day of the event
    times: frozenset[tuple[int, int]]
    meaning: Floats
    topics: tuple[str, ...]
    lead_names: frozenset[str]
    brief: bool  # no body: a feed item, a video
    stamp: str  # of the models, lexicons and rules that made them (`event_stamp`)


@lru_cache(maxsize=64)
def event_stamp(common: frozenset[str] = frozenset()) -> str:
    """Name the models, rules and common words behind `EventFeatures`: 12 hex digits, the same on every machine."""
    rules = hash_files((path for pattern in RULES for path in ROOT.glob(pattern)), ROOT)
    facts = "|".join([rules, *(models.sums().get(name, "") for name in MODELS), *sorted(common)])
    return hashlib.sha256(facts.encode()).hexdigest()[:12]


def extract_event_features(document: Document, common: frozenset[str] = frozenset()) -> EventFeatures:
    """Extract all by which the event of one article is known again; `common` as for `weigh_terms`."""
    title, summary, body = document.composed
    terms = weigh_terms(document, common)
    opening = f"{title}. {lead(document.composed, LEAD_CHARACTERS, sapo_suffices=None, joint='. ')}"
    low_opening, text = plain(opening), plain(f"{title}. {summary}. {body[:BODY_CHARACTERS]}")
    inside = [mention for mention in document.mentions if mention.kind in ("commune", "landmark", "district")]
    days = _days(text)
    folded = fold(low_opening)
    return EventFeatures(
        terms=terms,
        fine=frozenset(f"@{mention.place}" for mention in inside if mention.kind != "district"),
        localities=_localities(f"{title}. {summary}. {body}"),
        lead_localities=_localities(opening),
        districts=frozenset(district for mention in inside if (district := _district(mention.place, mention.kind))),
        lead=find_concepts(low_opening, terms.english),
        whole=find_concepts(text, terms.english),
        figures=find_figures(text, terms.english),
        days=frozenset(days) - _published(document.article),
        first_day=days[0] if days else None,
        times=_times(text),
        meaning=document.meaning,
        topics=judge_topic(document)[1],
        lead_names=frozenset(name for name in terms.names if name in folded),
        brief=len(body) < BRIEF,
        stamp=event_stamp(common),
    )


def _district(place: str, kind: str) -> str:
    """The district of a unit's id ("hoa-binh/huyen-cao-phong/thi-tran-cao-phong"), empty when it has none."""
    parts = place.split("/")
    return parts[1] if (kind == "district" and len(parts) == 2) or len(parts) == 3 else ""


def _localities(text: str) -> frozenset[str]:
    names = (takewhile(lambda word: word[0].isupper(), match.group(1).split()) for match in _LOCALITY.finditer(text))
    return frozenset(name for words in names if (name := fold(" ".join(words))))


def find_figures(text: str, english: bool) -> frozenset[str]:
    """Find the figures of a lower-case text, comparable over the two languages: "120 triệu" and "120 mln" are one."""
    figures: set[str] = set()
    text = _DAY.sub(" ", _TIME.sub(" ", _NOT_FIGURES.sub(" ", text)))
    for match in _FIGURE.finditer(text):
        value = _value(match.group(1), english) * _SCALES.get(match.group(2) or "", 1.0)
        figures |= _figure(value, text[match.end() + 1 : match.end() + 20])
    for match in _SPELLED.finditer(text):
        figures |= _figure(_WORDS[match.group(1)], text[match.end() : match.end() + 20])
    return frozenset(figures)


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


def weigh_figure(figure: str) -> float:
    """How much a shared figure tells: an odd or large one much, a round or small one little."""
    number, _, counted = figure.partition(" ")
    if counted:
        return 0.4
    digits = number.replace(".", "").strip("0")
    return min(0.25 + 0.35 * (len(digits) - 1), 1.0) if "." not in number else 1.0


def _days(text: str) -> list[tuple[int, int]]:
    days = [(int(m.group(1) or m.group(3)), int(m.group(2) or m.group(4))) for m in _DAY.finditer(text)]
    return [(day, month) for day, month in days if 1 <= day <= 31 and 1 <= month <= 12]


def _published(article: Article) -> frozenset[tuple[int, int]]:
    if article.published_at is None:
        return frozenset()
    at = local(article.published_at)
    return frozenset((day.day, day.month) for day in (at, at - timedelta(days=1)))


def _times(text: str) -> frozenset[tuple[int, int]]:
    times = ((int(match.group(1)), int(match.group(2) or 0)) for match in _TIME.finditer(text))
    return frozenset((hour, minute) for hour, minute in times if hour < 24 and minute < 60)
