"""The field of an article: one of the digest's twelve, and the others it also touches.

In: an `Article` with title, sapo, body and, where the page gave it, the outlet's own section. Out: (main slug, all slugs).
A linear model over the text gives each field's chance; the outlet's section is one more vote; building fires are public order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.model import Article
from data.text import fold
from nlp.classification import english
from nlp.features import weights as models
from nlp.features.concepts import features_of
from nlp.features.vectors import plain

# The outlets' section names, folded; a name that covers many fields ("thoi su", "xa hoi") says nothing and is not here.
SECTIONS: Mapping[str, str] = {
    "chinh-tri": r"chinh tri|xay dung dang|bau cu|quoc phong|doi ngoai",
    "kinh-te": (
        r"kinh te|kinh doanh|tai chinh|doanh nghiep|dau tu|thi truong|cong thuong|chung khoan|ngan hang|"
        r"nang luong|economy|business"
    ),
    "nong-nghiep": r"nong nghiep|nong thon|thuy san|nong san|agriculture",
    "dat-dai-do-thi": r"bat dong san|do thi|dat dai|quy hoach|xay dung(?! dang)|nha dat",
    "moi-truong-thien-tai": r"moi truong|khi hau|thien tai|thoi tiet|environment",
    "y-te": r"y te|suc khoe|an toan thuc pham|health",
    "giao-duc": r"giao duc|khoa hoc|cong nghe|tuyen sinh|khuyen hoc|education|science|tech",
    "van-hoa-du-lich": r"van hoa|du lich|giai tri|di san|culture|travel",
    "the-thao": r"the thao|bong da|sports?",
    "phap-luat": r"phap luat|phap dinh|an ninh|hinh su|ban tin 113",
    "giao-thong": r"giao thong|oto|xe",
    "an-sinh": r"an sinh|lao dong|viec lam|nhan ai|tam long|doi song|nhip song tre|thien nguyen",
}
SECTION_VOTE = 1.2  # in units of the model's score, where 2 is one spread of the scores: strong, but the text can outvote it
BROAD_VOTE, BROAD = 0.5, frozenset({"kinh-te", "an-sinh"})  # "Kinh doanh" and "Đời sống" print news of every field
ENGLISH_VOTE = 8.0  # an English article: its own words decide, its gloss only helps
SECOND_CHANCE = 0.25  # a second field is named when its chance is at least this
BUILDING_FIRE = re.compile(
    r"(?:cháy|hỏa hoạn)[^.!?]{0,60}(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|phòng trọ|chung cư|siêu thị)(?!\w)|"
    r"(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|chung cư|siêu thị)(?!\w)[^.!?]{0,60}(?:bốc cháy|hỏa hoạn|đám cháy)|"
    r"(?:khói|lửa) [^.!?]{0,25}(?:bao trùm|bao phủ|thiêu rụi) [^.!?]{0,12}(?:kho|xưởng|nhà|chợ)(?!\w)"
)
NOT_BUILDING = re.compile(r"(?<!\w)(?:cháy rừng|rừng|xe khách|xe tải|ô tô|ôtô|xe máy|tàu|diễn tập|tuyên truyền|phòng cháy)(?!\w)")
FIRE_REPORT = re.compile(r"đám cháy|vụ cháy|phát hỏa|bốc cháy|hỏa hoạn|cảnh sát phòng cháy|dập tắt|khống chế")


def topic(article: Article) -> tuple[str, tuple[str, ...]]:
    """The main field, and all fields that the article clearly touches (the main one first, at most three)."""
    chances = topic_chances(article)
    order = sorted(chances, key=lambda slug: (-chances[slug], slug))
    main = "phap-luat" if building_fire(article) else order[0]
    others = [slug for slug in order[:3] if slug != main and chances[slug] >= SECOND_CHANCE]
    return main, (main, *others[:2])


def topic_chances(article: Article) -> dict[str, float]:
    """The chance of each of the twelve fields, the outlet's section included as a vote."""
    model = models.blend("topic")
    scores = model.scores(features_of(article), models.meaning())
    if english.is_english(article):
        scores = scores * english.GLOSSED
        for slug, share in english.fields(article).items():
            scores[model.labels.index(slug)] += ENGLISH_VOTE * share
    voted = section_topic(article.section)
    if voted:
        scores = scores.copy()
        scores[model.labels.index(voted)] += BROAD_VOTE if voted in BROAD else SECTION_VOTE
    return model.chances_from(scores)


def section_topic(section: str | None) -> str | None:
    """The field that the outlet's section names, or None when it names several or none."""
    if not section:
        return None
    name = fold(section)
    hit = [slug for slug, pattern in SECTIONS.items() if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", name)]
    return hit[0] if len(hit) == 1 else None


def building_fire(article: Article) -> bool:
    """A fire in a building, which the digest lists under public order (a burning vehicle is traffic, a forest environment)."""
    title = plain(article.title)
    if NOT_BUILDING.search(title):
        return False
    lead = f"{plain(article.summary)} {plain(article.body)[:500]}"
    if BUILDING_FIRE.search(title):
        return bool(FIRE_REPORT.search(f"{title}. {lead}"))
    return "cháy" in title and bool(BUILDING_FIRE.search(lead)) and not NOT_BUILDING.search(lead)
