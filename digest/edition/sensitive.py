"""Find stories a person should see first: leaders named in bad news, minors, accused persons.

In: a story, its articles. Out: its sensitive kinds, of those the office holds. A sign in the text is enough: a story held without
need costs a look, one that is missed may cost a person's good name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from data.model import Article
from data.text import nfc
from digest.model import EditionStory

SENSITIVE_KINDS = {
    "leaders": "lãnh đạo tỉnh được nêu tên",
    "minors": "người chưa thành niên",
    "accused": "người bị nghi, bị cáo buộc",
}
NAME = r"(?:\s+(?:[A-ZĐÀ-Ỹ][\wà-ỹ]*)){2,}"
SIGNS = {
    "leaders": re.compile(
        r"(?:[Bb]í thư (?:[Tt]hường trực )?[Tt]ỉnh ủy|[Cc]hủ tịch (?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) tỉnh)"
        r"(?:\s+[A-ZĐÀ-Ỹ][\wà-ỹ]*){2,}|"
        rf"(?:ông|bà){NAME}[^.;]{{0,40}}(?:[Bb]í thư (?:[Tt]hường trực )?[Tt]ỉnh ủy|[Cc]hủ tịch (?:UBND|HĐND) tỉnh)"
    ),
    "minors": re.compile(
        r"\b(?:bé (?:gái|trai)|cháu (?:bé|gái|trai)|nữ sinh lớp|nam sinh lớp|học sinh lớp \d+|trẻ vị thành niên|"
        r"người chưa thành niên|(?:1[0-7]|[1-9]) tuổi)\b",
        re.IGNORECASE,
    ),
    "accused": re.compile(
        r"\b(?:bị can|bị cáo|nghi phạm|bị khởi tố|khởi tố bị can|bắt tạm giam|tạm giữ hình sự|đối tượng)\b", re.IGNORECASE
    ),
}


def find_sensitive_kinds(story: EditionStory, articles: Sequence[Article], wanted: Collection[str]) -> list[str]:
    """Find the wanted kinds that an issue or a negative story is of; other stories are never held."""
    return find_sensitive_signs(articles, wanted) if wanted and (story.issue or story.tone == "negative") else []


def find_sensitive_signs(articles: Sequence[Article], wanted: Collection[str]) -> list[str]:
    """Find the wanted kinds that these articles show signs of, whatever their tone."""
    texts = [nfc("\n".join(filter(None, (article.title, article.summary, article.body)))) for article in articles]
    return [kind for kind in SENSITIVE_KINDS if kind in wanted and any(SIGNS[kind].search(text) for text in texts)]
