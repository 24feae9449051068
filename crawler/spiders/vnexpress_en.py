"""Báo điện tử VnExpress, bản tiếng Anh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnExpressInternational(NewsSpider):
    """Báo điện tử VnExpress, bản tiếng Anh."""

    name = "vnexpress-en"
    label = "Báo điện tử VnExpress, bản tiếng Anh"
    short = "VnExpress International"
    owner_type = "bo-nganh"
    home = "https://e.vnexpress.net/"
    lang = "en"
    hosts = ("e.vnexpress.net",)
    feeds = ("https://e.vnexpress.net/rss/news.rss", "https://e.vnexpress.net/rss/business.rss")
    news_sitemaps = ("https://e.vnexpress.net/google-news-sitemap.xml",)
    sections = (
        "https://e.vnexpress.net/news/latest", "https://e.vnexpress.net/news/business", "https://e.vnexpress.net/news/news",
    )  # fmt: skip
    family = "vnexpress"
    article_pattern = r"-(?P<number>\d{7})\.html$"
    skip_pattern = r"^/(?:video|photo|infographics)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="A", article_pattern="A", family="B")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
