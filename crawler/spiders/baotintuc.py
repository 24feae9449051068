"""Báo Tin tức (TTXVN): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoTinTuc(NewsSpider):
    """Báo Tin tức (TTXVN)."""

    name = "baotintuc"
    label = "Báo Tin tức (TTXVN)"
    short = "Tin tức"
    owner_type = "trung-uong"
    home = "https://baotintuc.vn/"
    hosts = ("baotintuc.vn",)
    feeds = (
        "https://baotintuc.vn/tin-moi-nhat.rss", "https://baotintuc.vn/thoi-su.rss", "https://baotintuc.vn/the-gioi.rss",
        "https://baotintuc.vn/kinh-te.rss", "https://baotintuc.vn/xa-hoi.rss", "https://baotintuc.vn/phap-luat.rss",
        "https://baotintuc.vn/giao-duc.rss", "https://baotintuc.vn/van-hoa.rss", "https://baotintuc.vn/the-thao.rss",
    )  # fmt: skip
    news_sitemaps = ("https://baotintuc.vn/google-news-sitemap.xml",)
    sections = (
        "https://baotintuc.vn/thoi-su.htm", "https://baotintuc.vn/xa-hoi.htm", "https://baotintuc.vn/kinh-te.htm",
        "https://baotintuc.vn/phap-luat.htm",
    )  # fmt: skip
    family = "baotintuc"
    article_pattern = r"-(?P<number>20\d{12,15})\.htm$"
    skip_pattern = r"^/(?:video|infographics|dong-su-kien|tags)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="A", family="A")
    note = "Tên tác giả trong JSON-LD viết liền với TTXVN."
