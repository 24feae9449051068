"""Soha: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Soha(NewsSpider):
    """Soha."""

    name = "soha"
    label = "Soha"
    short = "Soha"
    owner_type = "tong-hop"
    home = "https://soha.vn/"
    hosts = ("soha.vn",)
    feeds = (
        "https://soha.vn/rss/home.rss", "https://soha.vn/rss/thoi-su-xa-hoi.rss", "https://soha.vn/rss/kinh-doanh.rss",
        "https://soha.vn/rss/quoc-te.rss", "https://soha.vn/rss/the-thao.rss", "https://soha.vn/rss/giai-tri.rss",
        "https://soha.vn/rss/phap-luat.rss",
    )  # fmt: skip
    news_sitemaps = ("https://soha.vn/google-news-sitemap.xml", "https://soha.vn/latest-news-sitemap.xml")
    sections = ("https://soha.vn/thoi-su-xa-hoi.htm", "https://soha.vn/phap-luat.htm", "https://soha.vn/kinh-doanh.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>198\d{12,16}|20\d{12,15})\.htm$"
    skip_pattern = r"^/(?:video|chu-de)/"
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", family="B")
    sources = stated({"public list of feeds and sitemaps, 2026": "news_sitemaps"})
