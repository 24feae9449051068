"""Báo điện tử Dân trí: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DanTri(NewsSpider):
    """Báo điện tử Dân trí."""

    name = "dantri"
    label = "Báo điện tử Dân trí"
    short = "Dân trí"
    owner_type = "doan-the"
    home = "https://dantri.com.vn/"
    hosts = ("dantri.com.vn",)
    feeds = (
        "https://dantri.com.vn/rss/home.rss", "https://dantri.com.vn/rss/tin-moi-nhat.rss",
        "https://dantri.com.vn/rss/xa-hoi.rss", "https://dantri.com.vn/rss/the-gioi.rss",
        "https://dantri.com.vn/rss/kinh-doanh.rss", "https://dantri.com.vn/rss/the-thao.rss",
        "https://dantri.com.vn/rss/giao-duc.rss", "https://dantri.com.vn/rss/suc-khoe.rss",
        "https://dantri.com.vn/rss/du-lich.rss", "https://dantri.com.vn/rss/bat-dong-san.rss",
        "https://dantri.com.vn/rss/phap-luat.rss",
    )  # fmt: skip
    news_sitemaps = ("https://dantri.com.vn/google-news-sitemap.xml", "https://dantri.com.vn/sitemaps/articles.xml")
    sections = (
        "https://dantri.com.vn/xa-hoi.htm", "https://dantri.com.vn/phap-luat.htm", "https://dantri.com.vn/kinh-doanh.htm",
        "https://dantri.com.vn/suc-khoe.htm",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>20\d{12,15})\.html?$"
    skip_pattern = r"^/(?:video|tac-gia|su-kien|podcast)/"
    selectors = stated(
        title="h1[data-slot=title]", summary="h2[data-slot=sapo]", body="[data-slot=content]", date="article time[datetime]",
        drop=".article-business",
    )  # fmt: skip
    confidence = stated(feeds="A", news_sitemaps="B", sections="A", article_pattern="A", selectors="A")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "feeds", "public list of feeds and sitemaps, 2026": "news_sitemaps"})
    note = "Giao diện đổi năm 2025-2026; sapo nằm ngoài thân bài."
