"""Báo Giáo dục và Thời đại: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class GiaoDucThoiDai(NewsSpider):
    """Báo Giáo dục và Thời đại (Bộ Giáo dục và Đào tạo)."""

    name = "giaoducthoidai"
    label = "Báo Giáo dục và Thời đại"
    full_label = "Báo Giáo dục và Thời đại (Bộ Giáo dục và Đào tạo)"
    short = "Giáo dục và Thời đại"
    owner_type = "bo-nganh"
    home = "https://giaoducthoidai.vn/"
    hosts = ("giaoducthoidai.vn",)
    feeds = ("https://giaoducthoidai.vn/rss/home.rss",)
    news_sitemaps = ("https://giaoducthoidai.vn/sitemaps/google-news.xml",)
    sections = ("https://giaoducthoidai.vn/giao-duc/", "https://giaoducthoidai.vn/thoi-su/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="C")
    sources = stated({"public list of feeds and sitemaps, 07/2026": "feeds", "recorded article, 2026": "article_pattern"})
