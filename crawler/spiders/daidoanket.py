"""Báo Đại Đoàn Kết: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DaiDoanKet(NewsSpider):
    """Báo Đại Đoàn Kết (Mặt trận Tổ quốc Việt Nam)."""

    name = "daidoanket"
    label = "Báo Đại Đoàn Kết"
    full_label = "Báo Đại Đoàn Kết (Mặt trận Tổ quốc Việt Nam)"
    short = "Đại Đoàn Kết"
    owner_type = "doan-the"
    home = "https://daidoanket.vn/"
    hosts = ("daidoanket.vn",)
    feeds = (
        "https://daidoanket.vn/rss/chuyen-muc/phap-luat/feed.xml", "https://daidoanket.vn/rss/chuyen-muc/xa-hoi/feed.xml",
        "https://daidoanket.vn/rss/chuyen-muc/ban-doc/feed.xml", "https://daidoanket.vn/rss/chuyen-muc/do-thi/feed.xml",
    )  # fmt: skip
    news_sitemaps = ("https://daidoanket.vn/sitemap-news.xml",)
    sections = ("https://daidoanket.vn/chinh-tri", "https://daidoanket.vn/xa-hoi", "https://daidoanket.vn/mat-tran")
    family = "own"
    article_pattern = r"-(?P<number>\d{6,9})\.html$|^/[a-z0-9-]{20,}\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B", news_sitemaps="C")
    sources = stated({
        "recorded article, 2026": "article_pattern", "public list of feeds and sitemaps, 2026": "feeds",
        "public list of feeds and sitemaps, 2025": "news_sitemaps",
    })  # fmt: skip
