"""What an article is compared by when the same event is looked for: weighted terms, names, and notions for English.

In: an `Article`. Out: `Terms`: a unit vector of hashed terms (names and numbers count more, common words of the language and
of the province little or nothing), the folded names it holds, and the language-neutral notions of its headline and lead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from data.article import Article
from data.text import fold, nfc
from nlp import models
from nlp.vectors import bucket, syllables

TITLE, SUMMARY, LEAD, REST = 3.0, 2.0, 2.0, 1.0
LEAD_CHARACTERS, BODY_CHARACTERS = 500, 4000
NAME_WEIGHT = 1.5
MAX_TERMS = 160  # the heaviest; the long tail changes no decision and costs time
_CLAUSE = re.compile(r"[\n\r.;:!?()\"“”]")
_WORD = re.compile(r"\w+")

# English news nouns and the folded Vietnamese words that say the same; one row, one notion.
NOTIONS: Mapping[str, tuple[str, str]] = {
    "lychee": (r"lychees?|litchis?", "vai thieu|vai som|trai vai|qua vai|vuon vai|vu vai|vai thanh ha"),
    "longan": (r"longans?", "nhan long|trai nhan|qua nhan|nhan muon"),
    "rice": (r"rice|paddy", "lua gao|vu lua|gia gao|lua xuan|lua mua"),
    "fruit": (r"fruits?", "trai cay|hoa qua|cay an qua"),
    "vegetable": (r"vegetables?|carrots?", "rau|ca rot|rau mau"),
    "farmer": (r"farmers?|growers?", "nong dan|nha vuon"),
    "harvest": (r"harvest\w*|crops?", "thu hoach|vu mua|mua vu|vao vu"),
    "export": (r"exports?|exported|exporting|shipments?|overseas", "xuat khau|lo hang|sang thi truong"),
    "japan": (r"japan|japanese", "nhat ban|sang nhat"),
    "china": (r"china|chinese", "trung quoc"),
    "korea": (r"korean?|s\. korean?|south korea", "han quoc"),
    "america": (r"u\.?s\.?|america\w*|united states", "hoa ky|thi truong my|sang my"),
    "quarantine": (r"quarantine|inspect(?:ed|ion|ors?)|fumigat\w+", "kiem dich|xu ly|khu trung"),
    "fire": (r"fires?|blaze", "chay|hoa hoan"),
    "warehouse": (r"warehouses?", "kho"),
    "plastic": (r"plastics?", "nhua"),
    "injury": (r"injur\w+|hurt|burn(?:ed|s)", "bi thuong|bi bong"),
    "death": (r"dead|deaths?|killed|died|fatal\w*", "tu vong|thiet mang|chet"),
    "accident": (r"accidents?|crash\w*|collision", "tai nan|va cham"),
    "flood": (r"floods?|flooding", "lu lut|ngap|mua lu"),
    "storm": (r"storms?|typhoons?", "bao"),
    "landslide": (r"landslides?", "sat lo"),
    "pollution": (r"pollut\w+|wastewater|waste", "o nhiem|nuoc thai|xa thai"),
    "factory": (r"factor(?:y|ies)|plants?", "nha may|nha xuong"),
    "investment": (r"invest\w*", "dau tu"),
    "industrial-park": (r"industrial (?:parks?|zones?|clusters?)", "khu cong nghiep|cum cong nghiep"),
    "licence": (r"licen[cs]\w+|certificates?", "cap phep|giay chung nhan|chung nhan dau tu"),
    "expand": (r"expan\w+", "mo rong"),
    "car": (r"autos?|cars?|automotive", "o to|oto"),
    "school": (r"schools?|students?|pupils?", "hoc sinh|truong hoc|thi sinh"),
    "exam": (r"exams?", "ky thi|thi vao|lich thi"),
    "hospital": (r"hospitals?|doctors?", "benh vien|bac si"),
    "tourist": (r"touris\w+|visitors?", "du lich|du khach|khach tham quan"),
    "relic": (r"relics?|temples?|pagodas?|heritage", "di tich|chua|den|di san"),
    "festival": (r"festivals?", "le hoi"),
    "police": (r"police", "cong an"),
    "arrest": (r"arrest\w*|detain\w*", "bat giu|tam giu|khoi to|bat tam giam"),
    "drugs": (r"drugs?|heroin|narcotics?", "ma tuy"),
    "theft": (r"thefts?|thie(?:f|ves)|stolen|steal\w*|robber\w*", "trom|cuop"),
    "road": (r"roads?|highways?|expressways?", "duong|quoc lo|cao toc"),
    "repair": (r"repair\w*|upgrad\w+|resurfac\w+", "sua|nang cap"),
    "congress": (r"party congress\w*", "dai hoi dang|dai hoi dang bo"),
    "covid": (r"covid(?:-19)?|coronavirus", "covid|sars-cov-2"),
    "first": (r"first", "dau tien"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """One article as the grouper sees it."""

    vector: Mapping[int, float]  # bucket -> weight; length one
    names: frozenset[str]  # folded, two syllables or more, common ones left out
    notions: frozenset[str]
    english: bool


def terms(article: Article, common: frozenset[str] = frozenset()) -> Terms:
    """The terms of an article; `common` holds the folded words and phrases (province, neighbours) that identify nothing."""
    title, summary, body = (nfc(article.field(name)) for name in ("title", "summary", "body"))
    counts = count_terms(article)
    lead = f"{title}. {summary}. {body[:LEAD_CHARACTERS]}"
    english = (article.lang or "vi").startswith("en")
    return Terms(_weigh(counts, common), _names(f"{lead}. {body}") - common, _notions(lead, english), english)


def _names(text: str) -> frozenset[str]:
    """Runs of two or more capitalised words, folded: "xã Tân Lộ, huyện Kim Thành" gives tan lo, kim thanh."""
    found: set[str] = set()
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        joined = end >= 0 and text[end : match.start()] in (" ", "-")
        if run and not joined:
            found.add(" ".join(run))
            run = []
        if match.group()[0].isupper():
            run.append(match.group())
        elif run:
            found.add(" ".join(run))
            run = []
        end = match.end()
    found.add(" ".join(run))
    return frozenset(fold(name) for name in found if " " in name)


def count_terms(article: Article) -> dict[str, float]:
    """The weighted count of each term of an article."""
    body = nfc(article.field("body"))[:BODY_CHARACTERS]
    counts: dict[str, float] = {}
    _count(nfc(article.field("title")), TITLE, counts)
    _count(nfc(article.field("summary")), SUMMARY, counts)
    _count(body[:LEAD_CHARACTERS], LEAD, counts)
    _count(body[LEAD_CHARACTERS:], REST, counts)
    return counts


def common_words(phrases: Sequence[str]) -> frozenset[str]:
    """Folded phrases with their single words and pairs of words, for `terms`."""
    found: set[str] = set()
    for phrase in phrases:
        parts = fold(phrase).split()
        found.update(parts)
        found.add(" ".join(parts))
        found.update(f"{left} {right}" for left, right in zip(parts, parts[1:], strict=False))
    return frozenset(found)


def _count(text: str, weight: float, counts: dict[str, float]) -> None:
    """Adds the weighted syllables and pairs of syllables of a text; numbers keep their value, names weigh more."""
    for clause in _CLAUSE.split(text):
        raw = _WORD.findall(clause)
        forms = syllables(clause)
        capital = [form[0].isupper() for form in raw]
        for place, form in enumerate(forms):
            key = "#" + raw[place] if raw[place].isdigit() else form
            share = NAME_WEIGHT if capital[place] and place else 1.0
            counts[key] = counts.get(key, 0.0) + weight * share
            if place + 1 < len(forms):
                pair = f"{form} {forms[place + 1]}"
                share = NAME_WEIGHT if capital[place] and capital[place + 1] else 1.0
                counts[pair] = counts.get(pair, 0.0) + weight * share


def _weigh(counts: Mapping[str, float], common: frozenset[str]) -> dict[int, float]:
    """log(1 + count) × rarity in the language, the heaviest terms only, as a vector of length one."""
    rarity = models.rarity()
    found: dict[int, float] = {}
    for term, amount in counts.items():
        if common and fold(term) in common:
            continue
        place = bucket(term)
        found[place] = found.get(place, 0.0) + math.log1p(amount) * float(rarity[place])
    heaviest = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    size = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {place: weight / size for place, weight in heaviest}


@cache
def _notion_patterns(english: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{left if english else right})(?!\w)")) for name, (left, right) in NOTIONS.items()
    )


def _notions(text: str, english: bool) -> frozenset[str]:
    plain = fold(text)
    return frozenset(name for name, pattern in _notion_patterns(english) if pattern.search(plain))
