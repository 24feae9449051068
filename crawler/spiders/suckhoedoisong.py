"""Báo Sức khỏe và Đời sống: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SucKhoeDoiSong(NewsSpider):
    """Báo Sức khỏe và Đời sống (Bộ Y tế)."""

    name = "suckhoedoisong"
    label = "Báo Sức khỏe và Đời sống"
    full_label = "Báo Sức khỏe và Đời sống (Bộ Y tế)"
    short = "Sức khỏe và Đời sống"
    owner_type = "bo-nganh"
    home = "https://suckhoedoisong.vn/"
    hosts = ("suckhoedoisong.vn",)
    feeds = ("https://suckhoedoisong.vn/rss/home.rss",)
    news_sitemaps = ("https://suckhoedoisong.vn/google-news-sitemap.xml",)
    sections = (
        "https://suckhoedoisong.vn/thoi-su.htm", "https://suckhoedoisong.vn/y-te.htm", "https://suckhoedoisong.vn/xa-hoi.htm",
    )  # fmt: skip
    family = "vccorp"
    article_pattern = r"-(?P<number>1(?:69|72)\d{12,16})\.htm$"
    skip_pattern = r"^/(?:video|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="B", family="B")
    sources = stated({"public list of feeds and sitemaps, 07/2026": "feeds"})
    note = "Chưa kiểm chứng nguồn tin RSS."
