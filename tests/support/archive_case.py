"""What the archive's tests share: a moment, an office's outlets and a builder for invented articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.model import Article, Mention, Outlet
from data.text.urls import article_id

NOW = datetime(2020, 6, 1, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
TUOI_TRE = Outlet(
    name="tuoitre",
    label="Báo Tuổi Trẻ",
    full_label="Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)",
    short="Tuổi Trẻ",
    owner_type="dia-phuong",
    home="https://tuoitre.vn/",
)


def after(hours: float) -> datetime:
    """A moment so many hours after NOW."""
    return NOW + timedelta(hours=hours)


def article(number: int = 1, **fields: object) -> Article:
    """An invented article of an outlet, as the crawler hands it over."""
    url = f"https://tuoitre.vn/bai-so-{number}.htm"
    return Article(
        id=article_id("tuoitre", url, str(number)),
        url=url,
        outlet="tuoitre",
        found_at=NOW,
        found_in="https://tuoitre.vn/rss",
        title=f"Tiêu đề số {number}",
        summary="Một đoạn mở đầu.",
        body="Đoạn một.\nĐoạn hai.",
        published_at=NOW,
        date_from="jsonld",
        lang="vi",
    ).with_(**fields)


def judged(number: int = 1, **fields: object) -> Article:
    """An invented article with a judgement."""
    mention = Mention(place="hai-duong", kind="province", field="title", start=0, end=9, surface="Hải Dương")
    return (
        article(number)
        .with_(
            relevance="subject",
            score=0.9,
            reasons=("tên tỉnh ở tiêu đề",),
            topic="y-te",
            topics=("y-te",),
            tone="neutral",
            issue=False,
            urgent=False,
            mentions=(mention,),
            places=("huyện Kim Thành",),
            sentences=("Một đoạn mở đầu.",),
        )
        .with_(**fields)
    )
