"""Whose names are kept: suspects and minors are no persons of interest, so their names are not indexed.

In: a judged article. Out: the same without the names of persons that its text speaks of as suspected, accused or under age
anywhere. When in doubt a name goes: a missing one costs a search, a kept one may cost a person's good name. Officials named in
the same sentence (who investigate, judge, defend or comment) stay. An article whose text has expired keeps no names at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from data.model import Article, Name
from data.text import nfc

SUSPECTED = re.compile(
    r"(?<!\w)(?:bị can|bị cáo|nghi phạm|nghi can|đối tượng|can phạm|phạm nhân|hung thủ|kẻ (?:gian|trộm|cướp|xấu)|thủ phạm|"
    r"khởi tố|bắt (?:giữ|giam|tạm giam|khẩn cấp|quả tang|được)|bị bắt|tạm giữ|tạm giam|truy nã|truy tố|đầu thú|tự thú|"
    r"về (?:tội|hành vi)|lĩnh án|tuyên phạt|tử hình|chung thân|năm tù|tháng tù|suspects?|accused|arrested|charged with)(?!\w)",
    re.IGNORECASE,
)
CHILD_BEFORE = re.compile(
    r"(?<!\w)(?:(?:bé|cháu|em)(?: bé| gái| trai)?|(?:nữ|nam) sinh(?: lớp \d+)?|học sinh(?: lớp \d+\w*)?|trẻ(?: em)?|"
    r"thiếu niên)\s+$",
    re.IGNORECASE,
)
CHILD_AGE = re.compile(r"^\s*[(,]?\s*(?:(?:mới|chưa)\s+)?(?:1[0-7]|[1-9])\s+(?:tuổi|tháng tuổi)(?!\w)", re.IGNORECASE)
OFFICIAL_BEFORE = re.compile(
    r"(?<!\w)(?:(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy)|thẩm phán|luật sư|kiểm sát viên|điều tra viên|phóng viên|bác sĩ|"
    r"(?:phó )?(?:chủ tịch|bí thư|giám đốc|trưởng (?:công an|phòng|ban)|chánh án|viện trưởng|hiệu trưởng))"
    r"(?!\w)([^.;:!?]{0,80})$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


def redact_names(article: Article) -> Article:
    """The article as the archive may keep it."""
    return replace(article, names=of_interest(article.names, article) if article.body else ())


def of_interest(names: Iterable[Name], article: Article) -> tuple[Name, ...]:
    """The names that may be indexed, in order."""
    text = nfc("\n".join(article.field(name) for name in ("title", "summary", "body")))
    sentences = _SENTENCE.split(text)
    return tuple(name for name in names if name.type != "person" or not any(_at_risk(name.text, one) for one in sentences))


def _at_risk(name: str, sentence: str) -> bool:
    """True where a sentence speaks of this person as suspected or under age."""
    for found in re.finditer(rf"(?<!\w){re.escape(nfc(name))}(?!\w)", sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if CHILD_BEFORE.search(before) or CHILD_AGE.search(after):
            return True
        official = OFFICIAL_BEFORE.search(before)
        if SUSPECTED.search(sentence) and (official is None or SUSPECTED.search(official[1])):
            return True
    return False
