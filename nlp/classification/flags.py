"""Two flags: "báo nêu" (the press raises something an authority should answer) and "tin nhanh" (leaders should know now).

In: an `Article`. Out: yes or no, with the sentence that shows it. Báo nêu is a model over the text; tin nhanh is rules.
"""

from __future__ import annotations

import re

from data.model import Article
from nlp.classification.tone import evidence, tone_chances
from nlp.features import cue_words as lexicon
from nlp.features import weights as models
from nlp.features.concepts import features_of
from nlp.features.vectors import plain

ISSUE_GROUPS = ("complaint", "wrongdoing", "official")
ISSUE, ISSUE_NOT_NEGATIVE = 0.5, 0.7  # an issue is nearly always negative news: elsewhere the model must be surer
# What happened and is not told as news of today: trials, drills, remembrance, prevention.
NOT_NOW = re.compile(
    r"(?<!\w)(?:diễn tập|tuyên truyền|phòng ngừa|phòng chống|phòng, chống|kỷ niệm|tưởng niệm|liệt sĩ|tri ân|xét xử|phiên tòa|"
    r"tuyên án|lãnh án|lĩnh án|hầu tòa|năm trước|cách đây|dự báo|ứng phó|tập huấn|truy điệu|hài cốt|cáo trạng|bồi thường|ra mắt|"
    r"khánh thành|kỹ thuật|điều trị|phẫu thuật|cứu sống|giả định)(?!\w)"
)
DEATHS = re.compile(
    r"(?<!\w)(?:tử vong|thiệt mạng|tử nạn|chết đuối|đuối nước|chết cháy|người chết|chết tại chỗ|bị sát hại|án mạng|giết người|"
    r"thi thể|thương vong|cuốn trôi|mất tích|đâm chết|chém chết|cùng chết|killed|deaths?|dead)(?!\w)"
)
FIRE = re.compile(
    r"(?<!\w)(?:bốc cháy|đám cháy|cháy lớn|hỏa hoạn|vụ cháy|cháy (?:kho|nhà|xưởng|chợ|quán|rừng|xe|tàu|công ty|cơ sở)|nổ lớn|"
    r"vụ nổ|phát nổ|khói đen bao|blaze|fire (?:breaks|broke|at))(?!\w)"
)
DISASTER = re.compile(
    r"(?<!\w)(?:lũ quét|vỡ đê|vỡ đập|sập cầu|sập nhà|sập giàn giáo|chìm tàu|chìm đò|lật thuyền|lật ca nô|lật tàu|"
    r"lốc xoáy|sạt lở (?:nghiêm trọng|đất|núi)|cô lập|ngập sâu|sơ tán khẩn cấp|di dời khẩn cấp|động đất mạnh|"
    r"rò rỉ hóa chất|tràn dầu)(?!\w)"
)
MISHAP = re.compile(
    r"(?<!\w)(?:tai nạn|va chạm|mất kiểm soát|mất phanh|lao xuống|lật xe|sập|chìm|đuối nước|nạn nhân|hỏa hoạn|cháy|nổ|lũ quét|"
    r"sạt lở|crash|accident)(?!\w)"
)
TOLL = re.compile(
    r"(?<!\w)(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|những|các|mỗi) (?:người|nạn nhân|"
    r"hành khách|công nhân|học sinh|cháu|em|bé)"
    r"(?: \w+){0,3} (?:tử vong|thiệt mạng|chết|tử nạn|mất tích)(?!\w)"
)
UNREST = re.compile(
    r"(?<!\w)(?:tụ tập đông người|bao vây|kéo đến trụ sở|kéo lên trụ sở|căng băng rôn|đình công|ngừng việc tập thể|biểu tình|"
    r"chặn xe|chặn đường|chống người thi hành công vụ|gây rối trật tự công cộng)(?!\w)"
)
ARREST = re.compile(r"(?<!\w)(?:bắt tạm giam|khởi tố|bắt giam|bị bắt|bắt khẩn cấp|khám xét)(?!\w)")
OFFICIAL = re.compile(
    r"(?<!\w)(?:chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc sở|phó giám đốc sở|cục trưởng|chi cục trưởng|trưởng phòng|"
    r"hiệu trưởng|cán bộ|chánh thanh tra|chánh văn phòng|trưởng ban|thẩm phán|kiểm sát viên|lãnh đạo)(?!\w)"
)
HAPPENINGS = (
    (FIRE, "cháy, nổ"),
    (DEATHS, "có người chết, mất tích"),
    (DISASTER, "thiên tai, sự cố"),
    (UNREST, "an ninh, trật tự"),
)


def issue(article: Article) -> tuple[bool, str]:
    """(whether the press raises an issue, the sentence that shows it; empty when it does not)."""
    chances = tone_chances(article)
    negative = max(chances, key=lambda name: (chances[name], name)) == "negative"
    found = issue_chance(article) >= (ISSUE if negative else ISSUE_NOT_NEGATIVE) and (negative or _raised(article))
    return found, evidence(article, ISSUE_GROUPS) if found else ""


def issue_chance(article: Article) -> float:
    """The chance, 0 to 1, that the press raises an issue here."""
    model = models.blend("issue")
    chances = model.chances(features_of(article), models.meaning())
    return chances["yes"]


def _raised(article: Article) -> bool:
    """True when headline or lead names a complaint or a wrong: what is not negative news and names none raises nothing."""
    lead = plain(article.summary) or plain(article.body)[:400]
    count = lexicon.tally(f"{plain(article.title)}. {lead}", "sign")
    return any(count[group] for group in ("complaint", "wrongdoing"))


def urgent(article: Article) -> tuple[bool, str]:
    """(whether leaders should know at once, why in Vietnamese; empty when they need not).

    Deaths, fire or explosion, disaster, unrest, or officials arrested, told in the headline or the lead as happening now; also a
    mishap there whose dead the body counts.
    """
    title = plain(article.title)
    lead = plain(article.summary) or plain(article.body)[:400]
    if NOT_NOW.search(title):
        return False, ""
    for pattern, label in HAPPENINGS:
        hit = pattern.search(title) or (None if NOT_NOW.search(lead) else pattern.search(lead))
        if hit:
            return True, f"{label}: “{hit.group()}”"
    grave = MISHAP.search(f"{title}. {lead}") and not NOT_NOW.search(lead) and TOLL.search(plain(article.body)[:1500])
    if grave:  # the event told from its edge: a witness, a hospital, the rescue
        return True, f"{HAPPENINGS[1][1]}: “{grave.group()}”"
    for text in (title, lead):
        caught, official = ARREST.search(text), OFFICIAL.search(text)
        if caught and official:
            return True, f"cán bộ bị bắt, khởi tố: “{official.group()}”, “{caught.group()}”"
    return False, ""
