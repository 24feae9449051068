"""What a headline and a lead are about, in notions that Vietnamese and English share.

In: a lower-case NFC text, or an article. Out: the set of its notions ("fire", "lychee"), and an article's features for the
models. One row, one notion: a small bilingual lexicon of news nouns, own compilation. Articles in two languages are compared by
these and by names, never by words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.article import Article
from nlp.vectors import Features, features

NOTIONS: Mapping[str, tuple[str, str]] = {
    "lychee": (r"lychees?|litchis?", "vải thiều|vải sớm|trái vải|quả vải|vườn vải|vụ vải|vải"),
    "longan": (r"longans?", "nhãn lồng|trái nhãn|quả nhãn|nhãn muộn"),
    "rice": (r"rice|paddy", "lúa|gạo"),
    "fruit": (r"fruits?", "trái cây|hoa quả|cây ăn quả"),
    "vegetable": (r"vegetables?|carrots?", "rau|cà rốt|rau màu"),
    "livestock": (r"pigs?|swine|cattle|poultry", "đàn lợn|con lợn|dịch tả lợn|gia súc|gia cầm|đàn bò"),
    "farmer": (r"farmers?|growers?", "nông dân|nhà vườn"),
    "harvest": (r"harvest\w*|crops?", "thu hoạch|vụ mùa|mùa vụ|vào vụ"),
    "export": (r"exports?|exported|exporting|shipments?|overseas", "xuất khẩu|lô hàng|sang thị trường"),
    "japan": (r"japan|japanese", "nhật bản|sang nhật"),
    "china": (r"china|chinese", "trung quốc"),
    "korea": (r"korean?|s\. korean?|south korea", "hàn quốc"),
    "america": (r"u\.?s\.?|america\w*|united states", "hoa kỳ|thị trường mỹ|sang mỹ"),
    "quarantine": (r"quarantine|inspect(?:ed|ion|ors?)|fumigat\w+", "kiểm dịch|khử trùng"),
    "fire": (r"fires?|blaze", "cháy|hỏa hoạn"),
    "explosion": (r"explosions?|blasts?", "vụ nổ|phát nổ|nổ lớn"),
    "warehouse": (r"warehouses?", "kho|nhà kho"),
    "plastic": (r"plastics?", "nhựa|hạt nhựa"),
    "drowning": (r"drown\w*", "đuối nước|chết đuối"),
    "accident": (r"accidents?|crash\w*|collision", "tai nạn|va chạm|tông"),
    "flood": (r"floods?|flooding", "lũ|ngập|mưa lũ"),
    "storm": (r"storms?|typhoons?", "bão|áp thấp"),
    "landslide": (r"landslides?", "sạt lở"),
    "pollution": (r"pollut\w+|wastewater|waste", "ô nhiễm|nước thải|xả thải|đổi màu|bốc mùi|màu lạ|nguồn xả"),
    "canal": (r"canals?|ditch\w*", "mương|kênh"),
    "dyke": (r"dykes?|dikes?", "đê|đường đê"),
    "lorry": (r"trucks?|lorr(?:y|ies)", "xe tải|xe chở|xe ben|xe chở cát"),
    "factory": (r"factor(?:y|ies)|plants?", "nhà máy|nhà xưởng|xưởng"),
    "investment": (r"invest\w*", "đầu tư"),
    "industrial-park": (r"industrial (?:parks?|zones?|clusters?)", "khu công nghiệp|cụm công nghiệp"),
    "licence": (r"licen[cs]\w+|certificates?", "cấp phép|giấy chứng nhận|chứng nhận đầu tư"),
    "expand": (r"expan\w+", "mở rộng"),
    "car": (r"autos?|cars?|automotive", "ô tô|ôtô"),
    "school": (r"schools?|students?|pupils?", "học sinh|trường học|thí sinh"),
    "exam": (r"exams?", "kỳ thi|thi vào|lịch thi|lớp 10|thi tốt nghiệp"),
    "hospital": (r"hospitals?|doctors?", "bệnh viện|bác sĩ"),
    "tourist": (r"touris\w+|visitors?", "du lịch|du khách|khách tham quan|đón khách"),
    "relic": (r"relics?|temples?|pagodas?|heritage", "di tích|chùa|đền|di sản"),
    "festival": (r"festivals?", "lễ hội"),
    "murder": (r"murder\w*|stabb\w+", "án mạng|giết người|sát hại|đâm chết"),
    "fraud": (r"frauds?|scams?", "lừa đảo"),
    "drugs": (r"drugs?|heroin|narcotics?", "ma túy"),
    "theft": (r"thefts?|thie(?:f|ves)|stolen|steal\w*|robber\w*", "trộm|trộm cắp|cướp"),
    "motorbike": (r"motorbikes?|motorcycles?", "xe máy"),
    "road-repair": (r"resurfac\w+|road repairs?", "sửa mặt đường|sửa đường|thảm nhựa|nâng cấp đường"),
    "bridge": (r"bridges?", "cầu"),
    "land": (r"land (?:plots?|clearance|use)", "đất đai|thu hồi đất|giải phóng mặt bằng|quy hoạch"),
    "congress": (r"party congress\w*", "đại hội đảng|đại hội đảng bộ|đại hội điểm"),
    "covid": (r"covid(?:-19)?|coronavirus", "covid|sars-cov-2"),
}

# What one province has once at a time: within days, two articles of one office about it are about the same thing.
SINGULAR = frozenset({"lychee", "longan", "exam", "storm"})


def notions(text: str, english: bool) -> frozenset[str]:
    """The notions of a lower-case text with modern tone placement."""
    return frozenset(name for name, pattern in _patterns(english) if pattern.search(text))


def gloss(text: str) -> str:
    """The notions of an English text as Vietnamese words, in the order of their first places; what the models can read."""
    low = text.lower()
    hits = [(match.start(), name) for name, pattern in _patterns(True) if (match := pattern.search(low))]
    return " ".join(NOTIONS[name][1].partition("|")[0] for _, name in sorted(hits))


def features_of(article: Article) -> Features:
    """The features of an article; one written in English is read through `gloss`, for the models know Vietnamese only."""
    fields = [article.field(name) for name in ("title", "summary", "body")]
    if (article.lang or "vi").startswith("en"):
        fields = [gloss(field) for field in fields]
    return features(*fields)


@cache
def _patterns(english: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = NOTIONS.items()
    return tuple((name, re.compile(rf"(?<!\w)(?:{left if english else right})(?!\w)")) for name, (left, right) in pairs)
