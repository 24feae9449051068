"""The closed lists of an article's labels.

In: nothing. Out: slug to Vietnamese label, in the order of the edition.
"""

from __future__ import annotations

from data.text import slug

OWNER_TYPES: dict[str, str] = {
    "trung-uong": "Trung ương",
    "bo-nganh": "Bộ, ngành",
    "doan-the": "Đoàn thể, hội",
    "dia-phuong": "Địa phương khác",
    "cua-tinh": "Báo, đài của tỉnh",
    "tap-chi": "Tạp chí",
    "tong-hop": "Trang tổng hợp",
    "nuoc-ngoai": "Nước ngoài",
}
TOPICS: dict[str, str] = {
    "chinh-tri": "Chính trị, xây dựng Đảng",
    "kinh-te": "Kinh tế",
    "nong-nghiep": "Nông nghiệp",
    "dat-dai-do-thi": "Đất đai, đô thị",
    "moi-truong-thien-tai": "Môi trường, thiên tai",
    "y-te": "Y tế",
    "giao-duc": "Giáo dục",
    "van-hoa-du-lich": "Văn hóa, du lịch",
    "the-thao": "Thể thao",
    "phap-luat": "Pháp luật, trật tự",
    "giao-thong": "Giao thông",
    "an-sinh": "An sinh xã hội",
}
TONES: dict[str, str] = {"positive": "Tích cực", "neutral": "Trung tính", "negative": "Tiêu cực"}
VERDICTS: tuple[str, ...] = ("subject", "passing", "namesake", "absent")
KINDS: tuple[str, ...] = ("article", "video", "photo", "live", "listing")
DATE_SOURCES: tuple[str, ...] = ("jsonld", "meta", "page", "feed", "url", "none")


def topic_slug(name: str) -> str:
    """A field's slug, also from its Vietnamese label; another name comes back as a slug that is none of TOPICS."""
    labels = {slug(label): topic for topic, label in TOPICS.items()}
    return labels.get(slug(name), slug(name))
