"""Is this article about the province? subject | passing | namesake | absent, with a score and Vietnamese reasons.

In: a document with its province. Out: `Relevance`. Namesake and absent are decided by the matcher's rules alone; subject against
passing by a small model (data/models/relevance.npz and its card) over numbers that know nothing of which province it is
(nlp/relevance/features.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

import numpy as np

from data.gazetteer import Province
from data.model import Article, Mention
from data.paths import MODELS
from data.text import nfc
from nlp.document import Document
from nlp.features.weights import checked
from nlp.relevance.features import Evidence, gather_evidence

MODEL = MODELS / "relevance.npz"
FIELD_LABELS = {"title": "tiêu đề", "summary": "sapo", "body": "toàn văn"}
WORD_SHARE = 0.5  # of the words beside the numbers; chosen by cross-validation
QUOTE = 70  # characters of a quoted passage


@dataclass(frozen=True, slots=True)
class Relevance:
    """The verdict on one article. `score` is the chance, 0 to 1, that a press officer would call it "subject"."""

    verdict: str
    score: float
    reasons: tuple[str, ...]
    mentions: tuple[Mention, ...]


class Model:
    """A logistic regression and boosted trees over the same numbers, and a regression over words; calibrated. Plain numpy."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.names = [str(name) for name in arrays["names"]]
        self.threshold = float(arrays["threshold"])
        self._mean, self._scale = arrays["mean"], arrays["scale"]
        self._weights, self._bias = arrays["weights"], float(arrays["bias"])
        self._trees = [arrays[key] for key in ("feature", "limit", "left", "right", "value")]
        self._roots = arrays["roots"]
        self._words, self._word_bias = (
            arrays["words"].astype(np.float32) * float(arrays["word_scale"]),
            float(arrays["word_bias"]),
        )
        self._start, self._slope, self._shift = float(arrays["start"]), float(arrays["slope"]), float(arrays["shift"])

    def score(self, evidence: Evidence) -> float:
        """The calibrated chance of "subject"."""
        return sigmoid(self._slope * self.logit(evidence) + self._shift)

    def logit(self, evidence: Evidence) -> float:
        """The answer before calibration."""
        row = np.array([evidence.numbers[name] for name in self.names])
        linear = float((row - self._mean) / self._scale @ self._weights) + self._bias
        words = float(self._words[evidence.words.index] @ evidence.words.value) + self._word_bias
        return (linear + self._boosted(row)) / 2 + WORD_SHARE * words

    def _boosted(self, row: np.ndarray) -> float:
        feature, limit, left, right, value = self._trees
        node = self._roots.copy()
        while True:
            inner = feature[node] >= 0
            if not inner.any():
                return self._start + float(value[node].sum())
            at = node[inner]
            node[inner] = np.where(row[feature[at]] <= limit[at], left[at], right[at])


def sigmoid(value: float) -> float:
    """The logistic function, safe for large values."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


@cache
def load_model() -> Model:
    """The shipped model. Raises nlp.features.weights.ModelError when the file is not the one that was shipped."""
    with np.load(checked(MODEL.name), allow_pickle=False) as arrays:
        return Model(dict(arrays))


def judge_relevance(document: Document) -> Relevance:
    """Say whether an article is about its document's province, without looking at any other article."""
    if document.province is None:
        raise ValueError("relevance is judged for a province")
    article, province, mentions, local = document.article, document.province, document.mentions, document.local_mentions
    if not local:
        return _without_places(article, province, mentions)
    evidence = gather_evidence(document)
    score = load_model().score(evidence)
    verdict = "subject" if score >= load_model().threshold else "passing"
    if verdict == "passing" and _watched(mentions):
        verdict = "subject"
    return Relevance(verdict, round(score, 4), _reasons(article, province, local, evidence, verdict), mentions)


def _watched(mentions: Sequence[Mention]) -> bool:
    """True when a term the office watches stands in the head or returns in the body."""
    terms = [mention for mention in mentions if mention.kind == "watch"]
    return any(mention.field != "body" for mention in terms) or len(terms) > 1


def _without_places(article: Article, province: Province, mentions: tuple[Mention, ...]) -> Relevance:
    """The verdict where no place of the province is named."""
    terms = [mention for mention in mentions if mention.kind == "watch"]
    if terms:
        reason = f"Cụm từ theo dõi của cơ quan: {quote(article, terms[0])}"
        return Relevance("subject" if _watched(mentions) else "passing", 0.5, (reason,), mentions)
    if mentions:
        reasons = tuple(f"“{nfc(m.surface)}” ở đây không chỉ {province.label()}: {quote(article, m)}" for m in mentions[:2])
        return Relevance("namesake", 0.0, reasons, mentions)
    return Relevance("absent", 0.0, (f"Không nhắc đến {province.label()} hoặc địa danh của tỉnh",), mentions)


def _reasons(article: Article, province: Province, real: Sequence[Mention], evidence: Evidence, verdict: str) -> tuple[str, ...]:
    """What speaks for the verdict, each with its passage."""
    reasons = _for(article, province, real, evidence) if verdict == "subject" else _against(article, real, evidence)
    if not reasons:
        reasons = [f"Nhắc đến trong {FIELD_LABELS[real[0].field]}: {quote(article, real[0])}"]
    return tuple(dict.fromkeys(reasons))[:4]


def _for(article: Article, province: Province, real: Sequence[Mention], evidence: Evidence) -> list[str]:
    reasons = []
    for field in ("title", "summary"):
        in_field = [mention for mention in real if mention.field == field]
        if in_field:
            subject = "Tên tỉnh" if in_field[0].kind == "province" else "Địa danh của tỉnh"
            reasons.append(f"{subject} ở {FIELD_LABELS[field]}: {quote(article, in_field[0])}")
    for mention in evidence.contexts["authority"][:1]:
        reasons.append(f"Nói về cơ quan của {province.label()}: {quote(article, mention)}")
    if evidence.contexts["place"]:
        reasons.append(f"Sự việc ở địa bàn tỉnh: {quote(article, evidence.contexts['place'][0])}")
    if len(real) >= 3:
        reasons.append(f"Nêu tên tỉnh và địa danh của tỉnh {len(real)} lần")
    return reasons


def _against(article: Article, real: Sequence[Mention], evidence: Evidence) -> list[str]:
    reasons = []
    phrases = {
        "home": "Chỉ nêu quê quán, nơi ở",
        "route": "Chỉ nêu tên tuyến đường hoặc hướng đi",
        "firm": "Chỉ nêu tên doanh nghiệp, dự án",
        "club": "Chỉ nêu đội bóng",
        "past": "Chỉ nêu việc trước đây",
    }
    for name, words in phrases.items():
        if evidence.contexts[name] and evidence.numbers[f"{name}_share"] >= 0.5:
            reasons.append(f"{words}: {quote(article, evidence.contexts[name][0])}")
    if evidence.numbers["listed"] > 0.3:
        reasons.append(f"Chỉ là một trong nhiều tỉnh, thành phố được liệt kê: {quote(article, real[-1])}")
    if not reasons and all(mention.field == "body" for mention in real):
        reasons.append(f"Chỉ nhắc {len(real)} lần trong toàn văn: {quote(article, real[0])}")
    return reasons


def quote(article: Article, mention: Mention) -> str:
    """The passage around a mention, cut at blanks: “… huyện Kim Thành …”."""
    text = article.field(mention.field)
    room = max(10, (QUOTE - len(mention.surface)) // 2)
    start, end = max(0, mention.start - room), min(len(text), mention.end + room)
    while start > 0 and start < mention.start and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > mention.end and not text[end].isspace():
        end -= 1
    passage = " ".join(nfc(text[start:end]).split())
    return f"“{'… ' if start else ''}{passage}{' …' if end < len(text) else ''}”"
