"""Báo Thế giới và Việt Nam: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoQuocTe(NewsSpider):
    """Báo Thế giới và Việt Nam (Bộ Ngoại giao)."""

    name = "baoquocte"
    label = "Báo Thế giới và Việt Nam"
    full_label = "Báo Thế giới và Việt Nam (Bộ Ngoại giao)"
    short = "Thế giới và Việt Nam"
    owner_type = "bo-nganh"
    home = "https://baoquocte.vn/"
    hosts = ("baoquocte.vn",)
    feeds = ("https://baoquocte.vn/rss_feed/",)
    news_sitemaps = ("https://baoquocte.vn/google-news-sitemap.xml",)
    sections = ("https://baoquocte.vn/thoi-su", "https://baoquocte.vn/kinh-te", "https://baoquocte.vn/xa-hoi")
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{5,8})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|podcast|chu-de|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="B")
    sources = stated({"notes of HTTP answers in a public repository, 07/2026": "feeds"})
