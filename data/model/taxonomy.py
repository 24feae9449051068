"""The closed lists of an article's labels.

In: topics.toml. Out: slug to Vietnamese label, in the order of the edition.
"""

from __future__ import annotations

from data.model.topics import shipped_topics
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
    "chua-kiem-chung": "Chưa kiểm chứng",
}
TOPICS: dict[str, str] = {slug: topic.label for slug, topic in shipped_topics().items()}
TONES: dict[str, str] = {"positive": "Tích cực", "neutral": "Trung tính", "negative": "Tiêu cực"}
VERDICTS: tuple[str, ...] = ("subject", "passing", "namesake", "absent")
KINDS: tuple[str, ...] = ("article", "video", "photo", "live", "listing")
DATE_SOURCES: tuple[str, ...] = ("jsonld", "meta", "page", "feed", "url", "none")


def topic_slug(name: str) -> str:
    """A field's slug, also from its Vietnamese label; another name comes back as a slug that is none of TOPICS."""
    labels = {slug(label): topic for topic, label in TOPICS.items()}
    return labels.get(slug(name), slug(name))
