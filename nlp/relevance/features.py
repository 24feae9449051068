"""What a text says about a province: counts, places in the text, company, and the words around each mention.

In: a document with its province. Out: `Evidence`: numbers that know nothing of which province it is, so that a model trained on
some provinces serves all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from data.gazetteer import Province, provinces_in
from data.gazetteer.units import MERGER, lands
from data.model import Article, Mention
from data.text import nfc
from data.text.people import FOREIGN
from nlp.document import Document, in_lead
from nlp.features.vectors import Sparse
from nlp.relevance.context_ngrams import hash_context_ngrams
from nlp.relevance.local_signs import count_local_signs, find_club_mentions
from nlp.relevance.mention_contexts import ASIDE, CONTEXTS, HYPHEN_AFTER, HYPHEN_BEFORE, INHERITED, PARENTHESIS
from nlp.relevance.other_provinces import NOWHERE, reading_order, weigh_other_provinces
from nlp.relevance.passages import chain_addresses, count_addresses, measure_passages

SPORT = re.compile(r"V-?[Ll]eague|bóng đá|CLB|HLV|bàn thắng|vòng \d+|tuyển thủ|trận đấu|U\d\d|cầu thủ|hạng [Nn]hất", re.UNICODE)
WEATHER = re.compile(
    r"[Kk]hông khí lạnh|[Áá]p thấp|[Nn]ắng nóng|[Dd]ự báo thời tiết|mưa (?:to|dông|lớn|vừa)|[Bb]ão số|rét|nhiệt độ|hải văn"
)
NATION = re.compile(
    r"cả nước|toàn quốc|Bộ trưởng|Thủ tướng|Quốc hội|Chính phủ|các tỉnh|nhiều tỉnh|\d+ tỉnh|các địa phương|Bộ [A-ZĐ]"
)
LOTTERY = re.compile(r"xổ số|[Vv]ietlott|trúng số|vé số|KQXS", re.IGNORECASE)
LEAD_CHARACTERS = 260  # characters of the body that count as its first paragraph
BEFORE_CHARACTERS = 80  # before a mention, in which its part in the article is told
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers, by name, and what the reasons quote."""

    numbers: dict[str, float]
    contexts: dict[str, list[Mention]]
    words: Sparse  # what stands around the names, and in the headline


def gather_evidence(document: Document) -> Evidence:
    """Count all numbers about one article whose document has a province and at least one local mention."""
    if document.province is None:
        raise ValueError("evidence is gathered for a province")
    local, article = document.local_mentions, document.article
    family = set(province_family(document.province, document))
    named = {field: provinces_in(text) for field, text in document.given._asdict().items()}
    others = {field: [span for span in spans if span[0] not in family] for field, spans in named.items()}
    spots = chain_addresses(article, local)
    clubs = find_club_mentions(local)
    contexts = _contexts(document, spots, clubs)
    aside = {(mention.field, mention.start) for name in ASIDE for mention in contexts[name]}
    core = [mention for mention in local if (mention.field, mention.start) not in aside]
    numbers = {
        **_core(core, local, others),
        **count_addresses(article, spots, aside, others),
        **_counts(document),
        **_company(local, others, family, named),
        **_sentences(article, local, others),
        **_themes(document),
        **count_local_signs(document, others, clubs, aside),
        **measure_passages(document, others),
        **weigh_other_provinces(article, spots, aside, others),
    }
    total = max(1, len(local))
    for name, mentions in contexts.items():
        numbers[f"{name}_share"] = len(mentions) / total
        numbers[f"{name}_count"] = log1p(len(mentions))
    return Evidence(numbers, contexts, hash_context_ngrams(article, local, others))


def _contexts(document: Document, spots: Sequence[Sequence[Mention]], clubs: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The local mentions by their part in the article, as the words around them tell it."""
    local = document.local_mentions
    before = {
        (mention.field, mention.start): nfc(text[max(0, mention.start - BEFORE_CHARACTERS) : mention.start])
        for mention in local
        if (text := document.article.field(mention.field))
    }
    contexts = {name: _standing(spots, before, pattern, name in INHERITED) for name, pattern in CONTEXTS.items()}
    # "Khu công nghiệp nằm trên địa bàn tỉnh": a firm that is told to lie there does not bear the name
    contexts["firm"] = [mention for mention in contexts["firm"] if mention not in contexts["place"]]
    contexts["club"] = [mention for mention in local if mention in clubs or mention in contexts["club"]]
    contexts["hyphen"] = [mention for mention in local if _hyphened(document.article, mention)]
    contexts["parenthesis"] = [mention for mention in local if PARENTHESIS.search(before[mention.field, mention.start])]
    return contexts


def _standing(
    spots: Sequence[Sequence[Mention]], before: Mapping[tuple[str, int], str], pattern: re.Pattern[str], inherited: bool
) -> list[Mention]:
    """The mentions behind such words; the later parts of an address too where they are inherited."""
    standing: list[Mention] = []
    for spot in spots:
        stands = [bool(pattern.search(before[mention.field, mention.start])) for mention in spot]
        standing += [mention for mention, stood in zip(spot, stands, strict=True) if stood or (inherited and stands[0])]
    return standing


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
        "core_lead": log1p(sum(m.field == "body" and m.start < LEAD_CHARACTERS for m in core)),
        "named_first": float(first < rival),
    }


def province_family(province: Province, document: Document) -> Sequence[str]:
    """Slugs under which `provinces_in` gives our land, and the present province that holds it: no company, only our address."""
    on = MERGER if document.is_on_new_map else None
    return [*lands(province.slug, on), *(province.present() if on else ())]


def _counts(document: Document) -> dict[str, float]:
    """How often, where, and by what kind of name."""
    real, mentions = document.local_mentions, document.mentions
    size = max(1, len(document.given.body))
    fields = Counter(m.field for m in real)
    kinds = Counter(m.kind for m in real)
    starts = [m.start for m in real if m.field == "body"]
    title_kinds = {m.kind for m in real if m.field == "title"}
    early = in_lead(real, LEAD_CHARACTERS)
    return {
        "title": float(fields["title"] > 0),
        "title_province": float("province" in title_kinds),
        "title_unit": float(bool(title_kinds - {"province"})),
        "title_first": float(any(m.field == "title" and m.start < 12 for m in real)),
        "summary": log1p(fields["summary"]),
        "lead": log1p(sum(m.field == "body" and m.start < LEAD_CHARACTERS for m in real)),
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
    family: set[str],
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
        "named_itself": float(any(slug in family for items in named.values() for slug, _, _ in items)),
        "lead_others": log1p(sum(start < LEAD_CHARACTERS for _, start, _ in others["body"])),
    }


def _sentences(article: Article, real: Sequence[Mention], others: dict[str, list[tuple[str, int, int]]]) -> dict[str, float]:
    """The sentences that name ours: how many, and whether ours stands there alone or in a list."""
    total = with_ours = alone = listed = shared = strong = 0
    for field in ("title", "summary", "body"):
        text = article.field(field)
        ends = [match.end() for match in SENTENCE.finditer(text)] + [len(text)]
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


def _themes(document: Document) -> dict[str, float]:
    """What kind of article it is."""
    title, summary, body = document.composed
    head = f"{title}\n{summary}"
    return {
        "lottery": float(bool(LOTTERY.search(head))),
        "question": float(title.rstrip().endswith("?")),
        "bodyless": float(not body.strip()),
        "sport": float(bool(SPORT.search(head))),
        "weather": float(bool(WEATHER.search(head))),
        "nation": float(len(NATION.findall(head))),
        "nation_body": log1p(len(NATION.findall(body))),
        "abroad": float(len(FOREIGN.findall(head))),
        "abroad_body": log1p(len(FOREIGN.findall(body))),
    }
