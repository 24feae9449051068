"""Yonhap (Hàn Quốc): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Yonhap(NewsSpider):
    """Hãng thông tấn Yonhap (Hàn Quốc)."""

    name = "yonhap"
    label = "Yonhap (Hàn Quốc)"
    full_label = "Hãng thông tấn Yonhap (Hàn Quốc)"
    short = "Yonhap"
    owner_type = "nuoc-ngoai"
    home = "https://en.yna.co.kr/"
    lang = "en"
    country = "Hàn Quốc"
    hosts = ("en.yna.co.kr",)
    feeds = (
        "https://en.yna.co.kr/RSS/news.xml", "https://en.yna.co.kr/RSS/economy.xml", "https://en.yna.co.kr/RSS/national.xml",
        "https://en.yna.co.kr/RSS/business.xml",
    )  # fmt: skip
    news_sitemaps = ("https://en.yna.co.kr/news-sitemap.xml",)
    sections = ("https://en.yna.co.kr/news", "https://en.yna.co.kr/economy/index")
    family = "yonhap"
    article_pattern = r"^/view/(?P<number>AEN\d{14,20})$"
    skip_pattern = r"^/(?:photo|video)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="C", family="C")
    sources = stated({"public list of feeds and sitemaps, 10/2026": "feeds"})
    note = "Giờ Hàn Quốc (+09:00); chưa kiểm chứng trên trang thật."
