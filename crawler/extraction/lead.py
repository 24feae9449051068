"""Sapo and headline without the marks that a paper puts around them.

In: a tidy line and the outlet's facts. Out: the line without "(Dân trí) - ", "TTO - ", "VOV.VN - " and their like in front, or
without " - Tuổi Trẻ Online" behind a title.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from functools import cache
from itertools import pairwise
from typing import cast

from crawler.outlet import OutletFacts
from data.text import compare_key, tidy

# Signatures of papers seen in front of a sapo; a place ("Hà Nội - ") is not one and stays.
SIGNS = (
    r"Dân trí|NLĐO|NLĐ|NLDO|Chinhphu\.vn|VGP News|VGP|TTO|TT|TPO|TP|TNO|TN|VOV\.VN|VOV|PLO|PLVN|SGGPO|SGGP"
    r"|NDO|NDĐT|Vietnam\+|VietnamPlus|TTXVN|ĐTCK|KTĐT|Kinhtedothi|VTC News|VTC|CAND|ANTĐ|QĐND Online|QĐND"
    r"|QĐNDVN|BNEWS|Bnews|Baotintuc\.vn|Báo Tin tức|LĐO|LĐ|Báo Giao thông|Baodautu\.vn|VnEconomy|VNE"
    r"|Tổ Quốc|Congthuong\.vn|HDO|BHD|Soha|CafeF|Kênh 14|Kenh14\.vn|Zing|Znews|Yonhap|VNA|VNS|SKĐS"
    r"|suckhoedoisong\.vn"
)
PREFIX = re.compile(rf"^(?:[(\[]\s*(?:{SIGNS})\s*[)\]]\s*[-–—:.]*|(?:{SIGNS})\s*[-–—]+|(?:BNEWS|VOV\.VN)\s+)\s*(?=\S)", re.I)
CASED = frozenset(("tt", "tp", "tn", "lđ", "vtc", "zing", "soha", "tổ quốc"))  # in small letters they are other words


def without_prefix(text: str, facts: type[OutletFacts] | None = None) -> str:
    """`text` without the paper's signature in front of it."""
    line = tidy(text)
    match = PREFIX.match(line)
    if match and _meant(match[0]):
        line = line[match.end() :]
    if facts is not None:
        for pattern in _signatures(cast("Hashable", facts)):
            own_sign = pattern.match(line)
            line = line[own_sign.end() :] if own_sign else line
    return line


@cache
def _signatures(facts: type[OutletFacts]) -> tuple[re.Pattern[str], ...]:
    """How an outlet signs its own sapo."""
    names = "|".join(re.escape(name) for name in {facts.short, facts.label, *facts.hosts} if name)
    patterns = [rf"[(\[]\s*(?:{names})\s*[)\]]\s*[-–—:]*\s*", rf"(?:{names})\s+[-–—]+\s*"] if names else []
    patterns += [facts.summary_prefix] if facts.summary_prefix else []
    return tuple(re.compile(rf"(?:{pattern})(?=\S)", re.I) for pattern in patterns)


CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
NO_SUMMARY = frozenset(("undefined", "null", "none", "nan", "n/a", "[object object]", "description", "sapo", "false", "true"))
FRAGMENT, DESCRIPTION = 30, 40  # characters: a shorter sapo beside a longer description is a label
SENTENCE_ENDS = (".", "!", "?", "”", '"')
WORD = re.compile(r"\w+")
ALIKE = 0.5  # of the shorter one's words: two headlines of one article


def plain_summary(text: str) -> str:
    """A sapo as plain words: left-over tags out, the related headlines that ">>" leads out, placeholders empty."""
    line = tidy(TAG.sub(" ", text)) if "<" in text else tidy(text)
    line = CALL_TAIL.sub("", RELATED_TAIL.sub("", line)).rstrip()
    return "" if line.casefold() in NO_SUMMARY or not WORD.search(line) else line


TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
RELATED_TAIL = re.compile(r"\s*(?:>>+|»|►|▶|☛|=>|->\s)\s*\S.*$")


CALL_TAIL = re.compile(
    r"(?<=[.!?…”\"»)])\s*(?:(?:xem|đọc) (?:thêm|tiếp)|mời (?:bạn (?:đọc )?|quý vị |độc giả )?(?:xem|đọc)(?: thêm)?"
    r"|(?:tin|bài)(?: bài)? (?:liên quan|cùng chuyên mục)|cùng chuyên mục|see also|read more"
    r"|related(?: news| stories| articles)?)\s*:.*$",
    re.I,
)  # headlines of other articles, behind a finished sentence
SITE_WORDS = re.compile(
    r"tin tức|tin (?:nhanh|nóng|mới)\b|đọc báo|báo điện tử|trang (?:thông )?tin|cơ quan ngôn luận|cổng thông tin|kênh thông tin"
    r"|breaking news|latest news|news website",
    re.I,
)  # what a site says of itself
PRAISE = re.compile(r"điện tử|mới nhất|nhanh nhất|trong ngày|cập nhật|24/?[h7]|24 giờ|liên tục|chính thức|official", re.I)
SLOGAN_LONGEST = 300  # characters


def is_slogan(text: str, title: str) -> bool:
    """True for a description of the site, which some templates print for every article: no two words of it are the title's."""
    if len(text) > SLOGAN_LONGEST or len(SITE_WORDS.findall(text)) < 2 or PRAISE.search(text) is None:
        return False
    return not _pairs(text) & _pairs(title)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = WORD.findall(compare_key(text))
    return set(pairwise(words))


def is_cut(text: str) -> bool:
    """True for a text that breaks off in an ellipsis."""
    return CUT_OFF.search(text) is not None


def is_complete_sapo(shown: str) -> bool:
    """True for a sapo that needs no look at the description: long enough, and it ends as sentences end."""
    return len(shown) >= FRAGMENT and shown.endswith(SENTENCE_ENDS) and not is_cut(shown)


def is_fragment(shown: str, whole: str) -> bool:
    """True for a shown sapo that is but a label, or the beginning of the description."""
    if len(shown) >= len(whole):
        return False
    is_label = len(shown) < FRAGMENT and len(whole) >= DESCRIPTION
    if is_label or (len(shown) * 2 < len(whole) and not shown.endswith(SENTENCE_ENDS)):
        return True
    key, beginning = compare_key(whole), compare_key(CUT_OFF.sub("", shown))
    begins = key.startswith(beginning) and len(beginning) < len(key) - 1
    return begins and (is_cut(shown) or not shown.endswith(SENTENCE_ENDS))


def share_words(one_text: str, other: str) -> bool:
    """Whether two headlines are of one article: half of the shorter one's words stand in the other."""
    first, second = (set(WORD.findall(compare_key(text))) for text in (one_text, other))
    return bool(first and second) and len(first & second) >= ALIKE * min(len(first), len(second))


def _meant(sign: str) -> bool:
    word = re.sub(r"[^\w. ]", "", sign).strip()
    return word.lower() not in CASED or word[:1].isupper()


def clean_title(title: str, own_names: Iterable[str]) -> str:
    """A title of meta or title element without the site's name (and section names before it) behind " - " or " | "."""
    names = {compare_key(name) for name in own_names if name}
    parts = re.split(r"\s+[-–|]\s+", tidy(title))
    for count in range(len(parts) - 1, 0, -1):
        last = compare_key(parts[count])
        if any(name in last for name in names) or re.search(r"\.(?:vn|com|net)\b|online$", last):
            parts = parts[:count]
    return " - ".join(parts)
