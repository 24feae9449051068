"""What a text says about a province: counts, places in the text, company, and the words around each mention.

In: an article, its mentions, all provinces it names. Out: numbers that know nothing of which province it is (so that a model
learnt
on some provinces serves all), under the names of `FEATURES`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from data.gazetteer import Province, provinces_in
from data.gazetteer.units import MERGER, lands
from data.model import Article, Mention
from data.text.people import FOREIGN
from nlp.features.vectors import Sparse
from nlp.relevance.context_ngrams import wording
from nlp.relevance.local_signs import club_mentions, surroundings
from nlp.relevance.mention_contexts import ASIDE, CONTEXTS, HYPHEN_AFTER, HYPHEN_BEFORE, INHERITED, PARENTHESIS
from nlp.relevance.other_provinces import NOWHERE, other_places, reading_order
from nlp.relevance.passages import chained, passages, told_spots

SPORT = re.compile(r"V-?[Ll]eague|bóng đá|CLB|HLV|bàn thắng|vòng \d+|tuyển thủ|trận đấu|U\d\d|cầu thủ|hạng [Nn]hất", re.UNICODE)
WEATHER = re.compile(
    r"[Kk]hông khí lạnh|[Áá]p thấp|[Nn]ắng nóng|[Dd]ự báo thời tiết|mưa (?:to|dông|lớn|vừa)|[Bb]ão số|rét|nhiệt độ|hải văn"
)
NATION = re.compile(
    r"cả nước|toàn quốc|Bộ trưởng|Thủ tướng|Quốc hội|Chính phủ|các tỉnh|nhiều tỉnh|\d+ tỉnh|các địa phương|Bộ [A-ZĐ]"
)
LOTTERY = re.compile(r"xổ số|[Vv]ietlott|trúng số|vé số|KQXS", re.IGNORECASE)
LEAD = 260  # characters of the body that count as its first paragraph
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers, by name, and what the reasons quote."""

    numbers: dict[str, float]
    contexts: dict[str, list[Mention]]
    words: Sparse  # what stands around the names, and in the headline


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def gather(article: Article, province: Province, mentions: Sequence[Mention]) -> Evidence:
    """All numbers about one article. `mentions` are those of `province.find_article`, namesakes included."""
    real = [mention for mention in mentions if mention.kind not in ("namesake", "watch")]
    own = set(province_family(province, article))
    named = {field: provinces_in(article.field(field)) for field in ("title", "summary", "body")}
    others = {field: [item for item in items if item[0] not in own] for field, items in named.items()}
    spots = chained(article, real)
    contexts = {name: _standing(article, spots, pattern, name in INHERITED) for name, pattern in CONTEXTS.items()}
    # "Khu công nghiệp nằm trên địa bàn tỉnh": a firm that is told to lie there does not bear the name
    contexts["firm"] = [m for m in contexts["firm"] if m not in contexts["place"]]
    clubs = club_mentions(real)
    contexts["club"] = [m for m in real if m in clubs or m in contexts["club"]]
    contexts["hyphen"] = [m for m in real if _hyphened(article, m)]
    contexts["parenthesis"] = [m for m in real if PARENTHESIS.search(nfc(article.field(m.field)[max(0, m.start - 80) : m.start]))]
    aside = {(m.field, m.start) for name in ASIDE for m in contexts[name]}
    core = [m for m in real if (m.field, m.start) not in aside]
    numbers = {
        **_core(core, real, others),
        **told_spots(article, spots, aside, others),
        **_counts(article, real, mentions),
        **_company(real, others, own, named),
        **_sentences(article, real, others),
        **_themes(article),
        **surroundings(article, real, others, clubs, aside),
        **passages(article, real, others),
        **other_places(article, spots, aside, others),
    }
    total = max(1, len(real))
    for name, found in contexts.items():
        numbers[f"{name}_share"] = len(found) / total
        numbers[f"{name}_count"] = log1p(len(found))
    return Evidence(numbers, contexts, wording(article, real, others))


def _standing(article: Article, spots: Sequence[Sequence[Mention]], pattern: re.Pattern[str], inherited: bool) -> list[Mention]:
    """The mentions behind such words; the later parts of an address too where they are inherited."""
    found: list[Mention] = []
    for spot in spots:
        stands = [bool(pattern.search(nfc(article.field(m.field)[max(0, m.start - 80) : m.start]))) for m in spot]
        found += [m for m, here in zip(spot, stands, strict=True) if here or (inherited and stands[0])]
    return found


def _hyphened(article: Article, mention: Mention) -> bool:
    """True for "Nội Bài - Lào Cai" and "Lào Cai - Yên Bái": a route, a border, a fixture."""
    text = article.field(mention.field)
    before, after = nfc(text[max(0, mention.start - 6) : mention.start]), nfc(text[mention.end : mention.end + 6])
    return bool(HYPHEN_BEFORE.search(before) or HYPHEN_AFTER.search(after))


def _core(core: Sequence[Mention], real: Sequence[Mention], others: dict[str, list[tuple[str, int, int]]]) -> dict[str, float]:
    """What is left when home towns, past posts, firms, routes and fixtures are set aside."""
    rest = sum(map(len, others.values()))
    fields = Counter(m.field for m in core)
    first = min((reading_order(m.field, m.start) for m in core), default=NOWHERE)
    rival = min((reading_order(field, start) for field, items in others.items() for _, start, _ in items), default=NOWHERE)
    return {
        "core": log1p(len(core)),
        "core_share": len(core) / max(1, len(core) + rest),
        "core_part": len(core) / max(1, len(real)),
        "core_title": float(fields["title"] > 0),
        "core_head": log1p(fields["title"] + fields["summary"]),
        "core_lead": log1p(sum(m.field == "body" and m.start < LEAD for m in core)),
        "named_first": float(first < rival),
    }


def province_family(province: Province, article: Article) -> Sequence[str]:
    """Slugs under which `provinces_in` gives our land, and the present province that holds it: no company, only our address."""
    on = MERGER if province.on_new_map(article) else None
    return [*lands(province.slug, on), *(province.present() if on else ())]


def _counts(article: Article, real: Sequence[Mention], mentions: Sequence[Mention]) -> dict[str, float]:
    """How often, where, and by what kind of name."""
    body = article.field("body")
    size = max(1, len(body))
    fields = Counter(m.field for m in real)
    kinds = Counter(m.kind for m in real)
    starts = [m.start for m in real if m.field == "body"]
    title_kinds = {m.kind for m in real if m.field == "title"}
    early = [m for m in real if m.field != "body" or m.start < LEAD]
    return {
        "title": float(fields["title"] > 0),
        "title_province": float("province" in title_kinds),
        "title_unit": float(bool(title_kinds - {"province"})),
        "title_first": float(any(m.field == "title" and m.start < 12 for m in real)),
        "summary": log1p(fields["summary"]),
        "lead": log1p(sum(m.field == "body" and m.start < LEAD for m in real)),
        "early": log1p(len(early)),
        "dateline": float(any(m.field != "title" and m.start < 4 for m in real)),
        "body": log1p(fields["body"]),
        "all": log1p(len(real)),
        "provinces": log1p(kinds["province"]),
        "districts": log1p(kinds["district"]),
        "communes": log1p(kinds["commune"]),
        "landmarks": log1p(kinds["landmark"] + kinds["body"]),
        "unit_share": (kinds["district"] + kinds["commune"]) / max(1, len(real)),
        "distinct": log1p(len({m.place for m in real})),
        "namesakes": log1p(sum(m.kind == "namesake" for m in mentions)),
        "density": 1000 * len(real) / (size + 300),
        "first_at": min(starts, default=size) / size,
        "last_at": max(starts, default=0) / size,
        "spread": len({int(10 * start / size) for start in starts}) / 10,
        "size": log1p(size),
    }


def _company(
    real: Sequence[Mention],
    others: dict[str, list[tuple[str, int, int]]],
    own: set[str],
    named: dict[str, list[tuple[str, int, int]]],
) -> dict[str, float]:
    """Ours among all provinces of the text."""
    counted = Counter(slug for items in others.values() for slug, _, _ in items)
    ours, rest = len(real), sum(counted.values())
    top = max(counted.values(), default=0)
    head_others = len(others["title"]) + len(others["summary"])
    head_ours = sum(m.field != "body" for m in real)
    return {
        "share": ours / max(1, ours + rest),
        "share_top": ours / max(1, ours + top),
        "others": log1p(len(counted)),
        "rank": float(sum(count > ours for count in counted.values())),
        "title_others": float(bool(others["title"])),
        "head_others": log1p(head_others),
        "head_share": head_ours / max(1, head_ours + head_others),
        "named_itself": float(any(slug in own for items in named.values() for slug, _, _ in items)),
        "lead_others": log1p(sum(start < LEAD for _, start, _ in others["body"])),
    }


def _sentences(article: Article, real: Sequence[Mention], others: dict[str, list[tuple[str, int, int]]]) -> dict[str, float]:
    """The sentences that name ours: how many, and whether ours stands there alone or in a list."""
    total = with_ours = alone = listed = shared = strong = 0
    for field in ("title", "summary", "body"):
        text = article.field(field)
        ends = [found.end() for found in SENTENCE.finditer(text)] + [len(text)]
        total += len(ends)
        ours = Counter(bisect_right(ends, m.start) for m in real if m.field == field)
        rivals: dict[int, set[str]] = {}
        for slug, at, _ in others[field]:
            rivals.setdefault(bisect_right(ends, at), set()).add(slug)
        for sentence, times in ours.items():
            company = len(rivals.get(sentence, ()))
            with_ours += 1
            alone += not company
            listed += company >= 3
            shared += 1 <= company <= 2
            strong += not company and times >= 2
    count = max(1, with_ours)
    return {
        "sentences": log1p(with_ours),
        "sentence_share": with_ours / max(1, total),
        "alone": alone / count,
        "alone_count": log1p(alone),
        "listed": listed / count,
        "shared": shared / count,
        "strong": log1p(strong),
    }


def _themes(article: Article) -> dict[str, float]:
    """What kind of article it is."""
    head = nfc(f"{article.field('title')}\n{article.field('summary')}")
    body = nfc(article.field("body"))
    return {
        "lottery": float(bool(LOTTERY.search(head))),
        "question": float(nfc(article.field("title")).rstrip().endswith("?")),
        "bodyless": float(not body.strip()),
        "sport": float(bool(SPORT.search(head))),
        "weather": float(bool(WEATHER.search(head))),
        "nation": float(len(NATION.findall(head))),
        "nation_body": log1p(len(NATION.findall(body))),
        "abroad": float(len(FOREIGN.findall(head))),
        "abroad_body": log1p(len(FOREIGN.findall(body))),
    }
