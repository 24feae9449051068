"""The extract: two or three whole sentences of the article itself: its sapo whole where that is short enough, then what an office
says of it; without such a sapo, sentences chosen for who, what and where about the province.

In: an `Article` and the province's mentions in it. Out: sentences, unchanged but for the blanks at their ends, in the order of
the article. Nothing is invented and nothing is cut mid-sentence; captions, credits and appeals to the reader are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Article, Mention
from nlp.features.vectors import plain, syllables
from nlp.tagging.underthesea import paragraph_sentences

LIMIT = 420  # characters of the whole extract, when two sentences fit into that
MOST, LEAST = 3, 2
BODY_SENTENCES = 14  # news says what matters first
SHORTEST = 35  # characters: shorter sentences are captions, cries, headings
ALIKE = 0.55  # share of a sentence's words already told: then it says nothing new
BOILERPLATE = re.compile(
    r"(?<!\w)(?:ảnh|clip|video|nguồn|theo dõi chúng tôi|bạn đọc|mời (?:quý )?(?:vị|bạn|độc giả)|xem thêm|đọc thêm|hotline|"
    r"đường dây nóng|bản quyền|ghi rõ nguồn|quảng cáo|đăng ký|tin liên quan|fanpage|zalo|"
    r"sẽ tiếp tục (?:cập nhật|thông tin)|tiếp tục cập nhật|"
    r"liên hệ)\s*(?::|\.|của|đến|trên|các|qua|về|$)|^(?:ảnh|clip|video|đồ họa)(?!\w)"
)
LEAD_IN = re.compile(
    r"^\s*\(?(?:TTO|NLĐO?|Dân trí|VOV|VTC News|Chinhphu\.vn|TTXVN|PLO|SGGP|KTĐT|VietnamPlus|Tổ Quốc|Thanh Niên)\)?\s*[-–—:]\s*"
)
CRY = "“\"'-–"  # a sentence that begins so is somebody's words
FIGURE = re.compile(r"\d")
AUTHORITY = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|thông tin|khẳng định|theo (?:ubnd|công an|sở|báo cáo)|chủ tịch|giám đốc|bí thư|trưởng|đại diện|"
    r"ubnd|sở|công an|ban quản lý|người dân)(?!\w)"
)
OFFICIAL = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|giám đốc|trưởng (?:phòng|ban|công an)|chánh văn phòng|người phát ngôn|"
    r"ubnd|sở|công an|ban quản lý)(?!\w).{0,80}(?<!\w)(?:cho biết|khẳng định)(?!\w)"
)
FIRST_PERSON = re.compile(r"(?<!\w)(?:tôi|chúng tôi|mình|em)(?!\w)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that could be told."""

    text: str
    place: int  # order in the article
    score: float


def summary(article: Article, mentions: Sequence[Mention] = ()) -> tuple[str, ...]:
    """Two or three sentences of the article (fewer when it has no more), at most about 420 characters when possible."""
    surfaces = {plain(mention.surface) for mention in mentions if mention.kind != "namesake"}
    candidates = _candidates(article, surfaces)
    if sapo := _sapo(article):
        said = (one for one in candidates if one.text not in sapo and OFFICIAL.search(plain(one.text)))
        fits = (one.text for one in said if len(sapo) < MOST and sum(map(len, sapo)) + len(one.text) < LIMIT)
        return (*sapo, *[text for text in fits if not any(_told(text, told) for told in sapo)][:1])
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-one.score, one.place)):
        if len(chosen) == MOST:
            break
        length = sum(len(one.text) + 1 for one in chosen) + len(candidate.text)
        if length > LIMIT and len(chosen) >= LEAST - (len(candidate.text) > LIMIT):
            continue
        if not any(_told(candidate.text, one.text) for one in chosen):
            chosen.append(candidate)
    return tuple(one.text for one in sorted(chosen, key=lambda one: one.place))


def _sapo(article: Article) -> tuple[str, ...]:
    """The paper's own summary, when it is two or three whole sentences that fit; else nothing."""
    found = tuple(sentence.strip() for sentence in paragraph_sentences(LEAD_IN.sub("", article.summary or "")))
    usable = LEAST <= len(found) <= MOST and sum(map(len, found)) <= LIMIT
    return (
        found
        if usable and not any(BOILERPLATE.search(plain(one)) or one[:1] in CRY or one.endswith((":", "?")) for one in found)
        else ()
    )


def _candidates(article: Article, surfaces: set[str]) -> list[Candidate]:
    sapo = paragraph_sentences(LEAD_IN.sub("", article.summary or ""))
    body = paragraph_sentences(LEAD_IN.sub("", article.body or ""))[:BODY_SENTENCES]
    title = set(syllables(article.title or ""))
    found: list[Candidate] = []
    for place, sentence in enumerate([*sapo, *body]):
        text = sentence.strip()
        low = plain(text)
        if _open(text) or len(text) < SHORTEST or BOILERPLATE.search(low) or text.endswith((":", "?")) or text[:1] in CRY:
            continue
        found.append(Candidate(text, place, _score(low, place, place < len(sapo), surfaces, title)))
    return found


def _open(text: str) -> bool:
    """Whether the sentence is cut out of a longer quotation: a mark opens that does not close."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _score(low: str, place: int, in_sapo: bool, surfaces: set[str], title: set[str]) -> float:
    """The sapo and the lead first; then the province named, figures, an authority speaking, the headline's words."""
    words = syllables(low)
    score = (1.6 if in_sapo else 0.8) - 0.12 * place
    score += 1.0 * any(surface in low for surface in surfaces)
    score += 0.5 * bool(FIGURE.search(low)) + 0.5 * bool(AUTHORITY.search(low))
    score += 1.5 * len(title & set(words)) / max(len(title), 1)
    score -= 1.0 * bool(FIRST_PERSON.search(low)) + 0.6 * (len(low) > 260) + 0.4 * (len(words) < 10)
    return score


def _told(sentence: str, other: str) -> bool:
    """Whether most of what a sentence says is in the other one already."""
    mine, theirs = set(syllables(sentence)), set(syllables(other))
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1) >= ALIKE
