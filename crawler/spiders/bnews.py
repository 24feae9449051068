"""Bnews (TTXVN): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BNews(NewsSpider):
    """Trang Kinh tế Bnews (TTXVN)."""

    name = "bnews"
    label = "Bnews (TTXVN)"
    full_label = "Trang Kinh tế Bnews (TTXVN)"
    short = "Bnews"
    owner_type = "trung-uong"
    home = "https://bnews.vn/"
    hosts = ("bnews.vn",)
    feeds = (
        "https://bnews.vn/rss/kinh-te-viet-nam-1.rss", "https://bnews.vn/rss/doanh-nghiep-6.rss",
        "https://bnews.vn/rss/ngan-hang-18.rss", "https://bnews.vn/rss/chung-khoan-33.rss",
        "https://bnews.vn/rss/kinh-te-the-gioi-2.rss",
    )  # fmt: skip
    news_sitemaps = ("https://bnews.vn/sitemap/news-{Y}-{M}.xml", "https://bnews.vn/sitemap.xml")
    sections = ("https://bnews.vn/thoi-su/38/trang-1.html", "https://bnews.vn/kinh-te-viet-nam/1/trang-1.html")
    family = "own"
    article_pattern = r"^/[a-z0-9-]+/(?P<number>\d{5,8})\.html$"
    skip_pattern = r"^/(?:video|tag)/"
    selectors = stated(
        title=".post-top-entry h1", summary=".post-summary", body=".post-ct-entry", authors=".post-author", date=".post-time",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", selectors="B")
    sources = stated({"notes of HTTP answers in a public repository, 09/2026": "feeds news_sitemaps"})
    note = "Giờ trên trang ghi dạng 08:15' trước ngày."
